//! Deadlines and circumstances: the second pass.

use super::names::{Entity, Local};
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Citation, Expr, Length, Suspension, Type};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{LegalPeriod, PeriodUnit};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn check_deadline(
        &mut self,
        id: usize,
        place: Place,
        deadline: &tree::Deadline,
    ) {
        let basis = self.citations(place.instance, &deadline.basis);
        let place = self.under(place, &basis);
        let event = self.time(place, &deadline.event);
        let when = deadline.when.as_ref().map(|when| self.condition(place, when));
        let met = deadline.met.as_ref().map(|met| self.time(place, met));
        let period = self.length(deadline.period, &basis, deadline.span);
        if period.stated.unit == PeriodUnit::Hours && event.ty == Type::Date {
            self.hours_on_dates(event.span);
        }
        let suspensions = self.suspensions(place, deadline);
        if let Some(known) = self.model.deadlines.get_mut(id) {
            known.event = event;
            known.period = period;
            known.when = when;
            known.met = met;
            known.suspensions = suspensions;
            known.basis = basis;
        }
    }

    /// Checks an expression that must be a date or a moment.
    fn time(&mut self, place: Place, expr: &tree::Expr) -> Expr {
        let time = self.expr(place, expr, Some(&Type::Date));
        if time.ty == Type::Moment { time } else { self.expect_type(time, &Type::Date) }
    }

    /// Checks an expression that must be a date; a moment stands for its own.
    fn date(&mut self, place: Place, expr: &tree::Expr) -> Expr {
        let date = self.expr(place, expr, Some(&Type::Date));
        self.expect_type(date, &Type::Date)
    }

    /// Returns how long a period is: days of a source that means working days are such.
    pub(super) fn length(
        &mut self,
        (count, unit): (u32, tree::PeriodUnit),
        basis: &[Citation],
        span: Span,
    ) -> Length {
        let unit = super::declare::period_unit(unit);
        let mut length = Length::plain(LegalPeriod { count, unit });
        if unit == PeriodUnit::Days
            && let Some(first) = basis.first()
            && let Some(source) = self.model.sources.get(first.source)
            && source.workdays.as_ref().is_some_and(|meaning| meaning.covers(count))
        {
            length.workdays_by = Some(first.source);
        }
        self.needs_calendar(length.counted().unit, span);
        if count == 0 {
            self.report(Diagnostic::error(
                Code::EMPTY_RANGE,
                span,
                "期限不能是零",
                "a deadline cannot be zero long",
            ));
        }
        length
    }

    fn suspensions(
        &mut self,
        place: Place,
        deadline: &tree::Deadline,
    ) -> Vec<Suspension> {
        let Some(first) = deadline.suspensions.first() else { return Vec::new() };
        let reason = match (deadline.direction, deadline.period.1) {
            (tree::Direction::Before, _) => Some(("向前算的", "that runs backwards")),
            (tree::Direction::After, tree::PeriodUnit::Hours) => {
                Some(("以小时计的", "in hours"))
            }
            (
                tree::Direction::After,
                tree::PeriodUnit::Days
                | tree::PeriodUnit::Workdays
                | tree::PeriodUnit::Months
                | tree::PeriodUnit::Years,
            ) => None,
        };
        if let Some((zh, en)) = reason {
            self.report(
                Diagnostic::error(
                    Code::NEVER_SUSPENDED,
                    first.span,
                    format!("{zh}期限不能中止"),
                    format!("a deadline {en} cannot be suspended"),
                )
                .help(
                    "去掉「中止」；只有从事由日向后数日、月、年的期限可以中止",
                    "leave `suspension` out; only days, months and years after an event \
                     can be suspended",
                ),
            );
        }
        let mut names: BTreeMap<&str, Span> = BTreeMap::new();
        let mut suspensions = Vec::new();
        for suspension in &deadline.suspensions {
            let name = &suspension.name;
            if let Some(taken) = names.insert(&name.text, name.span) {
                self.report(
                    Diagnostic::error(
                        Code::DUPLICATE_NAME,
                        name.span,
                        format!("名称「{}」已经用过", name.text),
                        format!("the name `{}` is taken", name.text),
                    )
                    .help("换一个名称", "choose another name")
                    .related(
                        taken,
                        "先在这里用过",
                        "first used here",
                    ),
                );
            }
            let basis = self.citations(place.instance, &suspension.basis);
            let place = self.under(place, &basis);
            suspensions.push(Suspension {
                name: name.text.clone(),
                label: label(suspension.label.as_ref(), &name.text),
                from: self.date(place, &suspension.from),
                to: self.date(place, &suspension.to),
                when: suspension.when.as_ref().map(|when| self.condition(place, when)),
                basis,
            });
        }
        suspensions
    }

    pub(super) fn check_circumstance(
        &mut self,
        id: usize,
        place: Place,
        circumstance: &tree::Circumstance,
    ) {
        let basis = self
            .model
            .circumstances
            .get(id)
            .map(|known| known.basis.clone())
            .unwrap_or_default();
        let place = self.under(place, &basis);
        let when = self.condition(place, &circumstance.when);
        let moves = self.moves(place, circumstance);
        if let Some(known) = self.model.circumstances.get_mut(id) {
            known.moves = moves;
            known.when = when;
        }
    }

    /// Second pass over everything: names are known now.
    pub(super) fn check_bodies(&mut self) {
        let linked = self.linked;
        self.order_tables();
        self.check_versions();
        self.note_decisions();
        self.find_lists();
        // Definitions first: what else is checked finds them done, whatever the order.
        for id in 0..self.defines.len() {
            self.define_type(id);
        }
        for at in 0..self.tables.len() {
            self.check_table(at);
        }
        for at in 0..self.scorecards.len() {
            self.check_scorecard(at);
        }
        for (instance, pack) in linked.packs.iter().enumerate() {
            let place = self.place(instance, Local::None);
            for declaration in pack.trees.iter().flat_map(|tree| &tree.declarations) {
                match declaration {
                    tree::Declaration::Fact(fact) => self.check_fact(instance, fact),
                    tree::Declaration::Circumstance(circumstance) => {
                        if let Some(Entity::Circumstance(id)) =
                            self.declared(instance, &circumstance.name)
                        {
                            self.check_circumstance(id, place, circumstance);
                        }
                    }
                    tree::Declaration::Deadline(deadline) => {
                        if let Some(Entity::Deadline(id)) =
                            self.declared(instance, &deadline.name)
                        {
                            self.check_deadline(id, place, deadline);
                        }
                    }
                    tree::Declaration::Benchmark(benchmark) if instance == 0 => {
                        if let Some(Entity::Benchmark(at)) =
                            self.declared(0, &benchmark.name)
                        {
                            self.check_benchmark(at, benchmark);
                        }
                    }
                    tree::Declaration::Review(review) if instance == 0 => {
                        if let Some(Entity::Review(at)) = self.declared(0, &review.name) {
                            self.check_review(at, review);
                        }
                    }
                    tree::Declaration::Scope(scope) if instance == 0 => {
                        if let Some(Entity::Scope(at)) = self.declared(0, &scope.name) {
                            self.check_scope(at, scope);
                        }
                    }
                    tree::Declaration::Pack(_)
                    | tree::Declaration::Source(_)
                    | tree::Declaration::Unit(_)
                    | tree::Declaration::Define(_)
                    | tree::Declaration::Parameter(_)
                    | tree::Declaration::Profile(_)
                    | tree::Declaration::Document(_)
                    | tree::Declaration::Benchmark(_)
                    | tree::Declaration::Review(_)
                    | tree::Declaration::Scope(_)
                    | tree::Declaration::Table(_)
                    | tree::Declaration::Scorecard(_)
                    | tree::Declaration::Exception(_)
                    | tree::Declaration::Test(_)
                    | tree::Declaration::CaseFile(_) => {}
                }
            }
        }
        self.check_version_types();
        self.check_exceptions();
        self.check_documents();
        self.check_cases();
    }

    /// Returns what a name was declared as at that very place.
    pub(super) fn declared(&self, instance: usize, name: &tree::Name) -> Option<Entity> {
        let own = self.instances.get(instance)?;
        let (entity, span) = own.names.get(&name.text)?;
        if *span == name.span {
            return Some(*entity);
        }
        own.versions.get(&name.span).copied()
    }
}
