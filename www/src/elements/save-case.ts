import { save } from "../format/save.ts";
import type { Desk } from "../state/desk.ts";

/** A name that every file system takes. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|\u0000-\u001F]/g, " ").replace(/\s+/g, " ").trim().slice(0, 80);

/** Hands a case over as a file, with the rules that it is judged by. */
export async function saveCase({ cases }: Desk, id: string): Promise<void> {
  const file = await cases.exported(id);
  if (file) save(`${fileName(`${file.case.number} ${file.case.title}`) || file.case.pack}.fadu-case.json`, "application/json", `${JSON.stringify(file, null, 2)}\n`);
}

/** Begins another case on the facts of one, and goes there: its head is what has to be written anew. */
export async function duplicate(desk: Desk, id: string, copied: (title: string) => string): Promise<void> {
  const made = await desk.cases.duplicate(id, copied);
  if (made !== null) location.hash = desk.href({ place: "case", id: made });
}
