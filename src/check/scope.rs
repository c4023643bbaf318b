//! Scopes of acceptance.

use super::Checker;
use super::names::Local;
use super::packs::label;
use super::version::once;
use crate::model::{DeadlineOwner, Ground, GroundKind, Shown};
use crate::syntax::tree;
use alloc::format;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn declare_scope_parts(&mut self, at: usize, scope: &tree::Scope) {
        let mut grounds = Vec::new();
        let owned = self
            .model
            .scopes
            .get(at)
            .map(|known| known.in_force.clone())
            .unwrap_or_default();
        let block = format!("scope {at}");
        for statement in &scope.statements {
            match statement {
                tree::ScopeStatement::Ground(ground) => {
                    for deadline in &ground.deadlines {
                        // It runs if its ground decides: it asks all before as well.
                        if !self.write_out(grounds.len(), deadline.name.span) {
                            continue;
                        }
                        let name = format!("{}.{}", scope.name.text, deadline.name.text);
                        let owner = DeadlineOwner::Ground(at, grounds.len());
                        let id = self
                            .declare_deadline(0, &block, name, deadline, owner, &owned);
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
                        span: ground.name.span,
                    });
                }
                tree::ScopeStatement::Deadline(deadline) => {
                    let name = format!("{}.{}", scope.name.text, deadline.name.text);
                    let owner = DeadlineOwner::Whole;
                    let id =
                        self.declare_deadline(0, &block, name, deadline, owner, &owned);
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
        let deadlines = scope.statements.iter().flat_map(|statement| match statement {
            tree::ScopeStatement::Ground(ground) => ground.deadlines.iter().collect(),
            tree::ScopeStatement::Deadline(deadline) => Vec::from([deadline]),
            tree::ScopeStatement::OtherwiseNeedsJudgement(_) => Vec::new(),
        });
        let deadlines = deadlines.map(|deadline| (&deadline.name, &deadline.version));
        self.distinct(once(deadlines).into_iter());
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
                        self.scope_deadline(own, deadline);
                    }
                    position = position.saturating_add(1);
                }
                tree::ScopeStatement::Deadline(deadline) => {
                    self.scope_deadline(place, deadline);
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

    fn scope_deadline(&mut self, place: super::Place, deadline: &tree::Deadline) {
        if let Some(id) = self.inner.get(&deadline.name.span).copied() {
            self.check_deadline(id, place, deadline);
        }
    }
}
