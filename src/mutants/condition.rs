//! Conditions that say the contrary, or are left out, or joined otherwise.

use super::walk::Around;
use super::{Maker, MutantKind};
use crate::syntax::concrete::Concrete;
use crate::syntax::surface::Stretch;
use alloc::vec::Vec;

/// One condition of several, with what denies it and the word before it.
#[derive(Debug, Clone)]
struct Operand<'n> {
    operator: Option<&'n Concrete>,
    nots: Vec<&'n Concrete>,
    comparison: &'n Concrete,
}

impl Operand<'_> {
    fn at(&self) -> Stretch {
        let start = self.nots.first().map_or(self.comparison.at.start, |it| it.at.start);
        Stretch { start, end: self.comparison.at.end }
    }
}

impl Maker<'_> {
    /// An expression that is a condition.
    pub(super) fn expression(&mut self, node: &Concrete, around: Around<'_>) {
        let operands = operands(node);
        let several = operands.len() > 1;
        let denied = operands.iter().any(|it| !it.nots.is_empty());
        let is_condition =
            several || denied || is_test(&operands) || expects_condition(around);
        if !is_condition {
            return;
        }
        if several {
            let words = self.not_words(node.at);
            self.surround(MutantKind::Negate, node.at, words, ")");
            self.joined(node);
        }
        for (position, operand) in operands.iter().enumerate() {
            self.negated(operand);
            if several {
                self.left_out(position, operand, &operands);
            }
        }
    }

    fn negated(&mut self, operand: &Operand<'_>) {
        if let Some(not) = operand.nots.first() {
            self.remove(MutantKind::Negate, not.at);
            return;
        }
        // A bracket says the contrary of what is in it where it is looked at itself.
        if !is_bracket(operand.comparison) {
            let words = self.not_words(operand.comparison.at);
            self.surround(MutantKind::Negate, operand.comparison.at, words, ")");
        }
    }

    fn left_out(
        &mut self,
        position: usize,
        operand: &Operand<'_>,
        operands: &[Operand<'_>],
    ) {
        let own = operand.at();
        let next = operands.get(position.saturating_add(1));
        let at = match (operand.operator, next) {
            (Some(operator), _) => Stretch { start: operator.at.start, end: own.end },
            (None, Some(next)) => Stretch { start: own.start, end: next.at().start },
            (None, None) => return,
        };
        self.remove(MutantKind::Condition, at);
    }

    /// All `and` as `or`, or the other way; where both stand, each for itself.
    fn joined(&mut self, node: &Concrete) {
        let words: Vec<&Concrete> =
            node.inside.iter().filter(|it| it.is("kw_and") || it.is("kw_or")).collect();
        let alike = words.windows(2).all(|two| match two {
            [one, other] => one.rule == other.rule,
            _ => true,
        });
        if words.is_empty() {
            return;
        }
        if !alike {
            for word in words {
                let with = self.other_word(word);
                self.replace(MutantKind::Joined, word.at, with);
            }
            return;
        }
        let edits: Vec<super::Edit> = words
            .iter()
            .map(|it| super::edit(it.at, self.other_word(it).into()))
            .collect();
        let mut new = alloc::string::String::new();
        let mut at = node.at.start;
        for edit in &edits {
            new.push_str(self.text.get(at..edit.start).unwrap_or(""));
            new.push_str(&edit.with);
            at = edit.end;
        }
        new.push_str(self.text.get(at..node.at.end).unwrap_or(""));
        let old = self.written(node.at);
        self.add(MutantKind::Joined, edits, old, &new);
    }

    fn other_word(&self, word: &Concrete) -> &'static str {
        match (word.is("kw_and"), self.is_english(word.at)) {
            (true, true) => "or",
            (true, false) => "或",
            (false, true) => "and",
            (false, false) => "且",
        }
    }

    /// A list of conditions or of values: one of them left out.
    pub(super) fn list(&mut self, node: &Concrete) {
        let kind = match node.is("condition_list") {
            true => MutantKind::Condition,
            false => MutantKind::Option,
        };
        let braces = |it: &&Concrete| !it.rule.ends_with("_brace");
        let entries: Vec<&Concrete> = node.inside.iter().filter(braces).collect();
        if entries.len() < 2 {
            return;
        }
        for (position, entry) in entries.iter().enumerate() {
            let next = entries.get(position.saturating_add(1));
            let before = position.checked_sub(1).and_then(|it| entries.get(it));
            let at = match (next, before) {
                (Some(next), _) => Stretch { start: entry.at.start, end: next.at.start },
                (None, Some(before)) => {
                    Stretch { start: before.at.end, end: entry.at.end }
                }
                (None, None) => continue,
            };
            self.remove(kind, at);
        }
    }

    /// A word of a condition that has a contrary of its own.
    pub(super) fn word(&mut self, node: &Concrete, around: Around<'_>) {
        let english = self.is_english(node.at);
        let pick = |en: &'static str, zh: &'static str| if english { en } else { zh };
        let in_row = around.node.is("subject_test");
        let (kind, with) = match node.rule.as_str() {
            "kw_any_of" if around.node.is("list_test") => {
                (MutantKind::Joined, pick("all of", "全部"))
            }
            "kw_all_of" => (MutantKind::Joined, pick("any of", "任一")),
            "kw_none_of" => (MutantKind::Joined, pick("any of", "任一")),
            "kw_before" if !around.node.is("before_clause") => {
                (MutantKind::Negate, pick("after", "晚于"))
            }
            "kw_after" => (MutantKind::Negate, pick("before", "早于")),
            "less" => (MutantKind::Bound, "<="),
            "less_equal" => (MutantKind::Bound, "<"),
            "more" => (MutantKind::Bound, ">="),
            "more_equal" => (MutantKind::Bound, ">"),
            // Elsewhere the whole comparison is denied.
            "kw_in" if in_row => (MutantKind::Negate, pick("not in", "不属于")),
            "kw_not_in" if in_row => (MutantKind::Negate, pick("in", "属于")),
            "kw_is_not" if in_row => (MutantKind::Negate, pick("is", "为")),
            "kw_true" => (MutantKind::Value, pick("false", "否")),
            "kw_false" => (MutantKind::Value, pick("true", "是")),
            _ => return self.word_of_formula(node, around),
        };
        self.replace(kind, node.at, with);
    }

    fn not_words(&self, at: Stretch) -> &'static str {
        let line = self.text.get(..at.start).unwrap_or("");
        let word = line.split_whitespace().next_back().unwrap_or("");
        // The word before tells the language; both are read anywhere.
        if word.is_ascii() { "not (" } else { "非 (" }
    }
}

