import { expect, test } from "vitest";
import { html } from "./html.ts";

const AMOUNT = "罚款38万元";
const kept = (value: unknown) => value !== AMOUNT;

test("text between elements keeps its amounts whole, attributes and properties stay as they are", () => {
  const { values } = html`<p title=${AMOUNT} .label=${AMOUNT}>${AMOUNT}</p>${AMOUNT}<i class="a ${AMOUNT}"></i>`;
  expect(values.map(kept)).toEqual([false, false, true, true, false]);
  expect(values[0]).toBe(AMOUNT);
});

test("an element that takes text alone is given text alone", () => {
  const { values } = html`<select><option value=${AMOUNT}>${AMOUNT}</option></select><textarea>${AMOUNT}</textarea><p>${AMOUNT}</p>`;
  expect(values.map(kept)).toEqual([false, false, false, true]);
});

test("what holds nothing of the kind, and what is no text, goes through", () => {
  const inner = html`<b></b>`;
  expect(html`<p>${"一般处罚"}${3}${inner}</p>`.values).toEqual(["一般处罚", 3, inner]);
});
