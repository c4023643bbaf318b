//! The keywords, each in English and in Chinese. In: nothing, it is a table. Out: the pairs,
//! and the text of `grammar/keywords.pest`, which is generated from it. Never: a keyword
//! that exists in one language only.

pub use super::spacing::{ours_for, split_known, split_suggestion};

use crate::diagnostic::Language;
use alloc::string::String;
use alloc::vec::Vec;

/// One keyword in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Keyword {
    /// Its name in the grammar, without `kw_`.
    pub id: &'static str,
    /// The English forms, parted by `|`; the first is the one written by the formatter.
    en: &'static str,
    /// The Chinese forms, parted by `|`.
    zh: &'static str,
    /// Where it stands.
    pub role: Role,
    flags: u8,
}

/// Where a keyword stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It opens a statement.
    Statement,
    /// It opens a clause.
    Clause,
    /// It stands between or before values.
    Operator,
    /// It stands where a word of a closed list is expected: a type, a kind, an effect.
    Word,
}

/// Never a name.
const HARD: u8 = 1;
/// Its Chinese form may be followed by a digit without a space: 不足5万元.
const TOUCHES: u8 = 2;
/// Its Chinese form may follow an amount or a date without a space: 5万元以上.
const FOLLOWS: u8 = 4;
/// The English form stands before the value, the Chinese one after it.
const AROUND: u8 = 8;
/// Known, so that nobody is told it is a mistake, but not available yet.
const LATER: u8 = 16;

impl Keyword {
    /// Returns the form that is written in `language`; empty for the closing half of a
    /// Chinese pair (起, 止), which English does without.
    pub fn form(&self, language: Language) -> &'static str {
        self.forms(language).next().unwrap_or("")
    }

    /// Returns every form that is read in `language`, the canonical one first.
    pub fn forms(&self, language: Language) -> impl Iterator<Item = &'static str> {
        let all = match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        };
        all.split('|').filter(|form| !form.is_empty())
    }

    /// Returns whether it can never be a name.
    pub const fn is_hard(&self) -> bool {
        self.flags & HARD != 0
    }

    /// Returns whether it belongs to the language but cannot be used yet.
    pub const fn is_later(&self) -> bool {
        self.flags & LATER != 0
    }

    /// Returns whether its Chinese form may stand before a digit without a space: 不足5万元.
    pub const fn touches_digits(&self) -> bool {
        self.flags & TOUCHES != 0
    }

    /// Returns whether its Chinese form may stand right behind an amount: 5万元以上.
    pub const fn follows_amounts(&self) -> bool {
        self.flags & FOLLOWS != 0
    }

    const fn around(&self) -> bool {
        self.flags & AROUND != 0
    }
}

const fn kw(
    id: &'static str,
    en: &'static str,
    zh: &'static str,
    role: Role,
    flags: u8,
) -> Keyword {
    Keyword { id, en, zh, role, flags }
}

const STATEMENT: Role = Role::Statement;
const CLAUSE: Role = Role::Clause;
const OPERATOR: Role = Role::Operator;
const WORD: Role = Role::Word;

