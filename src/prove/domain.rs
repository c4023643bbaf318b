//! What facts may be: the cases that are looked at together. In: facts with their limits. Out:
//! regions, which conditions make smaller, and a case of a region. Never: a value that a fact
//! may not have.

use super::linear::{Bounded, Linear, Relation, Variable, can_hold, shadow};
use crate::model::{Fact, FactKind, Limits};
use crate::value::{Bound, Date, Interval, Judgement, Number};
use alloc::vec::Vec;

pub(super) type Range = Interval<Number>;

/// The bit of `false` and that of `true`.
pub(super) const FALSE: u64 = 1;
pub(super) const TRUE: u64 = 2;

/// How many values of a number are all tried where facts are compared with each other.
const MOST_VALUES: usize = 32;

/// How many of any other number are.
const TRIED: usize = 4;

/// What one fact may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Domain {
    /// One of so many, as bits: `false` and `true`, options, a judgement's answers, texts.
    Options(u64),
    /// A set of options: those in it, and those of which it is not known.
    Set { has: u64, open: u64 },
    /// A number or, in days, a date; only multiples of the step, if there is one.
    Range { range: Range, step: Option<Number>, usual: Number },
    /// Something that is not looked into: a moment, a list.
    Other,
}

/// A value of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// The bit of an option.
    Option(u64),
    /// The bits of a set.
    Set(u64),
    /// A number or a date.
    Number(Number),
    /// Nothing that is looked into.
    Other,
}

/// The cases in which facts have values of their domains, and some sums of them are bounded.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) domains: Vec<Domain>,
    pub(super) bounds: Vec<Bounded>,
}

/// What makes a region smaller.
#[derive(Debug, Clone)]
pub(super) enum Restriction {
    /// One of these options.
    Options(Variable, u64),
    /// A set that has an option, or has it not.
    Member(Variable, u64, bool),
    /// A bounded sum.
    Bound(Bounded),
}

/// Days since the first of 1970.
pub(super) fn days(date: Date) -> Number {
    Date::new(1970, 1, 1)
        .map_or(Number::ZERO, |first| Number::from(first.days_until(date)))
}

/// The date of so many days.
pub(super) fn date(days: Number) -> Option<Date> {
    Date::new(1970, 1, 1)?.add_days(days.to_i64()?)
}

/// The dates that facts are taken to have where they say nothing of it.
pub(super) fn all_dates() -> Range {
    let end =
        |year, month, day| Date::new(year, month, day).map(days).map(Bound::included);
    Interval { lower: end(1950, 1, 1), upper: end(2099, 12, 31) }
}

impl Domain {
    /// Returns what a fact may be; `texts` is how many texts the rules compare it with.
    pub(super) fn of(fact: &Fact, texts: usize, usual: Number) -> Self {
        let options = |count: usize| {
            let count = u32::try_from(count).unwrap_or(64);
            Self::Options(
                1_u64.checked_shl(count).map_or(u64::MAX, |bit| bit.saturating_sub(1)),
            )
        };
        let numbers = |limits: &Limits, step| Self::Range {
            range: limits.range.unwrap_or(Interval::ALL),
            step,
            usual: Number::ZERO,
        };
        let domain = match &fact.kind {
            FactKind::Bool => Self::Options(FALSE | TRUE),
            FactKind::Integer(limits) => numbers(limits, Some(Number::ONE)),
            FactKind::Number(limits) | FactKind::Percent(limits) => numbers(limits, None),
            FactKind::Money(limits) => numbers(limits, Number::new(1, 100).ok()),
            FactKind::Date(limits) => {
                let end = |it: Bound<Date>| Bound {
                    value: days(it.value),
                    included: it.included,
                };
                let within = limits.map_or(Interval::ALL, |range| Interval {
                    lower: range.lower.map(end),
                    upper: range.upper.map(end),
                });
                let range = all_dates().intersect(&within);
                Self::Range { range, step: Some(Number::ONE), usual }
            }
            // Who cannot tell has not answered.
            FactKind::Judgement => options(JUDGED.len()),
            FactKind::OneOf(known) => options(known.len()),
            FactKind::AnyOf(known) => match options(known.len()) {
                Self::Options(open) => Self::Set { has: 0, open },
                other => other,
            },
            FactKind::Text if texts < 63 && fact.format.is_none() => {
                options(texts.saturating_add(1))
            }
            FactKind::Text | FactKind::Moment | FactKind::List(_) => Self::Other,
        };
        match domain {
            Self::Range { range, step, usual } => {
                Self::Range { range: on_steps(range, step), step, usual }
            }
            other => other,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Options(mask) => *mask == 0,
            Self::Range { range, .. } => range.is_empty(),
            Self::Set { .. } | Self::Other => false,
        }
    }

