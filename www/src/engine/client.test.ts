import { expect, test } from "vitest";
import { EngineClient, Newest } from "./client.ts";
import type { Port } from "./client.ts";
import type { Request, Response } from "./protocol.ts";

function port(): Port & { asked: Request[]; reply(response: Response): void } {
  const asked: Request[] = [];
  const made: Port & { asked: Request[]; reply(response: Response): void } = {
    asked,
    postMessage: (message) => asked.push(message),
    onmessage: null,
    onerror: null,
    reply: (response) => made.onmessage?.({ data: response } as MessageEvent<Response>),
  };
  return made;
}

const rest = () => new Promise((resolve) => setTimeout(resolve));

test("each answer finds its question, in whatever order they come", async () => {
  const worker = port();
  const client = new EngineClient(worker);
  const first = client.call("start", null);
  const second = client.call("start", null);
  worker.reply({ id: worker.asked[1]?.id ?? 0, ok: true, payload: { version: "2" } });
  worker.reply({ id: worker.asked[0]?.id ?? 0, ok: true, payload: { version: "1" } });
  expect([await first, await second]).toEqual([{ version: "1" }, { version: "2" }]);
});

test("a failure of the engine reaches whoever asked", async () => {
  const worker = port();
  const asked = new EngineClient(worker).call("start", null);
  worker.reply({ id: 1, ok: false, message: "out of memory" });
  await expect(asked).rejects.toThrow("out of memory");
});

test("a worker that does not start fails everything that waits", async () => {
  const worker = port();
  const asked = new EngineClient(worker).call("start", null);
  worker.onerror?.({ message: "" } as ErrorEvent);
  await expect(asked).rejects.toThrow("did not start");
});

test("of many questions only the newest is asked next, and stale answers are dropped", async () => {
  const asked: number[] = [];
  const shown: number[] = [];
  const answer: (() => void)[] = [];
  const newest = new Newest<number, number>(
    (question) => {
      asked.push(question);
      return new Promise((resolve) => answer.push(() => resolve(question)));
    },
    (value) => shown.push(value),
    () => undefined,
  );
  for (const question of [1, 2, 3, 4]) newest.put(question);
  answer[0]?.();
  await rest();
  answer[1]?.();
  await rest();
  expect(asked).toEqual([1, 4]);
  expect(shown).toEqual([4]);
});

test("one question that fails does not stop the next", async () => {
  const failed: string[] = [];
  const shown: string[] = [];
  const newest = new Newest<string, string>((question) => (question === "bad" ? Promise.reject(new Error("no")) : Promise.resolve(question)), (value) => shown.push(value), ({ message }) => failed.push(message));
  newest.put("bad");
  await rest();
  newest.put("good");
  await rest();
  expect([failed, shown]).toEqual([["no"], ["good"]]);
});
