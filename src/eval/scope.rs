//! Scopes of acceptance.

use super::cited;
use super::deadline::waiting;
use super::frame::Frame;
use super::proof::{Prover, trilean};
use super::questions::reach;
use super::steps::{Selection, select};
use crate::diagnostic::Message;
use crate::evaluation::{
    GroundStatus, Head, Outcome, Proof, Question, ScopeVerdict, Status,
};
use crate::model::GroundKind;
use crate::program::Slot;
use crate::value::Truth;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

fn selection(frame: &Frame<'_>, at: usize) -> Selection {
    let slots = frame.program.scopes.get(at);
    let conditions = slots.map_or(&[][..], |slots| slots.grounds.as_slice());
    select(frame, conditions.iter().map(|condition| (*condition, false)))
}

/// Returns whether the scope's version is in force.
fn applies(frame: &Frame<'_>, at: usize) -> Truth {
    frame.truth_of(frame.program.scopes.get(at).and_then(|slots| slots.when))
}

/// Returns whether a ground is the one that decides.
pub(super) fn ground_truth(frame: &Frame<'_>, at: usize, ground: usize) -> Truth {
    let selection = selection(frame, at);
    match selection.statuses.get(ground) {
        Some(Status::Excluded) | None => Truth::False,
        Some(Status::Applies | Status::Possible | Status::Open) => {
            let decides = selection.decided().map(|decided| decided == ground);
            applies(frame, at).and(Truth::from(decides))
        }
    }
}

/// Returns the conditions a scope's answer still waits for.
pub(super) fn open(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    let when = frame.program.scopes.get(at).and_then(|slots| slots.when);
    match applies(frame, at) {
        Truth::False => Vec::new(),
        Truth::True => selection(frame, at).open,
        Truth::Unknown => {
            let mut roots: Vec<Slot> = when.into_iter().collect();
            roots.extend(selection(frame, at).open);
            roots
        }
    }
}

/// Answers for one scope.
pub(super) fn verdict(frame: &Frame<'_>, at: usize) -> Option<ScopeVerdict> {
    let model = &frame.program.model;
    let scope = model.scopes.get(at)?;
    let conditions = &frame.program.scopes.get(at)?.grounds;
    let applies = applies(frame, at);
    let selection = selection(frame, at);
    let reached = reach(frame, &open(frame, at));
    let decided = selection
        .decided()
        .filter(|_| applies.is_true())
        .and_then(|position| scope.grounds.get(position));
    let mut judge = reached.questions(frame);
    let outcome = match &decided {
        _ if applies.is_false() => Outcome::NotApplicable,
        Some(_) => Outcome::Decided,
        None if selection.is_empty() && applies.is_true() => {
            // No ground holds: the rules leave it to a person.
            judge.push(Question {
                fact: None,
                text: Message::new(
                    "没有一项理由成立，由人工判断",
                    "no ground holds; a person must decide",
                ),
                basis: cited(model, &scope.basis),
            });
            Outcome::NeedsJudgement
        }
        None => waiting(&reached),
    };
    let mut prover = Prover::new(frame);
    let shown: Vec<usize> = if selection.is_empty() {
        (0..scope.grounds.len()).collect()
    } else {
        selection.candidates().collect()
    };
    let because = shown
        .into_iter()
        .filter_map(|position| {
            let ground = scope.grounds.get(position)?;
            let condition = *conditions.get(position)?;
            // "Otherwise" holds because nothing before it does.
            let because = match condition {
                Some(slot) => Vec::from([prover.prove(slot)]),
                None => {
                    let before = conditions.iter().take(position).flatten();
                    before.map(|slot| prover.prove(*slot)).collect()
                }
            };
            Some(Proof {
                text: ground.label.clone(),
                truth: Some(trilean(frame.truth_of(condition))),
                fact: None,
                basis: cited(model, &ground.basis),
                because,
            })
        })
        .collect();
    Some(ScopeVerdict {
        head: Head {
            name: scope.name.clone(),
            label: scope.label.clone(),
            version: None,
            outcome,
            basis: cited(
                model,
                decided
                    .map(|ground| &ground.basis)
                    .filter(|basis| !basis.is_empty())
                    .unwrap_or(&scope.basis),
            ),
            because,
            judge,
            errors: reached.errors(frame),
        },
        decision: decided.map(|ground| kind_name(ground.kind)),
        ground: decided.map(|ground| ground.name.clone()),
        grounds: scope
            .grounds
            .iter()
            .zip(&selection.statuses)
            .map(|(ground, status)| GroundStatus {
                name: ground.name.clone(),
                kind: kind_name(ground.kind),
                label: ground.label.clone(),
                status: match status {
                    Status::Applies if !applies.is_known() => Status::Possible,
                    status => *status,
                },
                send_to: ground.send_to.clone(),
                basis: cited(model, &ground.basis),
            })
            .collect(),
    })
}

fn kind_name(kind: GroundKind) -> String {
    match kind {
        GroundKind::Accept => "accept",
        GroundKind::Reject => "reject",
        GroundKind::Redirect => "redirect",
        GroundKind::Supplement => "supplement",
        GroundKind::Deem => "deem",
    }
    .to_string()
}
