//! One benchmark in one case: which tiers and rows are still possible, and what they leave.

use super::alternatives::Choice;
use super::frame::Frame;
use super::interval::interval;
use super::ladder::Steps;
use super::steps::{Selection, select};
use super::table::{self, Left, range_roots};
use crate::evaluation::{Imposed, Position, Status};
use crate::model::{Benchmark, PenaltyKind, StepKind, TierResult};
use crate::program::{BenchmarkSlots, PenaltySlots, RangeSlots, Slot, TablePortion};
use crate::value::{Interval, Number, Truth};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cell::{OnceCell, RefCell};
use core::cmp::Ordering;

/// A step, a penalty and a row.
type Place = (usize, usize, usize);

/// One benchmark in one case.
pub(super) struct Case<'f, 'p> {
    pub(super) frame: &'f Frame<'p>,
    pub(super) benchmark: &'p Benchmark,
    pub(super) slots: &'p BenchmarkSlots,
    /// Before they are moved.
    pub(super) steps: Steps,
    pub(super) tiers: Selection,
    /// What was found to be left: it is asked for more than once.
    left: RefCell<Vec<(Place, Left)>>,
    /// The slots the answer still waits for.
    roots: OnceCell<Vec<Slot>>,
}

impl<'f, 'p> Case<'f, 'p> {
    pub(super) fn new(frame: &'f Frame<'p>, at: usize) -> Option<Self> {
        let benchmark = frame.program.model.benchmarks.get(at)?;
        let slots = frame.program.benchmarks.get(at)?;
        let (steps, tiers) = Steps::new(frame, benchmark, slots);
        let (left, roots) = (RefCell::default(), OnceCell::new());
        Some(Self { frame, benchmark, slots, steps, tiers, left, roots })
    }

    pub(super) fn applies(&self) -> Truth {
        self.frame.truth_of(self.slots.when)
    }

    pub(super) fn rows(&self, penalty: &PenaltySlots) -> Selection {
        select(self.frame, penalty.rows.iter().map(|(condition, _)| (*condition, false)))
    }

    /// The rows of the statute that may still be the one, with their ranges.
    pub(super) fn statutory(&self, penalty: usize) -> Option<Known> {
        let slots = self.slots.penalties.get(penalty)?;
        let rows = self.rows(slots);
        let ranges = rows
            .candidates()
            .filter_map(|row| slots.rows.get(row))
            .map(|(_, range)| interval(self.frame, *range));
        Known::gather(ranges, rows.ends())
    }

    /// Whether the tiers spare a penalty. An order to correct is no penalty: it stands where
    /// none is imposed (Penalty Law arts. 9, 28).
    pub(super) fn spares(&self, step: usize, penalty: usize) -> bool {
        self.exempts(step) && !self.is_order(penalty)
    }

    fn is_order(&self, penalty: usize) -> bool {
        self.benchmark
            .penalties
            .get(penalty)
            .is_some_and(|known| known.kind == PenaltyKind::OrderCorrection)
    }

    /// Whether a penalty is provided in this case.
    pub(super) fn provided(&self, penalty: usize) -> Truth {
        self.frame
            .truth_of(self.slots.penalties.get(penalty).and_then(|slots| slots.when))
    }

    /// What one tier leaves of one row of the statute.
    pub(super) fn left(
        &self,
        step: usize,
        penalty: usize,
        row: usize,
    ) -> Option<Interval<Number>> {
        let statute = interval(self.frame, self.row(penalty, row)?)?;
        let narrowed = self
            .slots
            .steps
            .get(step)
            .and_then(|step| step.ranges.get(penalty))
            .and_then(Option::as_ref);
        let Some(narrowed) = narrowed else { return Some(statute) };
        let range = interval(self.frame, *narrowed.get(row)?)?;
        // The law binds discretion: a tier never leaves the statute unless it says so.
        // Below it, the maximum binds all the same.
        Some(if self.below_statute(step, penalty) {
            range.intersect(&Interval { lower: None, upper: statute.upper })
        } else {
            range.intersect(&statute)
        })
    }

    /// What one tier leaves of one row of the statute, where a table may leave several
    /// ranges; and whether one of them surely is the one.
    pub(super) fn lefts(&self, step: usize, penalty: usize, row: usize) -> Left {
        let place = (step, penalty, row);
        if let Some((_, known)) = self.left.borrow().iter().find(|(of, _)| *of == place) {
            return known.clone();
        }
        let left = self.lefts_of_tier(step, penalty, row);
        let left = self.bent(step, penalty, row, left);
        self.left.borrow_mut().push((place, left.clone()));
        left
    }

