//! Constant folding: what an expression without facts comes to.

use crate::model::{Constant, Expr, ExprKind};
use crate::value::Number;

/// Returns the value of an expression that needs no facts, if it is one.
pub(crate) fn constant(expr: &Expr) -> Option<Constant> {
    let number = |expr: &Expr| match constant(expr)? {
        Constant::Number(number) => Some(number),
        Constant::Bool(_)
        | Constant::Date(_)
        | Constant::Moment(_)
        | Constant::Period(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    };
    let folded: Number = match &expr.kind {
        ExprKind::Constant(constant) => return Some(constant.clone()),
        ExprKind::Add(left, right) => number(left)?.checked_add(number(right)?).ok()?,
        ExprKind::Subtract(left, right) => {
            number(left)?.checked_sub(number(right)?).ok()?
        }
        ExprKind::Multiply(left, right) => {
            number(left)?.checked_mul(number(right)?).ok()?
        }
        ExprKind::Divide(left, right) => {
            number(left)?.checked_div(number(right)?).ok()?
        }
        ExprKind::Negate(inner) => number(inner)?.checked_neg().ok()?,
        ExprKind::Highest(parts) => parts
            .iter()
            .map(number)
            .collect::<Option<alloc::vec::Vec<_>>>()?
            .into_iter()
            .max()?,
        ExprKind::Lowest(parts) => parts
            .iter()
            .map(number)
            .collect::<Option<alloc::vec::Vec<_>>>()?
            .into_iter()
            .min()?,
        _ => return None,
    };
    Some(Constant::Number(folded))
}
