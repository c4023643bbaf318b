//! What the grammar read, every token in its place. In: nothing, it is data. Out: nodes by
//! the names of the grammar, which only programs see. Never: a meaning; a node for a comment
//! or for a sign that the grammar does not name.

use super::surface::Stretch;
use alloc::string::String;
use alloc::vec::Vec;

/// One thing of a text without mistakes, with the things that it is made of.
#[derive(Debug, Clone)]
pub(crate) struct Concrete {
    /// Its name in `grammar/`, such as `when_clause`.
    pub(crate) rule: String,
    /// Where, without blanks behind it.
    pub(crate) at: Stretch,
    /// Its parts in order; none of a token.
    pub(crate) inside: Vec<Self>,
}

impl Concrete {
    /// Returns whether it has that name.
    pub(crate) fn is(&self, rule: &str) -> bool {
        self.rule == rule
    }

    /// Returns the first of its own parts with that name.
    pub(crate) fn part(&self, rule: &str) -> Option<&Self> {
        self.inside.iter().find(|part| part.is(rule))
    }
}
