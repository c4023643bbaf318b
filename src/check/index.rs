//! What has been declared, found by its name. In: every declaration as it is met. Out: its
//! position. Never: a look through all of them, for there may be fifty thousand.

use super::names::Entity;
use crate::model::{Fact, Opt};
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;

/// A kind of declaration whose names are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Fact,
    Define,
    Circumstance,
    Deadline,
    Benchmark,
    Review,
    Scope,
    Table,
    Scorecard,
    /// A question of a review.
    Question,
}

/// Positions by name.
#[derive(Debug, Default)]
pub(super) struct Index {
    firsts: BTreeMap<Kind, BTreeMap<String, usize>>,
    /// What stands inside a benchmark or a review, by the position of that.
    inside: BTreeMap<(Kind, usize), BTreeMap<String, Entity>>,
    /// The first fact with an option of that name.
    options: BTreeMap<String, usize>,
    /// How many facts were looked at for their options.
    facts: usize,
}

impl Index {
    /// Adds a declaration; returns the position of the first of its name.
    pub(super) fn add(&mut self, kind: Kind, name: &str, id: usize) -> usize {
        let known = self.firsts.entry(kind).or_default();
        if let Some(first) = known.get(name) {
            return *first;
        }
        known.insert(name.to_owned(), id);
        id
    }

    /// Returns the first declaration of that name.
    pub(super) fn first(&self, kind: Kind, name: &str) -> Option<usize> {
        self.firsts.get(&kind)?.get(name).copied()
    }

    /// Adds what stands inside another declaration; the first of a name counts.
    pub(super) fn add_inside(
        &mut self,
        kind: Kind,
        owner: usize,
        name: &str,
        entity: Entity,
    ) {
        let known = self.inside.entry((kind, owner)).or_default();
        if !known.contains_key(name) {
            known.insert(name.to_owned(), entity);
        }
    }

    /// Returns what stands inside another declaration under that name.
    pub(super) fn inside(&self, kind: Kind, owner: usize, name: &str) -> Option<Entity> {
        self.inside.get(&(kind, owner))?.get(name).copied()
    }

    /// Takes the options of the facts that were declared since.
    pub(super) fn look_at(&mut self, facts: &[Fact]) {
        for (id, fact) in facts.iter().enumerate().skip(self.facts) {
            for Opt { name, .. } in fact.kind.options() {
                if !self.options.contains_key(name) {
                    self.options.insert(name.to_owned(), id);
                }
            }
        }
        self.facts = facts.len();
    }

    /// Returns the first fact that has an option of that name, of those looked at.
    pub(super) fn with_option(&self, name: &str) -> Option<usize> {
        self.options.get(name).copied()
    }
}
