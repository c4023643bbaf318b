//! Values, and what an open one waits for.

use super::calendar::{Day, day_text};
use fadu::syntax::tree::PeriodUnit;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;
use std::collections::BTreeSet;

pub(super) type Number = BigRational;

/// What a person found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    Pass,
    Fail,
    NotApplicable,
    CannotTell,
}

/// A value. Units are the checker's concern: here a number is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Bool(bool),
    Number(Number),
    Date(Day),
    /// A day and its minute.
    Moment(Day, i64),
    Period(i64, PeriodUnit),
    Text(String),
    Option(String),
    /// In the order declared.
    Set(Vec<String>),
    Judgement(Judgement),
}

/// What an unknown waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wait {
    /// A fact that nobody gave.
    Fact(String),
    /// A judgement answered `cannot tell`.
    Judge(String),
    /// Something that the rules leave to a person.
    Person(String),
    /// A calculation that has no result.
    Failure,
}

pub(super) type Waits = BTreeSet<Wait>;

/// A value or what it waits for.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) value: Option<Value>,
    pub(super) waits: Waits,
    /// It rests on a day that a notice may still move.
    pub(super) provisional: bool,
}

impl Answer {
    pub(super) fn known(value: Value) -> Self {
        Self { value: Some(value), waits: Waits::new(), provisional: false }
    }

    pub(super) fn truth(truth: bool) -> Self {
        Self::known(Value::Bool(truth))
    }

    pub(super) fn number(number: Number) -> Self {
        Self::known(Value::Number(number))
    }

    pub(super) fn waiting(waits: Waits) -> Self {
        Self { value: None, waits, provisional: false }
    }

    pub(super) fn failed() -> Self {
        Self::waiting(Waits::from([Wait::Failure]))
    }

    pub(super) fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Some(Value::Bool(truth)) => Some(*truth),
            None => None,
            Some(other) => panic!("a condition, not {other:?}"),
        }
    }

    pub(super) fn as_number(&self) -> Option<Number> {
        match &self.value {
            Some(Value::Number(number)) => Some(number.clone()),
            None => None,
            Some(other) => panic!("a number, not {other:?}"),
        }
    }

    /// Its day, of a moment too.
    pub(super) fn as_day(&self) -> Option<Day> {
        match &self.value {
            Some(Value::Date(day) | Value::Moment(day, _)) => Some(*day),
            None => None,
            Some(other) => panic!("a date, not {other:?}"),
        }
    }

    pub(super) const fn provisional_if(mut self, provisional: bool) -> Self {
        self.provisional |= provisional;
        self
    }
}

/// The waits of all that are open.
pub(super) fn waits_of<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Waits {
    answers.into_iter().flat_map(|answer| answer.waits.iter().cloned()).collect()
}

/// A strict operation: open if an operand is.
pub(super) fn strict(
    operands: &[&Answer],
    result: impl FnOnce(&[&Value]) -> Option<Value>,
) -> Answer {
    let waits = waits_of(operands.iter().copied());
    let values: Vec<&Value> =
        operands.iter().filter_map(|operand| operand.value.as_ref()).collect();
    if values.len() < operands.len() {
        return Answer::waiting(waits);
    }
    let provisional = operands.iter().any(|operand| operand.provisional);
    match result(&values) {
        Some(value) => Answer::known(value).provisional_if(provisional),
        None => Answer::failed(),
    }
}

/// The limit of chapter 1 on a reduced result.
pub(super) fn within_limit(number: Number) -> Option<Number> {
    let most = (BigInt::one() << 127_u32) - BigInt::one();
    (number.numer().abs() <= most && *number.denom() <= most).then_some(number)
}

pub(super) fn arithmetic(
    left: &Answer,
    right: &Answer,
    operation: impl FnOnce(&Number, &Number) -> Option<Number>,
) -> Answer {
    strict(&[left, right], |values| match values {
        [Value::Number(left), Value::Number(right)] => {
            operation(left, right).and_then(within_limit).map(Value::Number)
        }
        other => panic!("numbers, not {other:?}"),
    })
}

pub(super) fn plus(left: &Answer, right: &Answer) -> Answer {
    arithmetic(left, right, |left, right| Some(left + right))
}

pub(super) fn minus(left: &Answer, right: &Answer) -> Answer {
    arithmetic(left, right, |left, right| Some(left - right))
}

pub(super) fn times(left: &Answer, right: &Answer) -> Answer {
    arithmetic(left, right, |left, right| Some(left * right))
}

