//! The sides of a threshold: what they are called, and why no case can stand on one. In: what is
//! compared with what. Out: words, and reasons. Never: a reason that depends on a case.

use super::Side;
use super::step::{Step, fixed, fixed_date, fixed_number};
use crate::diagnostic::Message;
use crate::evaluation::to_canonical;
use crate::model::{
    CompareOp, Constant, Expr, ExprKind, FactId, FactKind, Fold, Hit, Model, Table, Type,
    quantity_text,
};
use crate::value::{Date, Number};
use alloc::format;
use alloc::vec::Vec;

pub(super) fn limit_text(model: &Model, limit: &Expr) -> Option<Message> {
    match fixed(model, limit)? {
        Constant::Number(number) => Some(quantity_text(number, &limit.ty)),
        Constant::Date(date) => Some(date.text()),
        Constant::Moment(moment) => Some(moment.text()),
        Constant::Bool(_)
        | Constant::Period(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    }
}

/// Returns what a side of a threshold is called, and why no case can stand on it.
pub(super) fn side_of(
    model: &Model,
    subject: &Expr,
    limit: &Expr,
    step: Step,
    side: Side,
) -> (Message, Option<Message>) {
    if matches!(fixed(model, limit), Some(Constant::Unset(_))) {
        let reason =
            Message::new("参数在这里没有取值", "the parameter has no value here");
        return (words(side), Some(reason));
    }
    if matches!(subject.ty, Type::Date | Type::Moment) {
        let day = fixed_date(model, limit);
        let there = day.and_then(|day| moved(day, side));
        let inside = match (given(model, subject), there) {
            (Some(FactKind::Date(Some(range))), Some(day)) => range.contains(day),
            _ => true,
        };
        let minutes = subject.ty == Type::Moment && limit.ty == Type::Moment;
        let label = if minutes { minute_words(side) } else { day_words(side, day) };
        return (label, (!inside).then(outside));
    }
    let there = fixed_number(model, limit).and_then(|at| beside(at, step, side));
    let Some(there) = there else { return (words(side), None) };
    let text = quantity_text(there, &subject.ty);
    let head = words(side);
    let label = Message::new(
        format!("{} {}", head.zh, text.zh),
        format!("{}: {}", head.en, text.en),
    );
    let inside = match given(model, subject) {
        Some(
            FactKind::Integer(limits)
            | FactKind::Number(limits)
            | FactKind::Money(limits)
            | FactKind::Percent(limits),
        ) => limits.range.is_none_or(|range| range.contains(there)),
        _ => !(counts(subject) && there < Number::ZERO),
    };
    (label, (!inside).then(outside))
}

/// The value on that side of a limit.
pub(super) fn beside(limit: Number, step: Step, side: Side) -> Option<Number> {
    let Step::By(step) = step else { return None };
    match side {
        Side::Under => limit.checked_sub(step).ok(),
        Side::Over => limit.checked_add(step).ok(),
        _ => Some(limit),
    }
}

/// Whether a condition is true whenever the subject has a value, whatever else there is.
pub(super) fn surely(model: &Model, when: &Expr, subject: &[u8], value: Number) -> bool {
    match &when.kind {
        ExprKind::And(parts) => {
            parts.iter().all(|part| surely(model, part, subject, value))
        }
        ExprKind::Or(parts) => {
            parts.iter().any(|part| surely(model, part, subject, value))
        }
        ExprKind::Compare(op, left, right) => {
            let (order, limit) = if to_canonical(left) == subject {
                let limit = fixed_number(model, right);
                (limit.map(|limit| value.cmp(&limit)), limit)
            } else if to_canonical(right) == subject {
                let limit = fixed_number(model, left);
                (limit.map(|limit| limit.cmp(&value)), limit)
            } else {
                (None, None)
            };
            limit.is_some() && order.is_some_and(|order| op.holds(order))
        }
        _ => false,
    }
}

/// Whether a row of a table that allows one is never the only one: another is true wherever it
/// is. Overrides are tried in order and do not meet the others.
pub(super) fn never_alone(model: &Model, table: &Table, position: usize) -> bool {
    let overrides = table.overrides();
    let plain = || table.rows.iter().enumerate().skip(overrides);
    let row =
        plain().find(|(at, _)| *at == position).and_then(|(_, row)| row.when.as_ref());
    let (Some(row), Hit::Unique) = (row, table.hit) else { return false };
    let mut others = plain().filter(|(at, _)| *at != position);
    others.any(|(_, other)| {
        other.when.as_ref().is_some_and(|other| follows(model, row, other))
    })
}

/// Whether one condition is true wherever another is, as far as their parts show it: each part
/// of the one is a part of the other, or is true at the value that the other asks for.
fn follows(model: &Model, from: &Expr, what: &Expr) -> bool {
    let given = parts(from);
    parts(what).iter().all(|part| {
        let bytes = to_canonical(part);
        given.iter().any(|known| {
            to_canonical(known) == bytes
                || asked(model, known)
                    .is_some_and(|(subject, value)| surely(model, part, &subject, value))
        })
    })
}

/// The conditions that are all to be true.
fn parts(of: &Expr) -> &[Expr] {
    match &of.kind {
        ExprKind::And(parts) => parts,
        _ => core::slice::from_ref(of),
    }
}

/// What a condition asks to be a certain number, and which.
fn asked(model: &Model, when: &Expr) -> Option<(Vec<u8>, Number)> {
    let ExprKind::Compare(CompareOp::Equal, left, right) = &when.kind else {
        return None;
    };
    Some((to_canonical(left), fixed_number(model, right)?))
}

pub(super) fn never_alone_words() -> Message {
    Message::new(
        "凡是这一行成立，另一行也成立",
        "another row is true wherever this one is",
    )
}

pub(super) fn behind_a_row() -> Message {
    Message::new("前面的一行已经适用", "a row before it applies there")
}

fn outside() -> Message {
    Message::new("这个值不在允许的范围内", "no such value is allowed")
}

fn counts(subject: &Expr) -> bool {
    matches!(subject.kind, ExprKind::Over { fold: Fold::Count, .. })
}

/// The declared type of the fact that an expression is.
fn given<'m>(model: &'m Model, subject: &Expr) -> Option<&'m FactKind> {
    let ExprKind::Fact(id) = &subject.kind else { return None };
    let id: FactId = *id;
    model.facts.get(id).map(|fact| &fact.kind)
}

