//! Penalties to choose from (chapter 27): groups of `impose`.

use super::benchmark::{Comes, Weighed, names, penalties};
use super::expr::Case;
use super::kind::counted;
use super::select::Status;
use super::value::{Answer, Number};
use fadu::syntax::tree::{Benchmark, BenchmarkStatement, Path, Penalty};
use num_traits::Zero;
use serde_json::{Value as Json, json};

/// A choice among penalties.
pub(super) struct Group<'r> {
    penalties: &'r [Path],
    any: bool,
    /// It stands after `may plus`.
    may: bool,
}

pub(super) fn groups(benchmark: &Benchmark) -> Vec<Group<'_>> {
    let mut found = Vec::new();
    for statement in &benchmark.statements {
        let BenchmarkStatement::Impose(impose) = statement else { continue };
        let first = std::iter::once((true, &impose.first));
        let rest = impose.rest.iter().map(|(must, one)| (*must, one));
        for (must, one) in first.chain(rest) {
            if one.any || one.penalties.len() > 1 {
                found.push(Group { penalties: &one.penalties, any: one.any, may: !must });
            }
        }
    }
    found
}

impl<'r> Case<'r> {
    pub(super) fn group_of(
        benchmark: &'r Benchmark,
        penalty: &Penalty,
    ) -> Option<Group<'r>> {
        let holds =
            |group: &Group<'r>| group.penalties.iter().any(|one| names(one, penalty));
        groups(benchmark).into_iter().find(holds)
    }

    /// The others of a group, and whether each may be imposed.
    pub(super) fn others(
        &self,
        weighed: &Weighed<'r>,
        group: &Group<'r>,
        penalty: &Penalty,
    ) -> Vec<(&'r Penalty, Answer)> {
        let of = |path: &Path| penalties(weighed.benchmark).find(|one| names(path, one));
        let others = group.penalties.iter().filter_map(of);
        others
            .filter(|one| one.name.text != penalty.name.text)
            .map(|one| {
                let place = self.rules.cited(weighed.place, &one.basis);
                (one, self.when(place, one.when.as_ref()))
            })
            .collect()
    }

    /// How a penalty of a group stands beside the others; nothing if it is alone.
    pub(super) fn chosen(
        &self,
        weighed: &Weighed<'r>,
        penalty: &Penalty,
    ) -> Option<&'static str> {
        let group = Self::group_of(weighed.benchmark, penalty)?;
        let others = self.others(weighed, &group, penalty);
        let has =
            |truth: Option<bool>| others.iter().any(|(_, when)| when.as_bool() == truth);
        if has(Some(true)) {
            Some(if group.any { "any of" } else { "one of" })
        } else {
            has(None).then_some("unknown")
        }
    }

    pub(super) fn alternatives(weighed: &Weighed<'r>, shown: &[Json]) -> Json {
        let imposed = |path: &&Path| {
            let name = &path.segments.last().unwrap().text;
            let one = shown.iter().find(|one| one["name"] == json!(name)).unwrap();
            one["imposed"] != json!("none")
        };
        let all: Vec<Json> = groups(weighed.benchmark)
            .into_iter()
            .filter_map(|group| {
                let left: Vec<&String> = group
                    .penalties
                    .iter()
                    .filter(imposed)
                    .map(|path| &path.segments.last().unwrap().text)
                    .collect();
                (left.len() > 1).then(
                    || json!({ "penalties": left, "any": group.any, "must": !group.may }),
                )
            })
            .collect();
        if all.is_empty() { Json::Null } else { json!(all) }
    }

    /// Where a value proposed stands of a penalty that may be one of a group; `alone` is
    /// where it stands by chapter 8.
    pub(super) fn position_in_group(
        &self,
        weighed: &Weighed<'r>,
        penalty: &'r Penalty,
        value: &Number,
        alone: &'static str,
    ) -> &'static str {
        let place = self.rules.cited(weighed.place, &penalty.basis);
        let provided = self.when(place, penalty.when.as_ref()).as_bool();
        let Some(group) = Self::group_of(weighed.benchmark, penalty) else {
            return alone;
        };
        if provided == Some(false) || weighed.when.as_bool() != Some(true) {
            return alone;
        }
        let others = self.others(weighed, &group, penalty);
        let has =
            |truth: Option<bool>| others.iter().any(|(_, when)| when.as_bool() == truth);
        if !has(Some(true)) {
            return match (has(None), alone) {
                (false, _) => alone,
                (true, "unlawful") if !value.is_zero() => "unlawful",
                (true, _) => "unknown",
            };
        }
        let proposed = |other: &Penalty| {
            weighed.benchmark.statements.iter().find_map(|one| match one {
                BenchmarkStatement::Proposed(one) if names(&one.penalty, other) => {
                    Some(counted(self.value(weighed.place, &one.value)).as_number())
                }
                _ => None,
            })
        };
        let taken = |(other, when): &(&'r Penalty, Answer)| {
            when.as_bool() == Some(true)
                && match proposed(other) {
                    None => true,
                    Some(value) => value.is_some_and(|value| value > Number::zero()),
                }
        };
        let open = |one: &(&'r Penalty, Answer)| {
            let nothing = proposed(one.0).flatten().is_some_and(|value| value.is_zero());
            !taken(one) && one.1.as_bool() != Some(false) && !nothing
        };
        let has_proposal = |one: &&(&'r Penalty, Answer)| proposed(one.0).is_some();
        if !value.is_zero() {
            if alone == "unlawful" || group.any {
                return alone;
            }
            if others.iter().filter(has_proposal).any(taken) {
                return "unlawful";
            }
            if others.iter().filter(has_proposal).any(open) {
                return "unknown";
            }
            return alone;
        }
        let candidates = weighed.candidates();
        let mut comes = candidates.iter().map(|step| step.comes);
        let spares =
            |comes: super::benchmark::Comes<'r>| matches!(comes, Comes::NoPenalty);
        let ends = weighed.selection.ends();
        if group.may
            || others.iter().any(taken)
            || !candidates.is_empty() && ends && comes.clone().all(spares)
        {
            "inside"
        } else if others.iter().any(open)
            || !ends
            || weighed.selection.has(Status::Possible)
            || comes.clone().any(|comes| matches!(comes, Comes::Weighs))
        {
            "unknown"
        } else if comes.any(spares) {
            "inside"
        } else if provided.is_none() {
            "unknown"
        } else {
            "unlawful"
        }
    }
}
