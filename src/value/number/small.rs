//! The numbers that nearly all cases are decided by, in 64 bits. In: two of them. Out: what
//! [`Number`] would say, or nothing where only it can. Never: an answer of its own.

use super::Number;
use core::cmp::Ordering;
use num_integer::Integer;

/// An exact fraction in lowest terms with few bits; every money and per cent is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Small {
    above: i64,
    /// Above zero.
    below: u32,
}

impl Small {
    /// Returns the number, if it has few enough bits.
    #[inline]
    pub(crate) fn of(number: Number) -> Option<Self> {
        let above = i64::try_from(number.numerator).ok()?;
        Some(Self { above, below: u32::try_from(number.denominator).ok()? })
    }

    /// Puts together what [`Self::above`] and [`Self::below`] took apart.
    #[inline]
    pub(crate) fn of_cell(above: i64, below: u32) -> Self {
        Self { above, below }
    }

    /// Returns what stands above the line.
    #[inline]
    pub(crate) fn above(self) -> i64 {
        self.above
    }

    /// Returns what stands below the line.
    #[inline]
    pub(crate) fn below(self) -> u32 {
        self.below
    }

    /// Returns the sum, if it is as small.
    #[inline]
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        if self.below == 1 && other.below == 1 {
            return Some(Self { above: self.above.checked_add(other.above)?, below: 1 });
        }
        let (left, right) = (self.crossed(other), other.crossed(self));
        if self.below == 1 || other.below == 1 {
            // No divisor of the one line divides what was added: it is reduced as it is.
            let above = i64::try_from(left.wrapping_add(right)).ok()?;
            return Some(Self { above, below: self.below.max(other.below) });
        }
        if self.below == other.below {
            let sum = self.above.checked_add(other.above)?;
            return Self::reduced(sum, self.below.into());
        }
        let above = i64::try_from(left.wrapping_add(right)).ok()?;
        Self::reduced(above, u64::from(self.below).checked_mul(other.below.into())?)
    }

    /// Returns the difference, if it is as small.
    #[inline]
    pub(crate) fn subtract(self, other: Self) -> Option<Self> {
        self.add(Self { above: other.above.checked_neg()?, below: other.below })
    }

    /// Returns the product, if it is as small.
    #[inline]
    pub(crate) fn multiply(self, other: Self) -> Option<Self> {
        if self.below == 1 && other.below == 1 {
            return Some(Self { above: self.above.checked_mul(other.above)?, below: 1 });
        }
        // Reduced crosswise first, so the products are those of the reduced result.
        let left = shared(self.above, other.below)?;
        let right = shared(other.above, self.below)?;
        let above = self.above.checked_div(left.into())?;
        let below = self.below.checked_div(right)?;
        Some(Self {
            above: above.checked_mul(other.above.checked_div(right.into())?)?,
            below: below.checked_mul(other.below.checked_div(left)?)?,
        })
    }

    /// Returns the quotient, if there is one and it is as small.
    #[inline]
    pub(crate) fn divide(self, other: Self) -> Option<Self> {
        let below = u32::try_from(other.above.unsigned_abs()).ok()?;
        if below == 0 {
            return None;
        }
        let above = i64::from(other.below);
        let above = if other.above < 0 { above.saturating_neg() } else { above };
        self.multiply(Self { above, below })
    }

    /// What stands above the line over the product of both lines: 64 and 32 bits, in 128.
    #[inline]
    fn crossed(self, other: Self) -> i128 {
        i128::from(self.above).wrapping_mul(other.below.into())
    }

    fn reduced(above: i64, below: u64) -> Option<Self> {
        let divisor = above.unsigned_abs().gcd(&below);
        Some(Self {
            above: above.checked_div(i64::try_from(divisor).ok()?)?,
            below: u32::try_from(below.checked_div(divisor)?).ok()?,
        })
    }
}

/// Returns the greatest common divisor.
#[inline]
fn shared(above: i64, below: u32) -> Option<u32> {
    if below == 1 {
        return Some(1);
    }
    let rest = above.unsigned_abs().checked_rem(below.into())?;
    Some(u32::try_from(rest).ok()?.gcd(&below))
}

impl Ord for Small {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.below == other.below {
            return self.above.cmp(&other.above);
        }
        self.crossed(*other).cmp(&other.crossed(*self))
    }
}

impl PartialOrd for Small {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Small> for Number {
    #[inline]
    fn from(small: Small) -> Self {
        Self { numerator: small.above.into(), denominator: small.below.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Small};
    use alloc::vec::Vec;

    type Wide = fn(Number, Number) -> Result<Number, super::super::ArithmeticError>;
    type Narrow = fn(Small, Small) -> Option<Small>;

    fn numbers() -> Vec<Number> {
        let above = [
            0,
            1,
            2,
            3,
            -7,
            10,
            99,
            -100,
            12_345,
            i64::from(u32::MAX),
            i64::MAX,
            i64::MIN,
            i64::MAX / 3,
        ];
        let below = [1, 2, 3, 10, 100, 12_345, u32::MAX - 1, u32::MAX];
        let all = above.iter().flat_map(|above| below.map(|below| (*above, below)));
        all.map(|(above, below)| Number::new(above.into(), below.into()).unwrap())
            .collect()
    }

    #[test]
    fn a_small_number_says_what_the_wide_one_says_wherever_that_is_small() {
        let operations: [(Wide, Narrow); 4] = [
            (Number::checked_add, Small::add),
            (Number::checked_sub, Small::subtract),
            (Number::checked_mul, Small::multiply),
            (Number::checked_div, Small::divide),
        ];
        let mut answered = 0;
        for left in numbers() {
            for right in numbers() {
                let small = [left, right].map(|number| Small::of(number).unwrap());
                let [l, r] = small;
                assert_eq!(l.cmp(&r), left.cmp(&right), "{left} {right}");
                for (wide, narrow) in operations {
                    if let Some(result) = narrow(l, r) {
                        assert_eq!(Ok(Number::from(result)), wide(left, right));
                        answered += 1;
                    }
                }
            }
        }
        assert!(answered > 10_000, "only {answered} were small");
    }

    #[test]
    fn a_wide_number_is_not_small() {
        let wide = Number::new(1, i128::from(u32::MAX) + 1).unwrap();
        assert_eq!(Small::of(wide), None);
        assert_eq!(Small::of(Number::new(i128::from(i64::MAX) + 1, 1).unwrap()), None);
    }
}
