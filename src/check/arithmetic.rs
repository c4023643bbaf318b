//! Arithmetic with units: what may be added, multiplied, rounded.

use super::types::date_of;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constant, Expr, ExprKind, Measure, Type, Unit, unit_of_word};
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
                Type::Date | Type::Moment | Type::Period(_) => part,
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
        let left = self.number_or_period(left);
        let right = self.expr(place, right, None);
        let right = self.number_or_period(right);
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
        let left = self.number_or_period(left);
        let right = self.number_or_period(right);
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
        let right = self.expr(place, right, None);
        let (left, right) = self.multiplied(left, right, true, span);
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
        let right = self.expr(place, right, None);
        let (left, right) = self.multiplied(left, right, false, span);
        self.combined(left, right, span, false)
    }

    /// A length of time stands beside another of its unit: 两段天数 are added, one is capped.
    fn number_or_period(&mut self, value: Expr) -> Expr {
        match value.ty {
            Type::Period(_) => value,
            _ => self.expect_number(value),
        }
    }

    /// The sides of a product or a quotient as numbers. A length of time counts its units:
    /// 罚款 × 天数 is money. Beside a rate (吨/日), or where something is spread over it, it is
    /// a number of that unit of measure.
    fn multiplied(
        &mut self,
        left: Expr,
        right: Expr,
        times: bool,
        span: Span,
    ) -> (Expr, Expr) {
        match (&left.ty, &right.ty) {
            (Type::Period(a), Type::Period(b)) if a == b && !times => {
                (counted(left, Unit::Plain), counted(right, Unit::Plain))
            }
            (Type::Period(_), Type::Period(_)) => {
                self.meaningless(&left, &right, span, times);
                let mistake = self.mistake(span);
                (mistake.clone(), mistake)
            }
            (Type::Period(period), Type::Number(other)) => {
                let unit = if is_of_time(other) { time(*period) } else { Unit::Plain };
                (counted(left, unit), right)
            }
            (Type::Number(other), Type::Period(period)) => {
                let spread = !times && !other.is_plain();
                let unit =
                    if spread || is_of_time(other) { time(*period) } else { Unit::Plain };
                (left, counted(right, unit))
            }
            _ => (self.expect_number(left), self.expect_number(right)),
        }
    }

    fn meaningless(&mut self, left: &Expr, right: &Expr, span: Span, times: bool) {
        let (a, b) = (self.type_text(&left.ty), self.type_text(&right.ty));
        let (zh, en) = if times { ("乘以", "times") } else { ("除以", "divided by") };
        self.report(Diagnostic::error(
            Code::UNIT_MISMATCH,
            span,
            format!("{}{zh}{}没有意义", a.zh, b.zh),
            format!("{} {en} {} means nothing", a.en, b.en),
        ));
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
            self.meaningless(&left, &right, span, times);
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

/// A length of time as the number of its units.
fn counted(period: Expr, unit: Unit) -> Expr {
    let ty = Type::Number(unit);
    let kind = match period.kind {
        ExprKind::Constant(Constant::Period(length)) => {
            ExprKind::Constant(Constant::Number(Number::from(length.count)))
        }
        kind => kind,
    };
    Expr { kind, ty, ..period }
}

/// The unit of measure of a length of time.
fn time(period: PeriodUnit) -> Unit {
    let word = match period {
        PeriodUnit::Hours => "小时",
        PeriodUnit::Days => "日",
        PeriodUnit::Workdays => "工作日",
        PeriodUnit::Months => "月",
        PeriodUnit::Years => "年",
    };
    unit_of_word(word).map_or(Unit::Plain, Measure::unit)
}

/// Whether a unit of time is part of a unit: 元/日.
fn is_of_time(unit: &Unit) -> bool {
    let powers = unit.measure().powers;
    powers.iter().any(|(base, _)| matches!(&*base.zh, "日" | "工作日" | "月" | "年"))
}
