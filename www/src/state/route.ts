import type { Language } from "../i18n/index.ts";

/** A place in the application. It never holds anything of a case but the random name it has here. */
export type Route =
  | { place: "cases" }
  | { place: "new case"; pack: string | null }
  | { place: "case"; id: string }
  | { place: "compare"; id: string; other: string }
  | { place: "packs" }
  | { place: "batch"; pack: string | null }
  | { place: "verify" }
  | { place: "pack"; pack: string }
  | { place: "unknown"; path: string };

/** What stands beside the verdict: questions one by one, all facts, the checklists alone, or the reasons. */
export const VIEWS = ["ask", "all", "checklist", "why"] as const;
export type View = (typeof VIEWS)[number];

/** A route, the language it is shown in, and what of it is looked at. */
export interface Location {
  route: Route;
  language: Language;
  view: View;
  /** The document that is open, by its name in the pack. */
  document: string | null;
}

/** Reads `#/packs/legal-review?lang=en&view=ask`, or `#/packs/food-safety?document=notice_122`. */
export function parseHash(hash: string): Location {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const asked = new URLSearchParams(query);
  const route = parsePath(path);
  const view = hasViews(route) ? VIEWS.find((known) => known === asked.get("view")) : undefined;
  const document = hasViews(route) ? asked.get("document") || null : null;
  return { route, language: asked.get("lang") === "en" ? "en" : "zh", view: view ?? "all", document };
}

const hasViews = ({ place }: Route): boolean => place === "case" || place === "pack";

function parsePath(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "").map(decode);
  const [place, one, two, three] = parts;
  if (parts.includes(null) || parts.length > 4) return { place: "unknown", path };
  if (parts.length === 0) return { place: "cases" };
  if (place === "verify" && one === undefined) return { place: "verify" };
  if (place === "batch" && two === undefined) return { place: "batch", pack: one ?? null };
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

/** Writes what `parseHash` reads. Chinese and all facts need no saying. */
export function formatHash({ route, language, view, document }: Location): string {
  const said = [
    ...(language === "en" ? ["lang=en"] : []),
    ...(view !== "all" && hasViews(route) ? [`view=${view}`] : []),
    ...(document !== null && hasViews(route) ? [`document=${encodeURIComponent(document)}`] : []),
  ];
  return `#${pathOf(route)}${said.length > 0 ? `?${said.join("&")}` : ""}`;
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
    case "batch":
      return route.pack === null ? "/batch" : `/batch/${encodeURIComponent(route.pack)}`;
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
