//! Sums of facts: `3 × goods − gains + 5`. In: numbers and variables. Out: exact linear forms,
//! and whether conditions on them can hold together. Never: a product of facts, a rounded
//! result; what is too large to be exact is no form.

use super::domain::Range;
use crate::value::{Bound, Interval, Number};
use alloc::vec::Vec;

/// A fact, by its position; the date asked for stands after all facts.
pub(super) type Variable = usize;

/// How many conditions may come of taking one variable out before it is given up.
const MOST_CONDITIONS: usize = 300;

/// A sum of multiples of variables and a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Linear {
    /// By variable, in order, none zero.
    terms: Vec<(Variable, Number)>,
    constant: Number,
}

/// What is said of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is zero.
    Zero,
    /// It is zero or more.
    NotNegative,
    /// It is more than zero.
    Positive,
}

/// A form and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bounded {
    pub(super) form: Linear,
    pub(super) relation: Relation,
}

impl Linear {
    pub(super) const fn constant(constant: Number) -> Self {
        Self { terms: Vec::new(), constant }
    }

    pub(super) fn variable(variable: Variable) -> Self {
        Self { terms: Vec::from([(variable, Number::ONE)]), constant: Number::ZERO }
    }

    /// Returns its number, if it is nothing else.
    pub(super) fn as_constant(&self) -> Option<Number> {
        self.terms.is_empty().then_some(self.constant)
    }

    /// Returns the number beside the variables.
    pub(super) const fn beside(&self) -> Number {
        self.constant
    }

    /// The same variables beside another number.
    pub(super) fn with_beside(&self, constant: Number) -> Self {
        Self { terms: self.terms.clone(), constant }
    }

    /// Returns the only variable with its factor, and the number beside it.
    pub(super) fn single(&self) -> Option<(Variable, Number, Number)> {
        match self.terms.as_slice() {
            [(variable, factor)] => Some((*variable, *factor, self.constant)),
            _ => None,
        }
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = Variable> {
        self.terms.iter().map(|(variable, _)| *variable)
    }

    pub(super) fn factor(&self, variable: Variable) -> Option<Number> {
        self.terms.iter().find(|(known, _)| *known == variable).map(|(_, factor)| *factor)
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        let mut terms = self.terms.clone();
        for (variable, factor) in &other.terms {
            match terms.binary_search_by_key(variable, |(known, _)| *known) {
                Ok(at) => {
                    let known = terms.get_mut(at)?;
                    known.1 = known.1.checked_add(*factor).ok()?;
                }
                Err(at) => terms.insert(at, (*variable, *factor)),
            }
        }
        terms.retain(|(_, factor)| !factor.is_zero());
        Some(Self { terms, constant: self.constant.checked_add(other.constant).ok()? })
    }

    pub(super) fn times(&self, factor: Number) -> Option<Self> {
        if factor.is_zero() {
            return Some(Self::constant(Number::ZERO));
        }
        let mut terms = self.terms.clone();
        for (_, known) in &mut terms {
            *known = known.checked_mul(factor).ok()?;
        }
        Some(Self { terms, constant: self.constant.checked_mul(factor).ok()? })
    }

    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.times(Number::from(-1))?)
    }

    /// Puts a value in the place of a variable.
    pub(super) fn with(&self, variable: Variable, value: Number) -> Option<Self> {
        let Some(factor) = self.factor(variable) else { return Some(self.clone()) };
        let mut terms = self.terms.clone();
        terms.retain(|(known, _)| *known != variable);
        let added = factor.checked_mul(value).ok()?;
        Some(Self { terms, constant: self.constant.checked_add(added).ok()? })
    }

    /// Returns the values it may have where its variables have theirs.
    pub(super) fn range(&self, of: impl Fn(Variable) -> Option<Range>) -> Range {
        let mut range = Interval::point(self.constant);
        for (variable, factor) in &self.terms {
            let Some(values) = of(*variable) else { return Interval::ALL };
            let values = scaled(&values, *factor);
            range = Interval {
                lower: added(range.lower, values.lower),
                upper: added(range.upper, values.upper),
            };
        }
        range
    }
}

/// Multiplies both ends; a negative factor turns them round.
pub(super) fn scaled(range: &Range, factor: Number) -> Range {
    let end = |bound: Option<Bound<Number>>| {
        let bound = bound?;
        Some(Bound { value: bound.value.checked_mul(factor).ok()?, ..bound })
    };
    let (lower, upper) = (end(range.lower), end(range.upper));
    if factor.is_negative() {
        Interval { lower: upper, upper: lower }
    } else {
        Interval { lower, upper }
    }
}

/// Adds two ends; one that is open or too large leaves the sum open.
pub(super) fn added(
    left: Option<Bound<Number>>,
    right: Option<Bound<Number>>,
) -> Option<Bound<Number>> {
    let (left, right) = (left?, right?);
    let value = left.value.checked_add(right.value).ok()?;
    Some(Bound { value, included: left.included && right.included })
}

