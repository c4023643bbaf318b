//! Tables: what they come to, and the rows that decide or may still decide.

use super::deadline::waiting;
use super::discretion::Known;
use super::failure::{no_row, two_rows};
use super::frame::Frame;
use super::interval::interval;
use super::proof::Prover;
use super::questions::reach;
use super::text::{row_text, shown_value};
use super::version::in_force;
use super::{cited, define, exception, interval};
use crate::diagnostic::Message;
use crate::evaluation::{
    Head, Outcome, OutputStatus, Proof, RowStatus, ShownValue, Status, TableVerdict,
};
use crate::model::{Citation, Hit, Output, Table, Target, Type};
use crate::program::{RangeSlots, Slot};
use crate::value::{Interval, Number, Truth};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How the rows of a table stand.
pub(super) struct Rows {
    /// By row.
    pub(super) statuses: Vec<Status>,
    /// Whether one of those that may decide surely is the one: of rows of which only one may
    /// be true, the one that is left.
    pub(super) ends: bool,
}

impl Rows {
    /// Goes through the rows as they are tried.
    pub(super) fn of(frame: &Frame<'_>, at: usize) -> Self {
        let program = frame.program;
        let (Some(table), Some(slots)) =
            (program.model.tables.get(at), program.tables.get(at))
        else {
            return Self { statuses: Vec::new(), ends: false };
        };
        let overrides = table.overrides();
        let mut statuses = Vec::new();
        let mut decided = false;
        let mut held = false;
        for (position, slot) in slots.rows.iter().enumerate() {
            let first = table.hit.in_order() || position < overrides;
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
        let mut rows = Self { statuses, ends: false };
        let surely = |row: usize| rows.statuses.get(row) == Some(&Status::Applies);
        rows.ends = if table.hit.in_order() || (0..overrides).any(surely) {
            rows.candidates().any(surely)
        } else {
            let mut plain = rows.candidates().filter(|row| *row >= overrides);
            plain.next().is_some_and(surely) && plain.next().is_none()
        };
        rows
    }

    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> {
        let statuses = self.statuses.iter().enumerate();
        statuses.filter(|(_, status)| **status != Status::Excluded).map(|(row, _)| row)
    }

    /// The true rows of a table that allows one, if there are several.
    fn twice(&self, frame: &Frame<'_>, at: usize) -> Option<Vec<usize>> {
        let table = frame.program.model.tables.get(at)?;
        let over = table.overrides();
        let held: Vec<usize> = self
            .candidates()
            .filter(|row| self.statuses.get(*row) == Some(&Status::Applies))
            .filter(|row| *row >= over)
            .collect();
        (table.hit == Hit::Unique && held.len() > 1).then_some(held)
    }

    /// The row that decides, if nothing else can.
    fn decided(&self) -> Option<usize> {
        let mut candidates = self.candidates();
        let first = candidates.next()?;
        let settled = self.statuses.get(first) == Some(&Status::Applies);
        (settled && candidates.next().is_none()).then_some(first)
    }
}

/// What the rows of a table leave, in one of its outputs.
#[derive(Clone)]
pub(super) struct Left {
    /// By row that may decide; nothing where an end is not known.
    pub(super) ranges: Vec<Option<Interval<Number>>>,
    /// Whether one of them surely is the one.
    pub(super) ends: bool,
}

impl Left {
    /// Reads the ranges of the rows that may decide. Where two are true of a table that
    /// allows one, nothing is known.
    pub(super) fn of(frame: &Frame<'_>, at: usize, ranges: &[RangeSlots]) -> Self {
        let rows = Rows::of(frame, at);
        let applies = applies(frame, at);
        if applies.is_false() {
            return Self { ranges: Vec::new(), ends: false };
        }
        if rows.twice(frame, at).is_some() {
            return Self { ranges: Vec::from([None]), ends: false };
        }
        let ranges = rows.candidates().filter_map(|row| ranges.get(row));
        Self {
            ranges: ranges.map(|range| interval(frame, *range)).collect(),
            ends: applies.is_true() && rows.ends,
        }
    }

