//! Deciding without reasons comes to what evaluating comes to.

use crate::support::packs::{pack, packs};
use fadu::evaluation::to_canonical;
use fadu::{AsOf, Pack, SourceText, Verdict};
use serde_json::{Map, Value};

/// Compares both on one case.
fn check(pack: &Pack, json: &[u8], as_of: AsOf, name: &str) {
    let facts = pack.facts_from_json(json);
    let mut evaluated = written(&pack.evaluate(&facts, as_of).verdicts);
    let whole = evaluated.clone();
    forget(&mut evaluated);
    assert_ne!(evaluated, whole, "{name}: nothing has a reason");
    assert_eq!(written(&pack.decide(&facts, as_of)), evaluated, "{name}");
}

fn written(verdicts: &Vec<Verdict>) -> Value {
    serde_json::from_slice(&to_canonical(verdicts)).unwrap()
}

/// Empties every `because`.
fn forget(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("because", Value::Array(reasons)) => reasons.clear(),
                    (_, member) => forget(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(forget),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// About how many cases of a pack are looked at: spread over all of them.
const ENOUGH: usize = 30;

#[test]
fn a_case_decided_without_reasons_comes_to_the_same() {
    for id in packs() {
        let pack = pack(&id);
        let cases = pack.cases();
        for case in cases.iter().step_by(cases.len() / ENOUGH + 1) {
            let as_of = AsOf::parse(&case.as_of).unwrap();
            check(&pack, &case.json, as_of, &case.name);
            // And with every third fact left out, so that answers are open.
            let facts: Map<String, Value> = serde_json::from_slice(&case.json).unwrap();
            let some: Map<String, Value> = facts
                .into_iter()
                .enumerate()
                .filter(|(position, _)| position % 3 != 0)
                .map(|(_, fact)| fact)
                .collect();
            check(&pack, Value::Object(some).to_string().as_bytes(), as_of, &case.name);
        }
    }
}

#[test]
fn what_is_judged_by_two_laws_comes_to_the_same_without_reasons() {
    let files = [
        SourceText::new(
            "t/pack.fadu",
            include_str!("../../eval/never-wrong/lenient.fadu"),
        ),
        SourceText::new(
            "calendars/cn.csv",
            include_str!("../../../rules/calendars/cn.csv"),
        ),
    ];
    let pack = fadu::compile(&files, None).pack.unwrap();
    let as_of = AsOf::parse("2025-06-30").unwrap();
    for act in ["", "2019-05-01", "2022-05-01", "2024-05-01"] {
        for decided in ["", "2023-05-01", "2024-06-01", "2025-05-01"] {
            for rest in ["", r#", "gains": 30000, "grave": true, "doubt": "fail""#] {
                let date = |day: &str| match day {
                    "" => "null".to_owned(),
                    day => format!("{day:?}"),
                };
                let (act, decided) = (date(act), date(decided));
                let json =
                    format!(r#"{{"act_on": {act}, "decided_on": {decided}{rest}}}"#);
                check(&pack, json.as_bytes(), as_of, &json);
            }
        }
    }
}
