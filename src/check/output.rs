//! What the rows of a decision table come to: values, options, or ranges.

use super::names::{Entity, Resolved};
use super::table::gathered;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Expr, ExprKind, RowRange, TableRange, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
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

    pub(super) fn no_priority(&mut self, table: &tree::Table) {
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
    pub(super) fn options_of(
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

    /// Whether what was found is an output that comes to ranges, or a table with that alone.
    pub(super) fn comes_to_ranges(&self, found: Entity) -> bool {
        if let Entity::Table(at) = found {
            return self.outputs(at) == 1 && self.is_range(at, 0);
        }
        matches!(found, Entity::Range(..))
    }

    /// `amount in table.range`: whether it lies inside is known only with its row.
    pub(super) fn in_range_of_table(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::PARAMETER_READ,
                span,
                "决策表给出的幅度只能由阶次采用，不能问某个数是否在里面",
                "a range that a table comes to is for tiers; it cannot be asked whether something \
                 lies in it",
            )
            .help(
                "由阶次采用：「则 罚款 表.幅度」；要问拟罚数额是否在幅度内，写「拟处 罚款 = 数额」",
                "let a tier take it: `then fine table.range`; whether a proposed amount lies in \
                 it is told of `proposed fine = amount`",
            ),
        );
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
    pub(super) fn ranges(&mut self, place: Place, at: usize, output: usize) {
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
