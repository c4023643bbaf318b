//! Lists of one case: each record is so many facts, written out after those declared.

use super::each::Record;
use super::{Fact, FactId, FactKind, FactOwner, Model};
use crate::diagnostic::Message;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// How many records each list of a case has, by list; those that are not given are absent.
pub(crate) type Lengths = BTreeMap<FactId, usize>;

/// Where the records of a case stand among the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Records {
    /// The first field of the first record.
    first: FactId,
    /// How many fields each has.
    fields: usize,
    /// How many records there are.
    pub(crate) len: usize,
}

impl Records {
    /// Returns the fact of a record that stands for a field of the list.
    pub(crate) const fn fact(self, list: FactId, record: usize, field: FactId) -> FactId {
        let position = field.saturating_sub(list).saturating_sub(1);
        self.first
            .saturating_add(record.saturating_mul(self.fields))
            .saturating_add(position)
    }
}

impl Model {
    /// Returns the fields of a list, with their positions; none of anything else.
    pub(crate) fn fields(&self, list: FactId) -> impl Iterator<Item = (FactId, &Fact)> {
        let count = match self.facts.get(list).map(|fact| &fact.kind) {
            Some(FactKind::List(count)) => *count,
            Some(_) | None => 0,
        };
        self.facts.iter().enumerate().skip(list.saturating_add(1)).take(count)
    }

    /// Returns the own name of a field.
    pub(crate) fn field_name<'a>(&self, list: FactId, field: &'a Fact) -> &'a str {
        let path = self.facts.get(list).map_or("", |list| list.name.as_str());
        let rest = field.name.strip_prefix(path).and_then(|rest| rest.strip_prefix('.'));
        rest.unwrap_or(&field.name)
    }

    /// Finds the field of a list by its own name.
    pub(crate) fn field_named(&self, list: FactId, name: &str) -> Option<FactId> {
        self.fields(list)
            .find(|(_, field)| self.field_name(list, field) == name)
            .map(|(id, _)| id)
    }

    /// Returns the same rules with the fields of so many records written out as facts.
    pub(crate) fn with_records(&self, lengths: &Lengths) -> Self {
        let mut model = self.clone();
        // Its tests are those of the rules as written.
        model.cases = Arc::default();
        for (list, len) in lengths {
            let Some(known) = self.facts.get(*list) else { continue };
            let fields: Vec<&Fact> = self.fields(*list).map(|(_, field)| field).collect();
            let first = model.facts.len();
            let records = Records { first, fields: fields.len(), len: *len };
            for record in 0..*len {
                let words = Record::new(self, *list, records, record);
                for field in &fields {
                    let own = self.field_name(*list, field);
                    let mut fact = record_fact(*list, known, record, field, own);
                    // A default may read the other fields of its record.
                    fact.default.iter_mut().for_each(|default| words.expr(default));
                    model.facts.push(fact);
                }
            }
            model.records.insert(*list, records);
        }
        model.write_out(self);
        model
    }
}

fn record_fact(
    list: FactId,
    known: &Fact,
    record: usize,
    field: &Fact,
    own: &str,
) -> Fact {
    let label = record_label(known, record);
    Fact {
        name: format!("{}[{record}].{own}", known.name),
        label: Message::new(
            format!("{}{}", label.zh, field.label.zh),
            format!("{}, {}", label.en, field.label.en),
        ),
        owner: FactOwner::Record(list),
        ..field.clone()
    }
}

/// Returns what a record of a list is called: 责任人员（第1项）.
pub(crate) fn record_label(list: &Fact, position: usize) -> Message {
    let number = position.saturating_add(1);
    Message::new(
        format!("{}（第{number}项）", list.label.zh),
        format!("{} (no. {number})", list.label.en),
    )
}
