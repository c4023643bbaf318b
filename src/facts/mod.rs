//! Facts given. In: JSON text, or any deserializer's plain object. Out: typed values by fact
//! and everything that is wrong with what was given. Never: a failure as a whole where one
//! field is bad; a float; a nested value kept.

mod decode;
mod list;
mod problems;
mod records;
mod typing;

pub use decode::FactsSeed;
pub(crate) use decode::from_json;
pub(crate) use list::type_fact;

use crate::evaluation::{Digest, Problem, digest, to_canonical};
use crate::model::{FactId, FactKind, FactOwner, Model};
use crate::value::{Date, Judgement, Moment, Number};
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Serialize, Serializer};

/// The facts of one case, typed, with what was wrong with them.
///
/// They belong to the pack that decoded them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub(crate) values: Vec<Option<FactValue>>,
    pub(crate) problems: Vec<Problem>,
}

impl Facts {
    pub(crate) fn none(model: &Model) -> Self {
        Self { values: model.facts.iter().map(|_| None).collect(), problems: Vec::new() }
    }

    pub(crate) fn set(&mut self, fact: usize, value: FactValue) {
        if let Some(known) = self.values.get_mut(fact) {
            *known = Some(value);
        }
    }

    /// Returns what was wrong with the facts given.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the digest of the facts after typing: `5万` and `50000` are one fact, null
    /// and absent are one.
    pub(crate) fn digest(&self, model: &Model) -> Digest {
        digest(&to_canonical(&self.canonical(model)))
    }

    /// Returns the facts in canonical form, by name.
    pub(crate) fn canonical<'a>(
        &'a self,
        model: &'a Model,
    ) -> BTreeMap<&'a str, CanonicalFact<'a>> {
        model
            .facts
            .iter()
            .enumerate()
            .zip(&self.values)
            .filter_map(|((id, fact), value)| {
                let value = value.as_ref()?;
                if matches!(fact.owner, FactOwner::Record(_)) {
                    // It stands in its list.
                    return None;
                }
                Some((fact.name.as_str(), CanonicalFact { model, id, value }))
            })
            .collect()
    }
}

/// A fact's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FactValue {
    /// True or false.
    Bool(bool),
    /// A number, an amount, a share.
    Number(Number),
    /// A date.
    Date(Date),
    /// A moment.
    Moment(Moment),
    /// Text.
    Text(String),
    /// A person's answer.
    Judgement(Judgement),
    /// An option, by position.
    Choice(u8),
    /// Options, as bits.
    Set(u64),
    /// Records: the values of the fields, in the order declared.
    List(Vec<Vec<Option<Self>>>),
}

/// A value as the facts digest sees it.
#[derive(Debug)]
pub(crate) struct CanonicalFact<'a> {
    model: &'a Model,
    id: FactId,
    value: &'a FactValue,
}

impl Serialize for CanonicalFact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = self.model.facts.get(self.id).map(|fact| &fact.kind);
        let option = |position: u8| {
            kind.map_or(&[][..], FactKind::options)
                .get(usize::from(position))
                .map_or("", |option| option.name.as_str())
        };
        match self.value {
            FactValue::Bool(truth) => serializer.serialize_bool(*truth),
            FactValue::Number(number) => serializer.serialize_str(&number.to_string()),
            FactValue::Date(date) => serializer.serialize_str(&date.to_string()),
            FactValue::Moment(moment) => serializer.serialize_str(&moment.to_string()),
            FactValue::Text(text) => serializer.serialize_str(text),
            FactValue::Judgement(answer) => serializer.serialize_str(answer.name()),
            FactValue::Choice(position) => serializer.serialize_str(option(*position)),
            FactValue::Set(bits) => serializer
                .collect_seq(kind.into_iter().flat_map(|kind| set_names(kind, *bits))),
            FactValue::List(records) => serializer.collect_seq(
                records.iter().map(|record| list::canonical(self.model, self.id, record)),
            ),
        }
    }
}

/// Returns the names of the options in a set, in the order declared.
pub(crate) fn set_names(kind: &FactKind, bits: u64) -> impl Iterator<Item = &str> {
    kind.options().iter().zip(0_u32..).filter_map(move |(option, position)| {
        let bit = 1_u64.checked_shl(position).unwrap_or(0);
        (bits & bit != 0).then_some(option.name.as_str())
    })
}
