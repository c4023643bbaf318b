//! The arguments, and the help that goes with them.

use crate::help;
use clap::{Args, Parser, Subcommand};
use fadu::diagnostic::Language;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples 示例:
  fadu new my-rules
  fadu check rules
  fadu explain F0501
  fadu facts rules/food-safety
  fadu eval rules/food-safety --facts case.json --as-of 2025-06-30
  fadu test
  fadu diff old/rules/food-safety rules/food-safety

Exit codes 退出码:
  0  fine 正常
  1  rules or facts are wrong, or a test failed 规则或事实有误，或测试未通过
  2  the command itself was wrong: a flag, a date, no such file 命令用法有误

`fadu COMMAND --help` says more about each. 各命令的说明见 `fadu 命令 --help`。";

/// What every command takes.
const GENERAL: &str = "General 通用";

/// Fadu 法度: discretion-bound public law as rules
///
/// 把法制审核、裁量基准和受理范围写成规则：检查、测试，并对案件给出有依据的结论。
#[derive(Debug, Parser)]
#[command(name = "fadu", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Language of what is printed; for fmt and new, of the keywords [default: zh]
    /// 输出用的语言；fmt 和 new 则为关键字的语言
    #[arg(long, global = true, value_name = "zh|en", value_parser = language)]
    #[arg(help_heading = GENERAL)]
    pub(crate) lang: Option<Language>,
    /// No colour, no drawn lines, as when the output goes to a file
    /// 不用颜色和线条，与输出到文件时相同
    #[arg(long, global = true, help_heading = GENERAL)]
    pub(crate) plain: bool,
    /// Folder of all packs and calendars [default: found above PACK, by its `calendars`]
    /// 存放全部规则包和日历的目录；不写时，自规则包起逐级向上查找
    #[arg(long, global = true, value_name = "DIR", help_heading = GENERAL)]
    pub(crate) rules: Option<PathBuf>,
    /// Which of the pack's profiles sets what varies from place to place
    /// 采用规则包里的哪个方案（各地不同的数额和标准）
    #[arg(long, global = true, value_name = "NAME", help_heading = GENERAL)]
    pub(crate) profile: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(New),
    Check(Check),
    Lint(Lint),
    Explain(Explain),
    Eval(Eval),
    Test(Test),
    Prove(Prove),
    Diff(Diff),
    Mutants(Mutants),
    Document(Document),
    Facts(Facts),
    Tree(Tree),
    Fmt(Fmt),
    Verify(Verify),
    Serve(Serve),
}

/// Begin a pack: a small one that runs 新建规则包
///
/// Makes the folder NAME with rules, facts, tests and a case of a made-up law, each line
/// explained, to be replaced by your own. --lang chooses the language of its keywords.
/// Nothing that exists is overwritten.
///
/// 建立文件夹 NAME，里面是一个虚构的小例子：规则、事实、测试和一个案件，逐处有说明，供改写成
/// 自己的规则。--lang 决定用哪种语言书写。已有的文件不会覆盖。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::NEW, override_usage = "fadu new NAME [--lang zh|en]")]
pub(crate) struct New {
    /// The folder to make; its last part is the pack's name 文件夹，也是规则包的名称
    #[arg(value_name = "NAME")]
    pub(crate) folder: PathBuf,
}

/// Look for mistakes in rule files 检查规则文件
///
/// Shows every mistake at once, each with its code, place, line and help. A folder stands
/// for all packs in it, a file for the pack it belongs to.
///
/// 一次列出全部错误，附代码、位置、原文和改法。目录代表其中所有规则包，文件代表它所属的规则包。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::CHECK, override_usage = "fadu check PATH…")]
pub(crate) struct Check {
    /// Rule files or folders 规则文件或目录
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Explain the code of a mistake, with examples 说明错误代码
///
/// What the code means, why it is a mistake, and how to mend it. Without a code, all codes
/// in one line each.
///
/// 说明代码的含义、为什么是错误、怎样改正，附正误两例。不写代码时列出全部代码。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::EXPLAIN, override_usage = "fadu explain [CODE…]")]
pub(crate) struct Explain {
    /// Codes such as F0501 代码，如 F0501
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
}

/// Evaluate a case: verdicts with basis and reasons 评估案件
///
/// Prints each verdict with its legal basis and reasons, what is still missing, and the
/// receipt. Wrong facts are named on standard error; the verdicts stand all the same, and
/// the exit code is 1.
///
/// 给出结论、依据、理由、待补事实和回执。有误的事实逐项列出，其余结论照常给出，退出码为 1。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::EVAL,
    override_usage = "fadu eval PACK --facts FILE|- --as-of YYYY-MM-DD [--json]"
)]
pub(crate) struct Eval {
    /// The pack: its folder or its pack.fadu 规则包
    pub(crate) pack: PathBuf,
    /// JSON file with the facts, `-` for standard input 案件事实
    #[arg(long, value_name = "FILE|-")]
    pub(crate) facts: PathBuf,
    /// The date, or the minute of it, that the case is judged on 截至日期
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = as_of)]
    pub(crate) as_of: fadu::AsOf,
    /// Print exactly the canonical JSON, without a newline 输出规范 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Make a document from the results of a case 生成文书
