//! What sums, comparisons and the like come to over regions. In: what their operands may hold.
//! Out: what they may. Never: fewer values than they can have.

use super::between::{Between, reaches};
use super::domain::Region;
use super::linear::{Linear, Relation, added, scaled};
use super::value::{FALSE, Held, Measured, OPEN, TRUE, bits};
use crate::model::CompareOp;
use crate::value::{Bound, Interval, Number};
use alloc::boxed::Box;

pub(super) fn number_of(count: usize) -> Held {
    Held::number(Number::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

pub(super) fn tally(truths: &[u8]) -> Held {
    let surely = truths.iter().filter(|it| **it == TRUE).count();
    let never = truths.iter().filter(|it| **it == FALSE).count();
    if surely.saturating_add(never) == truths.len() {
        return number_of(surely);
    }
    let (least, most) =
        (number_of(surely), number_of(truths.len().saturating_sub(never)));
    let range = least.measured().range.hull(&most.measured().range);
    let fails = truths.iter().any(|it| it & OPEN != 0);
    Held::Number(Measured::within(range, fails))
}

/// How one form or range stands to zero, as the bits of a comparison.
pub(super) fn compare(op: CompareOp, left: &Held, right: &Held, region: &Region) -> u8 {
    match (left, right) {
        (Held::Number(left), Held::Number(right)) => {
            numbers(op, left, right, region)
                | if left.fails || right.fails { OPEN } else { 0 }
        }
        (
            Held::Options { mask, fails },
            Held::Options { mask: other, fails: may_fail },
        ) => {
            let same = mask & other != 0;
            let differ = mask != other || mask.count_ones() != 1;
            let open = *fails || *may_fail;
            match op {
                CompareOp::Equal => bits(same, differ, open),
                CompareOp::NotEqual => bits(differ, same, open),
                _ => TRUE | FALSE | OPEN,
            }
        }
        (Held::Truth(one), Held::Truth(other)) => {
            let both = one & other & (TRUE | FALSE) != 0;
            let differ = (one & TRUE != 0 && other & FALSE != 0)
                || (one & FALSE != 0 && other & TRUE != 0);
            let open = (one | other) & OPEN != 0;
            match op {
                CompareOp::Equal => bits(both, differ, open),
                CompareOp::NotEqual => bits(differ, both, open),
                _ => TRUE | FALSE | OPEN,
            }
        }
        (left, right) if left.is_nothing() || right.is_nothing() => OPEN,
        (_, _) => TRUE | FALSE | OPEN,
    }
}

pub(super) fn numbers(
    op: CompareOp,
    left: &Measured,
    right: &Measured,
    region: &Region,
) -> u8 {
    let difference = match (&left.form, &right.form) {
        (Some(left), Some(right)) => left.minus(right),
        _ => None,
    };
    let back = scaled(&right.range, Number::from(-1));
    let mut range = Interval {
        lower: added(left.range.lower, back.lower),
        upper: added(left.range.upper, back.upper),
    };
    if let Some(form) = &difference {
        range = range.intersect(&form.range(|variable| region.range(variable)));
    }
    let below = range.lower.is_none_or(|lower| lower.value.is_negative());
    let above = range.upper.is_none_or(|upper| upper.value > Number::ZERO);
    let equal = range.contains(Number::ZERO);
    // Facts that are compared elsewhere may leave less, and what is no sum has its bounds.
    let several = difference.as_ref().filter(|form| form.variables().nth(1).is_some());
    let is_form = difference.is_some();
    let above = || {
        above
            && several.is_none_or(|form| region.allows(form, Relation::Positive))
            && (is_form || reaches(left, right, Relation::Positive, region))
    };
    let below = || {
        below
            && several
                .and_then(|form| form.times(Number::from(-1)))
                .is_none_or(|back| region.allows(&back, Relation::Positive))
            && (is_form || reaches(right, left, Relation::Positive, region))
    };
    let equal = || {
        equal
            && several.is_none_or(|form| region.allows(form, Relation::Zero))
            && (is_form
                || reaches(left, right, Relation::NotNegative, region)
                    && reaches(right, left, Relation::NotNegative, region))
    };
    // The last of three is looked at only where the others leave it open.
    match op {
        CompareOp::Equal => bits(equal(), below() || above(), false),
        CompareOp::NotEqual => bits(below() || above(), equal(), false),
        CompareOp::Less => bits(below(), above() || equal(), false),
        CompareOp::LessOrEqual => bits(below() || equal(), above(), false),
        CompareOp::Greater => bits(above(), below() || equal(), false),
        CompareOp::GreaterOrEqual => bits(above() || equal(), below(), false),
    }
}

pub(super) fn sum(left: &Measured, right: &Measured, sign: Number) -> Held {
    let form = match (&left.form, &right.form) {
        (Some(left), Some(right)) => {
            right.times(sign).and_then(|right| left.plus(&right))
        }
        _ => None,
    };
    let right_range = scaled(&right.range, sign);
    let range = Interval {
        lower: added(left.range.lower, right_range.lower),
        upper: added(left.range.upper, right_range.upper),
    };
    let fails = left.fails || right.fails;
    Held::Number(match form {
        Some(form) => Measured { form: Some(form), between: None, range, fails },
        None => Measured::within(range, fails).lying(Between::sum(left, right, sign)),
    })
}

pub(super) fn times(number: &Measured, factor: Number) -> Held {
    Held::Number(Measured {
        form: number.form.as_ref().and_then(|form| form.times(factor)),
        between: number.between.as_ref().map(|it| Box::new(it.times(factor))),
        range: scaled(&number.range, factor),
        fails: number.fails,
    })
}

pub(super) fn product(left: &Measured, right: &Measured) -> Held {
    let constant = |of: &Measured| of.form.as_ref().and_then(Linear::as_constant);
    let fails = left.fails || right.fails;
    let scaled = match (constant(left), constant(right)) {
        (_, Some(factor)) => times(left, factor),
        (Some(factor), _) => times(right, factor),
        (None, None) => {
            let range = corners(&left.range, &right.range);
            let between = Between::product(left, right);
            Held::Number(Measured::within(range, fails).lying(between))
        }
    };
    if fails { scaled.or_nothing() } else { scaled }
}

/// The range of a product; open where neither is bounded on that side.
pub(super) fn corners(
    left: &Interval<Number>,
    right: &Interval<Number>,
) -> Interval<Number> {
    let is_low = |range: &Interval<Number>| {
        range.lower.is_some_and(|lower| !lower.value.is_negative())
    };
    if !is_low(left) || !is_low(right) {
        return Interval::ALL;
    }
    let end = |one: Option<Bound<Number>>, other: Option<Bound<Number>>| {
        let (one, other) = (one?, other?);
        let value = one.value.checked_mul(other.value).ok()?;
        Some(Bound { value, included: true })
    };
    Interval { lower: end(left.lower, right.lower), upper: end(left.upper, right.upper) }
}

pub(super) fn quotient(left: &Measured, right: &Measured) -> Held {
    match right.form.as_ref().and_then(Linear::as_constant) {
        Some(divisor) if divisor.is_zero() => Held::Nothing,
        Some(divisor) => match Number::ONE.checked_div(divisor) {
            Ok(factor) => {
                let held = times(left, factor);
                if right.fails { held.or_nothing() } else { held }
            }
            Err(_) => Held::Anything,
        },
        None => Held::Number(Measured::within(Interval::ALL, true)),
    }
}

/// A rounded number lies within one step of it.
pub(super) fn round(number: &Measured, step: &Measured) -> Held {
    let step = step.form.as_ref().and_then(Linear::as_constant);
    let constant = number.form.as_ref().and_then(Linear::as_constant);
    let by = step.map(|step| step.abs());
    let end = |bound: Option<Bound<Number>>, sign: i64| {
        let moved = by?.checked_mul(Number::from(sign)).ok()?;
        Some(Bound::included(bound?.value.checked_add(moved).ok()?))
    };
    // What is a multiple already stays.
    let stays = match (constant, step) {
        (Some(number), Some(step)) if !step.is_zero() => {
            number.checked_div(step).is_ok_and(Number::is_integer)
        }
        _ => false,
    };
    Held::Number(Measured {
        form: number.form.clone().filter(|_| stays),
        between: None,
        range: if stays {
            number.range
        } else {
            Interval {
                lower: end(number.range.lower, -1),
                upper: end(number.range.upper, 1),
            }
        },
        fails: number.fails,
    })
}

pub(super) fn not_negative(held: &Held) -> Held {
    let Held::Number(measured) = held else { return held.clone() };
    let range = &measured.range;
    if range.upper.is_some_and(|upper| upper.value.is_negative()) {
        return Held::Nothing;
    }
    if range.lower.is_some_and(|lower| !lower.value.is_negative()) {
        return held.clone();
    }
    let zero = Interval { lower: Some(Bound::included(Number::ZERO)), upper: None };
    Held::Number(Measured {
        form: measured.form.clone(),
        between: measured.between.clone(),
        range: range.intersect(&zero),
        fails: true,
    })
}

pub(super) fn hull(parts: &[Measured], highest: bool) -> Measured {
    let mut range = Interval::ALL;
    for (at, part) in parts.iter().enumerate() {
        let end =
            |one: Option<Bound<Number>>, other: Option<Bound<Number>>, most: bool| {
                let (one, other) = (one?, other?);
                let first = (one.value >= other.value) == most;
                Some(Bound { included: true, ..(if first { one } else { other }) })
            };
        range = if at == 0 {
            part.range
        } else if highest {
            Interval {
                // At least the greatest of the lower ends that are known.
                lower: end(range.lower, part.range.lower, true)
                    .or(range.lower)
                    .or(part.range.lower),
                upper: end(range.upper, part.range.upper, true),
            }
        } else {
            Interval {
                lower: end(range.lower, part.range.lower, false),
                upper: end(range.upper, part.range.upper, false)
                    .or(range.upper)
                    .or(part.range.upper),
            }
        };
    }
    Measured::within(range, parts.iter().any(|part| part.fails))
}
