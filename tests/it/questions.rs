//! Asking in the order of `missing` settles a case with fewer questions than asking in the
//! order of the form, in every pack; and what the list leaves out could not have mattered.

use crate::support::packs::{pack, packs};
use fadu::evaluation::Outcome;
use fadu::{AsOf, Evaluation, Pack, Verdict};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::io::Write as _;

type Answers = Map<String, Value>;
type Goal = BTreeSet<String>;

/// How many of a pack's cases are asked through: every so many, and of a pack with many
/// cases about so many in all.
const STRIDE: usize = 8;
const ENOUGH: usize = 24;

#[test]
fn the_listed_order_settles_cases_with_fewer_questions_than_the_form() {
    let mut few = Vec::new();
    for id in packs() {
        let pack = pack(&id);
        let (mut listed, mut declared, mut cases) = (0, 0, 0);
        let every = STRIDE.max(pack.cases().len() / ENOUGH);
        for case in pack.cases().iter().step_by(every) {
            let facts: Answers = serde_json::from_slice(&case.json).unwrap();
            let as_of = AsOf::parse(&case.as_of).unwrap();
            let goal = settled(&evaluate(&pack, &facts, as_of));
            if goal.is_empty() {
                continue;
            }
            cases += 1;
            listed += by_list(&pack, &facts, as_of, &goal);
            declared += by_form(&pack, &facts, as_of, &goal);
        }
        writeln!(
            std::io::stderr(),
            "{id}: {cases} cases, {listed} questions by the list, {declared} by the form"
        )
        .unwrap();
        // What a few cases of a shared pack come to says little.
        if cases <= 5 {
            few.push(id);
            continue;
        }
        assert!(
            listed < declared,
            "{id}: {listed} questions by the list, {declared} by the form"
        );
    }
    assert!(few.len() < 3, "of these too few cases settle: {few:?}");
}

fn evaluate(pack: &Pack, facts: &Answers, as_of: AsOf) -> Evaluation {
    let json = serde_json::to_vec(facts).unwrap();
    pack.evaluate(&pack.facts_from_json(&json), as_of)
}

/// The answers that are not open for want of a fact: those people wait for, or in a pack of
/// shared rules all.
fn settled(evaluation: &Evaluation) -> BTreeSet<String> {
    let main = |verdict: &Verdict| {
        matches!(verdict, Verdict::Benchmark(_) | Verdict::Review(_) | Verdict::Scope(_))
    };
    let any = evaluation.verdicts.iter().any(main);
    evaluation
        .verdicts
        .iter()
        .filter(|verdict| !any || main(verdict))
        .filter(|verdict| verdict.head().outcome != Outcome::Unknown)
        .map(|verdict| verdict.head().name.clone())
        .collect()
}

fn by_list(pack: &Pack, answers: &Answers, as_of: AsOf, goal: &Goal) -> usize {
    let mut known = Map::new();
    let mut refused = Vec::new();
    let mut asked = 0;
    loop {
        let evaluation = evaluate(pack, &known, as_of);
        if settled(&evaluation).is_superset(goal) {
            return asked;
        }
        let next =
            evaluation.missing.iter().find(|missing| !refused.contains(&missing.fact));
        let next = next.expect("an open case lists what it waits for").fact.clone();
        asked += 1;
        match answers.get(&next) {
            Some(answer) => {
                known.insert(next, answer.clone());
            }
            None => refused.push(next),
        }
    }
}

fn by_form(pack: &Pack, answers: &Answers, as_of: AsOf, goal: &Goal) -> usize {
    let mut known = Map::new();
    let mut asked = 0;
    for fact in pack.facts() {
        if settled(&evaluate(pack, &known, as_of)).is_superset(goal) {
            break;
        }
        asked += 1;
        if let Some(answer) = answers.get(&fact.fact) {
            known.insert(fact.fact, answer.clone());
        }
    }
    asked
}
