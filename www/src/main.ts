import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/print.css";
import "./webawesome.ts";
import { defineElements } from "../../pkg/elements/index.js";
import { FaduApp } from "./elements/fadu-app.ts";
import { startEngine } from "./engine/client.ts";
import { keepOffline } from "./offline/offline.ts";
import { Desk } from "./state/desk.ts";
import { openShelf } from "./state/shelf.ts";

defineElements();
const desk = new Desk(startEngine(), openShelf(), location.hash);
customElements.define("fadu-app", FaduApp);
const app = document.querySelector("fadu-app");
if (app instanceof FaduApp) app.desk = desk;
void desk.start();

// A page that is put away may never come back: what is not saved yet is saved now.
addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void desk.cases.save(); });
// It may come back on another day.
for (const event of ["visibilitychange", "focus"]) addEventListener(event, () => { if (document.visibilityState === "visible") desk.newDay(); });
addEventListener("pagehide", () => void desk.cases.save());
// Documents that were edited without a case live in this page alone.
addEventListener("beforeunload", (event) => {
  if (desk.cases.unsaved || desk.editedOnly) event.preventDefault();
});

// The development server has no service worker to give. What is kept is fetched after the page is up.
if (import.meta.env.PROD) addEventListener("load", () => void keepOffline("./sw.js"));
