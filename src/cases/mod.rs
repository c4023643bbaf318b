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
use crate::eval::{self, Frame};
use crate::evaluation::Evaluation;
use crate::facts::{Facts, type_fact};
use crate::model::{Condition, Expectation, ExpectationKind, Expr, Model, TestCase};
use crate::program::{MAX_STEPS, Program};
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
    let mut checker =
        expect::Checker { frame, evaluation, entries: &entries, probe: *probe };
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
    let mut probe = 0_usize;
    let mut report =
        TestReport { passed: 0, failed: 0, unconfirmed: 0, cases: Vec::new() };
    for (at, case) in own.model.cases.iter().enumerate() {
        let named = case.profile.as_deref().and_then(|name| {
            let (_, program) = profiles.iter().find(|(known, _)| *known == name)?;
            // The same tests stand in all of them, in the same order.
            Some((*program, program.model.cases.get(at)?))
        });
        let (program, case) = named.unwrap_or((own, case));
        let facts = case_facts(&program.model, case);
        // A case with lists has a program of its own.
        let written_out = program.with_records(&facts, || probes(&program.model));
        let cut = facts.without_lists(&program.model, MAX_STEPS);
        let (program, facts) = match &written_out {
            Some((own, _)) if own.too_long => (program, &cut),
            Some((own, facts)) => (own, facts),
            None => (program, &facts),
        };
        let frame = eval::run(program, facts, case.as_of);
        let evaluation = eval::evaluation(&frame, facts);
        let entries = eval::entries(&frame);
        let mut failures: Vec<Message> =
            facts.problems().iter().map(|problem| problem.message.clone()).collect();
        let first = probe;
        for expectation in &case.expect {
            let mut checker = expect::Checker {
                frame: &frame,
                evaluation: &evaluation,
                entries: &entries,
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
        let counter = match (unconfirmed, passed) {
            (true, _) => &mut report.unconfirmed,
            (false, true) => &mut report.passed,
            (false, false) => &mut report.failed,
        };
        *counter = counter.saturating_add(1);
        report.cases.push(CaseReport {
            name: case.name.clone(),
            label: case.label.clone(),
            path: case.path.clone(),
            line: case.line,
            passed,
            failures,
            unconfirmed,
            comes_to: if unconfirmed {
                answers::answers(&evaluation)
            } else {
                Vec::new()
            },
        });
    }
    report
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
