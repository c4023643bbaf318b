/** Where the icons stand: in a sprite beside the page. The one-file page has a module of its own in this place. */
export const spriteSheet = true;
export const iconAt = (name: string): string => `${new URL("icons.svg", document.baseURI).pathname}#${name}`;
