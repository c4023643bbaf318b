//! Formulas that compute otherwise, and the words that choose what is taken.

use super::walk::Around;
use super::{Maker, MutantKind};
use crate::syntax::concrete::Concrete;
use crate::syntax::surface::Stretch;

impl Maker<'_> {
    /// A cap, a floor, a rounding left out.
    pub(super) fn arithmetic(&mut self, node: &Concrete) {
        let mut parts = node.inside.iter().peekable();
        while let Some(part) = parts.next() {
            match part.rule.as_str() {
                "kw_capped_at" | "kw_not_below" => {
                    let mut end = part.at.end;
                    while let Some(sign) =
                        parts.next_if(|it| it.is("minus") || it.is("plus"))
                    {
                        end = sign.at.end;
                    }
                    end = parts.next().map_or(end, |value| value.at.end);
                    let at = Stretch { start: part.at.start, end };
                    self.remove(MutantKind::Formula, at);
                }
                "rounding" => self.remove(MutantKind::Formula, part.at),
                _ => {}
            }
        }
    }

    /// A word or a sign that has a contrary.
    pub(super) fn word_of_formula(&mut self, node: &Concrete, around: Around<'_>) {
        let english = self.is_english(node.at);
        let pick = |en: &'static str, zh: &'static str| if english { en } else { zh };
        let is_first = around.position == 0;
        let operand = around.node.is("arithmetic") && !is_first;
        let (kind, with) = match node.rule.as_str() {
            "plus" if operand => (MutantKind::Formula, "-"),
            "minus" if operand => (MutantKind::Formula, "+"),
            "times" => (MutantKind::Formula, "÷"),
            "divide" => (MutantKind::Formula, "×"),
            "kw_highest_of" => (MutantKind::Formula, pick("lowest of", "最低")),
            "kw_lowest_of" => (MutantKind::Formula, pick("highest of", "最高")),
            "kw_by_span" => (MutantKind::Formula, pick("by maximum", "按上限")),
            "kw_by_maximum" => (MutantKind::Formula, pick("by span", "按幅度")),
            "kw_heaviest" => (MutantKind::Result, pick("lightest", "最轻")),
            "kw_lightest" => (MutantKind::Result, pick("heaviest", "最重")),
            "kw_gather_highest" => (MutantKind::Result, pick("lowest", "最低")),
            "kw_gather_lowest" => (MutantKind::Result, pick("highest", "最高")),
            "kw_accept" if around.node.is("ground_kind") => {
                (MutantKind::Result, pick("reject", "不予受理"))
            }
            "kw_reject" | "kw_redirect" | "kw_supplement" | "kw_deem"
                if around.node.is("ground_kind") =>
            {
                (MutantKind::Result, pick("accept", "受理"))
            }
            "kw_maximum" if around.node.is("portion") => {
                (MutantKind::Result, pick("minimum", "底格"))
            }
            "kw_minimum" if around.node.is("portion") => {
                (MutantKind::Result, pick("maximum", "顶格"))
            }
            _ => return,
        };
        self.replace(kind, node.at, with);
    }
}
