//! Sums of weights, amounts by formula and rows that come before all tiers. The parts of a sum
//! are definitions: what is unknown, proved, missing or in force of those is so of them.

use super::benchmark::number;
use super::declare::placeholder;
use super::index::Kind;
use super::names::Entity;
use super::packs::label;
use super::version::in_force;
use super::{Checker, Defined, Place, Progress, WeightPart};
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{
    Citation, Computed, Define, DefineId, Expr, ExprKind, Step, StepKind, TierResult,
    Type, Unit, VersionId, Weights,
};
use crate::syntax::tree;
use crate::text::Span;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

impl<'a> Checker<'a> {
    /// Declares what a benchmark's sums of weights are made of.
    pub(super) fn declare_weights(
        &mut self,
        at: usize,
        benchmark: &'a tree::Benchmark,
        version: Option<VersionId>,
        basis: &[Citation],
    ) -> Vec<Weights> {
        let mut all = Vec::new();
        for statement in &benchmark.statements {
            let tree::BenchmarkStatement::Weights(weights) = statement else { continue };
            let position = all.len();
            let own = self.citations(0, &weights.basis);
            let basis = if own.is_empty() { basis.to_vec() } else { own };
            let name = format!("{}.{}", benchmark.name.text, weights.name.text);
            let title = label(weights.label.as_ref(), &weights.name.text);
            let part = |checker: &mut Self, part, name, label, basis| {
                checker.declare_weight(
                    at,
                    (position, part, weights),
                    (name, label),
                    version,
                    basis,
                )
            };
            let mut factors = Vec::new();
            for (index, factor) in weights.factors.iter().enumerate() {
                let own = self.citations(0, &factor.basis);
                let basis = if own.is_empty() { basis.clone() } else { own };
                let path = format!("{}.{}", benchmark.name.text, factor.name.text);
                let label = label(factor.label.as_ref(), &factor.name.text);
                factors.push(part(self, WeightPart::Factor(index), path, label, basis));
            }
            let sum = Message::new(
                format!("{}各因素之和", title.zh),
                format!("sum of the factors of {}", title.en),
            );
            let path = format!("{name}.factors");
            part(self, WeightPart::Sum, path, sum, basis.clone());
            let total = part(self, WeightPart::Total, name, title.clone(), basis.clone());
            all.push(Weights {
                name: weights.name.text.clone(),
                label: title,
                start: None,
                factors,
                sum: placeholder(weights.span),
                total,
                basis,
            });
        }
        all
    }

