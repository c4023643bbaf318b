import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const text = readFileSync(fileURLToPath(new URL("tokens.css", import.meta.url)), "utf8");

/** The colours of a block of the sheet, by token. */
function tokens(block: string): Map<string, string> {
  const body = text.slice(text.indexOf(block)).split("}")[0] ?? "";
  return new Map([...body.matchAll(/--fadu-([a-z0-9-]+):\s*(#[0-9A-F]{3,6})/gi)].map(([, name = "", colour = ""]) => [name, colour]));
}

const light = tokens(":root {");
const dark = new Map([...light, ...tokens(':root[data-theme="dark"]')]);
const followed = new Map([...light, ...tokens(":root:not([data-theme])")]);

function luminance(colour: string): number {
  const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const TEXT: [string, string][] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink): [string, string][] => ["surface", "page", "sunken"].map((ground) => [ink, ground])),
  ...["pass", "fail", "na", "todo", "judge"].flatMap((tone): [string, string][] => [[tone, "surface"], [tone, `${tone}-soft`], ["ink", `${tone}-soft`], ["ink-2", `${tone}-soft`]]),
  ["action", "surface"], ["action", "page"], ["action", "sunken"], ["action", "action-soft"], ["ink-2", "action-soft"], ["action", "fail-soft"], ["action", "judge-soft"], ["action", "todo-soft"], ["on-action", "action"], ["bar-ink", "bar"], ["bar-ink-2", "bar"],
];

for (const [theme, colours] of [["light", light], ["dark", dark]] as const) {
  test(`words are readable in the ${theme} theme`, () => {
    for (const [ink, ground] of TEXT) expect(contrast(colours.get(ink) ?? "", colours.get(ground) ?? ""), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test(`controls are bounded visibly in the ${theme} theme`, () => {
    for (const ground of ["surface", "page"]) expect(contrast(colours.get("line-strong") ?? "", colours.get(ground) ?? ""), ground).toBeGreaterThanOrEqual(3);
  });
}

test("following the system gives the same dark as choosing it", () => {
  expect([...followed]).toEqual([...dark]);
});
