//! Tiers that overlap and move. In: how the steps stand by their own conditions, and what
//! moves them. Out: how they stand after all moves, and what is left within one. Never: a
//! sum of grounds that pull both ways.

use super::discretion::Case;
use super::frame::Frame;
use super::interval::interval;
use super::proof::{Prover, trilean};
use super::steps::{Selection, select};
use super::table::Left;
use super::text::join;
use crate::diagnostic::Message;
use crate::evaluation::{Moved, Proof, Status};
use crate::model::{
    Benchmark, CircumstanceId, Effect, Modality, Move, Reduction, StepKind, TierResult,
};
use crate::program::{BenchmarkSlots, Slot};
use crate::value::{Bound, Interval, Number, Truth};
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

/// Returns the order in which steps are tried. What moves both ways is weighed before all;
/// where tiers overlap conflicts come first and `otherwise` last.
pub(super) fn order(benchmark: &Benchmark) -> Vec<usize> {
    let overlap = benchmark.ladder.as_ref().and_then(|ladder| ladder.overlap.as_ref());
    let mut order: Vec<usize> = (0..benchmark.steps.len()).collect();
    let rank = |at: usize| {
        let Some(step) = benchmark.steps.get(at) else { return 3 };
        let otherwise = step.when.is_none() && overlap.is_some();
        match step.kind {
            StepKind::Conflict(left, right)
                if [left, right].iter().all(|effect| pulls(*effect)) =>
            {
                0
            }
            StepKind::Conflict(..) if overlap.is_some() => 1,
            StepKind::Conflict(..) | StepKind::Tier(_) if !otherwise => 2,
            StepKind::Conflict(..) | StepKind::Tier(_) => 3,
        }
    };
    let heaviest = overlap.is_some_and(|overlap| overlap.heaviest);
    order.sort_by_key(|at| {
        let rank = rank(*at);
        let last = benchmark.steps.len().saturating_sub(*at);
        (rank, if heaviest && rank >= 2 { last } else { *at })
    });
    order
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
    /// Adds to what a tier leaves what its circumstances make of that: its upper or lower
    /// end, less by a reduction.
    pub(super) fn bent(
        &self,
        step: usize,
        penalty: usize,
        row: usize,
        left: Left,
    ) -> Left {
        let places = self.places(step, penalty);
        let reductions = self.reductions(step, penalty);
        if places.as_slice() == [Place::Whole] && reductions.iter().all(Option::is_none) {
            return left;
        }
        let statute = self.row(penalty, row).and_then(|row| interval(self.frame, row));
        let mut ranges: Vec<Option<Interval<Number>>> = Vec::new();
        for range in left.ranges {
            for place in &places {
                for reduction in &reductions {
                    let bent = range.and_then(|range| {
                        let range = place.of(&range);
                        match reduction {
                            None => Some(range),
                            Some(reduction) => {
                                reduction.of(self.frame, &range, statute.as_ref())
                            }
                        }
                    });
                    if !ranges.contains(&bent) {
                        ranges.push(bent);
                    }
                }
            }
        }
        Left { ranges, ends: left.ends }
    }

    /// Which part of what a tier leaves of a penalty that it names.
    fn places(&self, step: usize, penalty: usize) -> Vec<Place> {
        let named = match self.benchmark.steps.get(step).map(|step| &step.kind) {
            Some(StepKind::Tier(TierResult::Penalties(parts))) => {
                parts.iter().any(|part| part.penalty == penalty)
            }
            Some(StepKind::Tier(_) | StepKind::Conflict(..)) | None => false,
        };
        let ends = [(Effect::Top, Place::Top), (Effect::Bottom, Place::Bottom)];
        let mut places = Vec::from([Place::Whole]);
        for (effect, place) in ends {
            let truths: Vec<Truth> = self
                .given(|known| known.effects.contains(&effect))
                .filter(|(_, must, _)| *must)
                .map(|(_, _, truth)| truth)
                .collect();
            if named && truths.contains(&Truth::True) {
                return Vec::from([place]);
            }
            if named && truths.contains(&Truth::Unknown) {
                places.push(place);
            }
        }
        places
    }

    /// The circumstances of some kind: position, whether they must count, how they stand.
    fn given<'s>(
        &'s self,
        wanted: impl Fn(&crate::model::Circumstance) -> bool + 's,
    ) -> impl Iterator<Item = (CircumstanceId, bool, Truth)> + 's {
        self.benchmark.circumstances.iter().filter_map(move |id| {
            let program = self.frame.program;
            let known = program.model.circumstances.get(*id)?;
            let slot = program.circumstances.get(*id)?;
            wanted(known)
                .then(|| (*id, known.modality == Modality::Must, self.frame.truth(*slot)))
        })
    }

    fn reduction(&self, id: CircumstanceId, penalty: usize) -> Option<&Reduction> {
        let kind = self.benchmark.penalties.get(penalty)?.kind;
        let known = self.frame.program.model.circumstances.get(id)?;
        match &known.moves {
            Some(Move::Reduce(reduction)) if reduction.of(penalty, kind) => {
                Some(reduction)
            }
            Some(Move::Reduce(_) | Move::By { .. }) | None => None,
        }
    }

    /// Every reduction of a penalty that may be the one; several at once are weighed.
    fn reductions(&self, step: usize, penalty: usize) -> Vec<Option<Reduced<'_>>> {
        let mut open = Vec::from([None]);
        if self.weighs(step) || self.spares(step, penalty) {
            return open;
        }
        for (id, must, truth) in self.given(|known| known.moves.is_some()) {
            let Some(known) = self.reduction(id, penalty) else { continue };
            let floor =
                self.slots.floors.iter().find(|(of, _)| *of == id).map(|(_, slot)| *slot);
            let reduced = Some(Reduced { known, must, floor });
            match truth {
                Truth::True => return Vec::from([reduced]),
                Truth::Unknown => open.push(reduced),
                Truth::False => {}
            }
        }
        open
    }

    /// Whether a reduction that may count goes below the statute; or surely does.
    pub(super) fn reduces_below(
        &self,
        step: usize,
        penalty: usize,
        surely: bool,
    ) -> bool {
        let reductions = self.reductions(step, penalty);
        let mut below = reductions.iter().map(|reduced| {
            reduced.as_ref().is_some_and(|reduced| reduced.known.below_statute)
        });
        if surely { below.all(|below| below) } else { below.any(|below| below) }
    }

    /// The circumstances that bend what is left of a penalty and are not known, and what
    /// the floors of reductions wait for.
    pub(super) fn bend_roots(&self, penalty: usize) -> Vec<Slot> {
        let rows = self.slots.penalties.get(penalty).map(|slots| self.rows(slots));
        let rows: Vec<usize> = rows.iter().flat_map(Selection::candidates).collect();
        let bends = self.tiers.candidates().any(|step| {
            rows.iter().any(|row| {
                let left = self.lefts(step, penalty, *row);
                left.ranges.len() > 1 || left.ranges.iter().any(Option::is_none)
            })
        });
        if !bends {
            return Vec::new();
        }
        let mut roots = Vec::new();
        let bending = self.given(|known| {
            known.modality == Modality::Must
                && known
                    .effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Top | Effect::Bottom))
                || known.moves.is_some()
        });
        for (id, _, truth) in bending {
            if truth.is_false() {
                continue;
            }
            roots.extend(self.frame.program.circumstances.get(id));
            if self.reduction(id, penalty).is_some() {
                let floors = self.slots.floors.iter().filter(|(of, _)| *of == id);
                roots.extend(floors.map(|(_, slot)| *slot));
            }
        }
        roots
    }

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