    fn lefts_of_tier(&self, step: usize, penalty: usize, row: usize) -> Left {
        let tables = self.tables_of(step, penalty);
        if tables.is_empty() {
            let ranges = Vec::from([self.left(step, penalty, row)]);
            return Left { ranges, ends: true };
        }
        let statute = self.row(penalty, row).and_then(|row| interval(self.frame, row));
        let below = self.below_statute(step, penalty);
        let mut left = Left { ranges: Vec::new(), ends: false };
        for portion in tables {
            let of_table = Left::of(self.frame, portion.table, &portion.rows);
            left.ends |= of_table.ends;
            left.ranges.extend(of_table.ranges.into_iter().map(|range| {
                let (range, statute) = (range?, statute?);
                Some(if below {
                    range.intersect(&Interval { lower: None, upper: statute.upper })
                } else {
                    range.intersect(&statute)
                })
            }));
        }
        left
    }

    /// The tables of whose rows one gives a tier its amounts.
    pub(super) fn tables_of(&self, step: usize, penalty: usize) -> &'p [TablePortion] {
        let tables = self.slots.steps.get(step).and_then(|step| step.tables.get(penalty));
        tables.map_or(&[], Vec::as_slice)
    }

    pub(super) fn row(&self, penalty: usize, row: usize) -> Option<RangeSlots> {
        let (_, range) = self.slots.penalties.get(penalty)?.rows.get(row)?;
        Some(*range)
    }

    pub(super) fn below_statute(&self, step: usize, penalty: usize) -> bool {
        match self.benchmark.steps.get(step).map(|step| &step.kind) {
            Some(StepKind::Tier(TierResult::Penalties(parts))) => {
                parts.iter().any(|part| part.penalty == penalty && part.below_statute)
            }
            Some(
                StepKind::Tier(TierResult::NoPenalty | TierResult::NeedsJudgement)
                | StepKind::Conflict(..),
            )
            | None => false,
        }
    }

    pub(super) fn exempts(&self, step: usize) -> bool {
        matches!(
            self.benchmark.steps.get(step).map(|step| &step.kind),
            Some(StepKind::Tier(TierResult::NoPenalty))
        )
    }

    /// Whether a person has to weigh: the tier says so, or both sides are given.
    pub(super) fn weighs(&self, step: usize) -> bool {
        matches!(
            self.benchmark.steps.get(step).map(|step| &step.kind),
            Some(StepKind::Tier(TierResult::NeedsJudgement) | StepKind::Conflict(..))
        )
    }

    /// What all tiers still possible leave of a penalty.
    pub(super) fn range(&self, penalty: usize) -> Option<Known> {
        let slots = self.slots.penalties.get(penalty)?;
        let rows = self.rows(slots);
        let steps_settled = self.tiers.candidates().count() == 1;
        let spared = self.tiers.candidates().any(|step| self.spares(step, penalty));
        let mut settled = self.tiers.ends() && rows.ends() && (steps_settled || !spared);
        let mut ranges = Vec::new();
        for step in self.tiers.candidates().filter(|step| !self.spares(*step, penalty)) {
            for row in rows.candidates() {
                let left = self.lefts(step, penalty, row);
                settled &= left.ends && left.ranges.iter().all(Option::is_some);
                ranges.extend(left.ranges.into_iter().map(|range| {
                    // What cannot be told yet lies within what binds it all the same.
                    range.or_else(|| self.bounds(step, penalty, row))
                }));
            }
        }
        Known::gather(ranges.into_iter(), settled)
    }

    /// Within what a step leaves something of a row, whatever it comes to; nothing where no
    /// fact will make it come to anything.
    fn bounds(
        &self,
        step: usize,
        penalty: usize,
        row: usize,
    ) -> Option<Interval<Number>> {
        let mut tables = self.tables_of(step, penalty).iter();
        if tables.any(|portion| table::is_mistaken(self.frame, portion.table)) {
            return None;
        }
        let statute = interval(self.frame, self.row(penalty, row)?)?;
        if statute.is_empty() {
            return None;
        }
        let below =
            self.below_statute(step, penalty) || self.reduces_below(step, penalty, false);
        Some(if below { Interval { lower: None, ..statute } } else { statute })
    }

    /// Whether the agency may leave a penalty out: the law says so of it alone.
    pub(super) fn is_optional(&self, penalty: usize) -> bool {
        let said = self.benchmark.penalties.get(penalty).is_some_and(|known| known.may);
        let mut parts = self.benchmark.impose.iter();
        said || parts.any(|part| part.penalty == penalty && !part.must)
    }

    pub(super) fn imposed(&self, penalty: usize) -> Imposed {
        let candidates: Vec<usize> = self.tiers.candidates().collect();
        let spared =
            candidates.iter().filter(|step| self.spares(**step, penalty)).count();
        let may = self.is_optional(penalty);
        let ends = self.tiers.ends();
        match (self.applies(), self.provided(penalty)) {
            (Truth::False, _) | (_, Truth::False) => Imposed::None,
            // Spared whether the benchmark applies or not.
            _ if ends && spared == candidates.len() => Imposed::None,
            (Truth::Unknown, _) | (_, Truth::Unknown) => Imposed::Unknown,
            (Truth::True, Truth::True) if !ends && !self.is_order(penalty) => {
                Imposed::Unknown
            }
            (Truth::True, Truth::True) if spared > 0 => Imposed::Unknown,
            (Truth::True, Truth::True) => match self.choice(penalty) {
                Choice::Unknown => Imposed::Unknown,
                Choice::Of(group) if group.any => Imposed::AnyOf,
                Choice::Of(_) => Imposed::OneOf,
                Choice::Alone if may => Imposed::May,
                Choice::Alone => Imposed::Must,
            },
        }
    }

    /// The slots the answer still waits for: tiers first, then the amounts.
    pub(super) fn roots(&self) -> &[Slot] {
        self.roots.get_or_init(|| self.roots_of(None))
    }

    /// The same of one penalty alone.
    pub(super) fn roots_of(&self, only: Option<usize>) -> Vec<Slot> {
        let mut roots = Vec::new();
        match self.applies() {
            Truth::False => return roots,
            Truth::Unknown => roots.extend(self.slots.when),
            Truth::True => {}
        }
        roots.extend(&self.tiers.open);
        for (position, penalty) in self.slots.penalties.iter().enumerate() {
            if only.is_some_and(|only| only != position) {
                continue;
            }
            let spared = self.tiers.candidates().all(|step| self.spares(step, position));
            if spared && !self.is_order(position) {
                continue;
            }
            roots.extend(penalty.when);
            if self.frame.truth_of(penalty.when).is_false() {
                continue;
            }
            roots.extend(penalty.amount);
            let rows = self.rows(penalty);
            // Which row it is makes no difference where all that may be are the same.
            if self.statutory(position).is_none_or(|known| !known.settled) {
                roots.extend(&rows.open);
            }
            for row in rows.candidates() {
                let Some((_, range)) = penalty.rows.get(row) else { continue };
                roots.extend(ends(*range));
                for step in self.tiers.candidates() {
                    let narrowed = self
                        .slots
                        .steps
                        .get(step)
                        .and_then(|step| step.ranges.get(position))
                        .and_then(Option::as_ref)
                        .and_then(|ranges| ranges.get(row));
                    if let Some(range) = narrowed {
                        roots.extend(ends(*range));
                    }
                }
            }
            roots.extend(self.bend_roots(position));
            for step in self.tiers.candidates() {
                for portion in self.tables_of(step, position) {
                    roots.extend(range_roots(self.frame, portion.table, &portion.rows));
                }
            }
        }
        roots.retain(|slot| self.frame.is_unknown(*slot));
        let mut seen = BTreeSet::new();
        roots.retain(|slot| seen.insert(*slot));
        roots
    }

    /// Where a proposal lies: the same in whatever tier still decides, or not settled. Where
    /// the agency may choose between tiers, it is inside if it is inside one of them.
    pub(super) fn position_alone(&self, penalty: usize, value: Number) -> Position {
        let provided = self.provided(penalty);
        if provided.is_false() {
            return nothing_imposed(value);
        }
        let Some(slots) = self.slots.penalties.get(penalty) else {
            return Position::Unknown;
        };
        let rows = self.rows(slots);
        let settles = |selection: &Selection| {
            selection.ends() || selection.statuses.contains(&Status::Open)
        };
        if !settles(&self.tiers) || !settles(&rows) {
            return Position::Unknown;
        }
        let possible =
            |selection: &Selection| selection.statuses.contains(&Status::Possible);
        let mut waiting =
            possible(&self.tiers) || possible(&rows) || !provided.is_known();
        let mut found: Vec<Position> = Vec::new();
        for step in self.tiers.candidates() {
            let choice = self.benchmark.steps.get(step).is_some_and(|step| step.may);
            if self.spares(step, penalty) && choice && !value.is_zero() {
                // Sparing the penalty is one choice; proposing one is another.
                continue;
            }
            for row in rows.candidates() {
                let left = self.lefts(step, penalty, row);
                waiting |= !left.ends || left.ranges.len() > 1;
                if !left.ends {
                    // Beyond the statute it is unlawful whatever a table comes to.
                    found.push(self.position_in(step, penalty, row, None, value));
                }
                if self.may_be_unlawful(step, penalty, row, value) {
                    waiting = true;
                    found.push(Position::Unlawful);
                }
                for range in left.ranges {
                    found.push(self.position_in(step, penalty, row, range, value));
                }
            }
        }
        // That the penalty is not provided at all is one more possibility beside these.
        if !provided.is_known() && !found.is_empty() {
            found.push(nothing_imposed(value));
        }
        let all = |wanted: Position| found.iter().all(|position| *position == wanted);
        let Some(first) = found.first().copied() else { return Position::Unknown };
        if all(first) {
            return first;
        }
        if waiting || found.contains(&Position::Unknown) {
            return Position::Unknown;
        }
        if found.contains(&Position::Inside) {
            return Position::Inside;
        }
        found.retain(|position| *position != Position::Unlawful);
        match found.split_first() {
            Some((first, rest)) if rest.iter().all(|position| position == first) => {
                *first
            }
            // Over one tier that may be chosen and under another.
            _ => Position::Between,
        }
    }

    fn position_in(
        &self,
        step: usize,
        penalty: usize,
        row: usize,
        left: Option<Interval<Number>>,
        value: Number,
    ) -> Position {
        if self.spares(step, penalty) {
            return nothing_imposed(value);
        }
        let statute =
            self.row(penalty, row).and_then(|range| interval(self.frame, range));
        let Some(statute) = statute else { return Position::Unknown };
        match statute.side(value) {
            Ordering::Greater => return Position::Unlawful,
            Ordering::Less if self.below_statute(step, penalty) => {}
            Ordering::Less if self.reduces_below(step, penalty, false) => {}
            Ordering::Less if self.may_go_below(step, penalty, value) => {
                return Position::Unknown;
            }
            Ordering::Less => return Position::Unlawful,
            Ordering::Equal => {}
        }
        if self.weighs(step) {
            return Position::Unknown;
        }
        match left {
            // What no amount fits has no sides.
            Some(tier) if !tier.is_empty() => match tier.side(value) {
                Ordering::Less => Position::Below,
                Ordering::Equal => Position::Inside,
                Ordering::Greater => Position::Above,
            },
            Some(_) | None => Position::Unknown,
        }
    }

    /// Whether an amount below the statute is lawful only by a reduction that is not known
    /// to count.
    fn may_be_unlawful(
        &self,
        step: usize,
        penalty: usize,
        row: usize,
        value: Number,
    ) -> bool {
        let statute = self.row(penalty, row).and_then(|row| interval(self.frame, row));
        statute.is_some_and(|statute| statute.side(value) == Ordering::Less)
            && !self.below_statute(step, penalty)
            && self.reduces_below(step, penalty, false)
            && !self.reduces_below(step, penalty, true)
    }

    /// Whether a person who weighs may come to less than the statute: a tier below it, or
    /// for nothing at all one that spares, is among what may be chosen.
    fn may_go_below(&self, step: usize, penalty: usize, value: Number) -> bool {
        self.weighs(step)
            && self.slots.steps.iter().enumerate().any(|(other, slots)| {
                let less = self.below_statute(other, penalty)
                    || self.reduces_below(other, penalty, false)
                    || (value.is_zero() && self.spares(other, penalty));
                less && !self.frame.truth_of(slots.when).is_false()
            })
    }
}

/// Where nothing may be imposed.
fn nothing_imposed(value: Number) -> Position {
    if value.is_zero() { Position::Inside } else { Position::Unlawful }
}

fn ends(range: RangeSlots) -> impl Iterator<Item = Slot> {
    let lower = range.lower.map(|(slot, _)| slot);
    let upper = range.upper.map(|(slot, _)| slot);
    lower.into_iter().chain(upper)
}

/// A range that is settled, or the hull of what is still possible.
pub(super) struct Known {
    pub(super) range: Interval<Number>,
    pub(super) settled: bool,
}

impl Known {
    /// Gathers the ranges still possible; nothing if one of them is not known.
    pub(super) fn gather(
        ranges: impl Iterator<Item = Option<Interval<Number>>>,
        settled: bool,
    ) -> Option<Self> {
        let mut hull: Option<Interval<Number>> = None;
        let mut same = true;
        for range in ranges {
            let range = range?;
            hull = Some(match hull {
                None => range,
                Some(known) => {
                    same &= known == range;
                    known.hull(&range)
                }
            });
        }
        // Where all that is possible agrees, it is settled whatever decides.
        hull.map(|range| Self { range, settled: settled && same })
    }
}
