//! One case answered again and again. In: the case as it is now, and what the answers to it
//! as it was were read from. Out: what a new evaluation says, to the byte. Never: an answer
//! kept of which anything that was looked at is not as it was.

use super::frame::{Frame, Snapshot};
use super::missing::{Awaited, listed};
use super::version::{Entry, entries};
use super::{Beside, answer_and_awaited, is_named, run, warnings};
use crate::evaluation::{Answers, Missing, Verdict, Warning};
use crate::facts::Facts;
use crate::model::Lengths;
use crate::program::{Program, Slot};
use crate::value::AsOf;
use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What is kept of an evaluation for the next one of the same case: see
/// [`Pack::evaluate_again`](crate::Pack::evaluate_again).
#[derive(Debug, Default)]
pub struct Memo {
    last: Option<Box<Last>>,
    /// The rules with so many records of each list written out.
    written_out: Option<WrittenOut>,
}

/// What an evaluation says, and how it differs from the one before it.
#[derive(Debug)]
pub struct Update<'m> {
    /// What it says; `clone().into()` makes out its receipt.
    pub answers: &'m Answers,
    /// For each of its verdicts: what stood in its place before.
    pub before: Vec<Stood>,
    /// What was missing before.
    pub missing_before: Vec<Missing>,
    /// What it warned of before.
    pub warnings_before: Vec<Warning>,
}

/// What stood in a verdict's place before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stood {
    /// Nothing.
    Nothing,
    /// The very same.
    Same,
    /// Another.
    Other(Box<Verdict>),
}

/// The last evaluation.
#[derive(Debug)]
struct Last {
    program: Arc<Program>,
    as_of: AsOf,
    slots: Snapshot,
    entries: Vec<Entry>,
    /// By entry.
    known: Vec<Known>,
    warnings: Rested<Vec<Warning>>,
    answers: Answers,
}

#[derive(Debug)]
struct WrittenOut {
    of: Arc<Program>,
    lengths: Lengths,
    program: Arc<Program>,
}

/// What is known of the answer to one entry.
#[derive(Debug)]
struct Known {
    found: Rested<Found>,
    /// Whether it says why.
    explained: bool,
}

#[derive(Debug)]
struct Found {
    /// Where its verdict stands, if there is one.
    place: Option<usize>,
    awaited: Awaited,
}

/// Something with the slots that were looked at for it, by law.
#[derive(Debug)]
struct Rested<T> {
    found: T,
    on: Vec<Vec<Slot>>,
}

impl<T> Rested<T> {
    fn find(frame: &Frame<'_>, find: impl FnOnce() -> T) -> Self {
        frame.note_anew();
        let found = find();
        Self { found, on: frame.noted() }
    }

    /// Whether it would be found again.
    fn stands(&self, changed: &[Vec<bool>]) -> bool {
        self.on.iter().zip(changed).all(|(slots, changed)| {
            slots.iter().all(|slot| changed.get(*slot) == Some(&false))
        })
    }
}

impl Memo {
    /// Returns the rules with the records of a case written out, from the last time if it had
    /// as many; `write` does it.
    pub(crate) fn written_out(
        &mut self,
        of: &Arc<Program>,
        lengths: Lengths,
        write: impl FnOnce(&Lengths) -> Program,
    ) -> Arc<Program> {
        if let Some(known) = &self.written_out
            && Arc::ptr_eq(&known.of, of)
            && known.lengths == lengths
        {
            return Arc::clone(&known.program);
        }
        let program = Arc::new(write(&lengths));
        let known = WrittenOut { of: Arc::clone(of), lengths, program };
        Arc::clone(&self.written_out.insert(known).program)
    }
}

/// What the last evaluation left, as far as slot and slot can be compared.
#[derive(Default)]
struct Before {
    /// Which slots are not as they were.
    changed: Vec<Vec<bool>>,
    entries: Vec<Entry>,
    known: Vec<Option<Known>>,
    verdicts: Vec<Option<Verdict>>,
    warnings: Option<Rested<Vec<Warning>>>,
    missing_said: Vec<Missing>,
    warnings_said: Vec<Warning>,
}

impl Before {
    fn of(last: Option<Box<Last>>, frame: &Frame<'_>) -> Self {
        let Some(last) = last else { return Self::default() };
        let Some(changed) = frame.changed_since(&last.slots) else {
            return Self::default();
        };
        Self {
            changed,
            entries: last.entries,
            known: last.known.into_iter().map(Some).collect(),
            verdicts: last.answers.verdicts.into_iter().map(Some).collect(),
            warnings: Some(last.warnings),
            missing_said: last.answers.missing,
            warnings_said: last.answers.warnings,
        }
    }

