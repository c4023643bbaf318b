//! The engine against the oracle on rules and facts that nobody wrote. What differs is
//! shrunk and printed; `FADU_ORACLE_PACKS` says how many packs are made, and `FADU_ORACLE_SEED`,
//! a number under 128, from which seed.

use super::coverage::{REACHED, WRITTEN};
use super::generate::{Choices, Made, as_of, facts, rules as make};
use super::rules::Rules;
use super::verdict::{evaluate, reached};
use fadu::{Pack, SourceText};
use proptest::collection::vec;
use proptest::num::u32::ANY;
use proptest::test_runner::{
    Config, FailurePersistence, RngAlgorithm, TestCaseError, TestRng, TestRunner,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write as _;

/// How many cases each pack is asked.
const CASES: usize = 20;
/// How many packs are made where nobody says otherwise.
const FEW: u32 = 100;
/// From so many on, everything in `REACHED` and `WRITTEN` must have come up.
const MANY: u32 = 2000;

/// What was made and reached.
#[derive(Debug, Default)]
struct Counts {
    packs: u64,
    /// Rules that the checker does not take, by the code of what it says.
    refused: BTreeMap<String, u64>,
    evaluations: u64,
    reached: BTreeMap<String, u64>,
    written: BTreeMap<&'static str, u64>,
}

#[test]
fn generated_rules_come_to_what_the_specification_says() {
    run(1);
}

#[test]
fn other_generated_rules_do_so_too() {
    run(2);
}

/// Makes half of the packs: two threads share them.
fn run(seed: u8) {
    let asked = |name: &str| std::env::vars().find(|(key, _)| key == name);
    let packs = asked("FADU_ORACLE_PACKS");
    let packs = packs.map_or(FEW, |(_, packs)| packs.parse().unwrap()) / 2;
    let seed = seed
        + asked("FADU_ORACLE_SEED").map_or(0, |(_, at)| 2 * at.parse::<u8>().unwrap());
    let counts = RefCell::new(Counts::default());
    let config = Config {
        cases: packs,
        max_shrink_iters: 4000,
        failure_persistence: None::<Box<dyn FailurePersistence>>,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let strategy = (vec(ANY, 0..900), vec(vec(ANY, 0..90), CASES));
    let outcome = runner.run(&strategy, |(numbers, cases)| {
        compare(&numbers, &cases, &mut counts.borrow_mut()).map_err(TestCaseError::fail)
    });
    let counts = counts.into_inner();
    let mut lines =
        vec![format!("{} evaluations of {} packs", counts.evaluations, counts.packs)];
    if packs * 2 >= MANY {
        lines.extend(
            counts.refused.iter().map(|(code, n)| format!("{n:>8} refused: {code}")),
        );
        lines.extend(
            counts.written.iter().map(|(word, n)| format!("{n:>8} packs: {word}")),
        );
        lines.extend(counts.reached.iter().map(|(what, n)| format!("{n:>8} {what}")));
    }
    let mut out = std::io::stderr();
    writeln!(out, "{}", lines.join("\n")).unwrap();
    if let Err(error) = outcome {
        // The numbers behind the rules tell nobody anything.
        let text = error.to_string();
        panic!("{}", text.split("minimal failing input").next().unwrap());
    }
    if packs * 2 >= MANY {
        let seen = |what: &&&str| !counts.reached.contains_key(**what);
        let never: Vec<&&str> = REACHED.iter().filter(seen).collect();
        assert!(never.is_empty(), "no case came to {never:?}");
        let seen = |what: &&&str| !counts.written.contains_key(**what);
        let never: Vec<&&str> = WRITTEN.iter().filter(seen).collect();
        assert!(never.is_empty(), "no rules had {never:?}");
    }
}

fn sources(made: &Made) -> Vec<SourceText> {
    let calendar = include_str!("../../../rules/calendars/cn.csv");
    let mut sources = vec![
        SourceText::new("t/pack.fadu", made.main.as_str()),
        SourceText::new("calendars/cn.csv", calendar),
    ];
    sources.extend(made.used.as_deref().map(|used| SourceText::new("u/pack.fadu", used)));
    sources
}

/// Makes rules and cases; what differs on the first case that does.
fn compare(
    numbers: &[u32],
    cases: &[Vec<u32>],
    counts: &mut Counts,
) -> Result<(), String> {
    let made = make(&mut Choices::new(numbers));
    let sources = sources(&made);
    let compiled = fadu::compile(&sources, Some("t"));
    let Some(pack) = compiled.pack else {
        for said in &compiled.diagnostics {
            *counts.refused.entry(said.code.0.to_owned()).or_default() += 1;
        }
        return Ok(());
    };
    counts.packs += 1;
    for word in WRITTEN.iter().filter(|word| made.main.contains(**word)) {
        *counts.written.entry(word).or_default() += 1;
    }
    let rules = Rules::read(&sources, "t");
    for case in cases {
        one(&made, &pack, &rules, case, counts)?;
    }
    Ok(())
}

fn one(
    made: &Made,
    pack: &Pack,
    rules: &Rules,
    case: &[u32],
    counts: &mut Counts,
) -> Result<(), String> {
    let mut choices = Choices::new(case);
    let date = as_of(&mut choices);
    let facts = facts(&mut choices, made);
    let said = evaluate(rules, &facts, super::as_of(&date));
    let differences = said.differences(&super::engine(pack, &facts, &date));
    counts.evaluations += 1;
    for verdict in &said.verdicts {
        reached(verdict, &mut counts.reached);
    }
    if differences.is_empty() {
        return Ok(());
    }
    let used = made.used.as_deref().unwrap_or_default();
    Err(format!("{}\n\n{used}{}\n{date} {facts}\n", differences.join("\n"), made.main))
}
