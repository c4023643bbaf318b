//! One expectation against one evaluation.

use super::expected;
use super::versions::{penalty_name, translated};
use crate::diagnostic::Message;
use crate::eval::{Entry, Frame, versions};
use crate::evaluation::{
    BenchmarkVerdict, Content, DeadlineState, Finding, Head, Imposed, LayerState,
    Missing, Outcome, PenaltyStatus, Position, ReviewVerdict, ScopeVerdict, ShownRange,
    TableVerdict, Trilean, Verdict,
};
use crate::model::{
    Condition, Expectation, ExpectationKind, Member, MemberTest, Model, Shown, Waited,
};
use crate::value::{AsOf, Bound, Interval, Number, Truth};
use alloc::format;
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Compares; `probe` is the next expression among those compiled for the tests.
pub(super) struct Checker<'a> {
    pub(super) frame: &'a Frame<'a>,
    /// The verdicts that are asked about, at least.
    pub(super) verdicts: &'a [Verdict],
    /// What is missing, if that is asked.
    pub(super) missing: &'a [Missing],
    /// What each verdict answers for.
    pub(super) entries: &'a [Entry],
    pub(super) probe: usize,
}

/// What a part of an expectation came to.
struct Found {
    holds: bool,
    /// Not settled: then its opposite does not hold either.
    open: bool,
    /// What was there instead.
    what: Message,
}

impl Found {
    fn new(holds: bool, what: impl Into<Arc<str>>) -> Self {
        let what: Arc<str> = what.into();
        Self { holds, open: false, what: Message::new(what.clone(), what) }
    }

    /// Marks what is not settled.
    fn open(self, open: bool) -> Self {
        Self { open, ..self }
    }
}

