//! Exceptions (chapter 14): a result that wins where it holds.

use super::expr::Case;
use super::rules::{Place, Thing, dated};
use super::value::{Answer, Wait, Waits, all, equal, waits_of};
use fadu::syntax::tree::{Declaration, Exception, ExceptionResult, Expr, Version};

/// Whether two names stand for one declaration.
fn same(left: Thing<'_>, right: Thing<'_>) -> bool {
    match (left, right) {
        (Thing::Define(one), Thing::Define(other)) => std::ptr::eq(one, other),
        (Thing::Circumstance(one), Thing::Circumstance(other)) => {
            std::ptr::eq(one, other)
        }
        (Thing::Deadline(one), Thing::Deadline(other)) => std::ptr::eq(one, other),
        (Thing::Exception(one), Thing::Exception(other)) => std::ptr::eq(one, other),
        (Thing::Output(one, at), Thing::Output(other, place)) => {
            std::ptr::eq(one, other) && at == place
        }
        _ => false,
    }
}

impl<'r> Case<'r> {
    /// The exceptions against something, in the order declared.
    pub(super) fn exceptions(&self, rule: Thing<'r>) -> Vec<(Place<'r>, &'r Exception)> {
        let mut found = Vec::new();
        for (pack, rules) in self.rules.packs.iter().enumerate() {
            for at in &rules.exceptions {
                let Declaration::Exception(exception) = &rules.declarations[*at] else {
                    continue;
                };
                let top = self.rules.top(pack);
                let against = self.rules.resolve(top, &exception.against);
                if against.iter().any(|one| same(one.thing, rule)) {
                    found.push((self.rules.cited(top, &exception.basis), exception));
                }
            }
        }
        found
    }

    /// The period whose date an exception takes that has none of its own: of the rule at the
    /// end of the chain, of a circumstance in a benchmark the benchmark's.
    fn date_of_rule(
        &self,
        place: Place<'r>,
        exception: &'r Exception,
    ) -> Option<(Place<'r>, &'r Version)> {
        let against = self.rules.resolve(self.rules.top(place.pack), &exception.against);
        let first = against.first()?;
        match first.thing {
            Thing::Exception(other) => self.date_of_rule(first.place, other),
            Thing::Circumstance(_)
            | Thing::Define(_)
            | Thing::Deadline(_)
            | Thing::Output(..) => Some((first.place, first.own.or(first.around)?)),
            other => panic!("nothing to make an exception to: {other:?}"),
        }
    }

    /// Whether an exception holds: its period and its condition.
    pub(super) fn holds(&self, place: Place<'r>, exception: &'r Exception) -> Answer {
        let when = self.value(place, &exception.when);
        let Some(version) = dated(&exception.version) else { return when };
        let date = if version.dated_by.is_some() {
            self.date(place, version)
        } else {
            match self.date_of_rule(place, exception) {
                Some((place, rule)) => self.date(place, rule),
                None => self.today(),
            }
        };
        all(&[Self::within(&date, version), when])
    }

    /// `except(g; h, r; …)`; `result` is what a value written after `then` comes to.
    pub(super) fn except(
        &self,
        rule: Thing<'r>,
        general: Answer,
        result: impl Fn(Place<'r>, &'r Expr) -> Answer + Copy,
    ) -> Answer {
        let exceptions = self.exceptions(rule);
        if exceptions.is_empty() {
            return general;
        }
        let (mut sure, mut reached, mut conditions) =
            (Vec::new(), Vec::new(), Vec::new());
        for (place, exception) in exceptions {
            let holds = self.holds(place, exception);
            if holds.as_bool() != Some(false) {
                let own = match &exception.then {
                    ExceptionResult::NeedsJudgement => {
                        let key = std::ptr::from_ref(exception).addr().to_string();
                        Answer::waiting(Waits::from([Wait::Person(key)]))
                    }
                    ExceptionResult::NotHolds(_) => Answer::truth(false),
                    ExceptionResult::Value(value) => result(place, value),
                };
                let own = self.except(Thing::Exception(exception), own, result);
                if holds.as_bool() == Some(true) {
                    sure.push(own.clone());
                }
                reached.push(own);
            }
            conditions.push(holds);
        }
        let known: Vec<_> = sure.iter().filter_map(|one| one.value.as_ref()).collect();
        if known.windows(2).any(|pair| !equal(pair[0], pair[1])) {
            return Answer::failed();
        }
        if sure.is_empty() {
            reached.push(general);
        }
        let provisional = conditions.iter().chain(&reached).any(|one| one.provisional);
        let first = reached[0].value.clone();
        let agree = reached.iter().all(|one| match (&one.value, &first) {
            (Some(one), Some(first)) => equal(one, first),
            _ => false,
        });
        match first {
            Some(value) if agree => Answer::known(value).provisional_if(provisional),
            _ => Answer::waiting(waits_of(conditions.iter().chain(&reached))),
        }
    }

    /// The exceptions that apply: of each that surely holds those that apply to it, else it.
    pub(super) fn applying(&self, rule: Thing<'r>) -> Vec<(Place<'r>, &'r Exception)> {
        let mut found = Vec::new();
        for (place, exception) in self.exceptions(rule) {
            if self.holds(place, exception).as_bool() != Some(true) {
                continue;
            }
            let nested = self.applying(Thing::Exception(exception));
            if nested.is_empty() {
                found.push((place, exception));
            } else {
                found.extend(nested);
            }
        }
        found
    }
}
