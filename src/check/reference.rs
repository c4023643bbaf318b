//! What a benchmark makes of a penalty, read by other rules: `b.fine`, `b.fine.minimum`.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Expr, ExprKind, Move, PenaltyAmount, PenaltyEnd, StepKind, TierResult, Type, Unit,
};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Lists the penalties of a benchmark, with whether they have an amount of money.
pub(super) fn fines(benchmark: &tree::Benchmark) -> Vec<(String, bool)> {
    let penalties = benchmark.statements.iter().filter_map(|statement| {
        let tree::BenchmarkStatement::Penalty(penalty) = statement else { return None };
        let money = matches!(
            penalty.kind,
            tree::PenaltyKind::Fine | tree::PenaltyKind::Confiscate
        ) && matches!(
            penalty.amount,
            tree::PenaltyAmount::Amount { .. } | tree::PenaltyAmount::Rows(_)
        );
        Some((penalty.name.text.clone(), money))
    });
    penalties.collect()
}

impl Checker<'_> {
    /// `BENCHMARK.PENALTY`, `BENCHMARK.PENALTY.minimum`; nothing where the benchmark has no
    /// such penalty.
    pub(super) fn penalty_amount(
        &mut self,
        at: usize,
        path: &tree::Path,
        name: &str,
        span: Span,
    ) -> Option<Expr> {
        let mut versions = self.model.versioned.benchmarks.of(at).to_vec();
        if versions.is_empty() {
            versions.push(at);
        }
        let penalty = |at: &usize| {
            let fines = self.fines.get(at)?;
            let position = fines.iter().position(|(known, _)| known == name)?;
            Some((*at, position, fines.get(position)?.1))
        };
        let found: Vec<(usize, usize, bool)> =
            versions.iter().filter_map(penalty).collect();
        if found.is_empty() {
            return None;
        }
        if versions.iter().any(|at| self.model.is_each(*at)) {
            self.of_each(at, name, span);
            return Some(self.mistake(path.span));
        }
        let rest =
            path.segments.iter().skip_while(|segment| segment.span != span).skip(1);
        let rest: Vec<&tree::Name> = rest.collect();
        let end = match rest.as_slice() {
            [] => Some(PenaltyEnd::Amount),
            [end] => match end.text.as_str() {
                "minimum" | "下限" => Some(PenaltyEnd::Minimum),
                "maximum" | "上限" => Some(PenaltyEnd::Maximum),
                _ => None,
            },
            _ => None,
        };
        let refused = if found.len() < versions.len() {
            Some(Diagnostic::error(
                Code::UNKNOWN_PENALTY,
                span,
                format!("不是每个版本都有处罚「{name}」"),
                format!("not every version has a penalty `{name}`"),
            ))
        } else if found.iter().any(|(_, _, money)| !money) {
            Some(Diagnostic::error(
                Code::NO_RANGE,
                span,
                format!("处罚「{name}」没有金额可读：只有罚款和没收的款项有"),
                format!(
                    "`{name}` has no amount to read: fines and confiscated sums have"
                ),
            ))
        } else if versions.iter().any(|at| self.model.two_dates_of(*at).is_some()) {
            Some(Diagnostic::error(
                Code::JUDGED_BY_TWO_LAWS,
                span,
                "从旧兼从轻的基准，其数额不能由别处读取",
                "the amount of a benchmark that is judged by two laws cannot be read",
            ))
        } else if end.is_none() {
            Some(
                Diagnostic::error(
                    Code::UNKNOWN_MEMBER,
                    rest.first().map_or(span, |end| end.span),
                    "处罚的数额后面只能写「下限」或者「上限」",
                    "after a penalty only `minimum` and `maximum` can be read",
                )
                .help("例如：未批先建.罚款.上限", "such as `unapproved.fine.maximum`"),
            )
        } else {
            None
        };
        if let Some(refused) = refused {
            self.report(refused);
            return Some(self.mistake(path.span));
        }
        self.read.extend(&versions);
        let versions = found.iter().map(|(at, penalty, _)| (*at, *penalty)).collect();
        Some(Expr {
            kind: ExprKind::Penalty { versions, end: end? },
            ty: Type::Number(Unit::Money),
            span: path.span,
        })
    }

    /// Everything that a benchmark's answer is made of.
    pub(super) fn parts_of(&self, at: usize) -> Vec<&Expr> {
        let Some(known) = self.benchmark(at) else { return Vec::new() };
        let mut parts: Vec<&Expr> = known.when.iter().collect();
        for penalty in &known.penalties {
            parts.extend(&penalty.when);
            parts.extend(penalty.computed.as_ref().map(|known| &known.value));
            match &penalty.amount {
                PenaltyAmount::Plain | PenaltyAmount::Things(_) => {}
                PenaltyAmount::Amount { value, less } => {
                    parts.push(value);
                    parts.extend(less);
                }
                PenaltyAmount::Rows(rows) => {
                    for row in rows {
                        parts.extend(&row.when);
                        let ends = [&row.lower, &row.upper].into_iter().flatten();
                        parts.extend(ends.map(|(end, _)| end));
                    }
                }
            }
        }
        for step in &known.steps {
            parts.extend(&step.when);
            let StepKind::Tier(TierResult::Penalties(penalties)) = &step.kind else {
                continue;
            };
            for portion in penalties.iter().filter_map(|part| part.portion.as_ref()) {
                let ends = [&portion.lower, &portion.upper].into_iter().flatten();
                parts.extend(ends.map(|(end, _)| end));
                for range in &portion.tables {
                    let Some(table) = self.model.tables.get(range.table) else {
                        continue;
                    };
                    parts.extend(table.rows.iter().filter_map(|row| row.when.as_ref()));
                    let output = table.outputs.get(range.output);
                    for row in output.iter().flat_map(|output| &output.ranges) {
                        let ends = [&row.lower, &row.upper].into_iter().flatten();
                        parts.extend(ends.map(|(end, _)| end));
                    }
                }
            }
        }
        for id in &known.circumstances {
            let known = self.model.circumstances.get(*id);
            if let Some(Some(Move::Reduce(reduction))) = known.map(|known| &known.moves) {
                parts.extend(&reduction.floor);
            }
        }
        for weights in &known.weights {
            parts.extend(&weights.start);
            parts.push(&weights.sum);
        }
        parts.extend(known.proposals.iter().map(|known| &known.value));
        parts
    }
}
