//! Speed as a figure: rules against plain Rust, on the same cases, in one run.
//!
//! Before anything is measured, both must give the same answer to every case. Then rounds in
//! which each contestant has its turn; ratios are taken within a round, so that what slows
//! the machine for a while slows both sides.
//!
//! `write-table` writes the rules of the table from `table/rows.json` instead; `growth` checks
//! packs of every kind, four times as long each time, and prints how much longer that takes;
//! `write-longest` writes the longest file of each kind into `target/longest`; `write-large` the
//! pack of ten thousand lines into `target/large`, and the same four times as long into
//! `target/larger`; `write-limits` what is as large as may be into `target/limits`, and prints
//! the commands that read it (`make memory` runs them); `prove` measures proofs alone: of three
//! shapes that tables have, one that none has, and every pack. Any other word
//! leaves only the contestants that have it in their names, and the comparison out: for a
//! profiler.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measuring program stops at the first surprise and speaks to a terminal"
)]

mod decisions;
mod growth;
mod large;
mod limits;
mod measure;
#[expect(dead_code, clippy::unwrap_used, reason = "it is the tests', which may")]
#[path = "../it/support/packs.rs"]
mod packs;
mod proofs;

use decisions::{Answer, Packs, Record, Table};
use fadu::{Date, Facts, Pack};
use measure::Contest;
use std::hint::black_box;

const CASES: usize = 10_000;

fn main() {
    let only = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    if only.as_deref() == Some("write-table") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/table/pack.fadu");
        std::fs::write(path, decisions::rules(&Table::read())).expect("can be written");
        return;
    }
    if only.as_deref() == Some("growth") {
        grow();
        return;
    }
    if only.as_deref() == Some("write-longest") {
        write_longest();
        return;
    }
    if only.as_deref() == Some("write-large") {
        write_large();
        return;
    }
    if only.as_deref() == Some("write-limits") {
        print!("{}", limits::write("target/limits"));
        return;
    }
    if only.as_deref() == Some("prove") {
        prove();
        return;
    }
    check_large(only.as_deref());
    let packs = Packs::compile();
    let table = Table::read();
    let cases = decisions::cases(CASES);
    let penalty = Rules::new(&packs.penalty, &cases, Record::penalty_json);
    let rows = Rules::new(&packs.table, &cases, Record::table_json);
    let compared = if only.is_some() { 0 } else { CASES };
    for (position, case) in cases.iter().enumerate().take(compared) {
        let by_rules = decisions::read_penalty(&penalty.evaluate(position));
        assert_eq!(by_rules, Answer::from(&decisions::penalty(case)), "{case:?}");
        let by_rules = decisions::read_row(&rows.evaluate(position));
        assert_eq!(by_rules, decisions::row(&table, case), "{case:?}");
    }
    println!("{compared} cases: the rules and the plain Rust give the same answers");

    let json: Vec<String> = cases.iter().map(Record::json).collect();
    println!("\npenalty: 13 tiers, a fine, a revocation, a checklist");
    let mut contest = Contest::new(CASES, only.as_deref());
    contest.add("plain Rust, decision", |at| {
        black_box(decisions::penalty(black_box(&cases[at])));
    });
    contest.add("plain Rust, facts from JSON", |at| {
        let record: Record =
            serde_json::from_str(black_box(&json[at])).expect("well-formed");
        black_box(record);
    });
    penalty.compete(&mut contest);
    contest.run();

    println!("\ntable: 60 rows, 6 columns, first hit");
    let mut contest = Contest::new(CASES, only.as_deref());
    contest.add("plain Rust, scan of the rows", |at| {
        black_box(decisions::row(black_box(&table), black_box(&cases[at])));
    });
    rows.compete(&mut contest);
    contest.run();
}

/// What an author waits for: a pack of ten thousand lines read, checked, laid out.
fn check_large(only: Option<&str>) {
    let files = large::pack();
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    println!("a pack of {lines} lines in {} files, each time all of it", files.len());
    let mut contest = Contest::new(1, only);
    contest.add("large: reading the files", |_| {
        for file in &files {
            black_box(fadu::syntax::parse(fadu::text::FileId::default(), &file.text));
        }
    });
    contest.add("large: reading and checking them", |_| {
        let compiled = fadu::compile(black_box(&files), None);
        assert!(compiled.pack.is_some());
    });
    contest.add("large: laying them out, all as they should be", |_| {
        for file in &files {
            black_box(fadu::format::format(&file.text, None).expect("no mistakes"));
        }
    });
    contest.run();
    println!();
}

