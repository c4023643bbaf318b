//! Sums of weights, amounts by formula, and amounts that other rules read (chapter 28).

use super::benchmark::{Comes, Ends, Step, Weighed, names};
use super::expr::Case;
use super::penalty::not_below_zero;
use super::range::Interval;
use super::review::shown_value;
use super::rules::{Block, Place, Thing};
use super::select::Status;
use super::value::{Answer, Number, Wait, Waits, order, plus, read_number, strict};
use fadu::syntax::tree::{
    Benchmark, BenchmarkStatement, Compute, Factor, Penalty, Weights,
};
use num_traits::Zero;
use serde_json::{Value as Json, json};
use std::cmp::Ordering;

/// Which end of what a benchmark leaves is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    One,
    Minimum,
    Maximum,
}

pub(super) fn weights(benchmark: &Benchmark) -> impl Iterator<Item = &Weights> {
    benchmark.statements.iter().filter_map(|one| match one {
        BenchmarkStatement::Weights(one) => Some(one),
        _ => None,
    })
}

pub(super) fn formula<'r>(
    benchmark: &'r Benchmark,
    penalty: &Penalty,
) -> Option<&'r Compute> {
    benchmark.statements.iter().find_map(|one| match one {
        BenchmarkStatement::Compute(one) if one.penalty.text == penalty.name.text => {
            Some(one)
        }
        _ => None,
    })
}

