//! One penalty of a benchmark: whether it is imposed, and what is left of its range.

use super::benchmark::{Comes, RowsOf, Step, Weighed, may_plus, names};
use super::expr::Case;
use super::range::{Interval, hull};
use super::select::Status;
use super::unit::Kind;
use super::value::{
    Answer, Number, Value, Wait, Waits, minus, strict, value_text, waits_of,
};
use super::weights::formula;
use fadu::syntax::tree::{Penalty, PenaltyAmount, PenaltyKind};
use num_traits::{Signed, Zero};
use serde_json::{Value as Json, json};

impl<'r> Case<'r> {
    pub(super) fn penalty(
        &self,
        weighed: &Weighed<'r>,
        penalty: &'r Penalty,
    ) -> PenaltyFound {
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let when = self.when(place, penalty.when.as_ref());
        let candidates = weighed.candidates();
        let spares = |step: &&&Step<'_>| matches!(step.comes, Comes::NoPenalty);
        let sparing = candidates.iter().filter(spares).count();
        // An order to correct is no penalty.
        let corrects = penalty.kind == PenaltyKind::OrderCorrection;
        let imposed = match (weighed.when.as_bool(), when.as_bool()) {
            (Some(false), _) | (_, Some(false)) => "none",
            _ if !corrects && weighed.selection.ends() && sparing == candidates.len() => {
                "none"
            }
            (None, _) | (_, None) => "unknown",
            _ if !corrects && !weighed.selection.ends() => "unknown",
            _ if !corrects && sparing > 0 => "unknown",
            _ if let Some(chosen) = self.chosen(weighed, penalty) => chosen,
            _ if penalty.may || may_plus(weighed.benchmark, penalty) => "may",
            _ => "must",
        };
        let reduces = self.reduces_below(weighed, penalty).as_bool() == Some(true);
        let says_below = |step: &&Step<'r>| {
            let counts = !matches!(step.comes, Comes::NoPenalty | Comes::Weighs);
            says_below(step, penalty) || counts && reduces
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
                let value = not_below_zero(self.value_in(place, value, &Kind::yuan()));
                let amount = match less {
                    None => value,
                    Some(less) => {
                        let less =
                            not_below_zero(self.value_in(place, less, &Kind::yuan()));
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
                let rows = self.rows_of(place, penalty, rows);
                self.statutory(weighed, penalty, &rows, imposed == "none", &mut found);
                if let Some(formula) = formula(weighed.benchmark, penalty) {
                    let computed = self.computed(weighed, penalty, formula);
                    let none = imposed == "none";
                    found.fields["computed"] = Self::shown_computed(
                        &computed,
                        weighed,
                        penalty,
                        &rows.ranges,
                        none,
                    );
                }
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
        let mut bounded = Vec::new();
        let (mut sure, mut nothing, mut bends) = (true, false, false);
        for ((_, condition), status) in rows.rows.iter().zip(&rows.selection.statuses) {
            // Which row it is makes no difference where all that may be are the same.
            let same = one_row && rows.selection.ends();
            if *status == Status::Possible && !same {
                found.waits.extend(condition.waits.clone());
            }
        }
        for (_, row) in &rows.ranges {
            found.waits.extend(waits_of(&row.ends));
            for step in &candidates {
                let leaves = self.leaves(weighed, step, penalty, row);
                let first = leaves.all.first().map(|left| &left.known);
                bends |= leaves
                    .all
                    .iter()
                    .any(|left| left.known.is_none() || Some(&left.known) != first);
                if !leaves.nothing {
                    found.waits.extend(leaves.waits);
                } else if weighed.selection.decided().is_some() {
                    found.waits.insert(Wait::Failure);
                }
                sure &= !leaves.rowless;
                nothing |= leaves.nothing;
                if corrects || !matches!(step.comes, Comes::NoPenalty) {
                    // What is not known lies within the row all the same.
                    let bounds = || {
                        let row = row.known.clone().filter(|row| !row.is_empty())?;
                        let reduces = self.reduces_below(weighed, penalty).as_bool();
                        let weighs = matches!(step.comes, Comes::Weighs);
                        let below = says_below(step, penalty)
                            || !weighs && reduces != Some(false);
                        Some(if below { Interval { lower: None, ..row } } else { row })
                    };
                    for leaves in leaves.all {
                        bounded.push(leaves.known.clone().or_else(bounds));
                        left.push(leaves.known);
                    }
                }
            }
        }
        if bends {
            found.waits.extend(self.waits_of_bends(weighed.place, penalty));
        }
        let known: Option<Vec<Interval>> = left.iter().cloned().collect();
        let bounded: Option<Vec<Interval>> = bounded.into_iter().collect();
        let range = bounded.as_ref().and_then(hull).filter(|_| !nothing);
        let sparing = !corrects
            && candidates.iter().any(|step| matches!(step.comes, Comes::NoPenalty));
        let same = known.as_ref().is_some_and(|known| {
            known.windows(2).all(|pair| pair[0] == pair[1])
                && known.first().is_some_and(|first| !first.is_empty())
        });
        let settled = same
            && sure
            && !nothing
            && weighed.selection.ends()
            && rows.selection.ends()
            && (candidates.len() == 1 || !sparing);
        found.nothing_left = rows.selection.candidates().is_empty()
            || !nothing && known.is_some() && range.is_none();
        found.fields["settled"] = json!(none || settled);
        if !none {
            found.fields["range"] = range.map_or(Json::Null, |range| range.shown());
        }
    }
}

/// Whether a step may go below the statute for a penalty.
pub(super) fn says_below(step: &Step<'_>, penalty: &Penalty) -> bool {
    match step.comes {
        Comes::Penalties(_, list) => {
            list.iter().any(|said| said.below_statute && names(&said.penalty, penalty))
        }
        Comes::NoPenalty | Comes::Weighs | Comes::End(_) => false,
    }
}

/// A penalty's fields, and what they wait for.
pub(super) struct PenaltyFound {
    pub(super) fields: Json,
    pub(super) waits: Waits,
    /// Its `when` is not false.
    pub(super) concerns: bool,
    /// No row is a candidate, or what is left of it is empty.
    pub(super) nothing_left: bool,
}

/// The same number, or a failed calculation.
pub(super) fn not_below_zero(amount: Answer) -> Answer {
    match amount.as_number() {
        Some(number) if number.is_negative() => Answer::failed(),
        _ => amount,
    }
}
