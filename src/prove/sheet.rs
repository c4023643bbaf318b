//! The operations of a program over regions instead of cases. In: a program and a region. Out:
//! what every slot that a question rests on may hold there. Never: a fact that is not known;
//! a proof is about cases that are fully known.

use super::arithmetic::{
    compare, not_negative, product, quotient, round, sum, tally, times,
};
use super::domain::{
    self, Domain, FALSE as NO, JUDGED, Range, Region, TRUE as YES, days,
};
use super::linear::{Linear, Variable};
use super::value::{
    self, FALSE, Held, Measured, OPEN, TRUE, all, any, at_least, bits, not,
};
use crate::model::{Asked, Constant, FactKind, Fold, Type};
use crate::program::{Args, Op, Program, Slot};
use crate::value::{Bound, Date, Interval, Number, PeriodUnit};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// A program with what is known of all its cases.
#[derive(Debug)]
pub(super) struct Sheet<'p> {
    pub(super) program: &'p Program,
    /// The texts that the rules compare facts with.
    pub(super) texts: Vec<String>,
    /// The day that is asked for where nothing depends on it.
    pub(super) today: Date,
    /// What is no sum of facts, and is taken for a fact of its own.
    pub(super) apart: BTreeMap<Slot, Variable>,
    /// All cases.
    pub(super) start: Region,
}

/// How deep a condition is followed before all that it rests on is looked at in order.
const MOST_DEPTH: usize = 200;

/// What slots may hold in a region, as far as that was looked at.
#[derive(Debug, Default)]
pub(super) struct Values {
    held: Vec<Option<Held>>,
    touched: Vec<Slot>,
}

impl Values {
    /// Forgets all, for another region.
    fn clear(&mut self, slots: usize) {
        self.held.resize(slots, None);
        for slot in self.touched.drain(..) {
            if let Some(known) = self.held.get_mut(slot) {
                *known = None;
            }
        }
    }

    fn set(&mut self, slot: Slot, held: Held) {
        if let Some(known) = self.held.get_mut(slot) {
            *known = Some(held);
            self.touched.push(slot);
        }
    }

    /// Whether a slot was looked at.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.held.get(slot).is_some_and(Option::is_some)
    }

    /// What a slot may hold; of one that was not looked at, anything.
    pub(super) fn get(&self, slot: Slot) -> &Held {
        self.held.get(slot).and_then(Option::as_ref).unwrap_or(&Held::Anything)
    }

    /// How many slots were looked at.
    pub(super) fn len(&self) -> usize {
        self.touched.len()
    }
}

impl<'p> Sheet<'p> {
    pub(super) fn new(program: &'p Program, today: Date) -> Self {
        let mut texts: Vec<String> = Vec::new();
        for constant in &program.constants {
            if let Constant::Text(text) = constant
                && !texts.contains(text)
            {
                texts.push(text.clone());
            }
        }
        let facts = program.model.facts.iter();
        let mut domains: Vec<Domain> =
            facts.map(|fact| Domain::of(fact, texts.len(), usual(fact, today))).collect();
        domains.push(Domain::Range {
            range: domain::all_dates(),
            step: Some(Number::ONE),
            usual: days(today),
        });
        let mut apart = BTreeMap::new();
        for (slot, op) in program.ops.iter().enumerate() {
            if let Some(domain) = apart_domain(program, *op, today) {
                apart.insert(slot, domains.len());
                domains.push(domain);
            }
        }
        let start = Region { domains, bounds: Vec::new() };
        Self { program, texts, today, apart, start }
    }

    /// The variable of the date that is asked for.
    pub(super) fn as_of(&self) -> usize {
        self.program.model.facts.len()
    }

    /// Lists the slots that a slot rests on, itself the last.
    pub(super) fn cone(&self, of: Slot) -> Vec<Slot> {
        self.behind(&[of], |op| match op {
            // What is known needs no default.
            Op::Default(given, _) => Vec::from([given]),
            op => self.program.operands(op),
        })
    }

