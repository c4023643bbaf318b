//! Amounts that look as if 万 were left out, or written twice.

use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Constant, Expr, ExprKind, Model, PenaltyAmount, StepKind, TierResult, Type, Unit,
    quantity_text,
};
use crate::text::Span;
use crate::value::Number;
use alloc::format;
use alloc::vec::Vec;

pub(super) fn off_by_ten_thousand(model: &Model, found: &mut Vec<Diagnostic>) {
    for benchmark in &model.benchmarks {
        let mut amounts = Vec::new();
        for penalty in &benchmark.penalties {
            if let PenaltyAmount::Rows(rows) = &penalty.amount {
                for row in rows {
                    row.when.iter().for_each(|when| collect(when, &mut amounts));
                    for (end, _) in row.lower.iter().chain(&row.upper) {
                        collect(end, &mut amounts);
                    }
                }
            }
        }
        for step in &benchmark.steps {
            step.when.iter().for_each(|when| collect(when, &mut amounts));
            let StepKind::Tier(TierResult::Penalties(parts)) = &step.kind else {
                continue;
            };
            for portion in parts.iter().filter_map(|part| part.portion.as_ref()) {
                for (end, _) in portion.lower.iter().chain(&portion.upper) {
                    collect(end, &mut amounts);
                }
            }
        }
        odd(&amounts, found);
    }
    for table in &model.tables {
        let mut amounts = Vec::new();
        table.rows.iter().filter_map(|row| row.when.as_ref()).for_each(|when| {
            collect(when, &mut amounts);
        });
        for range in table.outputs.iter().flat_map(|output| &output.ranges) {
            for (end, _) in range.lower.iter().chain(&range.upper) {
                collect(end, &mut amounts);
            }
        }
        odd(&amounts, found);
    }
}

fn collect(expr: &Expr, amounts: &mut Vec<(Number, Span)>) {
    walk(expr, &mut |part| {
        if let (ExprKind::Constant(Constant::Number(number)), Type::Number(Unit::Money)) =
            (&part.kind, &part.ty)
            && !number.is_zero()
        {
            amounts.push((*number, part.span));
        }
    });
}

/// An amount that fits its neighbours only ten thousand times larger or smaller.
fn odd(amounts: &[(Number, Span)], found: &mut Vec<Diagnostic>) {
    let ten_thousand = Number::from_int(10_000);
    let hundred = Number::from_int(100);
    for (number, span) in amounts {
        let others =
            || amounts.iter().map(|(other, _)| *other).filter(|other| other != number);
        let (Some(low), Some(high)) = (others().min(), others().max()) else { continue };
        if others().count() < 2 {
            continue;
        }
        let inside = |value: Number| low <= value && value <= high;
        let more = number.checked_mul(ten_thousand).ok();
        let less = number.checked_div(ten_thousand).ok();
        let far_below = number.checked_mul(hundred).is_ok_and(|near| near < low);
        let far_above = number.checked_div(hundred).is_ok_and(|near| near > high);
        let meant = match (far_below, far_above) {
            (true, _) => more.filter(|value| inside(*value)),
            (_, true) => less.filter(|value| inside(*value)),
            (false, false) => None,
        };
        let Some(meant) = meant else { continue };
        let money = Type::Number(Unit::Money);
        let (is, meant) = (quantity_text(*number, &money), quantity_text(meant, &money));
        found.push(
            Diagnostic::warning(
                Code::LINT_TEN_THOUSAND,
                *span,
                format!("{}与旁边的数额相差太远", is.zh),
                format!("{} is far from the amounts beside it", is.en),
            )
            .help(format!("是否指{}？", meant.zh), format!("is {} meant?", meant.en)),
        );
    }
}
