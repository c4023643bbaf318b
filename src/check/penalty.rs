//! The penalties of a benchmark, and the ranges of their amounts.

use super::benchmark::number;
use super::packs::label;
use super::types::compatible;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Expr, ExprKind, FineRow, Penalty, PenaltyAmount, PenaltyKind, Type, Unit,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::Number;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn penalty(&mut self, place: Place, penalty: &tree::Penalty) -> Penalty {
        let basis = self.citations(0, &penalty.basis);
        let place = self.under(place, &basis);
        let kind = penalty_kind(penalty.kind);
        let amount = match &penalty.amount {
            tree::PenaltyAmount::Plain => PenaltyAmount::Plain,
            tree::PenaltyAmount::Things(things) => {
                PenaltyAmount::Things(label(Some(things), ""))
            }
            tree::PenaltyAmount::Amount { value, less } => {
                let value = self.money(place, value);
                let less = less.as_ref().map(|less| self.money(place, less));
                PenaltyAmount::Amount { value, less }
            }
            tree::PenaltyAmount::Rows(rows) => {
                let wanted = match kind {
                    PenaltyKind::Fine | PenaltyKind::Confiscate => {
                        Some(Type::Number(Unit::Money))
                    }
                    PenaltyKind::Warning
                    | PenaltyKind::Criticism
                    | PenaltyKind::SuspendLicence
                    | PenaltyKind::Downgrade
                    | PenaltyKind::RevokeLicence
                    | PenaltyKind::RestrictBusiness
                    | PenaltyKind::StopBusiness
                    | PenaltyKind::CloseDown
                    | PenaltyKind::BarFromTrade
                    | PenaltyKind::Detain
                    | PenaltyKind::OrderCorrection => None,
                };
                PenaltyAmount::Rows(self.rows(place, rows, wanted.as_ref()))
            }
        };
        let when = penalty.when.as_ref().map(|when| self.condition(place, when));
        Penalty {
            name: penalty.name.text.clone(),
            label: label(penalty.label.as_ref(), &penalty.name.text),
            may: penalty.may,
            kind,
            amount,
            computed: None,
            when,
            basis,
        }
    }

    fn money(&mut self, place: Place, value: &tree::Expr) -> Expr {
        let money = Type::Number(Unit::Money);
        let value = self.expr(place, value, Some(&money));
        let value = self.expect_type(value, &money);
        self.above_zero([Some(&value)]);
        value
    }

    fn rows(
        &mut self,
        place: Place,
        rows: &[tree::FineRow],
        wanted: Option<&Type>,
    ) -> Vec<FineRow> {
        let mut checked = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let when = row.when.as_ref().map(|when| self.condition(place, when));
            if when.is_none() && index.saturating_add(1) < rows.len() {
                self.otherwise_not_last(row.span);
            }
            let (lower, upper) =
                self.amounts(place, row.base.as_ref(), &row.range, wanted);
            self.ordered(row.span, lower.as_ref(), upper.as_ref());
            self.above_zero([&lower, &upper].map(|end| end.as_ref().map(|(end, _)| end)));
            checked.push(FineRow { when, lower, upper });
        }
        // Rows in different units of one thing are brought to the first one's.
        let ends = |row: &FineRow| row.lower.as_ref().or(row.upper.as_ref()).cloned();
        if let Some((first, _)) = checked.first().and_then(ends) {
            for row in &mut checked {
                for (end, _) in [&mut row.lower, &mut row.upper].into_iter().flatten() {
                    *end = super::units::converted(end.clone(), &first.ty);
                }
            }
        }
        self.one_unit(&checked);
        checked
    }

    /// All ends of a penalty's ranges are numbers of one unit: they are compared.
    fn one_unit(&mut self, rows: &[FineRow]) {
        let ends = rows.iter().flat_map(|row| [&row.lower, &row.upper]);
        let mut ends = ends.flatten().map(|(end, _)| end);
        let Some(first) = ends.next() else { return };
        let measures =
            |ty: &Type| matches!(ty, Type::Number(_) | Type::Period(_) | Type::Mistake);
        let odd = |end: &&Expr| !measures(&end.ty) || !compatible(&first.ty, &end.ty);
        let Some(end) = (!measures(&first.ty)).then_some(first).or(ends.find(odd)) else {
            return;
        };
        let (a, b) = (self.type_text(&first.ty), self.type_text(&end.ty));
        let diagnostic = if measures(&end.ty) {
            Diagnostic::error(
                Code::UNIT_MISMATCH,
                end.span,
                format!("同一处罚的幅度要用同一单位，前面是{}，这里是{}", a.zh, b.zh),
                format!(
                    "the ranges of one penalty need one unit; before it was {}, this is {}",
                    a.en, b.en
                ),
            )
            .help(
                "改成同一单位，或者分成两项处罚，各写一个",
                "write it in the same unit, or make it a penalty of its own",
            )
            .related(first.span, "前面的单位", "the unit before")
        } else {
            Diagnostic::error(
                Code::TYPE_MISMATCH,
                end.span,
                format!("处罚的幅度要写数、金额或者期间，却是{}", b.zh),
                format!(
                    "a penalty is measured by a number, an amount or a length of time, but \
                     this is {}",
                    b.en
                ),
            )
        };
        self.report(diagnostic);
    }

    /// Says so where an amount written out is less than nothing.
    pub(super) fn above_zero<'e>(
        &mut self,
        ends: impl IntoIterator<Item = Option<&'e Expr>>,
    ) {
        for end in ends.into_iter().flatten() {
            if number(end).is_some_and(|number| number < Number::ZERO) {
                self.report(Diagnostic::error(
                    Code::BELOW_ZERO,
                    end.span,
                    "处罚的数额不能低于零",
                    "an amount of a penalty is never below zero",
                ));
            }
        }
    }

    /// Both ends of a range of amounts, multiplied by the base where one is said.
    pub(super) fn amounts(
        &mut self,
        place: Place,
        base: Option<&tree::Expr>,
        range: &tree::Range,
        wanted: Option<&Type>,
    ) -> Ends {
        let Some(base) = base else {
            return (
                self.bound_of(place, range.lower.as_ref(), wanted),
                self.bound_of(place, range.upper.as_ref(), wanted),
            );
        };
        let base = self.expr(place, base, wanted);
        // 面积 的 10元/平方米至30元/平方米: the multiples are rates.
        if let (Type::Number(Unit::Measured(_)), Some(wanted)) = (&base.ty, wanted) {
            let rate = |checker: &mut Self, bound: Option<&tree::Bound>| {
                let (rate, included) = checker.bound_of(place, bound, None)?;
                let span = rate.span;
                let rate = checker.expect_number(rate);
                let amount = checker.combined(base.clone(), rate, span, true);
                Some((checker.expect_type(amount, wanted), included))
            };
            return (rate(self, range.lower.as_ref()), rate(self, range.upper.as_ref()));
        }
        let base = match wanted {
            Some(wanted) => self.expect_type(base, wanted),
            None => base,
        };
        let plain = Type::Number(Unit::Plain);
        let scale = |bound: Option<(Expr, bool)>| {
            bound.map(|(factor, included)| {
                let span = factor.span;
                let expr = Expr {
                    kind: ExprKind::Multiply(Box::new(base.clone()), Box::new(factor)),
                    ty: base.ty.clone(),
                    span,
                };
                (expr, included)
            })
        };
        let lower = self.bound_of(place, range.lower.as_ref(), Some(&plain));
        let upper = self.bound_of(place, range.upper.as_ref(), Some(&plain));
        (scale(lower), scale(upper))
    }

    pub(super) fn ordered(
        &mut self,
        span: Span,
        lower: Option<&(Expr, bool)>,
        upper: Option<&(Expr, bool)>,
    ) {
        let (Some((lower, low_in)), Some((upper, up_in))) = (lower, upper) else {
            return;
        };
        // Of two units `one_unit` speaks.
        if !compatible(&lower.ty, &upper.ty) {
            return;
        }
        let (Some(low), Some(up)) = (number(lower), number(upper)) else { return };
        if low > up || (low == up && !(*low_in && *up_in)) {
            self.report(
                Diagnostic::error(
                    Code::EMPTY_RANGE,
                    span,
                    "这个区间里没有任何数",
                    "no number lies in this range",
                )
                .help(
                    "下限要小于上限",
                    "the lower bound must be less than the upper one",
                ),
            );
        }
    }

    pub(super) fn penalty_named(
        &mut self,
        at: usize,
        path: &tree::Path,
    ) -> Option<usize> {
        let name = path.segments.first().filter(|_| path.segments.len() == 1);
        let names: Vec<String> = self
            .model
            .benchmarks
            .get(at)
            .map(|known| known.penalties.iter().map(|p| p.name.clone()).collect())
            .unwrap_or_default();
        let found =
            name.and_then(|name| names.iter().position(|known| *known == name.text));
        if found.is_none() {
            let text = name.map_or("", |name| name.text.as_str());
            if self.is_unread(0, text) {
                return None;
            }
            let mut diagnostic = Diagnostic::error(
                Code::UNKNOWN_PENALTY,
                path.span,
                format!("这个基准没有处罚「{text}」"),
                format!("this benchmark has no penalty `{text}`"),
            );
            if let Some(near) = super::names::nearest(text, &names) {
                diagnostic = diagnostic
                    .help(
                        format!("是否指「{near}」？"),
                        format!("did you mean `{near}`?"),
                    )
                    .fix(path.span, near);
            } else if !names.is_empty() {
                let (zh, en) = (names.join("、"), names.join(", "));
                diagnostic = diagnostic.help(
                    format!("它的处罚有：{zh}"),
                    format!("its penalties are: {en}"),
                );
            }
            self.report(diagnostic);
        }
        found
    }
}

