//! Versions: the date chooses among them. Exceptions: a result that wins where it holds.

use super::calendar::{Day, read_day};
use super::expr::Case;
use super::rules::{Found, Place, Thing};
use super::value::{Answer, Value, Wait, Waits, all, equal, waits_of};
use fadu::syntax::tree::{
    Circumstance, Declaration, Define, Exception, ExceptionResult, Version,
};

/// Which version is in force.
#[derive(Debug)]
pub(super) enum Chosen {
    /// The one at this place of the list, or none; by this date, if there are versions.
    One(Option<usize>, Option<Day>),
    /// The date is not known.
    Open(Waits),
}

/// The days of a version, both included.
fn days(version: &Version) -> (Day, Day) {
    let effective = version.effective.as_ref().unwrap();
    let day = |text: &Option<String>| text.as_deref().map(|text| read_day(text).unwrap());
    (day(&effective.from).unwrap_or(0), day(&effective.to).unwrap_or(Day::MAX))
}

/// Whether the versions leave no day out.
fn cover_all(versions: &[&Version]) -> bool {
    let mut spans: Vec<(Day, Day)> = versions.iter().map(|version| days(version)).collect();
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
    /// The date by which a version is chosen.
    pub(super) fn dated(&self, place: Place<'r>, version: &'r Version) -> Answer {
        match &version.dated_by {
            Some(date) => self.value(self.rules.top(place.pack), date),
            None => match self.as_of {
                Value::Date(day) | Value::Moment(day, _) => Answer::known(Value::Date(day)),
                _ => panic!("a date"),
            },
        }
    }

    pub(super) fn chosen(&self, found: &[Found<'r>]) -> Chosen {
        let Some(version) = found.first().and_then(|one| one.version) else {
            return Chosen::One(found.first().map(|_| 0), None);
        };
        let date = self.dated(found[0].place, version);
        let Some(day) = date.as_day() else { return Chosen::Open(date.waits) };
        let at = found.iter().position(|one| {
            let (first, last) = days(one.version.unwrap());
            (first..=last).contains(&day)
        });
        Chosen::One(at, Some(day))
    }

    /// The value of a name by the version in force; while the date is open, what all agree on.
    pub(super) fn by_version(
        &self,
        found: &[Found<'r>],
        answer: impl Fn(&Found<'r>) -> Answer,
    ) -> Answer {
        let condition = matches!(
            found.first().map(|one| one.thing),
            Some(
                Thing::Circumstance(_)
                    | Thing::Criterion(..)
                    | Thing::Layer(_)
                    | Thing::Item(_)
            )
        );
        match self.chosen(found) {
            Chosen::One(Some(at), None) => answer(&found[at]),
            Chosen::One(Some(at), Some(_)) => {
                let date = self.dated(found[at].place, found[at].version.unwrap());
                answer(&found[at]).provisional_if(date.provisional)
            }
            // What is not law does not hold; a value there is none.
            Chosen::One(None, _) if condition => Answer::truth(false),
            Chosen::One(None, _) => Answer::failed(),
            Chosen::Open(waits) => {
                let mut answers: Vec<Answer> = found.iter().map(answer).collect();
                let versions: Vec<&Version> =
                    found.iter().filter_map(|one| one.version).collect();
                if condition && !cover_all(&versions) {
                    answers.push(Answer::truth(false));
                } else if !cover_all(&versions) {
                    answers.push(Answer::failed());
                }
                let first = answers[0].value.clone();
                let agree = answers.iter().all(|one| match (&one.value, &first) {
                    (Some(one), Some(first)) => equal(one, first),
                    _ => false,
                });
                if agree {
                    return answers.swap_remove(0);
                }
                let mut all = waits_of(&answers);
                all.extend(waits);
                all.remove(&Wait::Failure);
                Answer::waiting(all)
            }
        }
    }

    pub(super) fn define(&self, place: Place<'r>, define: &'r Define) -> Answer {
        self.once(define, || {
            self.unless_excepted(
                |thing| matches!(thing, Thing::Define(one) if std::ptr::eq(one, define)),
                self.value(place, &define.value),
            )
        })
    }

    /// Whether a circumstance holds, by its own version.
    pub(super) fn circumstance(
        &self,
        place: Place<'r>,
        circumstance: &'r Circumstance,
    ) -> Answer {
        let place = self.rules.cited(self.block_place(place), &circumstance.basis);
        self.once(circumstance, || {
            let same = |thing| {
                matches!(thing, Thing::Circumstance(one) if std::ptr::eq(one, circumstance))
            };
            self.unless_excepted(same, self.value(place, &circumstance.when))
        })
    }

    /// The exceptions against something, each with where it stands.
    pub(super) fn exceptions(
        &self,
        is: impl Fn(Thing<'r>) -> bool,
    ) -> Vec<(Place<'r>, &'r Exception)> {
        let mut found = Vec::new();
        for (pack, rules) in self.rules.packs.iter().enumerate() {
            for at in &rules.exceptions {
                let Declaration::Exception(exception) = &rules.declarations[*at] else {
                    continue;
                };
                let top = self.rules.top(pack);
                let against = self.rules.resolve(top, &exception.against);
                if against.iter().any(|one| is(one.thing)) {
                    found.push((self.rules.cited(top, &exception.basis), exception));
                }
            }
        }
        found
    }

    /// Whether an exception is in force and holds.
    pub(super) fn excepts(&self, place: Place<'r>, exception: &'r Exception) -> Answer {
        let when = self.value(place, &exception.when);
        if exception.version.effective.is_none() {
            return when;
        }
        let date = self.dated(place, &exception.version);
        let (first, last) = days(&exception.version);
        let mut in_force = date.clone();
        in_force.value =
            date.as_day().map(|day| Value::Bool((first..=last).contains(&day)));
        all(&[in_force, when])
    }

    /// The general result, or that of the exceptions that hold.
    pub(super) fn unless_excepted(
        &self,
        is: impl Fn(Thing<'r>) -> bool,
        general: Answer,
    ) -> Answer {
        let mut results = Vec::new();
        let mut conditions = Vec::new();
        let mut holds = false;
        for (place, exception) in self.exceptions(is) {
            let condition = self.excepts(place, exception);
            if condition.as_bool() == Some(false) {
                continue;
            }
            holds |= condition.as_bool() == Some(true);
            results.push((condition.as_bool(), self.excepted(place, exception)));
            conditions.push(condition);
        }
        if results.is_empty() {
            return general;
        }
        if !holds {
            results.push((None, general));
        }
        let first = results[0].1.value.clone();
        let agree = results.iter().all(|(_, one)| match (&one.value, &first) {
            (Some(one), Some(first)) => equal(one, first),
            _ => false,
        });
        if agree {
            return Answer::known(first.unwrap());
        }
        let sure: Vec<&Answer> = results
            .iter()
            .filter(|(truth, _)| *truth == Some(true))
            .map(|(_, one)| one)
            .collect();
        let differ = sure.windows(2).any(|pair| match (&pair[0].value, &pair[1].value) {
            (Some(one), Some(other)) => !equal(one, other),
            _ => false,
        });
        let mut waits = waits_of(&conditions);
        waits.extend(waits_of(results.iter().map(|(_, one)| one)));
        if differ {
            waits.insert(Wait::Failure);
        }
        Answer::waiting(waits)
    }

    /// An exception's result, which may itself have exceptions.
    fn excepted(&self, place: Place<'r>, exception: &'r Exception) -> Answer {
        let same = |thing| {
            matches!(thing, Thing::Exception(one) if std::ptr::eq(one, exception))
        };
        let own = match &exception.then {
            ExceptionResult::NeedsJudgement => Answer::waiting(Waits::from([
                Wait::Person(exception.name.text.clone()),
            ])),
            ExceptionResult::NotHolds(_) => Answer::truth(false),
            ExceptionResult::Value(value) => self.value(place, value),
        };
        self.once(exception, || self.unless_excepted(same, own))
    }
}
