//! What only one kind of statement has: the event of a deadline, the effect of a
//! circumstance, penalties that stand together, the opinion that follows from an item.

use super::{Maker, MutantKind};
use crate::syntax::concrete::Concrete;
use crate::syntax::surface::Stretch;
use alloc::string::ToString;
use alloc::vec::Vec;

impl Maker<'_> {
    /// A period that begins a day later, or whose last day moves where it did not.
    pub(super) fn deadline(&mut self, node: &Concrete) {
        for clause in &node.inside {
            let english =
                clause.inside.first().is_some_and(|word| self.is_english(word.at));
            match clause.rule.as_str() {
                "from_clause" | "before_clause" => {
                    let dates = clause.inside.iter().filter(|it| it.is("arithmetic"));
                    for date in dates {
                        self.insert(MutantKind::Period, date.at, " + 1 day");
                    }
                }
                "roll_clause" => {
                    let word = clause.inside.first();
                    let rolls = word.is_some_and(|it| it.is("kw_roll"));
                    let with = match (rolls, english) {
                        (true, true) => "no roll",
                        (true, false) => "不顺延",
                        (false, true) => "roll",
                        (false, false) => "顺延",
                    };
                    self.replace(MutantKind::Period, clause.at, with);
                }
                "for_clause" => {
                    let word = clause.inside.first();
                    let party = word.is_some_and(|it| it.is("kw_for_party"));
                    let with = match (party, english) {
                        (true, true) => "for agency",
                        (true, false) => "用于 机关",
                        (false, true) => "for party",
                        (false, false) => "用于 当事人",
                    };
                    self.replace(MutantKind::Period, clause.at, with);
                }
                _ => {}
            }
        }
    }

    /// A circumstance that binds or permits, and what it does.
    pub(super) fn circumstance(&mut self, node: &Concrete) {
        if let Some(word) = node.part("modality").and_then(|it| it.inside.first()) {
            let with = match (word.is("kw_must"), self.is_english(word.at)) {
                (true, true) => "may",
                (true, false) => "可以",
                (false, true) => "must",
                (false, false) => "应当",
            };
            self.replace(MutantKind::Effect, word.at, with);
        }
        let effects: Vec<&Concrete> =
            node.inside.iter().filter(|it| it.is("effect")).collect();
        for (position, effect) in effects.iter().enumerate() {
            let Some(word) = effect.inside.first() else { continue };
            if let Some(with) = self.contrary(word) {
                self.replace(MutantKind::Effect, effect.at, with);
            }
            let next = effects.get(position.saturating_add(1));
            let before = position.checked_sub(1).and_then(|it| effects.get(it));
            let at = match (next, before) {
                (Some(next), _) => Stretch { start: effect.at.start, end: next.at.start },
                (None, Some(before)) => {
                    Stretch { start: before.at.end, end: effect.at.end }
                }
                (None, None) => continue,
            };
            self.remove(MutantKind::Effect, at);
        }
        let word = node.part("moves").and_then(|it| it.inside.first());
        if let Some(word) = word
            && let Some(with) = self.contrary(word)
        {
            self.replace(MutantKind::Effect, word.at, with);
        }
    }

    fn contrary(&self, word: &Concrete) -> Option<&'static str> {
        let english = self.is_english(word.at);
        let pick = |en: &'static str, zh: &'static str| if english { en } else { zh };
        Some(match word.rule.as_str() {
            "kw_lighten" => pick("aggravate", "从重"),
            "kw_aggravate" => pick("lighten", "从轻"),
            "kw_mitigate" => pick("exempt", "不予处罚"),
            "kw_exempt" => pick("mitigate", "减轻"),
            "kw_raise" => pick("lower", "降档"),
            "kw_lower" => pick("raise", "升档"),
            "kw_tier_top" => pick("tier bottom", "档内从低"),
            "kw_tier_bottom" => pick("tier top", "档内从高"),
            "kw_maximum" => pick("minimum", "底格"),
            "kw_minimum" => pick("maximum", "顶格"),
            _ => return None,
        })
    }

    /// A penalty or a tier that must be where it may, or may where it must.
    pub(super) fn permission(&mut self, node: &Concrete) {
        let holder = node.part("tier_then").unwrap_or(node);
        if let Some(may) = holder.part("kw_may") {
            self.remove(MutantKind::Penalty, may.at);
        } else if node.is("penalty") {
            if let Some(kind) = node.part("penalty_kind") {
                let with = if self.is_english(kind.at) { "may " } else { "可以 " };
                self.surround(MutantKind::Penalty, kind.at, with, "");
            }
        } else if let Some(then) = holder.part("kw_then") {
            let with = if self.is_english(then.at) { " may" } else { " 可以" };
            self.insert(MutantKind::Penalty, then.at, with);
        }
        for below in holder.inside.iter().filter_map(|it| it.part("kw_below_statute")) {
            self.remove(MutantKind::Penalty, below.at);
        }
    }

    /// `a plus b may plus c`.
    pub(super) fn impose(&mut self, node: &Concrete) {
        let mut word: Option<&Concrete> = None;
        for part in &node.inside {
            match part.rule.as_str() {
                "kw_plus" | "kw_may_plus" => {
                    let with = match (part.is("kw_plus"), self.is_english(part.at)) {
                        (true, true) => "may plus",
                        (true, false) => "可以并处",
                        (false, true) => "plus",
                        (false, false) => "并处",
                    };
                    self.replace(MutantKind::Penalty, part.at, with);
                    word = Some(part);
                }
                "imposed" => {
                    if let Some(word) = word.take() {
                        let at = Stretch { start: word.at.start, end: part.at.end };
                        self.remove(MutantKind::Penalty, at);
                    }
                }
                _ => {}
            }
        }
    }

    /// `a or b`: one of them alone.
    pub(super) fn imposed(&mut self, node: &Concrete) {
        let penalties: Vec<&Concrete> =
            node.inside.iter().filter(|it| it.is("path")).collect();
        if penalties.len() < 2 {
            return;
        }
        for (position, penalty) in penalties.iter().enumerate() {
            let next = penalties.get(position.saturating_add(1));
            let before = position.checked_sub(1).and_then(|it| penalties.get(it));
            let at = match (next, before) {
                (Some(next), _) => {
                    Stretch { start: penalty.at.start, end: next.at.start }
                }
                (None, Some(before)) => {
                    Stretch { start: before.at.end, end: penalty.at.end }
                }
                (None, None) => continue,
            };
            self.remove(MutantKind::Penalty, at);
        }
    }

    /// `confiscate gains less refunded` without what is refunded.
    pub(super) fn less_part(&mut self, node: &Concrete) {
        if let Some(less) = node.part("less_part") {
            self.remove(MutantKind::Formula, less.at);
        }
    }

    /// What fails leads to another opinion.
    pub(super) fn review(&mut self, node: &Concrete) {
        let Some(body) = node.part("review_body") else { return };
        let names: Vec<&str> = body
            .inside
            .iter()
            .filter(|it| it.is("opinion"))
            .filter_map(|it| it.part("name"))
            .map(|it| self.written(it.at))
            .collect();
        let items = body.inside.iter().filter(|it| it.is("item"));
        let bodies = items.filter_map(|it| it.part("item_body"));
        let fails: Vec<&Concrete> = bodies
            .flat_map(|it| it.inside.iter().filter(|it| it.is("on_fail")))
            .filter_map(|it| it.part("path"))
            .collect();
        for path in fails {
            let own = self.written(path.at);
            let position = names.iter().position(|it| *it == own);
            let Some(position) = position else { continue };
            let next = names.get(position.saturating_add(1)).or_else(|| names.first());
            if let Some(next) = next.filter(|it| **it != own) {
                self.replace(MutantKind::Result, path.at, next.to_string());
            }
        }
    }
}
