//! Trees without their places, so that two languages of the same rules can be compared.

use super::{
    Ask, Band, Benchmark, BenchmarkStatement, Bound, Case, CaseFile, CaseRow,
    Circumstance, Citation, CitedSource, Column, Compute, Conflict, Criterion, Deadline,
    Declaration, Define, Deviation, Document, DocumentLine, Each, EachSum, Effective,
    Exception, ExceptionResult, Expectation, Expr, ExprKind, Fact, FactType, Factor,
    File, FineRow, Ground, Impose, Imposed, Indicator, Item, Label, Layer, Lenient, Move,
    Name, NumberType, OnFail, Opinion, Opt, Output, Over, Overlap, Pack, Parameter,
    ParameterType, ParameterValue, Path, Penalty, PenaltyAmount, Portion, PortionOf,
    Profile, ProposedFine, Range, Record, Reduction, Review, ReviewStatement, RowTest,
    Scope, ScopeStatement, Scorecard, Setting, Source, Suspension, Table, TableCell,
    TableRow, Test, TestCase, TestStatement, Text, Tier, TierPenalty, TierResult, Unit,
    UnitSize, Use, VaryRow, Version, Weights,
};
use crate::text::Span;
use crate::value::TextFormat;
use alloc::boxed::Box;
use alloc::vec::Vec;

impl File {
    /// Returns the same tree with every place set to nothing: equal for the same rules in
    /// Chinese and in English, however they are laid out.
    #[must_use]
    pub fn without_spans(&self) -> Self {
        let mut copy = self.clone();
        copy.erase();
        copy
    }
}

trait Erase {
    fn erase(&mut self);
}

impl Erase for Span {
    fn erase(&mut self) {
        *self = Self::default();
    }
}

impl<T: Erase> Erase for Vec<T> {
    fn erase(&mut self) {
        self.iter_mut().for_each(T::erase);
    }
}

impl<T: Erase> Erase for Option<T> {
    fn erase(&mut self) {
        self.iter_mut().for_each(T::erase);
    }
}

impl<T: Erase> Erase for Box<T> {
    fn erase(&mut self) {
        T::erase(self);
    }
}

impl<A: Erase, B: Erase> Erase for (A, B) {
    fn erase(&mut self) {
        self.0.erase();
        self.1.erase();
    }
}

/// Types that hold no place.
macro_rules! plain {
    ($($ty:ty),* $(,)?) => { $(impl Erase for $ty { fn erase(&mut self) {} })* };
}

/// Structs: the fields that may hold a place.
macro_rules! fields {
    ($($ty:ident { $($field:ident),* })*) => {
        $(impl Erase for $ty { fn erase(&mut self) { $(self.$field.erase();)* } })*
    };
}

/// Enums whose variants each hold some things in a row.
macro_rules! variants {
    ($($ty:ident { $($variant:ident($($part:ident),*)),* $(; $($unit:ident),*)? })*) => {
        $(impl Erase for $ty {
            fn erase(&mut self) {
                match self {
                    $(Self::$variant($($part),*) => { $($part.erase();)* })*
                    $($(Self::$unit => {})*)?
                }
            }
        })*
    };
}

plain!(bool, TextFormat);

fields! {
    File { declarations }
    Name { span }
    Path { segments, span }
    Label { span }
    Text { span }
    Pack { name, label, jurisdiction, effective, uses, applies, profile, calendar, span }
    Parameter { name, label, ty, value, basis, span }
    Document { name, label, about, basis, lines, span }
    DocumentLine { text, when, span }
    Profile { name, label, effective, basis, settings, span }
    Setting { parameter, value, basis, span }
    Effective { span }
    Version { effective, dated_by, lenient }
    Lenient { act, decision, span }
    Use { pack, alias, span }
    Source { name, label, issuer, effective, span }
    Unit { name, label, size, span }
    UnitSize { unit }
    Fact { name, label, ty, question, group, default, basis, span }
    NumberType { range, unit }
    Opt { name, label }
    Define { name, label, version, ty, value, basis, span }
    Citation { source, span }
    Deadline { name, label, version, event, when, met, suspensions, basis, span }
    Suspension { name, label, from, to, when, basis, span }
    Circumstance { name, label, version, moves, when, basis, span }
    Benchmark { name, label, version, basis, with, each, when, statements, span }
    Each { list, when, span }
    EachSum { penalty, cap, basis, span }
    Penalty { name, label, amount, when, basis, span }
    Exception { name, label, version, against, when, then, basis, span }
    FineRow { when, base, range, span }
    Impose { first, rest, span }
    Imposed { penalties, span }
    Reduction { penalty, least, most, floor, span }
    Overlap { basis, span }
    Tier { name, label, when, then, basis, span }
    TierPenalty { penalty, portion, span }
    Portion { of, range }
    Conflict { basis, span }
    ProposedFine { penalty, value, span }
    Deviation { requires, basis, span }
    Weights { name, label, start, factors, cap, floor, basis, span }
    Factor { name, label, value, default, basis, span }
    Compute { penalty, value, basis, span }
    Review { name, label, version, basis, when, statements, span }
    Layer { name, label, when, basis, criteria, span }
    Criterion { name, label, when, basis, span }
    Item { name, label, when, basis, asks, on_fail, span }
    Ask { name, label, when, basis, span }
    OnFail { opinion, advise, span }
    Opinion { name, label, when, basis, span }
    Scope { name, label, version, basis, statements, span }
    Ground { name, label, send_to, when, basis, deadlines, span }
    Scorecard { name, label, version, basis, indicators, bands, span }
    Indicator { name, label, value, weight, basis, span }
    Band { name, label, range, basis, span }
    Table { name, label, version, basis, columns, outputs, rows, span }
    Column { value, label, span }
    Output { name, label, options }
    TableRow { test, values, basis, span }
    TestCase { name, label, profile, statements, span }
    VaryRow { value, expect, span }
    CaseFile { path, span }
    Expr { kind, span }
    Case { subject, rows }
    Over { value, list, when }
    Record { fields, span }
    CaseRow { when, value, span }
    Range { lower, upper, span }
    Bound { value }
}

