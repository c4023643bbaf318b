//! What a file looks like, and which files go together.

use super::{check, ends_in, project_files, text, text_if_any};
use serde_json::Value;

/// Files that may be longer than 800 lines, because they are tables.
const TABLES: &[&str] = &["src/syntax/keywords.rs", "src/diagnostic/code.rs"];

#[test]
fn no_file_of_code_is_longer_than_800_lines() {
    let broken: Vec<String> = project_files()
        .into_iter()
        .filter(|path| ends_in(path, &["rs", "ts", "js", "mjs", "pest", "css", "sh"]))
        .filter(|path| !TABLES.contains(&path.as_str()))
        .map(|path| (text(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > 800)
        .map(|(lines, path)| format!("{path} has {lines} lines"))
        .collect();
    check("a file over 800 lines has two subjects", &broken);
}

#[test]
fn names_of_files_are_ascii() {
    let broken: Vec<String> = project_files()
        .into_iter()
        .filter(|path| !path.bytes().all(|b| b.is_ascii_graphic()))
        .collect();
    check("file names are ASCII without blanks", &broken);
}

#[test]
fn no_line_ends_in_a_blank() {
    let mut broken = Vec::new();
    for path in project_files() {
        // A snapshot's bytes are those of the product.
        if ends_in(&path, &["snap", "golden"]) {
            continue;
        }
        let Some(text) = text_if_any(&path) else { continue };
        if text.contains('\r') && !ends_in(&path, &["csv"]) {
            broken.push(format!("{path}: has carriage returns"));
        }
        for (number, line) in (1..).zip(text.lines()) {
            if line.ends_with([' ', '\t', '\u{3000}']) {
                broken.push(format!("{path}:{number}"));
            }
        }
    }
    check("no line ends in a blank", &broken);
}

#[test]
fn every_part_has_the_same_version() {
    let manifest = text("Cargo.toml");
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap();
    let mut broken = Vec::new();
    for path in ["pkg/package.json", "www/package.json"] {
        if project_files().iter().any(|file| file == path) {
            let package: Value = serde_json::from_str(&text(path)).unwrap();
            if package["version"] != version {
                broken.push(format!(
                    "{path} says {}, Cargo.toml {version}",
                    package["version"]
                ));
            }
        }
    }
    if !text("CHANGELOG.md").contains(&format!("## [{version}]")) {
        broken.push(format!("CHANGELOG.md has no heading for {version}"));
    }
    check("versions", &broken);
}

#[test]
fn the_readme_has_a_chinese_twin() {
    let shape = |path: &str| -> Vec<usize> {
        let mut in_block = false;
        text(path)
            .lines()
            .filter_map(|line| {
                in_block ^= line.starts_with("```");
                let level = line.bytes().take_while(|b| *b == b'#').count();
                (!in_block && level > 0).then_some(level)
            })
            .collect()
    };
    assert_eq!(
        shape("README.md"),
        shape("README.zh.md"),
        "README.md and README.zh.md have the same headings at the same levels"
    );
}

#[test]
fn the_architecture_stays_short() {
    let lines = text("ARCHITECTURE.md").lines().count();
    assert!(
        lines <= 200,
        "ARCHITECTURE.md has {lines} lines; it says only what changes slowly"
    );
}
