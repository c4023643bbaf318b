//! Sums of weights, and amounts by formula: what they come to, what was assumed, and where
//! the law bounds them.

use super::cited;
use super::discretion::Case;
use super::each;
use super::exception;
use super::frame::{Frame, Value};
use super::interval::interval;
use super::proof::Prover;
use super::text::{shown_value, value_text};
use super::version::Entry;
use crate::diagnostic::Message;
use crate::evaluation::{
    ComputedAmount, FactorStatus, Imposed, Proof, ShownValue, StatutoryEnd, WeightsStatus,
};
use crate::model::{DefineId, Shown, StepKind, Target, TierResult, Type};
use crate::program::Slot;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// Returns what the sums of weights come to.
pub(super) fn statuses(case: &Case<'_, '_>) -> Vec<WeightsStatus> {
    let frame = case.frame;
    let model = &frame.program.model;
    let sums = case.benchmark.weights.iter().zip(&case.slots.weights);
    sums.map(|(known, slots)| {
        let factors = known.factors.iter().zip(&slots.factors);
        let factors = factors.filter_map(|(id, slots)| {
            let factor = model.defines.get(*id)?;
            let own = factor.name.strip_prefix(case.benchmark.name.as_str());
            let name = own.and_then(|own| own.strip_prefix('.')).unwrap_or(&factor.name);
            Some(FactorStatus {
                name: name.to_string(),
                label: factor.label.clone(),
                value: shown(frame, slots.value),
                assumed: assumed(frame, slots.found, slots.value),
                basis: cited(
                    model,
                    &exception::basis(frame, Target::Define(*id), &factor.basis),
                ),
            })
        });
        WeightsStatus {
            name: known.name.clone(),
            label: known.label.clone(),
            start: slots.start.and_then(|start| shown(frame, start)),
            factors: factors.collect(),
            sum: shown(frame, slots.sum),
            value: shown(frame, slots.total),
            basis: cited(model, &known.basis),
        }
    })
    .collect()
}

fn shown(frame: &Frame<'_>, slot: Slot) -> Option<ShownValue> {
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    frame.get(slot).map(|value| shown_value(frame, value, ty))
}

fn assumed(frame: &Frame<'_>, found: Option<Slot>, value: Slot) -> bool {
    found.is_some_and(|found| frame.is_unknown(found)) && !frame.is_unknown(value)
}

/// Returns what the factors that were assumed wait for: asking still helps.
pub(super) fn assumed_roots(case: &Case<'_, '_>) -> Vec<Slot> {
    if case.applies().is_false() {
        return Vec::new();
    }
    let factors = case.slots.weights.iter().flat_map(|weights| &weights.factors);
    factors
        .filter(|factor| assumed(case.frame, factor.found, factor.value))
        .filter_map(|factor| factor.found)
        .collect()
}

/// Returns what the formula of a penalty comes to, where it has one.
pub(super) fn computed(
    case: &Case<'_, '_>,
    penalty: usize,
    imposed: Imposed,
) -> Option<ComputedAmount> {
    let slot = case.slots.penalties.get(penalty)?.computed?;
    if imposed == Imposed::None {
        return Some(ComputedAmount { value: None, bounded: None });
    }
    Some(ComputedAmount {
        value: shown(case.frame, slot),
        bounded: bounded(case, penalty),
    })
}

/// Returns which end of the statute stands in place of what the formula comes to: the same in
/// whatever tier and row still decide, or none.
fn bounded(case: &Case<'_, '_>, penalty: usize) -> Option<StatutoryEnd> {
    let slots = case.slots.penalties.get(penalty)?;
    let value = case.frame.number(slots.computed?)?;
    if !case.tiers.candidates().all(|step| by_formula(case, step, penalty)) {
        return None;
    }
    let mut found: Option<StatutoryEnd> = None;
    for (position, row) in case.rows(slots).candidates().enumerate() {
        let statute = interval(case.frame, case.row(penalty, row)?)?;
        let below = statute.lower.is_some_and(|lower| value < lower.value);
        let above = statute.upper.is_some_and(|upper| value > upper.value);
        let end = match (below, above) {
            (true, _) => Some(StatutoryEnd::Minimum),
            (false, true) => Some(StatutoryEnd::Maximum),
            (false, false) => None,
        };
        if position > 0 && end != found {
            return None;
        }
        found = end;
    }
    found
}

/// Whether a step leaves what the formula comes to.
fn by_formula(case: &Case<'_, '_>, step: usize, penalty: usize) -> bool {
    match case.benchmark.steps.get(step).map(|step| &step.kind) {
        Some(StepKind::Tier(TierResult::Penalties(parts))) => {
            parts.iter().all(|part| part.penalty != penalty || part.portion.is_none())
        }
        Some(
            StepKind::Tier(TierResult::NoPenalty | TierResult::NeedsJudgement)
            | StepKind::Conflict(..),
        )
        | None => false,
    }
}

