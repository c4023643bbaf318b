//! What the oracle does not know yet, seen in the trees of a pack and of those it uses.

use super::rules::Rules;
use fadu::syntax::tree::{Declaration, File};
use std::collections::BTreeSet;

/// FIXME(oracle): what stands in the shape of a tree, and what it is called.
const SHAPES: &[(&str, &str)] =
    &[("Scorecard(Scorecard", "scorecards"), ("Text(Some(", "formats of text")];

/// Whatever of the rules the oracle does not know; documents decide nothing.
pub(super) fn unknown(rules: &Rules) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for pack in &rules.packs {
        for declaration in &pack.declarations {
            if matches!(
                declaration,
                Declaration::Document(_)
                    | Declaration::Test(_)
                    | Declaration::CaseFile(_)
            ) {
                continue;
            }
            let alone = File { declarations: vec![declaration.clone()] };
            let written = format!("{:?}", alone.without_spans());
            let shape = without_texts(&written);
            for (part, name) in SHAPES {
                if shape.contains(part) {
                    found.insert(*name);
                }
            }
        }
    }
    found
}

/// A tree as it is printed, with nothing between quotation marks.
fn without_texts(written: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    written
        .chars()
        .filter(|sign| {
            let quote = *sign == '"' && !escaped;
            escaped = *sign == '\\' && !escaped;
            inside ^= quote;
            !inside && !quote
        })
        .collect()
}
