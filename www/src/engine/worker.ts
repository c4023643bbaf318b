import { load } from "fadu";
import type { Fadu, Pack } from "fadu";
import { told } from "../state/variants.ts";
import { decideOn, recompute } from "./recompute.ts";
import type { CallName, Calls, Request, Response } from "./protocol.ts";

let engine: Fadu | null = null;
const packs = new Map<string, Pack>();

const calls: { [Name in CallName]: (payload: Calls[Name]["request"]) => Promise<Calls[Name]["response"]> } = {
  async start() {
    engine ??= await load();
    return { version: engine.version };
  },

  async describe({ key, pack: id, files, profile, asOf }) {
    if (!engine) throw new Error("the engine is not started");
    const { pack: plain, diagnostics } = engine.compile(files, { pack: id });
    if (!plain) return { pack: null, diagnostics };
    const pack = profile === null ? plain : plain.withProfile(profile);
    if (pack !== plain) plain.free();
    if (!pack) throw new Error(`no such profile: ${profile}`);
    packs.get(key)?.free();
    packs.set(key, pack);
    const { version, digest, title, jurisdiction } = pack;
    const facts = pack.facts();
    const profiles = pack.profiles();
    const documents = pack.documents();
    return { pack: { id, version, digest, title, jurisdiction, facts, profiles, documents, empty: pack.evaluate({}, { asOf }) }, diagnostics };
  },

  async evaluate({ pack, facts, asOf }) {
    return known(pack).evaluate(facts, { asOf });
  },

  async variants({ pack: key, facts, others, asOf }) {
    const pack = known(key);
    const before = new Map(pack.evaluate(facts, { asOf }).verdicts.map((verdict) => [verdict.name, told(verdict)]));
    return others.map((other) => pack.evaluate(other, { asOf }).verdicts
      .filter((verdict) => told(verdict) !== before.get(verdict.name))
      // The reasons are most of it, and nobody reads them here.
      .map((verdict) => ({ ...verdict, because: [] })));
  },

  async document({ pack, name, facts, asOf }) {
    return known(pack).document(name, facts, { asOf });
  },

  async decide({ pack, facts, asOf }) {
    return decideOn(known(pack), facts, asOf);
  },

  async recompute(request) {
    if (!engine) throw new Error("the engine is not started");
    return recompute(engine, request);
  },
};

function known(id: string): Pack {
  const pack = packs.get(id);
  if (!pack) throw new Error(`no such pack: ${id}`);
  return pack;
}

async function answer<Name extends CallName>(request: Request<Name>): Promise<Response> {
  const call = calls[request.call] as (payload: Calls[Name]["request"]) => Promise<Calls[Name]["response"]>;
  return { id: request.id, ok: true, payload: await call(request.payload) };
}

/** An answer always goes out, even where the value itself cannot be handed over. */
self.addEventListener("message", (event: MessageEvent<Request>) => {
  const request = event.data;
  answer(request)
    .then((response) => self.postMessage(response))
    .catch((error: unknown) => {
      const response: Response = { id: request.id, ok: false, message: error instanceof Error ? error.message : String(error) };
      self.postMessage(response);
    });
});
