//! Versions: the period in which a declaration is law, and the date that decides.

use super::Expr;
use crate::diagnostic::Message;
use crate::evaluation::to_canonical;
use crate::text::Span;
use crate::value::Date;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// The position of a version in [`Model::versions`](super::Model::versions).
pub(crate) type VersionId = usize;

/// One version's period.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Version {
    /// The first day; none is since ever.
    pub(crate) from: Option<Date>,
    /// The last day; none is until further notice.
    pub(crate) to: Option<Date>,
    /// The date that decides whether this version is in force; of a benchmark judged by two
    /// laws, that of the act.
    pub(crate) dated_by: Expr,
    /// The date of the decision, where the lighter of two laws counts (从旧兼从轻).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lenient: Option<Expr>,
    /// Where it is written.
    #[serde(skip)]
    #[borsh(skip)]
    pub(crate) span: Span,
}

/// The date of the act and that of the decision, each of which chooses a law.
#[derive(Debug, Clone)]
pub(crate) struct TwoDates {
    pub(crate) act: Expr,
    pub(crate) decision: Expr,
}

impl TwoDates {
    /// Returns the two dates that a version is judged by, if there are two.
    pub(crate) fn of(version: &Version) -> Option<Self> {
        let decision = version.lenient.clone()?;
        Some(Self { act: version.dated_by.clone(), decision })
    }

    /// Returns whether a version is chosen by the date of the act.
    pub(crate) fn choose(&self, version: &Version) -> bool {
        to_canonical(&version.dated_by) == to_canonical(&self.act)
    }
}

impl PartialEq for TwoDates {
    // Where an expression stands in the text makes no difference.
    fn eq(&self, other: &Self) -> bool {
        to_canonical(&self.act) == to_canonical(&other.act)
            && to_canonical(&self.decision) == to_canonical(&other.decision)
    }
}

impl Version {
    /// Returns the period in words.
    pub(crate) fn text(&self) -> Message {
        match (self.from, self.to) {
            (None, None) => Message::new("一直施行", "always in force"),
            (Some(from), None) => {
                Message::new(format!("自{from}起施行"), format!("in force from {from}"))
            }
            (None, Some(to)) => {
                Message::new(format!("施行至{to}"), format!("in force to {to}"))
            }
            (Some(from), Some(to)) => Message::new(
                format!("自{from}起施行至{to}"),
                format!("in force from {from} to {to}"),
            ),
        }
    }
}

/// Which declarations of one kind are versions of one name.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Groups {
    first: BTreeMap<usize, usize>,
    all: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    /// Adds a version to those of the declaration at `first`.
    pub(crate) fn add(&mut self, first: usize, id: usize) {
        self.first.insert(id, first);
        self.all.entry(first).or_default().push(id);
    }

    /// Returns all versions of what `id` is a version of; nothing if it has no versions.
    pub(crate) fn of(&self, id: usize) -> &[usize] {
        let first = self.first.get(&id);
        first.and_then(|first| self.all.get(first)).map_or(&[], Vec::as_slice)
    }

    /// Returns the first version of what `id` is a version of.
    pub(crate) fn first(&self, id: usize) -> usize {
        self.first.get(&id).copied().unwrap_or(id)
    }
}

/// The versions of every kind of declaration.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub(crate) struct Versioned {
    pub(crate) defines: Groups,
    pub(crate) circumstances: Groups,
    pub(crate) deadlines: Groups,
    pub(crate) benchmarks: Groups,
    pub(crate) reviews: Groups,
    pub(crate) scopes: Groups,
    pub(crate) tables: Groups,
    pub(crate) scorecards: Groups,
}

/// Whether periods follow each other without a day between them, from ever to ever.
pub(crate) fn covers_all_days<'v>(versions: impl Iterator<Item = &'v Version>) -> bool {
    let mut periods: Vec<(Option<Date>, Option<Date>)> =
        versions.map(|version| (version.from, version.to)).collect();
    periods.sort_unstable();
    let ends = periods.first().is_some_and(|(from, _)| from.is_none())
        && periods.last().is_some_and(|(_, to)| to.is_none());
    let joined = periods.iter().zip(periods.iter().skip(1)).all(|(before, after)| {
        before.1.and_then(|to| to.add_days(1)) == after.0 && after.0.is_some()
    });
    ends && joined
}
