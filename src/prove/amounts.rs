//! The questions about amounts: whether what a tier or a formula comes to leaves what the law
//! provides. In: a benchmark's slots. Out: questions. Never: one about ends that are written out
//! and were checked already.

use super::question::{About, Asked, Forbidden, ForbiddenKind, Questions, RowKind};
use crate::diagnostic::Message;
use crate::model::{Benchmark, CompareOp, Expr, PenaltyAmount, StepKind, TierResult};
use crate::program::{BenchmarkSlots, RangeSlots, Slot};
use crate::text::Span;
use alloc::format;
use alloc::vec::Vec;

/// Asks whether amounts stay within the statute.
pub(super) fn within_statute(
    questions: &mut Questions,
    about: &About,
    known: &Benchmark,
    slots: &BenchmarkSlots,
) {
    for (position, penalty) in known.penalties.iter().enumerate() {
        let PenaltyAmount::Rows(_) = &penalty.amount else { continue };
        let Some(own) = slots.penalties.get(position) else { continue };
        let mut before: Vec<Slot> = slots.when.into_iter().chain(own.when).collect();
        for (row, (when, statute)) in own.rows.iter().enumerate() {
            let mut guard = before.clone();
            guard.extend(*when);
            if let Some(when) = when {
                let not = questions.not(*when);
                before.push(not);
            }
            let case = Row { about, guard: &guard, position, row, statute: *statute };
            if let (Some(computed), Some(formula)) = (own.computed, &penalty.computed) {
                let amount = RangeSlots {
                    lower: Some((computed, true)),
                    upper: Some((computed, true)),
                };
                let what = |end: &str, en: &str| {
                    Message::new(
                        format!("公式算出的{}{end}", penalty.label.zh),
                        format!("the formula for {} {en}", penalty.label.en),
                    )
                };
                let span = formula.value.span;
                let kind = ForbiddenKind::Sum;
                case.ask(
                    questions,
                    &amount,
                    &[],
                    &Told { span, kind, below: true, what: &what },
                );
            }
            tiers(questions, known, slots, &case);
        }
    }
}

/// One row of a statutory range.
struct Row<'a> {
    about: &'a About,
    guard: &'a [Slot],
    position: usize,
    row: usize,
    statute: RangeSlots,
}

/// How a question about a row is told.
struct Told<'a> {
    span: Span,
    kind: ForbiddenKind,
    /// Whether less than the minimum is asked about too.
    below: bool,
    what: &'a dyn Fn(&str, &str) -> Message,
}

/// The ends that each tier takes of the row.
fn tiers(
    questions: &mut Questions,
    known: &Benchmark,
    slots: &BenchmarkSlots,
    case: &Row<'_>,
) {
    let mut before: Vec<Slot> = Vec::new();
    for (step, own) in known.steps.iter().zip(&slots.steps) {
        let mut guard: Vec<Slot> = own.when.into_iter().collect();
        guard.extend(&before);
        if let Some(when) = own.when.filter(|_| !step.may) {
            let not = questions.not(when);
            before.push(not);
        }
        let StepKind::Tier(TierResult::Penalties(parts)) = &step.kind else { continue };
        let Some(part) = parts.iter().find(|part| part.penalty == case.position) else {
            continue;
        };
        let Some(portion) = &part.portion else { continue };
        let ranges = own.ranges.get(case.position).and_then(Option::as_ref);
        let Some(range) = ranges.and_then(|rows| rows.get(case.row)) else { continue };
        let end = |end: &Option<(Expr, bool)>| end.as_ref().map(|(expr, _)| expr.span);
        let span = match (end(&portion.lower), end(&portion.upper)) {
            (Some(lower), Some(upper)) => Some(lower.to(upper)),
            (one, other) => one.or(other),
        };
        let what = |zh: &str, en: &str| {
            Message::new(
                format!("阶次「{}」{zh}", step.label.zh),
                format!("tier `{}` {en}", step.label.en),
            )
        };
        let told = Told {
            span: span.unwrap_or(case.about.span),
            kind: ForbiddenKind::OutsideStatute,
            below: !part.below_statute,
            what: &what,
        };
        case.ask(questions, range, &guard, &told);
    }
}

