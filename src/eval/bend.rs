//! What circumstances make of what a tier leaves: its upper or lower end, less by a
//! reduction.

use super::discretion::Case;
use super::frame::Frame;
use super::interval::interval;
use super::steps::Selection;
use super::table::Left;
use crate::model::{
    CircumstanceId, Effect, Modality, Move, Reduction, StepKind, TierResult,
};
use crate::program::Slot;
use crate::value::{Bound, Interval, Number, Truth};
use alloc::vec::Vec;
use core::cmp::Ordering;

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
                let first = left.ranges.first();
                left.ranges.iter().any(|range| range.is_none() || Some(range) != first)
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
            let known = self.frame.program.model.circumstances.get(id);
            let moves = known.is_some_and(|known| known.moves.is_some());
            let reduces = self.reduction(id, penalty).is_some();
            if truth.is_false() || moves && !reduces {
                continue;
            }
            roots.extend(self.frame.program.circumstances.get(id));
            if reduces {
                let floors = self.slots.floors.iter().filter(|(of, _)| *of == id);
                roots.extend(floors.map(|(_, slot)| *slot));
            }
        }
        roots
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
                match less.value.cmp(&floor.value) {
                    Ordering::Less => floor,
                    Ordering::Equal => {
                        let included = less.included && floor.included;
                        Bound { included, ..less }
                    }
                    Ordering::Greater => less,
                }
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
