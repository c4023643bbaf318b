//! Which points a case reaches, by the trace of what decided its answers.

use super::Side;
use super::points::{Key, Point, Threshold};
use super::step::Step;
use crate::cases::Ran;
use crate::eval::{Taken, Trace, trace_asked};
use crate::model::{Condition, ExpectationKind};
use crate::program::{Mark, Program, Slot};
use crate::value::{AsOf, Moment, Number, Truth};
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// How often a goal was reached.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reached {
    pub(super) times: usize,
    /// The first case, by position.
    pub(super) first: Option<usize>,
}

/// What the cases so far reach.
pub(super) struct Tally {
    cases: usize,
    reached: Vec<Vec<Reached>>,
}

impl Tally {
    pub(super) fn new(points: &[Point]) -> Self {
        let none = |point: &Point| vec![Reached::default(); point.goals.len()];
        Self { cases: 0, reached: points.iter().map(none).collect() }
    }

    pub(super) fn done(self) -> (usize, Vec<Vec<Reached>>) {
        (self.cases, self.reached)
    }

    /// Adds a case, if it counts.
    pub(super) fn add(&mut self, points: &[Point], ran: &Ran<'_, '_>) {
        if !ran.counts {
            return;
        }
        self.cases = self.cases.saturating_add(1);
        let traces = traces(ran);
        for (point, reached) in points.iter().zip(&mut self.reached) {
            for (goal, reached) in point.goals.iter().zip(reached) {
                if traces.iter().any(|trace| reaches(trace, &point.key, goal.side)) {
                    reached.times = reached.times.saturating_add(1);
                    reached.first = reached.first.or(Some(ran.at));
                }
            }
        }
    }
}

/// What decided the answers that a case asks for.
pub(crate) struct Traced<'f, 'p> {
    trace: Trace<'f, 'p>,
    marks: BTreeMap<(crate::text::Span, u8), Vec<Mark>>,
}

/// Traces everything that a case expects something of.
pub(crate) fn traces<'f, 'p>(ran: &Ran<'f, 'p>) -> Vec<Traced<'f, 'p>> {
    let mut traces = Trace::all(ran.frame);
    let mut probe = ran.probe;
    for expectation in &ran.case.expect {
        if let ExpectationKind::Condition(condition) = &expectation.kind {
            ask(&mut traces, ran, condition, &mut probe);
        }
    }
    let closed = traces.into_iter().map(|mut trace| {
        trace.close();
        let mut marks: BTreeMap<_, Vec<Mark>> = BTreeMap::new();
        for mark in trace.frame.program.marks.iter().flatten() {
            let key = (mark.span, mark.sides.map_or(0, |(op, _, _)| rank(op)));
            marks.entry(key).or_default().push(*mark);
        }
        Traced { trace, marks }
    });
    closed.collect()
}

const fn rank(op: crate::model::CompareOp) -> u8 {
    use crate::model::CompareOp;
    match op {
        CompareOp::Equal => 1,
        CompareOp::NotEqual => 2,
        CompareOp::Less => 3,
        CompareOp::LessOrEqual => 4,
        CompareOp::Greater => 5,
        CompareOp::GreaterOrEqual => 6,
    }
}

fn ask<'f, 'p>(
    traces: &mut [Trace<'f, 'p>],
    ran: &Ran<'f, 'p>,
    condition: &Condition,
    probe: &mut usize,
) {
    match condition {
        Condition::Not(inner) => ask(traces, ran, inner, probe),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| ask(traces, ran, part, probe));
        }
        Condition::True(_) | Condition::Known(..) => {
            let slot = ran.frame.program.probes.get(*probe).copied();
            *probe = probe.saturating_add(1);
            if let (Some(slot), Some(own)) = (slot, traces.first_mut()) {
                own.follow(slot);
            }
        }
        Condition::Member(shown, member, _) => {
            trace_asked(traces, ran.entries, *shown, *member);
        }
    }
}

