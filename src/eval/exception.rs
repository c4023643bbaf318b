//! Exceptions: which of them gives the answer.

use super::frame::Frame;
use crate::model::{Citation, Target};
use crate::program::{Named, Op, Slot};
use crate::value::Truth;
use alloc::vec::Vec;

/// Returns the exceptions that surely hold among those of one slot.
pub(super) fn holding(frame: &Frame<'_>, slot: Slot) -> Vec<usize> {
    let Some(Op::Except(args)) = frame.program.ops.get(slot) else { return Vec::new() };
    let conditions = frame.program.list(*args).iter().skip(1).step_by(2);
    conditions
        .filter(|condition| frame.truth(**condition).is_true())
        .filter_map(|condition| match frame.program.ops.get(*condition) {
            Some(Op::Name(Named::Exception(id), _)) => Some(*id),
            _ => None,
        })
        .collect()
}

/// Returns the exceptions that hold against a rule, each followed down to the exception
/// that replaces its result.
pub(super) fn applied(frame: &Frame<'_>, target: Target) -> Vec<usize> {
    let mut found = Vec::new();
    for id in frame.program.model.excepted.of(target) {
        if truth(frame, *id).is_true() {
            let below = applied(frame, Target::Exception(*id));
            if below.is_empty() {
                found.push(*id);
            }
            found.extend(below);
        }
    }
    found
}

/// Returns the citations behind an answer: those of the exceptions that give it first.
pub(super) fn basis(
    frame: &Frame<'_>,
    target: Target,
    general: &[Citation],
) -> Vec<Citation> {
    let mut all: Vec<Citation> = Vec::new();
    let exceptions = applied(frame, target);
    let exceptions =
        exceptions.iter().filter_map(|id| frame.program.model.exceptions.get(*id));
    for citation in exceptions.flat_map(|known| &known.basis).chain(general) {
        if !all.contains(citation) {
            all.push(citation.clone());
        }
    }
    all
}

fn truth(frame: &Frame<'_>, id: usize) -> Truth {
    frame.program.exceptions.get(id).map_or(Truth::False, |slot| frame.truth(*slot))
}
