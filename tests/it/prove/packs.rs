//! What is found of the packs under `rules/`: each finding is here with why it stands.

use super::proved;
use crate::support::packs::{PACKS, pack};

/// Pack, code, rule, how often; and why it stands.
const KNOWN: &[(&str, &str, &str, usize)] = &[
    // Warnings: what the law's lists leave over a person decides; both versions of each.
    ("reconsideration-acceptance", "V0101", "acceptance", 2),
    ("reconsideration-acceptance", "V0101", "where_to_apply", 2),
    ("reconsideration-acceptance", "V0101", "matters", 2),
    ("reconsideration-acceptance", "V0101", "document_review", 2),
    // What was not served is taken as not known (regulation art. 15 para. 2): there is no such
    // day, and the time limit waits for none.
    ("reconsideration-acceptance", "V0101", "known_on", 1),
];

/// What is left open: days that a chain of definitions moves by months and by working days.
const OPEN: &[&str] = &[
    "reconsideration-acceptance: whether `past the longest period` of `Acceptance` can apply",
];

#[test]
fn what_is_found_of_the_packs_is_known() {
    let mut found: Vec<(String, String, String, usize)> = Vec::new();
    let mut undecided = Vec::new();
    for id in PACKS {
        let report = proved(&pack(id));
        for finding in report.findings {
            let code = finding.diagnostic.code.0.to_owned();
            let one = (id.to_owned(), code, finding.rule);
            match found
                .iter_mut()
                .find(|(id, code, rule, _)| (id, code, rule) == (&one.0, &one.1, &one.2))
            {
                Some(known) => known.3 += 1,
                None => found.push((one.0, one.1, one.2, 1)),
            }
        }
        undecided.extend(
            report.undecided.iter().map(|open| format!("{id}: {}", open.message.en)),
        );
    }
    let known: Vec<(String, String, String, usize)> = KNOWN
        .iter()
        .map(|(id, code, rule, count)| {
            ((*id).to_owned(), (*code).to_owned(), (*rule).to_owned(), *count)
        })
        .collect();
    assert_eq!(found, known);
    assert_eq!(undecided, OPEN);
}
