//! What is declared in one version and not in the other. In: two models. Out: facts, sources
//! and their like that were added, removed or changed, in their order. Never: a rule.

use super::{Declared, State};
use crate::diagnostic::Message;
use crate::model::{Fact, FactKind, LegalSource, Model, Type, interval_text};
use crate::program::Program;
use crate::prove::witness::measured;
use crate::value::{Date, Interval};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Lists them.
pub(super) fn declared(old: &Program, new: &Program) -> Vec<Declared> {
    // Of used packs only what an answer can depend on.
    let given = |program: &Program| -> Vec<Fact> {
        let facts = program.model.facts.iter().zip(&program.reached);
        let facts = facts.filter(|(fact, reached)| **reached || !fact.foreign);
        let facts = facts.map(|(fact, _)| fact);
        let facts = facts.filter(|fact| fact.is_given() || fact.is_field());
        facts.filter(|fact| !fact.is_ask()).cloned().collect()
    };
    let (before, after) = (given(old), given(new));
    let (old, new) = (&old.model, &new.model);
    let mut found = sources(old, new);
    for fact in &after {
        match before.iter().find(|known| known.name == fact.name) {
            None => found.push(one("fact", fact.name.clone(), &fact.label, State::Added)),
            Some(known) => {
                let details = changed(known, fact);
                if !details.is_empty() {
                    let mut it =
                        one("fact", fact.name.clone(), &fact.label, State::Changed);
                    it.details = details;
                    found.push(it);
                }
            }
        }
    }
    for fact in &before {
        if !after.iter().any(|known| known.name == fact.name) {
            found.push(one("fact", fact.name.clone(), &fact.label, State::Removed));
        }
    }
    found.extend(parameters(old, new));
    found
}

fn one(kind: &str, name: String, label: &Message, state: State) -> Declared {
    let kind = match kind {
        "source" => Message::new("依据文件", "source"),
        "parameter" => Message::new("参数", "parameter"),
        _ => Message::new("事实", "fact"),
    };
    Declared { kind, name, label: label.clone(), state, details: Vec::new() }
}

fn sources(old: &Model, new: &Model) -> Vec<Declared> {
    let mut found = Vec::new();
    let label = |source: &LegalSource| source.title.clone();
    let own = |source: &&LegalSource| !source.name.contains('.');
    for source in new.sources.iter().filter(own) {
        match old.sources.iter().find(|known| known.name == source.name) {
            None => {
                found.push(one(
                    "source",
                    source.name.to_string(),
                    &label(source),
                    State::Added,
                ));
            }
            Some(known) => {
                let same =
                    serde_json::to_value(known).ok() == serde_json::to_value(source).ok();
                if !same {
                    let name = source.name.to_string();
                    found.push(one("source", name, &label(source), State::Changed));
                }
            }
        }
    }
    for source in old.sources.iter().filter(own) {
        if !new.sources.iter().any(|known| known.name == source.name) {
            found.push(one(
                "source",
                source.name.to_string(),
                &label(source),
                State::Removed,
            ));
        }
    }
    found
}

fn parameters(old: &Model, new: &Model) -> Vec<Declared> {
    let mut found = Vec::new();
    for known in &new.parameters {
        match old.parameters.iter().find(|it| it.name == known.name) {
            None => {
                found.push(one(
                    "parameter",
                    known.name.clone(),
                    &known.label,
                    State::Added,
                ));
            }
            Some(before) if before.text != known.text => {
                let mut it =
                    one("parameter", known.name.clone(), &known.label, State::Changed);
                it.details = Vec::from([arrow("", "", &before.text, &known.text)]);
                found.push(it);
            }
            Some(_) => {}
        }
    }
    for known in &old.parameters {
        if !new.parameters.iter().any(|it| it.name == known.name) {
            found.push(one(
                "parameter",
                known.name.clone(),
                &known.label,
                State::Removed,
            ));
        }
    }
    found
}

fn arrow(zh: &str, en: &str, before: &Message, after: &Message) -> Message {
    Message::new(
        format!("{zh}{} → {}", before.zh, after.zh),
        format!("{en}{} → {}", before.en, after.en),
    )
}

/// Says what of a fact changed.
fn changed(old: &Fact, new: &Fact) -> Vec<Message> {
    let mut said = Vec::new();
    if old.label != new.label {
        said.push(arrow("名称：", "label: ", &old.label, &new.label));
    }
    if core::mem::discriminant(&old.kind) != core::mem::discriminant(&new.kind) {
        let name = |fact: &Fact| Message::new(fact.kind.name(), fact.kind.name());
        said.push(arrow("类型：", "type: ", &name(old), &name(new)));
        return said;
    }
    let (before, after) = (allowed(&old.kind), allowed(&new.kind));
    if before != after {
        said.push(arrow("允许的值：", "values allowed: ", &before, &after));
    }
    for option in new.kind.options() {
        if !old.kind.options().iter().any(|known| known.name == option.name) {
            said.push(Message::new(
                format!("新增选项「{}」", option.label.zh),
                format!("added: option `{}`", option.label.en),
            ));
        }
    }
    for option in old.kind.options() {
        if !new.kind.options().iter().any(|known| known.name == option.name) {
            said.push(Message::new(
                format!("删去选项「{}」", option.label.zh),
                format!("removed: option `{}`", option.label.en),
            ));
        }
    }
    if old.default.is_some() != new.default.is_some() {
        said.push(if new.default.is_some() {
            Message::new("未提供时有了默认值", "it has a default now")
        } else {
            Message::new("不再有默认值", "it has no default any more")
        });
    }
    said
}

fn allowed(kind: &FactKind) -> Message {
    match kind {
        FactKind::Integer(limits)
        | FactKind::Number(limits)
        | FactKind::Money(limits)
        | FactKind::Percent(limits) => {
            interval_text(&limits.range.unwrap_or(Interval::ALL), &measured(kind))
        }
        FactKind::Date(Some(range)) => {
            let day = |day: Option<Date>| {
                day.map_or_else(|| "…".to_string(), |it| it.to_string())
            };
            let (from, to) = (
                day(range.lower.map(|it| it.value)),
                day(range.upper.map(|it| it.value)),
            );
            Message::new(format!("{from}至{to}"), format!("{from} to {to}"))
        }
        FactKind::Bool
        | FactKind::Date(None)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => interval_text(&Interval::ALL, &Type::Mistake),
    }
}
