//! The straight-line run: one pass over the operations, each from earlier slots.

use super::frame::{Failure, Frame, Value};
use super::questions::reach;
use super::{provisional, records, reference};
use crate::calendar::{Dated, Pause, PauseError, paused_end, period_end, period_start};
use crate::facts::{FactValue, Facts};
use crate::model::{Asked, CompareOp};
use crate::program::{Args, Cell, Op, Program, Slot};
use crate::value::{
    ArithmeticError, AsOf, Date, Judgement, Number, PeriodUnit, Small, Truth,
};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// Computes every slot.
pub(super) fn run<'p>(program: &'p Program, facts: &Facts, as_of: AsOf) -> Frame<'p> {
    let mut frame = Frame::new(program, as_of);
    for (slot, op) in program.ops.iter().enumerate() {
        compute(&mut frame, facts, slot, op);
    }
    frame.later = program.later.iter().map(|later| run(later, facts, as_of)).collect();
    frame
}

/// Computes some slots alone: in order, and what they rest on among them. `lists` is what is
/// known of the records of lists.
pub(super) fn run_of<'p>(
    program: &'p Program,
    facts: &Facts,
    as_of: AsOf,
    slots: &[Slot],
    lists: &BTreeMap<Slot, FactValue>,
) -> Frame<'p> {
    let mut frame = Frame::new(program, as_of);
    for slot in slots {
        match (program.ops.get(*slot), lists.get(slot)) {
            (Some(Op::Records(..)), Some(known)) => {
                let cell = input(&mut frame, known);
                frame.set(*slot, cell);
            }
            (Some(op), _) => compute(&mut frame, facts, *slot, op),
            (None, _) => {}
        }
    }
    frame
}

/// Computes a slot from earlier ones.
#[inline]
fn compute(frame: &mut Frame<'_>, facts: &Facts, slot: Slot, op: &Op) {
    if let Op::Constant(_) = op {
        return;
    }
    let cell = step(frame, facts, op);
    frame.set(slot, cell);
    if frame.uncovered || frame.has_provisional() {
        let uncovered = core::mem::take(&mut frame.uncovered);
        let inherited = provisional::inherited(frame, *op);
        if !frame.is_unknown(slot) && (uncovered || inherited) {
            frame.mark_provisional(slot);
        }
    }
}

