//! One benchmark for each record of a list, and penalties added up (chapter 25).

use super::benchmark::{names, penalties};
use super::deadline::Verdict;
use super::expr::Case;
use super::range::{End, Interval};
use super::review::shown_value;
use super::rules::{Block, Place};
use super::unit::Kind;
use super::value::{Answer, Number, Value, Wait, Waits, all, read_number, within_limit};
use fadu::syntax::tree::{Benchmark, BenchmarkStatement, Each, EachSum, PenaltyAmount};
use num_traits::Zero;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

impl<'r> Case<'r> {
    /// What a benchmark comes to for one record, or, in the place of a record that there is
    /// not, with every field unknown.
    fn for_record(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        each: &'r Each,
        law: &Answer,
        at: usize,
    ) -> (Answer, Verdict) {
        let place = Place { block: Some(Block::Benchmark(benchmark)), ..place };
        let place = self.within_list(place, &each.list, at);
        let inside = self.block_place(place);
        let condition = self.when(inside, each.when.as_ref());
        let law = all(&[law.clone(), condition]);
        let applies = all(&[law.clone(), self.when(inside, benchmark.when.as_ref())]);
        (applies, self.benchmark(place, benchmark, &law))
    }

    pub(super) fn each(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        each: &'r Each,
        law: &Answer,
    ) -> Verdict {
        let mut fields = json!({
            "tier": null, "tiers": [], "circumstances": [], "proposals": [],
            "each": [], "penalties": [],
        });
        let length = match self.length_of(place, &each.list) {
            Ok(length) => length,
            Err(open) => {
                let (applies, found) =
                    self.for_record(place, benchmark, each, law, usize::MAX);
                if applies.as_bool() == Some(false) {
                    fields["outcome"] = json!("not applicable");
                    return Verdict { fields, waits: Waits::new() };
                }
                fields["outcome"] = json!("unknown");
                let of_field = format!("[{}].", usize::MAX);
                let mut waits = open.waits;
                waits.extend(found.waits.into_iter().filter(|wait| match wait {
                    Wait::Fact(key) | Wait::Judge(key) => !key.contains(&of_field),
                    Wait::Person(_) | Wait::Failure => false,
                }));
                return Verdict { fields, waits };
            }
        };
        let (mut waits, mut shown, mut asked) =
            (Waits::new(), Vec::new(), BTreeSet::new());
        let mut nothing = false;
        for at in 0..length {
            let (_, Verdict { fields: mut one, waits: more }) =
                self.for_record(place, benchmark, each, law, at);
            waits.extend(more);
            let one_fields = one.as_object_mut().unwrap();
            let steps = one_fields.remove("asked").unwrap();
            asked.extend(steps.as_array().unwrap().iter().map(ToString::to_string));
            nothing |= one_fields.remove("nothing") == Some(json!(true));
            let list = each.list.segments.last().unwrap();
            let prefix = self.rules.key(place.pack, &[&list.text]);
            shown.push(json!({ "fact": format!("{prefix}[{at}]"), "verdict": one }));
        }
        let sums: Vec<(Json, Waits)> = benchmark
            .statements
            .iter()
            .filter_map(|one| match one {
                BenchmarkStatement::Sum(sum) => Some(sum),
                _ => None,
            })
            .map(|sum| self.sum_of(place, benchmark, sum, &shown))
            .collect();
        let any = |outcome: &str| {
            shown.iter().any(|one| one["verdict"]["outcome"] == json!(outcome))
        };
        let outcome = if any("unknown") {
            "unknown"
        } else if any("needs judgement") {
            "needs judgement"
        } else if !any("decided") {
            "not applicable"
        } else if sums.iter().all(|(sum, _)| sum["settled"] == json!(true)) {
            "decided"
        } else {
            "unknown"
        };
        if outcome != "not applicable" {
            waits.extend(sums.iter().flat_map(|(_, waits)| waits.clone()));
        }
        fields["outcome"] = json!(outcome);
        fields["penalties"] = sums.into_iter().map(|(sum, _)| sum).collect();
        fields["each"] = json!(shown);
        fields["asked"] = asked.into_iter().collect();
        fields["nothing"] = json!(nothing);
        Verdict { fields, waits }
    }

