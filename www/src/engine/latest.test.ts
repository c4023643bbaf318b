import { expect, test } from "vitest";
import type { Changes, Evaluation, Verdict } from "fadu";
import { Latest } from "./latest.ts";

const bytes = (turn: number, verdicts: (Partial<Verdict> | null)[]) => new TextEncoder().encode(JSON.stringify({ turn: String(turn), as_of: `day ${turn}`, verdicts } as unknown as Changes));
const names = ({ verdicts }: Evaluation) => verdicts.map(({ name }) => name);

test("what did not change stays the same object, and all else is new", () => {
  const latest = new Latest();
  expect(latest.turn("a")).toBe(0);
  const first = latest.take("a", bytes(1, [{ name: "x" }, { name: "y" }]));
  expect(latest.turn("a")).toBe(1);
  const second = latest.take("a", bytes(2, [null, { name: "z" }]));
  expect(names(second)).toEqual(["x", "z"]);
  expect(second.verdicts[0]).toBe(first.verdicts[0]);
  expect(second.as_of).toBe("day 2");
  expect("turn" in second).toBe(false);
});

test("each pack has its own answers, and one that is opened anew has none", () => {
  const latest = new Latest();
  latest.take("a", bytes(5, [{ name: "x" }]));
  expect(latest.turn("b")).toBe(0);
  latest.forget("a");
  expect(latest.turn("a")).toBe(0);
  expect(() => latest.take("a", bytes(6, [null]))).toThrow("left out");
});