/// The operations that most rules are made of; the rest is kept out of the loop.
#[inline]
fn step(frame: &mut Frame<'_>, facts: &Facts, op: &Op) -> Cell {
    match *op {
        Op::Input(fact) => match facts.values.get(fact) {
            Some(Some(value)) => input(frame, value),
            Some(None) | None => Cell::Unknown,
        },
        Op::Default(given, default) => match frame.cell(given) {
            Cell::Unknown | Cell::Failed(_) => frame.cell(default).taken(),
            given => given,
        },
        Op::Known(slot) => Cell::Bool(!frame.is_unknown(slot)),
        Op::Name(_, slot) => frame.cell(slot).taken(),
        Op::Not(slot) => match frame.cell(slot) {
            Cell::Bool(known) => Cell::Bool(!known),
            _ => Cell::Unknown,
        },
        Op::And(args) => truth(Truth::all(
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::Or(args) => truth(Truth::any(
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::Compare(op, left, right) => compare(frame, op, left, right),
        Op::OneOf(slot, mask) => match frame.cell(slot) {
            Cell::Choice(option) => Cell::Bool(bit(option) & mask != 0),
            _ => Cell::Unknown,
        },
        Op::Case(args) => case(frame, args),
        Op::Add(left, right) => {
            arithmetic(frame, left, right, Small::add, Number::checked_add)
        }
        Op::Subtract(left, right) => {
            arithmetic(frame, left, right, Small::subtract, Number::checked_sub)
        }
        Op::Multiply(left, right) => {
            arithmetic(frame, left, right, Small::multiply, Number::checked_mul)
        }
        Op::AtLeastZero(slot) => match frame.small(slot) {
            Some(number) if number.above() >= 0 => frame.cell(slot),
            Some(_) | None => rare(frame, op),
        },
        Op::AsOf
        | Op::Constant(_)
        | Op::Assumed(_, _)
        | Op::AtLeast(_, _)
        | Op::Tally(_)
        | Op::Over(_, _)
        | Op::Records(_, _)
        | Op::Contains(_, _)
        | Op::Judged(_, _)
        | Op::Unique(_)
        | Op::Collect(_, _)
        | Op::InForce(_)
        | Op::Except(_)
        | Op::Undecided(_)
        | Op::Divide(_, _)
        | Op::Negate(_)
        | Op::Highest(_)
        | Op::Lowest(_)
        | Op::Round(_, _, _)
        | Op::DateOf(_)
        | Op::Count(_, _, _)
        | Op::Shift { .. }
        | Op::Paused { .. }
        | Op::Penalty { .. }
        | Op::OnlyIf(_, _) => rare(frame, op),
    }
}

#[inline(never)]
fn rare(frame: &mut Frame<'_>, op: &Op) -> Cell {
    match *op {
        Op::AsOf => Cell::Date(frame.as_of.date()),
        Op::Assumed(value, default) => assumed(frame, value, default),
        Op::AtLeast(count, args) => truth(Truth::at_least(
            count,
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::Tally(args) => records::tally(frame, args),
        Op::Over(fold, args) => records::over(frame, fold, args),
        Op::Contains(slot, mask) => match frame.cell(slot) {
            Cell::Set(bits) => Cell::Bool(bits & mask != 0),
            _ => Cell::Unknown,
        },
        Op::Judged(slot, asked) => match frame.judgement(slot) {
            Some(Judgement::CannotTell) | None => Cell::Unknown,
            Some(Judgement::Pass) => Cell::Bool(asked == Asked::Pass),
            Some(Judgement::Fail) => Cell::Bool(asked == Asked::Fail),
            Some(Judgement::NotApplicable) => Cell::Bool(asked == Asked::NotApplicable),
        },
        Op::InForce(args) => match case(frame, args) {
            Cell::Failed(Failure::NoRow) => Cell::Failed(Failure::NotInForce),
            cell => cell,
        },
        Op::Unique(args) => unique(frame, args),
        Op::Collect(gather, args) => super::collect::collect(frame, gather, args),
        Op::Except(args) => except(frame, args),
        Op::Undecided(_) => Cell::Unknown,
        Op::Penalty { benchmark, penalty, end, .. } => {
            reference::amount(frame, benchmark, penalty, end)
        }
        Op::Divide(left, right) => {
            arithmetic(frame, left, right, Small::divide, Number::checked_div)
        }
        Op::Negate(slot) => match frame.number(slot) {
            Some(number) => calculated(frame, number.checked_neg()),
            None => Cell::Unknown,
        },
        Op::Highest(args) => extreme(frame, args, Ordering::Greater),
        Op::Lowest(args) => extreme(frame, args, Ordering::Less),
        Op::Round(slot, step, mode) => match (frame.number(slot), frame.number(step)) {
            (Some(number), Some(step)) => calculated(frame, number.round_to(step, mode)),
            _ => Cell::Unknown,
        },
        Op::AtLeastZero(slot) => match frame.number(slot) {
            Some(number) if number < Number::ZERO => Cell::Failed(Failure::BelowZero),
            Some(_) => frame.cell(slot),
            None => Cell::Unknown,
        },
        Op::DateOf(slot) => match frame.time(slot) {
            Some(time) => Cell::Date(time.date()),
            None => Cell::Unknown,
        },
        Op::Count(PeriodUnit::Hours, from, to) => {
            match (frame.get(from), frame.get(to)) {
                (Some(Value::Moment(from)), Some(Value::Moment(to))) => {
                    frame.keep(Value::Number(Number::from(from.whole_hours_until(to))))
                }
                _ => Cell::Unknown,
            }
        }
        Op::Count(unit, from, to) => match (frame.date(from), frame.date(to)) {
            (Some(from), Some(to)) => {
                frame.uncovered = unit == PeriodUnit::Workdays
                    && frame.program.model.calendar.leaves_open(from, to);
                frame.keep(Value::Number(count(frame, unit, from, to)))
            }
            _ => Cell::Unknown,
        },
        Op::Shift { date, period, back, .. } if period.unit == PeriodUnit::Hours => {
            let Some(Value::Moment(moment)) = frame.get(date) else {
                return Cell::Unknown;
            };
            let hours = i64::from(period.count);
            let moved =
                moment.add_hours(if back { hours.saturating_neg() } else { hours });
            match moved {
                Some(moved) => frame.keep(Value::Moment(moved)),
                None => Cell::Failed(Failure::DateRange),
            }
        }
        Op::Shift { date, period, back, roll, month_end } => {
            let Some(date) = frame.date(date) else { return Cell::Unknown };
            let calendar = &frame.program.model.calendar;
            let end = if back { period_start } else { period_end };
            dated(frame, end(date, period, roll, month_end, calendar))
        }
        Op::Paused { event, period, roll, month_end, pauses } => {
            let Some(event) = frame.date(event) else { return Cell::Unknown };
            let Some(pauses) = pauses_of(frame, pauses) else { return Cell::Unknown };
            let calendar = &frame.program.model.calendar;
            match paused_end(event, period, roll, month_end, &pauses, calendar) {
                Ok(end) => dated(frame, Some(end)),
                Err(PauseError::Open) => Cell::Unknown,
                Err(PauseError::Range) => dated(frame, None),
            }
        }
        Op::OnlyIf(condition, slot) => match frame.truth(condition) {
            Truth::True => frame.cell(slot).taken(),
            Truth::False => Cell::Failed(Failure::NotApplicable),
            Truth::Unknown => Cell::Unknown,
        },
        // Constants are in their slots before; what lists come to was written out, or is not
        // known; the others are in the loop.
        Op::Constant(_)
        | Op::Records(_, _)
        | Op::Input(_)
        | Op::Default(_, _)
        | Op::Known(_)
        | Op::Name(_, _)
        | Op::Not(_)
        | Op::And(_)
        | Op::Or(_)
        | Op::Compare(_, _, _)
        | Op::OneOf(_, _)
        | Op::Case(_)
        | Op::Add(_, _)
        | Op::Subtract(_, _)
        | Op::Multiply(_, _) => Cell::Unknown,
    }
}

#[inline]
fn truth(truth: Truth) -> Cell {
    match truth {
        Truth::True => Cell::Bool(true),
        Truth::False => Cell::Bool(false),
        Truth::Unknown => Cell::Unknown,
    }
}

#[inline]
fn input(frame: &mut Frame<'_>, value: &FactValue) -> Cell {
    match value {
        FactValue::Bool(truth) => Cell::Bool(*truth),
        FactValue::Number(number) => frame.keep(Value::Number(*number)),
        FactValue::Date(date) => Cell::Date(*date),
        FactValue::Moment(moment) => frame.keep(Value::Moment(*moment)),
        FactValue::Text(text) => Cell::Text(frame.intern(text)),
        FactValue::Judgement(answer) => Cell::Judgement(*answer),
        FactValue::Choice(option) => Cell::Choice(*option),
        FactValue::Set(bits) => Cell::Set(*bits),
        // Its records are facts of their own; the list itself is how many there are.
        FactValue::List(records) => {
            let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
            frame.keep(Value::Number(Number::from_int(count)))
        }
    }
}

pub(super) fn bit(option: u8) -> u64 {
    1_u64.checked_shl(u32::from(option)).unwrap_or(0)
}

#[inline]
fn compare(frame: &Frame<'_>, op: CompareOp, left: Slot, right: Slot) -> Cell {
    let order = match (frame.cell(left), frame.cell(right)) {
        (
            Cell::Number { below, above },
            Cell::Number { below: other_below, above: other },
        ) => Small::of_cell(above, below).cmp(&Small::of_cell(other, other_below)),
        (Cell::Date(left), Cell::Date(right)) => left.cmp(&right),
        (left, right) => match order(frame, left, right) {
            Some(order) => order,
            None => return Cell::Unknown,
        },
    };
    Cell::Bool(op.holds(order))
}

#[inline(never)]
fn order(frame: &Frame<'_>, left: Cell, right: Cell) -> Option<Ordering> {
    Some(match (frame.value(left)?, frame.value(right)?) {
        (Value::Number(left), Value::Number(right)) => left.cmp(&right),
        (Value::Date(left), Value::Date(right)) => left.cmp(&right),
        (Value::Moment(left), Value::Moment(right)) => left.cmp(&right),
        (left, right) if left == right => Ordering::Equal,
        // Only equality is asked of the rest.
        _ => Ordering::Less,
    })
}

/// The value, or its default where nothing but facts not given, or answers that a person
/// could not give, leave it open: a calculation that failed is a mistake to be seen, and what
/// an exception leaves to a person is still to be decided.
fn assumed(frame: &Frame<'_>, value: Slot, default: Slot) -> Cell {
    if !frame.is_unknown(value) {
        return frame.cell(value);
    }
    let reached = reach(frame, &[value]);
    if reached.failures.is_empty() && reached.exceptions.is_empty() {
        frame.cell(default).taken()
    } else {
        Cell::Unknown
    }
}

/// The first row that is true; where a row before it is open, only if all rows that could
/// still be first agree.
#[inline]
fn case(frame: &Frame<'_>, args: Args) -> Cell {
    let mut agreed = Cell::Unknown;
    let mut open = false;
    for row in frame.program.list(args).chunks(2) {
        let (condition, value) = match row {
            [condition, value] => (frame.truth(*condition), *value),
            [value] => (Truth::True, *value),
            _ => break,
        };
        if condition.is_false() {
            continue;
        }
        let value = frame.cell(value);
        if let Cell::Unknown | Cell::Failed(_) = value {
            return Cell::Unknown;
        }
        if open && frame.value(agreed) != frame.value(value) {
            return Cell::Unknown;
        }
        if condition.is_true() {
            return value;
        }
        agreed = value;
        open = true;
    }
    if open { Cell::Unknown } else { Cell::Failed(Failure::NoRow) }
}

/// The only row that is true. One that may still be true would be a mistake of the table
/// beside it, so there is no answer before all others are false.
fn unique(frame: &Frame<'_>, args: Args) -> Cell {
    let mut found = None;
    let mut open = false;
    for row in frame.program.list(args).chunks(2) {
        match row {
            [condition, value] => match frame.truth(*condition) {
                Truth::False => {}
                Truth::Unknown => open = true,
                Truth::True if found.is_some() => {
                    return Cell::Failed(Failure::TwoRows);
                }
                Truth::True => found = Some(*value),
            },
            [otherwise] => found = found.or(Some(*otherwise)),
            _ => break,
        }
    }
    match found {
        _ if open => Cell::Unknown,
        Some(value) => frame.cell(value).taken(),
        None => Cell::Failed(Failure::NoRow),
    }
}

/// The general value unless exceptions hold; those that hold together must agree. Where
/// some may hold, only if all that may come of it agrees.
fn except(frame: &Frame<'_>, args: Args) -> Cell {
    let Some((general, exceptions)) = frame.program.list(args).split_first() else {
        return Cell::Unknown;
    };
    let mut held: Option<Value> = None;
    let mut first = None;
    let mut agree = true;
    let mut holds = false;
    for pair in exceptions.chunks(2) {
        let [condition, slot] = pair else { break };
        let truth = frame.truth(*condition);
        if truth.is_false() {
            continue;
        }
        let value = frame.get(*slot);
        agree &= value.is_some() && value == frame.get(*first.get_or_insert(*slot));
        if truth.is_true() {
            holds = true;
            match (held, value) {
                (Some(held), Some(value)) if held != value => {
                    return Cell::Failed(Failure::Conflict);
                }
                (_, value) => held = held.or(value),
            }
        }
    }
    let first = first.unwrap_or(*general);
    if !holds {
        agree &= frame.get(first) == frame.get(*general);
    }
    if agree { frame.cell(first).taken() } else { Cell::Unknown }
}

#[inline]
fn arithmetic(
    frame: &mut Frame<'_>,
    left: Slot,
    right: Slot,
    narrow: fn(Small, Small) -> Option<Small>,
    wide: fn(Number, Number) -> Result<Number, ArithmeticError>,
) -> Cell {
    if let (Some(left), Some(right)) = (frame.small(left), frame.small(right))
        && let Some(result) = narrow(left, right)
    {
        return result.into();
    }
    arithmetic_wide(frame, left, right, wide)
}

#[inline(never)]
fn arithmetic_wide(
    frame: &mut Frame<'_>,
    left: Slot,
    right: Slot,
    calculate: fn(Number, Number) -> Result<Number, ArithmeticError>,
) -> Cell {
    match (frame.number(left), frame.number(right)) {
        (Some(left), Some(right)) => calculated(frame, calculate(left, right)),
        _ => Cell::Unknown,
    }
}

pub(super) fn calculated(
    frame: &mut Frame<'_>,
    result: Result<Number, ArithmeticError>,
) -> Cell {
    match result {
        Ok(number) => frame.keep(Value::Number(number)),
        Err(error) => Cell::Failed(error.into()),
    }
}

fn extreme(frame: &Frame<'_>, args: Args, wanted: Ordering) -> Cell {
    let mut best: Option<(Value, Slot)> = None;
    for slot in frame.program.list(args) {
        let Some(value) = frame.get(*slot) else { return Cell::Unknown };
        let order = match (value, best) {
            (_, None) => wanted,
            (Value::Number(value), Some((Value::Number(best), _))) => value.cmp(&best),
            (Value::Date(value), Some((Value::Date(best), _))) => value.cmp(&best),
            (Value::Moment(value), Some((Value::Moment(best), _))) => value.cmp(&best),
            _ => return Cell::Unknown,
        };
        if order == wanted {
            best = Some((value, *slot));
        }
    }
    best.map_or(Cell::Unknown, |(_, slot)| frame.cell(slot))
}

fn count(frame: &Frame<'_>, unit: PeriodUnit, from: Date, to: Date) -> Number {
    let units = match unit {
        PeriodUnit::Days | PeriodUnit::Hours => from.days_until(to),
        PeriodUnit::Workdays => frame.program.model.calendar.workdays_between(from, to),
        // A year of age is full the day after the birthday, and a period of a year is over
        // the day after its last (Civil Code arts. 201, 202); see `Date::age_on`.
        PeriodUnit::Months => from.months_over_on(to),
        PeriodUnit::Years => from.age_on(to),
    };
    Number::from(units)
}

fn dated(frame: &mut Frame<'_>, dated: Option<Dated>) -> Cell {
    let Some(dated) = dated else { return Cell::Failed(Failure::DateRange) };
    frame.uncovered = dated.provisional;
    Cell::Date(dated.date)
}

/// The pauses there are; nothing while it is open whether there is one, or since when.
fn pauses_of(frame: &Frame<'_>, args: Args) -> Option<Vec<Pause>> {
    let mut pauses = Vec::new();
    for pause in frame.program.list(args).chunks(3) {
        let [when, from, to] = pause else { break };
        match frame.truth(*when) {
            Truth::False => {}
            Truth::Unknown => return None,
            Truth::True => {
                pauses.push(Pause { from: frame.date(*from)?, to: frame.date(*to) });
            }
        }
    }
    Some(pauses)
}
