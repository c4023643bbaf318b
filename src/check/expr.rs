//! Expressions: types and units checked.

use super::depth::MAX_LEVELS;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Type, Unit};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Date, LegalPeriod, Moment, Number, PeriodUnit};
use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Checks an expression; `wanted` tells a bare word which choice it may be an option of.
    pub(super) fn expr(
        &mut self,
        place: Place,
        expr: &tree::Expr,
        wanted: Option<&Type>,
    ) -> Expr {
        if self.levels >= MAX_LEVELS {
            self.too_many_levels(expr.span, self.levels.saturating_add(1), MAX_LEVELS);
            return self.mistake(expr.span);
        }
        self.levels = self.levels.saturating_add(1);
        let checked = self.checked(place, expr, wanted);
        self.levels = self.levels.saturating_sub(1);
        checked
    }

    fn checked(
        &mut self,
        place: Place,
        expr: &tree::Expr,
        wanted: Option<&Type>,
    ) -> Expr {
        let span = expr.span;
        match &expr.kind {
            tree::ExprKind::Literal(literal) => self.literal(literal, span),
            tree::ExprKind::Path(path) => self.path_expr(place, path, wanted),
            tree::ExprKind::Unless(main, except) => {
                let main = self.condition(place, main);
                let except = self.condition(place, except);
                boolean(ExprKind::And(vec![main, not(except)]), span)
            }
            tree::ExprKind::Or(parts) | tree::ExprKind::AnyOf(parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::Or(parts), span)
            }
            tree::ExprKind::And(parts) | tree::ExprKind::AllOf(parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::And(parts), span)
            }
            tree::ExprKind::NoneOf(parts) => {
                let parts = self.conditions(place, parts);
                not(boolean(ExprKind::Or(parts), span))
            }
            tree::ExprKind::AtLeastOf(count, parts) => {
                let parts = self.conditions(place, parts);
                boolean(ExprKind::AtLeast(*count, parts), span)
            }
            tree::ExprKind::Not(inner) => {
                let inner = self.condition(place, inner);
                Expr { span, ..not(inner) }
            }
            tree::ExprKind::Compare(op, left, right) => {
                self.compare(place, *op, left, right, span)
            }
            tree::ExprKind::WithinOf { before, left, right, period } => {
                self.within(place, *before, left, right, period, span)
            }
            tree::ExprKind::Test(value, test) => self.test(place, value, test, span),
            tree::ExprKind::Effect(modality, effect) => {
                self.effect(place, *modality, *effect, span)
            }
            tree::ExprKind::Case(case) => self.case(place, case, wanted, span),
            tree::ExprKind::Over(over) => self.over(place, over, span),
            tree::ExprKind::Records(_) => {
                self.report(Diagnostic::error(
                    Code::TYPE_MISMATCH,
                    span,
                    "列表的内容只能写在「给定」里",
                    "the records of a list stand only after `given`",
                ));
                self.mistake(span)
            }
            tree::ExprKind::HighestOf(parts) => {
                self.extreme(place, parts, span, ExprKind::Highest)
            }
            tree::ExprKind::LowestOf(parts) => {
                self.extreme(place, parts, span, ExprKind::Lowest)
            }
            tree::ExprKind::CappedAt(value, cap) => {
                self.pair(place, value, cap, span, ExprKind::Lowest)
            }
            tree::ExprKind::NotBelow(value, floor) => {
                self.pair(place, value, floor, span, ExprKind::Highest)
            }
            tree::ExprKind::Rounded(value, step, mode) => {
                self.rounded(place, value, step, *mode, span)
            }
            tree::ExprKind::Add(left, right) => self.sum(place, left, right, false, span),
            tree::ExprKind::Subtract(left, right) => {
                self.sum(place, left, right, true, span)
            }
            tree::ExprKind::Multiply(left, right) => {
                self.product(place, left, right, span)
            }
            tree::ExprKind::Divide(left, right) => {
                self.quotient(place, left, right, span)
            }
            tree::ExprKind::Negate(inner) => {
                let inner = self.expr(place, inner, None);
                let inner = self.expect_number(inner);
                let ty = inner.ty.clone();
                Expr { kind: ExprKind::Negate(Box::new(inner)), ty, span }
            }
            tree::ExprKind::Count(unit, from, to) => {
                let ty = match unit {
                    tree::CountUnit::Hours => Type::Moment,
                    tree::CountUnit::Days
                    | tree::CountUnit::Workdays
                    | tree::CountUnit::Months
                    | tree::CountUnit::Years => Type::Date,
                };
                let from = self.expr(place, from, Some(&ty));
                let from = self.expect_type(from, &ty);
                let to = self.expr(place, to, Some(&ty));
                let to = self.expect_type(to, &ty);
                let unit = match unit {
                    tree::CountUnit::Hours => PeriodUnit::Hours,
                    tree::CountUnit::Days => PeriodUnit::Days,
                    tree::CountUnit::Workdays => PeriodUnit::Workdays,
                    tree::CountUnit::Months => PeriodUnit::Months,
                    tree::CountUnit::Years => PeriodUnit::Years,
                };
                Expr {
                    kind: ExprKind::Count(unit, Box::new(from), Box::new(to)),
                    ty: Type::Period(unit),
                    span,
                }
            }
        }
    }

    /// Checks an expression that must be a condition.
    pub(super) fn condition(&mut self, place: Place, expr: &tree::Expr) -> Expr {
        let checked = self.expr(place, expr, Some(&Type::Bool));
        self.expect_condition(checked)
    }

    pub(super) fn conditions(&mut self, place: Place, parts: &[tree::Expr]) -> Vec<Expr> {
        parts.iter().map(|part| self.condition(place, part)).collect()
    }

    pub(super) fn expect_number(&mut self, expr: Expr) -> Expr {
        if matches!(expr.ty, Type::Number(_) | Type::Mistake) {
            return expr;
        }
        let found = self.type_text(&expr.ty);
        self.report(Diagnostic::error(
            Code::TYPE_MISMATCH,
            expr.span,
            format!("这里要写数或者金额，却是{}", found.zh),
            format!("a number or an amount is needed here, but this is {}", found.en),
        ));
        self.mistake(expr.span)
    }

    pub(super) fn literal(&mut self, literal: &tree::Literal, span: Span) -> Expr {
        let number = |text: &str, unit: Unit| {
            Number::parse_decimal(text)
                .map(|number| (Constant::Number(number), Type::Number(unit)))
        };
        let made = match literal {
            tree::Literal::Quantity(number, unit) => {
                return self.quantity(number, unit, span);
            }
            tree::Literal::Number(text) | tree::Literal::Multiple(text) => {
                number(text, Unit::Plain)
            }
            tree::Literal::Percent(text) => number(text, Unit::Percent),
            tree::Literal::Money(text) => number(text, Unit::Money),
            tree::Literal::Period(count, unit) => {
                let unit = super::declare::period_unit(*unit);
                Some((
                    Constant::Period(LegalPeriod { count: *count, unit }),
                    Type::Period(unit),
                ))
            }
            tree::Literal::Date(text) => {
                Date::parse(text).map(|date| (Constant::Date(date), Type::Date))
            }
            tree::Literal::Moment(text) => {
                Moment::parse(text).map(|moment| (Constant::Moment(moment), Type::Moment))
            }
            tree::Literal::Text(text) => Some((Constant::Text(text.clone()), Type::Text)),
            tree::Literal::Bool(truth) => Some((Constant::Bool(*truth), Type::Bool)),
            tree::Literal::Pass
            | tree::Literal::Fail
            | tree::Literal::NotApplicable
            | tree::Literal::CannotTell
            | tree::Literal::Set(_) => {
                self.report(
                    Diagnostic::error(
                        Code::TYPE_MISMATCH,
                        span,
                        "人工判断的答案和选项的集合只能写在「给定」里",
                        "answers to judgements and sets of options stand only after `given`",
                    )
                    .help(
                        "条件里写「成立」「合格」「不合格」或者「包含」",
                        "a condition asks with `holds`, `passes`, `fails` or `contains`",
                    ),
                );
                return self.mistake(span);
            }
        };
        match made {
            Some((constant, ty)) => Expr { kind: ExprKind::Constant(constant), ty, span },
            None => self.number_too_long(span),
        }
    }

    fn case(
        &mut self,
        place: Place,
        case: &tree::Case,
        wanted: Option<&Type>,
        span: Span,
    ) -> Expr {
        let mut rows: Vec<(Option<Expr>, Expr)> = Vec::new();
        for (index, row) in case.rows.iter().enumerate() {
            let when = row.when.as_ref().map(|when| self.condition(place, when));
            let value = self.expr(place, &row.value, wanted);
            if when.is_none() && index.saturating_add(1) < case.rows.len() {
                self.otherwise_not_last(row.span);
            }
            if let Some((_, first)) = rows.first() {
                let first = first.clone();
                let Some(value) = self.side_by_side(&first, value) else {
                    return self.mistake(span);
                };
                rows.push((when, value));
                continue;
            }
            rows.push((when, value));
        }
        let Some((_, first)) = rows.first() else { return self.mistake(span) };
        let ty = first.ty.clone();
        Expr { kind: ExprKind::Case(rows), ty, span }
    }

    pub(super) fn otherwise_not_last(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::OTHERWISE_NOT_LAST,
                span,
                "「否则」之后还有别的行，永远轮不到它们",
                "rows after `otherwise` can never be reached",
            )
            .help("把「否则」放在最后", "put `otherwise` last"),
        );
    }

    /// Says so where working days are counted without a calendar.
    pub(super) fn needs_calendar(&mut self, unit: PeriodUnit, span: Span) {
        if unit == PeriodUnit::Workdays && self.linked.calendar_digest.is_none() {
            self.report(
                Diagnostic::error(
                    Code::NO_CALENDAR,
                    span,
                    "数工作日要有日历",
                    "working days need a calendar",
                )
                .help(
                    "在规则包首行写「日历 cn」",
                    "add `calendar cn` to the pack's header",
                ),
            );
        }
    }
}

/// Makes a condition.
pub(super) const fn boolean(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: Type::Bool, span }
}

/// Negates a condition.
pub(super) fn not(inner: Expr) -> Expr {
    let span = inner.span;
    boolean(ExprKind::Not(Box::new(inner)), span)
}

/// Returns the bit of an option.
pub(super) fn mask(option: u8) -> u64 {
    1_u64.checked_shl(u32::from(option)).unwrap_or(0)
}
