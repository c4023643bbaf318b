//! The days that a deadline does not count.

use super::frame::Frame;
use crate::evaluation::{SuspensionState, SuspensionStatus};
use crate::value::{Date, Truth};
use alloc::string::ToString;
use alloc::vec::Vec;

/// Says how each suspension of a deadline stands.
pub(super) fn statuses(
    frame: &Frame<'_>,
    id: usize,
    applies: Truth,
) -> Vec<SuspensionStatus> {
    let model = &frame.program.model;
    let (Some(deadline), Some(slots)) =
        (model.deadlines.get(id), frame.program.deadlines.get(id))
    else {
        return Vec::new();
    };
    deadline
        .suspensions
        .iter()
        .zip(&slots.suspensions)
        .map(|(suspension, [when, from, to])| {
            let holds = applies.and(frame.truth(*when));
            let given = |slot| if holds.is_false() { None } else { frame.date(slot) };
            let (from, to) = (given(*from), given(*to));
            let days =
                from.zip(to).map(|(from, to)| from.days_until(to).max(0).to_string());
            SuspensionStatus {
                name: suspension.name.clone(),
                label: suspension.label.clone(),
                from: from.map(|from| from.to_string()),
                to: to.map(|to| to.to_string()),
                days,
                state: state(frame.as_of, holds, from, to),
                basis: super::cited(model, &suspension.basis),
            }
        })
        .collect()
}

/// Returns whether a deadline rests: a suspension lasts, and began before the last day.
pub(super) fn lasts(frame: &Frame<'_>, id: usize, due: Option<Date>) -> bool {
    let Some(slots) = frame.program.deadlines.get(id) else { return false };
    slots.suspensions.iter().any(|[when, from, to]| {
        let (from, to) = (frame.date(*from), frame.date(*to));
        let lasts =
            state(frame.as_of, frame.truth(*when), from, to) == SuspensionState::Running;
        // One that moved the last day ends on or before it; any other came too late to.
        lasts && due.is_none_or(|due| to.is_some_and(|to| to <= due))
    })
}

fn state(
    as_of: Date,
    holds: Truth,
    from: Option<Date>,
    to: Option<Date>,
) -> SuspensionState {
    match (holds, from) {
        (Truth::False, _) => SuspensionState::NotApplicable,
        (Truth::Unknown, _) | (Truth::True, None) => SuspensionState::Unknown,
        (Truth::True, Some(from)) if as_of < from => SuspensionState::NotStarted,
        (Truth::True, Some(_)) => {
            if to.is_none_or(|to| as_of < to) {
                SuspensionState::Running
            } else {
                SuspensionState::Ended
            }
        }
    }
}
