//! Arithmetic with units: what may be added, multiplied, rounded.

use super::types::date_of;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{LegalPeriod, MonthEnd, Number, PeriodUnit, Rounding};
use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn extreme(
        &mut self,
        place: Place,
        parts: &[tree::Expr],
        span: Span,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Expr {
        let mut checked: Vec<Expr> = Vec::new();
        for part in parts {
            let part = self.expr(place, part, None);
            let part = match part.ty {
                Type::Date | Type::Moment => part,
                _ => self.expect_number(part),
            };
            if let Some(first) = checked.first() {
                let first = first.clone();
                let Some(part) = self.side_by_side(&first, part) else {
                    return self.mistake(span);
                };
                checked.push(part);
                continue;
            }
            checked.push(part);
        }
        let Some(first) = checked.first() else {
            self.report(
                Diagnostic::error(
                    Code::EXTREME_OF_NOTHING,
                    span,
                    "「取大」「取小」里没有东西可比",
                    "there is nothing here to take the greatest or the least of",
                )
                .help("在括号里写出要比的数", "write what is compared into the braces"),
            );
            return self.mistake(span);
        };
        let ty = first.ty.clone();
        Expr { kind: make(checked), ty, span }
    }

    pub(super) fn pair(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        let Some(right) = self.side_by_side(&left, right) else {
            return self.mistake(span);
        };
        let ty = left.ty.clone();
        Expr { kind: make(vec![left, right]), ty, span }
    }

    pub(super) fn rounded(
        &mut self,
        place: Place,
        value: &tree::Expr,
        step: &tree::Expr,
        mode: tree::RoundingMode,
        span: Span,
    ) -> Expr {
        let value = self.expr(place, value, None);
        let value = self.expect_number(value);
        let step = self.expr(place, step, None);
        let step = self.expect_number(step);
        let Some(step) = self.side_by_side(&value, step) else {
            return self.mistake(span);
        };
        let constant = crate::program::constant(&step);
        let Some(Constant::Number(number)) = constant.filter(|constant| {
            matches!(constant, Constant::Number(number) if *number > Number::ZERO)
        }) else {
            if step.ty != Type::Mistake {
                self.constant_expected(step.span);
            }
            return self.mistake(span);
        };
        let mode = match mode {
            tree::RoundingMode::HalfUp => Rounding::HalfUp,
            tree::RoundingMode::HalfEven => Rounding::HalfEven,
            tree::RoundingMode::Up => Rounding::Up,
            tree::RoundingMode::Down => Rounding::Down,
            tree::RoundingMode::Ceiling => Rounding::Ceiling,
            tree::RoundingMode::Floor => Rounding::Floor,
            tree::RoundingMode::Away => Rounding::Away,
        };
        let ty = value.ty.clone();
        Expr { kind: ExprKind::Round(Box::new(value), number, mode), ty, span }
    }

    pub(super) fn sum(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        minus: bool,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let right = self.expr(place, right, None);
        if matches!(left.ty, Type::Date | Type::Moment)
            && let ExprKind::Constant(Constant::Period(period)) = right.kind
        {
            return self
                .shifted(left, period, minus, span)
                .unwrap_or_else(|| self.mistake(span));
        }
        let left = self.expect_number(left);
        let right = self.expect_number(right);
        let Some(right) = self.side_by_side(&left, right) else {
            return self.mistake(span);
        };
        let ty = left.ty.clone();
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = if minus {
            ExprKind::Subtract(left, right)
        } else {
            ExprKind::Add(left, right)
        };
        Expr { kind, ty, span }
    }

    /// A date or a moment moved by a period; days move its date, hours need a moment.
    pub(super) fn shifted(
        &mut self,
        time: Expr,
        period: LegalPeriod,
        back: bool,
        span: Span,
    ) -> Option<Expr> {
        self.needs_calendar(period.unit, span);
        let (date, ty) = match (period.unit, &time.ty) {
            (PeriodUnit::Hours, Type::Moment | Type::Mistake) => (time, Type::Moment),
            (PeriodUnit::Hours, _) => {
                self.hours_on_dates(time.span);
                return None;
            }
            (
                PeriodUnit::Days
                | PeriodUnit::Workdays
                | PeriodUnit::Months
                | PeriodUnit::Years,
                _,
            ) => (date_of(time), Type::Date),
        };
        let kind = ExprKind::Shift {
            date: Box::new(date),
            period,
            back,
            roll: false,
            month_end: MonthEnd::Clamp,
        };
        Some(Expr { kind, ty, span })
    }

    /// Says that hours need a moment.
    pub(super) fn hours_on_dates(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::HOURS_ON_DATES,
                span,
                "以小时计要从到分的时刻起算，这里只有日期",
                "hours run from a moment, and this is a date only",
            )
            .help(
                "把事实的类型写成「时刻」，或者把期间写成日数",
                "make the fact a `moment`, or write the period in days",
            ),
        );
    }

    pub(super) fn product(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        self.combined(left, right, span, true)
    }

    pub(super) fn quotient(
        &mut self,
        place: Place,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, None);
        let left = self.expect_number(left);
        let right = self.expr(place, right, None);
        let right = self.expect_number(right);
        self.combined(left, right, span, false)
    }

    /// A product or a quotient in its unit.
    pub(super) fn combined(
        &mut self,
        left: Expr,
        right: Expr,
        span: Span,
        times: bool,
    ) -> Expr {
        let made = match (&left.ty, &right.ty) {
            (Type::Number(a), Type::Number(b)) if times => a.product(b),
            (Type::Number(a), Type::Number(b)) => a.quotient(b),
            // Kept as it is: `check_cycles` looks at what stands in it.
            _ => return built(left, right, times, Type::Mistake, span),
        };
        let Some((unit, factor)) = made else {
            let (a, b) = (self.type_text(&left.ty), self.type_text(&right.ty));
            let (zh, en) =
                if times { ("乘以", "times") } else { ("除以", "divided by") };
            self.report(Diagnostic::error(
                Code::UNIT_MISMATCH,
                span,
                format!("{}{zh}{}没有意义", a.zh, b.zh),
                format!("{} {en} {} means nothing", a.en, b.en),
            ));
            return self.mistake(span);
        };
        // Before the conversion the type is not true yet; nothing shows it.
        let ty = Type::Number(unit);
        super::units::scaled(built(left, right, times, ty.clone(), span), factor, ty)
    }
}

fn built(left: Expr, right: Expr, times: bool, ty: Type, span: Span) -> Expr {
    let (left, right) = (Box::new(left), Box::new(right));
    let kind = if times {
        ExprKind::Multiply(left, right)
    } else {
        ExprKind::Divide(left, right)
    };
    Expr { kind, ty, span }
}
