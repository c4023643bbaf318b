//! `test` 测试.

use super::{Expr, Label, Name, Path, Text};
use crate::text::Span;
use alloc::string::String;
use alloc::vec::Vec;

/// Facts and the results expected of them.
#[derive(Debug, Clone, PartialEq)]
pub struct TestCase {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Option<Label>,
    /// `as of 2025-06-30` 截至 2025年6月30日, ISO; required somewhere in the test.
    pub as_of: Option<String>,
    /// `with profile x` 采用 方案 x.
    pub profile: Option<Path>,
    /// `unconfirmed` 待确认: what it expects a person has still to say.
    pub unconfirmed: bool,
    /// What stands in the block, in order.
    pub statements: Vec<TestStatement>,
    /// Where.
    pub span: Span,
}

/// A statement in a test's block.
#[derive(Debug, Clone, PartialEq)]
pub enum TestStatement {
    /// `given a = 1, b = 2` 给定.
    Given(Vec<(Path, Expr)>, Span),
    /// `vary a { 1 : …expectations… }` 取值.
    Vary(Path, Vec<VaryRow>, Span),
    /// `expect …` 预期.
    Expect(Expectation),
}

/// One value of a `vary` and what is then expected.
#[derive(Debug, Clone, PartialEq)]
pub struct VaryRow {
    /// The value.
    pub value: Expr,
    /// What is expected.
    pub expect: Vec<Expectation>,
    /// Where.
    pub span: Span,
}

/// One expectation.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// A condition over facts, definitions and what verdicts hold (`b.tier is general`).
    Holds(Expr),
    /// `expect missing a, b` 预期 缺 a, b: these facts are among the missing.
    Missing(Vec<Path>, Span),
}

/// `test cases from "cases.csv"` 测试 用例 取自 "cases.csv".
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// The path, relative to this file's folder.
    pub path: Text,
    /// Where.
    pub span: Span,
}
