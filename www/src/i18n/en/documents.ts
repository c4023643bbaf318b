import type zh from "../zh/documents.ts";

const documents: typeof zh = {
  documents: {
    unknown: (name) => `No document is called “${name}”`,
    title: "Documents",
    make: "Make",
    complete: "Complete",
    incomplete: "Blanks are left, or the verdict is open",
    failed: "This document could not be made",
    close: "Close the document",
    blank: (name) => `Print a blank checklist: ${name}`,
  },

  receipt: {
    title: "Receipt",
    promise: "A receipt shows that the same pack, the same facts and the same as-of date give the same result. It is no electronic signature and does not show that the facts are true.",
    pack: "Pack",
    digest: "Digest of the pack",
    asOf: "As of",
    facts: "Digest of the facts",
    result: "Digest of the result",
    copy: "Copy the receipt",
    copyFacts: "Copy the facts (JSON)",
    copied: "Copied",
    notCopied: "Could not copy: select the text below and copy it",
    command: "Check the same facts on the command line",
    save: "Download the facts",
  },

  decision: {
    save: "Save the decision file",
    saved: (name) => `Saved ${name}`,
    failed: (message) => `The decision file could not be made: ${message}`,
    edited: (n) => `${n === 1 ? "The text of 1 document was" : `The texts of ${n} documents were`} changed by hand; the receipt shows the result alone, and the decision file keeps the text as made and as changed`,
    holds: "The decision file holds the rules, the facts, the date, the result and the documents; it can be re-checked on any computer without a network. It holds the facts of the case: keep it as you keep the case file.",
  },
};

export default documents;
