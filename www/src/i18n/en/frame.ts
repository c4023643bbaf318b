import type zh from "../zh/frame.ts";

const frame: typeof zh = {
  brand: "法度",
  latin: "FADU",
  title: (screen) => `${screen} · Fadu`,
  skip: { label: "Skip", main: "Skip to content", facts: "Skip to the facts", verdict: "Skip to the verdict" },

  nav: { label: "Main", cases: "Cases", batch: "Batch", packs: "Packs", verify: "Re-check" },
  titles: { batch: "Batch", verify: "Re-check a file" },
  language: { label: "Language", zh: "中文", en: "EN" },
  theme: { label: "Appearance", auto: "System", light: "Light", dark: "Dark" },
  keys: "Keys",

  asOf: {
    label: "As of",
    notToday: (date) => `Shown by the rules of ${date}`,
    back: "Back to today",
  },

  footer: {
    promise: "Cases are kept in this browser only and nothing is uploaded; what you try on a pack is cleared when the page closes",
    engine: (version) => `Engine ${version}`,
    starting: "The engine is loading",
  },

  loading: { engine: "Loading the engine", packs: "Loading the packs", pack: "Loading this pack" },
  failed: {
    title: "The engine did not start",
    body: "What was filled in is still on this page. Reload it; if the engine still does not start, pass the line below on to whoever looks after this page.",
    evaluate: "This evaluation did not finish",
    open: "The rules of this pack could not be opened",
    place: "This place could not be fetched",
    retry: "Try again",
    reload: "Reload the page",
  },

  unknownRoute: { title: "No such page", body: (path) => `There is no page at “${path}”.`, back: "Back to the packs" },

  offline: {
    starting: "Being kept on this computer",
    ready: "Works offline",
    file: "One-file version: works offline",
    update: "A new version is ready. Updating loads the page anew: save what you are filling in first.",
    apply: "Update and reload",
    none: {
      http: "Does not work offline: over http the browser keeps no page, only the cases; use https, or the one-file version",
      unsupported: "Does not work offline: this browser cannot; the one-file version can",
      failed: "Does not work offline: the page could not be kept; the one-file version works",
    },
  },

  print: "Print",
  components: { close: "Close", loading: "Loading" },

  shortcuts: {
    title: "Keys",
    answers: "On a question of the checklist",
    list: [["1", "Pass"], ["2", "Fail"], ["3", "N/A"], ["4", "Cannot tell"], ["0", "Clear: not yet"]],
    regions: "Everywhere",
    places: [["Tab", "At the top: skip to the content, the facts, the verdict"], ["← →", "Between options"], ["Space", "Tick, open"], ["Ctrl E", "On an open document: edit, stop editing"], ["Ctrl Shift D", "On an open document: compare with the draft as made"], ["Ctrl P", "On an open document: print it alone"]],
  },

  weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  comma: ", ",
  stop: ".",
  colon: ": ",
  semicolon: "; ",
};

export default frame;
