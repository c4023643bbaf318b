//! Decision tables as declared: their names, and the order in which their rows are tried. Every
//! output is a definition whose rows ask the rows of the table.

use super::index::Kind;
use super::names::{Entity, Local};
use super::packs::label;
use super::version::in_force;
use super::{Checker, Defined, Place, Progress, declare};
use crate::model::{Define, Gather, Hit, Output, Row, Shown, Table, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::vec::Vec;

impl<'a> Checker<'a> {
    pub(super) fn declare_table(&mut self, instance: usize, table: &'a tree::Table) {
        let at = self.model.tables.len();
        let basis = self.citations(instance, &table.basis);
        let path = self.path(instance, &table.name.text);
        let version = self.declare_version(instance, "", &table.name, &table.version);
        self.distinct(table.outputs.iter().map(|output| &output.name));
        let mut outputs = Vec::new();
        for (position, output) in table.outputs.iter().enumerate() {
            let define = self.model.defines.len();
            let name = format!("{path}.{}", output.name.text);
            let own = label(output.label.as_ref(), &output.name.text);
            let ranges = comes_to_ranges(table, position);
            outputs.push(Output {
                name: output.name.text.clone(),
                label: own.clone(),
                define: (!ranges).then_some(define),
                ranges: Vec::new(),
            });
            if ranges {
                continue;
            }
            self.model.defines.push(Define {
                name: name.clone(),
                label: own,
                in_force: in_force(version),
                value: declare::placeholder(output.name.span),
                basis: basis.clone(),
                span: output.name.span,
            });
            self.defines.push((instance, Defined::Output(at, position)));
            self.progress.push(Progress::Waiting);
            let first = self.index.add(Kind::Define, &name, define);
            if version.is_some() {
                self.model.versioned.defines.add(first, define);
            }
        }
        let mut rows = Vec::new();
        for (number, row) in ordered(table, &[]) {
            let basis = self.citations(instance, &row.basis);
            let (name, own) = match &row.test {
                tree::RowTest::Override(name, own, _) => {
                    (Some(name.text.clone()), Some(label(own.as_ref(), &name.text)))
                }
                tree::RowTest::Cells(_) | tree::RowTest::Otherwise => (None, None),
            };
            let when = match &row.test {
                tree::RowTest::Otherwise => None,
                tree::RowTest::Cells(_) | tree::RowTest::Override(..) => {
                    Some(declare::placeholder(row.span))
                }
            };
            rows.push(Row { number, name, label: own, when, basis, span: row.span });
        }
        self.distinct(table.rows.iter().filter_map(|row| match &row.test {
            tree::RowTest::Override(name, _, _) => Some(name),
            tree::RowTest::Cells(_) | tree::RowTest::Otherwise => None,
        }));
        self.model.tables.push(Table {
            label: label(table.label.as_ref(), &table.name.text),
            name: path.clone(),
            in_force: in_force(version),
            basis,
            hit: match table.hit {
                tree::Hit::First => Hit::First,
                tree::Hit::Unique => Hit::Unique,
                tree::Hit::Priority => Hit::Priority,
                tree::Hit::Collect(gather) => Hit::Collect(gathered(gather)),
            },
            outputs,
            rows,
        });
        self.tables.push((instance, table));
        self.declare_name(instance, &table.name, Entity::Table(at), version.is_some());
        let first = self.index.add(Kind::Table, &path, at);
        if version.is_some() {
            self.model.versioned.tables.add(first, at);
        }
        if instance == 0 {
            self.model.shown.push(Shown::Table(at));
        }
    }

    /// Names are known now: sorts the rows of tables whose options have an order.
    pub(super) fn order_tables(&mut self) {
        for at in 0..self.tables.len() {
            let Some((instance, table)) = self.tables.get(at).copied() else { continue };
            if table.hit != tree::Hit::Priority {
                continue;
            }
            let place = self.of_table(at, instance);
            let before = self.diagnostics.len();
            let wanted = self.options_of(place, table, 0);
            self.diagnostics.truncate(before);
            let fact = match wanted {
                Ok(Some(Type::Choice(fact))) => fact,
                // Said where the output is looked at.
                Err(()) => continue,
                Ok(_) => {
                    self.no_priority(table);
                    continue;
                }
            };
            let rank = |row: &tree::TableRow| match row.values.first() {
                Some(tree::TableCell::Value(tree::Expr {
                    kind: tree::ExprKind::Path(path),
                    ..
                })) => match path.segments.as_slice() {
                    [name] => self.option_of(fact, &name.text),
                    _ => None,
                },
                _ => None,
            };
            let mut order: Vec<usize> = (0..table.rows.len()).collect();
            // `otherwise` is last in any case.
            order.sort_by_key(|row| {
                let known = table.rows.get(*row);
                let last = known.is_none_or(|row| row.test == tree::RowTest::Otherwise);
                (last, known.and_then(rank))
            });
            let sorted = ordered(table, &order);
            let mut rows = Vec::new();
            if let Some(known) = self.model.tables.get(at) {
                for (number, row) in &sorted {
                    let found = known.rows.iter().find(|known| {
                        known.number == *number
                            && match &row.test {
                                tree::RowTest::Override(name, _, _) => {
                                    known.name.as_ref() == Some(&name.text)
                                }
                                tree::RowTest::Cells(_) | tree::RowTest::Otherwise => {
                                    true
                                }
                            }
                    });
                    rows.extend(found.cloned());
                }
            }
            if let Some(known) = self.model.tables.get_mut(at) {
                known.rows = rows;
            }
            self.orders.insert(at, order);
        }
    }

    /// The rows of a table as they are tried, with their numbers.
    pub(super) fn tried(
        &self,
        at: usize,
        table: &'a tree::Table,
    ) -> Vec<(Option<usize>, &'a tree::TableRow)> {
        ordered(table, self.orders.get(&at).map_or(&[], Vec::as_slice))
    }

    /// How bounds are read in a table.
    pub(super) fn of_table(&mut self, at: usize, instance: usize) -> Place {
        let basis = self.model.tables.get(at).map(|table| table.basis.clone());
        let place = self.place(instance, Local::None);
        self.under(place, &basis.unwrap_or_default())
    }

    /// Returns the place of a table's name.
    pub(super) fn table_name(&self, at: usize) -> Span {
        self.tables.get(at).map_or_else(Span::default, |(_, table)| table.name.span)
    }
}

/// Whether some row comes to a range there: then all do.
pub(super) fn comes_to_ranges(table: &tree::Table, output: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.values.get(output));
    cells.any(|cell| matches!(cell, tree::TableCell::Range { .. }))
}

