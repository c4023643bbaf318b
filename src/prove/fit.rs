//! Facts for what was taken for a variable of its own: dates so many years apart, a date that
//! moves to another, a number that is rounded to another. In: what they should come to. Out:
//! facts that come to it, where simple ones do. Never: a promise; the engine is asked after.

use super::domain::{Point, Region, candidates, date, days};
use super::linear::Variable;
use super::sheet::{Sheet, Values};
use super::value::Held;
use crate::calendar::{period_end, period_start};
use crate::program::{Op, Slot};
use crate::value::{Date, MonthEnd, Number, PeriodUnit};
use alloc::vec::Vec;

impl Sheet<'_> {
    /// Fits facts to what operations should come to.
    pub(super) fn fit(
        &self,
        cone: &[Slot],
        region: &Region,
        values: &Values,
        points: &mut [Point],
    ) {
        for slot in cone.iter().rev() {
            let Some(variable) = self.apart.get(slot) else { continue };
            let Some(Point::Number(wanted)) = points.get(*variable).copied() else {
                continue;
            };
            let fitted = match self.program.ops.get(*slot) {
                Some(Op::Count(unit, from, to)) => {
                    self.fit_count(*unit, [*from, *to], wanted, region, points)
                }
                Some(Op::Shift { date, .. }) => {
                    self.fit_shift(*slot, *date, wanted, region)
                }
                Some(Op::Round(inner, ..)) => {
                    fit_round(values.get(*inner), wanted, region)
                        .map_or_else(Vec::new, |one| Vec::from([one]))
                }
                _ => Vec::new(),
            };
            for (variable, value) in fitted {
                if let Some(point) = points.get_mut(variable) {
                    *point = Point::Number(value);
                }
            }
        }
    }

    /// The variable that a slot is, by whatever name.
    fn variable(&self, slot: Slot) -> Option<Variable> {
        match *self.program.ops.get(slot)? {
            Op::Name(_, inner) | Op::Default(inner, _) => self.variable(inner),
            Op::Input(fact) => Some(fact),
            Op::AsOf => Some(self.as_of()),
            _ => self.apart.get(&slot).copied(),
        }
    }

    /// Whole units from one day to another.
    pub(super) fn counted(&self, unit: PeriodUnit, from: Date, to: Date) -> Number {
        Number::from(match unit {
            PeriodUnit::Years => from.age_on(to),
            PeriodUnit::Months => from.months_over_on(to),
            PeriodUnit::Workdays => {
                self.program.model.calendar.workdays_between(from, to)
            }
            PeriodUnit::Days | PeriodUnit::Hours => from.days_until(to),
        })
    }

    /// Where an operation moves a day.
    pub(super) fn moved(&self, op: &Op, day: Date) -> Option<Date> {
        let Op::Shift { period, back, roll, month_end, .. } = *op else { return None };
        if period.unit == PeriodUnit::Hours {
            return None;
        }
        let end = if back { period_start } else { period_end };
        let calendar = &self.program.model.calendar;
        Some(end(day, period, roll, month_end, calendar)?.date)
    }

    fn fit_count(
        &self,
        unit: PeriodUnit,
        ends: [Slot; 2],
        wanted: Number,
        region: &Region,
        points: &[Point],
    ) -> Vec<(Variable, Number)> {
        let [from, to] = ends.map(|slot| self.variable(slot));
        let counts = |from: Date, to: Date| self.counted(unit, from, to);
        let exact = wanted;
        let Some(wanted) = wanted.to_i64() else { return Vec::new() };
        let moved = |day: Date, by: i64| match unit {
            PeriodUnit::Years => day.add_years(by, MonthEnd::default()),
            PeriodUnit::Months => day.add_months(by, MonthEnd::default()),
            // Seven days for five working days, and then looked for around it.
            PeriodUnit::Workdays => {
                day.add_days(by.saturating_mul(7).checked_div(5).unwrap_or(by))
            }
            PeriodUnit::Days | PeriodUnit::Hours => day.add_days(by),
        };
        let around = if unit == PeriodUnit::Workdays { 20 } else { 2 };
        let offsets = || (0..=around).flat_map(|by: i64| [by, by.saturating_neg()]);
        let fits = |variable: Variable, day: Date| {
            region.range(variable).is_some_and(|range| range.contains(days(day)))
        };
        let Some(to_variable) = to else { return Vec::new() };
        let Some(from_variable) = from else { return Vec::new() };
        let fixed = |variable: Variable| match points.get(variable) {
            Some(Point::Number(number)) => date(*number),
            _ => None,
        };
        for to_day in self.days_of(to_variable, region, points) {
            let Some(near) = moved(to_day, wanted.saturating_neg()) else { continue };
            for by in offsets() {
                let Some(from_day) = near.add_days(by) else { continue };
                if counts(from_day, to_day) == exact && fits(from_variable, from_day) {
                    return Vec::from([
                        (to_variable, days(to_day)),
                        (from_variable, days(from_day)),
                    ]);
                }
            }
        }
        // Else the end is fitted to the beginning.
        let Some(from_day) = fixed(from_variable) else { return Vec::new() };
        let Some(near) = moved(from_day, wanted) else { return Vec::new() };
        for by in offsets() {
            let Some(to_day) = near.add_days(by) else { continue };
            if counts(from_day, to_day) == exact && fits(to_variable, to_day) {
                return Vec::from([(to_variable, days(to_day))]);
            }
        }
        Vec::new()
    }

    /// Days that a date may be: the one it has, then others.
    fn days_of(
        &self,
        variable: Variable,
        region: &Region,
        points: &[Point],
    ) -> Vec<Date> {
        let mut found = Vec::new();
        if let Some(Point::Number(number)) = points.get(variable) {
            found.extend(date(*number));
        }
        if let Some(range) = region.range(variable) {
            let known = candidates(&range, Some(Number::ONE), days(self.today));
            found.extend(known.into_iter().take(3).filter_map(date));
        }
        found
    }

    fn fit_shift(
        &self,
        slot: Slot,
        from: Slot,
        wanted: Number,
        region: &Region,
    ) -> Vec<(Variable, Number)> {
        let (Some(variable), Some(wanted)) = (self.variable(from), date(wanted)) else {
            return Vec::new();
        };
        let Some(op @ Op::Shift { period, back, month_end, .. }) =
            self.program.ops.get(slot).copied()
        else {
            return Vec::new();
        };
        let calendar = &self.program.model.calendar;
        let here = |day| {
            let end = if back { period_end } else { period_start };
            end(day, period, false, month_end, calendar)
        };
        let Some(near) = here(wanted) else {
            return Vec::new();
        };
        for by in (0..=10).flat_map(|by: i64| [by, by.saturating_neg()]) {
            let Some(day) = near.date.add_days(by) else { continue };
            let comes = self.moved(&op, day);
            let fits = region.range(variable).is_some_and(|it| it.contains(days(day)));
            if fits && comes == Some(wanted) {
                return Vec::from([(variable, days(day))]);
            }
        }
        Vec::new()
    }
}

/// A number is rounded to itself where it is a multiple already.
fn fit_round(
    inner: &Held,
    wanted: Number,
    region: &Region,
) -> Option<(Variable, Number)> {
    let Held::Number(measured) = inner else { return None };
    let (variable, factor, constant) = measured.form.as_ref()?.single()?;
    let value = wanted.checked_sub(constant).ok()?.checked_div(factor).ok()?;
    region.range(variable)?.contains(value).then_some((variable, value))
}
