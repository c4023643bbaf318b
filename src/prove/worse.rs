//! The questions about what counts against the party, or for it: whether a case with it, and
//! nothing else, comes to less than the same case without it. In: a benchmark and one thing
//! that somebody says or does not say. Out: questions over two cases at once, of which the
//! second is made of copies of the operations that read it. Never: one where a person chooses
//! the tier, or where a circumstance moves it, which the order of the tiers settles.

use super::question::{About, Asked, Forbidden, ForbiddenKind, Questions};
use crate::diagnostic::Message;
use crate::model::{
    self, Benchmark, CircumstanceId, CompareOp, Effect, FactId, FactKind, PenaltyAmount,
    StepKind, TierResult, Type,
};
use crate::program::{BenchmarkSlots, Op, RangeSlots, Slot};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What is said or not said, and of which it is the whole condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Given {
    fact: FactId,
    /// The answer of a judgement; a truth value is simply true.
    asked: Option<model::Asked>,
}

/// Asks it of a benchmark, for every circumstance that has a direction.
pub(super) fn lighter(
    questions: &mut Questions,
    about: &About,
    known: &Benchmark,
    slots: &BenchmarkSlots,
) {
    let model = questions.model().clone();
    let circumstance = |id: CircumstanceId| model.circumstances.get(id);
    let moves = |known: &model::Circumstance| {
        known.moves.is_some()
            || known.effects.iter().any(|it| matches!(it, Effect::Top | Effect::Bottom))
    };
    let all = || known.circumstances.iter().filter_map(|id| circumstance(*id));
    if known.ladder.is_some() || all().any(moves) {
        return;
    }
    let mut directions: Vec<(Given, Option<bool>, Message)> = Vec::new();
    for id in &known.circumstances {
        let (Some(told), Some(given)) = (circumstance(*id), given(questions, *id)) else {
            continue;
        };
        let against = told.effects.contains(&Effect::Aggravate);
        let other = told.effects.iter().any(|it| *it != Effect::Aggravate);
        let direction = (against != other).then_some(against);
        match directions.iter_mut().find(|(known, ..)| *known == given) {
            // What counts both ways has no direction.
            Some((_, known, _)) if *known != direction => *known = None,
            Some(_) => {}
            None => directions.push((given, direction, told.label.clone())),
        }
    }
    for (given, direction, label) in directions {
        let Some(against) = direction else { continue };
        for position in 0..known.penalties.len() {
            let Some(two) = Two::of(questions, known, slots, position, given) else {
                continue;
            };
            let (more, less) =
                if against { (two.with, two.without) } else { (two.without, two.with) };
            let falls = [(more.lower, less.lower), (more.upper, less.upper)];
            let falls =
                falls.map(|(more, less)| questions.compare(CompareOp::Less, more, less));
            let any = questions.any(&falls);
            // First, so that what makes no difference to the amount divides nothing.
            let mut parts = Vec::from([any]);
            parts.extend(two.decides);
            let goal = questions.all(&parts);
            let Some(penalty) = known.penalties.get(position) else { continue };
            let fine = &penalty.label;
            let what = if against {
                Message::new(
                    format!("「{}」成立的，{}反而比不成立的轻", label.zh, fine.zh),
                    format!("`{}` makes {} lighter than without it", label.en, fine.en),
                )
            } else {
                Message::new(
                    format!("「{}」成立的，{}反而比不成立的重", label.zh, fine.zh),
                    format!("`{}` makes {} heavier than without it", label.en, fine.en),
                )
            };
            let forbidden = Forbidden { goal, kind: ForbiddenKind::TurnsRound, what };
            let about = About { expect: String::new(), ..about.clone() };
            questions.asked.push(about.question(about.span, Asked::Must(forbidden)));
        }
    }
}

/// The fact that a circumstance is, if it is no more than that.
fn given(questions: &Questions, id: CircumstanceId) -> Option<Given> {
    let program = &questions.program;
    let mut slot = *program.circumstances.get(id)?;
    let mut asked = None;
    loop {
        match *program.ops.get(slot)? {
            Op::Name(_, inner) | Op::Default(inner, _) => slot = inner,
            Op::Judged(inner, wanted) if asked.is_none() => {
                asked = Some(wanted);
                slot = inner;
            }
            Op::Input(fact) => {
                let kind = &program.model.facts.get(fact)?.kind;
                let fits = match asked {
                    None => matches!(kind, FactKind::Bool),
                    Some(_) => matches!(kind, FactKind::Judgement),
                };
                return fits.then_some(Given { fact, asked });
            }
            _ => return None,
        }
    }
}

