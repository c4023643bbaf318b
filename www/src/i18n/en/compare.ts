import type zh from "../zh/compare.ts";

const compare: typeof zh = {
  compare: {
    title: "Two files on one case",
    lead: "“Here” is the case on this computer, “Imported” the one that came in; it stays as a case of its own. Decide fact by fact whether to take the other answer; that can be undone.",
    same: "Answers and notes are the same in both",
    differ: (n) => (n === 1 ? "They differ in 1 place" : `They differ in ${n} places`),
    fact: "Fact",
    mine: "Here",
    theirs: "Imported",
    take: "Take the other answer",
    bothNotes: "Keep both notes",
    named: (by, text) => (by === "" ? text : `${by}: ${text}`),
  },
};

export default compare;