    fn sum_of(
        &self,
        place: Place<'r>,
        benchmark: &'r Benchmark,
        sum: &'r EachSum,
        shown: &[Json],
    ) -> (Json, Waits) {
        let penalty = penalties(benchmark).find(|one| names(&sum.penalty, one)).unwrap();
        let exact = matches!(penalty.amount, PenaltyAmount::Amount { .. });
        let of: Vec<&Json> = shown
            .iter()
            .map(|one| {
                let all = one["verdict"]["penalties"].as_array().unwrap();
                all.iter().find(|one| one["name"] == json!(penalty.name.text)).unwrap()
            })
            .collect();
        let has = |imposed: &str| of.iter().any(|one| one["imposed"] == json!(imposed));
        let none = of.iter().all(|one| one["imposed"] == json!("none"));
        let imposed = if has("must") {
            "must"
        } else if has("unknown") {
            "unknown"
        } else if none {
            "none"
        } else {
            "may"
        };
        let cap = sum.cap.as_ref().map(|cap| {
            let place = self.rules.cited(self.rules.top(place.pack), &benchmark.basis);
            self.value_in(self.rules.cited(place, &sum.basis), cap, &Kind::yuan())
        });
        let waits = cap.as_ref().map(|cap| cap.waits.clone()).unwrap_or_default();
        let added = |field: &str| added(&of, field, exact);
        let before = added("range");
        let capped = |sum: Option<Interval>| {
            let sum = sum?;
            match &cap {
                None => Some(sum),
                Some(cap) => Some(under(&sum, &cap.as_number()?)),
            }
        };
        let whole = |range: &Interval| {
            range.upper.is_none()
                && range.lower.as_ref().is_some_and(|end| end.0.is_zero())
        };
        let shows = |sum| capped(sum).filter(|sum| !none && !whole(sum));
        let range = shows(before.clone());
        let point = |range: &Interval| match (&range.lower, &range.upper) {
            (Some(lower), Some(upper)) => (lower.0 == upper.0).then(|| lower.0.clone()),
            _ => None,
        };
        let all_settled = of
            .iter()
            .filter(|one| one["imposed"] != json!("none"))
            .all(|one| one["settled"] == json!(true))
            && !has("unknown");
        let settled = none
            || imposed != "unknown"
                && range
                    .as_ref()
                    .is_some_and(|range| all_settled || point(range).is_some());
        let below = of.iter().any(|one| one["below_statute"] == json!(true));
        let shown = |range: Option<&Interval>| range.map(Interval::shown);
        let value = |number: &Number| shown_value(&Value::Number(number.clone()));
        let statutory = shows(added("statutory"));
        let mut fields = json!({
            "name": penalty.name.text,
            "imposed": imposed,
            "range": shown(range.as_ref().filter(|_| !exact)),
            "statutory": shown(statutory.as_ref().filter(|_| !exact)),
            "settled": settled,
            "amount": range.as_ref().filter(|_| exact).and_then(point).as_ref().map(value),
            "below_statute": below,
        });
        if let Some(cap) = &cap {
            let amount = before.as_ref().filter(|_| !none).and_then(point);
            let above =
                |amount: &Number| cap.as_number().is_some_and(|cap| cap < *amount);
            let bounded = amount.as_ref().is_some_and(above).then_some("maximum");
            fields["computed"] =
                json!({ "value": amount.as_ref().map(value), "bounded": bounded });
        }
        (fields, waits)
    }
}

/// The sum of what the penalties of the records may come to.
fn added(of: &[&Json], field: &str, exact: bool) -> Option<Interval> {
    let nothing = || Some((Number::zero(), true));
    let mut sum = Interval { lower: nothing(), upper: nothing() };
    for one in of.iter().filter(|one| one["imposed"] != json!("none")) {
        let part = if exact {
            let end =
                one["amount"]["value"].as_str().map(|text| read_number(text).unwrap());
            let end = end.map(|end| (end, true));
            (end.clone(), end)
        } else {
            (end(&one[field]["lower"]), end(&one[field]["upper"]))
        };
        let least = match part.0 {
            Some(least) if one["imposed"] == json!("must") => Some(least),
            _ => nothing(),
        };
        sum = Interval {
            lower: plus(&sum.lower, &least)?,
            upper: plus(&sum.upper, &part.1)?,
        };
    }
    Some(sum)
}

/// The sum of two ends, if it is within the limit.
fn plus(left: &End, right: &End) -> Option<End> {
    match (left, right) {
        (Some((left, with)), Some((right, and))) => {
            within_limit(left + right).map(|sum| Some((sum, *with && *and)))
        }
        _ => Some(None),
    }
}

fn end(json: &Json) -> End {
    let number = read_number(json["value"].as_str()?).unwrap();
    Some((number, json["included"].as_bool().unwrap()))
}

fn under(sum: &Interval, cap: &Number) -> Interval {
    let at = || Some((cap.clone(), true));
    let lower = match &sum.lower {
        Some((end, _)) if end >= cap => at(),
        end => end.clone(),
    };
    let upper = match &sum.upper {
        Some((end, _)) if end > cap => at(),
        None => at(),
        end => end.clone(),
    };
    Interval { lower, upper }
}