/// Every keyword.
pub const KEYWORDS: &[Keyword] = &[
    // At the top of a file.
    kw("pack", "pack", "规则包", STATEMENT, 0),
    kw("source", "source", "依据文件", STATEMENT, 0),
    kw("fact", "fact", "事实", STATEMENT, 0),
    kw("define", "define", "定义", STATEMENT, 0),
    kw("circumstance", "circumstance", "情节", STATEMENT, 0),
    kw("benchmark", "benchmark", "裁量基准", STATEMENT, 0),
    kw("review", "review", "审核", STATEMENT, 0),
    kw("scope", "scope", "受理范围", STATEMENT, 0),
    kw("deadline", "deadline", "期限", STATEMENT, 0),
    kw("test", "test", "测试", STATEMENT, 0),
    kw("parameter", "parameter", "参数", STATEMENT, 0),
    kw("profile", "profile", "方案", STATEMENT, 0),
    kw("exception", "exception", "例外", STATEMENT, 0),
    kw("table", "table", "决策表", STATEMENT, 0),
    kw("scorecard", "scorecard", "考核", STATEMENT, 0),
    kw("document", "document", "文书", STATEMENT, 0),
    // In a benchmark.
    kw("penalty", "penalty", "处罚", STATEMENT, 0),
    kw("impose", "impose", "处以", STATEMENT, 0),
    kw("tier", "tier", "阶次", STATEMENT, 0),
    kw("conflict", "conflict", "并存", STATEMENT, 0),
    kw("proposed", "proposed", "拟处", STATEMENT, 0),
    kw("deviation", "deviation", "偏离", STATEMENT, 0),
    kw("weights", "weights", "权重", STATEMENT, 0),
    kw("start", "start", "起点", STATEMENT, 0),
    kw("factor", "factor", "因素", STATEMENT, 0),
    kw("overlap", "overlap", "竞合", STATEMENT, 0),
    kw("compute", "compute", "计算", STATEMENT, 0),
    // In a review.
    kw("layer", "layer", "层级", STATEMENT, 0),
    kw("criterion", "criterion", "标准", STATEMENT, 0),
    kw("item", "item", "项目", STATEMENT, 0),
    kw("ask", "ask", "问", STATEMENT, 0),
    kw("on_fail", "on fail", "不合格", STATEMENT, 0),
    kw("opinion", "opinion", "意见", STATEMENT, 0),
    kw("material", "material", "材料", STATEMENT, LATER),
    kw("again", "again", "再审", STATEMENT, LATER),
    // In a deadline.
    kw("suspension", "suspension", "中止", STATEMENT, 0),
    // In a scope.
    kw("accept", "accept", "受理", STATEMENT, 0),
    kw("reject", "reject", "不予受理", STATEMENT, 0),
    kw("redirect", "redirect", "转送", STATEMENT, 0),
    kw("supplement", "supplement", "补正", STATEMENT, 0),
    kw("no_longer_accept", "no longer accept", "不再受理", STATEMENT, LATER),
    kw("deem", "deem", "视为", STATEMENT, 0),
    // In a scorecard, a document, a table.
    kw("indicator", "indicator", "指标", STATEMENT, 0),
    kw("band", "band", "等次", STATEMENT, 0),
    kw("overall", "overall", "总评", STATEMENT, 0),
    kw("title", "title", "标题", STATEMENT, 0),
    kw("paragraph", "paragraph", "段落", STATEMENT, 0),
    kw("signature", "signature", "落款", STATEMENT, 0),
    kw("columns", "columns", "列", STATEMENT, 0),
    kw("override", "override", "优先", STATEMENT, 0),
    // In a test.
    kw("given", "given", "给定", STATEMENT, 0),
    kw("vary", "vary", "取值", STATEMENT, 0),
    kw("expect", "expect", "预期", STATEMENT, 0),
    kw("missing", "missing", "缺", WORD, 0),
    kw("cases_from", "cases from", "用例 取自", WORD, 0),
    // Clauses.
    kw("when", "when", "当", CLAUSE, HARD),
    kw("then", "then|=>|⇒|→", "则|=》", CLAUSE, HARD),
    kw("otherwise", "otherwise", "否则", CLAUSE, HARD),
    kw("basis", "basis", "依据", CLAUSE, HARD),
    kw("effective", "effective", "施行", CLAUSE, HARD),
    kw("since", "from", "自", CLAUSE, HARD | TOUCHES),
    kw("since_close", "", "起", OPERATOR, HARD | FOLLOWS),
    kw("until_close", "", "止", OPERATOR, HARD | FOLLOWS),
    kw("within", "within", "内|以内", CLAUSE, HARD | AROUND | FOLLOWS),
    kw("question", "question", "提问", CLAUSE, HARD),
    kw("unit", "unit", "单位", CLAUSE, 0),
    kw("format", "format", "格式", CLAUSE, 0),
    kw("group", "group", "分组", CLAUSE, 0),
    kw("default", "default", "缺省", CLAUSE, HARD),
    kw("document_number", "number", "文号", CLAUSE, 0),
    kw("issuer", "issuer", "制定机关", CLAUSE, 0),
    kw("issued", "issued", "公布", CLAUSE, 0),
    kw("repealed", "repealed", "废止", CLAUSE, 0),
    kw("checked_until", "checked until", "核对至", CLAUSE, TOUCHES),
    kw("unverified", "unverified", "待核实", CLAUSE, 0),
    kw("bounds", "bounds", "数界", CLAUSE, 0),
    kw("jurisdiction", "jurisdiction", "地域", CLAUSE, 0),
    kw("use", "use", "引用", CLAUSE, 0),
    kw("applies", "applies", "适用", CLAUSE, 0),
    kw("as", "as", "作为", CLAUSE, HARD),
    kw("calendar", "calendar", "日历", CLAUSE, 0),
    kw("with", "with", "采用", CLAUSE, 0),
    kw("advise", "advise", "建议", CLAUSE, HARD),
    kw("requires", "requires", "须经", CLAUSE, 0),
    kw("send_to", "send to", "送交", CLAUSE, HARD),
    kw("document_for", "for", "用于", WORD, 0),
    kw("for_party", "for party", "用于 当事人", CLAUSE, 0),
    kw("for_agency", "for agency", "用于 机关", CLAUSE, 0),
    kw("roll", "roll", "顺延", CLAUSE, 0),
    kw("no_roll", "no roll", "不顺延", CLAUSE, 0),
    kw("month_end_clamp", "month end clamp", "月末 取末日", CLAUSE, 0),
    kw("month_end_next", "month end next", "月末 取次日", CLAUSE, 0),
    kw("met_on", "met on", "办结 于", CLAUSE, 0),
    kw("count_as_workdays", "count as workdays", "按工作日计", CLAUSE, TOUCHES),
    kw("as_of", "as of", "截至", CLAUSE, TOUCHES),
    kw("unconfirmed", "unconfirmed", "待确认", CLAUSE, 0),
    kw("extend", "extend", "延长", CLAUSE, HARD | LATER),
    kw("approved_by", "approved by", "经批准", CLAUSE, HARD | LATER),
    kw("weight", "weight", "分值", CLAUSE, 0),
    kw("hit", "hit", "命中", CLAUSE, 0),
    kw("dated_by", "dated by", "时点", CLAUSE, HARD),
    kw("lenient", "lenient", "从旧兼从轻", CLAUSE, HARD),
    kw("for_each_of", "for each of", "逐一", CLAUSE, HARD),
    kw("against", "against", "对", CLAUSE, HARD),
    // Modality, effects, results.
    kw("must", "must", "应当", WORD, HARD),
    kw("may", "may", "可以", WORD, HARD),
    kw("lighten", "lighten", "从轻", WORD, 0),
    kw("mitigate", "mitigate", "减轻", WORD, 0),
    kw("exempt", "exempt", "不予处罚", WORD, 0),
    kw("aggravate", "aggravate", "从重", WORD, 0),
    kw("no_penalty", "no penalty", "不予处罚", WORD, 0),
    kw("below_statute", "below statute", "低于法定", WORD, HARD),
    kw("needs_judgement", "needs judgement", "人工裁量", WORD, HARD),
    kw("not_holds", "not holds", "不成立", WORD, HARD),
    kw("maximum", "maximum", "顶格", WORD, 0),
    kw("minimum", "minimum", "底格", WORD, 0),
    kw("and_sides", "and", "与|和", WORD, HARD),
    kw("plus", "plus", "并处", WORD, HARD),
    kw("may_plus", "may plus", "可以并处|可以 并处", WORD, HARD),
    kw("by_span", "by span", "按幅度", WORD, HARD),
    kw("by_maximum", "by maximum", "按上限", WORD, HARD),
    kw("by_minimum", "by minimum", "按下限", WORD, HARD),
    kw("raise", "raise", "升档", WORD, TOUCHES),
    kw("lower", "lower", "降档", WORD, TOUCHES),
    kw("tier_top", "tier top", "档内从高", WORD, 0),
    kw("tier_bottom", "tier bottom", "档内从低", WORD, 0),
    kw("reduce", "reduce", "减幅", WORD, TOUCHES),
    kw("take", "take", "取", WORD, 0),
    kw("heaviest", "heaviest", "最重", WORD, 0),
    kw("lightest", "lightest", "最轻", WORD, 0),
    kw("worst", "worst", "最差", WORD, 0),
    kw("weighted", "weighted", "加权", WORD, 0),
    // Hit policies of a table.
    kw("first", "first", "首个", WORD, 0),
    kw("unique", "unique", "唯一", WORD, 0),
    kw("priority", "priority", "优先级", WORD, 0),
    kw("collect", "collect", "全取", WORD, 0),
    kw("gather_sum", "sum", "合计", WORD, 0),
    kw("gather_highest", "highest", "最高", WORD, 0),
    kw("gather_lowest", "lowest", "最低", WORD, 0),
    kw("gather_count", "count", "计数", WORD, 0),
    // Kinds of penalty.
    kw("warning", "warning", "警告", WORD, 0),
    kw("criticism", "criticism", "通报批评", WORD, 0),
    kw("fine", "fine", "罚款", WORD, 0),
    kw("confiscate", "confiscate", "没收", WORD, 0),
    kw("suspend_licence", "suspend licence|suspend license", "暂扣许可", WORD, 0),
    kw("downgrade", "downgrade", "降低资质", WORD, 0),
    kw("revoke_licence", "revoke licence|revoke license", "吊销许可", WORD, 0),
    kw("restrict_business", "restrict business", "限制经营", WORD, 0),
    kw("stop_business", "stop business", "停产停业", WORD, 0),
    kw("close_down", "close down", "责令关闭", WORD, 0),
    kw("bar_from_trade", "bar from trade", "限制从业", WORD, 0),
    kw("detain", "detain", "拘留", WORD, 0),
    kw("order_correction", "order correction", "责令改正", WORD, 0),
    kw("less", "less", "扣除", OPERATOR, HARD),
    // Operators.
    kw("unless", "unless", "除非", OPERATOR, HARD),
    kw("or", "or", "或|或者", OPERATOR, HARD),
    kw("and", "and", "且|并且", OPERATOR, HARD),
    kw("not", "not", "非", OPERATOR, HARD),
    kw("is_known", "is known", "已知", OPERATOR, HARD),
    kw("is_unknown", "is unknown", "未知", OPERATOR, HARD),
    kw("is_not_applicable", "is not applicable", "为 不适用|是 不适用", OPERATOR, HARD),
    kw("is_not", "is not", "不为", OPERATOR, HARD | TOUCHES),
    kw("is", "is", "为|是", OPERATOR, HARD | TOUCHES),
    kw("not_in", "not in|is not in", "不属于", OPERATOR, HARD),
    kw("in", "in|is in", "属于", OPERATOR, HARD),
    kw("contains", "contains", "包含", OPERATOR, HARD),
    kw("before", "before", "早于", OPERATOR, HARD | TOUCHES),
    kw("after", "after", "晚于", OPERATOR, HARD | TOUCHES),
    kw("passes", "passes", "合格", OPERATOR, HARD),
    kw("fails", "fails", "不合格", OPERATOR, HARD),
    kw("holds", "holds", "成立", OPERATOR, HARD),
    kw("any_of", "any of", "任一", OPERATOR, HARD),
    kw("all_of", "all of", "全部", OPERATOR, HARD),
    kw("none_of", "none of", "无一", OPERATOR, HARD),
    kw("count_of", "count of", "计数", OPERATOR, HARD),
    kw("sum_of", "sum of", "合计", OPERATOR, HARD),
    kw("highest_of", "highest of", "最高", OPERATOR, HARD),
    kw("lowest_of", "lowest of", "最低", OPERATOR, HARD),
    kw("across", "across", "取自", OPERATOR, HARD),
    kw("where", "where", "满足", OPERATOR, HARD),
    kw("of", "of", "项", OPERATOR, HARD),
    kw("case", "case", "按", OPERATOR, HARD),
    kw("at", "at", "的", OPERATOR, HARD | TOUCHES),
    kw("capped_at", "capped at", "封顶", OPERATOR, HARD | TOUCHES),
    kw("not_below", "not below", "保底", OPERATOR, HARD | TOUCHES),
    kw("rounded_to", "rounded to", "取整到", OPERATOR, HARD | TOUCHES),
    kw("half_up", "half up", "四舍五入", WORD, 0),
    kw("half_even", "half even", "银行家舍入", WORD, 0),
    kw("round_up", "up", "进一", WORD, 0),
    kw("round_down", "down", "去尾", WORD, 0),
    kw("ceiling", "ceiling", "向上", WORD, 0),
    kw("floor", "floor", "向下", WORD, 0),
    kw("away", "away", "远零", WORD, 0),
    kw("hours_from", "hours from", "小时数 自", OPERATOR, HARD | TOUCHES),
    kw("workdays_from", "workdays from", "工作日数 自", OPERATOR, HARD | TOUCHES),
    kw("days_from", "days from", "天数 自", OPERATOR, HARD | TOUCHES),
    kw("months_from", "months from", "月数 自", OPERATOR, HARD | TOUCHES),
    kw("years_from", "years from", "周年 自", OPERATOR, HARD | TOUCHES),
    // Bounds.
    kw("bound_from", "from", "以上", OPERATOR, HARD | AROUND | FOLLOWS),
    kw("up_to", "up to", "以下|以内", OPERATOR, HARD | AROUND | FOLLOWS),
    kw("to", "to", "至", OPERATOR, HARD | TOUCHES | FOLLOWS),
    kw("at_least", "at least", "至少", OPERATOR, HARD | TOUCHES | FOLLOWS),
    kw("at_most", "at most", "至多|不超过", OPERATOR, HARD | TOUCHES | FOLLOWS),
    kw("over", "over", "超过|高于", OPERATOR, HARD | TOUCHES | FOLLOWS),
    kw("under", "under", "不足|不满|低于", OPERATOR, HARD | TOUCHES | FOLLOWS),
    kw("incl", "incl", "含", WORD, 0),
    kw("excl", "excl", "不含", WORD, 0),
    kw("all", "all", "全部", WORD, 0),
    kw("rule_from", "from", "以上", WORD, 0),
    kw("rule_up_to", "up to", "以下", WORD, 0),
    kw("included", "included", "含", WORD, 0),
    kw("excluded", "excluded", "不含", WORD, 0),
    // Values.
    kw("true", "true", "是", OPERATOR, HARD),
    kw("false", "false", "否", OPERATOR, HARD),
    kw("pass", "pass", "合格", WORD, 0),
    kw("fail", "fail", "不合格", WORD, 0),
    kw("cannot_tell", "cannot tell", "无法判断", WORD, 0),
    kw("not_applicable", "not applicable", "不适用", OPERATOR, HARD),
    kw("any", "any", "不限", OPERATOR, HARD),
    kw("as_of_date", "as_of", "截至日", OPERATOR, HARD),
    // Types.
    kw("bool", "bool", "是非", WORD, 0),
    kw("integer", "integer", "整数", WORD, 0),
    kw("number", "number", "数值", WORD, 0),
    kw("money", "money", "金额", WORD, 0),
    kw("percent", "percent", "百分比", WORD, 0),
    kw("date", "date", "日期", WORD, 0),
    kw("moment", "moment", "时刻", WORD, 0),
    kw("text", "text", "文本", WORD, 0),
    kw("judgement", "judgement|judgment", "人工判断", WORD, 0),
    kw("one_of", "one of", "单选", WORD, 0),
    kw("choices", "any of", "多选", WORD, 0),
    kw("period", "period", "期间", WORD, 0),
    kw("list_of", "list of", "列表", WORD, 0),
    kw("range_of", "range of", "区间", WORD, 0),
    // Formats of texts.
    kw("credit_code", "credit code|uscc", "统一社会信用代码|社会信用代码", WORD, 0),
    kw("id_number", "id number", "公民身份号码|身份证号码|身份证号", WORD, 0),
    kw("phone", "phone", "电话号码|电话", WORD, 0),
    kw("case_number", "case number", "文书号|案号", WORD, 0),
    // Kinds of source.
    kw("local_regulation", "local regulation", "地方性法规", WORD, 0),
    kw("law", "law", "法律", WORD, 0),
    kw("regulation", "regulation", "行政法规", WORD, 0),
    kw("rule", "rule", "规章", WORD, 0),
    kw("guidance", "guidance", "规范性文件", WORD, 0),
];

