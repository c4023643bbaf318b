//! Every pair of `tests/diff/` says what its `says.txt` has; `FADU_BLESS=1` writes it.

use super::said;
use crate::sample::pack;
use std::fs;
use std::path::Path;

#[test]
fn every_pair_says_what_it_changes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let mut folders: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 10);
    let mut wrong = Vec::new();
    for folder in folders {
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let (old, new) = (pack(&read("old.fadu")), pack(&read("new.fadu")));
        let says = said(&old.diff(&new));
        if std::env::var_os("FADU_BLESS").is_some() {
            fs::write(folder.join("says.txt"), &says).unwrap();
        } else if says != read("says.txt") {
            wrong.push(format!("{}:\n{says}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
