//! All answers of a case, and how they differ from the engine's.

use super::deadline::Verdict;
use super::expr::Case;
use super::facts::Facts;
use super::review::shown_value;
use super::rules::{Block, Found, Place, Rules, Thing, dated, deadlines};
use super::value::{Answer, Value, Wait, all};
use fadu::syntax::tree::{Declaration, Scope};
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
    let case = Case {
        rules,
        facts: &facts,
        as_of,
        memo: RefCell::default(),
        kinds: RefCell::default(),
        law: None,
    };
    let mut said =
        Said { verdicts: Vec::new(), missing: BTreeMap::new(), problems: Vec::new() };
    for (code, fact) in &facts.problems {
        said.problems.push(json!({ "code": code, "fact": fact }));
    }
    let entries = entries(rules);
    for (at, entry) in entries.iter().enumerate() {
        if let Thing::Block(Block::Benchmark(one)) = entry.found.thing
            && let Some(lenient) = &one.version.lenient
        {
            if entries[..at].iter().all(|other| other.name != entry.name) {
                let versions: Vec<Found<'_>> = entries
                    .iter()
                    .filter(|other| other.name == entry.name)
                    .map(|other| other.found)
                    .collect();
                let mut found = case.by_two_laws(&versions, lenient);
                let fields = found.fields.as_object_mut().unwrap();
                let version = fields.remove("version").unwrap();
                said.told(entry, found, version);
            }
            continue;
        }
        let law = case.in_force(&entry.found);
        if law.as_bool() != Some(false) {
            said.shown(&case, entry, &law);
            continue;
        }
        // If none is law, the first has one for all of them.
        let mut others = entries.iter().filter(|other| other.name == entry.name);
        let first = entries[..at].iter().all(|other| other.name != entry.name);
        let open =
            others.any(|other| case.in_force(&other.found).as_bool() != Some(false));
        if first && !open {
            said.none(&case, entry);
        }
    }
    said
}

/// Something shown, one of its versions.
struct Entry<'r> {
    name: String,
    found: Found<'r>,
    /// Of a deadline in a scope: the scope, and the place of its ground.
    ground: Option<(&'r Scope, usize)>,
}

/// What the main pack shows, in the order written: every version, and after a block what
/// stands in it.
fn entries(rules: &Rules) -> Vec<Entry<'_>> {
    let declarations = &rules.packs[0].declarations;
    let weighs = declarations.iter().any(|one| matches!(one, Declaration::Benchmark(_)));
    let top = rules.top(0);
    let mut entries = Vec::new();
    for declaration in declarations {
        let (name, version, thing) = match declaration {
            Declaration::Define(one) if one.label.is_some() => {
                (&one.name, &one.version, Thing::Define(one))
            }
            Declaration::Circumstance(one) if !weighs => {
                (&one.name, &one.version, Thing::Circumstance(one))
            }
            Declaration::Deadline(one) => (&one.name, &one.version, Thing::Deadline(one)),
            Declaration::Benchmark(one) => {
                (&one.name, &one.version, Thing::Block(Block::Benchmark(one)))
            }
            Declaration::Table(one) => (&one.name, &one.version, Thing::Table(one)),
            Declaration::Review(one) => {
                (&one.name, &one.version, Thing::Block(Block::Review(one)))
            }
            Declaration::Scope(one) => {
                (&one.name, &one.version, Thing::Block(Block::Scope(one)))
            }
            _ => continue,
        };
        let name = name.text.clone();
        let own = dated(version);
        let found = Found { own, around: None, place: top, thing };
        entries.push(Entry { name: name.clone(), found, ground: None });
        let Thing::Block(block) = thing else { continue };
        for (ground, deadline) in deadlines(block) {
            let ground = match block {
                Block::Scope(scope) => ground.map(|at| (scope, at)),
                Block::Benchmark(_) | Block::Review(_) => None,
            };
            entries.push(Entry {
                name: format!("{name}.{}", deadline.name.text),
                found: Found {
                    own: dated(&deadline.version),
                    around: own,
                    place: Place { block: Some(block), ..top },
                    thing: Thing::Deadline(deadline),
                },
                ground,
            });
        }
    }
    entries
}

