//! Ranges computed, and in words.

use super::frame::Frame;
use crate::evaluation::{ShownBound, ShownRange};
use crate::model::{Type, interval_text};
use crate::program::RangeSlots;
use crate::value::{Bound, Interval, Number};
use alloc::string::ToString;

/// Computes a range; nothing where an end is unknown.
pub(super) fn interval(frame: &Frame<'_>, range: RangeSlots) -> Option<Interval<Number>> {
    let end = |bound: Option<(usize, bool)>| match bound {
        None => Some(None),
        Some((slot, included)) => {
            frame.number(slot).map(|value| Some(Bound { value, included }))
        }
    };
    Some(Interval { lower: end(range.lower)?, upper: end(range.upper)? })
}

/// Returns a range as results show it.
pub(crate) fn shown(range: &Interval<Number>, ty: &Type) -> ShownRange {
    let end = |bound: &Option<Bound<Number>>| {
        bound.as_ref().map(|bound| ShownBound {
            value: bound.value.to_string(),
            included: bound.included,
        })
    };
    ShownRange {
        lower: end(&range.lower),
        upper: end(&range.upper),
        text: interval_text(range, ty),
    }
}
