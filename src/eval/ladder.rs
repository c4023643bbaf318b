//! Tiers that overlap and move. In: how the steps stand by their own conditions, and what
//! moves them. Out: how they stand after all moves, and what is left within one. Never: a
//! sum of grounds that pull both ways.

use super::discretion::Case;
use super::frame::Frame;
use super::proof::{Prover, trilean};
use super::steps::{Selection, select};
use super::text::join;
use crate::diagnostic::Message;
use crate::evaluation::{Moved, Proof, Status};
use crate::model::{
    Benchmark, CircumstanceId, Effect, Modality, Move, Step, StepKind, TierResult,
};
use crate::program::{BenchmarkSlots, Slot};
use crate::value::Truth;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

/// A circumstance that moves the tier, as it stands.
#[derive(Debug, Clone)]
struct Mover {
    id: CircumstanceId,
    slot: Slot,
    truth: Truth,
    must: bool,
    effect: Effect,
    tiers: usize,
    beyond: bool,
}

/// The steps as they are tried and as they come out.
#[derive(Debug)]
pub(super) struct Steps {
    /// By their own conditions.
    pub(super) start: Selection,
    /// What moves and is not known to be absent, where it makes a difference.
    movers: Vec<Mover>,
    /// For each step of the start, where it may come to.
    comes_to: Vec<Vec<usize>>,
}

/// Where a tier comes to in one way that the facts may still be: by what must move it, and
/// by what the agency may choose beside.
type World = (usize, BTreeSet<usize>);

/// Returns the order in which steps are tried. What moves both ways is weighed before all.
/// Where tiers overlap, what spares the party comes before every tier that does not (Penalty
/// Law arts. 30 to 33), conflicts before tiers, and `otherwise` last.
pub(super) fn order(benchmark: &Benchmark) -> Vec<usize> {
    let overlap = benchmark.ladder.as_ref().and_then(|ladder| ladder.overlap.as_ref());
    let mut order: Vec<usize> = (0..benchmark.steps.len()).collect();
    let Some(overlap) = overlap else {
        order.sort_by_key(|at| !benchmark.steps.get(*at).is_some_and(pulls_both_ways));
        return order;
    };
    let ends = benchmark.ladder.as_ref().map(|ladder| [ladder.minimum, ladder.maximum]);
    let ends: Vec<usize> = ends.into_iter().flatten().flatten().collect();
    let cell = |at: &usize| {
        let kind = benchmark.steps.get(*at).map(|step| &step.kind);
        let spares = matches!(kind, Some(StepKind::Tier(TierResult::NoPenalty)));
        matches!(kind, Some(StepKind::Tier(_))) && !spares && !ends.contains(at)
    };
    let first = order.iter().copied().find(cell).unwrap_or(order.len());
    let rank = |at: usize| {
        let Some(step) = benchmark.steps.get(at) else { return 4 };
        match step.kind {
            _ if pulls_both_ways(step) => 0,
            _ if at < first && step.when.is_some() && !ends.contains(&at) => 1,
            StepKind::Conflict(..) => 2,
            StepKind::Tier(_) if step.when.is_some() => 3,
            StepKind::Tier(_) => 4,
        }
    };
    order.sort_by_key(|at| {
        let rank = rank(*at);
        let last = benchmark.steps.len().saturating_sub(*at);
        (rank, if overlap.heaviest && rank >= 3 { last } else { *at })
    });
    order
}

fn pulls_both_ways(step: &Step) -> bool {
    let StepKind::Conflict(left, right) = step.kind else { return false };
    pulls(left) && pulls(right)
}

const fn pulls(effect: Effect) -> bool {
    effect.moves() || matches!(effect, Effect::Top | Effect::Bottom | Effect::Reduce)
}

impl Steps {
    pub(super) fn new(
        frame: &Frame<'_>,
        benchmark: &Benchmark,
        slots: &BenchmarkSlots,
    ) -> (Self, Selection) {
        let order = order(benchmark);
        let tried = order.iter().map(|at| {
            let when = slots.steps.get(*at).and_then(|step| step.when);
            (when, benchmark.steps.get(*at).is_some_and(|step| step.may))
        });
        let tried = select(frame, tried);
        let mut start = Selection { statuses: Vec::new(), ..tried };
        start.statuses = vec![Status::Excluded; benchmark.steps.len()];
        for (at, status) in order.iter().zip(&tried.statuses) {
            if let Some(known) = start.statuses.get_mut(*at) {
                *known = *status;
            }
        }
        let movers = movers(frame, benchmark);
        if movers.is_empty() {
            let comes_to = (0..benchmark.steps.len()).map(|at| Vec::from([at])).collect();
            let tiers = start.clone();
            return (Self { start, movers, comes_to }, tiers);
        }
        climb(benchmark, start, movers)
    }

    /// Returns the steps that one comes from.
    fn sources(&self, step: usize) -> Vec<usize> {
        let all = self.comes_to.iter().enumerate();
        let from = all.filter(|(at, to)| {
            to.contains(&step) && self.start.statuses.get(*at) != Some(&Status::Excluded)
        });
        from.map(|(at, _)| at).collect()
    }
}

