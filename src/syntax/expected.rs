//! What would have fitted, in a lawyer's words. In: the rules that pest tried. Out: a list in
//! zh and en. Never: a rule's name, or more than a handful of things.

use super::keywords;
use super::lower::grammar::Rule;
use crate::diagnostic::{Language, Message};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What may be expected, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Name,
    PackId,
    Version,
    Kind,
    SourceKind,
    PenaltyKind,
    Effect,
    Modality,
    Date,
    Period,
    Citation,
    Place,
    Text,
    Condition,
    ValueOrCondition,
    Value,
    Colon,
    Bar,
    Equals,
    Block,
    Close,
    Keyword(&'static str),
    Operator,
    Clause,
    End,
}

/// Says what was expected after a word; nothing if the rules tell nothing.
pub(super) fn expected(rules: &[Rule], after: Option<&str>) -> Option<Message> {
    let mut things: BTreeSet<Thing> =
        rules.iter().filter_map(|rule| thing(*rule)).collect();
    // A statement that could end here could nearly always go on in many ways as well.
    let open = things.contains(&Thing::Clause) || things.contains(&Thing::End);
    if open {
        things.retain(|thing| {
            matches!(
                thing,
                Thing::Clause
                    | Thing::End
                    | Thing::Colon
                    | Thing::Bar
                    | Thing::Equals
                    | Thing::Block
                    | Thing::Operator
                    | Thing::Keyword("then")
            )
        });
    } else if things.len() > 2 {
        things.remove(&Thing::Operator);
    }
    if things.contains(&Thing::Operator) {
        things.remove(&Thing::Equals);
    }
    if things.contains(&Thing::Condition) {
        things.remove(&Thing::Value);
        things.retain(|thing| !matches!(thing, Thing::Keyword(_)));
    }
    if things.is_empty() {
        return None;
    }
    let asks = after.is_some_and(|word| {
        keywords::reading(word).any(|keyword| {
            matches!(keyword.id, "when" | "unless" | "and" | "or" | "not" | "expect")
        })
    });
    if !asks && things.remove(&Thing::Condition) {
        things.insert(Thing::ValueOrCondition);
    }
    let words: Vec<(String, String)> = things.into_iter().take(4).map(words).collect();
    let zh: Vec<String> = words.iter().map(|(zh, _)| zh.clone()).collect();
    let en: Vec<String> = words.into_iter().map(|(_, en)| en).collect();
    Some(Message::new(joined(&zh, "、", "或者"), joined(&en, ", ", " or ")))
}

/// Says what to do about it, by the most telling thing that was expected.
pub(super) fn help(rules: &[Rule], after: Option<&str>) -> (&'static str, &'static str) {
    let things: BTreeSet<Thing> = rules.iter().filter_map(|rule| thing(*rule)).collect();
    let first = things.iter().next().copied();
    if things.contains(&Thing::Keyword("then")) && !things.contains(&Thing::End) {
        return (
            "结果写在「则」后面，如：则 罚款 按幅度 0%至30%",
            "the result stands after `then`: `then fine by span 0% to 30%`",
        );
    }
    match first {
        Some(Thing::Name) => (
            "名称用汉字或者字母，里面没有空格，不能是关键字",
            "a name has letters or Chinese characters, no spaces, and is no keyword",
        ),
        Some(Thing::Kind) => (
            "冒号后面写类型，如：事实 货值 : 金额 至少 0元",
            "the type stands after the colon: `fact value : money at least 0元`",
        ),
        Some(Thing::SourceKind) => (
            "冒号后面写文件种类，如：依据文件 食品安全法 : 法律",
            "the kind stands after the colon: `source FSL : law`",
        ),
        Some(Thing::PenaltyKind) => (
            "冒号后面写处罚种类，如：处罚 罚款 : 罚款 5万元至10万元",
            "the kind stands after the colon: `penalty f : fine 5万元 to 10万元`",
        ),
        Some(Thing::Effect | Thing::Modality) => (
            "情节的后果写作：应当 从轻 或 减轻",
            "the effect of a circumstance reads: `must lighten or mitigate`",
        ),
        Some(Thing::Date) => {
            ("日期写作 2024-01-31 或者 2024年1月31日", "a date is written 2024-01-31")
        }
        Some(Thing::Period) => (
            "期间写作 5个工作日、60日、3个月、2年",
            "a length of time is written 5 workdays, 60 days, 3 months, 2 years",
        ),
        Some(Thing::Citation | Thing::Place) => (
            "依据写作：行政处罚法 第三十三条第一款，或者《行政处罚法》第三十三条第一款",
            "a citation is written `APL 33(1)`",
        ),
        Some(Thing::Text | Thing::Colon) if things.contains(&Thing::Colon) => (
            "冒号把名称、标签和后面的类型分开",
            "a colon parts the name and the label from the type",
        ),
        Some(Thing::Text) => ("文字写在引号里", "a text stands in quotation marks"),
        Some(Thing::Condition | Thing::Value)
            if after.is_some_and(keywords::is_reserved) =>
        {
            (
                "条件如：货值金额 超过5万元，情节严重 成立；是非直接写名称，相反的写「非 …」",
                "a condition reads `value over 5万元` or `grave holds`; a yes or no is named \
                 alone, its opposite is `not …`",
            )
        }
        _ => (
            "词与词之间用空格分开；一行一句，或者用分号分开",
            "words are parted by spaces; one statement a line, or parted by `;`",
        ),
    }
}

