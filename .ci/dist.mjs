// Puts together what is given out: the page as a zip that any static server can hold, the page
// as one file, the native command, and the digests of all three.
//
//   node .ci/dist.mjs FADU OUT        FADU is the built command, OUT the folder to write
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { zipSync } = createRequire(join(root, "www/package.json"))("fflate");
const [fadu, out] = process.argv.slice(2);
if (!fadu || !out) throw new Error("node .ci/dist.mjs FADU OUT");

const { version } = JSON.parse(readFileSync(join(root, "www/package.json"), "utf8"));
const page = join(root, "www/dist");
// One date for every entry: the same page makes the same zip.
const mtime = new Date(1980, 0, 1);
const files = readdirSync(page, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== ".ready")
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const zip = `fadu-${version}-page.zip`;
const html = `fadu-${version}.html`;
const command = `fadu-${version}-${process.platform}-${process.arch}${process.platform === "win32" ? ".exe" : ""}`;
writeFileSync(join(out, zip), zipSync(Object.fromEntries(files.map((file) => [relative(page, file).split(sep).join("/"), [readFileSync(file), { mtime }]])), { level: 9 }));
copyFileSync(join(root, "www/dist-onefile/fadu.html"), join(out, html));
copyFileSync(fadu, join(out, command));
chmodSync(join(out, command), 0o755);

const made = [zip, html, command].map((name) => {
  const bytes = readFileSync(join(out, name));
  return { name, size: bytes.length, digest: createHash("sha256").update(bytes).digest("hex") };
});
writeFileSync(join(out, "SHA256SUMS"), made.map(({ name, digest }) => `${digest}  ${name}\n`).join(""));
for (const { name, size } of made) console.log(`${join(out, name)}  ${(size / 1e6).toFixed(1)} MB`);
