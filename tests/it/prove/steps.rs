//! How much is looked at: counted, so that it is the same on every computer.

#[path = "../../bench/proofs.rs"]
mod proofs;

use super::proved;
use crate::sample::pack;
use proofs::{grid, long_table};

#[test]
fn a_table_of_sixty_rows_and_a_grid_of_thirty_six_cells_are_soon_proved() {
    for (rules, questions, most) in
        [(long_table(), 1_831, 600_000), (grid(), 667, 250_000)]
    {
        let report = proved(&pack(&rules));
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        assert!(report.undecided.is_empty());
        assert_eq!(report.questions, questions);
        assert!(report.steps < most, "{} steps", report.steps);
    }
}

#[test]
fn a_cell_taken_out_of_the_grid_is_found() {
    let rules: Vec<String> = grid().lines().map(str::to_owned).collect();
    let without = [&rules[..20], &rules[21..]].concat().join("\n");
    let report = proved(&pack(&without));
    let codes: Vec<&str> =
        report.findings.iter().map(|found| found.diagnostic.code.0).collect();
    assert_eq!(codes, ["V0101"]);
}

#[test]
fn what_takes_too_many_steps_is_left_open_and_said() {
    let text = proofs::products();
    let report = proved(&pack(&text));
    assert!(!report.undecided.is_empty());
    let again = proved(&pack(&text));
    assert_eq!((report.steps, report.undecided), (again.steps, again.undecided));
}

#[test]
fn a_question_takes_no_more_steps_than_are_stated() {
    let report = proved(&pack(&proofs::tallies()));
    let open: Vec<&str> = report.undecided.iter().map(|open| &*open.message.en).collect();
    assert_eq!(open, ["whether `never` of `never` can apply"]);
    // The last region looked at may go beyond it.
    assert!((1_000_001..1_001_000).contains(&report.steps), "{} steps", report.steps);
}

#[test]
fn factors_are_not_multiplied_out_to_see_that_their_share_stays_within_the_law() {
    let report = proved(&pack(&proofs::weights()));
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert!(report.undecided.is_empty(), "{:?}", report.undecided);
    assert!(report.steps < 5_000, "{} steps", report.steps);
}