variants! {
    Declaration {
        Pack(a), Source(a), Unit(a), Fact(a), Parameter(a), Profile(a), Define(a), Circumstance(a),
        Benchmark(a), Review(a), Scope(a), Table(a), Scorecard(a), Document(a), Deadline(a), Exception(a),
        Test(a), CaseFile(a)
    }
    FactType {
        Integer(a), Number(a), Money(a), Percent(a), Date(a), OneOf(a), AnyOf(a),
        List(a), Text(a);
        Bool, Moment, Judgement
    }
    ParameterType { Plain(a), RangeOf(a); Period }
    ParameterValue { One(a), Range(a) }
    CitedSource { Path(a), Title(a) }
    BenchmarkStatement {
        Penalty(a), Impose(a), Circumstance(a), Tier(a), Conflict(a), Proposed(a), Deviation(a),
        Weights(a), Compute(a), Override(a), Overlap(a), Sum(a)
    }
    ExceptionResult { NotHolds(a), Value(a); NeedsJudgement }
    TierResult { Penalties(a); NoPenalty, NeedsJudgement }
    PortionOf { Base(a); Span, Maximum, Minimum, Amount }
    ReviewStatement { Layer(a), Item(a), Opinion(a), Deadline(a) }
    RowTest { Cells(a), Override(a, b, c); Otherwise }
    ScopeStatement { Ground(a), OtherwiseNeedsJudgement(a), Deadline(a) }
    TestStatement { Given(a, b), Vary(a, b, c), Expect(a) }
    Expectation { Holds(a), Missing(a, b) }
}

impl Erase for ExprKind {
    fn erase(&mut self) {
        match self {
            Self::Literal(_) | Self::Effect(_, _) => {}
            Self::Path(path) => path.erase(),
            Self::Or(all)
            | Self::And(all)
            | Self::AnyOf(all)
            | Self::AllOf(all)
            | Self::NoneOf(all)
            | Self::AtLeastOf(_, all)
            | Self::HighestOf(all)
            | Self::LowestOf(all) => all.erase(),
            Self::Not(one) | Self::Negate(one) => one.erase(),
            Self::Unless(left, right)
            | Self::Compare(_, left, right)
            | Self::CappedAt(left, right)
            | Self::NotBelow(left, right)
            | Self::Rounded(left, right, _)
            | Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::Divide(left, right)
            | Self::Count(_, left, right) => {
                left.erase();
                right.erase();
            }
            Self::WithinOf { left, right, period, .. } => {
                left.erase();
                right.erase();
                period.erase();
            }
            Self::Test(value, test) => {
                value.erase();
                test.erase();
            }
            Self::Case(case) => case.erase(),
            Self::Over(over) => over.erase(),
            Self::Records(records) => records.erase(),
        }
    }
}

impl Erase for Move {
    fn erase(&mut self) {
        match self {
            Self::By { span, .. } => span.erase(),
            Self::Reduce(reduction) => reduction.erase(),
        }
    }
}

impl Erase for PenaltyAmount {
    fn erase(&mut self) {
        match self {
            Self::Plain => {}
            Self::Things(label) => label.erase(),
            Self::Amount { value, less } => {
                value.erase();
                less.erase();
            }
            Self::Rows(rows) => rows.erase(),
        }
    }
}

impl Erase for TableCell {
    fn erase(&mut self) {
        match self {
            Self::Value(value) => value.erase(),
            Self::Range { base, range } => {
                base.erase();
                range.erase();
            }
        }
    }
}

impl Erase for Test {
    fn erase(&mut self) {
        match self {
            Self::InRange(range) => range.erase(),
            Self::InList { options, .. } => options.erase(),
            Self::InNamed { name, .. } => name.erase(),
            Self::Contains(value) => value.erase(),
            Self::Known(_)
            | Self::Holds
            | Self::Passes
            | Self::Fails
            | Self::NotApplicable(_)
            | Self::NeedsJudgement => {}
        }
    }
}
