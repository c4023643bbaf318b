//! Deadlines.

use super::frame::Frame;
use super::proof::Prover;
use super::questions::{Reached, reach};
use super::{scope, suspension};
use crate::evaluation::{DeadlineState, DeadlineVerdict, Head, Met, Outcome};
use crate::model::{DeadlineOwner, Direction};
use crate::program::Slot;
use crate::value::{Date, PeriodUnit, Truth};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Answers for one deadline.
pub(super) fn verdict(frame: &Frame<'_>, id: usize) -> Option<DeadlineVerdict> {
    let model = &frame.program.model;
    let deadline = model.deadlines.get(id)?;
    let slots = frame.program.deadlines.get(id)?;
    let known = Known::of(frame, id)?;
    let state = known.state();
    let reached = reach(frame, &roots(frame, id));
    let outcome = match (known.applies, &known.due) {
        (Truth::False, _) => Outcome::NotApplicable,
        (Truth::True, Some(_)) => Outcome::Decided,
        _ => waiting(&reached),
    };
    let workdays_left = match deadline.period.counted().unit {
        PeriodUnit::Workdays => known.due.map(|due| {
            model.calendar.workdays_between(frame.as_of, due).max(0).to_string()
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
    let basis = super::cited(model, &deadline.basis);
    let converted = deadline.period.workdays_by.and_then(|_| basis.first().cloned());
    Some(DeadlineVerdict {
        head: Head {
            name: deadline.name.clone(),
            label: deadline.label.clone(),
            outcome,
            basis,
            because,
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        period: deadline.period.text(deadline.direction),
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
    as_of: Date,
    event: Option<Date>,
    due: Option<Date>,
    provisional: bool,
    suspended: bool,
    /// When it was done, if by the as-of date.
    met: Option<Date>,
}

impl Known {
    fn of(frame: &Frame<'_>, id: usize) -> Option<Self> {
        let deadline = frame.program.model.deadlines.get(id)?;
        let slots = frame.program.deadlines.get(id)?;
        let applies = applies(frame, id);
        let due = applies.is_true().then(|| frame.date(slots.due)).flatten();
        let met = slots.met.and_then(|met| frame.date(met));
        Some(Self {
            applies,
            backwards: deadline.direction == Direction::Before,
            as_of: frame.as_of,
            event: frame.date(slots.event),
            due,
            provisional: due.is_some() && frame.is_provisional(slots.due),
            suspended: applies.is_true() && suspension::lasts(frame, id, due),
            met: met.filter(|met| applies.is_true() && *met <= frame.as_of),
        })
    }

    /// Returns whether it was done after the last day; a notice yet to come may move that day,
    /// so nothing is said to be late before.
    fn late(&self, met: Date) -> Option<bool> {
        let late = met > self.due?;
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
        Some(if self.as_of < event && !self.backwards {
            DeadlineState::NotStarted
        } else if self.as_of < due {
            DeadlineState::Running
        } else if self.as_of == due {
            DeadlineState::Due
        } else if self.provisional {
            // A notice yet to come may move the last day: never said to be late.
            DeadlineState::Running
        } else {
            DeadlineState::Overdue
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
