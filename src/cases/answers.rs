//! What a case comes to, in short: for a person who has to say whether that is right.

use crate::diagnostic::Message;
use crate::evaluation::{Content, Head, Outcome, Verdict};
use alloc::format;
use alloc::vec::Vec;

/// Returns every answer that is settled, each as `name = answer`.
pub(super) fn answers(verdicts: &[Verdict]) -> Vec<Message> {
    let mut said = Vec::new();
    for verdict in verdicts {
        match verdict {
            Verdict::Benchmark(own) => {
                name(&mut said, &own.head, ".tier", own.tier.as_deref());
                for penalty in &own.penalties {
                    let text = penalty.amount.as_ref().map(|amount| &amount.text);
                    let text = text.or(penalty.range.as_ref().map(|range| &range.text));
                    let Some(text) = text.filter(|_| penalty.settled) else { continue };
                    said.push(Message::new(
                        format!("{}.{} = {}", own.head.name, penalty.name, text.zh),
                        format!("{}.{} = {}", own.head.name, penalty.name, text.en),
                    ));
                }
            }
            Verdict::Review(own) => {
                name(&mut said, &own.head, ".opinion", own.opinion.as_deref());
            }
            Verdict::Scope(own) => {
                name(&mut said, &own.head, "", own.ground.as_deref());
            }
            Verdict::Deadline(own) => {
                name(&mut said, &own.head, ".due", own.due.as_deref());
            }
            Verdict::Define(own) if own.head.outcome == Outcome::Decided => {
                let Some(value) = &own.value else { continue };
                if let Content::Many(_) = value.value {
                    continue;
                }
                said.push(Message::new(
                    format!("{} = {}", own.head.name, value.text.zh),
                    format!("{} = {}", own.head.name, value.text.en),
                ));
            }
            Verdict::Define(_) | Verdict::Scorecard(_) | Verdict::Table(_) => {}
        }
    }
    // Versions share a name; two that say the same are one answer.
    let mut once: Vec<Message> = Vec::new();
    for message in said {
        if !once.contains(&message) {
            once.push(message);
        }
    }
    once
}

fn name(said: &mut Vec<Message>, head: &Head, member: &str, found: Option<&str>) {
    if let Some(found) = found {
        let text = format!("{}{member} = {found}", head.name);
        said.push(Message::new(text.clone(), text));
    }
}
