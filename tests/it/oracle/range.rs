//! Ranges as sets.

use super::value::{Number, number_text};
use serde_json::{Value, json};

/// One end: the number, and whether it belongs to the range.
pub(super) type End = Option<(Number, bool)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) lower: End,
    pub(super) upper: End,
}

/// Where a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Below,
    Inside,
    Above,
}

impl Interval {
    pub(super) fn is_empty(&self) -> bool {
        match (&self.lower, &self.upper) {
            (Some((lower, with)), Some((upper, and))) => {
                lower > upper || lower == upper && !(*with && *and)
            }
            _ => false,
        }
    }

    pub(super) fn meet(&self, other: &Self) -> Self {
        Self {
            lower: tighter(&self.lower, &other.lower, |a, b| a > b),
            upper: tighter(&self.upper, &other.upper, |a, b| a < b),
        }
    }

    fn hull(&self, other: &Self) -> Self {
        if self.is_empty() {
            return other.clone();
        }
        if other.is_empty() {
            return self.clone();
        }
        Self {
            lower: wider(&self.lower, &other.lower, |a, b| a < b),
            upper: wider(&self.upper, &other.upper, |a, b| a > b),
        }
    }

    pub(super) fn side(&self, value: &Number) -> Side {
        if let Some((lower, included)) = &self.lower
            && (value < lower || value == lower && !included)
        {
            return Side::Below;
        }
        if let Some((upper, included)) = &self.upper
            && (value > upper || value == upper && !included)
        {
            return Side::Above;
        }
        Side::Inside
    }

    /// As a result shows it.
    pub(super) fn shown(&self) -> Value {
        let end = |end: &End| match end {
            None => Value::Null,
            Some((number, included)) => {
                json!({ "value": number_text(number), "included": included })
            }
        };
        json!({ "lower": end(&self.lower), "upper": end(&self.upper) })
    }
}

fn tighter(left: &End, right: &End, wins: fn(&Number, &Number) -> bool) -> End {
    match (left, right) {
        (None, end) | (end, None) => end.clone(),
        (Some((a, with)), Some((b, and))) if a == b => Some((a.clone(), *with && *and)),
        (Some((a, _)), Some((b, _))) => {
            if wins(a, b) {
                left.clone()
            } else {
                right.clone()
            }
        }
    }
}

fn wider(left: &End, right: &End, wins: fn(&Number, &Number) -> bool) -> End {
    match (left, right) {
        (None, _) | (_, None) => None,
        (Some((a, with)), Some((b, and))) if a == b => Some((a.clone(), *with || *and)),
        (Some((a, _)), Some((b, _))) => {
            if wins(a, b) {
                left.clone()
            } else {
                right.clone()
            }
        }
    }
}

/// The hull of all; nothing if there is none or every one is empty.
pub(super) fn hull<'a>(all: impl IntoIterator<Item = &'a Interval>) -> Option<Interval> {
    all.into_iter()
        .cloned()
        .reduce(|left, right| left.hull(&right))
        .filter(|hull| !hull.is_empty())
}
