//! Benchmarks for each record of a list: an answer for every record, and what they add up to.

use super::benchmark::{measure, roots_of, verdict_of};
use super::cited;
use super::discretion::{Case, Known};
use super::frame::{Frame, Value};
use super::interval::shown;
use super::proof::{Prover, trilean};
use super::questions::reach;
use super::text::{shown_value, value_text};
use crate::diagnostic::Message;
use crate::evaluation::{
    BenchmarkVerdict, ComputedAmount, Head, Imposed, Outcome, PenaltyStatus, Proof,
    RecordVerdict, StatutoryEnd,
};
use crate::model::{
    Each, EachSum, PenaltyAmount, Type, naming_field, record_label, record_path,
};
use crate::program::Slot;
use crate::value::{ArithmeticError, Bound, Interval, Number};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

/// Lists the cases that a benchmark decides: one, or one for each record of its list.
pub(super) fn cases<'f, 'p>(frame: &'f Frame<'p>, at: usize) -> Vec<Case<'f, 'p>> {
    let model = &frame.program.model;
    match model.written.get(&at) {
        Some(written) => written.iter().filter_map(|at| Case::new(frame, *at)).collect(),
        // Of a list that is not given there is no case.
        None if model.is_each(at) => Vec::new(),
        None => Case::new(frame, at).into_iter().collect(),
    }
}

/// Returns the slots that the answers wait for; `whole` stands for all records.
pub(super) fn roots(whole: &Case<'_, '_>, at: usize, each: &Each) -> Vec<Slot> {
    let frame = whole.frame;
    let mut roots = Vec::new();
    if frame.program.model.written.contains_key(&at) {
        let cases = cases(frame, at);
        roots.extend(cases.iter().flat_map(roots_of));
        // What caps the sum is asked for only where something may be added.
        if cases.iter().all(|case| case.applies().is_false()) {
            return roots;
        }
    } else if whole.applies().is_false() {
        return roots;
    } else {
        roots.push(each.list);
        roots.extend(whole.roots());
    }
    roots.extend(whole.slots.caps.iter().flatten().filter(|cap| frame.is_unknown(**cap)));
    let mut seen = BTreeSet::new();
    roots.retain(|root| seen.insert(*root));
    roots
}

/// Answers for every record; `whole` stands for all of them.
pub(super) fn verdict(whole: &Case<'_, '_>, at: usize, each: &Each) -> BenchmarkVerdict {
    let frame = whole.frame;
    let model = &frame.program.model;
    let benchmark = whole.benchmark;
    let given = model.written.contains_key(&at);
    let cases = cases(frame, at);
    let records: Vec<RecordVerdict> = cases
        .iter()
        .enumerate()
        .map(|(position, case)| RecordVerdict {
            fact: record_path(model, each.list, position),
            label: called(frame, each, position),
            verdict: verdict_of(case),
        })
        .collect();
    let sums: Vec<PenaltyStatus> = each
        .sums
        .iter()
        .zip(&whole.slots.caps)
        .filter(|_| given)
        .filter_map(|(sum, cap)| added_up(whole, &cases, &records, sum, *cap))
        .collect();
    let outcome = if given {
        together(&records, sums.iter().all(|sum| sum.settled))
    } else if whole.applies().is_false() {
        Outcome::NotApplicable
    } else {
        Outcome::Unknown
    };
    let mut judge = Vec::new();
    let mut errors = Vec::new();
    for head in records.iter().map(|record| &record.verdict.head) {
        add_new(&mut judge, &head.judge);
        add_new(&mut errors, &head.errors);
    }
    let caps: Vec<Slot> = whole.slots.caps.iter().flatten().copied().collect();
    if outcome != Outcome::NotApplicable {
        errors.extend(reach(frame, &caps).errors(frame));
    }
    BenchmarkVerdict {
        head: Head {
            name: benchmark.name.clone(),
            label: benchmark.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &benchmark.basis),
            because: because(whole, each, given, &cases),
            judge,
            errors,
        },
        tier: None,
        moved: None,
        tiers: Vec::new(),
        penalties: sums,
        alternatives: Vec::new(),
        circumstances: Vec::new(),
        weights: Vec::new(),
        proposals: Vec::new(),
        lenient: None,
        each: Some(records),
    }
}

