import beside from "virtual:fadu-packs";
import type { SourceFile } from "fadu";
import { fileOf, LIST } from "../state/packs.ts";
import type { ListedPack, Shelf } from "../state/packs.ts";

/** The packs that the one file brings along. */
export const openShelf = (): Shelf => ({
  list: async () => JSON.parse(beside[LIST] ?? "[]") as ListedPack[],
  // The whole engine is in the file, and text is shorter.
  compiled: async () => null,
  files: async (id) => {
    const text = beside[fileOf(id)];
    if (text === undefined) throw new Error(`no such pack: ${id}`);
    return JSON.parse(text) as SourceFile[];
  },
});
