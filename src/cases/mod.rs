//! A pack's own tests. In: a compiled pack. Out: for every case whether it came out as its
//! author expects, and if not, what came out instead. Never: a file, a printed line.

mod answers;
mod coverage;
mod expect;
mod json;
mod versions;

pub use coverage::{
    CaseName, Coverage, CoverageGoal, CoveragePoint, GoalState, Kind, KindCount, Side,
    Suggestion, percent,
};
pub(crate) use coverage::{coverage, suggest, to_source, untested};
pub use json::CaseFacts;
pub(crate) use json::facts;

use crate::diagnostic::Message;
use crate::eval::{self, Entry, Frame};
use crate::evaluation::Evaluation;
use crate::facts::{Facts, type_fact};
use crate::model::{
    Condition, Expectation, ExpectationKind, Expr, Lengths, Model, Shown, TestCase,
};
use crate::program::{MAX_STEPS, Program};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// What a run of tests gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestReport {
    /// Cases as expected.
    pub passed: usize,
    /// Cases that came out otherwise.
    pub failed: usize,
    /// Cases that count for nothing yet: what they expect is not confirmed.
    pub unconfirmed: usize,
    /// Every case.
    pub cases: Vec<CaseReport>,
}

/// What one case gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseReport {
    /// Its name; a varied case has its value after it.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The file it stands in.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Whether everything came out as expected.
    pub passed: bool,
    /// What did not.
    pub failures: Vec<Message>,
    /// Whether a person has still to say what is expected. Then it neither passed nor failed.
    pub unconfirmed: bool,
    /// What an unconfirmed case comes to now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comes_to: Vec<Message>,
}

/// Returns the expressions that the pack's expectations ask for, in order.
pub(crate) fn probes(model: &Model) -> Vec<Expr> {
    let mut probes = Vec::new();
    for expectation in model.cases.iter().flat_map(|case| &case.expect) {
        if let ExpectationKind::Condition(condition) = &expectation.kind {
            collect(condition, &mut probes);
        }
    }
    probes
}

/// Adds the expressions that a condition asks for, in order.
pub(crate) fn asked(condition: &Condition, probes: &mut Vec<Expr>) {
    collect(condition, probes);
}

/// Returns whether a condition on an evaluation holds; nothing where that is not settled.
/// `probe` is the next expression among those compiled, and is moved on.
pub(crate) fn holds(
    frame: &Frame<'_>,
    evaluation: &Evaluation,
    condition: &Condition,
    probe: &mut usize,
) -> Option<bool> {
    let entries = eval::entries(frame);
    let mut checker = expect::Checker {
        frame,
        verdicts: &evaluation.verdicts,
        missing: &evaluation.missing,
        entries: &entries,
        probe: *probe,
    };
    let found = checker.holds(condition);
    *probe = checker.probe;
    found
}

fn collect(condition: &Condition, probes: &mut Vec<Expr>) {
    match condition {
        Condition::Not(inner) => collect(inner, probes),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect(part, probes));
        }
        Condition::True(expr) | Condition::Known(expr, _) => probes.push(expr.clone()),
        Condition::Member(..) => {}
    }
}

/// One case that was run.
pub(crate) struct Ran<'f, 'p> {
    /// Its position among the cases.
    pub(crate) at: usize,
    pub(crate) case: &'f TestCase,
    pub(crate) frame: &'f Frame<'p>,
    pub(crate) entries: &'f [eval::Entry],
    /// The first of the expressions compiled for it.
    pub(crate) probe: usize,
    /// Whether it says something of the rules: it came out as expected.
    pub(crate) counts: bool,
}

/// Runs the tests of a compiled pack; `profiles` are the same rules with other profiles, for
/// the tests that name one.
pub(crate) fn run(own: &Program, profiles: &[(&str, &Program)]) -> TestReport {
    run_with(own, profiles, &mut |_| {})
}

/// Runs the tests and shows each to `observe`.
pub(crate) fn run_with(
    own: &Program,
    profiles: &[(&str, &Program)],
    observe: &mut dyn FnMut(&Ran<'_, '_>),
) -> TestReport {
    let mut report =
        TestReport { passed: 0, failed: 0, unconfirmed: 0, cases: Vec::new() };
    let first = first_probes(&own.model);
    let mut written = WrittenOut::default();
    for (at, probe) in first.into_iter().enumerate() {
        let case = run_one(own, profiles, at, probe, &mut written, observe);
        let Some(case) = case else { continue };
        let counter = match (case.unconfirmed, case.passed) {
            (true, _) => &mut report.unconfirmed,
            (false, true) => &mut report.passed,
            (false, false) => &mut report.failed,
        };
        *counter = counter.saturating_add(1);
        report.cases.push(case);
    }
    report
}

/// Returns the first case, in this order, that does not come out as expected.
pub(crate) fn first_failing(
    own: &Program,
    profiles: &[(&str, &Program)],
    order: &[usize],
) -> Option<usize> {
    let first = first_probes(&own.model);
    let mut written = WrittenOut::default();
    order.iter().copied().find(|at| {
        let probe = first.get(*at).copied().unwrap_or(0);
        run_one(own, profiles, *at, probe, &mut written, &mut |_| {})
            .is_some_and(|case| !case.passed && !case.unconfirmed)
    })
}

