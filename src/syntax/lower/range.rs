//! Bounds and ranges.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::literals;
use crate::syntax::tree::{Bound, BoundWord, Expr, ExprKind, Inclusion, Range};
use alloc::boxed::Box;
use alloc::format;

/// What stands where a value or a range may stand.
pub(super) enum ValueOrRange {
    Value(Expr),
    Range(Range),
}

impl Lower<'_> {
    /// Reads `value_or_range`, `range` or the part of `amount` before `multiples`.
    pub(super) fn value_or_range(&mut self, node: Node<'_>) -> Option<ValueOrRange> {
        let span = self.span(&node);
        let mut children = node.inner().peekable();
        let first = children.next()?;
        match first.as_rule() {
            Rule::lower => {
                let lower = self.bound(first)?;
                let upper = self.upper_part(&mut children)?;
                Some(ValueOrRange::Range(Range { lower: Some(lower), upper, span }))
            }
            Rule::worded_upper => {
                let upper = self.bound(first)?;
                Some(ValueOrRange::Range(Range { lower: None, upper: Some(upper), span }))
            }
            _ => {
                let value = self.arithmetic(first)?;
                let mut inclusion = None;
                let mut tail = None;
                for child in children {
                    match child.as_rule() {
                        Rule::inclusion => inclusion = Some(read_inclusion(child)),
                        Rule::range_tail => tail = Some(child),
                        _ => {}
                    }
                }
                let Some(tail) = tail else {
                    if inclusion.is_some() {
                        self.report(Diagnostic::error(
                            Code::UNEXPECTED,
                            span,
                            "「（含）」和「（不含）」只能跟在界限的数额后面",
                            "`(incl)` and `(excl)` stand only after the amount of a bound",
                        ));
                    }
                    return Some(ValueOrRange::Value(value));
                };
                let bound = |word| Bound { word, inclusion, value };
                let mut children = tail.inner().peekable();
                let word = children.next()?;
                let (lower, upper) = match word.as_rule() {
                    Rule::kw_up_to_suffix => (None, Some(bound(BoundWord::UpTo))),
                    Rule::kw_to => {
                        let upper = self.bound(children.next()?)?;
                        (Some(bound(BoundWord::From)), Some(upper))
                    }
                    _ => {
                        let upper = self.upper_part(&mut children)?;
                        (Some(bound(BoundWord::From)), upper)
                    }
                };
                let range = Range { lower, upper, span };
                Some(ValueOrRange::Range(range))
            }
        }
    }

    /// Reads the upper end after a lower one, if there is one; `None` if it was reported.
    fn upper_part<'i>(
        &mut self,
        children: &mut impl Iterator<Item = Node<'i>>,
    ) -> Option<Option<Bound>> {
        let upper = children
            .find(|child| matches!(child.as_rule(), Rule::worded_upper | Rule::upper));
        match upper {
            Some(upper) => self.bound(upper).map(Some),
            None => Some(None),
        }
    }

    /// Reads `lower`, `worded_upper` or `upper`.
    fn bound(&mut self, node: Node<'_>) -> Option<Bound> {
        let mut word = BoundWord::UpTo;
        let mut inclusion = None;
        let mut value = None;
        for child in node.inner() {
            match child.as_rule() {
                Rule::kw_bound_from => word = BoundWord::From,
                Rule::kw_at_least => word = BoundWord::AtLeast,
                Rule::kw_over => word = BoundWord::Over,
                Rule::kw_up_to => word = BoundWord::UpTo,
                Rule::kw_at_most => word = BoundWord::AtMost,
                Rule::kw_under => word = BoundWord::Under,
                Rule::inclusion => inclusion = Some(read_inclusion(child)),
                _ => value = Some(self.arithmetic(child)?),
            }
        }
        let value = value?;
        self.numerals_in(&value);
        Some(Bound { word, inclusion, value })
    }

    /// 超过 三年: Chinese numerals stand only in 第…条; here a number is meant, not a name.
    fn numerals_in(&mut self, value: &Expr) {
        let ExprKind::Path(path) = &value.kind else { return };
        let [name] = path.segments.as_slice() else { return };
        if let Some(number) = literals::quantity_in_numerals(&name.text) {
            self.chinese_numerals(&name.text, &number, value.span);
        }
    }

    /// Reports an amount in Chinese numerals.
    pub(super) fn chinese_numerals(
        &mut self,
        written: &str,
        number: &str,
        span: crate::text::Span,
    ) {
        self.report(
            Diagnostic::error(
                Code::CHINESE_NUMERAL,
                span,
                format!("数额「{written}」要写成阿拉伯数字"),
                format!("the amount `{written}` is to be written in digits"),
            )
            .help(format!("写作「{number}」"), format!("write `{number}`"))
            .fix(span, number),
        );
    }

    /// Reads a range that must be one.
    pub(super) fn range(&mut self, node: Node<'_>) -> Option<Range> {
        match self.value_or_range(node)? {
            ValueOrRange::Range(range) => Some(range),
            ValueOrRange::Value(value) => Some(exactly(value)),
        }
    }
}

/// A single value as a range from it to it, both included.
pub(super) fn exactly(value: Expr) -> Range {
    let span = value.span;
    let bound = |word, value| Bound { word, inclusion: None, value };
    Range {
        lower: Some(bound(BoundWord::AtLeast, value.clone())),
        upper: Some(bound(BoundWord::AtMost, value)),
        span,
    }
}

/// Joins a subject and a range to a test.
pub(super) fn in_range(subject: Expr, range: Range) -> ExprKind {
    ExprKind::Test(Box::new(subject), Box::new(crate::syntax::tree::Test::InRange(range)))
}

pub(super) fn read_inclusion(node: Node<'_>) -> Inclusion {
    match node.inner().next() {
        Some(word) if word.as_rule() == Rule::kw_excl => Inclusion::Excluded,
        _ => Inclusion::Included,
    }
}
