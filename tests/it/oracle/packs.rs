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
        // Each case also with each of its facts left out.
        let mut count = 0;
        let mut differing: BTreeMap<String, String> = BTreeMap::new();
        for (facts, date) in &cases {
            let mut left_out = vec![facts.clone()];
            for key in facts.as_object().unwrap().keys() {
                let mut fewer = facts.clone();
                fewer.as_object_mut().unwrap().remove(key);
                left_out.push(fewer);
            }
            for facts in left_out {
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
