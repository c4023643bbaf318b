//! Tiers and conflicts: a tier stays inside the statute, or says on what ground it does not.

use super::benchmark::number;
use super::expr::boolean;
use super::multiple::multiple_outside;
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Citation, Effect, Expr, ExprKind, FineRow, PenaltyAmount, PenaltyKind, Portion,
    PortionOf, Step, StepKind, TierPenalty, TierResult, Type, Unit, interval_text,
    quantity_text,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Bound, Interval, Number};
use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn tier(&mut self, at: usize, place: Place, tier: &tree::Tier) -> Step {
        let basis = self.citations(0, &tier.basis);
        let place = self.under(place, &basis);
        let when = tier.when.as_ref().map(|when| self.condition(place, when));
        let result = match &tier.then {
            tree::TierResult::NoPenalty => TierResult::NoPenalty,
            tree::TierResult::NeedsJudgement => TierResult::NeedsJudgement,
            tree::TierResult::Penalties(penalties) => {
                let mut parts = Vec::new();
                for part in penalties {
                    if part.below_statute && basis.is_empty() {
                        self.report(
                            Diagnostic::error(
                                Code::BELOW_STATUTE_WITHOUT_BASIS,
                                part.span,
                                "低于法定的阶次要有自己的依据",
                                "a tier below the statute needs a basis of its own",
                            )
                            .help(
                                "在阶次后写「依据 …」，例如《行政处罚法》第三十二条",
                                "add `basis …` to the tier, such as art. 32 of the Penalty Law",
                            ),
                        );
                    }
                    if let Some(part) = self.tier_penalty(at, place, part) {
                        parts.push(part);
                    }
                }
                TierResult::Penalties(parts)
            }
        };
        Step {
            name: tier.name.text.clone(),
            label: label(tier.label.as_ref(), &tier.name.text),
            when,
            may: tier.may,
            kind: StepKind::Tier(result),
            basis,
            span: tier.name.span,
        }
    }

    pub(super) fn tier_penalty(
        &mut self,
        at: usize,
        place: Place,
        part: &tree::TierPenalty,
    ) -> Option<TierPenalty> {
        let penalty = self.penalty_named(at, &part.penalty)?;
        let portion = match &part.portion {
            None if part.below_statute => {
                self.report(
                    Diagnostic::error(
                        Code::BELOW_STATUTE_HOW_FAR,
                        part.span,
                        "低于法定，要写明低到哪里",
                        "below the statute, but not how far",
                    )
                    .help(
                        "例如：低于法定 按下限 30%至不足100%",
                        "such as `below statute by minimum 30% to under 100%`",
                    ),
                );
                None
            }
            None => None,
            Some(portion) => Some(self.portion(at, penalty, place, part, portion)?),
        };
        Some(TierPenalty { penalty, below_statute: part.below_statute, portion })
    }

    pub(super) fn portion(
        &mut self,
        at: usize,
        penalty: usize,
        place: Place,
        part: &tree::TierPenalty,
        portion: &tree::Portion,
    ) -> Option<Portion> {
        let Some(rows) = self.statutory(at, penalty) else {
            let known = self.model.benchmarks.get(at)?.penalties.get(penalty)?;
            // A fine without an amount is a mistake where it is declared.
            if known.kind == PenaltyKind::Fine
                && matches!(known.amount, PenaltyAmount::Plain)
            {
                return None;
            }
            self.report(
                Diagnostic::error(
                    Code::NO_RANGE,
                    part.span,
                    "这项处罚没有幅度，不能取其中一段",
                    "this penalty has no range to take a part of",
                )
                .help(
                    "只写处罚的名称，或者不写：没有写到的处罚照法律规定",
                    "name the penalty alone, or leave it out: what a tier does not name \
                     stands as the law has it",
                ),
            );
            return None;
        };
        if let Some(table) = self.table_portion(place, part, portion, &rows) {
            return Some(table);
        }
        let money = Type::Number(Unit::Money);
        let percent = Type::Number(Unit::Percent);
        let (of, lower, upper) = match &portion.of {
            tree::PortionOf::Span
            | tree::PortionOf::Maximum
            | tree::PortionOf::Minimum => {
                let lower =
                    self.bound_of(place, portion.range.lower.as_ref(), Some(&percent));
                let upper =
                    self.bound_of(place, portion.range.upper.as_ref(), Some(&percent));
                let of = match &portion.of {
                    tree::PortionOf::Span => PortionOf::Span,
                    tree::PortionOf::Maximum => PortionOf::Maximum,
                    tree::PortionOf::Minimum
                    | tree::PortionOf::Base(_)
                    | tree::PortionOf::Amount => PortionOf::Minimum,
                };
                (of, lower, upper)
            }
            tree::PortionOf::Base(base) => {
                let (lower, upper) =
                    self.amounts(place, Some(base), &portion.range, Some(&money));
                (PortionOf::Amount, lower, upper)
            }
            tree::PortionOf::Amount => {
                let wanted = rows.iter().find_map(|row| {
                    row.lower
                        .as_ref()
                        .or(row.upper.as_ref())
                        .map(|(expr, _)| expr.ty.clone())
                });
                let (lower, upper) =
                    self.amounts(place, None, &portion.range, wanted.as_ref());
                (PortionOf::Amount, lower, upper)
            }
        };
        self.ordered(part.span, lower.as_ref(), upper.as_ref());
        let portion = Portion { of, lower, upper, tables: Vec::new() };
        if part.below_statute {
            let ends = [&portion.lower, &portion.upper];
            self.above_zero(ends.map(|end| end.as_ref().map(|(end, _)| end)));
        } else {
            self.within_statute(part.span, &rows, &portion);
        }
        if of == PortionOf::Minimum && rows.iter().any(|row| row.lower.is_none()) {
            self.report(Diagnostic::error(
                Code::NO_MINIMUM,
                part.span,
                "这项处罚没有下限，不能按下限取百分比",
                "this penalty has no minimum to take a percentage of",
            ));
        }
        let open = rows.iter().any(|row| row.upper.is_none());
        if open && matches!(of, PortionOf::Span | PortionOf::Maximum) {
            self.report(Diagnostic::error(
                Code::NO_MAXIMUM,
                part.span,
                "这项处罚没有上限，不能按幅度或者按上限取百分比",
                "this penalty has no maximum to take a percentage of",
            ));
        }
        Some(portion)
    }

    /// `fine t.amount`: the range of the row of a table.
    fn table_portion(
        &mut self,
        place: Place,
        part: &tree::TierPenalty,
        portion: &tree::Portion,
        rows: &[FineRow],
    ) -> Option<Portion> {
        let tree::PortionOf::Amount = portion.of else { return None };
        let value = &portion.range.lower.as_ref()?.value;
        let tree::ExprKind::Path(path) = &value.kind else { return None };
        if portion.range.upper.as_ref().is_none_or(|upper| upper.value != *value) {
            return None;
        }
        let tables = self.range_named(place, path);
        if tables.is_empty() {
            return None;
        }
        let measure =
            rows.iter().find_map(|row| row.lower.as_ref().or(row.upper.as_ref()));
        let measure = measure.map(|(end, _)| end.clone());
        for range in &tables {
            let known = self.model.tables.get(range.table);
            let known = known.and_then(|table| table.outputs.get(range.output));
            let ranges = known.map(|output| output.ranges.clone()).unwrap_or_default();
            let mut apart = false;
            for row in ranges {
                let Some((end, _)) = row.lower.as_ref().or(row.upper.as_ref()) else {
                    continue;
                };
                let ends = [&row.lower, &row.upper].into_iter().flatten();
                let own = ends.fold(end.span, |all, (end, _)| all.to(end.span));
                // Another unit is one mistake of the tier, not one of every row.
                if let Some(measure) = measure.as_ref().filter(|_| !apart) {
                    let there = Expr { span: part.span, ..end.clone() };
                    apart = !self.same(measure, &there);
                }
                let before = self.diagnostics.len();
                if part.below_statute {
                    let ends = [&row.lower, &row.upper];
                    self.above_zero(ends.map(|end| end.as_ref().map(|(end, _)| end)));
                } else {
                    let (lower, upper) = (row.lower, row.upper);
                    let of = PortionOf::Amount;
                    let portion = Portion { of, lower, upper, tables: Vec::new() };
                    self.within_some_row(own, rows, &portion);
                }
                for said in self.diagnostics.iter_mut().skip(before) {
                    *said = said.clone().related(
                        part.span,
                        "这个阶次取表中那一行的幅度",
                        "the tier that takes the range of the row",
                    );
                }
            }
        }
        Some(Portion { of: PortionOf::Amount, lower: None, upper: None, tables })
    }

    pub(super) fn statutory(&self, at: usize, penalty: usize) -> Option<Vec<FineRow>> {
        match &self.model.benchmarks.get(at)?.penalties.get(penalty)?.amount {
            PenaltyAmount::Rows(rows) => Some(rows.clone()),
            PenaltyAmount::Plain
            | PenaltyAmount::Things(_)
            | PenaltyAmount::Amount { .. } => None,
        }
    }

    /// A tier never leaves the statute; said here where the bounds are written out.
    pub(super) fn within_statute(
        &mut self,
        span: Span,
        rows: &[FineRow],
        portion: &Portion,
    ) {
        if let Some((found, allowed)) = leaves(rows, portion) {
            self.outside_statute(span, &found, &allowed);
        }
    }

    /// A row of a table may be meant for one row of the statute: a grid over `grave` and what
    /// is not. It is a mistake only if it leaves every row.
    fn within_some_row(&mut self, span: Span, rows: &[FineRow], portion: &Portion) {
        let left: Option<Vec<(Message, Message)>> =
            rows.iter().map(|row| leaves(core::slice::from_ref(row), portion)).collect();
        let Some(left) = left else { return };
        let Some((found, _)) = left.first().cloned() else { return };
        let join = |pick: fn(&Message) -> &str, between: &str| {
            let mut all: Vec<&str> =
                left.iter().map(|(_, allowed)| pick(allowed)).collect();
            all.dedup();
            all.join(between)
        };
        let allowed =
            Message::new(join(|it| &it.zh, "，或者"), join(|it| &it.en, ", or "));
        self.outside_statute(span, &found, &allowed);
    }

    fn outside_statute(&mut self, span: Span, found: &Message, allowed: &Message) {
        self.report(
            Diagnostic::error(
                Code::OUTSIDE_STATUTE,
                span,
                format!("{} 不在法定幅度之内：{}", found.zh, allowed.zh),
                format!("{} is outside the statutory range: {}", found.en, allowed.en),
            )
            .help(
                "改到法定幅度之内；减轻处罚要写「低于法定」并写明依据",
                "keep it inside; a mitigated penalty says `below statute` with its basis",
            ),
        );
    }

    pub(super) fn conflict(&mut self, at: usize, conflict: &tree::Conflict) -> Step {
        let basis = self.citations(0, &conflict.basis);
        let (left, right) = (
            super::declare::effect(conflict.left),
            super::declare::effect(conflict.right),
        );
        let side = |checker: &mut Self, effect: Effect| {
            let parts = checker.with_effect(at, effect, None);
            boolean(ExprKind::Or(parts), conflict.span)
        };
        let sides = vec![side(self, left), side(self, right)];
        both(left, right, boolean(ExprKind::And(sides), conflict.span), basis)
    }
}

