//! Program, facts and date to evaluation. In: a compiled program, typed facts, the date
//! asked for. Out: every verdict with why, what is missing, the receipt. Never: a clock, a
//! name looked up, an order of evaluation that matters.

mod alternatives;
mod assumed;
mod benchmark;
mod bend;
mod collect;
mod deadline;
mod define;
mod discretion;
mod each;
mod exception;
mod failure;
mod frame;
mod interval;
mod ladder;
mod lenient;
mod lighter;
mod memo;
mod missing;
mod phrase;
mod proof;
mod provisional;
mod questions;
mod reads;
mod records;
mod reference;
mod review;
mod run;
mod scope;
mod scorecard;
mod steps;
mod suspension;
mod table;
mod text;
mod trace;
mod version;
mod warnings;
mod weights;

pub(crate) use frame::Frame;
pub(crate) use interval::shown as shown_interval;
pub(crate) use memo::evaluate_again;
pub use memo::{Memo, Stood, Update};
pub(crate) use missing::waits;
pub(crate) use trace::{Taken, Trace, asked as trace_asked};
pub(crate) use version::{Entry, entries, periods, versions};

use crate::diagnostic::Message;
use crate::evaluation::{
    Answers, Cited, EvaluatedPack, EvaluatedProfile, Evaluation, Missing, Verdict,
    Warning,
};
use crate::facts::{FactValue, Facts};
use crate::model::{Citation, Model, Shown};
use crate::program::{Program, Slot};
use crate::value::AsOf;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Evaluates a program on facts, as of a date or a moment.
pub(crate) fn evaluate(program: &Program, facts: &Facts, as_of: AsOf) -> Evaluation {
    let frame = run::run(program, facts, as_of);
    evaluation(&frame, facts)
}

/// Evaluates a program, and says why of the verdicts of these names alone.
pub(crate) fn evaluate_explaining(
    program: &Program,
    facts: &Facts,
    as_of: AsOf,
    named: &[&str],
) -> Evaluation {
    let mut frame = run::run(program, facts, as_of).without_reasons();
    let entries = entries(&frame);
    let mut answered = Vec::new();
    for entry in &entries {
        let asked = is_named(&program.model, entry, named);
        if asked {
            frame = frame.with_reasons();
        }
        for mut one in verdicts(&frame, core::slice::from_ref(entry)) {
            if !asked {
                one.clear_reasons();
            }
            answered.push(one);
        }
        if asked {
            frame = frame.without_reasons();
        }
    }
    assembled(&frame, facts, &entries, answered)
}

/// Whether an entry answers for something of one of these names.
fn is_named(model: &Model, entry: &Entry, named: &[&str]) -> bool {
    missing::name(model, entry.shown).is_some_and(|name| named.contains(&name))
}

/// Evaluates a program without saying why.
pub(crate) fn decide(program: &Program, facts: &Facts, as_of: AsOf) -> Vec<Verdict> {
    let frame = run::run(program, facts, as_of).without_reasons();
    let mut verdicts = verdicts(&frame, &entries(&frame));
    // What is left of them are empty places.
    verdicts.iter_mut().for_each(Verdict::clear_reasons);
    verdicts
}

/// Decides some of the declarations, from computed slots and without saying why: each with
/// the version that answers.
pub(crate) fn answers(frame: &Frame<'_>, wanted: &[Shown]) -> Vec<(Shown, Verdict)> {
    let mut entries = entries(frame);
    entries.retain(|entry| wanted.contains(&entry.shown));
    let answered = entries.iter().filter_map(|entry| {
        let mut one = verdicts(frame, core::slice::from_ref(entry)).pop()?;
        one.clear_reasons();
        Some((entry.shown, one))
    });
    answered.collect()
}

/// Computes every slot without assembling answers.
pub(crate) fn run<'p>(program: &'p Program, facts: &Facts, as_of: AsOf) -> Frame<'p> {
    run::run(program, facts, as_of)
}

/// Computes some slots alone: in order, and what they rest on among them. `lists` is what is
/// known of the records of lists.
pub(crate) fn run_of<'p>(
    program: &'p Program,
    facts: &Facts,
    as_of: AsOf,
    slots: &[Slot],
    lists: &BTreeMap<Slot, FactValue>,
) -> Frame<'p> {
    run::run_of(program, facts, as_of, slots, lists)
}

/// Assembles the answers from computed slots.
pub(crate) fn evaluation(frame: &Frame<'_>, facts: &Facts) -> Evaluation {
    let entries = entries(frame);
    let verdicts = verdicts(frame, &entries);
    assembled(frame, facts, &entries, verdicts)
}

