//! Reviews (chapter 9).

use super::deadline::Verdict;
use super::expr::Case;
use super::rules::{Block, Place, items, layers};
use super::select::{Selection, Status};
use super::value::{
    Answer, Judgement, Value, Waits, all, any, not, value_text, waits_of,
};
use fadu::syntax::tree::{Ask, Criterion, Item, Layer, Opinion, Review, ReviewStatement};
use serde_json::{Value as Json, json};

impl<'r> Case<'r> {
    fn review_of(place: Place<'r>) -> &'r Review {
        let Some(Block::Review(review)) = place.block else { panic!("not in a review") };
        review
    }

    pub(super) fn ask_key(
        &self,
        place: Place<'r>,
        item: &Item,
        ask: Option<&Ask>,
    ) -> String {
        let review = &Self::review_of(place).name.text;
        let mut parts = vec![review.as_str(), item.name.text.as_str()];
        parts.extend(ask.map(|ask| ask.name.text.as_str()));
        self.rules.key(place.pack, &parts)
    }

    pub(super) fn criterion(
        &self,
        place: Place<'r>,
        layer: &'r Layer,
        criterion: &'r Criterion,
    ) -> Answer {
        self.once(place, criterion, || {
            let layer = self.rules.cited(self.block_place(place), &layer.basis);
            let place = self.rules.cited(layer, &criterion.basis);
            self.value(place, &criterion.when)
        })
    }

    pub(super) fn layer(&self, place: Place<'r>, layer: &'r Layer) -> Answer {
        self.once(place, layer, || {
            let criteria: Vec<Answer> = layer
                .criteria
                .iter()
                .map(|criterion| self.criterion(place, layer, criterion))
                .collect();
            all(&[self.layer_when(place, layer), any(&criteria)])
        })
    }

    fn layer_when(&self, place: Place<'r>, layer: &'r Layer) -> Answer {
        let place = self.rules.cited(self.block_place(place), &layer.basis);
        self.when(place, layer.when.as_ref())
    }

    fn item_when(&self, place: Place<'r>, item: &'r Item) -> Answer {
        let place = self.rules.cited(self.block_place(place), &item.basis);
        self.when(place, item.when.as_ref())
    }

    /// Its questions: each with its key and whether it is asked at all.
    fn questions(&self, place: Place<'r>, item: &'r Item) -> Vec<(String, Answer)> {
        if item.asks.is_empty() {
            return vec![(self.ask_key(place, item, None), Answer::truth(true))];
        }
        let at = self.rules.cited(self.block_place(place), &item.basis);
        item.asks
            .iter()
            .map(|ask| {
                let when = self.when(self.rules.cited(at, &ask.basis), ask.when.as_ref());
                (self.ask_key(place, item, Some(ask)), when)
            })
            .collect()
    }

    pub(super) fn item_fails(&self, place: Place<'r>, item: &'r Item) -> Answer {
        let failures: Vec<Answer> = self
            .questions(place, item)
            .into_iter()
            .map(|(key, when)| {
                all(&[when, self.answered(&key, |found| found == Judgement::Fail)])
            })
            .collect();
        all(&[self.item_when(place, item), any(&failures)])
    }

    /// Of every question: it is not asked, or was answered so.
    fn every(
        &self,
        place: Place<'r>,
        item: &'r Item,
        asks: fn(Judgement) -> bool,
    ) -> Answer {
        let parts: Vec<Answer> = self
            .questions(place, item)
            .into_iter()
            .map(|(key, when)| any(&[not(&when), self.answered(&key, asks)]))
            .collect();
        all(&parts)
    }

    pub(super) fn item_is_not_applicable(
        &self,
        place: Place<'r>,
        item: &'r Item,
    ) -> Answer {
        let outside = self.every(place, item, |found| found == Judgement::NotApplicable);
        any(&[not(&self.item_when(place, item)), outside])
    }

    pub(super) fn item_passes(&self, place: Place<'r>, item: &'r Item) -> Answer {
        let good = self.every(place, item, |found| {
            matches!(found, Judgement::Pass | Judgement::NotApplicable)
        });
        let outside = self.every(place, item, |found| found == Judgement::NotApplicable);
        all(&[self.item_when(place, item), good, not(&outside)])
    }

    fn state(&self, answer: &Answer) -> &'static str {
        match answer.as_bool() {
            Some(true) => "true",
            Some(false) => "false",
            None => self.open(&answer.waits),
        }
    }

    fn shown_layer(&self, place: Place<'r>, layer: &'r Layer) -> Json {
        let criteria: Vec<Json> = layer
            .criteria
            .iter()
            .map(|criterion| {
                let state = self.criterion(place, layer, criterion).as_bool();
                json!({
                    "name": criterion.name.text,
                    "state": state.map_or("unknown".to_owned(), |state| state.to_string()),
                })
            })
            .collect();
        let state = if self.layer_when(place, layer).as_bool() == Some(false) {
            "not applicable"
        } else {
            self.state(&self.layer(place, layer))
        };
        json!({ "name": layer.name.text, "state": state, "criteria": criteria })
    }

