//! Who may use whom. In: the `crate::` paths of `src/`. Out: those that climb the layers.

use super::{check, ends_in, project_files, text};

/// What each part of the library may use of the others, in the order of the data; the same
/// part is always free. A longer path frees only what stands under it.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("value", &["diagnostic", "text"]),
    ("calendar", &["value", "diagnostic", "text"]),
    ("evaluation", &["value", "diagnostic", "text"]),
    ("facts", &["model", "evaluation", "value", "diagnostic", "text"]),
    (
        "model",
        &[
            "calendar",
            "evaluation::Digest",
            "evaluation::digest",
            "evaluation::to_canonical",
            "value",
            "diagnostic",
            "text",
        ],
    ),
    ("syntax", &["value", "diagnostic", "text"]),
    (
        "check",
        &[
            "syntax::tree",
            // A name that is a keyword in the other language gets its own message.
            "syntax::keywords",
            // A line of a table of cases is a test written in cells.
            "syntax::parse",
            "model",
            // What is written as a constant is computed by the one who computes.
            "program::constant",
            // A test's facts are typed as a case's are.
            "facts::type_fact",
            // A pack is known by the digest of its model.
            "evaluation::Digest",
            "evaluation::digest",
            "evaluation::to_canonical",
            "calendar",
            "value",
            "diagnostic",
            "text",
        ],
    ),
    (
        "program",
        &[
            "model",
            "facts",
            "evaluation::Digest",
            "calendar",
            "value",
            "diagnostic",
            "text",
        ],
    ),
    (
        "eval",
        &[
            "program",
            "model",
            "facts",
            "evaluation",
            "calendar",
            "value",
            "diagnostic",
            "text",
        ],
    ),
    ("format", &["syntax", "diagnostic", "text"]),
];

/// Parts that stand on the finished engine: they may use everything below, never each other.
const ON_TOP: &[&str] = &["cases", "document", "ide", "lint", "mutants", "prove"];

#[test]
fn a_stage_uses_only_the_stages_below_it() {
    let mut broken = Vec::new();
    for path in library_files() {
        let Some(part) = part_of(&path) else { continue };
        let code = product_code(&text(&path));
        if code.contains("super::super::super") {
            broken.push(format!(
                "{path}: climbs with super::; write the path from crate::"
            ));
        }
        for used in crate_paths(&code) {
            if !may_use(&part, &used) {
                broken.push(format!("{path}: {part} must not use crate::{used}"));
            }
        }
    }
    check("layers", &broken);
}

#[test]
fn every_part_of_the_library_has_its_place_in_the_layers() {
    let mut broken: Vec<String> = library_files()
        .iter()
        .filter_map(|path| part_of(path))
        .filter(|part| !ON_TOP.contains(&part.as_str()))
        .filter(|part| LAYERS.iter().all(|(layer, _)| layer != part))
        .map(|part| format!("src/{part} has no line in the table of layers"))
        .collect();
    broken.dedup();
    check("layers", &broken);
}

#[test]
fn paths_are_found_in_every_way_of_writing_them() {
    let code = "use crate::{model, syntax::{tree, lower::x}};\nlet a = crate::text::Span::new();";
    assert_eq!(
        crate_paths(code),
        ["model", "syntax::tree", "syntax::lower::x", "text::Span::new"]
    );
    assert!(may_use("check", "syntax::tree::File"));
    assert!(!may_use("check", "syntax::lower"));
    assert!(!may_use("value", "eval::evaluate"));
    assert!(!may_use("cases", "prove::gaps"));
}

fn library_files() -> Vec<String> {
    project_files()
        .into_iter()
        .filter(|path| path.starts_with("src/") && !path.starts_with("src/bin/"))
        .filter(|path| ends_in(path, &["rs"]) && !path.ends_with("/tests.rs"))
        .collect()
}

/// Returns the folder of `src/` that a file belongs to; files right in `src/` and in `pack` are
/// the front door and see everything.
fn part_of(path: &str) -> Option<String> {
    let (part, _) = path.strip_prefix("src/")?.split_once('/')?;
    (part != "pack").then(|| part.to_owned())
}

fn may_use(part: &str, used: &str) -> bool {
    let reaches = |allowed: &str| {
        used == allowed
            || used.strip_prefix(allowed).is_some_and(|rest| rest.starts_with("::"))
    };
    if reaches(part) {
        return true;
    }
    if ON_TOP.contains(&part) {
        return !ON_TOP.iter().any(|other| reaches(other));
    }
    LAYERS
        .iter()
        .filter(|(layer, _)| *layer == part)
        .any(|(_, allowed)| allowed.iter().any(|allowed| reaches(allowed)))
}

/// Returns the code without comments and without the tests at its end.
pub(super) fn product_code(text: &str) -> String {
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns every path that follows `crate::`, groups spread out.
fn crate_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let after_name =
            code[..at].ends_with(|c: char| c.is_alphanumeric() || "_$".contains(c));
        if !after_name {
            spread("", code[at + word.len()..].trim_start(), &mut paths);
        }
    }
    paths
}

/// Adds the path that `rest` begins with, or each path of its group; returns what follows.
fn spread<'a>(prefix: &str, rest: &'a str, paths: &mut Vec<String>) -> &'a str {
    if let Some(mut inside) = rest.strip_prefix('{') {
        loop {
            inside = inside.trim_start_matches([' ', '\n', ',']);
            if let Some(after) = inside.strip_prefix('}') {
                return after;
            }
            if inside.is_empty() {
                return inside;
            }
            inside = spread(prefix, inside, paths);
            let next = inside.find([',', '}']).unwrap_or(inside.len());
            inside = &inside[next..];
        }
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let path = format!("{prefix}{}", &rest[..end]);
    match rest[end..].strip_prefix("::") {
        Some(more) => spread(&format!("{path}::"), more, paths),
        None => {
            paths.push(path.trim_end_matches(':').to_owned());
            // A path that ends in nothing readable (`::*`, `::<T>`) must still make progress.
            if end == 0 { rest.get(1..).unwrap_or_default() } else { &rest[end..] }
        }
    }
}