/// The first of the expressions compiled for each case.
fn first_probes(model: &Model) -> Vec<usize> {
    let mut probes = Vec::new();
    let mut first = Vec::new();
    for case in model.cases.iter() {
        first.push(probes.len());
        for expectation in &case.expect {
            if let ExpectationKind::Condition(condition) = &expectation.kind {
                collect(condition, &mut probes);
            }
        }
    }
    first
}

/// The programs of cases with lists, by profile and by how many records each list has: to
/// write the rules out takes far longer than to run them.
#[derive(Default)]
struct WrittenOut(BTreeMap<(Option<usize>, Lengths), Program>);

/// How many of these are kept at a time.
const MAX_KEPT: usize = 32;

impl WrittenOut {
    fn of(
        &mut self,
        profile: Option<usize>,
        plain: &Program,
        lengths: Lengths,
    ) -> &Program {
        let key = (profile, lengths);
        if self.0.len() >= MAX_KEPT && !self.0.contains_key(&key) {
            self.0.clear();
        }
        let lengths = key.1.clone();
        self.0
            .entry(key)
            .or_insert_with(|| plain.written_out(&lengths, &probes(&plain.model)))
    }
}

/// Runs one case, whose first expression is `probe`.
fn run_one(
    own: &Program,
    profiles: &[(&str, &Program)],
    at: usize,
    mut probe: usize,
    written: &mut WrittenOut,
    observe: &mut dyn FnMut(&Ran<'_, '_>),
) -> Option<CaseReport> {
    let case = own.model.cases.get(at)?;
    let named = case.profile.as_deref().and_then(|name| {
        let chosen = profiles.iter().position(|(known, _)| *known == name)?;
        let (_, program) = profiles.get(chosen)?;
        // The same tests stand in all of them, in the same order.
        Some((Some(chosen), *program, program.model.cases.get(at)?))
    });
    let (profile, program, case) = named.unwrap_or((None, own, case));
    let facts = case_facts(&program.model, case);
    // A case with lists has a program of its own, that of all cases with as many records.
    let lengths = facts.lengths();
    let records = facts.with_records();
    let cut = facts.without_lists(&program.model, MAX_STEPS);
    let (program, facts) = if lengths.is_empty() {
        (program, &facts)
    } else {
        match written.of(profile, program, lengths) {
            own if own.too_long => (program, &cut),
            own => (own, &records),
        }
    };
    let frame = eval::run(program, facts, case.as_of).without_reasons();
    let entries = eval::entries(&frame);
    // Of thousands of cases most ask one verdict, and nobody asks why.
    let mut asked = eval::entries(&frame);
    retain_asked(&program.model, case, &mut asked);
    let verdicts = eval::verdicts(&frame, &asked);
    let asks_missing = |it: &Expectation| matches!(it.kind, ExpectationKind::Missing(_));
    let missing = if case.expect.iter().any(asks_missing) {
        eval::missing(&frame, &entries)
    } else {
        Vec::new()
    };
    let mut failures: Vec<Message> =
        facts.problems().iter().map(|problem| problem.message.clone()).collect();
    let first = probe;
    for expectation in &case.expect {
        let mut checker = expect::Checker {
            frame: &frame,
            verdicts: &verdicts,
            missing: &missing,
            entries: &asked,
            probe,
        };
        let found = checker.check(expectation);
        probe = checker.probe;
        failures.extend(found.err());
    }
    let unconfirmed = case.unconfirmed;
    let passed = failures.is_empty() && !unconfirmed;
    observe(&Ran {
        at,
        case,
        frame: &frame,
        entries: &entries,
        probe: first,
        counts: passed,
    });
    Some(CaseReport {
        name: case.name.clone(),
        label: case.label.clone(),
        path: case.path.clone(),
        line: case.line,
        passed,
        failures,
        unconfirmed,
        comes_to: if unconfirmed { answers::answers(&verdicts) } else { Vec::new() },
    })
}

/// Keeps the entries that a case asks about; all of one that is not confirmed.
fn retain_asked(model: &Model, case: &TestCase, entries: &mut Vec<Entry>) {
    let mut asked = Vec::new();
    for expectation in &case.expect {
        if let ExpectationKind::Condition(condition) = &expectation.kind {
            shown(condition, &mut asked);
        }
    }
    entries.retain(|entry| {
        let mut asked = asked.iter();
        case.unconfirmed
            || asked.any(|it| {
                *it == entry.shown || eval::versions(model, *it).contains(&entry.shown)
            })
    });
}

/// Adds what a condition on a result asks about.
fn shown(condition: &Condition, asked: &mut Vec<Shown>) {
    match condition {
        Condition::Not(inner) => shown(inner, asked),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| shown(part, asked));
        }
        Condition::Member(about, ..) => asked.push(*about),
        Condition::True(_) | Condition::Known(..) => {}
    }
}

fn case_facts(model: &Model, case: &TestCase) -> Facts {
    let mut facts = Facts::none(model);
    for given in &case.given {
        match type_fact(model, given.fact, &given.value) {
            Ok(value) => facts.set(given.fact, value),
            Err(problem) => facts.problems.push(problem),
        }
    }
    facts
}

/// Returns what a case expected, for a message.
fn expected(expectation: &Expectation) -> &str {
    &expectation.text
}