/// Returns whether nothing but a name fitted.
pub(super) fn only_a_name(rules: &[Rule]) -> bool {
    let things: BTreeSet<Thing> = rules.iter().filter_map(|rule| thing(*rule)).collect();
    things.contains(&Thing::Name)
        && things.iter().all(|thing| {
            matches!(
                thing,
                Thing::Name | Thing::PackId | Thing::Close | Thing::Keyword("cases_from")
            )
        })
}

fn joined(parts: &[String], comma: &str, or: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., last] => format!("{}{or}{last}", front.join(comma)),
    }
}

fn thing(rule: Rule) -> Option<Thing> {
    let name = format!("{rule:?}");
    if name.ends_with("_clause") || name == "clause_keyword" {
        return Some(Thing::Clause);
    }
    if let Some(id) = name.strip_prefix("kw_") {
        let keyword = keywords::by_id(id.strip_suffix("_suffix").unwrap_or(id))?;
        // These open clauses as well as join values: what stands beside them tells which.
        return if keyword.is_later() || matches!(keyword.id, "unless" | "before") {
            None
        } else {
            Some(match keyword.role {
                keywords::Role::Operator if !matches!(id, "to" | "within") => {
                    Thing::Operator
                }
                keywords::Role::Operator
                | keywords::Role::Statement
                | keywords::Role::Clause
                | keywords::Role::Word => Thing::Keyword(keyword.id),
            })
        };
    }
    Some(match rule {
        Rule::name
        | Rule::output
        | Rule::path
        | Rule::free_name
        | Rule::option
        | Rule::field
        | Rule::record_entry
        | Rule::setting => Thing::Name,
        Rule::pack_id => Thing::PackId,
        Rule::version => Thing::Version,
        Rule::fact_type | Rule::parameter_type => Thing::Kind,
        Rule::source_kind => Thing::SourceKind,
        Rule::penalty_kind => Thing::PenaltyKind,
        Rule::effect => Thing::Effect,
        Rule::modality => Thing::Modality,
        Rule::date | Rule::moment => Thing::Date,
        Rule::period | Rule::within_period => Thing::Period,
        Rule::citation | Rule::cited_source | Rule::title => Thing::Citation,
        Rule::pinpoint | Rule::article_number | Rule::article_words | Rule::section => {
            Thing::Place
        }
        Rule::string | Rule::label | Rule::second_label => Thing::Text,
        Rule::expression
        | Rule::comparison
        | Rule::effect_holds
        | Rule::condition_list
        | Rule::missing => Thing::Condition,
        Rule::arithmetic
        | Rule::paren
        | Rule::set
        | Rule::records
        | Rule::case
        | Rule::number
        | Rule::money
        | Rule::quantity
        | Rule::counted
        | Rule::size
        | Rule::value_or_range
        | Rule::amount
        | Rule::upper
        | Rule::lower
        | Rule::worded_upper
        | Rule::portion
        | Rule::multiples
        | Rule::given_entry
        | Rule::cell
        | Rule::column
        | Rule::subject_test => Thing::Value,
        Rule::colon => Thing::Colon,
        Rule::bar => Thing::Bar,
        Rule::equals | Rule::defined_as | Rule::unit_size | Rule::set_to => Thing::Equals,
        Rule::open_brace
        | Rule::benchmark_body
        | Rule::weights_body
        | Rule::review_body
        | Rule::layer_body
        | Rule::item_body
        | Rule::scope_body
        | Rule::deadline_body
        | Rule::table_body
        | Rule::scorecard_body
        | Rule::profile_body
        | Rule::document_body
        | Rule::test_body
        | Rule::vary_body
        | Rule::options
        | Rule::fields
        | Rule::value_list
        | Rule::case_rows
        | Rule::subject_rows => Thing::Block,
        Rule::close_brace | Rule::close_paren | Rule::close_bracket => Thing::Close,
        Rule::plus
        | Rule::minus
        | Rule::times
        | Rule::divide
        | Rule::not_equal
        | Rule::less_equal
        | Rule::more_equal
        | Rule::less
        | Rule::more
        | Rule::range
        | Rule::range_tail
        | Rule::rounding => Thing::Operator,
        Rule::statement_end | Rule::EOI => Thing::End,
        Rule::tier_then | Rule::override_then => Thing::Keyword("then"),
        _ => return None,
    })
}

