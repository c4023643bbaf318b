//! Reviews: whether one is required, by layer; the checklist; the opinion.

use super::cited;
use super::deadline::waiting;
use super::frame::Frame;
use super::proof::{Prover, trilean};
use super::questions::reach;
use super::steps::{Selection, select};
use super::version::in_force;
use crate::diagnostic::Message;
use crate::evaluation::{
    AskStatus, Consequence, CriterionStatus, Finding, Head, ItemStatus, LayerState,
    LayerStatus, OpinionStatus, Outcome, Proof, Question, ReviewVerdict,
};
use crate::model::{Ask, Fact, FactId, Item, Layer, Review};
use crate::program::{ItemSlots, LayerSlots, ReviewSlots, Slot};
use crate::value::{Judgement, Truth};
use alloc::vec::Vec;

/// Returns whether any layer requires review.
fn required(frame: &Frame<'_>, slots: &ReviewSlots) -> Truth {
    let layers = slots.layers.iter().map(|layer| frame.truth(layer.any));
    let required = Truth::any(layers);
    // A review without layers is required wherever it concerns the case.
    let required = if slots.layers.is_empty() { Truth::True } else { required };
    frame.truth_of(slots.when).and(required)
}

fn opinions(frame: &Frame<'_>, slots: &ReviewSlots) -> Selection {
    // An item that nobody has looked at could still fail, so "otherwise" waits for it.
    let unsettled: Vec<Slot> = slots
        .items
        .iter()
        .map(|item| item.fails)
        .filter(|slot| frame.is_unknown(*slot))
        .collect();
    let mut selection =
        select(frame, slots.opinions.iter().map(|condition| (*condition, false)));
    for slot in unsettled {
        if !selection.open.is_empty() && !selection.open.contains(&slot) {
            selection.open.push(slot);
        }
    }
    selection
}

/// Returns the conditions a review's answer still waits for: first whether it is required
/// at all, then what its checklist comes to.
pub(super) fn roots(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    let Some(slots) = frame.program.reviews.get(at) else { return Vec::new() };
    match required(frame, slots) {
        Truth::False => Vec::new(),
        Truth::Unknown => {
            let mut roots: Vec<Slot> = slots.when.into_iter().collect();
            roots.extend(open_layers(frame, slots));
            roots.extend(opinions(frame, slots).open);
            roots.retain(|slot| frame.is_unknown(*slot));
            roots
        }
        Truth::True => opinions(frame, slots).open,
    }
}

/// Returns the layers that can still change whether the review is required: none, once one
/// of them surely holds.
fn open_layers(frame: &Frame<'_>, slots: &ReviewSlots) -> Vec<Slot> {
    let layers = slots.layers.iter().map(|layer| layer.any);
    if layers.clone().any(|layer| frame.truth(layer).is_true()) {
        return Vec::new();
    }
    layers.collect()
}

/// Returns a question as the version in force asks it, or the first that may be.
pub(super) fn ask<'p>(frame: &Frame<'p>, fact: FactId) -> Option<&'p Ask> {
    let model = &frame.program.model;
    if !model.facts.get(fact).is_some_and(Fact::is_ask) {
        return None;
    }
    let asked = |review: &&Review| !in_force(frame, &review.in_force).is_false();
    let items = model.reviews.iter().filter(asked).flat_map(|review| &review.items);
    items.flat_map(|item| &item.asks).find(|ask| ask.fact == fact)
}

/// Answers for one review.
pub(super) fn verdict(frame: &Frame<'_>, at: usize) -> Option<ReviewVerdict> {
    let model = &frame.program.model;
    let review = model.reviews.get(at)?;
    let slots = frame.program.reviews.get(at)?;
    let required = required(frame, slots);
    let selection = opinions(frame, slots);
    let reached = reach(frame, &roots(frame, at));
    // A checklist worked through has its opinion, whether review was required or not.
    let decided = selection.decided();
    let mut judge = reached.questions(frame);
    let outcome = match required {
        Truth::False if frame.truth_of(slots.when).is_false() => Outcome::NotApplicable,
        Truth::False => Outcome::Decided,
        Truth::Unknown => waiting(&reached),
        Truth::True if slots.opinions.is_empty() || decided.is_some() => Outcome::Decided,
        Truth::True if selection.is_empty() => {
            // No opinion is left over: the rules leave it to a person.
            judge.push(Question {
                fact: None,
                text: Message::new(
                    "没有一项意见的条件成立，由人决定采用哪一项意见",
                    "no opinion holds; a person must decide which",
                ),
                basis: cited(model, &review.basis),
            });
            Outcome::NeedsJudgement
        }
        Truth::True => waiting(&reached),
    };
    let mut prover = Prover::new(frame);
    let layers: Vec<LayerStatus> = review
        .layers
        .iter()
        .zip(&slots.layers)
        .map(|(layer, slots)| layer_status(frame, layer, slots))
        .collect();
    let because = because(frame, &mut prover, review, slots, required, &selection);
    Some(ReviewVerdict {
        head: Head {
            name: review.name.clone(),
            label: review.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &review.basis),
            because,
            judge,
            errors: reached.errors(frame),
        },
        required: state(frame, required, slots),
        layers,
        items: review
            .items
            .iter()
            .zip(&slots.items)
            .map(|(item, slots)| item_status(frame, review, item, slots))
            .collect(),
        opinion: decided
            .and_then(|position| review.opinions.get(position))
            .map(|opinion| opinion.name.clone()),
        opinions: review
            .opinions
            .iter()
            .zip(&selection.statuses)
            .map(|(opinion, status)| OpinionStatus {
                name: opinion.name.clone(),
                label: opinion.label.clone(),
                pass: opinion.pass,
                status: *status,
            })
            .collect(),
    })
}

