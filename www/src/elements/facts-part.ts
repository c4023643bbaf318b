import type { Answers } from "fadu";
import type { PackSummary } from "../engine/protocol.ts";
import type { Case } from "../state/case.ts";
import type { Desk } from "../state/desk.ts";
import type { Draft } from "../state/drafts.ts";
import { Part } from "./part.ts";

/** A way to fill in the facts of a pack: all at once, or one by one. */
export class FactsPart extends Part {
  static override properties = {
    ...Part.properties,
    desk: { attribute: false },
    pack: { attribute: false },
    draft: { attribute: false },
    touched: { attribute: false },
    evaluation: { attribute: false },
    notes: { attribute: false },
    locked: { type: Boolean },
    marks: { attribute: false },
    rounds: { attribute: false },
  };
  declare desk: Desk;
  declare pack: PackSummary;
  declare draft: Draft;
  /** Fields that were left at least once: only they show their problems. */
  declare touched: ReadonlySet<string>;
  declare evaluation: Answers | null;
  /** The notes of the case; null where nothing is kept. */
  declare notes: Case["notes"] | null;
  /** The case stands closed: answers are text. */
  declare locked: boolean;
  /** Who answered what, and when. */
  declare marks: Case["marks"];
  /** The rounds of review that were closed: the one on hand may let their answers stand. */
  declare rounds: Case["rounds"];
}
