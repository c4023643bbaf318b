//! What is proposed, and where it lies (chapter 8).

use super::benchmark::{Comes, Ends, Step, Weighed, may_plus, names, penalties};
use super::expr::Case;
use super::kind::counted;
use super::penalty::says_below;
use super::range::Side;
use super::select::Status;
use super::value::{Number, value_text};
use fadu::syntax::tree::{BenchmarkStatement, PenaltyAmount};
use num_traits::Zero;
use serde_json::{Value as Json, json};

impl<'r> Case<'r> {
    pub(super) fn proposals(&self, weighed: &Weighed<'r>) -> Vec<Json> {
        let mut shown = Vec::new();
        let requires = weighed.benchmark.statements.iter().find_map(|one| match one {
            BenchmarkStatement::Deviation(deviation) => Some(deviation),
            _ => None,
        });
        for statement in &weighed.benchmark.statements {
            let BenchmarkStatement::Proposed(proposed) = statement else { continue };
            let mut of = penalties(weighed.benchmark);
            let penalty = of.find(|one| names(&proposed.penalty, one)).unwrap();
            let kind = self.kind_of_penalty(weighed.place, penalty);
            let value = self.value_in(weighed.place, &proposed.value, &kind);
            let position = match counted(value.clone()).as_number() {
                None => "unknown",
                Some(number) => {
                    let alone = self.position(weighed, &proposed.penalty, &number);
                    self.position_in_group(weighed, penalty, &number, alone)
                }
            };
            let deviates = matches!(position, "below" | "above" | "between");
            let needs = requires.filter(|_| deviates).map(|one| &one.requires);
            shown.push(json!({
                "penalty": proposed.penalty.segments.last().unwrap().text,
                "value": value.value.as_ref().map(|value| json!({ "value": value_text(value) })),
                "position": position,
                "requires": needs.map(|label| json!({ "zh": label.zh })),
            }));
        }
        shown
    }

    fn position(
        &self,
        weighed: &Weighed<'r>,
        path: &fadu::syntax::tree::Path,
        value: &Number,
    ) -> &'static str {
        let penalty =
            penalties(weighed.benchmark).find(|penalty| names(path, penalty)).unwrap();
        if weighed.when.as_bool() != Some(true) {
            return "unknown";
        }
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let provided = self.when(place, penalty.when.as_ref()).as_bool();
        let nothing = if value.is_zero() { "inside" } else { "unlawful" };
        if provided == Some(false) {
            return nothing;
        }
        // What may be left out need not be imposed.
        if value.is_zero() && (penalty.may || may_plus(weighed.benchmark, penalty)) {
            return "inside";
        }
        let PenaltyAmount::Rows(rows) = &penalty.amount else { return "unknown" };
        let rows = self.rows_of(place, penalty, rows);
        let mut pairs = Vec::new();
        let mut several = false;
        for at in weighed.selection.candidates() {
            let step = &weighed.steps[at];
            if step.open && matches!(step.comes, Comes::NoPenalty) && !value.is_zero() {
                continue;
            }
            for (_, row) in &rows.ranges {
                let (found, sure) = self.pair(weighed, step, penalty, row, value);
                several |= !sure || found.len() > 1;
                pairs.extend(found);
            }
        }
        // That nothing may be imposed is one more.
        if provided.is_none() && !pairs.is_empty() {
            pairs.push(nothing);
        }
        let possible = provided.is_none()
            || several
            || weighed.selection.has(Status::Possible)
            || rows.selection.has(Status::Possible);
        let steps =
            weighed.selection.has(Status::Applies) || weighed.selection.has(Status::Open);
        let Some(first) = pairs.first() else { return "unknown" };
        if !steps || !rows.selection.has(Status::Applies) {
            return "unknown";
        }
        if pairs.iter().all(|pair| pair == first) {
            return first;
        }
        if possible || pairs.contains(&"unknown") {
            return "unknown";
        }
        if pairs.contains(&"inside") {
            return "inside";
        }
        let mut lawful = pairs.iter().filter(|pair| **pair != "unlawful");
        match lawful.next() {
            Some(first) if lawful.all(|pair| pair == first) => first,
            _ => "between",
        }
    }

    fn pair(
        &self,
        weighed: &Weighed<'r>,
        step: &Step<'r>,
        penalty: &'r fadu::syntax::tree::Penalty,
        row: &super::benchmark::Ends,
        value: &Number,
    ) -> (Vec<&'static str>, bool) {
        let one = |position| (vec![position], true);
        if matches!(step.comes, Comes::NoPenalty) {
            return one(if value.is_zero() { "inside" } else { "unlawful" });
        }
        let Some(range) = &row.known else { return one("unknown") };
        let says = |step: &Step<'r>| says_below(step, penalty);
        // Weighing may lead to any step that is not ruled out.
        let leads = matches!(step.comes, Comes::Weighs)
            && weighed.steps.iter().any(|other| {
                other.condition.as_bool() != Some(false)
                    && (says(other)
                        || value.is_zero() && matches!(other.comes, Comes::NoPenalty))
            });
        let reduces = if matches!(step.comes, Comes::Weighs) {
            Some(false)
        } else {
            self.reduces_below(weighed, penalty).as_bool()
        };
        let beyond = match range.side(value) {
            Side::Above => true,
            Side::Below => !says(step) && !leads && reduces == Some(false),
            Side::Inside => false,
        };
        if beyond {
            // So it is whatever a table comes to, and several of its rows are several pairs still.
            let weighs = matches!(step.comes, Comes::Weighs);
            let sure = weighs || {
                let leaves = self.leaves(weighed, step, penalty, row);
                leaves.ends && leaves.all.len() <= 1
            };
            return (vec!["unlawful"], sure);
        }
        if matches!(step.comes, Comes::Weighs) {
            return one("unknown");
        }
        let leaves = self.leaves(weighed, step, penalty, row);
        if leaves.nothing {
            return one("unknown");
        }
        let position = |leaves: &Ends| match &leaves.known {
            None => "unknown",
            Some(left) if left.is_empty() => "unknown",
            Some(left) => match left.side(value) {
                Side::Below => "below",
                Side::Inside => "inside",
                Side::Above => "above",
            },
        };
        let mut found: Vec<&str> = leaves.all.iter().map(position).collect();
        if matches!(range.side(value), Side::Below) && !says(step) && reduces.is_none() {
            found.push("unlawful");
        }
        // Perhaps no row of a table is the one.
        if leaves.rowless {
            found.push("unknown");
        }
        (found, leaves.ends)
    }
}