    /// Returns a plain value: the first of the options, the number nearest to a bound.
    pub(super) fn point(&self) -> Option<Point> {
        Some(match self {
            Self::Options(mask) => Point::Option(lowest(*mask)),
            Self::Set { has, .. } => Point::Set(*has),
            Self::Range { range, step, usual } => {
                Point::Number(*candidates(range, *step, *usual).first()?)
            }
            Self::Other => Point::Other,
        })
    }
}

/// The answers to a judgement that are looked at, by bit.
pub(super) const JUDGED: [Judgement; 3] =
    [Judgement::Fail, Judgement::Pass, Judgement::NotApplicable];

/// The lowest bit of a mask.
pub(super) const fn lowest(mask: u64) -> u64 {
    mask & mask.wrapping_neg()
}

fn floor(number: Number, step: Number) -> Option<Number> {
    let steps = number.checked_div(step).ok()?;
    let whole = steps.numerator().checked_div_euclid(steps.denominator())?;
    Number::new(whole, 1).ok()?.checked_mul(step).ok()
}

/// Moves both ends inwards to multiples of the step.
pub(super) fn on_steps(range: Range, step: Option<Number>) -> Range {
    let Some(step) = step else { return range };
    let upper = range.upper.and_then(|bound| {
        let value = floor(bound.value, step)?;
        let whole = value == bound.value && !bound.included;
        let value = if whole { value.checked_sub(step).ok()? } else { value };
        Some(Bound::included(value))
    });
    let lower = range.lower.and_then(|bound| {
        let below = floor(bound.value, step)?;
        let stays = below == bound.value && bound.included;
        let value = if stays { below } else { below.checked_add(step).ok()? };
        Some(Bound::included(value))
    });
    Interval { lower: lower.or(range.lower), upper: upper.or(range.upper) }
}

/// Values of a range, the plainest first: the usual one if nothing bounds it, else those at
/// its ends, else the roundest between.
pub(super) fn candidates(
    range: &Range,
    step: Option<Number>,
    usual: Number,
) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut add = |value: Option<Number>| {
        if let Some(value) = value.filter(|value| range.contains(*value))
            && !found.contains(&value)
            && step.is_none_or(|step| floor(value, step) == Some(value))
        {
            found.push(value);
        }
    };
    let unbounded = range.lower == all_dates().lower || range.lower.is_none();
    let unbounded =
        unbounded && (range.upper == all_dates().upper || range.upper.is_none());
    if unbounded {
        add(Some(usual));
    }
    let included = |bound: Option<Bound<Number>>| Some(bound?.value);
    if range.lower != all_dates().lower {
        add(included(range.lower));
    }
    if range.upper != all_dates().upper {
        add(included(range.upper));
    }
    let mut size = Some(Number::ONE);
    for _ in 0..9 {
        let Some(known) = size else { break };
        let above = range.lower.and_then(|bound| floor(bound.value, known));
        add(above.and_then(|value| value.checked_add(known).ok()));
        let below = range.upper.and_then(|bound| floor(bound.value, known));
        add(below);
        add(below.and_then(|value| value.checked_sub(known).ok()));
        size = known.checked_div(Number::from(10)).ok();
    }
    add(Some(usual));
    add(Some(Number::ZERO));
    found
}

impl Region {
    /// Returns the values a number may have.
    pub(super) fn range(&self, variable: Variable) -> Option<Range> {
        match self.domains.get(variable)? {
            Domain::Range { range, .. } => Some(*range),
            Domain::Options(_) | Domain::Set { .. } | Domain::Other => None,
        }
    }

