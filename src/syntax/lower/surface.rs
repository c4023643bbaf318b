//! What in a file belongs to one tongue, read off what pest read.

use super::end_of;
use super::grammar::{Node, Rule, read};
use super::statement::keyword_of;
use crate::syntax::keywords::{self, Keyword};
use crate::syntax::surface::{BoundSurface, Stretch, Surface, SurfaceKind};
use crate::syntax::tree::Inclusion;
use alloc::vec::Vec;

/// Returns the stretches of a text without mistakes, in order.
pub(crate) fn surfaces(text: &str) -> Vec<Surface> {
    let mut out = Vec::new();
    if let Ok(node) = read(Rule::file, text) {
        inside(node, &mut out);
    }
    out
}

fn inside(node: Node<'_>, out: &mut Vec<Surface>) {
    for child in node.into_inner() {
        surface(child, out);
    }
}

fn surface(node: Node<'_>, out: &mut Vec<Surface>) {
    let at = stretch(&node);
    let leaf = |kind| Surface { at, kind, inside: Vec::new() };
    match node.as_rule() {
        Rule::range | Rule::value_or_range | Rule::amount => range(node, out),
        Rule::percents => percents(node, out),
        Rule::within_clause | Rule::within_period => {
            let mut within = Vec::new();
            let english = node
                .clone()
                .into_inner()
                .next()
                .is_some_and(|first| first.as_rule() == Rule::kw_within);
            let period = node.into_inner().find(|child| child.as_rule() == Rule::period);
            if let Some(period) = period {
                let kind = SurfaceKind::Within { period: stretch(&period), english };
                surface(period, &mut within);
                out.push(Surface { at, kind, inside: within });
            }
        }
        Rule::from_clause | Rule::effective_clause => circumfix(node, true, out),
        Rule::count => circumfix(node, false, out),
        Rule::at_least_of => {
            let children: Vec<Node<'_>> = node.into_inner().collect();
            let number =
                children.iter().find(|child| child.as_rule() == Rule::number).cloned();
            for child in children {
                match child.as_rule() {
                    Rule::number => {}
                    Rule::kw_of => {
                        if let Some(Surface { at, .. }) = out.last_mut() {
                            at.end = end_of(&child);
                        }
                    }
                    _ => surface(child, out),
                }
                if let Some(number) = &number
                    && out
                        .last()
                        .is_some_and(|last| last.at.end <= number.as_span().start())
                {
                    let number = stretch(number);
                    let kind = SurfaceKind::CountOf { number };
                    out.push(Surface { at: number, kind, inside: Vec::new() });
                }
            }
        }
        Rule::period => out.push(leaf(SurfaceKind::Period)),
        Rule::multiple => out.push(leaf(SurfaceKind::Multiple)),
        Rule::article_number | Rule::article_words => {
            out.push(leaf(SurfaceKind::Article));
        }
        _ => match keyword_of(&node) {
            Some(keyword) => out.push(leaf(SurfaceKind::Keyword(keyword))),
            None => inside(node, out),
        },
    }
}

/// `from X`, 自 X 起; `effective from A to B`, 施行 自 A 起 至 B 止.
fn circumfix(node: Node<'_>, needed: bool, out: &mut Vec<Surface>) {
    let mut english = false;
    let mut close: Option<&'static Keyword> = None;
    let mut children = node.into_inner().peekable();
    while let Some(child) = children.next() {
        match child.as_rule() {
            Rule::kw_since
            | Rule::kw_hours_from
            | Rule::kw_workdays_from
            | Rule::kw_days_from
            | Rule::kw_months_from
            | Rule::kw_years_from => {
                english = child.as_str().is_ascii();
                close = keywords::by_id("since_close");
                surface(child, out);
            }
            Rule::kw_to => {
                english |= child.as_str().trim().is_ascii();
                close = keywords::by_id("until_close");
                surface(child, out);
            }
            Rule::kw_effective => surface(child, out),
            _ => {
                let mut end = end_of(&child);
                surface(child, out);
                if let Some(node) =
                    children.next_if(|next| next.as_rule() == Rule::inclusion)
                {
                    end = end_of(&node);
                    let at = stretch(&node);
                    let kind = SurfaceKind::Inclusion(inclusion(node));
                    out.push(Surface { at, kind, inside: Vec::new() });
                }
                let written = children.next_if(|next| {
                    matches!(next.as_rule(), Rule::kw_since_close | Rule::kw_until_close)
                });
                if let Some(keyword) = close.take() {
                    let at = Stretch {
                        start: end,
                        end: written.map_or(end, |written| end_of(&written)),
                    };
                    let kind = SurfaceKind::Close { keyword, english, needed };
                    out.push(Surface { at, kind, inside: Vec::new() });
                }
            }
        }
    }
}

