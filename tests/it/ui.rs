//! What is said about mistakes: `tests/ui` has one small file (or folder of files) for every
//! code, and beside it what a person reads in each language.

use fadu::diagnostic::render::{Style, render_all};
use fadu::diagnostic::{CODES, Language};
use fadu::text::SourceText;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_mistake_is_explained_in_both_languages() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let name = stem(&fixture);
        let files = files(&fixture);
        let compiled = fadu::compile(&files, None);
        let codes: BTreeSet<&str> =
            compiled.diagnostics.iter().map(|said| said.code.0).collect();
        // One mistake is one complaint: nothing else is said because of it.
        if codes.iter().ne([&&name[..5]]) || compiled.diagnostics.len() != 1 {
            wrong.push(format!("{name}: {codes:?}"));
        }
        for (language, suffix) in [(Language::Zh, "zh"), (Language::En, "en")] {
            let text = render_all(&compiled.diagnostics, &files, language, Style::Plain);
            insta::with_settings!({
                snapshot_path => fixture.parent().unwrap(),
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                insta::assert_snapshot!(format!("{name}.{suffix}"), text.trim_end());
            });
        }
    }
    assert!(
        wrong.is_empty(),
        "a fixture shows its own code, once:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_code_has_its_example() {
    let names: BTreeSet<String> = fixtures().iter().map(|path| stem(path)).collect();
    let expected: Vec<String> = CODES
        .iter()
        .filter(|entry| entry.code.0 >= "F0200")
        .map(|entry| format!("{}_{}", entry.code.0, entry.slug))
        .collect();
    let without: Vec<&String> =
        expected.iter().filter(|name| !names.contains(*name)).collect();
    assert!(without.is_empty(), "codes without an example: {without:?}");
    let known: BTreeSet<String> =
        CODES.iter().map(|entry| format!("{}_{}", entry.code.0, entry.slug)).collect();
    let strange: Vec<&String> = names.difference(&known).collect();
    assert!(strange.is_empty(), "examples of no code: {strange:?}");
}

#[test]
fn every_explanation_belongs_to_an_example() {
    let names: BTreeSet<String> = fixtures().iter().map(|path| stem(path)).collect();
    for path in entries(&root()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".snap") {
            let fixture = name.rsplit_once('.').unwrap().0;
            assert!(names.contains(fixture), "{name}.snap is left over");
        }
    }
}

/// Returns the examples, a file or a folder each.
fn fixtures() -> Vec<PathBuf> {
    let found: Vec<PathBuf> = entries(&root())
        .into_iter()
        .filter(|path| {
            path.is_dir() || path.extension().is_some_and(|kind| kind == "fadu")
        })
        .collect();
    assert!(!found.is_empty());
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/check")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    name.trim_end_matches(".fadu").to_owned()
}

/// Reads an example; a folder's files with their paths below it.
fn files(fixture: &Path) -> Vec<SourceText> {
    if fixture.is_file() {
        let name = fixture.file_name().unwrap().to_string_lossy().into_owned();
        return vec![SourceText::new(name, fs::read_to_string(fixture).unwrap())];
    }
    let mut found = Vec::new();
    let mut folders = vec![fixture.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(fixture).unwrap().to_string_lossy().into_owned();
            found.push(SourceText::new(name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    found
}
