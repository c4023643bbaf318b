// Working days against the package `chinese-days`, which was made by others from the same notices:
// random days, periods and directions. What it cannot answer is left out: days that its table does
// not know (from 2027 on; ours begins with 2019), months and years, hours, and days that rest.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compile } from "./load.mjs";

// It reads a date as midnight in UTC, and the day of the week in the zone it runs in: west of
// Greenwich its Mondays are Sundays.
process.env.TZ = "UTC";
const { default: chineseDays } = await import("chinese-days");

const { findWorkday, getWorkdaysInRange, isWorkday } = chineseDays;
const WANTED = 10_000;
const FIRST = "2019-01-01";
const LAST = "2026-12-31";
const calendar = {
  path: "calendars/cn.csv",
  text: readFileSync(new URL("../../rules/calendars/cn.csv", import.meta.url), "utf8"),
};

const DAY = 86_400_000;
const plus = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const SPAN = (Date.parse(LAST) - Date.parse(FIRST)) / DAY + 1;

/** The same draws at every run: Mulberry32. */
function draws(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function rolled(day, step) {
  let at = day;
  while (!isWorkday(at)) at = plus(at, step);
  return at;
}

/** Working days after `from`, up to and with `to`; negative if it lies before. */
function between(from, to) {
  if (to < from) return -between(to, from);
  return to === from ? 0 : getWorkdaysInRange(plus(from, 1), to).length;
}

/** What is asked: the rule for a length, what the package says of a day, and how far it looks. */
const KINDS = {
  "n-th working day after": {
    longest: 250,
    rule: (name, n) => `define ${name} "x" = day + ${n} workdays`,
    theirs: (day, n) => findWorkday(n, day),
  },
  "n-th working day before": {
    longest: 250,
    rule: (name, n) => `define ${name} "x" = day - ${n} workdays`,
    theirs: (day, n) => findWorkday(-n, day),
  },
  "deadline of n workdays": {
    longest: 90,
    rule: (name, n) => `deadline ${name} from day within ${n} workdays`,
    theirs: (day, n) => findWorkday(n, day),
  },
  "deadline n workdays before": {
    longest: 30,
    rule: (name, n) => `deadline ${name} before day at least ${n} workdays`,
    theirs: (day, n) => findWorkday(-n, day),
  },
  "deadline of n days that rolls": {
    longest: 400,
    rule: (name, n) => `deadline ${name} from day within ${n} days roll`,
    theirs: (day, n) => rolled(plus(day, n), 1),
  },
  "deadline n days before that rolls": {
    longest: 60,
    rule: (name, n) => `deadline ${name} before day at least ${n} days roll`,
    theirs: (day, n) => rolled(plus(day, -n), -1),
  },
  "working days in the next n days": {
    longest: 400,
    rule: (name, n) => `define ${name} "x" = workdays from day to (day + ${n} days)`,
    theirs: (day, n) => String(between(day, plus(day, n))),
    end: (day, n) => plus(day, n),
  },
  "working days in the last n days": {
    longest: 400,
    rule: (name, n) => `define ${name} "x" = workdays from day to (day - ${n} days)`,
    theirs: (day, n) => String(between(day, plus(day, -n))),
    end: (day, n) => plus(day, -n),
  },
  "is a working day": {
    longest: 400,
    rule: (name, n) => `define ${name} "x" = workdays from (day + ${n} days) to (day + ${n + 1} days) is 1 workdays`,
    theirs: (day, n) => String(isWorkday(plus(day, n + 1))),
    end: (day, n) => plus(day, n + 1),
  },
};

/** Asks the engine all questions of a day; by name, a day or a count. */
function ours(pack, day) {
  const { verdicts, warnings } = pack.evaluate({ day }, { asOf: day });
  const answers = verdicts.map(({ name, value, due }) => [name, value?.value ?? due]);
  return { answers: new Map(answers), warnings: warnings.length };
}

const pack = (rules) =>
  compile([{ path: "t/pack.fadu", text: ["pack t 1.0.0 calendar cn", "fact day : date", ...rules, ""].join("\n") }, calendar]);

test("periods end and days count as chinese-days has it", (context) => {
  const draw = draws(20_260_101);
  const kinds = Object.keys(KINDS);
  const counts = new Map(kinds.map((kind) => [kind, 0]));
  const differences = [];
  let made = 0;
  let outside = 0;
  while (made < WANTED) {
    const questions = Array.from({ length: 45 }, (_, at) => {
      const kind = kinds[at % kinds.length];
      return { kind, name: `q${at}`, n: 1 + draw(KINDS[kind].longest) };
    });
    const asked = pack(questions.map(({ kind, name, n }) => KINDS[kind].rule(name, n)));
    for (let event = 0; event < 6; event += 1) {
      const day = plus(FIRST, draw(SPAN));
      const { answers } = ours(asked, day);
      for (const { kind, name, n } of questions) {
        const { theirs, end = theirs } = KINDS[kind];
        const last = end(day, n);
        if (last < FIRST || last > LAST) {
          outside += 1;
          continue;
        }
        made += 1;
        counts.set(kind, counts.get(kind) + 1);
        const [expected, found] = [theirs(day, n), answers.get(name)];
        if (expected !== found) differences.push(`${day}, ${kind}, n = ${n}: ${expected}, the engine says ${found}`);
      }
    }
    asked.free();
  }
  context.diagnostic(`${made} comparisons; ${outside} left out, whose days lie before 2019 or after 2026`);
  for (const [kind, count] of counts) context.diagnostic(`${count} ${kind}`);
  assert.deepEqual(differences, []);
  assert.ok(made >= WANTED);
  for (const [kind, count] of counts) assert.ok(count > WANTED / 20, `${kind}: only ${count}`);
});

test("every day from 2019 to 2026 is a working day or none, as chinese-days has it", () => {
  const asked = pack(['define x "x" = workdays from (day - 1 days) to day is 1 workdays']);
  const differences = [];
  for (let at = 0; at < SPAN; at += 1) {
    const day = plus(FIRST, at);
    const { answers } = ours(asked, day);
    const expected = String(isWorkday(day));
    if (answers.get("x") !== expected) differences.push(`${day}: ${expected}, the engine says ${answers.get("x")}`);
  }
  assert.deepEqual(differences, []);
  assert.equal(SPAN, 2922);
});
