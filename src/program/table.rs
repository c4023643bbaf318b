//! Tables: the slots of every row.

use super::{Builder, Named, Op, Slot};
use crate::model::{Table, Type};
use alloc::vec::Vec;

/// A table's slots.
#[derive(Debug, Clone)]
pub(crate) struct TableSlots {
    /// Whether its version is in force.
    pub(crate) when: Option<Slot>,
    /// The conditions, by row; `None` is otherwise.
    pub(crate) rows: Vec<Option<Slot>>,
}

/// Compiles a table.
pub(super) fn compile(builder: &mut Builder<'_>, at: usize, table: &Table) -> TableSlots {
    let when = builder.guard(&table.in_force, None);
    let rows = table.rows.iter().enumerate();
    let rows = rows
        .map(|(row, known)| known.when.as_ref().map(|_| builder.row(at, row)))
        .collect();
    TableSlots { when, rows }
}

impl Builder<'_> {
    /// Whether a row of a table is true.
    pub(crate) fn row(&mut self, at: usize, row: usize) -> Slot {
        let name = Named::Row(at, row);
        if let Some(slot) = self.built.get(&name) {
            return *slot;
        }
        let known = self.model.tables.get(at).and_then(|table| table.rows.get(row));
        let inner = known.and_then(|row| row.when.as_ref()).map(|when| self.expr(when));
        let slot = self.push(Op::Name(name, inner.unwrap_or(0)), Type::Bool);
        self.built.insert(name, slot);
        slot
    }
}
