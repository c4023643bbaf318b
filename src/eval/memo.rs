//! One case answered again and again. In: the case as it is now, and what the answers to it
//! as it was were read from. Out: what a new evaluation says, to the byte. Never: an answer
//! kept of which anything that was looked at is not as it was.

use super::frame::{Frame, Snapshot};
use super::missing::{Awaited, awaited, listed};
use super::version::{Entry, entries};
use super::{Beside, answer, is_named, run, warnings};
use crate::evaluation::{Evaluation, Verdict, Warning, result_bytes, result_digest_of};
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

/// An evaluation, and how it differs from the one before it.
#[derive(Debug)]
pub struct Update<'m> {
    /// The evaluation.
    pub evaluation: &'m Evaluation,
    /// For each of its verdicts: what stood in its place before.
    pub before: Vec<Stood>,
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
    answers: Vec<Answer>,
    warnings: Rested<Vec<Warning>>,
    evaluation: Evaluation,
}

#[derive(Debug)]
struct WrittenOut {
    of: Arc<Program>,
    lengths: Lengths,
    program: Arc<Program>,
}

/// What is known of the answer to one entry.
#[derive(Debug)]
struct Answer {
    /// Where its verdict stands, if there is one, and what that was read from.
    place: Rested<Option<usize>>,
    /// Whether it says why.
    explained: bool,
    /// What it came to, as the receipt has it.
    bytes: Vec<u8>,
    awaited: Rested<Awaited>,
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

    fn with<U>(self, found: U) -> Rested<U> {
        Rested { found, on: self.on }
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
    answers: Vec<Option<Answer>>,
    verdicts: Vec<Option<Verdict>>,
    warnings: Option<Rested<Vec<Warning>>>,
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
            answers: last.answers.into_iter().map(Some).collect(),
            verdicts: last.evaluation.verdicts.into_iter().map(Some).collect(),
            warnings: Some(last.warnings),
        }
    }

    /// Takes what is known of an entry, which most likely stands where it stood.
    fn take(&mut self, at: usize, entry: &Entry) -> Option<Answer> {
        let at = if self.entries.get(at) == Some(entry) {
            at
        } else {
            self.entries.iter().position(|known| known == entry)?
        };
        self.answers.get_mut(at)?.take()
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
    let (mut answers, mut verdicts, mut same) = (Vec::new(), Vec::new(), Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        let explained = named.is_none_or(|named| is_named(&program.model, entry, named));
        frame = frame.explaining(explained);
        let (answer, verdict, is_same) =
            next(&frame, &mut before, (at, entry), explained, verdicts.len());
        answers.push(answer);
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
    let awaited = answers.iter().map(|answer| answer.awaited.found.as_slice());
    let awaited = entries.iter().zip(awaited);
    let came_to = answers.iter().filter(|answer| answer.place.found.is_some());
    let beside = Beside {
        missing: listed(&frame, awaited),
        warnings: warnings.found.clone(),
        result: result_digest_of(came_to.map(|answer| answer.bytes.as_slice())),
    };
    let evaluation = beside.with(&frame, facts, verdicts);
    let last = memo.last.insert(Box::new(Last {
        program: Arc::clone(program),
        as_of,
        slots: frame.snapshot(),
        entries,
        answers,
        warnings,
        evaluation,
    }));
    let before = before.stood(&same);
    Update { evaluation: &last.evaluation, before }
}

/// Returns the answer to an entry, with its verdict for the place where it now stands, and
/// whether that stood there before.
fn next(
    frame: &Frame<'_>,
    before: &mut Before,
    (at, entry): (usize, &Entry),
    explained: bool,
    place: usize,
) -> (Answer, Option<Verdict>, bool) {
    let (known, still_awaited) = match before.take(at, entry) {
        Some(Answer { place, explained, bytes, awaited, .. }) => {
            (Some((place, explained, bytes)), Some(awaited))
        }
        None => (None, None),
    };
    let awaited = still_awaited
        .filter(|known| known.stands(&before.changed))
        .unwrap_or_else(|| Rested::find(frame, || awaited(frame, entry)));
    let stands = known
        .filter(|(was, said, _)| was.stands(&before.changed) && (*said || !explained));
    if let Some((was, said, bytes)) = stands {
        let mut verdict = was.found.and_then(|was| before.verdicts.get_mut(was)?.take());
        let is_same = was.found == Some(place) && said == explained;
        if !explained {
            verdict.iter_mut().for_each(Verdict::clear_reasons);
        }
        let place = was.with(verdict.is_some().then_some(place));
        return (Answer { place, explained, bytes, awaited }, verdict, is_same);
    }
    let found = Rested::find(frame, || answer(frame, entry));
    let Rested { found: mut verdict, on } = found;
    if !explained {
        // What is left of them are empty places.
        verdict.iter_mut().for_each(Verdict::clear_reasons);
    }
    let bytes = verdict.as_ref().map(result_bytes).unwrap_or_default();
    let stood = before.verdicts.get(place).and_then(Option::as_ref);
    let is_same = stood == verdict.as_ref();
    let place = Rested { found: verdict.is_some().then_some(place), on };
    (Answer { place, explained, bytes, awaited }, verdict, is_same)
}
