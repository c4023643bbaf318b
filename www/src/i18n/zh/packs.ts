/** The packs. */
const packs = {
  packs: {
    title: "规则包",
    lead: "选择一个规则包，填写案件事实，结论随填随出。",
    answers: "回答的问题",
    open: "填写案件事实",
    facts: (n: number) => `${n} 项事实`,
    questions: (mean: string, facts: number) => `平均 ${mean} 问 / 共 ${facts} 项`,
    measured: "平均问数：以虚构案件逐项询问，问到主要结论确定为止；共有项数为全部事实。",
    version: "版本",
    digest: "摘要",
    jurisdiction: "适用地域",
    none: "这里还没有规则包",
    noneBody: "页面旁的 packs.json 中没有规则包。",
    broken: (n: number) => `规则有 ${n} 处错误，不能评估`,
    missing: (id: string) => `没有名为「${id}」的规则包。`,
    line: (path: string, line: number) => `${path} 第 ${line} 行`,
  },
};

export default packs;
