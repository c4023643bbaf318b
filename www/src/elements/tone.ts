import type { Answers, Circumstance, ComparedPenalty, DeadlineVerdict, Finding, Layer, Proposal, ReviewVerdict, Tier, Truth, Verdict } from "fadu";
import type { Tone } from "../../../pkg/elements/tone.js";
import { titled } from "../i18n/index.ts";
import type { Language, Words } from "../i18n/index.ts";
import { html } from "./html.ts";

/** What a verdict comes to, in one line. */
export interface Headline {
  tone: Tone;
  text: string;
}

export const FINDING: Record<Finding, Tone> = { pass: "pass", fail: "fail", "not applicable": "na", "cannot tell": "judge", "not yet": "todo" };
/** Criteria and circumstances are neither good nor bad: they hold, do not, or are open. */
export const TRUTH: Record<Truth, Tone> = { true: "decided", false: "na", unknown: "todo" };
export const LAYER: Record<Layer["state"], Tone> = { ...TRUTH, "not applicable": "na", "needs judgement": "judge" };
export const TIER: Record<Tier["status"], Tone> = { applies: "decided", possible: "todo", open: "may", excluded: "na" };
export const POSITION: Record<Proposal["position"], Tone> = { inside: "pass", below: "fail", above: "fail", between: "fail", unlawful: "fail", unknown: "todo" };

/** Which of two laws is lighter is neither good nor bad either. */
export const LIGHTNESS: Record<ComparedPenalty["order"], Tone> = { lighter: "decided", equal: "na", heavier: "decided", "not comparable": "judge", unknown: "todo" };

/** Whether the law's leaning in a circumstance is toward a lighter penalty. */
export const isLighter = (circumstance: Circumstance): boolean => circumstance.effects.some((effect) => !["aggravate", "raise", "tier top", "maximum"].includes(effect));

const MAIN = new Set<Verdict["kind"]>(["review", "benchmark", "scope", "scorecard", "table"]);

/** Whether a verdict has a card of its own. */
export const isMain = ({ kind }: Verdict): boolean => MAIN.has(kind);

/** The verdicts that a page leads with, those that say something first; a pack of deadlines leads with those. */
export function leading(evaluation: Answers): Verdict[] {
  const main = evaluation.verdicts.filter((verdict) => verdict.kind === "review" || verdict.kind === "benchmark" || verdict.kind === "scope");
  const reached = main.filter(({ outcome }) => outcome !== "not applicable");
  if (main.length > 0) {
    const told = reached.length > 0 ? reached : main;
    return [...told.filter(({ outcome }) => outcome !== "unknown"), ...told.filter(({ outcome }) => outcome === "unknown")];
  }
  const deadlines = evaluation.verdicts.filter((verdict) => verdict.kind === "deadline");
  return (deadlines.length > 0 ? deadlines : evaluation.verdicts).slice(0, 4);
}

export function headline(verdict: Verdict, words: Words, language: Language): Headline {
  if (verdict.outcome === "not applicable") return { tone: "na", text: words.verdict.outcomes["not applicable"] };
  switch (verdict.kind) {
    case "review": {
      const opinion = verdict.opinions.find(({ name }) => name === verdict.opinion);
      if (opinion) return { tone: opinion.pass ? "pass" : "fail", text: titled(opinion.label, language) };
      if (verdict.outcome === "needs judgement") return { tone: "judge", text: words.verdict.outcomes["needs judgement"] };
      return { tone: "todo", text: words.review.opinionOpen };
    }
    case "benchmark": {
      // Decided for each record of a list, it has no tier of its own.
      if (verdict.each && verdict.outcome === "decided") return { tone: "decided", text: words.verdict.outcomes.decided };
      if (verdict.each) return open(verdict, words, words.verdict.outcomes.unknown);
      const proposal = verdict.proposals.find(({ position }) => position !== "unknown");
      const tier = verdict.tiers.find(({ name }) => name === verdict.tier);
      const place = tier ? titled(tier.label, language) : "";
      if (proposal?.position === "unlawful") return { tone: "fail", text: words.benchmark.position.unlawful };
      if (verdict.outcome === "needs judgement") return { tone: "judge", text: words.verdict.outcomes["needs judgement"] };
      if (proposal && tier) return { tone: POSITION[proposal.position], text: `${place} · ${words.benchmark.position[proposal.position]}` };
      if (tier) return { tone: "decided", text: place };
      return { tone: "todo", text: words.benchmark.tierOpen };
    }
    case "scope": {
      if (verdict.decision === null) return open(verdict, words, words.scope.open);
      const tone = ({ accept: "pass", reject: "fail", redirect: "may", supplement: "todo", deem: "may" } as const)[verdict.decision];
      // "Deemed" alone does not say what.
      const ground = verdict.decision === "deem" ? verdict.grounds.find(({ name }) => name === verdict.ground) : undefined;
      return { tone, text: ground ? titled(ground.label, language) : words.scope.decisions[verdict.decision] };
    }
    case "scorecard": {
      const band = verdict.bands.find(({ name }) => name === verdict.band);
      if (band) return { tone: "decided", text: titled(band.label, language) };
      return verdict.outcome === "decided" ? { tone: "decided", text: words.scorecard.done } : open(verdict, words, words.scorecard.open);
    }
    case "table": {
      const [first] = verdict.outputs;
      const text = (first?.value ?? first?.range)?.text;
      return verdict.outcome === "decided" && text ? { tone: "decided", text: titled(text, language) } : open(verdict, words, words.table.open);
    }
    case "deadline":
      return deadline(verdict, words);
    case "define":
      return verdict.value ? { tone: "decided", text: titled(verdict.value.text, language) } : open(verdict, words, words.define.open);
  }
}

function open(verdict: Verdict, words: Words, text: string): Headline {
  if (verdict.outcome === "needs judgement") return { tone: "judge", text: words.verdict.outcomes["needs judgement"] };
  return { tone: "todo", text };
}

function deadline(verdict: DeadlineVerdict, words: Words): Headline {
  if (verdict.due === null) return open(verdict, words, words.deadline.open);
  const state = verdict.state === null ? "" : ` ${words.deadline.state[verdict.state]}`;
  return { tone: verdict.state === "overdue" ? "late" : "clock", text: `${verdict.due}${state}` };
}

/** By which of several laws a verdict is, while more than one may be in force: else two of one name look the same. */
export function ofVersion({ version }: Verdict, { version: words }: Words): string | null {
  return version?.state === "possible" ? words.period(version.from, version.to) : null;
}

/** One sentence for screen readers: what each leading verdict comes to. */
export function summary(evaluation: Answers, words: Words, language: Language): string {
  return leading(evaluation)
    .map((verdict) => `${titled(verdict.label, language)}${words.colon}${headline(verdict, words, language).text}`)
    .join(words.semicolon);
}

/** Whether review is required at all, said in a tone. */
export function requirement({ required }: ReviewVerdict, { review }: Words) {
  const [tone, text] = ({
    true: ["decided", review.required],
    false: ["na", review.notRequired],
    unknown: ["todo", review.requiredOpen],
    "needs judgement": ["judge", review.requiredJudge],
  } as const)[required];
  return html`<fadu-tone tone=${tone}>${text}</fadu-tone>`;
}