impl Checker<'_> {
    /// Checks one expectation; an error says what came out.
    pub(super) fn check(&mut self, expectation: &Expectation) -> Result<(), Message> {
        let found = match &expectation.kind {
            ExpectationKind::Missing(facts) => self.missing(facts),
            ExpectationKind::Condition(condition) => self.condition(condition),
        };
        if found.holds {
            return Ok(());
        }
        let text = expected(expectation);
        Err(Message::new(
            format!("预期 {text}，得到 {}", found.what.zh),
            format!("expected {text}, got {}", found.what.en),
        ))
    }

    /// Returns whether a condition holds, if that is settled.
    pub(super) fn holds(&mut self, condition: &Condition) -> Option<bool> {
        let found = self.condition(condition);
        (found.holds || !found.open).then_some(found.holds)
    }

    fn model(&self) -> &Model {
        &self.frame.program.model
    }

    fn missing(&self, facts: &[Waited]) -> Found {
        let listed: Vec<&str> =
            self.missing.iter().map(|missing| missing.fact.as_str()).collect();
        let holds = facts.iter().all(|fact| listed.iter().any(|name| fact.is(name)));
        let (zh, en) = (listed.join("、"), listed.join(", "));
        Found {
            holds,
            open: false,
            what: Message::new(format!("缺 {zh}"), format!("missing {en}")),
        }
    }

    fn condition(&mut self, condition: &Condition) -> Found {
        match condition {
            Condition::Not(inner) => {
                let inner = self.condition(inner);
                Found { holds: !inner.holds && !inner.open, ..inner }
            }
            Condition::All(parts) => {
                let found: Vec<Found> =
                    parts.iter().map(|part| self.condition(part)).collect();
                let holds = found.iter().all(|found| found.holds);
                // One that surely fails settles it.
                let open = !found.iter().any(|found| !found.holds && !found.open);
                let failed = found.into_iter().find(|found| !found.holds);
                failed.map_or_else(|| Found::new(holds, "true"), |found| found.open(open))
            }
            Condition::Any(parts) => {
                let found: Vec<Found> =
                    parts.iter().map(|part| self.condition(part)).collect();
                let holds = found.iter().any(|found| found.holds);
                let open = found.iter().any(|found| found.open);
                let first = found.into_iter().next();
                first.map_or_else(
                    || Found::new(false, "false"),
                    |first| Found { holds, open, what: first.what },
                )
            }
            Condition::True(_) => {
                let slot = self.next_probe();
                let truth = slot.map_or(Truth::Unknown, |slot| self.frame.truth(slot));
                Found::new(truth.is_true(), truth.name()).open(!truth.is_known())
            }
            Condition::Known(_, known) => {
                let slot = self.next_probe();
                let found = slot.is_some_and(|slot| !self.frame.is_unknown(slot));
                Found::new(found == *known, if found { "known" } else { "unknown" })
            }
            Condition::Member(shown, member, test) => self.member(*shown, *member, test),
        }
    }

    fn next_probe(&mut self) -> Option<usize> {
        let slot = self.frame.program.probes.get(self.probe).copied();
        self.probe = self.probe.saturating_add(1);
        slot
    }

    /// What a verdict holds; of several versions, the verdict of the one in force.
    fn member(&self, shown: Shown, member: Member, test: &MemberTest) -> Found {
        let group = versions(self.model(), shown);
        let mut found =
            self.entries.iter().zip(self.verdicts).filter(|(entry, _)| {
                entry.shown == shown || group.contains(&entry.shown)
            });
        let (Some((entry, verdict)), None) = (found.next(), found.next()) else {
            let settled = matches!(test, MemberTest::Known(false));
            return Found::new(settled, "several versions possible").open(!settled);
        };
        let member = translated(self.model(), shown, entry.shown, member);
        let verdict = member.map(|member| (member, verdict));
        match verdict {
            Some((Member::Penalty(at), Verdict::Benchmark(verdict))) => {
                // Of all records only what adds up is there, so its place is not that in
                // the rules.
                let name = penalty_name(self.model(), entry.shown, at);
                let mut known = verdict.penalties.iter();
                match known.find(|known| Some(&known.name) == name) {
                    Some(status) => penalty(status, test),
                    None => Found::new(false, "nothing"),
                }
            }
            Some((member, Verdict::Benchmark(verdict))) => {
                benchmark(verdict, member, test)
            }
            Some((member, Verdict::Review(verdict))) => review(verdict, member, test),
            Some((member, Verdict::Scope(verdict))) => scope(verdict, member, test),
            Some((member, Verdict::Deadline(verdict))) => match member {
                Member::Due => {
                    let due = verdict.due.as_deref().and_then(AsOf::parse);
                    date(due, test, &verdict.head)
                }
                Member::State => {
                    let state = verdict.state.map(|state| match state {
                        DeadlineState::NotStarted => "not started",
                        DeadlineState::Running => "running",
                        DeadlineState::Due => "due",
                        DeadlineState::Overdue => "overdue",
                        DeadlineState::Suspended => "suspended",
                        DeadlineState::Met => "met",
                    });
                    named(state, test, &verdict.head)
                }
                _ => named(None, test, &verdict.head),
            },
            Some((_, Verdict::Define(verdict))) => named(None, test, &verdict.head),
            Some((_, Verdict::Scorecard(verdict))) => named(None, test, &verdict.head),
            Some((member, Verdict::Table(verdict))) => table(verdict, member, test),
            None => Found::new(false, "nothing"),
        }
    }
}

fn outcome_text(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Decided => "decided",
        Outcome::Unknown => "unknown",
        Outcome::NotApplicable => "not applicable",
        Outcome::NeedsJudgement => "needs judgement",
    }
}

/// A name that is settled, or the outcome that stands in its place.
fn named(name: Option<&str>, test: &MemberTest, head: &Head) -> Found {
    let what = name.unwrap_or_else(|| outcome_text(head.outcome));
    let holds = match test {
        MemberTest::Is(wanted) => name == Some(wanted.as_str()),
        MemberTest::NeedsJudgement => head.outcome == Outcome::NeedsJudgement,
        MemberTest::NotApplicable => head.outcome == Outcome::NotApplicable,
        MemberTest::Known(known) => {
            let open = name.is_none() && head.outcome == Outcome::Unknown;
            open != *known
        }
        MemberTest::Amount(_)
        | MemberTest::Exactly(_)
        | MemberTest::Within(_)
        | MemberTest::Date(_)
        | MemberTest::True
        | MemberTest::Passes
        | MemberTest::Fails => false,
    };
    let open = matches!(test, MemberTest::Is(_)) && name.is_none();
    Found::new(holds, what).open(open && head.outcome == Outcome::Unknown)
}

