//! Ladders (chapter 27): tiers that overlap and move, ends of a tier, reductions.

use super::benchmark::{Comes, Ends, Leaves, Step, Weighed, names, penalties};
use super::expr::Case;
use super::penalty::not_below_zero;
use super::range::{End, Interval};
use super::rules::Place;
use super::select::{Selection, Status};
use super::value::{Answer, Number, Waits, all, any};
use fadu::syntax::tree::{
    Benchmark, BenchmarkStatement, Circumstance, Effect, Modality, Move, Penalty,
    PenaltyAmount, PenaltyKind, Reduction, TierResult,
};
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// The pairs that are weighed without being written.
const PAIRS: [(Effect, Effect); 7] = [
    (Effect::Raise, Effect::Lower),
    (Effect::Raise, Effect::Minimum),
    (Effect::Maximum, Effect::Lower),
    (Effect::Maximum, Effect::Minimum),
    (Effect::Maximum, Effect::Bottom),
    (Effect::Top, Effect::Minimum),
    (Effect::Top, Effect::Bottom),
];

/// A circumstance that counts, and whether it holds.
pub(super) struct Counting<'r> {
    pub(super) place: Place<'r>,
    pub(super) one: &'r Circumstance,
    pub(super) holds: Answer,
}

/// Whether an effect is of this chapter.
pub(super) const fn moves(effect: Effect) -> bool {
    match effect {
        Effect::Exempt | Effect::Mitigate | Effect::Lighten | Effect::Aggravate => false,
        Effect::Raise
        | Effect::Lower
        | Effect::Top
        | Effect::Bottom
        | Effect::Maximum
        | Effect::Minimum
        | Effect::Reduce => true,
    }
}

fn says(one: &Circumstance, effect: Effect) -> bool {
    let otherwise = match &one.moves {
        Some(Move::By { otherwise, .. }) => *otherwise == Some(effect),
        _ => false,
    };
    one.effects.contains(&effect) || otherwise
}

pub(super) fn reduces<'r>(
    one: &'r Circumstance,
    penalty: &Penalty,
) -> Option<&'r Reduction> {
    match &one.moves {
        Some(Move::Reduce(reduction)) => match &reduction.penalty {
            Some(path) => names(path, penalty),
            None => penalty.kind == PenaltyKind::Fine,
        }
        .then_some(reduction),
        _ => None,
    }
}

/// Whether a tier names a penalty.
fn is_named(benchmark: &Benchmark, penalty: &Penalty) -> bool {
    benchmark.statements.iter().any(|one| match one {
        BenchmarkStatement::Tier(tier) | BenchmarkStatement::Override(tier) => {
            match &tier.then {
                TierResult::Penalties(list) => {
                    list.iter().any(|said| names(&said.penalty, penalty))
                }
                TierResult::NoPenalty | TierResult::NeedsJudgement => false,
            }
        }
        _ => false,
    })
}

