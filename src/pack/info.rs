//! What a pack says of itself to a form. Never: an answer.

use super::Pack;
use crate::diagnostic::Message;
use crate::eval;
use crate::evaluation::{Cited, ShownRange};
use crate::model::{Fact, FactKind, FactOwner, Model, Unit};
use crate::value::TextFormat;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

impl Pack {
    /// Lists the profiles that can be chosen.
    pub fn profiles(&self) -> Vec<ProfileInfo> {
        let model = &self.program.model;
        let chosen = model.profile.as_ref().map(|profile| &profile.name);
        model
            .profiles
            .iter()
            .map(|profile| ProfileInfo {
                name: profile.chosen.name.clone(),
                label: profile.chosen.label.clone(),
                chosen: Some(&profile.chosen.name) == chosen,
                effective_from: profile.chosen.effective_from.clone(),
                effective_to: profile.chosen.effective_to.clone(),
                basis: eval::cited(model, &profile.basis),
                settings: profile
                    .settings
                    .iter()
                    .map(|setting| SettingInfo {
                        parameter: setting.parameter.clone(),
                        label: setting.label.clone(),
                        text: setting.text.clone(),
                        basis: eval::cited(model, &setting.basis),
                    })
                    .collect(),
            })
            .collect()
    }

    /// Lists the facts, in the order declared: what a form asks for. Of a used pack's facts
    /// only those that an answer of this pack can depend on.
    pub fn facts(&self) -> Vec<FactInfo> {
        let model = &self.program.model;
        model
            .facts
            .iter()
            .zip(&self.program.reached)
            .enumerate()
            .filter(|(_, (fact, reached))| {
                !fact.is_field() && (**reached || !fact.foreign)
            })
            .map(|(id, (fact, _))| self.fact_info(id, fact, &fact.name))
            .collect()
    }

    fn fact_info(&self, id: usize, fact: &Fact, name: &str) -> FactInfo {
        let model = &self.program.model;
        FactInfo {
            fact: name.to_string(),
            label: fact.label.clone(),
            question: fact.question.clone(),
            group: group(model, fact),
            ty: fact.kind.name(),
            unit: unit(fact),
            range: range(fact),
            format: fact.format.map(FormatInfo::of),
            options: fact
                .kind
                .options()
                .iter()
                .map(|option| OptionInfo {
                    name: option.name.clone(),
                    label: option.label.clone(),
                })
                .collect(),
            has_default: fact.default.is_some(),
            checklist: fact.is_ask(),
            basis: eval::cited(model, &fact.basis),
            fields: model
                .fields(id)
                .map(|(at, field)| self.fact_info(at, field, model.field_name(id, field)))
                .collect(),
        }
    }

    /// Lists the documents that can be made.
    pub fn documents(&self) -> Vec<DocumentInfo> {
        let documents = self.program.model.documents.iter();
        documents
            .map(|known| DocumentInfo {
                name: known.name.clone(),
                label: known.label.clone(),
                verdict: known.about.clone(),
            })
            .collect()
    }
}

/// A document that can be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentInfo {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The verdict it tells.
    pub verdict: String,
}

/// A profile: values of parameters that go together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileInfo {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether this pack is judged by it.
    pub chosen: bool,
    /// Its first day.
    pub effective_from: Option<String>,
    /// Its last day.
    pub effective_to: Option<String>,
    /// The law behind it.
    pub basis: Vec<Cited>,
    /// Its values, in the order written.
    pub settings: Vec<SettingInfo>,
}

/// One value of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingInfo {
    /// The parameter.
    pub parameter: String,
    /// Its label.
    pub label: Message,
    /// The value in words.
    pub text: Message,
    /// Why it is that.
    pub basis: Vec<Cited>,
}

/// One input of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactInfo {
    /// Its name: the key in the facts.
    pub fact: String,
    /// Its label.
    pub label: Message,
    /// How to ask for it.
    pub question: Option<Message>,
    /// Where it belongs.
    pub group: Option<Message>,
    /// Its type's keyword.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// What it measures.
    pub unit: Option<Message>,
    /// The values allowed.
    pub range: Option<ShownRange>,
    /// What a text looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<FormatInfo>,
    /// Its options.
    pub options: Vec<OptionInfo>,
    /// Whether the law gives a value where nothing is known.
    pub has_default: bool,
    /// Whether it is a question of a checklist, answered by 合格 or 不合格; other judgements
    /// hold or do not hold (成立, 不成立).
    pub checklist: bool,
    /// Why it is asked.
    pub basis: Vec<Cited>,
    /// Of a list, what is asked of each record; a field's `fact` is its key in the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Self>,
}

/// The format of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormatInfo {
    /// Its English keyword.
    pub name: &'static str,
    /// What it is called.
    pub label: Message,
    /// What it looks like, in a few words.
    pub hint: Message,
}

impl FormatInfo {
    fn of(format: TextFormat) -> Self {
        Self { name: format.name(), label: format.label(), hint: format.hint() }
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionInfo {
    /// Its name: the value in the facts.
    pub name: String,
    /// Its label.
    pub label: Message,
}

fn group(model: &Model, fact: &Fact) -> Option<Message> {
    match fact.owner {
        FactOwner::Fact
        | FactOwner::Bands
        | FactOwner::Field(_)
        | FactOwner::Record(_) => fact.group.clone(),
        // A checklist question belongs to its item.
        FactOwner::Ask(review, item) => model
            .reviews
            .get(review)
            .and_then(|review| review.items.get(item))
            .map(|item| item.label.clone()),
    }
}

fn unit(fact: &Fact) -> Option<Message> {
    match &fact.kind {
        FactKind::Money(_) => Some(Message::new("元", "yuan")),
        FactKind::Percent(_) => Some(Message::new("%", "%")),
        FactKind::Integer(limits) | FactKind::Number(limits) => limits.unit.clone(),
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => None,
    }
}

fn range(fact: &Fact) -> Option<ShownRange> {
    let (limits, unit) = match &fact.kind {
        FactKind::Money(limits) => (limits, Unit::Money),
        FactKind::Percent(limits) => (limits, Unit::Percent),
        FactKind::Integer(limits) | FactKind::Number(limits) => {
            (limits, limits.measured())
        }
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => return None,
    };
    limits
        .range
        .as_ref()
        .map(|range| eval::shown_interval(range, &crate::model::Type::Number(unit)))
}