/// Both ends of what one of two cases comes to.
#[derive(Debug, Clone, Copy)]
struct Ends {
    lower: Slot,
    upper: Slot,
}

/// Two cases that differ in one thing.
#[derive(Debug)]
struct Two {
    with: Ends,
    without: Ends,
    /// That in both a tier decides which leaves the agency no choice of another.
    decides: Vec<Slot>,
}

impl Two {
    fn of(
        questions: &mut Questions,
        known: &Benchmark,
        slots: &BenchmarkSlots,
        position: usize,
        given: Given,
    ) -> Option<Self> {
        let tiers = Tiers::of(known, slots, position)?;
        let mut decides = Vec::new();
        let cone = cone(questions, &tiers.slots());
        let mut copies = [true, false].map(|holds| {
            let mut copy = Variant { given, holds, slots: BTreeMap::new() };
            copy.make(questions, &cone)?;
            // What reads nothing of it is the same in both.
            if copy.slots.is_empty() {
                return None;
            }
            Some(tiers.ends(questions, &copy, &mut decides))
        });
        let [with, without] = &mut copies;
        Some(Self { with: with.take()?, without: without.take()?, decides })
    }
}

/// What a benchmark comes to for one penalty, step by step.
#[derive(Debug)]
struct Tiers {
    /// Conditions that must hold in any case.
    guard: Vec<Slot>,
    /// Conditions of steps that leave a choice, or nothing of the penalty.
    others: Vec<Slot>,
    /// The tiers, in their order.
    tiers: Vec<Tier>,
}

/// A tier, with what it leaves by row of the statute.
#[derive(Debug)]
struct Tier {
    when: Option<Slot>,
    rows: Vec<Row>,
}

/// What is left by one row.
#[derive(Debug, Clone, Copy)]
struct Row {
    when: Option<Slot>,
    ends: Ends,
}

impl Tiers {
    fn of(known: &Benchmark, slots: &BenchmarkSlots, position: usize) -> Option<Self> {
        let penalty = known.penalties.get(position)?;
        let own = slots.penalties.get(position)?;
        if !matches!(penalty.amount, PenaltyAmount::Rows(_)) || own.computed.is_some() {
            return None;
        }
        let both = |range: &RangeSlots| {
            Some(Ends { lower: range.lower?.0, upper: range.upper?.0 })
        };
        let mut found = Self {
            guard: slots.when.into_iter().chain(own.when).collect(),
            others: Vec::new(),
            tiers: Vec::new(),
        };
        for (step, step_slots) in known.steps.iter().zip(&slots.steps) {
            let part = match &step.kind {
                StepKind::Tier(TierResult::Penalties(parts)) if !step.may => {
                    parts.iter().find(|part| part.penalty == position)
                }
                StepKind::Tier(_) | StepKind::Conflict(..) => None,
            };
            let Some(part) = part else {
                // What is left to it decides nothing of the amount.
                let Some(when) = step_slots.when else { break };
                found.others.push(when);
                continue;
            };
            if step_slots.tables.get(position).is_some_and(|tables| !tables.is_empty()) {
                return None;
            }
            let ranges = step_slots.ranges.get(position)?.as_ref();
            let rows = own.rows.iter().enumerate().map(|(row, (when, statute))| {
                let range = match (&part.portion, ranges) {
                    (Some(_), Some(ranges)) => ranges.get(row)?,
                    (Some(_), None) => return None,
                    (None, _) => statute,
                };
                Some(Row { when: *when, ends: both(range)? })
            });
            let rows = rows.collect::<Option<Vec<Row>>>()?;
            found.tiers.push(Tier { when: step_slots.when, rows });
        }
        (found.tiers.len() > 1).then_some(found)
    }

    fn slots(&self) -> Vec<Slot> {
        let mut slots = self.guard.clone();
        slots.extend(&self.others);
        for tier in &self.tiers {
            slots.extend(tier.when);
            for row in &tier.rows {
                slots.extend(row.when);
                slots.extend([row.ends.lower, row.ends.upper]);
            }
        }
        slots
    }

