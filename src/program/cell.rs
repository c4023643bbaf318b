//! What is in a slot, and what is in it before any case: constants are put in once for all.

use super::{Op, Program};
use crate::model::Constant;
use crate::value::{ArithmeticError, Date, Judgement, Moment, Number, Small};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A value in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// True or false.
    Bool(bool),
    /// A number, an amount, a length of time in its unit.
    Number(Number),
    /// A date.
    Date(Date),
    /// A moment.
    Moment(Moment),
    /// Text, by position among the texts of the case.
    Text(usize),
    /// A person's answer.
    Judgement(Judgement),
    /// An option, by position.
    Choice(u8),
    /// Options, as bits.
    Set(u64),
}

/// What can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Failure {
    /// A number too large to be exact.
    Overflow,
    /// Division by zero.
    DivisionByZero,
    /// A date beyond the calendar that can be counted.
    DateRange,
    /// No row of a `case` applies.
    NoRow,
    /// Two rows are true of a table that allows one.
    TwoRows,
    /// The deadline does not apply.
    NotApplicable,
    /// No version is in force.
    NotInForce,
    /// An amount of a penalty that is less than nothing.
    BelowZero,
    /// Exceptions that hold together come to different results.
    Conflict,
    /// A parameter that nothing sets.
    Unset,
    /// The benchmark that is referred to does not impose the penalty.
    NotImposed,
    /// It leaves no amount of it.
    NoAmount,
    /// It leaves more than one.
    ManyAmounts,
    /// There is no record to take the greatest or the least of.
    NoRecord,
}

impl From<ArithmeticError> for Failure {
    fn from(error: ArithmeticError) -> Self {
        match error {
            ArithmeticError::Overflow => Self::Overflow,
            ArithmeticError::DivisionByZero => Self::DivisionByZero,
        }
    }
}

/// A slot: a value, or why there is none. Sixteen bytes, for every operation writes one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell {
    /// Something it needs is not known.
    Unknown,
    /// This very calculation failed.
    Failed(Failure),
    /// True or false.
    Bool(bool),
    /// A [`Small`] number, whose parts fill the gaps that it would leave as a whole.
    Number { below: u32, above: i64 },
    /// A date.
    Date(Date),
    /// Text, by position.
    Text(usize),
    /// A person's answer.
    Judgement(Judgement),
    /// An option, by position.
    Choice(u8),
    /// Options, as bits.
    Set(u64),
    /// Any other value, by position among those kept beside the cells.
    Kept(usize),
}

impl Cell {
    /// Returns the cell for a value, which is added to those kept if it is too large.
    #[inline]
    pub(crate) fn of(value: Value, kept: &mut Vec<Value>) -> Self {
        match value {
            Value::Bool(truth) => Self::Bool(truth),
            Value::Number(number) => match Small::of(number) {
                Some(small) => Self::from(small),
                None => Self::kept(value, kept),
            },
            Value::Date(date) => Self::Date(date),
            Value::Moment(_) => Self::kept(value, kept),
            Value::Text(text) => Self::Text(text),
            Value::Judgement(answer) => Self::Judgement(answer),
            Value::Choice(option) => Self::Choice(option),
            Value::Set(bits) => Self::Set(bits),
        }
    }

    fn kept(value: Value, kept: &mut Vec<Value>) -> Self {
        kept.push(value);
        Self::Kept(kept.len().saturating_sub(1))
    }

    /// Returns the value, if it is known.
    #[inline]
    pub(crate) fn value(self, kept: &[Value]) -> Option<Value> {
        Some(match self {
            Self::Unknown | Self::Failed(_) => return None,
            Self::Bool(truth) => Value::Bool(truth),
            Self::Number { below, above } => {
                Value::Number(Small::of_cell(above, below).into())
            }
            Self::Date(date) => Value::Date(date),
            Self::Text(text) => Value::Text(text),
            Self::Judgement(answer) => Value::Judgement(answer),
            Self::Choice(option) => Value::Choice(option),
            Self::Set(bits) => Value::Set(bits),
            Self::Kept(position) => return kept.get(position).copied(),
        })
    }

    /// Returns what an operation has that takes this value as it is; why there is none is
    /// said once, where it failed.
    #[inline]
    pub(crate) fn taken(self) -> Self {
        if let Self::Failed(_) = self { Self::Unknown } else { self }
    }
}

impl From<Small> for Cell {
    #[inline]
    fn from(small: Small) -> Self {
        Self::Number { below: small.below(), above: small.above() }
    }
}

impl From<bool> for Cell {
    #[inline]
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

/// The slots before any case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Template {
    pub(crate) cells: Vec<Cell>,
    pub(crate) kept: Vec<Value>,
    pub(crate) texts: Vec<String>,
}

impl Template {
    /// Puts the constants of a program into their slots.
    pub(super) fn of(program: &Program) -> Self {
        let mut template =
            Self { cells: vec![Cell::Unknown; program.ops.len()], ..Self::default() };
        for (cell, op) in template.cells.iter_mut().zip(&program.ops) {
            let Op::Constant(position) = op else { continue };
            let Some(constant) = program.constants.get(*position) else { continue };
            let value = match constant {
                Constant::Bool(truth) => Value::Bool(*truth),
                Constant::Number(number) => Value::Number(*number),
                Constant::Date(date) => Value::Date(*date),
                Constant::Moment(moment) => Value::Moment(*moment),
                Constant::Period(period) => Value::Number(Number::from(period.count)),
                Constant::Text(text) => Value::Text(intern(&mut template.texts, text)),
                Constant::Choice(option) => Value::Choice(*option),
                Constant::Unset(_) => {
                    *cell = Cell::Failed(Failure::Unset);
                    continue;
                }
            };
            *cell = Cell::of(value, &mut template.kept);
        }
        template
    }
}

/// Returns the position of a text among those of a case, each of which is there once.
pub(crate) fn intern(texts: &mut Vec<String>, text: &str) -> usize {
    if let Some(position) = texts.iter().position(|known| known == text) {
        return position;
    }
    texts.push(text.into());
    texts.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn a_cell_has_sixteen_bytes() {
        assert_eq!(size_of::<Cell>(), 16);
    }
}
