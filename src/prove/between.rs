//! What a number lies between that is no sum of facts itself. In: forms and ranges. Out: forms
//! that it is never under and never over: a share of 20% to 100% of an investment lies between
//! a fifth of it and all of it, whatever the share rests on. Never: an end that some case of
//! the region goes beyond.

use super::domain::Region;
use super::linear::{Linear, Relation};
use super::value::Measured;
use crate::value::Number;
use alloc::vec::Vec;

/// How many forms are kept on one side: what is capped twice has two that matter.
const MOST_FORMS: usize = 3;

/// Forms that a number is never under, and forms that it is never over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Between {
    lows: Vec<Linear>,
    highs: Vec<Linear>,
}

/// One side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
}

impl Side {
    const fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }
}

impl Between {
    /// Keeps what ranges do not say already.
    fn of(lows: Vec<Linear>, highs: Vec<Linear>) -> Self {
        let kept = |forms: Vec<Linear>| {
            let mut kept: Vec<Linear> = Vec::new();
            for form in forms {
                if form.as_constant().is_none() && !kept.contains(&form) {
                    kept.push(form);
                }
            }
            kept.truncate(MOST_FORMS);
            kept
        };
        Self { lows: kept(lows), highs: kept(highs) }
    }

    /// Of a number and another: both ends of the sum; `sign` is that of the other.
    pub(super) fn sum(left: &Measured, right: &Measured, sign: Number) -> Self {
        let ends = |side: Side| {
            let other = if sign.is_negative() { side.other() } else { side };
            pairs(&ends(left, side), &ends(right, other), |one, other| {
                one.plus(&other.times(sign)?)
            })
        };
        Self::of(ends(Side::Low), ends(Side::High))
    }

    /// Of a multiple.
    pub(super) fn times(&self, factor: Number) -> Self {
        let all = |forms: &[Linear]| {
            forms.iter().filter_map(|form| form.times(factor)).collect::<Vec<Linear>>()
        };
        let (lows, highs) = (all(&self.lows), all(&self.highs));
        if factor.is_negative() { Self::of(highs, lows) } else { Self::of(lows, highs) }
    }

    /// Of a product of numbers that are not negative: each end of the one, times the number
    /// that the other is never under, or over.
    pub(super) fn product(left: &Measured, right: &Measured) -> Self {
        let is_low = |of: &Measured| {
            of.range.lower.is_some_and(|lower| !lower.value.is_negative())
        };
        if !is_low(left) || !is_low(right) {
            return Self::default();
        }
        let scaled = |side: Side| {
            let one = [(left, right), (right, left)].into_iter();
            let one = one.filter_map(|(of, by)| {
                let bound = match side {
                    Side::Low => by.range.lower,
                    Side::High => by.range.upper,
                };
                let factor = bound?.value;
                let forms = ends(of, side).into_iter();
                Some(forms.filter_map(move |form| form.times(factor)))
            });
            one.flatten().collect::<Vec<Linear>>()
        };
        Self::of(scaled(Side::Low), scaled(Side::High))
    }

    /// Of one number or another: what is said of both.
    pub(super) fn join(one: &Measured, other: &Measured) -> Self {
        let both = |side: Side| {
            let known = ends(other, side);
            let mut forms = ends(one, side);
            forms.retain(|form| known.contains(form));
            forms
        };
        Self::of(both(Side::Low), both(Side::High))
    }

    /// Of the highest of several, or the lowest: never under what any of them is never under,
    /// and over nothing that all of them are never over.
    pub(super) fn extreme(parts: &[Measured], highest: bool) -> Self {
        let any = |side: Side| {
            parts.iter().flat_map(|part| ends(part, side)).collect::<Vec<Linear>>()
        };
        let all = |side: Side| {
            let Some((first, others)) = parts.split_first() else { return Vec::new() };
            let mut forms = ends(first, side);
            for other in others {
                let known = ends(other, side);
                forms.retain(|form| known.contains(form));
            }
            forms
        };
        if highest {
            Self::of(any(Side::Low), all(Side::High))
        } else {
            Self::of(all(Side::Low), any(Side::High))
        }
    }
}

/// The forms that a number is never under, or over; its own is both.
fn ends(of: &Measured, side: Side) -> Vec<Linear> {
    if let Some(form) = &of.form {
        return Vec::from([form.clone()]);
    }
    let (known, end) = match side {
        Side::Low => (of.between.as_ref().map(|it| &it.lows), of.range.lower),
        Side::High => (of.between.as_ref().map(|it| &it.highs), of.range.upper),
    };
    let mut forms = known.cloned().unwrap_or_default();
    forms.extend(end.map(|end| Linear::constant(end.value)));
    forms
}

fn pairs(
    left: &[Linear],
    right: &[Linear],
    join: impl Fn(&Linear, &Linear) -> Option<Linear>,
) -> Vec<Linear> {
    let one = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    one.filter_map(|(one, other)| join(one, other)).collect()
}

/// Whether one number may be over another, or at least not under it, as far as what they lie
/// between says.
pub(super) fn reaches(
    one: &Measured,
    other: &Measured,
    relation: Relation,
    region: &Region,
) -> bool {
    let differences =
        pairs(&ends(one, Side::High), &ends(other, Side::Low), Linear::minus);
    differences.iter().all(|form| {
        let range = form.range(|variable| region.range(variable));
        let is_open = range.upper.is_none_or(|upper| match relation {
            Relation::Positive => upper.value > Number::ZERO,
            Relation::NotNegative | Relation::Zero => !upper.value.is_negative(),
        });
        is_open && (form.variables().nth(1).is_none() || region.allows(form, relation))
    })
}
