//! Chinese and English keywords: one tree.

use super::{clean, fixture};
use fadu::diagnostic::Language;
use fadu::format::language;

#[test]
fn twins_written_by_hand_give_equal_trees() {
    for name in ["small-trader", "petition-desk", "every-word"] {
        let zh = clean(&fixture(&format!("{name}.zh"))).tree.without_spans();
        let en = clean(&fixture(&format!("{name}.en"))).tree.without_spans();
        assert_eq!(zh.declarations.len(), en.declarations.len(), "{name}");
        for (zh, en) in zh.declarations.iter().zip(&en.declarations) {
            assert_eq!(zh, en, "{name}");
        }
    }
}

/// Rewrites `text` to the other tongue and back, which changes nothing.
#[track_caller]
fn check(text: &str, there: Language, back: Language) {
    let other = language(text, there).unwrap();
    assert_ne!(text, other, "nothing was rewritten");
    let tree = clean(text).tree.without_spans();
    assert_eq!(clean(&other).tree.without_spans(), tree, "{other}");
    assert_eq!(language(&other, back).unwrap(), text);
    assert_eq!(language(text, back).unwrap(), text, "the tongue it is in already");
}

#[test]
fn rewriting_to_the_other_tongue_and_back_changes_nothing() {
    for name in ["small-trader", "petition-desk", "every-word"] {
        check(&fixture(&format!("{name}.zh")), Language::En, Language::Zh);
        check(&fixture(&format!("{name}.en")), Language::Zh, Language::En);
    }
}

#[test]
fn the_tongue_of_one_line() {
    let pairs = [
        ("定义 a = x 3以上8以下", "define a = x from 3 to 8"),
        ("定义 a = x 3至不足8", "define a = x 3 to under 8"),
        ("定义 a = x 超过5万元12万元以下", "define a = x over 5万元 to 12万元"),
        ("定义 a = x 超过5 12以下", "define a = x over 5 to 12"),
        ("定义 a = x 超过 甲 乙 以下", "define a = x over 甲 to 乙"),
        ("定义 a = x 甲 以上", "define a = x from 甲"),
        ("定义 a = x 5万元（不含）以下", "define a = x up to 5万元(excl)"),
        ("定义 a = x 早于 y 1年内", "define a = x before y within 1 year"),
        ("期限 d 自 x 起 1个工作日内", "deadline d from x within 1 workday"),
        ("定义 a = 任一 {甲, 非(乙)}", "define a = any of {甲, not(乙)}"),
        ("事实 x : 日期 依据 A 第十二条之一第二项", "fact x : date basis A 12-1 item 2"),
        ("事实 x : 日期 依据 A 第一百零三条第二款", "fact x : date basis A 103(2)"),
        ("定义 a = x 为 是", "define a = x is true"),
        ("定义 a = 截至日 晚于 x", "define a = as_of after x"),
        (
            "考核 s { 指标 甲 = 2 分值 40分 ; 等次 乙 : 否则 }",
            "scorecard s { indicator 甲 = 2 weight 40分 ; band 乙 : otherwise }",
        ),
    ];
    for (zh, en) in pairs {
        assert_eq!(language(zh, Language::En).unwrap(), en);
        assert_eq!(language(en, Language::Zh).unwrap(), zh);
        assert_eq!(
            clean(zh).tree.without_spans(),
            clean(en).tree.without_spans(),
            "{zh}"
        );
    }
}

#[test]
fn comments_texts_names_and_layout_stay() {
    let zh = "-- 当 事实\n事实  当事人 \"当 x\" / \"when\" :\t是非 -- 依据\n";
    let en = "-- 当 事实\nfact  当事人 \"当 x\" / \"when\" :\tbool -- 依据\n";
    assert_eq!(language(zh, Language::En).unwrap(), en);
    assert_eq!(language(en, Language::Zh).unwrap(), zh);
}

#[test]
fn a_file_with_mistakes_is_not_rewritten() {
    let mistakes = language("事实 x 是非", Language::En).unwrap_err();
    assert_eq!(mistakes.len(), 1);
}

/// Every rule file of the project, and what stands in the fixtures, in both tongues.
#[test]
fn every_rule_file_says_the_same_in_both_tongues() {
    let mut tried = 0;
    for folder in ["rules", "tests"] {
        for path in files_of(folder, &[".fadu"]) {
            let text = std::fs::read_to_string(&path).unwrap();
            let tree = super::read(&text).tree.without_spans();
            for to in [Language::Zh, Language::En] {
                let Ok(other) = language(&text, to) else { continue };
                assert_eq!(clean(&other).tree.without_spans(), tree, "{path} {to:?}");
                assert_eq!(
                    language(&other, to).unwrap(),
                    other,
                    "{path} {to:?}: once is enough"
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 40, "only {tried} files were tried");
}

/// The digest of a pack is over what it means: tongue and layout leave it alone.
#[test]
fn a_pack_has_one_digest_in_both_tongues() {
    let files = |to: Option<Language>| -> Vec<fadu::SourceText> {
        files_of("rules", &[".fadu", ".csv"])
            .into_iter()
            .map(|path| {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = match to.filter(|_| path.ends_with(".fadu")) {
                    Some(to) => fadu::format::format(&text, Some(to)).unwrap(),
                    None => text,
                };
                fadu::SourceText::new(path, text)
            })
            .collect()
    };
    for pack in
        ["penalty-law", "food-safety", "legal-review", "reconsideration-acceptance"]
    {
        let digest = |to| {
            let compiled = fadu::compile(&files(to), Some(pack));
            assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
            compiled.pack.map(|pack| pack.digest().to_string())
        };
        let written = digest(None);
        assert!(written.is_some(), "{pack}");
        assert_eq!(digest(Some(Language::Zh)), written, "{pack}");
        assert_eq!(digest(Some(Language::En)), written, "{pack}");
    }
}

pub(super) fn files_of(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.to_str().unwrap().replace('\\', "/");
        if path.is_dir() && !name.ends_with("node_modules") {
            found.extend(files_of(&name, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(name);
        }
    }
    found
}
