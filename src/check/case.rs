//! The main pack's tests: facts given and what is expected of them.

use super::names::{Entity, Local, Resolved};
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Condition, Constant, Expectation, ExpectationKind, FactId, Given, Member, MemberTest,
    Raw, Shown, TestCase, Type, Unit,
};
use crate::syntax::tree;
use crate::text::{Span, line_column};
use crate::value::{Bound, Date, Interval, Number};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn check_cases(&mut self) {
        let linked = self.linked;
        let Some(main) = linked.packs.first() else { return };
        for declaration in main.trees.iter().flat_map(|tree| &tree.declarations) {
            match declaration {
                tree::Declaration::Test(test) => self.test_case(test),
                tree::Declaration::CaseFile(file) => self.case_file(file),
                tree::Declaration::Pack(_)
                | tree::Declaration::Source(_)
                | tree::Declaration::Fact(_)
                | tree::Declaration::Define(_)
                | tree::Declaration::Circumstance(_)
                | tree::Declaration::Benchmark(_)
                | tree::Declaration::Review(_)
                | tree::Declaration::Scope(_)
                | tree::Declaration::Deadline(_) => {}
            }
        }
    }

    pub(super) fn test_case(&mut self, test: &tree::TestCase) {
        let place = self.place(0, Local::None);
        let Some(as_of) = test.as_of.as_ref().and_then(|text| Date::parse(text)) else {
            self.report(
                Diagnostic::error(
                    Code::NO_AS_OF,
                    test.name.span,
                    format!("测试「{}」没有写截至哪一天", test.name.text),
                    format!(
                        "the test `{}` does not say as of which date",
                        test.name.text
                    ),
                )
                .help(
                    "在测试的首行写「截至 2025年6月30日」",
                    "add `as of 2025-06-30` to the test's first line",
                ),
            );
            return;
        };
        let mut given = Vec::new();
        let mut expect = Vec::new();
        let mut varied: Vec<(FactId, &tree::Path, &[tree::VaryRow])> = Vec::new();
        for statement in &test.statements {
            match statement {
                tree::TestStatement::Given(facts, _) => {
                    for (path, value) in facts {
                        given.extend(self.given(place, path, value));
                    }
                }
                tree::TestStatement::Vary(path, rows, _) => {
                    if let Some(fact) = self.fact_named(place, path) {
                        varied.push((fact, path, rows));
                    }
                }
                tree::TestStatement::Expect(expectation) => {
                    expect.extend(self.expectation(place, expectation));
                }
            }
        }
        let case = TestCase {
            name: test.name.text.clone(),
            label: label(test.label.as_ref(), &test.name.text),
            as_of,
            given,
            expect,
            path: self
                .linked
                .texts
                .get(&test.name.span.file)
                .map_or("", |t| t.0)
                .to_string(),
            line: self.line(test.name.span),
        };
        // What is expected outside `vary` is expected of the facts given, as a case of its own.
        if varied.is_empty() || !case.expect.is_empty() {
            self.model.cases.push(case.clone());
        }
        for (_, path, rows) in varied {
            for row in rows {
                let Some(value) = self.given(place, path, &row.value) else { continue };
                let mut own = case.clone();
                own.expect.clear();
                own.name = format!("{} [{}]", case.name, raw_text(&value.value));
                own.given.retain(|known| known.fact != value.fact);
                own.given.push(value);
                for expectation in &row.expect {
                    own.expect.extend(self.expectation(place, expectation));
                }
                own.line = self.line(row.span);
                self.model.cases.push(own);
            }
        }
    }

    fn case_file(&mut self, file: &tree::CaseFile) {
        super::csv::case_file(self, file);
    }

    pub(super) fn fact_named(
        &mut self,
        place: Place,
        path: &tree::Path,
    ) -> Option<FactId> {
        match self.resolve(place, path)? {
            Resolved::Entity(Entity::Fact(id)) => Some(id),
            // An item without questions is itself the question.
            Resolved::Entity(Entity::Item(review, item)) => {
                let item = self.model.reviews.get(review)?.items.get(item)?;
                match item.asks.as_slice() {
                    [only] => Some(only.fact),
                    _ => {
                        self.report(
                            Diagnostic::error(
                                Code::FACT_EXPECTED,
                                path.span,
                                "这个项目有几个问题，要分别给定",
                                "this item has several questions; give each its answer",
                            )
                            .help(
                                "写「审核.项目.问题 = 合格」",
                                "write `review.item.question = pass`",
                            ),
                        );
                        None
                    }
                }
            }
            Resolved::Entity(_) | Resolved::Member(..) => {
                self.report(Diagnostic::error(
                    Code::FACT_EXPECTED,
                    path.span,
                    "这里只能给定事实",
                    "only facts can be given here",
                ));
                None
            }
        }
    }

    fn given(
        &mut self,
        place: Place,
        path: &tree::Path,
        value: &tree::Expr,
    ) -> Option<Given> {
        let fact = self.fact_named(place, path)?;
        let raw = self.raw(value)?;
        let given = Given { fact, value: raw };
        if let Some(known) = self.model.facts.get(fact)
            && let Err(problem) = crate::facts::type_value(known, &given.value)
        {
            self.report(Diagnostic::error(
                Code::BAD_GIVEN,
                value.span,
                problem.message.zh,
                problem.message.en,
            ));
            return None;
        }
        Some(given)
    }

    /// A value as a person would give it.
    fn raw(&mut self, value: &tree::Expr) -> Option<Raw> {
        match &value.kind {
            tree::ExprKind::Literal(literal) => Some(match literal {
                tree::Literal::Number(text)
                | tree::Literal::Percent(text)
                | tree::Literal::Multiple(text)
                | tree::Literal::Money(text) => Raw::Number(text.clone()),
                tree::Literal::Date(text) | tree::Literal::Text(text) => {
                    Raw::Text(text.clone())
                }
                tree::Literal::Period(count, _) => Raw::Number(count.to_string()),
                tree::Literal::Bool(truth) => Raw::Bool(*truth),
                tree::Literal::Pass => Raw::Text("pass".to_string()),
                tree::Literal::Fail => Raw::Text("fail".to_string()),
                tree::Literal::NotApplicable => Raw::Text("not applicable".to_string()),
                tree::Literal::CannotTell => Raw::Text("cannot tell".to_string()),
                tree::Literal::Set(names) => Raw::List(names.clone()),
            }),
            tree::ExprKind::Path(path) => {
                let names: Vec<&str> =
                    path.segments.iter().map(|segment| segment.text.as_str()).collect();
                Some(Raw::Text(names.join(".")))
            }
            tree::ExprKind::Negate(inner) => match self.raw(inner)? {
                Raw::Number(text) => Some(Raw::Number(format!("-{text}"))),
                Raw::Bool(_) | Raw::Text(_) | Raw::List(_) => None,
            },
            tree::ExprKind::Divide(left, right) => {
                match (self.raw(left)?, self.raw(right)?) {
                    (Raw::Number(left), Raw::Number(right)) => {
                        Some(Raw::Text(format!("{left}/{right}")))
                    }
                    _ => None,
                }
            }
            _ => {
                self.report(Diagnostic::error(
                    Code::BAD_GIVEN,
                    value.span,
                    "给定的值要直接写出来",
                    "a given value is written out",
                ));
                None
            }
        }
    }

    pub(super) fn expectation(
        &mut self,
        place: Place,
        expectation: &tree::Expectation,
    ) -> Option<Expectation> {
        match expectation {
            tree::Expectation::Missing(paths, span) => {
                let mut facts = Vec::new();
                for path in paths {
                    facts.push(self.fact_named(place, path)?);
                }
                Some(Expectation {
                    kind: ExpectationKind::Missing(facts),
                    text: self.source_text(*span),
                })
            }
            tree::Expectation::Holds(expr) => {
                let condition = self.expected(place, expr)?;
                Some(Expectation {
                    kind: ExpectationKind::Condition(condition),
                    text: self.source_text(expr.span),
                })
            }
        }
    }

    fn line(&self, span: Span) -> usize {
        let text = self.linked.texts.get(&span.file).map_or("", |(_, text)| text);
        line_column(text, span.start).line
    }

    fn source_text(&self, span: Span) -> String {
        let text = if span.file == super::csv::SCRATCH {
            Some(self.scratch.as_str())
        } else {
            self.linked.texts.get(&span.file).map(|(_, text)| *text)
        };
        text.and_then(|text| text.get(span.start..span.end))
            .unwrap_or_default()
            .trim()
            .to_string()
    }

    fn expected(&mut self, place: Place, expr: &tree::Expr) -> Option<Condition> {
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
                self.plain(place, expr)
            }
            tree::ExprKind::Test(value, test) => {
                if let tree::ExprKind::Path(path) = &value.kind
                    && let Some((shown, member)) = self.member(place, path)
                {
                    return self.member_test(place, shown, member, test, expr.span);
                }
                if let tree::Test::Known(known) = **test {
                    let value = self.known_subject(place, value)?;
                    return Some(Condition::Known(value, known));
                }
                self.plain(place, expr)
            }
            tree::ExprKind::Path(path) => match self.member(place, path) {
                Some((shown, member)) => {
                    Some(Condition::Member(shown, member, MemberTest::True))
                }
                None => self.plain(place, expr),
            },
            _ => self.plain(place, expr),
        }
    }

    fn all_expected(
        &mut self,
        place: Place,
        parts: &[tree::Expr],
    ) -> Option<Vec<Condition>> {
        parts.iter().map(|part| self.expected(place, part)).collect()
    }

    fn plain(&mut self, place: Place, expr: &tree::Expr) -> Option<Condition> {
        let checked = self.condition(place, expr);
        (checked.ty != Type::Mistake).then_some(Condition::True(checked))
    }

    /// `circumstance is unknown` asks for the circumstance itself.
    fn known_subject(
        &mut self,
        place: Place,
        value: &tree::Expr,
    ) -> Option<crate::model::Expr> {
        if let tree::ExprKind::Path(path) = &value.kind {
            let before = self.diagnostics.len();
            if let Some(id) = self.circumstance_of(place, path) {
                return Some(super::expr::boolean(
                    crate::model::ExprKind::Circumstance(id),
                    value.span,
                ));
            }
            self.diagnostics.truncate(before);
        }
        let checked = self.expr(place, value, None);
        (checked.ty != Type::Mistake).then_some(checked)
    }

    /// Finds what of a verdict a path names, if it names any.
    fn member(&mut self, place: Place, path: &tree::Path) -> Option<(Shown, Member)> {
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
                Entity::Fact(_)
                | Entity::Define(_)
                | Entity::Circumstance(_)
                | Entity::Elsewhere
                | Entity::AsOf => None,
            },
            Some(Resolved::Member(entity, member, span)) => {
                let found = self.named_member(entity, &member);
                if found.is_none() {
                    self.report(Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        span,
                        format!("结论里没有「{member}」"),
                        format!("the result holds no `{member}`"),
                    ));
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

    fn named_member(&self, entity: Entity, member: &str) -> Option<(Shown, Member)> {
        match entity {
            Entity::Benchmark(at) => {
                let penalties = &self.benchmark(at)?.penalties;
                let found = match member {
                    _ if penalties.iter().any(|penalty| penalty.name == member) => {
                        penalties
                            .iter()
                            .position(|penalty| penalty.name == member)
                            .map(Member::Penalty)
                    }
                    "tier" | "阶次" => Some(Member::Tier),
                    "proposal" | "拟处" => Some(Member::Proposal),
                    _ => None,
                };
                found.map(|member| (Shown::Benchmark(at), member))
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
            | Entity::Circumstance(_)
            | Entity::Layer(..)
            | Entity::Criterion(..)
            | Entity::Item(..)
            | Entity::Elsewhere
            | Entity::AsOf => None,
        }
    }

    fn member_compare(
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
                    self.report(Diagnostic::error(
                        Code::UNKNOWN_MEMBER,
                        right.span,
                        format!("结论不会是「{name}」"),
                        format!("the result can never be `{name}`"),
                    ));
                    return None;
                }
                MemberTest::Is(canonical_word(&name))
            }
            tree::ExprKind::Literal(tree::Literal::Bool(truth)) => {
                let condition = Condition::Member(shown, member, MemberTest::True);
                return Some(if *truth == negated {
                    Condition::Not(Box::new(condition))
                } else {
                    condition
                });
            }
            tree::ExprKind::Literal(tree::Literal::Date(text)) => {
                MemberTest::Date(Date::parse(text)?)
            }
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
        let condition = Condition::Member(shown, member, test);
        Some(if negated { Condition::Not(Box::new(condition)) } else { condition })
    }

    /// Whether a name can be what that member comes to.
    fn member_allows(&self, shown: Shown, member: Member, name: &str) -> bool {
        match (shown, member) {
            (Shown::Benchmark(at), Member::Tier) => {
                self.model.benchmarks.get(at).is_some_and(|benchmark| {
                    benchmark.steps.iter().any(|step| step.name == name)
                })
            }
            (Shown::Review(at), Member::Opinion | Member::Outcome) => {
                self.model.reviews.get(at).is_some_and(|review| {
                    review.opinions.iter().any(|opinion| opinion.name == name)
                })
            }
            (Shown::Scope(at), Member::Ground | Member::Outcome) => {
                self.model.scopes.get(at).is_some_and(|scope| {
                    scope.grounds.iter().any(|ground| ground.name == name)
                })
            }
            (_, Member::Proposal) => matches!(
                name,
                "inside"
                    | "below"
                    | "above"
                    | "unlawful"
                    | "在内"
                    | "偏低"
                    | "偏高"
                    | "违法"
            ),
            (_, Member::Decision) => matches!(
                name,
                "accept"
                    | "reject"
                    | "redirect"
                    | "supplement"
                    | "受理"
                    | "不予受理"
                    | "转送"
                    | "补正"
            ),
            (_, Member::State) => matches!(
                name,
                "not_started"
                    | "running"
                    | "due"
                    | "overdue"
                    | "未开始"
                    | "进行中"
                    | "当日届满"
                    | "已逾期"
            ),
            _ => false,
        }
    }

    fn member_test(
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
                    Condition::Member(shown, member, MemberTest::NotApplicable);
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
            tree::Test::InList { .. } | tree::Test::Contains(_) => {
                self.bad_expectation(span);
                return None;
            }
        };
        Some(Condition::Member(shown, member, test))
    }

    fn expected_range(
        &mut self,
        place: Place,
        range: &tree::Range,
    ) -> Option<Interval<Number>> {
        let end =
            |checker: &mut Self, bound: Option<&tree::Bound>| -> Option<Bound<Number>> {
                let (expr, included) = checker.bound_of(place, bound, None)?;
                match crate::program::constant(&expr)? {
                    Constant::Number(value) => Some(Bound { value, included }),
                    Constant::Period(period) => {
                        Some(Bound { value: Number::from(period.count), included })
                    }
                    Constant::Bool(_)
                    | Constant::Date(_)
                    | Constant::Text(_)
                    | Constant::Choice(_) => None,
                }
            };
        let lower = end(self, range.lower.as_ref());
        let upper = end(self, range.upper.as_ref());
        Some(Interval { lower, upper })
    }

    fn bad_expectation(&mut self, span: Span) {
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
        "违法" => "unlawful",
        "受理" => "accept",
        "不予受理" => "reject",
        "转送" => "redirect",
        "补正" => "supplement",
        "not_started" | "未开始" => "not started",
        "进行中" => "running",
        "当日届满" => "due",
        "已逾期" => "overdue",
        other => other,
    }
    .to_string()
}

/// Returns a raw value as one would read it in a case's name.
pub(super) fn raw_text(raw: &Raw) -> String {
    match raw {
        Raw::Bool(truth) => truth.to_string(),
        Raw::Number(text) | Raw::Text(text) => text.clone(),
        Raw::List(names) => names.join(","),
    }
}
