//! The rows of decision tables: what each asks, and that no two ask the same.

use super::table::comes_to_ranges;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::evaluation::to_canonical;
use crate::model::{Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Second pass: the conditions of all rows.
    pub(super) fn check_table(&mut self, at: usize) {
        let Some((instance, table)) = self.tables.get(at).copied() else { return };
        let place = self.of_table(at, instance);
        for output in 0..table.outputs.len() {
            if comes_to_ranges(table, output) {
                self.ranges(place, at, output);
            }
        }
        // A mistake in a column is one mistake, not one in every row.
        let sound: Vec<bool> = table
            .columns
            .iter()
            .map(|column| self.expr(place, &column.value, None).ty != Type::Mistake)
            .collect();
        let mut said: Vec<Vec<Code>> = table.columns.iter().map(|_| Vec::new()).collect();
        let mut seen: BTreeMap<Vec<u8>, Span> = BTreeMap::new();
        let rows = self.tried(at, table);
        let last = rows.len().saturating_sub(1);
        for (position, (_, row)) in rows.into_iter().enumerate() {
            let place = self.of_row(place, at, position);
            let when = match &row.test {
                tree::RowTest::Otherwise => {
                    if position < last {
                        self.otherwise_not_last(row.span);
                    }
                    continue;
                }
                tree::RowTest::Override(_, _, when) => self.condition(place, when),
                tree::RowTest::Cells(cells) => {
                    let mut parts = Vec::new();
                    let columns = sound.iter().zip(&mut said);
                    for (cell, (_, said)) in
                        cells.iter().zip(columns).filter(|(_, (sound, _))| **sound)
                    {
                        let Some(cell) = cell else { continue };
                        parts.push(self.cell(place, cell, said));
                    }
                    Expr { kind: ExprKind::And(parts), ty: Type::Bool, span: row.span }
                }
            };
            let whole = match &when.kind {
                ExprKind::And(parts) => parts.iter().all(|it| it.ty != Type::Mistake),
                _ => when.ty != Type::Mistake,
            };
            if whole && sound.iter().all(|sound| *sound) {
                let first = *seen.entry(to_canonical(&when)).or_insert(row.span);
                if first != row.span {
                    self.row_twice(row.span, first);
                }
            }
            let known = self.model.tables.get_mut(at);
            if let Some(known) = known.and_then(|known| known.rows.get_mut(position)) {
                known.when = Some(when);
            }
        }
    }

    /// The condition of one cell. A column of another type or unit than its cells is one
    /// mistake: it is said at the first of them.
    fn cell(&mut self, place: Place, cell: &tree::Expr, said: &mut Vec<Code>) -> Expr {
        let before = self.diagnostics.len();
        let condition = self.condition(place, cell);
        let apart = |code: Code| {
            matches!(
                code,
                Code::UNIT_MISMATCH | Code::TYPE_MISMATCH | Code::NOT_COMPARABLE
            )
        };
        let codes: Vec<Code> =
            self.diagnostics.iter().skip(before).map(|new| new.code).collect();
        if !codes.is_empty()
            && codes.iter().all(|code| apart(*code) && said.contains(code))
        {
            self.diagnostics.truncate(before);
        }
        said.extend(codes);
        condition
    }

    pub(super) fn of_row(&mut self, place: Place, at: usize, row: usize) -> Place {
        let table = self.model.tables.get(at);
        let basis = table.and_then(|table| table.rows.get(row)).map(|row| &row.basis);
        let basis = basis.cloned().unwrap_or_default();
        self.under(place, &basis)
    }

    fn row_twice(&mut self, span: Span, first: Span) {
        self.report(
            Diagnostic::error(
                Code::TABLE_ROW_TWICE,
                span,
                "这一行的条件与前面一行完全相同",
                "this row has the very conditions of one before it",
            )
            .help(
                "删去一行，或者改正其中的一格",
                "leave one of the two out, or correct a cell",
            )
            .related(first, "前面的一行", "the row before"),
        );
    }
}
