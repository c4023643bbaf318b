//! Records for lists of which only is known what they come to: so many that meet a condition,
//! one that meets it, none. In: a region in which a condition holds. Out: records of which that
//! is true. Never: a record that the engine was not asked about; a promise that there are none.

use super::domain::{Domain, Point, Region, date};
use super::goal::{Goal, Told};
use super::linear::Variable;
use super::search::Spent;
use super::sheet::{Sheet, Values, is_settled};
use super::split::Choice;
use super::value::{FALSE, TRUE};
use crate::eval;
use crate::facts::{FactValue, Facts};
use crate::model::{FactId, Fold};
use crate::program::Slot;
use crate::value::Interval;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

/// How many records a case has at most: it is to be read by a person.
const MOST_RECORDS: usize = 24;

/// How many slots are looked at for one record before it is given up.
const MOST_STEPS: usize = 100_000;

/// The values of a record's fields, in the order declared.
type Record = Vec<Option<FactValue>>;

/// What is still wanted of the records of a list.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    when: Option<Slot>,
    /// So many more must be like that.
    more: usize,
    /// Whether no others may be.
    exact: bool,
    /// What the condition must come to.
    truth: bool,
}

impl Wanted {
    fn of(told: &Told, point: Point) -> Option<Self> {
        let of = |more, exact, truth| Self { when: told.when, more, exact, truth };
        Some(match (told.fold, point) {
            (Fold::Count, Point::Number(number)) => {
                of(usize::try_from(number.to_i64()?).ok()?, true, true)
            }
            (Fold::Any, Point::Option(bit)) if bit == super::domain::TRUE => {
                of(1, false, true)
            }
            (Fold::Any, Point::Option(_)) => of(0, true, true),
            // Every record: there is none that is not.
            (Fold::All, Point::Option(bit)) if bit == super::domain::TRUE => {
                of(0, true, false)
            }
            (Fold::All, Point::Option(_)) => of(1, false, false),
            _ => return None,
        })
    }

    /// What the next record must come to: so, not so, or either.
    fn demand(&self, wants: bool) -> Option<(Slot, bool)> {
        let when = self.when?;
        match (wants && self.more > 0, self.exact && self.more == 0) {
            (true, _) => Some((when, self.truth)),
            (false, true) => Some((when, !self.truth)),
            (false, false) => None,
        }
    }
}