fn date(date: Option<AsOf>, test: &MemberTest, head: &Head) -> Found {
    match (date, test) {
        (Some(found), MemberTest::Date(wanted)) => {
            Found::new(found.against(*wanted).is_eq(), found.to_string())
        }
        (Some(found), MemberTest::Known(known)) => Found::new(*known, found.to_string()),
        (None, MemberTest::Known(known)) => Found::new(!known, "unknown"),
        (_, test) => named(None, test, head),
    }
}

fn truth(state: Trilean, test: &MemberTest) -> Found {
    let holds = match test {
        MemberTest::True => state == Trilean::True,
        MemberTest::Known(known) => (state != Trilean::Unknown) == *known,
        _ => false,
    };
    let what = match state {
        Trilean::True => "true",
        Trilean::False => "false",
        Trilean::Unknown => "unknown",
    };
    let open = matches!(test, MemberTest::True) && state == Trilean::Unknown;
    Found::new(holds, what).open(open)
}

fn layer(state: LayerState, test: &MemberTest) -> Found {
    let holds = match test {
        MemberTest::True => state == LayerState::True,
        MemberTest::NeedsJudgement => state == LayerState::NeedsJudgement,
        MemberTest::NotApplicable => state == LayerState::NotApplicable,
        MemberTest::Known(known) => (state != LayerState::Unknown) == *known,
        _ => false,
    };
    let what = match state {
        LayerState::True => "true",
        LayerState::False => "false",
        LayerState::Unknown => "unknown",
        LayerState::NotApplicable => "not applicable",
        LayerState::NeedsJudgement => "needs judgement",
    };
    let unsettled = matches!(state, LayerState::Unknown | LayerState::NeedsJudgement);
    Found::new(holds, what).open(matches!(test, MemberTest::True) && unsettled)
}

fn benchmark(verdict: &BenchmarkVerdict, member: Member, test: &MemberTest) -> Found {
    match member {
        Member::Tier | Member::Outcome => {
            let tier = verdict.tier.as_deref();
            if let MemberTest::Known(known) = test
                && member == Member::Tier
            {
                let settled =
                    tier.is_some() || verdict.head.outcome == Outcome::NeedsJudgement;
                return Found::new(settled == *known, tier.unwrap_or("unknown"));
            }
            named(tier, test, &verdict.head)
        }
        Member::Proposal => {
            let position =
                verdict.proposals.first().map(|proposal| match proposal.position {
                    Position::Inside => "inside",
                    Position::Below => "below",
                    Position::Above => "above",
                    Position::Between => "between",
                    Position::Unlawful => "unlawful",
                    Position::Unknown => "unknown",
                });
            match test {
                MemberTest::Known(known) => Found::new(
                    (position != Some("unknown")) == *known,
                    position.unwrap_or("nothing"),
                ),
                test => named(position, test, &verdict.head),
            }
        }
        _ => named(None, test, &verdict.head),
    }
}

/// An output of a table that comes to a range.
fn table(verdict: &TableVerdict, member: Member, test: &MemberTest) -> Found {
    let Member::Output(at) = member else { return named(None, test, &verdict.head) };
    let Some(output) = verdict.outputs.get(at) else {
        return Found::new(false, "nothing");
    };
    let range = output.range.as_ref();
    let none = || Message::new("未定", "unknown");
    let text = range.map_or_else(none, |range| range.text.clone());
    measured(None, range.and_then(interval), output.settled, text, test)
}

fn penalty(status: &PenaltyStatus, test: &MemberTest) -> Found {
    let amount = status.amount.as_ref().and_then(|amount| match &amount.value {
        Content::One(text) => number(text),
        Content::Many(_) => None,
    });
    let range = status.range.as_ref().and_then(interval);
    let settled = status.settled;
    let text = status
        .amount
        .as_ref()
        .map(|amount| amount.text.clone())
        .or_else(|| status.range.as_ref().map(|range| range.text.clone()))
        .unwrap_or_else(|| Message::new("无", "none"));
    if let MemberTest::NotApplicable = test {
        let holds = status.imposed == Imposed::None;
        return Found { holds, ..measured(amount, range, settled, text, test) };
    }
    if let MemberTest::True = test {
        let what = match status.imposed {
            Imposed::Must => "must be imposed",
            Imposed::May => "may be imposed",
            Imposed::OneOf => "one of several is",
            Imposed::AnyOf => "some of several are",
            Imposed::None => "not imposed",
            Imposed::Unknown => "unknown",
        };
        let open = status.imposed == Imposed::Unknown;
        return Found::new(status.imposed == Imposed::Must, what).open(open);
    }
    measured(amount, range, settled, text, test)
}

