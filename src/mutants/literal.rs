//! Amounts, dates and periods that are a little or much more or less, and bounds that include
//! what they excluded.

use super::{Maker, MutantKind};
use crate::syntax::concrete::Concrete;
use crate::syntax::literals::{date, decimal, places, split_number};
use crate::syntax::surface::Stretch;
use crate::value::{Date, Number};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A value written out.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    at: Stretch,
    /// Which kind, by its name in the grammar: only values of one kind change places.
    rule: String,
    written: String,
}

impl Maker<'_> {
    /// Changes a literal, if it is one.
    pub(super) fn literal(&mut self, node: &Concrete) -> Option<Literal> {
        let written = self.written(node.at).to_string();
        let changed = match node.rule.as_str() {
            "number" | "percent" | "multiple" | "quantity" | "counted" => {
                counted(&written)
            }
            "money" => money(&written),
            "period" => period(&written),
            "date" => dated(&written),
            _ => return None,
        };
        for with in changed {
            self.replace(MutantKind::Value, node.at, with);
        }
        Some(Literal { at: node.at, rule: node.rule.clone(), written })
    }

    /// Puts the value of the next threshold of the same kind in the place of each.
    pub(super) fn neighbours(&mut self, literals: &[Literal]) {
        for (position, literal) in literals.iter().enumerate() {
            let alike =
                |it: &&Literal| it.rule == literal.rule && it.written != literal.written;
            let after = literals.iter().skip(position.saturating_add(1)).find(alike);
            let before = || literals.iter().take(position).rev().find(alike);
            if let Some(other) = after.or_else(before) {
                self.replace(MutantKind::Neighbour, literal.at, other.written.clone());
            }
        }
    }

    /// `from A`, `A to under B`: the word, or the remark behind the value.
    pub(super) fn bound(&mut self, node: &Concrete) {
        if self.remark(node) {
            return;
        }
        let word = node.inside.iter().find(|part| part.rule.starts_with("kw_"));
        if let Some(word) = word {
            let english = self.is_english(word.at);
            let with = match (word.rule.as_str(), english) {
                ("kw_bound_from" | "kw_at_least", true) => "over",
                ("kw_bound_from" | "kw_at_least", false) => "超过",
                ("kw_over", true) => "at least",
                ("kw_over", false) => "至少",
                ("kw_up_to" | "kw_at_most", true) => "under",
                ("kw_up_to" | "kw_at_most", false) => "不足",
                ("kw_under", true) => "at most",
                ("kw_under", false) => "至多",
                _ => return,
            };
            self.replace(MutantKind::Bound, word.at, with);
        } else if let Some(value) = node.part("arithmetic") {
            self.exclude(value.at);
        }
    }

    /// A以上, A以下, A至B: the word stands behind, or there is none.
    pub(super) fn tailed_bound(&mut self, node: &Concrete) {
        if node.part("range_tail").is_none() || self.remark(node) {
            return;
        }
        if let Some(value) = node.part("arithmetic") {
            self.exclude(value.at);
        }
    }

    /// `(incl)` becomes `(excl)`.
    fn remark(&mut self, node: &Concrete) -> bool {
        let word = node.part("inclusion").and_then(|it| it.inside.first());
        let Some(word) = word else { return false };
        let with = match (word.rule.as_str(), self.is_english(word.at)) {
            ("kw_incl", true) => "excl",
            ("kw_incl", false) => "不含",
            (_, true) => "incl",
            (_, false) => "含",
        };
        self.replace(MutantKind::Bound, word.at, with);
        true
    }

    fn exclude(&mut self, value: Stretch) {
        let following = self.text.get(value.end..).unwrap_or("").trim_start();
        let chinese = following.starts_with(|c: char| !c.is_ascii());
        let with = if chinese { "（不含）" } else { " (excl)" };
        self.insert(MutantKind::Bound, value, with);
    }
}

/// One more and one less in the last place written, and ten times as much.
fn counted(written: &str) -> Vec<String> {
    let (digits, _) = split_number(written);
    let rest = written.get(digits.len()..).unwrap_or("");
    let plain = decimal(digits, 0);
    let decimals = digits.split_once('.').map_or(0, |(_, behind)| behind.len());
    let Some(value) = Number::parse_decimal(&plain) else { return Vec::new() };
    let step = decimal("1", i32::try_from(decimals).unwrap_or(0).saturating_neg());
    let Some(step) = Number::parse_decimal(&step) else { return Vec::new() };
    let more = value.checked_add(step);
    let less = value.checked_sub(step);
    let tenfold = value.checked_mul(Number::from_int(10));
    let all = [more, less, tenfold].into_iter().flatten();
    all.filter(|it| !it.is_negative()).map(|it| format!("{it}{rest}")).collect()
}

/// The same, and one fen more and less.
fn money(written: &str) -> Vec<String> {
    let mut changed = counted(written);
    let (digits, unit) = split_number(written);
    let yuan = Number::parse_decimal(&decimal(digits, places(unit)));
    let fen = Number::new(1, 100);
    if let (Some(yuan), Ok(fen)) = (yuan, fen) {
        let all = [yuan.checked_add(fen), yuan.checked_sub(fen)];
        let all = all.into_iter().flatten().filter(|it| !it.is_negative());
        changed.extend(all.map(|it| format!("{it}元")));
    }
    changed
}

/// The same, and calendar days for working days.
fn period(written: &str) -> Vec<String> {
    let mut changed = counted(written);
    let (digits, unit) = split_number(written);
    let other = match unit {
        "日" | "天" => Some("个工作日"),
        "个工作日" | "工作日" => Some("日"),
        "day" | "days" => Some(" workdays"),
        "workday" | "workdays" => Some(" days"),
        _ => None,
    };
    changed.extend(other.map(|unit| format!("{digits}{unit}")));
    changed
}

/// The day after and the day before.
fn dated(written: &str) -> Vec<String> {
    let known = date(written).and_then(|iso| Date::parse(&iso));
    let Some(known) = known else { return Vec::new() };
    let all = [known.add_days(1), known.add_days(-1)];
    all.into_iter().flatten().map(|it| it.to_string()).collect()
}
