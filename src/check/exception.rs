//! Exceptions: what they stand against, and results of the same kind.

use super::names::{Entity, Local, Resolved};
use super::packs::label;
use super::version::in_force;
use super::{Checker, Place, declare};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Citation, Constant, Exception, ExceptionResult, ExprKind, Model, Target,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::PeriodUnit;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What may have exceptions, by name: every version of it.
struct Named {
    targets: BTreeMap<(&'static str, String), Vec<Target>>,
}

impl Named {
    fn of(model: &Model) -> Self {
        let mut targets: BTreeMap<_, Vec<Target>> = BTreeMap::new();
        let mut add = |target: Target| {
            if let Some(key) = Self::key(model, target) {
                targets.entry(key).or_default().push(target);
            }
        };
        (0..model.defines.len()).map(Target::Define).for_each(&mut add);
        (0..model.circumstances.len()).map(Target::Circumstance).for_each(&mut add);
        (0..model.deadlines.len()).map(Target::Deadline).for_each(&mut add);
        (0..model.exceptions.len()).map(Target::Exception).for_each(&mut add);
        Self { targets }
    }

    fn key(model: &Model, target: Target) -> Option<(&'static str, String)> {
        let (kind, name) = match target {
            Target::Define(at) => ("define", &model.defines.get(at)?.name),
            Target::Circumstance(at) => {
                ("circumstance", &model.circumstances.get(at)?.name)
            }
            Target::Deadline(at) => ("deadline", &model.deadlines.get(at)?.name),
            Target::Exception(at) => ("exception", &model.exceptions.get(at)?.name),
        };
        Some((kind, name.clone()))
    }

