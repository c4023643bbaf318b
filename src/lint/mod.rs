//! What is no mistake, and yet somebody should look at. In: checked rules, their texts, and
//! the sides of thresholds that no test stands on. Out: warnings with codes `L…`. Never: a
//! warning that the author allowed, with a reason.

mod allow;
mod amounts;
mod citations;
mod labels;
mod unused;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Constant, ExprKind, FactOwner, Model, Portion, PortionOf, StepKind, TierResult,
};
use crate::program::{Program, constant};
use crate::text::{FileId, SourceText, Span};
use crate::value::Number;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// Looks at the main pack's rules; `untested` are places with what no test stands on.
pub(crate) fn lint(
    program: &Program,
    files: &[SourceText],
    untested: &[(Span, Message)],
) -> Vec<Diagnostic> {
    let model = &program.model;
    let mut found = Vec::new();
    citations::without(model, &mut found);
    citations::repealed(model, &mut found);
    citations::bounds_apart(model, &mut found);
    unused::unused(program, &mut found);
    amounts::off_by_ten_thousand(model, &mut found);
    labels::in_one_language(model, &mut found);
    portions_mixed(model, &mut found);
    tests_without_expectation(model, files, &mut found);
    for (span, sides) in untested {
        found.push(
            Diagnostic::warning(
                Code::LINT_BOUNDARY_UNTESTED,
                *span,
                format!("这条界线没有测试到：{}", sides.zh),
                format!("no test stands on this threshold: {}", sides.en),
            )
            .help(
                "用 `fadu test --suggest` 写出缺少的用例，再核对预期",
                "`fadu test --suggest` writes the missing cases, for a person to confirm",
            ),
        );
    }
    allow::allowed(files, &own_files(model, files), found)
}

/// The files of the main pack that declare something.
fn own_files(model: &Model, files: &[SourceText]) -> BTreeSet<FileId> {
    let mut own: BTreeSet<FileId> = BTreeSet::new();
    let facts =
        model.facts.iter().filter(|it| !it.foreign && it.owner == FactOwner::Fact);
    own.extend(facts.map(|it| it.span.file));
    own.extend(citations::places(model).map(|span| span.file));
    let defines = model.defines.iter().enumerate().filter(|(id, it)| {
        !is_foreign(model, &it.name) && model.parameter_of(*id).is_none()
    });
    own.extend(defines.map(|(_, it)| it.span.file));
    for (id, file) in (0_u32..).zip(files) {
        if model.cases.iter().any(|case| case.path == file.path) {
            own.insert(FileId(id));
        }
    }
    own
}

