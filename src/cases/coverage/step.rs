//! Which value stands next to a threshold: what the quantity is measured in says so.

use crate::model::{Constant, Expr, ExprKind, FactKind, Fold, Gather, Model, Type, Unit};
use crate::program::constant;
use crate::value::{Date, Number};

/// How far the neighbour of a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing moves it.
    Fixed,
    /// So far.
    By(Number),
    /// However little.
    Any,
}

impl Step {
    /// The finer of two.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Fixed, step) | (step, Self::Fixed) => step,
            (Self::By(one), Self::By(two)) => Self::By(one.min(two)),
        }
    }
}

/// Returns the constant that an expression comes to, definitions of constants included.
pub(super) fn fixed(model: &Model, expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Define(id) | ExprKind::OwnDefine(id) => {
            // Of several versions none is the constant.
            if !model.versioned.defines.of(*id).is_empty() {
                return None;
            }
            constant(&model.defines.get(*id)?.value)
        }
        _ => constant(expr),
    }
}

pub(super) fn fixed_number(model: &Model, expr: &Expr) -> Option<Number> {
    match fixed(model, expr)? {
        Constant::Number(number) => Some(number),
        // A length of time in the unit that its type names.
        Constant::Period(period) => Some(Number::from(period.count)),
        Constant::Bool(_)
        | Constant::Date(_)
        | Constant::Moment(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    }
}

pub(super) fn fixed_date(model: &Model, expr: &Expr) -> Option<Date> {
    match fixed(model, expr)? {
        Constant::Date(date) => Some(date),
        Constant::Moment(moment) => Some(moment.date()),
        Constant::Bool(_)
        | Constant::Number(_)
        | Constant::Period(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    }
}

/// Returns how far the neighbour of an expression's value lies.
pub(super) fn step(model: &Model, expr: &Expr, depth: usize) -> Step {
    let Some(depth) = depth.checked_sub(1) else { return Step::Any };
    let own = |expr: &Expr| step(model, expr, depth);
    let all = |parts: &mut dyn Iterator<Item = &Expr>| {
        parts.fold(Step::Fixed, |known, part| known.with(own(part)))
    };
    match &expr.kind {
        ExprKind::Constant(_) => Step::Fixed,
        ExprKind::Fact(id) => match model.facts.get(*id).map(|fact| &fact.kind) {
            Some(FactKind::Integer(_)) => Step::By(Number::ONE),
            Some(FactKind::Money(_)) => hundredth().map_or(Step::Any, Step::By),
            Some(FactKind::Date(_) | FactKind::Moment) => Step::By(Number::ONE),
            Some(_) | None => Step::Any,
        },
        ExprKind::Define(id) | ExprKind::OwnDefine(id) => {
            model.defines.get(*id).map_or(Step::Any, |known| own(&known.value))
        }
        ExprKind::Add(left, right) | ExprKind::Subtract(left, right) => {
            own(left).with(own(right))
        }
        ExprKind::Multiply(left, right) => {
            match (fixed_number(model, left), fixed_number(model, right)) {
                (Some(by), _) => scaled(own(right), by, false),
                (_, Some(by)) => scaled(own(left), by, false),
                (None, None) => Step::Any,
            }
        }
        ExprKind::Divide(left, right) => {
            fixed_number(model, right).map_or(Step::Any, |by| scaled(own(left), by, true))
        }
        ExprKind::Negate(inner) => own(inner),
        ExprKind::Assumed(value, default) => own(value).with(own(default)),
        ExprKind::Case(rows) | ExprKind::Unique(rows) => {
            all(&mut rows.iter().map(|(_, value)| value))
        }
        ExprKind::Collect(Gather::Count, _) | ExprKind::Count(..) => {
            Step::By(Number::ONE)
        }
        ExprKind::Collect(_, rows) => all(&mut rows.iter().map(|(_, value)| value)),
        ExprKind::Highest(parts) | ExprKind::Lowest(parts) => all(&mut parts.iter()),
        ExprKind::Round(_, step, _) => Step::By(*step),
        ExprKind::Over { fold: Fold::Count, .. } => Step::By(Number::ONE),
        ExprKind::Over { value: Some(value), .. } => own(value),
        ExprKind::Due(_)
        | ExprKind::AsOf
        | ExprKind::DateOf(_)
        | ExprKind::Shift { .. } => Step::By(Number::ONE),
        ExprKind::Over { .. }
        | ExprKind::Circumstance(_)
        | ExprKind::Penalty { .. }
        | ExprKind::InForce(_)
        | ExprKind::Item { .. }
        | ExprKind::Criterion { .. }
        | ExprKind::Not(_)
        | ExprKind::And(_)
        | ExprKind::Or(_)
        | ExprKind::AtLeast(..)
        | ExprKind::Compare(..)
        | ExprKind::OneOf(..)
        | ExprKind::Contains(..)
        | ExprKind::Known(_)
        | ExprKind::Judged(..)
        | ExprKind::Row(..) => Step::Any,
    }
}

/// Returns the step between two sides: where nothing says how fine a number is, a tenth of
/// the last digit of the threshold as it is written.
pub(super) fn between(model: &Model, subject: &Expr, limit: &Expr) -> Step {
    const DEPTH: usize = 40;
    match step(model, subject, DEPTH).with(step(model, limit, DEPTH)) {
        Step::Any => fixed_number(model, limit)
            .and_then(|limit| last_digit(limit, &subject.ty))
            .map_or(Step::Any, Step::By),
        step => step,
    }
}

fn last_digit(limit: Number, ty: &Type) -> Option<Number> {
    let ten = Number::from_int(10);
    let percent = *ty == Type::Number(Unit::Percent);
    let mut step = if percent { hundredth()? } else { Number::ONE };
    for _ in 0..12 {
        if limit.checked_div(step).ok()?.is_integer() {
            return step.checked_div(ten).ok();
        }
        step = step.checked_div(ten).ok()?;
    }
    None
}

fn scaled(step: Step, by: Number, divide: bool) -> Step {
    let Step::By(step) = step else { return step };
    let by = by.abs();
    let scaled = if divide { step.checked_div(by) } else { step.checked_mul(by) };
    scaled.ok().filter(|step| !step.is_zero()).map_or(Step::Fixed, Step::By)
}

/// A fen.
fn hundredth() -> Option<Number> {
    Number::new(1, 100).ok()
}
