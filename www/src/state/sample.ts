import type { FactInfo } from "fadu";
import type { Words } from "../i18n/index.ts";
import type { Beginning } from "./case.ts";
import type { Draft } from "./drafts.ts";

/** The pack that the sample is judged by. */
export const SAMPLE_PACK = "legal-review";

/** The question that fails, and what is written beside it. */
const FAILED = "重大决定.证据.检验机构";

/** What the sample is about: a fine that has to be reviewed, after a hearing. */
const FACTS: Draft = {
  决定种类: "处罚", 社会风险: "fail", 超出裁量基准: false, 负责人要求审核: false, 已公开: false,
  "apl.party_kind": "entity", "apl.proposed_fine": "380,000", "apl.proposed_kinds": ["fine"], "apl.hearing_held": true, "apl.major_public_interest": "fail", "apl.major_rights": "pass",
  [FAILED]: "fail",
};

/** Questions that no penalty of this kind has. */
const OF_OTHERS = ["材料.许可材料", "主体.委托", "主体.乡镇", "权限.措施", "证据.监控设备", "程序.登记保存", "程序.强制程序", "程序.强制期限", "程序.催告", "程序.许可期限", "程序.利害关系人", "裁量.偏离"].map((ask) => `重大决定.${ask}`);

/** A made-up review, filled in: all of its checklist passes but one question. Its title, its party and its note say that it is made up; it is decided `today`, so that a period runs. */
export function sample(facts: readonly FactInfo[], { cases: { sample: words } }: Words, today: string, now = new Date()): Beginning {
  const answers = facts.filter(({ checklist }) => checklist).map(({ fact }) => [fact, OF_OTHERS.includes(fact) ? "not applicable" : "pass"]);
  return {
    title: words.title, number: words.number, party: words.party,
    draft: { ...Object.fromEntries(answers), ...FACTS, 决定日: today },
    notes: { [FAILED]: { text: words.note, evidence: [{ name: words.evidence, page: "3", digest: null }], by: "", at: now.toISOString() } },
  };
}
