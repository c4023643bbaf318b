//! Three-valued truth. In: what is known. Out: Kleene's answer. Never: an unknown taken for
//! a no.

use core::fmt;
use serde::{Serialize, Serializer};

/// True, false, or not known yet (Kleene's strong logic).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever is still missing.
    False,
    /// What is missing could decide it.
    Unknown,
    /// It holds, whatever is still missing.
    True,
}

impl Truth {
    /// Returns whether both hold.
    #[must_use]
    #[inline]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Returns whether at least one holds.
    #[must_use]
    #[inline]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Returns the opposite; unknown stays unknown.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "reads like the rule's own word beside `and` and `or`, without an import"
    )]
    #[inline]
    pub fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Returns whether all hold; of none, true.
    #[inline]
    pub fn all(items: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::True;
        for item in items {
            all = all.and(item);
            if all.is_false() {
                break;
            }
        }
        all
    }

    /// Returns whether any holds; of none, false.
    #[inline]
    pub fn any(items: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Self::False;
        for item in items {
            any = any.or(item);
            if any.is_true() {
                break;
            }
        }
        any
    }

    /// Returns whether at least `count` hold: unknown while those not known could decide.
    #[inline]
    pub fn at_least(count: u32, items: impl IntoIterator<Item = Self>) -> Self {
        let (mut held, mut possible) = (0_u32, 0_u32);
        for item in items {
            match item {
                Self::True => {
                    held = held.saturating_add(1);
                    possible = possible.saturating_add(1);
                }
                Self::Unknown => possible = possible.saturating_add(1),
                Self::False => {}
            }
        }
        if held >= count {
            Self::True
        } else if possible < count {
            Self::False
        } else {
            Self::Unknown
        }
    }

    /// Returns whether this is true.
    #[inline]
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// Returns whether this is false.
    #[inline]
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    /// Returns whether this is known.
    #[inline]
    pub fn is_known(self) -> bool {
        self != Self::Unknown
    }

    /// Returns `true`, `false` or `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// `None` is unknown.
impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, Self::from)
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test that overflows fails"
)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    const EVERY: [Truth; 3] = [False, Unknown, True];

    /// Whether every completion of what is unknown gives the same answer.
    fn completed(items: &[Truth], rule: &dyn Fn(&[bool]) -> bool) -> Truth {
        let unknown = items.iter().filter(|item| **item == Unknown).count();
        let mut answers = (0..1_u32 << unknown).map(|bits| {
            let mut nth = 0;
            let items: alloc::vec::Vec<bool> = items
                .iter()
                .map(|item| match item {
                    True => true,
                    False => false,
                    Unknown => {
                        nth += 1;
                        bits >> (nth - 1) & 1 == 1
                    }
                })
                .collect();
            rule(&items)
        });
        let first = answers.next().unwrap();
        if answers.all(|answer| answer == first) { first.into() } else { Unknown }
    }

    #[test]
    fn unknown_decides_nothing_that_is_decided_without_it() {
        for a in EVERY {
            assert_eq!(a.not(), completed(&[a], &|items| !items[0]));
            for b in EVERY {
                assert_eq!(a.and(b), completed(&[a, b], &|items| items[0] && items[1]));
                assert_eq!(a.or(b), completed(&[a, b], &|items| items[0] || items[1]));
            }
        }
        assert_eq!(False.and(Unknown), False);
        assert_eq!(True.or(Unknown), True);
        assert_eq!(True.and(Unknown), Unknown);
    }

    #[test]
    fn at_least_so_many_of_a_list() {
        for a in EVERY {
            for b in EVERY {
                for c in EVERY {
                    let items = [a, b, c];
                    for count in 0..5_u32 {
                        let expected = completed(&items, &|items| {
                            items.iter().filter(|item| **item).count() >= count as usize
                        });
                        assert_eq!(
                            Truth::at_least(count, items),
                            expected,
                            "{count} of {items:?}"
                        );
                    }
                    assert_eq!(Truth::all(items), Truth::at_least(3, items));
                    assert_eq!(Truth::any(items), Truth::at_least(1, items));
                }
            }
        }
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([]), False);
    }
}
