/** A text whose amounts and their units stay on one line: CNY 380,000, 38万元. */
export const wholeAmounts = (text: string): string =>
  text.replace(/(?<=\d)(?=[万亿元])/g, "\u2060").replace(/(?<=CNY) (?=\d)/g, "\u00A0");

/** A date that a line does not break. */
export const wholeDate = (date: string): string => date.replaceAll("-", "-\u2060");
