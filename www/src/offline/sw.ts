// The service worker: keeps a copy of the whole page on this computer, engine and packs included,
// and answers from it. A new version is fetched beside the old one and waits until it is asked to
// take over. `__FILES__` is filled in when the page is built.

/** What this file needs of its surroundings; the types for it cannot stand beside those of a page. */
interface Scope {
  registration: { scope: string };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: "fetch", listener: (event: { request: Request; respondWith(response: Promise<Response>): void }) => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

const scope = self as unknown as Scope;
/** Addresses below the scope, each with the SHA-256 of what stands there. */
const FILES = JSON.parse("__FILES__") as [path: string, digest: string][];
const PREFIX = "fadu-";
const NAME = `${PREFIX}__VERSION__`;

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(tidy()));
scope.addEventListener("message", ({ data }) => {
  if (data === "take over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(scope.registration.scope)) event.respondWith(answer(request));
});

/** Fetches every file. Were one of them of another version, the whole would not fit together: then nothing is kept. */
async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  for (const [path, digest] of FILES) {
    const url = new URL(path, scope.registration.scope).href;
    const response = await fetch(url, { cache: "reload" });
    const bytes = await response.clone().arrayBuffer();
    if (!response.ok || (await sha256(bytes)) !== digest) {
      await caches.delete(NAME);
      throw new Error(`not of this version: ${path}`);
    }
    await cache.put(url, response);
  }
}

/** The version before this one stays: a window that still shows it may ask for a part of it. */
async function tidy(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  for (const name of kept.slice(0, -1)) await caches.delete(name);
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { scope: base } = scope.registration;
  const wanted = request.mode === "navigate" && url.pathname.endsWith("/") ? new URL("index.html", base).href : `${url.origin}${url.pathname}`;
  const cache = await caches.open(NAME);
  return (await cache.match(wanted)) ?? (await caches.match(wanted)) ?? fetch(request);
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