/// The step at which circumstances of both sides are weighed.
pub(super) fn both(
    left: Effect,
    right: Effect,
    when: Expr,
    basis: Vec<Citation>,
) -> Step {
    let span = when.span;
    let (a, b) = (effect_text(left), effect_text(right));
    let label = if left == right {
        Message::new(
            format!("几个{}情节并存", a.zh),
            format!("several grounds to {} together", a.en),
        )
    } else {
        Message::new(
            format!("{}与{}情节并存", a.zh, b.zh),
            format!("grounds to {} and to {} together", a.en, b.en),
        )
    };
    Step {
        name: format!("{} and {}", a.en, b.en),
        label,
        when: Some(when),
        may: false,
        kind: StepKind::Conflict(left, right),
        basis,
        span,
    }
}

/// Returns what of a portion leaves a row of the statute, and what the row leaves room for.
fn leaves(rows: &[FineRow], portion: &Portion) -> Option<(Message, Message)> {
    let ends = [&portion.lower, &portion.upper];
    let values: Vec<Number> = ends
        .iter()
        .filter_map(|end| end.as_ref())
        .filter_map(|(e, _)| number(e))
        .collect();
    outside(&values, rows, portion).or_else(|| multiple_outside(rows, portion))
}

/// Returns the first written end that leaves the statute, and what the statute leaves room
/// for.
fn outside(
    values: &[Number],
    rows: &[FineRow],
    portion: &Portion,
) -> Option<(Message, Message)> {
    let percent = Type::Number(Unit::Percent);
    let bounds = |low: Option<Number>, high: Option<Number>, ty: &Type| {
        let found = values.iter().find(|value| {
            low.is_some_and(|low| **value < low)
                || high.is_some_and(|high| **value > high)
        })?;
        let end = |value| Bound { value, included: true };
        let range = Interval { lower: low.map(end), upper: high.map(end) };
        Some((quantity_text(*found, ty), interval_text(&range, ty)))
    };
    match portion.of {
        PortionOf::Span | PortionOf::Maximum => {
            bounds(Some(Number::ZERO), Some(Number::ONE), &percent)
        }
        PortionOf::Minimum => bounds(Some(Number::ONE), None, &percent),
        PortionOf::Amount => rows.iter().find_map(|row| {
            let end = |end: &Option<(Expr, bool)>| {
                end.as_ref().map(|(expr, _)| (number(expr), expr.ty.clone()))
            };
            let (low, high) = (end(&row.lower), end(&row.upper));
            let ty = low.as_ref().or(high.as_ref()).map(|(_, ty)| ty.clone())?;
            let value = |end: Option<(Option<Number>, Type)>| end.and_then(|(n, _)| n);
            bounds(value(low), value(high), &ty)
        }),
    }
}

/// Returns an effect in words.
pub(crate) fn effect_text(effect: Effect) -> Message {
    let (zh, en) = effect.words();
    Message::new(zh.to_string(), en.to_string())
}