    /// Lists slots with all that they rest on, in order; `reads` says what each reads.
    pub(super) fn behind(
        &self,
        of: &[Slot],
        reads: impl Fn(Op) -> Vec<Slot>,
    ) -> Vec<Slot> {
        let mut is_in = alloc::vec![false; self.program.ops.len()];
        let mut waiting = of.to_vec();
        while let Some(slot) = waiting.pop() {
            let Some(known) = is_in.get_mut(slot).filter(|known| !**known) else {
                continue;
            };
            *known = true;
            waiting
                .extend(self.program.ops.get(slot).into_iter().flat_map(|op| reads(*op)));
        }
        let slots = is_in.iter().enumerate().filter(|(_, is_in)| **is_in);
        slots.map(|(slot, _)| slot).collect()
    }

    /// Evaluates a slot and what it rests on, as far as that matters.
    pub(super) fn evaluate(&self, slot: Slot, region: &Region, values: &mut Values) {
        values.clear(self.program.ops.len());
        self.fill(slot, region, values, 0);
    }

    /// Evaluates several slots and what they rest on.
    pub(super) fn evaluate_all(
        &self,
        slots: &[Slot],
        region: &Region,
        values: &mut Values,
    ) {
        values.clear(self.program.ops.len());
        for slot in slots {
            self.fill(*slot, region, values, 0);
        }
    }

    fn fill(&self, slot: Slot, region: &Region, values: &mut Values, depth: usize) {
        if values.has(slot) {
            return;
        }
        let Some(op) = self.program.ops.get(slot) else { return };
        if depth > MOST_DEPTH {
            for slot in self.cone(slot) {
                if !values.has(slot) {
                    let held = self.held(slot, region, values);
                    values.set(slot, held);
                }
            }
            return;
        }
        let depth = depth.saturating_add(1);
        match *op {
            // One that is false, or true, says all.
            Op::And(args) | Op::Or(args) => {
                let enough = if matches!(op, Op::And(_)) { FALSE } else { TRUE };
                for part in self.program.list(args) {
                    self.fill(*part, region, values, depth);
                    if values.get(*part).truth() == enough {
                        values.set(slot, Held::Truth(enough));
                        return;
                    }
                }
            }
            Op::Case(args) | Op::InForce(args) => {
                for row in self.program.list(args).chunks(2) {
                    let [condition, value] = row else {
                        for value in row {
                            self.fill(*value, region, values, depth);
                        }
                        break;
                    };
                    self.fill(*condition, region, values, depth);
                    let truth = values.get(*condition).truth();
                    if truth != FALSE {
                        self.fill(*value, region, values, depth);
                    }
                    if truth == TRUE {
                        break;
                    }
                }
            }
            Op::Default(given, _) => self.fill(given, region, values, depth),
            op => {
                for operand in self.program.operands(op) {
                    self.fill(operand, region, values, depth);
                }
            }
        }
        let held = self.held(slot, region, values);
        values.set(slot, held);
    }

