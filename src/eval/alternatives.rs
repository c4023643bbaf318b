//! Penalties of which the agency chooses: 警告或者罚款, 单处或者并处. In: which of them are
//! provided, what is proposed of the others. Out: whether a penalty is one of several, and
//! whether a proposal goes with the others. Never: a choice among them.

use super::discretion::Case;
use crate::evaluation::{AlternativePenalties, Imposed, Position, Status};
use crate::model::Alternatives;
use crate::value::{Number, Truth};
use alloc::vec::Vec;

/// How a penalty stands to those that may be chosen instead.
pub(super) enum Choice<'p> {
    /// There is none.
    Alone,
    /// There may be one.
    Unknown,
    /// There is.
    Of(&'p Alternatives),
}

/// What is proposed of another penalty.
enum Other {
    /// Nothing is said of it: it may be imposed, having no amount to propose.
    Unsaid,
    Known(Number),
    Unknown,
}

impl<'p> Case<'_, 'p> {
    pub(super) fn choice(&self, penalty: usize) -> Choice<'p> {
        let all = &self.benchmark.alternatives;
        let Some(group) = all.iter().find(|group| group.penalties.contains(&penalty))
        else {
            return Choice::Alone;
        };
        let others = || self.others(group, penalty);
        if others().any(|other| self.provided(other).is_true()) {
            Choice::Of(group)
        } else if others().any(|other| !self.provided(other).is_false()) {
            Choice::Unknown
        } else {
            Choice::Alone
        }
    }

    fn others<'s>(
        &'s self,
        group: &'s Alternatives,
        penalty: usize,
    ) -> impl Iterator<Item = usize> + 's {
        group.penalties.iter().copied().filter(move |other| *other != penalty)
    }

    /// The alternatives that are open in this case.
    pub(super) fn alternatives(&self) -> Vec<AlternativePenalties> {
        let open = |penalty: &usize| {
            let imposed = self.imposed(*penalty);
            let known = self.benchmark.penalties.get(*penalty)?;
            (imposed != Imposed::None).then(|| known.name.clone())
        };
        let groups = self.benchmark.alternatives.iter().map(|group| {
            let penalties: Vec<_> = group.penalties.iter().filter_map(open).collect();
            AlternativePenalties { penalties, any: group.any, must: group.must }
        });
        groups.filter(|group| group.penalties.len() > 1).collect()
    }

    /// Where a proposal lies, beside what is proposed of the penalties to choose from.
    pub(super) fn position(&self, penalty: usize, value: Number) -> Position {
        let alone = self.position_alone(penalty, value);
        if self.provided(penalty).is_false() {
            return alone;
        }
        let group = match self.choice(penalty) {
            // What may be left out need not be imposed, whatever the tier.
            Choice::Alone if value.is_zero() && self.is_optional(penalty) => {
                return Position::Inside;
            }
            Choice::Alone => return alone,
            Choice::Unknown if alone == Position::Unlawful && !value.is_zero() => {
                return alone;
            }
            Choice::Unknown => return Position::Unknown,
            Choice::Of(group) => group,
        };
        if value.is_zero() {
            return match self.not_chosen(group, penalty) {
                // Where it is not provided, nothing is what may be imposed.
                Position::Unlawful if !self.provided(penalty).is_true() => {
                    Position::Unknown
                }
                position => position,
            };
        }
        if group.any || alone == Position::Unlawful {
            return alone;
        }
        let mut open = false;
        for other in self.others(group, penalty) {
            match (self.provided(other), self.proposed(other)) {
                (Truth::False, _) | (_, Other::Unsaid) => {}
                (Truth::True, Other::Known(amount)) if !amount.is_zero() => {
                    return Position::Unlawful;
                }
                (_, Other::Known(amount)) => open |= !amount.is_zero(),
                (_, Other::Unknown) => open = true,
            }
        }
        if open { Position::Unknown } else { alone }
    }

    /// Where nothing of a penalty lies that the agency need not choose.
    fn not_chosen(&self, group: &Alternatives, penalty: usize) -> Position {
        if !group.must {
            return Position::Inside;
        }
        let mut open = false;
        for other in self.others(group, penalty) {
            match (self.provided(other), self.proposed(other)) {
                (Truth::True, Other::Unsaid) => return Position::Inside,
                (Truth::True, Other::Known(amount)) if !amount.is_zero() => {
                    return Position::Inside;
                }
                (Truth::False, _) => {}
                (_, Other::Known(amount)) => open |= !amount.is_zero(),
                (_, Other::Unsaid | Other::Unknown) => open = true,
            }
        }
        // None of them is imposed: only a tier that spares allows that.
        let candidates: Vec<usize> = self.tiers.candidates().collect();
        let spares = |step: &usize| self.spares(*step, penalty);
        if !candidates.is_empty() && candidates.iter().all(spares) && self.tiers.ends() {
            return Position::Inside;
        }
        let settled = self.tiers.ends()
            && !self.tiers.statuses.contains(&Status::Possible)
            && !candidates.iter().any(|step| self.weighs(*step));
        match (open || !settled, candidates.iter().any(spares)) {
            (true, _) => Position::Unknown,
            (false, true) => Position::Inside,
            (false, false) => Position::Unlawful,
        }
    }

    fn proposed(&self, penalty: usize) -> Other {
        let all = self.benchmark.proposals.iter().zip(&self.slots.proposals);
        let mut said = all.filter(|(known, _)| known.penalty == penalty);
        match said.next() {
            None => Other::Unsaid,
            Some((_, slot)) => {
                self.frame.number(*slot).map_or(Other::Unknown, Other::Known)
            }
        }
    }
}
