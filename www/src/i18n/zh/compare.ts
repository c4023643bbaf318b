/** Two files on one case: fetched with the screen. */
const compare = {
  compare: {
    title: "两份案件并排比较",
    lead: "「本机」是这台电脑上的案件，「导入」是导入的那一份，它作为单独的案件保留。逐项决定是否采用对方的答案；采用后可以撤销。",
    same: "两份的答案和备注相同",
    differ: (n: number) => `有 ${n} 处不同`,
    fact: "事实",
    mine: "本机",
    theirs: "导入",
    take: "采用对方的",
    bothNotes: "两份备注都留",
    named: (by: string, text: string) => (by === "" ? text : `${by}：${text}`),
  },
};

export default compare;
