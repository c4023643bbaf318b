//! The law at the act and the law at the decision, and the lighter of the two (从旧兼从轻,
//! Penalty Law art. 37). In: the case by the rules of either date. Out: one verdict, by the
//! law that counts, with what both come to. Never: a choice where facts or a person could
//! still make it the other.

use super::benchmark;
use super::discretion::Case;
use super::frame::Frame;
use super::lighter::{self, Compared, Possible};
use super::questions::{Reached, reach};
use super::version::{Entry, standing, versioned};
use crate::diagnostic::Message;
use crate::evaluation::{
    BenchmarkVerdict, Cited, ComparedPenalty, Head, Law, Lenient, Measured, Outcome,
    Proof, Question, ShownVersion, Verdict, VersionState,
};
use crate::model::{Model, Shown};
use crate::program::Slot;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// How the two laws stand in one case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TwoLaws {
    /// Which of [`Frame::later`] is the case at the decision.
    later: usize,
    /// The versions in force at the act, or those that may be.
    act: Vec<(usize, ShownVersion)>,
    /// Those at the decision.
    decision: Vec<(usize, ShownVersion)>,
    compared: Vec<Compared>,
    choice: Choice,
}

/// Which law counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// There is only one.
    Same,
    /// That of the act; whether because they come to the same.
    Act { equal: bool },
    /// That of the decision.
    Decision,
    /// Neither is the lighter.
    NotComparable,
    /// Neither says anything of this case, whichever version is in force.
    Neither,
    /// Not settled.
    Open,
}

/// Returns the entry for a benchmark judged by two laws, if it is one.
pub(super) fn entry(frame: &Frame<'_>, at: usize, group: &[usize]) -> Option<Entry> {
    let model = &frame.program.model;
    let dates = model.two_dates_of(at)?;
    let later = model.two_dates().iter().position(|known| *known == dates)?;
    let decided = frame.later.get(later)?;
    let (act, decision) = (side(frame, group), side(decided, group));
    let same = model
        .versions
        .iter()
        .enumerate()
        .filter(|(_, version)| dates.choose(version))
        .all(|(id, _)| {
            let truth = |frame: &Frame<'_>| {
                let slots = frame.program.versions.get(id);
                frame.truth_of(slots.map(|slots| slots.in_force))
            };
            truth(frame) == truth(decided) && truth(frame).is_known()
        });
    let mut laws =
        TwoLaws { later, act, decision, compared: Vec::new(), choice: Choice::Same };
    if !same {
        laws.compared = lighter::compare(
            possible(frame, &laws.act),
            possible(decided, &laws.decision),
        );
        laws.choice = match lighter::verdict(&laws.compared) {
            lighter::Verdict::Equal if sure(&laws.act) => Choice::Act { equal: true },
            lighter::Verdict::NotLighter if sure(&laws.act) => {
                Choice::Act { equal: false }
            }
            lighter::Verdict::Lighter if sure(&laws.decision) => Choice::Decision,
            lighter::Verdict::NotComparable => Choice::NotComparable,
            _ if !concerns(frame, &laws.act) && !concerns(decided, &laws.decision) => {
                Choice::Neither
            }
            lighter::Verdict::Equal
            | lighter::Verdict::NotLighter
            | lighter::Verdict::Lighter
            | lighter::Verdict::Open => Choice::Open,
        };
    }
    let taken = laws.taken().and_then(|(_, versions)| versions.first());
    Some(Entry {
        shown: Shown::Benchmark(taken.map_or(at, |(at, _)| *at)),
        version: taken.map(|(_, version)| version.clone()),
        laws: Some(laws),
    })
}

fn side(frame: &Frame<'_>, group: &[usize]) -> Vec<(usize, ShownVersion)> {
    let shown: Vec<Shown> = group.iter().copied().map(Shown::Benchmark).collect();
    let versions = group
        .iter()
        .filter_map(|at| Some((*at, standing(frame, Shown::Benchmark(*at), &shown)?)));
    versions.collect()
}

fn sure(versions: &[(usize, ShownVersion)]) -> bool {
    matches!(versions, [(_, version)] if version.state != VersionState::Possible)
}

/// Whether one of the versions may apply to the case.
fn concerns(frame: &Frame<'_>, versions: &[(usize, ShownVersion)]) -> bool {
    versions.iter().any(|(at, _)| {
        Case::new(frame, *at).is_some_and(|case| !case.applies().is_false())
    })
}

fn possible(frame: &Frame<'_>, versions: &[(usize, ShownVersion)]) -> Vec<Possible> {
    let by_version = versions.iter().map(|(at, version)| {
        if version.state == VersionState::None {
            return Vec::new();
        }
        Case::new(frame, *at).map(|case| lighter::possible(&case)).unwrap_or_default()
    });
    lighter::of_versions(&by_version.collect::<Vec<_>>())
}

