//! The slot file of one evaluation: every value computed, and what is not known of it.

use crate::facts::Facts;
use crate::program::{Program, Slot};
use crate::value::{ArithmeticError, AsOf, Date, Judgement, Moment, Number, Truth};
use alloc::string::String;
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
    /// Text, by position in [`Frame::texts`].
    Text(usize),
    /// A person's answer.
    Judgement(Judgement),
    /// An option, by position.
    Choice(u8),
    /// Options, as bits.
    Set(u64),
}

/// Why a slot has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Something it needs is not known.
    Unknown,
    /// This very calculation failed: an unknown with a cause, absorbed where unknown is.
    Error(Failure),
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
    /// The deadline does not apply.
    NotApplicable,
    /// No version is in force.
    NotInForce,
    /// An amount of a penalty that is less than nothing.
    BelowZero,
    /// Exceptions that hold together come to different results.
    Conflict,
}

impl From<ArithmeticError> for Failure {
    fn from(error: ArithmeticError) -> Self {
        match error {
            ArithmeticError::Overflow => Self::Overflow,
            ArithmeticError::DivisionByZero => Self::DivisionByZero,
        }
    }
}

/// All slots of one evaluation.
#[derive(Debug)]
pub(crate) struct Frame<'p> {
    pub(crate) program: &'p Program,
    pub(crate) as_of: AsOf,
    pub(crate) values: Vec<Value>,
    /// Beside the values: why there is none; `None` is known.
    pub(crate) causes: Vec<Option<Cause>>,
    /// Beside the values: whether a notice on holidays yet to come may change them. Empty
    /// until the first such value.
    provisional: Vec<bool>,
    /// Whether the operation at hand looked at a day that is not covered.
    pub(crate) uncovered: bool,
    /// The texts of facts and constants, each once.
    pub(crate) texts: Vec<String>,
    /// Beside [`Program::later`]: the same case by the rules at the decision.
    pub(crate) later: Vec<Self>,
    /// Whether anybody wants to know why.
    pub(crate) explains: bool,
}

impl<'p> Frame<'p> {
    pub(crate) fn new(program: &'p Program, _facts: &Facts, as_of: AsOf) -> Self {
        let slots = program.ops.len();
        Self {
            program,
            as_of,
            values: Vec::with_capacity(slots),
            causes: Vec::with_capacity(slots),
            provisional: Vec::new(),
            uncovered: false,
            texts: Vec::new(),
            later: Vec::new(),
            explains: true,
        }
    }

    /// The same without the reasons.
    pub(crate) fn without_reasons(mut self) -> Self {
        self.explains = false;
        self.later = self.later.into_iter().map(Self::without_reasons).collect();
        self
    }

    /// Returns whether a notice on holidays yet to come may change a value.
    pub(crate) fn is_provisional(&self, slot: Slot) -> bool {
        self.provisional.get(slot) == Some(&true)
    }

    /// Returns whether there is any such value.
    pub(crate) fn has_provisional(&self) -> bool {
        !self.provisional.is_empty()
    }

    /// Marks the value of a slot so.
    pub(crate) fn mark_provisional(&mut self, slot: Slot) {
        if self.provisional.is_empty() {
            self.provisional.resize(self.program.ops.len(), false);
        }
        if let Some(known) = self.provisional.get_mut(slot) {
            *known = true;
        }
    }

    /// Returns the value of a slot, if it is known.
    pub(crate) fn get(&self, slot: Slot) -> Option<Value> {
        match self.causes.get(slot) {
            Some(None) => self.values.get(slot).copied(),
            Some(Some(_)) | None => None,
        }
    }

    /// Returns whether a slot has no value.
    pub(crate) fn is_unknown(&self, slot: Slot) -> bool {
        !matches!(self.causes.get(slot), Some(None))
    }

    pub(crate) fn truth(&self, slot: Slot) -> Truth {
        match self.get(slot) {
            Some(Value::Bool(true)) => Truth::True,
            Some(Value::Bool(false)) => Truth::False,
            Some(
                Value::Number(_)
                | Value::Date(_)
                | Value::Moment(_)
                | Value::Text(_)
                | Value::Judgement(_)
                | Value::Choice(_)
                | Value::Set(_),
            )
            | None => Truth::Unknown,
        }
    }

    /// Returns the truth of a condition; what has none is always true.
    pub(crate) fn truth_of(&self, slot: Option<Slot>) -> Truth {
        slot.map_or(Truth::True, |slot| self.truth(slot))
    }

    pub(crate) fn number(&self, slot: Slot) -> Option<Number> {
        match self.get(slot)? {
            Value::Number(number) => Some(number),
            Value::Bool(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn date(&self, slot: Slot) -> Option<Date> {
        match self.get(slot)? {
            Value::Date(date) => Some(date),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    /// Returns a date or a moment.
    pub(crate) fn time(&self, slot: Slot) -> Option<AsOf> {
        match self.get(slot)? {
            Value::Date(date) => Some(date.into()),
            Value::Moment(moment) => Some(moment.into()),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn judgement(&self, slot: Slot) -> Option<Judgement> {
        match self.get(slot)? {
            Value::Judgement(answer) => Some(answer),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn intern(&mut self, text: &str) -> usize {
        if let Some(position) = self.texts.iter().position(|known| known == text) {
            return position;
        }
        self.texts.push(text.into());
        self.texts.len().saturating_sub(1)
    }
}
