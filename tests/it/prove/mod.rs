//! What can be shown of rules: gaps, overlaps, rows that are never reached. `tests/prove/`
//! holds defects of real documents, each with its source, and sound neighbours of them.

mod counts;
mod fixtures;
mod generated;
mod packs;
mod shares;
mod steps;

use crate::sample::pack;
use fadu::Pack;
use fadu::prove::{Finding, ProofReport};

/// One line for each finding, as the specification writes them.
pub(crate) fn lines(pack: &Pack, text: &str) -> String {
    let report = proved(pack);
    let header = if text.contains("pack ") { "" } else { "pack t 1.0.0 calendar cn\n" };
    let whole = format!("{header}{text}");
    let mut lines: Vec<String> =
        report.findings.iter().map(|found| line(found, &whole, header)).collect();
    lines
        .extend(report.undecided.iter().map(|open| format!("open: {}", open.message.en)));
    if lines.is_empty() {
        lines.push("(none)".to_owned());
    }
    lines.join("\n")
}

/// Proves, and holds that the engine confirmed every case.
pub(crate) fn proved(pack: &Pack) -> ProofReport {
    let report = pack.prove();
    assert_eq!(report.unconfirmed, 0, "a case that the engine does not confirm");
    report
}

fn line(found: &Finding, whole: &str, header: &str) -> String {
    let said = &found.diagnostic;
    let before = &whole[..said.span.start];
    let line = before.matches('\n').count() + 1 - header.matches('\n').count();
    let marked = &whole[said.span.start..said.span.end];
    let marked = marked.lines().next().unwrap_or("").trim();
    format!("{} line {line}: {marked}{}", said.code.0, case(found))
}

/// The facts of a finding's case.
fn case(found: &Finding) -> String {
    found.witness.as_ref().map_or_else(String::new, |witness| {
        let facts = witness.facts.iter();
        let facts: Vec<String> = facts
            .map(|(fact, value)| {
                format!("{fact} = {}", value.to_string().replace('"', ""))
            })
            .collect();
        format!(" [{}]", facts.join(", "))
    })
}

/// The test of every finding fails as the rules stand, and can be read.
#[track_caller]
fn its_tests_fail(rules: &str) {
    for found in proved(&pack(rules)).findings {
        let Some(witness) = found.witness.filter(|it| !it.test.is_empty()) else {
            continue;
        };
        let report = pack(&format!("{rules}\n{}", witness.test)).test();
        assert_eq!((report.passed, report.failed), (0, 1), "{}", witness.test);
    }
}

#[test]
fn a_test_that_shows_a_finding_fails_until_it_is_mended() {
    let gap = "fact gains : money at least 0元\n\
        fact kind : one of { goods, passenger }\n\
        fact done : date\n\
        fact share : percent at least 0% at most 100%\n\
        fact signs : any of { one, two }\n\
        fact note : text\n\
        fact hard : judgement\n\
        benchmark b {\n\
          penalty f : fine 1万元 to 10万元\n\
          tier one when gains under 2万元 and kind is goods and done before 2024-01-01 then f\n\
          tier two when share over 50% and signs contains one and note is \"a\" and hard holds then f\n\
        }\n\
        table t { columns gains | share : x\n\
          at most 4万元 | any : 1\n\
          at least 4万元 | any : 2\n\
        }\n\
        scope s { accept yes when kind is goods }\n\
        define d = case share { under 20% : 1 ; over 20% : 2 }";
    its_tests_fail(gap);
}

/// Goods of exactly 10,000, passengers of exactly 20,000, and so on: one gap, at four numbers
/// and a fifth that is not told any more.
#[test]
fn a_gap_at_several_numbers_tells_up_to_three_more() {
    let gaps = |count: usize| {
        let kinds = ["a", "b", "c", "d", "e"];
        let mut text =
            "fact k : one of { a, b, c, d, e }\nfact n : integer at least 0\ntable t {\n  columns k | n : x\n"
                .to_owned();
        for (at, kind) in kinds.iter().enumerate() {
            let number = 10 * (at + 1);
            let end = if at < count { "under" } else { "at most" };
            text +=
                &format!("  {kind} | {end} {number} : 1\n  {kind} | over {number} : 2\n");
        }
        let report = proved(&pack(&(text + "}\n")));
        let found: Vec<&Finding> = report.findings.iter().collect();
        assert!(found.len() <= 1, "{found:?}");
        found.first().map(|found| {
            let numbers = found.witness.iter().chain(&found.others);
            let numbers = numbers.map(|it| it.facts["n"].to_string().replace('"', ""));
            let numbers: Vec<String> = numbers.collect();
            let message = &found.diagnostic.message;
            assert_eq!(message.en.matches("n 10").count(), 1, "{}", message.en);
            assert_eq!(message.en.contains("also: "), count > 1, "{}", message.en);
            assert_eq!(message.zh.contains("还有："), count > 1, "{}", message.zh);
            numbers.join(", ")
        })
    };
    assert_eq!(gaps(0), None);
    assert_eq!(gaps(1).as_deref(), Some("10"));
    assert_eq!(gaps(2).as_deref(), Some("10, 20"));
    assert_eq!(gaps(4).as_deref(), Some("10, 20, 30, 40"));
    assert_eq!(gaps(5).as_deref(), Some("10, 20, 30, 40"));
}