pub(super) const fn gathered(gather: tree::Gather) -> Gather {
    match gather {
        tree::Gather::Set => Gather::Set,
        tree::Gather::Sum => Gather::Sum,
        tree::Gather::Highest => Gather::Highest,
        tree::Gather::Lowest => Gather::Lowest,
        tree::Gather::Count => Gather::Count,
    }
}

/// The rows as they are tried, those that override first; the others with their numbers. An
/// order that is empty is that in which they are written.
pub(super) fn ordered<'t>(
    table: &'t tree::Table,
    order: &[usize],
) -> Vec<(Option<usize>, &'t tree::TableRow)> {
    let mut overrides = Vec::new();
    let mut plain = Vec::new();
    let mut numbers = 1_usize..;
    for row in &table.rows {
        let number = match row.test {
            tree::RowTest::Override(..) => None,
            tree::RowTest::Cells(_) | tree::RowTest::Otherwise => numbers.next(),
        };
        plain.push((number, row));
    }
    let written: Vec<usize> = (0..plain.len()).collect();
    let order = if order.is_empty() { written.as_slice() } else { order };
    let mut rest = Vec::new();
    for one in order.iter().filter_map(|row| plain.get(*row)) {
        if one.0.is_none() { overrides.push(*one) } else { rest.push(*one) }
    }
    // Overrides are tried as written, whatever the order of the others.
    overrides.sort_by_key(|(_, row)| row.span.start);
    overrides.extend(rest);
    overrides
}
