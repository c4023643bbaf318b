// Holds the engine of this runtime to what the native one wrote down. Runs in Node and in
// browsers: no Node module here.
import { canonicalise, difference, utf8 } from "../../pkg/tests/support.mjs";

/**
 * Compares cases of a pack, once as JSON text and once as an object, and the receipts of all its
 * tests by the module that opens compiled packs. Returns `{ cases, receipts, all, wrong }`;
 * `wrong` is the first difference, as far as it is known here.
 */
export async function comparePack(fadu, evaluator, entry, ndjson, receipts) {
  const { pack, diagnostics } = fadu.compile(entry.files, { pack: entry.pack });
  if (!pack) return failed(entry, `does not compile: ${JSON.stringify(diagnostics)}`);
  if (pack.digest !== entry.digest) return failed(entry, `digest ${pack.digest}, natively ${entry.digest}`);

  for (const [what, here] of [["form", pack.facts()], ["tests", pack.test()]]) {
    const found = difference(what, canonicalise(here), "natively", entry[what]);
    if (found) return failed(entry, found);
  }
  for (const what of ["prove", "lint"]) {
    // What is said of the tests takes a run of them all: natively it is written for few packs.
    if (entry[what] === null) continue;
    const here = pack[what]();
    const sha256 = await digest(canonicalise(here));
    if (sha256 !== entry[what]) return failed(entry, `${what} ${sha256}, natively ${entry[what]}\n${canonicalise(here)}`);
  }

  let digests = "";
  let cases = 0;
  for (const line of ndjson.split("\n")) {
    if (line === "") continue;
    const given = JSON.parse(line);
    cases += 1;
    const text = utf8(pack.evaluateJson(given.facts, { asOf: given.as_of }));
    const sha256 = await digest(text);
    digests += sha256;
    const object = pack.evaluate(JSON.parse(given.facts), { asOf: given.as_of });
    const receipt = canonicalise(object.receipt);
    if (sha256 !== given.sha256) return different(entry, given, "as text", text);
    if (canonicalise(object) !== text) return different(entry, given, "as an object", canonicalise(object));
    if (receipt !== canonicalise(given.receipt)) return different(entry, given, "receipt", receipt);
  }
  if (cases !== entry.cases) return failed(entry, `${cases} cases, natively ${entry.cases}`);
  const opened = evaluator.open(pack.toBytes());
  const wrong = compareReceipts(opened, entry, receipts);
  opened.free();
  pack.free();
  if (wrong !== null) return wrong;
  return { name: entry.name, cases, receipts: entry.receipts, all: await digest(digests), wrong: null };
}

/** Compares the receipts of all tests of a pack; null where they are the same. */
function compareReceipts(opened, entry, receipts) {
  for (const [what, here] of [["digest", opened.digest], ["form", canonicalise(opened.facts())]]) {
    if (here !== entry[what]) return failed(entry, `opened from its bytes: ${what} ${here}, natively ${entry[what]}`);
  }
  let count = 0;
  for (const line of receipts.split("\n")) {
    if (line === "") continue;
    const given = JSON.parse(line);
    count += 1;
    const bytes = utf8(opened.evaluateJson(given.facts, { asOf: given.as_of, reasons: [] }));
    const receipt = canonicalise(JSON.parse(bytes).receipt);
    if (receipt !== canonicalise(given.receipt)) return failed(entry, `${given.name} as of ${given.as_of}: receipt ${receipt}, natively ${canonicalise(given.receipt)}\nfacts: ${given.facts}`);
  }
  return count === entry.receipts ? null : failed(entry, `${count} receipts, natively ${entry.receipts}`);
}

/**
 * Compares everything that the examples of the specification came to, each once as JSON text and
 * once as an object, and the documents they made. Returns `{ checked, wrong }`.
 */
export async function compareSpec(fadu, { calendar, told }) {
  const wrong = [];
  for (const each of told) {
    const { pack: plain, diagnostics } = fadu.compile([...each.files, calendar]);
    const pack = each.profile === null ? plain : plain?.withProfile(each.profile);
    if (!pack) wrong.push(`${each.name}: does not compile: ${JSON.stringify(diagnostics)}`);
    else if (pack.digest !== each.digest) wrong.push(`${each.name}: digest ${pack.digest}, natively ${each.digest}`);
    else wrong.push(...(await compareAnswer(pack, each)));
    if (pack !== plain) pack?.free();
    plain?.free();
  }
  return { checked: told.length, wrong };
}

async function compareAnswer(pack, each) {
  const options = { asOf: each.as_of };
  const object = asObject(each.facts);
  const answers = [];
  if (each.document === null) answers.push(["as text", utf8(pack.evaluateJson(each.facts, options))]);
  if (object && each.document === null) answers.push(["as an object", canonicalise(pack.evaluate(object, options))]);
  if (object && each.document !== null) answers.push(["document", canonicalise(pack.document(each.document, object, options))]);
  const wrong = [];
  for (const [how, bytes] of answers) {
    const here = await digest(bytes);
    if (here !== each.sha256) wrong.push(`${each.name} ${how}: ${here}, natively ${each.sha256}\n${bytes}`);
  }
  return wrong;
}

/** Facts as an object, where that says the same: no key twice, no number that JavaScript rounds. */
function asObject(text) {
  const squeezed = (json) => json.replace(/\s/g, "");
  try {
    const object = JSON.parse(text);
    return squeezed(JSON.stringify(object)) === squeezed(text) ? object : null;
  } catch {
    return null;
  }
}

/** The digest of what a command's case comes to here, where it is not the command's own. */
export async function compareCommand(fadu, entry, command) {
  const { pack, diagnostics } = fadu.compile(entry.files, { pack: entry.pack });
  if (!pack) return `does not compile: ${JSON.stringify(diagnostics)}`;
  const here = await digest(utf8(pack.evaluateJson(command.facts, { asOf: command.as_of })));
  return here === command.sha256 ? null : `${here}, from the command ${command.sha256}`;
}

function failed(entry, message) {
  return { name: entry.name, wrong: { message } };
}

function different(entry, given, how, bytes) {
  return { name: entry.name, wrong: { how, case: given.name, as_of: given.as_of, facts: given.facts, bytes } };
}

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
