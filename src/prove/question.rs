//! What is asked of rules. In: a program. Out: conditions that no case may meet, or that some
//! case should, each a slot of its own behind the program's. Never: an answer.

use crate::diagnostic::Message;
use crate::model::{CompareOp, Constant, Model, Type};
use crate::program::{Op, Program, Slot};
use crate::text::Span;
use crate::value::Number;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

/// Something that is asked, and of which rule.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The rule's name.
    pub(super) rule: String,
    /// What a person calls it.
    pub(super) label: Message,
    /// Where it stands.
    pub(super) span: Span,
    /// What a test of the witness expects once the rules are mended.
    pub(super) expect: String,
    /// What is asked.
    pub(super) asked: Asked,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// A case that nothing covers is a gap; whether that is worse than a question to a person.
    Gap { goal: Slot, is_error: bool },
    /// A case in which both are true of what allows one.
    Overlap { goal: Slot, rows: [Message; 2], spans: [Span; 2] },
    /// A row should be true in some case, and in some be the one that is taken.
    Row { possible: Slot, reached: Option<Slot>, row: Message, kind: RowKind },
    /// A case in which something must not hold.
    Must(Forbidden),
}

/// What a case must not show.
#[derive(Debug, Clone)]
pub(super) struct Forbidden {
    pub(super) goal: Slot,
    pub(super) kind: ForbiddenKind,
    pub(super) what: Message,
}

/// The kinds of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ForbiddenKind {
    /// A tier beyond the statute.
    OutsideStatute,
    /// A formula beyond it, which the law then bounds.
    Sum,
    /// A case written into two rows.
    Twice,
    /// An amount that falls where those around it rise.
    Falls,
    /// What counts against the party makes it less, or what counts for them more.
    TurnsRound,
}

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// Rows of which one decides.
    Row,
    /// The row that takes what the others leave.
    Rest,
    /// A criterion, an item, a question, a layer of a review.
    Item,
    /// A condition by itself.
    Condition,
    /// The most that the law allows.
    Maximum,
}

/// Questions, and the program with what they ask.
#[derive(Debug)]
pub(super) struct Questions {
    pub(super) program: Program,
    /// The numbers that do not depend on any fact, by slot.
    pub(super) constants: Vec<Option<Number>>,
    pub(super) asked: Vec<Question>,
    /// How many rules they are about.
    pub(super) rules: usize,
}

impl Questions {
    pub(super) fn model(&self) -> &Model {
        &self.program.model
    }

    /// Adds a truth value.
    pub(super) fn truth(&mut self, truth: bool) -> Slot {
        self.program.constants.push(Constant::Bool(truth));
        let at = self.program.constants.len().saturating_sub(1);
        self.program.add(Op::Constant(at), Type::Bool)
    }

    pub(super) fn not(&mut self, slot: Slot) -> Slot {
        self.program.add(Op::Not(slot), Type::Bool)
    }

    pub(super) fn all(&mut self, slots: &[Slot]) -> Slot {
        let args = self.program.add_list(slots);
        self.program.add(Op::And(args), Type::Bool)
    }

    pub(super) fn any(&mut self, slots: &[Slot]) -> Slot {
        let args = self.program.add_list(slots);
        self.program.add(Op::Or(args), Type::Bool)
    }

    pub(super) fn compare(&mut self, op: CompareOp, left: Slot, right: Slot) -> Slot {
        self.program.add(Op::Compare(op, left, right), Type::Bool)
    }

