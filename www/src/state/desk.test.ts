import { expect, test } from "vitest";
import type { Pack } from "fadu";
import { EngineClient } from "../engine/client.ts";
import type { Port } from "../engine/client.ts";
import type { Request } from "../engine/protocol.ts";
import { load } from "../../tests/fixtures/stand-in.ts";
import { MemoryCases } from "./case-store.ts";
import { Desk } from "./desk.ts";
import type { ListedPack, Shelf } from "./packs.ts";
import { restedOf } from "./state.ts";

const CARD = { version: "1.0.0", digest: "sha256:1", title: { zh: "规则", en: "Rules" }, jurisdiction: null, facts: 1, answers: [] };
const LISTED: ListedPack[] = ["food-safety", "legal-review"].map((id) => ({ id, card: CARD, diagnostics: [] }));
const TEXT: Pick<Shelf, "files" | "compiled"> = { files: async (id) => [{ path: `${id}.fadu`, text: "" }], compiled: async () => null };

/** A desk whose engine answers at once from the fixtures. */
async function desk(hash: string, packs: Partial<Shelf> = {}): Promise<{ desk: Desk; asked: Request[] }> {
  const engine = await load();
  const asked: Request[] = [];
  const opened = new Map<string, Pack>();
  const port: Port = {
    onmessage: null,
    onerror: null,
    postMessage(request) {
      asked.push(request);
      const id = request.call === "start" ? "" : request.payload.pack.replace(/[#@].*/, "");
      const pack = opened.get(id) ?? engine.compile([], { pack: id }).pack;
      if (pack) opened.set(id, pack);
      if (request.call === "describe" && "compiled" in request.payload.rules && request.payload.rules.compiled.length === 0) {
        queueMicrotask(() => port.onmessage?.({ data: { id: request.id, ok: false, message: "compiled for another version" } } as MessageEvent));
        return;
      }
      const payload = request.call === "start" ? { version: engine.version }
        : request.call === "describe" ? { pack: pack && { id: pack.id, version: pack.version, digest: pack.digest, title: pack.title, jurisdiction: null, facts: pack.facts(), profiles: [], documents: [], empty: pack.evaluate({}, { asOf: request.payload.asOf }) }, diagnostics: [] }
        : request.call === "document" || request.call === "decide" || request.call === "recompute" ? null
        : request.call === "changes" ? pack?.evaluateChanges(request.payload.facts, request.payload)
        : request.call === "evaluate" ? new TextEncoder().encode(JSON.stringify(pack?.evaluate(request.payload.facts, { asOf: request.payload.asOf })))
        : request.call === "receipt" ? pack?.evaluate(request.payload.facts, { asOf: request.payload.asOf }).receipt
        : pack?.evaluate(request.payload.facts, { asOf: request.payload.asOf });
      queueMicrotask(() => port.onmessage?.({ data: { id: request.id, ok: true, payload } } as MessageEvent));
    },
  };
  const made = new Desk(new EngineClient(port), { list: async () => LISTED, ...TEXT, ...packs }, hash, "2025-09-22", Promise.resolve(new MemoryCases()));
  await made.start();
  await rest();
  return { desk: made, asked };
}

const rest = () => new Promise((resolve) => setTimeout(resolve));

test("only the pack in the address is compiled, from its own files, and evaluated at once", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  const told = asked.map((request) => (request.call === "start" ? "start" : `${request.call} ${request.payload.pack}`));
  expect(told).toEqual(["start", "describe legal-review", "changes legal-review"]);
  expect(asked[1]).toMatchObject({ payload: { rules: { files: [{ path: "legal-review.fadu" }] } } });
  expect(at.store.state.evaluation?.value.verdicts[0]?.name).toBe("重大决定");
});

test("a fact that is filled in is evaluated with the as-of date shown", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  at.fill("拟罚款", "38万");
  await rest();
  at.setAsOf("2024-03-01");
  await rest();
  expect(asked.at(-1)).toMatchObject({ call: "changes", payload: { pack: "legal-review", facts: { 拟罚款: "380000" }, asOf: "2024-03-01" } });
  expect(at.store.state.pending).toBe(false);
});

