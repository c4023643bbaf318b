//! Deadlines.

use super::exception;
use super::frame::Frame;
use super::proof::Prover;
use super::questions::{Reached, reach};
use super::scope;
use crate::calendar::period_end;
use crate::evaluation::{
    AppliedException, DeadlineState, DeadlineVerdict, Head, Outcome,
};
use crate::model::{DeadlineOwner, Exception, ExceptionResult, Target};
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
    // The period that gives the last day: the general one, or that of an exception.
    let target = Target::Deadline(id);
    let chosen = frame.date(slots.due).zip(event).and_then(|(due, event)| {
        let periods = exception::periods(frame, target, Some(deadline.period));
        periods.into_iter().find_map(|(period, by)| {
            let end = period_end(
                event,
                period,
                deadline.roll,
                deadline.month_end,
                &model.calendar,
            )?;
            (end.date == due).then_some((end, period, by))
        })
    });
    let chosen = chosen.filter(|_| applies.is_true());
    let end = chosen.map(|(end, _, _)| end);
    let exception = chosen
        .and_then(|(_, _, by)| by)
        .or_else(|| match exception::applied(frame, target).as_slice() {
            [only] => Some(*only),
            _ => None,
        })
        .filter(|_| applies.is_true())
        .and_then(|by| model.exceptions.get(by));
    let period = match (chosen, exception) {
        (Some((_, period, _)), _) => period,
        (None, Some(Exception { then: ExceptionResult::Period(period), .. })) => *period,
        (None, _) => deadline.period,
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
    let workdays_left = match period.unit {
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
            basis: super::cited(model, &exception::basis(frame, target, &deadline.basis)),
            because,
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        exception: exception.map(|known| AppliedException {
            name: known.name.clone(),
            label: known.label.clone(),
        }),
        period: period.text(),
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
