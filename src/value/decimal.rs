//! The decimal text of a number. In: `-12.50`, `1e21`, a number. Out: the exact number, or
//! its one canonical text. Never: work that grows with the size of an exponent.

use super::Number;
use super::number::{from_wide, reduced};
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;
use num_bigint::BigInt;

/// More digits than this, without zeros at either end, never reduce to 127 bits: the value
/// is below 2^127 and has at most 126 decimals (those of 2^-126).
const MOST_DIGITS: usize = 170;
const MOST_DECIMALS: i64 = 126;
/// 10^38 still fits into 127 bits, 10^39 does not.
const MOST_ZEROS: i64 = 38;

/// The digits of a number that ends, without sign.
pub(super) struct Digits {
    /// Before the point; `0` when there is nothing.
    pub(super) whole: String,
    /// After the point, without zeros at the end; may be empty.
    pub(super) decimals: String,
}

impl Number {
    /// Reads a decimal: sign, digits, perhaps a point and digits, perhaps an exponent.
    ///
    /// The whole text must be that, and the value must fit. `1e400` and `1e999999999` are
    /// `None` at once; `1e+21` and `-0` are read.
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, decimals) = match mantissa.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (mantissa, None),
        };
        if !all_digits(whole) || !decimals.is_none_or(all_digits) {
            return None;
        }
        scaled(negative, whole, decimals.unwrap_or(""), exponent)
    }

    /// Returns the digits, if the decimals end.
    pub(super) fn digits(self) -> Option<Digits> {
        if self.is_integer() {
            let whole = self.numerator().unsigned_abs().to_string();
            return Some(Digits { whole, decimals: String::new() });
        }
        let (twos, rest) = divide_out(self.denominator(), 2);
        let (fives, rest) = divide_out(rest, 5);
        if rest != 1 {
            return None;
        }
        let decimals = twos.max(fives);
        let digits =
            shifted(self, decimals.saturating_sub(twos), decimals.saturating_sub(fives));
        let decimals = usize::try_from(decimals).ok()?;
        let missing = decimals.saturating_add(1).saturating_sub(digits.len());
        let digits = format!("{}{digits}", "0".repeat(missing));
        let (whole, decimals) =
            digits.split_at_checked(digits.len().saturating_sub(decimals))?;
        Some(Digits { whole: whole.into(), decimals: decimals.into() })
    }
}

/// Writes the canonical text: `-12.5` where the decimals end, else `n/d`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_integer() {
            return write!(f, "{}", self.numerator());
        }
        let Some(digits) = self.digits() else {
            return write!(f, "{}/{}", self.numerator(), self.denominator());
        };
        let sign = if self.is_negative() { "-" } else { "" };
        let point = if digits.decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{}{point}{}", digits.whole, digits.decimals)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads `21`, `+21`, `-7`; what is too large to matter stays too large.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !all_digits(digits) {
        return None;
    }
    let size = digits.bytes().fold(0_i64, |size, byte| {
        size.saturating_mul(10).saturating_add(byte.saturating_sub(b'0').into())
    });
    Some(if negative { size.saturating_neg() } else { size })
}

/// Computes `whole.decimals × 10^exponent` after dropping the zeros at both ends.
fn scaled(negative: bool, whole: &str, decimals: &str, exponent: i64) -> Option<Number> {
    let digits = || whole.bytes().chain(decimals.bytes());
    let leading = digits().take_while(|digit| *digit == b'0').count();
    let trailing = digits().rev().take_while(|digit| *digit == b'0').count();
    let length = whole.len().checked_add(decimals.len())?;
    if leading == length {
        return Some(Number::ZERO);
    }
    let significant = length.checked_sub(leading)?.checked_sub(trailing)?;
    let exponent = exponent
        .checked_add(i64::try_from(trailing).ok()?)?
        .checked_sub(i64::try_from(decimals.len()).ok()?)?;
    if significant > MOST_DIGITS || !(-MOST_DECIMALS..=MOST_ZEROS).contains(&exponent) {
        return None;
    }
    let mut digits = digits().skip(leading).take(significant);
    let power = u32::try_from(exponent.unsigned_abs()).ok()?;
    let narrow = digits.clone().try_fold(0_u128, |value, byte| {
        value.checked_mul(10)?.checked_add(byte.saturating_sub(b'0').into())
    });
    if let (Some(value), Some(ten)) = (narrow, 10_u128.checked_pow(power)) {
        return if exponent < 0 {
            reduced(negative, value, ten).ok()
        } else {
            reduced(negative, value.checked_mul(ten)?, 1).ok()
        };
    }
    scaled_wide(negative, &mut digits, exponent < 0, power)
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "a big integer grows instead of overflowing; the lengths were bounded"
)]
fn scaled_wide(
    negative: bool,
    digits: &mut dyn Iterator<Item = u8>,
    divide: bool,
    power: u32,
) -> Option<Number> {
    let value = digits.fold(BigInt::ZERO, |value, byte| {
        value * 10 + i32::from(byte.saturating_sub(b'0'))
    });
    let value = if negative { -value } else { value };
    let ten = BigInt::from(10).pow(power);
    let number = if divide {
        from_wide(&value, &ten)
    } else {
        from_wide(&(value * ten), &BigInt::from(1))
    };
    number.ok()
}

