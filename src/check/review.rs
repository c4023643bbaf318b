//! Reviews: layers of criteria, the checklist, the opinions.

use super::index::Kind;
use super::names::{Entity, Local};
use super::packs::label;
use super::version::once;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Ask, Criterion, DeadlineOwner, Fact, FactKind, FactOwner, Item, Layer, Opinion, Shown,
};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    /// First pass: names, and the judgement that each question asks for.
    pub(super) fn declare_review_parts(&mut self, at: usize, review: &tree::Review) {
        let owned = self
            .model
            .reviews
            .get(at)
            .map(|known| known.in_force.clone())
            .unwrap_or_default();
        let block = format!("review {at}");
        let mut layers = Vec::new();
        let mut items = Vec::new();
        let mut opinions = Vec::new();
        for statement in &review.statements {
            match statement {
                tree::ReviewStatement::Layer(layer) => {
                    let declared = self.declare_layer(layer);
                    layers.push(declared);
                }
                tree::ReviewStatement::Item(item) => {
                    let declared = self.declare_item(at, items.len(), review, item);
                    items.push(declared);
                }
                tree::ReviewStatement::Opinion(opinion) => {
                    let basis = self.citations(0, &opinion.basis);
                    opinions.push(Opinion {
                        name: opinion.name.text.clone(),
                        label: label(opinion.label.as_ref(), &opinion.name.text),
                        pass: opinion.pass,
                        when: None,
                        otherwise: opinion.otherwise,
                        basis,
                        span: opinion.name.span,
                    });
                }
                tree::ReviewStatement::Deadline(deadline) => {
                    let name = format!("{}.{}", review.name.text, deadline.name.text);
                    let owner = DeadlineOwner::Whole;
                    let id =
                        self.declare_deadline(0, &block, name, deadline, owner, &owned);
                    self.model.shown.push(Shown::Deadline(id));
                }
            }
        }
        for (position, item) in items.iter().enumerate() {
            let own = Entity::Item(at, position);
            self.index.add_inside(Kind::Review, at, &item.name, own);
        }
        for (position, layer) in layers.iter().enumerate() {
            let own = Entity::Layer(at, position);
            self.index.add_inside(Kind::Review, at, &layer.name, own);
        }
        for (layer, known) in layers.iter().enumerate() {
            for (position, criterion) in known.criteria.iter().enumerate() {
                let own = Entity::Criterion(at, layer, position);
                self.index.add_inside(Kind::Review, at, &criterion.name, own);
            }
        }
        if let Some(known) = self.model.reviews.get_mut(at) {
            known.layers = layers;
            known.items = items;
            known.opinions = opinions;
        }
    }

    fn declare_layer(&mut self, layer: &tree::Layer) -> Layer {
        let basis = self.citations(0, &layer.basis);
        let mut criteria = Vec::new();
        for criterion in &layer.criteria {
            let basis = self.citations(0, &criterion.basis);
            criteria.push(Criterion {
                name: criterion.name.text.clone(),
                label: label(criterion.label.as_ref(), &criterion.name.text),
                when: super::declare::placeholder(criterion.span),
                basis,
                span: criterion.name.span,
            });
        }
        Layer {
            name: layer.name.text.clone(),
            label: label(layer.label.as_ref(), &layer.name.text),
            when: None,
            criteria,
            basis,
        }
    }

    fn declare_item(
        &mut self,
        at: usize,
        position: usize,
        review: &tree::Review,
        item: &tree::Item,
    ) -> Item {
        let basis = self.citations(0, &item.basis);
        let path = format!("{}.{}", review.name.text, item.name.text);
        let own = label(item.label.as_ref(), &item.name.text);
        let mut asks = Vec::new();
        if item.asks.is_empty() {
            // An item without questions is itself the question.
            let fact =
                self.declare_question(path.clone(), own.clone(), at, position, &basis);
            let (label, basis) = (own.clone(), basis.clone());
            asks.push(Ask { fact, label, when: None, basis });
        }
        for ask in &item.asks {
            let name = format!("{path}.{}", ask.name.text);
            let question = label(ask.label.as_ref(), &ask.name.text);
            let cited = self.citations(0, &ask.basis);
            let cited = if cited.is_empty() { basis.clone() } else { cited };
            let fact =
                self.declare_question(name, question.clone(), at, position, &cited);
            asks.push(Ask { fact, label: question, when: None, basis: cited });
        }
        Item {
            name: item.name.text.clone(),
            label: own,
            when: None,
            asks,
            on_fail: None,
            advise: item
                .on_fail
                .as_ref()
                .and_then(|on_fail| on_fail.advise.as_ref())
                .map(|text| label(Some(text), "")),
            basis,
            span: item.name.span,
        }
    }

    fn declare_question(
        &mut self,
        name: String,
        question: crate::diagnostic::Message,
        review: usize,
        item: usize,
        basis: &[crate::model::Citation],
    ) -> usize {
        // Versions of a review that ask the same share the answer, each with its own words.
        let id = self.model.facts.len();
        let first = self.index.add(Kind::Question, &name, id);
        let asked = self.model.facts.get(first).map(|known| &known.owner);
        if matches!(asked, Some(FactOwner::Ask(other, _)) if *other != review) {
            return first;
        }
        self.model.facts.push(Fact {
            name,
            label: question,
            kind: FactKind::Judgement,
            format: None,
            owner: FactOwner::Ask(review, item),
            foreign: false,
            question: None,
            group: None,
            default: None,
            basis: basis.to_vec(),
            span: Span::default(),
        });
        id
    }

    /// Second pass: conditions and consequences.
    pub(super) fn check_review(&mut self, at: usize, review: &tree::Review) {
        let basis = self
            .model
            .reviews
            .get(at)
            .map(|known| known.basis.clone())
            .unwrap_or_default();
        let place = self.place(0, Local::Review(at));
        let place = self.under(place, &basis);
        self.distinct_in_review(review);
        let when = review.when.as_ref().map(|when| self.condition(place, when));
        if let Some(known) = self.model.reviews.get_mut(at) {
            known.when = when;
        }
        let (mut layer_at, mut item_at, mut opinion_at) = (0_usize, 0_usize, 0_usize);
        for statement in &review.statements {
            match statement {
                tree::ReviewStatement::Layer(layer) => {
                    self.check_layer(at, layer_at, place, layer);
                    layer_at = layer_at.saturating_add(1);
                }
                tree::ReviewStatement::Item(item) => {
                    self.check_item(at, item_at, place, item);
                    item_at = item_at.saturating_add(1);
                }
                tree::ReviewStatement::Opinion(opinion) => {
                    let cited = self.citations(0, &opinion.basis);
                    let own = self.under(place, &cited);
                    let when =
                        opinion.when.as_ref().map(|when| self.condition(own, when));
                    if let Some(known) = self
                        .model
                        .reviews
                        .get_mut(at)
                        .and_then(|review| review.opinions.get_mut(opinion_at))
                    {
                        known.when = when;
                    }
                    opinion_at = opinion_at.saturating_add(1);
                }
                tree::ReviewStatement::Deadline(deadline) => {
                    if let Some(id) = self.inner.get(&deadline.name.span).copied() {
                        self.check_deadline(id, place, deadline);
                    }
                }
            }
        }
        self.check_opinions(review);
    }

    fn distinct_in_review(&mut self, review: &tree::Review) {
        let mut names: Vec<&tree::Name> = Vec::new();
        let mut deadlines = Vec::new();
        for statement in &review.statements {
            match statement {
                tree::ReviewStatement::Layer(layer) => {
                    names.push(&layer.name);
                    self.distinct(layer.criteria.iter().map(|criterion| &criterion.name));
                }
                tree::ReviewStatement::Item(item) => {
                    names.push(&item.name);
                    self.distinct(item.asks.iter().map(|ask| &ask.name));
                }
                // An opinion may share a word with an item: it stands only after `then`.
                tree::ReviewStatement::Opinion(_) => {}
                tree::ReviewStatement::Deadline(deadline) => {
                    deadlines.push((&deadline.name, &deadline.version));
                }
            }
        }
        names.extend(once(deadlines.into_iter()));
        self.distinct(names.into_iter());
        self.distinct(review.statements.iter().filter_map(|statement| match statement {
            tree::ReviewStatement::Opinion(opinion) => Some(&opinion.name),
            tree::ReviewStatement::Layer(_)
            | tree::ReviewStatement::Item(_)
            | tree::ReviewStatement::Deadline(_) => None,
        }));
    }

    fn check_layer(
        &mut self,
        at: usize,
        layer_at: usize,
        place: Place,
        layer: &tree::Layer,
    ) {
        let basis = self
            .model
            .reviews
            .get(at)
            .and_then(|review| review.layers.get(layer_at))
            .map(|layer| layer.basis.clone())
            .unwrap_or_default();
        let place = self.under(place, &basis);
        let when = layer.when.as_ref().map(|when| self.condition(place, when));
        let mut conditions = Vec::new();
        for criterion in &layer.criteria {
            let cited = self.citations(0, &criterion.basis);
            let own = self.under(place, &cited);
            let condition = self.condition(own, &criterion.when);
            conditions.push(condition);
        }
        if let Some(known) = self
            .model
            .reviews
            .get_mut(at)
            .and_then(|review| review.layers.get_mut(layer_at))
        {
            known.when = when;
            for (criterion, condition) in known.criteria.iter_mut().zip(conditions) {
                criterion.when = condition;
            }
        }
    }

    fn check_item(&mut self, at: usize, item_at: usize, place: Place, item: &tree::Item) {
        let cited = self.citations(0, &item.basis);
        let place = self.under(place, &cited);
        let when = item.when.as_ref().map(|when| self.condition(place, when));
        let mut asked = vec![];
        for ask in &item.asks {
            let cited = self.citations(0, &ask.basis);
            let own = self.under(place, &cited);
            let when = ask.when.as_ref().map(|when| self.condition(own, when));
            asked.push(when);
        }
        let on_fail = match &item.on_fail {
            Some(on_fail) => self.opinion_named(at, &on_fail.opinion),
            None => {
                self.report(
                    Diagnostic::error(
                        Code::NO_CONSEQUENCE,
                        item.name.span,
                        format!("项目「{}」没有写不合格的后果", item.name.text),
                        format!(
                            "the item `{}` does not say what a failure leads to",
                            item.name.text
                        ),
                    )
                    .help(
                        "在项目里写「不合格 则 意见名称」",
                        "add `on fail then OPINION` to the item",
                    ),
                );
                None
            }
        };
        let passes = on_fail.is_some_and(|position| {
            self.model
                .reviews
                .get(at)
                .and_then(|review| review.opinions.get(position))
                .is_some_and(|opinion| opinion.pass)
        });
        if passes {
            self.report(
                Diagnostic::error(
                    Code::NO_CONSEQUENCE,
                    item.name.span,
                    format!("项目「{}」不合格，却通向审核通过的意见", item.name.text),
                    format!(
                        "a failure of the item `{}` leads to passing",
                        item.name.text
                    ),
                )
                .help(
                    "在「不合格 则」后面写一个不通过的意见",
                    "name an opinion after `on fail then` that does not pass the review",
                ),
            );
        }
        if let Some(known) = self
            .model
            .reviews
            .get_mut(at)
            .and_then(|review| review.items.get_mut(item_at))
        {
            known.when = when;
            known.on_fail = on_fail;
            for (ask, when) in known.asks.iter_mut().zip(asked) {
                ask.when = when;
            }
        }
    }

    fn opinion_named(&mut self, at: usize, path: &tree::Path) -> Option<usize> {
        let names: Vec<String> = self
            .model
            .reviews
            .get(at)
            .map(|review| review.opinions.iter().map(|o| o.name.clone()).collect())
            .unwrap_or_default();
        let name = path.segments.last()?;
        let found = names.iter().position(|known| *known == name.text);
        if found.is_none() {
            let (zh, en) = (names.join("、"), names.join(", "));
            let mut diagnostic = Diagnostic::error(
                Code::UNKNOWN_OPINION,
                name.span,
                format!("这项审核没有意见「{}」", name.text),
                format!("this review has no opinion `{}`", name.text),
            );
            diagnostic = match super::names::nearest(&name.text, &names) {
                Some(near) => diagnostic
                    .help(
                        format!("是否指「{near}」？"),
                        format!("did you mean `{near}`?"),
                    )
                    .fix(name.span, near),
                None => diagnostic
                    .help(format!("它的意见有：{zh}"), format!("its opinions are: {en}")),
            };
            self.report(diagnostic);
        }
        found
    }

    /// Passing is what is left when nothing failed: `otherwise`, and last.
    fn check_opinions(&mut self, review: &tree::Review) {
        let opinions: Vec<&tree::Opinion> = review
            .statements
            .iter()
            .filter_map(|statement| match statement {
                tree::ReviewStatement::Opinion(opinion) => Some(opinion),
                tree::ReviewStatement::Layer(_)
                | tree::ReviewStatement::Item(_)
                | tree::ReviewStatement::Deadline(_) => None,
            })
            .collect();
        let Some((last, before)) = opinions.split_last() else { return };
        for opinion in before.iter().filter(|opinion| opinion.otherwise) {
            self.otherwise_not_last(opinion.span);
        }
        for opinion in before.iter().copied().chain([*last]) {
            if opinion.pass && !opinion.otherwise {
                self.report(
                    Diagnostic::error(
                        Code::PASS_NOT_OTHERWISE,
                        opinion.span,
                        "审核通过的意见只能写「当 否则」",
                        "an opinion that passes the review stands only under `when otherwise`",
                    )
                    .help(
                        "先写各种不通过的意见，最后写「意见 … : 合格 当 否则」",
                        "write the other opinions first, then `opinion … : pass when otherwise`",
                    ),
                );
            }
        }
    }
}
