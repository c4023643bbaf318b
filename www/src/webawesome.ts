// The components the shell uses, picked one by one, and the icons they draw: all from this origin.
import "@awesome.me/webawesome/dist/components/button/button.js";
import "@awesome.me/webawesome/dist/components/callout/callout.js";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import "@awesome.me/webawesome/dist/components/icon/icon.js";
import "@awesome.me/webawesome/dist/components/skeleton/skeleton.js";
import { registerIconLibrary } from "@awesome.me/webawesome/dist/components/icon/library.js";
import { registerTranslation } from "@awesome.me/webawesome/dist/utilities/localize.js";
import { wordsOf } from "./i18n/index.ts";
import { iconAt, spriteSheet } from "./icons.ts";

// Of the 120 texts in the library's own translation the components above say two.
registerTranslation({ $code: "zh-cn", $name: "简体中文", $dir: "ltr", ...wordsOf("zh").components });

// The library's own "default" fetches from a CDN and its "system" from data: URLs, which the
// page's policy forbids. Both names lead to the sprite that stands beside the page.
const SYSTEM = new Map([["xmark", "clear"]]);

// Without a view box the drawing would be 300 pixels wide behind its frame.
const square = (svg: SVGElement) => svg.setAttribute("viewBox", "0 0 16 16");

for (const library of ["default", "system"]) {
  registerIconLibrary(library, { resolver: (name) => iconAt(SYSTEM.get(name) ?? name), spriteSheet, mutator: square });
}
