//! What stands below each command's arguments in `--help`: how it is called, and what its exit
//! code says. Examples first in English, with what they do beside them in Chinese.

macro_rules! below {
    ($name:ident, $examples:literal, $wrong:literal) => {
        pub(crate) const $name: &str = concat!(
            "Examples 示例:\n",
            $examples,
            "\n\nExit codes 退出码:\n",
            $wrong,
            "\n  2  the command itself was wrong: a flag, a date, no such file 命令用法有误"
        );
    };
}

below!(
    NEW,
    "  fadu new my-rules              keywords in Chinese 关键字用中文
  fadu new my-rules --lang en    keywords in English 关键字用英文
  fadu test my-rules             what to try next 接着试运行测试",
    "  0  the folder was made 已建立"
);
below!(
    CHECK,
    "  fadu check rules                     all packs below 目录下的全部规则包
  fadu check rules/fire --lang en      one pack, said in English 一个规则包，用英文提示
  fadu check rules/fire/facts.fadu     the pack of that file 文件所属的规则包",
    "  0  no mistakes 没有错误
  1  mistakes were found 有错误"
);
below!(
    LINT,
    "  fadu lint rules/fire
  fadu explain L0101             what a suggestion means 查看某条建议的说明",
    "  0  nothing is said 没有建议
  1  something is said, or the rules have mistakes 有建议，或者规则有误"
);
below!(
    EXPLAIN,
    "  fadu explain                   all codes 全部代码
  fadu explain F0501 V0101       these two 这两个代码",
    "  0  explained 已说明"
);
below!(
    EVAL,
    "  fadu facts rules/food-safety             which facts there are 先看需要哪些事实
  fadu eval rules/food-safety --facts case.json --as-of 2025-06-30
  fadu eval rules/food-safety --facts - --as-of 2025-06-30 --json < case.json > result.json

A case is one JSON object, the facts by their names; leave out what is not known.
Amounts are in yuan, dates are texts. 案件是一个 JSON 对象：事实的键和值；不知道的不写。
金额以元计，日期写作文字：

  {\"act\": \"sale\", \"goods_value\": 12000, \"act_on\": \"2025-01-02\", \"corrected\": true,
   \"share\": 0.3, \"grave\": \"pass\", \"grounds\": [\"minor\", \"coerced\"]}

  one of 单选       an option's name 选项的键
  any of 多选       a list of names 选项的键组成的列表
  judgement 人工判断  \"pass\", \"fail\", \"not applicable\", \"cannot tell\"
  list 列表         a list of objects, one for each record 每项一个对象",
    "  0  evaluated, also where the answer waits for facts 已评估，包括还缺事实的
  1  a fact is wrong, or the rules have mistakes 事实有误，或者规则有误"
);
below!(
    TEST,
    "  fadu test                      every pack below rules 全部规则包
  fadu test rules/fire           one pack 一个规则包
  fadu test rules/fire --coverage --html coverage.html
  fadu test rules/fire --suggest > more.fadu",
    "  0  all pass, and --at-least is reached 全部通过，并达到 --at-least
  1  a test fails, less is reached, or the rules have mistakes 有未通过的，或者规则有误"
);
below!(
    PROVE,
    "  fadu prove rules/fire
  fadu prove rules --json > findings.json
  fadu explain V0101             what a finding means 查看某类问题的说明",
    "  0  no mistake without a reason 没有未说明理由的错误
  1  one is left, or the rules have mistakes 有未说明理由的错误，或者规则有误"
);
below!(
    DIFF,
    "  fadu diff old/rules/fire rules/fire
  fadu diff old/rules rules --pack fire --markdown > note.md
  fadu diff old/rules/fire rules/fire --cases decided.csv --as-of 2025-06-30",
    "  0  every case is decided as before 结论都不变
  1  a decision changes, or may change 有结论变化，或者可能变化"
);
below!(
    MUTANTS,
    "  fadu mutants rules/fire
  fadu mutants rules/fire --all --at-least 95",
    "  0  done, and --at-least is reached 已完成，并达到 --at-least
  1  less is noticed, or the rules have mistakes 未达到，或者规则有误"
);
below!(
    DOCUMENT,
    "  fadu document rules/fire       which documents there are 有哪些文书
  fadu document rules/fire --facts case.json --as-of 2025-06-30 --name NAME > notice.md",
    "  0  nothing is left blank 没有空白
  1  something is left blank, or the rules have mistakes 有待补的空白，或者规则有误"
);
below!(
    FACTS,
    "  fadu facts rules/fire
  fadu eval --help               how a case is written 案件怎样写",
    "  0  listed 已列出
  1  the rules have mistakes 规则有误"
);
below!(
    TREE,
    "  fadu tree rules/road-transport",
    "  0  shown 已列出
  1  the rules have mistakes 规则有误"
);
below!(
    FMT,
    "  fadu fmt rules/fire            lay out, leave the keywords 只排版，不改关键字
  fadu fmt --lang en rules/fire  keywords in English 关键字改为英文
  fadu fmt --check rules         change nothing 只检查",
    "  0  done; with --check, nothing would change 已完成；加 --check 时，没有要改的
  1  a file has mistakes; with --check, one would change 有误；加 --check 时，有要改的"
);
below!(
    VERIFY,
    "  fadu eval rules/fire --facts case.json --as-of 2025-06-30 --json > result.json
  fadu verify rules/fire --facts case.json --receipt result.json",
    "  0  all is the same 全部一致
  1  something differs, or the rules have mistakes 有不一致的，或者规则有误"
);
below!(
    SERVE,
    "  fadu serve                     then open the address it prints 然后打开显示的网址
  fadu serve --port 9000",
    "  0  stopped by Ctrl-C 已结束"
);
