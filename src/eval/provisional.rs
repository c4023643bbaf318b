//! Which values a notice on holidays yet to come may change. In: the values an operation came
//! to and what its operands rest on. Out: whether it rests on the same. Never: a mark on an
//! answer that something settled decides alone.

use super::frame::Frame;
use super::version::Entry;
use crate::model::Shown;
use crate::program::{Args, Op, Slot};
use crate::value::Truth;
use alloc::vec::Vec;

/// Returns whether the value of an operation, just computed, rests on such a value.
pub(super) fn inherited(frame: &Frame<'_>, op: Op) -> bool {
    rests_on(frame, op, &|slot| frame.is_provisional(slot))
}

/// Returns whether what an operation came to rests on any of the slots marked.
pub(super) fn rests_on(frame: &Frame<'_>, op: Op, marked: &dyn Fn(Slot) -> bool) -> bool {
    match op {
        Op::Input(_) | Op::AsOf | Op::Constant(_) | Op::Known(_) => false,
        Op::Default(given, default) => frame.is_unknown(given) && marked(default),
        // One part that is settled decides alone.
        Op::And(args) => connective(frame, marked, args, Truth::False),
        Op::Or(args) => connective(frame, marked, args, Truth::True),
        // A row, a version or an exception that is out changes nothing by its own value.
        Op::Case(args) | Op::InForce(args) => case(frame, marked, args),
        Op::Unique(args) | Op::Collect(_, args) => unique(frame, marked, args),
        Op::Except(args) => except(frame, marked, args),
        Op::Paused { event, pauses, .. } => {
            marked(event) || paused(frame, marked, pauses)
        }
        op => frame.program.operands(op).into_iter().any(marked),
    }
}

fn connective(
    frame: &Frame<'_>,
    marked: &dyn Fn(Slot) -> bool,
    args: Args,
    deciding: Truth,
) -> bool {
    let parts = || frame.program.list(args).iter().copied();
    let decides = |slot: &Slot| frame.truth(*slot) == deciding;
    if parts().any(|slot| decides(&slot)) {
        return parts().filter(decides).all(marked);
    }
    parts().any(marked)
}

/// The rows up to the first that is true.
fn case(frame: &Frame<'_>, marked: &dyn Fn(Slot) -> bool, args: Args) -> bool {
    for row in frame.program.list(args).chunks(2) {
        let (condition, value) = match row {
            [condition, value] => (Some(*condition), *value),
            [value] => (None, *value),
            _ => break,
        };
        if condition.is_some_and(marked) {
            return true;
        }
        let truth = frame.truth_of(condition);
        if !truth.is_false() && marked(value) {
            return true;
        }
        if truth.is_true() {
            break;
        }
    }
    false
}

/// The conditions of all rows, and the results of those that are not out.
fn unique(frame: &Frame<'_>, marked: &dyn Fn(Slot) -> bool, args: Args) -> bool {
    let mut held = false;
    for row in frame.program.list(args).chunks(2) {
        let (condition, value) = match row {
            [condition, value] => (Some(*condition), *value),
            [value] if !held => (None, *value),
            _ => break,
        };
        let truth = frame.truth_of(condition);
        held |= truth.is_true();
        if condition.is_some_and(marked) || !truth.is_false() && marked(value) {
            return true;
        }
    }
    false
}

/// The conditions of all exceptions, the results of those that are not out, and the general
/// value if no exception surely holds.
fn except(frame: &Frame<'_>, marked: &dyn Fn(Slot) -> bool, args: Args) -> bool {
    let Some((general, exceptions)) = frame.program.list(args).split_first() else {
        return false;
    };
    let mut general_counts = true;
    for pair in exceptions.chunks(2) {
        let [condition, value] = pair else { break };
        let truth = frame.truth(*condition);
        if marked(*condition) || !truth.is_false() && marked(*value) {
            return true;
        }
        general_counts &= !truth.is_true();
    }
    general_counts && marked(*general)
}

/// The conditions of all suspensions, and the days of those that there are.
fn paused(frame: &Frame<'_>, marked: &dyn Fn(Slot) -> bool, pauses: Args) -> bool {
    frame.program.list(pauses).chunks(3).any(|pause| match pause {
        [when, days @ ..] => {
            marked(*when)
                || frame.truth(*when).is_true() && days.iter().any(|day| marked(*day))
        }
        [] => false,
    })
}

/// Returns whether any answer rests on such a value; a version that is out answers nothing.
pub(super) fn reaches_an_answer(frame: &Frame<'_>, entries: &[Entry]) -> bool {
    core::iter::once(frame).chain(&frame.later).any(Frame::has_provisional)
        && looked_at(frame, entries).any(|(frame, shown)| {
            let roots = frame.program.roots(shown);
            roots.into_iter().any(|slot| frame.is_provisional(slot))
        })
}

/// Lists what the answers are read from; a version that is out answers nothing.
pub(super) fn looked_at<'f, 'p>(
    frame: &'f Frame<'p>,
    entries: &'f [Entry],
) -> impl Iterator<Item = (&'f Frame<'p>, Shown)> {
    entries.iter().filter(|entry| !entry.is_none()).flat_map(move |entry| {
        match &entry.laws {
            Some(laws) => laws.looked_at(frame),
            None => Vec::from([(frame, entry.shown)]),
        }
    })
}
