use super::{ArithmeticError, Number};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

/// A small generator, so that every run tries the same values.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let x = self.0 ^ (self.0 >> 33);
        x.wrapping_mul(0xff51_afd7_ed55_8ccd) ^ (x >> 29)
    }

    /// Any size, and often a value next to a limit.
    fn part(&mut self) -> i128 {
        let wide = (i128::from(self.next()) << 64 | i128::from(self.next())) & i128::MAX;
        let near = i128::from(self.next() % 3);
        match self.next() % 8 {
            0 => near,
            1 => i128::MAX - near,
            2 => i128::from(i64::MAX) + near - 1,
            3 => (1 << (self.next() % 127)) - near,
            4 => 10_i128.pow((self.next() % 39) as u32) + near,
            5 => wide >> 64,
            6 => wide >> (self.next() % 127),
            _ => wide >> 110,
        }
    }

    fn number(&mut self) -> Number {
        loop {
            let numerator =
                self.part() * if self.next().is_multiple_of(2) { 1 } else { -1 };
            let denominator = if self.next().is_multiple_of(3) { 1 } else { self.part() };
            if let Ok(number) = Number::new(numerator, denominator) {
                return number;
            }
        }
    }
}

/// The reduced fraction if it fits, computed only with big integers.
fn oracle(above: BigInt, below: BigInt) -> Result<Number, ArithmeticError> {
    if below.is_zero() {
        return Err(ArithmeticError::DivisionByZero);
    }
    let shared = above.gcd(&below);
    let sign = if below.is_negative() { -1 } else { 1 };
    let (above, below): (BigInt, BigInt) =
        (above / &shared * sign, below / &shared * sign);
    let limit = BigInt::from(i128::MAX);
    if above.abs() > limit || below > limit {
        return Err(ArithmeticError::Overflow);
    }
    let (numerator, denominator) =
        (i128::try_from(above).unwrap(), i128::try_from(below).unwrap());
    Ok(Number { numerator, denominator })
}

fn wide(number: Number) -> (BigInt, BigInt) {
    (number.numerator.into(), number.denominator.into())
}

#[test]
fn arithmetic_agrees_with_fractions_of_any_size() {
    let mut random = Random(2025);
    let mut overflows = 0;
    for _ in 0..20_000 {
        let (x, y) = (random.number(), random.number());
        let ((a, b), (c, d)) = (wide(x), wide(y));
        assert_eq!(x.checked_add(y), oracle(&a * &d + &c * &b, &b * &d), "{x} + {y}");
        assert_eq!(x.checked_sub(y), oracle(&a * &d - &c * &b, &b * &d), "{x} - {y}");
        assert_eq!(x.checked_mul(y), oracle(&a * &c, &b * &d), "{x} * {y}");
        assert_eq!(x.checked_div(y), oracle(&a * &d, &b * &c), "{x} / {y}");
        assert_eq!(x.cmp(&y), (&a * &d).cmp(&(&c * &b)), "{x} <=> {y}");
        overflows += usize::from(x.checked_mul(y).is_err());
    }
    // Both outcomes must have been tried often.
    assert!((2_000..18_000).contains(&overflows), "{overflows}");
}

#[test]
fn rounding_agrees_with_fractions_of_any_size() {
    use super::super::Rounding;
    let mut random = Random(7);
    for _ in 0..5_000 {
        let (x, step) = (random.number(), random.number().abs());
        if step.is_zero() {
            continue;
        }
        let ((a, b), (c, d)) = (wide(x), wide(step));
        let (steps, one) = (&a * &d, &b * &c);
        let floor = steps.div_floor(&one);
        let ceiling = -((-&steps).div_floor(&one));
        let below = &steps - &floor * &one;
        let twice: BigInt = &below * 2;
        let nearest_even = match twice.cmp(&one) {
            Ordering::Less => &floor,
            Ordering::Greater => &ceiling,
            Ordering::Equal if floor.is_even() => &floor,
            Ordering::Equal => &ceiling,
        };
        let nearest_away = match twice.cmp(&one) {
            Ordering::Less => &floor,
            Ordering::Greater => &ceiling,
            Ordering::Equal if x.is_negative() => &floor,
            Ordering::Equal => &ceiling,
        };
        let (zero, away) =
            if x.is_negative() { (&ceiling, &floor) } else { (&floor, &ceiling) };
        for (mode, count) in [
            (Rounding::Floor, &floor),
            (Rounding::Ceiling, &ceiling),
            (Rounding::Down, zero),
            (Rounding::Up, away),
            (Rounding::Away, away),
            (Rounding::HalfEven, nearest_even),
            (Rounding::HalfUp, nearest_away),
        ] {
            let expected = oracle(count * &c, d.clone());
            assert_eq!(x.round_to(step, mode), expected, "{x} to {step}, {mode:?}");
        }
    }
}

