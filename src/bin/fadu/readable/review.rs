//! A review: whether it is required and by which layer, the checklist, the opinion.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{
    Finding, ItemStatus, LayerState, LayerStatus, ReviewVerdict, Trilean,
};

pub(crate) fn rows(verdict: &ReviewVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    rows.named(words.pick("法制审核", "legal review"), required(verdict.required, words));
    for layer in &verdict.layers {
        rows.row(
            Line::new().quiet("  ").text(words.said(&layer.label)),
            reached(layer, words),
        );
    }
    let opinions = verdict.opinions.iter().map(|one| (&one.label, one.status));
    let opinion = words.choices(&opinions.collect::<Vec<_>>(), verdict.opinion.is_some());
    if !opinion.is_empty() {
        rows.named(words.pick("意见", "opinion"), opinion);
    }
    if !verdict.items.is_empty() {
        rows.named(words.pick("审核项目", "checklist"), tally(&verdict.items, words));
    }
    for item in &verdict.items {
        let key = Line::new().quiet("  ").text(words.said(&item.label));
        rows.row(key, words.finding(item.finding).then(advice(item, words)));
        for ask in item.asks.iter().filter(|ask| needs_attention(ask.answer)) {
            let question = Line::new()
                .text("  ")
                .then(words.finding(ask.answer))
                .text("  ")
                .text(words.said(&ask.label))
                .text("  ")
                .name(&ask.fact);
            rows.row(Line::new(), question);
        }
    }
    rows
}

fn required(state: LayerState, words: Words) -> Line {
    match state {
        LayerState::True => Line::new().strong(words.pick("须经审核", "required")),
        LayerState::False => Line::new().strong(words.pick("无须审核", "not required")),
        LayerState::Unknown | LayerState::NotApplicable | LayerState::NeedsJudgement => {
            words.layer(state)
        }
    }
}

fn reached(layer: &LayerStatus, words: Words) -> Line {
    let with = |state: Trilean| {
        let those = layer.criteria.iter().filter(move |one| one.state == state);
        words.list(those.map(|one| words.said(&one.label)))
    };
    let (met, open) = (with(Trilean::True), with(Trilean::Unknown));
    let line = words.layer(layer.state);
    let line =
        if met.is_empty() { line } else { line.text(words.pick("：", ": ")).text(met) };
    let line = if open.is_empty() {
        line
    } else {
        line.add(Tone::Open, words.pick("；待查：", "; open: ")).text(open)
    };
    line.then(words.after_basis(&layer.basis))
}

fn tally(items: &[ItemStatus], words: Words) -> Line {
    let count =
        |finding: Finding| items.iter().filter(|item| item.finding == finding).count();
    let kinds = [
        Finding::Pass,
        Finding::Fail,
        Finding::CannotTell,
        Finding::NotYet,
        Finding::NotApplicable,
    ];
    kinds.into_iter().filter(|kind| count(*kind) > 0).fold(Line::new(), |line, kind| {
        let gap = if line.is_empty() { "" } else { "  " };
        line.text(gap).then(words.finding(kind)).text(format!(" {}", count(kind)))
    })
}

/// Only a failed item says what to do about it.
fn advice(item: &ItemStatus, words: Words) -> Line {
    let advice = item.on_fail.as_ref().and_then(|then| then.advise.as_ref());
    match (item.finding, advice) {
        (Finding::Fail, Some(advice)) => Line::new().text("  ").text(words.said(advice)),
        (
            Finding::Fail
            | Finding::Pass
            | Finding::NotApplicable
            | Finding::CannotTell
            | Finding::NotYet,
            _,
        ) => Line::new(),
    }
}

fn needs_attention(answer: Finding) -> bool {
    match answer {
        Finding::Fail | Finding::CannotTell | Finding::NotYet => true,
        Finding::Pass | Finding::NotApplicable => false,
    }
}
