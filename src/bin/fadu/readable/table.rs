//! A table: what it comes to, and the rows that decide or may still decide.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{RowStatus, Status, TableVerdict};

/// How many rows are shown: a large table may leave hundreds possible.
const ROWS: usize = 12;

pub(crate) fn rows(verdict: &TableVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    for output in &verdict.outputs {
        let value = match (&output.value, &output.range) {
            (Some(value), _) => Line::new().strong(words.said(&value.text)),
            (None, Some(range)) if output.settled => {
                Line::new().strong(words.said(&range.text))
            }
            (None, Some(range)) => Line::new()
                .add(Tone::Open, words.pick("可能 ", "possible "))
                .text(words.said(&range.text)),
            (None, None) => Line::new().add(Tone::Open, words.pick("未定", "open")),
        };
        rows.named(words.said(&output.label), value);
    }
    let settled = verdict.rows.iter().all(|row| row.status == Status::Applies);
    let head = if settled {
        words.pick("适用", "row")
    } else {
        words.pick("仍有可能", "still possible")
    };
    rows.list(head, verdict.rows.iter().take(ROWS).map(|row| said(row, words)));
    rows
}

fn said(row: &RowStatus, words: Words) -> Line {
    Line::new().text(words.said(&row.label)).then(words.after_basis(&row.basis))
}
