//! Benchmarks: penalties, tiers, circumstances; tiers stay inside the statute.

use super::names::{Entity, Resolved};
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Benchmark, Constant, Expr, Proposal};
use crate::program::constant;
use crate::syntax::tree;
use crate::value::Number;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn check_benchmark(&mut self, at: usize, benchmark: &tree::Benchmark) {
        self.take_circumstances(at, benchmark);
        // That the list is none was said; the fields would all be unknown names.
        if benchmark.each.is_some() && !self.model.is_each(at) {
            return;
        }
        let basis = self
            .model
            .benchmarks
            .get(at)
            .map(|known| known.basis.clone())
            .unwrap_or_default();
        let place = self.inside_benchmark(at);
        let place = self.under(place, &basis);
        self.distinct(benchmark.statements.iter().flat_map(
            |statement| match statement {
                tree::BenchmarkStatement::Penalty(penalty) => vec![&penalty.name],
                tree::BenchmarkStatement::Circumstance(circumstance) => {
                    vec![&circumstance.name]
                }
                tree::BenchmarkStatement::Tier(tier)
                | tree::BenchmarkStatement::Override(tier) => vec![&tier.name],
                tree::BenchmarkStatement::Weights(weights) => {
                    let factors = weights.factors.iter().map(|factor| &factor.name);
                    core::iter::once(&weights.name).chain(factors).collect()
                }
                tree::BenchmarkStatement::Impose(_)
                | tree::BenchmarkStatement::Conflict(_)
                | tree::BenchmarkStatement::Proposed(_)
                | tree::BenchmarkStatement::Compute(_)
                | tree::BenchmarkStatement::Overlap(_)
                | tree::BenchmarkStatement::Sum(_)
                | tree::BenchmarkStatement::Deviation(_) => Vec::new(),
            },
        ));
        let when = benchmark.when.as_ref().map(|when| self.condition(place, when));
        // Penalties first: tiers name them wherever they stand.
        let mut penalties = Vec::new();
        for statement in &benchmark.statements {
            if let tree::BenchmarkStatement::Penalty(penalty) = statement {
                let penalty = self.penalty(place, penalty);
                penalties.push(penalty);
            }
        }
        if let Some(known) = self.model.benchmarks.get_mut(at) {
            known.when = when;
            known.penalties = penalties;
        }
        for statement in &benchmark.statements {
            if let tree::BenchmarkStatement::Compute(compute) = statement {
                self.computed(at, place, compute);
            }
        }
        let mut steps = Vec::new();
        let mut overrides = Vec::new();
        let mut impose = (Vec::new(), Vec::new());
        let mut proposals = Vec::new();
        let mut deviation = None;
        for statement in &benchmark.statements {
            match statement {
                tree::BenchmarkStatement::Penalty(_)
                | tree::BenchmarkStatement::Weights(_)
                | tree::BenchmarkStatement::Compute(_) => {}
                tree::BenchmarkStatement::Override(tier) => {
                    let step = self.tier(at, place, tier);
                    overrides.push(step);
                }
                tree::BenchmarkStatement::Circumstance(circumstance) => {
                    if let Some(id) = self.inner.get(&circumstance.name.span).copied() {
                        self.check_circumstance(id, place, circumstance);
                    }
                }
                tree::BenchmarkStatement::Impose(combination) => {
                    self.impose(at, combination, &mut impose);
                }
                tree::BenchmarkStatement::Tier(tier) => {
                    let step = self.tier(at, place, tier);
                    steps.push(step);
                }
                tree::BenchmarkStatement::Conflict(conflict) => {
                    let step = self.conflict(at, conflict);
                    steps.push(step);
                }
                tree::BenchmarkStatement::Proposed(proposed) => {
                    proposals.extend(self.proposed(at, place, proposed));
                }
                tree::BenchmarkStatement::Overlap(_)
                | tree::BenchmarkStatement::Sum(_) => {}
                tree::BenchmarkStatement::Deviation(said) => {
                    let basis = self.citations(0, &said.basis);
                    deviation = Some((label(Some(&said.requires), ""), basis));
                }
            }
        }
        self.check_otherwise(benchmark);
        let steps = self.arranged(at, benchmark, steps, overrides);
        self.check_tiers(at, benchmark);
        self.climb(at, benchmark, steps);
        if let Some(known) = self.model.benchmarks.get_mut(at) {
            (known.impose, known.alternatives) = impose;
            known.proposals = proposals;
            known.deviation = deviation;
        }
        self.check_each(at, place, benchmark);
    }

    /// A circumstance at the top of the pack is shared by its benchmarks; those of another
    /// pack count where the benchmark says `with`. The benchmark's own come first.
    fn take_circumstances(&mut self, at: usize, benchmark: &tree::Benchmark) {
        self.add_circumstances(at, 0);
        for taken in &benchmark.with {
            let target = taken
                .segments
                .first()
                .filter(|_| taken.segments.len() == 1)
                .and_then(|segment| {
                    self.instances
                        .first()
                        .and_then(|own| own.files.uses.get(&segment.text))
                })
                .copied();
            let Some(target) = target else {
                self.report(
                    Diagnostic::error(
                        Code::UNKNOWN_PACK,
                        taken.span,
                        "「采用」后面要写所引用规则包的名称",
                        "`with` needs the name under which a pack is used",
                    )
                    .help(
                        "先在规则包首行写「引用 … 作为 …」",
                        "say `use … as …` in the pack's header first",
                    ),
                );
                continue;
            };
            self.add_circumstances(at, target);
        }
    }

    /// Adds the circumstances at the top of a pack, in the order declared.
    fn add_circumstances(&mut self, at: usize, instance: usize) {
        let Some(pack) = self.instances.get(instance) else { return };
        let mut ids: Vec<usize> = pack
            .names
            .values()
            .map(|(entity, _)| entity)
            .chain(pack.versions.values())
            .filter_map(|entity| match entity {
                Entity::Circumstance(id) => Some(*id),
                Entity::Fact(_)
                | Entity::Define(_)
                | Entity::Deadline(_)
                | Entity::Benchmark(_)
                | Entity::Review(_)
                | Entity::Scope(_)
                | Entity::Table(_)
                | Entity::Range(..)
                | Entity::Scorecard(_)
                | Entity::Layer(..)
                | Entity::Criterion(..)
                | Entity::Item(..)
                | Entity::Exception(_)
                | Entity::Parameter(_)
                | Entity::Ranges(_)
                | Entity::Elsewhere
                | Entity::AsOf => None,
            })
            .collect();
        ids.sort_unstable();
        if let Some(known) = self.model.benchmarks.get_mut(at) {
            known.circumstances.extend(ids);
        }
    }

    fn proposed(
        &mut self,
        at: usize,
        place: Place,
        proposed: &tree::ProposedFine,
    ) -> Option<Proposal> {
        let penalty = self.penalty_named(at, &proposed.penalty)?;
        let value = self.expr(place, &proposed.value, None);
        let rows = self.statutory(at, penalty);
        let wanted = rows.and_then(|rows| {
            rows.iter().find_map(|row| {
                row.lower.as_ref().or(row.upper.as_ref()).map(|(expr, _)| expr.ty.clone())
            })
        });
        let value = match wanted {
            Some(wanted) => self.expect_type(value, &wanted),
            None => value,
        };
        Some(Proposal { penalty, value })
    }

    /// A benchmark without any tier would answer nothing, whatever the case.
    fn check_tiers(&mut self, at: usize, benchmark: &tree::Benchmark) {
        let tier = self.has_formula(at)
            || benchmark
                .statements
                .iter()
                .any(|statement| matches!(statement, tree::BenchmarkStatement::Tier(_)));
        let span = benchmark.span;
        let unread = self.instances.first().is_some_and(|own| {
            let first = own.files.unread_at.range(span..).next();
            first.is_some_and(|at| at.file == span.file && at.start < span.end)
        });
        if !tier && !unread {
            self.report(
                Diagnostic::error(
                    Code::NO_TIER,
                    benchmark.name.span,
                    format!("基准「{}」没有阶次", benchmark.name.text),
                    format!("the benchmark `{}` has no tier", benchmark.name.text),
                )
                .help(
                    "至少写一个，例如：阶次 一般 当 否则 则 处罚的名称；或者写公式：计算 处罚的名称 = …",
                    "write at least one, such as `tier general when otherwise then PENALTY`, or a \
                     formula: `compute PENALTY = …`",
                ),
            );
        }
    }

    /// `otherwise` stands last: no tier and no conflict after it is ever reached.
    fn check_otherwise(&mut self, benchmark: &tree::Benchmark) {
        // Where tiers overlap, `otherwise` is tried last wherever it stands.
        let overlaps = benchmark
            .statements
            .iter()
            .any(|statement| matches!(statement, tree::BenchmarkStatement::Overlap(_)));
        let mut otherwise = None;
        let mut late = Vec::new();
        for statement in &benchmark.statements {
            match statement {
                tree::BenchmarkStatement::Tier(tier) => {
                    let last = tier.when.is_none() && !tier.may;
                    if last || !overlaps {
                        late.extend(otherwise);
                    }
                    if last {
                        otherwise = Some(tier.span);
                    }
                }
                tree::BenchmarkStatement::Conflict(_) if !overlaps => {
                    late.extend(otherwise);
                }
                tree::BenchmarkStatement::Conflict(_)
                | tree::BenchmarkStatement::Penalty(_)
                | tree::BenchmarkStatement::Impose(_)
                | tree::BenchmarkStatement::Circumstance(_)
                | tree::BenchmarkStatement::Proposed(_)
                | tree::BenchmarkStatement::Weights(_)
                | tree::BenchmarkStatement::Compute(_)
                | tree::BenchmarkStatement::Override(_)
                | tree::BenchmarkStatement::Overlap(_)
                | tree::BenchmarkStatement::Sum(_)
                | tree::BenchmarkStatement::Deviation(_) => {}
            }
        }
        if let Some(span) = late.first() {
            self.otherwise_not_last(*span);
        }
    }

    /// Looks a circumstance's path up for tests.
    pub(super) fn circumstance_of(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Option<usize> {
        match self.resolve(place, path)? {
            Resolved::Entity(Entity::Circumstance(id)) => Some(id),
            Resolved::Entity(_) | Resolved::Member(..) => None,
        }
    }

    /// Returns the benchmark at a position.
    pub(super) fn benchmark(&self, at: usize) -> Option<&Benchmark> {
        self.model.benchmarks.get(at)
    }
}

pub(super) fn number(expr: &Expr) -> Option<Number> {
    match constant(expr)? {
        Constant::Number(number) => Some(number),
        Constant::Period(period) => Some(Number::from(period.count)),
        Constant::Bool(_)
        | Constant::Date(_)
        | Constant::Moment(_)
        | Constant::Text(_)
        | Constant::Choice(_)
        | Constant::Unset(_) => None,
    }
}
