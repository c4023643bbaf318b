//! Proof trees: each step with its truth, and the steps it rests on below it.

use super::layout::Page;
use crate::terminal::Line;
use fadu::evaluation::{Cited, Proof};

/// Draws the steps under a verdict.
pub(crate) fn lines(steps: &[Proof], page: &mut Page) {
    below(steps, &[], "    ", page);
}

/// A step that rests on the same law as the one above does not repeat it.
fn below(steps: &[Proof], above: &[Cited], indent: &str, page: &mut Page) {
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
        let head = Line::new().quiet(format!("{indent}{branch}")).then(mark).text(" ");
        let text = Line::new().text(words.said(&step.text));
        let repeats = step.basis.as_slice() == above;
        let text = if repeats { text } else { text.then(words.after_basis(&step.basis)) };
        // What goes on below keeps the drawn line beside it.
        let below_head = Line::new().quiet(format!("{indent}{trunk}")).pad(head.width());
        page.hanging(head, text, &below_head);
        let law = if step.basis.is_empty() { above } else { &step.basis };
        below(&step.because, law, &format!("{indent}{trunk}"), page);
    }
}
