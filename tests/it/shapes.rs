//! The pages of `tests/spec/shapes/`: one for each shape of real tables, each with the same
//! parts. `tests/it/spec.rs` runs their examples; here stands that nothing is left out.

use crate::spec::{Fence, fences, folder, twin};
use std::fmt::Write as _;
use std::fs;

/// How many shapes there are.
const SHAPES: usize = 40;

/// The parts of a page in their order, and the words of the line that says why there is none.
const PARTS: [(&str, &str); 5] = [
    ("The rules", ""),
    ("Thresholds", "No threshold: "),
    ("A fact missing", "No fact missing: "),
    ("A proposal", "No proposal: "),
    ("The statute's bound", "No bound: "),
];

/// A row of the index.
struct Row {
    number: String,
    says: String,
    from: String,
    /// The page's file; none where the page is to come.
    file: Option<String>,
}

#[test]
fn every_shape_has_its_page_with_every_part() {
    let index = fs::read_to_string(folder().join("shapes/README.md")).unwrap();
    let mut wrong = Vec::new();
    let rows = rows(&index, &mut wrong);
    let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    let all: Vec<String> = (1..=SHAPES).map(|number| number.to_string()).collect();
    assert_eq!(numbers, all, "the index has one row for each shape, in order");

    let mut written = Vec::new();
    for row in &rows {
        let Some(file) = &row.file else { continue };
        written.push(file.clone());
        let Ok(text) = fs::read_to_string(folder().join("shapes").join(file)) else {
            wrong.push(format!("{file}: there is no such page"));
            continue;
        };
        if !file.starts_with(&format!("{:0>2}-", row.number)) {
            wrong.push(format!("{file}: its name does not begin with its number"));
        }
        page(row, file, &text, &mut wrong);
    }
    for entry in fs::read_dir(folder().join("shapes")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name != "README.md" && !written.contains(&name) {
            wrong.push(format!("{name}: the index does not link it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads the index: `| 1 | [what it says](01-name.md) | where it is from |`, or without the
/// link and with `(to come)` after what it says.
fn rows(index: &str, wrong: &mut Vec<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in index.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", number, shape, from, ""] = cells.as_slice() else { continue };
        if number.parse::<usize>().is_err() {
            continue;
        }
        let link = shape.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
        let (says, file) = match link.and_then(|rest| rest.split_once("](")) {
            Some((says, file)) => (says, Some(file.to_owned())),
            None => match shape.strip_suffix(" (to come)") {
                Some(says) => (says, None),
                None => {
                    wrong.push(format!("shape {number} is neither linked nor to come"));
                    continue;
                }
            },
        };
        let (number, says) = ((*number).to_owned(), says.to_owned());
        rows.push(Row { number, says, from: (*from).to_owned(), file });
    }
    rows
}

/// Checks one page: its title, where it is from, and every part.
fn page(row: &Row, file: &str, text: &str, wrong: &mut Vec<String>) {
    let mut miss = |what: String| wrong.push(format!("{file}: {what}"));
    let title = format!("# {} {}", row.number, row.says);
    if text.lines().next() != Some(&title) {
        miss(format!("its title is not `{title}`"));
    }
    let from = format!("From: {}", row.from);
    if !text.lines().any(|line| line == from) {
        miss(format!("it does not say `{from}`"));
    }
    let heads: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    if heads != PARTS.map(|(head, _)| head) {
        miss(format!("its parts are {heads:?}"));
        return;
    }
    for (head, none) in PARTS {
        let part = part(text, head);
        let reason = part.lines().find_map(|line| line.strip_prefix(none));
        if !none.is_empty() && reason.is_some_and(|reason| !reason.is_empty()) {
            continue;
        }
        let blocks = fences(part, file, &mut Vec::new());
        if let Some(missing) = missing(head, part, &blocks) {
            miss(format!("`{head}`: {missing}"));
        }
    }
}

/// The text between a heading and the next.
fn part<'t>(text: &'t str, head: &str) -> &'t str {
    let (_, rest) = text.split_once(&format!("\n## {head}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// What a part lacks.
fn missing(head: &str, part: &str, blocks: &[Fence]) -> Option<&'static str> {
    let expected = || {
        let blocks = blocks.iter().filter(|block| block.kind == "expect");
        blocks.flat_map(|block| block.body.lines())
    };
    let has = |kind: &str| blocks.iter().any(|block| block.kind == kind);
    match head {
        "The rules" => {
            let pairs = blocks.windows(2);
            let both = pairs.filter(|two| two[0].kind == "fadu" && two[1].kind == "twin");
            let rules = blocks.iter().filter(|block| block.kind == "fadu").count();
            let cited = blocks.iter().any(|block| block.body.contains("依据文件"));
            if rules == 0 || both.count() != rules || !cited {
                return Some("rules with their source, and after them their twin");
            }
        }
        "Thresholds" => {
            let said = |word: &str| part.lines().any(|line| line.starts_with(word));
            if !["Under", "On", "Over"].into_iter().all(said) {
                return Some("a case under it, one on it and one over it");
            }
            if blocks.iter().filter(|block| block.kind == "json").count() < 3 {
                return Some("three cases");
            }
            if !expected().any(|line| line.starts_with("-- ")) {
                return Some("what was worked out by hand");
            }
        }
        "A fact missing" => {
            let named =
                |line: &str| line.starts_with("missing") && !line.ends_with("(none)");
            if !expected().any(named) {
                return Some("which fact an answer waits for");
            }
        }
        "A proposal" => {
            let said = |position: &str| {
                expected().any(|line| line.ends_with(&format!("/position = {position}")))
            };
            if !said("inside") || !["below", "above", "unlawful"].into_iter().any(said) {
                return Some("a proposal inside, and one that is not");
            }
        }
        _ => {
            if !has("errors") && !has("expect") {
                return Some("an example of what the law forbids");
            }
        }
    }
    None
}

/// Writes every twin anew; asked for by `make bless`.
#[test]
fn twins_are_written_where_that_is_asked_for() {
    if !std::env::vars().any(|(key, to)| key == "INSTA_UPDATE" && to == "always") {
        return;
    }
    for entry in fs::read_dir(folder().join("shapes")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (mut rules, mut out) = (String::new(), String::new());
        let mut inside = "";
        for line in text.lines() {
            match (inside, line.strip_prefix("```")) {
                ("", Some(kind)) => {
                    inside = kind.split(' ').next().unwrap_or("");
                    writeln!(out, "{line}").unwrap();
                    if inside == "fadu" {
                        rules.clear();
                    }
                    if inside == "twin" {
                        out.push_str(&twin(&rules).unwrap_or_default());
                    }
                    continue;
                }
                ("twin", None) => continue,
                ("fadu", None) => writeln!(rules, "{line}").unwrap(),
                (_, Some(_)) => inside = "",
                (_, None) => {}
            }
            writeln!(out, "{line}").unwrap();
        }
        if out != text {
            fs::write(path, out).unwrap();
        }
    }
}
