//! Defects of real documents (`tests/prove/fails/`): each is found, with its case. Sound
//! neighbours of them (`tests/prove/holds/`): nothing is found.

use super::{case, proved};
use crate::sample::pack;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prove").join(folder);
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// Compares what is found with the lines `-- finds CODE [FACT = VALUE, …]` of a file.
fn wrong(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.starts_with("-- "), "{}: says where it is from", path.display());
    let expected: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("-- finds ")).collect();
    let report = proved(&pack(&text));
    let mut found: Vec<String> = report
        .findings
        .iter()
        .map(|found| format!("{}{}", found.diagnostic.code.0, case(found)))
        .collect();
    found
        .extend(report.undecided.iter().map(|open| format!("open: {}", open.message.en)));
    (found != expected).then(|| format!("{}: {found:#?}", path.display()))
}

#[test]
fn every_defect_of_a_real_document_is_found_with_its_case() {
    let wrong: Vec<String> =
        files("fails").iter().filter_map(|path| wrong(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let silent = files("fails")
        .into_iter()
        .filter(|path| !fs::read_to_string(path).unwrap().contains("-- finds V"));
    assert_eq!(silent.count(), 0, "every file says what is found");
}

#[test]
fn nothing_is_found_of_their_sound_neighbours() {
    let wrong: Vec<String> =
        files("holds").iter().filter_map(|path| wrong(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
