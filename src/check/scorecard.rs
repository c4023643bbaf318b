//! Scorecards: every indicator, its band, and what all come to are definitions.

use super::benchmark::number;
use super::index::Kind;
use super::names::{Entity, Local};
use super::packs::label;
use super::version::in_force;
use super::{Checker, Defined, Part, Place, Progress, declare};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Band, Constant, Define, DefineId, Expr, ExprKind, Fact, FactKind, FactOwner,
    Indicator, Overall, Scorecard, Shown, Type, Unit,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{Bound, Interval, Number};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl<'a> Checker<'a> {
    pub(super) fn declare_scorecard(&mut self, card: &'a tree::Scorecard) {
        let at = self.model.scorecards.len();
        let name = card.name.text.clone();
        let basis = self.citations(0, &card.basis);
        let version = self.declare_version(0, "", &card.name, &card.version);
        self.distinct(card.indicators.iter().map(|it| &it.name));
        self.distinct(card.bands.iter().map(|it| &it.name));
        let periods = in_force(version);
        let options = self.bands_as_options(&name, card);
        let mut indicators = Vec::new();
        for (position, it) in card.indicators.iter().enumerate() {
            let own = self.citations(0, &it.basis);
            let cited = if own.is_empty() { basis.clone() } else { own };
            let title = label(it.label.as_ref(), &it.name.text);
            let path = format!("{name}.{}", it.name.text);
            let banded = Message::new(
                format!("{}的等次", title.zh),
                format!("band of {}", title.en),
            );
            let mut part = |part, path: String, label: Message| {
                self.declare_part(at, part, (path, label), (&periods, &cited), it.span)
            };
            let value = part(Part::Value(position), path.clone(), title.clone());
            let band = part(Part::Band(position), format!("{path}.band"), banded);
            self.bands.insert(value, band);
            indicators.push(Indicator {
                name: it.name.text.clone(),
                label: title,
                value,
                band,
                weight: None,
                assumed: false,
                basis: cited,
            });
        }
        let bands = card.bands.iter().map(|band| {
            let own = self.citations(0, &band.basis);
            Band {
                name: band.name.text.clone(),
                label: label(band.label.as_ref(), &band.name.text),
                assumed: false,
                basis: if own.is_empty() { basis.clone() } else { own },
            }
        });
        let bands = bands.collect();
        let title = label(card.label.as_ref(), &name);
        let overall = card.overall.map(|overall| {
            let banded = Message::new(
                format!("{}的总评等次", title.zh),
                format!("overall band of {}", title.en),
            );
            let total = Message::new(
                format!("{}总评", title.zh),
                format!("{} overall", title.en),
            );
            let mut part = |part, path: String, label: Message| {
                self.declare_part(at, part, (path, label), (&periods, &basis), card.span)
            };
            Overall {
                value: part(Part::Total, format!("{name}.value"), total),
                band: part(Part::TotalBand, format!("{name}.band"), banded),
                worst: overall == tree::Overall::Worst,
            }
        });
        self.model.scorecards.push(Scorecard {
            label: title,
            name: name.clone(),
            in_force: periods,
            basis,
            indicators,
            bands,
            options,
            overall,
        });
        self.scorecards.push(card);
        self.declare_name(0, &card.name, Entity::Scorecard(at), version.is_some());
        let first = self.index.add(Kind::Scorecard, &name, at);
        if version.is_some() {
            self.model.versioned.scorecards.add(first, at);
        }
        self.model.shown.push(Shown::Scorecard(at));
    }

    fn declare_part(
        &mut self,
        at: usize,
        part: Part,
        (name, label): (String, Message),
        (periods, basis): (&[usize], &[crate::model::Citation]),
        span: Span,
    ) -> DefineId {
        let id = self.model.defines.len();
        self.model.defines.push(Define {
            name: name.clone(),
            label,
            in_force: periods.to_vec(),
            value: declare::placeholder(span),
            basis: basis.to_vec(),
            span,
        });
        self.defines.push((0, Defined::Part(at, part)));
        self.progress.push(Progress::Waiting);
        let first = self.index.add(Kind::Define, &name, id);
        if !periods.is_empty() {
            self.model.versioned.defines.add(first, id);
        }
        id
    }

    /// The bands are the options of a fact that nobody gives. Versions with the same bands
    /// share it.
    fn bands_as_options(&mut self, name: &str, card: &tree::Scorecard) -> usize {
        let name = format!("{name}.band");
        let bands = card.bands.iter().map(|band| (&band.name, band.label.as_ref()));
        let options = self.named_options(bands);
        let same = |fact: &&Fact| {
            let known = fact.kind.options();
            known.iter().map(|it| &it.name).eq(options.iter().map(|it| &it.name))
        };
        let facts = &self.model.facts;
        for id in self.band_facts.get(&name).into_iter().flatten() {
            if facts.get(*id).filter(same).is_some() {
                return *id;
            }
        }
        let id = self.model.facts.len();
        self.band_facts.entry(name.clone()).or_default().push(id);
        self.model.facts.push(Fact {
            label: Message::new(name.clone(), name.clone()),
            name,
            kind: FactKind::OneOf(options),
            format: None,
            owner: FactOwner::Bands,
            foreign: true,
            question: None,
            group: None,
            default: None,
            basis: Vec::new(),
            span: Span::default(),
        });
        id
    }

    /// What one part of a scorecard comes to.
    pub(super) fn part(&mut self, at: usize, part: Part) -> Expr {
        let Some(card) = self.scorecards.get(at).copied() else {
            return self.mistake(Span::default());
        };
        let basis = self.model.scorecards.get(at).map(|known| known.basis.clone());
        let place = self.place(0, Local::None);
        let place = self.under(place, &basis.unwrap_or_default());
        match part {
            Part::Value(position) => {
                let Some(it) = card.indicators.get(position) else {
                    return self.mistake(card.span);
                };
                let own = self.model.scorecards.get(at);
                let own = own.and_then(|known| known.indicators.get(position));
                let own = own.map(|known| known.basis.clone()).unwrap_or_default();
                let place = self.under(place, &own);
                let value = self.expr(place, &it.value, None);
                self.expect_number(value)
            }
            Part::Band(position) => {
                let span = card.indicators.get(position).map_or(card.span, |it| it.span);
                let value = self.model.scorecards.get(at);
                let value = value.and_then(|known| known.indicators.get(position));
                let Some(value) = value.map(|known| known.value) else {
                    return self.mistake(span);
                };
                self.banded(place, at, card, value, span)
            }
            Part::Total => self.total(at, card),
            Part::TotalBand => {
                let overall = self.model.scorecards.get(at).and_then(|it| it.overall);
                let Some(overall) = overall else { return self.mistake(card.span) };
                if overall.worst {
                    self.worst_band(at, card)
                } else {
                    self.banded(place, at, card, overall.value, card.name.span)
                }
            }
        }
    }

    /// A scorecard named alone is what all its indicators come to.
    pub(super) fn overall(&self, at: usize) -> Option<DefineId> {
        self.model.scorecards.get(at)?.overall.map(|it| it.value)
    }

    fn named(&mut self, define: DefineId, span: Span) -> Expr {
        let ty = self.define_type(define);
        Expr { kind: ExprKind::Define(define), ty, span }
    }

    fn option(&self, at: usize, band: usize, span: Span) -> Expr {
        let fact = self.model.scorecards.get(at).map_or(0, |known| known.options);
        let option = u8::try_from(band).unwrap_or(u8::MAX);
        let kind = ExprKind::Constant(Constant::Choice(option));
        Expr { kind, ty: Type::Choice(fact), span }
    }

    /// The band of a value: the first whose range it lies in.
    fn banded(
        &mut self,
        place: Place,
        at: usize,
        card: &tree::Scorecard,
        define: DefineId,
        span: Span,
    ) -> Expr {
        let value = self.named(define, span);
        if value.ty == Type::Mistake {
            return self.mistake(span);
        }
        let mut rows = Vec::new();
        for (position, band) in card.bands.iter().enumerate() {
            let own = self.model.scorecards.get(at);
            let own = own.and_then(|known| known.bands.get(position));
            let own = own.map(|known| known.basis.clone()).unwrap_or_default();
            let place = self.under(place, &own);
            let when = band.range.as_ref().map(|range| {
                let mut parts = Vec::new();
                let ends = [(&range.lower, true), (&range.upper, false)];
                for (bound, lower) in ends {
                    let end = self.bound_of(place, bound.as_ref(), Some(&value.ty));
                    let Some((end, included)) = end else { continue };
                    parts.push(super::compare::bound(&value, end, lower, included));
                }
                super::expr::boolean(ExprKind::And(parts), band.span)
            });
            rows.push((when, self.option(at, position, band.span)));
        }
        let Some((_, first)) = rows.first() else { return self.mistake(span) };
        let ty = first.ty.clone();
        Expr { kind: ExprKind::Case(rows), ty, span }
    }

    /// The worst of the bands of all indicators: the last of them in which one lies.
    fn worst_band(&mut self, at: usize, card: &tree::Scorecard) -> Expr {
        let span = card.name.span;
        let bands = self.model.scorecards.get(at);
        let bands: Vec<DefineId> = bands
            .map(|known| known.indicators.iter().map(|it| it.band).collect())
            .unwrap_or_default();
        let bands: Vec<Expr> = bands.into_iter().map(|it| self.named(it, span)).collect();
        let mut rows = Vec::new();
        for band in (0..card.bands.len()).rev() {
            let option = u8::try_from(band).unwrap_or(u8::MAX);
            let parts = bands.iter().map(|value| {
                let mask = super::expr::mask(option);
                super::expr::boolean(ExprKind::OneOf(Box::new(value.clone()), mask), span)
            });
            let any = super::expr::boolean(ExprKind::Or(parts.collect()), span);
            rows.push(((band > 0).then_some(any), self.option(at, band, span)));
        }
        let Some((_, first)) = rows.first() else { return self.mistake(span) };
        let ty = first.ty.clone();
        Expr { kind: ExprKind::Case(rows), ty, span }
    }

    /// The least of the values, or their mean by weight.
    fn total(&mut self, at: usize, card: &tree::Scorecard) -> Expr {
        let span = card.name.span;
        let known = self.model.scorecards.get(at);
        let ids: Vec<DefineId> = known
            .map(|known| known.indicators.iter().map(|it| it.value).collect())
            .unwrap_or_default();
        let values: Vec<Expr> = ids.into_iter().map(|it| self.named(it, span)).collect();
        let Some(first) = values.first().cloned() else { return self.mistake(span) };
        for value in values.iter().skip(1) {
            if !self.same(&first, value) {
                return self.mistake(span);
            }
        }
        let ty = first.ty;
        if card.overall == Some(tree::Overall::Worst) {
            return Expr { kind: ExprKind::Lowest(values), ty, span };
        }
        let plain = |number| Expr {
            kind: ExprKind::Constant(Constant::Number(number)),
            ty: Type::Number(Unit::Plain),
            span,
        };
        let mut sum: Option<Expr> = None;
        let mut all = Number::ZERO;
        for (value, it) in values.into_iter().zip(&card.indicators) {
            let weight = it.weight.as_ref().and_then(|it| self.weight(it));
            let Some(weight) = weight else { return self.mistake(span) };
            all = all.checked_add(weight).unwrap_or(all);
            let kind = ExprKind::Multiply(Box::new(value), Box::new(plain(weight)));
            let part = Expr { kind, ty: ty.clone(), span };
            sum = Some(match sum {
                None => part,
                Some(sum) => Expr {
                    kind: ExprKind::Add(Box::new(sum), Box::new(part)),
                    ty: ty.clone(),
                    span,
                },
            });
        }
        let Some(sum) = sum else { return self.mistake(span) };
        let kind = ExprKind::Divide(Box::new(sum), Box::new(plain(all)));
        Expr { kind, ty, span }
    }

    fn weight(&mut self, weight: &tree::Expr) -> Option<Number> {
        let before = self.diagnostics.len();
        let place = self.place(0, Local::None);
        let value = self.expr(place, weight, Some(&Type::Number(Unit::Plain)));
        // It is said once, where the scorecard is checked.
        self.diagnostics.truncate(before);
        number(&value)
    }

    /// Second pass: weights, bands that overlap, what rests on an unseen text.
    pub(super) fn check_scorecard(&mut self, at: usize) {
        let Some(card) = self.scorecards.get(at).copied() else { return };
        self.check_weights(at, card);
        self.check_bands(at, card);
        let Some(known) = self.model.scorecards.get(at).cloned() else { return };
        let unseen = |checker: &Self, basis: &[crate::model::Citation]| {
            basis.iter().any(|it| {
                checker.model.sources.get(it.source).is_some_and(|it| it.unverified)
            })
        };
        let indicators: Vec<bool> = known
            .indicators
            .iter()
            .map(|it| unseen(self, &it.basis) || self.rests_on_unseen(it.value))
            .collect();
        let bands: Vec<bool> =
            known.bands.iter().map(|band| unseen(self, &band.basis)).collect();
        let Some(known) = self.model.scorecards.get_mut(at) else { return };
        for (it, assumed) in known.indicators.iter_mut().zip(indicators) {
            it.assumed = assumed;
        }
        for (it, assumed) in known.bands.iter_mut().zip(bands) {
            it.assumed = assumed;
        }
    }

    fn check_weights(&mut self, at: usize, card: &tree::Scorecard) {
        let hundred = Number::from(100_u32);
        let mut all = Number::ZERO;
        let mut whole = true;
        for (position, it) in card.indicators.iter().enumerate() {
            let Some(written) = &it.weight else {
                whole = false;
                continue;
            };
            let Some(weight) = self.weight(written).filter(|it| *it > Number::ZERO)
            else {
                self.report(
                    Diagnostic::error(
                        Code::CONSTANT_EXPECTED,
                        written.span,
                        "分值要写一个大于零的数",
                        "a weight is a number above zero, written out",
                    )
                    .help("例如：分值 20分", "such as `weight 20`"),
                );
                return;
            };
            all = all.checked_add(weight).unwrap_or(all);
            let known = self.model.scorecards.get_mut(at);
            if let Some(known) = known.and_then(|it| it.indicators.get_mut(position)) {
                known.weight = Some(weight);
            }
        }
        let none = card.indicators.iter().all(|it| it.weight.is_none());
        if none && card.overall != Some(tree::Overall::Weighted) {
            return;
        }
        if whole && all == hundred {
            return;
        }
        let (zh, en) = (all.to_string(), all.to_string());
        self.report(
            Diagnostic::error(
                Code::WEIGHTS_NOT_WHOLE,
                card.name.span,
                format!("各项指标的分值合计 {zh} 分，应当是 100 分"),
                format!("the weights of the indicators come to {en}, not to 100"),
            )
            .help(
                "每项指标写「分值」，合计 100；取最差的，也可以都不写",
                "give every indicator a `weight`, 100 in all; where the worst counts, or \
                 none",
            ),
        );
    }

    fn check_bands(&mut self, at: usize, card: &tree::Scorecard) {
        let basis = self.model.scorecards.get(at).map(|known| known.basis.clone());
        let place = self.place(0, Local::None);
        let place = self.under(place, &basis.unwrap_or_default());
        let mut seen: Vec<(Interval<Number>, Span)> = Vec::new();
        for (position, band) in card.bands.iter().enumerate() {
            let Some(range) = &band.range else {
                if position.saturating_add(1) < card.bands.len() {
                    self.otherwise_not_last(band.span);
                }
                continue;
            };
            let before = self.diagnostics.len();
            let lower = self.bound_of(place, range.lower.as_ref(), None);
            let upper = self.bound_of(place, range.upper.as_ref(), None);
            self.diagnostics.truncate(before);
            self.ordered(range.span, lower.as_ref(), upper.as_ref());
            let end = |end: &Option<(Expr, bool)>| match end {
                None => Some(None),
                Some((end, included)) => {
                    number(end).map(|value| Some(Bound { value, included: *included }))
                }
            };
            // What a fact decides can overlap only in a case.
            let (Some(lower), Some(upper)) = (end(&lower), end(&upper)) else { continue };
            let own = Interval { lower, upper };
            let other = seen.iter().find(|(known, _)| !known.intersect(&own).is_empty());
            if let Some((_, first)) = other.copied() {
                self.report(
                    Diagnostic::error(
                        Code::BANDS_OVERLAP,
                        band.span,
                        "这个等次与前面的一个等次有相同的数",
                        "a number lies in this band and in one before it",
                    )
                    .help(
                        "让一个等次的末端与下一个的起点只有一方含本数",
                        "let only one of two bands include the number at which they meet",
                    )
                    .related(first, "前面的等次", "the band before"),
                );
            }
            seen.push((own, band.span));
        }
    }
}
