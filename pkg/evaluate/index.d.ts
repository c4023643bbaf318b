// The part of the engine that answers by compiled packs: half the size of the whole, for a page
// that opens with packs its makers compiled beforehand.
import type { CompiledPack } from "../index.js";

export interface Evaluator {
  /** The engine's version. */
  readonly version: string;
  /**
   * Reads what `Pack.toBytes` of the same version wrote. The digest of the pack is computed from
   * the rules that were read. Throws a SyntaxError where the bytes are no such pack.
   */
  open(bytes: Uint8Array): CompiledPack;
}

/** Loads the engine. Nothing runs on import. Pass bytes or a Response to load it your way. */
export function load(source?: BufferSource | Response | WebAssembly.Module): Promise<Evaluator>;