fn range(node: Node<'_>, out: &mut Vec<Surface>) {
    let at = stretch(&node);
    let mut parts = Range::default();
    let mut plain = Vec::new();
    for child in node.into_inner() {
        match child.as_rule() {
            Rule::multiples => inside(child, &mut plain),
            _ => parts.part(child),
        }
    }
    if parts.is_range {
        let kind = SurfaceKind::Range {
            lower: parts.lower,
            upper: parts.upper,
            english: parts.english,
        };
        out.push(Surface { at, kind, inside: parts.inside });
    } else {
        out.extend(parts.inside);
        out.extend(plain);
    }
}

/// `30% to 50%`, 30%至50%.
fn percents(node: Node<'_>, out: &mut Vec<Surface>) {
    let at = stretch(&node);
    let mut english = false;
    let mut ends = Vec::new();
    for child in node.into_inner() {
        if child.as_rule() == Rule::kw_to {
            english = child.as_str().is_ascii();
        } else {
            let value = stretch(&child);
            ends.push(BoundSurface { word: None, value, inclusion: None });
        }
    }
    let upper = ends.pop();
    if let (Some(lower), Some(mut upper)) = (ends.pop(), upper) {
        upper.word = keywords::by_id("up_to");
        let kind = SurfaceKind::Range { lower: Some(lower), upper: Some(upper), english };
        out.push(Surface { at, kind, inside: Vec::new() });
    }
}

#[derive(Default)]
struct Range {
    lower: Option<BoundSurface>,
    upper: Option<BoundSurface>,
    english: bool,
    is_range: bool,
    inside: Vec<Surface>,
}

impl Range {
    fn part(&mut self, node: Node<'_>) {
        match node.as_rule() {
            Rule::lower => {
                self.is_range = true;
                self.lower = self.bound(node);
            }
            Rule::worded_upper => {
                self.is_range = true;
                self.upper = self.bound(node);
            }
            Rule::upper => {
                let mut upper = self.bound(node);
                if let Some(upper) = &mut upper {
                    upper.word = keywords::by_id("up_to");
                }
                self.upper = upper;
            }
            Rule::range_tail => {
                self.is_range = true;
                for child in node.into_inner() {
                    match child.as_rule() {
                        Rule::kw_bound_from_suffix => {
                            if let Some(lower) = &mut self.lower {
                                lower.word = keywords::by_id("bound_from");
                            }
                        }
                        Rule::kw_up_to_suffix if self.upper.is_none() => {
                            self.upper = self.lower.take();
                            if let Some(upper) = &mut self.upper {
                                upper.word = keywords::by_id("up_to");
                            }
                        }
                        _ => self.part(child),
                    }
                }
            }
            Rule::kw_to => self.english |= node.as_str().is_ascii(),
            Rule::kw_up_to_suffix => {}
            Rule::inclusion => {
                if let Some(lower) = &mut self.lower {
                    lower.inclusion = Some(inclusion(node));
                }
            }
            // The value before a tail: the lower end, until a word says otherwise.
            _ => {
                let value = stretch(&node);
                surface(node, &mut self.inside);
                self.lower = Some(BoundSurface { word: None, value, inclusion: None });
            }
        }
    }

    fn bound(&mut self, node: Node<'_>) -> Option<BoundSurface> {
        let mut word = None;
        let mut value = None;
        let mut included = None;
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::inclusion => included = Some(inclusion(child)),
                Rule::arithmetic => {
                    value = Some(stretch(&child));
                    surface(child, &mut self.inside);
                }
                _ => {
                    self.english |= child.as_str().trim().is_ascii();
                    word = keyword_of(&child);
                }
            }
        }
        Some(BoundSurface { word, value: value?, inclusion: included })
    }
}

fn inclusion(node: Node<'_>) -> Inclusion {
    let excluded = node.into_inner().any(|word| word.as_rule() == Rule::kw_excl);
    if excluded { Inclusion::Excluded } else { Inclusion::Included }
}

fn stretch(node: &Node<'_>) -> Stretch {
    Stretch { start: node.as_span().start(), end: end_of(node) }
}
