//! What a slot may hold in the cases of a region. In: what its operands may hold. Out: more
//! values perhaps than it can have, never fewer. Never: a guess.

use super::between::Between;
use super::domain::{Range, date};
use super::linear::Linear;
use crate::value::{Date, Interval, Number};
use alloc::boxed::Box;

/// What a condition may be, as bits.
pub(super) const TRUE: u8 = 1;
pub(super) const FALSE: u8 = 2;
/// Neither: a calculation failed.
pub(super) const OPEN: u8 = 4;

/// What a slot may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// A condition.
    Truth(u8),
    /// A number, a date in days, a period in its unit.
    Number(Measured),
    /// One of so many options, answers or texts; or nothing, where that can fail.
    Options { mask: u64, fails: bool },
    /// A set: the options in it, and those of which it is not known.
    Set { has: u64, open: u64 },
    /// No value: a calculation failed.
    Nothing,
    /// Anything.
    Anything,
}

/// What a number may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measured {
    /// What it is, as a sum of facts; none where that is not known or no sum.
    pub(super) form: Option<Linear>,
    /// What it lies between where it is no form.
    pub(super) between: Option<Box<Between>>,
    /// The values it may have.
    pub(super) range: Range,
    /// Whether there may be none.
    pub(super) fails: bool,
}

impl Held {
    pub(super) fn number(number: Number) -> Self {
        Self::Number(Measured {
            form: Some(Linear::constant(number)),
            between: None,
            range: Interval::point(number),
            fails: false,
        })
    }

    /// Returns what a condition may be; of anything else, all.
    pub(super) const fn truth(&self) -> u8 {
        match self {
            Self::Truth(mask) => *mask,
            Self::Nothing => OPEN,
            Self::Number(_)
            | Self::Options { .. }
            | Self::Set { .. }
            | Self::Anything => TRUE | FALSE | OPEN,
        }
    }

    /// Returns what a number may be.
    pub(super) fn measured(&self) -> Measured {
        match self {
            Self::Number(measured) => measured.clone(),
            Self::Truth(_)
            | Self::Options { .. }
            | Self::Set { .. }
            | Self::Nothing
            | Self::Anything => Measured::within(Interval::ALL, true),
        }
    }

    /// Returns the day that a date surely is.
    pub(super) fn day(&self) -> Option<Date> {
        let Self::Number(measured) = self else { return None };
        date(measured.form.as_ref()?.as_constant()?)
    }

    /// Whether there surely is a value.
    pub(super) const fn is_sure(&self) -> bool {
        match self {
            Self::Truth(mask) => *mask & OPEN == 0,
            Self::Number(measured) => !measured.fails,
            Self::Options { fails, .. } => !*fails,
            Self::Set { .. } => true,
            Self::Nothing | Self::Anything => false,
        }
    }

    /// Whether there surely is no value.
    pub(super) const fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Truth(mask) => *mask == OPEN,
            Self::Number(_)
            | Self::Options { .. }
            | Self::Set { .. }
            | Self::Anything => false,
        }
    }

    /// The same, or nothing.
    pub(super) fn or_nothing(self) -> Self {
        match self {
            Self::Truth(mask) => Self::Truth(mask | OPEN),
            Self::Number(measured) => Self::Number(Measured { fails: true, ..measured }),
            Self::Options { mask, .. } => Self::Options { mask, fails: true },
            Self::Set { .. } | Self::Anything => Self::Anything,
            Self::Nothing => Self::Nothing,
        }
    }

    /// One or the other.
    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (one, Self::Nothing) | (Self::Nothing, one) => one.or_nothing(),
            (Self::Truth(one), Self::Truth(other)) => Self::Truth(one | other),
            (Self::Number(one), Self::Number(other)) => {
                let range = one.range.hull(&other.range);
                let fails = one.fails || other.fails;
                if one.form.is_some() && one.form == other.form {
                    return Self::Number(Measured { range, fails, ..one });
                }
                let between = Between::join(&one, &other);
                Self::Number(Measured::within(range, fails).lying(between))
            }
            (
                Self::Options { mask, fails },
                Self::Options { mask: other, fails: may_fail },
            ) => Self::Options { mask: mask | other, fails: fails || may_fail },
            (one @ Self::Set { .. }, other) if one == other => one,
            (_, _) => Self::Anything,
        }
    }
}

impl Measured {
    /// A number of which nothing is known but its range.
    pub(super) const fn within(range: Range, fails: bool) -> Self {
        Self { form: None, between: None, range, fails }
    }

    /// The same, with what it lies between.
    pub(super) fn lying(self, between: Between) -> Self {
        let between = (between != Between::default()).then(|| Box::new(between));
        Self { between, ..self }
    }
}

/// All of the conditions.
pub(super) fn all(conditions: impl Iterator<Item = u8>) -> u8 {
    let (mut is_true, mut is_false, mut is_open, mut never_false) =
        (true, false, false, true);
    for condition in conditions {
        is_true &= condition & TRUE != 0;
        is_false |= condition & FALSE != 0;
        is_open |= condition & OPEN != 0;
        never_false &= condition != FALSE;
    }
    bits(is_true, is_false, is_open && never_false)
}

/// A condition turned round.
pub(super) const fn not(condition: u8) -> u8 {
    bits(condition & FALSE != 0, condition & TRUE != 0, condition & OPEN != 0)
}

/// Any of the conditions.
pub(super) fn any(conditions: impl Iterator<Item = u8>) -> u8 {
    not(all(conditions.map(not)))
}

/// At least so many of the conditions.
pub(super) fn at_least(count: usize, conditions: &[u8]) -> u8 {
    let with = |wanted: u8| conditions.iter().filter(|it| **it & wanted != 0).count();
    let surely = conditions.iter().filter(|it| **it == TRUE).count();
    let never = conditions.iter().filter(|it| **it == FALSE).count();
    let most = conditions.len().saturating_sub(never);
    let false_at_most = conditions.len().saturating_sub(with(FALSE));
    bits(
        with(TRUE) >= count,
        false_at_most < count,
        with(OPEN) > 0 && most >= count && surely < count,
    )
}

pub(super) const fn bits(is_true: bool, is_false: bool, is_open: bool) -> u8 {
    (if is_true { TRUE } else { 0 })
        | (if is_false { FALSE } else { 0 })
        | (if is_open { OPEN } else { 0 })
}
