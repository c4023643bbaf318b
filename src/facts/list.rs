//! Lists: records to typed values, field by field, and to the facts they are written out as.

use super::decode::{Given, MAX_LIST};
use super::typing::{is_numeric, type_value, wrong_type};
use super::{CanonicalFact, FactValue, Facts, problems};
use crate::evaluation::Problem;
use crate::model::{FactId, FactKind, Lengths, Model, Raw};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The most records of one list.
pub(super) const MAX_RECORDS: usize = 1_000;

/// What stands where a list is wanted.
pub(super) enum GivenList {
    /// Null, undefined.
    Absent,
    /// So many records; nothing for one that is no object.
    Records(Vec<Option<Vec<(String, Given)>>>),
    /// More than are allowed.
    TooMany(usize),
    /// Anything else.
    Other,
}

/// Gives a value the type of its fact, a list's included, or says what is wrong first.
pub(crate) fn type_fact(
    model: &Model,
    id: FactId,
    raw: &Raw,
) -> Result<FactValue, Problem> {
    let Some(fact) = model.facts.get(id) else {
        return Err(problems::unknown_fact(""));
    };
    let records = match (&fact.kind, raw) {
        (FactKind::List(_), Raw::Records(records)) => records.clone(),
        (FactKind::List(_), Raw::List(names)) if names.is_empty() => Vec::new(),
        (_, _) => return type_value(fact, raw),
    };
    let given = |(name, value)| (name, Given::Raw(value));
    let records = records
        .into_iter()
        .map(|record| Some(record.into_iter().map(given).collect()))
        .collect();
    let mut said = Vec::new();
    let value = type_records(model, id, records, &mut said);
    match said.into_iter().next() {
        // The message alone does not say which record it is.
        Some(mut problem) => {
            problem.message.zh =
                format!("{}：{}", problem.fact, problem.message.zh).into();
            problem.message.en =
                format!("{}: {}", problem.fact, problem.message.en).into();
            Err(problem)
        }
        None => value.ok_or_else(|| wrong_type(fact)),
    }
}

/// Reads what stands where a list is wanted.
pub(super) fn type_list(
    model: &Model,
    list: FactId,
    given: GivenList,
    said: &mut Vec<Problem>,
) -> Option<FactValue> {
    let fact = model.facts.get(list)?;
    match given {
        GivenList::Absent => None,
        GivenList::Records(records) => type_records(model, list, records, said),
        GivenList::TooMany(found) => {
            said.push(problems::too_many_records(&fact.name, found, MAX_RECORDS));
            None
        }
        GivenList::Other => {
            said.push(wrong_type(fact));
            None
        }
    }
}

/// Types records. A list with something in it that is no record is no list; a field that
/// cannot be read is a field not given.
fn type_records(
    model: &Model,
    list: FactId,
    records: Vec<Option<Vec<(String, Given)>>>,
    said: &mut Vec<Problem>,
) -> Option<FactValue> {
    let fact = model.facts.get(list)?;
    if records.len() > MAX_RECORDS {
        said.push(problems::too_many_records(&fact.name, records.len(), MAX_RECORDS));
        return None;
    }
    let mut typed = Some(Vec::new());
    for (position, record) in records.into_iter().enumerate() {
        let path = format!("{}[{position}]", fact.name);
        let Some(record) = record else {
            said.push(problems::not_a_record(&path));
            typed = None;
            continue;
        };
        let values = type_record(model, list, &path, record, said);
        if let Some(typed) = &mut typed {
            typed.push(values);
        }
    }
    typed.map(FactValue::List)
}

fn type_record(
    model: &Model,
    list: FactId,
    path: &str,
    record: Vec<(String, Given)>,
    said: &mut Vec<Problem>,
) -> Vec<Option<FactValue>> {
    let mut values = vec![None; model.fields(list).count()];
    let mut seen = BTreeSet::new();
    for (name, given) in record {
        let name_at = format!("{path}.{}", super::decode::short(&name));
        let field = model.field_named(list, &name);
        let Some((id, field)) = field.and_then(|id| Some((id, model.facts.get(id)?)))
        else {
            said.push(problems::unknown_field(&name_at));
            continue;
        };
        let position = id.saturating_sub(list).saturating_sub(1);
        let Some(place) = values.get_mut(position) else { continue };
        if !seen.insert(position) {
            said.push(problems::given_twice(&name_at));
            // Neither of two answers is believed.
            *place = None;
            continue;
        }
        let value = match given {
            Given::Absent => continue,
            Given::Raw(raw) => type_value(field, &raw),
            Given::Inexact if is_numeric(&field.kind) => Err(problems::not_exact("")),
            Given::TooMany(found) if matches!(field.kind, FactKind::AnyOf(_)) => {
                Err(problems::too_many_options("", found, MAX_LIST))
            }
            Given::TooMany(_) | Given::Inexact | Given::Other => Err(wrong_type(field)),
        };
        match value {
            Ok(value) => *place = Some(value),
            Err(problem) => said.push(Problem { fact: name_at, ..problem }),
        }
    }
    values
}

/// Returns a record in canonical form, by the own names of its fields.
pub(super) fn canonical<'a>(
    model: &'a Model,
    list: FactId,
    record: &'a [Option<FactValue>],
) -> BTreeMap<&'a str, CanonicalFact<'a>> {
    model
        .fields(list)
        .zip(record)
        .filter_map(|((id, field), value)| {
            let value = value.as_ref()?;
            Some((model.field_name(list, field), CanonicalFact { model, id, value }))
        })
        .collect()
}

impl Facts {
    /// Returns how many records each list has that was given.
    pub(crate) fn lengths(&self) -> Lengths {
        let lists = self.values.iter().enumerate();
        lists
            .filter_map(|(id, value)| match value {
                Some(FactValue::List(records)) => Some((id, records.len())),
                Some(_) | None => None,
            })
            .collect()
    }

    /// Returns the same facts with the fields of the records written out, in the order of
    /// [`Model::with_records`].
    pub(crate) fn with_records(&self) -> Self {
        let mut facts = self.clone();
        for value in &self.values {
            if let Some(FactValue::List(records)) = value {
                facts.values.extend(records.iter().flatten().cloned());
            }
        }
        facts
    }

    /// Returns the same facts without their lists, because together they are too long.
    pub(crate) fn without_lists(&self, model: &Model, most: usize) -> Self {
        let mut facts = self.clone();
        for (fact, value) in model.facts.iter().zip(&mut facts.values) {
            if let Some(FactValue::List(_)) = value {
                *value = None;
                facts.problems.push(problems::too_many_steps(&fact.name, most));
            }
        }
        facts.problems.sort();
        facts
    }
}