    fn held(&self, slot: Slot, region: &Region, values: &Values) -> Held {
        let Some(op) = self.program.ops.get(slot) else { return Held::Anything };
        let of = |slot: Slot| values.get(slot);
        let truths = |args: Args| {
            let slots = self.program.list(args).iter();
            slots.map(|slot| of(*slot).truth()).collect::<Vec<u8>>()
        };
        match *op {
            Op::Input(fact) => self.input(fact, region),
            Op::AsOf => self.input(self.as_of(), region),
            Op::Constant(position) => self.constant(position),
            Op::Default(inner, _) | Op::Name(_, inner) => of(inner).clone(),
            Op::Assumed(inner, default) => {
                let held = of(inner);
                if held.is_sure() {
                    held.clone()
                } else {
                    held.clone().join(of(default).clone())
                }
            }
            // In a case that is fully known it is given; a row that waits for it not to be is
            // no mistake, so both are left open.
            Op::Known(_) => Held::Truth(TRUE | FALSE),
            Op::Not(inner) => Held::Truth(not(of(inner).truth())),
            Op::And(args) => Held::Truth(all(truths(args).into_iter())),
            Op::Or(args) => Held::Truth(any(truths(args).into_iter())),
            Op::AtLeast(count, args) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                Held::Truth(at_least(count, &truths(args)))
            }
            Op::Tally(args) => tally(&truths(args)),
            Op::Over(fold, args) => self.over(fold, args, values),
            Op::Records(fold, args) => self.records(slot, fold, args, region, values),
            Op::Compare(op, left, right) => {
                Held::Truth(compare(op, of(left), of(right), region))
            }
            Op::OneOf(inner, mask) => match of(inner) {
                Held::Options { mask: known, fails } => {
                    Held::Truth(bits(known & mask != 0, known & !mask != 0, *fails))
                }
                other => Held::Truth(if other.is_nothing() {
                    OPEN
                } else {
                    TRUE | FALSE | OPEN
                }),
            },
            Op::Contains(inner, mask) => match of(inner) {
                Held::Set { has, open } => {
                    Held::Truth(bits((has | open) & mask != 0, has & mask == 0, false))
                }
                _ => Held::Truth(TRUE | FALSE | OPEN),
            },
            Op::Judged(inner, asked) => match of(inner) {
                Held::Options { mask, fails } => {
                    let bit = judged(asked);
                    Held::Truth(bits(mask & bit != 0, mask & !bit != 0, *fails))
                }
                _ => Held::Truth(TRUE | FALSE | OPEN),
            },
            Op::Case(args) | Op::InForce(args) => self.case(args, values),
            Op::Unique(args) => self.unique(args, values),
            Op::Collect(gather, args) => self.collect(gather, args, values),
            Op::Except(args) => self.except(args, values),
            Op::Undecided(_) => Held::Nothing,
            Op::Add(left, right) => {
                sum(&of(left).measured(), &of(right).measured(), Number::ONE)
            }
            Op::Subtract(left, right) => {
                sum(&of(left).measured(), &of(right).measured(), Number::from(-1))
            }
            Op::Multiply(left, right) => {
                product(&of(left).measured(), &of(right).measured())
            }
            Op::Divide(left, right) => {
                quotient(&of(left).measured(), &of(right).measured())
            }
            Op::Negate(inner) => times(&of(inner).measured(), Number::from(-1)),
            Op::Highest(args) => self.extreme(args, values, region, true),
            Op::Lowest(args) => self.extreme(args, values, region, false),
            Op::Round(inner, step, _) => {
                round(&of(inner).measured(), &of(step).measured())
            }
            Op::AtLeastZero(inner) => not_negative(of(inner)),
            Op::Count(PeriodUnit::Days, from, to) => {
                sum(&of(to).measured(), &of(from).measured(), Number::from(-1))
            }
            Op::Shift { date, period, back, roll, .. }
                if period.unit == PeriodUnit::Days && !roll =>
            {
                let count = Number::from(period.count);
                let count = if back { count.checked_neg().ok() } else { Some(count) };
                let Some(count) = count else { return Held::Anything };
                let Held::Number(moved) = of(date) else { return Held::Anything };
                sum(moved, &Held::number(count).measured(), Number::ONE)
            }
            Op::OnlyIf(condition, inner) => match of(condition).truth() {
                TRUE => of(inner).clone(),
                FALSE | OPEN => Held::Nothing,
                truth if truth & TRUE == 0 => Held::Nothing,
                _ => of(inner).clone().or_nothing(),
            },
            // What another benchmark comes to is not looked into.
            Op::Penalty { .. } => Held::Anything,
            Op::Count(unit, from, to) => {
                let fails = !(of(from).is_sure() && of(to).is_sure());
                let range = match (of(from).day(), of(to).day()) {
                    (Some(from), Some(to)) if unit != PeriodUnit::Hours => {
                        Interval::point(self.counted(unit, from, to))
                    }
                    _ => Interval::ALL,
                };
                self.apart(slot, Measured::within(range, fails), region)
            }
            Op::Shift { date, .. } => {
                let fails = !of(date).is_sure();
                let moved = of(date).day().and_then(|day| self.moved(op, day));
                let range = moved.map_or(Interval::ALL, |day| Interval::point(days(day)));
                self.apart(slot, Measured::within(range, fails), region)
            }
            Op::DateOf(_) | Op::Paused { .. } => match self.program.types.get(slot) {
                Some(Type::Date | Type::Number(_) | Type::Period(_)) => {
                    Held::Number(Measured::within(Interval::ALL, true))
                }
                _ => Held::Anything,
            },
        }
    }

    /// A value that is no sum, as the variable that stands for it.
    fn apart(&self, slot: Slot, known: Measured, region: &Region) -> Held {
        let Some(variable) = self.apart.get(&slot) else { return Held::Number(known) };
        let point = |range: &Range| match (range.lower, range.upper) {
            (Some(lower), Some(upper)) if lower.value == upper.value => Some(lower.value),
            _ => None,
        };
        // What is computed from days that are known is known, whatever it was taken for.
        let own = region.range(*variable).unwrap_or(Interval::ALL);
        let (form, range) = match (point(&known.range), point(&own)) {
            (Some(value), _) => (Linear::constant(value), known.range),
            (None, Some(value)) => (Linear::constant(value), own.intersect(&known.range)),
            (None, None) => (Linear::variable(*variable), own.intersect(&known.range)),
        };
        Held::Number(Measured { form: Some(form), between: None, range, ..known })
    }

    /// What the records of a list come to: how many meet a condition, whether any or all do.
    fn records(
        &self,
        slot: Slot,
        fold: Fold,
        args: Args,
        region: &Region,
        values: &Values,
    ) -> Held {
        let asked = self.program.list(args).get(1);
        // Of any record at all: whether it can meet the condition, and can fail to.
        let truth = asked.map_or(TRUE, |asked| values.get(*asked).truth());
        let options =
            || match self.apart.get(&slot).and_then(|it| region.domains.get(*it)) {
                Some(Domain::Options(mask)) => *mask,
                _ => YES | NO,
            };
        let open = truth & OPEN != 0;
        match fold {
            Fold::Count if truth == FALSE => Held::number(Number::ZERO),
            Fold::Count => {
                let range = Interval::new(Some(Bound::included(Number::ZERO)), None);
                self.apart(slot, Measured::within(range, open), region)
            }
            Fold::Any if truth == FALSE => Held::Truth(FALSE),
            Fold::All if truth == TRUE => Held::Truth(TRUE),
            Fold::Any | Fold::All => {
                let mask = options();
                Held::Truth(bits(mask & YES != 0, mask & NO != 0, open))
            }
            Fold::Sum | Fold::Highest | Fold::Lowest => {
                Held::Number(Measured::within(Interval::ALL, true))
            }
        }
    }

    fn input(&self, fact: usize, region: &Region) -> Held {
        let kind = self.program.model.facts.get(fact).map(|fact| &fact.kind);
        match region.domains.get(fact) {
            Some(Domain::Options(mask)) => match kind {
                Some(FactKind::Bool) => {
                    Held::Truth(bits(mask & YES != 0, mask & NO != 0, false))
                }
                _ => Held::Options { mask: *mask, fails: false },
            },
            Some(Domain::Set { has, open }) => Held::Set { has: *has, open: *open },
            Some(Domain::Range { range, .. }) => Held::Number(Measured {
                form: Some(match (range.lower, range.upper) {
                    (Some(lower), Some(upper)) if lower.value == upper.value => {
                        Linear::constant(lower.value)
                    }
                    _ => Linear::variable(fact),
                }),
                between: None,
                range: *range,
                fails: false,
            }),
            Some(Domain::Other) | None => Held::Anything,
        }
    }

    fn constant(&self, position: usize) -> Held {
        match self.program.constants.get(position) {
            Some(Constant::Bool(truth)) => Held::Truth(if *truth { TRUE } else { FALSE }),
            Some(Constant::Number(number)) => Held::number(*number),
            Some(Constant::Date(date)) => Held::number(days(*date)),
            Some(Constant::Period(period)) => Held::number(Number::from(period.count)),
            Some(Constant::Text(text)) => {
                let at = self.texts.iter().position(|known| known == text);
                let at = at.and_then(|at| u32::try_from(at).ok());
                match at.and_then(|at| 1_u64.checked_shl(at)) {
                    Some(mask) if self.texts.len() < 63 => {
                        Held::Options { mask, fails: false }
                    }
                    _ => Held::Anything,
                }
            }
            Some(Constant::Choice(option)) => Held::Options {
                mask: 1_u64.checked_shl(u32::from(*option)).unwrap_or(0),
                fails: false,
            },
            Some(Constant::Unset(_)) => Held::Nothing,
            Some(Constant::Moment(_)) | None => Held::Anything,
        }
    }
}

