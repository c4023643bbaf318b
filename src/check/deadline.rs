//! Deadlines and circumstances: the second pass.

use super::names::{Entity, Local};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Type;
use crate::syntax::tree;
use crate::text::Span;
use crate::value::PeriodUnit;

impl Checker<'_> {
    pub(super) fn check_deadline(
        &mut self,
        id: usize,
        place: Place,
        deadline: &tree::Deadline,
    ) {
        let basis = self.citations(place.instance, &deadline.basis);
        let place = self.under(place, &basis);
        let event = self.expr(place, &deadline.event, Some(&Type::Date));
        let event = self.expect_type(event, &Type::Date);
        let when = deadline.when.as_ref().map(|when| self.condition(place, when));
        let unit = super::declare::period_unit(deadline.period.1);
        self.check_period(deadline.period.0, unit, deadline.span);
        if let Some(known) = self.model.deadlines.get_mut(id) {
            known.event = event;
            known.when = when;
            known.basis = basis;
        }
    }

    /// Checks how long a deadline is.
    pub(super) fn check_period(&mut self, count: u32, unit: PeriodUnit, span: Span) {
        self.needs_calendar(unit, span);
        if unit == PeriodUnit::Hours {
            self.report(
                Diagnostic::error(
                    Code::HOURS_ON_DATES,
                    span,
                    "以小时计的期限需要到分的时刻，事实只有日期",
                    "a deadline in hours needs a time of day, and facts have dates only",
                )
                .help("写成日数", "write it in days"),
            );
        }
        if count == 0 {
            self.report(Diagnostic::error(
                Code::EMPTY_RANGE,
                span,
                "期限不能是零",
                "a deadline cannot be zero long",
            ));
        }
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
        if let Some(known) = self.model.circumstances.get_mut(id) {
            known.when = when;
        }
    }

    /// Second pass over everything: names are known now.
    pub(super) fn check_bodies(&mut self) {
        let linked = self.linked;
        self.check_versions();
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
                    | tree::Declaration::Define(_)
                    | tree::Declaration::Benchmark(_)
                    | tree::Declaration::Review(_)
                    | tree::Declaration::Scope(_)
                    | tree::Declaration::Exception(_)
                    | tree::Declaration::Test(_)
                    | tree::Declaration::CaseFile(_) => {}
                }
            }
        }
        for id in 0..self.defines.len() {
            self.define_type(id);
        }
        self.check_version_types();
        self.check_exceptions();
        self.check_cases();
    }

    /// Returns what a name was declared as at that very place.
    fn declared(&self, instance: usize, name: &tree::Name) -> Option<Entity> {
        let own = self.instances.get(instance)?;
        let (entity, span) = own.names.get(&name.text)?;
        if *span == name.span {
            return Some(*entity);
        }
        own.versions.get(&name.span).copied()
    }
}