fn kind(thing: Thing<'_>) -> &'static str {
    match thing {
        Thing::Deadline(_) => "deadline",
        Thing::Block(Block::Benchmark(_)) => "benchmark",
        Thing::Block(Block::Review(_)) => "review",
        Thing::Block(Block::Scope(_)) => "scope",
        Thing::Table(_) => "table",
        _ => "define",
    }
}

impl Said {
    /// No version is in force.
    fn none(&mut self, case: &Case<'_>, entry: &Entry<'_>) {
        let mut fields = json!({
            "name": entry.name,
            "kind": kind(entry.found.thing),
            "outcome": "not applicable",
            "version": case.shown_version(&entry.found, "none"),
            "judge": [],
            "errors": false,
        });
        let more = match entry.found.thing {
            Thing::Deadline(_) => json!({
                "due": null, "event": null, "state": null, "met": null, "provisional": false,
                "suspensions": [], "workdays_left": null, "exception": null,
            }),
            Thing::Block(Block::Benchmark(_)) => json!({
                "tier": null, "tiers": [], "penalties": [], "circumstances": [],
                "proposals": [],
            }),
            Thing::Block(Block::Review(_)) => json!({
                "required": "false", "layers": [], "items": [], "opinion": null,
                "opinions": [],
            }),
            Thing::Table(_) => json!({ "outputs": [], "rows": [], "hit": null }),
            Thing::Block(Block::Scope(_)) => {
                json!({ "decision": null, "ground": null, "grounds": [] })
            }
            _ => json!({ "value": null }),
        };
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.verdicts.push(fields);
    }

    /// One verdict; `law` is whether its version is in force.
    fn shown<'r>(&mut self, case: &Case<'r>, entry: &Entry<'r>, law: &Answer) {
        let found = entry.found;
        let sure = Answer::truth(true);
        let verdict = match found.thing {
            // An open version shows what the name stands for; a circumstance shows itself.
            Thing::Define(one) if law.as_bool() == Some(true) => {
                value(case, &case.define(found.place, one))
            }
            Thing::Define(_) => {
                let all = case.rules.named(0, &entry.name);
                let of = |one: &Found<'r>| match one.thing {
                    Thing::Define(define) => case.define(one.place, define),
                    other => panic!("no value: {other:?}"),
                };
                value(case, &case.by_version(&all, of))
            }
            Thing::Circumstance(one) => {
                value(case, &all(&[law.clone(), case.circumstance(found.place, one)]))
            }
            Thing::Deadline(one) => {
                let decides = match entry.ground {
                    Some((scope, at)) => {
                        let around = Found { own: None, ..found };
                        let law = case.in_force(&around);
                        case.ground_decides(found.place, scope, at, &law)
                    }
                    None => sure,
                };
                case.deadline(found.place, one, &decides, law)
            }
            Thing::Block(Block::Benchmark(one)) => match &one.each {
                Some(each) => case.each(found.place, one, each, law),
                None => case.benchmark(found.place, one, law),
            },
            Thing::Table(one) => case.table(&found, &entry.name, one, law),
            Thing::Block(Block::Review(one)) => case.review(found.place, one, law),
            Thing::Block(Block::Scope(one)) => case.scope(found.place, one, law),
            other => panic!("no verdict: {other:?}"),
        };
        let state = if law.as_bool() == Some(true) { "in force" } else { "possible" };
        let version = case.shown_version(&found, state);
        self.told(entry, verdict, version);
    }

    fn told(&mut self, entry: &Entry<'_>, verdict: Verdict, version: Json) {
        let Verdict { mut fields, waits } = verdict;
        let asked = fields.as_object_mut().unwrap().remove("asked");
        let asked = match &asked {
            Some(Json::Array(all)) => all.len(),
            Some(number) => usize::try_from(number.as_u64().unwrap()).unwrap(),
            None => 0,
        };
        let nothing = fields.as_object_mut().unwrap().remove("nothing");
        let mut judge: Vec<Option<&String>> = (0..asked).map(|_| None).collect();
        for wait in &waits {
            match wait {
                Wait::Judge(key) => judge.push(Some(key)),
                Wait::Person(_) => judge.push(None),
                Wait::Fact(key) => {
                    let names = self.missing.entry(key.clone()).or_default();
                    names.insert(entry.name.clone());
                }
                Wait::Failure => {}
            }
        }
        judge.sort();
        fields["version"] = version;
        fields["name"] = json!(entry.name);
        fields["kind"] = json!(kind(entry.found.thing));
        fields["judge"] = json!(judge);
        let failed = waits.contains(&Wait::Failure) || nothing == Some(json!(true));
        fields["errors"] = json!(failed);
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
        let facts: BTreeSet<&String> =
            self.missing.keys().chain(missing.keys()).collect();
        for fact in facts {
            let (own, other) = (self.missing.get(fact), missing.get(fact));
            if own != other {
                found.push(format!("missing {fact}: oracle {own:?}, engine {other:?}"));
            }
        }
        compare("problems", &json!(self.problems), &engine["problems"], &mut found);
        found
    }
}

fn value(case: &Case<'_>, answer: &Answer) -> Verdict {
    let outcome =
        if answer.value.is_some() { "decided" } else { case.open(&answer.waits) };
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
        "outcome",
        "status",
        "state",
        "imposed",
        "settled",
        "position",
        "below_statute",
        "answer",
        "finding",
        "required",
        "decision",
        "provisional",
        "backwards",
        "errors",
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
