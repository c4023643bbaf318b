import type { Evaluation } from "fadu";
import { beforeAll, expect, test } from "vitest";
import { load } from "../../tests/fixtures/stand-in.ts";
import { wordsOf } from "../i18n/index.ts";
import { completed, newCase } from "./case.ts";
import type { Case } from "./case.ts";
import { readFile } from "./case-file.ts";
import type { CaseFile } from "./case-file.ts";
import { alteredSince, close, closedRound, dateOf, keptFacts, marked, markOf, notPassed, obstaclesTo, roundNumber, roundSentences } from "./rounds.ts";

const NOW = new Date("2025-09-22T06:32:00.000Z");
const ASK = "重大决定.证据.检验机构";
let evaluate: (draft: Case["draft"]) => Evaluation;
beforeAll(async () => {
  const { pack } = (await load()).compile([], { pack: "legal-review" });
  evaluate = (draft) => {
    if (!pack) throw new Error("no pack");
    return pack.evaluate(draft, { asOf: "2025-09-22" });
  };
});

/** A case in which every question is answered, one of them by a fail. */
function reviewed(answer: string): Case {
  const answers = evaluate({}).verdicts.flatMap((verdict) => (verdict.kind === "review" ? verdict.items.flatMap(({ asks }) => asks.map(({ fact }) => [fact, "pass"] as const)) : []));
  const first = answers[0]?.[0] ?? "";
  const draft = { ...Object.fromEntries(answers), [first]: answer };
  return { ...newCase("legal-review", { title: "甲案", draft }, NOW, "0123456789abcdef"), reviewer: "林" };
}
const failedFact = (one: Case) => Object.entries(one.draft).find(([, answer]) => answer === "fail")?.[0] ?? "";

test("an open opinion, and a failed item of which nobody says what must be done, keep a round open", () => {
  expect(obstaclesTo(evaluate({}), {}).map(({ why }) => why)).toEqual(["no opinion"]);
  const failed = reviewed("fail");
  const fact = failedFact(failed);
  expect(obstaclesTo(evaluate(failed.draft), {})).toMatchObject([{ why: "no note", fact }]);
  const note = { text: "补证", evidence: [], by: "林", at: NOW.toISOString() };
  expect(obstaclesTo(evaluate(failed.draft), { [fact]: note })).toEqual([]);
  expect(obstaclesTo(evaluate(failed.draft), { [fact]: { ...note, text: " " } })).toHaveLength(1);
  expect(obstaclesTo(evaluate(reviewed("pass").draft), {})).toEqual([]);
});

test("a round holds what each item came to, what a failed one leads to, and its receipt", () => {
  const one = reviewed("fail");
  const round = close(one, evaluate(one.draft), { by: "林", on: "2025-09-22", remark: "" }, NOW);
  const [review] = round.reviews;
  expect(review?.opinion.pass).toBe(false);
  const item = review?.items.find(({ finding }) => finding === "fail");
  expect(item?.facts).toContain(failedFact(one));
  expect(item?.leadsTo?.opinion.zh).toBe(review?.opinion.label.zh);
  expect(review?.items.filter(({ leadsTo }) => leadsTo !== null)).toHaveLength(1);
  expect(round).toMatchObject({ asOf: "2025-09-22", at: NOW.toISOString(), draft: one.draft, reopened: null });

  const closed = { ...one, asOf: null, rounds: [round] };
  expect([closedRound(closed), roundNumber(closed), dateOf(closed, "2026-01-01")]).toEqual([round, 1, "2025-09-22"]);
  const again = { ...closed, rounds: [{ ...round, reopened: { at: NOW.toISOString(), why: "" } }] };
  expect([closedRound(again), roundNumber(again), dateOf(again, "2026-01-01")]).toEqual([null, 2, "2026-01-01"]);
});

test("the next round may look at what did not pass alone: the other answers stand until their item is opened", () => {
  const one = reviewed("fail");
  const round = close(one, evaluate(one.draft), { by: "林", on: "2025-09-22", remark: "" }, NOW);
  const left = notPassed(round);
  expect(left.map(({ finding }) => finding)).toEqual(["fail"]);
  const facts = left.flatMap((item) => item.facts);
  const again = (only?: readonly string[]): Case => ({ ...one, rounds: [{ ...round, reopened: { at: NOW.toISOString(), why: "", ...(only ? { only } : {}) } }] });
  const answered = Object.keys(one.draft);
  expect([...keptFacts(again(facts))].sort()).toEqual(answered.filter((fact) => !facts.includes(fact)).sort());
  expect(keptFacts(again(answered))).toEqual(new Set());
  expect(keptFacts(again())).toEqual(new Set());
  expect(keptFacts({ ...one, rounds: [round] })).toEqual(new Set());
  // What nobody answered, and what belongs to no item, is open.
  expect(keptFacts({ ...again(facts), draft: { 已听证: true } })).toEqual(new Set());
});

