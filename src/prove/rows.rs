//! What choices among rows, and the highest of several, may come to over regions. In: what
//! conditions and values may hold. Out: the values of the rows that may be taken. Never: a row
//! left out that some case of the region takes.

use super::arithmetic::{hull, number_of, sum};
use super::between::Between;
use super::domain::Region;
use super::linear::{Linear, Relation};
use super::sheet::{Sheet, Values};
use super::value::{FALSE, Held, Measured, OPEN, TRUE};
use crate::model::{Fold, Gather};
use crate::program::{Args, Slot};
use crate::value::{Interval, Number};
use alloc::vec::Vec;

impl Sheet<'_> {
    /// The first row that is true; one that is open before it may leave nothing.
    pub(super) fn case(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot);
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
    pub(super) fn unique(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot);
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

    pub(super) fn except(&self, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot);
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

    pub(super) fn collect(&self, gather: Gather, args: Args, values: &Values) -> Held {
        let of = |slot: &Slot| values.get(*slot);
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
        let unknown = Held::Number(Measured::within(Interval::ALL, true));
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

    pub(super) fn over(&self, fold: Fold, args: Args, values: &Values) -> Held {
        let _ = (args, values);
        match fold {
            Fold::Any | Fold::All => Held::Truth(TRUE | FALSE | OPEN),
            Fold::Count | Fold::Sum | Fold::Highest | Fold::Lowest => {
                Held::Number(Measured::within(Interval::ALL, true))
            }
        }
    }

    pub(super) fn extreme(
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
            .map(|slot| values.get(*slot).measured())
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
        if found.form.is_none() {
            found = found.lying(Between::extreme(&parts, highest));
        }
        Held::Number(found)
    }
}
