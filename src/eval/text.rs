//! Values and names as words in both languages.

use super::frame::{Frame, Value};
use crate::diagnostic::Message;
use crate::evaluation::{Content, ShownValue};
use crate::facts::set_names;
use crate::model::{Type, Unit, Version, number_text, period_text};
use crate::program::{Named, Slot};
use crate::value::Number;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Returns a value in words.
pub(super) fn value_text(frame: &Frame<'_>, value: Value, ty: &Type) -> Message {
    match (value, ty) {
        (Value::Bool(true), _) => Message::new("是", "yes"),
        (Value::Bool(false), _) => Message::new("否", "no"),
        (Value::Number(number), Type::Number(unit)) => number_text(number, unit),
        (Value::Number(number), Type::Period(unit)) => period_text(number, *unit),
        (Value::Number(number), Type::List(_)) => {
            let count = crate::value::number_text(number);
            let records =
                if number == Number::from(1_u32) { "record" } else { "records" };
            Message::new(format!("{}项", count.zh), format!("{} {records}", count.en))
        }
        (Value::Number(number), _) => crate::value::number_text(number),
        (Value::Date(date), _) => date.text(),
        (Value::Moment(moment), _) => moment.text(),
        (Value::Text(position), _) => {
            let text = frame.texts.get(position).cloned().unwrap_or_default();
            Message::new(text.clone(), text)
        }
        (Value::Judgement(answer), _) => answer.text(),
        (Value::Choice(option), Type::Choice(fact)) => option_text(frame, *fact, option),
        (Value::Set(bits), Type::Set(fact)) => set_text(frame, *fact, bits),
        (Value::Choice(_) | Value::Set(_), _) => Message::new("", ""),
    }
}

/// Returns a value as results show it.
pub(super) fn shown_value(frame: &Frame<'_>, value: Value, ty: &Type) -> ShownValue {
    let options =
        |fact: usize| frame.program.model.facts.get(fact).map(|fact| &fact.kind);
    let content = match (value, ty) {
        (Value::Bool(truth), _) => Content::One(truth.to_string()),
        (Value::Number(number), _) => Content::One(number.to_string()),
        (Value::Date(date), _) => Content::One(date.to_string()),
        (Value::Moment(moment), _) => Content::One(moment.to_string()),
        (Value::Text(position), _) => {
            Content::One(frame.texts.get(position).cloned().unwrap_or_default())
        }
        (Value::Judgement(answer), _) => Content::One(answer.name().to_string()),
        (Value::Choice(option), Type::Choice(fact)) => Content::One(
            options(*fact)
                .and_then(|kind| kind.options().get(usize::from(option)))
                .map(|option| option.name.clone())
                .unwrap_or_default(),
        ),
        (Value::Set(bits), Type::Set(fact)) => Content::Many(
            options(*fact)
                .map(|kind| set_names(kind, bits).map(ToString::to_string).collect())
                .unwrap_or_default(),
        ),
        (Value::Choice(_) | Value::Set(_), _) => Content::One(String::new()),
    };
    ShownValue { ty: type_name(ty), value: content, text: value_text(frame, value, ty) }
}

/// Returns a type's keyword.
pub(super) const fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Bool | Type::Mistake => "bool",
        Type::Number(Unit::Plain | Unit::Measured(_) | Unit::Factor) => "number",
        Type::Number(Unit::Percent) => "percent",
        Type::Number(Unit::Money) => "money",
        Type::Date => "date",
        Type::Moment => "moment",
        Type::Period(_) => "period",
        Type::Text => "text",
        Type::Choice(_) => "one of",
        Type::Set(_) => "any of",
        Type::List(_) => "list of",
        Type::Judgement => "judgement",
    }
}

fn option_text(frame: &Frame<'_>, fact: usize, option: u8) -> Message {
    frame
        .program
        .model
        .facts
        .get(fact)
        .and_then(|fact| fact.kind.options().get(usize::from(option)))
        .map_or_else(|| Message::new("", ""), |option| option.label.clone())
}