    fn shown_item(&self, place: Place<'r>, item: &'r Item) -> Json {
        let when = self.item_when(place, item);
        let mut asks = Vec::new();
        let (mut open, mut not_yet) = (when.as_bool().is_none(), false);
        for (key, asked) in self.questions(place, item) {
            open |= asked.as_bool().is_none();
            let given = self.facts.values.get(&key);
            let answer = if all(&[when.clone(), asked]).as_bool() == Some(false) {
                "not applicable".to_owned()
            } else {
                given.map_or("not yet".to_owned(), value_text)
            };
            not_yet |= answer == "not yet";
            asks.push(json!({ "fact": key, "answer": answer }));
        }
        let finding = if self.item_fails(place, item).as_bool() == Some(true) {
            "fail"
        } else if self.item_is_not_applicable(place, item).as_bool() == Some(true) {
            "not applicable"
        } else if self.item_passes(place, item).as_bool() == Some(true) {
            "pass"
        } else if open || not_yet {
            "not yet"
        } else {
            "cannot tell"
        };
        let on_fail = item
            .on_fail
            .as_ref()
            .map(|fail| json!({ "opinion": fail.opinion.segments.last().unwrap().text }));
        json!({ "name": item.name.text, "finding": finding, "asks": asks, "on_fail": on_fail })
    }

    fn opinion(
        &self,
        place: Place<'r>,
        review: &'r Review,
        opinion: &'r Opinion,
    ) -> Answer {
        if opinion.otherwise {
            return Answer::truth(true);
        }
        let mut parts = Vec::new();
        if let Some(when) = &opinion.when {
            parts.push(self.value(self.rules.cited(place, &opinion.basis), when));
        }
        for item in items(review) {
            let leads = item.on_fail.as_ref().is_some_and(|fail| {
                fail.opinion
                    .segments
                    .last()
                    .is_some_and(|to| to.text == opinion.name.text)
            });
            if leads {
                parts.push(self.item_fails(place, item));
            }
        }
        any(&parts)
    }

    pub(super) fn review(
        &self,
        place: Place<'r>,
        review: &'r Review,
        law: &Answer,
    ) -> Verdict {
        let place =
            self.block_place(Place { block: Some(Block::Review(review)), ..place });
        let when = all(&[law.clone(), self.when(place, review.when.as_ref())]);
        let each: Vec<Answer> =
            layers(review).map(|layer| self.layer(place, layer)).collect();
        let required =
            if each.is_empty() { when.clone() } else { all(&[when.clone(), any(&each)]) };
        let opinions: Vec<(&Opinion, Answer)> = review
            .statements
            .iter()
            .filter_map(|one| match one {
                ReviewStatement::Opinion(opinion) => {
                    Some((opinion, self.opinion(place, review, opinion)))
                }
                _ => None,
            })
            .collect();
        let selection =
            Selection::of(opinions.iter().map(|(_, condition)| (condition, false)));
        let mut open = Waits::new();
        if selection.has(Status::Possible) {
            for ((_, condition), status) in opinions.iter().zip(&selection.statuses) {
                if *status == Status::Possible {
                    open.extend(condition.waits.clone());
                }
            }
            let failures: Vec<Answer> =
                items(review).map(|item| self.item_fails(place, item)).collect();
            open.extend(waits_of(&failures));
        }
        let mut waits = required.waits.clone();
        if required.as_bool() != Some(false) {
            waits.extend(open);
        }
        let decided = selection.decided();
        let none = !opinions.is_empty() && selection.candidates().is_empty();
        let asked = required.as_bool() == Some(true) && none;
        let outcome = match required.as_bool() {
            Some(true) if asked => "needs judgement",
            Some(false) if when.as_bool() == Some(false) => "not applicable",
            Some(false) => "decided",
            Some(true) if opinions.is_empty() || decided.is_some() => "decided",
            _ => self.open(&waits),
        };
        let shown: Vec<Json> = opinions
            .iter()
            .zip(&selection.statuses)
            .map(|((opinion, _), status)| {
                json!({
                    "name": opinion.name.text,
                    "pass": opinion.pass,
                    "status": status.text(),
                })
            })
            .collect();
        let shown_layers: Vec<Json> =
            layers(review).map(|layer| self.shown_layer(place, layer)).collect();
        let shown_items: Vec<Json> =
            items(review).map(|item| self.shown_item(place, item)).collect();
        let fields = json!({
            "outcome": outcome,
            "required": self.state(&required),
            "layers": shown_layers,
            "items": shown_items,
            "opinion": decided.map(|at| &opinions[at].0.name.text),
            "opinions": shown,
            "asked": usize::from(asked),
        });
        Verdict { fields, waits }
    }
}

/// A value is shown as its kind, its text, and a set as a list.
pub(super) fn shown_value(value: &Value) -> Json {
    match value {
        Value::Set(names) => json!({ "value": names }),
        _ => json!({ "value": value_text(value) }),
    }
}
