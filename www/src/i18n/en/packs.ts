import type zh from "../zh/packs.ts";

const packs: typeof zh = {
  packs: {
    title: "Packs",
    lead: "Choose a pack and fill in the facts of the case; the verdict follows as you type.",
    answers: "What it answers",
    open: "Fill in the facts",
    facts: (n) => (n === 1 ? "1 fact" : `${n} facts`),
    questions: (mean, facts) => `${mean} questions on average / ${facts} facts`,
    measured: "Questions on average: made-up cases, asked one by one until the main verdicts are settled; beside them, how many facts there are in all.",
    version: "Version",
    digest: "Digest",
    jurisdiction: "Jurisdiction",
    none: "No packs here yet",
    noneBody: "The packs.json beside this page lists no packs.",
    broken: (n) => (n === 1 ? "The rules have 1 mistake and cannot be evaluated" : `The rules have ${n} mistakes and cannot be evaluated`),
    missing: (id) => `There is no pack named “${id}”.`,
    line: (path, line) => `${path}, line ${line}`,
  },
};

export default packs;
