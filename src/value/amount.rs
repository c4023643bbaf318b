//! Amounts as people write them. In: `380,000`, `38万元`, `￥380,000.50`, `叁拾捌万元整`.
//! Out: the exact number. Never: a guess: ill-formed grouping is no amount.

use super::Number;
use super::numeral::{parse_money_numeral, parse_numeral};
use alloc::string::String;

/// Reads an amount: digits with or without grouping, a fraction, 千 万 亿, a sign of
/// currency, full-width digits, or Chinese numerals. The value is in yuan (or in ones).
pub fn parse_amount(text: &str) -> Option<Number> {
    let text = narrow(text);
    let (negative, text) = sign(text.trim());
    let text = ["CNY", "RMB", "人民币", "￥", "¥"]
        .into_iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text)
        .trim();
    let (inner, text) = if negative { (false, text) } else { sign(text) };
    let negative = negative || inner;
    let number = match parse_digits(text) {
        Some(number) => number,
        None => parse_money_numeral(text).or_else(|| parse_numeral(text))?,
    };
    if negative { number.checked_neg().ok() } else { Some(number) }
}

/// Reads a share: `30%`, `2‰`, `百分之三十`, or the bare ratio `0.3`, `1/3`.
///
/// A bare number is the ratio itself: `30` is 3000 %.
pub fn parse_percent(text: &str) -> Option<Number> {
    let text = narrow(text);
    let text = text.trim();
    let (number, hundredth) = if let Some(rest) = text.strip_suffix('%') {
        (parse_plain(rest.trim_end())?, 100)
    } else if let Some(rest) = text.strip_suffix('‰') {
        (parse_plain(rest.trim_end())?, 1000)
    } else if let Some(rest) = text.strip_prefix("百分之") {
        (parse_numeral(rest).or_else(|| parse_plain(rest))?, 100)
    } else if let Some(rest) = text.strip_prefix("千分之") {
        (parse_numeral(rest).or_else(|| parse_plain(rest))?, 1000)
    } else {
        (parse_plain(text)?, 1)
    };
    number.checked_div(Number::from(hundredth)).ok()
}

/// Turns full-width digits and signs into their ASCII twins.
pub(super) fn narrow(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '０' => '0',
            '１' => '1',
            '２' => '2',
            '３' => '3',
            '４' => '4',
            '５' => '5',
            '６' => '6',
            '７' => '7',
            '８' => '8',
            '９' => '9',
            '，' => ',',
            '．' => '.',
            '／' => '/',
            '％' => '%',
            '－' | '−' => '-',
            '＋' => '+',
            '＿' => '_',
            '\u{3000}' | '\u{a0}' => ' ',
            other => other,
        })
        .collect()
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    }
}

/// Reads digits with a unit of size and of money behind them.
fn parse_digits(text: &str) -> Option<Number> {
    let text = text.strip_suffix(['整', '正']).unwrap_or(text);
    let text = ["元", "圆", "CNY", "RMB", "yuan"]
        .into_iter()
        .find_map(|suffix| text.strip_suffix(suffix))
        .unwrap_or(text)
        .trim_end();
    let mut total = Number::ZERO;
    let mut last: Option<Number> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_unit).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at_checked(end)?;
        let units = tail.find(|character| !is_unit(character)).unwrap_or(tail.len());
        let (units, tail) = tail.split_at_checked(units)?;
        let size = unit_size(units)?;
        // 3万5千 goes down; 3万5 would read as 35,000 to one and 30,005 to another.
        if last.is_some_and(|last| size >= last || units.is_empty()) {
            return None;
        }
        let part = parse_unsigned(digits.trim())?.checked_mul(size).ok()?;
        total = total.checked_add(part).ok()?;
        last = Some(size);
        rest = tail.trim_start();
    }
    last.map(|_| total)
}

fn is_unit(character: char) -> bool {
    matches!(character, '十' | '百' | '千' | '万' | '亿')
}

