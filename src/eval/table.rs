//! Tables: what they come to, and the rows that decide or may still decide.

use super::deadline::waiting;
use super::frame::Frame;
use super::proof::Prover;
use super::questions::reach;
use super::text::{row_text, shown_value};
use super::version::in_force;
use super::{cited, define, exception};
use crate::evaluation::{
    Head, Outcome, OutputStatus, RowStatus, ShownValue, Status, TableVerdict,
};
use crate::model::{Citation, Hit, Table, Target, Type};
use crate::program::Slot;
use crate::value::Truth;
use alloc::string::String;
use alloc::vec::Vec;

/// How the rows of a table stand.
pub(super) struct Rows {
    /// By row.
    pub(super) statuses: Vec<Status>,
}

impl Rows {
    /// Goes through the rows as they are tried.
    pub(super) fn of(frame: &Frame<'_>, at: usize) -> Self {
        let program = frame.program;
        let (Some(table), Some(slots)) =
            (program.model.tables.get(at), program.tables.get(at))
        else {
            return Self { statuses: Vec::new() };
        };
        let overrides = table.overrides();
        let mut statuses = Vec::new();
        let mut decided = false;
        let mut held = false;
        for (position, slot) in slots.rows.iter().enumerate() {
            let first = table.hit == Hit::First || position < overrides;
            let truth = match slot {
                // "Otherwise" is left where no row is true, and possible while one may be.
                None if held => Truth::False,
                slot => frame.truth_of(*slot),
            };
            let status = match truth {
                _ if decided => Status::Excluded,
                Truth::False => Status::Excluded,
                Truth::Unknown => Status::Possible,
                Truth::True => {
                    decided = first;
                    held = true;
                    Status::Applies
                }
            };
            statuses.push(status);
        }
        Self { statuses }
    }

    fn candidates(&self) -> impl Iterator<Item = usize> {
        let statuses = self.statuses.iter().enumerate();
        statuses.filter(|(_, status)| **status != Status::Excluded).map(|(row, _)| row)
    }

    /// The row that decides, if nothing else can.
    fn decided(&self) -> Option<usize> {
        let mut candidates = self.candidates();
        let first = candidates.next()?;
        let settled = self.statuses.get(first) == Some(&Status::Applies);
        (settled && candidates.next().is_none()).then_some(first)
    }
}

/// Returns the slots a table's answer still waits for.
pub(super) fn roots(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    let Some(table) = frame.program.model.tables.get(at) else { return Vec::new() };
    let outputs = table.outputs.iter();
    outputs.filter_map(|output| define::slot(frame, output.define)).collect()
}

/// Answers for one table.
pub(super) fn verdict(frame: &Frame<'_>, at: usize) -> Option<TableVerdict> {
    let program = frame.program;
    let model = &program.model;
    let table = model.tables.get(at)?;
    let rows = Rows::of(frame, at);
    let applies = in_force(frame, &table.in_force);
    let roots = roots(frame, at);
    let reached = reach(frame, &roots);
    let outputs: Vec<OutputStatus> = table
        .outputs
        .iter()
        .map(|output| OutputStatus {
            name: output.name.clone(),
            label: output.label.clone(),
            value: define::slot(frame, output.define).and_then(|slot| shown(frame, slot)),
        })
        .collect();
    let outcome = if outputs.iter().all(|output| output.value.is_some()) {
        Outcome::Decided
    } else {
        waiting(&reached)
    };
    let mut prover = Prover::new(frame);
    Some(TableVerdict {
        head: Head {
            name: table.name.clone(),
            label: table.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &basis(frame, table, &rows)),
            because: roots.iter().map(|slot| prover.prove(*slot)).collect(),
            judge: reached.questions(frame),
            errors: reached.errors(frame),
        },
        hit: match table.hit {
            Hit::First => "first",
            Hit::Unique => "unique",
        },
        outputs,
        rows: rows
            .candidates()
            .filter_map(|row| {
                let known = table.rows.get(row)?;
                let status = match rows.statuses.get(row)? {
                    Status::Applies if !applies.is_true() => Status::Possible,
                    status => *status,
                };
                Some(RowStatus {
                    name: known.name.clone().unwrap_or_else(String::new),
                    number: known.number,
                    label: row_text(frame, at, row),
                    status,
                    basis: cited(model, &known.basis),
                })
            })
            .collect(),
    })
}

fn shown(frame: &Frame<'_>, slot: Slot) -> Option<ShownValue> {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    frame.get(slot).map(|value| shown_value(frame, value, ty))
}

/// The law behind the answer: that of the row that decides, if it has its own, and before
/// it that of the exceptions that hold.
fn basis(frame: &Frame<'_>, table: &Table, rows: &Rows) -> Vec<Citation> {
    let row = rows.decided().and_then(|row| table.rows.get(row));
    let own = row.map(|row| &row.basis).filter(|basis| !basis.is_empty());
    let own = own.unwrap_or(&table.basis);
    let mut all: Vec<Citation> = Vec::new();
    for output in &table.outputs {
        for one in exception::basis(frame, Target::Define(output.define), own) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}
