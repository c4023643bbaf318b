//! Where a region is divided: at the first condition that a question waits for. In: a slot that
//! is not settled. Out: restrictions of which just one holds in every case. Never: a condition
//! that cannot be written as a bounded sum, an option or a member; those stay open.

use super::domain::{Domain, FALSE as NO, Region, Restriction, TRUE as YES, lowest};
use super::linear::{Bounded, Linear, Relation};
use super::sheet::{Sheet, Values, is_settled, judged};
use super::value::{FALSE, Held, OPEN, TRUE};
use crate::model::{CompareOp, Fold};
use crate::program::{Args, Op, Slot};
use crate::value::Number;
use alloc::vec::Vec;

/// Restrictions of which just one holds.
pub(super) type Split = Vec<Restriction>;

/// What a split is made with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'s> {
    pub(super) sheet: &'s Sheet<'s>,
    pub(super) region: &'s Region,
    pub(super) values: &'s Values,
}

impl Choice<'_> {
    fn held(&self, slot: Slot) -> &Held {
        self.values.get(slot)
    }

    fn list(&self, args: Args) -> &[Slot] {
        self.sheet.program.list(args)
    }

    /// Divides by what a condition waits for.
    pub(super) fn of_condition(&self, slot: Slot) -> Option<Split> {
        if is_settled(self.held(slot).truth()) {
            return None;
        }
        match *self.sheet.program.ops.get(slot)? {
            Op::Not(inner) | Op::Name(_, inner) | Op::Default(inner, _) => {
                self.of_condition(inner)
            }
            Op::And(args) | Op::Or(args) | Op::AtLeast(_, args) => {
                self.list(args).iter().find_map(|slot| self.of_condition(*slot))
            }
            Op::Compare(op, left, right) => self.of_comparison(op, left, right),
            Op::OneOf(inner, mask) => self.of_value(inner, mask),
            Op::Judged(inner, asked) => self.of_value(inner, judged(asked)),
            Op::Contains(inner, mask) => self.of_member(inner, mask),
            Op::Input(fact) => match self.region.domains.get(fact)? {
                Domain::Options(mask) if *mask == YES | NO => Some(Vec::from([
                    Restriction::Options(fact, YES),
                    Restriction::Options(fact, NO),
                ])),
                _ => None,
            },
            Op::Records(Fold::Any | Fold::All, _) => {
                let variable = *self.sheet.apart.get(&slot)?;
                match self.region.domains.get(variable)? {
                    Domain::Options(mask) if *mask == YES | NO => Some(Vec::from([
                        Restriction::Options(variable, YES),
                        Restriction::Options(variable, NO),
                    ])),
                    _ => None,
                }
            }
            _ => self.of_value(slot, 0),
        }
    }

    fn of_comparison(&self, op: CompareOp, left: Slot, right: Slot) -> Option<Split> {
        match (self.held(left), self.held(right)) {
            (Held::Number(one), Held::Number(other)) => {
                if one.fails || other.fails {
                    let split =
                        self.of_value(left, 0).or_else(|| self.of_value(right, 0));
                    if split.is_some() {
                        return split;
                    }
                }
                match (&one.form, &other.form) {
                    (Some(one), Some(other)) => self.of_form(&one.minus(other)?, op),
                    (None, _) => {
                        self.of_value(left, 0).or_else(|| self.of_value(right, 0))
                    }
                    (_, None) => self.of_value(right, 0),
                }
            }
            (Held::Options { mask, .. }, Held::Options { mask: other, .. }) => {
                if other.count_ones() == 1 {
                    self.of_value(left, *other)
                } else if mask.count_ones() == 1 {
                    self.of_value(right, *mask)
                } else {
                    self.of_value(left, 0).or_else(|| self.of_value(right, 0))
                }
            }
            _ => [left, right].into_iter().find_map(|slot| {
                self.of_condition(slot).or_else(|| self.of_value(slot, 0))
            }),
        }
    }

    /// Divides by how a sum stands to zero.
    pub(super) fn of_form(&self, form: &Linear, op: CompareOp) -> Option<Split> {
        let back = form.times(Number::from(-1))?;
        let bound = |form: &Linear, relation| {
            Restriction::Bound(Bounded { form: form.clone(), relation })
        };
        Some(match op {
            CompareOp::Equal | CompareOp::NotEqual => Vec::from([
                bound(form, Relation::Zero),
                bound(&back, Relation::Positive),
                bound(form, Relation::Positive),
            ]),
            CompareOp::Less | CompareOp::GreaterOrEqual => Vec::from([
                bound(&back, Relation::Positive),
                bound(form, Relation::NotNegative),
            ]),
            CompareOp::LessOrEqual | CompareOp::Greater => Vec::from([
                bound(&back, Relation::NotNegative),
                bound(form, Relation::Positive),
            ]),
        })
    }

    fn of_member(&self, set: Slot, mask: u64) -> Option<Split> {
        match *self.sheet.program.ops.get(set)? {
            Op::Name(_, inner) | Op::Default(inner, _) => self.of_member(inner, mask),
            Op::Input(fact) => match self.region.domains.get(fact)? {
                Domain::Set { open, .. } if open & mask != 0 => {
                    let bit = lowest(open & mask);
                    Some(Vec::from([
                        Restriction::Member(fact, bit, true),
                        Restriction::Member(fact, bit, false),
                    ]))
                }
                _ => None,
            },
            _ => self.of_value(set, 0),
        }
    }

    /// Divides by what a value waits for; `mask` are the options that matter.
    pub(super) fn of_value(&self, slot: Slot, mask: u64) -> Option<Split> {
        let each = |slots: &[Slot]| slots.iter().find_map(|slot| self.of_value(*slot, 0));
        match *self.sheet.program.ops.get(slot)? {
            Op::Name(_, inner) | Op::Default(inner, _) => self.of_value(inner, mask),
            Op::Input(fact) => match self.region.domains.get(fact)? {
                Domain::Options(known) if known.count_ones() > 1 => {
                    let wanted = known & mask;
                    let first = if wanted == 0 || wanted == *known {
                        lowest(*known)
                    } else {
                        wanted
                    };
                    Some(Vec::from([
                        Restriction::Options(fact, first),
                        Restriction::Options(fact, known & !first),
                    ]))
                }
                _ => None,
            },
            Op::Case(args) | Op::InForce(args) => {
                for row in self.list(args).chunks(2) {
                    let [condition, value] = row else {
                        return row.first().and_then(|value| self.of_value(*value, mask));
                    };
                    let truth = self.held(*condition).truth();
                    if truth & (TRUE | OPEN) == 0 {
                        continue;
                    }
                    if truth == TRUE {
                        return self.of_value(*value, mask);
                    }
                    if let Some(split) = self.of_condition(*condition) {
                        return Some(split);
                    }
                }
                None
            }
            Op::Unique(args) | Op::Collect(_, args) => self.of_rows(args, mask),
            Op::Except(args) => {
                let (general, exceptions) = self.list(args).split_first()?;
                let mut taken = None;
                for pair in exceptions.chunks(2) {
                    let [condition, value] = pair else { break };
                    if let Some(split) = self.of_condition(*condition) {
                        return Some(split);
                    }
                    if self.held(*condition).truth() == TRUE {
                        taken = Some(*value);
                    }
                }
                self.of_value(taken.unwrap_or(*general), mask)
            }
            Op::OnlyIf(condition, inner) => {
                self.of_condition(condition).or_else(|| self.of_value(inner, mask))
            }
            Op::Assumed(inner, default) => {
                self.of_value(inner, mask).or_else(|| self.of_value(default, mask))
            }
            Op::AtLeastZero(inner) => self.of_value(inner, 0).or_else(|| {
                let Held::Number(held) = self.held(inner) else { return None };
                let crosses = held.range.lower.is_none_or(|it| it.value.is_negative());
                let form = held.form.as_ref().filter(|_| crosses)?;
                form.as_constant()
                    .is_none()
                    .then(|| self.of_form(form, CompareOp::GreaterOrEqual))?
            }),
            Op::Highest(args) | Op::Lowest(args) => {
                let slots = self.list(args);
                each(slots).or_else(|| self.of_order(slots))
            }
            Op::Tally(args) => {
                self.list(args).iter().find_map(|slot| self.of_condition(*slot))
            }
            Op::Add(left, right)
            | Op::Subtract(left, right)
            | Op::Multiply(left, right)
            | Op::Divide(left, right)
            | Op::Count(_, left, right) => each(&[left, right]),
            Op::Negate(inner) | Op::Round(inner, _, _) | Op::DateOf(inner) => {
                self.of_value(inner, 0)
            }
            Op::Shift { date, .. } => self.of_value(date, 0),
            Op::And(_)
            | Op::Or(_)
            | Op::Not(_)
            | Op::AtLeast(_, _)
            | Op::Compare(_, _, _)
            | Op::OneOf(_, _)
            | Op::Contains(_, _)
            | Op::Judged(_, _)
            | Op::Records(Fold::Any | Fold::All, _) => self.of_condition(slot),
            Op::AsOf
            | Op::Constant(_)
            | Op::Known(_)
            | Op::Over(_, _)
            | Op::Records(_, _)
            | Op::Penalty { .. }
            | Op::Undecided(_)
            | Op::Paused { .. } => None,
        }
    }

    fn of_rows(&self, args: Args, mask: u64) -> Option<Split> {
        let mut taken = None;
        for row in self.list(args).chunks(2) {
            match row {
                [condition, value] => {
                    let truth = self.held(*condition).truth();
                    if !is_settled(truth)
                        && let Some(split) = self.of_condition(*condition)
                    {
                        return Some(split);
                    }
                    if truth == TRUE {
                        taken = taken.or(Some(*value));
                    }
                }
                [value] => taken = taken.or(Some(*value)),
                _ => {}
            }
        }
        self.of_value(taken?, mask)
    }

    /// Divides by which of two numbers is the greater.
    fn of_order(&self, slots: &[Slot]) -> Option<Split> {
        let mut forms = slots.iter().filter_map(|slot| match self.held(*slot) {
            Held::Number(held) => held.form.as_ref(),
            _ => None,
        });
        let first = forms.next()?;
        for other in forms {
            let difference = first.minus(other)?;
            let back = difference.times(Number::from(-1))?;
            let allows = |form: &Linear, relation| {
                form.as_constant().is_none() && self.region.allows(form, relation)
            };
            if allows(&difference, Relation::Positive)
                && allows(&back, Relation::Positive)
            {
                return self.of_form(&difference, CompareOp::GreaterOrEqual);
            }
        }
        None
    }
}

/// Whether a condition can be true.
pub(super) const fn can_be_true(truth: u8) -> bool {
    truth & TRUE != 0
}

/// Whether it surely is.
pub(super) const fn is_true(truth: u8) -> bool {
    truth & (FALSE | OPEN) == 0 && truth & TRUE != 0
}