impl TwoLaws {
    /// Returns the law that counts: whether it is that of the decision, and its versions.
    fn taken(&self) -> Option<(bool, &[(usize, ShownVersion)])> {
        match self.choice {
            Choice::Same | Choice::Act { .. } => Some((false, self.act.as_slice())),
            Choice::Decision => Some((true, self.decision.as_slice())),
            Choice::NotComparable | Choice::Neither | Choice::Open => None,
        }
    }

    /// Returns the case by the laws that the answer is read from, with their versions.
    fn read<'f, 'p>(
        &self,
        frame: &'f Frame<'p>,
    ) -> Vec<(&'f Frame<'p>, &[(usize, ShownVersion)])> {
        let mut read = Vec::new();
        let decided = frame.later.get(self.later);
        match self.taken() {
            Some((false, versions)) => read.push((frame, versions)),
            Some((true, versions)) => read.extend(decided.map(|later| (later, versions))),
            None => {
                read.push((frame, self.act.as_slice()));
                read.extend(decided.map(|later| (later, self.decision.as_slice())));
            }
        }
        read
    }

    /// Returns the versions that the choice rests on, each in its case.
    pub(super) fn looked_at<'f, 'p>(
        &self,
        frame: &'f Frame<'p>,
    ) -> Vec<(&'f Frame<'p>, Shown)> {
        let later = frame.later.get(self.later);
        let both = Some((frame, &self.act)).into_iter();
        let both = both.chain(later.map(|later| (later, &self.decision)));
        both.flat_map(|(frame, versions)| {
            let known =
                versions.iter().filter(|(_, one)| one.state != VersionState::None);
            known.map(move |(at, _)| (frame, Shown::Benchmark(*at)))
        })
        .collect()
    }

    /// Returns what the answer waits for, law by law.
    pub(super) fn roots<'f, 'p>(
        &self,
        frame: &'f Frame<'p>,
    ) -> Vec<(&'f Frame<'p>, Vec<Slot>)> {
        let mut all = Vec::new();
        for (frame, versions) in self.read(frame) {
            let known =
                versions.iter().filter(|(_, one)| one.state != VersionState::None);
            all.extend(known.map(|(at, _)| (frame, benchmark::roots(frame, *at))));
        }
        all
    }
}

/// Answers for a benchmark judged by two laws.
pub(super) fn verdict(
    frame: &Frame<'_>,
    at: usize,
    laws: &TwoLaws,
) -> Option<BenchmarkVerdict> {
    let model = &frame.program.model;
    let decided = frame.later.get(laws.later)?;
    let (act, decision) = (versions(frame, &laws.act), versions(decided, &laws.decision));
    let (text, proof) = (text(laws), proof(laws));
    let mut verdict = match laws.taken() {
        Some((later, _)) => {
            let mut taken = if later { &decision } else { &act }.first()?.clone();
            taken.head.because.insert(0, proof);
            taken
        }
        None => {
            let mut because = Vec::from([proof]);
            if laws.choice == Choice::Neither {
                for one in act.iter().chain(&decision) {
                    add(&mut because, &one.head.because);
                }
            }
            untaken(model, at, because, open(frame, laws, &act, &decision))
        }
    };
    let (act, decision) =
        if laws.choice == Choice::Same { Default::default() } else { (act, decision) };
    verdict.lenient = Some(Lenient {
        taken: match laws.choice {
            Choice::Same | Choice::Act { .. } => Some(Law::Act),
            Choice::Decision => Some(Law::Decision),
            Choice::NotComparable | Choice::Neither | Choice::Open => None,
        },
        text,
        basis: Vec::from([article()]),
        compared: laws.compared.iter().map(shown).collect(),
        act,
        decision,
    });
    Some(verdict)
}

fn versions(
    frame: &Frame<'_>,
    versions: &[(usize, ShownVersion)],
) -> Vec<BenchmarkVerdict> {
    let verdicts = versions.iter().filter_map(|(at, version)| {
        match versioned(frame, Shown::Benchmark(*at), Some(version))? {
            Verdict::Benchmark(verdict) => Some(verdict),
            Verdict::Define(_)
            | Verdict::Deadline(_)
            | Verdict::Review(_)
            | Verdict::Scope(_)
            | Verdict::Table(_)
            | Verdict::Scorecard(_) => None,
        }
    });
    verdicts.collect()
}

/// What is left to find out where neither law is taken.
struct Waiting {
    outcome: Outcome,
    judge: Vec<Question>,
    errors: Vec<Message>,
}

