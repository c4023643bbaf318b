//! Which facts an answer can depend on: a form asks for no others of a used pack.

use super::{Op, Program, RangeSlots, Slot};
use crate::model::Shown;
use alloc::vec;
use alloc::vec::Vec;

/// Returns for every fact whether a shown declaration can depend on it.
pub(super) fn facts(program: &Program) -> Vec<bool> {
    let mut reached = vec![false; program.ops.len()];
    for slot in roots(program) {
        mark(&mut reached, slot);
    }
    loop {
        // Operands stand before their operations: one pass from the end.
        for slot in (0..program.ops.len()).rev() {
            if reached.get(slot) != Some(&true) {
                continue;
            }
            if let Some(op) = program.ops.get(slot) {
                for operand in program.operands(*op) {
                    mark(&mut reached, operand);
                }
            }
        }
        // What a list's records are asked stands behind the list.
        let lists =
            program.inside.iter().filter(|(list, _)| reached.get(**list) == Some(&true));
        let inside = lists.flat_map(|(_, inside)| inside).copied();
        let more: Vec<Slot> =
            inside.filter(|slot| reached.get(*slot) == Some(&false)).collect();
        if more.is_empty() {
            break;
        }
        more.into_iter().for_each(|slot| mark(&mut reached, slot));
    }
    let mut facts = vec![false; program.model.facts.len()];
    for (op, reached) in program.ops.iter().zip(&reached) {
        if let Op::Input(fact) = op
            && let Some(known) = facts.get_mut(*fact)
        {
            *known = *reached;
        }
    }
    // A document shows facts that no answer rests on: who reviewed, and when.
    for id in program.model.document_facts() {
        if let Some(known) = facts.get_mut(id) {
            *known = true;
        }
    }
    facts
}

fn mark(reached: &mut [bool], slot: Slot) {
    if let Some(known) = reached.get_mut(slot) {
        *known = true;
    }
}

/// Returns every slot that an answer is read from.
pub(super) fn roots(program: &Program) -> Vec<Slot> {
    program.model.shown.iter().flat_map(|shown| of(program, *shown)).collect()
}

/// Returns every slot that one answer is read from.
pub(super) fn of(program: &Program, shown: Shown) -> Vec<Slot> {
    let mut roots: Vec<Slot> = Vec::new();
    match shown {
        Shown::Define(id) => {
            roots.extend(program.defines.get(id));
            roots.extend(program.named.get(id));
        }
        Shown::Circumstance(id) => roots.extend(program.circumstances.get(id)),
        Shown::Deadline(id) => {
            if let Some(slots) = program.deadlines.get(id) {
                roots.extend(slots.when);
                roots.extend([slots.event, slots.due]);
                roots.extend(slots.met);
            }
        }
        Shown::Benchmark(at) => benchmark(program, at, &mut roots),
        Shown::Review(at) => review(program, at, &mut roots),
        Shown::Scorecard(at) => {
            let Some(known) = program.model.scorecards.get(at) else { return roots };
            let overall = known.overall.iter().flat_map(|it| [it.value, it.band]);
            let indicators = known.indicators.iter().flat_map(|it| [it.value, it.band]);
            for define in overall.chain(indicators) {
                roots.extend(program.defines.get(define));
                roots.extend(program.named.get(define));
            }
        }
        Shown::Table(at) => {
            if let Some(slots) = program.tables.get(at) {
                roots.extend(slots.when);
                roots.extend(slots.rows.iter().flatten());
                for range in slots.ranges.iter().flatten() {
                    ends(*range, &mut roots);
                }
            }
            let outputs = program.model.tables.get(at).map(|known| &known.outputs);
            for define in outputs.into_iter().flatten().filter_map(|known| known.define) {
                roots.extend(program.defines.get(define));
                roots.extend(program.named.get(define));
            }
        }
        Shown::Scope(at) => {
            if let Some(slots) = program.scopes.get(at) {
                roots.extend(slots.when);
                roots.extend(slots.grounds.iter().flatten());
            }
        }
    }
    roots
}

fn benchmark(program: &Program, at: usize, roots: &mut Vec<Slot>) {
    let (Some(slots), Some(known)) =
        (program.benchmarks.get(at), program.model.benchmarks.get(at))
    else {
        return;
    };
    if let Some(each) = known.per_record() {
        roots.push(each.list);
        roots.extend(slots.caps.iter().flatten());
    }
    for record in program.model.written.get(&at).into_iter().flatten() {
        benchmark(program, *record, roots);
    }
    roots.extend(&slots.proposals);
    roots.extend(super::benchmark::read(slots));
    roots.extend(
        known.circumstances.iter().filter_map(|id| program.circumstances.get(*id)),
    );
    for slots in slots.tables().filter_map(|at| program.tables.get(at)) {
        roots.extend(slots.when);
        roots.extend(slots.rows.iter().flatten());
    }
}

fn ends(range: RangeSlots, roots: &mut Vec<Slot>) {
    roots.extend(range.lower.map(|(slot, _)| slot));
    roots.extend(range.upper.map(|(slot, _)| slot));
}

fn review(program: &Program, at: usize, roots: &mut Vec<Slot>) {
    let Some(slots) = program.reviews.get(at) else { return };
    roots.extend(slots.when);
    roots.extend(slots.layers.iter().map(|layer| layer.any));
    roots.extend(slots.opinions.iter().flatten());
    for item in &slots.items {
        roots.extend(item.when);
        roots.extend([item.fails, item.passes, item.not_applicable]);
        roots.extend(item.asks.iter().map(|(slot, _)| *slot));
    }
}
