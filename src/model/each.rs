//! Benchmarks for each record of a list: in a case, one is written out for every record.

use super::{
    Benchmark, CircumstanceId, Citation, DefineId, Expr, ExprKind, FactId, FactOwner,
    Model, Move, PenaltyAmount, Records, StepKind, TierResult,
};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// For whom a benchmark is decided, and what its answers add up to.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Each {
    /// The list.
    pub(crate) list: FactId,
    /// Only for these records.
    pub(crate) when: Option<Expr>,
    /// What is added up.
    pub(crate) sums: Vec<EachSum>,
}

/// A penalty that is added up over the records.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct EachSum {
    /// The penalty's position.
    pub(crate) penalty: usize,
    /// The most that all may come to.
    pub(crate) cap: Option<Expr>,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

impl Benchmark {
    /// Returns for whom it is decided, of one that stands for all records; one that is written
    /// out for a record is an ordinary benchmark.
    pub(crate) const fn per_record(&self) -> Option<&Each> {
        match self.record {
            None => self.each.as_ref(),
            Some(_) => None,
        }
    }

    /// Whether something declared of that name stands in its block.
    fn owns(&self, name: &str) -> bool {
        name.strip_prefix(self.name.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl Model {
    /// Whether a benchmark is decided for each record of a list.
    pub(crate) fn is_each(&self, benchmark: usize) -> bool {
        self.benchmarks.get(benchmark).is_some_and(|known| known.each.is_some())
    }

    /// Writes the benchmarks for each record out, with what stands in their blocks; `plain`
    /// are the rules as written.
    pub(super) fn write_out(&mut self, plain: &Self) {
        for (at, known) in plain.benchmarks.iter().enumerate() {
            let Some(each) = known.per_record() else { continue };
            let Some(records) = self.records.get(&each.list).copied() else { continue };
            let mut written = Vec::new();
            for position in 0..records.len {
                let mut record = Record::new(plain, each.list, records, position);
                record.declare(self, known);
                written.push(self.benchmarks.len());
                let own = record.benchmark(known, position);
                self.benchmarks.push(own);
            }
            self.written.insert(at, written);
        }
    }
}

/// One record, in whose words expressions are written out.
pub(super) struct Record<'m> {
    plain: &'m Model,
    list: FactId,
    records: Records,
    position: usize,
    /// What stands in the benchmark's block, as it is in this record.
    circumstances: BTreeMap<CircumstanceId, CircumstanceId>,
    /// The same of the parts of its sums of weights.
    defines: BTreeMap<DefineId, DefineId>,
}

impl<'m> Record<'m> {
    pub(super) fn new(
        plain: &'m Model,
        list: FactId,
        records: Records,
        position: usize,
    ) -> Self {
        let (circumstances, defines) = (BTreeMap::new(), BTreeMap::new());
        Self { plain, list, records, position, circumstances, defines }
    }

    /// Adds what stands in a benchmark's block, once more for this record.
    fn declare(&mut self, model: &mut Model, benchmark: &Benchmark) {
        let circumstances = self.plain.circumstances.iter().enumerate();
        let owned = circumstances.filter(|(id, known)| {
            benchmark.circumstances.contains(id) && benchmark.owns(&known.name)
        });
        let owned: Vec<_> = owned.collect();
        for (id, _) in &owned {
            let next = model.circumstances.len().saturating_add(self.circumstances.len());
            self.circumstances.insert(*id, next);
        }
        let mut defines = Vec::new();
        if !benchmark.weights.is_empty() {
            let known = self.plain.defines.iter().enumerate();
            defines.extend(known.filter(|(_, known)| benchmark.owns(&known.name)));
        }
        for (id, _) in &defines {
            let next = model.defines.len().saturating_add(self.defines.len());
            self.defines.insert(*id, next);
        }
        for (_, known) in owned {
            let mut known = known.clone();
            self.expr(&mut known.when);
            if let Some(Move::Reduce(reduction)) = &mut known.moves {
                self.all(&mut reduction.floor);
            }
            model.circumstances.push(known);
        }
        for (_, known) in defines {
            let mut known = known.clone();
            self.expr(&mut known.value);
            model.defines.push(known);
        }
    }

    /// Returns a benchmark as it is for this record.
    fn benchmark(&self, known: &Benchmark, position: usize) -> Benchmark {
        let mut own = known.clone();
        own.record = Some(position);
        self.all(&mut own.when);
        if let Some(each) = &mut own.each {
            self.all(&mut each.when);
        }
        for penalty in &mut own.penalties {
            self.all(&mut penalty.when);
            self.all(penalty.computed.iter_mut().map(|computed| &mut computed.value));
            match &mut penalty.amount {
                PenaltyAmount::Plain | PenaltyAmount::Things(_) => {}
                PenaltyAmount::Amount { value, less } => {
                    self.expr(value);
                    self.all(less);
                }
                PenaltyAmount::Rows(rows) => {
                    for row in rows {
                        self.all(&mut row.when);
                        self.ends(&mut row.lower, &mut row.upper);
                    }
                }
            }
        }
        for weights in &mut own.weights {
            self.all(&mut weights.start);
            self.expr(&mut weights.sum);
            weights.factors.iter_mut().for_each(|id| *id = self.define(*id));
            weights.total = self.define(weights.total);
        }
        for step in &mut own.steps {
            self.all(&mut step.when);
            if let StepKind::Tier(TierResult::Penalties(parts)) = &mut step.kind {
                for portion in parts.iter_mut().filter_map(|part| part.portion.as_mut()) {
                    self.ends(&mut portion.lower, &mut portion.upper);
                }
            }
        }
        self.all(own.proposals.iter_mut().map(|proposal| &mut proposal.value));
        own.circumstances.iter_mut().for_each(|id| *id = self.circumstance(*id));
        own
    }

    fn ends(&self, lower: &mut Option<(Expr, bool)>, upper: &mut Option<(Expr, bool)>) {
        self.all([lower, upper].into_iter().flatten().map(|(end, _)| end));
    }

    fn all<'e>(&self, exprs: impl IntoIterator<Item = &'e mut Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    /// Puts the facts of the record in the place of the fields.
    pub(super) fn expr(&self, expr: &mut Expr) {
        self.inner(expr, true);
    }

    fn fact(&self, id: FactId) -> FactId {
        match self.plain.facts.get(id).map(|fact| fact.owner) {
            Some(FactOwner::Field(list)) if list == self.list => {
                self.records.fact(list, self.position, id)
            }
            Some(_) | None => id,
        }
    }

    fn circumstance(&self, id: CircumstanceId) -> CircumstanceId {
        self.circumstances.get(&id).copied().unwrap_or(id)
    }

    fn define(&self, id: DefineId) -> DefineId {
        self.defines.get(&id).copied().unwrap_or(id)
    }

    /// `own`: the fields are those of this record, not of one that is looked through inside.
    fn inner(&self, expr: &mut Expr, own: bool) {
        let rows = |rows: &mut Vec<(Option<Expr>, Expr)>| {
            for (when, value) in rows {
                when.iter_mut().for_each(|when| self.inner(when, own));
                self.inner(value, own);
            }
        };
        match &mut expr.kind {
            ExprKind::Constant(_)
            | ExprKind::Due(_)
            | ExprKind::AsOf
            | ExprKind::InForce(_)
            | ExprKind::Item { .. }
            | ExprKind::Criterion { .. }
            | ExprKind::Row(..)
            | ExprKind::Penalty { .. } => {}
            ExprKind::Fact(id) | ExprKind::Known(id) | ExprKind::Judged(id, _) => {
                if own {
                    *id = self.fact(*id);
                }
            }
            ExprKind::Define(id) | ExprKind::OwnDefine(id) => *id = self.define(*id),
            ExprKind::Circumstance(id) => *id = self.circumstance(*id),
            ExprKind::Over { list, when, value, .. } => {
                let own = own && *list != self.list;
                for part in [when, value].into_iter().flatten() {
                    self.inner(part, own);
                }
            }
            ExprKind::Not(one)
            | ExprKind::OneOf(one, _)
            | ExprKind::Contains(one, _)
            | ExprKind::Negate(one)
            | ExprKind::Round(one, _, _)
            | ExprKind::DateOf(one)
            | ExprKind::Shift { date: one, .. } => self.inner(one, own),
            ExprKind::And(parts)
            | ExprKind::Or(parts)
            | ExprKind::AtLeast(_, parts)
            | ExprKind::Highest(parts)
            | ExprKind::Lowest(parts) => {
                parts.iter_mut().for_each(|part| self.inner(part, own));
            }
            ExprKind::Compare(_, left, right)
            | ExprKind::Assumed(left, right)
            | ExprKind::Add(left, right)
            | ExprKind::Subtract(left, right)
            | ExprKind::Multiply(left, right)
            | ExprKind::Divide(left, right)
            | ExprKind::Count(_, left, right) => {
                self.inner(left, own);
                self.inner(right, own);
            }
            ExprKind::Case(parts)
            | ExprKind::Unique(parts)
            | ExprKind::Collect(_, parts) => {
                rows(parts);
            }
        }
    }
}

/// The name that a record goes by: the first text that its fields have.
pub(crate) fn naming_field(model: &Model, list: FactId) -> Option<FactId> {
    let mut fields = model.fields(list);
    fields
        .find(|(_, field)| matches!(field.kind, super::FactKind::Text))
        .map(|(id, _)| id)
}

/// Returns what a record is called in the facts: `persons[0]`.
pub(crate) fn record_path(model: &Model, list: FactId, position: usize) -> String {
    let name = model.facts.get(list).map_or("", |list| list.name.as_str());
    alloc::format!("{name}[{position}]")
}