fn movers(frame: &Frame<'_>, benchmark: &Benchmark) -> Vec<Mover> {
    let model = &frame.program.model;
    let mut movers = Vec::new();
    for id in &benchmark.circumstances {
        let (Some(known), Some(slot)) =
            (model.circumstances.get(*id), frame.program.circumstances.get(*id))
        else {
            continue;
        };
        let truth = frame.truth(*slot);
        let moving = known.effects.iter().copied().find(|effect| effect.moves());
        let Some(effect) = moving.filter(|_| !truth.is_false()) else { continue };
        let (tiers, beyond) = match &known.moves {
            Some(Move::By { tiers, beyond }) => {
                (usize::try_from(*tiers).unwrap_or(usize::MAX), *beyond)
            }
            Some(Move::Reduce(_)) | None => (0, false),
        };
        let must = known.modality == Modality::Must;
        movers.push(Mover { id: *id, slot: *slot, truth, must, effect, tiers, beyond });
    }
    movers
}

/// The tiers that moves go through, from the lightest: their positions among the steps.
fn rungs(benchmark: &Benchmark) -> Vec<usize> {
    let ends = benchmark.ladder.as_ref().map(|ladder| [ladder.minimum, ladder.maximum]);
    let ends: Vec<usize> = ends.into_iter().flatten().flatten().collect();
    let steps = benchmark.steps.iter().enumerate();
    let tiers = steps.filter(|(at, step)| {
        matches!(step.kind, StepKind::Tier(TierResult::Penalties(_)))
            && !ends.contains(at)
    });
    tiers.map(|(at, _)| at).collect()
}

fn climb(
    benchmark: &Benchmark,
    start: Selection,
    movers: Vec<Mover>,
) -> (Steps, Selection) {
    let rungs = rungs(benchmark);
    let mut tiers = Selection {
        statuses: vec![Status::Excluded; benchmark.steps.len()],
        ..start.clone()
    };
    let mut comes_to = vec![Vec::new(); benchmark.steps.len()];
    let mut matters = vec![false; movers.len()];
    for at in start.candidates() {
        let Some(status) = start.statuses.get(at).copied() else { continue };
        let Some(rung) = rungs.iter().position(|known| *known == at) else {
            land(&mut tiers.statuses, at, status);
            if let Some(known) = comes_to.get_mut(at) {
                known.push(at);
            }
            continue;
        };
        let worlds = worlds(benchmark, &rungs, rung, &movers, &mut matters);
        let reached: BTreeSet<usize> =
            worlds.iter().flat_map(|(to, may)| may.iter().chain([to]).copied()).collect();
        for to in &reached {
            let by_law = worlds.iter().all(|(surely, _)| surely == to);
            let by_choice =
                worlds.iter().all(|(surely, may)| surely != to && may.contains(to));
            let status = match status {
                status if by_law => status,
                Status::Applies | Status::Open if by_choice => Status::Open,
                Status::Applies | Status::Open | Status::Possible | Status::Excluded => {
                    Status::Possible
                }
            };
            land(&mut tiers.statuses, *to, status);
        }
        if let Some(known) = comes_to.get_mut(at) {
            known.extend(reached);
        }
    }
    let open = movers.iter().zip(&matters).filter(|(_, matters)| **matters);
    tiers.open.extend(open.map(|(mover, _)| mover.slot));
    (Steps { start, movers, comes_to }, tiers)
}

/// Adds one way to come to a step to how it stands.
fn land(statuses: &mut [Status], at: usize, status: Status) {
    let Some(known) = statuses.get_mut(at) else { return };
    *known = match (*known, status) {
        (Status::Applies, _) | (_, Status::Applies) => Status::Applies,
        (Status::Possible, _) | (_, Status::Possible) => Status::Possible,
        (Status::Open, _) | (_, Status::Open) => Status::Open,
        (Status::Excluded, Status::Excluded) => Status::Excluded,
    };
}

/// Every way in which what is not known may turn out; which of it makes a difference is
/// marked.
fn worlds(
    benchmark: &Benchmark,
    rungs: &[usize],
    from: usize,
    movers: &[Mover],
    matters: &mut [bool],
) -> Vec<World> {
    let open: Vec<usize> = movers
        .iter()
        .enumerate()
        .filter(|(_, mover)| !mover.truth.is_known())
        .map(|(at, _)| at)
        .collect();
    let mut worlds: Vec<Option<World>> = Vec::new();
    for world in subsets(open.len()) {
        let given: Vec<&Mover> = movers
            .iter()
            .enumerate()
            .filter(|(at, mover)| {
                let position = open.iter().position(|known| known == at);
                position.map_or(mover.truth.is_true(), |bit| has(world, bit))
            })
            .map(|(_, mover)| mover)
            .collect();
        worlds.push(world_of(benchmark, rungs, from, &given));
    }
    for (bit, mover) in open.iter().enumerate() {
        let differs = worlds.iter().zip(subsets(open.len())).any(|(world, set)| {
            let other = worlds.get(set ^ (1_usize << bit.min(63)));
            other.is_some_and(|other| other != world)
        });
        if let Some(matters) = matters.get_mut(*mover) {
            *matters |= differs;
        }
    }
    worlds.into_iter().flatten().collect()
}

