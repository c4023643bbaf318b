//! 电话号码: mobile phones and landlines of the mainland.

use super::{FormatMistake, form, length};
use alloc::format;
use alloc::string::String;

/// Reads a number without blanks. Whether it is in service is no question of form.
pub(super) fn read(text: &str) -> Result<String, FormatMistake> {
    let text: String = text.chars().map(hyphen).collect();
    let allowed =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '转');
    if let Some(strange) = text.chars().find(|c| !allowed(*c)) {
        return Err(form(
            format!("「{strange}」不是号码的一部分"),
            format!("`{strange}` is no part of a number"),
        ));
    }
    let (abroad, number) = match text.strip_prefix("+86").or(text.strip_prefix("0086")) {
        Some(rest) => (true, rest.strip_prefix('-').unwrap_or(rest)),
        None => (false, text.as_str()),
    };
    let digits: String = number.chars().filter(|c| *c != '-').collect();
    let is_mobile = digits.starts_with('1') && !(abroad && digits.len() < 11);
    if is_mobile {
        return mobile(digits);
    }
    // From abroad the area code goes without its 0.
    let number = if abroad && number.starts_with(|c: char| c.is_ascii_digit() && c != '0')
    {
        format!("0{number}")
    } else {
        number.into()
    };
    if number.starts_with(['0', '(']) {
        return landline(&number).ok_or_else(|| {
            form(
                "座机要写成区号和 7 至 8 位号码，例如 020-80000000",
                "a landline is an area code and 7 or 8 digits, such as 020-80000000",
            )
        });
    }
    Err(form(
        "手机号码以 1 开头，座机以区号的 0 开头",
        "a mobile number begins with 1, a landline with the 0 of its area code",
    ))
}

fn mobile(digits: String) -> Result<String, FormatMistake> {
    if let Some(strange) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(form(
            format!("手机号码里没有「{strange}」"),
            format!("there is no `{strange}` in a mobile number"),
        ));
    }
    if digits.len() != 11 {
        return Err(length(11, digits.len()));
    }
    if !digits.get(1..).is_some_and(|rest| rest.starts_with(|c| ('3'..='9').contains(&c)))
    {
        return Err(form(
            "手机号码的第二位是 3 至 9",
            "the second digit of a mobile number is 3 to 9",
        ));
    }
    Ok(digits)
}

/// `020-80000000`, `(0755)2000000`, `02080000000转801`, `020-80000000-801`.
fn landline(text: &str) -> Option<String> {
    let (area, rest) = match text.strip_prefix('(') {
        Some(text) => text.split_once(')')?,
        // 010 and 02x have three digits, all others four.
        None if text.starts_with("01") || text.starts_with("02") => {
            text.split_at_checked(3)?
        }
        None => text.split_at_checked(4)?,
    };
    let shape = match area.as_bytes() {
        [b'0', b'1', b'0'] => true,
        [b'0', b'2', last] => last.is_ascii_digit(),
        [b'0', b'3'..=b'9', third, fourth] => {
            third.is_ascii_digit() && fourth.is_ascii_digit()
        }
        _ => false,
    };
    if !shape {
        return None;
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (number, extension) = match rest.split_once(['-', '转']) {
        Some((number, extension)) => (number, Some(extension)),
        None => (rest, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = matches!(number.len(), 7 | 8)
        && digits(number)
        && number.starts_with(|c| ('2'..='8').contains(&c))
        && extension.is_none_or(|ext| (1..=6).contains(&ext.len()) && digits(ext));
    if !fits {
        return None;
    }
    Some(match extension {
        Some(extension) => format!("{area}-{number}-{extension}"),
        None => format!("{area}-{number}"),
    })
}

/// The dashes that keyboards write between groups of digits.
fn hyphen(character: char) -> char {
    match character {
        '‐' | '‑' | '–' | '—' | '−' => '-',
        _ => character,
    }
}
