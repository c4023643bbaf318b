/**
 * Puts copies of some nodes at the end of the page, to be printed in place of all the rest; they
 * go when the browser is done.
 */
export function stage(nodes: readonly Node[]): void {
  if (document.querySelector("#print-root")) return;
  const root = Object.assign(document.createElement("div"), { id: "print-root" });
  root.append(...nodes.map((node) => node.cloneNode(true)));
  document.body.append(root);
  document.documentElement.dataset["print"] = "only";
  const done = () => {
    window.removeEventListener("afterprint", done);
    delete document.documentElement.dataset["print"];
    root.remove();
  };
  window.addEventListener("afterprint", done);
}

/** Prints some nodes and nothing else of the page. */
export function printOnly(nodes: readonly Node[]): void {
  // What a browser that never says that it is done left there.
  document.querySelector("#print-root")?.remove();
  stage(nodes);
  window.print();
}
