//! Why: slots as a tree of steps. What decided is kept: the false parts of a false "all",
//! the true parts of a true "any". Each named step is opened once; where it comes again its
//! reasons stand above, so a proof is never longer than the program.

use super::benchmark::reasons;
use super::discretion::Case;
use super::frame::Frame;
use super::phrase::phrase;
use super::text::{labelled, name_text};
use super::{cited, records};
use crate::diagnostic::Message;
use crate::evaluation::{Cited, Proof, Trilean};
use crate::model::{Model, Type};
use crate::program::{Named, Op, Slot};
use crate::value::Truth;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

/// Builds the proofs of one verdict.
pub(super) struct Prover<'f, 'p> {
    frame: &'f Frame<'p>,
    seen: BTreeSet<Slot>,
    depth: usize,
}

/// How many steps a proof opens one inside the other: each is two levels of JSON, whose readers
/// stop at 128. What is deeper has a proof of its own.
const MAX_DEPTH: usize = 55;

impl<'f, 'p> Prover<'f, 'p> {
    pub(super) fn new(frame: &'f Frame<'p>) -> Self {
        Self { frame, seen: BTreeSet::new(), depth: 0 }
    }

    /// Returns the proof of a slot.
    pub(super) fn prove(&mut self, slot: Slot) -> Proof {
        if !self.frame.explains {
            return nothing();
        }
        let program = self.frame.program;
        let op = program.ops.get(slot).copied();
        let is_bool = matches!(program.types.get(slot), Some(Type::Bool));
        let truth = is_bool.then(|| trilean(self.frame.truth(slot)));
        let mut proof = Proof {
            text: match op {
                Some(Op::Name(Named::Define(id), _))
                    if program.model.parameter_of(id).is_some() =>
                {
                    parameter_text(&program.model, id)
                }
                Some(Op::Name(name, _)) => {
                    let label = name_text(self.frame, name);
                    if is_bool { label } else { labelled(self.frame, &label, slot) }
                }
                Some(_) | None => phrase(self.frame, slot),
            },
            truth,
            fact: None,
            basis: Vec::new(),
            because: Vec::new(),
        };
        let first = self.depth.saturating_add(1) < MAX_DEPTH && self.seen.insert(slot);
        self.depth = self.depth.saturating_add(1);
        match op {
            Some(Op::Name(name, inner)) => {
                proof.basis = self.basis(name);
                // What a parameter is was said with its name.
                let is_parameter = matches!(name, Named::Define(id) if program.model.parameter_of(id).is_some());
                if first && !is_parameter {
                    proof.because = self.inside(inner);
                }
            }
            Some(Op::Penalty { benchmark, penalty, .. }) => {
                proof.basis = self.penalty_basis(benchmark, penalty);
                if first && let Some(case) = Case::new(self.frame, benchmark) {
                    proof.because = reasons(&case, self);
                }
            }
            Some(Op::Input(fact)) => {
                proof.fact = program.model.facts.get(fact).map(|fact| fact.name.clone());
                proof.basis = self.fact_basis(fact);
            }
            Some(Op::Default(fact, default)) => {
                proof.fact = program.model.facts.get(fact).map(|fact| fact.name.clone());
                proof.basis = self.fact_basis(fact);
                if self.frame.is_unknown(fact) && first {
                    proof.because = self.values(default);
                }
            }
            Some(_) if first => proof.because = self.parts(slot),
            Some(_) | None => {}
        }
        self.depth = self.depth.saturating_sub(1);
        if proof.fact.is_none()
            && let [only] = self.direct_facts(slot).as_slice()
        {
            proof.fact = program.model.facts.get(*only).map(|fact| fact.name.clone());
        }
        proof
    }

    /// Opens a connective without a step of its own, so that "because" lists its parts.
    fn inside(&mut self, slot: Slot) -> Vec<Proof> {
        match self.frame.program.ops.get(slot) {
            Some(Op::And(_) | Op::Or(_)) => self.parts(slot),
            Some(
                Op::Case(_)
                | Op::Unique(_)
                | Op::Collect(..)
                | Op::InForce(_)
                | Op::Except(_)
                | Op::Tally(_)
                | Op::Over(..),
            ) => self.parts(slot),
            Some(_) => Vec::from([self.prove(slot)]),
            None => Vec::new(),
        }
    }