    /// Takes what is known of an entry, which most likely stands where it stood.
    fn take(&mut self, at: usize, entry: &Entry) -> Option<Known> {
        let at = if self.entries.get(at) == Some(entry) {
            at
        } else {
            self.entries.iter().position(|known| known == entry)?
        };
        self.known.get_mut(at)?.take()
    }

    /// Says what stood in the place of each verdict; `same` are those that it was.
    fn stood(&mut self, same: &[bool]) -> Vec<Stood> {
        let stood = |(at, same): (usize, &bool)| {
            if *same {
                return Stood::Same;
            }
            let other = self.verdicts.get_mut(at).and_then(Option::take);
            other.map_or(Stood::Nothing, |other| Stood::Other(Box::new(other)))
        };
        same.iter().enumerate().map(stood).collect()
    }
}

/// Evaluates a program, and says why of the verdicts of these names, or of all: nothing is
/// found again that rests on what is as it was.
pub(crate) fn evaluate_again<'m>(
    program: &Arc<Program>,
    facts: &Facts,
    as_of: AsOf,
    named: Option<&[&str]>,
    memo: &'m mut Memo,
) -> Update<'m> {
    let mut frame = run::run(program, facts, as_of).without_reasons().noting();
    let last = memo
        .last
        .take()
        .filter(|last| Arc::ptr_eq(&last.program, program) && last.as_of == as_of);
    let mut before = Before::of(last, &frame);
    let entries = entries(&frame);
    let (mut known, mut verdicts, mut same) = (Vec::new(), Vec::new(), Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        let explained = named.is_none_or(|named| is_named(&program.model, entry, named));
        frame = frame.explaining(explained);
        let (one, verdict, is_same) =
            next(&frame, &mut before, (at, entry), explained, verdicts.len());
        known.push(one);
        if let Some(verdict) = verdict {
            verdicts.push(verdict);
            same.push(is_same);
        }
    }
    let as_before = entries == before.entries;
    let warnings = before
        .warnings
        .take()
        .filter(|known| as_before && known.stands(&before.changed))
        .unwrap_or_else(|| Rested::find(&frame, || warnings::warnings(&frame, &entries)));
    let awaited = known.iter().map(|known| known.found.found.awaited.as_slice());
    let beside = Beside {
        missing: listed(&frame, entries.iter().zip(awaited)),
        warnings: warnings.found.clone(),
    };
    let answers = beside.with(&frame, facts, verdicts);
    let last = memo.last.insert(Box::new(Last {
        program: Arc::clone(program),
        as_of,
        slots: frame.snapshot(),
        entries,
        known,
        warnings,
        answers,
    }));
    let stood = before.stood(&same);
    let Before { missing_said, warnings_said, .. } = before;
    Update {
        answers: &last.answers,
        before: stood,
        missing_before: missing_said,
        warnings_before: warnings_said,
    }
}

/// Returns what is known of the answer to an entry, with its verdict for the place where it
/// now stands, and whether that stood there before.
fn next(
    frame: &Frame<'_>,
    before: &mut Before,
    (at, entry): (usize, &Entry),
    explained: bool,
    place: usize,
) -> (Known, Option<Verdict>, bool) {
    let stands = before.take(at, entry).filter(|known| {
        known.found.stands(&before.changed) && (known.explained || !explained)
    });
    if let Some(Known { mut found, explained: said }) = stands {
        let was = found.found.place;
        let mut verdict = was.and_then(|was| before.verdicts.get_mut(was)?.take());
        if !explained {
            verdict.iter_mut().for_each(Verdict::clear_reasons);
        }
        found.found.place = verdict.is_some().then_some(place);
        let is_same = was == Some(place) && said == explained;
        return (Known { found, explained }, verdict, is_same);
    }
    let mut verdict = None;
    let found = Rested::find(frame, || {
        let (answer, awaited) = answer_and_awaited(frame, entry);
        verdict = answer;
        Found { place: verdict.is_some().then_some(place), awaited }
    });
    if !explained {
        // What is left of them are empty places.
        verdict.iter_mut().for_each(Verdict::clear_reasons);
    }
    let stood = before.verdicts.get(place).and_then(Option::as_ref);
    let is_same = stood == verdict.as_ref();
    (Known { found, explained }, verdict, is_same)
}
