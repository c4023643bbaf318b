//! Rounding to steps. In: a number, a step, a mode. Out: a whole multiple of the step, or
//! an error. Never: a rounding nobody asked for.

use super::number::from_wide;
use super::{ArithmeticError, Number};
use borsh::{BorshDeserialize, BorshSerialize};
use core::cmp::Ordering;
use num_bigint::BigInt;
use num_integer::Integer;
use serde::Serialize;

/// How `rounded to` rounds.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 四舍五入: to the nearest; a tie goes away from zero.
    HalfUp,
    /// 银行家舍入: to the nearest; a tie goes to the even multiple.
    HalfEven,
    /// 进一: away from zero if anything is left.
    Up,
    /// 去尾: towards zero.
    Down,
    /// 向上: to the next multiple that is not smaller.
    Ceiling,
    /// 向下: to the next multiple that is not larger.
    Floor,
    /// 远零: away from zero; another name for [`Rounding::Up`].
    Away,
}

impl Number {
    /// Returns the multiple of `step` that `mode` chooses. The sign of `step` is no matter.
    ///
    /// # Errors
    ///
    /// [`ArithmeticError::DivisionByZero`] for a step of zero,
    /// [`ArithmeticError::Overflow`] when the result does not fit.
    pub fn round_to(self, step: Self, mode: Rounding) -> Result<Self, ArithmeticError> {
        let step = step.abs();
        if step.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        let steps = self.numerator().checked_mul(step.denominator());
        let one = self.denominator().checked_mul(step.numerator());
        if let (Some(steps), Some(one)) = (steps, one)
            && let Ok(count) = Self::new(count_of(&steps, &one, mode), 1)
        {
            return count.checked_mul(step);
        }
        self.round_wide(step, mode)
    }

    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a big integer grows instead of overflowing"
    )]
    fn round_wide(self, step: Self, mode: Rounding) -> Result<Self, ArithmeticError> {
        let steps = BigInt::from(self.numerator()) * step.denominator();
        let one = BigInt::from(self.denominator()) * step.numerator();
        let count = count_of(&steps, &one, mode);
        from_wide(&(count * step.numerator()), &BigInt::from(step.denominator()))
    }
}

/// Returns how many whole steps `steps / one` comes to; `one` is above zero.
fn count_of<T: Integer + Clone>(steps: &T, one: &T, mode: Rounding) -> T {
    let (mut count, left) = steps.div_mod_floor(one);
    if !left.is_zero() && goes_up(steps, &count, &left, one, mode) {
        count.inc();
    }
    count
}

/// Returns whether the multiple above is taken; something is `left` over the one below.
fn goes_up<T: Integer + Clone>(
    steps: &T,
    count: &T,
    left: &T,
    one: &T,
    mode: Rounding,
) -> bool {
    let negative = *steps < T::zero();
    match mode {
        Rounding::Ceiling => true,
        Rounding::Floor => false,
        Rounding::Up | Rounding::Away => !negative,
        Rounding::Down => negative,
        Rounding::HalfUp => match half(left, one) {
            Ordering::Less => false,
            Ordering::Equal => !negative,
            Ordering::Greater => true,
        },
        Rounding::HalfEven => match half(left, one) {
            Ordering::Less => false,
            Ordering::Equal => count.is_odd(),
            Ordering::Greater => true,
        },
    }
}

/// Compares what is left with half a step, without doubling it: that could overflow.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "0 < left < one, so the difference lies between them"
)]
fn half<T: Integer + Clone>(left: &T, one: &T) -> Ordering {
    left.cmp(&(one.clone() - left.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::{ArithmeticError, Number, Rounding};
    use alloc::string::ToString;

    fn number(text: &str) -> Number {
        match text.split_once('/') {
            Some((above, below)) => number(above).checked_div(number(below)).unwrap(),
            None => Number::parse_decimal(text).unwrap(),
        }
    }

    /// `expected` in the order half up, half even, up, down, ceiling, floor.
    fn check(value: &str, step: &str, expected: [&str; 6]) {
        let modes = [
            Rounding::HalfUp,
            Rounding::HalfEven,
            Rounding::Up,
            Rounding::Down,
            Rounding::Ceiling,
            Rounding::Floor,
        ];
        let value = number(value);
        for (mode, expected) in modes.into_iter().zip(expected) {
            let rounded = value.round_to(number(step), mode).unwrap();
            assert_eq!(rounded.to_string(), expected, "{value} to {step}, {mode:?}");
        }
        let step = number(step);
        assert_eq!(
            value.round_to(step, Rounding::Away),
            value.round_to(step, Rounding::Up)
        );
    }

    #[test]
    fn each_mode_chooses_its_multiple() {
        check("2.5", "1", ["3", "2", "3", "2", "3", "2"]);
        check("3.5", "1", ["4", "4", "4", "3", "4", "3"]);
        check("-2.5", "1", ["-3", "-2", "-3", "-2", "-2", "-3"]);
        check("-3.5", "1", ["-4", "-4", "-4", "-3", "-3", "-4"]);
        check("2.4", "1", ["2", "2", "3", "2", "3", "2"]);
        check("-2.4", "1", ["-2", "-2", "-3", "-2", "-2", "-3"]);
        check("-2.6", "1", ["-3", "-3", "-3", "-2", "-2", "-3"]);
        check("7", "1", ["7", "7", "7", "7", "7", "7"]);
        check("0", "100", ["0", "0", "0", "0", "0", "0"]);
    }

    #[test]
    fn a_fine_is_rounded_to_hundreds_and_to_fen() {
        check("38450", "100", ["38500", "38400", "38500", "38400", "38500", "38400"]);
        check("1/3", "0.01", ["0.33", "0.33", "0.34", "0.33", "0.34", "0.33"]);
        check("-1/3", "0.01", ["-0.33", "-0.33", "-0.34", "-0.33", "-0.33", "-0.34"]);
        check("5", "-2", ["6", "4", "6", "4", "6", "4"]);
        check("1", "2/3", ["4/3", "4/3", "4/3", "2/3", "4/3", "2/3"]);
    }

    #[test]
    fn a_wide_quotient_does_not_fail_where_the_result_fits() {
        let large = Number::new(i128::MAX, 1).unwrap();
        let small = Number::new(1, i128::MAX).unwrap();
        assert_eq!(large.round_to(small, Rounding::HalfUp), Ok(large));
        assert_eq!(small.round_to(large, Rounding::HalfUp), Ok(Number::ZERO));
        assert_eq!(small.round_to(large, Rounding::Up), Ok(large));
        let third = Number::new(i128::MAX, 3).unwrap();
        assert_eq!(
            third.round_to(Number::ONE, Rounding::Floor).unwrap().denominator(),
            1
        );
    }

    #[test]
    fn steps_of_zero_and_results_beyond_the_limit_are_errors() {
        assert_eq!(
            Number::ONE.round_to(Number::ZERO, Rounding::Up),
            Err(ArithmeticError::DivisionByZero)
        );
        let large = Number::new(i128::MAX, 1).unwrap();
        assert_eq!(
            large.round_to(Number::from(2), Rounding::Up),
            Err(ArithmeticError::Overflow)
        );
    }
}
