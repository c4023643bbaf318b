// A date, an amount or a period with its unit and with "over" or "or more", an article with its number; and a dot between two
// things stays with the first.
const WHOLE = /((?:\d{4}-\d\d-\d\d|CNY [\d,.]*\d|(?:超过|不足)?\d[\d,.]* ?(?:[万亿]?元|[万亿倍日天年]|个?月|个工作日|小时)(?:以[上下内])?|\d[\d,.]* (?:yuan|times|(?:working )?days?|months?|years?)\b|\barts?\. \d+(?:\(\d+\))*|§ ?\d[\d.]*)(?: ·)?|\S ·)/;

/**
 * Cuts a text into pieces of which every second one stays on one line: it is set in an element
 * that does not break, so that who copies or searches the text finds no other characters in it.
 * @param {string} text
 * @returns {string[]}
 */
export const pieces = (text) => (/\d| ·/.test(text) ? text.split(WHOLE) : [text]);
