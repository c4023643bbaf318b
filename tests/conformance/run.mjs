// The tables of this folder, run by the engine of this runtime; README.md says the form and
// `tests/it/conformance.rs` does the same natively. In Node and in browsers: no Node module here.

/** Columns that say something to people only. */
const SAID = ["id", "rule", "law", "why"];

/**
 * Runs tables `{ name, header, csv }`, texts of the files, beside a calendar's text. Returns
 * how many rows came out as written, and every difference, by table and row.
 */
export async function runTables(fadu, tables, calendar) {
  const wrong = [];
  let rows = 0;
  for (const { name, header, csv } of tables) {
    const table = readTable(JSON.parse(header), csv);
    const packs = new Map();
    for (const row of table.rows) {
      const found = await runRow(fadu, table, row, calendar, packs);
      if (found.length === 0) rows += 1;
      wrong.push(...found.map((what) => `${name} ${row.id}: ${what}`));
    }
    wrong.push(...(await blind(fadu, table, calendar, packs)).map((what) => `${name}: ${what}`));
    for (const pack of packs.values()) pack.free();
  }
  return { tables: tables.length, rows, wrong };
}

/** The columns that nobody looks at: a row whose cell is changed must not pass. */
async function blind(fadu, table, calendar, packs) {
  const found = [];
  for (const column of [...Object.keys(table.expect), ...table.bytes, ...Object.keys(table.sha256)]) {
    const row = table.rows.find((row) => row[column] !== "");
    const changed = { ...row, [column]: `${row?.[column]}~` };
    const said = await runRow(fadu, table, changed, calendar, packs);
    if (!said.some((what) => what.startsWith(column))) found.push(`${column} is not looked at`);
  }
  const used = new Set([
    ...[...`${table.rules}${table.as_of}`.matchAll(/\$\{(\w+)\}/g)].map(([, column]) => column),
    ...[table.text, table.json, table.sha256].flatMap(Object.values),
    ...[table.expect, table.sha256].flatMap(Object.keys),
    ...table.bytes,
    ...(table.facts ? [table.facts] : []),
    ...SAID,
  ]);
  return [...found, ...table.columns.filter((column) => !used.has(column)).map((column) => `${column} is not used`)];
}

async function runRow(fadu, table, row, calendar, packs) {
  const rules = fill(table.rules, row);
  if (!packs.has(rules)) {
    const { pack, diagnostics } = fadu.compile([
      { path: "t/pack.fadu", text: `pack t 1.0.0 calendar cn\n${rules}\n` },
      { path: "calendars/cn.csv", text: calendar },
    ]);
    if (diagnostics.length > 0) {
      pack?.free();
      return [`the rules are wrong: ${diagnostics.map(({ code, message }) => `${code} ${message.en}`).join(" ")}`];
    }
    packs.set(rules, pack);
  }
  const asOf = fill(table.as_of, row);
  const facts = factsOf(table, row);
  const bytes = new TextDecoder("utf-8", { fatal: true }).decode(packs.get(rules).evaluateJson(facts, { asOf }));
  const evaluation = JSON.parse(bytes);
  const wrong = [];
  let asked = 0;
  for (const [column, address] of Object.entries(table.expect)) {
    if (row[column] === "") continue;
    asked += 1;
    const came = at(evaluation, address);
    if (came !== row[column]) wrong.push(`${column} = ${row[column]}, but it is ${came}`);
  }
  for (const column of table.bytes) {
    asked += 1;
    if (row[column] === "" || !bytes.includes(row[column])) wrong.push(`${column}: not in ${bytes}`);
  }
  for (const [column, text] of Object.entries(table.sha256)) {
    const own = await sha256(row[text]);
    if (own !== row[column]) wrong.push(`${column}: the digest of ${text} is ${own}`);
  }
  if (asked === 0) wrong.push("nothing is expected");
  if (wrong.length > 0) wrong.push(`facts ${facts} as of ${asOf}`);
  return wrong;
}

function readTable(header, csv) {
  const [columns, ...lines] = csv.split(/\r?\n/).filter((line) => line !== "").map(cells);
  const rows = lines.map((line) => {
    if (line.length !== columns.length) throw new Error(`${line.length} cells for ${columns.length} columns: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, line[at]]));
  });
  const none = { text: {}, json: {}, expect: {}, bytes: [], sha256: {} };
  return { ...none, ...header, rules: header.rules.join("\n"), columns, rows };
}

/** The cells of a line: commas, `"` around a cell where needed, `""` for one in it. */
function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))(?=,|$)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

const fill = (text, row) => text.replace(/\$\{(\w+)\}/g, (_, column) => row[column]);

/** The facts as JSON text: no number passes through one of this runtime. */
function factsOf(table, row) {
  if (table.facts) return row[table.facts];
  const given = (columns, value) =>
    Object.entries(columns)
      .filter(([, column]) => row[column] !== "")
      .map(([fact, column]) => `${JSON.stringify(fact)}:${value(row[column])}`);
  return `{${[...given(table.text, JSON.stringify), ...given(table.json, (cell) => cell)].join(",")}}`;
}

/** What stands at an address, in short. */
function at(evaluation, address) {
  const steps = address.split("/");
  const found = walk(Object.hasOwn(evaluation, steps[0]) ? evaluation : evaluation.verdicts, steps);
  return found === undefined ? `nothing: there is no ${address}` : short(found) || "(none)";
}

/** Follows the steps; below null there is null, and what is not there is undefined. */
function walk(found, [step, ...rest]) {
  if (step === undefined || found === null || found === undefined) return found;
  if (!Array.isArray(found)) return walk(Object.hasOwn(found, step) ? found[step] : undefined, rest);
  if (step === "*") return found.map((part) => walk(part, rest));
  const named = (part) => ["name", "fact", "penalty", "code"].some((key) => part[key] === step);
  return walk(/^\d+$/.test(step) ? found[Number(step)] : found.find(named), rest);
}

function short(value) {
  if (Array.isArray(value)) return value.map(short).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  if (!("lower" in value)) return JSON.stringify(value);
  const { lower, upper } = value;
  return `${lower?.included ? "[" : "("}${lower?.value ?? "-"}, ${upper?.value ?? "-"}${upper?.included ? "]" : ")"}`;
}

async function sha256(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