/// Stands where a statement has no keyword of its own.
pub(super) const UNNAMED: Keyword = kw("", "", "", STATEMENT, 0);

/// Returns the keyword of that grammar name.
pub fn by_id(id: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.id == id)
}

/// Returns every keyword that reads `word` (single blanks between its parts) in either
/// language; a few Chinese words serve two.
pub fn reading(word: &str) -> impl Iterator<Item = &'static Keyword> {
    KEYWORDS.iter().filter(move |keyword| {
        keyword
            .forms(Language::En)
            .chain(keyword.forms(Language::Zh))
            .any(|form| form == word)
    })
}

/// Returns whether `word` is a keyword that can never be a name.
pub fn is_reserved(word: &str) -> bool {
    reading(word).any(Keyword::is_hard)
}

/// Returns the text of `grammar/keywords.pest`.
pub fn grammar_text() -> String {
    let mut out = String::from(HEADER);
    for keyword in KEYWORDS {
        let en: Vec<String> =
            keyword.forms(Language::En).map(|form| english(form, keyword)).collect();
        let zh: Vec<String> =
            keyword.forms(Language::Zh).map(|form| chinese(form, keyword)).collect();
        if keyword.around() {
            rule(&mut out, keyword.id, "", &en);
            rule(&mut out, keyword.id, "_suffix", &zh);
        } else {
            let both: Vec<String> = en.into_iter().chain(zh).collect();
            rule(&mut out, keyword.id, "", &both);
        }
    }
    group(&mut out, "hard_keyword", "Words that are never names.", Keyword::is_hard);
    group(&mut out, "clause_keyword", "Words that open a clause.", |keyword| {
        keyword.role == Role::Clause
    });
    group(&mut out, "later_keyword", "Clauses that are not available yet.", |keyword| {
        keyword.role == Role::Clause && keyword.is_later()
    });
    plain(
        &mut out,
        "following_word",
        "Words that may follow an amount without a space.",
        |keyword| keyword.follows_amounts(),
    );
    plain(
        &mut out,
        "touching_word",
        "Those of them that a digit may follow.",
        |keyword| keyword.follows_amounts() && keyword.touches_digits(),
    );
    out
}