fn state(frame: &Frame<'_>, required: Truth, slots: &ReviewSlots) -> LayerState {
    match required {
        Truth::True => LayerState::True,
        Truth::False => LayerState::False,
        Truth::Unknown => {
            let mut roots: Vec<Slot> = slots.when.into_iter().collect();
            roots.extend(open_layers(frame, slots));
            open_state(frame, &roots)
        }
    }
}

fn open_state(frame: &Frame<'_>, roots: &[Slot]) -> LayerState {
    if reach(frame, roots).only_judgement() {
        LayerState::NeedsJudgement
    } else {
        LayerState::Unknown
    }
}

fn layer_status(frame: &Frame<'_>, layer: &Layer, slots: &LayerSlots) -> LayerStatus {
    let model = &frame.program.model;
    let state = match (frame.truth_of(slots.when), frame.truth(slots.any)) {
        (Truth::False, _) => LayerState::NotApplicable,
        (_, Truth::True) => LayerState::True,
        (_, Truth::False) => LayerState::False,
        (_, Truth::Unknown) => open_state(frame, &[slots.any]),
    };
    LayerStatus {
        name: layer.name.clone(),
        label: layer.label.clone(),
        state,
        criteria: layer
            .criteria
            .iter()
            .zip(&slots.criteria)
            .map(|(criterion, slot)| CriterionStatus {
                name: criterion.name.clone(),
                label: criterion.label.clone(),
                state: trilean(frame.truth(*slot)),
                basis: cited(
                    model,
                    if criterion.basis.is_empty() {
                        &layer.basis
                    } else {
                        &criterion.basis
                    },
                ),
            })
            .collect(),
        basis: cited(model, &layer.basis),
    }
}

fn item_status(
    frame: &Frame<'_>,
    review: &Review,
    item: &Item,
    slots: &ItemSlots,
) -> ItemStatus {
    let model = &frame.program.model;
    let applies = frame.truth_of(slots.when);
    let asks: Vec<AskStatus> = item
        .asks
        .iter()
        .zip(&slots.asks)
        .filter_map(|(ask, (slot, condition))| {
            let fact = model.facts.get(ask.fact)?;
            let applies = applies.and(frame.truth_of(*condition));
            let answer = match (applies, frame.judgement(*slot)) {
                (Truth::False, _) => Finding::NotApplicable,
                (_, Some(Judgement::Pass)) => Finding::Pass,
                (_, Some(Judgement::Fail)) => Finding::Fail,
                (_, Some(Judgement::NotApplicable)) => Finding::NotApplicable,
                (_, Some(Judgement::CannotTell)) => Finding::CannotTell,
                (_, None) => Finding::NotYet,
            };
            Some(AskStatus {
                fact: fact.name.clone(),
                label: ask.label.clone(),
                answer,
                basis: cited(model, &ask.basis),
            })
        })
        .collect();
    // While it is open whether a question is asked at all, no answer to it says anything.
    let settled = applies.is_known()
        && slots.asks.iter().all(|(_, condition)| frame.truth_of(*condition).is_known());
    let finding = if frame.truth(slots.fails).is_true() {
        Finding::Fail
    } else if frame.truth(slots.not_applicable).is_true() {
        Finding::NotApplicable
    } else if frame.truth(slots.passes).is_true() {
        Finding::Pass
    } else if asks.iter().any(|ask| ask.answer == Finding::NotYet) || !settled {
        Finding::NotYet
    } else {
        Finding::CannotTell
    };
    ItemStatus {
        name: item.name.clone(),
        label: item.label.clone(),
        finding,
        asks,
        on_fail: item.on_fail.and_then(|position| review.opinions.get(position)).map(
            |opinion| Consequence {
                opinion: opinion.name.clone(),
                advise: item.advise.clone(),
            },
        ),
        basis: cited(model, &item.basis),
    }
}

fn because(
    frame: &Frame<'_>,
    prover: &mut Prover<'_, '_>,
    review: &Review,
    slots: &ReviewSlots,
    required: Truth,
    selection: &Selection,
) -> Vec<Proof> {
    let model = &frame.program.model;
    let mut proofs: Vec<Proof> = Vec::new();
    proofs.extend(slots.when.map(|when| prover.prove(when)));
    // The layers that decided: those that require review, or all if none does.
    for layer in &slots.layers {
        if !required.is_true() || frame.truth(layer.any).is_true() {
            proofs.push(prover.prove(layer.any));
        }
    }
    if required.is_false() && selection.decided().is_none() {
        return proofs;
    }
    for position in selection.candidates() {
        let (Some(opinion), Some(condition)) =
            (review.opinions.get(position), slots.opinions.get(position))
        else {
            continue;
        };
        let because = match condition {
            Some(condition) => Vec::from([prover.prove(*condition)]),
            // "Otherwise" holds because nothing before it does.
            None => {
                let before = slots.opinions.iter().take(position).flatten();
                before.map(|slot| prover.prove(*slot)).collect()
            }
        };
        proofs.push(Proof {
            text: opinion.label.clone(),
            truth: Some(trilean(frame.truth_of(*condition))),
            fact: None,
            basis: cited(model, &opinion.basis),
            because,
        });
    }
    proofs
}
