/** The facts of a case, and how they are asked for. */
const facts = {
  interview: {
    title: "逐项询问",
    view: "填写方式",
    views: { ask: "逐项问", all: "全部列出", checklist: "审核清单", why: "理由" },
    whyLead: "每一结论从依据推到事实，点开即看下一层；点选事实即到填写处。",
    whyNothing: "还没有结论可以说明理由：请先填写事实。",
    left: (n: number) => `还有 ${n} 项会影响结论`,
    settled: "结论已定",
    settledBody: "余下各项无论如何作答，结论不变。",
    why: "问这一项，因为它影响",
    noMatter: "这一项已不影响结论；答案保留。",
    next: "下一项",
    skip: "暂不清楚",
    back: "上一项",
    skipped: (n: number) => `其余 ${n} 项都已跳过`,
    again: "再问一遍跳过的",
    check: "核对全部答案",
  },

  variants: {
    title: "哪一项事实不同，结论会变",
    lead: "逐一假设已填的某一项是别的答案，其余不变。金额和日期不在其内。只作比较，不改动案件。",
    look: "比较",
    busy: "正在比较",
    found: (n: number) => (n === 0 ? "已填的各项单独改变，结论都不变" : `有 ${n} 种改变会改变结论`),
    fact: "假如",
    outcome: "结论",
    apply: "用到本案",
  },

  form: {
    title: "案件事实",
    filled: (done: number, all: number) => `已填 ${done} / ${all}`,
    other: "其他事实",
    yes: "是",
    no: "否",
    notKnown: "未知",
    choose: "未选",
    none: "无",
    clear: "清除",
    clearAll: "清空全部事实",
    cleared: "已清空全部事实",
    undo: "撤销",
    dayOff: "休息日",
    holiday: "法定节假日放假",
    pickDate: "选日期",
    pickMoment: "选日期和时间",
    momentHint: "例如 2025-07-15 18:00、2025年7月15日18时30分",
    dateHint: "例如 2025-07-15、2025年7月15日",
    amountHint: "例如 50,000、5万",
    percentHint: "例如 30%",
    default: "不填时依法取默认值",
    basis: "依据",
    problems: (n: number) => `有 ${n} 项填写需要改正`,
    answered: (done: number, all: number) => `${done} / ${all} 问`,
    matters: "仍会影响结论",
  },

  answers: { pass: "合格", fail: "不合格", "not applicable": "不适用", "cannot tell": "无法判断", "not yet": "未答" },

  holds: { pass: "成立", fail: "不成立", "not applicable": "不适用", "cannot tell": "无法判断", "not yet": "未答" },

  records: { add: "添加一项", remove: "删去", none: "没有", number: (n: number) => `第 ${n} 项`, count: (n: number) => `共 ${n} 项` },

  profile: { label: "适用的地方数值", none: "不选（按通用数值）", values: (n: number) => `该方案的数值 ${n} 项` },
};

export default facts;
