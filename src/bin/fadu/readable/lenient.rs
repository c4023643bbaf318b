//! The law at the act and the law at the decision: what either comes to, and which counts.

use super::layout::Rows;
use super::version;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::diagnostic::Message;
use fadu::evaluation::{BenchmarkVerdict, ComparedPenalty};

pub(crate) fn rows(verdict: &BenchmarkVerdict, words: Words) -> Rows {
    let mut rows = Rows::new();
    let Some(laws) = &verdict.lenient else { return rows };
    let tone = if laws.taken.is_some() { Tone::Good } else { Tone::Open };
    let choice = Line::new().add(tone, words.said(&laws.text));
    rows.named(
        words.pick("从旧兼从轻", "lighter law"),
        choice.then(words.after_basis(&laws.basis)),
    );
    // Where both dates fall into one law the verdict shows it already.
    if laws.compared.is_empty() && laws.act.is_empty() {
        return rows;
    }
    let act = words.pick("行为时", "at the act");
    rows.list(act, law(&laws.act, &laws.compared, |one| &one.act.text, words));
    let decision = words.pick("决定时", "at the decision");
    let at_decision =
        law(&laws.decision, &laws.compared, |one| &one.decision.text, words);
    rows.list(decision, at_decision);
    rows
}

/// The versions of one law, and what its penalties come to.
fn law(
    verdicts: &[BenchmarkVerdict],
    compared: &[ComparedPenalty],
    side: impl Fn(&ComparedPenalty) -> &Message,
    words: Words,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for verdict in verdicts {
        let known = verdict.head.version.as_ref();
        let date = known.and_then(|known| known.date.as_deref());
        let line = date.map_or_else(Line::new, |date| Line::new().quiet(date).text("  "));
        let line = match known {
            Some(known) => line.then(version(known, words)),
            None => line,
        };
        let (tone, outcome) = (
            words.outcome_tone(verdict.head.outcome),
            words.outcome(verdict.head.outcome),
        );
        lines.push(line.text("  ").add(tone, outcome));
    }
    for one in compared {
        let line = Line::new().text(words.said(&one.label)).text("  ");
        lines.push(line.strong(words.said(side(one))));
    }
    lines
}