    /// Returns every version of what a target names.
    fn all(&self, model: &Model, target: Target) -> &[Target] {
        let key = Self::key(model, target);
        key.and_then(|key| self.targets.get(&key)).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Checker<'a> {
    pub(super) fn declare_exception(
        &mut self,
        instance: usize,
        exception: &'a tree::Exception,
    ) {
        let id = self.model.exceptions.len();
        let basis = self.citations(instance, &exception.basis);
        let version =
            self.declare_version(instance, "", &exception.name, &exception.version);
        self.model.exceptions.push(Exception {
            name: self.path(instance, &exception.name.text),
            label: label(exception.label.as_ref(), &exception.name.text),
            in_force: in_force(version),
            against: Target::Exception(id),
            when: declare::placeholder(exception.span),
            when_text: String::new(),
            then: ExceptionResult::NeedsJudgement,
            then_text: String::new(),
            basis,
            span: exception.name.span,
        });
        self.exceptions.push((instance, exception));
        let entity = Entity::Exception(id);
        self.declare_name(instance, &exception.name, entity, version.is_some());
    }

    /// Second pass: targets first, so that the kind of every result is known.
    pub(super) fn check_exceptions(&mut self) {
        let exceptions = core::mem::take(&mut self.exceptions);
        let named = Named::of(&self.model);
        let mut known: Vec<bool> = Vec::new();
        for (id, (instance, exception)) in exceptions.iter().enumerate() {
            let place = self.place(*instance, Local::None);
            let target = self.target(place, &exception.against);
            let targets = target.map_or(&[][..], |it| named.all(&self.model, it));
            let target =
                target.filter(|_| self.write_out(targets.len(), exception.against.span));
            if let (Some(target), Some(own)) = (target, self.model.exceptions.get_mut(id))
            {
                own.against = target;
                for one in targets {
                    self.model.excepted.add(*one, id);
                }
            }
            known.push(target.is_some());
        }
        for (id, (instance, exception)) in exceptions.iter().enumerate() {
            if known.get(id) == Some(&true) {
                self.check_exception(id, *instance, exception);
            }
        }
        self.exceptions = exceptions;
    }

    fn target(&mut self, place: Place, path: &tree::Path) -> Option<Target> {
        let found = match self.resolve(place, path)? {
            Resolved::Entity(Entity::Define(id)) => Some(Target::Define(id)),
            Resolved::Entity(Entity::Table(at)) => {
                match self.only_output(at, path.span)? {
                    Entity::Define(id) => Some(Target::Define(id)),
                    _ => None,
                }
            }
            Resolved::Entity(Entity::Circumstance(id)) => Some(Target::Circumstance(id)),
            Resolved::Entity(Entity::Deadline(id)) => Some(Target::Deadline(id)),
            Resolved::Entity(Entity::Exception(id)) => Some(Target::Exception(id)),
            Resolved::Entity(_) | Resolved::Member(..) => None,
        };
        if found.is_none() {
            self.report(
                Diagnostic::error(
                    Code::EXCEPTION_TARGET,
                    path.span,
                    "例外只能对定义、情节、期限或者另一个例外",
                    "an exception stands against a definition, a circumstance, a deadline \
                     or another exception",
                )
                .help(
                    "期限写它的名称，不写「.届满日」",
                    "of a deadline write the name, without `.due`",
                ),
            );
        }
        found
    }

    /// Returns the general rule at the end of a chain of exceptions; nothing in a circle.
    fn general_rule(&self, id: usize) -> Option<Target> {
        let mut at = id;
        for _ in 0..=self.model.exceptions.len() {
            match self.model.exceptions.get(at)?.against {
                Target::Exception(next) if next == at => return None,
                Target::Exception(next) => at = next,
                rule @ (Target::Define(_)
                | Target::Circumstance(_)
                | Target::Deadline(_)) => return Some(rule),
            }
        }
        None
    }

    fn check_exception(
        &mut self,
        id: usize,
        instance: usize,
        exception: &tree::Exception,
    ) {
        let Some(rule) = self.general_rule(id) else {
            self.circle(&exception.name);
            return;
        };
        let basis = self
            .model
            .exceptions
            .get(id)
            .map(|known| known.basis.clone())
            .unwrap_or_default();
        let place = self.place(instance, Local::None);
        let place = self.under(place, &basis);
        let when = self.condition(place, &exception.when);
        let then = self.exception_result(place, rule, &basis, &exception.then);
        let when_text = self.source_text(exception.when.span);
        let then_text = match &exception.then {
            tree::ExceptionResult::NeedsJudgement => String::new(),
            tree::ExceptionResult::NotHolds(span) => self.source_text(*span),
            tree::ExceptionResult::Value(value) => self.source_text(value.span),
        };
        self.date_of_rule(id, rule, exception.version.dated_by.is_some());
        if let Some(known) = self.model.exceptions.get_mut(id) {
            known.when = when;
            known.when_text = when_text;
            known.then_text = then_text;
            if let Some(then) = then {
                known.then = then;
            }
        }
    }

    /// An exception's period counts by the date of the rule it is an exception to.
    fn date_of_rule(&mut self, id: usize, rule: Target, own_date: bool) {
        let periods = match rule {
            Target::Define(at) => self.model.defines.get(at).map(|known| &known.in_force),
            Target::Circumstance(at) => match self.owners.get(&at) {
                // One in a benchmark is law with it.
                Some(owner) => {
                    self.model.benchmarks.get(*owner).map(|known| &known.in_force)
                }
                None => self.model.circumstances.get(at).map(|known| &known.in_force),
            },
            Target::Deadline(at) => {
                self.model.deadlines.get(at).map(|known| &known.in_force)
            }
            Target::Exception(_) => None,
        };
        let date = periods
            .and_then(|periods| periods.last())
            .and_then(|period| self.model.versions.get(*period))
            .map(|version| version.dated_by.clone());
        let own = self.model.exceptions.get(id).and_then(|own| own.in_force.first());
        if let (Some(date), Some(own), false) = (date, own, own_date)
            && let Some(version) = self.model.versions.get_mut(*own)
        {
            version.dated_by = date;
        }
    }

    fn circle(&mut self, name: &tree::Name) {
        self.report(
            Diagnostic::error(
                Code::CYCLE,
                name.span,
                format!("「{}」绕回来用到了自己", name.text),
                format!("`{}` rests on itself", name.text),
            )
            .help("断开这个循环", "break the circle"),
        );
    }

    fn exception_result(
        &mut self,
        place: Place,
        rule: Target,
        basis: &[Citation],
        then: &tree::ExceptionResult,
    ) -> Option<ExceptionResult> {
        match (then, rule) {
            (tree::ExceptionResult::NeedsJudgement, _) => {
                Some(ExceptionResult::NeedsJudgement)
            }
            (tree::ExceptionResult::NotHolds(span), Target::Circumstance(_)) => {
                let never = super::expr::boolean(
                    ExprKind::Constant(Constant::Bool(false)),
                    *span,
                );
                Some(ExceptionResult::Value(never))
            }
            (tree::ExceptionResult::NotHolds(span), _) => {
                self.result_mismatch(
                    *span,
                    "只有情节的例外能写「不成立」",
                    "only an exception to a circumstance says `not holds`",
                );
                None
            }
            (tree::ExceptionResult::Value(value), Target::Define(at)) => {
                let ty = self.define_type(at);
                let value = self.expr(place, value, Some(&ty));
                Some(ExceptionResult::Value(self.expect_type(value, &ty)))
            }
            (tree::ExceptionResult::Value(value), Target::Circumstance(_)) => {
                Some(ExceptionResult::Value(self.condition(place, value)))
            }
            (tree::ExceptionResult::Value(value), Target::Deadline(at)) => {
                let tree::ExprKind::Literal(tree::Literal::Period(count, unit)) =
                    value.kind
                else {
                    self.result_mismatch(
                        value.span,
                        "期限的例外要写出期间",
                        "an exception to a deadline says how long it is",
                    );
                    return None;
                };
                let length = self.length((count, unit), basis, value.span);
                let hours = |unit| unit == PeriodUnit::Hours;
                let general = self.model.deadlines.get(at);
                let general = general.map(|known| known.period.stated.unit);
                if general.is_some_and(|unit| hours(unit) != hours(length.stated.unit)) {
                    self.result_mismatch(
                        value.span,
                        "小时和日不能互相替代：期限本身怎样计，例外也怎样计",
                        "hours do not stand for days: an exception counts as its deadline does",
                    );
                    return None;
                }
                Some(ExceptionResult::Period(length))
            }
            (tree::ExceptionResult::Value(_), Target::Exception(_)) => None,
        }
    }

    fn result_mismatch(&mut self, span: Span, zh: &str, en: &str) {
        self.report(Diagnostic::error(Code::EXCEPTION_RESULT, span, zh, en).help(
            "定义写同类的值，情节写「不成立」或者条件，期限写期间，都可以写「人工裁量」",
            "a definition takes a value of its type, a circumstance `not holds` or a \
             condition, a deadline a length of time; each may take `needs judgement`",
        ));
    }
}