/// What a proof takes of the processor, the rules read and checked before.
fn prove() {
    println!("{:44}{:>10}{:>10}{:>10}{:>6}", "", "questions", "steps", "time", "open");
    let time = |name: &str, files: &[fadu::SourceText], id: Option<&str>| {
        let pack = fadu::compile_rules(files, id).pack.expect("no mistakes");
        let times = (0..3).map(|_| {
            let begin = processor_time();
            black_box(pack.prove());
            processor_time() - begin
        });
        let least = times.min().unwrap_or(0) / 1_000_000;
        let report = pack.prove();
        println!(
            "{name:44}{:>10}{:>10}{least:>7} ms{:>6}",
            report.questions,
            report.steps,
            report.undecided.len(),
        );
    };
    let shapes = [
        ("a table of 60 rows and 6 columns", proofs::long_table()),
        ("a grid of 36 cells", proofs::grid()),
        ("8 factors of 5 levels, as a share", proofs::weights()),
        ("48 products of facts in a ring", proofs::products()),
        ("12 of 24 truth values, and not", proofs::tallies()),
    ];
    for (name, text) in shapes {
        let text = format!("pack t 1.0.0\n{text}");
        time(name, &[fadu::SourceText::new("t/pack.fadu", text)], None);
    }
    let files = packs::files();
    for id in packs::packs() {
        time(&id, &files, Some(&id));
    }
}

/// How much longer a text takes that is four times as long: about four times where nothing is
/// looked through for each of its parts, sixteen times where everything is.
fn grow() {
    println!("{:64}{:>10}{:>10}{:>8}", "256 KB of", "a quarter", "all", "ratio");
    for kind in growth::KINDS {
        let (all, count) = kind.longest(256 * 1024);
        let quarter = kind.text(count.div_ceil(4));
        let [quarter, all] = [quarter, all].map(|text| {
            let file = [fadu::SourceText::new("t/pack.fadu", text)];
            let times = (0..3).map(|_| {
                let begin = processor_time();
                let compiled = fadu::compile(black_box(&file), None);
                assert_eq!(compiled.pack.is_none(), kind.wrong, "{}", kind.name);
                processor_time() - begin
            });
            times.min().unwrap_or(0)
        });
        let tenths = all * 10 / quarter.max(1);
        println!(
            "{:64}{:>7} ms{:>7} ms{:>6}.{}",
            format!("{count} {}", kind.name),
            quarter / 1_000_000,
            all / 1_000_000,
            tenths / 10,
            tenths % 10,
        );
    }
}

/// The nanoseconds that this thread has run: what else the machine does is not in them.
fn processor_time() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat")
        .expect("Linux tells how long a thread ran");
    let ran = told.split(' ').next().and_then(|ran| ran.parse().ok());
    ran.expect("nanoseconds come first")
}

/// Writes the pack of ten thousand lines, and one four times as long.
fn write_large() {
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/target");
    for (folder, lines) in [("large", large::LINES), ("larger", large::LINES * 4)] {
        let own = format!("{target}/{folder}");
        std::fs::create_dir_all(&own).expect("can be made");
        let files = large::pack_of(lines);
        for file in &files {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            std::fs::write(format!("{own}/{name}"), &file.text).expect("can be written");
        }
        let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
        println!("{own}: {lines} lines in {} files", files.len());
    }
}

/// Writes a pack of each kind, as long as a file may be.
fn write_longest() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/longest");
    for (at, kind) in growth::KINDS.iter().enumerate() {
        let (text, count) = kind.longest(1024 * 1024);
        let own = format!("{folder}/{at:02}");
        std::fs::create_dir_all(&own).expect("can be made");
        std::fs::write(format!("{own}/pack.fadu"), text).expect("can be written");
        println!("{own}: {count} {}", kind.name);
    }
}

/// One decision as rules, with its cases as JSON and as typed facts.
struct Rules<'a> {
    pack: &'a Pack,
    json: Vec<String>,
    facts: Vec<Facts>,
    today: Date,
}

impl<'a> Rules<'a> {
    fn new(pack: &'a Pack, cases: &[Record], json: fn(&Record) -> String) -> Self {
        let json: Vec<String> = cases.iter().map(json).collect();
        let facts: Vec<Facts> =
            json.iter().map(|json| pack.facts_from_json(json.as_bytes())).collect();
        assert!(facts.iter().all(|facts| facts.problems().is_empty()));
        Self { pack, json, facts, today: Date::parse("2025-06-30").expect("a date") }
    }

    fn evaluate(&self, at: usize) -> fadu::Evaluation {
        self.pack.evaluate(black_box(&self.facts[at]), self.today)
    }

    fn compete<'c>(&'c self, contest: &mut Contest<'c>) {
        contest.add("rules, facts from JSON", |at| {
            black_box(self.pack.facts_from_json(black_box(self.json[at].as_bytes())));
        });
        contest.add("rules, decision without proof or receipt", |at| {
            black_box(self.pack.decide(black_box(&self.facts[at]), self.today));
        });
        contest.add("rules, evaluation with proof and receipt", |at| {
            black_box(self.evaluate(at));
        });
        // As many results as fit into memory; making them is not measured.
        let some: Vec<_> = (0..200).map(|at| self.evaluate(at)).collect();
        contest.add("rules, canonical bytes of a result", move |at| {
            black_box(black_box(&some[at % some.len()]).to_canonical());
        });
    }
}