impl<'r> Case<'r> {
    pub(super) fn all_counting(&self, place: Place<'r>) -> Vec<Counting<'r>> {
        // Most benchmarks have none.
        if !self.rules.moves {
            return Vec::new();
        }
        let moving = |one: &&'r Circumstance| one.effects.iter().any(|one| moves(*one));
        let each = self.counting(place).into_iter();
        let each = each.filter(|(_, one)| moving(one));
        each.map(|(at, one)| Counting {
            place: at,
            one,
            holds: self.circumstance_as_law(at, one),
        })
        .collect()
    }

    /// The steps that a benchmark adds before those written, and after them.
    pub(super) fn steps_of_ladder(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
    ) -> (Vec<Step<'r>>, Vec<Step<'r>>) {
        let counting = self.all_counting(place);
        let has = |effect| counting.iter().any(|one| one.one.effects.contains(&effect));
        let written = |pair: (Effect, Effect)| {
            benchmark.statements.iter().any(|one| match one {
                BenchmarkStatement::Conflict(one) => {
                    (one.left, one.right) == pair || (one.right, one.left) == pair
                }
                _ => false,
            })
        };
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (left, right) in PAIRS {
            if has(left) && has(right) && !written((left, right)) {
                let sides =
                    [self.effect(place, None, left), self.effect(place, None, right)];
                before.push(Step::conflict(left, right, all(&sides)));
            }
        }
        let mut twice = Vec::new();
        let mut several = false;
        for penalty in penalties(benchmark) {
            let of: Vec<Answer> = counting
                .iter()
                .filter(|one| reduces(one.one, penalty).is_some())
                .map(|one| one.holds.clone())
                .collect();
            several |= of.len() > 1;
            twice.push(super::value::at_least(2, &of));
        }
        if several {
            before.push(Step::conflict(Effect::Reduce, Effect::Reduce, any(&twice)));
        }
        let says = |effect| counting.iter().any(|one| says(one.one, effect));
        let end = |name: &str, maximum| Step {
            name: name.to_owned(),
            tier: true,
            open: false,
            comes: Comes::End(maximum),
            condition: Answer::truth(false),
            conflict: None,
            otherwise: false,
        };
        if says(Effect::Minimum) {
            before.push(end("statutory minimum", false));
        }
        if says(Effect::Maximum) {
            after.push(end("statutory maximum", true));
        }
        (before, after)
    }

    /// The statuses after the moves; the name of the tier from which the only one came; what
    /// the moves wait for.
    pub(super) fn moved(
        &self,
        place: Place<'r>,
        steps: &[Step<'r>],
        selection: &mut Selection,
    ) -> (BTreeMap<usize, Vec<usize>>, Waits) {
        let counting = self.all_counting(place);
        let moving: Vec<&Counting<'r>> = counting
            .iter()
            .filter(|one| {
                let effects = &one.one.effects;
                effects.iter().any(|effect| {
                    matches!(
                        effect,
                        Effect::Raise | Effect::Lower | Effect::Maximum | Effect::Minimum
                    )
                })
            })
            .collect();
        let mut came: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut waits = Waits::new();
        if moving.is_empty() {
            return (came, waits);
        }
        let ladder: Vec<usize> = (0..steps.len())
            .filter(|at| matches!(steps[*at].comes, Comes::Penalties(..)))
            .collect();
        let open: Vec<usize> =
            (0..moving.len()).filter(|at| moving[*at].holds.value.is_none()).collect();
        let up = |one: &Counting<'_>| {
            one.one
                .effects
                .iter()
                .any(|one| matches!(one, Effect::Raise | Effect::Maximum))
        };
        let mut ways: Vec<Vec<&Counting<'r>>> = Vec::new();
        // Which of all the truths are ways.
        let mut all: Vec<Option<usize>> = Vec::new();
        for way in 0..1_u32 << open.len() {
            let hold: Vec<&Counting<'r>> = (0..moving.len())
                .filter(|at| match open.iter().position(|one| one == at) {
                    Some(bit) => way >> bit & 1 == 1,
                    None => moving[*at].holds.as_bool() == Some(true),
                })
                .map(|at| moving[at])
                .collect();
            if hold.iter().all(|one| up(one)) || !hold.iter().any(|one| up(one)) {
                all.push(Some(ways.len()));
                ways.push(hold);
            } else {
                all.push(None);
            }
        }
        if ways.is_empty() {
            return (came, waits);
        }
        let end = |maximum| {
            steps.iter().position(|one| match one.comes {
                Comes::End(own) => own == maximum,
                _ => false,
            })
        };
        let comes_to = |from: usize, by: &[&Counting<'r>]| -> usize {
            let has = |effect| by.iter().any(|one| one.one.effects.contains(&effect));
            if has(Effect::Maximum) {
                return end(true).unwrap();
            }
            if has(Effect::Minimum) {
                return end(false).unwrap();
            }
            let mut at = i64::try_from(from).unwrap();
            for one in by {
                if let Some(Move::By { tiers, .. }) = &one.one.moves {
                    let up = one.one.effects.contains(&Effect::Raise);
                    at += i64::from(*tiers) * if up { 1 } else { -1 };
                }
            }
            let otherwise = |effect| by.iter().any(|one| says(one.one, effect));
            let last = i64::try_from(ladder.len()).unwrap() - 1;
            if at > last {
                let beyond = otherwise(Effect::Maximum);
                return if beyond {
                    end(true).unwrap()
                } else {
                    ladder[ladder.len() - 1]
                };
            }
            if at < 0 {
                let beyond = otherwise(Effect::Minimum);
                return if beyond { end(false).unwrap() } else { ladder[0] };
            }
            ladder[usize::try_from(at).unwrap()]
        };
        let mut statuses: BTreeMap<usize, Vec<Status>> = BTreeMap::new();
        for (at, status) in selection.statuses.iter().enumerate() {
            if *status == Status::Excluded {
                continue;
            }
            let Some(from) = ladder.iter().position(|one| *one == at) else {
                statuses.entry(at).or_default().push(*status);
                continue;
            };
            let mut law: BTreeMap<usize, usize> = BTreeMap::new();
            let mut choice: BTreeMap<usize, usize> = BTreeMap::new();
            let mut results = Vec::new();
            for way in &ways {
                let (must, may): (Vec<&Counting<'r>>, Vec<&Counting<'r>>) = way
                    .iter()
                    .copied()
                    .partition(|one| one.one.modality == Modality::Must);
                let by_law = comes_to(from, &must);
                *law.entry(by_law).or_default() += 1;
                let mut chosen = BTreeSet::new();
                for set in 1..1_u32 << may.len() {
                    let picked = (0..may.len()).filter(|bit| set >> bit & 1 == 1);
                    let by: Vec<&Counting<'r>> =
                        must.iter().copied().chain(picked.map(|bit| may[bit])).collect();
                    chosen.insert(comes_to(from, &by));
                }
                results.push((by_law, chosen.clone()));
                chosen.remove(&by_law);
                for to in chosen {
                    *choice.entry(to).or_default() += 1;
                }
            }
            for (bit, one) in open.iter().enumerate() {
                let result = |way: usize| all[way].map(|way| &results[way]);
                if (0..all.len()).any(|way| result(way) != result(way ^ 1 << bit)) {
                    waits.extend(moving[*one].holds.waits.clone());
                }
            }
            let targets: BTreeSet<usize> =
                law.keys().chain(choice.keys()).copied().collect();
            for to in targets {
                let by_law = law.get(&to).copied().unwrap_or(0);
                let by_choice = choice.get(&to).copied().unwrap_or(0);
                let own = if by_law == ways.len() {
                    *status
                } else if by_choice == ways.len()
                    && matches!(status, Status::Applies | Status::Open)
                {
                    Status::Open
                } else {
                    Status::Possible
                };
                statuses.entry(to).or_default().push(own);
                came.entry(to).or_default().push(at);
            }
        }
        let moved = |at: usize| {
            let of = statuses.get(&at);
            let has = |status| of.is_some_and(|of| of.contains(&status));
            if has(Status::Applies) {
                Status::Applies
            } else if has(Status::Possible) {
                Status::Possible
            } else if has(Status::Open) {
                Status::Open
            } else {
                Status::Excluded
            }
        };
        selection.statuses = (0..steps.len()).map(moved).collect();
        (came, waits)
    }

    /// What the ends and the reductions of a penalty wait for.
    pub(super) fn waits_of_bends(&self, place: Place<'r>, penalty: &Penalty) -> Waits {
        let mut waits = Waits::new();
        for one in self.all_counting(place) {
            let must = one.one.modality == Modality::Must;
            let ends = one.one.effects.iter();
            let ends = ends.filter(|one| matches!(one, Effect::Top | Effect::Bottom));
            let reduction = reduces(one.one, penalty);
            let bends = must && ends.count() > 0 || reduction.is_some();
            if one.holds.as_bool() == Some(false) || !bends {
                continue;
            }
            waits.extend(one.holds.waits);
            if let Some(floor) = reduction.and_then(|by| by.floor.as_ref()) {
                let place = self.block_place(one.place);
                waits.extend(
                    self.value_in(place, floor, &super::unit::Kind::yuan()).waits,
                );
            }
        }
        waits
    }

    /// What is left at the ends of the law.
    pub(super) fn leaves_end(
        benchmark: &Benchmark,
        penalty: &Penalty,
        row: &Ends,
        maximum: bool,
    ) -> Ends {
        let ranged = matches!(penalty.amount, PenaltyAmount::Rows(_));
        if !ranged || !is_named(benchmark, penalty) {
            return Ends { known: row.known.clone(), ends: Vec::new() };
        }
        let known = row.known.as_ref().map(|row| {
            let end = if maximum {
                row.upper.as_ref().map(|end| (end.0.clone(), true))
            } else {
                let least = row.lower.as_ref().map(|end| end.0.clone());
                Some((least.unwrap_or_else(Number::zero), true))
            };
            Interval { lower: end.clone(), upper: end }.meet(row)
        });
        Ends { known, ends: Vec::new() }
    }

    /// The ends that circumstances take of what a tier leaves, then the reductions.
    pub(super) fn after_ladder(
        &self,
        weighed: &Weighed<'r>,
        step: &Step<'r>,
        penalty: &'r Penalty,
        row: &Ends,
        mut leaves: Leaves,
    ) -> Leaves {
        if matches!(step.comes, Comes::NoPenalty | Comes::Weighs) {
            return leaves;
        }
        let counting = self.all_counting(weighed.place);
        let tier_names = match step.comes {
            Comes::Penalties(_, list) => {
                list.iter().any(|said| names(&said.penalty, penalty))
            }
            Comes::End(_) => is_named(weighed.benchmark, penalty),
            Comes::NoPenalty | Comes::Weighs => false,
        };
        let must = |effect: Effect| {
            let of: Vec<Answer> = counting
                .iter()
                .filter(|one| one.one.modality == Modality::Must)
                .filter(|one| one.one.effects.contains(&effect))
                .map(|one| one.holds.clone())
                .collect();
            any(&of)
        };
        if tier_names && matches!(penalty.amount, PenaltyAmount::Rows(_)) {
            let (top, bottom) = (must(Effect::Top), must(Effect::Bottom));
            let at_end = |left: &Ends, top: bool| {
                let known = left.known.as_ref().map(|left| {
                    let end = if top {
                        left.upper.as_ref().map(|end| (end.0.clone(), true))
                    } else {
                        let least = left.lower.as_ref().map(|end| end.0.clone());
                        Some((least.unwrap_or_else(Number::zero), true))
                    };
                    Interval { lower: end.clone(), upper: end }.meet(left)
                });
                Ends { known, ends: left.ends.clone() }
            };
            let ends = |top| -> Vec<Ends> {
                leaves.all.iter().map(|left| at_end(left, top)).collect()
            };
            if top.as_bool() == Some(true) {
                leaves.all = ends(true);
            } else if bottom.as_bool() == Some(true) {
                leaves.all = ends(false);
            } else {
                let mut more = Vec::new();
                for (holds, top) in [(&top, true), (&bottom, false)] {
                    if holds.value.is_none() {
                        more.extend(ends(top));
                        leaves.ends = false;
                    }
                }
                leaves.all.extend(more);
            }
        }
        let reductions: Vec<(&Counting<'r>, &'r Reduction)> = counting
            .iter()
            .filter_map(|one| Some((one, reduces(one.one, penalty)?)))
            .collect();
        let reduced =
            |leaves: &[Ends], one: &Counting<'r>, by: &'r Reduction| -> Vec<Ends> {
                let must = one.one.modality == Modality::Must;
                leaves
                    .iter()
                    .map(|left| self.reduced(one.place, left, row, by, must))
                    .collect()
            };
        let base = leaves.all.clone();
        let sure =
            |one: &&(&Counting<'r>, &'r Reduction)| one.0.holds.as_bool() == Some(true);
        if let Some((one, by)) = reductions.iter().find(sure) {
            leaves.all = reduced(&base, one, by);
        }
        let held = leaves.all.clone();
        let is_sure = reductions.iter().any(|one| sure(&one));
        for (one, by) in &reductions {
            if one.holds.value.is_none() && !is_sure {
                leaves.all.extend(reduced(&held, one, by));
                leaves.ends = false;
            }
        }
        leaves
    }

    fn reduced(
        &self,
        place: Place<'r>,
        left: &Ends,
        row: &Ends,
        by: &'r Reduction,
        must: bool,
    ) -> Ends {
        let place = self.block_place(place);
        let share = |expr| self.value(place, expr).as_number().unwrap();
        let floor = by.floor.as_ref().map(|floor| {
            not_below_zero(self.value_in(place, floor, &super::unit::Kind::yuan()))
        });
        let mut ends = left.ends.clone();
        ends.extend(floor.clone());
        let mut floors: Vec<(Number, bool)> = Vec::new();
        match floor.as_ref().map(Answer::as_number) {
            None => {}
            Some(Some(floor)) => floors.push((floor, true)),
            Some(None) => return Ends { known: None, ends },
        }
        let (Some(known), Some(row)) = (&left.known, &row.known) else {
            return Ends { known: None, ends };
        };
        if !by.below_statute {
            floors.extend(row.lower.clone());
        }
        let less = |end: &End, share: Number| -> End {
            let (end, included) = end.as_ref()?;
            let wanted = end * (Number::one() - share);
            let mut new = wanted.clone();
            for (floor, _) in &floors {
                let least = end.min(floor).clone();
                new = new.max(least);
            }
            let mut included = *included;
            for (floor, with) in &floors {
                if new == *floor {
                    included = if wanted < new && *end > *floor {
                        *with
                    } else {
                        included && *with
                    };
                }
            }
            Some((new, included))
        };
        let known = Interval {
            lower: less(&known.lower, share(&by.most)),
            upper: if must {
                less(&known.upper, share(&by.least))
            } else {
                known.upper.clone()
            },
        };
        Ends { known: Some(known), ends }
    }

    /// Whether a reduction below the statute counts for a penalty: surely, or perhaps.
    pub(super) fn reduces_below(
        &self,
        weighed: &Weighed<'r>,
        penalty: &Penalty,
    ) -> Answer {
        let of: Vec<Answer> = self
            .all_counting(weighed.place)
            .into_iter()
            .filter(|one| reduces(one.one, penalty).is_some_and(|by| by.below_statute))
            .map(|one| one.holds)
            .collect();
        any(&of)
    }
}

/// The order of trying of a benchmark with `overlap`.
pub(super) fn order_of_overlap(
    benchmark: &Benchmark,
    steps: &[Step<'_>],
) -> Option<Vec<usize>> {
    let heaviest = benchmark.statements.iter().find_map(|one| match one {
        BenchmarkStatement::Overlap(one) => Some(one.heaviest),
        _ => None,
    });
    let of_ladder = |step: &Step<'_>| {
        step.conflict.is_some_and(|(left, right)| moves(left) && moves(right))
    };
    let count = steps.len();
    let Some(heaviest) = heaviest else {
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|at| !of_ladder(&steps[*at]));
        return steps.iter().any(of_ladder).then_some(order);
    };
    let is_tier = |at: &usize| steps[*at].conflict.is_none();
    let cell = |at: &usize| {
        is_tier(at) && !matches!(steps[*at].comes, Comes::NoPenalty | Comes::End(_))
    };
    let first = (0..count).find(cell).unwrap_or(count);
    let rank = |at: usize| {
        let step = &steps[at];
        if of_ladder(step) {
            0
        } else if at < first && !step.otherwise && !matches!(step.comes, Comes::End(_)) {
            1
        } else if step.conflict.is_some() {
            2
        } else if step.otherwise {
            4
        } else {
            3
        }
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| {
        let tier = i64::try_from(*at).unwrap();
        (rank(*at), if rank(*at) == 3 && heaviest { -tier } else { tier })
    });
    Some(order)
}
