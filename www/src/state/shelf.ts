import { shelfBeside } from "./packs.ts";
import type { Shelf } from "./packs.ts";

/** Where the page's packs stand: beside it. The one-file page has a module of its own in this place. */
export const openShelf = (): Shelf => shelfBeside(document.baseURI);