fn open(
    frame: &Frame<'_>,
    laws: &TwoLaws,
    act: &[BenchmarkVerdict],
    decision: &[BenchmarkVerdict],
) -> Waiting {
    let reached: Vec<Reached> =
        laws.roots(frame).iter().map(|(frame, roots)| reach(frame, roots)).collect();
    let facts = reached.iter().any(|reached| !reached.missing.is_empty());
    let outcome = if laws.choice == Choice::Neither {
        Outcome::NotApplicable
    } else if laws.choice == Choice::Open && facts {
        Outcome::Unknown
    } else {
        Outcome::NeedsJudgement
    };
    let mut waiting = Waiting { outcome, judge: Vec::new(), errors: Vec::new() };
    for verdict in act.iter().chain(decision) {
        add(&mut waiting.judge, &verdict.head.judge);
        add(&mut waiting.errors, &verdict.head.errors);
    }
    if outcome == Outcome::NeedsJudgement {
        let text = Message::new(
            "行为时和决定时的规定，哪个处罚较轻，由人判断",
            "which of the laws at the act and at the decision is lighter: a person decides",
        );
        let basis = Vec::from([article()]);
        waiting.judge.push(Question { fact: None, text, basis });
    }
    waiting
}

fn add<T: PartialEq + Clone>(all: &mut Vec<T>, some: &[T]) {
    for one in some {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

fn untaken(
    model: &Model,
    at: usize,
    because: Vec<Proof>,
    waiting: Waiting,
) -> BenchmarkVerdict {
    let known = model.benchmarks.get(at);
    BenchmarkVerdict {
        head: Head {
            name: known.map_or_else(String::new, |known| known.name.clone()),
            label: known
                .map_or_else(|| Message::new("", ""), |known| known.label.clone()),
            version: None,
            outcome: waiting.outcome,
            basis: Vec::new(),
            because,
            judge: waiting.judge,
            errors: waiting.errors,
        },
        tier: None,
        moved: None,
        tiers: Vec::new(),
        penalties: Vec::new(),
        alternatives: Vec::new(),
        circumstances: Vec::new(),
        weights: Vec::new(),
        proposals: Vec::new(),
        lenient: None,
        each: None,
    }
}

fn text(laws: &TwoLaws) -> Message {
    match laws.choice {
        Choice::Same => Message::new(
            "行为时和决定时的规定相同",
            "the same law is in force at the act and at the decision",
        ),
        Choice::Act { equal: true } => Message::new(
            "按两个时点的规定结果相同，适用行为时的规定",
            "both laws come to the same: that at the act applies",
        ),
        Choice::Act { equal: false } => Message::new(
            "决定时的规定不比行为时的轻，适用行为时的规定",
            "the law at the decision is not lighter: that at the act applies",
        ),
        Choice::Decision => Message::new(
            "决定时的规定较轻，适用决定时的规定",
            "the law at the decision is lighter, and applies",
        ),
        Choice::NotComparable => Message::new(
            "两个时点的规定互有轻重，或者种类、幅度无法比较",
            "neither law is the lighter: kinds or ranges of penalties cannot be compared",
        ),
        Choice::Neither => Message::new(
            "行为时和决定时的规定都不适用于本案",
            "neither law concerns the case",
        ),
        Choice::Open => Message::new(
            "哪个时点的规定较轻，尚不能确定",
            "which law is lighter is not settled",
        ),
    }
}

fn proof(laws: &TwoLaws) -> Proof {
    let line = |text: Message| Proof {
        text,
        truth: None,
        fact: None,
        basis: Vec::new(),
        because: Vec::new(),
    };
    let compared = laws.compared.iter().map(|one| {
        let order = one.order();
        line(Message::new(
            format!(
                "{}：行为时{}，决定时{}（{}）",
                one.label.zh,
                one.act.zh,
                one.decision.zh,
                order.words().zh
            ),
            format!(
                "{}: at the act {}, at the decision {} ({})",
                one.label.en,
                one.act.en,
                one.decision.en,
                order.words().en
            ),
        ))
    });
    Proof {
        text: text(laws),
        truth: None,
        fact: None,
        basis: Vec::from([article()]),
        because: compared.collect(),
    }
}

fn shown(one: &Compared) -> ComparedPenalty {
    ComparedPenalty {
        kind: one.kind.word().into(),
        label: one.label.clone(),
        act: Measured { text: one.act.clone() },
        decision: Measured { text: one.decision.clone() },
        order: one.order(),
    }
}

/// The rule that the keyword stands for; no pack need declare its source.
fn article() -> Cited {
    Cited {
        source: "".into(),
        pinpoint: "37".into(),
        text: Message::new(
            "《行政处罚法》第三十七条",
            "Administrative Penalty Law, art. 37",
        ),
        unverified: false,
    }
}
