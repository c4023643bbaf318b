import type zh from "../zh/facts.ts";

const facts: typeof zh = {
  interview: {
    title: "One question at a time",
    view: "How to fill in",
    views: { ask: "Ask me", all: "Show all", checklist: "Checklist", why: "Why" },
    whyLead: "Each conclusion, from the law down to the facts; open a line for what it rests on, choose a fact to go to its field.",
    whyNothing: "Nothing is decided yet that could be explained: fill in facts first.",
    left: (n) => (n === 1 ? "1 more could change a verdict" : `${n} more could change a verdict`),
    settled: "Settled",
    settledBody: "No remaining answer can change a verdict.",
    why: "Asked because it affects",
    noMatter: "This no longer matters; the answer is kept.",
    next: "Next",
    skip: "Not known yet",
    back: "Back",
    skipped: (n) => (n === 1 ? "The other one was skipped" : `The other ${n} were skipped`),
    again: "Ask those that were skipped",
    check: "Check all answers",
  },

  variants: {
    title: "What would change this",
    lead: "One answer at a time is taken to be another, all else equal. Amounts and dates are left out. This compares and changes nothing.",
    look: "Compare",
    busy: "Comparing",
    found: (n) => (n === 0 ? "No single answer would change a verdict" : n === 1 ? "1 change would change a verdict" : `${n} changes would change a verdict`),
    fact: "Were it",
    outcome: "Verdict",
    apply: "Use in this case",
  },

  form: {
    title: "Facts of the case",
    filled: (done, all) => `${done} of ${all} filled in`,
    other: "Other facts",
    yes: "Yes",
    no: "No",
    notKnown: "Not known",
    choose: "Not chosen",
    none: "None of these",
    clear: "Clear",
    clearAll: "Clear all facts",
    cleared: "All facts were cleared",
    undo: "Undo",
    dayOff: "a day off",
    holiday: "a public holiday",
    pickDate: "Pick a date",
    pickMoment: "Pick a date and time",
    momentHint: "Such as 2025-07-15 18:00 or 2025年7月15日18时30分",
    dateHint: "Such as 2025-07-15 or 2025年7月15日",
    amountHint: "Such as 50,000 or 5万",
    percentHint: "Such as 30%",
    default: "The law gives a value when left open",
    basis: "Basis",
    problems: (n) => (n === 1 ? "1 entry needs correcting" : `${n} entries need correcting`),
    answered: (done, all) => `${done} of ${all} ${all === 1 ? "question" : "questions"}`,
    matters: "could still change a verdict",
  },

  answers: { pass: "Pass", fail: "Fail", "not applicable": "N/A", "cannot tell": "Cannot tell", "not yet": "Not yet" },

  holds: { pass: "Holds", fail: "Does not hold", "not applicable": "N/A", "cannot tell": "Cannot tell", "not yet": "Not yet" },

  records: { add: "Add one", remove: "Remove", none: "There are none", number: (n) => `No. ${n}`, count: (n) => (n === 1 ? "1 record" : `${n} records`) },

  profile: { label: "Local values", none: "None (the general values)", values: (n) => (n === 1 ? "1 value of this profile" : `${n} values of this profile`) },
};

export default facts;
