import type { Language } from "../i18n/index.ts";

/** A place in the application. It never holds anything of a case but the random name it has here. */
export type Route =
  | { place: "cases" }
  | { place: "new case"; pack: string | null }
  | { place: "case"; id: string }
  | { place: "compare"; id: string; other: string }
  | { place: "packs" }
  | { place: "verify" }
  | { place: "pack"; pack: string }
  | { place: "unknown"; path: string };

/** A route and the language it is shown in. */
export interface Location {
  route: Route;
  language: Language;
}

/** Reads `#/packs/legal-review?lang=en`. */
export function parseHash(hash: string): Location {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const language = new URLSearchParams(query).get("lang") === "en" ? "en" : "zh";
  return { route: parsePath(path), language };
}

function parsePath(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "").map(decode);
  const [place, one, two, three] = parts;
  if (parts.includes(null) || parts.length > 4) return { place: "unknown", path };
  if (parts.length === 0) return { place: "cases" };
  if (place === "verify" && one === undefined) return { place: "verify" };
  if (place === "packs" && one === undefined) return { place: "packs" };
  if (place === "packs" && one && two === undefined) return { place: "pack", pack: one };
  if (place === "cases" && one === undefined) return { place: "cases" };
  if (place === "cases" && one && two === "compare" && three) return { place: "compare", id: one, other: three };
  if (three !== undefined) return { place: "unknown", path };
  if (place === "cases" && one === "new") return { place: "new case", pack: two ?? null };
  if (place === "cases" && one && two === undefined) return { place: "case", id: one };
  return { place: "unknown", path };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Writes what `parseHash` reads. Chinese is the language that needs no saying. */
export function formatHash({ route, language }: Location): string {
  return `#${pathOf(route)}${language === "en" ? "?lang=en" : ""}`;
}

function pathOf(route: Route): string {
  switch (route.place) {
    case "cases":
      return "/cases";
    case "new case":
      return route.pack === null ? "/cases/new" : `/cases/new/${encodeURIComponent(route.pack)}`;
    case "case":
      return `/cases/${encodeURIComponent(route.id)}`;
    case "compare":
      return `/cases/${encodeURIComponent(route.id)}/compare/${encodeURIComponent(route.other)}`;
    case "verify":
      return "/verify";
    case "packs":
      return "/packs";
    case "pack":
      return `/packs/${encodeURIComponent(route.pack)}`;
    case "unknown":
      return route.path;
  }
}