fn add_new<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// What all records come to: one that is open leaves all open.
fn together(records: &[RecordVerdict], settled: bool) -> Outcome {
    let any = |wanted: Outcome| {
        records.iter().any(|record| record.verdict.head.outcome == wanted)
    };
    if any(Outcome::Unknown) {
        Outcome::Unknown
    } else if any(Outcome::NeedsJudgement) {
        Outcome::NeedsJudgement
    } else if !any(Outcome::Decided) {
        Outcome::NotApplicable
    } else if settled {
        Outcome::Decided
    } else {
        Outcome::Unknown
    }
}

/// Returns what a record is called: its number, and the first of its fields that is a text.
fn called(frame: &Frame<'_>, each: &Each, position: usize) -> Message {
    let model = &frame.program.model;
    let Some(list) = model.facts.get(each.list) else { return Message::new("", "") };
    let label = record_label(list, position);
    let field = naming_field(model, each.list);
    let fact = field.and_then(|field| {
        Some(model.records.get(&each.list)?.fact(each.list, position, field))
    });
    let Some(value) = fact.and_then(|fact| frame.get(fact)) else { return label };
    let name = value_text(frame, value, &Type::Text);
    Message::new(format!("{}{}", label.zh, name.zh), format!("{}, {}", label.en, name.en))
}

fn because(
    whole: &Case<'_, '_>,
    each: &Each,
    given: bool,
    cases: &[Case<'_, '_>],
) -> Vec<Proof> {
    let frame = whole.frame;
    if !frame.explains {
        return Vec::new();
    }
    if given {
        // The reasons stand with each record.
        let records = cases.iter().enumerate().map(|(position, case)| Proof {
            text: called(frame, each, position),
            truth: Some(trilean(case.applies())),
            fact: None,
            basis: Vec::new(),
            because: Vec::new(),
        });
        return records.collect();
    }
    let mut prover = Prover::new(frame);
    match whole.slots.when {
        Some(when) if whole.applies().is_false() => Vec::from([prover.prove(when)]),
        Some(_) | None => Vec::from([prover.prove(each.list)]),
    }
}

/// A penalty over all records.
fn added_up(
    whole: &Case<'_, '_>,
    cases: &[Case<'_, '_>],
    records: &[RecordVerdict],
    sum: &EachSum,
    cap: Option<Slot>,
) -> Option<PenaltyStatus> {
    let frame = whole.frame;
    let penalty = whole.benchmark.penalties.get(sum.penalty)?;
    let ty = measure(penalty);
    let exact = matches!(penalty.amount, PenaltyAmount::Amount { .. });
    let statuses =
        || records.iter().filter_map(|record| record.verdict.penalties.get(sum.penalty));
    let imposed = imposed(statuses().map(|status| status.imposed));
    // Of a cap that is not known nothing can be said.
    let cap = cap.map(|cap| frame.number(cap));
    let amounts: Vec<(Imposed, Option<Known>)> = cases
        .iter()
        .zip(statuses())
        .map(|(case, status)| {
            let known = if exact {
                let amount = case.slots.penalties.get(sum.penalty);
                let amount = amount.and_then(|slots| case.frame.number(slots.amount?));
                amount.map(|value| Known { range: Interval::point(value), settled: true })
            } else {
                let settled = status.settled;
                case.range(sum.penalty).map(|known| Known { range: known.range, settled })
            };
            (status.imposed, known)
        })
        .collect();
    let statutory = cases.iter().zip(statuses()).map(|(case, status)| {
        // What the law allows is there to be chosen from, whatever the tier.
        (status.imposed, case.statutory(sum.penalty))
    });
    let statutory = if exact { None } else { total(statutory).ok() };
    let all = total(amounts.into_iter()).ok();
    let plain = all.as_ref().and_then(point);
    let bound = |known: Option<Known>| match cap {
        None => known,
        Some(cap) => Some(capped(&known?, cap?)),
    };
    let all = bound(all).filter(|_| imposed != Imposed::None);
    let statutory = bound(statutory).filter(|_| imposed != Imposed::None);
    let settled = match (imposed, &all) {
        (Imposed::None, _) => true,
        (Imposed::Unknown, _) | (_, None) => false,
        (_, Some(known)) => known.settled,
    };
    let number = |value: Number| shown_value(frame, Value::Number(value), &ty);
    let computed = cap.is_some().then(|| ComputedAmount {
        value: plain.filter(|_| imposed != Imposed::None).map(number),
        bounded: plain
            .zip(all.as_ref().and_then(point))
            .and_then(|(plain, all)| (all < plain).then_some(StatutoryEnd::Maximum)),
    });
    let amount = if exact { all.as_ref().and_then(point).map(number) } else { None };
    let basis = [&sum.basis, &penalty.basis, &whole.benchmark.basis];
    let basis = basis.into_iter().find(|basis| !basis.is_empty());
    Some(PenaltyStatus {
        name: penalty.name.clone(),
        label: Message::new(
            format!("{}合计", penalty.label.zh),
            format!("{} in all", penalty.label.en),
        ),
        kind: penalty.kind.word().into(),
        imposed,
        statutory: statutory.filter(says).map(|known| shown(&known.range, &ty)),
        range: all.filter(|known| !exact && says(known)).map(|it| shown(&it.range, &ty)),
        settled,
        below_statute: statuses().any(|status| status.below_statute),
        amount,
        computed,
        basis: basis.map_or_else(Vec::new, |basis| cited(&frame.program.model, basis)),
    })
}

