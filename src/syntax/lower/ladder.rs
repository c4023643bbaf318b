//! What moves a tier, what of several is imposed, and which of several tiers is taken.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{
    Effect, Expr, ExprKind, Impose, Imposed, Move, Overlap, Reduction,
};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads an effect that moves the tier; `None` if it was reported.
    pub(super) fn moves(&mut self, node: Node<'_>) -> Option<(Effect, Option<Move>)> {
        let span = self.span(&node);
        let mut children = node.inner();
        let first = children.next()?.as_rule();
        Some(match first {
            Rule::kw_tier_top => (Effect::Top, None),
            Rule::kw_tier_bottom => (Effect::Bottom, None),
            Rule::kw_maximum => (Effect::Maximum, None),
            Rule::kw_minimum => (Effect::Minimum, None),
            Rule::kw_raise | Rule::kw_lower => {
                let raises = first == Rule::kw_raise;
                let number = children.next()?;
                let tiers = number.as_str().parse::<u32>().ok().filter(|n| *n > 0);
                let Some(tiers) = tiers else {
                    self.report(Diagnostic::error(
                        Code::MALFORMED_NUMBER,
                        self.span(&number),
                        "升档、降档要写几档，是大于零的整数",
                        "by how many tiers: a whole number above zero",
                    ));
                    return None;
                };
                let mut otherwise = None;
                for child in children {
                    let end = match child.as_rule() {
                        Rule::kw_maximum => Effect::Maximum,
                        Rule::kw_minimum => Effect::Minimum,
                        _ => continue,
                    };
                    if raises == (end == Effect::Minimum) {
                        self.report(Diagnostic::error(
                            Code::UNEXPECTED,
                            self.span(&child),
                            "升档到头是「顶格」，降档到头是「底格」",
                            "beyond the last tier a raise comes to the `maximum`, and \
                             `lower` to the `minimum`",
                        ));
                        return None;
                    }
                    otherwise = Some(end);
                }
                let effect = if raises { Effect::Raise } else { Effect::Lower };
                (effect, Some(Move::By { tiers, otherwise, span }))
            }
            _ => {
                let mut penalty = None;
                let mut ends = Vec::new();
                let mut floor = None;
                let mut below_statute = false;
                for child in children {
                    match child.as_rule() {
                        Rule::path => penalty = Some(self.path(child)),
                        Rule::percents => {
                            for end in child.inner() {
                                if end.as_rule() == Rule::percent {
                                    let literal = self.literal(&end)?;
                                    let kind = ExprKind::Literal(literal);
                                    ends.push(Expr { kind, span: self.span(&end) });
                                }
                            }
                        }
                        Rule::arithmetic => floor = Some(self.arithmetic(child)?),
                        Rule::kw_below_statute => below_statute = true,
                        _ => {}
                    }
                }
                let most = ends.pop()?;
                let least = ends.pop().unwrap_or_else(|| most.clone());
                let reduction =
                    Reduction { penalty, least, most, floor, below_statute, span };
                (Effect::Reduce, Some(Move::Reduce(reduction)))
            }
        })
    }

    /// Reads `impose` 处以.
    pub(super) fn impose(&mut self, node: Node<'_>) -> Option<Impose> {
        let span = self.span(&node);
        let mut children = node.inner().skip(1);
        let first = self.imposed(children.next()?);
        let mut rest = Vec::new();
        while let (Some(word), Some(next)) = (children.next(), children.next()) {
            rest.push((word.as_rule() == Rule::kw_plus, self.imposed(next)));
        }
        Some(Impose { first, rest, span })
    }

    fn imposed(&mut self, node: Node<'_>) -> Imposed {
        let span = self.span(&node);
        let mut imposed = Imposed { penalties: Vec::new(), any: false, span };
        for child in node.inner() {
            match child.as_rule() {
                Rule::path => imposed.penalties.push(self.path(child)),
                Rule::kw_any_of => imposed.any = true,
                _ => {}
            }
        }
        imposed
    }

    /// Reads `overlap` 竞合.
    pub(super) fn overlap(&mut self, node: Node<'_>) -> Option<Overlap> {
        let mut statement = self.statement(node);
        let heaviest = statement.rest.any(|node| node.as_rule() == Rule::kw_heaviest);
        let basis = self.basis(&mut statement);
        let overlap = Overlap { heaviest, basis, span: statement.span };
        self.finish(statement);
        Some(overlap)
    }
}