impl Row<'_> {
    fn ask(
        &self,
        questions: &mut Questions,
        range: &RangeSlots,
        guard: &[Slot],
        told: &Told<'_>,
    ) {
        let below = (range.lower, self.statute.lower);
        let above = (range.upper, self.statute.upper);
        let ends = [
            (
                below,
                CompareOp::Less,
                "低于法定最低",
                "comes to less than the law's minimum",
            ),
            (
                above,
                CompareOp::Greater,
                "超过法定最高",
                "comes to more than the law's maximum",
            ),
        ];
        for (pair, op, zh, en) in ends {
            let (Some((amount, _)), Some((limit, _))) = pair else { continue };
            if op == CompareOp::Less && !told.below {
                continue;
            }
            let beyond = questions.compare(op, amount, limit);
            let mut parts = Vec::from([beyond]);
            parts.extend(guard);
            parts.extend(self.guard);
            let goal = questions.all(&parts);
            let what = (told.what)(zh, en);
            let asked = Asked::Must(Forbidden { goal, kind: told.kind, what });
            questions.asked.push(self.about.question(told.span, asked));
        }
    }
}

/// Asks whether some tier reaches the maximum that the law includes.
pub(super) fn maximum(
    questions: &mut Questions,
    about: &About,
    known: &Benchmark,
    slots: &BenchmarkSlots,
) {
    for (position, penalty) in known.penalties.iter().enumerate() {
        let Some(own) = slots.penalties.get(position) else { continue };
        let [(_, RangeSlots { upper: Some((most, true)), .. })] = own.rows.as_slice()
        else {
            continue;
        };
        let mut ways: Vec<Slot> = Vec::new();
        let mut all_speak = own.computed.is_none();
        for (at, step) in known.steps.iter().enumerate() {
            let StepKind::Tier(result) = &step.kind else { continue };
            let parts = match result {
                TierResult::Penalties(parts) => parts,
                TierResult::NoPenalty => continue,
                TierResult::NeedsJudgement => {
                    all_speak = false;
                    continue;
                }
            };
            let part = parts.iter().find(|part| part.penalty == position);
            let Some(step) = slots.steps.get(at) else { continue };
            if part.is_none_or(|part| part.portion.is_none()) {
                all_speak = false;
                continue;
            }
            let own = step.ranges.get(position).and_then(Option::as_ref);
            let mut ends: Vec<(Option<Slot>, RangeSlots)> =
                own.into_iter().flatten().map(|range| (None, *range)).collect();
            for portion in step.tables.get(position).into_iter().flatten() {
                let rows = questions.program.tables.get(portion.table);
                let rows = rows.map(|table| table.rows.clone()).unwrap_or_default();
                ends.extend(rows.into_iter().zip(portion.rows.iter().copied()));
            }
            for (row, range) in ends {
                let mut parts: Vec<Slot> = step.when.into_iter().chain(row).collect();
                match range.upper {
                    None => {}
                    Some((end, true)) => {
                        let compared =
                            questions.compare(CompareOp::GreaterOrEqual, end, *most);
                        parts.push(compared);
                    }
                    Some((_, false)) => continue,
                }
                ways.push(questions.all(&parts));
            }
        }
        // One tier takes it as it is: the whole range is left.
        if !all_speak || known.steps.is_empty() {
            continue;
        }
        let possible = questions.any(&ways);
        let row = penalty.label.clone();
        let kind = RowKind::Maximum;
        let asked = Asked::Row { possible, reached: None, row, kind };
        questions.asked.push(about.question(about.span, asked));
    }
}