test("what another program changed in a closed case is told", () => {
  const one = reviewed("pass");
  const evaluation = evaluate(one.draft);
  const round = close(one, evaluation, { by: "林", on: "2025-09-22", remark: "" }, NOW);
  expect(alteredSince(round, one, evaluation.receipt)).toBe(false);
  expect(alteredSince(round, { ...one, draft: { ...one.draft, 已听证: true } }, evaluation.receipt)).toBe(true);
  expect(alteredSince(round, one, evaluate({ ...one.draft, 已听证: true }).receipt)).toBe(true);
  expect(alteredSince(round, one, { ...evaluation.receipt, as_of: "2026-01-01", result: "sha256:0" })).toBe(false);
});

test("an answer is marked with who gave it, one that is taken back with nobody", () => {
  const [lin, zhou] = [{ by: "林", at: "2025-09-22T06:00:00.000Z" }, { by: "周", at: "2025-09-22T07:00:00.000Z" }];
  const first = marked({}, {}, { a: "pass", b: "fail" }, lin);
  const second = marked(first, { a: "pass", b: "fail" }, { a: "pass", b: "pass" }, zhou);
  expect(second).toEqual({ a: lin, b: zhou });
  expect(markOf(second, ["a", "b"])).toBe(zhou);
  expect(markOf(second, ["c"])).toBeNull();
  expect(marked(second, { a: "pass", b: "pass" }, { b: "pass" }, zhou)).toEqual({ b: zhou });
});

test("a document lists rounds and signers, and says what the names are worth", () => {
  const one = reviewed("fail");
  const round = { ...close(one, evaluate(one.draft), { by: "林", on: "2025-09-02", remark: "急件" }, NOW), reopened: { at: "2025-10-09T01:00:00.000Z", why: "已补正" } };
  const opinion = round.reviews[0]?.opinion.label;
  expect(roundSentences([round], wordsOf("zh"), "zh")).toEqual(["审核轮次：", `第1轮：林，2025年9月2日签发，意见为${opinion?.zh}（急件）；2025年10月9日重新审核（已补正）。`, "签发人姓名和日期系自行填写，系统未作核实。"]);
  expect(roundSentences([round], wordsOf("en"), "en")[1]).toContain(`signed off by 林 on 2025-09-02; opinion: ${opinion?.en}`);
  expect(roundSentences([], wordsOf("zh"), "zh")).toEqual([]);
  const [left] = notPassed(round);
  const partly = { ...round, reopened: { ...round.reopened, only: left?.facts ?? [] } };
  expect(roundSentences([partly], wordsOf("zh"), "zh")[1]).toContain(`重新审核（已补正；只重新审：${left?.label.zh}）`);
});

test("rounds go through a file as they are, and what is wrong with them is refused by its place", () => {
  const one = reviewed("fail");
  const round = close({ ...one, marks: { [ASK]: { by: "林", at: NOW.toISOString() } } }, evaluate(one.draft), { by: "林", on: "2025-09-22", remark: "" }, NOW);
  const first = { ...round, reopened: { at: NOW.toISOString(), why: "已补正", only: [ASK] } };
  const file: CaseFile = { format: "fadu-case-1", case: { ...one, rounds: [first, round] }, rules: [] };
  expect(readFile(JSON.stringify(file))).toEqual(file);
  const refused = (rounds: unknown) => {
    try {
      readFile(JSON.stringify({ ...file, case: { ...file.case, rounds } }));
    } catch (error) {
      return (error as Error).message;
    }
    return "taken";
  };
  expect(refused([round, round])).toBe("wrong case.rounds[0].reopened");
  expect(refused([{ ...round, on: "yesterday" }])).toBe("wrong case.rounds[0].on");
  expect(refused([{ ...round, reviews: [{ ...round.reviews[0], items: [{}] }] }])).toBe("wrong case.rounds[0].reviews[0].items[0].leadsTo");
  expect(refused([{ ...round, draft: { a: {} } }])).toBe("wrong case.rounds[0].draft.a");
  expect(refused([{ ...first, reopened: { ...first.reopened, only: [1] } }])).toBe("wrong case.rounds[0].reopened.only[0]");
  expect(refused("x")).toBe("wrong case.rounds");
  const { rounds: _, marks: __, reviewer: ___, ...old } = one;
  expect((readFile(JSON.stringify({ ...file, case: old })) as CaseFile).case).toMatchObject({ rounds: [], marks: {}, reviewer: "" });
  expect(completed(old as Case)).toMatchObject({ rounds: [], marks: {}, reviewer: "" });
});
