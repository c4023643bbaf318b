//! The slot file of one evaluation: every value computed, and what is not known of it.

use super::reads::Reads;
use crate::program::{Cell, Program, Slot, intern};
use crate::value::{AsOf, Date, Judgement, Number, Small, Truth};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell;

pub(crate) use crate::program::{Failure, Value};

/// Why a slot has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Something it needs is not known.
    Unknown,
    /// This very calculation failed: an unknown with a cause, absorbed where unknown is.
    Error(Failure),
}

/// All slots of one evaluation.
pub(crate) struct Frame<'p> {
    pub(crate) program: &'p Program,
    pub(crate) as_of: AsOf,
    cells: Vec<Cell>,
    /// The values that no cell has room for.
    kept: Vec<Value>,
    /// Beside the values: whether a notice on holidays yet to come may change them. Empty
    /// until the first such value.
    provisional: Vec<bool>,
    /// Whether the operation at hand looked at a day that is not covered.
    pub(crate) uncovered: bool,
    /// The texts of facts and constants, each once.
    pub(crate) texts: Vec<String>,
    /// Beside [`Program::later`]: the same case by the rules at the decision.
    pub(crate) later: Vec<Self>,
    /// Whether anybody wants to know why.
    pub(crate) explains: bool,
    /// Which slots are looked at, where somebody wants to know.
    reads: Option<Reads>,
    /// A number for each slot, all nothing, for whoever needs them next.
    weights: cell::Cell<Vec<u64>>,
}

/// What was in all slots.
#[derive(Debug)]
pub(super) struct Snapshot {
    cells: Vec<Cell>,
    kept: Vec<Value>,
    provisional: Vec<bool>,
    texts: Vec<String>,
    later: Vec<Self>,
}

impl<'p> Frame<'p> {
    /// Begins with the constants in their slots, and nothing else known.
    pub(crate) fn new(program: &'p Program, as_of: AsOf) -> Self {
        let template = &program.template;
        Self {
            program,
            as_of,
            cells: template.cells.clone(),
            kept: template.kept.clone(),
            provisional: Vec::new(),
            uncovered: false,
            texts: template.texts.clone(),
            later: Vec::new(),
            explains: true,
            reads: None,
            weights: cell::Cell::default(),
        }
    }

    /// Returns a number for each slot, all nothing, to be given back as they were.
    pub(super) fn weights(&self) -> Vec<u64> {
        let mut weights = self.weights.take();
        weights.resize(self.cells.len(), 0);
        weights
    }

    /// Takes them back.
    pub(super) fn give_back(&self, weights: Vec<u64>) {
        self.weights.set(weights);
    }

    /// The same, and from now on it notes which slots are looked at.
    pub(super) fn noting(mut self) -> Self {
        self.reads = Some(Reads::new(self.cells.len()));
        self.later = self.later.into_iter().map(Self::noting).collect();
        self
    }

    /// Forgets which slots were looked at.
    pub(super) fn note_anew(&self) {
        self.reads.iter().for_each(Reads::clear);
        self.later.iter().for_each(Self::note_anew);
    }

    /// Returns the slots that were looked at: its own, and of each case at a decision.
    pub(super) fn noted(&self) -> Vec<Vec<Slot>> {
        let frames = core::iter::once(self).chain(&self.later);
        frames.map(|it| it.reads.as_ref().map(Reads::take).unwrap_or_default()).collect()
    }

    /// Keeps what is in the slots.
    pub(super) fn snapshot(self) -> Snapshot {
        Snapshot {
            cells: self.cells,
            kept: self.kept,
            provisional: self.provisional,
            texts: self.texts,
            later: self.later.into_iter().map(Self::snapshot).collect(),
        }
    }

    /// Returns which slots, its own and of each case at a decision, are not as they were;
    /// nothing where slot and slot cannot be compared.
    pub(super) fn changed_since(&self, before: &Snapshot) -> Option<Vec<Vec<bool>>> {
        let comparable = self.cells.len() == before.cells.len()
            && self.later.len() == before.later.len()
            && self.has_provisional() != before.provisional.is_empty();
        if !comparable {
            return None;
        }
        let cells = before.cells.iter().zip(&self.cells).enumerate();
        let own = cells.map(|(slot, (was, is))| {
            !same(*was, before, *is, self)
                || before.provisional.get(slot) != self.provisional.get(slot)
        });
        let mut changed = Vec::from([own.collect()]);
        for (before, now) in before.later.iter().zip(&self.later) {
            changed.extend(now.changed_since(before)?);
        }
        Some(changed)
    }

    /// Looks at a slot.
    #[inline]
    fn read(&self, slot: Slot) -> Option<&Cell> {
        if let Some(reads) = &self.reads {
            reads.note(slot);
        }
        self.cells.get(slot)
    }

    /// The same without the reasons.
    pub(crate) fn without_reasons(self) -> Self {
        self.explaining(false)
    }

    /// The same with the reasons.
    pub(crate) fn with_reasons(self) -> Self {
        self.explaining(true)
    }

    /// The same with the reasons, or without them.
    pub(super) fn explaining(mut self, explains: bool) -> Self {
        self.explains = explains;
        self.later = self.later.into_iter().map(|it| it.explaining(explains)).collect();
        self
    }

