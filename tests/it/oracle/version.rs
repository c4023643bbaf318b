//! Versions (chapter 13): the date chooses among them.

use super::calendar::{Day, day_text, read_day};
use super::expr::{Case, by_rows};
use super::rules::{Found, Place, Thing};
use super::value::{Answer, Value, all, any, order, strict};
use fadu::syntax::tree::{Circumstance, Define, Version};
use serde_json::{Value as Json, json};

/// The days of a version, both included; an end that is left out is open.
fn days(version: &Version) -> (Option<Day>, Option<Day>) {
    let effective = version.effective.as_ref().unwrap();
    let day = |text: &Option<String>| text.as_deref().map(|text| read_day(text).unwrap());
    (day(&effective.from), day(&effective.to))
}

/// Whether the periods leave no day out and have no end.
fn cover_all(versions: &[&Version]) -> bool {
    let mut spans: Vec<(Day, Day)> = versions
        .iter()
        .map(|version| days(version))
        .map(|(first, last)| (first.unwrap_or(0), last.unwrap_or(Day::MAX)))
        .collect();
    spans.sort_unstable();
    let mut next = 0;
    for (first, last) in spans {
        if first > next {
            return false;
        }
        next = last.saturating_add(1);
    }
    next == Day::MAX
}

impl<'r> Case<'r> {
    /// The date that chooses: a moment's date; without one, the as-of date.
    pub(super) fn date(&self, place: Place<'r>, version: &'r Version) -> Answer {
        let top = self.rules.top(place.pack);
        let by_law = self.date_by_law(place, version);
        match &version.dated_by {
            _ if by_law.is_some() => strict(&[&by_law.unwrap()], |values| match values {
                [Value::Date(day) | Value::Moment(day, _)] => Some(Value::Date(*day)),
                other => panic!("a date, not {other:?}"),
            }),
            Some(date) => strict(&[&self.value(top, date)], |values| match values {
                [Value::Date(day) | Value::Moment(day, _)] => Some(Value::Date(*day)),
                other => panic!("a date, not {other:?}"),
            }),
            None => self.today(),
        }
    }

    /// The as-of date; of a moment, its date.
    pub(super) fn today(&self) -> Answer {
        match self.as_of {
            Value::Date(day) | Value::Moment(day, _) => Answer::known(Value::Date(day)),
            _ => panic!("a date"),
        }
    }

    /// Whether a date lies in a period.
    pub(super) fn within(date: &Answer, version: &Version) -> Answer {
        let (first, last) = days(version);
        let mut parts = Vec::new();
        if let Some(first) = first {
            parts.push(strict(&[date], |values| {
                Some(Value::Bool(order(values[0], &Value::Date(first)).is_ge()))
            }));
        }
        if let Some(last) = last {
            parts.push(strict(&[date], |values| {
                Some(Value::Bool(order(values[0], &Value::Date(last)).is_le()))
            }));
        }
        all(&parts)
    }

    /// Whether a version is in force, with what stands around it.
    pub(super) fn in_force(&self, found: &Found<'r>) -> Answer {
        let of = |version: &'r Version| {
            Self::within(&self.date(found.place, version), version)
        };
        let parts: Vec<Answer> =
            found.around.into_iter().chain(found.own).map(of).collect();
        all(&parts)
    }

    /// What a name stands for, over all its versions.
    pub(super) fn by_version(
        &self,
        found: &[Found<'r>],
        answer: impl Fn(&Found<'r>) -> Answer,
    ) -> Answer {
        if let [only] = found
            && only.own.is_none()
            && only.around.is_none()
        {
            return answer(only);
        }
        let condition = matches!(
            found[0].thing,
            Thing::Circumstance(_)
                | Thing::Criterion(..)
                | Thing::Layer(_)
                | Thing::Item(_)
        );
        if condition {
            let parts: Vec<Answer> =
                found.iter().map(|one| all(&[self.in_force(one), answer(one)])).collect();
            return any(&parts);
        }
        let own: Vec<&Version> = found
            .iter()
            .filter(|one| one.around.is_none())
            .filter_map(|one| one.own)
            .collect();
        let closed = own.len() == found.len() && cover_all(&own);
        by_rows(found.iter().enumerate().map(|(at, one)| {
            let last = closed && at + 1 == found.len();
            let condition = if last { Answer::truth(true) } else { self.in_force(one) };
            (condition, || answer(one))
        }))
    }

    pub(super) fn define(&self, place: Place<'r>, define: &'r Define) -> Answer {
        let place = self.rules.cited(self.rules.top(place.pack), &define.basis);
        self.once(place, define, || {
            let kind = self.kind_of_define(place, define);
            let general = self.value_in(place, &define.value, &kind);
            self.except(Thing::Define(define), general, |place, value| {
                self.value_in(place, value, &kind)
            })
        })
    }

    /// Whether a circumstance holds, by its own version.
    pub(super) fn circumstance(
        &self,
        place: Place<'r>,
        circumstance: &'r Circumstance,
    ) -> Answer {
        let place = self.rules.cited(self.block_place(place), &circumstance.basis);
        self.once(place, circumstance, || {
            let general = self.value(place, &circumstance.when);
            self.except(Thing::Circumstance(circumstance), general, |place, value| {
                self.value(place, value)
            })
        })
    }

    /// The `version` of a verdict.
    pub(super) fn shown_version(&self, found: &Found<'r>, state: &str) -> Json {
        let Some(deciding) = found.own.or(found.around) else { return Json::Null };
        let date = self.date(found.place, deciding).as_day();
        let mut period = (None, None);
        for version in found.own.into_iter().chain(found.around) {
            let (first, last) = days(version);
            period.0 = period.0.max(first);
            period.1 = match (period.1, last) {
                (Some(one), Some(other)) => Some(std::cmp::min::<Day>(one, other)),
                (one, other) => one.or(other),
            };
        }
        let (from, to) = if state == "none" { (None, None) } else { period };
        json!({
            "from": from.map(day_text),
            "to": to.map(day_text),
            "date": date.map(day_text),
            "state": state,
        })
    }
}
