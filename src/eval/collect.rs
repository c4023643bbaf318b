//! What all rows that are true come to together. A row that may still be true leaves it open,
//! unless it could change nothing.

use super::frame::{Failure, Frame, Value};
use super::run::{bit, calculated};
use crate::model::Gather;
use crate::program::{Args, Cell, Slot};
use crate::value::{Number, Truth};
use alloc::vec::Vec;
use core::cmp::Ordering;

/// The rows of a table, parted by how they stand.
struct Rows {
    held: Vec<Slot>,
    open: Vec<Slot>,
}

impl Rows {
    /// `otherwise` is true where no other row is.
    fn of(frame: &Frame<'_>, args: Args) -> Self {
        let mut rows = Self { held: Vec::new(), open: Vec::new() };
        for row in frame.program.list(args).chunks(2) {
            match row {
                [condition, value] => match frame.truth(*condition) {
                    Truth::True => rows.held.push(*value),
                    Truth::Unknown => rows.open.push(*value),
                    Truth::False => {}
                },
                [otherwise] if rows.held.is_empty() && rows.open.is_empty() => {
                    rows.held.push(*otherwise);
                }
                [otherwise] if rows.held.is_empty() => rows.open.push(*otherwise),
                _ => break,
            }
        }
        rows
    }
}

pub(super) fn collect(frame: &mut Frame<'_>, gather: Gather, args: Args) -> Cell {
    let rows = Rows::of(frame, args);
    match gather {
        Gather::Count if rows.open.is_empty() => {
            let count = u32::try_from(rows.held.len()).unwrap_or(u32::MAX);
            frame.keep(Value::Number(Number::from(count)))
        }
        Gather::Count => Cell::Unknown,
        Gather::Set => set(frame, &rows),
        Gather::Sum | Gather::Highest | Gather::Lowest
            if rows.held.is_empty() && rows.open.is_empty() =>
        {
            Cell::Failed(Failure::NoRow)
        }
        Gather::Sum if rows.open.is_empty() => sum(frame, &rows.held),
        Gather::Sum => Cell::Unknown,
        Gather::Highest => extreme(frame, &rows, Ordering::Greater),
        Gather::Lowest => extreme(frame, &rows, Ordering::Less),
    }
}

fn set(frame: &Frame<'_>, rows: &Rows) -> Cell {
    let option = |slot: &Slot| match frame.cell(*slot) {
        Cell::Choice(option) => Some(bit(option)),
        _ => None,
    };
    let mut bits = 0;
    for slot in &rows.held {
        let Some(option) = option(slot) else { return Cell::Unknown };
        bits |= option;
    }
    let settled =
        rows.open.iter().all(|slot| option(slot).is_some_and(|it| bits & it != 0));
    if settled { Cell::Set(bits) } else { Cell::Unknown }
}

fn sum(frame: &mut Frame<'_>, held: &[Slot]) -> Cell {
    let mut total = Number::ZERO;
    for slot in held {
        let Some(number) = frame.number(*slot) else { return Cell::Unknown };
        match total.checked_add(number) {
            Ok(sum) => total = sum,
            Err(error) => return calculated(frame, Err(error)),
        }
    }
    frame.keep(Value::Number(total))
}

fn extreme(frame: &Frame<'_>, rows: &Rows, wanted: Ordering) -> Cell {
    let mut best: Option<Slot> = None;
    for slot in &rows.held {
        if frame.is_unknown(*slot) {
            return Cell::Unknown;
        }
        let beats = |best: Slot| order(frame, *slot, best) == Some(wanted);
        if best.is_none_or(beats) {
            best = Some(*slot);
        }
    }
    let Some(best) = best else { return Cell::Unknown };
    let settled = rows
        .open
        .iter()
        .all(|slot| order(frame, *slot, best).is_some_and(|order| order != wanted));
    if settled { frame.cell(best).taken() } else { Cell::Unknown }
}

fn order(frame: &Frame<'_>, left: Slot, right: Slot) -> Option<Ordering> {
    match (frame.get(left)?, frame.get(right)?) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(&right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(&right)),
        (Value::Moment(left), Value::Moment(right)) => Some(left.cmp(&right)),
        _ => None,
    }
}