/// Returns the steps of a proof that formulas make.
pub(super) fn proofs(case: &Case<'_, '_>, prover: &mut Prover<'_, '_>) -> Vec<Proof> {
    let model = &case.frame.program.model;
    let mut proofs = Vec::new();
    for (position, known) in case.benchmark.penalties.iter().enumerate() {
        let slots = case.slots.penalties.get(position);
        let (Some(formula), Some(slot)) =
            (&known.computed, slots.and_then(|slots| slots.computed))
        else {
            continue;
        };
        let imposed = case.imposed(position);
        if imposed == Imposed::None
            || !case.tiers.candidates().any(|step| by_formula(case, step, position))
        {
            continue;
        }
        let basis = [&formula.basis, &known.basis, &case.benchmark.basis];
        let basis = basis.into_iter().find(|basis| !basis.is_empty());
        proofs.push(Proof {
            text: text(case, position, slot),
            truth: None,
            fact: None,
            basis: basis.map(|basis| cited(model, basis)).unwrap_or_default(),
            because: Vec::from([prover.prove(slot)]),
        });
    }
    proofs
}

fn text(case: &Case<'_, '_>, penalty: usize, slot: Slot) -> Message {
    let frame = case.frame;
    let known = case.benchmark.penalties.get(penalty);
    let label = known.map_or_else(|| Message::new("", ""), |known| known.label.clone());
    let ty = frame.program.types.get(slot).unwrap_or(&Type::Mistake);
    let value = frame.get(slot).map_or_else(
        || Message::new("未知", "unknown"),
        |value| value_text(frame, value, ty),
    );
    let (zh, en) = match bounded(case, penalty) {
        Some(StatutoryEnd::Minimum) => (
            "，低于法定最低额，按最低额计",
            ", below the statutory minimum: the minimum counts",
        ),
        Some(StatutoryEnd::Maximum) => (
            "，超过法定最高额，按最高额计",
            ", above the statutory maximum: the maximum counts",
        ),
        None => ("", ""),
    };
    Message::new(
        format!("{}按公式计算为{}{zh}", label.zh, value.zh),
        format!("{} by formula: {}{en}", label.en, value.en),
    )
}

/// What a reader should know of a formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: &'static str,
    pub(super) message: Message,
}

/// Warns of amounts that the law bounds and of factors that were assumed.
pub(super) fn warnings(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Said> {
    let mut warnings: Vec<Said> = Vec::new();
    let mut warn = |code: &'static str, message: Message| {
        let new = Said { code, message };
        if !warnings.contains(&new) {
            warnings.push(new);
        }
    };
    // The same factor counts in many benchmarks.
    let mut said: Vec<(DefineId, Value)> = Vec::new();
    let entries = entries.iter().filter(|entry| !entry.is_none());
    let cases = entries.flat_map(|entry| match &entry.laws {
        Some(laws) => laws.looked_at(frame),
        None => Vec::from([(frame, entry.shown)]),
    });
    for (frame, shown) in cases {
        let Shown::Benchmark(at) = shown else { continue };
        for case in each::cases(frame, at) {
            if case.applies().is_false() {
                continue;
            }
            for (position, slots) in case.slots.penalties.iter().enumerate() {
                if let Some(slot) = slots.computed
                    && case.imposed(position) != Imposed::None
                    && bounded(&case, position).is_some()
                {
                    warn("W0401", text(&case, position, slot));
                }
            }
            for (known, slots) in case.benchmark.weights.iter().zip(&case.slots.weights) {
                // While the sum is open, what one factor was taken for says nothing yet.
                if frame.is_unknown(slots.total) {
                    continue;
                }
                for (id, factor) in known.factors.iter().zip(&slots.factors) {
                    if !assumed(frame, factor.found, factor.value) {
                        continue;
                    }
                    let model = &frame.program.model;
                    let Some(define) = model.defines.get(*id) else { continue };
                    let ty =
                        frame.program.types.get(factor.value).unwrap_or(&Type::Mistake);
                    let Some(value) = frame.get(factor.value) else { continue };
                    if said.contains(&(*id, value)) {
                        continue;
                    }
                    said.push((*id, value));
                    let (label, value) = (&define.label, value_text(frame, value, ty));
                    warn(
                        "W0402",
                        Message::new(
                            format!("「{}」尚未查明，按缺省的{}计", label.zh, value.zh),
                            format!(
                                "{} is not known and counts as {}",
                                label.en, value.en
                            ),
                        ),
                    );
                }
            }
        }
    }
    warnings
}
