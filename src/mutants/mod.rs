//! Rules with one thing changed: what a pack's checks and tests should notice. In: the text
//! of a rule file. Out: every single change, with what stood there and what stands there now.
//! Never: a change of a test, a source, a label, a citation or a date of effect; a change
//! that depends on anything but the text.
//!
//! A mutant is a text: edits of the places where something stands, everything else to the
//! byte. What can be changed is read off the nodes of the grammar, so that a declaration of a
//! new kind is changed like all others: its amounts, bounds, conditions, rows.

mod condition;
mod formula;
mod literal;
mod rows;
mod sample;
mod statement;
mod walk;

pub(crate) use sample::sample;

use crate::diagnostic::Message;
use crate::syntax;
use crate::syntax::surface::Stretch;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Rules with one thing changed.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The file, by its position among those given.
    pub file: usize,
    /// Where the change begins, in bytes.
    pub start: usize,
    /// What kind of change.
    pub kind: MutantKind,
    /// What stood there, on one line.
    pub old: String,
    /// What stands there now, on one line; nothing where it was taken out.
    pub new: String,
    edits: Vec<Edit>,
}

/// One place and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    start: usize,
    end: usize,
    with: String,
}

/// The kinds of change, by what they ask of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MutantKind {
    /// An amount, a date, a period is a little or much more or less.
    Value,
    /// An amount is that of another threshold.
    Neighbour,
    /// A bound includes what it excluded, or the other way.
    Bound,
    /// A condition says the contrary.
    Negate,
    /// A condition is left out.
    Condition,
    /// `and` is `or`, `any of` is `all of`.
    Joined,
    /// One of several options is left out.
    Option,
    /// A tier, a row, an item, a ground, an exception is left out.
    Row,
    /// Two of them stand in the other order.
    Order,
    /// Two of them have each other's result.
    Result,
    /// A cell of a table is `any`.
    Cell,
    /// A period counts other days, begins later, rolls or does not.
    Period,
    /// A circumstance binds where it permitted, or eases where it weighed.
    Effect,
    /// Penalties stand together otherwise.
    Penalty,
    /// A formula computes otherwise.
    Formula,
}

impl MutantKind {
    /// Every kind, in order.
    pub const ALL: [Self; 15] = [
        Self::Value,
        Self::Neighbour,
        Self::Bound,
        Self::Negate,
        Self::Condition,
        Self::Joined,
        Self::Option,
        Self::Row,
        Self::Order,
        Self::Result,
        Self::Cell,
        Self::Period,
        Self::Effect,
        Self::Penalty,
        Self::Formula,
    ];

    /// Returns its name, as `-- mutants: allow` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Neighbour => "neighbour",
            Self::Bound => "bound",
            Self::Negate => "negate",
            Self::Condition => "condition",
            Self::Joined => "joined",
            Self::Option => "option",
            Self::Row => "row",
            Self::Order => "order",
            Self::Result => "result",
            Self::Cell => "cell",
            Self::Period => "period",
            Self::Effect => "effect",
            Self::Penalty => "penalty",
            Self::Formula => "formula",
        }
    }

    /// Says what it is.
    pub fn label(self) -> Message {
        let (zh, en) = match self {
            Self::Value => ("数值改动", "another value"),
            Self::Neighbour => ("换成另一条界线的数值", "the value of another threshold"),
            Self::Bound => ("含与不含互换", "included and excluded changed about"),
            Self::Negate => ("条件取反", "the contrary condition"),
            Self::Condition => ("少一个条件", "a condition left out"),
            Self::Joined => ("且与或互换", "`and` and `or` changed about"),
            Self::Option => ("少一个选项", "an option left out"),
            Self::Row => ("少一项", "an entry left out"),
            Self::Order => ("先后互换", "the other order"),
            Self::Result => ("结果互换", "results changed about"),
            Self::Cell => ("单元格改为不限", "a cell that takes anything"),
            Self::Period => ("期限的算法改动", "a period counted otherwise"),
            Self::Effect => ("情节的效力改动", "another effect of a circumstance"),
            Self::Penalty => ("处罚的组合改动", "penalties joined otherwise"),
            Self::Formula => ("算式改动", "another formula"),
        };
        Message::new(zh, en)
    }

    /// Says which test would notice it.
    pub fn hint(self) -> Message {
        let (zh, en) = match self {
            Self::Value | Self::Neighbour => (
                "加一个恰在这条界线上的用例，再加最近的一个在另一侧的",
                "a case right on this value, and one just beside it",
            ),
            Self::Bound => {
                ("加一个恰为这个数的用例", "a case that is exactly at this bound")
            }
            Self::Negate => (
                "加两个用例，只有这个条件不同，预期也不同",
                "two cases that differ in this condition alone, and in what is expected",
            ),
            Self::Condition => (
                "加一个用例：其余条件都成立，只有这一条不成立",
                "a case in which all others hold and this condition does not",
            ),
            Self::Joined => (
                "加一个用例：其中一部分成立，另一部分不成立",
                "a case in which some of these hold and others do not",
            ),
            Self::Option => ("加一个取这个选项的用例", "a case with this option"),
            Self::Row => (
                "加一个只有这一项决定结果的用例",
                "a case that is decided by this entry alone",
            ),
            Self::Order => (
                "加一个两项同时成立的用例；不可能同时成立的，用理由说明",
                "a case in which both are true; where there is none, say so with a reason",
            ),
            Self::Result => {
                ("在预期里写明这一项的结果", "an expectation of this entry's own result")
            }
            Self::Cell => (
                "加一个用例：这一格不符，其余各格都符合",
                "a case in which this cell does not fit and all others do",
            ),
            Self::Period => (
                "在预期里写明最后一日，并让它遇上节假日或者跨过休息日",
                "an expectation of the last day, in a case with days off in or at its end",
            ),
            Self::Effect => (
                "加一个只有这个情节的用例，写明应当还是可以",
                "a case with this circumstance alone, and what it then must or may do",
            ),
            Self::Penalty => (
                "在预期里写明有哪些处罚、必须还是可以",
                "an expectation of which penalties there are, and whether they must be",
            ),
            Self::Formula => (
                "加一个用例，让算式的每一部分都影响预期的数额",
                "a case in which every part of the formula shows in the amount expected",
            ),
        };
        Message::new(zh, en)
    }
}