    /// Returns the cases of this region in which something holds besides; none if there are
    /// none. A region that is returned may still be empty where facts are compared.
    pub(super) fn restricted(&self, by: &Restriction) -> Option<Self> {
        let mut region = self.clone();
        match by {
            Restriction::Options(variable, mask) => {
                if let Some(Domain::Options(known)) = region.domains.get_mut(*variable) {
                    *known &= mask;
                }
            }
            Restriction::Member(variable, bit, is_in) => {
                if let Some(Domain::Set { has, open }) = region.domains.get_mut(*variable)
                {
                    *open &= !bit;
                    if *is_in {
                        *has |= bit;
                    }
                }
            }
            Restriction::Bound(bounded) => region.bound(bounded),
        }
        if region.domains.iter().any(Domain::is_empty) {
            return None;
        }
        // What has nothing to do with it was looked at when it came.
        let variables: Vec<Variable> = match by {
            Restriction::Options(variable, _) | Restriction::Member(variable, ..) => {
                Vec::from([*variable])
            }
            Restriction::Bound(bounded) => bounded.form.variables().collect(),
        };
        let bounds = region.bounds_about(variables);
        let range = |variable| region.range(variable);
        if !bounds.is_empty() && can_hold(&bounds, range) == Some(false) {
            return None;
        }
        Some(region)
    }

    /// The bounds on sums of these variables, and of those that they are bound to.
    fn bounds_about(&self, mut variables: Vec<Variable>) -> Vec<Bounded> {
        let mut left: Vec<&Bounded> = self.bounds.iter().collect();
        let mut found: Vec<Bounded> = Vec::new();
        loop {
            let before = left.len();
            left.retain(|bounded| {
                let mut own = bounded.form.variables();
                // What names no variable holds nowhere or everywhere.
                let is_about = bounded.form.as_constant().is_some()
                    || own.any(|variable| variables.contains(&variable));
                if is_about {
                    variables.extend(bounded.form.variables());
                    found.push((*bounded).clone());
                }
                !is_about
            });
            if left.is_empty() || left.len() == before {
                return found;
            }
        }
    }

    fn bound(&mut self, bounded: &Bounded) {
        let Some((variable, factor, constant)) = bounded.form.single() else {
            let bounded = self.on_steps(bounded).unwrap_or_else(|| bounded.clone());
            if !self.bounds.contains(&bounded) {
                self.bounds.push(bounded);
            }
            return;
        };
        let Some(Domain::Range { range, step, .. }) = self.domains.get_mut(variable)
        else {
            return;
        };
        let value = constant.checked_div(factor).and_then(Number::checked_neg);
        // Beyond what can be calculated nothing gets smaller, which leaves too much, never too
        // little.
        let Ok(value) = value else { return };
        let end = Some(Bound { value, included: bounded.relation != Relation::Positive });
        let part = match bounded.relation {
            Relation::Zero => Interval::point(value),
            Relation::NotNegative | Relation::Positive if factor.is_negative() => {
                Interval { lower: None, upper: end }
            }
            Relation::NotNegative | Relation::Positive => {
                Interval { lower: end, upper: None }
            }
        };
        let within = range.intersect(&part);
        *range = match bounded.relation {
            // A point between two steps is no value.
            Relation::Zero
                if step.is_some_and(|step| floor(value, step) != Some(value)) =>
            {
                Interval {
                    lower: end,
                    upper: end.map(|it| Bound { included: false, ..it }),
                }
            }
            _ => on_steps(within, *step),
        };
    }

    /// Moves a bound of whole numbers, fen or dates to the next value that their sum can have:
    /// above 2 and below 3 there is no difference of whole numbers. `None` where a variable
    /// has no steps.
    fn on_steps(&self, bounded: &Bounded) -> Option<Bounded> {
        let mut unit = Number::ZERO;
        for variable in bounded.form.variables() {
            let Domain::Range { step: Some(step), .. } = self.domains.get(variable)?
            else {
                return None;
            };
            let mut other =
                bounded.form.factor(variable)?.abs().checked_mul(*step).ok()?;
            while !other.is_zero() {
                let rest = unit.checked_sub(floor(unit, other)?).ok()?;
                (unit, other) = (other, rest);
            }
        }
        let form = bounded.form.times(Number::ONE.checked_div(unit).ok()?)?;
        let beside = form.beside();
        let below = floor(beside, Number::ONE)?;
        let (form, relation) = match bounded.relation {
            Relation::NotNegative => (form.with_beside(below), Relation::NotNegative),
            Relation::Positive => {
                // One step more than nothing.
                let above = if below == beside {
                    below.checked_sub(Number::ONE).ok()?
                } else {
                    below
                };
                (form.with_beside(above), Relation::NotNegative)
            }
            Relation::Zero if below == beside => (form, Relation::Zero),
            Relation::Zero => (Linear::constant(Number::ONE), Relation::Zero),
        };
        Some(Bounded { form, relation })
    }