/// An amount, or a range that is settled or the hull of what is possible.
fn measured(
    amount: Option<Number>,
    range: Option<Interval<Number>>,
    settled: bool,
    text: Message,
    test: &MemberTest,
) -> Found {
    let what = if settled {
        text
    } else {
        Message::new(format!("{}（未定）", text.zh), format!("{} (open)", text.en))
    };
    let holds = match test {
        MemberTest::Amount(wanted) => {
            amount == Some(*wanted)
                || (settled
                    && range.is_some_and(|range| range == Interval::point(*wanted)))
        }
        MemberTest::Exactly(wanted) => range.is_some_and(|range| range == *wanted),
        MemberTest::Within(wanted) => {
            range.is_some_and(|range| wanted.encloses(&range))
                || amount.is_some_and(|amount| wanted.contains(amount))
        }
        MemberTest::Known(known) => settled == *known,
        MemberTest::NotApplicable
        | MemberTest::Is(_)
        | MemberTest::Date(_)
        | MemberTest::True
        | MemberTest::Passes
        | MemberTest::Fails
        | MemberTest::NeedsJudgement => false,
    };
    let open = matches!(
        test,
        MemberTest::Amount(_) | MemberTest::Exactly(_) | MemberTest::Within(_)
    ) && !settled;
    Found { holds, open, what }
}

fn number(text: &str) -> Option<Number> {
    match text.split_once('/') {
        Some((left, right)) => Number::new(left.parse().ok()?, right.parse().ok()?).ok(),
        None => Number::parse_decimal(text),
    }
}

fn interval(range: &ShownRange) -> Option<Interval<Number>> {
    let end = |bound: &Option<crate::evaluation::ShownBound>| match bound {
        None => Some(None),
        Some(bound) => number(&bound.value)
            .map(|value| Some(Bound { value, included: bound.included })),
    };
    Some(Interval { lower: end(&range.lower)?, upper: end(&range.upper)? })
}

fn review(verdict: &ReviewVerdict, member: Member, test: &MemberTest) -> Found {
    match member {
        Member::Required => layer(verdict.required, test),
        Member::Layer(at) => match verdict.layers.get(at) {
            Some(status) => layer(status.state, test),
            None => Found::new(false, "nothing"),
        },
        Member::Criterion(at, criterion) => {
            let found = verdict.layers.get(at).and_then(|l| l.criteria.get(criterion));
            match found {
                Some(status) => truth(status.state, test),
                None => Found::new(false, "nothing"),
            }
        }
        Member::Item(at) => match verdict.items.get(at) {
            Some(item) => finding(item.finding, test),
            None => Found::new(false, "nothing"),
        },
        _ => named(verdict.opinion.as_deref(), test, &verdict.head),
    }
}

fn finding(found: Finding, test: &MemberTest) -> Found {
    let what = match found {
        Finding::Pass => "pass",
        Finding::Fail => "fail",
        Finding::NotApplicable => "not applicable",
        Finding::CannotTell => "cannot tell",
        Finding::NotYet => "not yet",
    };
    let holds = match test {
        MemberTest::Passes | MemberTest::True => found == Finding::Pass,
        MemberTest::Fails => found == Finding::Fail,
        MemberTest::NotApplicable => found == Finding::NotApplicable,
        MemberTest::NeedsJudgement => found == Finding::CannotTell,
        MemberTest::Known(known) => {
            matches!(found, Finding::NotYet | Finding::CannotTell) != *known
        }
        MemberTest::Is(_)
        | MemberTest::Amount(_)
        | MemberTest::Exactly(_)
        | MemberTest::Within(_)
        | MemberTest::Date(_) => false,
    };
    let asks = matches!(test, MemberTest::Passes | MemberTest::True | MemberTest::Fails);
    let unsettled = matches!(found, Finding::NotYet | Finding::CannotTell);
    Found::new(holds, what).open(asks && unsettled)
}

fn scope(verdict: &ScopeVerdict, member: Member, test: &MemberTest) -> Found {
    match member {
        Member::Decision => named(verdict.decision.as_deref(), test, &verdict.head),
        _ => named(verdict.ground.as_deref(), test, &verdict.head),
    }
}
