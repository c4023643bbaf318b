/** Many cases at once. */
const batch = {
  batch: {
    lead: "选一个规则包，放入表格（CSV），每行一件，逐行评估，结果可导出。表格只在本页中处理，不保存，不上传。",
    choose: "选择表格（CSV）",
    template: "下载空表",
    stop: "停止",
    columns: "表格的各列",
    known: (n: number) => `认出 ${n} 列`,
    unknown: (n: number) => `有 ${n} 列认不出，没有采用：`,
    lists: (list: string) => `「${list}」是列表：每一条占一行，重复案号，填在「${list} · …」各列；一条也没有的，在「${list}」列填「无」。`,
    left: (n: number) => `超过 2,000 行，后面 ${n} 行没有读取`,
    none: (file: string) => `「${file}」里没有可以评估的行：第一行应当是事实的名称`,
    progress: (done: number, all: number) => `已评估 ${done} / ${all} 件`,
    done: (n: number) => `已评估 ${n} 件`,
    stopped: (done: number, all: number) => `已停止：评估了 ${done} / ${all} 件`,
    results: "评查结果",
    export: "导出结果（CSV）",
    row: "案件",
    line: (n: number) => `第 ${n} 行`,
    missing: "仍会影响结论的事实",
    wrong: "有问题的单元格",
    begin: "建为案件",
    more: (n: number) => `再显示，还有 ${n} 件`,
    sample: "案件 1",
    cell: (line: number, head: string, text: string) => `第 ${line} 行「${head}」填的是「${text}」：`,
    expected: {
      entry: { bool: "应填「是」或「否」", date: "应填日期，例如 2025-07-15、2025年7月15日", none: "这一列只填「无」，各条分行填写" },
      oneOf: (names: string) => `应填其中之一：${names}`,
      anyOf: (names: string) => `应填其中一项或几项，以分号隔开，没有的填「无」：${names}`,
      noEntries: "填了「无」，又填了各条",
      same: (line: number, text: string) => `与第 ${line} 行的「${text}」不同，同一案件应当相同`,
      other: "认不出这样的填法",
    },
    filters: { all: "全部", open: "结论未定", fail: "不能同意、偏离", late: "已逾期", wrong: "有问题" },
  },
};

export default batch;