/// Which part of what a tier leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Top,
    Bottom,
}

impl Place {
    /// The end itself: nothing where it does not belong to the range.
    fn of(self, range: &Interval<Number>) -> Interval<Number> {
        let end = match self {
            Self::Whole => return *range,
            Self::Top => range.upper,
            // A law that names only a maximum starts from nothing.
            Self::Bottom => range.lower.or(Some(Bound::included(Number::ZERO))),
        };
        Interval::new(end, end).intersect(range)
    }
}

/// A reduction as it stands.
struct Reduced<'r> {
    known: &'r Reduction,
    must: bool,
    floor: Option<Slot>,
}

impl Reduced<'_> {
    /// What it leaves of a range; nothing where that cannot be calculated.
    fn of(
        &self,
        frame: &Frame<'_>,
        range: &Interval<Number>,
        statute: Option<&Interval<Number>>,
    ) -> Option<Interval<Number>> {
        let mut floors: Vec<Bound<Number>> = Vec::new();
        if let Some(slot) = self.floor {
            floors.push(Bound::included(frame.number(slot)?));
        }
        if !self.known.below_statute {
            floors.extend(statute?.lower);
        }
        let reduced = |end: Bound<Number>, share: Number| {
            let less = Bound { value: end.value.checked_mul(share).ok()?, ..end };
            // A reduction stops at a floor; what lies below one already stays.
            Some(floors.iter().fold(less, |less, floor| {
                let floor = if floor.value < end.value { *floor } else { end };
                if less.value < floor.value { floor } else { less }
            }))
        };
        let lower = match range.lower {
            Some(end) => Some(reduced(end, self.known.least)?),
            None => None,
        };
        let upper = match range.upper {
            Some(end) if self.must => Some(reduced(end, self.known.most)?),
            other => other,
        };
        Some(Interval { lower, upper })
    }
}