impl Sheet<'_> {
    /// Gives every list the records that a region calls for; `points` are the values of the
    /// facts, of which those that only records are compared with may change.
    pub(super) fn records_for(
        &self,
        goal: &Goal,
        region: &Region,
        values: &Values,
        points: &mut [Point],
        spent: &mut Spent,
    ) -> Option<Vec<(FactId, FactValue)>> {
        let lists: BTreeSet<FactId> = goal.lists.iter().map(|told| told.list).collect();
        let mut found = Vec::new();
        for list in lists {
            // What was not looked at makes no difference.
            let asked: Vec<&Told> = goal
                .lists
                .iter()
                .filter(|told| told.list == list && values.has(told.slot))
                .collect();
            let mut wanted = Vec::new();
            for told in &asked {
                let point = *points.get(*self.apart.get(&told.slot)?)?;
                wanted.push(Wanted::of(told, point)?);
            }
            let conditions: Vec<Slot> =
                asked.iter().filter_map(|told| told.when).collect();
            let looked = Looked { list, conditions: &conditions, goal, region };
            let records = self.all_records(&looked, &mut wanted, points, spent)?;
            found.push((list, FactValue::List(records)));
        }
        Some(found)
    }

    fn all_records(
        &self,
        looked: &Looked<'_>,
        wanted: &mut [Wanted],
        points: &mut [Point],
        spent: &mut Spent,
    ) -> Option<Vec<Record>> {
        let mut records = Vec::new();
        while wanted.iter().any(|one| one.more > 0) {
            if records.len() >= MOST_RECORDS {
                return None;
            }
            // One that is all that is wanted; else one for the first of it.
            let first = wanted.iter().position(|one| one.more > 0)?;
            let all: Vec<_> = wanted.iter().filter_map(|one| one.demand(true)).collect();
            let one = wanted.iter().enumerate();
            let one: Vec<_> =
                one.filter_map(|(at, one)| one.demand(at == first)).collect();
            let (record, all_met) =
                match self.one_record(looked, &all, points, records.is_empty(), spent) {
                    Some(record) => (record, true),
                    None => {
                        let is_first = records.is_empty();
                        let record =
                            self.one_record(looked, &one, points, is_first, spent)?;
                        (record, false)
                    }
                };
            for (at, one) in wanted.iter_mut().enumerate() {
                if all_met || at == first {
                    one.more = one.more.saturating_sub(1);
                }
            }
            records.push(record);
        }
        Some(records)
    }

    /// A record that meets demands, beside the facts of the case; if there is none yet, beside
    /// others of those that nothing else reads.
    fn one_record(
        &self,
        looked: &Looked<'_>,
        demands: &[(Slot, bool)],
        points: &mut [Point],
        is_first: bool,
        spent: &mut Spent,
    ) -> Option<Record> {
        let fixed = |of: &[Slot], points: &[Point]| {
            let mut region = self.start.clone();
            for (fact, point) in points.iter().enumerate().take(self.as_of()) {
                let is_field =
                    self.program.model.facts.get(fact).is_none_or(|it| it.is_field());
                if !is_field && of.binary_search(&fact).is_ok() {
                    fix(&mut region, fact, *point);
                }
            }
            if let Some(point) = points.get(self.as_of()) {
                fix(&mut region, self.as_of(), *point);
            }
            region
        };
        let pinned = fixed(&looked.goal.cone, points);
        let mut found = self.record_in(looked, demands, pinned, spent);
        if found.is_none() && is_first {
            let mut free = fixed(&looked.goal.own, points);
            for (fact, known) in looked.region.domains.iter().enumerate() {
                let is_own = looked.goal.own.binary_search(&fact).is_ok();
                if let Some(domain) = free.domains.get_mut(fact).filter(|_| !is_own)
                    && fact < self.as_of()
                {
                    *domain = known.clone();
                }
            }
            found = self.record_in(looked, demands, free, spent);
        }
        let found = found?;
        for (fact, point) in found.iter().enumerate().take(self.as_of()) {
            let is_field =
                self.program.model.facts.get(fact).is_none_or(|it| it.is_field());
            if !is_field
                && *point != Point::Other
                && let Some(known) = points.get_mut(fact)
            {
                *known = *point;
            }
        }
        let fields = self.program.model.fields(looked.list);
        let value = |field| self.given(field, *found.get(field)?);
        let mut record: Record = fields.map(|(field, _)| value(field)).collect();
        if record.iter().all(Option::is_none)
            && let Some(first) = record.first_mut()
        {
            let field = looked.list.saturating_add(1);
            let plain = self.start.domains.get(field).and_then(Domain::point);
            *first = plain.and_then(|plain| self.given(field, plain));
        }
        Some(record)
    }

    /// Values of a region, those of fields among them, beside which demands are met.
    fn record_in(
        &self,
        looked: &Looked<'_>,
        demands: &[(Slot, bool)],
        region: Region,
        spent: &mut Spent,
    ) -> Option<Vec<Point>> {
        let slots: Vec<Slot> = demands.iter().map(|(slot, _)| *slot).collect();
        let operands = |op| self.program.operands(op);
        let cone = self.behind(looked.conditions, operands);
        let rests = self.behind(&slots, operands);
        let limit = spent.steps.saturating_add(MOST_STEPS);
        let mut waiting = Vec::from([region]);
        let mut values = Values::default();
        while let Some(region) = waiting.pop() {
            self.evaluate_all(&slots, &region, &mut values);
            spent.steps = spent.steps.saturating_add(values.len());
            if spent.steps > limit {
                return None;
            }
            let truth = |slot: &Slot| values.get(*slot).truth();
            let bit = |wanted: &bool| if *wanted { TRUE } else { FALSE };
            if demands.iter().any(|(slot, wanted)| truth(slot) & bit(wanted) == 0) {
                continue;
            }
            let choice = Choice { sheet: self, region: &region, values: &values };
            let mut open = slots.iter().filter(|slot| !is_settled(truth(slot)));
            if let Some(split) = open.find_map(|slot| choice.of_condition(*slot)) {
                let parts = split.iter().rev();
                waiting.extend(parts.filter_map(|by| region.restricted(by)));
                continue;
            }
            let read = |variable: Variable| self.reads(&cone, variable);
            let Ok(mut points) = region.point(read) else { continue };
            self.fit(&rests, &region, &values, &mut points);
            if self.meets(demands, &rests, &points) {
                return Some(points);
            }
        }
        None
    }

    /// Whether the engine says so of a record.
    fn meets(&self, demands: &[(Slot, bool)], rests: &[Slot], points: &[Point]) -> bool {
        let mut facts = Facts::none(&self.program.model);
        for (fact, point) in points.iter().enumerate().take(self.as_of()) {
            if let Some(value) = self.given(fact, *point) {
                facts.set(fact, value);
            }
        }
        let as_of = match points.get(self.as_of()) {
            Some(Point::Number(number)) => date(*number),
            _ => None,
        };
        let as_of = as_of.unwrap_or(self.today).into();
        let none = BTreeMap::new();
        let frame = eval::run_of(self.program, &facts, as_of, rests, &none);
        demands.iter().all(|(slot, wanted)| {
            let truth = frame.truth(*slot);
            if *wanted { truth.is_true() } else { truth.is_false() }
        })
    }
}

/// Which list, and in which cases.
struct Looked<'a> {
    list: FactId,
    conditions: &'a [Slot],
    goal: &'a Goal,
    region: &'a Region,
}

/// Leaves a variable one value.
fn fix(region: &mut Region, variable: Variable, point: Point) {
    let Some(domain) = region.domains.get_mut(variable) else { return };
    let fixed = match (point, &*domain) {
        (Point::Option(bit), Domain::Options(_)) => Domain::Options(bit),
        (Point::Set(bits), Domain::Set { .. }) => Domain::Set { has: bits, open: 0 },
        (Point::Number(number), Domain::Range { step, usual, .. }) => {
            let range = Interval::point(number);
            Domain::Range { range, step: *step, usual: *usual }
        }
        _ => return,
    };
    *domain = fixed;
}
