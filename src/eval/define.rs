//! Definitions.

use super::exception;
use super::frame::Frame;
use super::proof::Prover;
use super::questions::reach;
use super::text::shown_value;
use super::version::in_force;
use crate::diagnostic::Message;
use crate::evaluation::{DefineVerdict, Head, Outcome};
use crate::model::{Citation, Target, Type};
use crate::program::Slot;
use crate::value::Truth;
use alloc::string::ToString;
use alloc::vec::Vec;

/// Answers for one definition.
pub(super) fn verdict(frame: &Frame<'_>, id: usize) -> Option<DefineVerdict> {
    let define = frame.program.model.defines.get(id)?;
    let slot = slot(frame, id)?;
    let basis = exception::basis(frame, Target::Define(id), &define.basis);
    Some(value(frame, slot, &define.name, &define.label, &basis))
}

/// Returns the slot of a definition; of a version that is only possible, the slot of what
/// all versions come to.
pub(super) fn slot(frame: &Frame<'_>, id: usize) -> Option<Slot> {
    let define = frame.program.model.defines.get(id)?;
    let slots = match in_force(frame, &define.in_force) {
        Truth::True | Truth::False => &frame.program.defines,
        Truth::Unknown => &frame.program.named,
    };
    slots.get(id).copied()
}

/// Answers for one circumstance: whether it is given.
pub(super) fn circumstance(frame: &Frame<'_>, id: usize) -> Option<DefineVerdict> {
    let known = frame.program.model.circumstances.get(id)?;
    let slot = *frame.program.circumstances.get(id)?;
    let basis = exception::basis(frame, Target::Circumstance(id), &known.basis);
    Some(value(frame, slot, &known.name, &known.label, &basis))
}

fn value(
    frame: &Frame<'_>,
    slot: Slot,
    name: &str,
    label: &Message,
    basis: &[Citation],
) -> DefineVerdict {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    let value = frame.get(slot).map(|value| shown_value(frame, value, ty));
    let reached = reach(frame, &[slot]);
    let outcome = match &value {
        Some(_) => Outcome::Decided,
        None if reached.only_judgement() => Outcome::NeedsJudgement,
        None => Outcome::Unknown,
    };
    let mut prover = Prover::new(frame);
    DefineVerdict {
        head: Head {
            name: name.to_string(),
            label: label.clone(),
            version: None,
            outcome,
            basis: super::cited(&frame.program.model, basis),
            because: Vec::from([prover.prove(slot)]),
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        value,
    }
}