/// Returns whether a case reaches a goal of a point.
pub(crate) fn reaches(traced: &Traced<'_, '_>, key: &Key, side: Side) -> bool {
    let trace = &traced.trace;
    let program = trace.frame.program;
    let was = |slot: Option<&Slot>, truth: Truth| {
        slot.is_some_and(|slot| trace.was(*slot, truth))
    };
    let holds = |slot: Option<&Slot>| match side {
        Side::Not => was(slot, Truth::False),
        _ => was(slot, Truth::True),
    };
    match key {
        Key::Step(at, step) => trace.taken.contains(&Taken::Step(*at, *step)),
        Key::Amount(at, penalty, row) => {
            trace.taken.contains(&Taken::Amount(*at, *penalty, *row))
        }
        Key::Opinion(at, opinion) => trace.taken.contains(&Taken::Opinion(*at, *opinion)),
        Key::Ground(at, ground) => trace.taken.contains(&Taken::Ground(*at, *ground)),
        Key::Row(at, row) => trace.taken.contains(&Taken::Row(*at, *row)),
        Key::Circumstance(id) => {
            copies(program, *id).any(|id| holds(program.circumstances.get(id)))
        }
        Key::Criterion(at, layer, criterion) => {
            let layer =
                program.reviews.get(*at).and_then(|known| known.layers.get(*layer));
            holds(layer.and_then(|layer| layer.criteria.get(*criterion)))
        }
        Key::Item(at, item) => {
            let item = program.reviews.get(*at).and_then(|known| known.items.get(*item));
            let slot = item.map(|item| match side {
                Side::Fails => item.fails,
                Side::Absent => item.not_applicable,
                _ => item.passes,
            });
            was(slot.as_ref(), Truth::True)
        }
        Key::Exception(id) => holds(program.exceptions.get(*id)),
        Key::Branch(span, row) => {
            let marks = traced.marks.get(&(*span, 0)).into_iter().flatten();
            marks.into_iter().any(|mark| trace.branch(mark) == Some(*row))
        }
        Key::Default(at, weights, factor) => {
            let known = each(program, *at).filter_map(|at| program.benchmarks.get(at));
            let weights = known.filter_map(|known| known.weights.get(*weights));
            let mut factors = weights.filter_map(|known| known.factors.get(*factor));
            factors.any(|factor| {
                let open =
                    factor.found.is_some_and(|found| trace.frame.is_unknown(found));
                open && trace.has(factor.value) && !trace.frame.is_unknown(factor.value)
            })
        }
        Key::Define(id) => match side {
            Side::Known => program
                .defines
                .get(*id)
                .is_some_and(|slot| trace.has(*slot) && !trace.frame.is_unknown(*slot)),
            _ => holds(program.defines.get(*id)),
        },
        Key::Deadline(id) => program.deadlines.get(*id).is_some_and(|slots| {
            trace.has(slots.due) && !trace.frame.is_unknown(slots.due)
        }),
        Key::Suspension(id, at) => {
            let slots = program.deadlines.get(*id);
            let slots = slots.and_then(|slots| slots.suspensions.get(*at));
            let asked =
                program.deadlines.get(*id).is_some_and(|slots| trace.has(slots.due));
            let truth = if side == Side::Not { Truth::False } else { Truth::True };
            asked && slots.is_some_and(|[when, _, _]| trace.frame.truth(*when) == truth)
        }
        Key::OfBenchmark(at) => {
            let known = each(program, *at).filter_map(|at| program.benchmarks.get(at));
            known.into_iter().any(|known| holds(known.when.as_ref()))
        }
        Key::OfPenalty(at, penalty) => {
            let known = each(program, *at).filter_map(|at| program.benchmarks.get(at));
            known
                .filter_map(|known| known.penalties.get(*penalty))
                .any(|known| holds(known.when.as_ref()))
        }
        Key::OfReview(at) => {
            holds(program.reviews.get(*at).and_then(|known| known.when.as_ref()))
        }
        Key::OfLayer(at, layer) => {
            let known =
                program.reviews.get(*at).and_then(|known| known.layers.get(*layer));
            holds(known.and_then(|known| known.when.as_ref()))
        }
        Key::OfItem(at, item) => {
            let known = program.reviews.get(*at).and_then(|known| known.items.get(*item));
            holds(known.and_then(|known| known.when.as_ref()))
        }
        Key::OfDeadline(id) => {
            holds(program.deadlines.get(*id).and_then(|known| known.when.as_ref()))
        }
        Key::InForce(id) => program.versions.get(*id).is_some_and(|known| {
            (trace.has(known.in_force) || trace.has(known.date))
                && trace.frame.truth(known.in_force).is_true()
        }),
        Key::Day(id, day) => program.versions.get(*id).is_some_and(|known| {
            let asked = trace.has(known.in_force) || trace.has(known.date);
            let days = trace.frame.date(known.date).map(|date| day.days_until(date));
            asked && days.is_some_and(|days| side_of_days(days) == Some(side))
        }),
        Key::Threshold(threshold) => {
            let marks = threshold.places.iter();
            let marks =
                marks.filter_map(|(span, op)| traced.marks.get(&(*span, rank(*op))));
            marks.flatten().any(|mark| stands(trace, threshold, mark) == Some(side))
        }
    }
}

