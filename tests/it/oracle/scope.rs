//! Scopes (chapter 10).

use super::deadline::Verdict;
use super::expr::Case;
use super::rules::{Block, Place, grounds};
use super::select::{Selection, Status};
use super::value::{Answer, Waits, not};
use fadu::syntax::tree::{Deadline, Ground, GroundKind, Scope};
use serde_json::{Value as Json, json};

impl<'r> Case<'r> {
    /// The place around a deadline: its ground's, if it stands in one.
    pub(super) fn ground_place(
        &self,
        place: Place<'r>,
        deadline: &Deadline,
    ) -> Place<'r> {
        let around = self.block_place(place);
        let Some(Block::Scope(scope)) = place.block else { return around };
        let own = |ground: &&Ground| {
            ground.deadlines.iter().any(|one| std::ptr::eq(one, deadline))
        };
        match grounds(scope).find(own) {
            Some(ground) => self.rules.cited(around, &ground.basis),
            None => around,
        }
    }

    /// What a deadline in a ground's block applies by: none of the grounds before, and its own.
    pub(super) fn grounds_up_to(
        &self,
        place: Place<'r>,
        deadline: &'r Deadline,
    ) -> Vec<Answer> {
        let Some(Block::Scope(scope)) = place.block else { return Vec::new() };
        let own = |ground: &Ground| {
            ground.deadlines.iter().any(|one| std::ptr::eq(one, deadline))
        };
        let Some(at) = grounds(scope).position(own) else { return Vec::new() };
        let around = self.block_place(place);
        grounds(scope)
            .take(at + 1)
            .enumerate()
            .map(|(position, ground)| {
                let place = self.rules.cited(around, &ground.basis);
                let holds = self.when(place, ground.when.as_ref());
                if position == at { holds } else { not(&holds) }
            })
            .collect()
    }

    /// While the scope may not be law, a ground that would decide may.
    fn selected(
        &self,
        place: Place<'r>,
        scope: &'r Scope,
        law: &Answer,
    ) -> (Vec<Answer>, Selection) {
        let conditions: Vec<Answer> = grounds(scope)
            .map(|ground| {
                self.when(self.rules.cited(place, &ground.basis), ground.when.as_ref())
            })
            .collect();
        let mut selection = Selection::of(conditions.iter().map(|one| (one, false)));
        if law.as_bool().is_none() {
            for status in &mut selection.statuses {
                if *status == Status::Applies {
                    *status = Status::Possible;
                }
            }
        }
        (conditions, selection)
    }

    fn waits_for(conditions: &[Answer], selection: &Selection) -> Waits {
        conditions
            .iter()
            .zip(&selection.statuses)
            .filter(|(_, status)| **status == Status::Possible)
            .flat_map(|(condition, _)| condition.waits.iter().cloned())
            .collect()
    }

    /// Whether a ground decides.
    pub(super) fn ground_decides(
        &self,
        place: Place<'r>,
        scope: &'r Scope,
        at: usize,
        law: &Answer,
    ) -> Answer {
        let place = self.block_place(Place { block: Some(Block::Scope(scope)), ..place });
        let (conditions, selection) = self.selected(place, scope, law);
        if selection.statuses[at] == Status::Excluded {
            Answer::truth(false)
        } else if selection.decided() == Some(at) {
            Answer::truth(true)
        } else {
            let mut waits = Self::waits_for(&conditions, &selection);
            waits.extend(law.waits.clone());
            Answer::waiting(waits)
        }
    }

    pub(super) fn scope(
        &self,
        place: Place<'r>,
        scope: &'r Scope,
        law: &Answer,
    ) -> Verdict {
        let place = self.block_place(Place { block: Some(Block::Scope(scope)), ..place });
        let (conditions, selection) = self.selected(place, scope, law);
        let mut waits = Self::waits_for(&conditions, &selection);
        waits.extend(law.waits.clone());
        let decided = selection.decided().and_then(|at| grounds(scope).nth(at));
        let rest = selection.candidates().is_empty() && law.as_bool() == Some(true);
        let outcome = match decided {
            Some(_) => "decided",
            None if rest => "needs judgement",
            None => self.open(&waits),
        };
        let shown: Vec<Json> = grounds(scope)
            .zip(&selection.statuses)
            .map(|(ground, status)| {
                json!({
                    "name": ground.name.text,
                    "kind": kind(ground),
                    "status": status.text(),
                    "send_to": ground.send_to.as_ref().map(|label| json!({ "zh": label.zh })),
                })
            })
            .collect();
        let fields = json!({
            "outcome": outcome,
            "decision": decided.map(kind),
            "ground": decided.map(|ground| &ground.name.text),
            "grounds": shown,
            "asked": usize::from(rest),
        });
        Verdict { fields, waits }
    }
}

fn kind(ground: &Ground) -> &'static str {
    match ground.kind {
        GroundKind::Accept => "accept",
        GroundKind::Reject => "reject",
        GroundKind::Redirect => "redirect",
        GroundKind::Supplement => "supplement",
        GroundKind::Deem => "deem",
    }
}
