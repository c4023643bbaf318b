//! Benchmarks for each record of a list: for whom, and what their answers add up to.

use super::benchmark::number;
use super::names::{Entity, Local};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Each, EachSum, Expr, Penalty, PenaltyAmount, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
    /// Finds the lists before anything is looked at that may read their fields.
    pub(super) fn find_lists(&mut self) {
        let linked = self.linked;
        let Some(main) = linked.packs.first() else { return };
        for declaration in main.trees.iter().flat_map(|tree| &tree.declarations) {
            let tree::Declaration::Benchmark(benchmark) = declaration else { continue };
            let Some(each) = &benchmark.each else { continue };
            let Some(Entity::Benchmark(at)) = self.declared(0, &benchmark.name) else {
                continue;
            };
            let place = self.place(0, Local::None);
            let Some(list) = self.list_named(place, &each.list) else { continue };
            if let Some(known) = self.model.benchmarks.get_mut(at) {
                known.each = Some(Each { list, when: None, sums: Vec::new() });
            }
        }
    }

    /// Returns the place inside a benchmark, where the fields of its list are names.
    pub(super) fn inside_benchmark(&self, at: usize) -> Place {
        let place = self.place(0, Local::Benchmark(at));
        let each = self.model.benchmarks.get(at).and_then(|known| known.each.as_ref());
        each.and_then(|each| Self::inside(place, each.list)).unwrap_or(place)
    }

    /// Checks for whom a benchmark is decided, and what is added up; its penalties are known.
    pub(super) fn check_each(
        &mut self,
        at: usize,
        place: Place,
        benchmark: &tree::Benchmark,
    ) {
        let when = benchmark.each.as_ref().and_then(|each| each.when.as_ref());
        let when = when.map(|when| self.condition(place, when));
        if let (Some(each), Some(_)) = (&benchmark.each, &benchmark.version.lenient) {
            self.misused(
                each.span,
                "「从旧兼从轻」还不能与「逐一」合用",
                "`lenient` cannot stand with `for each of` yet",
                (
                    "按行为日写版本，用「时点」选定；或者不写「逐一」",
                    "choose the version by `dated by`, or leave `for each of` out",
                ),
            );
        }
        let mut sums: Vec<EachSum> = Vec::new();
        for statement in &benchmark.statements {
            let tree::BenchmarkStatement::Sum(sum) = statement else { continue };
            if benchmark.each.is_none() {
                self.misused(
                    sum.span,
                    "没有写「逐一」的基准只有一个结果，没有什么可合计",
                    "a benchmark without `for each of` has one answer: nothing adds up",
                    (
                        "在基准首行写「逐一」和列表的名称",
                        "write `for each of` and the list in the benchmark's header",
                    ),
                );
                continue;
            }
            sums.extend(self.each_sum(at, sum, &sums));
        }
        let known = self.model.benchmarks.get_mut(at);
        if let Some(each) = known.and_then(|known| known.each.as_mut()) {
            each.when = when;
            each.sums = sums;
        }
    }

    fn each_sum(
        &mut self,
        at: usize,
        sum: &tree::EachSum,
        before: &[EachSum],
    ) -> Option<EachSum> {
        let penalty = self.penalty_named(at, &sum.penalty)?;
        if before.iter().any(|known| known.penalty == penalty) {
            self.misused(
                sum.span,
                "同一处罚只合计一次",
                "a penalty is added up once",
                ("留下一个", "keep one of them"),
            );
            return None;
        }
        let known = self.benchmark(at)?.penalties.get(penalty)?.clone();
        let Some(measure) = measured(&known) else {
            self.misused(
                sum.penalty.span,
                "这项处罚没有数额可以合计",
                "this penalty has no amount to add up",
                (
                    "合计只用于罚款、没收金额、拘留天数等",
                    "only fines and other amounts add up",
                ),
            );
            return None;
        };
        let own = self.citations(0, &sum.basis);
        // What caps all records is no field of one of them, nor what is declared for each.
        let place = self.place(0, Local::None);
        let place = self.under(place, &own);
        let cap = sum.cap.as_ref().map(|cap| {
            let cap = self.expr(place, cap, Some(&measure));
            let cap = self.expect_type(cap, &measure);
            self.above_zero([Some(&cap)]);
            cap
        });
        if let Some(cap) =
            cap.as_ref().filter(|cap| number(cap).is_some_and(|cap| cap.is_zero()))
        {
            self.misused(
                cap.span,
                "封顶为零，合计永远是零",
                "the cap is nothing: the sum is always nothing",
                ("写明最多可以合计到多少", "say how much the sum may come to at most"),
            );
        }
        Some(EachSum { penalty, cap, basis: own })
    }

    /// Says that a result for each record is not one value.
    pub(super) fn of_each(&mut self, benchmark: usize, name: &str, span: Span) {
        let own = self.benchmark(benchmark).map(|known| known.name.clone());
        let own = own.unwrap_or_default();
        self.report(
            Diagnostic::error(
                Code::UNKNOWN_MEMBER,
                span,
                format!("「{own}」逐一裁量，「{name}」每一项各有一个"),
                format!("`{own}` is decided for each record: `{name}` is not one value"),
            )
            .help("只在这个基准里面用它", "use it inside that benchmark only"),
        );
    }

    fn misused(&mut self, span: Span, zh: &str, en: &str, help: (&str, &str)) {
        self.report(
            Diagnostic::error(Code::EACH_MISUSED, span, zh, en).help(help.0, help.1),
        );
    }
}

/// What a penalty is measured in, if it is.
fn measured(penalty: &Penalty) -> Option<Type> {
    let expr: Option<&Expr> = match &penalty.amount {
        PenaltyAmount::Rows(rows) => {
            let ends = rows.iter().flat_map(|row| [&row.lower, &row.upper]);
            ends.flatten().map(|(end, _)| end).next()
        }
        PenaltyAmount::Amount { value, .. } => Some(value),
        PenaltyAmount::Plain | PenaltyAmount::Things(_) => None,
    };
    expr.map(|expr| expr.ty.clone())
}
