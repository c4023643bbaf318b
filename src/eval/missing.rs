//! What is missing, most decisive first: how many open verdicts a fact can still reach
//! through unknown slots, then how much of them hangs on it.

use super::frame::Frame;
use super::questions::reach;
use super::version::Entry;
use super::{benchmark, review, scope};
use super::{deadline, define, scorecard, table};
use crate::evaluation::Missing;
use crate::model::{Model, Shown};
use crate::program::Slot;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Reverse;

/// What is known about one missing fact.
#[derive(Default)]
struct Weight {
    /// Whether an answer that people wait for hangs on it, not only a date or a step.
    main: bool,
    /// How much hangs on it.
    weight: u64,
    /// The verdicts it can reach.
    verdicts: Vec<String>,
}

/// Returns the slots that an answer still waits for.
pub(crate) fn waits(frame: &Frame<'_>, shown: Shown) -> Vec<Slot> {
    match shown {
        Shown::Define(id) => define::slot(frame, id).into_iter().collect(),
        Shown::Circumstance(id) => {
            frame.program.circumstances.get(id).copied().into_iter().collect()
        }
        Shown::Deadline(id) => deadline::roots(frame, id),
        Shown::Benchmark(at) => benchmark::roots(frame, at),
        Shown::Review(at) => review::roots(frame, at),
        Shown::Scorecard(at) => scorecard::roots(frame, at),
        Shown::Table(at) => table::roots(frame, at),
        Shown::Scope(at) => scope::open(frame, at),
    }
}

/// Returns the name of a declaration.
pub(super) fn name(model: &Model, shown: Shown) -> Option<&str> {
    let name = match shown {
        Shown::Define(id) => &model.defines.get(id)?.name,
        Shown::Circumstance(id) => &model.circumstances.get(id)?.name,
        Shown::Deadline(id) => &model.deadlines.get(id)?.name,
        Shown::Benchmark(at) => &model.benchmarks.get(at)?.name,
        Shown::Review(at) => &model.reviews.get(at)?.name,
        Shown::Scorecard(at) => &model.scorecards.get(at)?.name,
        Shown::Table(at) => &model.tables.get(at)?.name,
        Shown::Scope(at) => &model.scopes.get(at)?.name,
    };
    Some(name)
}

/// The facts that the answer to one entry still waits for, with how much of it hangs on each.
pub(super) type Awaited = Vec<(usize, u64)>;

/// Returns the facts that the answer to an entry still waits for.
pub(super) fn awaited(frame: &Frame<'_>, entry: &Entry) -> Awaited {
    if entry.is_none() {
        return Vec::new();
    }
    // Two laws may have to be looked at, and each waits for its own.
    let read = match &entry.laws {
        Some(laws) => laws.roots(frame),
        None => Vec::from([(frame, waits(frame, entry.shown))]),
    };
    read.iter().flat_map(|(frame, roots)| awaited_by(frame, roots)).collect()
}

/// Returns the facts that open slots wait for.
pub(super) fn awaited_by(frame: &Frame<'_>, roots: &[Slot]) -> Awaited {
    reach(frame, roots).missing.into_iter().collect()
}

/// Lists the facts that could still change something.
pub(super) fn missing(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Missing> {
    let awaited: Vec<Awaited> =
        entries.iter().map(|entry| awaited(frame, entry)).collect();
    listed(frame, entries.iter().zip(awaited.iter().map(Vec::as_slice)))
}

/// Lists the facts that these answers wait for.
pub(super) fn listed<'a>(
    frame: &Frame<'_>,
    awaited: impl Iterator<Item = (&'a Entry, &'a [(usize, u64)])>,
) -> Vec<Missing> {
    let model = &frame.program.model;
    let mut found: BTreeMap<usize, Weight> = BTreeMap::new();
    for (entry, awaited) in awaited {
        let Some(name) = name(model, entry.shown) else { continue };
        let main = match entry.shown {
            Shown::Define(_)
            | Shown::Circumstance(_)
            | Shown::Deadline(_)
            | Shown::Table(_) => false,
            Shown::Benchmark(_)
            | Shown::Review(_)
            | Shown::Scorecard(_)
            | Shown::Scope(_) => true,
        };
        for (fact, weight) in awaited {
            let known = found.entry(*fact).or_default();
            known.main |= main;
            known.weight = known.weight.saturating_add(*weight);
            // Two versions of one name are one answer.
            if known.verdicts.last().is_none_or(|last| last != name) {
                known.verdicts.push(name.to_string());
            }
        }
    }
    let mut order: Vec<(usize, Weight)> = found.into_iter().collect();
    order.sort_by_key(|(fact, known)| {
        (!known.main, Reverse(known.verdicts.len()), Reverse(known.weight), *fact)
    });
    order
        .into_iter()
        .filter_map(|(fact, known)| {
            let label = review::ask(frame, fact).map(|ask| ask.label.clone());
            let fact = model.facts.get(fact)?;
            Some(Missing {
                fact: fact.name.clone(),
                label: label.unwrap_or_else(|| fact.label.clone()),
                decisive: known.verdicts.len(),
                verdicts: known.verdicts,
            })
        })
        .collect()
}
