import { expect, test } from "vitest";
import type { Answers, Changes, Verdict } from "fadu";
import { Latest } from "./latest.ts";

const bytes = (turn: number, verdicts: (Partial<Verdict> | null)[], missing: ({ fact: string } | null)[] = []) => new TextEncoder().encode(JSON.stringify({ turn: String(turn), as_of: `day ${turn}`, verdicts, missing, warnings: [] } as unknown as Changes));
const names = ({ verdicts }: Answers) => verdicts.map(({ name }) => name);

test("what did not change stays the same object, and all else is new", () => {
  const latest = new Latest();
  expect(latest.turn("a")).toBe(0);
  const first = latest.take("a", bytes(1, [{ name: "x" }, { name: "y" }], [{ fact: "f" }, { fact: "g" }]));
  expect(latest.turn("a")).toBe(1);
  const second = latest.take("a", bytes(2, [null, { name: "z" }], [null]));
  expect(names(second)).toEqual(["x", "z"]);
  expect(second.verdicts[0]).toBe(first.verdicts[0]);
  expect(second.missing).toHaveLength(1);
  expect(second.missing[0]).toBe(first.missing[0]);
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

test("of a benchmark the parts that did not change stay the same objects", () => {
  const latest = new Latest();
  const benchmark = (tiers: unknown[], weights?: unknown[]) => ({ kind: "benchmark", name: "b", tiers, penalties: [], circumstances: [], ...(weights && { weights }) }) as unknown as Verdict;
  const [first] = latest.take("a", bytes(1, [benchmark([{ name: "low" }, { name: "high" }], [{ total: "1" }])])).verdicts;
  const [second] = latest.take("a", bytes(2, [benchmark([null, { name: "higher" }, { name: "new" }], [null])])).verdicts;
  if (first?.kind !== "benchmark" || second?.kind !== "benchmark") throw new Error("no benchmarks");
  expect(second.tiers.map(({ name }) => name)).toEqual(["low", "higher", "new"]);
  expect(second.tiers[0]).toBe(first.tiers[0]);
  expect(second.weights?.[0]).toBe(first.weights?.[0]);
  expect(() => latest.take("a", bytes(3, [benchmark([null, null, null, null])]))).toThrow("left out");
});