///
/// The review opinion, the notice: Markdown or plain text, in the language of --lang. What is
/// not settled is a blank that says what belongs there, and the exit code is 1. Without
/// --name, the documents of the pack are listed.
///
/// 由案件的结论生成文书，Markdown 或者纯文本。没有确定的内容留出标明的空白，退出码为 1。不写
/// --name 时列出规则包的文书。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::DOCUMENT,
    override_usage = "fadu document PACK --facts FILE|- --as-of YYYY-MM-DD --name NAME [--format md|text]"
)]
pub(crate) struct Document {
    /// The pack: its folder or its pack.fadu 规则包
    pub(crate) pack: PathBuf,
    /// The document 文书
    #[arg(long, value_name = "NAME", requires = "facts", requires = "as_of")]
    pub(crate) name: Option<String>,
    /// JSON file with the facts, `-` for standard input 案件事实
    #[arg(long, value_name = "FILE|-")]
    pub(crate) facts: Option<PathBuf>,
    /// The date, or the minute of it, that the case is judged on 截至日期
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = as_of)]
    pub(crate) as_of: Option<fadu::AsOf>,
    /// Markdown or plain text 格式
    #[arg(long, value_name = "md|text", value_parser = ["md", "text"], default_value = "md")]
    pub(crate) format: String,
}

/// Say what is no mistake and should be looked at 规则的检查建议
///
/// Conclusions without a citation, sources that ended, facts without a use, amounts that look
/// as if 万 were missing, thresholds that no test stands on. A line `-- lint: allow L0101
/// reason "…"` above a line allows it. The exit code is 1 if anything is said.
///
/// 没有依据的结论、已经失效的依据、没有用到的事实、疑似漏写「万」的数额、没有测试的界线。
/// 在一行之上写「-- lint: allow L0101 reason "理由"」，就不再提示这一行。有提示的，退出码为 1。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::LINT, override_usage = "fadu lint [--json] [PATH…]")]
pub(crate) struct Lint {
    /// Print as JSON 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Packs, or folders that hold packs 规则包或其上级目录
    #[arg(value_name = "PATH", default_value = "rules")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Run the tests that packs bring along 运行规则包自带的测试
///
/// Shows the counts of each pack; of a failed test also what was expected and what came out.
/// With --coverage also which parts of the rules no test reaches: tiers, rows, branches,
/// grounds, both sides of conditions, and the values on, just under and just over every
/// threshold. A test counts for what decided the answers that it expects.
///
/// 列出每个规则包通过与未通过的项数；未通过的，说明期望与实际。写 --coverage 时，还列出没有
/// 测试到的阶次、表格行、分支、受理结论，条件的正反两面，以及每条界线的恰为、略低、略高三个值。
/// 一项测试，只对决定其预期结果的规则算数。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::TEST,
    override_usage = "fadu test [--coverage] [--html FILE] [--suggest] [--junit FILE] [PATH…]"
)]
pub(crate) struct Test {
    /// Show which parts of the rules no test reaches 列出没有测试到的规则
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Exit 1 where a pack's tests reach less than that share 覆盖率低于此数时退出码为 1
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) at_least: Option<u8>,
    /// Write the coverage as a page for a browser 把覆盖情况写成网页
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Print cases for the thresholds that no test stands on, to be confirmed by a person
    /// 输出界线上缺少的用例，由人核对
    #[arg(long, conflicts_with_all = ["json", "coverage"])]
    pub(crate) suggest: bool,
    /// Write the results as JUnit XML, for build servers 把测试结果写成 JUnit XML
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Print results and coverage as JSON 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Packs, or folders that hold packs 规则包或其上级目录
    #[arg(value_name = "PATH", default_value = "rules")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Look for gaps, overlaps and dead rows, each with a case 查找空缺、重叠和用不到的行