    /// Conditions of which the first that is true decides: each may be true, and be reached.
    /// `before` are further conditions that must not hold; an open row keeps none from those
    /// behind it.
    pub(super) fn rows(
        &mut self,
        about: &About,
        guard: &[Slot],
        rows: &[AskedRow],
        in_order: bool,
    ) {
        let mut before: Vec<Slot> = Vec::new();
        for row in rows {
            let Some(slot) = row.slot else {
                self.rest(about, guard, rows, row);
                continue;
            };
            let mut possible = Vec::from([slot]);
            possible.extend(guard);
            let goal = self.all(&possible);
            let reached = (!before.is_empty()).then(|| {
                let mut parts = possible.clone();
                parts.extend(&before);
                self.all(&parts)
            });
            if row.is_asked {
                self.asked.push(about.question(
                    row.span,
                    Asked::Row {
                        possible: goal,
                        reached,
                        row: row.label.clone(),
                        kind: RowKind::Row,
                    },
                ));
            }
            if (in_order || row.precedes) && !row.is_open {
                let not = self.not(slot);
                before.push(not);
            }
        }
    }

    /// That the row which takes what the others leave is left some case. Rows that may be
    /// passed over leave it all of theirs.
    pub(super) fn rest(
        &mut self,
        about: &About,
        guard: &[Slot],
        rows: &[AskedRow],
        rest: &AskedRow,
    ) {
        let others = rows.iter().filter(|row| !row.is_open);
        let others: Vec<Slot> = others.filter_map(|row| row.slot).collect();
        // By itself it takes everything.
        if !rest.is_asked || others.is_empty() || self.may_turn_out(&others) {
            return;
        }
        let mut parts = guard.to_vec();
        for slot in others {
            parts.push(self.not(slot));
        }
        self.possible(about, rest.span, &parts, rest.label.clone(), RowKind::Rest);
    }

    /// Whether conditions ask if a fact is known, which it always is here, or rest on a
    /// parameter, which another profile sets otherwise.
    fn may_turn_out(&self, conditions: &[Slot]) -> bool {
        let parameters = self.model().parameters.iter();
        let defines = parameters.flat_map(|known| known.defines.iter());
        let set: Vec<Slot> =
            defines.filter_map(|id| self.program.defines.get(*id).copied()).collect();
        let mut seen = BTreeSet::new();
        let mut waiting = conditions.to_vec();
        while let Some(slot) = waiting.pop() {
            let Some(op) = self.program.ops.get(slot) else { continue };
            if matches!(op, Op::Known(_)) || set.contains(&slot) {
                return true;
            }
            if seen.insert(slot) {
                waiting.extend(self.program.operands(*op));
            }
        }
        false
    }

    /// That no case is left over.
    pub(super) fn gap(
        &mut self,
        about: &About,
        guard: &[Slot],
        rows: &[AskedRow],
        is_error: bool,
    ) {
        let slots: Option<Vec<Slot>> = rows.iter().map(|row| row.slot).collect();
        let Some(slots) = slots.filter(|slots| !slots.is_empty()) else { return };
        let mut parts = guard.to_vec();
        for slot in slots {
            parts.push(self.not(slot));
        }
        let goal = self.all(&parts);
        self.asked.push(about.question(about.span, Asked::Gap { goal, is_error }));
    }

    /// That some case meets a condition.
    pub(super) fn possible(
        &mut self,
        about: &About,
        span: Span,
        slots: &[Slot],
        row: Message,
        kind: RowKind,
    ) {
        let possible = self.all(slots);
        let asked = Asked::Row { possible, reached: None, row, kind };
        self.asked.push(about.question(span, asked));
    }
}

/// Which rule questions are about.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) rule: String,
    pub(super) label: Message,
    pub(super) span: Span,
    pub(super) expect: String,
}

impl About {
    pub(super) fn question(&self, span: Span, asked: Asked) -> Question {
        Question {
            rule: self.rule.clone(),
            label: self.label.clone(),
            span,
            expect: self.expect.clone(),
            asked,
        }
    }
}

/// One of several conditions.
#[derive(Debug, Clone)]
pub(super) struct AskedRow {
    /// None is otherwise.
    pub(super) slot: Option<Slot>,
    pub(super) label: Message,
    pub(super) span: Span,
    /// Whether it keeps the rows behind it from deciding, though they have no order.
    pub(super) precedes: bool,
    /// Whether the agency may pass over it.
    pub(super) is_open: bool,
    /// Whether anything is asked of it: what the language adds itself need not come about.
    pub(super) is_asked: bool,
}