/// Whether a used pack declares it.
fn is_foreign(model: &Model, name: &str) -> bool {
    model.packs.iter().skip(1).any(|pack| {
        name.strip_prefix(pack.alias.as_str()).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Shares of the span and shares of the maximum, side by side in one benchmark.
fn portions_mixed(model: &Model, found: &mut Vec<Diagnostic>) {
    let whole = |portion: &Portion| {
        let one = |end: &Option<(crate::model::Expr, bool)>| {
            end.as_ref().is_some_and(|(expr, _)| {
                constant(expr) == Some(Constant::Number(Number::ONE))
            })
        };
        one(&portion.lower) && one(&portion.upper)
    };
    for benchmark in &model.benchmarks {
        for penalty in 0..benchmark.penalties.len() {
            let mut first: Option<(PortionOf, Span)> = None;
            for step in &benchmark.steps {
                let StepKind::Tier(TierResult::Penalties(parts)) = &step.kind else {
                    continue;
                };
                let parts = parts.iter().filter(|part| part.penalty == penalty);
                for portion in parts.filter_map(|part| part.portion.as_ref()) {
                    if !matches!(portion.of, PortionOf::Span | PortionOf::Maximum)
                        || whole(portion)
                    {
                        continue;
                    }
                    match first {
                        None => first = Some((portion.of, step.span)),
                        Some((of, before)) if of != portion.of => {
                            found.push(
                                Diagnostic::warning(
                                    Code::LINT_PORTIONS_MIXED,
                                    step.span,
                                    "同一基准里，有的阶次按幅度取百分比，有的按上限",
                                    "some tiers of this benchmark take a percentage of the span, \
                                     others of the maximum",
                                )
                                .help(
                                    "核对原文：按幅度 30% 与按上限 30% 是两个数",
                                    "look at the text: 30% of the span and 30% of the maximum differ",
                                )
                                .related(before, "另一种写法", "the other way"),
                            );
                            break;
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
}

/// A test that passes whatever the rules say.
fn tests_without_expectation(
    model: &Model,
    files: &[SourceText],
    found: &mut Vec<Diagnostic>,
) {
    for case in
        model.cases.iter().filter(|case| case.expect.is_empty() && !case.unconfirmed)
    {
        let Some(span) = line_span(files, &case.path, case.line) else { continue };
        found.push(
            Diagnostic::warning(
                Code::LINT_EXPECTS_NOTHING,
                span,
                format!("测试「{}」没有预期，怎样都通过", case.name),
                format!(
                    "the test `{}` expects nothing and passes whatever comes out",
                    case.name
                ),
            )
            .help(
                "写上预期；还没有想好的，在首行写「待确认」",
                "say what to expect, or mark it `unconfirmed`",
            ),
        );
    }
}

/// Returns the place of a line, without its indentation.
fn line_span(files: &[SourceText], path: &str, line: usize) -> Option<Span> {
    let (file, text) = (0_u32..).zip(files).find(|(_, file)| file.path == path)?;
    let mut start = 0_usize;
    for (number, known) in (1_usize..).zip(text.text.split('\n')) {
        if number == line {
            let indent = known.len().saturating_sub(known.trim_start().len());
            let end = start.saturating_add(known.trim_end().len());
            return Some(Span::new(FileId(file), start.saturating_add(indent), end));
        }
        start = start.saturating_add(known.len()).saturating_add(1);
    }
    None
}

/// Returns whether a text is written with Chinese characters.
fn has_chinese(text: &str) -> bool {
    text.to_string().chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// Walks an expression and everything inside it, not what its names stand for.
fn walk(expr: &crate::model::Expr, see: &mut dyn FnMut(&crate::model::Expr)) {
    see(expr);
    match &expr.kind {
        ExprKind::Not(inner)
        | ExprKind::OneOf(inner, _)
        | ExprKind::Contains(inner, _)
        | ExprKind::Negate(inner)
        | ExprKind::Round(inner, _, _)
        | ExprKind::DateOf(inner)
        | ExprKind::Shift { date: inner, .. } => walk(inner, see),
        ExprKind::And(parts)
        | ExprKind::Or(parts)
        | ExprKind::AtLeast(_, parts)
        | ExprKind::Highest(parts)
        | ExprKind::Lowest(parts) => parts.iter().for_each(|part| walk(part, see)),
        ExprKind::Over { when, value, .. } => {
            when.iter().chain(value).for_each(|part| walk(part, see));
        }
        ExprKind::Case(rows) | ExprKind::Unique(rows) | ExprKind::Collect(_, rows) => {
            for (when, value) in rows {
                when.iter().for_each(|when| walk(when, see));
                walk(value, see);
            }
        }
        ExprKind::Compare(_, left, right)
        | ExprKind::Assumed(left, right)
        | ExprKind::Add(left, right)
        | ExprKind::Subtract(left, right)
        | ExprKind::Multiply(left, right)
        | ExprKind::Divide(left, right)
        | ExprKind::Count(_, left, right) => {
            walk(left, see);
            walk(right, see);
        }
        ExprKind::Constant(_)
        | ExprKind::Fact(_)
        | ExprKind::Define(_)
        | ExprKind::OwnDefine(_)
        | ExprKind::Circumstance(_)
        | ExprKind::Due(_)
        | ExprKind::AsOf
        | ExprKind::InForce(_)
        | ExprKind::Item { .. }
        | ExprKind::Criterion { .. }
        | ExprKind::Known(_)
        | ExprKind::Judged(..)
        | ExprKind::Row(..)
        | ExprKind::Penalty { .. } => {}
    }
}
