//! Facts and definitions that no answer rests on.

use super::is_foreign;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FactOwner, Shown};
use crate::program::{Program, Slot};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

pub(super) fn unused(program: &Program, found: &mut Vec<Diagnostic>) {
    let model = &program.model;
    for (fact, reached) in model.facts.iter().zip(&program.reached) {
        if *reached || fact.foreign || fact.owner != FactOwner::Fact {
            continue;
        }
        let name = &fact.name;
        found.push(
            Diagnostic::warning(
                Code::LINT_UNUSED,
                fact.span,
                format!("事实「{name}」没有影响任何结论"),
                format!("no answer rests on the fact `{name}`"),
            )
            .help(
                "删去它，或者在规则里用它；当事人不应当填没有用的事实",
                "take it out, or use it: nobody should be asked for what does not matter",
            ),
        );
    }
    let reached = reached(program);
    let shown: BTreeSet<usize> = model
        .shown
        .iter()
        .filter_map(|shown| match shown {
            Shown::Define(id) => Some(*id),
            _ => None,
        })
        .collect();
    for (id, define) in model.defines.iter().enumerate() {
        // What has a dot belongs to a table, a benchmark or a scorecard.
        if shown.contains(&id)
            || define.name.contains('.')
            || is_foreign(model, &define.name)
            || model.parameter_of(id).is_some()
        {
            continue;
        }
        if program.defines.get(id).is_some_and(|slot| reached.get(*slot) == Some(&false))
        {
            let name = &define.name;
            found.push(
                Diagnostic::warning(
                    Code::LINT_UNUSED,
                    define.span,
                    format!("定义「{name}」没有影响任何结论"),
                    format!("no answer rests on the definition `{name}`"),
                )
                .help(
                    "删去它；要让它自己成为结论的，写上标签",
                    "take it out; with a label it is an answer of its own",
                ),
            );
        }
    }
}

/// Every slot that an answer, a document or a test rests on.
fn reached(program: &Program) -> Vec<bool> {
    let mut reached = vec![false; program.ops.len()];
    let mut waiting: Vec<Slot> = program.probes.clone();
    for shown in &program.model.shown {
        waiting.extend(program.roots(*shown));
    }
    waiting.extend(program.versions.iter().map(|known| known.in_force));
    while let Some(slot) = waiting.pop() {
        match reached.get_mut(slot) {
            Some(known) if !*known => *known = true,
            Some(_) | None => continue,
        }
        if let Some(op) = program.ops.get(slot) {
            waiting.extend(program.operands(*op));
        }
        waiting.extend(program.inside.get(&slot).into_iter().flatten());
    }
    reached
}
