//! A review: whether it is required and by which layer, the checklist, the opinion.

use super::layout::Rows;
use crate::terminal::Line;
use crate::words::Words;
use fadu::Language;
use fadu::evaluation::{Finding, ItemStatus, LayerState, ReviewVerdict, Trilean};

pub(crate) fn rows(verdict: &ReviewVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    rows.named(words.pick("应否审核", "review"), required(verdict.required, words));
    for layer in &verdict.layers {
        let key = Line::new().text("  ").text(words.said(&layer.label));
        rows.row(key, words.layer(layer.state).then(words.after_basis(&layer.basis)));
        for state in [Trilean::True, Trilean::Unknown] {
            let those = layer.criteria.iter().filter(|one| one.state == state);
            let labels = words.list(those.map(|one| words.said(&one.label)));
            if !labels.is_empty() {
                let (tone, mark) = words.truth(state);
                let line = Line::new().text("  ").add(tone, mark).text(" ").text(labels);
                rows.row(Line::new(), line);
            }
        }
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
        let open = item.asks.iter().filter(|ask| ask.answer == Finding::NotYet).count();
        let line = words.finding(item.finding).then(advice(item, words));
        rows.row(key, line.then(unanswered(open, words)));
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

fn unanswered(open: usize, words: Words) -> Line {
    match (open, words.language()) {
        (0, _) => Line::new(),
        (_, Language::Zh) => Line::new().quiet(format!("  {open} 问未答")),
        (1, Language::En) => Line::new().quiet("  1 question open"),
        (_, Language::En) => Line::new().quiet(format!("  {open} questions open")),
    }
}

fn needs_attention(answer: Finding) -> bool {
    match answer {
        Finding::Fail | Finding::CannotTell => true,
        // What has no answer yet stands among the missing facts.
        Finding::Pass | Finding::NotApplicable | Finding::NotYet => false,
    }
}
