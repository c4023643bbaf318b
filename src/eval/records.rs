//! What the records of a list come to: those whose condition holds count. A record whose
//! condition is open leaves the answer open, unless it comes to the same without it.

use super::frame::{Failure, Frame, Value};
use super::run::calculated;
use crate::model::Fold;
use crate::program::{Args, Cell, Slot};
use crate::value::{Number, Truth};
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Counts the records that meet a condition.
pub(super) fn tally(frame: &mut Frame<'_>, args: Args) -> Cell {
    let mut count = 0_i64;
    for slot in frame.program.list(args) {
        match frame.truth(*slot) {
            Truth::True => count = count.saturating_add(1),
            Truth::False => {}
            Truth::Unknown => return Cell::Unknown,
        }
    }
    frame.keep(Value::Number(Number::from_int(count)))
}

/// Returns the sum, the greatest or the least of what is measured.
pub(super) fn over(frame: &mut Frame<'_>, fold: Fold, args: Args) -> Cell {
    match fold {
        Fold::Highest => extreme(frame, args, Ordering::Greater),
        Fold::Lowest => extreme(frame, args, Ordering::Less),
        Fold::Sum | Fold::Any | Fold::All | Fold::Count => sum(frame, args),
    }
}

/// Lists condition and value of the records that count or may count.
pub(super) fn counting<'f>(
    frame: &'f Frame<'_>,
    args: Args,
) -> impl Iterator<Item = (Truth, Slot, Slot)> + 'f {
    frame.program.list(args).chunks(2).filter_map(|pair| match pair {
        [condition, value] => {
            let truth = frame.truth(*condition);
            (!truth.is_false()).then_some((truth, *condition, *value))
        }
        _ => None,
    })
}

fn sum(frame: &mut Frame<'_>, args: Args) -> Cell {
    let mut total = Ok(Number::ZERO);
    for (truth, _, slot) in counting(frame, args) {
        let Some(value) = frame.number(slot) else { return Cell::Unknown };
        match (truth, total) {
            (Truth::True, Ok(known)) => total = known.checked_add(value),
            (Truth::Unknown, _) if !value.is_zero() => return Cell::Unknown,
            (_, _) => {}
        }
    }
    calculated(frame, total)
}

fn extreme(frame: &Frame<'_>, args: Args, wanted: Ordering) -> Cell {
    if counting(frame, args).any(|(_, _, slot)| frame.is_unknown(slot)) {
        return Cell::Unknown;
    }
    let open = counting(frame, args).any(|(truth, ..)| !truth.is_true());
    let Some((best, slot)) = best(frame, args, wanted) else {
        return if open { Cell::Unknown } else { Cell::Failed(Failure::NoRecord) };
    };
    let exceeds = |(truth, _, slot): (Truth, Slot, Slot)| {
        !truth.is_true()
            && frame.get(slot).is_none_or(|value| order(value, best) == wanted)
    };
    if open && counting(frame, args).any(exceeds) {
        return Cell::Unknown;
    }
    frame.cell(slot)
}

/// Returns the open slots that an answer waits for: of a record that comes to the same with
/// it and without it, none.
pub(super) fn open(frame: &Frame<'_>, fold: Fold, args: Args) -> Vec<Slot> {
    let wanted = match fold {
        Fold::Highest => Some(Ordering::Greater),
        Fold::Lowest => Some(Ordering::Less),
        Fold::Sum | Fold::Any | Fold::All | Fold::Count => None,
    };
    let best = wanted.and_then(|wanted| best(frame, args, wanted));
    let idle = |truth: Truth, value: Option<Value>| match (wanted, value) {
        _ if truth.is_true() => false,
        (None, Some(Value::Number(number))) => number.is_zero(),
        (Some(wanted), Some(value)) => {
            best.is_some_and(|(best, _)| order(value, best) != wanted)
        }
        (_, _) => false,
    };
    counting(frame, args)
        .filter(|(truth, _, slot)| !idle(*truth, frame.get(*slot)))
        .flat_map(|(_, condition, value)| [condition, value])
        .filter(|slot| frame.is_unknown(*slot))
        .collect()
}

/// The best of the known values that surely count.
fn best(frame: &Frame<'_>, args: Args, wanted: Ordering) -> Option<(Value, Slot)> {
    let mut best: Option<(Value, Slot)> = None;
    for (truth, _, slot) in counting(frame, args) {
        if truth.is_true()
            && let Some(value) = frame.get(slot)
            && best.is_none_or(|(best, _)| order(value, best) == wanted)
        {
            best = Some((value, slot));
        }
    }
    best
}

/// Values of one type, which the rules were checked for.
fn order(left: Value, right: Value) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(&right),
        (Value::Date(left), Value::Date(right)) => left.cmp(&right),
        (Value::Moment(left), Value::Moment(right)) => left.cmp(&right),
        (_, _) => Ordering::Equal,
    }
}
