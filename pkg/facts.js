// Reads an object of facts as its JSON text would be read: `toJSON` is asked, `undefined`
// is absent, −0 is 0, own enumerable string keys count and no others. It hands on a copy of
// plain values, because a getter, a proxy or an iterator of the caller's must not run, or
// throw, while the module does.
//
// What JSON has no text for is not dropped (JSON.stringify would: a fact lost in silence) but
// turned into something no fact can be, so that the engine names the fact and refuses it.

/** A function, a symbol, NaN, a getter that throws. */
const REFUSED = Object.freeze({});

/** Deeper than the engine looks, with room: a cycle ends here as well. */
const DEPTH = 128;

/** More elements than the engine takes in one list; a sparse array may claim 4 billion. */
const LENGTH = 100_000;

/** More digits than a number of the engine's can have. */
const LARGEST = 10n ** 60n;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns a plain copy of `facts`, and whether its text has no half surrogate pairs. */
export function readFacts(facts) {
  const reader = { wellFormed: true, left: LENGTH };
  let plain;
  try {
    plain = readTop(facts, reader);
  } catch {
    plain = []; // Not even its keys can be listed; a list is refused as a whole.
  }
  return { plain, wellFormed: reader.wellFormed };
}

/** Returns the UTF-8 bytes of JSON text, where a bare half of a surrogate pair is escaped. */
export function bytesOfText(text) {
  const escaped = text.replace(
    /\p{Surrogate}/gu,
    (half) => `\\u${half.charCodeAt(0).toString(16)}`,
  );
  return new TextEncoder().encode(escaped);
}

function readTop(facts, reader) {
  const value = json(facts, "");
  if (typeof value !== "object" || value === null) {
    const read = readValue(value, reader, 0) ?? null;
    return read === REFUSED ? [] : read; // An empty object would be no facts at all.
  }
  // A Map, a Set or form data has entries but no keys: it would read as "no facts at all".
  if (Symbol.iterator in value) return [];
  const plain = Object.create(null); // Here `__proto__` is a key like any other.
  for (const key of Object.keys(value)) {
    let entry;
    try {
      entry = readValue(json(value[key], key), reader, 1);
    } catch {
      entry = REFUSED;
    }
    if (entry === undefined) continue;
    plain[readText(key, reader)] = entry;
  }
  return plain;
}

function readValue(value, reader, depth) {
  switch (typeof value) {
    case "string":
      return readText(value, reader);
    case "number":
      return Number.isFinite(value) ? value : REFUSED;
    case "bigint":
      return -LARGEST < value && value < LARGEST ? String(value) : REFUSED;
    case "boolean":
    case "undefined":
      return value;
    case "object":
      return value === null ? null : readContainer(value, reader, depth);
    default:
      return REFUSED;
  }
}

/** Lists are copied for the options chosen in them; of an object only the depth matters. */
function readContainer(value, reader, depth) {
  if (depth > DEPTH) return [];
  const isList = Array.isArray(value);
  const keys = isList ? value.length : Object.keys(value);
  const length = isList ? value.length : keys.length;
  const copy = [];
  for (let index = 0; index < length && reader.left-- > 0; index += 1) {
    const key = isList ? index : keys[index];
    copy.push(readValue(json(value[key], String(key)), reader, depth + 1) ?? null);
  }
  return isList ? copy : { "": copy };
}

/** What JSON.stringify would write: the answer of `toJSON`, the primitive in its box. */
function json(value, key) {
  if (typeof value !== "object" || value === null) return value;
  const replaced = typeof value.toJSON === "function" ? value.toJSON(key) : value;
  const boxed =
    replaced instanceof Number || replaced instanceof String || replaced instanceof Boolean;
  return boxed ? replaced.valueOf() : replaced;
}

function readText(text, reader) {
  if (LONE_SURROGATE.test(text)) reader.wellFormed = false;
  return text;
}
