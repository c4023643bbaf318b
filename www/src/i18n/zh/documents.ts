/** What is handed over: documents, the receipt, the decision file. */
const documents = {
  documents: {
    unknown: (name: string) => `没有名为「${name}」的文书`,
    title: "文书",
    make: "生成",
    complete: "要素齐备",
    incomplete: "尚有空白或结论未定",
    failed: "未能生成",
    close: "关闭文书",
    blank: (name: string) => `打印空白清单：${name}`,
  },

  receipt: {
    title: "回执",
    promise: "回执证明：同一规则包、同一事实、同一截至日得出同一结果。它不是电子签名，也不证明事实真实。",
    pack: "规则包",
    digest: "规则包摘要",
    asOf: "截至日",
    facts: "事实摘要",
    result: "结果摘要",
    copy: "复制回执",
    copyFacts: "复制事实（JSON）",
    copied: "已复制",
    notCopied: "未能复制，请在下面选中后复制",
    command: "在命令行复核同一事实",
    save: "下载事实文件",
  },

  decision: {
    save: "保存决策文件",
    saved: (name: string) => `已保存 ${name}`,
    failed: (message: string) => `未能生成决策文件：${message}`,
    edited: (n: number) => `${n} 份文书的文字经人工修改，与生成稿不同；回执只证明结论，决策文件同时保存生成稿和修改稿`,
    holds: "决策文件含规则原文、事实、截至日、结论和文书，可在任何一台电脑上脱网复核。文件中有案件事实，请按案卷保管。",
  },
};

export default documents;