    /// Whether it makes no difference which row it is.
    pub(super) fn agrees(&self) -> bool {
        self.ends
            && self.ranges.iter().all(|range| range.is_some())
            && self.ranges.iter().zip(self.ranges.iter().skip(1)).all(|(a, b)| a == b)
    }
}

/// Whether two rows are true of a table that allows one.
pub(super) fn is_mistaken(frame: &Frame<'_>, at: usize) -> bool {
    Rows::of(frame, at).twice(frame, at).is_some()
}

fn applies(frame: &Frame<'_>, at: usize) -> Truth {
    frame.truth_of(frame.program.tables.get(at).and_then(|slots| slots.when))
}

/// Returns what a range of a table still waits for: the rows that may decide, unless they
/// agree, and their ends.
pub(super) fn range_roots(
    frame: &Frame<'_>,
    at: usize,
    ranges: &[RangeSlots],
) -> Vec<Slot> {
    let Some(slots) = frame.program.tables.get(at) else { return Vec::new() };
    if applies(frame, at).is_false() {
        return Vec::new();
    }
    let mut roots: Vec<Slot> = slots.when.into_iter().collect();
    let rows = Rows::of(frame, at);
    if !Left::of(frame, at, ranges).agrees() {
        roots.extend(rows.candidates().filter_map(|row| slots.rows.get(row)).flatten());
    }
    for range in rows.candidates().filter_map(|row| ranges.get(row)) {
        roots.extend(range.lower.map(|(slot, _)| slot));
        roots.extend(range.upper.map(|(slot, _)| slot));
    }
    roots.retain(|slot| frame.is_unknown(*slot));
    roots
}

/// Says why a table comes to no range: no row is true, or two are where one may be.
pub(super) fn trouble(frame: &Frame<'_>, at: usize) -> Option<Message> {
    let table = frame.program.model.tables.get(at)?;
    if !applies(frame, at).is_true() {
        return None;
    }
    let rows = Rows::of(frame, at);
    if let Some(rows) = rows.twice(frame, at) {
        return Some(two_rows(frame, at, &rows));
    }
    rows.candidates().next().is_none().then(|| no_row(&table.label))
}

/// Returns the slots a table's answer still waits for.
pub(super) fn roots(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    let Some(table) = frame.program.model.tables.get(at) else { return Vec::new() };
    let mut roots = Vec::new();
    for (output, known) in table.outputs.iter().enumerate() {
        match known.define {
            Some(define) => roots.extend(define::slot(frame, define)),
            None => roots.extend(range_roots(frame, at, ranges(frame, at, output))),
        }
    }
    roots
}

fn ranges<'f>(frame: &'f Frame<'_>, at: usize, output: usize) -> &'f [RangeSlots] {
    let slots = frame.program.tables.get(at);
    slots.and_then(|slots| slots.ranges.get(output)).map_or(&[], Vec::as_slice)
}

/// What one output comes to.
fn output(frame: &Frame<'_>, at: usize, position: usize, known: &Output) -> OutputStatus {
    let status = |value, range, settled| OutputStatus {
        name: known.name.clone(),
        label: known.label.clone(),
        value,
        range,
        settled,
    };
    if let Some(define) = known.define {
        let value = define::slot(frame, define).and_then(|slot| shown(frame, slot));
        let settled = value.is_some();
        return status(value, None, settled);
    }
    let left = Left::of(frame, at, ranges(frame, at, position));
    let known_range = Known::gather(left.ranges.into_iter(), left.ends);
    let end =
        known.ranges.iter().find_map(|row| row.lower.as_ref().or(row.upper.as_ref()));
    let ty = end.map_or(Type::Mistake, |(end, _)| end.ty.clone());
    let settled = known_range.as_ref().is_some_and(|range| range.settled);
    let range = known_range.filter(|range| !range.range.is_empty());
    status(None, range.map(|range| interval::shown(&range.range, &ty)), settled)
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
        .enumerate()
        .map(|(position, known)| output(frame, at, position, known))
        .collect();
    let mut errors = reached.errors(frame);
    if table.outputs.iter().any(|output| output.define.is_none()) {
        errors.extend(trouble(frame, at).filter(|said| !errors.contains(said)));
    }
    let outcome = if outputs.iter().all(|output| output.settled) {
        Outcome::Decided
    } else {
        waiting(&reached)
    };
    let mut prover = Prover::new(frame);
    let values = table.outputs.iter().filter_map(|output| output.define);
    let values = values.filter_map(|define| define::slot(frame, define));
    let mut because: Vec<Proof> = values.map(|slot| prover.prove(slot)).collect();
    if table.outputs.iter().any(|output| output.define.is_none()) {
        because.extend(row_proofs(frame, at, &mut prover));
    }
    Some(TableVerdict {
        head: Head {
            name: table.name.clone(),
            label: table.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &basis(frame, table, &rows)),
            because,
            judge: reached.questions(frame),
            errors,
        },
        hit: table.hit.name(),
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
                    number: known.number.as_ref().map(ToString::to_string),
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
    let settled: Vec<usize> = match table.hit {
        Hit::First | Hit::Unique | Hit::Priority => rows.decided().into_iter().collect(),
        Hit::Collect(_) if rows.statuses.contains(&Status::Possible) => Vec::new(),
        Hit::Collect(_) => rows.candidates().collect(),
    };
    let mut own: Vec<Citation> = Vec::new();
    for one in
        settled.iter().filter_map(|row| table.rows.get(*row)).flat_map(|row| &row.basis)
    {
        if !own.contains(one) {
            own.push(one.clone());
        }
    }
    let own = if own.is_empty() { &table.basis } else { &own };
    let mut all: Vec<Citation> = Vec::new();
    for output in &table.outputs {
        let cited = output.define.map_or_else(
            || own.clone(),
            |define| exception::basis(frame, Target::Define(define), own),
        );
        for one in cited {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

/// The rows that decide or may still decide, each with why.
pub(super) fn row_proofs(
    frame: &Frame<'_>,
    at: usize,
    prover: &mut Prover<'_, '_>,
) -> Vec<Proof> {
    let Some(slots) = frame.program.tables.get(at) else { return Vec::new() };
    let rows = Rows::of(frame, at);
    let conditions = rows.candidates().filter_map(|row| slots.rows.get(row)).flatten();
    conditions.map(|slot| prover.prove(*slot)).collect()
}
