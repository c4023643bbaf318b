import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** What the footer would say on a page that was opened in this way. */
async function said(protocol: string, secure: boolean, navigator: object): Promise<unknown> {
  vi.stubGlobal("location", { protocol });
  vi.stubGlobal("isSecureContext", secure);
  vi.stubGlobal("navigator", navigator);
  const { keepOffline, watchOffline } = await import("./offline.ts");
  const heard: unknown[] = [];
  watchOffline((offline) => heard.push(offline));
  await keepOffline("./sw.js");
  return heard.at(-1);
}

test("over plain http the page says what is missing, and asks the browser for nothing", async () => {
  const register = vi.fn();
  expect(await said("http:", false, { serviceWorker: { register } })).toEqual({ state: "none", why: "http" });
  expect(register).not.toHaveBeenCalled();
});

test("what was opened from a disk is whole as it is", async () => {
  expect(await said("file:", true, {})).toEqual({ state: "file" });
});

test("a browser that cannot, and one that will not, are told apart", async () => {
  expect(await said("https:", true, {})).toEqual({ state: "none", why: "unsupported" });
  expect(await said("https:", true, { serviceWorker: { register: async () => { throw new Error("refused"); } } })).toEqual({ state: "none", why: "failed" });
});

test("a version that waits is offered, and takes over only when somebody agrees", async () => {
  const posted: unknown[] = [];
  const waiting = { postMessage: (message: unknown) => posted.push(message) };
  const registration = { waiting, active: {}, installing: null, addEventListener: () => undefined };
  const offer = await said("https:", true, { serviceWorker: { register: async () => registration, addEventListener: () => undefined } });
  expect(offer).toMatchObject({ state: "update" });
  expect(posted).toEqual([]);
  (offer as { apply(): void }).apply();
  expect(posted).toEqual(["take over"]);
});
