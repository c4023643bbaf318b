//! What a change of rules changes in decisions. In: two versions of a pack. Out: for each
//! rule the classes of cases that are decided otherwise, each with a case that the engine was
//! asked about in both. Never: a class that holds a case in which nothing changes; a rule
//! said to decide the same where that was not shown.
//!
//! **The model.** Both programs become one list of operations over the facts of both
//! (`joint`): equal operations share a slot. A rule whose text with all that it rests on is
//! the same, by name, is untouched; one whose text differs in labels and citations alone
//! decides the same. Of any other the cases are divided as in a proof, at the first condition
//! that an answer waits for, until in every region both versions come to one decision,
//! whatever the facts still are. To learn that, the engine answers for one case of the region
//! twice: as it is, and with every condition that the region leaves open taken back; where
//! both answers are the same, nothing that is open matters. So what a tier, a move or an
//! opinion is stays the engine's alone. Amounts that depend on the case are compared as sums
//! of facts; where two of them meet, the region is divided once more.
//!
//! Where a rule has the same parts in both versions and only expressions differ, a region in
//! which these come to the same is done with at once. A review, a table and a scorecard are
//! compared part by part.
//!
//! Regions with the same change become one class; each is made as wide as no other region
//! forbids, and what that covers already is left out. A class is thus a list of conditions on
//! facts, of which none is idle.
//!
//! Cases are fully known, as in a proof. Only where nothing changes in those is it tried what
//! happens when facts are missing. Lists, the lighter of two laws and what is decided for each
//! record are not looked into; they are open, and so is what takes more steps than are stated.

mod amounts;
mod classes;
mod decision;
mod declared;
mod equal;
mod explore;
mod joint;
mod penalties;
mod rules;
mod shape;
mod words;

use crate::diagnostic::Message;
use crate::eval;
use crate::evaluation::ShownBound;
use crate::facts::Facts;
use crate::model::Shown;
use crate::program::{Program, compile_to_compare};
use crate::value::AsOf;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use decision::{Decision, Part, Told, decision, effect};
pub(crate) use equal::{Compared, compared};
use explore::{Asked, Explored, Explorer, Found};
use penalties::worded;
use serde::Serialize;

use super::search::Case;
use super::witness::{Witness, witness};

/// What a newer version of a pack changes.
#[derive(Debug, Clone, Serialize)]
pub struct Diff {
    /// What was.
    pub old: DiffPack,
    /// What is to be.
    pub new: DiffPack,
    /// Every rule, in the order of the newer version; then those that it lacks.
    pub rules: Vec<RuleDiff>,
    /// Sources, facts and parameters that were added, removed or changed.
    pub declared: Vec<Declared>,
    /// How many slots were looked at: the same on every computer.
    pub steps: usize,
}

/// One of the two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffPack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// Its title.
    pub title: Message,
}

/// What became of one rule.
#[derive(Debug, Clone, Serialize)]
pub struct RuleDiff {
    /// The keyword of its kind.
    pub kind: Message,
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// How it stands to what it was.
    pub standing: Standing,
    /// Parts that it gained or lost: tiers, items, exceptions, versions.
    pub members: Vec<Message>,
    /// What is decided otherwise.
    pub changes: Vec<Change>,
    /// What was not shown.
    pub open: Vec<Message>,
}

/// How a rule stands to what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was not there.
    Added,
    /// It is there no more.
    Removed,
    /// It and all that it rests on are the same.
    Untouched,
    /// Only labels and citations differ.
    Told,
    /// Its text differs, and every case is decided the same.
    Same,
    /// Some cases are decided otherwise.
    Changed,
    /// No case was found that is decided otherwise, and not shown that there is none.
    Open,
}

