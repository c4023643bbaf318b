//! The packs under `rules/`: every case of each comes out as written, and the list of them
//! is what they are.

use crate::support::packs::{pack, packs};

/// What writes the list.
#[path = "../../rules/readme.rs"]
mod readme;

#[test]
fn the_list_of_packs_is_what_the_packs_are() {
    let written = std::fs::read_to_string("rules/README.md").unwrap();
    assert!(
        written == readme::text().unwrap(),
        "rules/README.md is not what the packs are: cargo run --example bless-rules"
    );
}

#[test]
fn every_case_of_every_pack_comes_out_as_written() {
    let mut wrong = Vec::new();
    let packs = packs();
    assert!(packs.len() > 3, "{packs:?}");
    for id in packs {
        let report = pack(&id).test();
        assert!(!report.cases.is_empty(), "{id} has no case");
        let failed = report.cases.iter().filter(|case| !case.failures.is_empty());
        wrong.extend(
            failed.map(|case| format!("{id}: {}: {:?}", case.name, case.failures)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
