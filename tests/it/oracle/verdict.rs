//! All answers of a case, and how they differ from the engine's.

use super::deadline::Verdict;
use super::expr::Case;
use super::facts::Facts;
use super::review::shown_value;
use super::rules::{Block, Found, Place, Rules, Thing, deadlines};
use super::value::{Answer, Value, Wait, Waits};
use super::version::Chosen;
use fadu::syntax::tree::Declaration;
use serde_json::{Map, Value as Json, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What the oracle says about a case.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) verdicts: Vec<Json>,
    missing: BTreeMap<String, BTreeSet<String>>,
    problems: Vec<Json>,
}

/// Evaluates everything that the main pack shows.
pub(super) fn evaluate(rules: &Rules, json: &Json, as_of: Value) -> Said {
    let facts = Facts::read(rules, json);
    let case = Case { rules, facts: &facts, as_of, memo: RefCell::new(BTreeMap::new()) };
    let mut said = Said { verdicts: Vec::new(), missing: BTreeMap::new(), problems: Vec::new() };
    for (code, fact) in &facts.problems {
        said.problems.push(json!({ "code": code, "fact": fact }));
    }
    let declarations = &rules.packs[0].declarations;
    let weighs =
        declarations.iter().any(|one| matches!(one, Declaration::Benchmark(_)));
    let mut names = Vec::new();
    for declaration in declarations {
        let name = match declaration {
            Declaration::Define(one) if one.label.is_some() => &one.name.text,
            Declaration::Circumstance(one) if !weighs => &one.name.text,
            Declaration::Benchmark(one) => &one.name.text,
            Declaration::Review(one) => &one.name.text,
            Declaration::Scope(one) => &one.name.text,
            Declaration::Deadline(one) => &one.name.text,
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
            said.named(&case, name);
        }
    }
    said
}

fn kind(thing: Thing<'_>) -> &'static str {
    match thing {
        Thing::Deadline(_) => "deadline",
        Thing::Block(Block::Benchmark(_)) => "benchmark",
        Thing::Block(Block::Review(_)) => "review",
        Thing::Block(Block::Scope(_)) => "scope",
        _ => "define",
    }
}

impl Said {
    /// The verdicts of one name: of its version in force, or of all that may be.
    fn named(&mut self, case: &Case<'_>, name: &str) {
        let found = case.rules.named(0, name);
        match case.chosen(&found) {
            Chosen::One(Some(at), _) => self.shown(case, &found[at], &Waits::new()),
            Chosen::One(None, _) => {
                let mut parts = vec![(name.to_owned(), kind(found[0].thing))];
                for one in &found {
                    let Thing::Block(block) = one.thing else { continue };
                    for (_, part) in deadlines(block) {
                        let part = (format!("{name}.{}", part.name.text), "deadline");
                        if !parts.contains(&part) {
                            parts.push(part);
                        }
                    }
                }
                for (name, kind) in parts {
                    self.verdicts.push(json!({
                        "name": name,
                        "kind": kind,
                        "outcome": "not applicable",
                        "version": { "state": "none" },
                    }));
                }
            }
            Chosen::Open(waits) => {
                for one in &found {
                    self.shown(case, one, &waits);
                }
            }
        }
    }

    /// One verdict, with those of its deadlines; `date` is what the version's date waits for.
    fn shown<'r>(&mut self, case: &Case<'r>, found: &Found<'r>, date: &Waits) {
        let place = Place { block: None, ..found.place };
        let sure = Answer::truth(true);
        let (name, verdict) = match found.thing {
            Thing::Define(one) => (&one.name.text, value(case, &case.define(place, one))),
            Thing::Circumstance(one) => {
                (&one.name.text, value(case, &case.circumstance(place, one)))
            }
            Thing::Deadline(one) => (&one.name.text, case.deadline(place, one, &sure)),
            Thing::Block(Block::Benchmark(one)) => {
                (&one.name.text, case.benchmark(place, one))
            }
            Thing::Block(Block::Review(one)) => (&one.name.text, case.review(place, one)),
            Thing::Block(Block::Scope(one)) => (&one.name.text, case.scope(place, one)),
            other => panic!("no verdict: {other:?}"),
        };
        self.push(case, name, found, verdict, date);
        let Thing::Block(block) = found.thing else { return };
        let inner = Place { block: Some(block), ..place };
        for (ground, deadline) in deadlines(block) {
            let decides = match (ground, block) {
                (Some(at), Block::Scope(scope)) => case.ground_decides(place, scope, at),
                _ => sure.clone(),
            };
            let verdict = case.deadline(inner, deadline, &decides);
            let part = Found { thing: Thing::Deadline(deadline), ..*found };
            self.push(case, &format!("{name}.{}", deadline.name.text), &part, verdict, date);
        }
    }

    fn push<'r>(
        &mut self,
        case: &Case<'r>,
        name: &str,
        found: &Found<'r>,
        verdict: Verdict,
        date: &Waits,
    ) {
        let Verdict { mut fields, mut waits } = verdict;
        if !date.is_empty() {
            // Which version is in force is as open as the answer.
            waits.extend(date.iter().cloned());
            fields["outcome"] = json!(case.open(&waits));
        }
        let asked = fields.as_object_mut().unwrap().remove("asked");
        let asked = asked.and_then(|asked| asked.as_u64()).unwrap_or(0);
        let mut judge: Vec<Option<&String>> = (0..asked).map(|_| None).collect();
        for wait in &waits {
            match wait {
                Wait::Judge(key) => judge.push(Some(key)),
                Wait::Person(_) => judge.push(None),
                Wait::Fact(key) => {
                    self.missing.entry(key.clone()).or_default().insert(name.to_owned());
                }
                Wait::Failure => {}
            }
        }
        judge.sort();
        fields["name"] = json!(name);
        fields["kind"] = json!(kind(found.thing));
        fields["judge"] = json!(judge);
        fields["errors"] = json!(waits.contains(&Wait::Failure));
        self.verdicts.push(fields);
    }

    /// Everything that the engine says otherwise, a line each.
    pub(super) fn differences(&self, engine: &Json) -> Vec<String> {
        let mut found = Vec::new();
        let verdicts: Vec<Json> =
            engine["verdicts"].as_array().unwrap().iter().map(comparable).collect();
        let names = |verdicts: &[Json]| -> Vec<String> {
            verdicts.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
        };
        let (own, other) = (names(&self.verdicts), names(&verdicts));
        if own == other {
            for (own, other) in self.verdicts.iter().zip(&verdicts) {
                compare(own["name"].as_str().unwrap(), own, other, &mut found);
            }
        } else {
            found.push(format!("verdicts: oracle {own:?}, engine {other:?}"));
        }
        let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for one in engine["missing"].as_array().unwrap() {
            let verdicts = one["verdicts"].as_array().unwrap().iter();
            let names = verdicts.map(|name| name.as_str().unwrap().to_owned()).collect();
            missing.insert(one["fact"].as_str().unwrap().to_owned(), names);
        }
        if missing != self.missing {
            found.push(format!("missing: oracle {:?}, engine {missing:?}", self.missing));
        }
        compare("problems", &json!(self.problems), &engine["problems"], &mut found);
        found
    }
}

