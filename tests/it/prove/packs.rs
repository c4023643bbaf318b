//! What is found of the packs under `rules/`: each pack's `NOTES.md` says why it stands.

use super::proved;
use crate::support::packs::{pack, packs};
use fadu::SourceText;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The heading under which a table of findings stands.
const HEADING: &str = "What the prover finds";

/// What a line begins with that tells of questions left open.
const OPEN: &str = "Not settled by the prover";

#[test]
fn what_is_found_of_the_packs_is_explained_in_their_notes() {
    let notes = notes();
    let mut wrong = Vec::new();
    for id in packs() {
        let report = proved(&pack(&id));
        let found: BTreeSet<String> = report
            .findings
            .iter()
            .map(|found| found.diagnostic.code.0.to_owned())
            .collect();
        let said = section(&notes[&id]);
        let told: BTreeSet<String> = said
            .lines()
            .filter_map(|line| line.strip_prefix("| V"))
            .map(|row| format!("V{}", row.chars().take(4).collect::<String>()))
            .collect();
        if found != told {
            wrong.push(format!("{id}: found {found:?}, explained {told:?}"));
        }
        let open: Vec<&str> =
            report.undecided.iter().map(|open| &*open.message.en).collect();
        if open.is_empty() == said.lines().any(|line| line.starts_with(OPEN)) {
            wrong
                .push(format!("{id}: `{OPEN}` is told of {} open questions", open.len()));
        }
    }
    assert!(
        wrong.is_empty(),
        "the section `{HEADING}` of NOTES.md has other codes:\n{}",
        wrong.join("\n")
    );
}

fn section(notes: &str) -> String {
    let after = notes.split_once(&format!("\n## {HEADING}"));
    let body = after.map_or("", |(_, body)| body);
    body.split("\n## ").next().unwrap().to_owned()
}

/// The notes of each pack, by its id.
fn notes() -> BTreeMap<String, String> {
    let mut open = vec![PathBuf::from("rules")];
    let mut notes = BTreeMap::new();
    while let Some(folder) = open.pop() {
        let header = folder.join("pack.fadu");
        if header.exists() {
            notes.insert(
                id(&header),
                fs::read_to_string(folder.join("NOTES.md")).unwrap(),
            );
        }
        let inside = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        open.extend(inside.filter(|path| path.is_dir()));
    }
    notes
}

fn id(header: &Path) -> String {
    let text = fs::read_to_string(header).unwrap();
    let mut lines = text.lines().map(str::split_whitespace);
    let mut words = lines.find_map(|mut words| {
        matches!(words.next(), Some("pack" | "规则包")).then_some(words)
    });
    words.as_mut().and_then(Iterator::next).unwrap().to_owned()
}

#[test]
fn a_finding_may_be_explained_with_a_reason() {
    let rules = |remark: &str| {
        let text = format!(
            "pack t 1.0.0\nfact n : integer 0 to 9\ndefine d =\n{remark}  case {{ n under 5 : 1 }}\n"
        );
        let files = [SourceText::new("t/pack.fadu", text)];
        let pack = fadu::compile(&files, None).pack.unwrap();
        let report = pack.prove_explained(&files);
        let said = |found: fadu::prove::Finding| {
            (found.diagnostic.code.0, found.explained.unwrap_or_default())
        };
        report.findings.into_iter().map(said).collect::<Vec<_>>()
    };
    let gap = |reason: &str| ("V0101", reason.to_owned());
    assert_eq!(rules(""), [gap("")]);
    let why = "  -- prove: allow V0101 reason \"five and over is another law's\"\n";
    assert_eq!(rules(why), [gap("five and over is another law's")]);
    // Without a reason it explains nothing; of another code there is nothing to explain.
    let bare = rules("  -- prove: allow V0101\n");
    assert_eq!(bare, [gap(""), ("L0110", String::new())]);
    let other = rules("  -- prove: allow V0102 reason \"none\"\n");
    assert_eq!(other, [gap(""), ("L0111", String::new())]);
}

#[test]
fn the_share_not_settled_is_none_only_where_all_is() {
    assert_eq!(fadu::prove::open_thousandths(0, 207), 0);
    assert_eq!(fadu::prove::open_thousandths(1, 207), 5);
    assert_eq!(fadu::prove::open_thousandths(1, 10_000), 1);
    assert_eq!(fadu::prove::open_thousandths(3, 3), 1000);
    assert_eq!(fadu::prove::open_thousandths(0, 0), 0);
}
