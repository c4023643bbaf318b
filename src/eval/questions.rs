//! What an open answer waits for: facts not given, questions a person could not answer,
//! calculations that failed. Found by walking back through unknown slots only.

use super::failure::failure_text;
use super::frame::{Cause, Failure, Frame};
use super::{cited, records, reference, review};
use crate::diagnostic::Message;
use crate::evaluation::Question;
use crate::model::Fact;
use crate::program::{Op, Slot};
use crate::value::{Judgement, Truth};
use alloc::collections::{BTreeMap, BinaryHeap};
use alloc::format;
use alloc::vec::Vec;

/// The weight one open answer hands out; a whole number, so that halves stay exact.
const WHOLE: u64 = 1 << 40;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// Facts not given, with how much of the answer hangs on each.
    pub(super) missing: BTreeMap<usize, u64>,
    /// Judgements answered "cannot tell".
    pub(super) undecidable: Vec<usize>,
    /// Exceptions that leave it to a person.
    pub(super) exceptions: Vec<usize>,
    /// Benchmarks referred to that leave it to a person.
    pub(super) benchmarks: Vec<usize>,
    /// Failed calculations.
    pub(super) failures: Vec<(Slot, Failure)>,
}

impl Reached {
    /// Whether only people can go on: nothing is left to find out or to calculate.
    pub(super) fn only_judgement(&self) -> bool {
        self.missing.is_empty()
            && self.failures.is_empty()
            && !(self.undecidable.is_empty()
                && self.exceptions.is_empty()
                && self.benchmarks.is_empty())
    }

    /// Returns the questions a person could not answer.
    pub(super) fn questions(&self, frame: &Frame<'_>) -> Vec<Question> {
        let model = &frame.program.model;
        self.undecidable
            .iter()
            .filter_map(|id| {
                let fact = model.facts.get(*id)?;
                let (label, basis) = review::ask(frame, *id).map_or_else(
                    || (&fact.label, &fact.basis),
                    |ask| (&ask.label, &ask.basis),
                );
                Some(Question {
                    fact: Some(fact.name.clone()),
                    text: fact.question.clone().unwrap_or_else(|| label.clone()),
                    basis: cited(model, basis),
                })
            })
            .chain(self.exceptions.iter().filter_map(|id| model.exceptions.get(*id)).map(
                |exception| Question {
                    fact: None,
                    text: exception.label.clone(),
                    basis: cited(model, &exception.basis),
                },
            ))
            .chain(self.benchmarks.iter().filter_map(|at| model.benchmarks.get(*at)).map(
                |benchmark| Question {
                    fact: None,
                    text: Message::new(
                        format!("依照「{}」处罚：由人裁量", benchmark.label.zh),
                        format!("by {}: a person decides", benchmark.label.en),
                    ),
                    basis: cited(model, &benchmark.basis),
                },
            ))
            .collect()
    }

    /// Returns the failed calculations in words.
    pub(super) fn errors(&self, frame: &Frame<'_>) -> Vec<Message> {
        self.failures
            .iter()
            .map(|(slot, failure)| failure_text(frame, *slot, *failure))
            .collect()
    }
}

