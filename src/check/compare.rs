//! Comparisons, windows of time and lists of options.

use super::expr::{boolean, mask, not};
use super::types::alike;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CompareOp, Constant, Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        place: Place,
        op: tree::CompareOp,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Expr {
        if let Some(is) = self.option_is(place, left, &[right], span) {
            return Self::equality(op, is, span).unwrap_or_else(|| {
                self.not_ordered(span);
                self.mistake(span)
            });
        }
        let left = self.expr(place, left, None);
        let wanted = left.ty.clone();
        let right = self.expr(place, right, Some(&wanted));
        let (left, right) = alike(left, right);
        let dates = matches!(op, tree::CompareOp::Before | tree::CompareOp::After);
        if dates {
            let (left, right) = self.times(left, right);
            let op = if op == tree::CompareOp::Before {
                CompareOp::Less
            } else {
                CompareOp::Greater
            };
            return compare(op, left, right, span);
        }
        if let Type::Choice(_) = left.ty
            && let ExprKind::Constant(Constant::Choice(option)) = right.kind
        {
            let mask = mask(option);
            let is = boolean(ExprKind::OneOf(Box::new(left), mask), span);
            return match op {
                tree::CompareOp::Is => is,
                tree::CompareOp::IsNot => Expr { span, ..not(is) },
                tree::CompareOp::Less
                | tree::CompareOp::LessOrEqual
                | tree::CompareOp::Greater
                | tree::CompareOp::GreaterOrEqual
                | tree::CompareOp::Before
                | tree::CompareOp::After => {
                    self.not_ordered(span);
                    self.mistake(span)
                }
            };
        }
        if matches!(left.ty, Type::Judgement | Type::Set(_)) {
            let found = self.type_text(&left.ty);
            self.report(
                Diagnostic::error(
                    Code::NOT_COMPARABLE,
                    left.span,
                    format!("{}不能这样比较", found.zh),
                    format!("{} cannot be compared like this", found.en),
                )
                .help(
                    "人工判断用「成立」「不合格」，多选用「包含」",
                    "ask a judgement with `holds` or `fails`, and a set with `contains`",
                ),
            );
            return self.mistake(span);
        }
        let Some(right) = self.side_by_side(&left, right) else {
            return self.mistake(span);
        };
        let ordered = matches!(
            left.ty,
            Type::Number(_) | Type::Date | Type::Moment | Type::Period(_) | Type::Mistake
        );
        let op = match op {
            tree::CompareOp::Is => CompareOp::Equal,
            tree::CompareOp::IsNot => CompareOp::NotEqual,
            tree::CompareOp::Less | tree::CompareOp::Before => CompareOp::Less,
            tree::CompareOp::LessOrEqual => CompareOp::LessOrEqual,
            tree::CompareOp::Greater | tree::CompareOp::After => CompareOp::Greater,
            tree::CompareOp::GreaterOrEqual => CompareOp::GreaterOrEqual,
        };
        if !ordered && !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            self.not_ordered(span);
            return self.mistake(span);
        }
        compare(op, left, right, span)
    }

    /// Two moments stay moments; everything else must be a date.
    fn times(&mut self, left: Expr, right: Expr) -> (Expr, Expr) {
        if left.ty == Type::Moment && right.ty == Type::Moment {
            return (left, right);
        }
        (self.expect_type(left, &Type::Date), self.expect_type(right, &Type::Date))
    }

    pub(super) fn not_ordered(&mut self, span: Span) {
        self.report(Diagnostic::error(
            Code::NOT_COMPARABLE,
            span,
            "只有数、日期和期间能比大小",
            "only numbers, dates and lengths of time have an order",
        ));
    }

    pub(super) fn within(
        &mut self,
        place: Place,
        before: bool,
        left: &tree::Expr,
        right: &tree::Expr,
        period: &tree::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(place, left, Some(&Type::Date));
        let right = self.expr(place, right, Some(&Type::Date));
        let (left, right) = self.times(left, right);
        let period = self.expr(place, period, None);
        let ExprKind::Constant(Constant::Period(period)) = period.kind else {
            if period.ty != Type::Mistake {
                self.report(Diagnostic::error(
                    Code::CONSTANT_EXPECTED,
                    period.span,
                    "这里要写出一段时间，例如 1年",
                    "a length of time written out is needed here, such as 1 year",
                ));
            }
            return self.mistake(span);
        };
        // `a before b within 1 year`: from the same day a year earlier up to b.
        let Some(edge) = self.shifted(right.clone(), period, before, span) else {
            return self.mistake(span);
        };
        let (far, near) = if before {
            (CompareOp::GreaterOrEqual, CompareOp::Less)
        } else {
            (CompareOp::LessOrEqual, CompareOp::Greater)
        };
        let near = compare(near, left.clone(), right, span);
        // Days are counted from date to date, hours from minute to minute.
        let (left, edge) = alike(left, edge);
        let parts = vec![near, compare(far, left, edge, span)];
        boolean(ExprKind::And(parts), span)
    }

    pub(super) fn in_list(
        &mut self,
        place: Place,
        value: &tree::Expr,
        options: &[tree::Expr],
        span: Span,
    ) -> Expr {
        let all: Vec<&tree::Expr> = options.iter().collect();
        if let Some(is) = self.option_is(place, value, &all, span) {
            return is;
        }
        let value = self.expr(place, value, None);
        let wanted = value.ty.clone();
        if let Type::Choice(_) = wanted {
            let mut bits = 0_u64;
            for option in options {
                let option = self.expr(place, option, Some(&wanted));
                match option.kind {
                    ExprKind::Constant(Constant::Choice(option)) => bits |= mask(option),
                    _ => return self.mistake(span),
                }
            }
            return boolean(ExprKind::OneOf(Box::new(value), bits), span);
        }
        let mut parts = Vec::new();
        for option in options {
            let option = self.expr(place, option, Some(&wanted));
            let (value, option) = alike(value.clone(), option);
            let Some(option) = self.side_by_side(&value, option) else {
                return self.mistake(span);
            };
            let at = option.span;
            parts.push(compare(CompareOp::Equal, value, option, at));
        }
        boolean(ExprKind::Or(parts), span)
    }
}

/// Makes the condition that a value lies on the right side of one end of a range.
pub(super) fn bound(value: &Expr, end: Expr, lower: bool, included: bool) -> Expr {
    let op = match (lower, included) {
        (true, true) => CompareOp::GreaterOrEqual,
        (true, false) => CompareOp::Greater,
        (false, true) => CompareOp::LessOrEqual,
        (false, false) => CompareOp::Less,
    };
    let span = end.span;
    compare(op, value.clone(), end, span)
}

/// Makes a comparison.
pub(super) fn compare(op: CompareOp, left: Expr, right: Expr, span: Span) -> Expr {
    boolean(ExprKind::Compare(op, Box::new(left), Box::new(right)), span)
}
