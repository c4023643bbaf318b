import type { Answers, ChangedBenchmark, Changes, Verdict } from "fadu";

const decoder = new TextDecoder();

/**
 * The newest answers of each pack that is open, put together from what changed. A verdict that
 * did not change stays the very same object, so that the page draws only what did.
 */
export class Latest {
  readonly #known = new Map<string, { turn: number; value: Answers }>();

  /** The number of the answer that is known of a pack; 0 is none. */
  turn(pack: string): number {
    return this.#known.get(pack)?.turn ?? 0;
  }

  /** Takes the answer to what was asked since the one that is known. */
  take(pack: string, bytes: Uint8Array): Answers {
    const { turn, verdicts, missing, warnings, ...rest } = JSON.parse(decoder.decode(bytes)) as Changes;
    const last = this.#known.get(pack)?.value;
    const before = last?.verdicts ?? [];
    const value: Answers = {
      ...rest,
      verdicts: verdicts.map((verdict, at) => {
        const known = before[at];
        if (verdict === null) return known ?? unknown();
        return verdict.kind === "benchmark" ? whole(verdict, known) : verdict;
      }),
      missing: parts(missing, last?.missing),
      warnings: parts(warnings, last?.warnings),
    };
    this.#known.set(pack, { turn: Number(turn), value });
    return value;
  }

  /** Forgets a pack that is opened anew. */
  forget(pack: string): void {
    this.#known.delete(pack);
  }
}

/** Puts in what did not change of a benchmark's verdict. */
function whole(changed: ChangedBenchmark, known: Verdict | undefined): Verdict {
  const before = known?.kind === "benchmark" ? known : null;
  const { weights, ...rest } = changed;
  return {
    ...rest,
    tiers: parts(changed.tiers, before?.tiers),
    penalties: parts(changed.penalties, before?.penalties),
    circumstances: parts(changed.circumstances, before?.circumstances),
    ...(weights && { weights: parts(weights, before?.weights) }),
  };
}

/** Puts in what stood in the same place of a list before. */
const parts = <Part>(now: (Part | null)[], then: readonly Part[] | undefined): Part[] => now.map((part, at) => part ?? then?.[at] ?? unknown());

function unknown(): never {
  throw new Error("the engine left out something that the page does not have");
}
