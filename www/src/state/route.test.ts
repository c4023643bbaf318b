import { expect, test } from "vitest";
import { formatHash, parseHash } from "./route.ts";
import type { Location } from "./route.ts";

test.each<[string, Location]>([
  ["", { route: { place: "cases" }, language: "zh" }],
  ["#/", { route: { place: "cases" }, language: "zh" }],
  ["#/cases?lang=en", { route: { place: "cases" }, language: "en" }],
  ["#/cases/new", { route: { place: "new case", pack: null }, language: "zh" }],
  ["#/cases/new/food-safety", { route: { place: "new case", pack: "food-safety" }, language: "zh" }],
  ["#/cases/0123abcd", { route: { place: "case", id: "0123abcd" }, language: "zh" }],
  ["#/cases/0123abcd/compare/4567", { route: { place: "compare", id: "0123abcd", other: "4567" }, language: "zh" }],
  ["#/cases/0123abcd/compare/4567/x", { route: { place: "unknown", path: "/cases/0123abcd/compare/4567/x" }, language: "zh" }],
  ["#/cases/0123abcd/x", { route: { place: "unknown", path: "/cases/0123abcd/x" }, language: "zh" }],
  ["#/packs?lang=en", { route: { place: "packs" }, language: "en" }],
  ["#/packs/legal-review", { route: { place: "pack", pack: "legal-review" }, language: "zh" }],
  ["#/packs/legal-review?lang=en", { route: { place: "pack", pack: "legal-review" }, language: "en" }],
  ["#/packs/%E9%81%93%E8%B7%AF?lang=fr", { route: { place: "pack", pack: "道路" }, language: "zh" }],
  ["#/packs/%E9%81", { route: { place: "unknown", path: "/packs/%E9%81" }, language: "zh" }],
  ["#/verify?lang=en", { route: { place: "verify" }, language: "en" }],
  ["#/verify/a", { route: { place: "unknown", path: "/verify/a" }, language: "zh" }],
  ["#/packs/a/b", { route: { place: "unknown", path: "/packs/a/b" }, language: "zh" }],
])("%s leads to its place", (hash, location) => expect(parseHash(hash)).toEqual(location));

test("an address that was written leads back to where it was written", () => {
  for (const language of ["zh", "en"] as const) {
    for (const route of [{ place: "cases" }, { place: "new case", pack: null }, { place: "new case", pack: "道路" }, { place: "case", id: "0123abcd" }, { place: "compare", id: "0123abcd", other: "4567" }, { place: "packs" }, { place: "verify" }, { place: "pack", pack: "food-safety" }, { place: "pack", pack: "道路/运输?" }] as const) {
      expect(parseHash(formatHash({ route, language }))).toEqual({ route, language });
    }
  }
});
