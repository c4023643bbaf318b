//! What a reader should know about a result.

use super::frame::Frame;
use super::provisional;
use super::version::Entry;
use crate::diagnostic::Message;
use crate::evaluation::Warning;
use crate::value::Date;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// Lists the warnings of an evaluation.
pub(super) fn warnings(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Warning> {
    let (model, as_of) = (&frame.program.model, frame.as_of.date());
    let mut warnings = Vec::new();
    let mut warn = |code: &str, zh, en| {
        warnings.push(Warning { code: code.to_string(), message: Message { zh, en } });
    };
    if let Some(pack) = model.packs.first() {
        let date =
            |text: &Option<alloc::string::String>| text.as_deref().and_then(Date::parse);
        if let Some(from) = date(&pack.effective_from).filter(|from| as_of < *from) {
            warn(
                "W0101",
                format!("规则包自 {from} 起施行，截至日在此之前"),
                format!("the pack is effective from {from}; the as-of date is earlier"),
            );
        }
        if let Some(to) = date(&pack.effective_to).filter(|to| as_of > *to) {
            warn(
                "W0102",
                format!("规则包施行至 {to}，截至日在此之后"),
                format!("the pack is effective to {to}; the as-of date is later"),
            );
        }
    }
    for source in &model.sources {
        let date =
            |text: &Option<alloc::string::String>| text.as_deref().and_then(Date::parse);
        if let Some(until) = date(&source.checked_until).filter(|until| as_of > *until) {
            warn(
                "W0201",
                format!("「{}」的文本只核对到 {until}", source.title.zh),
                format!("the text of {} was checked until {until} only", source.title.en),
            );
        }
        if let Some(repealed) =
            date(&source.repealed).filter(|repealed| as_of >= *repealed)
        {
            warn(
                "W0202",
                format!("「{}」已于 {repealed} 废止", source.title.zh),
                format!("{} was repealed on {repealed}", source.title.en),
            );
        }
        if source.unverified {
            warn(
                "W0203",
                format!("「{}」未见原文，有待核实", source.title.zh),
                format!(
                    "the text of {} itself was not seen: unverified",
                    source.title.en
                ),
            );
        }
    }
    if provisional::reaches_an_answer(frame, entries)
        && let Some((_, until)) = model.calendar.span()
    {
        warn(
            "W0301",
            format!("放假安排只公布到 {until}，依赖其后日期的期限和结论是暂定的"),
            format!(
                "holiday notices reach to {until}; deadlines and answers that rest on later \
                 days are provisional"
            ),
        );
    }
    warnings
}