///
/// Asks of every benchmark, table, scope, review and scorecard whether some case is left out
/// or decided twice, and whether every row can come up. Each finding has a case that shows it
/// and a test to paste, which fails until the rules are mended. A line `-- prove: allow V0101
/// reason "…"` above a line explains a finding. What could not be settled is counted. Exit
/// code 1 if there is a mistake that is not explained.
///
/// 对每个裁量基准、决策表、受理范围、审核、评分卡，查找没有规定的情形、同时成立的行和用不到的
/// 行。每一处都附一个案件和可以粘贴的测试，规则改好之前测试不通过。在一行之上写「-- prove:
/// allow V0101 reason "理由"」，说明这一处为什么保留。未能判定的也计数。有没有说明的错误时，
/// 退出码为 1。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::PROVE, override_usage = "fadu prove PATH… [--json]")]
pub(crate) struct Prove {
    /// Packs, or folders that hold packs 规则包或其上级目录
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print the findings as JSON 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Change rules one by one and see who objects 改动规则，看测试能否发现
///
/// Amounts, bounds, conditions, rows, tiers, periods and effects are changed, one at a time;
/// each change should be noticed by check, a test of the pack, prove, lint, or a test of a pack
/// that uses it, asked in this order. Lists the changes that nobody noticed, each with the test that
/// would, and a case that is decided otherwise. A change that is shown to leave every decision
/// as it is counts for neither side. A line `-- mutants: allow KIND reason "…"` above a line
/// accepts changes of that kind there, `allow KIND OLD reason "…"` or `allow KIND OLD -> NEW
/// reason "…"` only these; one that no change needs is told. Of a pack with more than --sample
/// changes so many are chosen by --seed.
///
/// 逐一改动数额、界线、条件、各行、阶次、期限、情节的效力，每次只改一处，依次看检查、规则包自己
/// 的测试、证明、建议和引用它的规则包的测试能否发现。没有发现的逐条列出，提示缺哪一种测试，并举出
/// 结论不同的案件。经证明不改变任何结论的，不计入。在一行之上写「-- mutants: allow 种类 reason
/// "理由"」，表示这一行的这种改动可以接受；种类之后写明「原文」或者「原文 -> 新文」的，只接受该项
/// 改动；没有用处的会指出。改动超过 --sample 项的，按 --seed 抽取。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::MUTANTS,
    override_usage = "fadu mutants [--seed N] [--sample K|--all] [--at-least PERCENT] [--json] [PATH…]"
)]
pub(crate) struct Mutants {
    /// Which changes are chosen 抽取用的数
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many changes of each pack 每个规则包抽取多少项
    #[arg(long, value_name = "K", default_value_t = 300)]
    pub(crate) sample: usize,
    /// Every change 不抽取，全部改动
    #[arg(long, conflicts_with = "sample")]
    pub(crate) all: bool,
    /// Exit 1 where less than that share of a pack's changes is noticed 低于此数时退出码为 1
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) at_least: Option<u8>,
    /// Print as JSON 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Packs, or folders that hold packs 规则包或其上级目录
    #[arg(value_name = "PATH", default_value = "rules")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Say which decisions a change of rules changes 比较规则的两个版本
