//! The table of keywords and what is generated from it.

use fadu::diagnostic::Language;
use fadu::syntax::keywords::{KEYWORDS, grammar_text, split_known, split_suggestion};
use std::fs;

#[test]
fn the_grammar_has_the_keywords_of_the_table() {
    let written = fs::read_to_string("grammar/keywords.pest").unwrap();
    assert!(
        written == grammar_text(),
        "grammar/keywords.pest is not what the table says: cargo run --example bless-grammar"
    );
}

/// What writes the colours for editors.
#[path = "../../../grammar/textmate.rs"]
mod textmate;

#[test]
fn editors_colour_the_keywords_of_the_table() {
    let written = fs::read_to_string("grammar/fadu.tmLanguage.json").unwrap();
    assert!(
        written == textmate::text(),
        "grammar/fadu.tmLanguage.json is not what the table says: cargo run --example \
         bless-grammar"
    );
}

#[test]
fn no_keyword_stands_in_one_language_only() {
    for keyword in KEYWORDS {
        let closing = matches!(keyword.id, "since_close" | "until_close");
        assert_eq!(keyword.form(Language::En).is_empty(), closing, "{}", keyword.id);
        assert!(!keyword.form(Language::Zh).is_empty(), "{}", keyword.id);
    }
}

/// Every keyword that can be used stands in one of the files that are rewritten to the other
/// tongue and back, which is how each is known to have its twin.
#[test]
fn every_keyword_is_tried_in_both_tongues() {
    for (tongue, language) in [("zh", Language::Zh), ("en", Language::En)] {
        let text: String = ["small-trader", "petition-desk", "every-word"]
            .map(|name| super::fixture(&format!("{name}.{tongue}")))
            .concat();
        for keyword in KEYWORDS.iter().filter(|keyword| !keyword.is_later()) {
            let form = keyword.form(language);
            assert!(
                text.contains(form),
                "{form} ({}) is in no {tongue} file",
                keyword.id
            );
        }
    }
}

#[test]
fn a_keyword_inside_a_name_is_noticed() {
    let cases = [
        ("货值金额不足1万元", Some("货值金额 不足1万元")),
        ("货值金额大于5万元", Some("货值金额 超过5万元")),
        ("当货值金额大于等于5万元", Some("当 货值金额 至少5万元")),
        ("当货值金额超过5万元且再犯", Some("当 货值金额 超过5万元且再犯")),
        ("乙的10倍", Some("乙 的 10倍")),
        ("金额为5万元", Some("金额 为 5万元")),
        ("货值金额5万元以上", Some("货值金额 5万元以上")),
        ("重大权益成立", Some("重大权益 成立")),
        ("非初次违法", Some("非 初次违法")),
        ("当事人", Some("当 事人")),
        ("行为日", None),
        ("goods_value", None),
        ("货值金额", None),
    ];
    for (name, expected) in cases {
        assert_eq!(split_suggestion(name).as_deref(), expected, "{name}");
    }
}

#[test]
fn a_known_name_is_never_split_and_helps_to_split_others() {
    let known = |name: &str| matches!(name, "危害后果" | "当事人" | "行为日");
    let cases = [
        ("危害后果为严重", Some("危害后果 为 严重")),
        ("当事人", None),
        ("行为日", None),
        ("行为日早于今天", Some("行为日 早于 今天")),
    ];
    for (name, expected) in cases {
        assert_eq!(split_known(name, known).as_deref(), expected, "{name}");
    }
}
