//! Deadlines (chapter 11).

use super::calendar::{Day, days_between, days_on, minutes_on, months_on};
use super::expr::{Case, written};
use super::rules::{Place, Thing};
use super::value::{
    Answer, Value, Wait, Waits, all, order, strict, value_text, waits_of,
};
use fadu::syntax::tree::{
    Citation, DayMeaning, Deadline, Declaration, Direction, ExceptionResult, Expr,
    ExprKind, MonthEnd, Party, PeriodUnit, Roll, Suspension,
};
use serde_json::{Value as Json, json};

/// A verdict's fields and what it waits for.
pub(super) struct Verdict {
    pub(super) fields: Json,
    pub(super) waits: Waits,
}

/// A number of some unit.
type Length = (i64, PeriodUnit);

fn written_length(value: &Expr) -> Length {
    match &value.kind {
        ExprKind::Literal(literal) => match written(literal) {
            Value::Period(count, unit) => (count, unit),
            other => panic!("a period, not {other:?}"),
        },
        other => panic!("a period, not {other:?}"),
    }
}

impl<'r> Case<'r> {
    fn deadline_place(&self, place: Place<'r>, deadline: &'r Deadline) -> Place<'r> {
        self.rules.cited(self.ground_place(place, deadline), &deadline.basis)
    }

    /// A period written, its days as working days if the first source cited says so; and that
    /// citation.
    fn length<'c>(
        &self,
        place: Place<'r>,
        (count, unit): Length,
        basis: &'c [Citation],
    ) -> (Length, Option<&'c Citation>) {
        let meant = basis
            .first()
            .filter(|_| unit == PeriodUnit::Days)
            .and_then(|first| Some((first, self.rules.source(place.pack, first)?)))
            .and_then(|(first, source)| Some((first, source.workdays.as_ref()?)));
        let Some((first, meant)) = meant else { return ((count, unit), None) };
        let converts = match meant {
            DayMeaning::All => true,
            DayMeaning::AtMost(most) => count <= i64::from(*most),
            DayMeaning::Listed(days) => days.iter().any(|day| i64::from(*day) == count),
        };
        if converts {
            ((count, PeriodUnit::Workdays), Some(first))
        } else {
            ((count, unit), None)
        }
    }

    /// The length that is shown, and the citation by which its days are working days.
    fn shown_length(
        &self,
        place: Place<'r>,
        deadline: &'r Deadline,
        applies: bool,
        last: &Answer,
    ) -> (Length, Option<&'r Citation>) {
        let applying = self.applying(Thing::Deadline(deadline));
        let one = match &applying[..] {
            _ if !applies => None,
            [] => None,
            [one] => Some(one),
            [first, ..] => last.value.as_ref().map(|_| first),
        };
        if let Some((place, exception)) = one
            && let ExceptionResult::Value(value) = &exception.then
        {
            return self.length(*place, written_length(value), &exception.basis);
        }
        let (count, unit) = deadline.period;
        self.length(place, (i64::from(count), unit), &deadline.basis)
    }

    /// The last day, whether or not it applies.
    fn last_day(&self, place: Place<'r>, deadline: &'r Deadline) -> Answer {
        let (count, unit) = deadline.period;
        let (length, _) = self.length(place, (i64::from(count), unit), &deadline.basis);
        let general = self.last_day_of(place, deadline, length);
        self.except(Thing::Deadline(deadline), general, |at, value| {
            // Its own first citation says what its days are.
            let exceptions = &self.rules.packs[at.pack].exceptions;
            let basis = exceptions.iter().find_map(|one| {
                let declaration = &self.rules.packs[at.pack].declarations[*one];
                let Declaration::Exception(exception) = declaration else { return None };
                match &exception.then {
                    ExceptionResult::Value(own) if std::ptr::eq(own, value) => {
                        Some(&exception.basis[..])
                    }
                    _ => None,
                }
            });
            let (length, _) = self.length(at, written_length(value), basis.unwrap());
            self.last_day_of(place, deadline, length)
        })
    }

    fn suspension_parts(
        &self,
        place: Place<'r>,
        suspension: &'r Suspension,
    ) -> (Answer, Answer, Answer) {
        let place = self.rules.cited(place, &suspension.basis);
        let day = |mut answer: Answer| {
            answer.value = answer.as_day().map(Value::Date);
            answer
        };
        (
            self.when(place, suspension.when.as_ref()),
            day(self.value(place, &suspension.from)),
            day(self.value(place, &suspension.to)),
        )
    }

    /// The last day of a period so long.
    fn last_day_of(
        &self,
        place: Place<'r>,
        deadline: &'r Deadline,
        (count, unit): Length,
    ) -> Answer {
        let event = self.value(place, &deadline.event);
        let mut waits = event.waits.clone();
        let (mut open, mut provisional) = (false, event.provisional);
        // Known suspensions, and the first day of those without a known end.
        let (mut rests, mut endless) = (Vec::new(), Vec::new());
        for suspension in &deadline.suspensions {
            let (when, from, to) = self.suspension_parts(place, suspension);
            match when.as_bool() {
                Some(false) => {
                    provisional |= when.provisional;
                    continue;
                }
                None => {
                    open = true;
                    waits.extend(when.waits);
                    continue;
                }
                Some(true) => provisional |= when.provisional,
            }
            waits.extend(waits_of([&from, &to]));
            provisional |= from.provisional | to.provisional;
            match (from.as_day(), to.as_day()) {
                (Some(from), Some(to)) => rests.push(from..to),
                (Some(from), None) => endless.push(from),
                (None, _) => open = true,
            }
        }
        let Some(event) = event.value else { return Answer::waiting(waits) };
        if open {
            return Answer::waiting(waits);
        }
        let back = deadline.direction == Direction::Before;
        if unit == PeriodUnit::Hours {
            let Value::Moment(day, minute) = event else {
                panic!("a moment, not {event:?}")
            };
            let minutes = if back { -count * 60 } else { count * 60 };
            return match minutes_on((day, minute), minutes) {
                Some((day, minute)) => {
                    Answer::known(Value::Moment(day, minute)).provisional_if(provisional)
                }
                None => Answer::failed(),
            };
        }
        let (Value::Date(event) | Value::Moment(event, _)) = event else {
            panic!("a date, not {event:?}")
        };
        let reached = std::cell::Cell::new(false);
        let rests_on = |day: Day| {
            reached.set(reached.get() || endless.iter().any(|from| day >= *from));
            rests.iter().any(|rest| rest.contains(&day))
        };
        let found = self.counted(event, count, unit, deadline, &rests_on);
        if reached.get() {
            return Answer::waiting(waits);
        }
        let Some((day, looked)) = found else { return Answer::failed() };
        let rolls = match (&deadline.roll, deadline.party) {
            (Some(Roll::Roll), _) => true,
            (Some(Roll::NoRoll), _) => false,
            (None, party) => party == Some(Party::Party) && !back,
        };
        if unit == PeriodUnit::Workdays || !rolls {
            let uncovered = unit == PeriodUnit::Workdays && !looked;
            return Answer::known(Value::Date(day))
                .provisional_if(provisional | uncovered);
        }
        match self.rules.calendar.roll(day, back) {
            Some((day, covered)) => {
                Answer::known(Value::Date(day)).provisional_if(provisional | !covered)
            }
            None => Answer::failed(),
        }
    }

    /// The last day before it rolls; and whether all days looked at are covered.
    fn counted(
        &self,
        event: Day,
        count: i64,
        unit: PeriodUnit,
        deadline: &Deadline,
        rests: &dyn Fn(Day) -> bool,
    ) -> Option<(Day, bool)> {
        let back = deadline.direction == Direction::Before;
        let sign = if back { -1 } else { 1 };
        let next = deadline.month_end == Some(MonthEnd::Next);
        let calendar = &self.rules.calendar;
        let days = match unit {
            PeriodUnit::Hours => panic!("hours are no days"),
            PeriodUnit::Workdays => {
                return calendar
                    .nth(event, count, back, rests, |day| calendar.works(day));
            }
            PeriodUnit::Days => days_between(event, days_on(event, sign * count)?),
            PeriodUnit::Months => {
                days_between(event, months_on(event, sign * count, next)?)
            }
            PeriodUnit::Years => {
                days_between(event, months_on(event, sign * count * 12, next)?)
            }
        };
        calendar.nth(event, days.abs(), back, rests, |_| true)
    }

    /// `NAME.due`: the failure that it does not apply, if its `when` is false.
    pub(super) fn due(&self, place: Place<'r>, deadline: &'r Deadline) -> Answer {
        self.once(place, deadline, || {
            let mut conditions = self.grounds_up_to(place, deadline);
            let place = self.deadline_place(place, deadline);
            conditions.push(self.when(place, deadline.when.as_ref()));
            let when = all(&conditions);
            match when.as_bool() {
                None => Answer::waiting(when.waits),
                Some(false) => Answer::failed(),
                Some(true) => {
                    let last = self.last_day(place, deadline);
                    last.provisional_if(when.provisional)
                }
            }
        })
    }

    /// The verdict; `ground` is whether its ground decides, with what that waits for, and `law`
    /// whether it is in force.
    pub(super) fn deadline(
        &self,
        place: Place<'r>,
        deadline: &'r Deadline,
        ground: &Answer,
        law: &Answer,
    ) -> Verdict {
        let decides = all(&self.grounds_up_to(place, deadline));
        let place = self.deadline_place(place, deadline);
        let when = all(&[law.clone(), self.when(place, deadline.when.as_ref())]);
        let applies = all(&[when.clone(), ground.clone()]).as_bool();
        let event = self.value(place, &deadline.event);
        let last = self
            .last_day(place, deadline)
            .provisional_if(when.provisional | decides.provisional);
        let ((_, unit), converted) =
            self.shown_length(place, deadline, applies == Some(true), &last);
        let exception = match &self.applying(Thing::Deadline(deadline))[..] {
            [(_, one)] if applies == Some(true) => Some(&one.name.text),
            _ => None,
        };
        let due = if applies == Some(true) { last.value.clone() } else { None };
        let back = deadline.direction == Direction::Before;
        let provisional = due.is_some() && last.provisional;
        let done = deadline.met.as_ref().map(|met| self.value(place, met));
        let by_now = |value: &&Value| order(value, &self.as_of).is_le();
        let met = done.as_ref().and_then(|done| done.value.as_ref()).filter(by_now);
        let met = met.filter(|_| applies == Some(true));
        let late = met.zip(due.as_ref()).map(|(met, due)| order(met, due).is_gt());
        let mut suspended = false;
        let mut suspensions = Vec::new();
        for suspension in &deadline.suspensions {
            let (fields, running, end) = self.suspension(place, suspension, applies);
            suspensions.push(fields);
            let upto = match (&due, end) {
                (None, _) => true,
                (Some(due), Some(end)) => order(due, &Value::Date(end)).is_ge(),
                (Some(_), None) => false,
            };
            suspended |= running && upto;
        }
        let state = match (&due, applies) {
            (_, Some(true)) if suspended => Some("suspended"),
            (None, _) => None,
            (Some(_), _) if late == Some(false) => Some("met"),
            (Some(_), _) if late == Some(true) && !provisional => Some("overdue"),
            (Some(due), _) => {
                let before = event
                    .value
                    .as_ref()
                    .is_some_and(|event| !back && order(&self.as_of, event).is_lt());
                let now = order(&self.as_of, due);
                Some(if before {
                    "not started"
                } else if now.is_lt() {
                    "running"
                } else if now.is_eq() {
                    "due"
                } else if provisional {
                    "running"
                } else {
                    "overdue"
                })
            }
        };
        let mut waits = Waits::new();
        if applies != Some(false) {
            waits.extend(ground.waits.clone());
            waits.extend(when.waits);
            waits.extend(event.waits);
            if applies == Some(true) {
                waits.extend(last.waits);
            }
            if state == Some("overdue") {
                waits.extend(done.iter().flat_map(|done| done.waits.clone()));
            }
        }
        let outcome = match (applies, &due) {
            (Some(false), _) => "not applicable",
            (_, Some(_)) => "decided",
            _ => self.open(&waits),
        };
        let workdays = unit == PeriodUnit::Workdays;
        let left = due.as_ref().filter(|_| workdays).map(|due| {
            let (Value::Date(due), Value::Date(today) | Value::Moment(today, _)) =
                (due, &self.as_of)
            else {
                panic!("days")
            };
            self.rules.calendar.count(*today, *due).0.max(0).to_string()
        });
        let fields = json!({
            "outcome": outcome,
            "backwards": back,
            "exception": exception.map(|name| json!({ "name": name })),
            "converted": converted.map(|_| true),
            "event": event.value.as_ref().map(value_text),
            "due": due.as_ref().map(value_text),
            "provisional": provisional,
            "suspensions": suspensions,
            "met": met.map(|met| json!({
                "on": value_text(met),
                "late": if late == Some(true) && provisional { None } else { late },
            })),
            "state": state,
            "workdays_left": left,
        });
        Verdict { fields, waits }
    }

    /// Its fields, whether it is running, and its end.
    fn suspension(
        &self,
        place: Place<'r>,
        one: &'r Suspension,
        applies: Option<bool>,
    ) -> (Json, bool, Option<Day>) {
        let (when, mut from, mut to) = self.suspension_parts(place, one);
        let holds = match (applies, when.as_bool()) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        if holds == Some(false) {
            (from.value, to.value) = (None, None);
        }
        let (Value::Date(today) | Value::Moment(today, _)) = self.as_of else {
            panic!("a day")
        };
        let state = match (holds, from.as_day()) {
            (Some(false), _) => "not applicable",
            (None, _) | (_, None) => "unknown",
            (Some(true), Some(from)) if today < from => "not started",
            (Some(true), Some(_)) => match to.as_day() {
                Some(to) if today >= to => "ended",
                _ => "running",
            },
        };
        let days = strict(&[&from, &to], |values| match values {
            [Value::Date(from), Value::Date(to)] => {
                let days = days_between(*from, *to).max(0);
                Some(Value::Period(days, PeriodUnit::Days))
            }
            other => panic!("days, not {other:?}"),
        });
        let fields = json!({
            "name": one.name.text,
            "from": from.value.as_ref().map(value_text),
            "to": to.value.as_ref().map(value_text),
            "days": days.value.as_ref().map(value_text),
            "state": state,
        });
        (fields, state == "running", to.as_day())
    }

    /// `needs judgement` or `unknown`, by what it waits for.
    pub(super) fn open(&self, waits: &Waits) -> &'static str {
        let person = |wait: &Wait| matches!(wait, Wait::Judge(_) | Wait::Person(_));
        if !waits.is_empty() && waits.iter().all(person) {
            "needs judgement"
        } else {
            "unknown"
        }
    }
}
