//! Amounts, dates and numerals as text. In: what stands in the file, 5万元. Out: exact decimal
//! text, 50000. Never: a float, or a number that was rounded.

use alloc::format;
use alloc::string::{String, ToString};

/// Returns the decimal text of a written number, without separators, with `shift` more
/// places before the point (fewer if negative): `1.2` shifted by 8 is `120000000`.
pub(crate) fn decimal(written: &str, shift: i32) -> String {
    let digits: String = written.chars().filter(|c| *c != '_').collect();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut whole = whole.to_string();
    let mut fraction = fraction.to_string();
    for _ in 0..shift {
        if fraction.is_empty() {
            whole.push('0');
        } else {
            whole.push(fraction.remove(0));
        }
    }
    for _ in shift..0 {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
}

/// Splits a written amount into its number and what follows it: `1.2亿元` → `1.2`, `亿元`.
pub(crate) fn split_number(written: &str) -> (&str, &str) {
    let end = written
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_'))
        .unwrap_or(written.len());
    let (number, rest) = written.split_at_checked(end).unwrap_or((written, ""));
    (number, rest.trim_start())
}

/// Returns by how many places 百, 千, 万, 亿 and their products move the point.
pub(crate) fn places(unit: &str) -> i32 {
    unit.chars()
        .map(|c| match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => 0,
        })
        .fold(0, i32::saturating_add)
}

/// Parts 万 and 亿 from the unit after them, `万元/吨` → 4 and `元/吨`; 千克 and 千米 are units.
pub(crate) fn unit_of(written: &str) -> (i32, String) {
    let written = written.trim().replace('／', "/");
    let scale: &str = written.trim_start_matches(['十', '百', '千', '万', '亿']);
    let mut split = written.len().saturating_sub(scale.len());
    while split > 0 && !scale.starts_with('元') {
        let word = written.get(..split).unwrap_or("");
        let Some(last) = word.chars().next_back().filter(|c| !matches!(c, '万' | '亿'))
        else {
            break;
        };
        split = split.saturating_sub(last.len_utf8());
    }
    let (size, unit) = written.split_at_checked(split).unwrap_or(("", &written));
    (places(size), unit.to_string())
}

/// Returns as one number what is written in pieces, as it is said: 3万5 and 3万5千 are 3.5万.
/// `None` where it is not written so.
pub(crate) fn amount_in_pieces(written: &str) -> Option<String> {
    let amount = written.strip_suffix('元').unwrap_or(written);
    let unit = if amount.len() < written.len() { "元" } else { "" };
    let (mut rest, mut total, mut first, mut last) = (amount, 0_u64, "", 0_u32);
    while !rest.is_empty() {
        let (number, after) = split_number(rest);
        let size = after.trim_start_matches(['十', '百', '千', '万', '亿']);
        let size = after.strip_suffix(size)?;
        let scale = match (size, last, number.len()) {
            // The 5 of 3万5 is thousands.
            ("", 1.., 1) => last.checked_sub(1)?,
            _ => u32::try_from(places(size)).ok()?,
        };
        if !first.is_empty() && scale >= last || first.is_empty() && size.is_empty() {
            return None;
        }
        let value = number.parse::<u64>().ok()?;
        let piece = value.checked_mul(10_u64.checked_pow(scale)?)?;
        if last > 0 && piece >= 10_u64.checked_pow(last)? {
            return None;
        }
        total = total.checked_add(piece)?;
        first = if first.is_empty() { size } else { first };
        last = scale;
        rest = after.strip_prefix(size)?;
    }
    let one = split_number(amount).1 == first;
    let whole = decimal(&total.to_string(), places(first).checked_neg()?);
    (!one && !first.is_empty()).then(|| format!("{whole}{first}{unit}"))
}

