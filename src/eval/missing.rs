//! What is missing, most decisive first: how many open verdicts a fact can still reach
//! through unknown slots, then how much of them hangs on it.

use super::frame::Frame;
use super::questions::reach;
use super::version::Entry;
use super::{benchmark, review, scope};
use super::{deadline, define, scorecard, table};
use crate::evaluation::Missing;
use crate::model::Shown;
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

/// Lists the facts that could still change something.
pub(super) fn missing(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Missing> {
    let model = &frame.program.model;
    let mut found: BTreeMap<usize, Weight> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.is_none()) {
        let (name, roots, main): (&str, Vec<Slot>, bool) = match entry.shown {
            Shown::Define(id) => {
                let Some(known) = model.defines.get(id) else { continue };
                let slot = define::slot(frame, id);
                (&known.name, slot.into_iter().collect(), false)
            }
            Shown::Circumstance(id) => {
                let Some(known) = model.circumstances.get(id) else { continue };
                let slot = frame.program.circumstances.get(id).copied();
                (&known.name, slot.into_iter().collect(), false)
            }
            Shown::Deadline(id) => {
                let Some(known) = model.deadlines.get(id) else { continue };
                (&known.name, deadline::roots(frame, id), false)
            }
            Shown::Benchmark(at) => {
                let Some(known) = model.benchmarks.get(at) else { continue };
                (&known.name, benchmark::roots(frame, at), true)
            }
            Shown::Review(at) => {
                let Some(known) = model.reviews.get(at) else { continue };
                (&known.name, review::roots(frame, at), true)
            }
            Shown::Scorecard(at) => {
                let Some(known) = model.scorecards.get(at) else { continue };
                (&known.name, scorecard::roots(frame, at), true)
            }
            Shown::Table(at) => {
                let Some(known) = model.tables.get(at) else { continue };
                (&known.name, table::roots(frame, at), false)
            }
            Shown::Scope(at) => {
                let Some(known) = model.scopes.get(at) else { continue };
                (&known.name, scope::open(frame, at), true)
            }
        };
        // Two laws may have to be looked at, and each waits for its own.
        let read = match &entry.laws {
            Some(laws) => laws.roots(frame),
            None => Vec::from([(frame, roots)]),
        };
        let reached = read.iter().map(|(frame, roots)| reach(frame, roots).missing);
        for (fact, weight) in reached.flatten() {
            let known = found.entry(fact).or_default();
            known.main |= main;
            known.weight = known.weight.saturating_add(weight);
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
