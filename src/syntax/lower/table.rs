//! Decision tables: every cell is joined to its column here, so that a row is conditions.

use super::clause::When;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use super::statement::Statement;
use super::{Lower, end_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{
    Column, Expr, ExprKind, Gather, Hit, Output, RowTest, Table, TableCell, TableRow,
    Test,
};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

/// How many cells a table may have, outputs included.
const MAX_CELLS: usize = 50_000;

/// How long the columns may be, once for every row: each cell holds a copy of its column.
const MAX_COPIED: usize = 4 * 1024 * 1024;

impl Lower<'_> {
    /// Reads `table` 决策表.
    pub(super) fn table(&mut self, node: Node<'_>) -> Option<Table> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::table_body)?;
        let basis = self.basis(&mut statement);
        let version = self.version(&mut statement);
        let hit = self.hit(&mut statement);
        let mut columns = None;
        let mut rows = Vec::new();
        let mut broken = false;
        for child in body.inner() {
            match child.as_rule() {
                Rule::columns => match &columns {
                    None => columns = Some(child),
                    Some(_) => self.columns_twice(&child),
                },
                Rule::override_row | Rule::table_row => rows.push(child),
                Rule::bad_statement => {
                    broken = true;
                    self.bad_statement(&child, Some("table"));
                }
                _ => {}
            }
        }
        // What could not be read may be what is lacking.
        if broken && (columns.is_none() || rows.is_empty()) {
            return None;
        }
        let Some(head) = columns else {
            self.lacks(
                &statement,
                "「列」，例如：列 数量 | 次数 : 罚款",
                "`columns`, such as `columns quantity | times : money`",
            );
            return None;
        };
        if rows.is_empty() {
            self.lacks(&statement, "行", "rows");
            return None;
        }
        let (columns, outputs) = self.columns(head.clone())?;
        let width = columns.len().saturating_add(outputs.len());
        let copied = end_of(&head).saturating_sub(head.as_span().start());
        let cells = rows.len().saturating_mul(width);
        let copied = copied.saturating_mul(rows.len());
        if cells > MAX_CELLS || copied > MAX_COPIED {
            self.table_too_large(statement.name.span, cells, copied);
            return None;
        }
        let mut read = Some(Vec::new());
        for row in rows {
            let row = if row.as_rule() == Rule::override_row {
                self.override_row(row, outputs.len())
            } else {
                self.table_row(row, &columns, outputs.len())
            };
            collect(&mut read, row);
        }
        let table = Table {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            basis,
            hit: hit.unwrap_or(Hit::Unique),
            columns,
            outputs,
            rows: read?,
            span: statement.span,
        };
        self.finish(statement);
        Some(table)
    }

    fn hit(&mut self, statement: &mut Statement<'_>) -> Option<Hit> {
        let clause = self.take(statement, Rule::hit_clause)?;
        let mut words = clause.inner().skip(1);
        Some(match words.next()?.as_rule() {
            Rule::kw_first => Hit::First,
            Rule::kw_priority => Hit::Priority,
            Rule::kw_collect => {
                let word = words.next().and_then(|gather| gather.inner().next());
                Hit::Collect(match word.map(|word| word.as_rule()) {
                    Some(Rule::kw_gather_sum) => Gather::Sum,
                    Some(Rule::kw_gather_highest) => Gather::Highest,
                    Some(Rule::kw_gather_lowest) => Gather::Lowest,
                    Some(Rule::kw_gather_count) => Gather::Count,
                    _ => Gather::Set,
                })
            }
            _ => Hit::Unique,
        })
    }

    fn columns(&mut self, node: Node<'_>) -> Option<(Vec<Column>, Vec<Output>)> {
        let mut columns = Some(Vec::new());
        let mut outputs = Vec::new();
        for child in node.inner() {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::column => {
                    let mut parts = child.inner();
                    let value = parts.next().and_then(|value| self.arithmetic(value));
                    let label = parts.next().map(|label| self.label(label));
                    let column = value.map(|value| Column { value, label, span });
                    collect(&mut columns, column);
                }
                Rule::output => {
                    let mut parts = child.inner();
                    let name = self.name(&parts.next()?);
                    let mut output = Output { name, label: None, options: None };
                    for part in parts {
                        match part.as_rule() {
                            Rule::label => output.label = Some(self.label(part)),
                            Rule::path => output.options = Some(self.path(part)),
                            _ => {}
                        }
                    }
                    outputs.push(output);
                }
                _ => {}
            }
        }
        Some((columns?, outputs))
    }

    fn override_row(&mut self, node: Node<'_>, outputs: usize) -> Option<TableRow> {
        let mut statement = self.statement(node);
        let then = statement.next(Rule::override_then)?;
        let when = self.when(&mut statement);
        let basis = self.basis(&mut statement);
        let values = self.table_values(then.inner(), outputs, statement.span);
        let when = match when {
            When::Condition(when) => when,
            When::Broken => return None,
            When::Absent | When::Otherwise => {
                self.lacks(
                    &statement,
                    "「当」；「否则」写成单独的一行",
                    "`when` with a condition; `otherwise` is a row of its own",
                );
                return None;
            }
        };
        let (name, label) = (statement.name.clone(), statement.label.take());
        let span = statement.span;
        self.finish(statement);
        let test = RowTest::Override(name, label, when);
        Some(TableRow { test, values: values?, basis, span })
    }

    fn table_row(
        &mut self,
        node: Node<'_>,
        columns: &[Column],
        outputs: usize,
    ) -> Option<TableRow> {
        let span = self.span(&node);
        let mut left = Vec::new();
        let mut right = Vec::new();
        let mut basis = Vec::new();
        let mut otherwise = false;
        for child in node.inner() {
            match child.as_rule() {
                Rule::kw_otherwise => otherwise = true,
                Rule::cell => left.push(child),
                Rule::amount => right.push(child),
                Rule::basis_clause => {
                    let cited = child.inner().filter(|it| it.as_rule() == Rule::citation);
                    basis.extend(cited.map(|citation| self.citation(citation)));
                }
                _ => {}
            }
        }
        let test = if otherwise {
            RowTest::Otherwise
        } else {
            if left.len() != columns.len() {
                self.row_width(
                    span,
                    ("格", "cells"),
                    left.len(),
                    ("列", "columns"),
                    columns.len(),
                );
                return None;
            }
            let mut cells = Some(Vec::new());
            for (cell, column) in left.into_iter().zip(columns) {
                collect(&mut cells, self.cell(cell, &column.value));
            }
            RowTest::Cells(cells?)
        };
        let values = self.table_values(right.into_iter(), outputs, span)?;
        Some(TableRow { test, values, basis, span })
    }

    fn cell(&mut self, node: Node<'_>, subject: &Expr) -> Option<Option<Expr>> {
        let span = self.span(&node);
        let inner = node.inner().next()?;
        match inner.as_rule() {
            Rule::kw_any => Some(None),
            Rule::value_list => {
                let options = self.values(inner)?;
                let test = Test::InList { negated: false, options };
                let kind = ExprKind::Test(Box::new(subject.clone()), Box::new(test));
                Some(Some(Expr { kind, span }))
            }
            _ => self.asked(subject.clone(), inner.inner(), span).map(Some),
        }
    }

    fn table_values<'i>(
        &mut self,
        nodes: impl Iterator<Item = Node<'i>>,
        outputs: usize,
        span: Span,
    ) -> Option<Vec<TableCell>> {
        let mut values = Some(Vec::new());
        let mut count = 0_usize;
        for node in nodes.filter(|node| node.as_rule() == Rule::amount) {
            count = count.saturating_add(1);
            collect(&mut values, self.table_value(node));
        }
        if count != outputs {
            self.row_width(
                span,
                ("个结果", "results"),
                count,
                ("个结果列", "outputs"),
                outputs,
            );
            return None;
        }
        values
    }

    fn row_width(
        &mut self,
        span: Span,
        found: (&str, &str),
        count: usize,
        wanted: (&str, &str),
        of: usize,
    ) {
        self.report(
            Diagnostic::error(
                Code::TABLE_ROW_WIDTH,
                span,
                format!("这一行有 {count} {}，表有 {of} {}", found.0, wanted.0),
                format!(
                    "this row has {count} {}, but the table has {of} {}",
                    found.1, wanted.1
                ),
            )
            .help(
                "各格用「|」隔开，冒号后面写结果；不看这一列写「不限」",
                "part cells by `|` and write the results after the colon; a column that does \
                 not matter says `any`",
            ),
        );
    }

    fn columns_twice(&mut self, node: &Node<'_>) {
        let span = self.span(node);
        self.report(
            Diagnostic::error(
                Code::CLAUSE_TWICE,
                span,
                "「列」在同一张表里出现了两次",
                "`columns` stands twice in one table",
            )
            .help("一张表只写一次「列」", "a table names its columns once"),
        );
    }

    fn table_too_large(&mut self, span: Span, cells: usize, copied: usize) {
        let (zh, en) = if cells > MAX_CELLS {
            (
                format!("这张表太大：有 {cells} 格，最多 {MAX_CELLS} 格"),
                format!(
                    "this table is too large: {cells} cells, where {MAX_CELLS} may stand"
                ),
            )
        } else {
            (
                format!(
                    "这张表太大：「列」的长度乘以行数是 {copied} 字节，最多 {MAX_COPIED} 字节"
                ),
                format!(
                    "this table is too large: `columns` times the rows makes {copied} bytes, \
                     where {MAX_COPIED} may stand"
                ),
            )
        };
        self.report(Diagnostic::error(Code::TABLE_TOO_LARGE, span, zh, en).help(
            "拆成几张表；列里的长式子先用「定义」给它一个名称",
            "make several tables of it; give a long expression in `columns` a name with \
                 `define`",
        ));
    }
}
