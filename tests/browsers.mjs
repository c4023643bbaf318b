// The browsers of this machine, driven without a driver program: Debian's packages or what
// CHROMIUM and FIREFOX name. BROWSERS says which are wanted; one that is missing is a failure.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

const KNOWN = {
  chromium: {
    browser: "chrome",
    variable: "CHROMIUM",
    programs: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    debian: "chromium",
    args: [
      "--no-sandbox", // Containers run as root, where its sandbox does not start.
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
  firefox: {
    browser: "firefox",
    variable: "FIREFOX",
    programs: ["firefox-esr", "firefox"],
    debian: "firefox-esr",
    args: [],
  },
};

/** The names wanted, each with its program; throws with all that are missing. */
export function browsers(wanted = process.env.BROWSERS ?? "chromium firefox") {
  const names = wanted.split(/[\s,]+/).filter(Boolean);
  if (names.length === 0) throw new Error("BROWSERS names no browser; it can name: chromium firefox");
  const unknown = names.filter((name) => !Object.hasOwn(KNOWN, name));
  if (unknown.length > 0) throw new Error(`BROWSERS names ${unknown.join(", ")}; it can name: chromium firefox`);
  const found = names.map((name) => ({ name, program: find(KNOWN[name]) }));
  const missing = found.filter(({ program }) => program === undefined);
  if (missing.length > 0) {
    const lines = missing.map(({ name }) => {
      const { debian, variable } = KNOWN[name];
      return `${name} was not found: install ${debian}, or name its program in ${variable}`;
    });
    throw new Error([...lines, "(BROWSERS= says which browsers to use)"].join("\n"));
  }
  return found;
}

/** Starts a browser without a window; once more if the first start fails, and says so. */
export async function launch(wanted) {
  try {
    return await start(wanted);
  } catch (error) {
    console.error(`${wanted.name} did not start, trying once more: ${error.message}`);
    return start(wanted);
  }
}

function start({ name, program }) {
  const { browser, args } = KNOWN[name];
  return puppeteer.launch({
    browser,
    executablePath: program,
    headless: true,
    args,
    // A page may compare thousands of cases in one call.
    protocolTimeout: 900_000,
  });
}

function find({ variable, programs }) {
  const named = process.env[variable];
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const paths = named ? [named] : programs.flatMap((program) => folders.map((f) => join(f, program)));
  return paths.find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