/// Whether a penalty is imposed for some record.
fn imposed(records: impl Iterator<Item = Imposed>) -> Imposed {
    let mut found = Imposed::None;
    for imposed in records {
        found = match (found, imposed) {
            (Imposed::Must, _) | (_, Imposed::Must) => Imposed::Must,
            (Imposed::Unknown, _) | (_, Imposed::Unknown) => Imposed::Unknown,
            (Imposed::None, Imposed::None) => Imposed::None,
            // Of one record the agency chooses, of another it need not.
            (_, _) => Imposed::May,
        };
    }
    found
}

/// Adds amounts up. A record for which a penalty need not be imposed may add nothing; one of
/// which nothing is known may add any amount.
fn total(
    amounts: impl Iterator<Item = (Imposed, Option<Known>)>,
) -> Result<Known, ArithmeticError> {
    let nothing = Bound::included(Number::ZERO);
    let (mut lower, mut upper, mut settled) = (nothing, Some(nothing), true);
    for (imposed, known) in amounts {
        if imposed == Imposed::None {
            continue;
        }
        let known = known.filter(|known| !known.range.is_empty());
        settled &= imposed != Imposed::Unknown;
        settled &= known.as_ref().is_some_and(|known| known.settled);
        let range = known.map_or(Interval::ALL, |known| known.range);
        let low = match imposed {
            Imposed::Must => range.lower.unwrap_or(nothing),
            Imposed::May
            | Imposed::OneOf
            | Imposed::AnyOf
            | Imposed::None
            | Imposed::Unknown => nothing,
        };
        lower = added(lower, low)?;
        upper = match (upper, range.upper) {
            (Some(all), Some(high)) => Some(added(all, high)?),
            (_, _) => None,
        };
    }
    Ok(Known { range: Interval { lower: Some(lower), upper }, settled })
}

fn added(
    left: Bound<Number>,
    right: Bound<Number>,
) -> Result<Bound<Number>, ArithmeticError> {
    Ok(Bound {
        value: left.value.checked_add(right.value)?,
        included: left.included && right.included,
    })
}

/// Whatever is above the cap is the cap.
fn capped(known: &Known, cap: Number) -> Known {
    let most = Bound::included(cap);
    let Interval { lower, upper } = known.range;
    let lower = lower.map(|lower| if lower.value >= cap { most } else { lower });
    let upper = match upper {
        Some(upper) if upper.value <= cap => upper,
        Some(_) | None => most,
    };
    let range = Interval { lower, upper: Some(upper) };
    // Where the least is the cap already, nothing that is open changes it.
    let settled = known.settled || point_of(&range).is_some();
    Known { range, settled }
}

fn point(known: &Known) -> Option<Number> {
    point_of(&known.range)
}

fn point_of(range: &Interval<Number>) -> Option<Number> {
    match (range.lower, range.upper) {
        (Some(lower), Some(upper)) if lower == upper && lower.included => {
            Some(lower.value)
        }
        (_, _) => None,
    }
}

/// Whether a range says anything: nothing or more is no answer.
fn says(known: &Known) -> bool {
    known.range.upper.is_some()
        || known.range.lower.is_some_and(|lower| !lower.value.is_zero())
}
