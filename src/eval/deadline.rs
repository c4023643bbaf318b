//! Deadlines.

use super::exception;
use super::frame::Frame;
use super::proof::Prover;
use super::questions::{Reached, reach};
use super::{scope, suspension};
use crate::evaluation::{
    AppliedException, DeadlineState, DeadlineVerdict, Head, Met, Outcome,
};
use crate::model::{DeadlineOwner, Direction, Exception, ExceptionResult, Target};
use crate::program::Slot;
use crate::value::{AsOf, PeriodUnit, Truth};
use alloc::string::ToString;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Answers for one deadline.
pub(super) fn verdict(frame: &Frame<'_>, id: usize) -> Option<DeadlineVerdict> {
    let model = &frame.program.model;
    let deadline = model.deadlines.get(id)?;
    let slots = frame.program.deadlines.get(id)?;
    let known = Known::of(frame, id)?;
    let state = known.state();
    let target = Target::Deadline(id);
    let applied: Vec<&Exception> = exception::applied(frame, target)
        .into_iter()
        .filter(|_| known.applies.is_true())
        .filter_map(|id| model.exceptions.get(id))
        .collect();
    // The exception that gives its length, where just one does.
    let exception = match applied.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    // Several that come to one last day: the first speaks for all.
    let speaks = exception.or(applied.first().copied().filter(|_| known.due.is_some()));
    let (length, by) = match speaks.map(|known| (&known.then, &known.basis)) {
        Some((ExceptionResult::Period(length), basis)) => (*length, basis),
        Some((ExceptionResult::Value(_) | ExceptionResult::NeedsJudgement, _)) | None => {
            (deadline.period, &deadline.basis)
        }
    };
    let reached = reach(frame, &roots(frame, id));
    let outcome = match (known.applies, &known.due) {
        (Truth::False, _) => Outcome::NotApplicable,
        (Truth::True, Some(_)) => Outcome::Decided,
        _ => waiting(&reached),
    };
    let workdays_left = match length.counted().unit {
        PeriodUnit::Workdays => known.due.map(|due| {
            let today = frame.as_of.date();
            model.calendar.workdays_between(today, due.date()).max(0).to_string()
        }),
        PeriodUnit::Hours | PeriodUnit::Days | PeriodUnit::Months | PeriodUnit::Years => {
            None
        }
    };
    let mut prover = Prover::new(frame);
    let because = if known.applies.is_false() {
        slots.when.map(|when| prover.prove(when)).into_iter().collect()
    } else {
        Vec::from([prover.prove(slots.due)])
    };
    let basis = super::cited(model, &exception::basis(frame, target, &deadline.basis));
    let converted =
        length.workdays_by.and_then(|_| super::cited(model, by).into_iter().next());
    Some(DeadlineVerdict {
        head: Head {
            name: deadline.name.clone(),
            label: deadline.label.clone(),
            version: None,
            outcome,
            basis,
            because,
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        exception: exception.map(|known| AppliedException {
            name: known.name.clone(),
            label: known.label.clone(),
        }),
        period: length.text(deadline.direction),
        converted,
        backwards: known.backwards,
        event: known.event.map(|event| event.to_string()),
        due: known.due.map(|due| due.to_string()),
        provisional: known.provisional,
        suspensions: suspension::statuses(frame, id, known.applies),
        met: known.met.map(|met| Met { on: met.to_string(), late: known.late(met) }),
        state,
        workdays_left,
    })
}

/// What is known of a deadline at the as-of date.
struct Known {
    applies: Truth,
    backwards: bool,
    as_of: AsOf,
    event: Option<AsOf>,
    due: Option<AsOf>,
    provisional: bool,
    suspended: bool,
    /// When it was done, if by the as-of date.
    met: Option<AsOf>,
}

impl Known {
    fn of(frame: &Frame<'_>, id: usize) -> Option<Self> {
        let deadline = frame.program.model.deadlines.get(id)?;
        let slots = frame.program.deadlines.get(id)?;
        let applies = applies(frame, id);
        let due = applies.is_true().then(|| frame.time(slots.due)).flatten();
        let met = slots.met.and_then(|met| frame.time(met));
        Some(Self {
            applies,
            backwards: deadline.direction == Direction::Before,
            as_of: frame.as_of,
            event: frame.time(slots.event),
            due,
            provisional: due.is_some()
                && slots
                    .when
                    .into_iter()
                    .chain([slots.due])
                    .any(|slot| frame.is_provisional(slot)),
            suspended: applies.is_true()
                && suspension::lasts(frame, id, due.map(AsOf::date)),
            met: met.filter(|met| applies.is_true() && met.against(frame.as_of).is_le()),
        })
    }

    /// Returns whether it was done after the last day; a notice yet to come may move that day,
    /// so nothing is said to be late before.
    fn late(&self, met: AsOf) -> Option<bool> {
        let late = met.against(self.due?).is_gt();
        (!late || !self.provisional).then_some(late)
    }

    fn state(&self) -> Option<DeadlineState> {
        if self.suspended {
            return Some(DeadlineState::Suspended);
        }
        let (due, event) = self.due.zip(self.event)?;
        match self.met.and_then(|met| self.late(met)) {
            Some(false) => return Some(DeadlineState::Met),
            Some(true) => return Some(DeadlineState::Overdue),
            None => {}
        }
        if self.as_of.against(event).is_lt() && !self.backwards {
            return Some(DeadlineState::NotStarted);
        }
        Some(match self.as_of.against(due) {
            Ordering::Less => DeadlineState::Running,
            Ordering::Equal => DeadlineState::Due,
            // A notice yet to come may move the last day: never said to be late.
            Ordering::Greater if self.provisional => DeadlineState::Running,
            Ordering::Greater => DeadlineState::Overdue,
        })
    }
}

/// Returns whether a deadline applies: its condition, and the ground that starts it.
fn applies(frame: &Frame<'_>, id: usize) -> Truth {
    let model = &frame.program.model;
    let Some(deadline) = model.deadlines.get(id) else { return Truth::False };
    let condition =
        frame.truth_of(frame.program.deadlines.get(id).and_then(|slots| slots.when));
    match deadline.owner {
        DeadlineOwner::Pack | DeadlineOwner::Whole => condition,
        DeadlineOwner::Ground(at, ground) => {
            condition.and(scope::ground_truth(frame, at, ground))
        }
    }
}

/// Returns the slots a deadline's answer still waits for.
pub(super) fn roots(frame: &Frame<'_>, id: usize) -> Vec<Slot> {
    let mut roots = Vec::new();
    let Some(slots) = frame.program.deadlines.get(id) else { return roots };
    let applies = applies(frame, id);
    if applies.is_false() {
        return roots;
    }
    if let Some(DeadlineOwner::Ground(at, _)) =
        frame.program.model.deadlines.get(id).map(|deadline| deadline.owner)
    {
        roots.extend(scope::open(frame, at));
    }
    roots.extend(slots.when);
    roots.push(slots.event);
    if applies.is_true() {
        roots.push(slots.due);
        // Whether it was done matters to nobody before it is late.
        let late = Known::of(frame, id).and_then(|known| known.state())
            == Some(DeadlineState::Overdue);
        roots.extend(slots.met.filter(|_| late));
    }
    roots.retain(|slot| frame.is_unknown(*slot));
    roots
}

/// Returns the outcome of an answer that is not settled.
pub(super) fn waiting(reached: &Reached) -> Outcome {
    if reached.only_judgement() { Outcome::NeedsJudgement } else { Outcome::Unknown }
}