fn moved(day: Date, side: Side) -> Option<Date> {
    match side {
        Side::Under => day.add_days(-1),
        Side::Over => day.add_days(1),
        _ => Some(day),
    }
}

pub(super) fn day_words(side: Side, day: Option<Date>) -> Message {
    let (zh, en) = match side {
        Side::Under => ("前一日", "the day before"),
        Side::Over => ("后一日", "the day after"),
        _ => ("当日", "the very day"),
    };
    let Some(day) = day.and_then(|day| moved(day, side)) else {
        return Message::new(zh, en);
    };
    let text = day.text();
    Message::new(format!("{zh} {}", text.zh), format!("{en}: {}", text.en))
}

fn minute_words(side: Side) -> Message {
    match side {
        Side::Under => Message::new("前一分钟", "the minute before"),
        Side::Over => Message::new("后一分钟", "the minute after"),
        _ => Message::new("同一分钟", "the very minute"),
    }
}

/// Returns what a goal is called.
pub(super) fn words(side: Side) -> Message {
    let (zh, en) = match side {
        Side::Taken => ("命中", "taken"),
        Side::Holds => ("成立", "holds"),
        Side::Not => ("不成立", "does not hold"),
        Side::Passes => ("合格", "passes"),
        Side::Fails => ("不合格", "fails"),
        Side::Absent => ("不适用", "does not apply"),
        Side::Known => ("有结果", "has a value"),
        Side::Default => ("按缺省计", "counts by default"),
        Side::Under => ("略低于", "just under"),
        Side::At => ("恰为", "exactly"),
        Side::Over => ("略高于", "just over"),
    };
    Message::new(zh, en)
}
