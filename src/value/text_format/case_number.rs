//! 文书号 and 案号: 粤环罚〔2024〕12号, （2024）粤01行初12号.

use super::{FormatMistake, form};
use alloc::format;
use alloc::string::String;

const OPEN: [char; 5] = ['〔', '﹝', '[', '【', '('];
const CLOSE: [char; 5] = ['〕', '﹞', ']', '】', ')'];

/// Reads a number without blanks: the organ's characters, the year in brackets, the number,
/// 号. A court's number begins with the year and has its brackets round.
pub(super) fn read(text: &str) -> Result<String, FormatMistake> {
    let Some((before, year, after)) = around_the_year(text) else {
        return Err(form(
            "没有用〔〕括起来的四位年份",
            "there is no year of four digits in 〔〕",
        ));
    };
    if !year.parse::<u32>().is_ok_and(|year| (1900..=2999).contains(&year)) {
        return Err(form(format!("「{year}」不是年份"), format!("`{year}` is no year")));
    }
    let Some((number, part)) = after.rsplit_once('号') else {
        return Err(form("最后没有「号」", "`号` is missing at the end"));
    };
    let inside = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.get(inside.len()..).unwrap_or("");
    if digits.bytes().all(|byte| byte == b'0') {
        return Err(form("「号」前面没有号数", "there is no number before `号`"));
    }
    if !part.is_empty() && !is_part(part) {
        return Err(form(
            format!("「号」后面多了「{part}」"),
            format!("`{part}` follows `号`"),
        ));
    }
    let spoken = |c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | '-' | '·');
    if let Some(strange) = before.chars().chain(inside.chars()).find(|c| !spoken(*c)) {
        return Err(form(
            format!("「{strange}」不是文书号的一部分"),
            format!("`{strange}` is no part of a case number"),
        ));
    }
    if !before.chars().chain(inside.chars()).any(char::is_alphabetic) {
        return Err(form(
            "没有机关代字",
            "the characters that stand for the organ are missing",
        ));
    }
    let (before, inside) = (rounded(before), rounded(inside));
    Ok(if before.is_empty() {
        format!("（{year}）{inside}{digits}号{part}")
    } else {
        format!("{before}〔{year}〕{inside}{digits}号{part}")
    })
}

/// Parts the text at the first brackets with four digits in them: 穗环(天)罚〔2024〕1号 has
/// others before.
fn around_the_year(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices(OPEN).find_map(|(at, open)| {
        let inside = text.get(at.saturating_add(open.len())..)?;
        let (year, after) = inside.split_once(CLOSE)?;
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        digits.then_some((text.get(..at)?, year, after))
    })
}

/// 号之一: one of several documents of a number.
fn is_part(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    text.strip_prefix('之').is_some_and(|rest| {
        !rest.is_empty()
            && (rest.chars().all(numeral) || rest.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Brackets that are not the year's are round and full-width.
fn rounded(text: &str) -> String {
    text.replace('(', "（").replace(')', "）")
}
