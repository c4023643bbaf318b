//! Multiples of one base: whether those of a tier leave those of the statute, which needs no
//! case to be seen: 8 to 12 times a value is more than 5 to 10 times the same value.

use super::benchmark::number;
use crate::diagnostic::Message;
use crate::model::{
    Expr, ExprKind, FineRow, Portion, PortionOf, Type, Unit, quantity_text,
};
use crate::value::Number;
use alloc::format;

/// Returns the first multiple of the tier that leaves a row of the statute, and the multiple
/// that the row ends with, both in words. An amount is never below zero, so the order of the
/// multiples is that of the amounts.
pub(super) fn multiple_outside(
    rows: &[FineRow],
    portion: &Portion,
) -> Option<(Message, Message)> {
    let PortionOf::Amount = portion.of else { return None };
    let ends = [&portion.lower, &portion.upper];
    rows.iter().find_map(|row| {
        ends.iter().filter_map(|end| end.as_ref()).find_map(|(end, _)| {
            let (base, factor) = multiple(end)?;
            let bound = |bound: &Option<(Expr, bool)>| {
                let (own, limit) = multiple(&bound.as_ref()?.0)?;
                alike(base, own).then(|| number(limit)).flatten()
            };
            let value = number(factor)?;
            let low = bound(&row.lower).filter(|low| value < *low);
            let high = bound(&row.upper).filter(|high| value > *high);
            let ty = &factor.ty;
            let limit = match (low, high) {
                (Some(low), _) => {
                    let least = words(low, ty);
                    Message::new(
                        format!("同一基数的{}以上", least.zh),
                        format!("{} the same base or more", least.en),
                    )
                }
                (None, Some(high)) => {
                    let most = words(high, ty);
                    Message::new(
                        format!("同一基数的{}以下", most.zh),
                        format!("{} the same base or less", most.en),
                    )
                }
                (None, None) => return None,
            };
            let found = words(value, ty);
            let found = Message::new(
                format!("基数的{}", found.zh),
                format!("{} the base", found.en),
            );
            Some((found, limit))
        })
    })
}

/// Returns a share of a base in words: 12倍 and `12 times`, 6% and `6% of`.
fn words(value: Number, ty: &Type) -> Message {
    let text = quantity_text(value, ty);
    if *ty == Type::Number(Unit::Percent) {
        return Message::new(text.zh, format!("{} of", text.en));
    }
    Message::new(format!("{}倍", text.zh), format!("{} times", text.en))
}

fn multiple(expr: &Expr) -> Option<(&Expr, &Expr)> {
    match &expr.kind {
        ExprKind::Multiply(base, factor) => Some((base, factor)),
        _ => None,
    }
}

/// Whether two expressions are surely one value: the same name, or the same calculation of
/// the same names.
fn alike(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Fact(a), ExprKind::Fact(b)) => a == b,
        (ExprKind::Define(a), ExprKind::Define(b)) => a == b,
        (ExprKind::Add(a, c), ExprKind::Add(b, d))
        | (ExprKind::Subtract(a, c), ExprKind::Subtract(b, d)) => {
            alike(a, b) && alike(c, d)
        }
        (ExprKind::Highest(a), ExprKind::Highest(b))
        | (ExprKind::Lowest(a), ExprKind::Lowest(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        _ => match (number(a), number(b)) {
            (Some(left), Some(right)) => left == right && a.ty == b.ty,
            (_, _) => false,
        },
    }
}