impl Bounded {
    /// Returns whether it holds, where it names no variable.
    fn settled(&self) -> Option<bool> {
        let number = self.form.as_constant()?;
        Some(match self.relation {
            Relation::Zero => number.is_zero(),
            Relation::NotNegative => !number.is_negative(),
            Relation::Positive => number > Number::ZERO,
        })
    }

    /// Writes an equality as two inequalities.
    fn inequalities(&self) -> Option<Vec<Self>> {
        Some(match self.relation {
            Relation::Zero => {
                let relation = Relation::NotNegative;
                let back = self.form.times(Number::from(-1))?;
                Vec::from([
                    Self { form: self.form.clone(), relation },
                    Self { form: back, relation },
                ])
            }
            Relation::NotNegative | Relation::Positive => Vec::from([self.clone()]),
        })
    }
}

/// Returns what is left of conditions without a variable (Fourier and Motzkin's way): they can
/// hold together with some value of it just where the result holds. `None` beyond the limit.
fn without(conditions: &[Bounded], variable: Variable) -> Option<Vec<Bounded>> {
    let (mut below, mut above, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for condition in conditions {
        match condition.form.factor(variable) {
            None => rest.push(condition.clone()),
            Some(factor) if factor.is_negative() => above.push((condition, factor)),
            Some(factor) => below.push((condition, factor)),
        }
    }
    if below.len().saturating_mul(above.len()).saturating_add(rest.len())
        > MOST_CONDITIONS
    {
        return None;
    }
    for (low, low_factor) in &below {
        for (high, high_factor) in &above {
            let form = low
                .form
                .times(high_factor.abs())?
                .plus(&high.form.times(*low_factor)?)?;
            let strict = [low.relation, high.relation].contains(&Relation::Positive);
            let relation =
                if strict { Relation::Positive } else { Relation::NotNegative };
            let joined = Bounded { form, relation };
            if joined.settled() != Some(true) && !rest.contains(&joined) {
                rest.push(joined);
            }
        }
    }
    Some(rest)
}

/// The ends of a variable's range as conditions.
fn ends(variable: Variable, range: &Range) -> Option<Vec<Bounded>> {
    let own = Linear::variable(variable);
    let relation =
        |included| if included { Relation::NotNegative } else { Relation::Positive };
    let mut found = Vec::new();
    if let Some(lower) = range.lower {
        let form = own.minus(&Linear::constant(lower.value))?;
        found.push(Bounded { form, relation: relation(lower.included) });
    }
    if let Some(upper) = range.upper {
        let form = Linear::constant(upper.value).minus(&own)?;
        found.push(Bounded { form, relation: relation(upper.included) });
    }
    Some(found)
}

/// Conditions as inequalities, with the ranges of the variables they name.
fn all(
    conditions: &[Bounded],
    of: &impl Fn(Variable) -> Option<Range>,
) -> Option<(Vec<Bounded>, Vec<Variable>)> {
    let mut found = Vec::new();
    let mut variables: Vec<Variable> = Vec::new();
    for condition in conditions {
        found.extend(condition.inequalities()?);
        variables.extend(condition.form.variables());
    }
    variables.sort_unstable();
    variables.dedup();
    for variable in &variables {
        found.extend(ends(*variable, &of(*variable)?)?);
    }
    Some((found, variables))
}

/// Returns whether conditions can hold together; `None` beyond what is looked at.
pub(super) fn can_hold(
    conditions: &[Bounded],
    of: impl Fn(Variable) -> Option<Range>,
) -> Option<bool> {
    let (mut left, variables) = all(conditions, &of)?;
    for variable in variables {
        left = without(&left, variable)?;
        if left.iter().any(|condition| condition.settled() == Some(false)) {
            return Some(false);
        }
    }
    Some(left.iter().all(|condition| condition.settled() == Some(true)))
}

/// Returns the range that conditions leave to one of their variables.
pub(super) fn shadow(
    conditions: &[Bounded],
    wanted: Variable,
    of: impl Fn(Variable) -> Option<Range>,
) -> Option<Range> {
    let (mut left, variables) = all(conditions, &of)?;
    for variable in variables {
        if variable != wanted {
            left = without(&left, variable)?;
        }
    }
    let mut range = Interval::ALL;
    for condition in &left {
        let Some((_, factor, constant)) = condition.form.single() else { continue };
        let value = constant.checked_div(factor).ok()?.checked_neg().ok()?;
        let bound =
            Some(Bound { value, included: condition.relation != Relation::Positive });
        let part = if factor.is_negative() {
            Interval { lower: None, upper: bound }
        } else {
            Interval { lower: bound, upper: None }
        };
        range = range.intersect(&part);
    }
    Some(range)
}
