/** Whether the page can be opened without a network, and why not. */
export type Offline =
  | { state: "starting" }
  /** "file": it was opened from a disk, and is whole as it is. */
  | { state: "none"; why: "http" | "unsupported" | "failed" }
  | { state: "ready" | "file" }
  | { state: "update"; apply(): void };

type Listener = (offline: Offline) => void;

let now: Offline = { state: "starting" };
const listeners = new Set<Listener>();

function say(next: Offline): void {
  now = next;
  for (const listener of listeners) listener(now);
}

export function watchOffline(listener: Listener): () => void {
  listeners.add(listener);
  listener(now);
  return () => listeners.delete(listener);
}

/** Has the page kept on this computer, where the browser allows that. */
export async function keepOffline(script: string): Promise<void> {
  if (location.protocol === "file:") return say({ state: "file" });
  // Browsers give no service worker to a page that came over plain http, except from this computer.
  if (!isSecureContext) return say({ state: "none", why: "http" });
  if (!("serviceWorker" in navigator)) return say({ state: "none", why: "unsupported" });
  try {
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    follow(registration);
    registration.addEventListener("updatefound", () => follow(registration));
  } catch {
    say({ state: "none", why: "failed" });
  }
}

function follow(registration: ServiceWorkerRegistration): void {
  const { waiting, active, installing } = registration;
  if (waiting && active) return say({ state: "update", apply: () => apply(waiting) });
  if (installing) {
    installing.addEventListener("statechange", () => {
      if (installing.state === "redundant") say(registration.active ? { state: "ready" } : { state: "none", why: "failed" });
      else follow(registration);
    });
  }
  if (active) say({ state: "ready" });
}

/** Only ever called because somebody agreed: the page is loaded anew. */
function apply(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
}
