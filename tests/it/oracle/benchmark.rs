//! Benchmarks (chapter 8): steps, rows, and what they leave.

use super::deadline::Verdict;
use super::expr::{Case, included};
use super::ladder::order_of_overlap;
use super::penalty::not_below_zero;
use super::range::Interval;
use super::rules::{Block, Found, Place, Thing, circumstances, dated};
use super::select::{Selection, Status};
use super::table::comes_to_ranges;
use super::unit::Kind;
use super::value::{Answer, Number, Wait, Waits, any, minus, plus, times, waits_of};
use super::weights::formula;
use fadu::syntax::tree::{
    Benchmark, BenchmarkStatement, Bound, Circumstance, Declaration, Effect, Expr,
    ExprKind, FineRow, Impose, Modality, Penalty, PenaltyKind, Portion, PortionOf, Range,
    Tier, TierPenalty, TierResult,
};
use num_traits::Zero;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A range that is calculated: known or not, with its ends.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) known: Option<Interval>,
    pub(super) ends: Vec<Answer>,
}

/// What a step may leave of a row.
pub(super) struct Leaves {
    /// One of these, if anything.
    pub(super) all: Vec<Ends>,
    /// It is sure which.
    pub(super) ends: bool,
    pub(super) waits: Waits,
    /// A table has no row for it, or two.
    pub(super) nothing: bool,
    /// Perhaps no row of a table is the one.
    pub(super) rowless: bool,
}

impl Leaves {
    fn one(ends: Ends) -> Self {
        let waits = waits_of(&ends.ends);
        Self { all: vec![ends], ends: true, waits, nothing: false, rowless: false }
    }
}

/// What a step comes to.
#[derive(Clone, Copy)]
pub(super) enum Comes<'r> {
    NoPenalty,
    Weighs,
    Penalties(Place<'r>, &'r [TierPenalty]),
    /// The statutory maximum, or the minimum.
    End(bool),
}

/// A step, the name it shows, its condition.
pub(super) struct Step<'r> {
    pub(super) name: String,
    pub(super) tier: bool,
    pub(super) open: bool,
    pub(super) comes: Comes<'r>,
    pub(super) condition: Answer,
    /// Its sides, if it is a conflict.
    pub(super) conflict: Option<(Effect, Effect)>,
    pub(super) otherwise: bool,
}

impl Step<'_> {
    pub(super) fn conflict(left: Effect, right: Effect, condition: Answer) -> Self {
        Self {
            name: format!("{} and {}", effect_text(left), effect_text(right)),
            tier: false,
            open: false,
            comes: Comes::Weighs,
            condition,
            conflict: Some((left, right)),
            otherwise: false,
        }
    }
}

/// Rows of a penalty and which of them are candidates.
pub(super) struct RowsOf<'r> {
    pub(super) rows: Vec<(&'r FineRow, Answer)>,
    pub(super) selection: Selection,
    /// The range of each candidate row.
    pub(super) ranges: Vec<(usize, Ends)>,
}

/// A benchmark in a case.
pub(super) struct Weighed<'r> {
    pub(super) place: Place<'r>,
    pub(super) benchmark: &'r Benchmark,
    pub(super) when: Answer,
    pub(super) steps: Vec<Step<'r>>,
    pub(super) selection: Selection,
    /// What the selection waits for.
    pub(super) waits: Waits,
    /// From which tiers each tier was come to, where circumstances move them.
    pub(super) came: BTreeMap<usize, Vec<usize>>,
}

impl<'r> Weighed<'r> {
    pub(super) fn candidates(&self) -> Vec<&Step<'r>> {
        self.selection.candidates().into_iter().map(|at| &self.steps[at]).collect()
    }
}

pub(super) fn penalties(benchmark: &Benchmark) -> impl Iterator<Item = &Penalty> {
    benchmark.statements.iter().filter_map(|one| match one {
        BenchmarkStatement::Penalty(one) => Some(one),
        _ => None,
    })
}