const HEADER: &str = "//! The notation of Fadu: every keyword, English | Chinese.

// Generated from src/syntax/keywords.rs; after a change there: cargo run --example bless-grammar
";

fn rule(out: &mut String, id: &str, suffix: &str, forms: &[String]) {
    out.push_str("kw_");
    out.push_str(id);
    out.push_str(suffix);
    out.push_str(" = @{ ");
    out.push_str(&forms.join(" | "));
    out.push_str(" }\n");
}

/// Writes one rule of many words, English and Chinese apart, so that half of the words are
/// never tried. A PEG takes the first word that fits, hence the longest come first.
fn group(
    out: &mut String,
    name: &str,
    comment: &str,
    belongs: impl Fn(&Keyword) -> bool,
) {
    let mut en: Vec<(&str, String)> = Vec::new();
    let mut zh: Vec<(&str, String)> = Vec::new();
    for keyword in KEYWORDS.iter().filter(|keyword| belongs(keyword)) {
        for form in keyword.forms(Language::En) {
            en.push((form, english(form, keyword)));
        }
        for form in keyword.forms(Language::Zh) {
            zh.push((form, chinese(form, keyword)));
        }
    }
    out.push_str("\n// ");
    out.push_str(comment);
    out.push('\n');
    out.push_str(name);
    out.push_str(" = @{\n");
    for (lead, words) in [("    &ASCII ~ (", &mut en), ("  | !ASCII ~ (", &mut zh)] {
        words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
        words.dedup();
        out.push_str(lead);
        out.push_str(&by_first_character(words));
        out.push_str(")\n");
    }
    out.push_str("}\n");
}

