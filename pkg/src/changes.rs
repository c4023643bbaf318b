//! What is new in an evaluation. In: one evaluation after the other. Out: each without the
//! verdicts that whoever asks has already. Never: a verdict left out that is not the same.

use fadu::Evaluation;
use fadu::evaluation::{Verdict, to_canonical};
use serde::{Serialize, Serializer};
use std::cell::RefCell;

/// The last answer.
#[derive(Debug, Default)]
pub(crate) struct Last(RefCell<Answer>);

#[derive(Debug, Default)]
struct Answer {
    /// Which it was; none had number 0.
    turn: u32,
    verdicts: Vec<Verdict>,
}

impl Last {
    /// Returns the canonical bytes of an evaluation, with its number, and `null` for each verdict
    /// that is as it was in answer `since`, where that was the last one.
    pub(crate) fn changes(&self, evaluation: Evaluation, since: u32) -> Vec<u8> {
        let mut last = self.0.borrow_mut();
        let known = if since == last.turn { last.verdicts.as_slice() } else { &[] };
        let turn = last.turn.wrapping_add(1).max(1);
        let bytes = to_canonical(&Changes { turn, evaluation: &evaluation, known });
        *last = Answer { turn, verdicts: evaluation.verdicts };
        bytes
    }
}

struct Changes<'a> {
    turn: u32,
    evaluation: &'a Evaluation,
    known: &'a [Verdict],
}

/// An evaluation's members, as `Evaluation` itself has them.
#[derive(Serialize)]
struct Members<'a> {
    turn: u32,
    pack: &'a fadu::evaluation::EvaluatedPack,
    as_of: &'a str,
    facts: &'a fadu::evaluation::Digest,
    verdicts: Vec<Option<&'a Verdict>>,
    missing: &'a [fadu::evaluation::Missing],
    problems: &'a [fadu::Problem],
    warnings: &'a [fadu::evaluation::Warning],
    receipt: &'a fadu::Receipt,
}

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whatever an evaluation comes to hold, it is named here.
        let Evaluation {
            pack,
            as_of,
            facts,
            verdicts,
            missing,
            problems,
            warnings,
            receipt,
        } = self.evaluation;
        let verdicts = verdicts
            .iter()
            .enumerate()
            .map(|(at, verdict)| (self.known.get(at) != Some(verdict)).then_some(verdict))
            .collect();
        let turn = self.turn;
        Members {
            turn,
            pack,
            as_of,
            facts,
            verdicts,
            missing,
            problems,
            warnings,
            receipt,
        }
        .serialize(serializer)
    }
}