impl<'r> Case<'r> {
    /// The place within a block, with the block's convention.
    pub(super) fn block_place(&self, place: Place<'r>) -> Place<'r> {
        let Place { block, records, .. } = place;
        let top = Place { block, records, ..self.rules.top(place.pack) };
        match place.block {
            None => top,
            Some(Block::Benchmark(one)) => self.rules.cited(top, &one.basis),
            Some(Block::Review(one)) => self.rules.cited(top, &one.basis),
            Some(Block::Scope(one)) => self.rules.cited(top, &one.basis),
        }
    }

    /// The circumstances that count: its own, those at the top, those of packs named.
    pub(super) fn counting(
        &self,
        place: Place<'r>,
    ) -> Vec<(Place<'r>, &'r Circumstance)> {
        let Some(Block::Benchmark(benchmark)) = place.block else { return Vec::new() };
        let mut found: Vec<(Place<'r>, &'r Circumstance)> =
            circumstances(benchmark).map(|one| (place, one)).collect();
        let used = benchmark.with.iter().map(|path| self.rules.alias(place.pack, path));
        for pack in std::iter::once(place.pack).chain(used) {
            for declaration in &self.rules.packs[pack].declarations {
                if let Declaration::Circumstance(one) = declaration {
                    let top = self.rules.top(pack);
                    if self.law(top, one).as_bool() != Some(false) {
                        found.push((top, one));
                    }
                }
            }
        }
        found
    }

    /// `lighten holds`: any that counts with this effect.
    pub(super) fn effect(
        &self,
        place: Place<'r>,
        modality: Option<Modality>,
        effect: Effect,
    ) -> Answer {
        let holds: Vec<Answer> = self
            .counting(place)
            .into_iter()
            .filter(|(_, one)| one.effects.contains(&effect))
            .filter(|(_, one)| modality.is_none_or(|modality| one.modality == modality))
            .map(|(at, one)| self.circumstance_as_law(at, one))
            .collect();
        any(&holds)
    }

    /// Whether one version of a circumstance is law.
    fn law(&self, place: Place<'r>, one: &'r Circumstance) -> Answer {
        match dated(&one.version).filter(|_| place.block.is_none()) {
            Some(version) => Self::within(&self.date(place, version), version),
            None => Answer::truth(true),
        }
    }

    /// Whether one version of a circumstance is law and holds.
    pub(super) fn circumstance_as_law(
        &self,
        place: Place<'r>,
        one: &'r Circumstance,
    ) -> Answer {
        super::value::all(&[self.law(place, one), self.circumstance(place, one)])
    }

    pub(super) fn weigh(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        law: &Answer,
    ) -> Weighed<'r> {
        let place =
            self.block_place(Place { block: Some(Block::Benchmark(benchmark)), ..place });
        let (mut steps, after) = self.steps_of_ladder(place, benchmark);
        let lead = steps.len();
        for statement in &benchmark.statements {
            match statement {
                BenchmarkStatement::Tier(tier) | BenchmarkStatement::Override(tier) => {
                    steps.push(self.tier(place, tier));
                }
                BenchmarkStatement::Conflict(one) => {
                    let sides = [
                        self.effect(place, None, one.left),
                        self.effect(place, None, one.right),
                    ];
                    let both = super::value::all(&sides);
                    steps.push(Step::conflict(one.left, one.right, both));
                }
                _ => {}
            }
        }
        steps.extend(after);
        let has =
            |part: fn(&BenchmarkStatement) -> bool| benchmark.statements.iter().any(part);
        if has(|one| matches!(one, BenchmarkStatement::Compute(_)))
            && !has(|one| matches!(one, BenchmarkStatement::Tier(_)))
        {
            steps.push(Step {
                name: "computed".to_owned(),
                tier: true,
                open: false,
                comes: Comes::Penalties(place, &[]),
                condition: Answer::truth(true),
                conflict: None,
                otherwise: true,
            });
        }
        if lead == 0 {
            let order = overrides_first(benchmark, steps.len());
            let mut slots: Vec<Option<Step<'r>>> = steps.into_iter().map(Some).collect();
            steps = order.into_iter().map(|at| slots[at].take().unwrap()).collect();
        }
        let order = order_of_overlap(benchmark, &steps)
            .unwrap_or_else(|| (0..steps.len()).collect());
        let conditions: Vec<(&Answer, bool)> =
            steps.iter().map(|step| (&step.condition, step.open)).collect();
        let mut selection = Selection::in_order(&conditions, &order);
        let mut waits = Waits::new();
        for (step, status) in steps.iter().zip(&selection.statuses) {
            if *status == Status::Possible {
                waits.extend(step.condition.waits.clone());
            }
        }
        let (came, moves) = self.moved(place, &steps, &mut selection);
        waits.extend(moves);
        let when = self.when(place, benchmark.when.as_ref());
        let when = super::value::all(&[law.clone(), when]);
        Weighed { place, benchmark, when, steps, selection, waits, came }
    }

