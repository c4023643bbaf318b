import { expect, test } from "vitest";
import { Store } from "./store.ts";

test("listeners hear of changes, and only of changes", () => {
  const store = new Store({ count: 0, name: "a" });
  const heard: number[] = [];
  const leave = store.subscribe((state, before) => heard.push(state.count - before.count));
  store.update({ count: 2 });
  store.update(({ count }) => ({ count: count + 3 }));
  store.update({ count: 5, name: "a" });
  leave();
  store.update({ count: 9 });
  expect(heard).toEqual([2, 3]);
  expect(store.state).toEqual({ count: 9, name: "a" });
});

test("a state that was read stays as it was", () => {
  const store = new Store({ list: [1] });
  const before = store.state;
  store.update({ list: [1, 2] });
  expect(before).toEqual({ list: [1] });
});
