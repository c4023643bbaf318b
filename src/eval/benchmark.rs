//! Benchmarks: the tier, what it leaves of the statute, what is proposed.

use super::deadline::waiting;
use super::discretion::Case;
use super::exception;
use super::frame::Frame;
use super::interval::{interval, shown};
use super::ladder::order;
use super::proof::{Prover, trilean};
use super::questions::reach;
use super::text::{join, shown_value};
use super::version::in_force;
use super::weights;
use super::{cited, each, table};
use crate::diagnostic::Message;
use crate::evaluation::{
    BenchmarkVerdict, CircumstanceStatus, Content, Head, Imposed, Outcome, PenaltyStatus,
    Position, Proof, ProposalStatus, Question, ShownValue, Status, TierStatus,
};
use crate::model::{
    Effect, Modality, Penalty, PenaltyAmount, StepKind, Target, TierResult, Type, Unit,
};
use crate::program::Slot;
use crate::value::Truth;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Returns the slots a benchmark's answer still waits for.
pub(super) fn roots(frame: &Frame<'_>, at: usize) -> Vec<Slot> {
    Case::new(frame, at).map(|case| roots_in(&case, at)).unwrap_or_default()
}

/// The same, of a case that is looked at already.
pub(super) fn roots_in(case: &Case<'_, '_>, at: usize) -> Vec<Slot> {
    match case.benchmark.per_record() {
        Some(each) => each::roots(case, at, each),
        None => roots_of(case),
    }
}