/// Both ends of a range, each with whether it is included.
pub(super) type Ends = (Option<(Expr, bool)>, Option<(Expr, bool)>);

const fn penalty_kind(kind: tree::PenaltyKind) -> PenaltyKind {
    match kind {
        tree::PenaltyKind::Warning => PenaltyKind::Warning,
        tree::PenaltyKind::Criticism => PenaltyKind::Criticism,
        tree::PenaltyKind::Fine => PenaltyKind::Fine,
        tree::PenaltyKind::Confiscate => PenaltyKind::Confiscate,
        tree::PenaltyKind::SuspendLicence => PenaltyKind::SuspendLicence,
        tree::PenaltyKind::Downgrade => PenaltyKind::Downgrade,
        tree::PenaltyKind::RevokeLicence => PenaltyKind::RevokeLicence,
        tree::PenaltyKind::RestrictBusiness => PenaltyKind::RestrictBusiness,
        tree::PenaltyKind::StopBusiness => PenaltyKind::StopBusiness,
        tree::PenaltyKind::CloseDown => PenaltyKind::CloseDown,
        tree::PenaltyKind::BarFromTrade => PenaltyKind::BarFromTrade,
        tree::PenaltyKind::Detain => PenaltyKind::Detain,
        tree::PenaltyKind::OrderCorrection => PenaltyKind::OrderCorrection,
    }
}
