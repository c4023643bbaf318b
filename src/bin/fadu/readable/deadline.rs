//! A deadline: how long, from when, until when, and how it stands.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{
    DeadlineState, DeadlineVerdict, SuspensionState, SuspensionStatus,
};

pub(crate) fn rows(verdict: &DeadlineVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    rows.named(
        words.pick("期间", "period"),
        Line::new().text(words.said(&verdict.period)),
    );
    if let Some(source) = &verdict.converted {
        let zh = format!("依据 {}", source.text.zh);
        let en = format!("by {}", source.text.en);
        rows.named(
            words.pick("按工作日计", "working days"),
            Line::new().text(words.pick(&zh, &en)),
        );
    }
    if let Some(exception) = &verdict.exception {
        rows.named(
            words.pick("例外", "exception"),
            Line::new().text(words.said(&exception.label)),
        );
    }
    if let Some(event) = &verdict.event {
        let name = if verdict.backwards {
            words.pick("事由日（在其之前）", "event (to precede)")
        } else {
            words.pick("起算事由日", "event")
        };
        rows.named(name, Line::new().text(event));
    }
    for suspension in &verdict.suspensions {
        rows.named(words.pick("中止", "suspension"), suspended(suspension, words));
    }
    if let Some(due) = &verdict.due {
        let due = Line::new().strong(due);
        let due = if verdict.provisional {
            let why = words.pick(
                "（暂定：日历尚未公布到这一天）",
                " (provisional: the calendar is not published that far)",
            );
            due.add(Tone::Open, why)
        } else {
            due
        };
        rows.named(words.pick("届满日", "last day"), due);
    }
    if let Some(state) = verdict.state {
        let (tone, said) = match state {
            DeadlineState::Suspended => (Tone::Open, words.pick("中止", "suspended")),
            DeadlineState::Met => (Tone::Good, words.pick("已办结", "met")),
            DeadlineState::NotStarted => {
                (Tone::Quiet, words.pick("尚未开始", "not started"))
            }
            DeadlineState::Running => (Tone::Good, words.pick("进行中", "running")),
            DeadlineState::Due => (Tone::Open, words.pick("今天届满", "due today")),
            DeadlineState::Overdue => (Tone::Bad, words.pick("已超期", "overdue")),
        };
        let line = Line::new().add(tone, said);
        let line = match &verdict.workdays_left {
            Some(days) => line.quiet(match words.pick("zh", "en") {
                "zh" => format!("，还剩 {days} 个工作日"),
                _ if days == "1" => ", 1 working day left".to_owned(),
                _ => format!(", {days} working days left"),
            }),
            None => line,
        };
        rows.named(words.pick("状态", "state"), line);
    }
    if let Some(met) = &verdict.met {
        let line = Line::new().text(&met.on);
        let line = match met.late {
            Some(true) => line.add(Tone::Bad, words.pick("（逾期办结）", " (late)")),
            Some(false) | None => line,
        };
        rows.named(words.pick("办结日", "done on"), line);
    }
    rows
}

fn suspended(suspension: &SuspensionStatus, words: Words) -> Line {
    let line = Line::new().text(words.said(&suspension.label));
    let (tone, said) = match suspension.state {
        SuspensionState::NotApplicable => {
            return line.quiet(words.pick("：未发生", ": none"));
        }
        SuspensionState::Unknown => {
            return line.add(Tone::Open, words.pick("：不明", ": not known"));
        }
        SuspensionState::NotStarted => {
            (Tone::Quiet, words.pick("尚未开始", "not started"))
        }
        SuspensionState::Running => (Tone::Open, words.pick("中止中", "lasts")),
        SuspensionState::Ended => (Tone::Quiet, words.pick("已恢复", "over")),
    };
    let from = suspension.from.as_deref().unwrap_or_default();
    let to = suspension.to.as_deref().unwrap_or("…");
    line.quiet(match words.pick("zh", "en") {
        "zh" => format!("：{from} 起至 {to} 恢复，"),
        _ => format!(": {from} to {to}, "),
    })
    .add(tone, said)
}
