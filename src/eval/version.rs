//! Versions: which of those that stand side by side are shown, and how each stands.

use super::frame::Frame;
use super::lenient::{self, TwoLaws};
use crate::diagnostic::Message;
use crate::evaluation::{Outcome, Proof, ShownVersion, Trilean, Verdict, VersionState};
use crate::model::{Model, Shown, VersionId};
use crate::value::Truth;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// One entry of the evaluation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What it answers for.
    pub(crate) shown: Shown,
    /// Which version it is, of something that has versions.
    pub(crate) version: Option<ShownVersion>,
    /// How the two laws stand that a benchmark is judged by.
    pub(crate) laws: Option<TwoLaws>,
}

impl Entry {
    /// Whether no version is in force, so that the entry says only that.
    pub(super) fn is_none(&self) -> bool {
        self.version.as_ref().is_some_and(|known| known.state == VersionState::None)
    }
}

/// Lists the entries: of versions those that are or may be in force.
pub(crate) fn entries(frame: &Frame<'_>) -> Vec<Entry> {
    let model = &frame.program.model;
    let mut entries = Vec::new();
    for shown in &model.shown {
        let group = versions(model, *shown);
        let first = group.first().is_none_or(|first| first == shown);
        if let Shown::Benchmark(at) = shown
            && model.two_dates_of(*at).is_some()
        {
            // One answer for all versions.
            let ids = model.versioned.benchmarks.of(*at);
            entries.extend(
                Some(*at).filter(|_| first).and_then(|at| lenient::entry(frame, at, ids)),
            );
            continue;
        }
        let version = standing(frame, *shown, &group);
        if group.is_empty() || version.is_some() {
            entries.push(Entry { shown: *shown, version, laws: None });
        }
    }
    entries
}

/// Returns how a version stands beside the others; nothing if it is out of force. The first
/// speaks for all where none is in force.
pub(super) fn standing(
    frame: &Frame<'_>,
    shown: Shown,
    group: &[Shown],
) -> Option<ShownVersion> {
    let first = *group.first()?;
    let periods = periods(&frame.program.model, shown);
    let state = match in_force(frame, periods) {
        Truth::True => VersionState::InForce,
        Truth::Unknown => VersionState::Possible,
        Truth::False if first == shown && all_out(frame, group) => VersionState::None,
        Truth::False => return None,
    };
    Some(shown_version(frame, periods, state))
}

/// Answers for one declaration, as the version that it is.
pub(super) fn versioned(
    frame: &Frame<'_>,
    shown: Shown,
    version: Option<&ShownVersion>,
) -> Option<Verdict> {
    super::verdict(frame, shown).map(|verdict| as_version(verdict, version))
}

/// Makes an answer that of the version.
pub(super) fn as_version(
    mut verdict: Verdict,
    version: Option<&ShownVersion>,
) -> Verdict {
    if let Some(none) = version.filter(|known| known.state == VersionState::None) {
        verdict = none_in_force(verdict, none.date.as_deref());
    }
    verdict.head_mut().version = version.cloned();
    verdict
}

fn all_out(frame: &Frame<'_>, group: &[Shown]) -> bool {
    let model = &frame.program.model;
    group.iter().all(|shown| in_force(frame, periods(model, *shown)).is_false())
}

/// Returns whether all the periods are running.
pub(super) fn in_force(frame: &Frame<'_>, periods: &[VersionId]) -> Truth {
    let slots = periods.iter().filter_map(|id| frame.program.versions.get(*id));
    Truth::all(slots.map(|slots| frame.truth(slots.in_force)))
}

fn shown_version(
    frame: &Frame<'_>,
    periods: &[VersionId],
    state: VersionState,
) -> ShownVersion {
    let model = &frame.program.model;
    let known = periods.iter().filter_map(|id| model.versions.get(*id));
    let date = periods
        .last()
        .and_then(|id| frame.program.versions.get(*id))
        .and_then(|slots| frame.date(slots.date))
        .map(|date| date.to_string());
    let (from, to) = if state == VersionState::None {
        (None, None)
    } else {
        (
            known.clone().filter_map(|version| version.from).max(),
            known.filter_map(|version| version.to).min(),
        )
    };
    ShownVersion {
        from: from.map(|day| day.to_string()),
        to: to.map(|day| day.to_string()),
        date,
        state,
    }
}

