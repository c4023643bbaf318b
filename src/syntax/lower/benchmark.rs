//! Benchmarks and circumstances.

use super::clause::When;
use super::expr::collect;
use super::grammar::{Inner, Node, Rule};
use super::range::{ValueOrRange, exactly};
use super::{Lower, declared_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{
    Benchmark, BenchmarkStatement, Circumstance, Conflict, Deviation, Expr, ExprKind,
    FineRow, Literal, Penalty, PenaltyAmount, PenaltyKind, Portion, PortionOf,
    ProposedFine, Range, TableCell, Tier, TierPenalty, TierResult, Version,
};
use crate::text::Span;
use alloc::string::ToString;
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `benchmark` 裁量基准.
    pub(super) fn benchmark(&mut self, node: Node<'_>) -> Option<Benchmark> {
        let mut statement = self.statement(node);
        let body = statement.next(Rule::benchmark_body)?;
        let basis = self.basis(&mut statement);
        let with = self.with(&mut statement);
        let each = self.each(&mut statement);
        let when = self.condition(&mut statement);
        let version = self.version(&mut statement);
        let lenient = self.lenient(&mut statement);
        let statements = self.benchmark_body(body);
        let benchmark = Benchmark {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: Version { lenient: lenient?, ..version? },
            basis,
            with,
            each: each?,
            when: when?,
            statements,
            span: statement.span,
        };
        self.finish(statement);
        Some(benchmark)
    }

    pub(super) fn benchmark_body(&mut self, node: Node<'_>) -> Vec<BenchmarkStatement> {
        use BenchmarkStatement as Statement;
        let mut statements = Vec::new();
        for child in node.inner() {
            let name = declared_name(&child);
            let before = statements.len();
            match child.as_rule() {
                Rule::penalty => {
                    statements.extend(self.penalty(child).map(Statement::Penalty));
                }
                Rule::impose => {
                    statements.extend(self.impose(child).map(Statement::Impose));
                }
                Rule::circumstance => {
                    statements
                        .extend(self.circumstance(child).map(Statement::Circumstance));
                }
                Rule::tier => statements.extend(self.tier(child).map(Statement::Tier)),
                Rule::conflict => {
                    statements.extend(self.conflict(child).map(Statement::Conflict));
                }
                Rule::proposed => {
                    statements.extend(self.proposed(child).map(Statement::Proposed));
                }
                Rule::deviation => {
                    statements.extend(self.deviation(child).map(Statement::Deviation));
                }
                Rule::weights => {
                    statements.extend(self.weights(child).map(Statement::Weights));
                }
                Rule::compute => {
                    statements.extend(self.compute(child).map(Statement::Compute));
                }
                Rule::override_tier => {
                    statements.extend(self.override_tier(child).map(Statement::Override));
                }
                Rule::overlap => {
                    statements.extend(self.overlap(child).map(Statement::Overlap));
                }
                Rule::each_sum => {
                    statements.extend(self.each_sum(child).map(Statement::Sum));
                }
                Rule::bad_statement => {
                    self.bad_statement(&child, Some("benchmark"));
                    continue;
                }
                _ => {}
            }
            if let Some(name) = name.filter(|_| statements.len() == before) {
                let name = self.name(&name);
                self.unread.push(name);
            }
        }
        statements
    }

    fn penalty(&mut self, node: Node<'_>) -> Option<Penalty> {
        let mut statement = self.statement(node);
        let may = statement.next(Rule::kw_may).is_some();
        let kind = statement.next(Rule::penalty_kind)?;
        let kind = penalty_kind(kind.inner().next()?.as_rule());
        let amount = self.penalty_amount(&mut statement.rest);
        let when = self.condition(&mut statement);
        let basis = self.basis(&mut statement);
        let amount = amount?;
        if kind == PenaltyKind::Fine && amount == PenaltyAmount::Plain {
            self.lacks(
                &statement,
                "罚款的数额或者幅度",
                "the amount or range of the fine",
            );
        }
        let penalty = Penalty {
            name: statement.name.clone(),
            label: statement.label.take(),
            may,
            kind,
            amount: match amount {
                PenaltyAmount::Amount { value, less: None }
                    if kind != PenaltyKind::Confiscate =>
                {
                    PenaltyAmount::Rows(alloc::vec![FineRow {
                        when: None,
                        base: None,
                        span: value.span,
                        range: exactly(value),
                    }])
                }
                other => other,
            },
            when: when?,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(penalty)
    }

    fn penalty_amount<'i>(
        &mut self,
        rest: &mut impl Iterator<Item = Node<'i>>,
    ) -> Option<PenaltyAmount> {
        let Some(first) = rest.next() else { return Some(PenaltyAmount::Plain) };
        match first.as_rule() {
            Rule::label => Some(PenaltyAmount::Things(self.label(first))),
            Rule::fine_rows => {
                let mut rows = Some(Vec::new());
                for row in first.inner().filter(|row| row.as_rule() == Rule::fine_row) {
                    collect(&mut rows, self.fine_row(row));
                }
                rows.map(PenaltyAmount::Rows)
            }
            _ => {
                let less = rest.next().and_then(|less| less.inner().nth(1));
                let span = self.span(&first);
                let amount = self.amount(first)?;
                let less = match less {
                    Some(less) => Some(self.arithmetic(less)?),
                    None => None,
                };
                Some(match amount {
                    Amount::Value(value) => PenaltyAmount::Amount { value, less },
                    Amount::Range { base, range } => {
                        if let Some(less) = less {
                            self.report(Diagnostic::error(
                                Code::UNEXPECTED,
                                less.span,
                                "「扣除」只能跟在一个数额后面，不能跟在幅度后面",
                                "`less` follows one amount, not a range",
                            ));
                        }
                        PenaltyAmount::Rows(alloc::vec![FineRow {
                            when: None,
                            base,
                            range,
                            span,
                        }])
                    }
                })
            }
        }
    }

    fn fine_row(&mut self, node: Node<'_>) -> Option<FineRow> {
        let span = self.span(&node);
        let mut children = node.inner();
        let left = children.next()?;
        let when = match left.as_rule() {
            Rule::kw_otherwise => None,
            _ => Some(self.expression(left)?),
        };
        let (base, range) = match self.amount(children.next()?)? {
            Amount::Value(value) => (None, exactly(value)),
            Amount::Range { base, range } => (base, range),
        };
        Some(FineRow { when, base, range, span })
    }

    fn amount(&mut self, node: Node<'_>) -> Option<Amount> {
        let multiples = node
            .clone()
            .inner()
            .find(|child| child.as_rule() == Rule::multiples)
            .and_then(|multiples| multiples.inner().nth(1));
        if let Some(multiples) = multiples {
            let base = self.arithmetic(node.inner().next()?)?;
            let range = self.range(multiples)?;
            return Some(Amount::Range { base: Some(base), range });
        }
        Some(match self.value_or_range(node)? {
            ValueOrRange::Value(value) => Amount::Value(value),
            ValueOrRange::Range(range) => Amount::Range { base: None, range },
        })
    }

    /// Reads `circumstance` 情节.
    pub(super) fn circumstance(&mut self, node: Node<'_>) -> Option<Circumstance> {
        let mut statement = self.statement(node);
        let modality = statement.next(Rule::modality)?;
        let modality = self.modality(modality)?;
        let mut effects = Vec::new();
        let mut moves = None;
        for node in statement.rest.by_ref() {
            match node.as_rule() {
                Rule::effect => effects.push(self.effect(node)?),
                Rule::moves => {
                    let (effect, how) = self.moves(node)?;
                    effects.push(effect);
                    moves = how;
                }
                _ => {}
            }
        }
        let when = self.when(&mut statement);
        let basis = self.basis(&mut statement);
        let version = self.version(&mut statement);
        let when = match when {
            When::Condition(when) => when,
            When::Broken => return None,
            When::Absent | When::Otherwise => {
                self.lacks(&statement, "「当」和条件", "`when` and a condition");
                return None;
            }
        };
        let circumstance = Circumstance {
            name: statement.name.clone(),
            label: statement.label.take(),
            version: version?,
            modality,
            effects,
            moves,
            when,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(circumstance)
    }

    fn tier(&mut self, node: Node<'_>) -> Option<Tier> {
        let mut statement = self.statement(node);
        let then = statement.next(Rule::tier_then)?;
        let when = self.when(&mut statement);
        let basis = self.basis(&mut statement);
        let result = self.tier_then(then);
        let when = match when {
            When::Condition(when) => Some(when),
            When::Otherwise => None,
            When::Broken => return None,
            When::Absent => {
                self.lacks(
                    &statement,
                    "「当」；没有条件的阶次写「当 否则」",
                    "`when`; a tier without condition says `when otherwise`",
                );
                return None;
            }
        };
        let (may, then) = result?;
        let tier = Tier {
            name: statement.name.clone(),
            label: statement.label.take(),
            when,
            may,
            then,
            basis,
            span: statement.span,
        };
        self.finish(statement);
        Some(tier)
    }

    /// Reads `override` 优先: a tier that has a condition.
    fn override_tier(&mut self, node: Node<'_>) -> Option<Tier> {
        let tier = self.tier(node)?;
        if tier.when.is_none() {
            self.report(
                Diagnostic::error(
                    Code::CLAUSE_MISSING,
                    tier.span,
                    "「优先」要有条件",
                    "`override` needs a condition",
                )
                .help(
                    "没有条件的行写成「阶次 … 当 否则」",
                    "a row without condition is a `tier … when otherwise`",
                ),
            );
            return None;
        }
        Some(tier)
    }

    fn tier_then(&mut self, node: Node<'_>) -> Option<(bool, TierResult)> {
        let mut may = false;
        let mut result = None;
        let mut penalties = Some(Vec::new());
        for child in node.inner() {
            match child.as_rule() {
                Rule::kw_may => may = true,
                Rule::kw_no_penalty => result = Some(TierResult::NoPenalty),
                Rule::kw_needs_judgement => result = Some(TierResult::NeedsJudgement),
                Rule::tier_penalty => collect(&mut penalties, self.tier_penalty(child)),
                _ => {}
            }
        }
        match result {
            Some(result) => Some((may, result)),
            None => Some((may, TierResult::Penalties(penalties?))),
        }
    }

    fn tier_penalty(&mut self, node: Node<'_>) -> Option<TierPenalty> {
        let span = self.span(&node);
        let mut penalty = None;
        let mut below_statute = false;
        let mut portion = None;
        for child in node.inner() {
            match child.as_rule() {
                Rule::path => penalty = Some(self.path(child)),
                Rule::kw_below_statute => below_statute = true,
                Rule::portion => portion = Some(self.portion(child)?),
                _ => {}
            }
        }
        Some(TierPenalty { penalty: penalty?, below_statute, portion, span })
    }

    fn portion(&mut self, node: Node<'_>) -> Option<Portion> {
        let mut children = node.inner();
        let first = children.next()?;
        let span = self.span(&first);
        let of = match first.as_rule() {
            Rule::kw_by_span => PortionOf::Span,
            Rule::kw_by_maximum => PortionOf::Maximum,
            Rule::kw_by_minimum => PortionOf::Minimum,
            Rule::kw_maximum => {
                return Some(Portion { of: PortionOf::Maximum, range: all_of(span) });
            }
            Rule::kw_minimum => {
                return Some(Portion { of: PortionOf::Minimum, range: all_of(span) });
            }
            _ => {
                return Some(match self.amount(first)? {
                    Amount::Value(value) => {
                        Portion { of: PortionOf::Amount, range: exactly(value) }
                    }
                    Amount::Range { base: Some(base), range } => {
                        Portion { of: PortionOf::Base(base), range }
                    }
                    Amount::Range { base: None, range } => {
                        Portion { of: PortionOf::Amount, range }
                    }
                });
            }
        };
        let range = self.range(children.next()?)?;
        Some(Portion { of, range })
    }

    /// Reads what a row of a table comes to.
    pub(super) fn table_value(&mut self, node: Node<'_>) -> Option<TableCell> {
        Some(match self.amount(node)? {
            Amount::Value(value) => TableCell::Value(value),
            Amount::Range { base, range } => TableCell::Range { base, range },
        })
    }

    fn conflict(&mut self, node: Node<'_>) -> Option<Conflict> {
        let mut statement = self.statement(node);
        let mut sides = Vec::new();
        for side in statement.rest.by_ref().filter(|node| node.as_rule() == Rule::effect)
        {
            sides.push(self.effect(side)?);
        }
        let [left, right] = sides.as_slice() else { return None };
        let conflict = Conflict {
            left: *left,
            right: *right,
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(conflict)
    }

    fn proposed(&mut self, node: Node<'_>) -> Option<ProposedFine> {
        let span = self.span(&node);
        let mut children = node.inner().skip(1);
        let penalty = self.path(children.next()?);
        let value = self.expression(children.nth(1)?)?;
        Some(ProposedFine { penalty, value, span })
    }

    fn deviation(&mut self, node: Node<'_>) -> Option<Deviation> {
        let mut statement = self.statement(node);
        let label = statement.rest.find(|node| node.as_rule() == Rule::label)?;
        let deviation = Deviation {
            requires: self.label(label),
            basis: self.basis(&mut statement),
            span: statement.span,
        };
        self.finish(statement);
        Some(deviation)
    }
}

/// What a penalty or a tier says of its amount.
enum Amount {
    Value(Expr),
    Range { base: Option<Expr>, range: Range },
}

/// 顶格 and 底格: the whole of the maximum or of the minimum.
fn all_of(span: Span) -> Range {
    let whole = Literal::Percent("1".to_string());
    exactly(Expr { kind: ExprKind::Literal(whole), span })
}

fn penalty_kind(rule: Rule) -> PenaltyKind {
    match rule {
        Rule::kw_warning => PenaltyKind::Warning,
        Rule::kw_criticism => PenaltyKind::Criticism,
        Rule::kw_fine => PenaltyKind::Fine,
        Rule::kw_confiscate => PenaltyKind::Confiscate,
        Rule::kw_suspend_licence => PenaltyKind::SuspendLicence,
        Rule::kw_downgrade => PenaltyKind::Downgrade,
        Rule::kw_revoke_licence => PenaltyKind::RevokeLicence,
        Rule::kw_restrict_business => PenaltyKind::RestrictBusiness,
        Rule::kw_stop_business => PenaltyKind::StopBusiness,
        Rule::kw_close_down => PenaltyKind::CloseDown,
        Rule::kw_bar_from_trade => PenaltyKind::BarFromTrade,
        Rule::kw_detain => PenaltyKind::Detain,
        _ => PenaltyKind::OrderCorrection,
    }
}
