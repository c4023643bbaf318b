import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { load } from "fadu";
import type { SourceFile } from "fadu";
import type { Plugin } from "vite";
import { compiledOf, fileOf, LIST, NAMED } from "../src/state/packs.ts";
import type { ListedPack } from "../src/state/packs.ts";

const HEADER = /^[\s\uFEFF]*(?:pack|规则包)[ \t\u3000]+`?([^\s`]+)`?[ \t\u3000]+\S/mu;
const USE = /^[ \t\u3000]*(?:use|引用)[ \t\u3000]+`?([^\s`]+)/gmu;

/** A pack as its files say it: what it takes with it when it is compiled alone. */
interface Found {
  id: string;
  files: SourceFile[];
  uses: string[];
}

/** Reads the rule files under a folder, in one order everywhere: by the code units of their paths. */
function readFiles(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:fadu|csv)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    // Tests decide nothing, and are most of the text.
    .filter((path) => !path.includes("/cases/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/**
 * The packs among the files: a file belongs to the nearest folder that holds a pack. What is of
 * no pack serves them all: calendars.
 */
function findPacks(files: readonly SourceFile[]): { packs: Map<string, Found>; shared: SourceFile[] } {
  const shared: SourceFile[] = [];
  const folders = new Map<string, Found>();
  for (const { path, text } of files) {
    const id = path.endsWith(".fadu") ? HEADER.exec(text)?.[1] : undefined;
    if (id !== undefined) folders.set(dirname(path), { id, files: [], uses: [] });
  }
  for (const file of files) {
    let folder = dirname(file.path);
    while (!folders.has(folder) && folder !== dirname(folder)) folder = dirname(folder);
    const pack = folders.get(folder);
    (pack?.files ?? shared).push(file);
    pack?.uses.push(...[...file.text.matchAll(USE)].flatMap(([, id]) => id ?? []));
  }
  return { packs: new Map([...folders.values()].map((pack) => [pack.id, pack])), shared };
}

/** The files of a pack and of all that it uses, itself or through others. */
function withUsed(id: string, packs: ReadonlyMap<string, Found>): SourceFile[] {
  const wanted = new Set([id]);
  for (const next of wanted) for (const used of packs.get(next)?.uses ?? []) wanted.add(used);
  return [...wanted].flatMap((name) => packs.get(name)?.files ?? []);
}

/**
 * What stands beside the page, by address: the list of the packs, and for each the files that it
 * is compiled from, and itself compiled from the very same text. The page fetches only the pack
 * that is opened, and its text when it is needed: for a case, a decision file.
 */
export async function readBeside(root: string): Promise<Record<string, string | Uint8Array>> {
  const engine = await load();
  const { packs, shared } = findPacks(readFiles(root));
  const used = new Set([...packs.values()].flatMap(({ uses }) => uses));
  const listed: ListedPack[] = [];
  const beside: Record<string, string | Uint8Array> = {};
  for (const id of packs.keys()) {
    const files = [...withUsed(id, packs), ...shared];
    const { pack, diagnostics } = engine.compile(files, { pack: id });
    beside[fileOf(id)] = JSON.stringify(files);
    if (pack === null) {
      listed.push({ id, card: null, diagnostics });
      continue;
    }
    const { version, digest, title, jurisdiction } = pack;
    // No answer rests on this date: the names of the verdicts are those of every date.
    const { verdicts } = pack.evaluate({}, { asOf: "2026-01-01" })
    const answers = [...new Set(verdicts.map(({ kind }) => kind))].map((kind) => {
      const all = verdicts.filter((verdict) => verdict.kind === kind).map(({ label }) => label);
      // Two verdicts of one name would be read as a mistake.
      const labels = [...new Map(all.map((label) => [label.zh, label])).values()];
      return { kind, first: labels.slice(0, NAMED), count: labels.length };
    });
    listed.push({ id, card: { version, digest, title, jurisdiction, facts: pack.facts().length, answers }, diagnostics: [] });
    beside[compiledOf(id)] = pack.toBytes();
    pack.free();
  }
  // Packs that others take their rules from come after those that people work with.
  const sorted = [...listed.filter(({ id }) => !used.has(id)), ...listed.filter(({ id }) => used.has(id))];
  return { ...beside, [LIST]: JSON.stringify(sorted) };
}

/** The same without what was compiled. */
export async function readRules(root: string): Promise<Record<string, string>> {
  const beside = await readBeside(root);
  return Object.fromEntries(Object.entries(beside).filter((one): one is [string, string] => typeof one[1] === "string"));
}

/** Puts the packs beside the page. */
export function ruleFiles(root: string): Plugin {
  return {
    name: "fadu-rules",
    configureServer(server) {
      server.watcher.add(root);
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(request.url?.split("?")[0]?.slice(1) ?? "");
        if (path !== LIST && !/^packs\/[^/]+\.(?:json|bin)$/.test(path)) return next();
        readBeside(root).then((beside) => {
          response.setHeader("content-type", path.endsWith(".bin") ? "application/octet-stream" : "application/json; charset=utf-8");
          response.statusCode = path in beside ? 200 : 404;
          response.end(beside[path]);
        }, next);
      });
    },
    async generateBundle() {
      for (const [fileName, source] of Object.entries(await readBeside(root))) this.emitFile({ type: "asset", fileName, source });
    },
  };
}
