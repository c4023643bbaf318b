//! The main pack's tests: facts given and what is expected of them.

use super::names::{Entity, Local, Resolved};
use super::packs::label;
use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Constant, Expectation, ExpectationKind, FactId, Given, Raw, TestCase, Type, Unit,
    Waited,
};
use crate::syntax::tree;
use crate::text::{Lines, Span};
use crate::value::AsOf;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn check_cases(&mut self) {
        let linked = self.linked;
        let Some(main) = linked.packs.first() else { return };
        for declaration in main.own.iter().flat_map(|tree| &tree.declarations) {
            match declaration {
                tree::Declaration::Test(test) => self.test_case(test),
                tree::Declaration::CaseFile(file) => self.case_file(file),
                tree::Declaration::Pack(_)
                | tree::Declaration::Source(_)
                | tree::Declaration::Unit(_)
                | tree::Declaration::Fact(_)
                | tree::Declaration::Parameter(_)
                | tree::Declaration::Profile(_)
                | tree::Declaration::Document(_)
                | tree::Declaration::Define(_)
                | tree::Declaration::Circumstance(_)
                | tree::Declaration::Benchmark(_)
                | tree::Declaration::Review(_)
                | tree::Declaration::Scope(_)
                | tree::Declaration::Table(_)
                | tree::Declaration::Scorecard(_)
                | tree::Declaration::Deadline(_)
                | tree::Declaration::Exception(_) => {}
            }
        }
    }

    pub(super) fn test_case(&mut self, test: &tree::TestCase) {
        let place = self.place(0, Local::None);
        let Some(as_of) = test.as_of.as_ref().and_then(|text| AsOf::parse(text)) else {
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
        let mut seen = BTreeSet::new();
        let mut expect = Vec::new();
        let mut varied: Vec<(FactId, &tree::Path, &[tree::VaryRow])> = Vec::new();
        for statement in &test.statements {
            match statement {
                tree::TestStatement::Given(facts, _) => {
                    for (path, value) in facts {
                        let Some(value) = self.given(place, path, value) else {
                            continue;
                        };
                        if !seen.insert(value.fact) {
                            self.given_twice(path.span);
                        }
                        given.push(value);
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
        let profile = match &test.profile {
            Some(path) => match self.profile_named(0, path) {
                Some(at) => self.profile_path(at),
                None => return,
            },
            None => None,
        };
        let case = TestCase {
            profile,
            unconfirmed: test.unconfirmed,
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
            Arc::make_mut(&mut self.model.cases).push(case.clone());
        }
        for (_, path, rows) in varied {
            for row in rows {
                if !self.write_out(case.given.len(), row.span) {
                    return;
                }
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
                Arc::make_mut(&mut self.model.cases).push(own);
            }
        }
    }

    fn given_twice(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::BAD_GIVEN,
                span,
                "同一个事实给定了两次",
                "this fact is given twice",
            )
            .help("只留一处", "leave one of the two"),
        );
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
        let raw = match self.given_quantity(fact, value)? {
            Some(raw) => raw,
            None => self.raw(value)?,
        };
        let text = self.source_text(value.span);
        let given = Given { fact, value: raw, text };
        if let Err(problem) = crate::facts::type_fact(&self.model, fact, &given.value) {
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

    /// A number with its unit, in the unit of its fact; `None` where none can be.
    fn given_quantity(
        &mut self,
        fact: FactId,
        value: &tree::Expr,
    ) -> Option<Option<Raw>> {
        let kind = &self.model.facts.get(fact)?.kind;
        let wanted = super::types::fact_type(fact, kind);
        let measured = matches!(&wanted, Type::Number(Unit::Measured(_)));
        let quantity = match &value.kind {
            tree::ExprKind::Literal(literal @ tree::Literal::Quantity(..)) => {
                self.literal(literal, value.span)
            }
            tree::ExprKind::Literal(literal @ tree::Literal::Money(_)) if measured => {
                self.literal(literal, value.span)
            }
            _ => return Some(None),
        };
        let quantity = self.expect_type(quantity, &wanted);
        match crate::program::constant(&quantity) {
            Some(Constant::Number(number)) => Some(Some(Raw::Text(number.to_string()))),
            _ => None,
        }
    }

    /// A value as a person would give it.
    fn raw(&mut self, value: &tree::Expr) -> Option<Raw> {
        match &value.kind {
            tree::ExprKind::Literal(literal) => Some(match literal {
                tree::Literal::Quantity(text, _)
                | tree::Literal::Number(text)
                | tree::Literal::Percent(text)
                | tree::Literal::Multiple(text)
                | tree::Literal::Money(text) => Raw::Number(text.clone()),
                tree::Literal::Date(text)
                | tree::Literal::Moment(text)
                | tree::Literal::Text(text) => Raw::Text(text.clone()),
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
                Raw::Bool(_) | Raw::Text(_) | Raw::List(_) | Raw::Records(_) => None,
            },
            tree::ExprKind::Divide(left, right) => {
                match (self.raw(left)?, self.raw(right)?) {
                    (Raw::Number(left), Raw::Number(right)) => {
                        Some(Raw::Text(format!("{left}/{right}")))
                    }
                    _ => None,
                }
            }
            tree::ExprKind::Records(records) => {
                let mut all = Vec::new();
                for record in records {
                    let mut fields = Vec::new();
                    for (name, value) in &record.fields {
                        fields.push((name.text.clone(), self.raw(value)?));
                    }
                    all.push(fields);
                }
                Some(Raw::Records(all))
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
                    facts.push(self.waited(place, path)?);
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

    /// A fact, or a field of a list: `persons.since`.
    fn waited(&mut self, place: Place, path: &tree::Path) -> Option<Waited> {
        if let Some((name, before)) = path.segments.split_last()
            && !before.is_empty()
        {
            let list = tree::Path { segments: before.to_vec(), span: path.span };
            if let Some(id) = self.list_at(place, &list)
                && self.model.field_named(id, &name.text).is_some()
            {
                let list = self.model.facts.get(id)?.name.clone();
                return Some(Waited::Field { list, field: name.text.clone() });
            }
        }
        let fact = self.fact_named(place, path)?;
        Some(Waited::Fact(self.model.facts.get(fact)?.name.clone()))
    }

    fn line(&mut self, span: Span) -> usize {
        let linked = self.linked;
        let text = || linked.texts.get(&span.file).map_or("", |(_, text)| text);
        let lines = self.lines.entry(span.file).or_insert_with(|| Lines::of(text()));
        lines.number(span.start)
    }

    pub(super) fn source_text(&self, span: Span) -> String {
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
}

/// Returns a raw value as one would read it in a case's name.
pub(super) fn raw_text(raw: &Raw) -> String {
    match raw {
        Raw::Bool(truth) => truth.to_string(),
        Raw::Number(text) | Raw::Text(text) => text.clone(),
        Raw::List(names) => names.join(","),
        Raw::Records(records) => {
            let record = |fields: &Vec<(String, Raw)>| {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{name} = {}", raw_text(value)))
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            };
            let records: Vec<String> = records.iter().map(record).collect();
            records.join(", ")
        }
    }
}
