import type { CompiledPack, Diagnostic, Facts } from "fadu";
import { told } from "../state/variants.ts";
import { startEvaluator, startWhole } from "./modules.ts";
import { decideOn, recompute } from "./recompute.ts";
import type { CallName, Calls, Request, Response, Rules } from "./protocol.ts";

const packs = new Map<string, CompiledPack>();

const calls: { [Name in CallName]: (payload: Calls[Name]["request"]) => Promise<Calls[Name]["response"]> } = {
  async start() {
    return { version: (await startEvaluator()).version };
  },

  async describe({ key, pack: id, rules, profile, asOf }) {
    const { pack: plain, diagnostics } = await open(id, rules);
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
    return { pack: { id, version, digest, title, jurisdiction, facts, profiles, documents, empty: pack.evaluate({}, { asOf, reasons: [] }) }, diagnostics };
  },

  async evaluate({ pack, facts, asOf, reasons }) {
    return known(pack).evaluateJson(JSON.stringify(facts), reasons ? { asOf, reasons } : { asOf });
  },

  async changes({ pack, facts, asOf, reasons, since }) {
    return known(pack).evaluateChanges(facts, { asOf, reasons, since });
  },

  async receipt({ pack, facts, asOf }) {
    return known(pack).evaluate(facts, { asOf, reasons: [] }).receipt;
  },

  async variants({ pack: key, facts, others, asOf }) {
    const pack = known(key);
    // The reasons are most of it, and nobody reads them here.
    const verdicts = (of: Facts) => pack.evaluate(of, { asOf, reasons: [] }).verdicts;
    const before = new Map(verdicts(facts).map((verdict) => [verdict.name, told(verdict)]));
    return others.map((other) => verdicts(other).filter((verdict) => told(verdict) !== before.get(verdict.name)));
  },

  async document({ pack, name, facts, asOf }) {
    return known(pack).document(name, facts, { asOf });
  },

  async decide({ pack, facts, asOf }) {
    return decideOn(known(pack), facts, asOf);
  },

  async recompute(request) {
    return recompute(await startWhole(), request);
  },
};

/** Text takes the whole engine, which is loaded when there is some. */
async function open(id: string, rules: Rules): Promise<{ pack: CompiledPack | null; diagnostics: Diagnostic[] }> {
  if ("files" in rules) return (await startWhole()).compile(rules.files, { pack: id });
  const pack = (await startEvaluator()).open(rules.compiled);
  if (pack.digest === rules.digest) return { pack, diagnostics: [] };
  pack.free();
  throw new Error(`${id}: compiled for another version of the page`);
}

function known(id: string): CompiledPack {
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
    // Bytes are handed over, not copied: nobody here looks at them again.
    .then((response) => self.postMessage(response, { transfer: response.ok && response.payload instanceof Uint8Array ? [response.payload.buffer] : [] }))
    .catch((error: unknown) => {
      const response: Response = { id: request.id, ok: false, message: error instanceof Error ? error.message : String(error) };
      self.postMessage(response);
    });
});
