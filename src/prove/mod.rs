//! What can be shown of rules before any case: no gap, no overlap, no row that is never true.
//! In: a compiled pack. Out: findings, each with a case that the engine confirms, and how much
//! was not settled. Never: a finding without a case where a case is its reason; an answer that
//! depends on a clock; a question dropped without being counted.
//!
//! **How.** Every question is a condition that some case should meet, or none: "no row of this
//! table is true", "these two rows are", "this row is true and none before it". It is added to
//! the program as an operation like any other, over the slots that are there already, so that
//! definitions, versions, exceptions and tables mean here what they mean in a case. Then the
//! operations are run over *regions* in the place of cases: to every fact a set of options or a
//! range of numbers or dates (within what its declaration allows; money in fen, counts whole),
//! besides bounds on sums of facts that are compared with each other. A condition is then true,
//! false, open, or several of these. A region in which the question is settled is done with;
//! any other is divided at the first condition it waits for. So only thresholds that matter
//! divide anything, never the product of all columns.
//!
//! A region is a range for each fact, and linear inequalities between facts, which are solved
//! exactly (Fourier and Motzkin). What is no sum – whole years and months between dates, dates
//! moved by them, rounding – is taken for a variable of its own; for a case, facts are fitted to
//! it. So is how many records of a list meet a condition; for a case, so many are listed.
//! Products of facts and moments are not looked into. What rests on them is `undecided` unless their bounds settle it, and so is a question that takes more than a stated
//! number of steps. Steps are counted, never measured, so the same pack gives the same findings
//! everywhere.
//!
//! A case found is given to the engine, which must say the same; then it is made smaller: every
//! fact that the engine does not need is left out, and amounts are made round. It is shown as a
//! `test` that fails until the rules are mended.

mod amounts;
mod arithmetic;
mod ask;
mod between;
mod choices;
pub mod diff;
mod domain;
mod explained;
mod fit;
mod goal;
mod linear;
mod order;
mod question;
mod records;
mod report;
mod rows;
mod search;
mod sheet;
mod split;
mod value;
mod witness;
mod worse;

pub(crate) use explained::explained;
pub use report::{Finding, ProofReport, Undecided, open_thousandths};
pub use witness::Witness;

use crate::program::{Program, compile_for_proof};
use crate::value::Date;
use alloc::vec::Vec;
use question::{Asked, Questions};
use search::{Answer, Case, MOST_STEPS, Search, Spent};
use sheet::Sheet;

/// Asks everything that can be asked of a pack.
pub(crate) fn prove(program: &Program) -> ProofReport {
    let Some(today) = today(program) else { return ProofReport::default() };
    let program = compile_for_proof(&program.model, program.digest);
    let constants = order::constants(&program, today);
    let mut questions = Questions { program, constants, asked: Vec::new(), rules: 0 };
    ask::all(&mut questions);
    let Questions { program, asked, rules, .. } = questions;
    let program = program.with_additions();
    let mut report =
        ProofReport { rules, questions: asked.len(), ..ProofReport::default() };
    let sheet = Sheet::new(&program, today);
    let mut spent = Spent::default();
    for question in &asked {
        match &question.asked {
            Asked::Gap { goal, .. } => {
                let mut search = sheet.search(*goal);
                let answer = search.next(MOST_STEPS, &mut spent);
                let others = match &answer {
                    Answer::Holds(first) => others(&mut search, first, &mut spent),
                    Answer::Never | Answer::Undecided => Vec::new(),
                };
                report.add(&sheet, question, answer, false);
                report.also(&sheet, question, &others);
            }
            Asked::Overlap { goal, .. } => {
                let answer = sheet.holds(*goal, &mut spent);
                report.add(&sheet, question, answer, false);
            }
            Asked::Must(forbidden) => {
                let answer = sheet.holds(forbidden.goal, &mut spent);
                report.add(&sheet, question, answer, false);
            }
            Asked::Row { possible, reached, .. } => {
                let goal = reached.unwrap_or(*possible);
                match sheet.holds(goal, &mut spent) {
                    Answer::Holds(_) => {}
                    Answer::Undecided => report.undecided(question),
                    // Never the one that is taken: is it never true, or are others before it?
                    Answer::Never if reached.is_none() => {
                        report.add(&sheet, question, Answer::Never, false);
                    }
                    Answer::Never => {
                        let answer = sheet.holds(*possible, &mut spent);
                        report.add(&sheet, question, answer, true);
                    }
                }
            }
        }
    }
    report.steps = spent.steps;
    report.unconfirmed = spent.unconfirmed;
    report
}

/// How many other places of a gap are told beside the first.
const MOST_OTHERS: usize = 3;

/// How many steps are spent on looking for them.
const STEPS_FOR_OTHERS: usize = 50_000;

/// Cases of the same gap at other numbers: 10,000 yuan for goods, 20,000 for passengers.
fn others(search: &mut Search<'_>, first: &Case, spent: &mut Spent) -> Vec<Case> {
    let mut known = Vec::from([first.numbers()]);
    let mut found = Vec::new();
    let limit = spent.steps.saturating_add(STEPS_FOR_OTHERS);
    while found.len() < MOST_OTHERS {
        let left = limit.saturating_sub(spent.steps);
        let Answer::Holds(case) = search.next(left, spent) else { break };
        let numbers = case.numbers();
        if !numbers.is_empty() && !known.contains(&numbers) {
            known.push(numbers);
            found.push(case);
        }
    }
    found
}

/// The day that cases are judged on where nothing depends on it: one on which the pack is law.
fn today(program: &Program) -> Option<Date> {
    let pack = program.model.packs.first();
    let from = pack.and_then(|pack| Date::parse(pack.effective_from.as_deref()?));
    let to = pack.and_then(|pack| Date::parse(pack.effective_to.as_deref()?));
    let usual = Date::new(2025, 6, 30)?;
    let usual = from.map_or(usual, |from| usual.max(from));
    Some(to.map_or(usual, |to| usual.min(to)))
}