/// A benchmark, or those that it stands for where it is decided for each record.
fn each(program: &Program, at: usize) -> impl Iterator<Item = usize> {
    let written = program.model.written.get(&at);
    let own = written.is_none().then_some(at);
    own.into_iter().chain(written.into_iter().flatten().copied())
}

/// A circumstance, and its copies where its benchmark is decided for each record.
fn copies(program: &Program, id: usize) -> impl Iterator<Item = usize> {
    let all = &program.model.circumstances;
    let span = all.get(id).filter(|_| !program.model.written.is_empty());
    let span = span.map(|known| known.when.span);
    let copied = all
        .iter()
        .enumerate()
        .filter(move |(other, known)| *other != id && span == Some(known.when.span));
    core::iter::once(id).chain(copied.map(|(id, _)| id))
}

/// Returns on which side of a threshold a case stands, if it stands close.
fn stands(trace: &Trace<'_, '_>, threshold: &Threshold, mark: &Mark) -> Option<Side> {
    let (_, left, right) = mark.sides?;
    if !trace.has(mark.slot) {
        return None;
    }
    let (subject, limit) = if threshold.swapped { (right, left) } else { (left, right) };
    let frame = trace.frame;
    if let (Some(subject), Some(limit)) = (frame.number(subject), frame.number(limit)) {
        return near(subject, limit, threshold.step);
    }
    match (frame.time(subject)?, frame.time(limit)?) {
        (AsOf::Moment(subject), AsOf::Moment(limit)) => {
            let minutes = |moment: Moment| {
                let hours = moment.hour().saturating_mul(60);
                hours.saturating_add(moment.minute())
            };
            let days = limit.date().days_until(subject.date()).saturating_mul(1440);
            let apart =
                days.saturating_add(minutes(subject)).saturating_sub(minutes(limit));
            side_of_days(apart)
        }
        (subject, limit) => side_of_days(limit.date().days_until(subject.date())),
    }
}

fn side_of_days(apart: i64) -> Option<Side> {
    match apart {
        -1 => Some(Side::Under),
        0 => Some(Side::At),
        1 => Some(Side::Over),
        _ => None,
    }
}

fn near(subject: Number, limit: Number, step: Step) -> Option<Side> {
    let apart = subject.checked_sub(limit).ok()?;
    let close = match step {
        Step::By(step) => apart.abs() <= step,
        Step::Any => true,
        Step::Fixed => apart.is_zero(),
    };
    if !close {
        return None;
    }
    Some(match apart.cmp(&Number::ZERO) {
        Ordering::Less => Side::Under,
        Ordering::Equal => Side::At,
        Ordering::Greater => Side::Over,
    })
}