    fn parts(&mut self, slot: Slot) -> Vec<Proof> {
        let program = self.frame.program;
        let Some(op) = program.ops.get(slot).copied() else { return Vec::new() };
        match op {
            Op::Over(_, args) => {
                let mut proofs = Vec::new();
                for (_, condition, value) in records::counting(self.frame, args) {
                    if !matches!(program.ops.get(condition), Some(Op::Constant(_))) {
                        proofs.push(self.prove(condition));
                    }
                    proofs.push(self.prove(value));
                }
                proofs
            }
            Op::And(args) | Op::Or(args) | Op::AtLeast(_, args) | Op::Tally(args) => {
                let own = self.frame.truth(slot);
                let operands = program.list(args);
                let deciding = |truth: Truth| match (op, own) {
                    (Op::And(_), Truth::False) => truth.is_false(),
                    (Op::Or(_), Truth::True) => truth.is_true(),
                    // A count is of those that are true; open, it waits for those that are.
                    (Op::Tally(_), _) if !self.frame.is_unknown(slot) => truth.is_true(),
                    (_, Truth::Unknown) => !truth.is_known(),
                    (Op::AtLeast(..), own) => truth == own,
                    _ => true,
                };
                operands
                    .iter()
                    .copied()
                    .filter(|operand| deciding(self.frame.truth(*operand)))
                    .collect::<Vec<_>>()
                    .into_iter()
                    .map(|operand| self.prove(operand))
                    .collect()
            }
            Op::Not(inner) => {
                if matches!(
                    program.ops.get(inner),
                    Some(Op::Name(..) | Op::And(_) | Op::Or(_))
                ) {
                    Vec::from([self.prove(inner)])
                } else {
                    self.parts(inner)
                }
            }
            Op::Case(args) | Op::InForce(args) => {
                let mut proofs = Vec::new();
                for row in program.list(args).chunks(2) {
                    let (condition, value) = match row {
                        [condition, value] => (Some(*condition), *value),
                        [value] => (None, *value),
                        _ => break,
                    };
                    let truth = self.frame.truth_of(condition);
                    if truth.is_false() {
                        continue;
                    }
                    if let Some(condition) = condition {
                        proofs.push(self.prove(condition));
                    }
                    proofs.extend(self.values(value));
                    if truth.is_true() {
                        break;
                    }
                }
                proofs
            }
            Op::Unique(args) | Op::Collect(_, args) => {
                let mut proofs = Vec::new();
                let mut held = false;
                for row in program.list(args).chunks(2) {
                    let (condition, value) = match row {
                        [condition, value] => (Some(*condition), *value),
                        [value] if !held => (None, *value),
                        _ => break,
                    };
                    let truth = self.frame.truth_of(condition);
                    held |= truth.is_true();
                    if truth.is_false() {
                        continue;
                    }
                    if let Some(condition) = condition {
                        proofs.push(self.prove(condition));
                    }
                    proofs.extend(self.values(value));
                }
                proofs
            }
            Op::Paused { event, pauses, .. } => {
                let mut proofs = self.values(event);
                for pause in program.list(pauses).chunks(3) {
                    let [when, from, to] = pause else { break };
                    if self.frame.truth(*when).is_false() {
                        continue;
                    }
                    if !matches!(program.ops.get(*when), Some(Op::Constant(_))) {
                        proofs.push(self.prove(*when));
                    }
                    proofs.extend(self.values(*from));
                    proofs.extend(self.values(*to));
                }
                proofs
            }
            Op::Except(args) => {
                let Some((general, exceptions)) = program.list(args).split_first() else {
                    return Vec::new();
                };
                let mut proofs = Vec::new();
                let mut holds = false;
                for pair in exceptions.chunks(2) {
                    let [condition, value] = pair else { break };
                    let truth = self.frame.truth(*condition);
                    // An exception that does not hold is said, but not opened.
                    proofs.push(self.prove(*condition));
                    if !truth.is_false() {
                        holds |= truth.is_true();
                        proofs.extend(self.inner_values(*value));
                    }
                }
                if !holds {
                    proofs.extend(self.inner_values(*general));
                }
                proofs
            }
            Op::OnlyIf(condition, inner) => {
                let mut proofs = Vec::from([self.prove(condition)]);
                proofs.extend(self.values(inner));
                proofs
            }
            _ => program
                .operands(op)
                .into_iter()
                .flat_map(|operand| self.values(operand))
                .collect(),
        }
    }

    /// Opens a value; a condition is a step of its own.
    fn inner_values(&mut self, slot: Slot) -> Vec<Proof> {
        match (self.frame.program.types.get(slot), self.frame.program.ops.get(slot)) {
            (_, Some(Op::Constant(_) | Op::Undecided(_))) => Vec::new(),
            (Some(Type::Bool), Some(_)) => self.inside(slot),
            (_, _) => self.values(slot),
        }
    }

