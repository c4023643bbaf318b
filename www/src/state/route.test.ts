import { expect, test } from "vitest";
import { formatHash, parseHash } from "./route.ts";
import type { Location } from "./route.ts";

test.each<[string, Location]>([
  ["", { route: { place: "packs" }, language: "zh" }],
  ["#/", { route: { place: "packs" }, language: "zh" }],
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
    for (const route of [{ place: "packs" }, { place: "verify" }, { place: "pack", pack: "food-safety" }, { place: "pack", pack: "道路/运输?" }] as const) {
      expect(parseHash(formatHash({ route, language }))).toEqual({ route, language });
    }
  }
});
