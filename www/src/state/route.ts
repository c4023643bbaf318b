import type { Language } from "../i18n/index.ts";

/** A place in the application. It never holds anything of a case. */
export type Route = { place: "packs" } | { place: "pack"; pack: string } | { place: "verify" } | { place: "unknown"; path: string };

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
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0 || (parts.length === 1 && parts[0] === "packs")) return { place: "packs" };
  if (parts.length === 1 && parts[0] === "verify") return { place: "verify" };
  const pack = parts.length === 2 && parts[0] === "packs" ? decode(parts[1] ?? "") : null;
  return pack === null ? { place: "unknown", path } : { place: "pack", pack };
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
  const path = route.place === "packs" || route.place === "verify" ? `/${route.place}` : route.place === "pack" ? `/packs/${encodeURIComponent(route.pack)}` : route.path;
  return `#${path}${language === "en" ? "?lang=en" : ""}`;
}
