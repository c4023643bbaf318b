//! 公民身份号码, GB 11643-1999.

use super::{FormatMistake, digit, form, length, misplaced};
use crate::value::Date;
use alloc::string::String;

const LENGTH: usize = 18;

/// Reads a number without blanks. The region (digits 1 to 6) is not looked up: regions are
/// renamed and merged, and a person keeps the number.
pub(super) fn read(text: &str) -> Result<String, FormatMistake> {
    let number = text.to_ascii_uppercase();
    let count = number.chars().count();
    if count != LENGTH {
        return Err(match count {
            15 => form(
                "应当有 18 位，给出的是 15 位（旧的号码）",
                "it has 18 characters, and 15 were given (a number of the old kind)",
            ),
            _ => length(LENGTH, count),
        });
    }
    // ISO 7064 MOD 11-2: each digit doubles what stands before it, and 1 is left over.
    let mut sum = 0_u32;
    for (at, character) in number.chars().enumerate() {
        let value = match (digit(character), character) {
            (Some(value), _) => value,
            (None, 'X') if at == LENGTH - 1 => 10,
            (None, _) if at == LENGTH - 1 => {
                return Err(misplaced(
                    at,
                    character,
                    "这里只能是数字或者 X",
                    "only a digit or X stands here",
                ));
            }
            (None, _) => {
                return Err(misplaced(
                    at,
                    character,
                    "这里只能是数字",
                    "only a digit stands here",
                ));
            }
        };
        sum = sum.saturating_mul(2).saturating_add(value) % 11;
    }
    let born = number.get(6..14).unwrap_or("");
    if !is_date(born) {
        return Err(form(
            alloc::format!("第 7 至 14 位「{born}」不是出生日期"),
            alloc::format!("characters 7 to 14, `{born}`, are no date of birth"),
        ));
    }
    if sum == 1 { Ok(number) } else { Err(FormatMistake::CheckCharacter) }
}

fn is_date(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let date = || {
        let year = i32::try_from(part(0, 4)?).ok()?;
        Date::new(year, part(4, 6)?, part(6, 8)?)
    };
    date().is_some()
}
