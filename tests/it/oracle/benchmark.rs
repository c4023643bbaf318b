//! Benchmarks (chapter 8): steps, rows, and what they leave.

use super::deadline::Verdict;
use super::expr::{Case, included};
use super::range::{Interval, hull};
use super::rules::{Block, Place, circumstances, dated};
use super::select::{Selection, Status};
use super::value::{
    Answer, Number, Value, Wait, Waits, any, minus, plus, strict, times, value_text,
    waits_of,
};
use fadu::syntax::tree::{
    Benchmark, BenchmarkStatement, Bound, Circumstance, Declaration, Effect, FineRow,
    Impose, Modality, Penalty, PenaltyAmount, PenaltyKind, PortionOf, Range, Tier,
    TierPenalty, TierResult,
};
use num_traits::{Signed, Zero};
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
    rows: Vec<(&'r FineRow, Answer)>,
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
        let no_tier = truth == Some(true) && candidates.is_empty();
        if no_tier || truth == Some(true) && nothing_left {
            waits.insert(Wait::Failure);
        }
        let asks = |at: &usize| {
            let open = weighed.selection.statuses[*at] == Status::Open;
            open || matches!(weighed.steps[*at].comes, Comes::Weighs)
        };
        let asked = weighed.selection.candidates().iter().filter(|at| asks(at)).count();
        let decided = weighed.selection.decided();
        let mut questions = 0;
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
        });
        Verdict { fields, waits }
    }

    fn penalty(&self, weighed: &Weighed<'r>, penalty: &'r Penalty) -> PenaltyFound {
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let when = self.when(place, penalty.when.as_ref());
        let candidates = weighed.candidates();
        let spares = |step: &&&Step<'_>| matches!(step.comes, Comes::NoPenalty);
        let sparing = candidates.iter().filter(spares).count();
        // An order to correct is no penalty.
        let corrects = penalty.kind == PenaltyKind::OrderCorrection;
        let imposed = match (weighed.when.as_bool(), when.as_bool()) {
            (Some(false), _) | (_, Some(false)) => "none",
            (None, _) | (_, None) => "unknown",
            _ if !corrects && !weighed.selection.ends() => "unknown",
            _ if !corrects && sparing == candidates.len() => "none",
            _ if !corrects && sparing > 0 => "unknown",
            _ if penalty.may || may_plus(weighed.benchmark, penalty) => "may",
            _ => "must",
        };
        let says_below = |step: &&Step<'r>| match step.comes {
            Comes::Penalties(_, list) => list
                .iter()
                .any(|said| said.below_statute && names(&said.penalty, penalty)),
            Comes::NoPenalty | Comes::Weighs => false,
        };
        let applicable = weighed.when.as_bool() != Some(false);
        let below =
            applicable && !candidates.is_empty() && candidates.iter().all(says_below);
        let mut found = PenaltyFound {
            fields: json!({
                "name": penalty.name.text,
                "imposed": imposed,
                "statutory": null,
                "range": null,
                "settled": true,
                "below_statute": below,
                "amount": null,
            }),
            waits: when.waits.clone(),
            concerns: when.as_bool() != Some(false),
            nothing_left: false,
        };
        match &penalty.amount {
            PenaltyAmount::Plain => {}
            PenaltyAmount::Things(_) => {
                if imposed != "none" {
                    found.fields["amount"] = json!({ "value": penalty.name.text });
                }
            }
            PenaltyAmount::Amount { value, less } => {
                let value = not_below_zero(self.value(place, value));
                let amount = match less {
                    None => value,
                    Some(less) => {
                        let less = not_below_zero(self.value(place, less));
                        let rest = minus(&value, &less);
                        strict(&[&rest], |values| match values {
                            [Value::Number(rest)] => {
                                Some(Value::Number(rest.clone().max(Number::zero())))
                            }
                            other => panic!("a number, not {other:?}"),
                        })
                    }
                };
                found.fields["settled"] =
                    json!(imposed == "none" || amount.value.is_some());
                if let Some(value) = amount.value.filter(|_| imposed != "none") {
                    found.fields["amount"] = json!({ "value": value_text(&value) });
                }
                found.waits.extend(amount.waits);
            }
            PenaltyAmount::Rows(rows) => {
                let rows = self.rows_of(place, rows);
                self.statutory(weighed, penalty, &rows, imposed == "none", &mut found);
            }
        }
        found
    }

    /// The fields of a penalty with a statutory range.
    fn statutory(
        &self,
        weighed: &Weighed<'r>,
        penalty: &'r Penalty,
        rows: &RowsOf<'r>,
        none: bool,
        found: &mut PenaltyFound,
    ) {
        let known: Option<Vec<&Interval>> =
            rows.ranges.iter().map(|(_, range)| range.known.as_ref()).collect();
        let one_row = known
            .as_ref()
            .is_some_and(|rows| rows.windows(2).all(|pair| pair[0] == pair[1]));
        let statutory = known.and_then(hull);
        found.fields["statutory"] = statutory.map_or(Json::Null, |range| range.shown());
        let candidates = weighed.candidates();
        let corrects = penalty.kind == PenaltyKind::OrderCorrection;
        let mut left = Vec::new();
        let mut open = Waits::new();
        for ((_, condition), status) in rows.rows.iter().zip(&rows.selection.statuses) {
            if *status == Status::Possible {
                open.extend(condition.waits.clone());
            }
        }
        for (_, row) in &rows.ranges {
            open.extend(waits_of(&row.ends));
            for step in &candidates {
                let leaves = self.leaves(step, penalty, row);
                open.extend(waits_of(&leaves.ends));
                if corrects || !matches!(step.comes, Comes::NoPenalty) {
                    left.push(leaves.known);
                }
            }
        }
        let known: Option<Vec<Interval>> = left.iter().cloned().collect();
        let range = known.as_ref().and_then(hull);
        let sparing = !corrects
            && candidates.iter().any(|step| matches!(step.comes, Comes::NoPenalty));
        let same = known.as_ref().is_some_and(|known| {
            known.windows(2).all(|pair| pair[0] == pair[1])
                && known.first().is_some_and(|first| !first.is_empty())
        });
        let settled = same
            && weighed.selection.ends()
            && rows.selection.ends()
            && (candidates.len() == 1 || !sparing);
        // What is settled waits for nothing more.
        let ends = weighed.selection.ends() && rows.selection.ends();
        if !(one_row && same && ends) {
            found.waits.extend(open);
        }
        found.nothing_left =
            rows.selection.candidates().is_empty() || known.is_some() && range.is_none();
        found.fields["settled"] = json!(none || settled);
        if !none {
            found.fields["range"] = range.map_or(Json::Null, |range| range.shown());
        }
    }
}

/// A penalty's fields, and what they wait for.
struct PenaltyFound {
    fields: Json,
    waits: Waits,
    /// Its `when` is not false.
    concerns: bool,
    /// No row is a candidate, or what is left of it is empty.
    nothing_left: bool,
}

/// A length of time as the number of its units: a penalty's rows have one.
pub(super) fn counted(mut end: Answer) -> Answer {
    if let Some(Value::Period(count, _)) = end.value {
        end.value = Some(Value::Number(Number::from_integer(count.into())));
    }
    end
}

/// The same number, or a failed calculation.
fn not_below_zero(amount: Answer) -> Answer {
    match amount.as_number() {
        Some(number) if number.is_negative() => Answer::failed(),
        _ => amount,
    }
}

pub(super) fn names(path: &fadu::syntax::tree::Path, penalty: &Penalty) -> bool {
    path.segments.last().is_some_and(|last| last.text == penalty.name.text)
}

fn may_plus(benchmark: &Benchmark, penalty: &Penalty) -> bool {
    let after = |impose: &Impose| {
        impose.rest.iter().any(|(must, path)| !must && names(path, penalty))
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
    }
}
