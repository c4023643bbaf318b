//! The operations of a program over regions instead of cases. In: a program and a region. Out:
//! what every slot that a question rests on may hold there. Never: a fact that is not known;
//! a proof is about cases that are fully known.

use super::domain::{self, Domain, FALSE as NO, JUDGED, Region, TRUE as YES, days};
use super::linear::{Linear, Relation, added, scaled};
use super::value::{
    self, FALSE, Held, Measured, OPEN, TRUE, all, any, at_least, bits, not,
};
use crate::model::{Asked, CompareOp, Constant, FactKind, Fold, Gather, Type};
use crate::program::{Args, Op, Program, Slot};
use crate::value::{Bound, Date, Interval, Number, PeriodUnit};
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
    /// All cases.
    pub(super) start: Region,
}

/// What slots may hold, by slot; of those that do not matter, anything.
pub(super) type Values = Vec<Held>;

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
        let start = Region { domains, bounds: Vec::new() };
        Self { program, texts, today, start }
    }

    /// The variable of the date that is asked for.
    pub(super) fn as_of(&self) -> usize {
        self.program.model.facts.len()
    }

    /// Lists the slots that a slot rests on, itself the last.
    pub(super) fn cone(&self, of: Slot) -> Vec<Slot> {
        let mut is_in = alloc::vec![false; self.program.ops.len()];
        let mut waiting = Vec::from([of]);
        while let Some(slot) = waiting.pop() {
            let Some(known) = is_in.get_mut(slot).filter(|known| !**known) else {
                continue;
            };
            *known = true;
            match self.program.ops.get(slot) {
                // What is known needs no default.
                Some(Op::Default(given, _)) => waiting.push(*given),
                Some(op) => waiting.extend(self.program.operands(*op)),
                None => {}
            }
        }
        let slots = is_in.iter().enumerate().filter(|(_, is_in)| **is_in);
        slots.map(|(slot, _)| slot).collect()
    }

    /// Evaluates the slots of a cone.
    pub(super) fn evaluate(&self, cone: &[Slot], region: &Region, values: &mut Values) {
        values.resize(self.program.ops.len(), Held::Anything);
        for slot in cone {
            let held = self.held(*slot, region, values);
            if let Some(known) = values.get_mut(*slot) {
                *known = held;
            }
        }
    }

    fn held(&self, slot: Slot, region: &Region, values: &Values) -> Held {
        let Some(op) = self.program.ops.get(slot) else { return Held::Anything };
        let of = |slot: Slot| values.get(slot).unwrap_or(&Held::Anything);
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
            Op::DateOf(_) | Op::Count(..) | Op::Shift { .. } | Op::Paused { .. } => {
                match self.program.types.get(slot) {
                    Some(Type::Date | Type::Number(_) | Type::Period(_)) => {
                        Held::Number(Measured {
                            form: None,
                            range: Interval::ALL,
                            fails: true,
                        })
                    }
                    _ => Held::Anything,
                }
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

    /// The first row that is true; one that is open before it may leave nothing.
    fn case(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot).unwrap_or(&Held::Anything);
        let mut found: Option<Held> = None;
        let mut open = false;
        let join = |found: Option<Held>, held: Held| match found {
            Some(known) => known.join(held),
            None => held,
        };
        for row in self.program.list(args).chunks(2) {
            let (truth, value) = match row {
                [condition, value] => (of(condition).truth(), of(value)),
                [value] => (TRUE, of(value)),
                _ => break,
            };
            if truth & (TRUE | OPEN) == 0 {
                continue;
            }
            open |= truth & OPEN != 0;
            found = Some(join(found, value.clone()));
            if truth == TRUE {
                let found = found.unwrap_or(Held::Nothing);
                return if open { found.or_nothing() } else { found };
            }
        }
        found.map_or(Held::Nothing, Held::or_nothing)
    }

    /// The only row that is true.
    fn unique(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot).unwrap_or(&Held::Anything);
        let mut found: Option<Held> = None;
        let (mut sure, mut possible) = (0_usize, 0_usize);
        for row in self.program.list(args).chunks(2) {
            let (truth, value) = match row {
                [condition, value] => (of(condition).truth(), of(value)),
                // What is left where no other is true.
                [value] if possible == 0 => (TRUE, of(value)),
                [value] if sure == 0 => (TRUE | FALSE, of(value)),
                _ => break,
            };
            if truth == FALSE {
                continue;
            }
            possible = possible.saturating_add(1);
            sure = sure.saturating_add(usize::from(truth == TRUE));
            found = Some(match found.take() {
                Some(known) => known.join(value.clone()),
                None => value.clone(),
            });
        }
        match found {
            None => Held::Nothing,
            Some(_) if sure > 1 => Held::Nothing,
            Some(held) if sure == 1 && possible <= 1 => held,
            Some(held) => held.or_nothing(),
        }
    }

    fn except(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot).unwrap_or(&Held::Anything);
        let Some((general, exceptions)) = self.program.list(args).split_first() else {
            return Held::Anything;
        };
        let mut found: Option<Held> = None;
        let (mut holds, mut possible) = (0_usize, 0_usize);
        for pair in exceptions.chunks(2) {
            let [condition, value] = pair else { break };
            let truth = of(condition).truth();
            if truth == FALSE {
                continue;
            }
            possible = possible.saturating_add(1);
            holds = holds.saturating_add(usize::from(truth == TRUE));
            found = Some(match found.take() {
                Some(known) => known.join(of(value).clone()),
                None => of(value).clone(),
            });
        }
        match found {
            None => of(general).clone(),
            Some(held) if holds == 1 && possible == 1 => held,
            Some(held) if holds > 0 => held.or_nothing(),
            Some(held) => held.join(of(general).clone()).or_nothing(),
        }
    }

    fn collect(&self, gather: Gather, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot).unwrap_or(&Held::Anything);
        let mut taken: Vec<Held> = Vec::new();
        let mut sure = true;
        for row in self.program.list(args).chunks(2) {
            match row {
                [condition, value] => match of(condition).truth() {
                    FALSE => {}
                    TRUE => taken.push(of(value).clone()),
                    _ => sure = false,
                },
                [value] if taken.is_empty() => taken.push(of(value).clone()),
                _ => {}
            }
        }
        let unknown =
            Held::Number(Measured { form: None, range: Interval::ALL, fails: true });
        match gather {
            Gather::Set => Held::Anything,
            _ if !sure => unknown,
            Gather::Count => number_of(taken.len()),
            _ if taken.is_empty() => Held::Nothing,
            Gather::Sum => {
                taken.iter().fold(Held::number(Number::ZERO), |sum_of, held| {
                    sum(&sum_of.measured(), &held.measured(), Number::ONE)
                })
            }
            Gather::Highest | Gather::Lowest => match taken.as_slice() {
                [only] => only.clone(),
                several => {
                    let parts: Vec<Measured> =
                        several.iter().map(Held::measured).collect();
                    Held::Number(hull(&parts, gather == Gather::Highest))
                }
            },
        }
    }

    fn over(&self, fold: Fold, args: Args, values: &Values) -> Held {
        let _ = (args, values);
        match fold {
            Fold::Any | Fold::All => Held::Truth(TRUE | FALSE | OPEN),
            Fold::Count | Fold::Sum | Fold::Highest | Fold::Lowest => {
                Held::Number(Measured { form: None, range: Interval::ALL, fails: true })
            }
        }
    }

    fn extreme(
        &self,
        args: Args,
        values: &Values,
        region: &Region,
        highest: bool,
    ) -> Held {
        let parts: Vec<Measured> = self
            .program
            .list(args)
            .iter()
            .map(|slot| values.get(*slot).unwrap_or(&Held::Anything).measured())
            .collect();
        let mut found = hull(&parts, highest);
        // One that is never behind another is it.
        let leads = |one: &Linear| {
            parts.iter().all(|other| {
                let Some(other) = &other.form else { return false };
                let ahead = if highest { other.minus(one) } else { one.minus(other) };
                ahead.is_some_and(|ahead| {
                    let range = ahead.range(|variable| region.range(variable));
                    range.upper.is_some_and(|upper| upper.value <= Number::ZERO)
                        || !region.allows(&ahead, Relation::Positive)
                })
            })
        };
        let form =
            parts.iter().filter_map(|part| part.form.as_ref()).find(|one| leads(one));
        found.form = form.cloned();
        Held::Number(found)
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

fn number_of(count: usize) -> Held {
    Held::number(Number::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn tally(truths: &[u8]) -> Held {
    let surely = truths.iter().filter(|it| **it == TRUE).count();
    let never = truths.iter().filter(|it| **it == FALSE).count();
    if surely.saturating_add(never) == truths.len() {
        return number_of(surely);
    }
    let (least, most) =
        (number_of(surely), number_of(truths.len().saturating_sub(never)));
    let range = least.measured().range.hull(&most.measured().range);
    let fails = truths.iter().any(|it| it & OPEN != 0);
    Held::Number(Measured { form: None, range, fails })
}

/// How one form or range stands to zero, as the bits of a comparison.
fn compare(op: CompareOp, left: &Held, right: &Held, region: &Region) -> u8 {
    match (left, right) {
        (Held::Number(left), Held::Number(right)) => {
            numbers(op, left, right, region)
                | if left.fails || right.fails { OPEN } else { 0 }
        }
        (
            Held::Options { mask, fails },
            Held::Options { mask: other, fails: may_fail },
        ) => {
            let same = mask & other != 0;
            let differ = mask != other || mask.count_ones() != 1;
            let open = *fails || *may_fail;
            match op {
                CompareOp::Equal => bits(same, differ, open),
                CompareOp::NotEqual => bits(differ, same, open),
                _ => TRUE | FALSE | OPEN,
            }
        }
        (Held::Truth(one), Held::Truth(other)) => {
            let both = one & other & (TRUE | FALSE) != 0;
            let differ = (one & TRUE != 0 && other & FALSE != 0)
                || (one & FALSE != 0 && other & TRUE != 0);
            let open = (one | other) & OPEN != 0;
            match op {
                CompareOp::Equal => bits(both, differ, open),
                CompareOp::NotEqual => bits(differ, both, open),
                _ => TRUE | FALSE | OPEN,
            }
        }
        (left, right) if left.is_nothing() || right.is_nothing() => OPEN,
        (_, _) => TRUE | FALSE | OPEN,
    }
}

fn numbers(op: CompareOp, left: &Measured, right: &Measured, region: &Region) -> u8 {
    let difference = match (&left.form, &right.form) {
        (Some(left), Some(right)) => left.minus(right),
        _ => None,
    };
    let range = match &difference {
        Some(form) => form.range(|variable| region.range(variable)),
        None => {
            let right = scaled(&right.range, Number::from(-1));
            Interval {
                lower: added(left.range.lower, right.lower),
                upper: added(left.range.upper, right.upper),
            }
        }
    };
    let mut below = range.lower.is_none_or(|lower| lower.value.is_negative());
    let mut above = range.upper.is_none_or(|upper| upper.value > Number::ZERO);
    let mut equal = range.contains(Number::ZERO);
    // Facts that are compared elsewhere may leave less.
    if let Some(form) = &difference
        && form.variables().nth(1).is_some()
    {
        above = above && region.allows(form, Relation::Positive);
        let back = form.times(Number::from(-1));
        below = below && back.is_none_or(|back| region.allows(&back, Relation::Positive));
        equal = equal && region.allows(form, Relation::Zero);
    }
    match op {
        CompareOp::Equal => bits(equal, below || above, false),
        CompareOp::NotEqual => bits(below || above, equal, false),
        CompareOp::Less => bits(below, equal || above, false),
        CompareOp::LessOrEqual => bits(below || equal, above, false),
        CompareOp::Greater => bits(above, equal || below, false),
        CompareOp::GreaterOrEqual => bits(above || equal, below, false),
    }
}

fn sum(left: &Measured, right: &Measured, sign: Number) -> Held {
    let form = match (&left.form, &right.form) {
        (Some(left), Some(right)) => {
            right.times(sign).and_then(|right| left.plus(&right))
        }
        _ => None,
    };
    let right_range = scaled(&right.range, sign);
    Held::Number(Measured {
        form,
        range: Interval {
            lower: added(left.range.lower, right_range.lower),
            upper: added(left.range.upper, right_range.upper),
        },
        fails: left.fails || right.fails,
    })
}

fn times(number: &Measured, factor: Number) -> Held {
    Held::Number(Measured {
        form: number.form.as_ref().and_then(|form| form.times(factor)),
        range: scaled(&number.range, factor),
        fails: number.fails,
    })
}

fn product(left: &Measured, right: &Measured) -> Held {
    let constant = |of: &Measured| of.form.as_ref().and_then(Linear::as_constant);
    let fails = left.fails || right.fails;
    let scaled = match (constant(left), constant(right)) {
        (_, Some(factor)) => times(left, factor),
        (Some(factor), _) => times(right, factor),
        (None, None) => {
            let range = corners(&left.range, &right.range);
            Held::Number(Measured { form: None, range, fails })
        }
    };
    if fails { scaled.or_nothing() } else { scaled }
}

/// The range of a product; open where neither is bounded on that side.
fn corners(left: &Interval<Number>, right: &Interval<Number>) -> Interval<Number> {
    let is_low = |range: &Interval<Number>| {
        range.lower.is_some_and(|lower| !lower.value.is_negative())
    };
    if !is_low(left) || !is_low(right) {
        return Interval::ALL;
    }
    let end = |one: Option<Bound<Number>>, other: Option<Bound<Number>>| {
        let (one, other) = (one?, other?);
        let value = one.value.checked_mul(other.value).ok()?;
        Some(Bound { value, included: true })
    };
    Interval { lower: end(left.lower, right.lower), upper: end(left.upper, right.upper) }
}

fn quotient(left: &Measured, right: &Measured) -> Held {
    match right.form.as_ref().and_then(Linear::as_constant) {
        Some(divisor) if divisor.is_zero() => Held::Nothing,
        Some(divisor) => match Number::ONE.checked_div(divisor) {
            Ok(factor) => {
                let held = times(left, factor);
                if right.fails { held.or_nothing() } else { held }
            }
            Err(_) => Held::Anything,
        },
        None => Held::Number(Measured { form: None, range: Interval::ALL, fails: true }),
    }
}

/// A rounded number lies within one step of it.
fn round(number: &Measured, step: &Measured) -> Held {
    let step = step.form.as_ref().and_then(Linear::as_constant);
    let constant = number.form.as_ref().and_then(Linear::as_constant);
    let by = step.map(|step| step.abs());
    let end = |bound: Option<Bound<Number>>, sign: i64| {
        let moved = by?.checked_mul(Number::from(sign)).ok()?;
        Some(Bound::included(bound?.value.checked_add(moved).ok()?))
    };
    // What is a multiple already stays.
    let stays = match (constant, step) {
        (Some(number), Some(step)) if !step.is_zero() => {
            number.checked_div(step).is_ok_and(Number::is_integer)
        }
        _ => false,
    };
    Held::Number(Measured {
        form: number.form.clone().filter(|_| stays),
        range: if stays {
            number.range
        } else {
            Interval {
                lower: end(number.range.lower, -1),
                upper: end(number.range.upper, 1),
            }
        },
        fails: number.fails,
    })
}

fn not_negative(held: &Held) -> Held {
    let Held::Number(measured) = held else { return held.clone() };
    let range = &measured.range;
    if range.upper.is_some_and(|upper| upper.value.is_negative()) {
        return Held::Nothing;
    }
    if range.lower.is_some_and(|lower| !lower.value.is_negative()) {
        return held.clone();
    }
    let zero = Interval { lower: Some(Bound::included(Number::ZERO)), upper: None };
    Held::Number(Measured {
        form: measured.form.clone(),
        range: range.intersect(&zero),
        fails: true,
    })
}

fn hull(parts: &[Measured], highest: bool) -> Measured {
    let mut range = Interval::ALL;
    for (at, part) in parts.iter().enumerate() {
        let end =
            |one: Option<Bound<Number>>, other: Option<Bound<Number>>, most: bool| {
                let (one, other) = (one?, other?);
                let first = (one.value >= other.value) == most;
                Some(Bound { included: true, ..(if first { one } else { other }) })
            };
        range = if at == 0 {
            part.range
        } else if highest {
            Interval {
                // At least the greatest of the lower ends that are known.
                lower: end(range.lower, part.range.lower, true)
                    .or(range.lower)
                    .or(part.range.lower),
                upper: end(range.upper, part.range.upper, true),
            }
        } else {
            Interval {
                lower: end(range.lower, part.range.lower, false),
                upper: end(range.upper, part.range.upper, false)
                    .or(range.upper)
                    .or(part.range.upper),
            }
        };
    }
    Measured { form: None, range, fails: parts.iter().any(|part| part.fails) }
}

/// Whether a condition is settled in a region.
pub(super) fn is_settled(truth: u8) -> bool {
    [value::TRUE, value::FALSE, value::OPEN].contains(&truth)
}
