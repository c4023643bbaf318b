import sprite from "../../public/icons.svg?raw";

export const spriteSheet = false;

/** One symbol of the sprite as a picture of its own: what is opened from a disk can fetch no other file. */
export function iconAt(name: string): string {
  const drawing = new RegExp(`<symbol id="${name}"[^>]*>(.*?)</symbol>`, "s").exec(sprite)?.[1] ?? "";
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${drawing}</svg>`)}`;
}
