import { adopt, define, make, sheet } from "./base.js";
import { compare, distance, forDrawing } from "./decimal.js";
import { grouped } from "./money.js";

/**
 * A bound as in an evaluation: a decimal string, and whether the number itself belongs.
 * @typedef {{ value: string, included: boolean }} Bound
 * @typedef {{ lower: Bound | null, upper: Bound | null }} Span
 *
 * @typedef {object} ScaleModel
 * @property {Span | null} statute what the law allows
 * @property {Span | null} band what the tier leaves of it
 * @property {boolean} settled whether the band is settled; false draws the hull of what is possible
 * @property {{ value: string, tone: "pass" | "fail" | "todo" } | null} proposal
 * @property {{ statute: string, band: string, proposal: string, below: string, above: string, gap: string, unit: string, from: string, to: string, open: string }} words
 * @property {string} sentence all of it in words
 */

const NS = "http://www.w3.org/2000/svg";

const styles = sheet(`
  :host { display: block; position: relative; min-width: 0; container-type: inline-size; }
  svg { display: block; width: 100%; overflow: visible; font-family: inherit; font-variant-numeric: tabular-nums; }
  text { fill: var(--fadu-ink, #1A2330); font-size: 13px; }
  .q { fill: var(--fadu-ink-2, #4A5566); }
  .b { font-weight: 600; }
  .halo { paint-order: stroke; stroke: var(--fadu-surface, #FFF); stroke-width: 4px; stroke-linejoin: round; }
  .line { stroke: var(--fadu-ink-2, #4A5566); stroke-width: 1.2; fill: none; }
  .paper { fill: var(--fadu-surface, #FFF); stroke: var(--fadu-line-strong, #828C9B); }
  .hatch { stroke: var(--fadu-line-strong, #828C9B); stroke-width: 1; opacity: .75; }
  .sunken { fill: var(--fadu-sunken, #EFEDE7); }
  .band { fill: var(--fadu-action-soft, #E8EFF8); stroke: var(--fadu-action, #174A84); stroke-width: 2.2; }
  .band.hull { fill: url(#dots); stroke: var(--fadu-todo, #865400); stroke-dasharray: 2 3; }
  .dot { fill: var(--fadu-todo, #865400); opacity: .55; }
  .end { stroke: var(--fadu-action, #174A84); stroke-width: 1.6; fill: var(--fadu-surface, #FFF); }
  .act { fill: var(--fadu-action, #174A84); }
  .hull-text { fill: var(--fadu-todo, #865400); }
  .flag { fill: var(--_flag); } .stem { stroke: var(--_flag); stroke-width: 2.2; fill: none; } .flag-text { fill: var(--fadu-surface, #FFF); } .gap { fill: var(--_flag); font-weight: 600; }
  .pass { --_flag: var(--fadu-pass, #0B6B4B); } .fail { --_flag: var(--fadu-fail, #B3261E); } .todo { --_flag: var(--fadu-todo, #865400); }
  .dim { stroke: var(--_flag); stroke-width: 1.4; fill: none; } .dim.dash { stroke-dasharray: 2 2; }
  @media (forced-colors: active) { svg { forced-color-adjust: none; background: Canvas; } }
`);

/** Draws the law's range, the tier's band and a proposed amount on one axis. */
export class FaduScale extends HTMLElement {
  /** @type {ScaleModel | null} */
  #model = null;
  #width = 0;
  /** @type {ResizeObserver} */
  #observer;