/// Divides by `factor` as often as it goes; returns how often, and what is left.
fn divide_out(mut value: i128, factor: i128) -> (u32, i128) {
    let mut times = 0_u32;
    while value.checked_rem(factor) == Some(0) {
        value = value.checked_div(factor).unwrap_or(1);
        times = times.saturating_add(1);
    }
    (times, value)
}

/// Returns the digits of `|numerator| × 2^twos × 5^fives`.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a big integer grows instead of overflowing; both powers are below 127"
)]
fn shifted(number: Number, twos: u32, fives: u32) -> String {
    let size = number.numerator().unsigned_abs();
    let scale = 2_u128.checked_pow(twos).zip(5_u128.checked_pow(fives));
    let narrow = scale.and_then(|(two, five)| size.checked_mul(two)?.checked_mul(five));
    match narrow {
        Some(value) => value.to_string(),
        None => {
            let scale = BigInt::from(2).pow(twos) * BigInt::from(5).pow(fives);
            (BigInt::from(size) * scale).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use alloc::string::{String, ToString};

    fn check(text: &str, canonical: &str) {
        let read = Number::parse_decimal(text).map(|number| number.to_string());
        assert_eq!(read.as_deref(), Some(canonical), "{text}");
        assert_eq!(
            Number::parse_decimal(canonical).map(|number| number.to_string()).as_deref(),
            Some(canonical),
            "reading the canonical text again"
        );
    }

    fn refused(text: &str) {
        assert_eq!(Number::parse_decimal(text), None, "{text}");
    }

    #[test]
    fn one_number_has_one_text() {
        check("0", "0");
        check("-0", "0");
        check("-0.00", "0");
        check("+7", "7");
        check("0012.500", "12.5");
        check("-12.50", "-12.5");
        check("0.1", "0.1");
        check("0.001", "0.001");
        check("1e21", "1000000000000000000000");
        check("1e+21", "1000000000000000000000");
        check("1E2", "100");
        check("5e-7", "0.0000005");
        check("123456.789e-2", "1234.56789");
        check("120e-1", "12");
        check("0e999999999", "0");
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        for text in [
            "", "-", "+", ".", "1.", ".5", "1.2.3", "--1", "+-1", "1e", "e5", "1e5.5",
            "1e-", " 1", "1 ", "1,000", "0x10", "NaN", "Infinity", "１", "1/3",
        ] {
            refused(text);
        }
    }

    #[test]
    fn a_number_beyond_127_bits_is_refused_at_once() {
        check(
            "170141183460469231731687303715884105727",
            "170141183460469231731687303715884105727",
        );
        check(
            "-170141183460469231731687303715884105727",
            "-170141183460469231731687303715884105727",
        );
        refused("170141183460469231731687303715884105728");
        refused("-170141183460469231731687303715884105728");
        check("1e38", "100000000000000000000000000000000000000");
        refused("1e39");
        refused("1e400");
        refused("-1e400");
        refused("1e-400");
        refused("1e999999999");
        refused("1e99999999999999999999999999999999999999999999999999");
        refused("1e-99999999999999999999999999999999999999999999999999");
        refused(&("1".to_string() + &"0".repeat(100_000)));
        check(&("1".to_string() + &"0".repeat(100_000) + "e-100000"), "1");
        check(&("0.".to_string() + &"0".repeat(100_000) + "1e100001"), "1");
    }

    #[test]
    fn the_limit_is_that_of_the_reduced_fraction() {
        // 2^-126 has 126 decimals and 88 digits, and is still 1 over 2^126.
        let smallest = Number::new(1, 1 << 126).unwrap();
        let text = smallest.to_string();
        assert_eq!(text.len(), 128);
        assert_eq!(Number::parse_decimal(&text), Some(smallest));
        // One more decimal needs 2^127.
        let half = (0..127).fold(Number::ONE, |value, _| {
            value.checked_div(Number::from(2)).unwrap_or(value)
        });
        assert_eq!(half, smallest);
        let mut longer: String = text;
        longer.push('5');
        refused(&longer);
    }

    #[test]
    fn a_fraction_without_end_stays_a_fraction() {
        assert_eq!(Number::new(1, 3).unwrap().to_string(), "1/3");
        assert_eq!(Number::new(-7, 6).unwrap().to_string(), "-7/6");
        assert_eq!(Number::new(6, 4).unwrap().to_string(), "1.5");
    }
}