/// Cases that are decided otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// Of which part of the rule.
    pub part: Option<Message>,
    /// Whether that is heavier or lighter for those concerned.
    pub effect: Effect,
    /// Which cases: any of these lists of conditions. An empty list is all cases.
    pub when: Vec<Vec<Condition>>,
    /// What it came to.
    pub before: Message,
    /// What it comes to.
    pub after: Message,
    /// The law behind that.
    pub basis: Vec<Message>,
    /// Whether it is shown that all these cases change so; else they were not all looked at.
    pub shown: bool,
    /// Whether it needs facts to be missing.
    pub missing: bool,
    /// A case, and what the two versions say of it.
    pub witness: DiffWitness,
}

/// A condition on the facts of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// In words.
    pub text: Message,
    /// The fact, or `as_of`; none where facts are compared with each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// It is one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// It has all of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has: Vec<String>,
    /// It has none of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// It is from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<ShownBound>,
    /// It is up to here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<ShownBound>,
}

impl Condition {
    fn told(text: Message) -> Self {
        Self {
            text,
            fact: None,
            one_of: Vec::new(),
            has: Vec::new(),
            lacks: Vec::new(),
            lower: None,
            upper: None,
        }
    }
}

/// A case that is decided otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct DiffWitness {
    /// The case.
    pub case: Witness,
    /// What it came to.
    pub before: Message,
    /// What it comes to.
    pub after: Message,
}

/// What a change means for those concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// There is no answer any more.
    Lost,
    /// More is imposed, or refused, or asked of them.
    Heavier,
    /// Some of it is more and some less.
    Mixed,
    /// Less.
    Lighter,
    /// Neither.
    Other,
}

/// A source, a fact or a parameter that is not what it was.
#[derive(Debug, Clone, Serialize)]
pub struct Declared {
    /// The keyword of its kind.
    pub kind: Message,
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// What became of it.
    pub state: State,
    /// What of it changed.
    pub details: Vec<Message>,
}

/// What became of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was not there.
    Added,
    /// It is there no more.
    Removed,
    /// It is another.
    Changed,
}

/// What one case is decided otherwise in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseChange {
    /// The rule's name.
    pub rule: String,
    /// Its label.
    pub label: Message,
    /// Which part of it.
    pub part: Option<Message>,
    /// What it came to.
    pub before: Message,
    /// What it comes to.
    pub after: Message,
    /// Whether that is heavier or lighter.
    pub effect: Effect,
}

impl Diff {
    /// Whether any decision changes, a rule came or went.
    pub fn changes(&self) -> bool {
        self.rules.iter().any(|rule| {
            matches!(
                rule.standing,
                Standing::Changed | Standing::Added | Standing::Removed
            )
        })
    }
}

/// Compares two versions of a pack.
pub(crate) fn diff(old: &Program, new: &Program) -> Diff {
    // What is asked of a list has a slot of its own there: two questions are not one.
    let compared = |program: &Program| compile_to_compare(&program.model, program.digest);
    let (old, new) = (&compared(old), &compared(new));
    let joint = joint::joint(old, new);
    let mut diff = Diff {
        old: header(old),
        new: header(new),
        rules: Vec::new(),
        declared: declared::declared(old, new),
        steps: 0,
    };
    let Some(today) = super::today(new) else { return diff };
    let explorer = Explorer::new(&joint, today);
    for pair in rules::pairs(&old.model, &new.model) {
        let mut rule = RuleDiff {
            kind: pair.kind.clone(),
            name: pair.name.clone(),
            label: pair.label.clone(),
            standing: Standing::Added,
            members: Vec::new(),
            changes: Vec::new(),
            open: Vec::new(),
        };
        if pair.new.is_empty() {
            rule.standing = Standing::Removed;
        } else if !pair.old.is_empty() {
            rule.standing = pair.standing(&old.model, &new.model);
            rule.members = rules::members(&pair, &old.model, &new.model);
        }
        if rule.standing == Standing::Open {
            let steps = compare(&explorer, &pair, &mut rule);
            diff.steps = diff.steps.saturating_add(steps);
        }
        diff.rules.push(rule);
    }
    diff
}

fn header(program: &Program) -> DiffPack {
    let pack = program.model.packs.first();
    DiffPack {
        id: pack.map_or_else(String::new, |it| it.id.clone()),
        version: pack.map_or_else(String::new, |it| it.version.clone()),
        digest: program.digest.to_string(),
        title: pack.map_or_else(|| Message::new("", ""), |it| it.title.clone()),
    }
}

