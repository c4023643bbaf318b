//! The choices inside a value: every `case` that it is computed from, however deep. In: a
//! program and the slot of a value. Out: the choices, each with what must hold for it to be made.
//! Never: a choice inside another definition, which is asked about there.

use super::question::Questions;
use crate::program::{Args, Op, Program, Slot};
use alloc::vec::Vec;

/// A choice that a value rests on.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// Its rows.
    pub(super) args: Args,
    /// Conditions that hold where it is made, and those that do not.
    guard: Vec<(Slot, bool)>,
}

impl Choice {
    /// Returns what must hold for it to be made, as conditions.
    pub(super) fn guard(&self, questions: &mut Questions) -> Vec<Slot> {
        let parts = self.guard.iter();
        parts
            .map(|(slot, holds)| if *holds { *slot } else { questions.not(*slot) })
            .collect()
    }
}

/// Lists the choices that the value in a slot rests on, those of a row behind its own choice.
pub(super) fn choices(program: &Program, root: Slot) -> Vec<Choice> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut waiting = Vec::from([(root, Vec::new())]);
    // The name of the definition asked about, and nothing else that has one.
    let mut own = true;
    while let Some((slot, guard)) = waiting.pop() {
        if seen.contains(&(slot, guard.clone())) {
            continue;
        }
        seen.push((slot, guard.clone()));
        let Some(op) = program.ops.get(slot) else { continue };
        match *op {
            Op::Name(_, inner) if own => waiting.push((inner, guard)),
            Op::Except(args) => {
                let Some((general, exceptions)) = program.list(args).split_first() else {
                    continue;
                };
                let mut guard = guard;
                guard.extend(exceptions.chunks(2).filter_map(|pair| {
                    let [condition, _] = pair else { return None };
                    Some((*condition, false))
                }));
                waiting.push((*general, guard));
            }
            Op::Case(args) => {
                let mut before = guard.clone();
                let mut inside = Vec::new();
                for row in program.list(args).chunks(2) {
                    match row {
                        [condition, value] => {
                            let mut within = before.clone();
                            within.push((*condition, true));
                            inside.push((*value, within));
                            before.push((*condition, false));
                        }
                        [value] => inside.push((*value, before.clone())),
                        _ => {}
                    }
                }
                found.push(Choice { args, guard });
                waiting.extend(inside.into_iter().rev());
            }
            Op::Assumed(..)
            | Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Negate(_)
            | Op::Round(..)
            | Op::AtLeastZero(_)
            | Op::Highest(_)
            | Op::Lowest(_) => {
                let parts = program.operands(*op).into_iter().rev();
                waiting.extend(parts.map(|part| (part, guard.clone())));
            }
            _ => {}
        }
        own = false;
    }
    found
}
