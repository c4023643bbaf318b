//! The packs under `rules/`: every case of each comes out as written, and the list of them
//! is what they are.

use crate::support::packs::{pack, packs};

/// More cases than this take minutes where the engine is built for finding faults.
const MANY: usize = 600;

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
    for pack in packs.iter().map(|id| pack(id)) {
        let id = pack.id();
        assert!(!pack.cases().is_empty(), "{id} has no case");
        // `make coverage` runs those of all packs, by a command that is built for speed.
        if pack.cases().len() > MANY {
            continue;
        }
        let report = pack.test();
        let failed = report.cases.iter().filter(|case| !case.failures.is_empty());
        wrong.extend(
            failed.map(|case| format!("{id}: {}: {:?}", case.name, case.failures)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
