//! What a part of a verdict says in a document.

use crate::diagnostic::Message;
use crate::evaluation::{
    BenchmarkVerdict, DeadlineState, DeadlineVerdict, Evaluation, Finding, Imposed,
    ReviewVerdict, ScopeVerdict, Trilean, Verdict,
};
use crate::model::Part;
use crate::value::AsOf;
use alloc::vec::Vec;

/// Returns the words for a part of the verdict of that name, and whether more may come to
/// them; nothing where it is not settled.
pub(crate) fn text(
    evaluation: &Evaluation,
    name: &str,
    part: &Part,
) -> (Option<Message>, bool) {
    let mut found = evaluation.verdicts.iter().filter(|it| it.head().name == name);
    // Of several versions still possible none is told.
    let (Some(verdict), None) = (found.next(), found.next()) else {
        return (None, false);
    };
    if *part == Part::Basis {
        let basis: Vec<Message> =
            verdict.head().basis.iter().map(|cited| cited.text.clone()).collect();
        return (listed(&basis), false);
    }
    match verdict {
        Verdict::Benchmark(verdict) => (benchmark(verdict, part), false),
        Verdict::Review(verdict) => review(verdict, part),
        Verdict::Scope(verdict) => (scope(verdict), false),
        Verdict::Deadline(verdict) => (deadline(verdict, part), false),
        Verdict::Define(_) | Verdict::Table(_) | Verdict::Scorecard(_) => (None, false),
    }
}

fn listed(texts: &[Message]) -> Option<Message> {
    if texts.is_empty() {
        return None;
    }
    let zh: Vec<&str> = texts.iter().map(|text| &*text.zh).collect();
    let en: Vec<&str> = texts.iter().map(|text| &*text.en).collect();
    Some(Message::new(zh.join("、"), en.join(", ")))
}

fn benchmark(verdict: &BenchmarkVerdict, part: &Part) -> Option<Message> {
    match part {
        Part::Tier => {
            let tier = verdict.tier.as_ref()?;
            let known = verdict.tiers.iter().find(|known| known.name == *tier)?;
            Some(known.label.clone())
        }
        Part::Penalty(name) => {
            let penalty = verdict.penalties.iter().find(|it| it.name == *name)?;
            match penalty.imposed {
                Imposed::Unknown => return None,
                Imposed::None => return Some(Message::new("不处", "not imposed")),
                Imposed::Must | Imposed::May | Imposed::OneOf | Imposed::AnyOf => {}
            }
            if let Some(amount) = &penalty.amount {
                return Some(amount.text.clone());
            }
            match &penalty.range {
                Some(range) => penalty.settled.then(|| range.text.clone()),
                // An amount that is not known is a blank, not the penalty's name.
                None if penalty.statutory.is_some() || penalty.computed.is_some() => None,
                None => Some(penalty.label.clone()),
            }
        }
        _ => None,
    }
}

/// A list is told as far as it goes; what is open may still add to it.
fn review(verdict: &ReviewVerdict, part: &Part) -> (Option<Message>, bool) {
    match part {
        Part::Opinion => {
            let opinion = verdict.opinion.as_ref().and_then(|opinion| {
                verdict.opinions.iter().find(|known| known.name == *opinion)
            });
            (opinion.map(|known| known.label.clone()), false)
        }
        Part::Hits => {
            let criteria = || verdict.layers.iter().flat_map(|layer| &layer.criteria);
            let hits: Vec<Message> = criteria()
                .filter(|known| known.state == Trilean::True)
                .map(|known| known.label.clone())
                .collect();
            let open = criteria().any(|known| known.state == Trilean::Unknown);
            none_or(&hits, open)
        }
        Part::Failed => {
            let failed: Vec<Message> = verdict
                .items
                .iter()
                .filter(|known| known.finding == Finding::Fail)
                .map(|known| known.label.clone())
                .collect();
            let open = verdict.items.iter().any(|known| {
                !matches!(
                    known.finding,
                    Finding::Pass | Finding::Fail | Finding::NotApplicable
                )
            });
            none_or(&failed, open)
        }
        _ => (None, false),
    }
}

fn none_or(texts: &[Message], open: bool) -> (Option<Message>, bool) {
    match listed(texts) {
        None if !open => (Some(Message::new("无", "none")), false),
        found => (found, open),
    }
}

fn scope(verdict: &ScopeVerdict) -> Option<Message> {
    let ground = verdict.ground.as_ref()?;
    let known = verdict.grounds.iter().find(|known| known.name == *ground)?;
    Some(known.label.clone())
}

fn deadline(verdict: &DeadlineVerdict, part: &Part) -> Option<Message> {
    if *part == Part::Due {
        return Some(match AsOf::parse(verdict.due.as_ref()?)? {
            AsOf::Date(date) => date.text(),
            AsOf::Moment(moment) => moment.text(),
        });
    }
    let (zh, en) = match verdict.state? {
        DeadlineState::NotStarted => ("未开始", "not started"),
        DeadlineState::Running => ("进行中", "running"),
        DeadlineState::Due => ("当日届满", "due"),
        DeadlineState::Overdue => ("已逾期", "overdue"),
        DeadlineState::Suspended => ("中止", "suspended"),
        DeadlineState::Met => ("已办结", "met"),
    };
    Some(Message::new(zh, en))
}
