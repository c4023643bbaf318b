//! A scorecard: what all come to, then each indicator with its points and its band.

use super::layout::Rows;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::evaluation::{IndicatorStatus, ScorecardVerdict};

pub(crate) fn rows(verdict: &ScorecardVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    if verdict.overall.is_some() {
        let value = verdict.value.as_ref().map(|value| words.said(&value.text));
        let line = said(value, verdict.band.as_ref(), &verdict.possible, verdict, words);
        rows.named(words.pick("总评", "overall"), line);
    }
    for one in &verdict.indicators {
        rows.named(words.said(&one.label), indicator(one, verdict, words));
    }
    rows
}

fn indicator(one: &IndicatorStatus, verdict: &ScorecardVerdict, words: Words) -> Line {
    let value = one.value.as_ref().map(|value| words.said(&value.text));
    let line = said(value, one.band.as_ref(), &one.possible, verdict, words);
    let line = match (&one.points, &one.weight) {
        (Some(points), Some(weight)) => line
            .quiet(format!("  {points} / {weight}"))
            .quiet(words.pick(" 分", " points")),
        (None, _) | (_, None) => line,
    };
    let line = if one.assumed {
        line.add(Tone::Open, words.pick("  依据待核实", "  not verified"))
    } else {
        line
    };
    line.then(words.after_basis(&one.basis))
}

fn said(
    value: Option<&str>,
    band: Option<&String>,
    possible: &[String],
    verdict: &ScorecardVerdict,
    words: Words,
) -> Line {
    let line = match value {
        Some(value) => Line::new().strong(value),
        None => Line::new().add(Tone::Open, words.pick("未定", "open")),
    };
    let label = |name: &String| {
        let known = verdict.bands.iter().find(|band| band.name == *name);
        known.map_or("", |band| words.said(&band.label))
    };
    match band {
        Some(band) => line.text("  ").text(label(band)),
        None => line
            .quiet(words.pick("  可能 ", "  possible "))
            .quiet(words.list(possible.iter().map(label))),
    }
}
