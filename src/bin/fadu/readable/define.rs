//! A definition: its value.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::DefineVerdict;

pub(crate) fn rows(verdict: &DefineVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    let value = match &verdict.value {
        Some(value) => Line::new().strong(words.said(&value.text)),
        None => Line::new().add(Tone::Open, words.pick("未定", "not known")),
    };
    rows.named(words.pick("值", "value"), value);
    rows
}