  constructor() {
    super();
    adopt(this, styles);
    this.#observer = new ResizeObserver((entries) => {
      const width = Math.round(entries[0]?.contentRect.width ?? 0);
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.#draw();
    });
  }

  connectedCallback() {
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
  }

  get model() {
    return this.#model;
  }

  set model(value) {
    if (JSON.stringify(value) === JSON.stringify(this.#model)) return;
    this.#model = value;
    this.#draw();
  }

  #draw() {
    const model = this.#model;
    if (!model || this.#width === 0) return;
    const drawing = draw(model, Math.max(this.#width, 280));
    this.shadowRoot?.replaceChildren(...(drawing ? [drawing] : []), twin(model));
  }
}

/**
 * Makes an SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {ScaleModel} model
 * @param {number} width
 * @returns {SVGElement | null}
 */
function draw(model, width) {
  const { statute, band, proposal, words } = model;
  const given = [statute?.lower, statute?.upper, band?.lower, band?.upper, proposal]
    .flatMap((bound) => (bound ? [forDrawing(bound.value)] : [])).filter((number) => number !== null);
  if (given.length === 0) return null;
  // An open lower end means from nothing; an open upper end runs off the paper.
  if ([statute, band].some((span) => span && !span.lower)) given.push(0);
  const low = Math.min(...given);
  const high = Math.max(...given);
  const room = (high - low || Math.abs(high) || 1) * 0.14;
  const from = Math.max(low - room, low >= 0 ? Math.min(0, low) : low - room);
  const to = high + room;
  const x = (/** @type {number} */ value) => 8 + ((value - from) / (to - from)) * (width - 16);
  const at = (/** @type {Bound | null | undefined} */ bound, /** @type {number} */ open) => {
    const number = bound ? forDrawing(bound.value) : null;
    return number === null ? open : x(number);
  };

  const top = proposal ? 96 : 40;
  const bar = { y: top, height: 42 };
  const below = bar.y + bar.height;
  /** @type {Node[]} */
  const parts = [patterns()];
  const left = at(statute?.lower, statute?.lower === null ? x(Math.max(0, from)) : 8);
  const right = at(statute?.upper, width - 8);

  parts.push(svg("rect", { x: 0, y: bar.y, width, height: bar.height, class: "sunken" }));
  parts.push(svg("rect", { x: 0, y: bar.y, width, height: bar.height, fill: "url(#hatch)" }));
  if (statute) {
    parts.push(svg("rect", { x: left, y: bar.y, width: Math.max(right - left, 1), height: bar.height, class: "paper" }));
    parts.push(svg("path", { d: `M${left} ${bar.y - 10}v-7H${right}v7`, class: "line" }));
    parts.push(label(width, clear(width, (left + right) / 2, words.statute, proposal ? x(forDrawing(proposal.value) ?? 0) : null), bar.y - 23, words.statute, "q halo"));
    side(parts, 0, left, bar, words.below);
    side(parts, right, width, bar, words.above);
  }
  if (band) {
    const start = at(band.lower, left);
    const end = at(band.upper, right);
    parts.push(svg("rect", { x: start, y: bar.y - 4, width: Math.max(end - start, 3), height: bar.height + 8, class: model.settled ? "band" : "band hull" }));
    const inside = end - start > textWidth(words.band, 14) + 12;
    if (inside) parts.push(label(width, (start + end) / 2, bar.y + bar.height / 2 + 5, words.band, `b ${model.settled ? "act" : "hull-text"} halo`));
    ends(parts, band, start, end, bar);
  }
  /** @type {Node[]} */
  const figures = [];
  const row = numbers(parts, figures, model, width, at, below, left, right);
  const height = proposal ? flag(parts, model, width, x, bar, row) : row + 6;
  // No line crosses a number: the numbers are drawn last.
  parts.push(...figures);
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": model.sentence, class: proposal?.tone ?? "" }, ...parts);
}

/** @returns {SVGElement} */
function patterns() {
  return svg("defs", {},
    svg("pattern", { id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("path", { d: "M0 0v7", class: "hatch" })),
    svg("pattern", { id: "dots", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, svg("circle", { cx: 2, cy: 2, r: 0.9, class: "dot" })));
}

/**
 * Where a bound does not belong to the range its end is an open circle.
 * @param {Node[]} parts
 * @param {Span} band
 * @param {number} start
 * @param {number} end
 * @param {{ y: number, height: number }} bar
 */
function ends(parts, band, start, end, bar) {
  for (const [bound, x] of /** @type {const} */ ([[band.lower, start], [band.upper, end]])) {
    if (bound && !bound.included) parts.push(svg("circle", { cx: x, cy: bar.y + bar.height + 4, r: 3.6, class: "end" }));
  }
}

/**
 * The hatched ground outside the statute says what it is, where it is wide enough.
 * @param {Node[]} parts
 * @param {number} from
 * @param {number} to
 * @param {{ y: number, height: number }} bar
 * @param {string} text
 */
function side(parts, from, to, bar, text) {
  if (to - from > textWidth(text, 12) + 10) {
    parts.push(svg("text", { x: (from + to) / 2, y: bar.y + bar.height / 2 + 4, "text-anchor": "middle", class: "q halo" }, text));
  }
}

/**
 * Writes the numbers under the axis: the statute's ends, and the band's in bold, on a row of
 * their own where they would run into each other.
 * @param {Node[]} parts
 * @param {Node[]} figures where the numbers themselves go
 * @param {ScaleModel} model
 * @param {number} width
 * @param {(bound: Bound | null | undefined, open: number) => number} at
 * @param {number} below
 * @param {number} left
 * @param {number} right
 * @returns {number} the baseline of the last row
 */
function numbers(parts, figures, model, width, at, below, left, right) {
  /** @type {{ left: number, right: number }[][]} */
  const rows = [[], [], [], []];
  let last = 0;
  const put = (/** @type {Bound | null | undefined} */ bound, /** @type {number} */ open, /** @type {string} */ style) => {
    if (!bound) return;
    const x = at(bound, open);
    const text = grouped(bound.value);
    const half = textWidth(text, 13) / 2 + 5;
    const middle = Math.min(Math.max(x, half), width - half);
    const row = rows.findIndex((taken) => taken.every((other) => middle + half < other.left || middle - half > other.right));
    const line = row < 0 ? rows.length - 1 : row;
    rows[line]?.push({ left: middle - half, right: middle + half });
    last = Math.max(last, line);
    parts.push(svg("path", { d: `M${x} ${below}v${6 + line * 18}`, class: "line" }));
    figures.push(svg("text", { x: middle, y: below + 20 + line * 18, "text-anchor": "middle", class: `${style} halo` }, text));
  };
  const same = (/** @type {Bound | null | undefined} */ a, /** @type {Bound | null | undefined} */ b) => a && b && compare(a.value, b.value) === 0;
  put(model.band?.lower, left, "b");
  if (!same(model.band?.lower, model.band?.upper)) put(model.band?.upper, right, "b");
  if (!same(model.statute?.lower, model.band?.lower)) put(model.statute?.lower, left, "q");
  if (!same(model.statute?.upper, model.band?.upper)) put(model.statute?.upper, right, "q");
  return below + 20 + last * 18;
}

/**
 * Draws the proposed amount as a flag, and how far it stands from the band.
 * @param {Node[]} parts
 * @param {ScaleModel} model
 * @param {number} width
 * @param {(value: number) => number} x
 * @param {{ y: number, height: number }} bar
 * @param {number} row
 * @returns {number} the height of the drawing
 */
function flag(parts, model, width, x, bar, row) {
  const { proposal, band, words } = model;
  if (!proposal) return row + 6;
  const place = x(forDrawing(proposal.value) ?? 0);
  const figure = `${grouped(proposal.value)} ${words.unit}`;
  const size = Math.max(textWidth(words.proposal, 12), textWidth(figure, 14)) + 24;
  const left = Math.min(Math.max(place - size / 2, 0), width - size);
  parts.push(svg("path", { d: `M${place} 40V${bar.y + bar.height + 4}`, class: "stem" }));
  parts.push(svg("rect", { x: left, y: 0, width: size, height: 42, rx: 3, class: "flag" }));
  parts.push(svg("text", { x: left + size / 2, y: 16, "text-anchor": "middle", class: "flag-text" }, words.proposal));
  parts.push(svg("text", { x: left + size / 2, y: 34, "text-anchor": "middle", class: "flag-text b" }, figure));
  parts.push(svg("path", { d: `M${place - 6} ${bar.y + bar.height + 12}h12l-6 -9z`, class: "flag" }));

  const near = nearest(proposal.value, band);
  const gap = near === null ? null : distance(near, proposal.value);
  if (near === null || gap === null || !model.settled) return row + 8;
  const end = x(forDrawing(near) ?? 0);
  const y = row + 18;
  parts.push(svg("path", { d: `M${place} ${bar.y + bar.height + 12}V${y + 6}M${end} ${row + 4}V${y + 6}`, class: "dim dash" }));
  parts.push(svg("path", { d: `M${place} ${y}H${end}`, class: "dim" }));
  parts.push(label(width, (place + end) / 2, y + 17, `${words.gap} ${grouped(gap)} ${words.unit}`, "gap halo"));
  return y + 24;
}

/**
 * The end of the band that an amount outside of it comes nearest to.
 * @param {string} value
 * @param {Span | null} band
 * @returns {string | null}
 */
function nearest(value, band) {
  if (band?.lower && compare(value, band.lower.value) === -1) return band.lower.value;
  if (band?.upper && compare(value, band.upper.value) === 1) return band.upper.value;
  return null;
}

/**
 * The middle of a text that the stem of a flag must not cross: where it would be, or beside the stem, on the side with more room.
 * @param {number} width
 * @param {number} middle
 * @param {string} text
 * @param {number | null} stem
 * @returns {number}
 */
function clear(width, middle, text, stem) {
  const half = textWidth(text, 13) / 2 + 8;
  if (stem === null || Math.abs(middle - stem) > half) return middle;
  const before = stem - half >= half && (stem > middle || stem + half > width - half);
  return before ? stem - half : stem + half;
}

/**
 * A text that stays on the paper.
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} style
 */
function label(width, x, y, text, style) {
  const half = textWidth(text, 13) / 2 + 2;
  const middle = half * 2 > width ? width / 2 : Math.min(Math.max(x, half), width - half);
  return svg("text", { x: middle, y, "text-anchor": "middle", class: style }, text);
}

/**
 * About how wide a text will be: Chinese is square, Latin a little over half.
 * @param {string} text
 * @param {number} size
 */
function textWidth(text, size) {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0x2e7f ? size : size * 0.58;
  return width;
}

/**
 * The same as a table, for whoever cannot see the drawing.
 * @param {ScaleModel} model
 */
function twin(model) {
  const { words } = model;
  const row = (/** @type {string} */ name, /** @type {string} */ text) => {
    const head = make("th", "", name);
    head.setAttribute("scope", "row");
    return make("tr", "", head, make("td", "", text));
  };
  const span = (/** @type {Span} */ value) => [
    value.lower ? `${words.from} ${grouped(value.lower.value)}` : "",
    value.upper ? `${words.to} ${grouped(value.upper.value)}` : words.open,
  ].filter(Boolean).join(" ");
  const rows = [];
  if (model.statute) rows.push(row(words.statute, span(model.statute)));
  if (model.band) rows.push(row(words.band, span(model.band)));
  if (model.proposal) rows.push(row(words.proposal, `${grouped(model.proposal.value)} ${words.unit}`));
  // A table will not shrink: the frame round it does.
  return make("div", "vh", make("table", "", ...rows));
}

/** Registers the element. */
export const defineScale = () => define("fadu-scale", FaduScale);
