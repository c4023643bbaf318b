//! Reasons of single verdicts: all else is as it is with all reasons, the receipt too, in cases
//! of every pack.

use crate::support::packs::{pack, packs};
use fadu::AsOf;
use serde_json::Value;

/// How many of a pack's cases are evaluated both ways.
const CASES: usize = 12;

#[test]
fn reasons_of_one_verdict_are_those_it_has_among_all_and_change_nothing_else() {
    for id in packs() {
        let pack = pack(&id);
        let cases = pack.cases();
        for (at, case) in cases.iter().step_by((cases.len() / CASES).max(1)).enumerate() {
            let as_of = AsOf::parse(&case.as_of).unwrap();
            let facts = pack.facts_from_json(&case.json);
            let all = pack.evaluate(&facts, as_of);
            let asked = &all.verdicts[at % all.verdicts.len()].head().name;
            let one = pack.evaluate_explaining(&facts, as_of, &[asked]);
            assert_eq!(all.receipt, one.receipt, "{id}: {}", case.name);
            for (with, without) in all.verdicts.iter().zip(&one.verdicts) {
                let head = without.head();
                if head.name == *asked {
                    assert_eq!(with, without, "{id}: {}: {asked}", case.name);
                } else {
                    assert!(
                        head.because.is_empty(),
                        "{id}: {}: {}",
                        case.name,
                        head.name
                    );
                }
            }
            assert_eq!(bare(&all), bare(&one), "{id}: {}", case.name);
        }
    }
}

/// An evaluation without any reasons.
fn bare(evaluation: &fadu::Evaluation) -> Value {
    let mut value = serde_json::to_value(evaluation).unwrap();
    clear(&mut value);
    value
}

fn clear(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(clear),
        Value::Object(members) => {
            members.remove("because");
            members.values_mut().for_each(clear);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
