//! The straight-line run: one pass over the operations, each from earlier slots.

use super::frame::{Cause, Failure, Frame, Value};
use super::provisional;
use crate::calendar::{Dated, Pause, PauseError, paused_end, period_end, period_start};
use crate::facts::{FactValue, Facts};
use crate::model::{Asked, CompareOp, Constant};
use crate::program::{Args, Op, Program, Slot};
use crate::value::{ArithmeticError, AsOf, Date, Judgement, Number, PeriodUnit, Truth};
use alloc::vec::Vec;
use core::cmp::Ordering;

type Outcome = Result<Value, Cause>;

const UNKNOWN: Outcome = Err(Cause::Unknown);

/// Computes every slot.
pub(super) fn run<'p>(program: &'p Program, facts: &Facts, as_of: AsOf) -> Frame<'p> {
    let mut frame = Frame::new(program, facts, as_of);
    for (slot, op) in program.ops.iter().enumerate() {
        let outcome = step(&mut frame, facts, *op);
        let (value, cause) = match outcome {
            Ok(value) => (value, None),
            Err(cause) => (Value::Bool(false), Some(cause)),
        };
        frame.values.push(value);
        frame.causes.push(cause);
        let uncovered = core::mem::take(&mut frame.uncovered);
        let inherited = frame.has_provisional() && provisional::inherited(&frame, *op);
        if cause.is_none() && (uncovered || inherited) {
            frame.mark_provisional(slot);
        }
    }
    frame.later = program.later.iter().map(|later| run(later, facts, as_of)).collect();
    frame
}

