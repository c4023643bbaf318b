//! Whether a condition can hold at all. In: a sheet and a slot. Out: a case in which it holds,
//! confirmed by the engine; or that there is none; or that it was not settled. Never: a case
//! that the engine was not asked about; an answer that depends on how fast a computer is.

use super::domain::{JUDGED, lowest};
use super::domain::{NoPoint, Point, Region, date};
use super::goal::Goal;
use super::sheet::{Sheet, Values};
use super::split::{Choice, can_be_true, is_true};
use crate::facts::{FactValue, Facts};
use crate::model::FactKind;
use crate::program::Slot;
use crate::value::{Date, Number};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How many slots are looked at for one question before it is given up.
pub(super) const MOST_STEPS: usize = 1_000_000;

/// What came of a question.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// No case at all.
    Never,
    /// This one.
    Holds(Case),
    /// Not settled.
    Undecided,
}

/// A case: the facts that matter, and the date.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) facts: Facts,
    pub(super) as_of: Date,
}

impl Case {
    /// The numbers among the facts, by fact.
    pub(super) fn numbers(&self) -> Vec<(usize, Number)> {
        let facts = self.facts.values.iter().enumerate();
        let number = |(fact, value): (usize, &Option<FactValue>)| match value {
            Some(FactValue::Number(number)) => Some((fact, *number)),
            _ => None,
        };
        facts.filter_map(number).collect()
    }
}

/// What was looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spent {
    /// Slots evaluated.
    pub(super) steps: usize,
    /// Cases that the engine did not confirm: a defect of this module.
    pub(super) unconfirmed: usize,
}

/// Regions in which a condition may hold and that were not looked at.
#[derive(Debug)]
pub(super) struct Search<'s> {
    sheet: &'s Sheet<'s>,
    goal: Goal,
    waiting: Vec<Region>,
    values: Values,
    undecided: bool,
}

impl Search<'_> {
    /// Returns the next case in which it holds, after so many steps at most.
    pub(super) fn next(&mut self, most: usize, spent: &mut Spent) -> Answer {
        let Self { sheet, goal, waiting, values, undecided } = self;
        let limit = spent.steps.saturating_add(most);
        while let Some(region) = waiting.pop() {
            sheet.evaluate(goal.slot, &region, values);
            spent.steps = spent.steps.saturating_add(values.len());
            if spent.steps > limit {
                return Answer::Undecided;
            }
            let truth = values.get(goal.slot).truth();
            if !can_be_true(truth) {
                continue;
            }
            if !is_true(truth) {
                let choice = Choice { sheet, region: &region, values };
                if let Some(split) = choice.of_condition(goal.slot) {
                    let parts = split.iter().rev();
                    waiting.extend(parts.filter_map(|by| region.restricted(by)));
                    continue;
                }
            }
            // The engine looks at all of it.
            spent.steps = spent.steps.saturating_add(goal.cone.len());
            match sheet.confirmed(goal, &region, values, spent) {
                Ok(case) => return Answer::Holds(sheet.shrunk(goal, case)),
                Err(NoPoint::Empty) => {}
                Err(NoPoint::NotFound) => {
                    *undecided = true;
                    // It was sure of it, and its own case does not bear it out.
                    let is_exact = region.bounds.is_empty()
                        && !goal.cone.iter().any(|slot| sheet.apart.contains_key(slot));
                    if is_true(truth) && is_exact {
                        spent.unconfirmed = spent.unconfirmed.saturating_add(1);
                    }
                }
            }
        }
        if *undecided { Answer::Undecided } else { Answer::Never }
    }
}

