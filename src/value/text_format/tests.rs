//! The check characters by hand: GB 32100-2015 and GB 11643-1999 each work one example, and
//! all other numbers here belong to nobody (region 999999, serial 000).

use super::{FormatMistake, TextFormat};
use alloc::string::String;
use alloc::vec::Vec;

fn form_of(format: TextFormat, text: &str) -> String {
    match format.read(text) {
        Err(FormatMistake::Form(said)) => String::from(&*said.en),
        other => alloc::format!("{other:?}"),
    }
}

#[test]
fn the_examples_of_the_standards_have_the_check_character_they_work_out() {
    for (format, text) in [
        (TextFormat::CreditCode, "91350100M000100Y43"),
        (TextFormat::IdNumber, "11010519491231002X"),
        (TextFormat::IdNumber, "440524188001010014"),
    ] {
        let read = format.read(text);
        // The standard's second person was born in 1880, before the years that a date has.
        match text {
            "440524188001010014" => {
                assert_eq!(
                    form_of(format, text),
                    "characters 7 to 14, `18800101`, are no date of birth"
                );
            }
            _ => assert_eq!(read.as_deref(), Ok(text)),
        }
    }
}

/// Every digit changed to every other, and every two neighbours exchanged, is noticed: what
/// the check characters are for.
#[test]
fn one_wrong_character_and_two_exchanged_are_noticed() {
    for (format, good, alphabet) in [
        (TextFormat::CreditCode, "91999999MA00000TX8", "0123456789ABCDEFGHJKLMNPQRTUWXY"),
        (TextFormat::IdNumber, "99999919900105000X", "0123456789"),
    ] {
        assert_eq!(format.read(good).as_deref(), Ok(good));
        let chars: Vec<char> = good.chars().collect();
        for at in 0..chars.len() {
            for other in alphabet.chars().filter(|other| *other != chars[at]) {
                let mut changed = chars.clone();
                changed[at] = other;
                let changed: String = changed.into_iter().collect();
                assert!(format.read(&changed).is_err(), "{changed}");
            }
            if at > 0 && chars[at] != chars[at - 1] {
                let mut changed = chars.clone();
                changed.swap(at, at - 1);
                let changed: String = changed.into_iter().collect();
                assert!(format.read(&changed).is_err(), "{changed}");
            }
        }
    }
}

#[test]
fn nobody_is_told_the_character_that_would_fit() {
    for (format, wrong, fits) in [
        (TextFormat::CreditCode, "91350100M000100Y4Y", '3'),
        (TextFormat::IdNumber, "999999199003070005", '4'),
    ] {
        let mistake = format.read(wrong).unwrap_err();
        assert_eq!(mistake, FormatMistake::CheckCharacter);
        let said = mistake.said(format);
        assert!(!said.zh.contains(fits) && !said.en.contains(fits), "{said:?}");
    }
}

