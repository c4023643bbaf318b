//! Tables: the slots of every row.

use super::{Builder, Named, Op, RangeSlots, Slot};
use crate::model::{Expr, Table, Type};
use alloc::vec::Vec;

/// A table's slots.
#[derive(Debug, Clone)]
pub(crate) struct TableSlots {
    /// Whether its version is in force.
    pub(crate) when: Option<Slot>,
    /// The conditions, by row; `None` is otherwise.
    pub(crate) rows: Vec<Option<Slot>>,
    /// The ranges, by output, by row; nothing of an output that comes to values.
    pub(crate) ranges: Vec<Vec<RangeSlots>>,
}

/// Compiles a table.
pub(super) fn compile(builder: &mut Builder<'_>, at: usize, table: &Table) -> TableSlots {
    let when = builder.guard(&table.in_force, None);
    let rows = table.rows.iter().enumerate();
    let rows: Vec<Option<Slot>> = rows
        .map(|(row, known)| known.when.as_ref().map(|_| builder.row(at, row)))
        .collect();
    let ranges = table.outputs.iter().map(|output| {
        let rows = output.ranges.iter();
        rows.map(|row| RangeSlots {
            lower: end(builder, row.lower.as_ref()),
            upper: end(builder, row.upper.as_ref()),
        })
        .collect()
    });
    TableSlots { when, rows, ranges: ranges.collect() }
}

fn end(builder: &mut Builder<'_>, end: Option<&(Expr, bool)>) -> Option<(Slot, bool)> {
    end.map(|(expr, included)| (builder.expr(expr), *included))
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
