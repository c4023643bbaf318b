//! A case that changes fact by fact: what is found of the last answer is what is found anew.

use crate::support::packs::{pack, packs};
use fadu::evaluation::{Evaluation, Verdict};
use fadu::{AsOf, Memo, Pack, Stood};
use serde_json::{Map, Value};

/// How many changes are made of each pack's cases.
const CHANGES: usize = 50;

#[test]
fn an_answer_to_a_changed_case_is_the_answer_to_it_alone() {
    let (mut same, mut all) = (0_usize, 0_usize);
    for id in packs() {
        let pack = pack(&id);
        let (mut memo, mut before) = (Memo::default(), Vec::new());
        let mut was_said = (Vec::new(), Vec::new());
        for (at, (facts, as_of)) in changes(&pack).iter().enumerate() {
            let facts = pack.facts_from_json(facts.to_string().as_bytes());
            let names: Vec<String> = before
                .iter()
                .map(|verdict: &Verdict| verdict.head().name.clone())
                .collect();
            // Mostly nobody wants reasons; now and then those of one, or of all.
            let named: Vec<&str> = names
                .iter()
                .skip(at)
                .step_by(names.len().max(1))
                .map(String::as_str)
                .collect();
            let (named, expected): (Option<&[&str]>, Evaluation) = match at % 5 {
                3 => (None, pack.evaluate(&facts, *as_of)),
                1 => (Some(&named), pack.evaluate_explaining(&facts, *as_of, &named)),
                _ => (Some(&[]), pack.evaluate_explaining(&facts, *as_of, &[])),
            };
            let update = pack.evaluate_again(&facts, *as_of, named, &mut memo);
            let evaluation = Evaluation::from(update.answers.clone());
            let differ = differing(&evaluation, &expected);
            assert!(evaluation == expected, "{id}, change {at}: {differ:?}");
            assert_eq!(update.before.len(), expected.verdicts.len(), "{id}, change {at}");
            for (place, stood) in update.before.iter().enumerate() {
                let (was, is) = (before.get(place), expected.verdicts.get(place));
                match stood {
                    Stood::Same => assert!(was == is, "{id}, change {at}, {place}"),
                    Stood::Other(other) => {
                        assert!(was == Some(other), "{id}, change {at}, {place}");
                    }
                    Stood::Nothing => {}
                }
                same += usize::from(*stood == Stood::Same);
                all += 1;
            }
            // Of another day, or with other lists, nothing is known.
            if update.before.iter().any(|stood| *stood != Stood::Nothing) {
                let said = (update.missing_before, update.warnings_before);
                assert!(said == was_said, "{id}, change {at}");
            }
            was_said = (expected.missing, expected.warnings);
            before = expected.verdicts;
        }
    }
    assert!(same > all / 4, "{same} of {all} verdicts stayed the same");
}

#[test]
fn what_another_pack_left_is_not_taken() {
    let (one, other) = (pack("legal-review"), pack("price"));
    let mut memo = Memo::default();
    for pack in [&one, &other, &one] {
        let (facts, as_of) = changes(pack).remove(CHANGES / 2);
        let facts = pack.facts_from_json(facts.to_string().as_bytes());
        let expected = pack.evaluate(&facts, as_of);
        let update = pack.evaluate_again(&facts, as_of, None, &mut memo);
        let evaluation = Evaluation::from(update.answers.clone());
        assert!(evaluation == expected, "{}", pack.id());
        assert!(update.before.iter().all(|stood| *stood == Stood::Nothing));
    }
}

/// Names the verdicts that are not alike.
fn differing<'a>(one: &'a Evaluation, other: &Evaluation) -> Vec<&'a str> {
    let pairs = one.verdicts.iter().zip(&other.verdicts);
    pairs.filter(|(one, other)| one != other).map(|(one, _)| &*one.head().name).collect()
}

/// The pack's cases, each come to from the one before it, a fact after the other.
fn changes(pack: &Pack) -> Vec<(Value, AsOf)> {
    let cases = pack.cases();
    let mut changes = Vec::new();
    let mut facts = Map::new();
    for case in cases.iter().step_by((cases.len() / 7).max(1)) {
        let as_of = AsOf::parse(&case.as_of).unwrap();
        let next: Map<String, Value> = serde_json::from_slice(&case.json).unwrap();
        let gone = facts.keys().filter(|name| !next.contains_key(*name)).cloned();
        for name in gone.collect::<Vec<_>>() {
            facts.remove(&name);
            changes.push((Value::Object(facts.clone()), as_of));
        }
        for (name, value) in next {
            if facts.insert(name, value.clone()) != Some(value) {
                changes.push((Value::Object(facts.clone()), as_of));
            }
        }
    }
    // Some of everywhere.
    let every = changes.len() / CHANGES;
    let in_a_row = 12;
    let kept = |at: usize| (at / in_a_row).is_multiple_of(every + 1);
    (0..).zip(changes).filter(|(at, _)| kept(*at)).map(|(_, change)| change).collect()
}
