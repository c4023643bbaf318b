//! Receipts: which part differs when something about a case or its rules does, and what
//! makes no difference at all.

use crate::sample::TODAY;
use fadu::evaluation::Receipt;
use fadu::text::SourceText;
use fadu::{AsOf, Language};

const RULES: &str = "pack t 1.0.0 \"试\" / \"test\"\n\
    source L \"例法\" / \"Example Law\" : law\n\
    fact café \"店\" / \"shop\" : bool question \"是店吗？\" / \"A shop?\"\n\
    fact goods \"货值\" / \"goods\" : money\n\
    fact aside : bool\n\
    benchmark b \"基准\" / \"benchmark\" basis L 1 {\n\
      penalty f \"罚款\" / \"fine\" : fine {\n\
        goods under 1万元 : 1万元 to 5万元\n\
        otherwise : goods at 2x to 5x\n\
      }\n\
      penalty tools \"没收工具\" / \"tools\" : confiscate \"工具\" / \"tools\"\n\
      tier low \"从轻\" / \"lighter\" when café then f by span 0% to 30% basis L 7\n\
      tier general \"一般\" / \"general\" when otherwise then f by span 30% to 70% basis L 8\n\
    }\n";
const FACTS: &str = r#"{"café": true, "goods": 50000}"#;

fn receipt(rules: &str, facts: &str, as_of: &str) -> Receipt {
    let compiled = fadu::compile(&[SourceText::new("t/pack.fadu", rules)], None);
    let pack = compiled.pack.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    let facts = pack.facts_from_json(facts.as_bytes());
    pack.evaluate(&facts, AsOf::parse(as_of).unwrap()).receipt
}

/// Returns the parts that differ.
fn differing(one: &Receipt, other: &Receipt) -> String {
    let parts = [
        ("format", one.format == other.format),
        ("id", one.pack.id == other.pack.id),
        ("version", one.pack.version == other.pack.version),
        ("digest", one.pack.digest == other.pack.digest),
        ("as_of", one.as_of == other.as_of),
        ("facts", one.facts == other.facts),
        ("result", one.result == other.result),
    ];
    let parts: Vec<&str> =
        parts.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect();
    parts.join(" ")
}

/// Replaces a text of the rules, which stands there, and names the parts that differ.
#[track_caller]
fn changed(from: &str, to: &str, expected: &str) {
    assert!(RULES.contains(from), "{from}");
    let rules = RULES.replace(from, to);
    let differs =
        differing(&receipt(RULES, FACTS, TODAY), &receipt(&rules, FACTS, TODAY));
    assert_eq!(differs, expected, "{from} → {to}");
}

/// Gives other facts and names the parts that differ.
#[track_caller]
fn given(facts: &str, expected: &str) {
    let differs = differing(&receipt(RULES, FACTS, TODAY), &receipt(RULES, facts, TODAY));
    assert_eq!(differs, expected, "{facts}");
}

#[test]
fn layout_comments_and_the_language_of_keywords_change_nothing() {
    changed("\n", " \n\n", "");
    changed("fact aside", "-- aside\nfact aside", "");
    changed("penalty tools", "  penalty   tools", "");
    changed("1万元 to 5万元", "10000元 to 50_000元", "");
    changed("goods under 1万元", "goods 不足1万元", "");
    let chinese = fadu::format::language(RULES, Language::Zh).unwrap();
    assert!(chinese.contains("裁量基准") && !chinese.contains("benchmark b"));
    let differs =
        differing(&receipt(RULES, FACTS, TODAY), &receipt(&chinese, FACTS, TODAY));
    assert_eq!(differs, "");
}

#[test]
fn the_same_facts_written_otherwise_are_the_same() {
    for facts in [
        r#"{"goods": 50000, "café": true}"#,
        r#"{"café": "是", "goods": "5万"}"#,
        r#"{"café": true, "goods": "50,000.00元"}"#,
        r#"{"café": true, "goods": "５万元", "aside": null}"#,
        "{\"cafe\u{301}\": true, \"goods\": 5e4}",
        r#"{"café": true, "goods": 50000, "unknown to the pack": 1}"#,
    ] {
        given(facts, "");
    }
}

#[test]
fn words_for_people_are_the_packs_and_not_the_answers() {
    changed("\"从轻\" / \"lighter\"", "\"轻\" / \"light\"", "digest");
    changed("\"没收工具\"", "\"没收\"", "digest");
    changed("confiscate \"工具\"", "confiscate \"器具\"", "digest");
    changed("A shop?", "Is it a shop?", "digest");
    changed("\"例法\" / \"Example Law\"", "\"例法典\" / \"Example Code\"", "digest");
    changed("\"试\" / \"test\"", "\"试\" / \"trial\"", "digest");
}

#[test]
fn the_law_behind_an_answer_is_part_of_it() {
    changed("basis L 7", "basis L 9", "digest result");
    changed("basis L 1 {", "basis L 1(2) {", "digest result");
    changed("source L", "source L", "");
}

#[test]
fn a_rule_that_decides_nothing_here_changes_the_pack_alone() {
    changed("by span 30% to 70%", "by span 30% to 71%", "digest");
    changed("goods under 1万元", "goods under 2万元", "digest");
    changed("fact aside : bool", "fact aside : text", "digest");
    changed("by span 0% to 30%", "by span 0% to 31%", "digest result");
    changed("goods at 2x to 5x", "goods at 2x to 6x", "digest result");
    changed("tier low", "tier lower", "digest result");
    changed("pack t 1.0.0", "pack t 1.0.1", "version digest");
    changed("pack t 1.0.0", "pack u 1.0.0", "id digest");
}

#[test]
fn other_facts_need_not_mean_another_answer() {
    given(r#"{"café": true, "goods": 50000, "aside": false}"#, "facts");
    given(r#"{"café": true, "goods": 50001}"#, "facts result");
    given(r#"{"café": false, "goods": 50000}"#, "facts result");
    given(r#"{"goods": 50000}"#, "facts result");
    // What could not be read is not given.
    given(r#"{"café": true, "goods": 50000, "aside": "perhaps"}"#, "");
}

#[test]
fn another_date_is_another_receipt() {
    let other = receipt(RULES, FACTS, "2025-07-01");
    assert_eq!(differing(&receipt(RULES, FACTS, TODAY), &other), "as_of");
    let minute = receipt(RULES, FACTS, &format!("{TODAY}T09:30"));
    assert_eq!(differing(&receipt(RULES, FACTS, TODAY), &minute), "as_of");
}
