import type zh from "../zh/batch.ts";

const batch: typeof zh = {
  batch: {
    lead: "Choose a pack and a table (CSV) with a case a row; each row is judged, and the results can be exported. The table is worked on in this page alone: it is not kept and not uploaded.",
    choose: "Choose a table (CSV)",
    template: "Download an empty table",
    stop: "Stop",
    columns: "The columns of the table",
    known: (n) => (n === 1 ? "1 column understood" : `${n} columns understood`),
    numbered: "Rows are numbered as in the spreadsheet: the head is row 1, and empty rows count.",
    unknown: (n) => (n === 1 ? "1 column is not known and was left out:" : `${n} columns are not known and were left out:`),
    lists: (list) => `“${list}” is a list: each entry takes a row that repeats the case, in the columns “${list} · …”; where there are none, “none” stands in the column “${list}”.`,
    left: (n) => `More than 2,000 rows: the last ${n} were not read`,
    none: (file) => `“${file}” has no rows to judge: its first line has to name the facts`,
    progress: (done, all) => `${done} of ${all} cases judged`,
    done: (n) => (n === 1 ? "1 case judged" : `${n} cases judged`),
    stopped: (done, all) => `Stopped: ${done} of ${all} cases judged`,
    results: "results",
    export: "Export the results (CSV)",
    row: "Case",
    line: (n) => `Row ${n}`,
    missing: "Facts that could still change it",
    wrong: "Cells with problems",
    begin: "Begin a case",
    more: (n) => `Show more: ${n} left`,
    sample: "Case 1",
    cell: (line, head, text) => `Row ${line}, “${head}” holds “${text}”: `,
    expected: {
      entry: { bool: "“yes” or “no” is expected", date: "a date is expected, such as 2025-07-15 or 2025年7月15日", none: "this column takes “none” alone; each entry has a row of its own" },
      oneOf: (names) => `one of these is expected: ${names}`,
      anyOf: (names) => `one or more of these are expected, with semicolons between, or “none”: ${names}`,
      noEntries: "it says “none”, and there are entries",
      same: (line, text) => `row ${line} says “${text}”, and both are of one case`,
      other: "this is not understood",
    },
    filters: { all: "All", open: "Open", fail: "Cannot agree, deviates", late: "Overdue", wrong: "With problems" },
  },
};

export default batch;
