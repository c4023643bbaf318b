// Amounts as people write them: read exactly, echoed in 万元 and in the capital numerals
// (大写) that penalty decisions use. Decimal strings throughout, never a float.

const UNITS = new Map([["千", 3], ["万", 4], ["萬", 4], ["亿", 8], ["億", 8], ["万亿", 12]]);
const DIGITS = "零一二三四五六七八九";
const CAPITALS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/**
 * Replaces what a Chinese keyboard types for ASCII digits and signs, and drops blanks.
 * @param {string} text
 * @returns {string}
 */
export function halfWidth(text) {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00A0\u3000]/g, "");
}

/**
 * Moves the decimal point to the right, exactly.
 * @param {string} digits a plain decimal
 * @param {number} places
 * @returns {string}
 */
function shift(digits, places) {
  const [whole = "", part = ""] = digits.split(".");
  const moved = whole + part.slice(0, places).padEnd(places, "0");
  return tidy(`${moved}.${part.slice(places)}`);
}

/**
 * Drops the zeros that carry nothing.
 * @param {string} digits
 * @returns {string}
 */
function tidy(digits) {
  const [whole = "", part = ""] = digits.split(".");
  const head = whole.replace(/^0+(?=\d)/, "") || "0";
  const tail = part.replace(/0+$/, "");
  return tail === "" ? head : `${head}.${tail}`;
}

/**
 * Reads Chinese numerals, small or capital: 三十八万, 叁拾捌万元伍角.
 * @param {string} text
 * @returns {string | null} yuan as a plain decimal
 */
function readNumerals(text) {
  const plain = text.replace(/[壹贰叁肆伍陆柒捌玖]/g, (c) => DIGITS[CAPITALS.indexOf(c)] ?? c)
    .replaceAll("〇", "零").replaceAll("两", "二").replaceAll("拾", "十").replaceAll("佰", "百").replaceAll("仟", "千");
  const match = /^([零一二三四五六七八九十百千万亿]*?)(?:[元圆])?(?:([零一二三四五六七八九]+)角)?(?:零?([一二三四五六七八九])分)?整?$/.exec(plain);
  if (!match || (match[1] === "" && !match[2] && !match[3])) return null;
  const whole = readWhole(match[1] ?? "");
  if (whole === null) return null;
  const jiao = match[2] ? DIGITS.indexOf(match[2].replace(/^零/, "")) : 0;
  const fen = match[3] ? DIGITS.indexOf(match[3]) : 0;
  if (jiao < 0) return null;
  return tidy(`${whole}.${jiao}${fen}`);
}

/**
 * @param {string} text
 * @returns {bigint | null}
 */
function readWhole(text) {
  if (text === "") return 0n;
  for (const [unit, size] of /** @type {const} */ ([["亿", 100000000n], ["万", 10000n], ["千", 1000n], ["百", 100n], ["十", 10n]])) {
    const at = text.lastIndexOf(unit);
    if (at < 0) continue;
    const before = text.slice(0, at);
    // 十二 is twelve: only 十 may stand without a digit before it.
    const many = before === "" || before === "零" ? (unit === "十" ? 1n : null) : readWhole(before);
    const rest = readWhole(text.slice(at + 1).replace(/^零(?=.)/, ""));
    if (many === null || rest === null || rest >= size) return null;
    return many * size + rest;
  }
  const digit = text.length === 1 ? DIGITS.indexOf(text) : -1;
  return digit < 0 ? null : BigInt(digit);
}

/**
 * Reads an amount of yuan: `380000`, `380,000`, `38万`, `0.38 亿元`, `￥380,000.50`, `叁拾捌万元整`.
 * @param {string} text
 * @returns {string | null} a plain decimal with at most two places, or null where the text is
 *   no amount or could be read in two ways (`1.234,5`)
 */