    /// Opens the definitions and calculations inside a value; facts are in the phrase.
    fn values(&mut self, slot: Slot) -> Vec<Proof> {
        match self.frame.program.ops.get(slot) {
            Some(Op::Name(..) | Op::Penalty { .. }) => Vec::from([self.prove(slot)]),
            Some(
                Op::Case(_)
                | Op::Unique(_)
                | Op::Collect(..)
                | Op::InForce(_)
                | Op::Except(_)
                | Op::Tally(_)
                | Op::Over(..),
            ) => self.parts(slot),
            Some(Op::Input(_) | Op::Constant(_) | Op::AsOf | Op::Undecided(_)) | None => {
                Vec::new()
            }
            Some(op) => self
                .frame
                .program
                .operands(*op)
                .into_iter()
                .flat_map(|operand| self.values(operand))
                .collect(),
        }
    }

    fn direct_facts(&self, slot: Slot) -> Vec<usize> {
        let program = self.frame.program;
        let Some(op) = program.ops.get(slot).copied() else { return Vec::new() };
        let mut facts: Vec<usize> = program
            .operands(op)
            .into_iter()
            .map(|operand| match program.ops.get(operand) {
                Some(Op::DateOf(moment)) => *moment,
                _ => operand,
            })
            .filter_map(|operand| match program.ops.get(operand) {
                Some(Op::Input(fact) | Op::Default(fact, _)) => Some(*fact),
                _ => None,
            })
            .collect();
        facts.dedup();
        facts
    }

    fn basis(&self, name: Named) -> Vec<Cited> {
        let model = &self.frame.program.model;
        let citations = match name {
            Named::Define(id) => model.defines.get(id).map(|known| &known.basis),
            Named::Circumstance(id) => {
                model.circumstances.get(id).map(|known| &known.basis)
            }
            Named::Due(id) => model.deadlines.get(id).map(|known| &known.basis),
            Named::Version(_) => None,
            Named::Row(table, row) => model
                .tables
                .get(table)
                .and_then(|table| table.rows.get(row))
                .map(|known| &known.basis),
            Named::Exception(id) => model.exceptions.get(id).map(|known| &known.basis),
            Named::Layer(review, layer) => model
                .reviews
                .get(review)
                .and_then(|review| review.layers.get(layer))
                .map(|known| &known.basis),
            Named::Criterion(review, layer, criterion) => model
                .reviews
                .get(review)
                .and_then(|review| review.layers.get(layer))
                .and_then(|layer| layer.criteria.get(criterion))
                .map(|known| &known.basis),
            Named::ItemFails(review, item)
            | Named::ItemPasses(review, item)
            | Named::ItemNotApplicable(review, item) => model
                .reviews
                .get(review)
                .and_then(|review| review.items.get(item))
                .map(|known| &known.basis),
        };
        citations.map(|citations| cited(model, citations)).unwrap_or_default()
    }

    fn penalty_basis(&self, benchmark: usize, penalty: usize) -> Vec<Cited> {
        let model = &self.frame.program.model;
        let Some(known) = model.benchmarks.get(benchmark) else { return Vec::new() };
        let own = known.penalties.get(penalty).map(|penalty| &penalty.basis);
        let basis = own.filter(|own| !own.is_empty()).unwrap_or(&known.basis);
        cited(model, basis)
    }

    fn fact_basis(&self, fact: usize) -> Vec<Cited> {
        let model = &self.frame.program.model;
        model.facts.get(fact).map(|fact| cited(model, &fact.basis)).unwrap_or_default()
    }
}

/// A parameter with the value it has here: 罚款线（超过2万元）.
fn parameter_text(model: &Model, define: usize) -> Message {
    let known = model.parameter_of(define);
    known.map_or_else(
        || Message::new("", ""),
        |known| {
            Message::new(
                format!("{}（{}）", known.label.zh, known.text.zh),
                format!("{} ({})", known.label.en, known.text.en),
            )
        },
    )
}

/// What stands for a proof that nobody will read.
fn nothing() -> Proof {
    let text = Message::new("", "");
    Proof { text, truth: None, fact: None, basis: Vec::new(), because: Vec::new() }
}

/// Returns a truth as results show it.
pub(super) const fn trilean(truth: Truth) -> Trilean {
    match truth {
        Truth::True => Trilean::True,
        Truth::False => Trilean::False,
        Truth::Unknown => Trilean::Unknown,
    }
}