/// How many first characters are told apart one by one.
const IN_A_RANGE: usize = 8;

/// The words as alternatives. Each is tried only where its first character stands, and those are
/// looked for range by range: a name is tried against all words, and names are most of a file.
fn by_first_character(words: &[(&str, String)]) -> String {
    let mut firsts: Vec<char> =
        words.iter().filter_map(|(form, _)| form.chars().next()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let ranges: Vec<String> = firsts
        .chunks(IN_A_RANGE)
        .filter_map(|range| {
            let (least, most) = (range.first()?, range.last()?);
            let groups: Vec<String> =
                range.iter().map(|first| beginning_with(*first, words)).collect();
            let groups = groups.join("\n        | ");
            Some(alloc::format!("&'{least}'..'{most}' ~ ({groups})"))
        })
        .collect();
    ranges.join("\n      | ")
}

/// The words of one first character.
fn beginning_with(first: char, words: &[(&str, String)]) -> String {
    let texts: Vec<&str> = words
        .iter()
        .filter(|(form, _)| form.starts_with(first))
        .map(|(_, text)| text.as_str())
        .collect();
    match texts.as_slice() {
        [one] => String::from(*one),
        all => alloc::format!("&\"{first}\" ~ ({})", all.join(" | ")),
    }
}

fn plain(
    out: &mut String,
    name: &str,
    comment: &str,
    belongs: impl Fn(&Keyword) -> bool,
) {
    let words: Vec<String> = KEYWORDS
        .iter()
        .filter(|keyword| belongs(keyword))
        .flat_map(|keyword| keyword.forms(Language::Zh))
        .map(quoted)
        .collect();
    out.push_str("\n// ");
    out.push_str(comment);
    out.push('\n');
    out.push_str(name);
    out.push_str(" = _{ ");
    out.push_str(&words.join(" | "));
    out.push_str(" }\n");
}

fn quoted(word: &str) -> String {
    let mut out = String::from("\"");
    out.push_str(word);
    out.push('"');
    out
}

fn words(form: &str, blanks: &str) -> String {
    let parts: Vec<String> = form.split(' ').map(quoted).collect();
    parts.join(blanks)
}

fn english(form: &str, keyword: &Keyword) -> String {
    let mut out = words(form, " ~ blank+ ~ ");
    if !form.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return out;
    }
    out.push_str(" ~ !XID_CONTINUE");
    // `not` must leave `not in` and `not below` alone: a PEG would never look back.
    if keyword.is_hard() {
        for longer in KEYWORDS.iter().filter(|other| other.is_hard()) {
            for other in longer.forms(Language::En) {
                let rest =
                    other.strip_prefix(form).and_then(|rest| rest.strip_prefix(' '));
                if let Some(rest) = rest {
                    out.push_str(" ~ !(blank+ ~ ");
                    out.push_str(&words(rest, " ~ blank+ ~ "));
                    out.push_str(" ~ !XID_CONTINUE)");
                }
            }
        }
    }
    out
}

fn chinese(form: &str, keyword: &Keyword) -> String {
    let mut out = words(form, " ~ blank* ~ ");
    if keyword.touches_digits() || keyword.follows_amounts() {
        out.push_str(" ~ touch_end");
    } else if form.ends_with('》') {
        return out;
    } else {
        out.push_str(" ~ !XID_CONTINUE");
    }
    out
}
