//! The packs under `rules/`: each is listed, and every case of each comes out as written.

use crate::support::packs::{PACKS, files, pack};
use std::collections::BTreeSet;

#[test]
fn every_case_of_every_pack_comes_out_as_written() {
    let mut wrong = Vec::new();
    for id in PACKS {
        let report = pack(id).test();
        assert!(!report.cases.is_empty(), "{id} has no case");
        let failed = report.cases.iter().filter(|case| !case.failures.is_empty());
        wrong.extend(
            failed.map(|case| format!("{id}: {}: {:?}", case.name, case.failures)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pack_is_listed() {
    let headers: BTreeSet<String> = files()
        .iter()
        .flat_map(|file| file.text.lines())
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            matches!(words.next(), Some("pack" | "规则包")).then(|| words.next())?
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(headers, PACKS.into_iter().map(str::to_owned).collect());
}