impl Sheet<'_> {
    /// Looks for a case in which a condition holds.
    pub(super) fn holds(&self, goal: Slot, spent: &mut Spent) -> Answer {
        self.search(goal).next(MOST_STEPS, spent)
    }

    /// Begins to look for cases in which a condition holds.
    pub(super) fn search(&self, goal: Slot) -> Search<'_> {
        Search {
            sheet: self,
            goal: self.goal(goal),
            waiting: Vec::from([self.start.clone()]),
            values: Values::default(),
            undecided: false,
        }
    }

    /// Asks the engine about a case of a region.
    fn confirmed(
        &self,
        goal: &Goal,
        region: &Region,
        values: &Values,
        spent: &mut Spent,
    ) -> Result<Case, NoPoint> {
        let mut points = region.point(|variable| self.reads(&goal.cone, variable))?;
        self.fit(&goal.cone, region, values, &mut points);
        let lists = self.records_for(goal, region, values, &mut points, spent);
        let lists = lists.ok_or(NoPoint::NotFound)?;
        let mut facts = Facts::none(&self.program.model);
        for fact in goal.cone.iter().take_while(|fact| **fact < self.as_of()) {
            let known = self.program.model.facts.get(*fact);
            if known.is_some_and(|known| !known.is_field())
                && let Some(value) =
                    points.get(*fact).and_then(|point| self.given(*fact, *point))
            {
                facts.set(*fact, value);
            }
        }
        for (list, records) in lists {
            facts.set(list, records);
        }
        let as_of = match points.get(self.as_of()) {
            Some(Point::Number(number)) => date(*number).ok_or(NoPoint::NotFound)?,
            _ => self.today,
        };
        let case = Case { facts, as_of };
        if self.confirms(goal, &case) { Ok(case) } else { Err(NoPoint::NotFound) }
    }

    /// Returns a value as somebody gives it.
    pub(super) fn given(&self, fact: usize, point: Point) -> Option<FactValue> {
        let kind = &self.program.model.facts.get(fact)?.kind;
        let position = |bit: u64| usize::try_from(bit.trailing_zeros()).ok();
        Some(match (point, kind) {
            (Point::Option(bit), FactKind::Bool) => {
                FactValue::Bool(bit == super::domain::TRUE)
            }
            (Point::Option(bit), FactKind::Judgement) => {
                FactValue::Judgement(*JUDGED.get(position(bit)?)?)
            }
            (Point::Option(bit), FactKind::Text) => FactValue::Text(
                self.texts
                    .get(position(bit)?)
                    .cloned()
                    .unwrap_or_else(|| self.other_text()),
            ),
            (Point::Option(bit), _) => {
                FactValue::Choice(u8::try_from(lowest(bit).trailing_zeros()).ok()?)
            }
            (Point::Set(bits), _) => FactValue::Set(bits),
            (Point::Number(number), FactKind::Date(_)) => FactValue::Date(date(number)?),
            (Point::Number(number), _) => FactValue::Number(number),
            (Point::Other, _) => return None,
        })
    }

    /// A text that the rules do not name.
    fn other_text(&self) -> String {
        let mut text = "其他".to_string();
        while self.texts.contains(&text) {
            text.push('*');
        }
        text
    }

    /// Takes away what does not matter and makes round what is not.
    fn shrunk(&self, goal: &Goal, mut case: Case) -> Case {
        for fact in 0..case.facts.values.len() {
            let Some(value) = case.facts.values.get(fact).cloned().flatten() else {
                continue;
            };
            let mut fewer = case.clone();
            if let Some(known) = fewer.facts.values.get_mut(fact) {
                *known = None;
            }
            if self.confirms(goal, &fewer) {
                case = fewer;
                continue;
            }
            for plain in self.plainer(fact, &value) {
                let mut other = case.clone();
                other.facts.set(fact, plain);
                if self.confirms(goal, &other) {
                    case = other;
                    break;
                }
            }
        }
        if case.as_of != self.today {
            let other = Case { as_of: self.today, ..case.clone() };
            if self.confirms(goal, &other) {
                case = other;
            }
        }
        case
    }

    /// Plainer values of a fact, the plainest first.
    pub(super) fn plainer(&self, fact: usize, value: &FactValue) -> Vec<FactValue> {
        let Some(known) = self.program.model.facts.get(fact) else { return Vec::new() };
        match (value, &known.kind) {
            (FactValue::Number(number), FactKind::Money(_) | FactKind::Number(_))
                if !number.is_integer() =>
            {
                let below = number.numerator().checked_div_euclid(number.denominator());
                let below = below.and_then(|whole| Number::new(whole, 1).ok());
                let above = below.and_then(|below| below.checked_add(Number::ONE).ok());
                let allowed = |it: &Number| {
                    self.start.range(fact).is_some_and(|range| range.contains(*it))
                };
                let whole = [below, above].into_iter().flatten().filter(allowed);
                whole.map(FactValue::Number).collect()
            }
            _ => Vec::new(),
        }
    }
}
