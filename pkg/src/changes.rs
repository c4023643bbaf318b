//! What is new in an evaluation. In: one evaluation after the other. Out: what each says,
//! without its receipt and without what whoever asks has already. Never: anything left out
//! that is not the same.

use fadu::evaluation::{
    AlternativePenalties, BenchmarkVerdict, CircumstanceStatus, Head, Lenient, Missing,
    Moved, PenaltyStatus, ProposalStatus, RecordVerdict, TierStatus, Verdict, Warning,
    WeightsStatus, to_canonical,
};
use fadu::{Answers, AsOf, Facts, Memo, Pack, Stood, Update};
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::iter;

/// The last answer.
#[derive(Debug, Default)]
pub(crate) struct Last(RefCell<Answered>);

#[derive(Debug, Default)]
struct Answered {
    /// Which it was; none had number 0.
    turn: u32,
    memo: Memo,
}

impl Last {
    /// Evaluates a case again. Returns the canonical bytes of what it comes to, with its number,
    /// and `null` for each verdict that is as it was in answer `since`, where that was the last
    /// one.
    pub(crate) fn changes(
        &self,
        pack: &Pack,
        (facts, as_of): (&Facts, AsOf),
        reasons: Option<&[&str]>,
        since: u32,
    ) -> Vec<u8> {
        let mut last = self.0.borrow_mut();
        let Answered { turn, memo } = &mut *last;
        let known = since == *turn;
        *turn = turn.wrapping_add(1).max(1);
        let mut update = pack.evaluate_again(facts, as_of, reasons, memo);
        if !known {
            let Update { before, missing_before, warnings_before, answers: _ } =
                &mut update;
            before.clear();
            missing_before.clear();
            warnings_before.clear();
        }
        to_canonical(&Changes { turn: *turn, update: &update })
    }
}

struct Changes<'a> {
    turn: u32,
    /// What was before is what whoever asks has, if they have anything.
    update: &'a Update<'a>,
}

/// What an evaluation says, by the members of `Answers`.
#[derive(Serialize)]
struct Members<'a> {
    turn: u32,
    pack: &'a fadu::evaluation::EvaluatedPack,
    as_of: &'a str,
    facts: &'a fadu::evaluation::Digest,
    verdicts: Vec<Change<'a>>,
    missing: Parts<'a, Missing>,
    problems: &'a [fadu::Problem],
    warnings: Parts<'a, Warning>,
}

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whatever an evaluation comes to say, it is named here.
        let Update { answers, before, missing_before, warnings_before } = self.update;
        let Answers { pack, as_of, facts, verdicts, missing, problems, warnings } =
            answers;
        let missing = parts(missing, missing_before);
        let warnings = parts(warnings, warnings_before);
        let before = before.iter().chain(iter::repeat(&Stood::Nothing));
        let verdicts =
            verdicts.iter().zip(before).map(|(is, was)| change(is, was)).collect();
        let turn = self.turn;
        Members { turn, pack, as_of, facts, verdicts, missing, problems, warnings }
            .serialize(serializer)
    }
}

/// A verdict, as far as it is another than the one before.
#[derive(Serialize)]
#[serde(untagged)]
enum Change<'a> {
    /// Nothing is: `null`.
    None,
    Benchmark {
        kind: &'static str,
        #[serde(flatten)]
        changed: Box<Changed<'a>>,
    },
    Whole(&'a Verdict),
}

fn change<'a>(is: &'a Verdict, was: &'a Stood) -> Change<'a> {
    match was {
        Stood::Same => Change::None,
        Stood::Nothing => Change::Whole(is),
        Stood::Other(was) => match (is, &**was) {
            (Verdict::Benchmark(now), Verdict::Benchmark(was))
                if now.head.name == was.head.name =>
            {
                let changed = Box::new(Changed::new(now, was));
                Change::Benchmark { kind: "benchmark", changed }
            }
            (is, _) => Change::Whole(is),
        },
    }
}

/// A benchmark's verdict, which lists much that seldom changes: what is as before in the same
/// place of the same list is `null`.
#[derive(Serialize)]
struct Changed<'a> {
    #[serde(flatten)]
    head: &'a Head,
    tier: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: &'a Option<Moved>,
    tiers: Parts<'a, TierStatus>,
    penalties: Parts<'a, PenaltyStatus>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternatives: &'a [AlternativePenalties],
    circumstances: Parts<'a, CircumstanceStatus>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    weights: Parts<'a, WeightsStatus>,
    proposals: &'a [ProposalStatus],
    #[serde(skip_serializing_if = "Option::is_none")]
    lenient: &'a Option<Lenient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    each: &'a Option<Vec<RecordVerdict>>,
}

type Parts<'a, T> = Vec<Option<&'a T>>;

impl<'a> Changed<'a> {
    fn new(is: &'a BenchmarkVerdict, was: &'a BenchmarkVerdict) -> Self {
        // Whatever a verdict comes to hold, it is named here.
        let BenchmarkVerdict {
            head,
            tier,
            moved,
            tiers,
            penalties,
            alternatives,
            circumstances,
            weights,
            proposals,
            lenient,
            each,
        } = is;
        Self {
            head,
            tier,
            moved,
            tiers: parts(tiers, &was.tiers),
            penalties: parts(penalties, &was.penalties),
            alternatives,
            circumstances: parts(circumstances, &was.circumstances),
            weights: parts(weights, &was.weights),
            proposals,
            lenient,
            each,
        }
    }
}

fn parts<'a, T: PartialEq>(is: &'a [T], was: &[T]) -> Parts<'a, T> {
    let same = |at: usize, part: &T| was.get(at) == Some(part);
    is.iter().enumerate().map(|(at, part)| (!same(at, part)).then_some(part)).collect()
}
