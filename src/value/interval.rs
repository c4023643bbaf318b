//! Ranges of values. In: bounds that include their number or not. Out: membership, common
//! part, hull. Never: a bound whose inclusion is guessed.

use borsh::{BorshDeserialize, BorshSerialize};
use core::cmp::Ordering;
use serde::Serialize;

/// One end of a range.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize,
)]
pub struct Bound<T> {
    /// The number, amount or date.
    pub value: T,
    /// Whether it belongs to the range.
    pub included: bool,
}

/// A range; a missing end is open.
///
/// Values are taken to be dense: above 1 and below 2 is not empty, of integers either.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize,
)]
pub struct Interval<T> {
    /// The lower end.
    pub lower: Option<Bound<T>>,
    /// The upper end.
    pub upper: Option<Bound<T>>,
}

impl<T> Bound<T> {
    /// Creates a bound that belongs to the range: 以上, 以下, at least, at most.
    pub fn included(value: T) -> Self {
        Self { value, included: true }
    }

    /// Creates a bound that does not: 超过, 不足, over, under.
    pub fn excluded(value: T) -> Self {
        Self { value, included: false }
    }
}

impl<T: Ord + Copy> Interval<T> {
    /// Everything.
    pub const ALL: Self = Self { lower: None, upper: None };

    /// Creates a range from its ends.
    pub fn new(lower: Option<Bound<T>>, upper: Option<Bound<T>>) -> Self {
        Self { lower, upper }
    }

    /// Creates the range that holds one value.
    pub fn point(value: T) -> Self {
        Self::new(Some(Bound::included(value)), Some(Bound::included(value)))
    }

    /// Returns whether `value` lies inside.
    pub fn contains(&self, value: T) -> bool {
        self.side(value) == Ordering::Equal
    }

    /// Returns where `value` lies: before the range, inside, or after it. Of an empty range
    /// the lower end speaks first.
    pub fn side(&self, value: T) -> Ordering {
        let below = self.lower.is_some_and(|bound| match value.cmp(&bound.value) {
            Ordering::Less => true,
            Ordering::Equal => !bound.included,
            Ordering::Greater => false,
        });
        let above = self.upper.is_some_and(|bound| match value.cmp(&bound.value) {
            Ordering::Less => false,
            Ordering::Equal => !bound.included,
            Ordering::Greater => true,
        });
        match (below, above) {
            (true, _) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => Ordering::Equal,
        }
    }

    /// Returns whether no value lies inside.
    pub fn is_empty(&self) -> bool {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => match lower.value.cmp(&upper.value) {
                Ordering::Less => false,
                Ordering::Equal => !(lower.included && upper.included),
                Ordering::Greater => true,
            },
            (None, _) | (_, None) => false,
        }
    }

    /// Returns what lies in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        Self {
            lower: tighter(self.lower, other.lower, Ordering::Greater),
            upper: tighter(self.upper, other.upper, Ordering::Less),
        }
    }

    /// Returns the smallest range that holds both; an empty one adds nothing.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        if self.is_empty() {
            return *other;
        }
        if other.is_empty() {
            return *self;
        }
        Self {
            lower: wider(self.lower, other.lower, Ordering::Less),
            upper: wider(self.upper, other.upper, Ordering::Greater),
        }
    }

    /// Returns whether every value of `other` lies in this range.
    pub fn encloses(&self, other: &Self) -> bool {
        other.is_empty() || self.hull(other) == *self
    }
}

/// Returns the end that lets less through; `inner` is the direction of the inside.
fn tighter<T: Ord + Copy>(
    left: Option<Bound<T>>,
    right: Option<Bound<T>>,
    inner: Ordering,
) -> Option<Bound<T>> {
    let (Some(a), Some(b)) = (left, right) else { return left.or(right) };
    let order = a.value.cmp(&b.value);
    Some(if order == Ordering::Equal {
        Bound { value: a.value, included: a.included && b.included }
    } else if order == inner {
        a
    } else {
        b
    })
}

/// Returns the end that lets more through; `outer` is the direction of the outside.
fn wider<T: Ord + Copy>(
    left: Option<Bound<T>>,
    right: Option<Bound<T>>,
    outer: Ordering,
) -> Option<Bound<T>> {
    let (a, b) = (left?, right?);
    let order = a.value.cmp(&b.value);
    Some(if order == Ordering::Equal {
        Bound { value: a.value, included: a.included || b.included }
    } else if order == outer {
        a
    } else {
        b
    })
}

#[cfg(test)]
mod tests {
    use super::{Bound, Interval};
    use alloc::vec::Vec;

    /// Every range with ends in 0, 2, 4, to be probed at 0..=4 and beyond: the odd values
    /// stand for what lies between.
    fn every() -> Vec<Interval<i32>> {
        let mut ends: Vec<Option<Bound<i32>>> = [0, 2, 4]
            .into_iter()
            .flat_map(|value| {
                [Some(Bound::included(value)), Some(Bound::excluded(value))]
            })
            .collect();
        ends.push(None);
        ends.iter()
            .flat_map(|lower| ends.iter().map(|upper| Interval::new(*lower, *upper)))
            .collect()
    }

    fn members(interval: &Interval<i32>) -> Vec<i32> {
        (-1..=5).filter(|value| interval.contains(*value)).collect()
    }

    #[test]
    fn ranges_behave_like_the_sets_they_stand_for() {
        for a in every() {
            assert_eq!(a.is_empty(), members(&a).is_empty(), "{a:?}");
            for b in every() {
                let both: Vec<i32> =
                    members(&a).into_iter().filter(|value| b.contains(*value)).collect();
                assert_eq!(members(&a.intersect(&b)), both, "{a:?} {b:?}");
                let inside = members(&b).iter().all(|value| a.contains(*value));
                assert_eq!(a.encloses(&b), inside, "{a:?} encloses {b:?}");
                let hull = a.hull(&b);
                let mut either = members(&a);
                either.extend(members(&b));
                let low = either.iter().min();
                let high = either.iter().max();
                assert_eq!(members(&hull).first(), low, "{a:?} {b:?}");
                assert_eq!(members(&hull).last(), high, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_bound_says_whether_its_number_belongs() {
        let range = Interval::new(Some(Bound::included(10)), Some(Bound::excluded(50)));
        assert!(range.contains(10));
        assert!(!range.contains(50));
        assert!(Interval::point(3).contains(3));
        assert!(Interval::<i32>::ALL.contains(i32::MIN));
    }
}