impl<'r> Case<'r> {
    fn factor_place(
        &self,
        place: Place<'r>,
        weights: &'r Weights,
        factor: Option<&'r Factor>,
    ) -> Place<'r> {
        let place = self.rules.cited(self.block_place(place), &weights.basis);
        factor.map_or(place, |factor| self.rules.cited(place, &factor.basis))
    }

    /// What a factor adds; what is behind it if its default was taken.
    fn factor_and_assumed(
        &self,
        place: Place<'r>,
        weights: &'r Weights,
        factor: &'r Factor,
    ) -> (Answer, Option<Waits>) {
        let place = self.factor_place(place, weights, Some(factor));
        let value = self.once(place, factor, || self.value(place, &factor.value));
        let found_out = |wait: &Wait| matches!(wait, Wait::Fact(_) | Wait::Judge(_));
        match &factor.default {
            Some(default)
                if value.value.is_none() && value.waits.iter().all(found_out) =>
            {
                (self.value(place, default), Some(value.waits))
            }
            _ => (value, None),
        }
    }

    pub(super) fn factor(
        &self,
        place: Place<'r>,
        weights: &'r Weights,
        factor: &'r Factor,
    ) -> Answer {
        self.factor_and_assumed(place, weights, factor).0
    }

    pub(super) fn factors(&self, place: Place<'r>, weights: &'r Weights) -> Answer {
        let each = weights.factors.iter();
        each.map(|one| self.factor(place, weights, one))
            .reduce(|sum, one| plus(&sum, &one))
            .unwrap()
    }

    fn sum_of_weights(&self, place: Place<'r>, weights: &'r Weights) -> Answer {
        let factors = self.factors(place, weights);
        match &weights.start {
            Some(start) => {
                let start = self.value(self.factor_place(place, weights, None), start);
                plus(&start, &factors)
            }
            None => factors,
        }
    }

    pub(super) fn weights(&self, place: Place<'r>, weights: &'r Weights) -> Answer {
        let at = self.factor_place(place, weights, None);
        let bounded = |sum: Answer, bound, wins: fn(Ordering) -> bool| {
            let bound = self.value(at, bound);
            strict(&[&sum, &bound], |values| {
                let wins = wins(order(values[1], values[0]));
                Some(if wins { values[1].clone() } else { values[0].clone() })
            })
        };
        let mut sum = self.sum_of_weights(place, weights);
        if let Some(floor) = &weights.floor {
            sum = bounded(sum, floor, Ordering::is_gt);
        }
        if let Some(cap) = &weights.cap {
            sum = bounded(sum, cap, Ordering::is_lt);
        }
        sum
    }

    /// The weights of a verdict, and the facts behind what was assumed.
    pub(super) fn shown_weights(&self, weighed: &Weighed<'r>) -> (Json, Waits) {
        let place = weighed.place;
        let mut behind = Waits::new();
        let shown = |answer: Answer| answer.value.as_ref().map(shown_value);
        let mut all = Vec::new();
        for weights in weights(weighed.benchmark) {
            let mut factors = Vec::new();
            for factor in &weights.factors {
                let (value, assumed) = self.factor_and_assumed(place, weights, factor);
                factors.push(json!({
                    "name": factor.name.text,
                    "value": shown(value),
                    "assumed": assumed.is_some(),
                }));
                behind.extend(assumed.unwrap_or_default());
            }
            let at = self.factor_place(place, weights, None);
            let start = weights.start.as_ref().map(|start| self.value(at, start));
            all.push(json!({
                "name": weights.name.text,
                "start": start.and_then(shown),
                "factors": factors,
                "sum": shown(self.sum_of_weights(place, weights)),
                "value": shown(self.weights(place, weights)),
            }));
        }
        behind.retain(|wait| matches!(wait, Wait::Fact(_)));
        (if all.is_empty() { Json::Null } else { json!(all) }, behind)
    }

    /// What a formula comes to before the law bounds it.
    pub(super) fn computed(
        &self,
        weighed: &Weighed<'r>,
        penalty: &'r Penalty,
        formula: &'r Compute,
    ) -> Answer {
        let place = self.rules.cited(weighed.place, &formula.basis);
        let kind = self.kind_of_penalty(weighed.place, penalty);
        not_below_zero(
            self.once(place, formula, || self.value_in(place, &formula.value, &kind)),
        )
    }

    /// What it leaves of a row.
    pub(super) fn leaves_by_formula(computed: Answer, row: &Ends) -> Ends {
        let known =
            computed.as_number().zip(row.known.as_ref()).map(|(mut amount, row)| {
                if let Some((least, _)) = &row.lower
                    && amount < *least
                {
                    amount = least.clone();
                }
                if let Some((most, _)) = &row.upper
                    && amount > *most
                {
                    amount = most.clone();
                }
                let end = Some((amount, true));
                Interval { lower: end.clone(), upper: end }.meet(row)
            });
        Ends { known, ends: vec![computed] }
    }

    /// Whether a step leaves what a formula does.
    pub(super) fn by_formula(step: &Step<'r>, penalty: &Penalty) -> bool {
        match step.comes {
            Comes::Penalties(_, list) => {
                let said = list.iter().find(|said| names(&said.penalty, penalty));
                said.is_none_or(|said| said.portion.is_none())
            }
            Comes::NoPenalty | Comes::Weighs | Comes::End(_) => false,
        }
    }

    /// `computed` of a penalty: the amount, and the end of the law that it meets.
    pub(super) fn shown_computed(
        computed: &Answer,
        weighed: &Weighed<'r>,
        penalty: &Penalty,
        rows: &[(usize, Ends)],
        none: bool,
    ) -> Json {
        let bounded = computed.as_number().filter(|_| !none).and_then(|value| {
            let formula =
                weighed.candidates().iter().all(|step| Self::by_formula(step, penalty));
            let known: Option<Vec<&Interval>> =
                rows.iter().map(|(_, row)| row.known.as_ref()).collect();
            let known = known.filter(|known| formula && !known.is_empty())?;
            let below =
                |row: &&Interval| row.lower.as_ref().is_some_and(|end| value < end.0);
            let above =
                |row: &&Interval| row.upper.as_ref().is_some_and(|end| value > end.0);
            if known.iter().all(below) {
                Some("minimum")
            } else if known.iter().all(|row| !below(row) && above(row)) {
                Some("maximum")
            } else {
                None
            }
        });
        let value = computed.value.as_ref().filter(|_| !none).map(shown_value);
        json!({ "value": value, "bounded": bounded })
    }

    /// What a penalty of another benchmark comes to.
    pub(super) fn amount_read(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        penalty: &'r Penalty,
        reads: Reads,
    ) -> Answer {
        let place = Place { block: Some(Block::Benchmark(benchmark)), ..place };
        let weighed = self.weigh(place, benchmark, &Answer::truth(true));
        let found = self.penalty(&weighed, penalty);
        let fields = &found.fields;
        let imposed = fields["imposed"].as_str().unwrap();
        let weighs =
            weighed.candidates().iter().any(|step| matches!(step.comes, Comes::Weighs));
        let number = |json: &Json| {
            json["value"].as_str().map(|text| Answer::number(read_number(text).unwrap()))
        };
        if !matches!(imposed, "none" | "unknown")
            && fields["settled"] == json!(true)
            && !weighs
        {
            if let Some(amount) = number(&fields["amount"]) {
                return amount;
            }
            let range = &fields["range"];
            if !range.is_null() {
                let least = number(&range["lower"])
                    .unwrap_or_else(|| Answer::number(Number::zero()));
                let most = number(&range["upper"]);
                return match (reads, most) {
                    (Reads::Minimum, _) => least,
                    (Reads::Maximum, Some(most)) => most,
                    (Reads::One, Some(most)) if least.value == most.value => most,
                    _ => Answer::failed(),
                };
            }
        }
        if imposed == "none" {
            return Answer::failed();
        }
        let mut waits = weighed.when.waits.clone();
        waits.extend(weighed.waits.clone());
        waits.extend(found.waits.clone());
        if !waits.is_empty() {
            return Answer::waiting(waits);
        }
        if weighs || weighed.selection.has(Status::Open) {
            let key = format!("by {}", benchmark.name.text);
            return Answer::waiting(Waits::from([Wait::Person(key)]));
        }
        Answer::failed()
    }

    /// `B.P` and its ends, and the weights of a benchmark.
    pub(super) fn part_of_benchmark(&self, place: Place<'r>, thing: Thing<'r>) -> Answer {
        match thing {
            Thing::Weights(one) => self.weights(place, one),
            Thing::Factors(one) => self.factors(place, one),
            Thing::Factor(weights, one) => self.factor(place, weights, one),
            Thing::Amount(benchmark, penalty, reads) => {
                self.amount_read(place, benchmark, penalty, reads)
            }
            other => panic!("no part of a benchmark: {other:?}"),
        }
    }
}