/// Returns a civil date in ISO form, or `None` if the calendar has no such day.
pub(crate) fn date(written: &str) -> Option<String> {
    let mut parts = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap =
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    ((1..=last).contains(&day) && year > 0)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Returns a moment in ISO form, or `None` if there is none.
pub(crate) fn moment(written: &str) -> Option<String> {
    let date = date(written)?;
    let mut parts = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .skip(3)
        .map(|part| part.parse::<u32>().ok());
    let hour = parts.next()??;
    let minute = parts.next().unwrap_or(Some(0))?;
    (hour < 24 && minute < 60).then(|| format!("{date}T{hour:02}:{minute:02}"))
}

/// Reads an ordinal in Chinese or ASCII numerals: 一百二十二, 122.
pub(crate) fn ordinal(written: &str) -> Option<u32> {
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return written.parse().ok();
    }
    let mut total: u32 = 0;
    let mut digit: Option<u32> = None;
    for c in written.chars() {
        let step = match c {
            '零' | '〇' => continue,
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            _ => {
                digit = Some(match c {
                    '一' => 1,
                    '二' | '两' => 2,
                    '三' => 3,
                    '四' => 4,
                    '五' => 5,
                    '六' => 6,
                    '七' => 7,
                    '八' => 8,
                    '九' => 9,
                    _ => return None,
                });
                continue;
            }
        };
        total = total.checked_add(digit.take().unwrap_or(1).checked_mul(step)?)?;
    }
    total.checked_add(digit.unwrap_or(0)).filter(|number| *number > 0)
}

/// Writes an ordinal in Chinese numerals, as laws do: 一百二十二, 十, 三十三.
pub(crate) fn chinese_ordinal(number: u32) -> String {
    const DIGITS: [&str; 10] =
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| {
        usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or("")
    };
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    let mut rest = number;
    for (size, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let (value, left) = (rest.checked_div(size).unwrap_or(0), rest.checked_rem(size));
        rest = left.unwrap_or(0);
        if value == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十二, not 一十二.
        if !(value == 1 && size == 10 && out.is_empty()) {
            out.push_str(digit(value));
        }
        out.push_str(name);
    }
    out
}

/// Returns the ASCII text of an amount written in Chinese numerals, 一万元 → 1万元, or
/// `None` where `word` is not one. Only money: 两人 and 三次 make good names.
pub(crate) fn money_in_numerals(word: &str) -> Option<String> {
    let unit = word.strip_suffix('元')?;
    let scale = unit.trim_start_matches(numeral);
    let digits = unit.strip_suffix(scale)?;
    let (digits, scale) = match scale {
        "" | "万" | "亿" => (digits, scale),
        _ => return None,
    };
    let number = ordinal(digits)?;
    Some(format!("{number}{scale}元"))
}

/// Returns the ASCII text of a number or length of time written in Chinese numerals.
pub(crate) fn quantity_in_numerals(word: &str) -> Option<String> {
    if let Some(money) = money_in_numerals(word) {
        return Some(money);
    }
    let unit = word.trim_start_matches(numeral);
    let digits = word.strip_suffix(unit).filter(|digits| !digits.is_empty())?;
    matches!(
        unit,
        "" | "日"
            | "天"
            | "个工作日"
            | "工作日"
            | "个月"
            | "年"
            | "倍"
            | "小时"
            | "次"
            | "人"
            | "万"
            | "亿"
    )
    .then(|| ordinal(digits).map(|number| format!("{number}{unit}")))?
}

fn numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
    )
}

#[cfg(test)]
mod tests {
    use super::amount_in_pieces;

    #[test]
    fn an_amount_in_pieces_is_the_one_number_that_is_said() {
        for (written, whole) in [
            ("3万5", "3.5万"),
            ("3万5元", "3.5万元"),
            ("3万5千元", "3.5万元"),
            ("3万500元", "3.05万元"),
            ("1亿2000万元", "1.2亿元"),
            ("1亿2", "1.2亿"),
            ("2千5百元", "2.5千元"),
            ("1百万5千元", "1.005百万元"),
        ] {
            assert_eq!(amount_in_pieces(written).as_deref(), Some(whole), "{written}");
        }
        for written in [
            "3万",
            "3.5万元",
            "5",
            "3_000元",
            "3万5万",
            "3千5万",
            "3万5吨",
            "万5",
            "3万元5",
            "3万99999",
            "",
            "三万五",
            "99999999999999999999万5",
        ] {
            assert_eq!(amount_in_pieces(written), None, "{written}");
        }
    }
}
