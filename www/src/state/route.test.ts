import { expect, test } from "vitest";
import { formatHash, parseHash, VIEWS } from "./route.ts";
import type { Location } from "./route.ts";

test.each<[string, Location]>([
  ["", { route: { place: "cases" }, language: "zh", view: "all", document: null }],
  ["#/", { route: { place: "cases" }, language: "zh", view: "all", document: null }],
  ["#/cases?lang=en", { route: { place: "cases" }, language: "en", view: "all", document: null }],
  ["#/cases/new", { route: { place: "new case", pack: null }, language: "zh", view: "all", document: null }],
  ["#/cases/new/food-safety", { route: { place: "new case", pack: "food-safety" }, language: "zh", view: "all", document: null }],
  ["#/cases/0123abcd", { route: { place: "case", id: "0123abcd" }, language: "zh", view: "all", document: null }],
  ["#/cases/0123abcd/compare/4567", { route: { place: "compare", id: "0123abcd", other: "4567" }, language: "zh", view: "all", document: null }],
  ["#/cases/0123abcd/compare/4567/x", { route: { place: "unknown", path: "/cases/0123abcd/compare/4567/x" }, language: "zh", view: "all", document: null }],
  ["#/cases/0123abcd/x", { route: { place: "unknown", path: "/cases/0123abcd/x" }, language: "zh", view: "all", document: null }],
  ["#/packs?lang=en", { route: { place: "packs" }, language: "en", view: "all", document: null }],
  ["#/packs/legal-review", { route: { place: "pack", pack: "legal-review" }, language: "zh", view: "all", document: null }],
  ["#/packs/legal-review?lang=en", { route: { place: "pack", pack: "legal-review" }, language: "en", view: "all", document: null }],
  ["#/packs/%E9%81%93%E8%B7%AF?lang=fr", { route: { place: "pack", pack: "道路" }, language: "zh", view: "all", document: null }],
  ["#/packs/%E9%81", { route: { place: "unknown", path: "/packs/%E9%81" }, language: "zh", view: "all", document: null }],
  ["#/verify?lang=en", { route: { place: "verify" }, language: "en", view: "all", document: null }],
  ["#/batch", { route: { place: "batch", pack: null }, language: "zh", view: "all", document: null }],
  ["#/batch/food-safety?lang=en", { route: { place: "batch", pack: "food-safety" }, language: "en", view: "all", document: null }],
  ["#/batch/a/b", { route: { place: "unknown", path: "/batch/a/b" }, language: "zh", view: "all", document: null }],
  ["#/verify/a", { route: { place: "unknown", path: "/verify/a" }, language: "zh", view: "all", document: null }],
  ["#/packs/legal-review?lang=en&view=ask", { route: { place: "pack", pack: "legal-review" }, language: "en", view: "ask", document: null }],
  ["#/cases/0123abcd?view=why", { route: { place: "case", id: "0123abcd" }, language: "zh", view: "why", document: null }],
  ["#/cases/0123abcd?view=what", { route: { place: "case", id: "0123abcd" }, language: "zh", view: "all", document: null }],
  ["#/packs?view=ask", { route: { place: "packs" }, language: "zh", view: "all", document: null }],
  ["#/packs/food-safety?document=notice_122", { route: { place: "pack", pack: "food-safety" }, language: "zh", view: "all", document: "notice_122" }],
  ["#/cases/0123abcd?view=why&document=%E5%AE%A1%E6%A0%B8%E6%84%8F%E8%A7%81%E4%B9%A6", { route: { place: "case", id: "0123abcd" }, language: "zh", view: "why", document: "审核意见书" }],
  ["#/packs/food-safety?document=", { route: { place: "pack", pack: "food-safety" }, language: "zh", view: "all", document: null }],
  ["#/cases?document=a", { route: { place: "cases" }, language: "zh", view: "all", document: null }],
  ["#/packs/a/b", { route: { place: "unknown", path: "/packs/a/b" }, language: "zh", view: "all", document: null }],
])("%s leads to its place", (hash, location) => expect(parseHash(hash)).toEqual(location));

test("an address that was written leads back to where it was written", () => {
  for (const language of ["zh", "en"] as const) {
    for (const route of [{ place: "cases" }, { place: "new case", pack: null }, { place: "new case", pack: "道路" }, { place: "case", id: "0123abcd" }, { place: "compare", id: "0123abcd", other: "4567" }, { place: "packs" }, { place: "batch", pack: null }, { place: "batch", pack: "道路" }, { place: "verify" }, { place: "pack", pack: "food-safety" }, { place: "pack", pack: "道路/运输?" }] as const) {
      for (const view of VIEWS) {
        for (const document of [null, "notice_122", "意见书&?"]) {
          const seen = route.place === "case" || route.place === "pack" ? { view, document } : { view: "all", document: null };
          expect(parseHash(formatHash({ route, language, view, document }))).toEqual({ route, language, ...seen });
        }
      }
    }
  }
});
