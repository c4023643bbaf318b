//! Values to the types of their facts. Texts as people type them are read: `5万`, `50,000`,
//! `2025年6月30日`, 是, 合格.

use super::{FactValue, problems};
use crate::diagnostic::Message;
use crate::evaluation::Problem;
use crate::model::{Fact, FactKind, Limits, Opt, Raw};
use crate::value::{
    Date, Interval, Judgement, Moment, Number, parse_amount, parse_percent,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use unicode_normalization::UnicodeNormalization;

/// The most characters of a text.
const MAX_TEXT: usize = 10_000;

/// Gives a value the type of its fact, or says what is wrong with it.
pub(crate) fn type_value(fact: &Fact, raw: &Raw) -> Result<FactValue, Problem> {
    let name = fact.name.as_str();
    let wrong = || wrong_type(fact);
    match &fact.kind {
        FactKind::Bool => match raw {
            Raw::Bool(truth) => Ok(FactValue::Bool(*truth)),
            Raw::Text(text) => match text.trim() {
                "true" | "是" => Ok(FactValue::Bool(true)),
                "false" | "否" => Ok(FactValue::Bool(false)),
                _ => Err(wrong()),
            },
            Raw::Number(_) | Raw::List(_) | Raw::Records(_) => Err(wrong()),
        },
        FactKind::Integer(limits) => {
            let number = number(name, raw, parse_amount, wrong)?;
            if !number.is_integer() {
                return Err(problems::not_whole(name));
            }
            limited(name, number, limits, &fact.kind)
        }
        FactKind::Number(limits) => {
            limited(name, number(name, raw, parse_amount, wrong)?, limits, &fact.kind)
        }
        FactKind::Percent(limits) => {
            limited(name, number(name, raw, parse_percent, wrong)?, limits, &fact.kind)
        }
        FactKind::Money(limits) => {
            let number = number(name, raw, parse_amount, wrong)?;
            let fen = number.checked_mul(Number::from(100_u32));
            if !fen.is_ok_and(Number::is_integer) {
                return Err(problems::finer_than_fen(name));
            }
            limited(name, number, limits, &fact.kind)
        }
        FactKind::Date(range) => {
            let Raw::Text(text) = raw else { return Err(wrong()) };
            let date = Date::parse(text.trim()).ok_or_else(wrong)?;
            if range.as_ref().is_some_and(|range| !range.contains(date)) {
                return Err(problems::out_of_range(
                    name,
                    &date_range_text(range.as_ref()),
                ));
            }
            Ok(FactValue::Date(date))
        }
        FactKind::Moment => {
            let Raw::Text(text) = raw else { return Err(wrong()) };
            Moment::parse(text).map(FactValue::Moment).ok_or_else(wrong)
        }
        FactKind::Text => match raw {
            Raw::Text(text) => match (text.chars().count(), fact.format) {
                (long, _) if long > MAX_TEXT => {
                    Err(problems::too_long(name, long, MAX_TEXT))
                }
                (_, None) => Ok(FactValue::Text(text.clone())),
                (_, Some(format)) => format
                    .read(text)
                    .map(FactValue::Text)
                    .map_err(|mistake| problems::not_of_format(name, format, &mistake)),
            },
            Raw::Bool(_) | Raw::Number(_) | Raw::List(_) | Raw::Records(_) => {
                Err(wrong())
            }
        },
        FactKind::Judgement => match raw {
            Raw::Text(text) => {
                Judgement::parse(text.trim()).map(FactValue::Judgement).ok_or_else(wrong)
            }
            Raw::Bool(_) | Raw::Number(_) | Raw::List(_) | Raw::Records(_) => {
                Err(wrong())
            }
        },
        FactKind::OneOf(options) => match raw {
            Raw::Text(text) => option(name, options, text).map(FactValue::Choice),
            Raw::Bool(_) | Raw::Number(_) | Raw::List(_) | Raw::Records(_) => {
                Err(wrong())
            }
        },
        FactKind::AnyOf(options) => match raw {
            Raw::List(names) => {
                let mut bits = 0_u64;
                for given in names {
                    let position = option(name, options, given)?;
                    bits |= 1_u64.checked_shl(u32::from(position)).unwrap_or(0);
                }
                Ok(FactValue::Set(bits))
            }
            Raw::Bool(_) | Raw::Number(_) | Raw::Text(_) | Raw::Records(_) => {
                Err(wrong())
            }
        },
        // Its records are typed field by field; see `list.rs`.
        FactKind::List(_) => Err(wrong()),
    }
}

/// Returns what to say to a value of another type.
pub(super) fn wrong_type(fact: &Fact) -> Problem {
    problems::wrong_type(&fact.name, &wanted(&fact.kind))
}

/// Whether a fact takes numbers.
pub(super) const fn is_numeric(kind: &FactKind) -> bool {
    match kind {
        FactKind::Integer(_)
        | FactKind::Number(_)
        | FactKind::Money(_)
        | FactKind::Percent(_) => true,
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => false,
    }
}

fn number(
    name: &str,
    raw: &Raw,
    read: fn(&str) -> Option<Number>,
    wrong: impl Fn() -> Problem,
) -> Result<Number, Problem> {
    match raw {
        Raw::Number(text) => {
            Number::parse_decimal(text).ok_or_else(|| problems::not_exact(name))
        }
        Raw::Text(text) => read(text.trim()).ok_or_else(wrong),
        Raw::Bool(_) | Raw::List(_) | Raw::Records(_) => Err(wrong()),
    }
}

fn limited(
    name: &str,
    number: Number,
    limits: &Limits,
    kind: &FactKind,
) -> Result<FactValue, Problem> {
    match &limits.range {
        Some(range) if !range.contains(number) => {
            Err(problems::out_of_range(name, &number_range_text(range, kind)))
        }
        Some(_) | None => Ok(FactValue::Number(number)),
    }
}

fn option(name: &str, options: &[Opt], given: &str) -> Result<u8, Problem> {
    // A name is one however a keyboard composes its letters.
    let written: String = given.nfc().collect();
    options
        .iter()
        .position(|option| option.name == written)
        .and_then(|position| u8::try_from(position).ok())
        .ok_or_else(|| {
            let names: Vec<&str> =
                options.iter().map(|option| option.name.as_str()).collect();
            problems::not_an_option(
                name,
                &shorten(given),
                &Message::new(names.join("、"), names.join(", ")),
            )
        })
}

/// A text in a message is never longer than a line.
fn shorten(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_string();
    }
    let mut short: String = text.chars().take(40).collect();
    short.push('…');
    short
}