/// Returns the periods in which a declaration counts.
pub(crate) fn periods(model: &Model, shown: Shown) -> &[VersionId] {
    match shown {
        Shown::Define(id) => model.defines.get(id).map(|known| &known.in_force),
        Shown::Circumstance(id) => {
            model.circumstances.get(id).map(|known| &known.in_force)
        }
        Shown::Deadline(id) => model.deadlines.get(id).map(|known| &known.in_force),
        Shown::Benchmark(at) => model.benchmarks.get(at).map(|known| &known.in_force),
        Shown::Review(at) => model.reviews.get(at).map(|known| &known.in_force),
        Shown::Scope(at) => model.scopes.get(at).map(|known| &known.in_force),
        Shown::Table(at) => model.tables.get(at).map(|known| &known.in_force),
        Shown::Scorecard(at) => model.scorecards.get(at).map(|known| &known.in_force),
    }
    .map_or(&[], Vec::as_slice)
}

/// Returns all versions of a declaration; nothing if it has none.
pub(crate) fn versions(model: &Model, shown: Shown) -> Vec<Shown> {
    let versioned = &model.versioned;
    let (group, make): (&[usize], fn(usize) -> Shown) = match shown {
        Shown::Define(id) => (versioned.defines.of(id), Shown::Define),
        Shown::Circumstance(id) => (versioned.circumstances.of(id), Shown::Circumstance),
        Shown::Deadline(id) => (versioned.deadlines.of(id), Shown::Deadline),
        Shown::Benchmark(at) => (versioned.benchmarks.of(at), Shown::Benchmark),
        Shown::Review(at) => (versioned.reviews.of(at), Shown::Review),
        Shown::Scope(at) => (versioned.scopes.of(at), Shown::Scope),
        Shown::Table(at) => (versioned.tables.of(at), Shown::Table),
        Shown::Scorecard(at) => (versioned.scorecards.of(at), Shown::Scorecard),
    };
    group.iter().copied().map(make).collect()
}

/// Makes the verdict of a declaration of which no version is in force.
fn none_in_force(mut verdict: Verdict, date: Option<&str>) -> Verdict {
    match &mut verdict {
        Verdict::Define(verdict) => verdict.value = None,
        Verdict::Deadline(verdict) => {
            verdict.exception = None;
            verdict.converted = None;
            verdict.suspensions.clear();
            verdict.event = None;
            verdict.due = None;
            verdict.provisional = false;
            verdict.state = None;
            verdict.workdays_left = None;
        }
        Verdict::Benchmark(verdict) => {
            verdict.tier = None;
            verdict.tiers.clear();
            verdict.penalties.clear();
            verdict.circumstances.clear();
            verdict.proposals.clear();
            verdict.each.iter_mut().for_each(Vec::clear);
        }
        Verdict::Review(verdict) => {
            verdict.layers.clear();
            verdict.items.clear();
            verdict.opinion = None;
            verdict.opinions.clear();
        }
        Verdict::Scope(verdict) => {
            verdict.decision = None;
            verdict.ground = None;
            verdict.grounds.clear();
        }
        Verdict::Scorecard(verdict) => {
            verdict.indicators.clear();
            verdict.bands.clear();
            verdict.value = None;
            verdict.band = None;
            verdict.possible.clear();
        }
        Verdict::Table(verdict) => {
            verdict.outputs.clear();
            verdict.rows.clear();
        }
    }
    let day = date.unwrap_or_default();
    let head = verdict.head_mut();
    head.outcome = Outcome::NotApplicable;
    head.basis.clear();
    head.judge.clear();
    head.errors.clear();
    head.because = Vec::from([Proof {
        text: Message::new(
            format!("{day} 没有施行的版本"),
            format!("no version is in force on {day}"),
        ),
        truth: Some(Trilean::True),
        fact: None,
        basis: Vec::new(),
        because: Vec::new(),
    }]);
    verdict
}
