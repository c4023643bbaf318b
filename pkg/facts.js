// Reads an object of facts as its JSON text would be read: `toJSON` is asked, `undefined`
// is absent, −0 is 0, own enumerable string keys count and no others. It hands on a copy of
// plain values, because a getter, a proxy or an iterator of the caller's must not run, or
// throw, while the module does.
//
// What JSON has no text for is not dropped (JSON.stringify would: a fact lost in silence) but
// turned into something no fact can be, so that the engine names the fact and refuses it.

/** A function, a symbol, NaN, a cycle, a getter that throws. */
const REFUSED = Object.freeze({});

/** More digits than a number of the engine's can have. */
const LARGEST = 10n ** 60n;

/** Deeper than JSON text may nest. */
const DEPTH = 200;

/** With so many elements, of two bytes at least, JSON text is larger than it may be. */
const ELEMENTS = 2 ** 21;

/**
 * Returns a plain copy of `facts`. `asText` says that it must be handed over as JSON text,
 * which has limits, or refusals, that an object does not run into by itself.
 */
export function readFacts(facts) {
  const reader = { asText: false, characters: 0, elements: 0, around: [] };
  let plain;
  try {
    plain = readTop(facts, reader);
  } catch {
    plain = []; // Not even its keys can be listed; a list is refused as a whole.
  }
  if (reader.characters > 500_000 || reader.elements > 50_000) reader.asText = true;
  return { plain, asText: reader.asText };
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
    const read = readValue(value, reader) ?? null;
    return read === REFUSED ? [] : read; // An empty object would be no facts at all.
  }
  // A Map, a Set or form data has entries but no keys: it would read as "no facts at all".
  if (Symbol.iterator in value) return [];
  const plain = Object.create(null); // Here `__proto__` is a key like any other.
  reader.around.push(value);
  for (const key of Object.keys(value)) {
    let entry;
    try {
      entry = readValue(json(value[key], key), reader);
    } catch {
      entry = REFUSED;
      reader.around.length = 1;
    }
    if (entry === undefined) continue;
    // As a key, serde_json's own sign for a number is read by serde_json alone.
    if (key.startsWith("$serde_json")) reader.asText = true;
    plain[readText(key, reader)] = entry;
  }
  return plain;
}

function readValue(value, reader) {
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
      return value === null ? null : readContainer(value, reader);
    default:
      return REFUSED;
  }
}

/** Lists are copied for the options chosen in them, objects for the limits they may break. */
function readContainer(value, reader) {
  if (reader.around.includes(value)) throw new RangeError("a cycle");
  if (reader.around.length >= DEPTH) return [];
  reader.around.push(value);
  if (reader.around.length > 64) reader.asText = true;
  const isList = Array.isArray(value);
  const copy = isList ? [] : Object.create(null);
  const keys = isList ? undefined : Object.keys(value);
  const length = isList ? value.length : keys.length;
  for (let index = 0; index < length && reader.elements < ELEMENTS; index += 1) {
    reader.elements += 1;
    const key = isList ? index : keys[index];
    const element = readValue(json(value[key], String(key)), reader);
    if (isList) copy.push(element ?? null);
    else if (element !== undefined) copy[readText(key, reader)] = element;
  }
  reader.around.pop();
  return copy;
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
  reader.characters += text.length;
  // The module takes UTF-8, where half a surrogate pair would silently become U+FFFD. JSON
  // text can still say it, and refuses it.
  if (/\p{Surrogate}/u.test(text)) reader.asText = true;
  return text;
}