/// How two values that have an order stand: beside a date a moment is its date.
pub(super) fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Moment(left, at), Value::Moment(right, then)) => {
            (left, at).cmp(&(right, then))
        }
        (
            Value::Date(left) | Value::Moment(left, _),
            Value::Date(right) | Value::Moment(right, _),
        ) => left.cmp(right),
        (Value::Period(left, unit), Value::Period(right, other)) if unit == other => {
            left.cmp(right)
        }
        other => panic!("two values in an order, not {other:?}"),
    }
}

pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (
            Value::Number(_) | Value::Date(_) | Value::Moment(..) | Value::Period(..),
            _,
        ) => order(left, right).is_eq(),
        _ => left == right,
    }
}

/// The least: false, unknown, true.
pub(super) fn all(parts: &[Answer]) -> Answer {
    connective(parts, false)
}

/// The greatest.
pub(super) fn any(parts: &[Answer]) -> Answer {
    connective(parts, true)
}

/// `settles`: the value that one part alone gives to the whole.
fn connective(parts: &[Answer], settles: bool) -> Answer {
    let settling: Vec<&Answer> =
        parts.iter().filter(|part| part.as_bool() == Some(settles)).collect();
    if !settling.is_empty() {
        let provisional = settling.iter().all(|part| part.provisional);
        return Answer::truth(settles).provisional_if(provisional);
    }
    if parts.iter().any(|part| part.value.is_none()) {
        return Answer::waiting(waits_of(parts));
    }
    Answer::truth(!settles).provisional_if(parts.iter().any(|part| part.provisional))
}

/// `at least n of { … }`.
pub(super) fn at_least(least: u32, parts: &[Answer]) -> Answer {
    let least = usize::try_from(least).unwrap();
    let number =
        |truth: Option<bool>| parts.iter().filter(|part| part.as_bool() == truth).count();
    let (holds, open) = (number(Some(true)), number(None));
    let provisional = parts.iter().any(|part| part.provisional);
    if holds >= least {
        Answer::truth(true).provisional_if(provisional)
    } else if holds + open < least {
        Answer::truth(false).provisional_if(provisional)
    } else {
        Answer::waiting(waits_of(parts))
    }
}

pub(super) fn not(part: &Answer) -> Answer {
    let mut answer = part.clone();
    answer.value = part.as_bool().map(|truth| Value::Bool(!truth));
    answer
}

/// A number's one text.
pub(super) fn number_text(number: &Number) -> String {
    let ten = BigInt::from(10);
    let mut rest = number.denom().clone();
    for prime in [2, 5] {
        let prime = BigInt::from(prime);
        while (&rest % &prime).is_zero() {
            rest /= &prime;
        }
    }
    if !rest.is_one() {
        return format!("{}/{}", number.numer(), number.denom());
    }
    let sign = if number.numer().sign() == Sign::Minus { "-" } else { "" };
    let (mut top, bottom) = (number.numer().abs(), number.denom());
    let mut text = format!("{sign}{}", &top / bottom);
    top %= bottom;
    if !top.is_zero() {
        text.push('.');
    }
    while !top.is_zero() {
        top *= &ten;
        text.push_str(&(&top / bottom).to_string());
        top %= bottom;
    }
    text
}

/// Reads decimal text or a fraction.
pub(super) fn read_number(text: &str) -> Option<Number> {
    if let Some((top, bottom)) = text.split_once('/') {
        let (top, bottom) = (top.trim().parse().ok()?, bottom.trim().parse().ok()?);
        return Some(Number::new(top, bottom));
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    let shift = exponent - i32::try_from(decimals.len()).ok()?;
    let power = num_traits::pow(BigInt::from(10), usize::try_from(shift.abs()).ok()?);
    Some(if shift < 0 {
        Number::new(digits, power)
    } else {
        Number::from_integer(digits * power)
    })
}

/// A value as a result shows it.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number_text(number),
        Value::Date(day) => day_text(*day),
        Value::Moment(day, at) => {
            format!("{}T{:02}:{:02}", day_text(*day), at / 60, at % 60)
        }
        Value::Period(count, _) => count.to_string(),
        Value::Text(text) | Value::Option(text) => text.clone(),
        Value::Set(names) => names.join(", "),
        Value::Judgement(found) => match found {
            Judgement::Pass => "pass",
            Judgement::Fail => "fail",
            Judgement::NotApplicable => "not applicable",
            Judgement::CannotTell => "cannot tell",
        }
        .to_owned(),
    }
}
