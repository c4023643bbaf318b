//! Definitions.

use super::frame::Frame;
use super::proof::Prover;
use super::questions::reach;
use super::text::shown_value;
use crate::evaluation::{DefineVerdict, Head, Outcome};
use crate::model::Type;
use alloc::vec::Vec;

/// Answers for one definition.
pub(super) fn verdict(frame: &Frame<'_>, id: usize) -> Option<DefineVerdict> {
    let define = frame.program.model.defines.get(id)?;
    let slot = *frame.program.defines.get(id)?;
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    let value = frame.get(slot).map(|value| shown_value(frame, value, ty));
    let reached = reach(frame, &[slot]);
    let outcome = match &value {
        Some(_) => Outcome::Decided,
        None if reached.only_judgement() => Outcome::NeedsJudgement,
        None => Outcome::Unknown,
    };
    let mut prover = Prover::new(frame);
    Some(DefineVerdict {
        head: Head {
            name: define.name.clone(),
            label: define.label.clone(),
            outcome,
            basis: super::cited(&frame.program.model, &define.basis),
            because: Vec::from([prover.prove(slot)]),
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        value,
    })
}
