//! Scopes of acceptance.

use super::Checker;
use super::names::Local;
use super::packs::label;
use crate::model::{DeadlineOwner, Ground, GroundKind, Shown};
use crate::syntax::tree;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn declare_scope_parts(&mut self, at: usize, scope: &tree::Scope) {
        let mut grounds = Vec::new();
        for statement in &scope.statements {
            match statement {
                tree::ScopeStatement::Ground(ground) => {
                    for deadline in &ground.deadlines {
                        let name = format!("{}.{}", scope.name.text, deadline.name.text);
                        let owner = DeadlineOwner::Ground(at, grounds.len());
                        let id = self.declare_deadline(name, deadline, owner);
                        self.model.shown.push(Shown::Deadline(id));
                    }
                    let basis = self.citations(0, &ground.basis);
                    grounds.push(Ground {
                        kind: match ground.kind {
                            tree::GroundKind::Accept => GroundKind::Accept,
                            tree::GroundKind::Reject => GroundKind::Reject,
                            tree::GroundKind::Redirect => GroundKind::Redirect,
                            tree::GroundKind::Supplement => GroundKind::Supplement,
                            tree::GroundKind::Deem => GroundKind::Deem,
                        },
                        name: ground.name.text.clone(),
                        label: label(ground.label.as_ref(), &ground.name.text),
                        send_to: ground
                            .send_to
                            .as_ref()
                            .map(|text| label(Some(text), "")),
                        when: None,
                        basis,
                    });
                }
                tree::ScopeStatement::Deadline(deadline) => {
                    let name = format!("{}.{}", scope.name.text, deadline.name.text);
                    let id = self.declare_deadline(name, deadline, DeadlineOwner::Whole);
                    self.model.shown.push(Shown::Deadline(id));
                }
                tree::ScopeStatement::OtherwiseNeedsJudgement(_) => {}
            }
        }
        if let Some(known) = self.model.scopes.get_mut(at) {
            known.grounds = grounds;
        }
    }

    pub(super) fn check_scope(&mut self, at: usize, scope: &tree::Scope) {
        let basis = self
            .model
            .scopes
            .get(at)
            .map(|known| known.basis.clone())
            .unwrap_or_default();
        let place = self.place(0, Local::Scope(at));
        let place = self.under(place, &basis);
        self.distinct(scope.statements.iter().filter_map(|statement| match statement {
            tree::ScopeStatement::Ground(ground) => Some(&ground.name),
            tree::ScopeStatement::Deadline(_)
            | tree::ScopeStatement::OtherwiseNeedsJudgement(_) => None,
        }));
        self.distinct(scope.statements.iter().flat_map(|statement| match statement {
            tree::ScopeStatement::Ground(ground) => {
                ground.deadlines.iter().map(|deadline| &deadline.name).collect::<Vec<_>>()
            }
            tree::ScopeStatement::Deadline(deadline) => Vec::from([&deadline.name]),
            tree::ScopeStatement::OtherwiseNeedsJudgement(_) => Vec::new(),
        }));
        let mut position = 0_usize;
        let last = scope.statements.len().saturating_sub(1);
        for (index, statement) in scope.statements.iter().enumerate() {
            match statement {
                tree::ScopeStatement::Ground(ground) => {
                    let cited = self.citations_of_ground(at, position);
                    let own = self.under(place, &cited);
                    let when = ground.when.as_ref().map(|when| self.condition(own, when));
                    if when.is_none()
                        && scope
                            .statements
                            .iter()
                            .skip(index.saturating_add(1))
                            .any(|later| matches!(later, tree::ScopeStatement::Ground(_)))
                    {
                        self.otherwise_not_last(ground.span);
                    }
                    if let Some(known) = self
                        .model
                        .scopes
                        .get_mut(at)
                        .and_then(|scope| scope.grounds.get_mut(position))
                    {
                        known.when = when;
                    }
                    for deadline in &ground.deadlines {
                        self.scope_deadline(scope, own, deadline);
                    }
                    position = position.saturating_add(1);
                }
                tree::ScopeStatement::Deadline(deadline) => {
                    self.scope_deadline(scope, place, deadline);
                }
                tree::ScopeStatement::OtherwiseNeedsJudgement(span) => {
                    let later = scope.statements.iter().skip(index.saturating_add(1));
                    if index < last
                        && later
                            .clone()
                            .any(|later| matches!(later, tree::ScopeStatement::Ground(_)))
                    {
                        self.otherwise_not_last(*span);
                    }
                }
            }
        }
    }

    fn citations_of_ground(
        &self,
        at: usize,
        position: usize,
    ) -> Vec<crate::model::Citation> {
        self.model
            .scopes
            .get(at)
            .and_then(|scope| scope.grounds.get(position))
            .map(|ground| ground.basis.clone())
            .unwrap_or_default()
    }

    fn scope_deadline(
        &mut self,
        scope: &tree::Scope,
        place: super::Place,
        deadline: &tree::Deadline,
    ) {
        let name = format!("{}.{}", scope.name.text, deadline.name.text);
        let id = self.model.deadlines.iter().position(|known| known.name == name);
        if let Some(id) = id {
            self.check_deadline(id, place, deadline);
        }
    }
}
