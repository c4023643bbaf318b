//! The specification's own examples: an oracle that is wrong on one of them is no oracle.

use super::rules::Rules;
use super::verdict::evaluate;
use super::{as_of, engine};
use crate::sample::{TODAY, compiled, sources};
use crate::spec::{chapter_name, chapters, fences};
use fadu::diagnostic::Language;
use fadu::format;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

/// Chapters whose facts are spelled in ways that only the engine reads.
const SPELLED: [&str; 2] = ["06-facts.md", "19-digests-and-receipt.md"];

/// FIXME(oracle): whether an example uses a construct that the oracle does not know yet: two
/// laws, units of measure, tables, scorecards, weights, formulas, parameters, packs that
/// apply others, lists, tiers that overlap or move, penalties to choose from, documents,
/// counts of time that are multiplied or bounded, amounts that other rules read.
fn unknown_to_the_oracle(rules: &str) -> bool {
    let rules = format::language(rules, Language::En).unwrap_or_else(|_| rules.into());
    let moves =
        ["overlap take", " raise ", " lower ", " reduce ", "tier top", "tier bottom"];
    let chooses = |line: &str| {
        line.trim().starts_with("impose ")
            && (line.contains(" or ") || line.contains("any of"))
    };
    let counts = ["days from ", "months from ", "years from ", "hours from "]
        .iter()
        .any(|word| rules.contains(word));
    let multiplies =
        ["×", "÷", "capped at", "not below"].iter().any(|word| rules.contains(word));
    let names = rules.lines().filter_map(|line| {
        line.strip_prefix("benchmark ").and_then(|rest| rest.split_whitespace().next())
    });
    let names: Vec<String> = names.map(|name| format!(" {name}.")).collect();
    let reads = |line: &str| {
        let words = ["define ", "penalty ", "tier ", "proposed "];
        words.iter().any(|word| line.trim().starts_with(word))
            && names.iter().any(|name| line.contains(name))
    };
    rules.contains("lenient")
        || (counts && multiplies)
        || rules.lines().any(reads)
        || rules.contains("list of")
        || rules.contains(" unit \"")
        || moves.iter().any(|word| rules.contains(word))
        || rules.lines().any(chooses)
        || rules.lines().any(|line| {
            ["table ", "scorecard ", "parameter ", "unit ", "document "]
                .iter()
                .any(|word| line.starts_with(word))
                || line.starts_with("pack ") && line.contains(" applies ")
        })
        || rules.lines().any(|line| {
            ["  weights ", "  compute ", "  override "]
                .iter()
                .any(|word| line.starts_with(word))
        })
}

#[test]
fn every_example_of_the_specification_is_understood() {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in chapters() {
        let name = chapter_name(&path);
        if SPELLED.contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        let (mut rules, mut facts) = (String::new(), "{}".to_owned());
        for fence in fences(&text, &name, &mut Vec::new()) {
            match (fence.kind.as_str(), fence.words.as_str()) {
                ("fadu", words) => {
                    (rules, facts) = (fence.body.clone(), "{}".to_owned());
                    match words.split_once(' ') {
                        Some((known, "more")) => {
                            rules = format!("{}{rules}", named[known]);
                        }
                        _ if words.is_empty() => {}
                        _ => drop(named.insert(words.to_owned(), rules.clone())),
                    }
                }
                ("json", _) => facts.clone_from(&fence.body),
                ("expect", date) => {
                    let date = if date.is_empty() { TODAY } else { date };
                    if unknown_to_the_oracle(&rules) {
                        continue;
                    }
                    let Some(pack) = compiled(&rules).pack else { continue };
                    let Ok(given) = serde_json::from_str::<Json>(&facts) else {
                        continue;
                    };
                    let own = Rules::read(&sources(&rules), pack.id());
                    let said = evaluate(&own, &given, as_of(date));
                    for line in said.differences(&engine(&pack, &given, date)) {
                        wrong.push(format!("{name}: {line}\n{rules}{date} {facts}"));
                    }
                    count += 1;
                }
                _ => {}
            }
        }
    }
    writeln!(std::io::stderr(), "specification: {count} evaluations").unwrap();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 150, "only {count} examples were found");
}
