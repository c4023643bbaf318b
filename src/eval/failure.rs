//! What could not be calculated, in words.

use super::frame::{Failure, Frame};
use super::phrase::{penalty_label, phrase};
use super::text::{join, name_text, row_text};
use crate::diagnostic::Message;
use crate::model::Constant;
use crate::program::{Named, Op, Slot};
use alloc::format;
use alloc::vec::Vec;

/// Returns a failed calculation in words.
pub(super) fn failure_text(frame: &Frame<'_>, slot: Slot, failure: Failure) -> Message {
    if failure == Failure::Conflict {
        let names: Vec<Message> = super::exception::holding(frame, slot)
            .into_iter()
            .filter_map(|id| frame.program.model.exceptions.get(id))
            .map(|known| known.label.clone())
            .collect();
        let names = join(&names, "、", ", ");
        return Message::new(
            format!("几个例外同时成立而结果不同，没有写明哪个优先：{}", names.zh),
            format!(
                "exceptions that hold together differ, and none is said to win: {}",
                names.en
            ),
        );
    }
    if failure == Failure::NotInForce
        && let Some(Op::InForce(versions)) = frame.program.ops.get(slot).copied()
    {
        // Of a row, the last slot is the value; versions of one name share its label.
        let first = frame.program.list(versions).chunks(2).next().and_then(<[_]>::last);
        if let Some(Op::Name(name, _)) =
            first.and_then(|slot| frame.program.ops.get(*slot))
        {
            let name = name_text(frame, *name);
            return Message::new(
                format!("「{}」在该日没有施行中的版本", name.zh),
                format!("no version of `{}` is in force on that date", name.en),
            );
        }
    }
    if failure == Failure::Unset
        && let Some(Op::Constant(position)) = frame.program.ops.get(slot)
        && let Some(Constant::Unset(id)) = frame.program.constants.get(*position)
        && let Some(parameter) = frame.program.model.parameters.get(*id)
    {
        let label = &parameter.label;
        return Message::new(
            format!("参数「{}」没有取值：要采用一个给它取值的方案", label.zh),
            format!(
                "the parameter `{}` has no value: choose a profile that sets it",
                label.en
            ),
        );
    }
    if let Failure::NoRow | Failure::TwoRows = failure
        && let Some((table, rows)) = rows_asked(frame, slot)
    {
        if failure == Failure::TwoRows {
            return two_rows(frame, table, &rows);
        }
        if let Some(known) = frame.program.model.tables.get(table) {
            return no_row(&known.label);
        }
    }
    if failure == Failure::NoRecord {
        return Message::new(
            "列表里没有一项可以取最高或者最低",
            "the list has no record to take the highest or the lowest of",
        );
    }
    let what = match frame.program.ops.get(slot).copied() {
        Some(Op::Penalty { benchmark, penalty, end, .. }) => {
            penalty_label(frame, benchmark, penalty, end)
        }
        Some(_) | None => phrase(frame, slot),
    };
    let (zh, en) = match failure {
        Failure::Overflow => {
            ("数字太大，不能精确计算", "the number is too large to be exact")
        }
        Failure::DivisionByZero => ("除数为零", "division by zero"),
        Failure::DateRange => {
            ("日期超出了可以计算的范围", "the date cannot be counted so far")
        }
        Failure::BelowZero => ("数额低于零", "amount below zero"),
        Failure::NoRow => ("没有一行适用", "no row applies"),
        Failure::TwoRows => ("有几行同时成立", "several rows are true"),
        Failure::Conflict => ("例外互相冲突", "exceptions conflict"),
        Failure::Unset => ("没有取值", "no value is set"),
        Failure::NoRecord => ("没有一项", "there is no record"),
        Failure::NotImposed => ("该基准在本案不处此罚", "not imposed in this case"),
        Failure::NoAmount => ("该基准没有留下数额", "the benchmark leaves no amount"),
        Failure::ManyAmounts => (
            "该基准留下的是幅度，不是一个数额：写「.下限」或者「.上限」",
            "the benchmark leaves a range, not one amount: read `.minimum` or `.maximum`",
        ),
        Failure::NotInForce => {
            ("没有施行中的版本", "no version is in force on that date")
        }
        Failure::NotApplicable => {
            ("该期限不适用于本案", "the deadline does not apply here")
        }
    };
    Message::new(format!("{}：{zh}", what.zh), format!("{}: {en}", what.en))
}

/// Returns the rows of a table that a slot asks and that are not false, with the table.
fn rows_asked(frame: &Frame<'_>, slot: Slot) -> Option<(usize, Vec<usize>)> {
    let Some(Op::Case(args) | Op::Unique(args) | Op::Collect(_, args)) =
        frame.program.ops.get(slot).copied()
    else {
        return None;
    };
    let mut table = None;
    let mut rows = Vec::new();
    for pair in frame.program.list(args).chunks(2) {
        let [condition, _] = pair else { break };
        let Some(Op::Name(Named::Row(at, row), _)) = frame.program.ops.get(*condition)
        else {
            return None;
        };
        table = Some(*at);
        rows.extend(Some(*row).filter(|_| frame.truth(*condition).is_true()));
    }
    Some((table?, rows))
}

/// Says that no row of a table is true.
pub(super) fn no_row(label: &Message) -> Message {
    Message::new(
        format!("{}：没有一行适用于本案", label.zh),
        format!("{}: no row covers the case", label.en),
    )
}

/// Says that several rows of a table are true where one may be.
pub(super) fn two_rows(frame: &Frame<'_>, table: usize, rows: &[usize]) -> Message {
    let rows: Vec<Message> =
        rows.iter().map(|row| row_text(frame, table, *row)).collect();
    let rows = join(&rows, "、", ", ");
    let label = frame.program.model.tables.get(table).map(|known| known.label.clone());
    let label = label.unwrap_or_else(|| Message::new("", ""));
    Message::new(
        format!("{}：只许一行成立，成立的却有{}", label.zh, rows.zh),
        format!("{}: only one row may be true, but these are: {}", label.en, rows.en),
    )
}