#[test]
fn a_number_is_one_however_it_is_typed() {
    for (format, typed, read) in [
        (TextFormat::CreditCode, " 91999999ma00000tx8 ", "91999999MA00000TX8"),
        (
            TextFormat::CreditCode,
            "９１９９９９９９ＭＡ０００００ＴＸ８",
            "91999999MA00000TX8",
        ),
        (TextFormat::CreditCode, "91 999999 MA00000TX 8", "91999999MA00000TX8"),
        (TextFormat::IdNumber, "99999919900105000x", "99999919900105000X"),
        (TextFormat::IdNumber, "999999 19900105 000Ｘ", "99999919900105000X"),
        (TextFormat::Phone, "138 0000 0000", "13800000000"),
        (TextFormat::Phone, "+86-138-0000-0000", "13800000000"),
        (TextFormat::Phone, "0086 13800000000", "13800000000"),
        (TextFormat::Phone, "02080000000", "020-80000000"),
        (TextFormat::Phone, "（020）8000 0000", "020-80000000"),
        (TextFormat::Phone, "020—80000000", "020-80000000"),
        (TextFormat::Phone, "+86 20 80000000", "020-80000000"),
        (TextFormat::Phone, "+86 10 80000000", "010-80000000"),
        (TextFormat::Phone, "0755-2000000转801", "0755-2000000-801"),
        (TextFormat::Phone, "0755-20000000-8", "0755-20000000-8"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕12号", "粤环罚〔2024〕12号"),
        (TextFormat::CaseNumber, "粤环罚[2024]12号", "粤环罚〔2024〕12号"),
        (TextFormat::CaseNumber, "粤环罚（2024）12号", "粤环罚〔2024〕12号"),
        (TextFormat::CaseNumber, "粤环罚【２０２４】１２ 号", "粤环罚〔2024〕12号"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕第12号", "粤环罚〔2024〕第12号"),
        (TextFormat::CaseNumber, "穗环(天)罚〔2024〕012号", "穗环（天）罚〔2024〕012号"),
        (TextFormat::CaseNumber, "(2024)粤01行初12号", "（2024）粤01行初12号"),
        (TextFormat::CaseNumber, "〔2024〕粤01行初12号之一", "（2024）粤01行初12号之一"),
    ] {
        assert_eq!(format.read(typed).as_deref(), Ok(read), "{typed}");
        assert_eq!(format.read(read).as_deref(), Ok(read), "{read} again");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (format, text, said) in [
        (
            TextFormat::CreditCode,
            "9199999MA00000TX8",
            "it has 18 characters, and 17 were given",
        ),
        (
            TextFormat::CreditCode,
            "440100000000000",
            "it has 18 characters, and 15 were given (the old number of a business licence)",
        ),
        (
            TextFormat::CreditCode,
            "91999999MA0000OTX8",
            "character 15 is `O`, but a code has no I, O, S, V or Z; it may be 0",
        ),
        (
            TextFormat::CreditCode,
            "91999A99MA00000TX8",
            "character 6 is `A`, but characters 3 to 8 are digits",
        ),
        (
            TextFormat::CreditCode,
            "91999999MA00000T-8",
            "character 17 is `-`, but only digits and capital letters stand here",
        ),
        (
            TextFormat::IdNumber,
            "9999991990010500X",
            "it has 18 characters, and 17 were given",
        ),
        (
            TextFormat::IdNumber,
            "999999900105000",
            "it has 18 characters, and 15 were given (a number of the old kind)",
        ),
        (
            TextFormat::IdNumber,
            "9999991990010500XX",
            "character 17 is `X`, but only a digit stands here",
        ),
        (
            TextFormat::IdNumber,
            "99999919900105000Y",
            "character 18 is `Y`, but only a digit or X stands here",
        ),
        (
            TextFormat::IdNumber,
            "999999199002300004",
            "characters 7 to 14, `19900230`, are no date of birth",
        ),
        (TextFormat::Phone, "1380000000", "it has 11 characters, and 10 were given"),
        (TextFormat::Phone, "138000000000", "it has 11 characters, and 12 were given"),
        (
            TextFormat::Phone,
            "12800000000",
            "the second digit of a mobile number is 3 to 9",
        ),
        (
            TextFormat::Phone,
            "80000000",
            "a mobile number begins with 1, a landline with the 0 of its area code",
        ),
        (TextFormat::Phone, "020-8000000a", "`a` is no part of a number"),
        (
            TextFormat::Phone,
            "020-800000",
            "a landline is an area code and 7 or 8 digits, such as 020-80000000",
        ),
        (
            TextFormat::Phone,
            "0123-80000000",
            "a landline is an area code and 7 or 8 digits, such as 020-80000000",
        ),
        (
            TextFormat::CaseNumber,
            "粤环罚2024年12号",
            "there is no year of four digits in 〔〕",
        ),
        (
            TextFormat::CaseNumber,
            "粤环罚〔24〕12号",
            "there is no year of four digits in 〔〕",
        ),
        (TextFormat::CaseNumber, "粤环罚〔1024〕12号", "`1024` is no year"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕12", "`号` is missing at the end"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕号", "there is no number before `号`"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕0号", "there is no number before `号`"),
        (TextFormat::CaseNumber, "粤环罚〔2024〕12号甲", "`甲` follows `号`"),
        (
            TextFormat::CaseNumber,
            "粤环罚，〔2024〕12号",
            "`,` is no part of a case number",
        ),
        (
            TextFormat::CaseNumber,
            "〔2024〕12号",
            "the characters that stand for the organ are missing",
        ),
    ] {
        assert_eq!(form_of(format, text), said, "{text}");
    }
}

#[test]
fn no_text_makes_a_format_fail() {
    for format in TextFormat::ALL {
        for text in
            ["", " ", "〔", "(((((", "🙂〔2024〕号", "é", "０", "+86", "0086-", "(020"]
        {
            assert!(format.read(text).is_err(), "{format:?} {text}");
        }
    }
}