    /// Returns whether a condition can hold in some case of this region.
    pub(super) fn allows(&self, form: &Linear, relation: Relation) -> bool {
        let mut bounds = self.bounds_about(form.variables().collect());
        let bounded = Bounded { form: form.clone(), relation };
        let bounded = self.on_steps(&bounded).unwrap_or(bounded);
        if bounds.is_empty() {
            // Nothing binds its facts together: each takes the end of its range.
            let range = bounded.form.range(|variable| self.range(variable));
            return match bounded.relation {
                Relation::Zero => range.contains(Number::ZERO),
                Relation::Positive => {
                    range.upper.is_none_or(|upper| upper.value > Number::ZERO)
                }
                Relation::NotNegative => range.upper.is_none_or(|upper| {
                    upper.value > Number::ZERO || upper.included && upper.value.is_zero()
                }),
            };
        }
        bounds.push(bounded);
        can_hold(&bounds, |variable| self.range(variable)) != Some(false)
    }

    /// Returns one case of the region, by variable, of those that are read; else whether
    /// there surely is none.
    pub(super) fn point(
        &self,
        read: impl Fn(Variable) -> bool,
    ) -> Result<Vec<Point>, NoPoint> {
        let mut points = Vec::new();
        for (variable, domain) in self.domains.iter().enumerate() {
            points.push(if read(variable) {
                domain.point().ok_or(NoPoint::NotFound)?
            } else {
                Point::Other
            });
        }
        let mut bound: Vec<Variable> =
            self.bounds.iter().flat_map(|bounded| bounded.form.variables()).collect();
        bound.sort_unstable();
        bound.dedup();
        for (variable, value) in self.fixed(&bound, &self.bounds)? {
            if let Some(point) = points.get_mut(variable) {
                *point = Point::Number(value);
            }
        }
        Ok(points)
    }

    /// Gives values to variables that are compared with each other, one after the other. Where
    /// each has few values, all are tried.
    fn fixed(
        &self,
        variables: &[Variable],
        bounds: &[Bounded],
    ) -> Result<Vec<(Variable, Number)>, NoPoint> {
        let Some((first, others)) = variables.split_first() else {
            return Ok(Vec::new());
        };
        let Some(Domain::Range { range, step, usual }) = self.domains.get(*first) else {
            return Err(NoPoint::NotFound);
        };
        let left = shadow(bounds, *first, |variable| self.range(variable));
        let left = on_steps(range.intersect(&left.ok_or(NoPoint::NotFound)?), *step);
        let (values, is_all) = match all_values(&left, *step) {
            Some(values) => (values, true),
            None => (candidates(&left, *step, *usual), false),
        };
        let tried = if is_all { values.len() } else { TRIED };
        let mut none = if is_all { NoPoint::Empty } else { NoPoint::NotFound };
        for value in values.into_iter().take(tried) {
            let with = |bounded: &Bounded| {
                let form = bounded.form.with(*first, value)?;
                Some(Bounded { form, relation: bounded.relation })
            };
            let rest: Option<Vec<Bounded>> = bounds.iter().map(with).collect();
            let rest = rest.ok_or(NoPoint::NotFound)?;
            match can_hold(&rest, |variable| self.range(variable)) {
                Some(false) => continue,
                Some(true) => {}
                None => {
                    none = NoPoint::NotFound;
                    continue;
                }
            }
            match self.fixed(others, &rest) {
                Ok(mut found) => {
                    found.insert(0, (*first, value));
                    return Ok(found);
                }
                Err(NoPoint::Empty) => {}
                Err(NoPoint::NotFound) => none = NoPoint::NotFound,
            }
        }
        Err(none)
    }
}

/// Why a region gives no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoPoint {
    /// There is none.
    Empty,
    /// None was found.
    NotFound,
}

/// All values of a range, where they are few.
fn all_values(range: &Range, step: Option<Number>) -> Option<Vec<Number>> {
    let (step, lower, upper) = (step?, range.lower?, range.upper?);
    let mut found = Vec::new();
    let mut value = lower.value;
    while value <= upper.value {
        if found.len() >= MOST_VALUES {
            return None;
        }
        found.push(value);
        value = value.checked_add(step).ok()?;
    }
    Some(found)
}
