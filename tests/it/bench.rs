//! The rules that speed is measured on say what the plain Rust beside them says; `make bench`
//! asks the same of all its ten thousand cases.

#[path = "../bench/decisions/mod.rs"]
mod decisions;

#[path = "../bench/growth.rs"]
mod growth;

#[path = "../bench/large.rs"]
mod large;

use decisions::{Answer, Packs, Record, Table};
use fadu::{Date, Evaluation, Pack};
use std::collections::BTreeSet;

const CASES: usize = 600;

#[test]
fn the_rules_and_plain_rust_decide_every_case_alike() {
    let packs = Packs::compile();
    let table = Table::read();
    let (mut tiers, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for case in decisions::cases(CASES) {
        let answer =
            decisions::read_penalty(&evaluate(&packs.penalty, &case.penalty_json()));
        assert_eq!(answer, Answer::from(&decisions::penalty(&case)), "{case:?}");
        tiers.insert(answer.tier);
        let row = decisions::read_row(&evaluate(&packs.table, &case.table_json()));
        assert_eq!(row, decisions::row(&table, &case), "{case:?}");
        rows.insert(row.row);
    }
    assert_eq!(tiers.len(), 13, "some tier was never reached: {tiers:?}");
    assert!(rows.len() >= 50, "{} of 60 rows were reached: {rows:?}", rows.len());
}

#[test]
fn a_case_that_plain_rust_writes_as_json_is_read_back_whole() {
    for case in decisions::cases(CASES) {
        let read: Record = serde_json::from_str(&case.json()).unwrap();
        assert_eq!(format!("{read:?}"), format!("{case:?}"));
    }
}

#[test]
fn the_table_in_fadu_is_the_table_in_json() {
    let written = include_str!("../bench/table/pack.fadu");
    assert_eq!(written, decisions::rules(&Table::read()), "see the file's first lines");
}

fn evaluate(pack: &Pack, json: &str) -> Evaluation {
    let facts = pack.facts_from_json(json.as_bytes());
    assert!(facts.problems().is_empty(), "{json}: {:?}", facts.problems());
    pack.evaluate(&facts, Date::parse("2025-06-30").unwrap())
}

/// The pack on which the speed of checking is measured is one that nobody has to mend.
#[test]
fn a_pack_of_ten_thousand_lines_is_right_and_laid_out() {
    let files = large::pack();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    assert!((large::LINES..large::LINES + 300).contains(&lines), "{lines} lines");
    let compiled = fadu::compile(&files, None);
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics.first());
    // Evaluating all of it for every test takes longer than one chapter of each kind is worth.
    let each = &files[..=large::CHAPTERS.len()];
    let few = fadu::compile(each, None).pack.unwrap().test();
    assert_eq!((few.passed, few.failed), (13, 0));
    for file in each {
        assert_eq!(fadu::format::format(&file.text, None).unwrap(), file.text);
    }
}

#[test]
fn every_kind_of_long_pack_is_what_it_says() {
    for kind in growth::KINDS {
        let (text, count) = kind.longest(4_000);
        let file = [fadu::SourceText::new("t/pack.fadu", text)];
        let compiled = fadu::compile(&file, None);
        let said: Vec<&str> =
            compiled.diagnostics.iter().map(|said| &*said.message.en).collect();
        assert!(count > 5, "{}: {count}", kind.name);
        assert_eq!(said.is_empty(), !kind.wrong, "{}: {said:?}", kind.name);
    }
}
