//! Words of bound: which include the number (Civil Code art. 1259, unless the source that
//! stands behind a rule declares its own reading).

use super::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CompareOp, Expr, ExprKind, Type};
use crate::syntax::tree;
use crate::text::Span;
use alloc::boxed::Box;
use alloc::vec;

impl Checker<'_> {
    /// Returns whether a bound includes its number, and remembers where a source's reading of
    /// the word decided that.
    pub(super) fn included(&mut self, place: Place, bound: &tree::Bound) -> bool {
        match bound.inclusion {
            Some(tree::Inclusion::Included) => return true,
            Some(tree::Inclusion::Excluded) => return false,
            None => {}
        }
        match bound.word {
            tree::BoundWord::From => {
                self.model.readings.push(bound.value.span);
                place.from_included
            }
            tree::BoundWord::UpTo => {
                self.model.readings.push(bound.value.span);
                place.up_to_included
            }
            tree::BoundWord::AtLeast | tree::BoundWord::AtMost => true,
            tree::BoundWord::Over | tree::BoundWord::Under => false,
        }
    }

    /// Checks one end of a range.
    pub(super) fn bound_of(
        &mut self,
        place: Place,
        bound: Option<&tree::Bound>,
        wanted: Option<&Type>,
    ) -> Option<(Expr, bool)> {
        let bound = bound?;
        let expr = self.expr(place, &bound.value, wanted);
        let expr = match wanted {
            Some(wanted) => self.expect_type(expr, wanted),
            None => expr,
        };
        Some((expr, self.included(place, bound)))
    }

    /// Makes the condition that a value lies in a range.
    pub(super) fn in_range(
        &mut self,
        place: Place,
        value: &tree::Expr,
        range: &tree::Range,
        span: Span,
    ) -> Expr {
        let subject = self.expr(place, value, None);
        match subject.ty {
            Type::Number(_)
            | Type::Date
            | Type::Moment
            | Type::Period(_)
            | Type::Mistake => {}
            Type::Bool
            | Type::Text
            | Type::List(_)
            | Type::Choice(_)
            | Type::Set(_)
            | Type::Judgement => {
                let found = self.type_text(&subject.ty);
                self.report(Diagnostic::error(
                    Code::NOT_COMPARABLE,
                    subject.span,
                    alloc::format!("只有数、日期和期间能比大小，这里是{}", found.zh),
                    alloc::format!(
                        "only numbers, dates and lengths of time have bounds; this is {}",
                        found.en
                    ),
                ));
                return self.mistake(span);
            }
        }
        let mut ends = [None, None];
        let bounds = [range.lower.as_ref(), range.upper.as_ref()];
        for (end, bound) in ends.iter_mut().zip(bounds) {
            let Some(bound) = bound else { continue };
            let limit = self.expr(place, &bound.value, Some(&subject.ty));
            let (own, limit) = super::types::alike(subject.clone(), limit);
            let Some(limit) = self.side_by_side(&own, limit) else {
                return self.mistake(span);
            };
            *end = Some((own, limit, self.included(place, bound)));
        }
        let [lower, upper] = ends;
        joined(lower, upper, span)
    }
}

/// One end of a range with what is compared with it.
type End = Option<(Expr, Expr, bool)>;

/// Makes the condition that a value lies between two others.
pub(super) fn between(
    subject: &Expr,
    lower: Option<(Expr, bool)>,
    upper: Option<(Expr, bool)>,
    span: Span,
) -> Expr {
    let end = |end: Option<(Expr, bool)>| {
        end.map(|(limit, included)| (subject.clone(), limit, included))
    };
    joined(end(lower), end(upper), span)
}

fn joined(lower: End, upper: End, span: Span) -> Expr {
    let mut parts = vec![];
    for (end, lower) in [(lower, true), (upper, false)] {
        let Some((subject, limit, included)) = end else { continue };
        let op = match (lower, included) {
            (true, true) => CompareOp::GreaterOrEqual,
            (true, false) => CompareOp::Greater,
            (false, true) => CompareOp::LessOrEqual,
            (false, false) => CompareOp::Less,
        };
        parts.push(Expr {
            kind: ExprKind::Compare(op, Box::new(subject), Box::new(limit)),
            ty: Type::Bool,
            span,
        });
    }
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return only;
    }
    Expr { kind: ExprKind::And(parts), ty: Type::Bool, span }
}