/// What an operation may come to that is no sum of facts: whole months, years or working days
/// between dates, a date moved by them, a rounded number, what is asked of a list.
fn apart_domain(program: &Program, op: Op, today: Date) -> Option<Domain> {
    let whole = |least: i64, most: i64, usual: Number| Domain::Range {
        range: Interval {
            lower: Some(Bound::included(Number::from(least))),
            upper: Some(Bound::included(Number::from(most))),
        },
        step: Some(Number::ONE),
        usual,
    };
    match op {
        Op::Count(PeriodUnit::Years, ..) => Some(whole(-500, 500, Number::ZERO)),
        Op::Count(PeriodUnit::Months, ..) => Some(whole(-6_000, 6_000, Number::ZERO)),
        Op::Count(PeriodUnit::Workdays, ..) => {
            Some(whole(-150_000, 150_000, Number::ZERO))
        }
        Op::Shift { period, .. } if period.unit != PeriodUnit::Hours => {
            Some(whole(-200_000, 200_000, days(today)))
        }
        Op::Records(Fold::Count, _) => Some(Domain::Range {
            range: Interval::new(Some(Bound::included(Number::ZERO)), None),
            step: Some(Number::ONE),
            usual: Number::ZERO,
        }),
        Op::Records(Fold::Any | Fold::All, _) => Some(Domain::Options(YES | NO)),
        Op::Round(_, step, _) => match program.ops.get(step) {
            Some(Op::Constant(at)) => match program.constants.get(*at) {
                Some(Constant::Number(step)) if !step.is_zero() => Some(Domain::Range {
                    range: Interval::ALL,
                    step: Some(step.abs()),
                    usual: Number::ZERO,
                }),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn usual(fact: &crate::model::Fact, today: Date) -> Number {
    match &fact.kind {
        FactKind::Date(_) => days(today),
        _ => Number::ZERO,
    }
}

pub(super) fn judged(asked: Asked) -> u64 {
    let wanted = match asked {
        Asked::Pass => crate::value::Judgement::Pass,
        Asked::Fail => crate::value::Judgement::Fail,
        Asked::NotApplicable => crate::value::Judgement::NotApplicable,
    };
    let at = JUDGED.iter().position(|known| *known == wanted);
    let at = at.and_then(|at| u32::try_from(at).ok());
    at.and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0)
}

/// Whether a condition is settled in a region.
pub(super) fn is_settled(truth: u8) -> bool {
    [value::TRUE, value::FALSE, value::OPEN].contains(&truth)
}