///
/// For each rule the cases that are decided otherwise, by their facts, the weightiest first:
/// what it was and is, the article, an example tried in both versions, the lines that differ.
/// Rules that only read otherwise are said to decide the same; what was not shown is said to
/// be open. --cases counts real cases: a JSON object on each line, or CSV with the facts'
/// names in its first line. Exit code 1 if a decision changes or may, 2 if the rules have
/// mistakes.
///
/// 逐项规则列出结论有变化的案件，以事实的条件表述，影响大的在前：原来和现在的结论、依据、两个版本
/// 都试过的例子、改动的文字。只是写法不同的，说明结论相同；没有全部比较的，也如实说明。--cases 用
/// 真实案件统计：每行一个 JSON 对象，或者首行为事实名称的 CSV。结论有变化或者可能有变化的，退出码
/// 为 1；规则有误的，为 2。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::DIFF,
    override_usage = "fadu diff OLD NEW [--pack ID] [--cases FILE] [--markdown|--json]"
)]
pub(crate) struct Diff {
    /// The rules as they are: a pack, or a folder that holds it 原来的规则
    pub(crate) old: PathBuf,
    /// The rules as they are to be 修改后的规则
    pub(crate) new: PathBuf,
    /// Which pack, where a folder holds several 规则包
    #[arg(long, value_name = "ID")]
    pub(crate) pack: Option<String>,
    /// Cases to decide by both versions, JSON lines or CSV 用于核对的案件
    #[arg(long, value_name = "FILE")]
    pub(crate) cases: Option<PathBuf>,
    /// The date of the cases that have no `as_of` of their own 案件的截至日期
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM]", value_parser = as_of)]
    pub(crate) as_of: Option<fadu::AsOf>,
    /// Print the note as Markdown 输出 Markdown
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    /// Print as JSON 输出 JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// List the facts a pack asks for 列出规则包需要的事实
///
/// The first column is the key to use in the JSON of `fadu eval --facts`.
///
/// 第一列就是事实 JSON 里的键。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::FACTS, override_usage = "fadu facts PACK")]
pub(crate) struct Facts {
    /// The pack: its folder or its pack.fadu 规则包
    pub(crate) pack: PathBuf,
}

/// Show rules with their versions and exceptions 列出规则的版本和例外
///
/// Each rule stands with its periods, and below it the exceptions to it, each with its
/// condition, its result and its basis; exceptions to an exception stand below that.
///
/// 每条规则列出各个版本的施行期间，其下列出对它的例外：条件、结果和依据；例外的例外列在例外之下。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::TREE, override_usage = "fadu tree PACK")]
pub(crate) struct Tree {
    /// The pack: its folder or its pack.fadu 规则包
    pub(crate) pack: PathBuf,
}

/// Lay rule files out 排版，转换关键字的语言
///
/// Puts lines, spaces and punctuation in one form and keeps every comment. With --lang the
/// keywords become Chinese or English too. Files with mistakes are left alone. `-` reads
/// standard input and writes standard output.
///
/// 统一换行、缩进、空格和标点，注释都保留；给出 --lang 时，关键字也统一为中文或英文。
/// 有错误的文件不动。`-` 表示读标准输入、写标准输出。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::FMT,
    override_usage = "fadu fmt [--check] [--lang zh|en] PATH|-…"
)]
pub(crate) struct Fmt {
    /// Change nothing; show what would change and exit 1 只检查，不改文件
    #[arg(long)]
    pub(crate) check: bool,
    /// Rule files or folders 规则文件或目录
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Compare a receipt with a fresh evaluation 核验回执
///
/// Evaluates the same case again, on the receipt's own date, and says whether pack, facts
/// and answer are the same. Exit code 1 if any part differs, and each is named.
///
/// 按回执上的日期重新评估，逐项说明规则包、事实、结论是否一致；有不同的，退出码为 1。
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment, after_long_help = help::VERIFY,
    override_usage = "fadu verify PACK --facts FILE|- --receipt FILE"
)]
pub(crate) struct Verify {
    /// The pack: its folder or its pack.fadu 规则包
    pub(crate) pack: PathBuf,
    /// JSON file with the facts, `-` for standard input 案件事实
    #[arg(long, value_name = "FILE|-")]
    pub(crate) facts: PathBuf,
    /// The receipt, or a whole evaluation that holds it 回执
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt: PathBuf,
}

/// Show the web page, on this machine only 在本机打开网页
///
/// Serves a built page on 127.0.0.1 until Ctrl-C. Nobody else on the network can reach it.
///
/// 他人无法通过网络访问；按 Ctrl-C 结束。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = help::SERVE, override_usage = "fadu serve [--www DIR] [--port PORT]")]
pub(crate) struct Serve {
    /// The folder of the built page 网页目录
    #[arg(long, value_name = "DIR", default_value = "www/dist")]
    pub(crate) www: PathBuf,
    /// The port; without it, the first free one from 8787 on 端口
    #[arg(long)]
    pub(crate) port: Option<u16>,
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        _ => Err("zh 或 en (zh or en)".to_owned()),
    }
}

fn as_of(text: &str) -> Result<fadu::AsOf, String> {
    fadu::AsOf::parse(text).ok_or_else(|| {
        "没有这一天，写法如 2025-06-30 (not a date like 2025-06-30)".to_owned()
    })
}
