//! What a receipt covers: outcomes, values and citations, and no sentence that explains them.

use crate::support::packs::{pack, packs};
use fadu::AsOf;
use fadu::evaluation::{canonicalise, digest};
use serde_json::Value;

/// What explains and does not decide.
const EXPLAINING: [&str; 10] = [
    "because", "errors", "judge", "label", "period", "text", "title", "advise",
    "requires", "send_to",
];

/// About how many cases of a pack are looked at: spread over all of them.
const ENOUGH: usize = 60;

#[test]
fn the_result_is_that_of_the_verdicts_without_what_explains_them() {
    for id in packs() {
        let pack = pack(&id);
        let cases = pack.cases();
        for case in cases.iter().step_by(cases.len() / ENOUGH + 1) {
            let as_of = AsOf::parse(&case.as_of).unwrap();
            let evaluation = pack.evaluate(&pack.facts_from_json(&case.json), as_of);
            let mut written: Value =
                serde_json::from_slice(&evaluation.to_canonical()).unwrap();
            let mut verdicts = written["verdicts"].take();
            strip(&mut verdicts);
            let bytes = canonicalise(&verdicts.to_string()).unwrap();
            assert_eq!(digest(&bytes), evaluation.receipt.result, "{id}: {}", case.name);
        }
    }
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !EXPLAINING.contains(&name.as_str()));
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