fn step(frame: &mut Frame<'_>, facts: &Facts, op: Op) -> Outcome {
    match op {
        Op::Input(fact) => match facts.values.get(fact) {
            Some(Some(value)) => Ok(input(frame, value)),
            Some(None) | None => UNKNOWN,
        },
        Op::AsOf => Ok(Value::Date(frame.as_of.date())),
        Op::Constant(position) => match frame.program.constants.get(position) {
            Some(constant) => Ok(constant_value(frame, constant)),
            None => UNKNOWN,
        },
        Op::Default(given, default) => match frame.get(given) {
            Some(value) => Ok(value),
            None => known(frame, default),
        },
        Op::Known(slot) => Ok(Value::Bool(!frame.is_unknown(slot))),
        Op::Name(_, slot) => known(frame, slot),
        Op::Not(slot) => truth(frame.truth(slot).not()),
        Op::And(args) => truth(Truth::all(
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::Or(args) => truth(Truth::any(
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::AtLeast(count, args) => truth(Truth::at_least(
            count,
            frame.program.list(args).iter().map(|slot| frame.truth(*slot)),
        )),
        Op::Compare(op, left, right) => {
            let (Some(left), Some(right)) = (frame.get(left), frame.get(right)) else {
                return UNKNOWN;
            };
            compare(op, left, right)
        }
        Op::OneOf(slot, mask) => match frame.get(slot) {
            Some(Value::Choice(option)) => Ok(Value::Bool(bit(option) & mask != 0)),
            _ => UNKNOWN,
        },
        Op::Contains(slot, mask) => match frame.get(slot) {
            Some(Value::Set(bits)) => Ok(Value::Bool(bits & mask != 0)),
            _ => UNKNOWN,
        },
        Op::Judged(slot, asked) => match frame.judgement(slot) {
            Some(Judgement::CannotTell) | None => UNKNOWN,
            Some(Judgement::Pass) => Ok(Value::Bool(asked == Asked::Pass)),
            Some(Judgement::Fail) => Ok(Value::Bool(asked == Asked::Fail)),
            Some(Judgement::NotApplicable) => {
                Ok(Value::Bool(asked == Asked::NotApplicable))
            }
        },
        Op::Case(args) => case(frame, args),
        Op::InForce(args) => case(frame, args).map_err(|cause| match cause {
            Cause::Error(Failure::NoRow) => Cause::Error(Failure::NotInForce),
            Cause::Error(_) | Cause::Unknown => cause,
        }),
        Op::Except(args) => except(frame, args),
        Op::Undecided(_) => UNKNOWN,
        Op::Add(left, right) => arithmetic(frame, left, right, Number::checked_add),
        Op::Subtract(left, right) => arithmetic(frame, left, right, Number::checked_sub),
        Op::Multiply(left, right) => arithmetic(frame, left, right, Number::checked_mul),
        Op::Divide(left, right) => arithmetic(frame, left, right, Number::checked_div),
        Op::Negate(slot) => match frame.number(slot) {
            Some(number) => calculated(number.checked_neg()),
            None => UNKNOWN,
        },
        Op::Highest(args) => extreme(frame, args, Ordering::Greater),
        Op::Lowest(args) => extreme(frame, args, Ordering::Less),
        Op::Round(slot, step, mode) => match (frame.number(slot), frame.number(step)) {
            (Some(number), Some(step)) => calculated(number.round_to(step, mode)),
            _ => UNKNOWN,
        },
        Op::AtLeastZero(slot) => match frame.number(slot) {
            Some(number) if number < Number::ZERO => {
                Err(Cause::Error(Failure::BelowZero))
            }
            Some(number) => Ok(Value::Number(number)),
            None => UNKNOWN,
        },
        Op::DateOf(slot) => match frame.time(slot) {
            Some(time) => Ok(Value::Date(time.date())),
            None => UNKNOWN,
        },
        Op::Count(PeriodUnit::Hours, from, to) => {
            match (frame.get(from), frame.get(to)) {
                (Some(Value::Moment(from)), Some(Value::Moment(to))) => {
                    Ok(Value::Number(Number::from(from.whole_hours_until(to))))
                }
                _ => UNKNOWN,
            }
        }
        Op::Count(unit, from, to) => match (frame.date(from), frame.date(to)) {
            (Some(from), Some(to)) => {
                frame.uncovered = unit == PeriodUnit::Workdays
                    && frame.program.model.calendar.leaves_open(from, to);
                Ok(Value::Number(count(frame, unit, from, to)))
            }
            _ => UNKNOWN,
        },
        Op::Shift { date, period, back, .. } if period.unit == PeriodUnit::Hours => {
            let Some(Value::Moment(moment)) = frame.get(date) else { return UNKNOWN };
            let hours = i64::from(period.count);
            let moved =
                moment.add_hours(if back { hours.saturating_neg() } else { hours });
            moved.map(Value::Moment).ok_or(Cause::Error(Failure::DateRange))
        }
        Op::Shift { date, period, back, roll, month_end } => {
            let Some(date) = frame.date(date) else { return UNKNOWN };
            let calendar = &frame.program.model.calendar;
            let end = if back { period_start } else { period_end };
            dated(frame, end(date, period, roll, month_end, calendar))
        }
        Op::Paused { event, period, roll, month_end, pauses } => {
            let Some(event) = frame.date(event) else { return UNKNOWN };
            let Some(pauses) = pauses_of(frame, pauses) else { return UNKNOWN };
            let calendar = &frame.program.model.calendar;
            match paused_end(event, period, roll, month_end, &pauses, calendar) {
                Ok(end) => dated(frame, Some(end)),
                Err(PauseError::Open) => UNKNOWN,
                Err(PauseError::Range) => dated(frame, None),
            }
        }
        Op::OnlyIf(condition, slot) => match frame.truth(condition) {
            Truth::True => known(frame, slot),
            Truth::False => Err(Cause::Error(Failure::NotApplicable)),
            Truth::Unknown => UNKNOWN,
        },
    }
}

fn known(frame: &Frame<'_>, slot: Slot) -> Outcome {
    frame.get(slot).ok_or(Cause::Unknown)
}

fn truth(truth: Truth) -> Outcome {
    match truth {
        Truth::True => Ok(Value::Bool(true)),
        Truth::False => Ok(Value::Bool(false)),
        Truth::Unknown => UNKNOWN,
    }
}

fn input(frame: &mut Frame<'_>, value: &FactValue) -> Value {
    match value {
        FactValue::Bool(truth) => Value::Bool(*truth),
        FactValue::Number(number) => Value::Number(*number),
        FactValue::Date(date) => Value::Date(*date),
        FactValue::Moment(moment) => Value::Moment(*moment),
        FactValue::Text(text) => Value::Text(frame.intern(text)),
        FactValue::Judgement(answer) => Value::Judgement(*answer),
        FactValue::Choice(option) => Value::Choice(*option),
        FactValue::Set(bits) => Value::Set(*bits),
    }
}

fn constant_value(frame: &mut Frame<'_>, constant: &Constant) -> Value {
    match constant {
        Constant::Bool(truth) => Value::Bool(*truth),
        Constant::Number(number) => Value::Number(*number),
        Constant::Date(date) => Value::Date(*date),
        Constant::Moment(moment) => Value::Moment(*moment),
        Constant::Period(period) => Value::Number(Number::from(period.count)),
        Constant::Text(text) => Value::Text(frame.intern(text)),
        Constant::Choice(option) => Value::Choice(*option),
    }
}

fn bit(option: u8) -> u64 {
    1_u64.checked_shl(u32::from(option)).unwrap_or(0)
}

fn compare(op: CompareOp, left: Value, right: Value) -> Outcome {
    let order = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(&right),
        (Value::Date(left), Value::Date(right)) => left.cmp(&right),
        (Value::Moment(left), Value::Moment(right)) => left.cmp(&right),
        (left, right) if left == right => Ordering::Equal,
        // Only equality is asked of the rest.
        _ => Ordering::Less,
    };
    Ok(Value::Bool(match op {
        CompareOp::Equal => order.is_eq(),
        CompareOp::NotEqual => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::LessOrEqual => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::GreaterOrEqual => order.is_ge(),
    }))
}

/// The first row that is true; where a row before it is open, only if all rows that could
/// still be first agree.
fn case(frame: &Frame<'_>, args: Args) -> Outcome {
    let mut agreed: Option<Value> = None;
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
        let value = match frame.causes.get(value) {
            Some(None) => known(frame, value)?,
            Some(Some(_)) | None => return UNKNOWN,
        };
        if agreed.is_some_and(|agreed| agreed != value) {
            return UNKNOWN;
        }
        agreed = Some(value);
        if condition.is_true() {
            return Ok(value);
        }
        open = true;
    }
    if open { UNKNOWN } else { Err(Cause::Error(Failure::NoRow)) }
}

/// The general value unless exceptions hold; those that hold together must agree. Where
/// some may hold, only if all that may come of it agrees.
fn except(frame: &Frame<'_>, args: Args) -> Outcome {
    let Some((general, exceptions)) = frame.program.list(args).split_first() else {
        return UNKNOWN;
    };
    let mut held: Option<Value> = None;
    let mut candidates: Vec<Option<Value>> = Vec::new();
    let mut holds = false;
    for pair in exceptions.chunks(2) {
        let [condition, value] = pair else { break };
        let truth = frame.truth(*condition);
        if truth.is_false() {
            continue;
        }
        let value = frame.get(*value);
        candidates.push(value);
        if truth.is_true() {
            holds = true;
            match (held, value) {
                (Some(held), Some(value)) if held != value => {
                    return Err(Cause::Error(Failure::Conflict));
                }
                (_, value) => held = held.or(value),
            }
        }
    }
    if !holds {
        candidates.push(frame.get(*general));
    }
    match candidates.split_first() {
        Some((Some(first), rest)) if rest.iter().all(|other| *other == Some(*first)) => {
            Ok(*first)
        }
        _ => UNKNOWN,
    }
}

fn arithmetic(
    frame: &Frame<'_>,
    left: Slot,
    right: Slot,
    calculate: fn(Number, Number) -> Result<Number, ArithmeticError>,
) -> Outcome {
    match (frame.number(left), frame.number(right)) {
        (Some(left), Some(right)) => calculated(calculate(left, right)),
        _ => UNKNOWN,
    }
}

fn calculated(result: Result<Number, ArithmeticError>) -> Outcome {
    result.map(Value::Number).map_err(|error| Cause::Error(error.into()))
}

fn extreme(frame: &Frame<'_>, args: Args, wanted: Ordering) -> Outcome {
    let mut best: Option<Value> = None;
    for slot in frame.program.list(args) {
        let value = known(frame, *slot)?;
        let order = match (value, best) {
            (_, None) => wanted,
            (Value::Number(value), Some(Value::Number(best))) => value.cmp(&best),
            (Value::Date(value), Some(Value::Date(best))) => value.cmp(&best),
            (Value::Moment(value), Some(Value::Moment(best))) => value.cmp(&best),
            _ => return UNKNOWN,
        };
        if order == wanted {
            best = Some(value);
        }
    }
    best.ok_or(Cause::Unknown)
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

fn dated(frame: &mut Frame<'_>, dated: Option<Dated>) -> Outcome {
    let dated = dated.ok_or(Cause::Error(Failure::DateRange))?;
    frame.uncovered = dated.provisional;
    Ok(Value::Date(dated.date))
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