fn subsets(of: usize) -> core::ops::Range<usize> {
    // The checker bounds how many there are.
    0..1_usize.checked_shl(u32::try_from(of).unwrap_or(0)).unwrap_or(1)
}

const fn has(set: usize, bit: usize) -> bool {
    (set >> bit) & 1 == 1
}

/// Where a tier comes to by what is given; nothing where that pulls both ways.
fn world_of(
    benchmark: &Benchmark,
    rungs: &[usize],
    from: usize,
    given: &[&Mover],
) -> Option<World> {
    let any =
        |effects: [Effect; 2]| given.iter().any(|one| effects.contains(&one.effect));
    if any([Effect::Raise, Effect::Maximum]) && any([Effect::Lower, Effect::Minimum]) {
        return None;
    }
    let (must, may): (Vec<&Mover>, Vec<&Mover>) =
        given.iter().copied().partition(|mover| mover.must);
    let surely = to(benchmark, rungs, from, &must)?;
    let mut chosen = BTreeSet::new();
    for set in subsets(may.len()).skip(1) {
        let some = may.iter().enumerate().filter(|(bit, _)| has(set, *bit));
        let all: Vec<&Mover> =
            must.iter().copied().chain(some.map(|(_, mover)| *mover)).collect();
        chosen.insert(to(benchmark, rungs, from, &all)?);
    }
    Some((surely, chosen))
}

fn to(
    benchmark: &Benchmark,
    rungs: &[usize],
    from: usize,
    by: &[&Mover],
) -> Option<usize> {
    let ladder = benchmark.ladder.as_ref();
    let minimum = ladder.and_then(|ladder| ladder.minimum);
    let maximum = ladder.and_then(|ladder| ladder.maximum);
    let with = |effect: Effect| by.iter().filter(move |mover| mover.effect == effect);
    let sum = |effect: Effect| {
        with(effect).fold(0_usize, |sum, mover| sum.saturating_add(mover.tiers))
    };
    if with(Effect::Maximum).next().is_some() {
        return maximum;
    }
    if with(Effect::Minimum).next().is_some() {
        return minimum;
    }
    let last = rungs.len().checked_sub(1)?;
    let (up, down) = (sum(Effect::Raise), sum(Effect::Lower));
    if down > from {
        let beyond = with(Effect::Lower).any(|mover| mover.beyond);
        return minimum.filter(|_| beyond).or(rungs.first().copied());
    }
    let to = from.saturating_sub(down).saturating_add(up);
    if to > last {
        let beyond = with(Effect::Raise).any(|mover| mover.beyond);
        return maximum.filter(|_| beyond).or(rungs.get(last).copied());
    }
    rungs.get(to).copied()
}

impl Case<'_, '_> {
    /// Returns from which tier what decides was moved, and by what.
    pub(super) fn moved(&self, decided: usize) -> Option<Moved> {
        let sources = self.steps.sources(decided);
        let [from] = sources.as_slice() else { return None };
        if *from == decided {
            return None;
        }
        let model = &self.frame.program.model;
        let by = self.steps.movers.iter().filter(|mover| mover.must);
        let by = by.filter(|mover| mover.truth.is_true());
        Some(Moved {
            from: self.benchmark.steps.get(*from)?.name.clone(),
            by: by
                .filter_map(|mover| model.circumstances.get(mover.id))
                .map(|known| known.name.clone())
                .collect(),
        })
    }

    /// Why a step is reached by moves: the tiers it comes from, and what moves them.
    /// Nothing where no move leads there.
    pub(super) fn proofs_of_moves(
        &self,
        step: usize,
        prover: &mut Prover<'_, '_>,
    ) -> Option<Proof> {
        let sources = self.steps.sources(step);
        if sources.iter().all(|from| *from == step) {
            return None;
        }
        let known = self.benchmark.steps.get(step)?;
        let labels = |ids: Vec<Message>| join(&ids, "、", ", ");
        let from = labels(
            sources
                .iter()
                .filter_map(|from| self.benchmark.steps.get(*from))
                .map(|step| step.label.clone())
                .collect(),
        );
        let model = &self.frame.program.model;
        let by = labels(
            self.steps
                .movers
                .iter()
                .filter_map(|mover| model.circumstances.get(mover.id))
                .map(|known| known.label.clone())
                .collect(),
        );
        let mut because = Vec::new();
        for from in &sources {
            because.extend(self.proof_of_step(*from, prover));
        }
        for mover in &self.steps.movers {
            because.push(prover.prove(mover.slot));
        }
        let sure = self.tiers.statuses.get(step) == Some(&Status::Applies);
        let text = Message::new(
            format!("{}：从{}移来，因{}", known.label.zh, from.zh, by.zh),
            format!("{}: moved from {} by {}", known.label.en, from.en, by.en),
        );
        let truth = if sure { Truth::True } else { Truth::Unknown };
        Some(Proof {
            text,
            truth: Some(trilean(truth)),
            fact: None,
            basis: super::cited(model, &known.basis),
            because,
        })
    }
}
