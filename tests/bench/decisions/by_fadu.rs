//! The decisions as rules: the packs, and their answers in the words of the plain Rust.

use super::record::{Answer, Row, hundredths};
use fadu::evaluation::{
    BenchmarkVerdict, Cited, Content, DefineVerdict, Imposed, Outcome, ShownBound,
};
use fadu::{Evaluation, Pack, SourceText, Verdict};

/// The questions of the checklist, by name.
const CHECKLIST: [&str; 8] = [
    "in_time",
    "in_order",
    "gains_plausible",
    "was_open",
    "history_plausible",
    "of_age",
    "lawful",
    "review_later",
];

/// Both decisions, compiled.
#[derive(Debug)]
pub(crate) struct Packs {
    pub(crate) penalty: Pack,
    pub(crate) table: Pack,
}

impl Packs {
    /// Compiles the rules.
    pub(crate) fn compile() -> Self {
        Self {
            penalty: compile(&[
                ("pack.fadu", include_str!("../penalty/pack.fadu")),
                ("penalty.fadu", include_str!("../penalty/penalty.fadu")),
                ("review.fadu", include_str!("../penalty/review.fadu")),
            ]),
            table: compile(&[("pack.fadu", include_str!("../table/pack.fadu"))]),
        }
    }
}

fn compile(files: &[(&str, &str)]) -> Pack {
    let files: Vec<SourceText> =
        files.iter().map(|(path, text)| SourceText::new(*path, *text)).collect();
    let compiled = fadu::compile(&files, None);
    assert!(compiled.diagnostics.is_empty(), "{:#?}", compiled.diagnostics);
    compiled.pack.expect("a pack without mistakes")
}

/// Reads the penalty off an evaluation.
pub(crate) fn read_penalty(evaluation: &Evaluation) -> Answer {
    let benchmark = benchmark(evaluation);
    let tier = benchmark.tier.clone().expect("a tier");
    let mut citations = vec![cite(&benchmark.head.basis)];
    citations.push(if holds(evaluation, "small") { "small" } else { "large" }.to_owned());
    let known = benchmark.tiers.iter().find(|known| known.name == tier);
    citations.push(cite(&known.expect("one of the tiers").basis));
    for name in ["hearing", "legal_review"] {
        if holds(evaluation, name) {
            citations.push(cite(&define(evaluation, name).head.basis));
        }
    }
    let penalty = |name: &str| {
        benchmark.penalties.iter().find(|penalty| penalty.name == name).expect(name)
    };
    let fine = penalty("fine_").range.as_ref();
    let end = |bound: Option<&ShownBound>| {
        bound.map_or(0, |bound| hundredths(&bound.value).expect("whole fen"))
    };
    Answer {
        tier,
        fine_min: end(fine.and_then(|fine| fine.lower.as_ref())),
        fine_max: end(fine.and_then(|fine| fine.upper.as_ref())),
        legal_review: holds(evaluation, "legal_review"),
        hearing: holds(evaluation, "hearing"),
        revoke: penalty("licence").imposed == Imposed::Must,
        citations,
        checklist: CHECKLIST.iter().map(|name| holds(evaluation, name)).collect(),
    }
}

/// Reads the row off an evaluation.
pub(crate) fn read_row(evaluation: &Evaluation) -> Row {
    let number = |name| hundredths(&value(evaluation, name)).expect("whole per cent");
    Row { row: number("row") / 100, lo: number("lo"), hi: number("hi") }
}

fn benchmark(evaluation: &Evaluation) -> &BenchmarkVerdict {
    let found = evaluation.verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Benchmark(found) => Some(found),
        _ => None,
    });
    let found = found.expect("a benchmark");
    assert_eq!(found.head.outcome, Outcome::Decided);
    found
}

fn define<'e>(evaluation: &'e Evaluation, name: &str) -> &'e DefineVerdict {
    let found = evaluation.verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Define(found) if found.head.name == name => Some(found),
        _ => None,
    });
    found.expect(name)
}

fn value(evaluation: &Evaluation, name: &str) -> String {
    match define(evaluation, name).value.as_ref().map(|known| &known.value) {
        Some(Content::One(text)) => text.clone(),
        Some(Content::Many(_)) | None => panic!("{name} has no value"),
    }
}

fn holds(evaluation: &Evaluation, name: &str) -> bool {
    value(evaluation, name) == "true"
}

fn cite(basis: &[Cited]) -> String {
    let cited = basis.first().expect("a basis");
    format!("{} {}", cited.source, cited.pinpoint)
}
