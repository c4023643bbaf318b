//! Which answers rest on a parameter whose value nobody saw in a law. In: computed slots.
//! Out: the parameters to warn of. Never: a warning of a value that changed nothing.

use super::frame::Frame;
use super::provisional::{looked_at, rests_on};
use super::version::Entry;
use crate::model::Parameter;
use crate::program::{Named, Op};
use alloc::vec;
use alloc::vec::Vec;

/// Lists the assumed parameters that some answer rests on.
pub(super) fn relied_on<'p>(frame: &Frame<'p>, entries: &[Entry]) -> Vec<&'p Parameter> {
    let parameters = frame.program.model.parameters.iter();
    parameters
        .filter(|parameter| parameter.assumed)
        .filter(|parameter| {
            let mut seen: Vec<(*const (), Vec<bool>)> = Vec::new();
            looked_at(frame, entries).any(|(frame, shown)| {
                let own = core::ptr::from_ref(frame).cast::<()>();
                if !seen.iter().any(|(known, _)| *known == own) {
                    seen.push((own, marks(frame, parameter)));
                }
                let marks = seen.iter().find(|(known, _)| *known == own);
                let roots = frame.program.roots(shown);
                marks.is_some_and(|(_, marks)| {
                    roots.iter().any(|slot| marks.get(*slot) == Some(&true))
                })
            })
        })
        .collect()
}

/// Marks every slot that rests on a parameter.
fn marks(frame: &Frame<'_>, parameter: &Parameter) -> Vec<bool> {
    let mut marks = vec![false; frame.program.ops.len()];
    for (slot, op) in frame.program.ops.iter().enumerate() {
        let marked = match op {
            Op::Name(Named::Define(id), _) if parameter.defines.contains(id) => true,
            op => rests_on(frame, *op, &|slot| marks.get(slot) == Some(&true)),
        };
        if let Some(known) = marks.get_mut(slot).filter(|_| marked) {
            *known = true;
        }
    }
    marks
}