    fn declare_weight(
        &mut self,
        at: usize,
        (position, part, weights): (usize, WeightPart, &'a tree::Weights),
        (name, label): (String, Message),
        version: Option<VersionId>,
        basis: Vec<Citation>,
    ) -> DefineId {
        let id = self.model.defines.len();
        self.model.defines.push(Define {
            name: name.clone(),
            label,
            in_force: in_force(version),
            value: placeholder(weights.span),
            basis,
            span: match part {
                WeightPart::Factor(index) => weights
                    .factors
                    .get(index)
                    .map_or(weights.name.span, |factor| factor.name.span),
                WeightPart::Sum | WeightPart::Total => weights.name.span,
            },
        });
        self.defines.push((0, Defined::Weights(at, position, part, weights)));
        self.progress.push(Progress::Waiting);
        self.parts.insert(id, at);
        self.index.add_inside(Kind::Define, at, &name, Entity::Define(id));
        let first = self.index.add(Kind::Define, &name, id);
        if version.is_some() {
            self.model.versioned.defines.add(first, id);
        }
        id
    }

    /// Finds what is declared in the weights of this very benchmark; `own` is its name.
    pub(super) fn weight_named(
        &self,
        at: usize,
        own: &str,
        name: &str,
    ) -> Option<DefineId> {
        match self.index.inside(Kind::Define, at, &format!("{own}.{name}"))? {
            Entity::Define(id) => Some(id),
            _ => None,
        }
    }

    /// `w.factors`: the sum without the start.
    pub(super) fn factors_of(&self, id: DefineId, name: &str) -> Option<DefineId> {
        if !matches!(name, "factors" | "因素和") {
            return None;
        }
        let at = *self.parts.get(&id)?;
        let own = &self.model.defines.get(id)?.name;
        self.weight_named(at, own, "factors")
    }

    /// What one part of a sum of weights comes to.
    pub(super) fn weights_part(
        &mut self,
        at: usize,
        position: usize,
        part: WeightPart,
        weights: &tree::Weights,
        basis: &[Citation],
    ) -> Expr {
        let own = self.benchmark(at).map(|known| known.basis.clone()).unwrap_or_default();
        let place = self.inside_benchmark(at);
        let place = self.under(place, &own);
        let place = self.under(place, basis);
        match part {
            WeightPart::Factor(index) => match weights.factors.get(index) {
                Some(factor) => self.factor(place, factor),
                None => self.mistake(weights.span),
            },
            WeightPart::Sum => self.factors(at, position, weights),
            WeightPart::Total => self.total_weight(at, position, place, weights),
        }
    }

    fn factor(&mut self, place: Place, factor: &tree::Factor) -> Expr {
        let value = self.plain_number(place, &factor.value);
        let Some(default) = &factor.default else { return value };
        let default = self.plain_number(place, default);
        let ty = unit_of([&value, &default]);
        let span = value.span;
        Expr { kind: ExprKind::Assumed(Box::new(value), Box::new(default)), ty, span }
    }

    /// A number without a unit: a weight is a share of something.
    fn plain_number(&mut self, place: Place, value: &tree::Expr) -> Expr {
        let plain = Type::Number(Unit::Plain);
        let value = self.expr(place, value, Some(&plain));
        self.expect_type(value, &plain)
    }

    fn factors(&mut self, at: usize, position: usize, weights: &tree::Weights) -> Expr {
        let span = weights.span;
        let known = self.benchmark(at).and_then(|known| known.weights.get(position));
        let ids = known.map(|known| known.factors.clone()).unwrap_or_default();
        let parts = ids.into_iter().map(|id| {
            let ty = self.define_type(id);
            Expr { kind: ExprKind::OwnDefine(id), ty, span }
        });
        let parts: Vec<Expr> = parts.collect();
        match parts.into_iter().reduce(|sum, part| added(sum, part, span)) {
            Some(sum) => sum,
            None => {
                self.report(Diagnostic::error(
                    Code::CLAUSE_MISSING,
                    weights.name.span,
                    format!("权重「{}」没有因素", weights.name.text),
                    format!("the weights `{}` have no factor", weights.name.text),
                ));
                self.mistake(span)
            }
        }
    }

    fn total_weight(
        &mut self,
        at: usize,
        position: usize,
        place: Place,
        weights: &tree::Weights,
    ) -> Expr {
        let span = weights.span;
        let known = self.benchmark(at).and_then(|known| known.weights.get(position));
        let Some(total) = known.map(|known| known.total) else {
            return self.mistake(span);
        };
        let Some(id) = self.factors_of(total, "factors") else {
            return self.mistake(span);
        };
        let ty = self.define_type(id);
        let sum = Expr { kind: ExprKind::OwnDefine(id), ty, span };
        let start = weights.start.as_ref().map(|start| self.plain_number(place, start));
        let sum = match &start {
            Some(start) => added(start.clone(), sum, span),
            None => sum,
        };
        if let Some(known) = self.model.benchmarks.get_mut(at)
            && let Some(known) = known.weights.get_mut(position)
        {
            known.start = start;
            known.sum = sum.clone();
        }
        let mut limit = |limit: &Option<tree::Expr>| {
            limit.as_ref().map(|limit| self.plain_number(place, limit))
        };
        let (floor, cap) = (limit(&weights.floor), limit(&weights.cap));
        if let (Some(low), Some(high)) = (&floor, &cap)
            && let (Some(low), Some(up)) = (number(low), number(high))
            && low > up
        {
            self.report(
                Diagnostic::error(
                    Code::EMPTY_RANGE,
                    high.span,
                    "封顶低于保底",
                    "the cap is below the floor",
                )
                .help("封顶要高于保底", "the cap must be above the floor"),
            );
        }
        let mut value = sum;
        if let Some(floor) = floor {
            let ty = unit_of([&value, &floor]);
            value = Expr { kind: ExprKind::Highest(vec![value, floor]), ty, span };
        }
        if let Some(cap) = cap {
            let ty = unit_of([&value, &cap]);
            value = Expr { kind: ExprKind::Lowest(vec![value, cap]), ty, span };
        }
        value
    }

    /// `compute P = …`: the formula of a penalty that has a statutory range.
    pub(super) fn computed(&mut self, at: usize, place: Place, compute: &tree::Compute) {
        let name = &compute.penalty;
        let path = tree::Path { segments: vec![name.clone()], span: name.span };
        let Some(penalty) = self.penalty_named(at, &path) else { return };
        let basis = self.citations(0, &compute.basis);
        let place = self.under(place, &basis);
        let known = self.benchmark(at).and_then(|known| known.penalties.get(penalty));
        if known.is_some_and(|known| known.computed.is_some()) {
            self.report(Diagnostic::error(
                Code::DUPLICATE_NAME,
                name.span,
                format!("「{}」已经有了算法", name.text),
                format!("`{}` is computed already", name.text),
            ));
            return;
        }
        let Some(rows) = self.statutory(at, penalty) else {
            self.report(
                Diagnostic::error(
                    Code::NO_RANGE,
                    name.span,
                    format!("处罚「{}」没有法定幅度，不能计算数额", name.text),
                    format!("the penalty `{}` has no statutory range to compute in", name.text),
                )
                .help(
                    "计算只用于有幅度的处罚，例如：处罚 罚款 : 罚款 10万元至100万元",
                    "only what has a range is computed, such as `penalty f : fine 1万元 to 5万元`",
                ),
            );
            return;
        };
        let ends = rows.iter().flat_map(|row| [&row.lower, &row.upper]).flatten();
        let wanted = ends.map(|(end, _)| end.ty.clone()).next();
        let value = self.expr(place, &compute.value, wanted.as_ref());
        let value = match &wanted {
            Some(wanted) => self.expect_type(value, wanted),
            None => value,
        };
        self.above_zero([Some(&value)]);
        if let Some(known) = self.model.benchmarks.get_mut(at)
            && let Some(known) = known.penalties.get_mut(penalty)
        {
            known.computed = Some(Computed { value, basis });
        }
    }

    /// Whether some penalty of a benchmark has a formula.
    pub(super) fn has_formula(&self, at: usize) -> bool {
        self.benchmark(at).is_some_and(|known| {
            known.penalties.iter().any(|known| known.computed.is_some())
        })
    }

    /// Puts the rows that come before all tiers in their place, and adds the one step of a
    /// benchmark that has a formula and no tier.
    pub(super) fn arranged(
        &self,
        at: usize,
        benchmark: &tree::Benchmark,
        mut steps: Vec<Step>,
        overrides: Vec<Step>,
    ) -> Vec<Step> {
        if !overrides.is_empty() {
            // What spares the party, and what a person has to weigh, no row of a table beats
            // (Penalty Law arts. 30 to 33).
            let cell = |step: &Step| {
                matches!(
                    step.kind,
                    StepKind::Tier(TierResult::Penalties(_) | TierResult::NeedsJudgement)
                )
            };
            let first = steps.iter().position(cell).unwrap_or(steps.len());
            let after = steps.split_off(first);
            let (weighing, cells): (Vec<Step>, Vec<Step>) = after
                .into_iter()
                .partition(|step| matches!(step.kind, StepKind::Conflict(..)));
            steps.extend(weighing);
            steps.extend(overrides);
            steps.extend(cells);
        }
        let tiers = benchmark
            .statements
            .iter()
            .any(|statement| matches!(statement, tree::BenchmarkStatement::Tier(_)));
        if !tiers && self.has_formula(at) {
            steps.push(Step {
                name: "computed".to_string(),
                label: Message::new("按公式计算", "by formula"),
                when: None,
                may: false,
                kind: StepKind::Tier(TierResult::Penalties(Vec::new())),
                basis: Vec::new(),
                span: benchmark.name.span,
            });
        }
        steps
    }
}

fn added(left: Expr, right: Expr, span: Span) -> Expr {
    let ty = unit_of([&left, &right]);
    Expr { kind: ExprKind::Add(Box::new(left), Box::new(right)), ty, span }
}

/// Percent where one of two numbers is written so; what was no number stays a mistake.
fn unit_of(parts: [&Expr; 2]) -> Type {
    if let Some(mistake) = parts.iter().find(|part| part.ty == Type::Mistake) {
        return mistake.ty.clone();
    }
    let percent = Type::Number(Unit::Percent);
    if parts.iter().any(|part| part.ty == percent) {
        percent
    } else {
        Type::Number(Unit::Plain)
    }
}
