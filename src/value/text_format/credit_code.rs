//! 统一社会信用代码, GB 32100-2015.

use super::{FormatMistake, digit, form, length, misplaced};
use alloc::string::String;

/// What may stand in a code, each worth its place.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;
const MODULUS: usize = 31;

/// Reads a code without blanks. The region (characters 3 to 8) is held to be digits and not
/// looked up; the check character of the organisation's own number inside is not computed.
pub(super) fn read(text: &str) -> Result<String, FormatMistake> {
    let code = text.to_ascii_uppercase();
    let count = code.chars().count();
    if count != LENGTH {
        return Err(match count {
            15 => form(
                "应当有 18 位，给出的是 15 位（旧的营业执照注册号）",
                "it has 18 characters, and 15 were given (the old number of a business licence)",
            ),
            _ => length(LENGTH, count),
        });
    }
    let (mut sum, mut weight) = (0_usize, 1_usize);
    for (at, character) in code.chars().enumerate() {
        let region = (2..8).contains(&at);
        if region && digit(character).is_none() {
            return Err(misplaced(
                at,
                character,
                "第 3 至 8 位只能是数字",
                "characters 3 to 8 are digits",
            ));
        }
        let value = ALPHABET.chars().position(|known| known == character);
        let Some(value) = value else { return Err(strange(at, character)) };
        sum = sum.saturating_add(value.saturating_mul(weight)) % MODULUS;
        // The last weight is that of the check character: the whole sum is divisible.
        weight = if at == LENGTH - 2 { 1 } else { weight.saturating_mul(3) % MODULUS };
    }
    if sum == 0 { Ok(code) } else { Err(FormatMistake::CheckCharacter) }
}

fn strange(at: usize, character: char) -> FormatMistake {
    let like = match character {
        'I' => '1',
        'O' => '0',
        'S' => '5',
        'V' => 'U',
        'Z' => '2',
        _ => {
            return misplaced(
                at,
                character,
                "这里只能是数字或者大写字母",
                "only digits and capital letters stand here",
            );
        }
    };
    misplaced(
        at,
        character,
        &alloc::format!("代码里没有 I、O、S、V、Z；看看是不是 {like}"),
        &alloc::format!("a code has no I, O, S, V or Z; it may be {like}"),
    )
}