/// Walks back from open slots; earlier roots weigh more, as the first that is true decides.
pub(super) fn reach(frame: &Frame<'_>, roots: &[Slot]) -> Reached {
    let program = frame.program;
    if !roots.iter().any(|root| frame.is_unknown(*root)) {
        return Reached::default();
    }
    let mut open = Open::of(frame);
    let mut share = WHOLE;
    for root in roots.iter().filter(|root| frame.is_unknown(**root)) {
        share = (share / 2).max(1);
        open.add(*root, share);
    }
    let mut reached = Reached::default();
    let mut next: Vec<Slot> = Vec::new();
    // Operands stand before their operations: from the last on, each slot is visited once.
    while let Some((slot, weight)) = open.last() {
        let Some(op) = program.ops.get(slot) else { continue };
        next.clear();
        if let Some(Cause::Error(failure)) = frame.cause(slot) {
            reached.failures.push((slot, failure));
            continue;
        }
        match *op {
            // A field is asked for in a record, and that only where the list is given.
            Op::Input(fact)
                if program.model.facts.get(fact).is_some_and(Fact::is_field) =>
            {
                continue;
            }
            Op::Input(fact) => {
                let known = reached.missing.entry(fact).or_default();
                *known = known.saturating_add(weight);
                continue;
            }
            Op::Judged(inner, _)
                if frame.judgement(inner) == Some(Judgement::CannotTell) =>
            {
                if let Some(Op::Input(fact)) = program.ops.get(inner)
                    && !reached.undecidable.contains(fact)
                {
                    reached.undecidable.push(*fact);
                }
                continue;
            }
            Op::Undecided(exception) => {
                reached.exceptions.push(exception);
                continue;
            }
            Op::Penalty { benchmark, penalty, .. } => {
                next.extend(reference::roots(frame, benchmark, penalty));
                if next.is_empty() {
                    reached.benchmarks.push(benchmark);
                    continue;
                }
            }
            Op::Except(args) => {
                let Some((general, exceptions)) = program.list(args).split_first() else {
                    continue;
                };
                let mut holds = false;
                for pair in exceptions.chunks(2) {
                    let [condition, value] = pair else { break };
                    let truth = frame.truth(*condition);
                    if truth.is_false() {
                        continue;
                    }
                    holds |= truth.is_true();
                    next.extend([*condition, *value]);
                }
                if !holds {
                    next.push(*general);
                }
                next.retain(|slot| frame.is_unknown(*slot));
            }
            Op::Case(args) | Op::InForce(args) => {
                for row in program.list(args).chunks(2) {
                    let (condition, value) = match row {
                        [condition, value] => (Some(*condition), *value),
                        [value] => (None, *value),
                        _ => break,
                    };
                    let truth = frame.truth_of(condition);
                    if truth.is_false() {
                        continue;
                    }
                    next.extend(condition.filter(|slot| frame.is_unknown(*slot)));
                    next.extend(frame.is_unknown(value).then_some(value));
                    if truth.is_true() {
                        break;
                    }
                }
            }
            Op::Unique(args) | Op::Collect(_, args) => {
                let mut held = false;
                for row in program.list(args).chunks(2) {
                    match row {
                        [condition, value] => {
                            let truth = frame.truth(*condition);
                            held |= truth.is_true();
                            if !truth.is_false() {
                                next.extend([*condition, *value]);
                            }
                        }
                        [otherwise] if !held => next.push(*otherwise),
                        _ => break,
                    }
                }
                next.retain(|slot| frame.is_unknown(*slot));
            }
            Op::Over(fold, args) => next.extend(records::open(frame, fold, args)),
            // Its records are not given, so the list is what is missing.
            Op::Records(_, args) => next.extend(program.list(args).first()),
            Op::OnlyIf(condition, inner) => {
                next.push(if frame.is_unknown(condition) { condition } else { inner });
            }
            Op::Paused { event, pauses, .. } => {
                next.push(event);
                for pause in program.list(pauses).chunks(3) {
                    let [when, from, to] = pause else { break };
                    match frame.truth(*when) {
                        Truth::True => next.extend([*from, *to]),
                        Truth::False => {}
                        Truth::Unknown => next.push(*when),
                    }
                }
                next.retain(|slot| frame.is_unknown(*slot));
            }
            op => {
                program.each_operand(op, |operand| next.push(operand));
                next.retain(|operand| frame.is_unknown(*operand));
            }
        }
        let parts = u64::try_from(next.len()).unwrap_or(u64::MAX).max(1);
        for operand in next.iter().filter(|operand| **operand < slot) {
            open.add(*operand, weight.checked_div(parts).unwrap_or(0).max(1));
        }
    }
    reached.undecidable.sort_unstable();
    reached.exceptions.sort_unstable();
    reached.exceptions.dedup();
    reached.benchmarks.sort_unstable();
    reached.benchmarks.dedup();
    reached.failures.sort_unstable();
    reached
}

/// The open slots that are left to look at, each with its weight.
struct Open<'f> {
    frame: &'f Frame<'f>,
    slots: BinaryHeap<Slot>,
    /// By slot; nothing for one that is not among them.
    weights: Vec<u64>,
}

impl<'f> Open<'f> {
    fn of(frame: &'f Frame<'_>) -> Self {
        Self { frame, slots: BinaryHeap::new(), weights: frame.weights() }
    }

    fn add(&mut self, slot: Slot, weight: u64) {
        let Some(known) = self.weights.get_mut(slot) else { return };
        if *known == 0 {
            self.slots.push(slot);
        }
        *known = known.saturating_add(weight);
    }

    /// Takes the last of them out.
    fn last(&mut self) -> Option<(Slot, u64)> {
        let slot = self.slots.pop()?;
        Some((slot, core::mem::take(self.weights.get_mut(slot)?)))
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        while self.last().is_some() {}
        self.frame.give_back(core::mem::take(&mut self.weights));
    }
}
