//! Decision tables: every output is a definition whose rows ask the rows of the table.

use super::names::{Entity, Local, Resolved};
use super::packs::label;
use super::version::in_force;
use super::{Checker, Defined, Place, Progress, declare};
use crate::diagnostic::{Code, Diagnostic};
use crate::evaluation::to_canonical;
use crate::model::{
    Define, Expr, ExprKind, Gather, Hit, Output, Row, RowRange, Shown, Table, TableRange,
    Type,
};
use crate::syntax::tree;
use crate::text::Span;
use alloc::collections::BTreeMap;
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
            });
            self.defines.push((instance, Defined::Output(at, position)));
            self.progress.push(Progress::Waiting);
            if version.is_some() {
                let known = &self.model.defines;
                let first = known.iter().position(|known| known.name == name);
                self.model.versioned.defines.add(first.unwrap_or(define), define);
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
            rows.push(Row { number, name, label: own, when, basis });
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
        if version.is_some() {
            let known = &self.model.tables;
            let first = known.iter().position(|known| known.name == path);
            self.model.versioned.tables.add(first.unwrap_or(at), at);
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
    fn tried(
        &self,
        at: usize,
        table: &'a tree::Table,
    ) -> Vec<(Option<usize>, &'a tree::TableRow)> {
        ordered(table, self.orders.get(&at).map_or(&[], Vec::as_slice))
    }

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

    /// What the rows of a table come to in one output.
    pub(super) fn output(&mut self, place: Place, at: usize, output: usize) -> Expr {
        let Some((_, table)) = self.tables.get(at).copied() else {
            return self.mistake(Span::default());
        };
        let span = table.outputs.get(output).map_or(table.span, |known| known.name.span);
        let wanted = match self.options_of(place, table, output) {
            Ok(wanted) => wanted,
            Err(()) => return self.mistake(span),
        };
        let mut overrides = Vec::new();
        let mut plain = Vec::new();
        let mut first: Option<Expr> = None;
        for (position, (number, row)) in self.tried(at, table).into_iter().enumerate() {
            let own = self.of_row(place, at, position);
            let value = match row.values.get(output) {
                Some(tree::TableCell::Value(value)) => {
                    self.expr(own, value, wanted.as_ref())
                }
                // An output with a range is no definition.
                Some(tree::TableCell::Range { .. }) | None => self.mistake(row.span),
            };
            match &first {
                Some(first) => {
                    if !self.same(first, &value) {
                        return self.mistake(span);
                    }
                }
                None => {
                    let value = match &wanted {
                        Some(wanted) => self.expect_type(value.clone(), wanted),
                        None => value.clone(),
                    };
                    first = Some(value);
                }
            }
            let when = match &row.test {
                tree::RowTest::Otherwise => None,
                tree::RowTest::Cells(_) | tree::RowTest::Override(..) => Some(Expr {
                    kind: ExprKind::Row(at, position),
                    ty: Type::Bool,
                    span: row.span,
                }),
            };
            if number.is_none() {
                overrides.push((when, value));
            } else {
                plain.push((when, value));
            }
        }
        let Some(ty) = first.map(|first| first.ty) else { return self.mistake(span) };
        let (kind, ty) = match table.hit {
            tree::Hit::First | tree::Hit::Priority => {
                overrides.extend(plain);
                return Expr { kind: ExprKind::Case(overrides), ty, span };
            }
            tree::Hit::Unique => (ExprKind::Unique(plain), ty),
            tree::Hit::Collect(gather) => {
                let kept = overrides.is_empty();
                let Some(ty) = self.collected(gather, ty, kept, span) else {
                    return self.mistake(span);
                };
                (ExprKind::Collect(gathered(gather), plain), ty)
            }
        };
        if overrides.is_empty() {
            return Expr { kind, ty, span };
        }
        overrides.push((None, Expr { kind, ty: ty.clone(), span }));
        Expr { kind: ExprKind::Case(overrides), ty, span }
    }

    /// What all values of that type come to together; nothing if they come to nothing.
    fn collected(
        &mut self,
        gather: tree::Gather,
        ty: Type,
        no_override: bool,
        span: Span,
    ) -> Option<Type> {
        let (zh, en) = match (gather, &ty) {
            (_, Type::Mistake) => return Some(Type::Mistake),
            (tree::Gather::Sum, Type::Number(_) | Type::Period(_))
            | (
                tree::Gather::Highest | tree::Gather::Lowest,
                Type::Number(_) | Type::Period(_) | Type::Date | Type::Moment,
            ) => return Some(ty),
            (tree::Gather::Set | tree::Gather::Count, _) if !no_override => (
                "「全取」选项或者计数的表不能有「优先」的行",
                "a table that collects options, or counts, has no `override`",
            ),
            (tree::Gather::Count, _) => {
                return Some(Type::Number(crate::model::Unit::Plain));
            }
            (tree::Gather::Set, Type::Choice(fact)) => return Some(Type::Set(*fact)),
            (tree::Gather::Set, _) => (
                "「全取」后面没有写怎样合并，结果就要是「作为」一个事实的选项",
                "`collect` alone gathers options: the output needs `as` and a fact",
            ),
            (tree::Gather::Sum, _) => (
                "「全取 合计」的结果要是数、金额或者期间",
                "`collect sum` adds numbers, amounts or lengths of time",
            ),
            (tree::Gather::Highest | tree::Gather::Lowest, _) => (
                "「全取 最高」「全取 最低」的结果要有大小",
                "`collect highest` and `collect lowest` need values that have an order",
            ),
        };
        self.report(Diagnostic::error(Code::TABLE_OUTPUT, span, zh, en).help(
            "数用「合计」「最高」「最低」「计数」；选项写「作为」和那个单选的事实",
            "numbers go with `sum`, `highest`, `lowest`, `count`; options with `as` and their \
             fact",
        ));
        None
    }

    fn no_priority(&mut self, table: &tree::Table) {
        let span = table.outputs.first().map_or(table.span, |known| known.name.span);
        self.report(
            Diagnostic::error(
                Code::TABLE_OUTPUT,
                span,
                "「命中 优先级」按第一个结果的选项排先后，它要写「作为」和一个单选的事实",
                "`hit priority` goes by the options of the first output, which needs `as` and \
                 a fact of the type `one of`",
            )
            .help(
                "数取最大的写「命中 全取 最高」",
                "of numbers the greatest is `hit collect highest`",
            ),
        );
    }

    /// The type that `as FACT` gives an output.
    fn options_of(
        &mut self,
        place: Place,
        table: &tree::Table,
        output: usize,
    ) -> Result<Option<Type>, ()> {
        let options = table.outputs.get(output).and_then(|known| known.options.as_ref());
        let Some(path) = options else { return Ok(None) };
        let resolved = self.resolve(place, path).ok_or(())?;
        if let Resolved::Entity(Entity::Fact(id)) = resolved
            && let Some(fact) = self.model.facts.get(id)
            && let Type::Choice(_) = super::types::fact_type(id, &fact.kind)
        {
            return Ok(Some(Type::Choice(id)));
        }
        self.report(
            Diagnostic::error(
                Code::FACT_EXPECTED,
                path.span,
                "「作为」后面要写一个单选的事实",
                "`as` needs a fact of the type `one of`",
            )
            .help("结果用它的选项", "its options are what the rows come to"),
        );
        Err(())
    }

    /// How bounds are read in a table.
    fn of_table(&mut self, at: usize, instance: usize) -> Place {
        let basis = self.model.tables.get(at).map(|table| table.basis.clone());
        let place = self.place(instance, Local::None);
        self.under(place, &basis.unwrap_or_default())
    }

    fn of_row(&mut self, place: Place, at: usize, row: usize) -> Place {
        let table = self.model.tables.get(at);
        let basis = table.and_then(|table| table.rows.get(row)).map(|row| &row.basis);
        let basis = basis.cloned().unwrap_or_default();
        self.under(place, &basis)
    }

    /// Returns the place of a table's name.
    pub(super) fn table_name(&self, at: usize) -> Span {
        self.tables.get(at).map_or_else(Span::default, |(_, table)| table.name.span)
    }

    /// Returns how many outputs a table has.
    pub(super) fn outputs(&self, at: usize) -> usize {
        self.model.tables.get(at).map_or(0, |table| table.outputs.len())
    }

    /// Returns whether an output of a table comes to ranges.
    pub(super) fn is_range(&self, at: usize, output: usize) -> bool {
        let table = self.model.tables.get(at);
        let known = table.and_then(|table| table.outputs.get(output));
        known.is_some_and(|known| known.define.is_none())
    }

    /// Returns the output that a path names, if it comes to ranges: in every version of the
    /// table.
    pub(super) fn range_named(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Vec<TableRange> {
        let before = self.diagnostics.len();
        let resolved = self.resolve(place, path);
        self.diagnostics.truncate(before);
        let (at, output) = match resolved {
            Some(Resolved::Entity(Entity::Range(at, output))) => (at, output),
            Some(Resolved::Entity(Entity::Table(at)))
                if self.outputs(at) == 1 && self.is_range(at, 0) =>
            {
                (at, 0)
            }
            _ => return Vec::new(),
        };
        let own = Vec::from([TableRange { table: at, output }]);
        let Some(name) = self.model.tables.get(at).and_then(|known| {
            known.outputs.get(output).map(|output| output.name.clone())
        }) else {
            return own;
        };
        let versions = self.model.versioned.tables.of(at);
        if versions.is_empty() {
            return own;
        }
        let found = versions.iter().filter_map(|table| {
            let outputs = &self.model.tables.get(*table)?.outputs;
            let output = outputs.iter().position(|known| known.name == name)?;
            outputs
                .get(output)?
                .define
                .is_none()
                .then_some(TableRange { table: *table, output })
        });
        found.collect()
    }

    /// The ranges of one output, by row.
    fn ranges(&mut self, place: Place, at: usize, output: usize) {
        let Some((_, table)) = self.tables.get(at).copied() else { return };
        if table.outputs.get(output).is_some_and(|known| known.options.is_some()) {
            let span = table.outputs.get(output).map_or(table.span, |it| it.name.span);
            self.range_of_options(span);
        }
        if let tree::Hit::Collect(_) = table.hit {
            let span = table.outputs.get(output).map_or(table.span, |it| it.name.span);
            self.range_collected(span);
        }
        let mut ranges: Vec<RowRange> = Vec::new();
        let mut first: Option<Expr> = None;
        for (position, (_, row)) in self.tried(at, table).into_iter().enumerate() {
            let own = self.of_row(place, at, position);
            let wanted = first.as_ref().map(|first| first.ty.clone());
            let (lower, upper) = match row.values.get(output) {
                Some(tree::TableCell::Value(value)) => {
                    let value = self.expr(own, value, wanted.as_ref());
                    (Some((value.clone(), true)), Some((value, true)))
                }
                Some(tree::TableCell::Range { base, range }) => {
                    // A multiple says nothing of what it multiplies.
                    let wanted = wanted.filter(|_| base.is_none());
                    let ends = self.amounts(own, base.as_ref(), range, wanted.as_ref());
                    self.ordered(range.span, ends.0.as_ref(), ends.1.as_ref());
                    ends
                }
                None => (None, None),
            };
            for (end, _) in lower.iter().chain(&upper) {
                match &first {
                    None => {
                        self.measured(end);
                        first = Some(end.clone());
                    }
                    Some(first) => {
                        let first = first.clone();
                        self.same(&first, end);
                    }
                }
            }
            ranges.push(RowRange { lower, upper });
        }
        let known = self.model.tables.get_mut(at);
        if let Some(known) = known.and_then(|known| known.outputs.get_mut(output)) {
            known.ranges = ranges;
        }
    }

    /// A range has ends that are numbers.
    fn measured(&mut self, end: &Expr) {
        if matches!(end.ty, Type::Number(_) | Type::Period(_) | Type::Mistake) {
            return;
        }
        let found = self.type_text(&end.ty);
        self.report(
            Diagnostic::error(
                Code::TABLE_OUTPUT,
                end.span,
                format!("表的结果里的区间要写数、金额或者期间，却是{}", found.zh),
                format!(
                    "a range in a table needs numbers, amounts or lengths of time, but this is \
                     {}",
                    found.en
                ),
            )
            .help(
                "日期、文字、选项写成一个值",
                "write one value where it is a date, a text or an option",
            ),
        );
    }

    /// A table is named alone where it has one output.
    pub(super) fn only_output(&mut self, at: usize, span: Span) -> Option<Entity> {
        let table = self.model.tables.get(at)?;
        if let [only] = table.outputs.as_slice() {
            return Some(only.define.map_or(Entity::Range(at, 0), Entity::Define));
        }
        let names: Vec<&str> =
            table.outputs.iter().map(|output| output.name.as_str()).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        let name = table.name.clone();
        self.report(
            Diagnostic::error(
                Code::UNKNOWN_MEMBER,
                span,
                format!("「{name}」有几个结果，要写明哪一个"),
                format!("`{name}` comes to several things; say which"),
            )
            .help(
                format!("写「{name}.」加结果的名称：{zh}"),
                format!("write `{name}.` and one of: {en}"),
            ),
        );
        None
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

    fn range_collected(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::TABLE_OUTPUT,
                span,
                "「全取」合并的是值，不能是区间",
                "`collect` gathers values, not ranges",
            )
            .help("每行写一个值", "write one value in every row"),
        );
    }

    fn range_of_options(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::TABLE_OUTPUT,
                span,
                "写了「作为」的结果是选项，不能是区间",
                "an output with `as` comes to options, not to ranges",
            )
            .help("去掉「作为」", "leave `as` out"),
        );
    }
}

/// Whether some row comes to a range there: then all do.
fn comes_to_ranges(table: &tree::Table, output: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.values.get(output));
    cells.any(|cell| matches!(cell, tree::TableCell::Range { .. }))
}

const fn gathered(gather: tree::Gather) -> Gather {
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
fn ordered<'t>(
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