/// Returns the size of units written one after the other: 百万 is a million.
fn unit_size(units: &str) -> Option<Number> {
    let mut size = 1_i64;
    let mut last = 0_i64;
    for unit in units.chars() {
        let factor = match unit {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => return None,
        };
        // 百万 and 万亿 grow; 百千 and 亿万 are nobody's numbers.
        if factor <= last || (last != 0 && factor < 10_000) {
            return None;
        }
        size = size.checked_mul(factor)?;
        last = factor;
    }
    Some(Number::from(size))
}

/// Reads a signed decimal or fraction with grouping.
fn parse_plain(text: &str) -> Option<Number> {
    let (negative, text) = sign(text);
    let number = parse_unsigned(text)?;
    if negative { number.checked_neg().ok() } else { Some(number) }
}

/// Reads `380,000.50` or `1/3`.
fn parse_unsigned(text: &str) -> Option<Number> {
    if let Some((above, below)) = text.split_once('/') {
        let above = parse_grouped(above.trim_end())?;
        return above.checked_div(parse_grouped(below.trim_start())?).ok();
    }
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) if digits_only(decimals) => (whole, decimals),
        Some(_) => return None,
        None => (text, "0"),
    };
    let mut plain = ungrouped(whole)?;
    plain.push('.');
    plain.push_str(decimals);
    Number::parse_decimal(&plain)
}

fn parse_grouped(text: &str) -> Option<Number> {
    Number::parse_decimal(&ungrouped(text)?)
}

/// Takes the separators out: one to three digits first, then threes.
fn ungrouped(text: &str) -> Option<String> {
    let separator = if text.contains('_') { '_' } else { ',' };
    let mut groups = text.split(separator);
    let first = groups.next().filter(|first| digits_only(first))?;
    let mut plain = String::from(first);
    for group in groups {
        if group.len() != 3 || !digits_only(group) || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    Some(plain)
}

fn digits_only(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{parse_amount, parse_percent};
    use alloc::string::ToString;

    fn check(text: &str, expected: &str) {
        let read = parse_amount(text).map(|number| number.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{text}");
    }

    fn share(text: &str, expected: &str) {
        let read = parse_percent(text).map(|number| number.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for text in [
            "380000",
            "380,000",
            "380，000",
            "380_000",
            "38万",
            "38万元",
            "0.38百万",
            "￥380,000.00",
            "¥380000",
            "CNY 380,000",
            "人民币38万元整",
            " 380000 元",
            "３８００００",
            "３８万元",
            "叁拾捌万元整",
            "三十八万",
            "380,000 yuan",
            "+380000",
            "0.0038亿",
            "380千",
        ] {
            check(text, "380000");
        }
        check("￥380,000.50", "380000.5");
        check("5千", "5000");
        check("3万5千", "35000");
        check("1亿2千万元", "120000000");
        check("2万亿", "2000000000000");
        check("-1,000", "-1000");
        check("￥-5", "-5");
        check("1/3", "1/3");
        check("-2 / 6", "-1/3");
        check("0", "0");
        check("0.01", "0.01");
        check("007", "7");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            " ",
            "元",
            "万",
            "1,23",
            "1,2345",
            "1234,567",
            ",123",
            "123,",
            "1,,000",
            "38,0000",
            "1.2.3",
            "1.",
            ".5",
            "1/0",
            "1/2/3",
            "3万5",
            "5千3万",
            "百5",
            "abc",
            "5美元",
            "1e5",
            "--5",
            "-￥-5",
            "3百千",
            "1.000,5",
            "1,000_000",
            "5 000",
            "NaN",
            "1/3.5",
        ] {
            assert_eq!(parse_amount(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_is_read_with_or_without_its_sign() {
        share("30%", "0.3");
        share("30％", "0.3");
        share("30 %", "0.3");
        share("2‰", "0.002");
        share("0.3", "0.3");
        share("1/3", "1/3");
        share("-5%", "-0.05");
        share("33.3%", "0.333");
        share("1,000%", "10");
        share("百分之三十", "0.3");
        share("百分之30", "0.3");
        share("千分之二", "0.002");
        for text in ["", "%", "30%%", "%30", "三十%", "30万%"] {
            assert_eq!(parse_percent(text), None, "{text}");
        }
    }
}
