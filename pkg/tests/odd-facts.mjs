// Odd objects, each beside the JSON text that says the same: the engine must take, refuse and
// digest both alike. Where no JSON text says the same, `refused` names the facts that must
// come back as problems while all others count. Runs in Node and in browsers.

const deep = (levels) => {
  let value = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

const cyclic = () => {
  const list = [];
  list.push(list);
  return list;
};

const branching = () => {
  let value = [];
  for (let level = 0; level < 100; level += 1) value = [value, value];
  return value;
};

class Case {
  amount = 50000;
  get size() {
    return 7; // On the prototype: not an own property, so JSON text does not have it either.
  }
}

/** Read alike. */
export const alike = [
  ["nothing", () => ({}), "{}"],
  ["a safe integer", () => ({ amount: 9007199254740991 }), '{"amount":9007199254740991}'],
  ["an unsafe integer", () => ({ amount: 2 ** 53 }), '{"amount":9007199254740992}'],
  ["an unsafe negative integer", () => ({ size: -(2 ** 53) }), '{"size":-9007199254740992}'],
  ["15 digits", () => ({ size: 0.123456789012345 }), '{"size":0.123456789012345}'],
  ["16 digits", () => ({ size: 0.1234567890123456 }), '{"size":0.1234567890123456}'],
  ["17 digits", () => ({ size: 0.1 + 0.2 }), '{"size":0.30000000000000004}'],
  ["a tenth", () => ({ size: 0.1, share: 0.1 }), '{"size":0.1,"share":0.1}'],
  ["minus zero", () => ({ amount: -0, size: -0 }), '{"amount":0,"size":0}'],
  ["minus zero as text", () => ({ amount: 0 }), '{"amount":-0}'],
  ["1e21", () => ({ size: 1e21, amount: 1e21 }), '{"size":1e21,"amount":1e+21}'],
  ["1e21 written out", () => ({ size: 1e21 }), '{"size":1000000000000000000000}'],
  ["the largest double", () => ({ size: Number.MAX_VALUE }), '{"size":1.7976931348623157e308}'],
  ["the smallest double", () => ({ size: 5e-324 }), '{"size":5e-324}'],
  ["1e-7", () => ({ size: 1e-7 }), '{"size":0.0000001}'],
  ["half a fen", () => ({ amount: 0.005 }), '{"amount":0.005}'],
  ["a fraction of a person", () => ({ heads: 1.5 }), '{"heads":1.5}'],
  ["decimal text", () => ({ amount: "50000.50", size: "1/3" }), '{"amount":"50000.50","size":"1/3"}'],
  ["amounts as lawyers write them", () => ({ amount: "5万" }), '{"amount":"50,000"}', "digest"],
  ["a BigInt", () => ({ amount: 50000n }), '{"amount":"50000"}'],
  ["a BigInt no double holds", () => ({ size: 2n ** 70n }), '{"size":"1180591620717411303424"}'],
  ["key order", () => ({ size: 1, amount: 2, known: true }), '{"known":true,"amount":2,"size":1}'],
  ["keys that look like indices", () => ({ 1: 1, 0: 2 }), '{"0":2,"1":1}'],
  ["frozen", () => Object.freeze({ amount: 1, means: Object.freeze(["hiding"]) }), '{"amount":1,"means":["hiding"]}'],
  ["no prototype", () => Object.assign(Object.create(null), { amount: 1 }), '{"amount":1}'],
  ["an instance with a getter on its class", () => new Case(), '{"amount":50000}'],
  ["an own getter", () => ({ get amount() { return 5; } }), '{"amount":5}'],
  ["an own __proto__", () => JSON.parse('{"__proto__":true}'), '{"__proto__":true}'],
  ["a literal __proto__", () => ({ __proto__: { amount: 5 } }), "{}"],
  ["a choice named __proto__", () => ({ place: "__proto__" }), '{"place":"__proto__"}'],
  ["names every object has", () => ({ constructor: 1, toString: 2, hasOwnProperty: 3 }), '{"constructor":1,"toString":2,"hasOwnProperty":3}'],
  ["undefined", () => ({ amount: undefined, size: 1 }), '{"size":1}'],
  ["null", () => ({ amount: null, size: 1 }), '{"size":1}', "digest"],
  ["a hidden property", () => Object.defineProperty({ size: 1 }, "amount", { value: 5 }), '{"size":1}'],
  ["a symbol for a key", () => ({ size: 1, [Symbol("amount")]: 5 }), '{"size":1}'],
  ["a moment", () => ({ hour: "2025-06-30T18:00" }), '{"hour":"2025-06-30 18:00"}', "digest"],
  ["a moment in Chinese", () => ({ hour: "2025年6月30日18时" }), '{"hour":"2025-06-30T18:00"}', "digest"],
  ["a moment with seconds", () => ({ hour: "2025-06-30T18:00:00" }), '{"hour":"2025-06-30T18:00:00"}'],
  ["the end of a day", () => ({ hour: "2025-06-30T24:00" }), '{"hour":"2025-06-30T24:00"}'],
  ["a Date for a moment", () => ({ hour: new Date(0) }), '{"hour":"1970-01-01T00:00:00.000Z"}'],
  ["a Date", () => ({ day: new Date(0) }), '{"day":"1970-01-01T00:00:00.000Z"}'],
  ["an invalid Date", () => ({ day: new Date(NaN) }), '{"day":null}'],
  ["toJSON", () => ({ amount: { toJSON: () => "5万" } }), '{"amount":"5万"}'],
  ["boxed primitives", () => ({ amount: new Number(5), known: new Boolean(false), note: new String("x") }), '{"amount":5,"known":false,"note":"x"}'],
  ["options", () => ({ means: ["hiding", "forging"] }), '{"means":["hiding","forging"]}'],
  ["an option twice", () => ({ means: ["hiding", "hiding"] }), '{"means":["hiding","hiding"]}'],
  ["no option", () => ({ means: [] }), '{"means":[]}'],
  ["an unknown option", () => ({ means: ["hiding", "drinking"] }), '{"means":["hiding","drinking"]}'],
  ["a sparse array", () => ({ means: ["hiding", , "forging"] }), '{"means":["hiding",null,"forging"]}'],
  ["undefined in an array", () => ({ means: [undefined] }), '{"means":[null]}'],
  ["an array with a property", () => ({ means: Object.assign(["hiding"], { more: 1 }) }), '{"means":["hiding"]}'],
  ["numbers for options", () => ({ means: [1, 2.5, true] }), '{"means":[1,2.5,true]}'],
  ["an object for an amount", () => ({ amount: { value: 5 } }), '{"amount":{"value":5}}'],
  ["an empty object", () => ({ amount: {} }), '{"amount":{}}'],
  ["a Set", () => ({ means: new Set(["hiding"]) }), '{"means":{}}'],
  ["a Map", () => ({ means: new Map([["hiding", 1]]) }), '{"means":{}}'],
  ["bytes", () => ({ note: new Uint8Array([1, 2]) }), '{"note":{"0":1,"1":2}}'],
  ["a list in a list", () => ({ means: [["hiding"]] }), '{"means":[["hiding"]]}'],
  ["5 levels", () => ({ means: deep(5) }), `{"means":${"[".repeat(5)}1${"]".repeat(5)}}`],
  ["100 levels", () => ({ means: deep(100) }), `{"means":${"[".repeat(100)}1${"]".repeat(100)}}`],
  ["3,000 levels", () => ({ means: deep(3000), size: 1 }), `{"means":${"[".repeat(3000)}1${"]".repeat(3000)},"size":1}`],
  ["127 levels in all", () => ({ means: deep(126) }), `{"means":${"[".repeat(126)}1${"]".repeat(126)}}`],
  ["128 levels in all", () => ({ means: deep(127) }), `{"means":${"[".repeat(127)}1${"]".repeat(127)}}`],
  ["1,001 options", () => ({ means: Array(1001).fill("hiding") }), `{"means":[${Array(1001).fill('"hiding"')}]}`],
  ["a long text", () => ({ note: "字".repeat(10_001) }), `{"note":"${"字".repeat(10_001)}"}`],
  ["5 MB of text", () => ({ note: "x".repeat(5e6), size: 1 }), `{"note":"${"x".repeat(5e6)}","size":1}`],
  ["5 MB in a list", () => ({ means: Array(1e6).fill("hiding"), size: 1 }), `{"means":[${Array(1e6).fill('"hiding"')}],"size":1}`],
  ["the name serde_json has for a number", () => ({ amount: { "$serde_json::private::Number": "5" } }), '{"amount":{"$serde_json::private::Number":"5"}}'],
  ["the same for the facts", () => ({ "$serde_json::private::Number": "5" }), '{"$serde_json::private::Number":"5"}'],
  ["unknown facts", () => ({ nobody: 1, 无此事实: "x" }), '{"nobody":1,"无此事实":"x"}'],
  ["wrong types", () => ({ amount: true, known: "maybe", day: 20250630, clear: 1, place: 5 }), '{"amount":true,"known":"maybe","day":20250630,"clear":1,"place":5}'],
  ["Chinese answers", () => ({ known: "是", clear: "合格", day: "2025年6月30日" }), '{"known":true,"clear":"pass","day":"2025-06-30"}', "digest"],
  ["a character outside the BMP", () => ({ note: "𠮷" }), '{"note":"\\ud842\\udfb7"}'],
  ["U+0000", () => ({ note: "a\0b" }), '{"note":"a\\u0000b"}'],
  ["U+FEFF", () => ({ note: "\ufeff恶劣" }), '{"note":"\\ufeff恶劣"}'],
  ["half a pair in a value", () => ({ note: "x\ud800y", amount: 5 }), '{"note":"x\\ud800y","amount":5}'],
  ["the other half in a value", () => ({ note: "x\udc00y", amount: 5 }), '{"note":"x\\udc00y","amount":5}'],
  ["half a pair in a key", () => ({ "a\ud800": 1, amount: 5 }), '{"a\\ud800":1,"amount":5}'],
  ["half a pair in an option", () => ({ means: ["\udfff"] }), '{"means":["\\udfff"]}'],
  ["halves in the wrong order", () => ({ note: "\udfb7\ud842" }), '{"note":"\\udfb7\\ud842"}'],
  ["a list of facts", () => [1, 2], "[1,2]"],
  ["text for facts", () => "amount", '"amount"'],
  ["a number for facts", () => 5, "5"],
  ["null for facts", () => null, "null"],
  ["true for facts", () => true, "true"],
];

/** No JSON text says the same: the facts named are refused, `size` counts. */
export const refused = [
  ["NaN", () => ({ amount: NaN, size: 1 }), ["amount"]],
  ["NaN for text", () => ({ note: NaN, size: 1 }), ["note"]],
  ["Infinity", () => ({ amount: Infinity, heads: -Infinity, size: 1 }), ["amount", "heads"]],
  ["a function", () => ({ amount: () => 5, size: 1 }), ["amount"]],
  ["a symbol", () => ({ amount: Symbol("5"), note: Symbol.iterator, size: 1 }), ["amount", "note"]],
  ["a getter that throws", () => ({ get amount() { throw new Error("boom"); }, size: 1 }), ["amount"]],
  ["a getter that throws nothing", () => ({ get amount() { throw undefined; }, size: 1 }), ["amount"]],
  ["toJSON that throws", () => ({ amount: { toJSON() { throw new Error("boom"); } }, size: 1 }), ["amount"]],
  ["a cycle", () => ({ means: cyclic(), size: 1 }), ["means"]],
  ["a cycle through the facts", () => { const facts = { size: 1 }; facts.amount = facts; return facts; }, ["amount"]],
  ["a BigInt of 300,000 digits", () => ({ amount: 2n ** 1_000_000n, size: 1 }), ["amount"]],
  ["an element that throws", () => ({ means: Object.defineProperty(["hiding"], 0, { get() { throw new Error("boom"); } }), size: 1 }), ["means"]],
  ["a revoked proxy", () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return { means: proxy, size: 1 }; }, ["means"]],
];

/** Refused as a whole: one problem, of no fact. */
export const refusedWhole = [
  ["2 ** 100 branches", () => ({ means: branching(), size: 1 })],
  ["an array that claims 4 billion", () => { const means = []; means.length = 2 ** 32 - 1; return { means, size: 1 }; }],
  ["a Map of facts", () => new Map([["amount", 5]])],
  ["a function", () => () => ({ amount: 5 })],
  ["undefined", () => undefined],
  ["a symbol", () => Symbol("facts")],
  ["NaN", () => NaN],
  ["a BigInt", () => 5n],
  ["a Date", () => new Date(0)],
  ["a proxy that throws", () => new Proxy({}, { ownKeys() { throw new Error("boom"); } })],
];
