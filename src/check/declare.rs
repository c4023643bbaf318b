//! First pass: every name is declared before any expression is looked at, so that the order
//! of declarations means nothing.

use super::index::Kind;
use super::names::Entity;
use super::packs::label;
use super::version::in_force;
use super::{Checker, Defined, Place, Progress};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Benchmark, Circumstance, Constant, Deadline, DeadlineOwner, Define, Direction,
    Effect, Expr, ExprKind, Length, Modality, Review, Scope, Shown, Type,
};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{LegalPeriod, MonthEnd, PeriodUnit};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl<'a> Checker<'a> {
    pub(super) fn declare(&mut self) {
        let linked = self.linked;
        self.declare_units();
        // Sources first: facts cite them.
        for (instance, pack) in linked.packs.iter().enumerate() {
            for declaration in pack.trees.iter().flat_map(|tree| &tree.declarations) {
                if let tree::Declaration::Source(source) = declaration {
                    self.declare_source(instance, source);
                }
            }
        }
        for (instance, pack) in linked.packs.iter().enumerate() {
            for declaration in pack.trees.iter().flat_map(|tree| &tree.declarations) {
                self.declare_one(instance, declaration);
            }
        }
        // Where there is a benchmark, the shared circumstances are shown in it.
        if !self.model.benchmarks.is_empty() {
            self.model.shown.retain(|shown| !matches!(shown, Shown::Circumstance(_)));
        }
    }

    fn declare_one(&mut self, instance: usize, declaration: &'a tree::Declaration) {
        let main = instance == 0;
        match declaration {
            tree::Declaration::Fact(fact) => self.declare_fact(instance, fact),
            tree::Declaration::Circumstance(circumstance) => {
                let id = self.declare_circumstance(instance, None, circumstance);
                let version = self.declare_version(
                    instance,
                    "",
                    &circumstance.name,
                    &circumstance.version,
                );
                if let Some(known) = self.model.circumstances.get_mut(id) {
                    known.in_force = in_force(version);
                }
                self.declare_name(
                    instance,
                    &circumstance.name,
                    Entity::Circumstance(id),
                    version.is_some(),
                );
                let path = self.path(instance, &circumstance.name.text);
                let first = self.index.add(Kind::Circumstance, &path, id);
                if version.is_some() {
                    self.model.versioned.circumstances.add(first, id);
                }
                if main {
                    self.model.shown.push(Shown::Circumstance(id));
                }
            }
            tree::Declaration::Deadline(deadline) => {
                let path = self.path(instance, &deadline.name.text);
                let id = self.declare_deadline(
                    instance,
                    "",
                    path,
                    deadline,
                    DeadlineOwner::Pack,
                    &[],
                );
                self.declare_name(
                    instance,
                    &deadline.name,
                    Entity::Deadline(id),
                    deadline.version.effective.is_some(),
                );
                if main {
                    self.model.shown.push(Shown::Deadline(id));
                }
            }
            tree::Declaration::Define(define)
                if self.chooses_ranges(instance, &define.value) =>
            {
                self.declare_ranges(instance, define);
            }
            tree::Declaration::Define(define) => self.declare_define(instance, define),
            tree::Declaration::Table(table) => self.declare_table(instance, table),
            tree::Declaration::Scorecard(card) if main => self.declare_scorecard(card),
            tree::Declaration::Parameter(parameter) => {
                self.declare_parameter(instance, parameter);
            }
            tree::Declaration::Benchmark(benchmark) if main => {
                self.declare_benchmark(benchmark);
            }
            tree::Declaration::Review(review) if main => self.declare_review(review),
            tree::Declaration::Scope(scope) if main => self.declare_scope(scope),
            tree::Declaration::Benchmark(tree::Benchmark { name, version, .. })
            | tree::Declaration::Review(tree::Review { name, version, .. })
            | tree::Declaration::Scope(tree::Scope { name, version, .. })
            | tree::Declaration::Scorecard(tree::Scorecard { name, version, .. }) => {
                let versioned = version.effective.is_some();
                self.declare_name(instance, name, Entity::Elsewhere, versioned);
            }
            tree::Declaration::Exception(exception) => {
                self.declare_exception(instance, exception);
            }
            tree::Declaration::Pack(_)
            | tree::Declaration::Source(_)
            | tree::Declaration::Profile(_)
            | tree::Declaration::Unit(_)
            | tree::Declaration::Document(_)
            | tree::Declaration::Test(_)
            | tree::Declaration::CaseFile(_) => {}
        }
    }

    pub(super) fn path(&self, instance: usize, name: &str) -> String {
        self.instances
            .get(instance)
            .map_or_else(|| name.to_string(), |own| own.path(name))
    }

    fn declare_define(&mut self, instance: usize, define: &'a tree::Define) {
        let id = self.model.defines.len();
        let basis = self.citations(instance, &define.basis);
        let path = self.path(instance, &define.name.text);
        let version = self.declare_version(instance, "", &define.name, &define.version);
        self.model.defines.push(Define {
            label: label(define.label.as_ref(), &define.name.text),
            name: path.clone(),
            in_force: in_force(version),
            value: placeholder(define.span),
            basis,
            span: define.name.span,
        });
        let first = self.index.add(Kind::Define, &path, id);
        if version.is_some() {
            self.model.versioned.defines.add(first, id);
        }
        self.defines.push((instance, Defined::Define(define)));
        self.progress.push(Progress::Waiting);
        self.declare_name(instance, &define.name, Entity::Define(id), version.is_some());
        if instance == 0 && define.label.is_some() {
            self.model.shown.push(Shown::Define(id));
        }
    }

    pub(super) fn declare_circumstance(
        &mut self,
        instance: usize,
        owner: Option<&str>,
        circumstance: &tree::Circumstance,
    ) -> usize {
        let id = self.model.circumstances.len();
        let own = self.path(instance, &circumstance.name.text);
        let name =
            owner.map_or(own, |owner| format!("{owner}.{}", circumstance.name.text));
        let basis = self.citations(instance, &circumstance.basis);
        let aggravates = circumstance.effects.contains(&tree::Effect::Aggravate);
        if aggravates
            && circumstance.effects.iter().any(|e| *e != tree::Effect::Aggravate)
        {
            self.report(
                Diagnostic::error(
                    Code::EFFECTS_OPPOSED,
                    circumstance.name.span,
                    format!("情节「{}」既从重又从宽", circumstance.name.text),
                    format!(
                        "the circumstance `{}` both aggravates and favours",
                        circumstance.name.text
                    ),
                )
                .help(
                    "分成两个情节，各有自己的条件",
                    "make two circumstances of it, each with its own condition",
                ),
            );
        }
        self.model.circumstances.push(Circumstance {
            name,
            label: label(circumstance.label.as_ref(), &circumstance.name.text),
            in_force: Vec::new(),
            modality: modality(circumstance.modality),
            effects: circumstance.effects.iter().copied().map(effect).collect(),
            moves: None,
            when: placeholder(circumstance.span),
            basis,
            span: circumstance.name.span,
        });
        id
    }

    pub(super) fn declare_deadline(
        &mut self,
        instance: usize,
        block: &str,
        name: String,
        deadline: &tree::Deadline,
        owner: DeadlineOwner,
        owned: &[usize],
    ) -> usize {
        let id = self.model.deadlines.len();
        let version =
            self.declare_version(instance, block, &deadline.name, &deadline.version);
        let mut periods = owned.to_vec();
        periods.extend(version);
        let first = self.index.add(Kind::Deadline, &name, id);
        if !periods.is_empty() {
            self.model.versioned.deadlines.add(first, id);
        }
        self.inner.insert(deadline.name.span, id);
        let (count, unit) = deadline.period;
        let direction = match deadline.direction {
            tree::Direction::After => Direction::After,
            tree::Direction::Before => Direction::Before,
        };
        let roll = match (deadline.roll, deadline.party) {
            (Some(tree::Roll::Roll), _) => true,
            (Some(tree::Roll::NoRoll), _) => false,
            // To move a last day back is never implied: the rule is about days that lie ahead.
            (None, _) if direction == Direction::Before => false,
            // A party's last day on a holiday moves; an agency's maximum does not.
            (None, Some(tree::Party::Party)) => true,
            (None, Some(tree::Party::Agency) | None) => false,
        };
        self.model.deadlines.push(Deadline {
            name,
            label: label(deadline.label.as_ref(), &deadline.name.text),
            in_force: periods,
            event: placeholder(deadline.span),
            direction,
            period: Length::plain(LegalPeriod { count, unit: period_unit(unit) }),
            when: None,
            roll,
            month_end: match deadline.month_end {
                Some(tree::MonthEnd::Next) => MonthEnd::Next,
                Some(tree::MonthEnd::Clamp) | None => MonthEnd::Clamp,
            },
            suspensions: Vec::new(),
            met: None,
            owner,
            basis: Vec::new(),
            span: deadline.name.span,
        });
        id
    }

    fn declare_benchmark(&mut self, benchmark: &'a tree::Benchmark) {
        let at = self.model.benchmarks.len();
        let version = self.declare_version(0, "", &benchmark.name, &benchmark.version);
        let basis = self.citations(0, &benchmark.basis);
        let name = benchmark.name.text.clone();
        let mut circumstances = Vec::new();
        for statement in &benchmark.statements {
            if let tree::BenchmarkStatement::Circumstance(circumstance) = statement {
                let id = self.declare_circumstance(0, Some(&name), circumstance);
                self.not_versioned(&circumstance.version);
                self.owners.insert(id, at);
                let own = Entity::Circumstance(id);
                self.index.add_inside(Kind::Benchmark, at, &circumstance.name.text, own);
                self.inner.insert(circumstance.name.span, id);
                circumstances.push(id);
            }
        }
        let weights = self.declare_weights(at, benchmark, version, &basis);
        self.fines.insert(at, super::reference::fines(benchmark));
        self.model.benchmarks.push(Benchmark {
            label: label(benchmark.label.as_ref(), &name),
            in_force: in_force(version),
            name,
            basis,
            when: None,
            penalties: Vec::new(),
            alternatives: Vec::new(),
            ladder: None,
            impose: Vec::new(),
            circumstances,
            weights,
            steps: Vec::new(),
            proposals: Vec::new(),
            deviation: None,
            each: None,
            record: None,
        });
        self.declare_name(0, &benchmark.name, Entity::Benchmark(at), version.is_some());
        let first = self.index.add(Kind::Benchmark, &benchmark.name.text, at);
        if version.is_some() {
            self.model.versioned.benchmarks.add(first, at);
        }
        self.model.shown.push(Shown::Benchmark(at));
    }

    fn declare_review(&mut self, review: &tree::Review) {
        let at = self.model.reviews.len();
        let version = self.declare_version(0, "", &review.name, &review.version);
        let basis = self.citations(0, &review.basis);
        self.model.reviews.push(Review {
            name: review.name.text.clone(),
            label: label(review.label.as_ref(), &review.name.text),
            in_force: in_force(version),
            basis,
            when: None,
            layers: Vec::new(),
            items: Vec::new(),
            opinions: Vec::new(),
        });
        self.declare_name(0, &review.name, Entity::Review(at), version.is_some());
        let first = self.index.add(Kind::Review, &review.name.text, at);
        if version.is_some() {
            self.model.versioned.reviews.add(first, at);
        }
        self.model.shown.push(Shown::Review(at));
        self.declare_review_parts(at, review);
    }

    fn declare_scope(&mut self, scope: &tree::Scope) {
        let at = self.model.scopes.len();
        let version = self.declare_version(0, "", &scope.name, &scope.version);
        let basis = self.citations(0, &scope.basis);
        self.model.scopes.push(Scope {
            name: scope.name.text.clone(),
            label: label(scope.label.as_ref(), &scope.name.text),
            in_force: in_force(version),
            basis,
            grounds: Vec::new(),
        });
        self.declare_name(0, &scope.name, Entity::Scope(at), version.is_some());
        let first = self.index.add(Kind::Scope, &scope.name.text, at);
        if version.is_some() {
            self.model.versioned.scopes.add(first, at);
        }
        self.model.shown.push(Shown::Scope(at));
        self.declare_scope_parts(at, scope);
    }

    /// Says that a name inside a block is used twice.
    pub(super) fn distinct<'n>(&mut self, names: impl Iterator<Item = &'n tree::Name>) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            if let Some(first) = seen.get(name.text.as_str()) {
                let diagnostic = Diagnostic::error(
                    Code::DUPLICATE_NAME,
                    name.span,
                    format!("名称「{}」已经用过", name.text),
                    format!("the name `{}` is taken", name.text),
                )
                .help("换一个名称", "choose another name")
                .related(*first, "先在这里用过", "first used here");
                self.report(diagnostic);
            } else {
                seen.insert(&name.text, name.span);
            }
        }
    }

    /// Returns a place of the main pack or another, with the default reading of bounds:
    /// 以上 and 以下 include the number (Civil Code art. 1259).
    pub(super) const fn place(
        &self,
        instance: usize,
        local: super::names::Local,
    ) -> Place {
        Place {
            instance,
            local,
            from_included: true,
            up_to_included: true,
            records: [None; 2],
        }
    }
}