    fn tier(&self, place: Place<'r>, tier: &'r Tier) -> Step<'r> {
        let place = self.rules.cited(place, &tier.basis);
        Step {
            name: tier.name.text.clone(),
            tier: true,
            open: tier.may,
            comes: match &tier.then {
                TierResult::NoPenalty => Comes::NoPenalty,
                TierResult::NeedsJudgement => Comes::Weighs,
                TierResult::Penalties(list) => Comes::Penalties(place, list),
            },
            condition: self.when(place, tier.when.as_ref()),
            conflict: None,
            otherwise: tier.when.is_none(),
        }
    }

    pub(super) fn rows_of(
        &self,
        place: Place<'r>,
        penalty: &'r Penalty,
        rows: &'r [FineRow],
    ) -> RowsOf<'r> {
        let kind = self.kind_of_penalty(place, penalty);
        let rows: Vec<(&FineRow, Answer)> =
            rows.iter().map(|row| (row, self.when(place, row.when.as_ref()))).collect();
        let selection =
            Selection::of(rows.iter().map(|(_, condition)| (condition, false)));
        let ranges = selection
            .candidates()
            .into_iter()
            .map(|at| {
                let row = rows[at].0;
                let range = self.ends(place, &row.range, |end| {
                    not_below_zero(self.end_in(place, row.base.as_ref(), end, &kind))
                });
                (at, range)
            })
            .collect();
        RowsOf { rows, selection, ranges }
    }

    /// A range whose ends are made of those written.
    pub(super) fn ends(
        &self,
        place: Place<'r>,
        range: &'r Range,
        make: impl Fn(&'r Expr) -> Answer,
    ) -> Ends {
        let end = |bound: Option<&'r Bound>| {
            bound.map(|bound| (make(&bound.value), included(place, bound)))
        };
        let (lower, upper) = (end(range.lower.as_ref()), end(range.upper.as_ref()));
        let number = |end: &Option<(Answer, bool)>| match end {
            None => Some(None),
            Some((answer, included)) => {
                answer.as_number().map(|number| Some((number, *included)))
            }
        };
        let known = match (number(&lower), number(&upper)) {
            (Some(lower), Some(upper)) => Some(Interval { lower, upper }),
            _ => None,
        };
        let ends = lower.into_iter().chain(upper).map(|(answer, _)| answer).collect();
        Ends { known, ends }
    }

    /// What a step leaves of a row, with the ends of its portion.
    pub(super) fn leaves(
        &self,
        weighed: &Weighed<'r>,
        step: &Step<'r>,
        penalty: &'r Penalty,
        row: &Ends,
    ) -> Leaves {
        let leaves = self.leaves_of_step(weighed, step, penalty, row);
        self.after_ladder(weighed, step, penalty, row, leaves)
    }

    fn leaves_of_step(
        &self,
        weighed: &Weighed<'r>,
        step: &Step<'r>,
        penalty: &'r Penalty,
        row: &Ends,
    ) -> Leaves {
        let whole = || Leaves::one(Ends { known: row.known.clone(), ends: Vec::new() });
        if let Comes::End(maximum) = step.comes {
            return Leaves::one(Self::leaves_end(
                weighed.benchmark,
                penalty,
                row,
                maximum,
            ));
        }
        if Self::by_formula(step, penalty)
            && let Some(formula) = formula(weighed.benchmark, penalty)
        {
            let computed = self.computed(weighed, penalty, formula);
            return Leaves::one(Self::leaves_by_formula(computed, row));
        }
        let Comes::Penalties(place, list) = step.comes else { return whole() };
        let said = list.iter().find(|said| names(&said.penalty, penalty));
        let Some((said, portion)) =
            said.and_then(|said| Some((said, said.portion.as_ref()?)))
        else {
            return whole();
        };
        let kind = self.kind_of_penalty(place, penalty);
        let within = |portion: Ends| {
            let known = portion.known.zip(row.known.as_ref()).map(|(portion, row)| {
                if said.below_statute {
                    let below = Interval { lower: None, upper: row.upper.clone() };
                    portion.meet(&below)
                } else {
                    portion.meet(row)
                }
            });
            Ends { known, ends: portion.ends }
        };
        if let Some(found) = self.ranges_named(place, portion) {
            return self.leaves_by_table(&found, &kind, within);
        }
        let end =
            |end: &dyn Fn(&Interval) -> Option<Number>, or: Option<Number>| match &row
                .known
            {
                Some(known) => {
                    Answer::number(end(known).or(or).expect("an end of the row"))
                }
                None => Answer::waiting(waits_of(&row.ends)),
            };
        let lower = |row: &Interval| row.lower.as_ref().map(|(number, _)| number.clone());
        let upper = |row: &Interval| row.upper.as_ref().map(|(number, _)| number.clone());
        let of = |share: &'r Expr| self.value(place, share);
        let portion = match &portion.of {
            PortionOf::Span => {
                let (least, most) =
                    (end(&lower, Some(Number::zero())), end(&upper, None));
                let span = minus(&most, &least);
                self.ends(place, &portion.range, |share| {
                    plus(&least, &times(&span, &of(share)))
                })
            }
            PortionOf::Maximum => {
                let most = end(&upper, None);
                self.ends(place, &portion.range, |share| times(&most, &of(share)))
            }
            PortionOf::Minimum => {
                let least = end(&lower, Some(Number::zero()));
                self.ends(place, &portion.range, |share| times(&least, &of(share)))
            }
            PortionOf::Base(base) => self.ends(place, &portion.range, |end| {
                not_below_zero(self.end_in(place, Some(base), end, &kind))
            }),
            PortionOf::Amount => self.ends(place, &portion.range, |end| {
                not_below_zero(self.end_in(place, None, end, &kind))
            }),
        };
        Leaves::one(within(portion))
    }

    /// The output of a table that a portion is the name of, if that comes to ranges.
    fn ranges_named(
        &self,
        place: Place<'r>,
        portion: &'r Portion,
    ) -> Option<Vec<Found<'r>>> {
        let (PortionOf::Amount, Some(lower), Some(_)) =
            (&portion.of, &portion.range.lower, &portion.range.upper)
        else {
            return None;
        };
        let ExprKind::Path(path) = &lower.value.kind else { return None };
        let found = self.rules.resolve(place, path);
        match found.first()?.thing {
            Thing::Output(table, at) if comes_to_ranges(table, at) => Some(found),
            _ => None,
        }
    }

    fn leaves_by_table(
        &self,
        found: &[Found<'r>],
        kind: &Kind,
        within: impl Fn(Ends) -> Ends,
    ) -> Leaves {
        let mut leaves = Leaves {
            all: Vec::new(),
            ends: false,
            waits: Waits::new(),
            nothing: true,
            rowless: false,
        };
        for one in found {
            let Thing::Output(table, at) = one.thing else { panic!("{one:?}") };
            let law = self.in_force(one);
            if law.as_bool() == Some(false) {
                continue;
            }
            let ranges = self.ranges(one.place, table, at, Some(kind));
            leaves.waits.extend(law.waits.clone());
            leaves.waits.extend(ranges.waits);
            leaves.ends |= ranges.ends && law.as_bool() == Some(true);
            leaves.nothing &= ranges.nothing;
            leaves.all.extend(ranges.all.into_iter().map(&within));
        }
        leaves.rowless = !leaves.ends;
        if leaves.nothing {
            leaves.waits.insert(Wait::Failure);
        }
        leaves
    }

    /// The verdict of a benchmark.
    pub(super) fn benchmark(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        law: &Answer,
    ) -> Verdict {
        let weighed = self.weigh(place, benchmark, law);
        let truth = weighed.when.as_bool();
        let candidates = weighed.candidates();
        let spares = |step: &&Step<'_>| matches!(step.comes, Comes::NoPenalty);
        let mut waits = Waits::new();
        let mut shown = Vec::new();
        let mut settled = true;
        let mut nothing_left = false;
        let all_spare = candidates.iter().all(spares);
        for penalty in penalties(benchmark) {
            let found = self.penalty(&weighed, penalty);
            let imposed = found.fields["imposed"].as_str().unwrap().to_owned();
            settled &= match imposed.as_str() {
                "none" => true,
                "must" | "may" | "one of" | "any of" => {
                    found.fields["settled"] == json!(true)
                }
                _ => false,
            };
            nothing_left |=
                matches!(imposed.as_str(), "must" | "may" | "one of" | "any of")
                    && found.nothing_left;
            let corrects = penalty.kind == PenaltyKind::OrderCorrection;
            if truth != Some(false) && (!all_spare || corrects) && found.concerns {
                waits.extend(found.waits);
            }
            shown.push(found.fields);
        }
        if truth != Some(false) {
            waits.extend(weighed.when.waits.clone());
            waits.extend(weighed.waits.clone());
        }
        let behind = self.shown_weights(&weighed).1;
        let asks = |at: &usize| {
            let open = weighed.selection.statuses[*at] == Status::Open;
            open || matches!(weighed.steps[*at].comes, Comes::Weighs)
        };
        let asked: Vec<usize> =
            weighed.selection.candidates().into_iter().filter(asks).collect();
        let decided = weighed.selection.decided();
        let mut questions: Vec<&String> = Vec::new();
        let nothing = truth == Some(true) && (candidates.is_empty() || nothing_left);
        let outcome = if truth == Some(false) {
            "not applicable"
        } else if truth == Some(true)
            && !weighed.selection.has(Status::Possible)
            && !asked.is_empty()
        {
            questions.extend(asked.iter().map(|at| &weighed.steps[*at].name));
            "needs judgement"
        } else if truth == Some(true) && decided.is_some() && settled {
            "decided"
        } else {
            self.open(&waits)
        };
        let errs = nothing && questions.is_empty();
        // What a factor assumes is missing, and changes no outcome.
        if truth != Some(false) {
            waits.extend(behind);
        }
        let tier = decided.map(|at| &weighed.steps[at]).filter(|step| {
            truth == Some(true) && step.tier && !matches!(step.comes, Comes::Weighs)
        });
        let moved = decided.filter(|_| tier.is_some()).and_then(|at| {
            let [from] = weighed.came.get(&at)?[..] else { return None };
            (from != at).then(|| json!({ "from": weighed.steps[from].name }))
        });
        let statuses: Vec<Json> = weighed
            .steps
            .iter()
            .zip(&weighed.selection.statuses)
            .map(|(step, status)| {
                let status =
                    if truth == Some(false) { Status::Excluded } else { *status };
                json!({ "name": step.name, "status": status.text() })
            })
            .collect();
        let grounds: Vec<Json> = self
            .counting(weighed.place)
            .into_iter()
            .map(|(at, one)| {
                let state = self.circumstance_as_law(at, one).as_bool();
                let effects: Vec<&str> =
                    one.effects.iter().map(|one| effect_text(*one)).collect();
                json!({
                    "modality": if one.modality == Modality::Must { "must" } else { "may" },
                    "effects": effects,
                    "state": state.map_or("unknown".to_owned(), |state| state.to_string()),
                })
            })
            .collect();
        let fields = json!({
            "outcome": outcome,
            "tier": tier.map(|step| &step.name),
            "tiers": statuses,
            "penalties": &shown,
            "circumstances": grounds,
            "proposals": self.proposals(&weighed),
            "moved": moved,
            "alternatives": Self::alternatives(&weighed, &shown),
            "weights": self.shown_weights(&weighed).0,
            "asked": questions,
            "nothing": errs,
        });
        Verdict { fields, waits }
    }
}

