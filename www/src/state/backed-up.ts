import type { Case } from "./case.ts";

/** Under this name the browser keeps when all cases were last backed up: a moment, and nothing of them. */
const KEY = "fadu-backed-up";
/** After so many days without a backup what was changed since is pointed at. */
const DAYS = 7;

/** When all cases were last backed up here; null where they never were, or the browser does not say. */
export function lastBackup(): string | null {
  try {
    const moment = globalThis.localStorage?.getItem(KEY) ?? null;
    return moment !== null && Number.isFinite(Date.parse(moment)) ? moment : null;
  } catch {
    return null;
  }
}

export function noteBackup(moment: string): void {
  try {
    globalThis.localStorage?.setItem(KEY, moment);
  } catch {
    // A browser that keeps nothing keeps no date either.
  }
}

/** What of the cases stands in no backup, and whether it has stood so for long. */
export function sinceBackup(cases: readonly Case[], last: string | null, now: number): { last: string | null; changed: number; late: boolean } {
  const changed = cases.filter((one) => last === null || one.changed > last);
  const since = Math.min(...changed.map((one) => Date.parse(last ?? one.created)));
  return { last, changed: changed.length, late: changed.length > 0 && now - since > DAYS * 86_400_000 };
}