/// Puts beside the verdicts what an evaluation says of them all.
fn assembled(
    frame: &Frame<'_>,
    facts: &Facts,
    entries: &[Entry],
    verdicts: Vec<Verdict>,
) -> Evaluation {
    let beside = Beside {
        missing: missing::missing(frame, entries),
        warnings: warnings::warnings(frame, entries),
    };
    beside.with(frame, facts, verdicts).into()
}

/// What an evaluation says of all verdicts.
struct Beside {
    missing: Vec<Missing>,
    warnings: Vec<Warning>,
}

impl Beside {
    fn with(self, frame: &Frame<'_>, facts: &Facts, verdicts: Vec<Verdict>) -> Answers {
        let Self { missing, warnings } = self;
        let program = frame.program;
        let model = &program.model;
        let (id, version, title) = model.packs.first().map_or_else(
            || (String::new(), String::new(), Message::new("", "")),
            |pack| (pack.id.clone(), pack.version.clone(), pack.title.clone()),
        );
        let profile = model.profile.as_ref().map(|profile| EvaluatedProfile {
            name: profile.name.clone(),
            label: profile.label.clone(),
            digest: profile.digest,
        });
        Answers {
            pack: EvaluatedPack { id, version, digest: program.digest, title, profile },
            as_of: frame.as_of.to_string(),
            facts: facts.digest(model),
            verdicts,
            missing,
            problems: facts.problems.clone(),
            warnings,
        }
    }
}

/// Returns what is missing for the answers to these entries.
pub(crate) fn missing(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Missing> {
    missing::missing(frame, entries)
}

/// Returns the answers to these entries, in their order.
pub(crate) fn verdicts(frame: &Frame<'_>, entries: &[Entry]) -> Vec<Verdict> {
    entries.iter().filter_map(|entry| answer(frame, entry)).collect()
}

/// Returns the answer to an entry, and the facts that it still waits for.
fn answer_and_awaited(
    frame: &Frame<'_>,
    entry: &Entry,
) -> (Option<Verdict>, missing::Awaited) {
    // Of a benchmark both are found in the same case, and that is most of the work.
    if let (Shown::Benchmark(at), None, false) =
        (entry.shown, &entry.laws, entry.is_none())
        && let Some(case) = discretion::Case::new(frame, at)
    {
        let verdict = Verdict::Benchmark(benchmark::verdict_in(&case, at));
        let verdict = version::as_version(verdict, entry.version.as_ref());
        let awaited = missing::awaited_by(frame, &benchmark::roots_in(&case, at));
        return (Some(verdict), awaited);
    }
    (answer(frame, entry), missing::awaited(frame, entry))
}

/// Returns the answer to an entry.
fn answer(frame: &Frame<'_>, entry: &Entry) -> Option<Verdict> {
    match (entry.shown, &entry.laws) {
        (Shown::Benchmark(at), Some(laws)) => {
            lenient::verdict(frame, at, laws).map(Verdict::Benchmark)
        }
        (shown, _) => version::versioned(frame, shown, entry.version.as_ref()),
    }
}

fn verdict(frame: &Frame<'_>, shown: Shown) -> Option<Verdict> {
    match shown {
        Shown::Define(id) => define::verdict(frame, id).map(Verdict::Define),
        Shown::Circumstance(id) => define::circumstance(frame, id).map(Verdict::Define),
        Shown::Deadline(id) => deadline::verdict(frame, id).map(Verdict::Deadline),
        Shown::Benchmark(at) => benchmark::verdict(frame, at).map(Verdict::Benchmark),
        Shown::Review(at) => review::verdict(frame, at).map(Verdict::Review),
        Shown::Scope(at) => scope::verdict(frame, at).map(Verdict::Scope),
        Shown::Table(at) => table::verdict(frame, at).map(Verdict::Table),
        Shown::Scorecard(at) => scorecard::verdict(frame, at).map(Verdict::Scorecard),
    }
}

/// Returns the value of an expression compiled beside the rules in words, if it is known.
pub(crate) fn probe_text(frame: &Frame<'_>, probe: usize) -> Option<Message> {
    let slot = *frame.program.probes.get(probe)?;
    let ty = frame.program.types.get(slot)?;
    frame.get(slot).map(|value| text::value_text(frame, value, ty))
}

/// Returns citations as results show them.
pub(crate) fn cited(model: &Model, citations: &[Citation]) -> Vec<Cited> {
    citations
        .iter()
        .filter_map(|citation| {
            let source = model.sources.get(citation.source)?;
            Some(Cited {
                source: source.name.clone(),
                pinpoint: citation.pinpoint.clone(),
                text: citation.text.clone(),
                unverified: source.unverified,
            })
        })
        .collect()
}