fn wanted(kind: &FactKind) -> Message {
    let (zh, en) = match kind {
        FactKind::Bool => ("是或者否（true、false）", "true or false"),
        FactKind::Integer(_) => ("整数", "a whole number"),
        FactKind::Number(_) => ("数，例如 1.5", "a number, such as 1.5"),
        FactKind::Money(_) => {
            ("金额，例如 50,000 或者 5万", "an amount of money, such as 50,000 or 5万")
        }
        FactKind::Percent(_) => ("百分比，例如 30%", "a percentage, such as 30%"),
        FactKind::Date(_) => ("日期，例如 2025-06-30", "a date, such as 2025-06-30"),
        FactKind::Moment => (
            "到分的时刻，例如 2025-06-30T18:00",
            "a date and time to the minute, such as 2025-06-30T18:00",
        ),
        FactKind::Text => ("文字", "text"),
        FactKind::Judgement => (
            "合格、不合格、不适用或者无法判断",
            "pass, fail, not applicable or cannot tell",
        ),
        FactKind::OneOf(_) => ("一个选项的名称", "the name of one option"),
        FactKind::AnyOf(_) => ("选项名称的列表", "a list of names of options"),
        FactKind::List(_) => (
            "记录的列表：[{\"名称\": 值}, …]",
            "a list of records: [{\"name\": value}, …]",
        ),
    };
    Message::new(zh, en)
}

fn number_range_text(range: &Interval<Number>, kind: &FactKind) -> Message {
    let unit = match kind {
        FactKind::Money(_) => crate::model::Unit::Money,
        FactKind::Percent(_) => crate::model::Unit::Percent,
        FactKind::Integer(limits) | FactKind::Number(limits) => limits.measured(),
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => crate::model::Unit::Plain,
    };
    crate::model::interval_text(range, &crate::model::Type::Number(unit))
}

fn date_range_text(range: Option<&Interval<Date>>) -> Message {
    let Some(range) = range else { return Message::new("", "") };
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if let Some(bound) = &range.lower {
        zh.push(alloc::format!("不早于 {}", bound.value));
        en.push(alloc::format!("not before {}", bound.value));
    }
    if let Some(bound) = &range.upper {
        zh.push(alloc::format!("不晚于 {}", bound.value));
        en.push(alloc::format!("not after {}", bound.value));
    }
    Message::new(zh.join("、"), en.join(", "))
}
