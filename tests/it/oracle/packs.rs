//! Every case of every pack of `rules/` that the oracle knows all of.

use super::known::unknown;
use super::rules::Rules;
use super::value::Value;
use super::verdict::evaluate;
use super::{as_of, engine};
use crate::support::packs::{files, pack, packs};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::Write as _;

#[test]
fn every_case_of_every_pack_comes_to_what_the_specification_says() {
    let files = files();
    let (mut known, mut wrong) = (0, Vec::new());
    for id in packs() {
        let rules = Rules::read(&files, &id);
        let unknown: Vec<&str> = unknown(&rules).into_iter().collect();
        if !unknown.is_empty() {
            writeln!(std::io::stderr(), "{id}: not known: {}", unknown.join(", "))
                .unwrap();
            continue;
        }
        known += 1;
        let pack = pack(&id);
        let mut cases: Vec<(Json, String)> = vec![(json!({}), "2025-06-30".to_owned())];
        for case in pack.cases() {
            cases.push((serde_json::from_slice(&case.json).unwrap(), case.as_of));
        }
        let mut count = 0;
        let mut differing: BTreeMap<String, String> = BTreeMap::new();
        // A long run takes some three hundred cases of a pack, any other thirty or so.
        let long = std::env::vars().any(|(key, _)| key == "FADU_ORACLE_PACKS");
        let stride = cases.len() / if long { 300 } else { 30 } + 1;
        for (at, (facts, date)) in cases.iter().enumerate().step_by(stride) {
            for facts in fewer(facts, at) {
                let at: Value = as_of(date);
                let said = evaluate(&rules, &facts, at);
                let answers = engine(&pack, &facts, date);
                for line in said.differences(&answers) {
                    differing.entry(line).or_insert_with(|| format!("{date} {facts}"));
                }
                count += 1;
            }
        }
        let differ = differing.len();
        writeln!(std::io::stderr(), "{id}: {count} evaluations, {differ} differ")
            .unwrap();
        wrong.extend(
            differing.iter().map(|(line, case)| format!("{id}: {line}\n  {case}")),
        );
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(known > 3, "the oracle knows only {known} packs");
}

/// The facts of a case: all of them, and without one or without every third.
fn fewer(facts: &Json, at: usize) -> Vec<Json> {
    let all = facts.as_object().unwrap();
    let keep = |keep: &dyn Fn(usize) -> bool| -> Json {
        let kept = all.iter().enumerate().filter(|(place, _)| keep(*place));
        kept.map(|(_, (key, value))| (key.clone(), value.clone())).collect()
    };
    let one = at % all.len().max(1);
    if at.is_multiple_of(2) {
        vec![facts.clone(), keep(&|place| place != one)]
    } else {
        vec![facts.clone(), keep(&|place| place % 3 != at % 3)]
    }
}