    /// Returns whether a notice on holidays yet to come may change a value.
    pub(crate) fn is_provisional(&self, slot: Slot) -> bool {
        if let Some(reads) = &self.reads {
            reads.note(slot);
        }
        self.provisional.get(slot) == Some(&true)
    }

    /// Returns whether there is any such value.
    pub(crate) fn has_provisional(&self) -> bool {
        !self.provisional.is_empty()
    }

    /// Marks the value of a slot so.
    pub(crate) fn mark_provisional(&mut self, slot: Slot) {
        if self.provisional.is_empty() {
            self.provisional.resize(self.program.ops.len(), false);
        }
        if let Some(known) = self.provisional.get_mut(slot) {
            *known = true;
        }
    }

    /// Returns what is in a slot.
    #[inline]
    pub(super) fn cell(&self, slot: Slot) -> Cell {
        self.read(slot).copied().unwrap_or(Cell::Unknown)
    }

    /// Returns the number in a slot, if it is one that a cell has room for.
    #[inline]
    pub(super) fn small(&self, slot: Slot) -> Option<Small> {
        match self.read(slot) {
            Some(Cell::Number { below, above }) => Some(Small::of_cell(*above, *below)),
            Some(
                Cell::Unknown
                | Cell::Failed(_)
                | Cell::Bool(_)
                | Cell::Date(_)
                | Cell::Text(_)
                | Cell::Judgement(_)
                | Cell::Choice(_)
                | Cell::Set(_)
                | Cell::Kept(_),
            )
            | None => None,
        }
    }

    /// Puts a result into its slot.
    #[inline]
    pub(super) fn set(&mut self, slot: Slot, cell: Cell) {
        if let Some(known) = self.cells.get_mut(slot) {
            *known = cell;
        }
    }

    /// Takes a result back: what reads it does not know it.
    pub(crate) fn forget(&mut self, slot: Slot) {
        self.set(slot, Cell::Unknown);
    }

    /// Returns the cell for a value, which is kept beside the cells if it is too large.
    pub(super) fn keep(&mut self, value: Value) -> Cell {
        Cell::of(value, &mut self.kept)
    }

    /// Returns the value in a cell.
    pub(super) fn value(&self, cell: Cell) -> Option<Value> {
        cell.value(&self.kept)
    }

    /// Returns the value of a slot, if it is known.
    pub(crate) fn get(&self, slot: Slot) -> Option<Value> {
        self.value(self.cell(slot))
    }

    /// Returns why a slot has no value, if it has none.
    pub(crate) fn cause(&self, slot: Slot) -> Option<Cause> {
        match self.cell(slot) {
            Cell::Unknown => Some(Cause::Unknown),
            Cell::Failed(failure) => Some(Cause::Error(failure)),
            Cell::Bool(_)
            | Cell::Number { .. }
            | Cell::Date(_)
            | Cell::Text(_)
            | Cell::Judgement(_)
            | Cell::Choice(_)
            | Cell::Set(_)
            | Cell::Kept(_) => None,
        }
    }

    /// Returns whether a slot has no value.
    #[inline]
    pub(crate) fn is_unknown(&self, slot: Slot) -> bool {
        matches!(self.read(slot), Some(Cell::Unknown | Cell::Failed(_)) | None)
    }

    #[inline]
    pub(crate) fn truth(&self, slot: Slot) -> Truth {
        if let Some(Cell::Bool(known)) = self.read(slot) {
            return Truth::from(*known);
        }
        Truth::Unknown
    }

    /// Returns the truth of a condition; what has none is always true.
    pub(crate) fn truth_of(&self, slot: Option<Slot>) -> Truth {
        slot.map_or(Truth::True, |slot| self.truth(slot))
    }

    pub(crate) fn number(&self, slot: Slot) -> Option<Number> {
        match self.get(slot)? {
            Value::Number(number) => Some(number),
            Value::Bool(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn date(&self, slot: Slot) -> Option<Date> {
        match self.get(slot)? {
            Value::Date(date) => Some(date),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    /// Returns a date or a moment.
    pub(crate) fn time(&self, slot: Slot) -> Option<AsOf> {
        match self.get(slot)? {
            Value::Date(date) => Some(date.into()),
            Value::Moment(moment) => Some(moment.into()),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Judgement(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn judgement(&self, slot: Slot) -> Option<Judgement> {
        match self.get(slot)? {
            Value::Judgement(answer) => Some(answer),
            Value::Bool(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::Choice(_)
            | Value::Set(_) => None,
        }
    }

    pub(crate) fn intern(&mut self, text: &str) -> usize {
        intern(&mut self.texts, text)
    }
}

/// Whether two slots hold the same: what stands beside the cells is compared itself, not by
/// its place there.
fn same(was: Cell, before: &Snapshot, is: Cell, now: &Frame<'_>) -> bool {
    match (was, is) {
        (Cell::Unknown, Cell::Unknown) => true,
        (Cell::Failed(was), Cell::Failed(is)) => was == is,
        (Cell::Text(was), Cell::Text(is)) => before.texts.get(was) == now.texts.get(is),
        (Cell::Unknown | Cell::Failed(_), _) | (_, Cell::Unknown | Cell::Failed(_)) => {
            false
        }
        (was, is) => was.value(&before.kept) == is.value(&now.kept),
    }
}
