//! Every case of every pack of `rules/`.

use super::rules::Rules;
use super::value::Value;
use super::verdict::evaluate;
use super::{as_of, engine};
use crate::support::packs::{PACKS, files, pack};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::Write as _;

#[test]
fn every_case_of_every_pack_comes_to_what_the_specification_says() {
    let files = files();
    for id in PACKS {
        let (rules, pack) = (Rules::read(&files, id), pack(id));
        let mut cases: Vec<(Json, String)> = vec![(json!({}), "2025-06-30".to_owned())];
        for case in pack.cases() {
            cases.push((serde_json::from_slice(&case.json).unwrap(), case.as_of));
        }
        let mut count = 0;
        let mut differing: BTreeMap<String, String> = BTreeMap::new();
        // A long run takes every case, any other a hundred or so.
        let long = std::env::vars().any(|(key, _)| key == "FADU_ORACLE_PACKS");
        let stride = if long { 1 } else { cases.len() / 100 + 1 };
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
        writeln!(std::io::stderr(), "{id}: {count} evaluations").unwrap();
        let lines: Vec<String> =
            differing.iter().map(|(line, case)| format!("{line}\n  {case}")).collect();
        assert!(lines.is_empty(), "{id}:\n{}", lines.join("\n"));
    }
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
