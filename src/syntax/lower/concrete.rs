//! The nodes of a file as pest read them, without pest's types.

use super::end_of;
use super::grammar::{Node, Rule, read};
use crate::syntax::concrete::Concrete;
use crate::syntax::structure::is_blank;
use crate::syntax::surface::Stretch;
use alloc::format;

/// Returns the nodes of a text without mistakes; nothing where it has some.
pub(crate) fn concrete(text: &str) -> Option<Concrete> {
    read(Rule::file, text).ok().map(|node| of(text, node))
}

fn of(text: &str, node: Node<'_>) -> Concrete {
    let start = node.as_span().start();
    let end = end_of(&node);
    let written = text.get(start..end).unwrap_or("").trim_end_matches(is_blank);
    let at = Stretch { start, end: start.saturating_add(written.len()) };
    let rule = format!("{:?}", node.as_rule());
    let inside = node
        .into_inner()
        .filter(|child| child.as_rule() != Rule::EOI)
        .map(|child| of(text, child))
        .collect();
    Concrete { rule, at, inside }
}