/// The order in which steps are tried: an `override` before every cell.
fn overrides_first(benchmark: &Benchmark, count: usize) -> Vec<usize> {
    let written: Vec<&BenchmarkStatement> = benchmark
        .statements
        .iter()
        .filter(|one| {
            matches!(
                one,
                BenchmarkStatement::Tier(_)
                    | BenchmarkStatement::Override(_)
                    | BenchmarkStatement::Conflict(_)
            )
        })
        .collect();
    let over = |one: &&BenchmarkStatement| matches!(one, BenchmarkStatement::Override(_));
    if !written.iter().any(over) {
        return (0..count).collect();
    }
    let cell = |one: &&BenchmarkStatement| match one {
        BenchmarkStatement::Tier(tier) => !matches!(tier.then, TierResult::NoPenalty),
        _ => false,
    };
    let first = written.iter().position(cell).unwrap_or(written.len());
    let rank = |at: usize| match written.get(at) {
        Some(BenchmarkStatement::Override(_)) => 2,
        Some(_) if at < first => 0,
        Some(BenchmarkStatement::Conflict(_)) => 1,
        _ => 3,
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| rank(*at));
    order
}

pub(super) fn names(path: &fadu::syntax::tree::Path, penalty: &Penalty) -> bool {
    path.segments.last().is_some_and(|last| last.text == penalty.name.text)
}

pub(super) fn may_plus(benchmark: &Benchmark, penalty: &Penalty) -> bool {
    let after = |impose: &Impose| {
        let named = |path| names(path, penalty);
        impose.rest.iter().any(|(must, one)| !must && one.penalties.iter().any(named))
    };
    benchmark.statements.iter().any(|one| match one {
        BenchmarkStatement::Impose(impose) => after(impose),
        _ => false,
    })
}

fn effect_text(effect: Effect) -> &'static str {
    match effect {
        Effect::Exempt => "exempt",
        Effect::Mitigate => "mitigate",
        Effect::Lighten => "lighten",
        Effect::Aggravate => "aggravate",
        Effect::Raise => "raise",
        Effect::Lower => "lower",
        Effect::Top => "tier top",
        Effect::Bottom => "tier bottom",
        Effect::Maximum => "maximum",
        Effect::Minimum => "minimum",
        Effect::Reduce => "reduce",
    }
}