test("what was filled in is still there on coming back, and clearing can be undone", async () => {
  const { desk: at } = await desk("#/packs/legal-review");
  at.fill("拟罚款", "38万");
  at.navigate("#/packs");
  at.navigate("#/packs/legal-review?lang=en");
  expect(at.store.state).toMatchObject({ language: "en", drafts: { "legal-review": { 拟罚款: "38万" } } });
  at.clear();
  expect(at.store.state.drafts["legal-review"]).toEqual({});
  at.undoClear();
  expect(at.store.state.drafts["legal-review"]).toEqual({ 拟罚款: "38万" });
});

test("no address ever holds a fact", async () => {
  const { desk: at } = await desk("#/packs/legal-review");
  at.fill("拟罚款", "38万");
  expect(at.href(at.store.state.route)).toBe("#/packs/legal-review");
});

test("a pack is compiled once, however often it is come back to", async () => {
  const { desk: at, asked } = await desk("#/packs");
  for (const hash of ["#/packs/food-safety", "#/packs", "#/packs/legal-review", "#/packs/food-safety"]) {
    at.navigate(hash);
    await rest();
  }
  expect(asked.filter(({ call }) => call === "describe").map((request) => request.call === "describe" && request.payload.pack)).toEqual(["food-safety", "legal-review"]);
  expect(at.store.state.evaluation?.key).toBe("food-safety");
});

test("rules that did not arrive are said, and tried again", async () => {
  let reachable = false;
  const files: Shelf["files"] = async (id) => {
    if (!reachable) throw new Error("packs/legal-review.json: 503");
    return [{ path: `${id}.fadu`, text: "" }];
  };
  const { desk: at } = await desk("#/packs/legal-review", { files, compiled: files as unknown as Shelf["compiled"] });
  expect(at.store.state).toMatchObject({ failure: "packs/legal-review.json: 503", opened: {} });
  reachable = true;
  at.retry();
  await rest();
  expect(at.store.state).toMatchObject({ failure: null, evaluation: { key: "legal-review" } });
});

test("a list that does not arrive is said, not hidden", async () => {
  const at = new Desk(new EngineClient({ onmessage: null, onerror: null, postMessage: () => undefined }), { ...TEXT, list: async () => { throw new Error("packs.json: 404"); }, files: async () => [] }, "", "2025-09-22", Promise.resolve(new MemoryCases()));
  await at.start();
  expect(at.store.state.engine).toEqual({ status: "failed", message: "packs.json: 404" });
});

test("what is looked at is part of the address, and changing it asks the engine for nothing", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review?view=ask");
  expect(at.store.state.view).toBe("ask");
  at.fill("拟罚款", "38万");
  await rest();
  const before = asked.length;
  expect(at.viewHref("why")).toBe("#/packs/legal-review?view=why");
  at.navigate(at.viewHref("why"));
  await rest();
  expect(at.store.state).toMatchObject({ view: "why", drafts: { "legal-review": { 拟罚款: "38万" } }, evaluation: { key: "legal-review" } });
  expect(asked.length).toBe(before);
  at.navigate("#/packs/legal-review?lang=en");
  expect(at.store.state.view).toBe("all");
});

test("a pack that was compiled for the page is opened without its text, and known by its digest", async () => {
  let asked = 0;
  const { asked: calls } = await desk("#/packs/legal-review", {
    compiled: async () => new Uint8Array([1]),
    files: async () => { asked += 1; return []; },
  });
  expect(calls[1]).toMatchObject({ call: "describe", payload: { rules: { compiled: new Uint8Array([1]), digest: "sha256:1" } } });
  expect(asked).toBe(0);
});