export function parseAmount(text) {
  const half = halfWidth(text).replace(/^(?:人民币|RMB|CNY)/i, "").replace(/^[¥￥]/, "");
  const bare = half.replace(/(?:元整|圆整|元|圆|CNY|RMB|yuan)$/i, "");
  const match = /^(\d[\d,_]*(?:\.\d+)?)(千|万亿|万|萬|亿|億)?$/.exec(bare);
  if (!match) return /^[\u4e00-\u9fff〇]+$/.test(half) ? bounded(readNumerals(half)) : null;
  const [, digits = "", unit] = match;
  const grouped = digits.replaceAll("_", ",");
  if (grouped.includes(",") && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(grouped)) return null;
  const plain = grouped.replaceAll(",", "");
  return bounded(unit === undefined ? tidy(plain) : shift(plain, UNITS.get(unit) ?? 0));
}

/**
 * Money is counted to the fen, and in at most 16 digits before the point.
 * @param {string | null} value
 * @returns {string | null}
 */
function bounded(value) {
  return value !== null && /^\d{1,16}(?:\.\d{1,2})?$/.test(value) ? value : null;
}

/**
 * Groups the digits of a plain decimal by thousands; anything else is left as it is.
 * @param {string} value
 * @returns {string}
 */
export function grouped(value) {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(value);
  if (!match) return value;
  return `${match[1]}${(match[2] ?? "").replace(/\B(?=(\d{3})+$)/g, ",")}${match[3] ?? ""}`;
}

/**
 * Writes yuan in 万元 where that is shorter: `380000` → `38`, `50000.5` → null.
 * @param {string} value a plain decimal
 * @returns {{ value: string, unit: "万" | "亿" } | null}
 */
export function inTenThousands(value) {
  const [whole = "", part] = value.split(".");
  if (part !== undefined || whole.length < 5 || /^0+$/.test(whole)) return null;
  for (const [unit, places] of /** @type {const} */ ([["亿", 8], ["万", 4]])) {
    if (whole.length <= places) continue;
    const tail = whole.slice(-places).replace(/0+$/, "");
    if (tail.length > 4) continue;
    const head = grouped(whole.slice(0, -places));
    return { value: tail === "" ? head : `${head}.${tail}`, unit };
  }
  return null;
}

/**
 * Writes an amount in capital numerals: `380000` → `叁拾捌万元整`.
 * @param {string} value a plain decimal with at most two places
 * @returns {string | null}
 */
export function capitals(value) {
  const match = /^(\d{1,16})(?:\.(\d)(\d)?)?$/.exec(value);
  if (!match) return null;
  const whole = (match[1] ?? "").replace(/^0+/, "");
  const jiao = Number(match[2] ?? 0);
  const fen = Number(match[3] ?? 0);
  const yuan = capitalWhole(whole);
  if (yuan === "" && jiao === 0 && fen === 0) return "零元整";
  let text = yuan === "" ? "" : `${yuan}元`;
  if (jiao > 0) text += `${CAPITALS[jiao]}角`;
  else if (fen > 0 && yuan !== "") text += "零";
  return fen > 0 ? `${text}${CAPITALS[fen]}分` : `${text}整`;
}

/**
 * @param {string} digits without leading zeros
 * @returns {string} "" for nothing
 */
function capitalWhole(digits) {
  let text = "";
  let gap = false;
  const groups = Math.ceil(digits.length / 4);
  for (let group = groups - 1; group >= 0; group -= 1) {
    const end = digits.length - group * 4;
    const four = digits.slice(Math.max(0, end - 4), end);
    if (/^0+$/.test(four)) {
      gap = text !== "";
      continue;
    }
    [...four].forEach((digit, at) => {
      if (digit === "0") {
        gap = text !== "";
        return;
      }
      if (gap) text += "零";
      gap = false;
      text += `${CAPITALS[Number(digit)]}${PLACES[four.length - 1 - at]}`;
    });
    text += GROUPS[group] ?? "";
    // 1,2000,0000,0000 is 壹万贰仟亿: the 万 of a 万亿 must not say 亿 twice.
    if (group === 3 && !/^0+$/.test(digits.slice(end, end + 4))) text = text.slice(0, -1);
  }
  return text;
}
