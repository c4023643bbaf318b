//! The specification's own examples: an oracle that is wrong on one of them is no oracle.

use super::rules::Rules;
use super::verdict::evaluate;
use super::{as_of, engine, known};
use crate::sample::{TODAY, compiled_with, sources, tables};
use crate::spec::{chapter_name, chapters, fences};
use fadu::Pack;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

/// Chapters whose facts are spelled in ways that only the engine reads.
const SPELLED: [&str; 2] = ["06-facts.md", "19-digests-and-receipt.md"];

/// The rules at hand, for the engine and for the oracle.
fn read(
    rules: &str,
    beside: &[(String, String)],
    profile: Option<&str>,
) -> Option<(Pack, Rules)> {
    let mut pack = compiled_with(rules, beside).pack?;
    if let Some(name) = profile {
        pack = pack.with_profile(name).unwrap();
    }
    let mut files = sources(rules);
    files.extend(tables(beside));
    let own = Rules::read_by(&files, pack.id(), profile);
    Some((pack, own))
}

#[test]
fn every_example_of_the_specification_is_understood() {
    let (mut count, mut wrong) = (0, Vec::new());
    let mut left_out: BTreeMap<&str, u32> = BTreeMap::new();
    for path in chapters() {
        let name = chapter_name(&path);
        if SPELLED.contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        let (mut rules, mut facts) = (String::new(), "{}".to_owned());
        let mut beside: Vec<(String, String)> = Vec::new();
        let mut profile: Option<String> = None;
        let mut at_hand: Option<(Pack, Rules)> = None;
        for fence in fences(&text, &name, &mut Vec::new()) {
            match (fence.kind.as_str(), fence.words.as_str()) {
                ("fadu", words) => {
                    (rules, facts) = (fence.body.clone(), "{}".to_owned());
                    beside.clear();
                    profile = None;
                    at_hand = None;
                    match words.split_once(' ') {
                        Some((known, "more")) => {
                            rules = format!("{}{rules}", named[known]);
                        }
                        _ if words.is_empty() => {}
                        _ => drop(named.insert(words.to_owned(), rules.clone())),
                    }
                }
                ("file" | "csv", path) => {
                    beside.push((path.to_owned(), fence.body.clone()));
                    at_hand = None;
                }
                ("profile", name) => {
                    profile = Some(name.to_owned());
                    at_hand = None;
                }
                ("json", _) => facts.clone_from(&fence.body),
                ("expect", date) => {
                    let date = if date.is_empty() { TODAY } else { date };
                    let (pack, own) = match &at_hand {
                        Some(known) => known,
                        None => match read(&rules, &beside, profile.as_deref()) {
                            Some(made) => &*at_hand.insert(made),
                            None => continue,
                        },
                    };
                    let Ok(given) = serde_json::from_str::<Json>(&facts) else {
                        continue;
                    };
                    let unknown = known::unknown(own);
                    if !unknown.is_empty() {
                        for name in unknown {
                            *left_out.entry(name).or_default() += 1;
                        }
                        continue;
                    }
                    let said = evaluate(own, &given, as_of(date));
                    for line in said.differences(&engine(pack, &given, date)) {
                        wrong.push(format!("{name}: {line}\n{rules}{date} {facts}"));
                    }
                    count += 1;
                }
                _ => {}
            }
        }
    }
    writeln!(std::io::stderr(), "specification: {count} evaluations").unwrap();
    writeln!(std::io::stderr(), "left out for: {left_out:?}").unwrap();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 150, "only {count} examples were found");
}