/// Returns the slots that the answer in one case waits for.
pub(super) fn roots_of(case: &Case<'_, '_>) -> Vec<Slot> {
    let mut roots = case.roots().to_vec();
    for root in weights::assumed_roots(case) {
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

/// Answers for one benchmark.
pub(super) fn verdict(frame: &Frame<'_>, at: usize) -> Option<BenchmarkVerdict> {
    Some(verdict_in(&Case::new(frame, at)?, at))
}

/// The same, of a case that is looked at already.
pub(super) fn verdict_in(case: &Case<'_, '_>, at: usize) -> BenchmarkVerdict {
    match case.benchmark.per_record() {
        Some(each) => each::verdict(case, at, each),
        None => verdict_of(case),
    }
}

/// Answers in one case.
pub(super) fn verdict_of(case: &Case<'_, '_>) -> BenchmarkVerdict {
    let frame = case.frame;
    let model = &frame.program.model;
    let benchmark = case.benchmark;
    let applies = case.applies();
    let penalties: Vec<PenaltyStatus> = benchmark
        .penalties
        .iter()
        .enumerate()
        .map(|(position, penalty)| penalty_status(case, position, penalty))
        .collect();
    let reached = reach(frame, case.roots());
    let decided = case.tiers.decided().filter(|_| applies.is_true());
    let weighing: Vec<usize> = case
        .tiers
        .candidates()
        .filter(|step| {
            case.weighs(*step) || case.tiers.statuses.get(*step) == Some(&Status::Open)
        })
        .collect();
    let open = case
        .tiers
        .candidates()
        .any(|step| case.tiers.statuses.get(step) == Some(&Status::Possible));
    let amounts = penalties.iter().all(settled);
    let mut judge = reached.questions(frame);
    let mut errors = reached.errors(frame);
    let outcome = if applies.is_false() {
        Outcome::NotApplicable
    } else if applies.is_true() && !open && !weighing.is_empty() {
        judge.extend(weighing.iter().filter_map(|step| question(case, *step)));
        Outcome::NeedsJudgement
    } else if decided.is_some() && amounts {
        Outcome::Decided
    } else {
        if case.tiers.is_empty() && applies.is_true() {
            errors
                .push(Message::new("没有一个阶次适用于本案", "no tier covers the case"));
        }
        errors.extend((0..penalties.len()).filter_map(|at| nothing_left(case, at)));
        errors.extend(table_troubles(case));
        waiting(&reached)
    };
    let tier = decided
        .filter(|step| !case.weighs(*step))
        .and_then(|step| benchmark.steps.get(step))
        .map(|step| step.name.clone());
    let moved = decided.and_then(|step| case.moved(step));
    BenchmarkVerdict {
        head: Head {
            name: benchmark.name.clone(),
            label: benchmark.label.clone(),
            version: None,
            outcome,
            basis: cited(model, &benchmark.basis),
            because: because(case),
            judge,
            errors,
        },
        tier,
        moved,
        tiers: benchmark
            .steps
            .iter()
            .zip(&case.tiers.statuses)
            .map(|(step, status)| TierStatus {
                name: step.name.clone(),
                label: step.label.clone(),
                status: if applies.is_false() { Status::Excluded } else { *status },
                basis: cited(model, &step.basis),
            })
            .collect(),
        penalties,
        alternatives: case.alternatives(),
        circumstances: circumstances(case),
        weights: weights::statuses(case),
        proposals: proposals(case),
        lenient: None,
        each: None,
    }
}

fn settled(penalty: &PenaltyStatus) -> bool {
    match penalty.imposed {
        Imposed::None => true,
        Imposed::Unknown => false,
        Imposed::Must | Imposed::May | Imposed::OneOf | Imposed::AnyOf => penalty.settled,
    }
}

/// Returns why the tables of the tier that decides give it no amount.
fn table_troubles(case: &Case<'_, '_>) -> Vec<Message> {
    let mut found = Vec::new();
    let Some(step) = case.tiers.decided() else { return found };
    for position in 0..case.benchmark.penalties.len() {
        for portion in case.tables_of(step, position) {
            let said = table::trouble(case.frame, portion.table);
            found.extend(said.filter(|said| !found.contains(said)));
        }
    }
    found
}

/// Returns why a penalty that is imposed has no range at all.
fn nothing_left(case: &Case<'_, '_>, at: usize) -> Option<Message> {
    let penalty = case.benchmark.penalties.get(at)?;
    let slots = case.slots.penalties.get(at)?;
    let imposed = matches!(
        case.imposed(at),
        Imposed::Must | Imposed::May | Imposed::OneOf | Imposed::AnyOf
    );
    if !imposed || !matches!(penalty.amount, PenaltyAmount::Rows(_)) {
        return None;
    }
    let label = &penalty.label;
    if case.rows(slots).is_empty() {
        return Some(Message::new(
            format!("{}：没有一行法定幅度适用于本案", label.zh),
            format!("{}: no row of its statutory range covers the case", label.en),
        ));
    }
    case.range(at).filter(|known| known.range.is_empty()).map(|_| {
        if slots.computed.is_some_and(|slot| case.frame.number(slot).is_some()) {
            return Message::new(
                format!("{}：公式的结果碰到了法定幅度不含的一端", label.zh),
                format!(
                    "{}: the formula meets an end that the statutory range excludes",
                    label.en
                ),
            );
        }
        Message::new(
            format!("{}：阶次在法定幅度内没有留下任何数额", label.zh),
            format!("{}: the tier leaves nothing of its statutory range", label.en),
        )
    })
}

/// Returns what a penalty is measured in.
pub(super) fn measure(penalty: &Penalty) -> Type {
    let expr = match &penalty.amount {
        PenaltyAmount::Rows(rows) => rows
            .iter()
            .find_map(|row| row.lower.as_ref().or(row.upper.as_ref()))
            .map(|(expr, _)| expr),
        PenaltyAmount::Amount { value, .. } => Some(value),
        PenaltyAmount::Plain | PenaltyAmount::Things(_) => None,
    };
    expr.map_or(Type::Number(Unit::Plain), |expr| expr.ty.clone())
}

fn penalty_status(
    case: &Case<'_, '_>,
    position: usize,
    penalty: &Penalty,
) -> PenaltyStatus {
    let model = &case.frame.program.model;
    let ty = measure(penalty);
    let imposed = case.imposed(position);
    let statutory = case.statutory(position);
    let mut range = match imposed {
        Imposed::None => None,
        Imposed::Must
        | Imposed::May
        | Imposed::OneOf
        | Imposed::AnyOf
        | Imposed::Unknown => case.range(position),
    };
    let amount = match &penalty.amount {
        PenaltyAmount::Plain | PenaltyAmount::Rows(_) => None,
        PenaltyAmount::Things(things) => Some(ShownValue {
            ty: "text",
            // Words may be bettered; the answer, and so the receipt, stays.
            value: Content::One(penalty.name.clone()),
            text: things.clone(),
        }),
        PenaltyAmount::Amount { .. } => {
            let slot = case.slots.penalties.get(position).and_then(|slots| slots.amount);
            slot.and_then(|slot| case.frame.get(slot))
                .map(|value| shown_value(case.frame, value, &ty))
        }
    };
    let settled = match (&penalty.amount, imposed) {
        (_, Imposed::None) => true,
        (PenaltyAmount::Rows(_), _) => range.as_ref().is_some_and(|range| range.settled),
        (PenaltyAmount::Amount { .. }, _) => amount.is_some(),
        (PenaltyAmount::Plain | PenaltyAmount::Things(_), _) => true,
    };
    // A range that nothing can satisfy is no range.
    let settled = settled && range.as_ref().is_none_or(|known| !known.range.is_empty());
    if range.as_ref().is_some_and(|known| known.range.is_empty()) {
        range = None;
    }
    let mut candidates = case.tiers.candidates().peekable();
    let below = !case.applies().is_false()
        && candidates.peek().is_some()
        && candidates.all(|step| {
            case.below_statute(step, position) || case.reduces_below(step, position, true)
        });
    let basis =
        if penalty.basis.is_empty() { &case.benchmark.basis } else { &penalty.basis };
    PenaltyStatus {
        name: penalty.name.clone(),
        label: penalty.label.clone(),
        kind: penalty.kind.word().to_string(),
        imposed,
        statutory: statutory
            .filter(|known| !known.range.is_empty())
            .map(|known| shown(&known.range, &ty)),
        range: range.map(|known| shown(&known.range, &ty)),
        settled,
        below_statute: below,
        amount: if imposed == Imposed::None { None } else { amount },
        computed: weights::computed(case, position, imposed),
        basis: cited(model, basis),
    }
}

fn circumstances(case: &Case<'_, '_>) -> Vec<CircumstanceStatus> {
    let program = case.frame.program;
    let model = &program.model;
    case.benchmark
        .circumstances
        .iter()
        .filter_map(|id| {
            let known = model.circumstances.get(*id)?;
            let slot = program.circumstances.get(*id)?;
            if in_force(case.frame, &known.in_force).is_false() {
                return None;
            }
            Some(CircumstanceStatus {
                name: known.name.clone(),
                label: known.label.clone(),
                modality: match known.modality {
                    Modality::Must => "must",
                    Modality::May => "may",
                }
                .to_string(),
                effects: known
                    .effects
                    .iter()
                    .map(|effect| effect_name(*effect))
                    .collect(),
                state: trilean(case.frame.truth(*slot)),
                basis: cited(
                    model,
                    &exception::basis(
                        case.frame,
                        Target::Circumstance(*id),
                        &known.basis,
                    ),
                ),
            })
        })
        .collect()
}

fn effect_name(effect: Effect) -> String {
    effect.words().1.to_string()
}

/// What a person has to weigh, with the circumstances on both sides.
fn question(case: &Case<'_, '_>, step: usize) -> Option<Question> {
    let known = case.benchmark.steps.get(step)?;
    let model = &case.frame.program.model;
    let text = match &known.kind {
        StepKind::Conflict(left, right) => {
            let side = |effect: Effect| {
                let labels: Vec<Message> = case
                    .benchmark
                    .circumstances
                    .iter()
                    .filter_map(|id| {
                        let known = model.circumstances.get(*id)?;
                        let slot = *case.frame.program.circumstances.get(*id)?;
                        (known.effects.contains(&effect)
                            && case.frame.truth(slot).is_true())
                        .then(|| known.label.clone())
                    })
                    .collect();
                join(&labels, "、", ", ")
            };
            if left == right {
                let all = side(*left);
                let (zh, en) = (&known.label.zh, &known.label.en);
                return Some(Question {
                    fact: None,
                    text: Message::new(
                        format!("{zh}，由人综合衡量：{}", all.zh),
                        format!("{en}: weigh {}", all.en),
                    ),
                    basis: cited(model, &known.basis),
                });
            }
            let (left, right) = (side(*left), side(*right));
            Message::new(
                format!(
                    "{}，由人综合衡量：一方为{}；另一方为{}",
                    known.label.zh, left.zh, right.zh
                ),
                format!("{}: weigh {} against {}", known.label.en, left.en, right.en),
            )
        }
        StepKind::Tier(TierResult::NeedsJudgement) => Message::new(
            format!("{}：由人裁量", known.label.zh),
            format!("{}: a person decides", known.label.en),
        ),
        StepKind::Tier(TierResult::NoPenalty | TierResult::Penalties(_)) => Message::new(
            format!("可以适用「{}」，是否适用由机关决定", known.label.zh),
            format!("`{}` may be applied; the agency decides", known.label.en),
        ),
    };
    Some(Question { fact: None, text, basis: cited(model, &known.basis) })
}

fn proposals(case: &Case<'_, '_>) -> Vec<ProposalStatus> {
    case.benchmark
        .proposals
        .iter()
        .zip(&case.slots.proposals)
        .filter_map(|(proposal, slot)| {
            let penalty = case.benchmark.penalties.get(proposal.penalty)?;
            let number = case.frame.number(*slot);
            let position = match (number, case.applies()) {
                (Some(value), Truth::True) => case.position(proposal.penalty, value),
                _ => Position::Unknown,
            };
            let requires = match position {
                Position::Below | Position::Above | Position::Between => {
                    case.benchmark.deviation.as_ref()
                }
                Position::Inside | Position::Unlawful | Position::Unknown => None,
            };
            let value = case
                .frame
                .get(*slot)
                .map(|value| shown_value(case.frame, value, &proposal.value.ty));
            Some(ProposalStatus {
                penalty: penalty.name.clone(),
                text: proposal_text(penalty, value.as_ref(), position),
                value,
                position,
                requires: requires.map(|(text, _)| text.clone()),
                basis: requires
                    .map(|(_, basis)| cited(&case.frame.program.model, basis))
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn proposal_text(
    penalty: &Penalty,
    value: Option<&ShownValue>,
    position: Position,
) -> Message {
    let Some(value) = value else {
        return Message::new(
            format!("尚未给出拟处的{}", penalty.label.zh),
            format!("no {} proposed yet", penalty.label.en),
        );
    };
    let (zh, en) = match position {
        Position::Inside => ("在裁量幅度之内", "within the benchmark"),
        Position::Below => ("低于裁量幅度", "below the benchmark"),
        Position::Above => ("高于裁量幅度", "above the benchmark"),
        Position::Between => {
            ("介于可以选择的裁量幅度之间", "between the ranges open to the agency")
        }
        Position::Unlawful => ("超出法律允许的范围", "outside what the law allows"),
        Position::Unknown => {
            ("尚不能判断是否在幅度之内", "not settled against the benchmark")
        }
    };
    Message::new(
        format!("拟处{} {}，{zh}", penalty.label.zh, value.text.zh),
        format!("proposed {} of {}: {en}", penalty.label.en, value.text.en),
    )
}

impl Case<'_, '_> {
    /// Why a step stands as it does, by its own condition.
    pub(super) fn proof_of_step(
        &self,
        position: usize,
        prover: &mut Prover<'_, '_>,
    ) -> Option<Proof> {
        let step = self.benchmark.steps.get(position)?;
        let slots = self.slots.steps.get(position)?;
        // "Otherwise" holds because nothing tried before it does.
        let because = match slots.when {
            Some(when) => Vec::from([prover.prove(when)]),
            None => order(self.benchmark)
                .into_iter()
                .take_while(|before| *before != position)
                .filter_map(|before| self.slots.steps.get(before)?.when)
                .map(|when| prover.prove(when))
                .collect(),
        };
        Some(Proof {
            text: step.label.clone(),
            truth: Some(trilean(self.frame.truth_of(slots.when))),
            fact: None,
            basis: cited(&self.frame.program.model, &step.basis),
            because,
        })
    }
}

/// Says which of several tiers that are true is taken.
fn overlap(case: &Case<'_, '_>) -> Option<Proof> {
    let ladder = case.benchmark.ladder.as_ref()?;
    let overlap = ladder.overlap.as_ref()?;
    let steps = case.benchmark.steps.iter().zip(&case.slots.steps);
    let given: Vec<Message> = steps
        .filter(|(step, slots)| {
            let tier = matches!(step.kind, StepKind::Tier(_));
            tier && slots.when.is_some() && case.frame.truth_of(slots.when).is_true()
        })
        .map(|(step, _)| step.label.clone())
        .collect();
    let (zh, en) =
        if overlap.heaviest { ("最重", "heaviest") } else { ("最轻", "lightest") };
    let all = join(&given, "、", ", ");
    (given.len() > 1).then(|| Proof {
        text: Message::new(
            format!("{}同时符合，取{zh}的一档", all.zh),
            format!("{} are true together: the {en} is taken", all.en),
        ),
        truth: None,
        fact: None,
        basis: cited(&case.frame.program.model, &overlap.basis),
        because: Vec::new(),
    })
}

fn because(case: &Case<'_, '_>) -> Vec<Proof> {
    if !case.frame.explains {
        return Vec::new();
    }
    reasons(case, &mut Prover::new(case.frame))
}

/// Why a benchmark comes to what it does, as part of a proof.
pub(super) fn reasons(case: &Case<'_, '_>, prover: &mut Prover<'_, '_>) -> Vec<Proof> {
    let frame = case.frame;
    let model = &frame.program.model;
    let mut proofs: Vec<Proof> = Vec::new();
    proofs.extend(case.slots.when.map(|when| prover.prove(when)));
    if case.applies().is_false() {
        return proofs;
    }
    let shown_steps: Vec<usize> = if case.tiers.is_empty() {
        (0..case.benchmark.steps.len()).collect()
    } else {
        case.tiers.candidates().collect()
    };
    for position in shown_steps {
        let moved = case.proofs_of_moves(position, prover);
        proofs.extend(moved.or_else(|| case.proof_of_step(position, prover)));
    }
    proofs.extend(overlap(case));
    for (penalty, slots) in case.benchmark.penalties.iter().zip(&case.slots.penalties) {
        let rows = case.rows(slots);
        for row in rows.candidates() {
            let Some((condition, range)) = slots.rows.get(row) else { continue };
            let text = interval(frame, *range).map_or_else(
                || Message::new("未定", "open"),
                |range| crate::model::interval_text(&range, &measure(penalty)),
            );
            let basis = if penalty.basis.is_empty() {
                &case.benchmark.basis
            } else {
                &penalty.basis
            };
            proofs.push(Proof {
                text: Message::new(
                    format!("{}的法定幅度：{}", penalty.label.zh, text.zh),
                    format!("statutory range of the {}: {}", penalty.label.en, text.en),
                ),
                truth: None,
                fact: None,
                basis: cited(model, basis),
                because: condition.map(|slot| prover.prove(slot)).into_iter().collect(),
            });
        }
    }
    proofs.extend(weights::proofs(case, prover));
    proofs
}