fn value(case: &Case<'_>, answer: &Answer) -> Verdict {
    let outcome = if answer.value.is_some() { "decided" } else { case.open(&answer.waits) };
    let fields = json!({
        "outcome": outcome,
        "value": answer.value.as_ref().map(shown_value),
    });
    Verdict { fields, waits: answer.waits.clone() }
}

/// The engine's verdict with what is compared in short: whom it asks, and whether a
/// calculation failed.
fn comparable(verdict: &Json) -> Json {
    let mut verdict = verdict.clone();
    let mut judge: Vec<Option<String>> = verdict["judge"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fact"].as_str().map(str::to_owned))
        .collect();
    judge.sort();
    verdict["judge"] = json!(judge);
    verdict["errors"] = json!(!verdict["errors"].as_array().unwrap().is_empty());
    verdict
}

/// Every field that the oracle has.
fn compare(at: &str, own: &Json, other: &Json, found: &mut Vec<String>) {
    match (own, other) {
        (Json::Object(fields), Json::Object(_)) => {
            for (key, value) in fields {
                compare(&format!("{at}/{key}"), value, &other[key], found);
            }
        }
        // What is done of the day a working day is converted by is a whole citation.
        (Json::Bool(true), Json::Object(_)) => {}
        (Json::Array(own), Json::Array(other)) if own.len() == other.len() => {
            for (place, (own, other)) in own.iter().zip(other).enumerate() {
                let name = own["name"].as_str().map(str::to_owned);
                let name = name.unwrap_or_else(|| place.to_string());
                compare(&format!("{at}/{name}"), own, other, found);
            }
        }
        _ if own == other => {}
        _ => found.push(format!("{at}: oracle {own}, engine {other}")),
    }
}

/// The enumerated answers of a verdict, as `kind field value`: what a run has reached.
pub(super) fn reached(verdict: &Json, into: &mut BTreeMap<String, u64>) {
    let kind = verdict["kind"].as_str().unwrap();
    walk(kind, verdict.as_object().unwrap(), into);
}

fn walk(at: &str, fields: &Map<String, Json>, into: &mut BTreeMap<String, u64>) {
    const ENUMERATED: [&str; 14] = [
        "outcome", "status", "state", "imposed", "settled", "position", "below_statute",
        "answer", "finding", "required", "decision", "provisional", "backwards", "errors",
    ];
    for (key, value) in fields {
        match value {
            Json::Array(parts) => {
                for part in parts.iter().filter_map(Json::as_object) {
                    walk(&format!("{at}/{key}"), part, into);
                }
            }
            Json::String(text) if ENUMERATED.contains(&key.as_str()) => {
                *into.entry(format!("{at}/{key} {text}")).or_default() += 1;
            }
            Json::Bool(truth) if ENUMERATED.contains(&key.as_str()) => {
                *into.entry(format!("{at}/{key} {truth}")).or_default() += 1;
            }
            _ => {}
        }
    }
}