fn words(thing: Thing) -> (String, String) {
    let (zh, en) = match thing {
        Thing::Name => ("名称", "a name"),
        Thing::PackId => {
            ("规则包的名称（如 food-safety）", "the name of a pack (`food-safety`)")
        }
        Thing::Version => ("版本号（如 1.0.0）", "a version (`1.0.0`)"),
        Thing::Kind => (
            "类型（是非、整数、金额、日期、单选、人工判断等）",
            "a type (`bool`, `integer`, `money`, `date`, `one of`, `judgement` …)",
        ),
        Thing::SourceKind => (
            "文件种类（法律、行政法规、地方性法规、规章、规范性文件）",
            "a kind of source (`law`, `regulation`, `local regulation`, `rule`, `guidance`)",
        ),
        Thing::PenaltyKind => (
            "处罚种类（警告、罚款、没收等）",
            "a kind of penalty (`warning`, `fine`, `confiscate` …)",
        ),
        Thing::Effect => (
            "「从轻」「减轻」「不予处罚」「从重」之一",
            "one of `lighten`, `mitigate`, `exempt`, `aggravate`",
        ),
        Thing::Modality => ("「应当」或「可以」", "`must` or `may`"),
        Thing::Date => ("日期（如 2024-01-31）", "a date (`2024-01-31`)"),
        Thing::Period => ("期间（如 5个工作日）", "a length of time (`5 workdays`)"),
        Thing::Citation => {
            ("依据（如《行政处罚法》第三十三条第一款）", "a citation (`APL 33(1)`)")
        }
        Thing::Place => ("条款", "an article"),
        Thing::Text => ("引号里的文字", "a text in quotation marks"),
        Thing::Condition => ("条件", "a condition"),
        Thing::ValueOrCondition => ("数值、名称或者条件", "a value or a condition"),
        Thing::Value => ("数额或者名称", "an amount or a name"),
        Thing::Colon => ("「:」", "`:`"),
        Thing::Bar => ("「|」", "`|`"),
        Thing::Equals => ("「=」", "`=`"),
        Thing::Block => ("「{」", "`{`"),
        Thing::Close => ("右括号", "a closing bracket"),
        Thing::Operator => {
            ("比较（为、超过、至少等）", "a comparison (`is`, `over`, `at least` …)")
        }
        Thing::Clause => ("子句（当、依据等）", "a clause (`when`, `basis` …)"),
        Thing::End => ("语句的结尾", "the end of the statement"),
        Thing::Keyword(id) => {
            let keyword = keywords::by_id(id);
            let form = |language| keyword.map_or("", |keyword| keyword.form(language));
            return (
                format!("「{}」", form(Language::Zh)),
                format!("`{}`", form(Language::En)),
            );
        }
    };
    (String::from(zh), String::from(en))
}