    fn ends(
        &self,
        questions: &mut Questions,
        copy: &Variant,
        decides: &mut Vec<Slot>,
    ) -> Ends {
        decides.extend(self.guard.iter().map(|slot| copy.at(*slot)));
        for other in &self.others {
            let not = questions.not(copy.at(*other));
            decides.push(not);
        }
        let mut end = |pick: fn(&Ends) -> Slot| {
            let mut tiers = Vec::new();
            for Tier { when, rows } in &self.tiers {
                let mut inner = Vec::new();
                for row in rows {
                    inner.extend(row.when.map(|when| copy.at(when)));
                    inner.push(copy.at(pick(&row.ends)));
                    if row.when.is_none() {
                        break;
                    }
                }
                let value = case(questions, &inner);
                tiers.extend(when.map(|when| copy.at(when)));
                tiers.push(value);
                if when.is_none() {
                    break;
                }
            }
            case(questions, &tiers)
        };
        Ends { lower: end(|ends| ends.lower), upper: end(|ends| ends.upper) }
    }
}

/// The first row that is true.
fn case(questions: &mut Questions, rows: &[Slot]) -> Slot {
    let ty = rows.last().and_then(|slot| questions.program.types.get(*slot)).cloned();
    if let [only] = rows {
        return *only;
    }
    let args = questions.program.add_list(rows);
    questions.program.add(Op::Case(args), ty.unwrap_or(Type::Mistake))
}

/// All that slots rest on, in order.
fn cone(questions: &Questions, of: &[Slot]) -> BTreeSet<Slot> {
    let mut found = BTreeSet::new();
    let mut waiting = of.to_vec();
    while let Some(slot) = waiting.pop() {
        if found.insert(slot)
            && let Some(op) = questions.program.ops.get(slot)
        {
            waiting.extend(questions.program.operands(*op));
        }
    }
    found
}

/// A case in which something is so, or not.
#[derive(Debug)]
struct Variant {
    given: Given,
    holds: bool,
    /// Where the slots went that rest on it.
    slots: BTreeMap<Slot, Slot>,
}

impl Variant {
    fn at(&self, slot: Slot) -> Slot {
        self.slots.get(&slot).copied().unwrap_or(slot)
    }

    /// Copies what rests on it; nothing where that cannot be.
    fn make(&mut self, questions: &mut Questions, cone: &BTreeSet<Slot>) -> Option<()> {
        // What a judgement is, by whatever name.
        let mut judgement = BTreeSet::new();
        for slot in cone {
            let op = *questions.program.ops.get(*slot)?;
            let is_it = match op {
                Op::Input(fact) => fact == self.given.fact,
                _ => false,
            };
            let reads = questions.program.operands(op);
            let moved = reads.iter().any(|read| self.slots.contains_key(read));
            let answer = match (self.given.asked, op) {
                (None, Op::Input(_)) if is_it => Some(self.holds),
                (Some(_), Op::Input(_)) if is_it => {
                    judgement.insert(*slot);
                    continue;
                }
                (Some(_), Op::Name(_, inner) | Op::Default(inner, _))
                    if judgement.contains(&inner) =>
                {
                    judgement.insert(*slot);
                    continue;
                }
                (Some(asked), Op::Judged(inner, wanted))
                    if judgement.contains(&inner) =>
                {
                    let other = match asked {
                        model::Asked::Fail => model::Asked::Pass,
                        model::Asked::Pass | model::Asked::NotApplicable => {
                            model::Asked::Fail
                        }
                    };
                    let said = if self.holds { asked } else { other };
                    Some(said == wanted)
                }
                (Some(_), _) if reads.iter().any(|read| judgement.contains(read)) => {
                    return None;
                }
                (_, Op::Records(..) | Op::Over(..) | Op::Penalty { .. }) if moved => {
                    return None;
                }
                _ => None,
            };
            let copied = match answer {
                Some(truth) => questions.truth(truth),
                None if moved => {
                    let ty = questions.program.types.get(*slot)?.clone();
                    let op = questions.program.reading(op, |slot| self.at(slot));
                    questions.program.add(op, ty)
                }
                None => continue,
            };
            self.slots.insert(*slot, copied);
        }
        Some(())
    }
}
