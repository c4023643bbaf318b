//! Deadlines.

use super::frame::Frame;
use super::proof::Prover;
use super::questions::{Reached, reach};
use super::scope;
use crate::calendar::period_end;
use crate::evaluation::{DeadlineState, DeadlineVerdict, Head, Outcome};
use crate::model::DeadlineOwner;
use crate::program::Slot;
use crate::value::{PeriodUnit, Truth};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Answers for one deadline.
pub(super) fn verdict(frame: &Frame<'_>, id: usize) -> Option<DeadlineVerdict> {
    let model = &frame.program.model;
    let deadline = model.deadlines.get(id)?;
    let slots = *frame.program.deadlines.get(id)?;
    let applies = applies(frame, id);
    let event = frame.date(slots.event);
    let end = match applies {
        Truth::True => event.and_then(|event| {
            period_end(
                event,
                deadline.period,
                deadline.roll,
                deadline.month_end,
                &model.calendar,
            )
        }),
        Truth::False | Truth::Unknown => None,
    };
    let state = end.zip(event).map(|(end, event)| {
        if frame.as_of < event {
            DeadlineState::NotStarted
        } else if frame.as_of < end.date {
            DeadlineState::Running
        } else if frame.as_of == end.date {
            DeadlineState::Due
        } else if end.provisional {
            // A notice yet to come may move the last day: never said to be late.
            DeadlineState::Running
        } else {
            DeadlineState::Overdue
        }
    });
    let reached = reach(frame, &roots(frame, id));
    let outcome = match (applies, &end) {
        (Truth::False, _) => Outcome::NotApplicable,
        (Truth::True, Some(_)) => Outcome::Decided,
        _ => waiting(&reached),
    };
    let workdays_left = match deadline.period.unit {
        PeriodUnit::Workdays => end.map(|end| {
            model.calendar.workdays_between(frame.as_of, end.date).max(0).to_string()
        }),
        PeriodUnit::Hours | PeriodUnit::Days | PeriodUnit::Months | PeriodUnit::Years => {
            None
        }
    };
    let mut prover = Prover::new(frame);
    let because = if applies.is_false() {
        slots.when.map(|when| prover.prove(when)).into_iter().collect()
    } else {
        Vec::from([prover.prove(slots.due)])
    };
    Some(DeadlineVerdict {
        head: Head {
            name: deadline.name.clone(),
            label: deadline.label.clone(),
            version: None,
            outcome,
            basis: super::cited(model, &deadline.basis),
            because,
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        period: deadline.period.text(),
        event: event.map(|event| event.to_string()),
        due: end.map(|end| end.date.to_string()),
        provisional: end.is_some_and(|end| end.provisional),
        state,
        workdays_left,
    })
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
    }
    roots.retain(|slot| frame.is_unknown(*slot));
    roots
}

/// Returns the outcome of an answer that is not settled.
pub(super) fn waiting(reached: &Reached) -> Outcome {
    if reached.only_judgement() { Outcome::NeedsJudgement } else { Outcome::Unknown }
}
