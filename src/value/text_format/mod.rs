//! Formats of texts. In: a number of a firm, a person, a phone or a document as somebody typed
//! it. Out: its one spelling, or what is wrong with it. Never: a register that is looked up, or
//! the check character that would fit: any of the characters may be the wrong one, and
//! whoever makes a number up gets no help.

mod case_number;
mod credit_code;
mod id_number;
mod phone;
#[cfg(test)]
mod tests;

use crate::diagnostic::Message;
use alloc::string::String;
use borsh::{BorshDeserialize, BorshSerialize};
use core::fmt::Display;
use serde::Serialize;

/// What a text has to look like.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// 统一社会信用代码, GB 32100-2015.
    CreditCode,
    /// 公民身份号码, GB 11643-1999.
    IdNumber,
    /// 电话号码: a mobile phone or a landline of the mainland.
    Phone,
    /// 文书号, 案号: a document's or a case's number.
    CaseNumber,
}

/// Why a text is not of its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormatMistake {
    /// What was found and what is wanted.
    Form(Message),
    /// Every character may stand where it stands, but the last one does not fit the others.
    CheckCharacter,
}

impl FormatMistake {
    /// Returns the whole sentence.
    pub(crate) fn said(&self, format: TextFormat) -> Message {
        let Message { zh, en } = format.label();
        match self {
            Self::Form(what) => Message::new(
                alloc::format!("不是{zh}：{}", what.zh),
                alloc::format!("not a {en}: {}", what.en),
            ),
            Self::CheckCharacter => Message::new(
                alloc::format!(
                    "{zh}的校验码对不上：有一位写错了，或者两位写反了，请对照证照逐位核对"
                ),
                alloc::format!(
                    "the check character of the {en} does not fit: a character is wrong, or two \
                     have changed places; compare all of them with the certificate"
                ),
            ),
        }
    }
}

impl TextFormat {
    /// Every format.
    pub const ALL: [Self; 4] =
        [Self::CreditCode, Self::IdNumber, Self::Phone, Self::CaseNumber];

    /// Returns the English keyword.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreditCode => "credit code",
            Self::IdNumber => "id number",
            Self::Phone => "phone",
            Self::CaseNumber => "case number",
        }
    }

    /// Returns what it is called.
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::CreditCode => ("统一社会信用代码", "unified social credit code"),
            Self::IdNumber => ("公民身份号码", "citizen's identity number"),
            Self::Phone => ("电话号码", "phone number"),
            Self::CaseNumber => ("文书号", "case number"),
        };
        Message::new(zh, en)
    }

    /// Returns what a form says beside the field.
    pub fn hint(self) -> Message {
        let (zh, en) = match self {
            Self::CreditCode => (
                "18 位，数字和大写字母，没有 I、O、S、V、Z",
                "18 digits and capital letters, without I, O, S, V and Z",
            ),
            Self::IdNumber => {
                ("18 位，最后一位可以是 X", "18 digits; the last one may be X")
            }
            Self::Phone => (
                "11 位手机号码，或者带区号的座机，例如 020-80000000",
                "a mobile number of 11 digits, or a landline such as 020-80000000",
            ),
            Self::CaseNumber => ("例如 粤环罚〔2024〕12号", "such as 粤环罚〔2024〕12号"),
        };
        Message::new(zh, en)
    }

    /// Returns the one spelling of a text.
    pub(crate) fn read(self, text: &str) -> Result<String, FormatMistake> {
        let text: String =
            text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
        match self {
            Self::CreditCode => credit_code::read(&text),
            Self::IdNumber => id_number::read(&text),
            Self::Phone => phone::read(&text),
            Self::CaseNumber => case_number::read(&text),
        }
    }
}

/// The ASCII twin of a full-width character.
fn narrow(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => {
            char::from_u32(code.saturating_sub(0xFEE0)).unwrap_or(character)
        }
        _ => character,
    }
}

fn form(zh: impl Display, en: impl Display) -> FormatMistake {
    FormatMistake::Form(Message::new(alloc::format!("{zh}"), alloc::format!("{en}")))
}

/// So many characters where there have to be more or fewer.
fn length(wanted: usize, given: usize) -> FormatMistake {
    form(
        alloc::format!("应当有 {wanted} 位，给出的是 {given} 位"),
        alloc::format!("it has {wanted} characters, and {given} were given"),
    )
}

/// A character that cannot stand where it stands; places count from 1, without blanks.
fn misplaced(at: usize, found: char, zh: &str, en: &str) -> FormatMistake {
    let place = at.saturating_add(1);
    form(
        alloc::format!("第 {place} 位是「{found}」，{zh}"),
        alloc::format!("character {place} is `{found}`, but {en}"),
    )
}

/// A digit's value.
fn digit(character: char) -> Option<u32> {
    character.to_digit(10)
}
