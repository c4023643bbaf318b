//! The packs under `rules/`: every case of each comes out as written.

use crate::support::packs::{pack, packs};

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
