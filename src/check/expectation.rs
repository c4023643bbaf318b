//! What a test expects of a result: conditions over the facts, and members of verdicts.

use super::names::{Entity, Resolved};
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Condition, Constant, Member, MemberTest, Shown, Type, Unit};
use crate::syntax::tree;
use crate::text::Span;
use crate::value::{AsOf, Bound, Interval, Number};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn expected(
        &mut self,
        place: Place,
        expr: &tree::Expr,
    ) -> Option<Condition> {
        let before = self.diagnostics.len();
        if self.asks_of_unread(expr) {
            return None;
        }
        match &expr.kind {
            tree::ExprKind::Not(inner) => {
                Some(Condition::Not(Box::new(self.expected(place, inner)?)))
            }
            tree::ExprKind::And(parts) | tree::ExprKind::AllOf(parts) => {
                Some(Condition::All(self.all_expected(place, parts)?))
            }
            tree::ExprKind::Or(parts) | tree::ExprKind::AnyOf(parts) => {
                Some(Condition::Any(self.all_expected(place, parts)?))
            }
            tree::ExprKind::NoneOf(parts) => Some(Condition::Not(Box::new(
                Condition::Any(self.all_expected(place, parts)?),
            ))),
            tree::ExprKind::Compare(op, left, right) => {
                if let tree::ExprKind::Path(path) = &left.kind
                    && let Some((shown, member)) = self.member(place, path)
                {
                    return self.member_compare(place, *op, shown, member, right);
                }
                self.plain_unless_said(before, place, expr)
            }
            tree::ExprKind::Test(value, test) => {
                if let tree::ExprKind::Path(path) = &value.kind
                    && let Some((shown, member)) = self.member(place, path)
                {
                    return self.member_test(place, shown, member, test, expr.span);
                }
                if self.diagnostics.len() > before {
                    return None;
                }
                if let tree::Test::Known(known) = **test {
                    let value = self.known_subject(place, value)?;
                    return Some(Condition::Known(value, known));
                }
                self.plain(place, expr)
            }
            tree::ExprKind::Path(path) => match self.member(place, path) {
                Some((shown, member)) => {
                    self.asked_of(shown, member, MemberTest::True, expr.span)
                }
                None => self.plain_unless_said(before, place, expr),
            },
            _ => self.plain(place, expr),
        }
    }

    pub(super) fn all_expected(
        &mut self,
        place: Place,
        parts: &[tree::Expr],
    ) -> Option<Vec<Condition>> {
        parts.iter().map(|part| self.expected(place, part)).collect()
    }

    /// A part of a verdict that there is not was said already.
    fn plain_unless_said(
        &mut self,
        before: usize,
        place: Place,
        expr: &tree::Expr,
    ) -> Option<Condition> {
        if self.diagnostics.len() > before {
            return None;
        }
        self.plain(place, expr)
    }

    pub(super) fn plain(&mut self, place: Place, expr: &tree::Expr) -> Option<Condition> {
        let checked = self.condition(place, expr);
        (checked.ty != Type::Mistake).then_some(Condition::True(checked))
    }

    /// `circumstance is unknown` asks for the circumstance itself.
    pub(super) fn known_subject(
        &mut self,
        place: Place,
        value: &tree::Expr,
    ) -> Option<crate::model::Expr> {
        if let tree::ExprKind::Path(path) = &value.kind {
            let before = self.diagnostics.len();
            if let Some(id) = self.circumstance_of(place, path) {
                return Some(self.circumstance_holds(place, id, value.span));
            }
            self.diagnostics.truncate(before);
        }
        let checked = self.expr(place, value, None);
        (checked.ty != Type::Mistake).then_some(checked)
    }

    /// Finds what of a verdict a path names, if it names any.
    pub(super) fn member(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Option<(Shown, Member)> {
        let before = self.diagnostics.len();
        let resolved = self.resolve(place, path);
        let found = match resolved {
            None => None,
            Some(Resolved::Entity(entity)) => match entity {
                Entity::Benchmark(at) => Some((Shown::Benchmark(at), Member::Outcome)),
                Entity::Review(at) => Some((Shown::Review(at), Member::Outcome)),
                Entity::Scope(at) => Some((Shown::Scope(at), Member::Outcome)),
                Entity::Deadline(at) => Some((Shown::Deadline(at), Member::Outcome)),
                Entity::Layer(at, layer) => {
                    Some((Shown::Review(at), Member::Layer(layer)))
                }
                Entity::Criterion(at, layer, criterion) => {
                    Some((Shown::Review(at), Member::Criterion(layer, criterion)))
                }
                Entity::Item(at, item) => Some((Shown::Review(at), Member::Item(item))),
                // A table is its only output; of several the outcome can be asked.
                Entity::Table(at) if self.outputs(at) != 1 => {
                    Some((Shown::Table(at), Member::Outcome))
                }
                Entity::Table(at) if self.is_range(at, 0) => {
                    Some((Shown::Table(at), Member::Output(0)))
                }
                Entity::Range(at, output) => {
                    Some((Shown::Table(at), Member::Output(output)))
                }
                Entity::Scorecard(at) if self.overall(at).is_none() => {
                    Some((Shown::Scorecard(at), Member::Outcome))
                }
                Entity::Fact(_)
                | Entity::Define(_)
                | Entity::Scorecard(_)
                | Entity::Table(_)
                | Entity::Circumstance(_)
                | Entity::Exception(_)
                | Entity::Parameter(_)
                | Entity::Ranges(_)
                | Entity::Elsewhere
                | Entity::AsOf => None,
            },
            Some(Resolved::Member(entity, member, span)) => {
                let found = self.named_member(entity, &member);
                if found.is_none() {
                    self.unknown_member(entity, &member, span);
                    return None;
                }
                found
            }
        };
        if found.is_none() {
            self.diagnostics.truncate(before);
        }
        found
    }

    pub(super) fn named_member(
        &self,
        entity: Entity,
        member: &str,
    ) -> Option<(Shown, Member)> {
        match entity {
            Entity::Benchmark(at) => {
                // A penalty may stand in one of several versions only.
                let versions = self.model.versioned.benchmarks.of(at);
                let penalty = [at].iter().chain(versions).find_map(|at| {
                    let benchmark = self.benchmark(*at)?;
                    let mut penalties = benchmark.penalties.iter();
                    let position = penalties.position(|known| known.name == member)?;
                    // Of all records, only what adds up is one answer.
                    let each = benchmark.each.as_ref();
                    let adds_up = |each: &crate::model::Each| {
                        each.sums.iter().any(|sum| sum.penalty == position)
                    };
                    if !each.is_none_or(adds_up) {
                        return None;
                    }
                    Some((Shown::Benchmark(*at), Member::Penalty(position)))
                });
                penalty.or(match member {
                    _ if self.model.is_each(at) => None,
                    "tier" | "阶次" => Some((Shown::Benchmark(at), Member::Tier)),
                    "proposal" | "拟处" => {
                        Some((Shown::Benchmark(at), Member::Proposal))
                    }
                    _ => None,
                })
            }
            Entity::Review(at) => match member {
                "required" | "应当审核" => {
                    Some((Shown::Review(at), Member::Required))
                }
                "opinion" | "意见" => Some((Shown::Review(at), Member::Opinion)),
                _ => None,
            },
            Entity::Scope(at) => match member {
                "decision" | "结论" => Some((Shown::Scope(at), Member::Decision)),
                "ground" | "理由" => Some((Shown::Scope(at), Member::Ground)),
                _ => None,
            },
            Entity::Deadline(at) => match member {
                "due" | "届满日" => Some((Shown::Deadline(at), Member::Due)),
                "state" | "状态" => Some((Shown::Deadline(at), Member::State)),
                _ => None,
            },
            Entity::Fact(_)
            | Entity::Define(_)
            | Entity::Table(_)
            | Entity::Range(..)
            | Entity::Scorecard(_)
            | Entity::Circumstance(_)
            | Entity::Layer(..)
            | Entity::Criterion(..)
            | Entity::Item(..)
            | Entity::Exception(_)
            | Entity::Parameter(_)
            | Entity::Ranges(_)
            | Entity::Elsewhere
            | Entity::AsOf => None,
        }
    }

    pub(super) fn member_compare(
        &mut self,
        place: Place,
        op: tree::CompareOp,
        shown: Shown,
        member: Member,
        right: &tree::Expr,
    ) -> Option<Condition> {
        let negated = match op {
            tree::CompareOp::Is => false,
            tree::CompareOp::IsNot => true,
            tree::CompareOp::Less
            | tree::CompareOp::LessOrEqual
            | tree::CompareOp::Greater
            | tree::CompareOp::GreaterOrEqual
            | tree::CompareOp::Before
            | tree::CompareOp::After => {
                self.bad_expectation(right.span);
                return None;
            }
        };
        let test = match &right.kind {
            tree::ExprKind::Path(path) => {
                let names: Vec<&str> =
                    path.segments.iter().map(|segment| segment.text.as_str()).collect();
                let name = names.join(".");
                if !self.member_allows(shown, member, &name) {
                    self.never_comes_to(shown, member, &name, right.span);
                    return None;
                }
                MemberTest::Is(canonical_word(&name))
            }
            tree::ExprKind::Literal(tree::Literal::Bool(truth)) => {
                let condition =
                    self.asked_of(shown, member, MemberTest::True, right.span)?;
                return Some(if *truth == negated {
                    Condition::Not(Box::new(condition))
                } else {
                    condition
                });
            }
            tree::ExprKind::Literal(
                tree::Literal::Date(text) | tree::Literal::Moment(text),
            ) => MemberTest::Date(AsOf::parse(text)?),
            _ => {
                let value = self.expr(place, right, Some(&Type::Number(Unit::Money)));
                match crate::program::constant(&value) {
                    Some(Constant::Number(number)) => MemberTest::Amount(number),
                    Some(Constant::Period(period)) => {
                        MemberTest::Amount(Number::from(period.count))
                    }
                    _ => {
                        if value.ty != Type::Mistake {
                            self.bad_expectation(right.span);
                        }
                        return None;
                    }
                }
            }
        };
        let condition = self.asked_of(shown, member, test, right.span)?;
        Some(if negated { Condition::Not(Box::new(condition)) } else { condition })
    }

    /// Whether a name can be what that member comes to.
    pub(super) fn member_allows(&self, shown: Shown, member: Member, name: &str) -> bool {
        match (shown, member) {
            (Shown::Benchmark(at), Member::Tier) => {
                let versions = self.model.versioned.benchmarks.of(at);
                [at].iter().chain(versions).any(|at| {
                    self.model.benchmarks.get(*at).is_some_and(|benchmark| {
                        benchmark.steps.iter().any(|step| step.name == name)
                    })
                })
            }
            (Shown::Review(at), Member::Opinion | Member::Outcome) => {
                let versions = self.model.versioned.reviews.of(at);
                [at].iter().chain(versions).any(|at| {
                    self.model.reviews.get(*at).is_some_and(|review| {
                        review.opinions.iter().any(|opinion| opinion.name == name)
                    })
                })
            }
            (Shown::Scope(at), Member::Ground | Member::Outcome) => {
                let versions = self.model.versioned.scopes.of(at);
                [at].iter().chain(versions).any(|at| {
                    self.model.scopes.get(*at).is_some_and(|scope| {
                        scope.grounds.iter().any(|ground| ground.name == name)
                    })
                })
            }
            (_, Member::Proposal) => matches!(
                name,
                "inside"
                    | "below"
                    | "above"
                    | "between"
                    | "unlawful"
                    | "在内"
                    | "偏低"
                    | "偏高"
                    | "居间"
                    | "违法"
            ),
            (_, Member::Decision) => matches!(
                name,
                "accept"
                    | "reject"
                    | "redirect"
                    | "supplement"
                    | "deem"
                    | "受理"
                    | "不予受理"
                    | "转送"
                    | "补正"
                    | "视为"
            ),
            (_, Member::State) => matches!(
                name,
                "not_started"
                    | "running"
                    | "due"
                    | "overdue"
                    | "suspended"
                    | "met"
                    | "中止"
                    | "已办结"
                    | "未开始"
                    | "进行中"
                    | "当日届满"
                    | "已逾期"
            ),
            _ => false,
        }
    }

    pub(super) fn member_test(
        &mut self,
        place: Place,
        shown: Shown,
        member: Member,
        test: &tree::Test,
        span: Span,
    ) -> Option<Condition> {
        let test = match test {
            tree::Test::Known(known) => MemberTest::Known(*known),
            tree::Test::NeedsJudgement => MemberTest::NeedsJudgement,
            tree::Test::NotApplicable(is) => {
                let condition =
                    self.asked_of(shown, member, MemberTest::NotApplicable, span)?;
                return Some(if *is {
                    condition
                } else {
                    Condition::Not(Box::new(condition))
                });
            }
            tree::Test::Holds => MemberTest::True,
            tree::Test::Passes => MemberTest::Passes,
            tree::Test::Fails => MemberTest::Fails,
            tree::Test::InRange(range) => {
                let interval = self.expected_range(place, range)?;
                // Both ends written: exactly that range; one end: all of it lies there.
                if interval.lower.is_some() && interval.upper.is_some() {
                    MemberTest::Exactly(interval)
                } else {
                    MemberTest::Within(interval)
                }
            }
            tree::Test::InList { .. }
            | tree::Test::InNamed { .. }
            | tree::Test::Contains(_) => {
                self.bad_expectation(span);
                return None;
            }
        };
        self.asked_of(shown, member, test, span)
    }

    /// Asks something of a verdict's part, if it can be asked of it: what never holds would
    /// make `not` hold always.
    fn asked_of(
        &mut self,
        shown: Shown,
        member: Member,
        test: MemberTest,
        span: Span,
    ) -> Option<Condition> {
        let fits = match test {
            MemberTest::Known(_) | MemberTest::Is(_) => true,
            MemberTest::Amount(_) | MemberTest::Exactly(_) | MemberTest::Within(_) => {
                matches!(member, Member::Penalty(_) | Member::Output(_))
            }
            MemberTest::Date(_) => member == Member::Due,
            MemberTest::Passes | MemberTest::Fails => matches!(member, Member::Item(_)),
            MemberTest::True => matches!(
                member,
                Member::Required
                    | Member::Layer(_)
                    | Member::Criterion(..)
                    | Member::Item(_)
                    | Member::Penalty(_)
            ),
            MemberTest::NeedsJudgement => !matches!(
                member,
                Member::Penalty(_) | Member::Output(_) | Member::Criterion(..)
            ),
            MemberTest::NotApplicable => {
                !matches!(member, Member::Output(_) | Member::Criterion(..))
            }
        };
        if !fits {
            self.bad_expectation(span);
            return None;
        }
        Some(Condition::Member(shown, member, test))
    }

    pub(super) fn expected_range(
        &mut self,
        place: Place,
        range: &tree::Range,
    ) -> Option<Interval<Number>> {
        let mut whole = true;
        let mut end =
            |checker: &mut Self, bound: Option<&tree::Bound>| -> Option<Bound<Number>> {
                let (expr, included) = checker.bound_of(place, bound, None)?;
                match crate::program::constant(&expr) {
                    Some(Constant::Number(value)) => Some(Bound { value, included }),
                    Some(Constant::Period(period)) => {
                        Some(Bound { value: Number::from(period.count), included })
                    }
                    Some(
                        Constant::Bool(_)
                        | Constant::Date(_)
                        | Constant::Moment(_)
                        | Constant::Text(_)
                        | Constant::Choice(_)
                        | Constant::Unset(_),
                    )
                    | None => {
                        whole = false;
                        if expr.ty != Type::Mistake {
                            checker.constant_expected(expr.span);
                        }
                        None
                    }
                }
            };
        let lower = end(self, range.lower.as_ref());
        let upper = end(self, range.upper.as_ref());
        whole.then_some(Interval { lower, upper })
    }

    pub(super) fn bad_expectation(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::BAD_EXPECTATION,
                span,
                "测试不能这样预期结论",
                "a test cannot expect this of a result",
            )
            .help(
                "写「基准.阶次 为 …」「审核.意见 为 …」「期限.届满日 为 …」或者一个区间",
                "write `benchmark.tier is …`, `review.opinion is …`, `deadline.due is …` or a \
                 range",
            ),
        );
    }
}

/// Returns the English word of a member's value; names of declarations stay.
fn canonical_word(name: &str) -> String {
    match name {
        "在内" => "inside",
        "偏低" => "below",
        "偏高" => "above",
        "居间" => "between",
        "违法" => "unlawful",
        "受理" => "accept",
        "不予受理" => "reject",
        "转送" => "redirect",
        "补正" => "supplement",
        "视为" => "deem",
        "not_started" | "未开始" => "not started",
        "进行中" => "running",
        "当日届满" => "due",
        "已逾期" => "overdue",
        "中止" => "suspended",
        "已办结" => "met",
        other => other,
    }
    .to_string()
}
