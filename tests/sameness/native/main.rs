//! Evaluates cases of every pack natively and writes down what came out, so that Node and
//! the browsers can be held to the same bytes.
//!
//! `sameness [OUT]` writes `OUT/index.json` (the packs with their files) and for each pack
//! `OUT/NAME.ndjson` (cases with the digest of their canonical bytes) and
//! `OUT/NAME.receipts.ndjson` (cases of its tests with their receipts: all of them where
//! `SAMENESS_ALL` is set, else a share of what has many).
//! `sameness show PACK AS_OF FACTS` prints the canonical bytes of one case.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test tool: stopping with a message is what it is for"
)]

mod cases;
mod draw;
mod literals;
mod outcomes;
mod random;
mod sources;

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["show", pack, as_of, facts] => show(pack, as_of, facts),
        [] => write_all(&root().join("tests/out/sameness")),
        [out] => write_all(Path::new(out)),
        _ => panic!("usage: sameness [OUT] | sameness show PACK AS_OF FACTS"),
    }
}

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn show(name: &str, as_of: &str, facts: &str) {
    let set =
        sources::sets().into_iter().find(|set| set.name == name).expect("no such pack");
    let pack = set.compile();
    let as_of = fadu::AsOf::parse(as_of).expect("no date");
    let evaluation = pack.evaluate(&pack.facts_from_json(facts.as_bytes()), as_of);
    std::io::stdout().write_all(&evaluation.to_canonical()).expect("stdout is open");
}

fn write_all(out: &Path) {
    std::fs::create_dir_all(out).expect("the folder can be made");
    let sets = sources::sets();
    let mut written = Vec::new();
    // One pack at a time for each processor.
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let work = || {
            std::iter::from_fn(|| {
                let at = next.fetch_add(1, Ordering::Relaxed);
                sets.get(at).map(|set| (at, write_pack(out, set)))
            })
            .collect::<Vec<_>>()
        };
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            written.extend(worker.join().expect("a pack that stops it says why"));
        }
    });
    written.sort_by_key(|(at, _)| *at);
    let (mut index, mut missed) = (Vec::new(), String::new());
    for (_, pack) in written {
        std::io::stdout().write_all(pack.told.as_bytes()).expect("stdout");
        missed += &pack.missed;
        index.push(pack.entry);
    }
    let index = Value::Array(index).to_string();
    std::fs::write(out.join("index.json"), index).expect("written");
    assert!(missed.is_empty(), "reached by less than 1 % of the cases:\n{missed}");
}

/// What is said of one pack.
struct Written {
    /// Its entry in the index.
    entry: Value,
    /// How its cases are distributed.
    told: String,
    /// What too few of them reached.
    missed: String,
}

fn write_pack(out: &Path, set: &sources::Set) -> Written {
    let pack = set.compile();
    let (cases, tally) = cases::generate(set, &pack);
    let mut lines = String::new();
    let mut digests = Vec::new();
    for case in &cases {
        let evaluation = case.evaluate(&pack);
        let bytes = evaluation.to_canonical();
        let sha256 = fadu::evaluation::digest(&bytes).to_string();
        digests.extend_from_slice(sha256.as_bytes());
        let receipt = serde_json::to_value(&evaluation.receipt).expect("plain data");
        let line = json!({
            "name": case.name, "as_of": case.as_of(),
            "facts": Value::Object(case.facts.clone()).to_string(),
            "sha256": sha256, "receipt": receipt,
        });
        writeln!(lines, "{line}").expect("memory");
    }
    std::fs::write(out.join(format!("{}.ndjson", set.name)), lines).expect("written");
    let (receipts, own) = receipts(&pack);
    let path = out.join(format!("{}.receipts.ndjson", set.name));
    std::fs::write(path, receipts).expect("written");
    let head = format!("{}: {} cases, {own} receipts", set.name, cases.len());
    let mut missed = String::new();
    let rare = tally.rare(cases.len()).into_iter();
    for class in rare.filter(|_| cases::is_whole(&set.name)) {
        writeln!(missed, "{}: {class}", set.name).expect("memory");
    }
    let entry = json!({
        "name": set.name,
        "pack": set.pack,
        "files": set.files.iter()
            .map(|f| json!({ "path": f.path, "text": f.text }))
            .collect::<Vec<_>>(),
        "digest": pack.digest().to_string(),
        "cases": cases.len(),
        "receipts": own,
        "all": fadu::evaluation::digest(&digests).to_string(),
        "form": canonical(&pack.facts()),
        "tests": canonical(&pack.test()),
        "prove": digest(&pack.told_proof(&pack.prove_explained(&set.files), &set.files)),
        "lint": cases::is_whole(&set.name).then(|| digest(&pack.told_lint(&set.files))),
    });
    Written { entry, told: format!("{head}\n{}", tally.table(cases.len())), missed }
}

/// So many of a pack's tests are enough where not all are asked for.
const ENOUGH: usize = 150;

/// Writes cases of a pack's tests with their receipts, and says how many there are. Reasons
/// are no part of a receipt, so none are worked out: these are thousands of cases.
fn receipts(pack: &fadu::Pack) -> (String, usize) {
    let cases = pack.cases();
    let all = std::env::vars().any(|(key, _)| key == "SAMENESS_ALL");
    let stride = if all { 1 } else { cases.len() / ENOUGH + 1 };
    let mut lines = String::new();
    for case in cases.iter().step_by(stride) {
        let as_of = fadu::AsOf::parse(&case.as_of).expect("a test's date");
        let facts = pack.facts_from_json(&case.json);
        let receipt = pack.evaluate_explaining(&facts, as_of, &[]).receipt;
        let line = json!({
            "name": case.name, "as_of": case.as_of,
            "facts": std::str::from_utf8(&case.json).expect("JSON is UTF-8"),
            "receipt": serde_json::to_value(&receipt).expect("plain data"),
        });
        writeln!(lines, "{line}").expect("memory");
    }
    (lines, cases.len().div_ceil(stride))
}

/// What is long and compared as a whole.
fn digest(value: &impl serde::Serialize) -> String {
    fadu::evaluation::digest(canonical(value).as_bytes()).to_string()
}

/// Key order is the map's own, and every key here is ASCII: that is the canonical order.
fn canonical(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).expect("plain data").to_string()
}