pub(super) fn set_text(frame: &Frame<'_>, fact: usize, bits: u64) -> Message {
    let labels: Vec<Message> = (0_u8..64)
        .filter(|option| bits & 1_u64.checked_shl(u32::from(*option)).unwrap_or(0) != 0)
        .map(|option| option_text(frame, fact, option))
        .collect();
    if labels.is_empty() {
        return Message::new("无", "none");
    }
    join(&labels, "、", ", ")
}

/// Joins texts in both languages.
pub(super) fn join(texts: &[Message], zh: &str, en: &str) -> Message {
    let chinese: Vec<&str> = texts.iter().map(|text| &*text.zh).collect();
    let english: Vec<&str> = texts.iter().map(|text| &*text.en).collect();
    Message::new(chinese.join(zh), english.join(en))
}

/// Returns a name's label with its value: 货值金额（8,000元）.
pub(super) fn labelled(frame: &Frame<'_>, label: &Message, slot: Slot) -> Message {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    let value = frame.get(slot).map_or_else(
        || Message::new("未知", "unknown"),
        |value| value_text(frame, value, ty),
    );
    Message::new(
        format!("{}（{}）", label.zh, value.zh),
        format!("{} ({})", label.en, value.en),
    )
}

/// Returns the label of a named slot.
pub(super) fn name_text(frame: &Frame<'_>, name: Named) -> Message {
    let model = &frame.program.model;
    let item = |review: usize, item: usize| {
        model
            .reviews
            .get(review)
            .and_then(|review| review.items.get(item))
            .map(|item| item.label.clone())
    };
    let found = match name {
        Named::Define(id) => model.defines.get(id).map(|known| known.label.clone()),
        Named::Circumstance(id) => {
            model.circumstances.get(id).map(|known| known.label.clone())
        }
        Named::Due(id) => model.deadlines.get(id).map(|known| {
            Message::new(
                format!("{}届满日", known.label.zh),
                format!("last day of {}", known.label.en),
            )
        }),
        Named::Version(id) => model.versions.get(id).map(Version::text),
        Named::Exception(id) => model.exceptions.get(id).map(|known| {
            Message::new(
                format!("例外：{}", known.label.zh),
                format!("exception: {}", known.label.en),
            )
        }),
        Named::Row(table, row) => Some(row_text(frame, table, row)),
        Named::Layer(review, layer) => model
            .reviews
            .get(review)
            .and_then(|review| review.layers.get(layer))
            .map(|known| known.label.clone()),
        Named::Criterion(review, layer, criterion) => model
            .reviews
            .get(review)
            .and_then(|review| review.layers.get(layer))
            .and_then(|layer| layer.criteria.get(criterion))
            .map(|known| known.label.clone()),
        Named::ItemFails(review, at) => item(review, at).map(|label| {
            Message::new(format!("{}：不合格", label.zh), format!("{}: fails", label.en))
        }),
        Named::ItemPasses(review, at) => item(review, at).map(|label| {
            Message::new(format!("{}：合格", label.zh), format!("{}: passes", label.en))
        }),
        Named::ItemNotApplicable(review, at) => item(review, at).map(|label| {
            Message::new(
                format!("{}：不适用", label.zh),
                format!("{}: not applicable", label.en),
            )
        }),
    };
    found.unwrap_or_else(|| Message::new("", ""))
}

/// Returns what a row of a table is called.
pub(super) fn row_text(frame: &Frame<'_>, table: usize, row: usize) -> Message {
    let Some(table) = frame.program.model.tables.get(table) else {
        return Message::new("", "");
    };
    let Some(known) = table.rows.get(row) else { return Message::new("", "") };
    match (&known.label, known.number) {
        (Some(label), _) => label.clone(),
        (None, Some(number)) => Message::new(
            format!("{}第{number}行", table.label.zh),
            format!("row {number} of {}", table.label.en),
        ),
        (None, None) => table.label.clone(),
    }
}
