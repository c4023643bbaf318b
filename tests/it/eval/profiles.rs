//! Numbers are local and principles national: what profiles change, and what they do not.

use crate::sample::{at, evaluate, pack};
use crate::support::packs::{self, files};
use fadu::{Pack, SourceText};

/// A city whose catalogue says more than ten thousand, and more than a hundred thousand.
const CITY: &str = r#"
规则包 city-review 1.0.0 "某市法制审核" / "Legal review in a city" 适用 legal-review 采用 方案 本市
依据文件 本市目录 "某市目录清单" / "the city's catalogue" : 规范性文件
方案 本市 "本市" / "the city" 依据 本市目录 第三条 {
  个人数额线 = 超过1万元
  单位数额线 = 超过10万元
}
"#;

fn city() -> Pack {
    let mut files = files();
    files.push(SourceText::new("city-review/pack.fadu", CITY));
    let compiled = fadu::compile(&files, Some("city-review"));
    assert!(compiled.diagnostics.is_empty(), "{:#?}", compiled.diagnostics);
    compiled.pack.unwrap()
}

fn fine(amount: &str) -> String {
    format!(
        r#"{{"决定种类": "处罚", "apl.party_kind": "citizen", "apl.proposed_fine": {amount}}}"#
    )
}

#[test]
fn a_city_sets_its_own_line_and_keeps_the_national_rules() {
    let (national, city) = (packs::pack("legal-review"), city());
    let layer = "重大决定/layers/目录层/criteria/罚款数额/state";
    for (amount, nationally, locally) in [
        ("9999.99", "false", "false"),
        ("10000", "true", "false"),
        ("10000.01", "true", "true"),
    ] {
        let facts = fine(amount);
        let there = evaluate(&national, &facts, "2025-06-30");
        let here = evaluate(&city, &facts, "2025-06-30");
        assert_eq!(at(&there, layer), nationally, "{amount}");
        assert_eq!(at(&here, layer), locally, "{amount}");
        assert_eq!(at(&here, "pack/profile/name"), "本市");
        assert_ne!(there["pack"]["digest"], here["pack"]["digest"]);
        // Only the national example was never seen.
        assert!(at(&there, "warnings/*/code").contains("W0206"), "{amount}");
        assert!(!at(&here, "warnings/*/code").contains("W0206"), "{amount}");
    }
}

#[test]
fn a_line_that_the_case_does_not_ask_for_is_not_warned_of() {
    let evaluation = evaluate(&packs::pack("legal-review"), &fine("10000"), "2025-06-30");
    let said = at(&evaluation, "warnings/*/message/zh");
    assert!(said.contains("个人的数额线"), "{said}");
    assert!(!said.contains("单位的数额线"), "{said}");
}

#[test]
fn a_profile_changes_the_digest_by_its_values_and_its_name_alone() {
    let rules = |profiles: &str| {
        pack(&format!(
            "fact fine : money\nparameter line : money = 1元\n\
             define large \"large\" = fine over line\n{profiles}"
        ))
    };
    let (none, one) = (rules(""), rules("profile a { line = 2元 }"));
    assert_eq!(
        none.digest(),
        one.digest(),
        "a profile not chosen is no part of the rules"
    );
    let chosen = one.with_profile("a").unwrap();
    assert_ne!(chosen.digest(), one.digest());
    let other = rules("profile b { line = 5元 }\nprofile a { line = 2.00元 }");
    assert_eq!(other.with_profile("a").unwrap().digest(), chosen.digest());
    assert!(one.with_profile("c").is_none());
    let known: Vec<bool> = chosen.profiles().iter().map(|known| known.chosen).collect();
    assert_eq!(known, [true]);
}

#[test]
fn the_pack_that_uses_another_decides_before_it() {
    let file = |path: &str, text: &str| SourceText::new(path, text);
    let base = "pack base 1.0.0\nparameter line : money = 1元\nfact fine : money";
    let middle = "pack middle 1.0.0 use base as b with profile own\n\
                  define large = b.fine over b.line\nprofile own { b.line = 2元 }";
    let side = "pack side 1.0.0 use base as b with profile own\n\
                define rate = b.line × 10\nprofile own { b.line = 3元 }";
    let main = |header: &str, rest: &str| {
        let text = format!(
            "pack main 1.0.0 use middle as m use side as s {header}\n\
             define line \"line\" = m.b.line\n{rest}"
        );
        let files = [
            file("main/pack.fadu", &text),
            file("middle/pack.fadu", middle),
            file("side/pack.fadu", side),
            file("base/pack.fadu", base),
        ];
        fadu::compile(&files, None)
    };
    // Two packs differ and neither uses the other.
    let said: Vec<&str> =
        main("", "").diagnostics.iter().map(|said| said.code.0).collect();
    assert_eq!(said, ["F0611"]);
    let both = main("with profile own", "profile own { m.b.line = 7元 }").pack.unwrap();
    assert_eq!(at(&evaluate(&both, "{}", "2025-06-30"), "line/value/value"), "7");
    let theirs = main("with profile m.own", "");
    let line = theirs.pack.map(|pack| evaluate(&pack, "{}", "2025-06-30"));
    assert_eq!(line.map(|line| at(&line, "line/value/value")).as_deref(), Some("2"));
}
