import type { Answers, FactInfo, Item, Label, ReviewVerdict } from "fadu";

/** Facts that stand together in the form. */
export interface Group {
  /** Null for those that name no group. */
  label: Label | null;
  facts: FactInfo[];
}

/** An item of a checklist with the questions that a person answers. */
export interface Checklist {
  review: string;
  label: Label;
  items: { item: Item; facts: FactInfo[] }[];
}

/** The questions of an item; an item without any is itself the question. */
export function factsOfItem(review: ReviewVerdict, item: Item): string[] {
  return item.asks.length > 0 ? item.asks.map(({ fact }) => fact) : [`${review.name}.${item.name}`];
}

/**
 * Lays out a pack's facts: the groups in the order they first appear, those without one last,
 * and the questions of checklists under their items.
 */
export function layOut(facts: readonly FactInfo[], evaluation: Answers): { groups: Group[]; checklists: Checklist[] } {
  const byName = new Map(facts.map((info) => [info.fact, info]));
  const asked = new Set<string>();
  const checklists = evaluation.verdicts.flatMap((verdict): Checklist[] => {
    if (verdict.kind !== "review" || verdict.items.length === 0) return [];
    const items = verdict.items.map((item) => ({
      item,
      facts: factsOfItem(verdict, item).flatMap((name) => {
        const info = byName.get(name);
        if (!info) return [];
        asked.add(name);
        return [info];
      }),
    }));
    return [{ review: verdict.name, label: verdict.label, items }];
  });

  const groups = new Map<string, Group>();
  const rest: Group = { label: null, facts: [] };
  for (const info of facts) {
    if (asked.has(info.fact)) continue;
    if (!info.group) {
      rest.facts.push(info);
      continue;
    }
    const group = groups.get(info.group.zh) ?? { label: info.group, facts: [] };
    group.facts.push(info);
    groups.set(info.group.zh, group);
  }
  return { groups: [...groups.values(), ...(rest.facts.length > 0 ? [rest] : [])], checklists };
}