test("what was compiled for another version of the page is compiled from its text", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review", { compiled: async () => new Uint8Array() });
  expect(asked.slice(1, 3)).toMatchObject([{ payload: { rules: { compiled: new Uint8Array() } } }, { payload: { rules: { files: [{ path: "legal-review.fadu" }] } } }]);
  expect(at.store.state).toMatchObject({ failure: null, evaluation: { key: "legal-review" } });
});

test("reasons that are read come with every answer, all of them and the receipt when nothing is typed", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  const reasons = () => asked.flatMap((request) => (request.call === "changes" || request.call === "evaluate" ? [request.payload.reasons] : []));
  at.explain("重大决定", true);
  await rest();
  at.fill("拟罚款", "38万");
  await rest();
  at.explain("重大决定", false);
  at.fill("拟罚款", "39万");
  await rest();
  expect(reasons()).toEqual([[], ["重大决定"], ["重大决定"], []]);
  expect(restedOf(at.store.state)).toBe(null);
  await expect.poll(() => restedOf(at.store.state) !== null, { timeout: 5000 }).toBe(true);
  expect(reasons().at(-1)).toBe(null);
  const rested = restedOf(at.store.state);
  expect(rested?.explained().receipt).toEqual(rested?.receipt);
  expect(rested?.explained()).toBe(rested?.explained());
  at.fill("拟罚款", "40万");
  expect(restedOf(at.store.state)).not.toBe(null);
  await rest();
  expect(restedOf(at.store.state)).toBe(null);
});

test("a receipt that is wanted at once is that of what is filled in, and is not made out twice", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  at.fill("拟罚款", "38万");
  await rest();
  const made = await at.receipt();
  expect(made.facts).toBe(at.store.state.evaluation?.value.facts);
  await expect.poll(() => restedOf(at.store.state)?.receipt, { timeout: 5000 }).toEqual(made);
  const before = asked.length;
  expect(await at.receipt()).toEqual(made);
  expect(asked.length).toBe(before);
  // Of what was just filled in, although its answer is still on its way.
  at.fill("拟罚款", "39万");
  const newer = await at.receipt();
  await rest();
  expect(newer.facts).not.toBe(made.facts);
  expect(newer.facts).toBe(at.store.state.evaluation?.value.facts);
});

test("an answer is asked since the one that is shown, and a verdict that did not change is the same object", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  const before = at.store.state.evaluation?.value.verdicts;
  at.fill("拟罚款", "38万");
  await rest();
  expect(asked.flatMap((request) => (request.call === "changes" ? [request.payload.since] : []))).toEqual([0, 1]);
  const after = at.store.state.evaluation?.value.verdicts;
  expect(after?.filter((verdict, i) => verdict === before?.[i]).length).toBeGreaterThan(0);
  expect(after?.filter((verdict, i) => verdict !== before?.[i]).length).toBeGreaterThan(0);
});

test("on another day what is as of today is as of that day, and what has a date of its own stays", async () => {
  const { desk: at, asked } = await desk("#/packs/legal-review");
  at.newDay("2025-09-22");
  await rest();
  const before = asked.length;
  at.newDay("2025-09-23");
  await rest();
  expect(asked).toHaveLength(before + 1);
  expect(asked.at(-1)).toMatchObject({ call: "changes", payload: { asOf: "2025-09-23" } });
  at.setAsOf("2024-03-01");
  at.newDay("2025-09-24");
  expect(at.store.state).toMatchObject({ today: "2025-09-24", asOf: "2024-03-01" });

  const id = await at.begin("legal-review", { title: "", number: "", party: "" });
  at.navigate(`#/cases/${id}`);
  await rest();
  await rest();
  at.newDay("2025-09-25");
  expect(at.store.state.asOf).toBe("2025-09-25");
  at.setAsOf("2025-09-01");
  at.newDay("2025-09-26");
  expect(at.store.state).toMatchObject({ today: "2025-09-26", asOf: "2025-09-01" });
});
