/** The frame of the page, and what stands everywhere. */
const frame = {
  brand: "法度",
  latin: "FADU",
  title: (screen: string) => `${screen} · 法度`,
  skip: { label: "跳转", main: "跳到正文", facts: "跳到案件事实", verdict: "跳到结论" },

  nav: { label: "主导航", cases: "案件", batch: "批量评查", packs: "规则包", verify: "复核文件" },
  /** Of the screens whose other texts are fetched with them. */
  titles: { batch: "批量评查", verify: "复核文件" },
  language: { label: "语言", zh: "中文", en: "EN" },
  theme: { label: "外观", auto: "随系统", light: "浅色", dark: "深色" },
  keys: "快捷键",

  asOf: {
    label: "截至日",
    notToday: (date: string) => `按 ${date} 的规则查看`,
    back: "回到今天",
  },

  footer: {
    promise: "案件只保存在本机的浏览器里，不上传；试用规则包时填写的内容关闭页面即清除",
    engine: (version: string) => `引擎 ${version}`,
    starting: "引擎正在载入",
  },

  loading: { engine: "正在载入引擎", packs: "正在载入规则包", pack: "正在载入这一规则包" },
  failed: {
    title: "引擎未能启动",
    body: "已填写的内容仍在页面中。请重新载入页面；仍不能启动的，请把下面一行告知管理员。",
    evaluate: "这次评估没有完成",
    open: "未能打开这一规则包的规则",
    place: "未能取得这一页",
    retry: "重试",
    reload: "重新载入页面",
  },

  unknownRoute: { title: "没有这个页面", body: (path: string) => `地址「${path}」没有对应的页面。`, back: "回到规则包" },

  offline: {
    starting: "正在存入本机",
    ready: "可离线使用",
    file: "单文件版，可离线使用",
    update: "新版本已就绪，更新会重新载入页面，请先保存正在填写的内容。",
    apply: "更新并重新载入",
    none: {
      http: "不能离线使用：本页经 http 打开，浏览器不许把页面存入本机，案件照常保存；请改用 https，或者使用单文件版",
      unsupported: "不能离线使用：这个浏览器不支持；可使用单文件版",
      failed: "不能离线使用：未能存入本机；可使用单文件版",
    },
  },

  print: "打印",
  /** What the components of the library say. */
  components: { close: "关闭", loading: "载入中" },

  shortcuts: {
    title: "快捷键",
    answers: "在一道审核问题上",
    list: [["1", "合格"], ["2", "不合格"], ["3", "不适用"], ["4", "无法判断"], ["0", "清除，回到未答"]],
    regions: "在各处",
    places: [["Tab", "在页首：跳到正文、案件事实、结论"], ["← →", "在选项之间移动"], ["空格", "勾选、展开"], ["Ctrl E", "在打开的文书上：编辑、结束编辑"], ["Ctrl Shift D", "在打开的文书上：与生成稿比较"], ["Ctrl P", "在打开的文书上：只打印文书"]],
  },

  weekdays: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  comma: "、",
  stop: "。",
  colon: "：",
  semicolon: "；",
};

export default frame;
