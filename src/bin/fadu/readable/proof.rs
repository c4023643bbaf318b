//! Proof trees: each step with its truth, and the steps it rests on below it.

use super::layout::Page;
use crate::terminal::Line;
use fadu::evaluation::Proof;

/// Draws the steps under a verdict.
pub(crate) fn lines(steps: &[Proof], page: &mut Page) {
    below(steps, "    ", page);
}

fn below(steps: &[Proof], indent: &str, page: &mut Page) {
    let words = page.words();
    let last = steps.len().saturating_sub(1);
    for (at, step) in steps.iter().enumerate() {
        let (branch, trunk) = if at == last {
            (words.mark("└ ", ""), words.mark("  ", "  "))
        } else {
            (words.mark("├ ", ""), words.mark("│ ", "  "))
        };
        let mark = match step.truth {
            Some(truth) => {
                let (tone, mark) = words.truth(truth);
                Line::new().add(tone, mark)
            }
            None => Line::new().quiet(words.mark("·", "=")),
        };
        page.line(
            Line::new()
                .quiet(format!("{indent}{branch}"))
                .then(mark)
                .text(" ")
                .text(words.said(&step.text))
                .then(words.after_basis(&step.basis)),
        );
        below(&step.because, &format!("{indent}{trunk}"), page);
    }
}