/// Compares a rule part by part; returns how many slots that took.
fn compare(explorer: &Explorer<'_>, pair: &rules::Pair, rule: &mut RuleDiff) -> usize {
    let (old, new) = (explorer.joint.old.program, explorer.joint.new.program);
    let alike = pair.is_alike(&old.model, &new.model);
    let mut steps = 0_usize;
    let mut looked = Vec::new();
    let asked = |part: Part| {
        let old_roots = rules::roots(old, &pair.old, &part);
        let new_roots = rules::roots(new, &pair.new, &part);
        let alike = alike && old_roots.len() == new_roots.len();
        Asked { old: &pair.old, new: &pair.new, part, old_roots, new_roots, alike }
    };
    for (part, label) in pair.parts(&old.model, &new.model) {
        let asked_of = asked(part);
        let explored = explorer.explore(&asked_of);
        steps = steps.saturating_add(explored.steps);
        looked.push((asked_of, explored, label));
    }
    // Where tiers hang on too much to compare them all, what the law provides still can be.
    let is_benchmark = matches!(pair.new.first(), Some(Shown::Benchmark(_)));
    if is_benchmark && looked.iter().any(|(_, explored, _)| explored.bounded) {
        let of_law = asked(Part::Law);
        let explored = explorer.explore(&of_law);
        steps = steps.saturating_add(explored.steps);
        let is_known = explored.leaves.iter().all(|leaf| leaf.found != Found::Open);
        if is_known && !explored.changes.is_empty() {
            // Where the tiers are what they were, it tells what changes in each of them.
            if alike && rules::same_tiers(pair, explorer.joint) {
                for (_, whole, _) in &mut looked {
                    whole.changes.clear();
                    whole.follows = true;
                }
            }
            let label = Message::new("法定幅度", "what the law provides");
            looked.push((of_law, explored, Some(label)));
        }
    }
    for (asked, explored, label) in &looked {
        tell(explorer, asked, explored, label.as_ref(), rule);
    }
    if rule.changes.is_empty() {
        for (asked, explored, label) in &looked {
            missing(explorer, asked, explored, label.as_ref(), rule);
        }
    }
    rule.standing = match (rule.changes.is_empty(), rule.open.is_empty()) {
        (false, _) => Standing::Changed,
        (true, true) => Standing::Same,
        (true, false) => Standing::Open,
    };
    steps
}

/// Adds what was found of a part.
fn tell(
    explorer: &Explorer<'_>,
    asked: &Asked<'_>,
    explored: &Explored,
    part: Option<&Message>,
    rule: &mut RuleDiff,
) {
    let start = &explorer.sheet.start;
    let open = explored.leaves.iter().any(|leaf| leaf.found == Found::Open);
    for (at, changed) in explored.changes.iter().enumerate() {
        let regions = classes::regions(start, &explored.leaves, at);
        let when = regions.iter().map(|it| words::conditions(&explorer.sheet, it));
        let case = explorer.shrunk(asked, changed.case.clone());
        let (before, after) = worded(&changed.before, &changed.after);
        rule.changes.push(Change {
            part: part.cloned(),
            effect: effect(&changed.before, &changed.after),
            when: when.collect(),
            before,
            after,
            basis: basis(&changed.before, &changed.after),
            shown: changed.exact,
            missing: false,
            witness: shown(explorer, asked, &case),
        });
    }
    if explored.follows {
        rule.open.push(Message::new(
            "阶次的条件没有变化，各阶次随法定幅度变动；情形过多，没有逐档比较",
            "the tiers hang on what they did and follow what the law provides; \
             they were not compared one by one, there being too many cases",
        ));
    } else if explored.bounded {
        rule.open.push(named(
            part,
            &Message::new(
                "情形过多，没有全部比较",
                "too many cases to compare all of them",
            ),
        ));
    } else if open {
        rule.open.push(named(
            part,
            &Message::new(
                "有的情形无法逐一比较（涉及清单、取整、相乘或者时间的计算）",
                "some cases could not be compared (lists, rounding, products or times)",
            ),
        ));
    }
}

