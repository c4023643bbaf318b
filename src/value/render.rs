//! Numbers for people. In: an exact number. Out: a text in both languages. Never: a digit
//! that is not there, or one left out.

use super::Number;
use super::decimal::Digits;
use crate::diagnostic::Message;
use alloc::format;
use alloc::string::String;

/// More decimals than this are shown as a fraction.
const MOST_DECIMALS: usize = 8;
const WAN: i64 = 10_000;
const YI: i64 = 100_000_000;

/// Returns an amount of money in yuan: `5万元`, `9,999.99元`; `CNY 50,000`.
///
/// Chinese counts in 万 or 亿 where two decimals of it say everything.
pub fn money_text(amount: Number) -> Message {
    let zh = [(YI, "亿"), (WAN, "万")]
        .into_iter()
        .find_map(|(size, unit)| counted_in(amount, size, unit))
        .unwrap_or_else(|| written(amount, "又"));
    Message::new(format!("{zh}元"), format!("CNY {}", written(amount, " ")))
}

/// Returns a share: `30%`, `0.2%`, `33又1/3%`.
pub fn percent_text(share: Number) -> Message {
    match share.checked_mul(Number::from(100)) {
        Ok(hundredths) => Message::new(
            format!("{}%", written(hundredths, "又")),
            format!("{}%", written(hundredths, " ")),
        ),
        Err(_) => number_text(share),
    }
}

/// Returns a number with grouped digits: `12,345.6`, `33又1/3`.
pub fn number_text(number: Number) -> Message {
    Message::new(written(number, "又"), written(number, " "))
}

/// Returns how many times `size` it is with its `unit`, if at least once and with two decimals at most.
fn counted_in(amount: Number, size: i64, unit: &str) -> Option<String> {
    let size = Number::from(size);
    if amount.abs() < size {
        return None;
    }
    let count = amount.checked_div(size).ok()?;
    let digits = count.digits().filter(|digits| digits.decimals.len() <= 2)?;
    Some(format!("{}{unit}", grouped(count.is_negative(), &digits)))
}

/// Writes digits, or whole and fraction with `joint` between them.
fn written(number: Number, joint: &str) -> String {
    if let Some(digits) = number.digits()
        && digits.decimals.len() <= MOST_DECIMALS
    {
        return grouped(number.is_negative(), &digits);
    }
    let size = number.numerator().unsigned_abs();
    let below = number.denominator().unsigned_abs();
    let whole = size.checked_div(below).unwrap_or(0);
    let above = size.checked_rem(below).unwrap_or(0);
    let sign = if number.is_negative() { "-" } else { "" };
    if whole == 0 {
        format!("{sign}{above}/{below}")
    } else {
        format!("{sign}{}{joint}{above}/{below}", in_threes(&format!("{whole}")))
    }
}

fn grouped(negative: bool, digits: &Digits) -> String {
    let sign = if negative { "-" } else { "" };
    let whole = in_threes(&digits.whole);
    let point = if digits.decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{}", digits.decimals)
}

fn in_threes(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{money_text, number_text, percent_text};
    use crate::diagnostic::Message;
    use crate::value::parse_amount;

    fn check(
        render: fn(crate::value::Number) -> Message,
        value: &str,
        zh: &str,
        en: &str,
    ) {
        let text = render(parse_amount(value).unwrap());
        assert_eq!((&*text.zh, &*text.en), (zh, en), "{value}");
    }

    #[test]
    fn money_reads_in_wan_where_that_is_plain() {
        check(money_text, "50000", "5万元", "CNY 50,000");
        check(money_text, "65000", "6.5万元", "CNY 65,000");
        check(money_text, "10500", "1.05万元", "CNY 10,500");
        check(money_text, "10050", "10,050元", "CNY 10,050");
        check(money_text, "120000000", "1.2亿元", "CNY 120,000,000");
        check(money_text, "123450000", "12,345万元", "CNY 123,450,000");
        check(money_text, "100000000", "1亿元", "CNY 100,000,000");
        check(money_text, "8000", "8,000元", "CNY 8,000");
        check(money_text, "9999.99", "9,999.99元", "CNY 9,999.99");
        check(money_text, "0", "0元", "CNY 0");
        check(money_text, "-50000", "-5万元", "CNY -50,000");
    }

    #[test]
    fn a_third_of_a_yuan_stays_a_third() {
        check(money_text, "1/3", "1/3元", "CNY 1/3");
        check(money_text, "100000/3", "33,333又1/3元", "CNY 33,333 1/3");
        check(money_text, "-100000/3", "-33,333又1/3元", "CNY -33,333 1/3");
        check(number_text, "0.123456789", "123456789/1000000000", "123456789/1000000000");
        check(number_text, "0.12345678", "0.12345678", "0.12345678");
    }

    #[test]
    fn shares_and_numbers() {
        check(percent_text, "0.3", "30%", "30%");
        check(percent_text, "0.002", "0.2%", "0.2%");
        check(percent_text, "1/3", "33又1/3%", "33 1/3%");
        check(percent_text, "12", "1,200%", "1,200%");
        check(number_text, "1234567.5", "1,234,567.5", "1,234,567.5");
        check(number_text, "-999", "-999", "-999");
    }
}
