//! The exact number. In: integers and fractions. Out: the reduced fraction, or an error of
//! arithmetic at the same value on every machine. Never: a rounded result, a float.

mod small;

pub(crate) use small::Small;

use core::cmp::Ordering;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero;
use serde::{Serialize, Serializer};

/// An exact fraction in lowest terms; numerator and denominator have at most 127 bits.
///
/// The limit holds for the *reduced result* of each operation: how wide an intermediate
/// value was never shows, so every implementation fails at the same numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// Never `i128::MIN`.
    numerator: i128,
    /// Above zero.
    denominator: i128,
}

/// Why a calculation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArithmeticError {
    /// The result needs more than 127 bits above or below the line.
    Overflow,
    /// Something was divided by zero, or rounded to steps of zero.
    DivisionByZero,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// Creates a whole number.
    pub fn from_int(value: i64) -> Self {
        Self { numerator: value.into(), denominator: 1 }
    }

    /// Creates the fraction `numerator / denominator` in lowest terms.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] for a denominator of zero,
    /// [`ArithmeticError::Overflow`] when the reduced fraction does not fit.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, ArithmeticError> {
        let negative = (numerator < 0) != (denominator < 0);
        reduced(negative, numerator.unsigned_abs(), denominator.unsigned_abs())
    }

    /// Returns what stands above the line of the reduced fraction.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// Returns what stands below the line of the reduced fraction; above zero.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Returns whether this is a whole number.
    pub fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// Returns whether this is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Returns whether this is below zero.
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Returns the whole number, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.is_integer() { i64::try_from(self.numerator).ok() } else { None }
    }

    /// Returns the distance from zero.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { numerator: self.numerator.saturating_abs(), ..self }
    }

    /// Returns the number with the other sign.
    ///
    /// # Errors
    ///
    /// None today; the shape is that of the other operations.
    pub fn checked_neg(self) -> Result<Self, ArithmeticError> {
        whole(self.numerator.checked_neg()).map(|number| Self {
            numerator: number.numerator,
            denominator: self.denominator,
        })
    }

    /// Returns the sum.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::Overflow`] when the reduced result does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self, ArithmeticError> {
        if self.is_integer() && other.is_integer() {
            return whole(self.numerator.checked_add(other.numerator));
        }
        self.add_narrow(other).map_or_else(|| self.add_wide(other), Ok)
    }

    /// Returns the difference.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::Overflow`] when the reduced result does not fit.
    pub fn checked_sub(self, other: Self) -> Result<Self, ArithmeticError> {
        self.checked_add(other.checked_neg()?)
    }

    /// Returns the product.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::Overflow`] when the reduced result does not fit.
    pub fn checked_mul(self, other: Self) -> Result<Self, ArithmeticError> {
        if self.is_integer() && other.is_integer() {
            // In 64 bits the check is all but free, in 128 it costs more than the product.
            let narrow = self.to_i64().zip(other.to_i64());
            if let Some(product) =
                narrow.and_then(|(left, right)| left.checked_mul(right))
            {
                return Ok(Self::from_int(product));
            }
            return whole(self.numerator.checked_mul(other.numerator));
        }
        // Reduced crosswise first, so the products are those of the reduced result.
        let left = gcd(self.numerator.unsigned_abs(), other.denominator.unsigned_abs());
        let right = gcd(other.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let numerator = multiply(
            self.numerator.unsigned_abs().checked_div(left),
            other.numerator.unsigned_abs().checked_div(right),
        );
        let denominator = multiply(
            self.denominator.unsigned_abs().checked_div(right),
            other.denominator.unsigned_abs().checked_div(left),
        );
        let negative = self.is_negative() != other.is_negative();
        signed(negative, numerator, denominator)
    }

    /// Returns the quotient.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] when `other` is zero,
    /// [`ArithmeticError::Overflow`] when the reduced result does not fit.
    pub fn checked_div(self, other: Self) -> Result<Self, ArithmeticError> {
        if other.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        // Turned over, a reduced fraction is still reduced and fits.
        let above = other.denominator;
        self.checked_mul(Self {
            numerator: if other.is_negative() { above.saturating_neg() } else { above },
            denominator: other.numerator.saturating_abs(),
        })
    }

    /// Adds where every product fits into 128 bits; `None` says only that one did not.
    fn add_narrow(self, other: Self) -> Option<Self> {
        let shared =
            gcd(self.denominator.unsigned_abs(), other.denominator.unsigned_abs());
        let shared = i128::try_from(shared).ok()?;
        let left_scale = other.denominator.checked_div(shared)?;
        let right_scale = self.denominator.checked_div(shared)?;
        let left = self.numerator.checked_mul(left_scale)?;
        let right = other.numerator.checked_mul(right_scale)?;
        let denominator = self.denominator.checked_mul(left_scale)?;
        Self::new(left.checked_add(right)?, denominator).ok()
    }

    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a big integer grows instead of overflowing"
    )]
    fn add_wide(self, other: Self) -> Result<Self, ArithmeticError> {
        let [a, b] = [self.numerator, self.denominator].map(BigInt::from);
        let [c, d] = [other.numerator, other.denominator].map(BigInt::from);
        from_wide(&(a * &d + c * &b), &(b * d))
    }

    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a big integer grows instead of overflowing"
    )]
    fn cmp_wide(self, other: Self) -> Ordering {
        let left = BigInt::from(self.numerator) * other.denominator;
        let right = BigInt::from(other.numerator) * self.denominator;
        left.cmp(&right)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            (_, None) | (None, _) => self.cmp_wide(*other),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::from_int(value)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from_int(value.into())
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self::from_int(value.into())
    }
}