#[test]
fn the_canonical_text_of_any_number_reads_back() {
    let mut random = Random(99);
    for _ in 0..5_000 {
        let number = random.number();
        let text = number.to_string();
        assert_eq!(super::super::parse_amount(&text), Some(number), "{text}");
        assert_eq!(text.contains('/'), number.digits().is_none());
    }
}

#[test]
fn a_decimal_reads_as_the_value_of_its_digits() {
    let mut random = Random(31);
    let mut read = 0;
    for _ in 0..20_000 {
        let digits = |random: &mut Random| -> String {
            let length = random.next() % 45;
            let sparse = random.next().is_multiple_of(2);
            (0..=length)
                .map(|_| {
                    if sparse { random.next() % 40 / 36 * 5 } else { random.next() % 10 }
                })
                .map(|digit| char::from(b'0' + digit as u8))
                .collect()
        };
        let (whole, decimals) = (digits(&mut random), digits(&mut random));
        let exponent = (random.next() % 120) as i64 - 60;
        let text = alloc::format!("{whole}.{decimals}e{exponent}");
        let value: BigInt = (whole + &decimals).parse().unwrap();
        let power = exponent - decimals.len() as i64;
        let ten = BigInt::from(10).pow(power.unsigned_abs() as u32);
        let expected = if power < 0 {
            oracle(value, ten)
        } else {
            oracle(value * ten, BigInt::from(1))
        };
        assert_eq!(Number::parse_decimal(&text), expected.ok(), "{text}");
        read += usize::from(expected.is_ok());
    }
    assert!((2_000..18_000).contains(&read), "{read}");
}

#[test]
fn the_limit_lies_at_127_bits_on_both_sides_of_zero() {
    let largest = Number::new(i128::MAX, 1).unwrap();
    let smallest = largest.checked_neg().unwrap();
    assert_eq!(largest.checked_add(Number::ONE), Err(ArithmeticError::Overflow));
    assert_eq!(smallest.checked_sub(Number::ONE), Err(ArithmeticError::Overflow));
    assert_eq!(Number::new(i128::MIN, 1), Err(ArithmeticError::Overflow));
    assert_eq!(Number::new(1, i128::MIN), Err(ArithmeticError::Overflow));
    // 2^127 over 2 is 2^126: the limit holds for the reduced fraction.
    assert_eq!(Number::new(i128::MIN, 2), Number::new(-(1 << 126), 1));
    assert_eq!(Number::new(i128::MIN, i128::MIN), Ok(Number::ONE));
    assert_eq!(largest.checked_add(smallest), Ok(Number::ZERO));
    // Twice max/2 has a wide intermediate and a result that fits.
    let half = Number::new(i128::MAX, 2).unwrap();
    assert_eq!(half.checked_add(half), Ok(largest));
}

#[test]
fn dividing_by_zero_is_an_error_of_its_own() {
    assert_eq!(
        Number::ONE.checked_div(Number::ZERO),
        Err(ArithmeticError::DivisionByZero)
    );
    assert_eq!(
        Number::ZERO.checked_div(Number::ZERO),
        Err(ArithmeticError::DivisionByZero)
    );
    assert_eq!(Number::new(0, 0), Err(ArithmeticError::DivisionByZero));
    assert_eq!(Number::new(i128::MIN, 0), Err(ArithmeticError::DivisionByZero));
    assert_eq!(Number::ZERO.checked_div(Number::from(-3)), Ok(Number::ZERO));
}

#[test]
fn equal_numbers_are_one_value() {
    let half = [(1, 2), (-1, -2), (50, 100)].map(|(a, b)| Number::new(a, b).unwrap());
    assert!(half.iter().all(|number| *number == half[0]));
    assert_eq!(Number::new(0, -5), Ok(Number::ZERO));
    let mut numbers: Vec<Number> = [(1, 2), (-1, 3), (2, 5), (0, 1), (-1, 2)]
        .into_iter()
        .map(|(a, b)| Number::new(a, b).unwrap())
        .collect();
    numbers.sort();
    let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["-0.5", "-1/3", "0", "0.4", "0.5"]);
}

#[test]
fn only_a_whole_number_becomes_an_integer() {
    assert_eq!(Number::from(-5).to_i64(), Some(-5));
    assert_eq!(Number::new(1, 2).unwrap().to_i64(), None);
    assert_eq!(Number::from(i64::MAX).to_i64(), Some(i64::MAX));
    assert_eq!(Number::new(i128::from(i64::MAX) + 1, 1).unwrap().to_i64(), None);
}
