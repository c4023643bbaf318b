//! A deadline: how long, from when, until when, and how it stands.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{DeadlineState, DeadlineVerdict};

pub(crate) fn rows(verdict: &DeadlineVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    rows.named(
        words.pick("期间", "period"),
        Line::new().text(words.said(&verdict.period)),
    );
    if let Some(exception) = &verdict.exception {
        rows.named(
            words.pick("例外", "exception"),
            Line::new().text(words.said(&exception.label)),
        );
    }
    if let Some(event) = &verdict.event {
        rows.named(words.pick("起算事由日", "event"), Line::new().text(event));
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
                _ => format!(", {days} workdays left"),
            }),
            None => line,
        };
        rows.named(words.pick("状态", "state"), line);
    }
    rows
}
