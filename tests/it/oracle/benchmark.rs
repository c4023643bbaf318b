//! Benchmarks (chapter 8): steps, rows, and what they leave.

use super::deadline::Verdict;
use super::expr::{Case, included};
use super::penalty::{counted, not_below_zero};
use super::range::Interval;
use super::rules::{Block, Place, circumstances, dated};
use super::select::{Selection, Status};
use super::value::{Answer, Number, Waits, any, minus, plus, times, waits_of};
use fadu::syntax::tree::{
    Benchmark, BenchmarkStatement, Bound, Circumstance, Declaration, Effect, FineRow,
    Impose, Modality, Penalty, PenaltyKind, PortionOf, Range, Tier, TierPenalty,
    TierResult,
};
use num_traits::Zero;
use serde_json::{Value as Json, json};

/// A range that is calculated: known or not, with its ends.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) known: Option<Interval>,
    pub(super) ends: Vec<Answer>,
}

/// What a step comes to.
#[derive(Clone, Copy)]
pub(super) enum Comes<'r> {
    NoPenalty,
    Weighs,
    Penalties(Place<'r>, &'r [TierPenalty]),
}

/// A step, the name it shows, its condition.
pub(super) struct Step<'r> {
    name: String,
    tier: bool,
    pub(super) open: bool,
    pub(super) comes: Comes<'r>,
    pub(super) condition: Answer,
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
        let top = Place { block: place.block, ..self.rules.top(place.pack) };
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
    fn circumstance_as_law(&self, place: Place<'r>, one: &'r Circumstance) -> Answer {
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
        let mut steps = Vec::new();
        for statement in &benchmark.statements {
            match statement {
                BenchmarkStatement::Tier(tier) => steps.push(self.tier(place, tier)),
                BenchmarkStatement::Conflict(one) => {
                    let sides = [
                        self.effect(place, None, one.left),
                        self.effect(place, None, one.right),
                    ];
                    let name = format!(
                        "{} and {}",
                        effect_text(one.left),
                        effect_text(one.right)
                    );
                    steps.push(Step {
                        name,
                        tier: false,
                        open: false,
                        comes: Comes::Weighs,
                        condition: super::value::all(&sides),
                    });
                }
                _ => {}
            }
        }
        let selection =
            Selection::of(steps.iter().map(|step| (&step.condition, step.open)));
        let when = self.when(place, benchmark.when.as_ref());
        let when = super::value::all(&[law.clone(), when]);
        Weighed { place, benchmark, when, steps, selection }
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
        }
    }

    pub(super) fn rows_of(&self, place: Place<'r>, rows: &'r [FineRow]) -> RowsOf<'r> {
        let rows: Vec<(&FineRow, Answer)> =
            rows.iter().map(|row| (row, self.when(place, row.when.as_ref()))).collect();
        let selection =
            Selection::of(rows.iter().map(|(_, condition)| (condition, false)));
        let ranges = selection
            .candidates()
            .into_iter()
            .map(|at| {
                let row = rows[at].0;
                let base = row.base.as_ref().map(|base| self.value(place, base));
                let range = self.ends(place, &row.range, |end| {
                    not_below_zero(match &base {
                        Some(base) => times(base, &end),
                        None => end,
                    })
                });
                (at, range)
            })
            .collect();
        RowsOf { rows, selection, ranges }
    }

    /// A range whose ends are made of those written.
    fn ends(
        &self,
        place: Place<'r>,
        range: &'r Range,
        make: impl Fn(Answer) -> Answer,
    ) -> Ends {
        let end = |bound: Option<&'r Bound>| {
            bound.map(|bound| {
                let value = counted(self.value(place, &bound.value));
                (make(value), included(place, bound))
            })
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
    pub(super) fn leaves(&self, step: &Step<'r>, penalty: &Penalty, row: &Ends) -> Ends {
        let Comes::Penalties(place, list) = step.comes else {
            return Ends { known: row.known.clone(), ends: Vec::new() };
        };
        let said = list.iter().find(|said| names(&said.penalty, penalty));
        let Some((said, portion)) =
            said.and_then(|said| Some((said, said.portion.as_ref()?)))
        else {
            return Ends { known: row.known.clone(), ends: Vec::new() };
        };
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
        let portion = match &portion.of {
            PortionOf::Span => {
                let (least, most) =
                    (end(&lower, Some(Number::zero())), end(&upper, None));
                let span = minus(&most, &least);
                self.ends(place, &portion.range, |share| {
                    plus(&least, &times(&span, &share))
                })
            }
            PortionOf::Maximum => {
                let most = end(&upper, None);
                self.ends(place, &portion.range, |share| times(&most, &share))
            }
            PortionOf::Minimum => {
                let least = end(&lower, Some(Number::zero()));
                self.ends(place, &portion.range, |share| times(&least, &share))
            }
            PortionOf::Base(base) => {
                let base = self.value(place, base);
                self.ends(place, &portion.range, |share| {
                    not_below_zero(times(&base, &share))
                })
            }
            PortionOf::Amount => self.ends(place, &portion.range, not_below_zero),
        };
        let known = portion.known.zip(row.known.as_ref()).map(|(portion, row)| {
            if said.below_statute {
                let below = Interval { lower: None, upper: row.upper.clone() };
                portion.meet(&below)
            } else {
                portion.meet(row)
            }
        });
        Ends { known, ends: portion.ends }
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
                "must" | "may" => found.fields["settled"] == json!(true),
                _ => false,
            };
            nothing_left |=
                matches!(imposed.as_str(), "must" | "may") && found.nothing_left;
            let corrects = penalty.kind == PenaltyKind::OrderCorrection;
            if truth != Some(false) && (!all_spare || corrects) && found.concerns {
                waits.extend(found.waits);
            }
            shown.push(found.fields);
        }
        if truth != Some(false) {
            waits.extend(weighed.when.waits.clone());
            for (at, status) in weighed.selection.statuses.iter().enumerate() {
                if *status == Status::Possible {
                    waits.extend(weighed.steps[at].condition.waits.clone());
                }
            }
        }
        let asks = |at: &usize| {
            let open = weighed.selection.statuses[*at] == Status::Open;
            open || matches!(weighed.steps[*at].comes, Comes::Weighs)
        };
        let asked = weighed.selection.candidates().iter().filter(|at| asks(at)).count();
        let decided = weighed.selection.decided();
        let mut questions = 0;
        let nothing = truth == Some(true) && (candidates.is_empty() || nothing_left);
        let outcome = if truth == Some(false) {
            "not applicable"
        } else if truth == Some(true)
            && !weighed.selection.has(Status::Possible)
            && asked > 0
        {
            questions = asked;
            "needs judgement"
        } else if truth == Some(true) && decided.is_some() && settled {
            "decided"
        } else {
            self.open(&waits)
        };
        let errs = nothing && questions == 0;
        let tier = decided.map(|at| &weighed.steps[at]).filter(|step| {
            truth == Some(true) && step.tier && !matches!(step.comes, Comes::Weighs)
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
            "penalties": shown,
            "circumstances": grounds,
            "proposals": self.proposals(&weighed),
            "asked": questions,
            "nothing": errs,
        });
        Verdict { fields, waits }
    }
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
        // FIXME(oracle): what moves a tier is not known yet.
        Effect::Raise
        | Effect::Lower
        | Effect::Top
        | Effect::Bottom
        | Effect::Maximum
        | Effect::Minimum
        | Effect::Reduce => "moves",
    }
}