/// Written as its canonical text, never as a JSON number.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reduces `numerator / denominator` and checks the limit.
#[expect(clippy::arithmetic_side_effects, reason = "the divisor is a gcd, above zero")]
pub(super) fn from_wide(
    numerator: &BigInt,
    denominator: &BigInt,
) -> Result<Number, ArithmeticError> {
    if denominator.is_zero() {
        return Err(ArithmeticError::DivisionByZero);
    }
    let shared = numerator.gcd(denominator);
    let narrow =
        |value: BigInt| i128::try_from(value).map_err(|_| ArithmeticError::Overflow);
    Number::new(narrow(numerator / &shared)?, narrow(denominator / &shared)?)
}

/// Reduces a fraction given by its sign and its parts.
pub(super) fn reduced(
    negative: bool,
    numerator: u128,
    denominator: u128,
) -> Result<Number, ArithmeticError> {
    let shared = gcd(numerator, denominator);
    if denominator == 0 {
        return Err(ArithmeticError::DivisionByZero);
    }
    signed(negative, numerator.checked_div(shared), denominator.checked_div(shared))
}

/// Puts reduced parts together; a part that is missing or too large is an overflow.
fn signed(
    negative: bool,
    numerator: Option<u128>,
    denominator: Option<u128>,
) -> Result<Number, ArithmeticError> {
    let part = |value: Option<u128>| value.and_then(|value| i128::try_from(value).ok());
    let numerator = part(numerator).ok_or(ArithmeticError::Overflow)?;
    let denominator = part(denominator).ok_or(ArithmeticError::Overflow)?;
    let numerator = if negative { numerator.saturating_neg() } else { numerator };
    Ok(Number { numerator, denominator })
}

/// Makes a whole number of a result; 2^127 itself is beyond the limit on both sides of zero.
fn whole(value: Option<i128>) -> Result<Number, ArithmeticError> {
    match value {
        Some(i128::MIN) | None => Err(ArithmeticError::Overflow),
        Some(numerator) => Ok(Number { numerator, denominator: 1 }),
    }
}

fn multiply(left: Option<u128>, right: Option<u128>) -> Option<u128> {
    left?.checked_mul(right?)
}

/// Returns the greatest common divisor, in 64 bits where that is enough.
fn gcd(left: u128, right: u128) -> u128 {
    match (u64::try_from(left), u64::try_from(right)) {
        (Ok(left), Ok(right)) => left.gcd(&right).into(),
        (Ok(_) | Err(_), _) => left.gcd(&right),
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test that overflows fails"
)]
mod tests;
