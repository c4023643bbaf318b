//! A case that shows a finding. In: the facts of a case. Out: the case in words, as data, and
//! as a `test` to paste. Never: a value that the notation cannot write.

use super::search::Case;
use crate::diagnostic::Message;
use crate::facts::{FactValue, set_names};
use crate::model::{Fact, FactKind, Model, Type, Unit, quantity_text};
use crate::value::Number;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

/// A case that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// The date asked for.
    pub as_of: String,
    /// The facts, as the engine reads them.
    pub facts: BTreeMap<String, serde_json::Value>,
    /// The case in words.
    pub text: Message,
    /// A test that fails until the rules are mended, with English keywords; empty where no
    /// answer is wrong yet.
    pub test: String,
}

/// Writes a case down; `name` and `label` are the test's, `expect` what it expects.
pub(super) fn witness(
    model: &Model,
    case: &Case,
    name: &str,
    label: &Message,
    expect: &str,
) -> Witness {
    let given: Vec<(&Fact, &FactValue)> = model
        .facts
        .iter()
        .zip(&case.facts.values)
        .filter_map(|(fact, value)| Some((fact, value.as_ref()?)))
        .collect();
    let facts = case
        .facts
        .canonical(model)
        .into_iter()
        .filter_map(|(name, fact)| {
            Some((name.to_string(), serde_json::to_value(fact).ok()?))
        })
        .collect();
    let told: Vec<Message> =
        given.iter().map(|(fact, value)| told(fact, value)).collect();
    let join = |pick: fn(&Message) -> &str, between: &str| {
        told.iter().map(pick).collect::<Vec<&str>>().join(between)
    };
    let mut text = Message::new(join(|it| &it.zh, "、"), join(|it| &it.en, ", "));
    if given.is_empty() {
        text = Message::new("任何案件", "any case");
    }
    let given: Vec<String> = given
        .iter()
        .map(|(fact, value)| format!("{} = {}", fact.name, literal(model, fact, value)))
        .collect();
    let as_of = case.as_of.to_string();
    if expect.is_empty() {
        return Witness { as_of, facts, text, test: String::new() };
    }
    let quoted = |text: &str| text.replace(['"', '“', '”'], "'");
    let mut test = format!(
        "test {name} \"{}\" / \"{}\" as of {as_of} {{\n",
        quoted(&label.zh),
        quoted(&label.en)
    );
    if !given.is_empty() {
        test.push_str(&format!("  given {}\n", given.join(", ")));
    }
    test.push_str(&format!("  expect {expect}\n}}\n"));
    Witness { as_of, facts, text, test }
}

fn told(fact: &Fact, value: &FactValue) -> Message {
    let Message { zh, en } = &fact.label;
    let is = |text: Message| {
        Message::new(format!("{zh}为{}", text.zh), format!("{en} {}", text.en))
    };
    match value {
        FactValue::Bool(truth) => {
            let (said_zh, said_en) = if *truth { ("是", "yes") } else { ("否", "no") };
            Message::new(format!("{zh}：{said_zh}"), format!("{en}: {said_en}"))
        }
        FactValue::Number(number) => is(quantity_text(*number, &measured(&fact.kind))),
        FactValue::Date(date) => is(date.text()),
        FactValue::Moment(moment) => is(moment.text()),
        FactValue::Text(text) => {
            is(Message::new(format!("“{text}”"), format!("`{text}`")))
        }
        FactValue::Judgement(answer) => {
            let said = answer.text();
            Message::new(format!("{zh}：{}", said.zh), format!("{en}: {}", said.en))
        }
        FactValue::Choice(position) => {
            let option = fact.kind.options().get(usize::from(*position));
            is(option.map_or_else(|| Message::new("", ""), |option| option.label.clone()))
        }
        FactValue::Set(bits) => {
            let labels: Vec<&Message> = fact
                .kind
                .options()
                .iter()
                .zip(0_u32..)
                .filter(|(_, at)| bits & 1_u64.checked_shl(*at).unwrap_or(0) != 0)
                .map(|(option, _)| &option.label)
                .collect();
            let join = |pick: fn(&Message) -> &str, between: &str, none: &str| {
                let all: Vec<&str> = labels.iter().map(|it| pick(it)).collect();
                if all.is_empty() { none.to_string() } else { all.join(between) }
            };
            is(Message::new(
                join(|it| &it.zh, "和", "无"),
                join(|it| &it.en, " and ", "none"),
            ))
        }
        FactValue::List(records) => is(Message::new(
            format!("{}项", records.len()),
            format!("{} records", records.len()),
        )),
    }
}

pub(super) fn measured(kind: &FactKind) -> Type {
    Type::Number(match kind {
        FactKind::Money(_) => Unit::Money,
        FactKind::Percent(_) => Unit::Percent,
        FactKind::Integer(limits) | FactKind::Number(limits) => limits.measured(),
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => Unit::Plain,
    })
}

/// A value as the notation writes it.
fn literal(model: &Model, fact: &Fact, value: &FactValue) -> String {
    match value {
        FactValue::Bool(truth) => truth.to_string(),
        FactValue::Number(number) => match &fact.kind {
            FactKind::Money(_) => format!("{number}元"),
            FactKind::Percent(_) => {
                let hundredths = number.checked_mul(Number::from(100));
                hundredths.map_or_else(|_| number.to_string(), |it| format!("{it}%"))
            }
            _ => number.to_string(),
        },
        FactValue::Date(date) => date.to_string(),
        FactValue::Moment(moment) => moment.to_string(),
        FactValue::Text(text) => format!("\"{}\"", text.replace('"', "'")),
        FactValue::Judgement(answer) => answer.name().to_string(),
        FactValue::Choice(position) => {
            let option = fact.kind.options().get(usize::from(*position));
            option.map_or_else(String::new, |option| option.name.clone())
        }
        FactValue::Set(bits) => {
            let names: Vec<&str> = set_names(&fact.kind, *bits).collect();
            format!("[{}]", names.join(", "))
        }
        FactValue::List(records) => {
            let list = model.facts.iter().position(|known| known.name == fact.name);
            let Some(list) = list else { return String::new() };
            let record = |record: &Vec<Option<FactValue>>| {
                let fields = model.fields(list).zip(record);
                let fields = fields.filter_map(|((_, field), value)| {
                    let name = model.field_name(list, field);
                    Some(format!("{name} = {}", literal(model, field, value.as_ref()?)))
                });
                let fields: Vec<String> = fields.collect();
                format!("{{ {} }}", fields.join(", "))
            };
            let records: Vec<String> = records.iter().map(record).collect();
            format!("[{}]", records.join(", "))
        }
    }
}