fn operands(node: &Concrete) -> Vec<Operand<'_>> {
    let mut found = Vec::new();
    let mut operator = None;
    let mut nots = Vec::new();
    for part in &node.inside {
        match part.rule.as_str() {
            "kw_not" => nots.push(part),
            "comparison" => {
                let nots = core::mem::take(&mut nots);
                found.push(Operand { operator: operator.take(), nots, comparison: part });
            }
            _ => operator = Some(part),
        }
    }
    found
}

/// Whether the only operand asks something of a value.
fn is_test(operands: &[Operand<'_>]) -> bool {
    let asks = |it: &Operand<'_>| {
        it.comparison.inside.len() > 1 || it.comparison.part("effect_holds").is_some()
    };
    operands.iter().any(asks)
}

/// Whether a condition is wanted where the expression stands.
fn expects_condition(around: Around<'_>) -> bool {
    let first = around.position == 0;
    match around.node.rule.as_str() {
        "when_clause" | "unless_clause" | "condition_list" | "where_part" => true,
        "case_row" | "fine_row" => first,
        _ => false,
    }
}

/// Whether a condition is only a bracket around another.
fn is_bracket(comparison: &Concrete) -> bool {
    let [arithmetic] = comparison.inside.as_slice() else { return false };
    let [bracket] = arithmetic.inside.as_slice() else { return false };
    bracket.is("paren")
}