/// Returns what stands where an expression has not been checked yet.
pub(super) const fn placeholder(span: Span) -> Expr {
    Expr { kind: ExprKind::Constant(Constant::Bool(false)), ty: Type::Mistake, span }
}

pub(super) const fn period_unit(unit: tree::PeriodUnit) -> PeriodUnit {
    match unit {
        tree::PeriodUnit::Hours => PeriodUnit::Hours,
        tree::PeriodUnit::Days => PeriodUnit::Days,
        tree::PeriodUnit::Workdays => PeriodUnit::Workdays,
        tree::PeriodUnit::Months => PeriodUnit::Months,
        tree::PeriodUnit::Years => PeriodUnit::Years,
    }
}

pub(super) const fn effect(effect: tree::Effect) -> Effect {
    match effect {
        tree::Effect::Exempt => Effect::Exempt,
        tree::Effect::Mitigate => Effect::Mitigate,
        tree::Effect::Lighten => Effect::Lighten,
        tree::Effect::Aggravate => Effect::Aggravate,
        tree::Effect::Raise => Effect::Raise,
        tree::Effect::Lower => Effect::Lower,
        tree::Effect::Top => Effect::Top,
        tree::Effect::Bottom => Effect::Bottom,
        tree::Effect::Maximum => Effect::Maximum,
        tree::Effect::Minimum => Effect::Minimum,
        tree::Effect::Reduce => Effect::Reduce,
    }
}

pub(super) const fn modality(modality: tree::Modality) -> Modality {
    match modality {
        tree::Modality::Must => Modality::Must,
        tree::Modality::May => Modality::May,
    }
}