impl Mutant {
    /// Returns the whole text with the change made.
    pub fn text(&self, of: &str) -> String {
        let mut out = String::with_capacity(of.len());
        let mut at = 0_usize;
        for edit in &self.edits {
            out.push_str(of.get(at..edit.start).unwrap_or(""));
            out.push_str(&edit.with);
            at = edit.end;
        }
        out.push_str(of.get(at..).unwrap_or(""));
        out
    }
}

/// Lists every change of one file's rules, in the order of its text.
pub(crate) fn mutants(file: usize, text: &str) -> Vec<Mutant> {
    let Some(whole) = syntax::read_whole(text) else { return Vec::new() };
    let mut maker = Maker { file, text, out: Vec::new(), seen: BTreeSet::new() };
    for declaration in &whole.inside {
        walk::declaration(&mut maker, declaration);
    }
    let mut found = maker.out;
    found.sort_by_key(|mutant| (mutant.start, mutant.kind));
    found
}

/// What makes mutants of one file.
struct Maker<'t> {
    file: usize,
    text: &'t str,
    out: Vec<Mutant>,
    /// Changes that are there already: one text is one mutant.
    seen: BTreeSet<Vec<Edit>>,
}

impl<'t> Maker<'t> {
    fn written(&self, at: Stretch) -> &'t str {
        self.text.get(at.start..at.end).unwrap_or("")
    }

    /// Whether a word stands there in English letters.
    fn is_english(&self, at: Stretch) -> bool {
        self.written(at).is_ascii()
    }

    /// Puts something in the place of something else.
    fn replace(&mut self, kind: MutantKind, at: Stretch, with: impl Into<String>) {
        let old = self.written(at).to_string();
        let with = with.into();
        self.add(kind, Vec::from([edit(at, with.clone())]), &old, &with);
    }

    /// Takes something out.
    fn remove(&mut self, kind: MutantKind, at: Stretch) {
        self.replace(kind, at, "");
    }

    /// Puts something behind a place; `shown` is what it belongs to.
    fn insert(&mut self, kind: MutantKind, shown: Stretch, with: &str) {
        let old = self.written(shown).to_string();
        let at = Stretch { start: shown.end, end: shown.end };
        let new = format!("{old}{with}");
        self.add(kind, Vec::from([edit(at, with.to_string())]), &old, &new);
    }

    /// Puts a word before and one after something.
    fn surround(&mut self, kind: MutantKind, at: Stretch, before: &str, after: &str) {
        let old = self.written(at);
        self.replace(kind, at, format!("{before}{old}{after}"));
    }

    /// Changes two things about.
    fn swap(&mut self, kind: MutantKind, one: Stretch, other: Stretch) {
        let (first, second) = (self.written(one), self.written(other));
        if first == second || one.end > other.start {
            return;
        }
        let edits =
            Vec::from([edit(one, second.to_string()), edit(other, first.to_string())]);
        let (first, second) = (first.to_string(), second.to_string());
        self.add(kind, edits, &first, &second);
    }

    fn add(&mut self, kind: MutantKind, edits: Vec<Edit>, old: &str, new: &str) {
        let changes = edits.iter().any(|edit| {
            self.text.get(edit.start..edit.end).unwrap_or("") != edit.with.as_str()
        });
        let start = edits.first().map_or(0, |edit| edit.start);
        if changes && self.seen.insert(edits.clone()) {
            let file = self.file;
            let (old, new) = (shown(old), shown(new));
            self.out.push(Mutant { file, start, kind, old, new, edits });
        }
    }
}

fn edit(at: Stretch, with: String) -> Edit {
    Edit { start: at.start, end: at.end, with }
}

/// On one line, and not too long of it.
fn shown(text: &str) -> String {
    const MOST: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let head: String = line.chars().take(MOST).collect();
    format!("{head}…")
}