fn named(part: Option<&Message>, text: &Message) -> Message {
    part.map_or_else(
        || text.clone(),
        |part| {
            Message::new(
                alloc::format!("{}：{}", part.zh, text.zh),
                alloc::format!("{}: {}", part.en, text.en),
            )
        },
    )
}

fn basis(before: &Decision, after: &Decision) -> Vec<Message> {
    if after.basis.is_empty() { before.basis.clone() } else { after.basis.clone() }
}

/// A case with what both versions say of it.
fn shown(explorer: &Explorer<'_>, asked: &Asked<'_>, case: &Case) -> DiffWitness {
    let joint = explorer.joint;
    let old = explorer.decided(&joint.old, asked.old, &asked.part, case);
    let new = explorer.decided(&joint.new, asked.new, &asked.part, case);
    let (before, after) = worded(&old, &new);
    let case = witness(&joint.program.model, case, "", &Message::new("", ""), "");
    DiffWitness { case, before, after }
}

/// How many cases are tried with a fact missing.
const MOST_MISSING: usize = 2_000;

/// Looks for a case that changes where facts are missing, though none does where all is known.
fn missing(
    explorer: &Explorer<'_>,
    asked: &Asked<'_>,
    explored: &Explored,
    part: Option<&Message>,
    rule: &mut RuleDiff,
) {
    let none = Case {
        facts: Facts::none(&explorer.joint.program.model),
        as_of: explorer.sheet.today,
    };
    let mut cases = Vec::from([none]);
    for case in
        explored.leaves.iter().filter_map(|leaf| explorer.some(asked, &leaf.region))
    {
        for fact in 0..case.facts.values.len() {
            if case.facts.values.get(fact).is_some_and(Option::is_some) {
                let mut fewer = case.clone();
                if let Some(known) = fewer.facts.values.get_mut(fact) {
                    *known = None;
                }
                cases.push(fewer);
            }
        }
        if cases.len() > MOST_MISSING {
            break;
        }
    }
    for case in cases {
        let joint = explorer.joint;
        let old = explorer.decided(&joint.old, asked.old, &asked.part, &case);
        let new = explorer.decided(&joint.new, asked.new, &asked.part, &case);
        if old.key == new.key {
            continue;
        }
        let case = explorer.shrunk(asked, case);
        let witness = shown(explorer, asked, &case);
        let (before, after) = worded(&old, &new);
        rule.changes.push(Change {
            part: part.cloned(),
            effect: effect(&old, &new),
            when: Vec::new(),
            before,
            after,
            basis: basis(&old, &new),
            shown: false,
            missing: true,
            witness,
        });
        return;
    }
}

/// Compares what two versions come to in one case, given as each takes it.
pub(crate) fn of_case(
    old: (&Program, &Facts),
    new: (&Program, &Facts),
    as_of: AsOf,
) -> Vec<CaseChange> {
    let frames = [old, new]
        .map(|(program, facts)| eval::run(program, facts, as_of).without_reasons());
    let [before, after] = &frames;
    let mut found = Vec::new();
    for pair in rules::pairs(&old.0.model, &new.0.model) {
        if pair.old.is_empty() || pair.new.is_empty() {
            continue;
        }
        let of = |frame: &eval::Frame<'_>, rule: &[Shown], part: &Part| {
            decision(&eval::answers(frame, rule), part, &Told::new())
        };
        for (part, label) in pair.parts(&old.0.model, &new.0.model) {
            let (one, other) =
                (of(before, &pair.old, &part), of(after, &pair.new, &part));
            if one.key == other.key {
                continue;
            }
            let (before, after) = worded(&one, &other);
            found.push(CaseChange {
                rule: pair.name.clone(),
                label: pair.label.clone(),
                part: label,
                before,
                after,
                effect: effect(&one, &other),
            });
        }
    }
    found
}
