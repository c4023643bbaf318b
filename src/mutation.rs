//! How much a pack's checks and tests notice: every rule is changed a little, and somebody
//! must object. In: the files of a pack whose tests pass. Out: of each change who objected
//! first, or that nobody did. Never: a claim that a change makes no difference, unless the
//! checked rules are the same or the prover shows that no decision is another.
//!
//! **A decision** is what a verdict comes to once it is settled. Which of two facts is asked
//! first, or in which order reasons are listed, is none.

use crate::check::{ReadRows, read_rows};
use crate::diagnostic::{Allowance, Diagnostic, Message, allowances};
use crate::mutants::{Mutant, mutants, sample};
use crate::pack::{Compiled, Pack, Read, compile_read, parsed, read};
use crate::prove::Finding;
use crate::prove::diff::Compared;
use crate::syntax::{Parse, tree};
use crate::text::{FileId, Lines, SourceText};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A pack whose rules can be changed one by one.
#[derive(Debug)]
pub struct Mutation {
    files: Vec<SourceText>,
    parses: Vec<Option<Parse>>,
    /// The lines of the tables of cases of the pack's own, by file.
    rows: BTreeMap<usize, ReadRows>,
    pack: Pack,
    profile: Option<String>,
    /// What is said of the rules as they stand.
    checked: Counts,
    proved: Counts,
    linted: Counts,
    cases: Vec<(Message, String, usize)>,
    mutants: Vec<Mutant>,
    lines: Vec<usize>,
    allowed: Vec<Allowance>,
    /// The packs that use it and whose tests pass, those with the fewest tests first.
    users: Vec<User>,
}

/// A pack that uses another.
#[derive(Debug)]
struct User {
    pack: String,
    digest: String,
    tests: usize,
}

/// How often something was said.
type Counts = BTreeMap<(String, Arc<str>), usize>;

/// Why nothing can be said of a pack's tests.
#[derive(Debug)]
pub enum Unready {
    /// It has mistakes.
    Broken(Vec<Diagnostic>),
    /// It has no profile of that name.
    NoProfile,
    /// So many of its tests fail as it is.
    Failing(usize),
}

/// Who noticed a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catcher {
    /// The rules cannot be read or do not fit together.
    Check,
    /// There is a gap, an overlap, an amount outside the law.
    Prove,
    /// There is something to look at.
    Lint,
    /// A test of the pack does not come out.
    Test,
    /// A pack that uses it no longer fits together, or a test of it does not come out.
    User,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Somebody objected: who, and what was said.
    Caught(Catcher, Message),
    /// The checked rules are the same, or no case is decided otherwise: there was nothing to
    /// notice.
    NothingChanges,
    /// Nobody objected.
    Survived {
        /// The author's reason why that is so, if there is one.
        reason: Option<String>,
        /// A case that is decided otherwise, if one was found, and how.
        case: Option<Message>,
    },
}

impl Mutation {
    /// Reads a pack and everything that can be changed in its own files.
    ///
    /// # Errors
    ///
    /// Says why, where the rules have mistakes or their tests fail as they are.
    pub fn new(
        files: &[SourceText],
        pack: Option<&str>,
        profile: Option<&str>,
    ) -> Result<Self, Unready> {
        let files = files.to_vec();
        let parses = parsed(&files);
        let none = BTreeMap::new();
        let whole = reads(&files, &parses, &none, None);
        let Compiled { pack, diagnostics } = compile_read(&whole, pack);
        let Some(pack) = pack else { return Err(Unready::Broken(diagnostics)) };
        let pack = match profile {
            Some(name) => pack.with_profile(name).ok_or(Unready::NoProfile)?,
            None => pack,
        };
        let report = pack.test();
        if report.failed > 0 {
            return Err(Unready::Failing(report.failed));
        }
        let mut folders = BTreeSet::new();
        let mut found = Vec::new();
        let mut lines = Vec::new();
        let mut allowed = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let id = FileId(u32::try_from(at).unwrap_or(u32::MAX));
            if !pack.owns(id) {
                continue;
            }
            folders.insert(folder(&file.path));
            let numbers = Lines::of(&file.text);
            let made = mutants(at, &file.text);
            lines.extend(made.iter().map(|mutant| numbers.number(mutant.start)));
            found.extend(made);
            allowed.extend(allowances(id, &file.text, "mutants"));
        }
        let users = users(pack.id(), &whole, &parses);
        let tables = files.iter().enumerate().filter(|(_, file)| {
            let own = folders.contains(folder(&file.path));
            file.path.ends_with(".csv") && (own || !users.is_empty())
        });
        let rows = tables.map(|(at, file)| (at, read_rows(&file.text))).collect();
        let cases = report.cases.into_iter();
        Ok(Self {
            checked: counted(diagnostics.iter().map(said)),
            proved: counted(pack.prove().findings.iter().map(proved)),
            linted: counted(pack.lint_rules(&files).iter().map(said)),
            cases: cases.map(|case| (case.label, case.path, case.line)).collect(),
            profile: profile.map(ToString::to_string),
            mutants: found,
            lines,
            allowed,
            users,
            pack,
            files,
            parses,
            rows,
        })
    }

    /// Returns the pack's id.
    pub fn pack(&self) -> &str {
        self.pack.id()
    }

    /// Lists every change, in the order of the files and of their text.
    pub fn mutants(&self) -> &[Mutant] {
        &self.mutants
    }

    /// Returns the path and the line of a change.
    pub fn place(&self, at: usize) -> (&str, usize) {
        let file = self.mutants.get(at).and_then(|it| self.files.get(it.file));
        let path = file.map_or("", |file| file.path.as_str());
        (path, self.lines.get(at).copied().unwrap_or(1))
    }

    /// Chooses so many changes by a number: the same number, the same changes.
    pub fn sample(&self, seed: u64, most: usize) -> Vec<usize> {
        sample(self.mutants.len(), seed, most)
    }

    /// Makes one change and asks everybody, the cheapest first: check, the tests, prove, lint,
    /// the tests of packs that use it. `order` are the tests in the order in which they
    /// are run; the one that objects moves to its front, since it may object to the next too.
    pub fn judge(&self, at: usize, order: &mut Vec<usize>) -> Fate {
        let Some(mutant) = self.mutants.get(at) else { return Fate::NothingChanges };
        let Some(file) = self.files.get(mutant.file) else { return Fate::NothingChanges };
        let mut files = self.files.clone();
        let text = mutant.text(&file.text);
        if let Some(file) = files.get_mut(mutant.file) {
            file.text = text;
        }
        let id = FileId(u32::try_from(mutant.file).unwrap_or(u32::MAX));
        let changed = files.get(mutant.file);
        let parse = changed.and_then(|file| read(id, &file.path, &file.text));
        let whole = reads(&files, &self.parses, &self.rows, Some((mutant.file, &parse)));
        let Compiled { pack, diagnostics } = compile_read(&whole, Some(self.pack.id()));
        let chosen = |pack: Pack| match &self.profile {
            Some(name) => pack.with_profile(name),
            None => Some(pack),
        };
        if let Some(new) = new_one(&self.checked, diagnostics.iter().map(said)) {
            return Fate::Caught(Catcher::Check, new);
        }
        let Some(pack) = pack.and_then(chosen) else {
            let text = Message::new("规则有误", "the rules have mistakes");
            return Fate::Caught(Catcher::Check, text);
        };
        if self.pack.same_rules(&pack) {
            return Fate::NothingChanges;
        }
        if order.is_empty() {
            order.extend(0..self.cases.len());
        }
        if let Some(case) = pack.first_failing(order) {
            if let Some(position) = order.iter().position(|it| *it == case) {
                order.remove(position);
                order.insert(0, case);
            }
            return Fate::Caught(Catcher::Test, self.case(case));
        }
        if let Some(new) = new_one(&self.proved, pack.prove().findings.iter().map(proved))
        {
            return Fate::Caught(Catcher::Prove, new);
        }
        if let Some(new) = new_one(&self.linted, pack.lint_rules(&files).iter().map(said))
        {
            return Fate::Caught(Catcher::Lint, new);
        }
        for User { pack: user, digest, tests } in &self.users {
            let order: Vec<usize> = (0..*tests).collect();
            // That it no longer fits together with the change is an objection too; rules that
            // come to the same have no tests that do not.
            let objects = compile_read(&whole, Some(user)).pack.is_none_or(|it| {
                it.digest() != *digest && it.first_failing(&order).is_some()
            });
            if objects {
                return Fate::Caught(
                    Catcher::User,
                    Message::new(user.as_str(), user.as_str()),
                );
            }
        }
        let reason = self.reason(at);
        match self.pack.compared(&pack) {
            Compared::Same => Fate::NothingChanges,
            Compared::Differs(case) => Fate::Survived { reason, case: Some(case) },
            Compared::Open => Fate::Survived { reason, case: None },
        }
    }

    /// The author's reason why a change need not be noticed.
    fn reason(&self, at: usize) -> Option<String> {
        let mut allowing = self.allowed.iter().filter(|it| self.covers(it, at));
        allowing.next().map(|it| it.reason.clone())
    }

    /// Whether a remark is about a change: its line, its kind, and if it says so what is changed.
    fn covers(&self, allowance: &Allowance, at: usize) -> bool {
        let (Some(mutant), Some(line)) = (self.mutants.get(at), self.lines.get(at))
        else {
            return false;
        };
        let file = u32::try_from(mutant.file).unwrap_or(u32::MAX);
        let Mutant { old, new, .. } = mutant;
        allowance.span.file == FileId(file)
            && allowance.line == *line
            && allowance.what == mutant.kind.name()
            && !allowance.reason.is_empty()
            && (allowance.of.is_empty()
                || allowance.of == *old
                || allowance.of == format!("{old} -> {new}").trim())
    }

    /// Lists the author's remarks that no change needs: where all changes that one is about
    /// were judged and none of them survived. Each with its path, its line and its words.
    pub fn idle(&self, fates: &[(usize, Fate)]) -> Vec<(&str, usize, String)> {
        let mut found = Vec::new();
        for allowance in &self.allowed {
            let about = (0..self.mutants.len()).filter(|at| self.covers(allowance, *at));
            let fate = |at: usize| {
                let place = fates.binary_search_by_key(&at, |(known, _)| *known).ok()?;
                fates.get(place).map(|(_, fate)| fate)
            };
            let mut about = about.map(fate);
            let needed = about.any(|fate| {
                fate.is_none_or(|fate| matches!(fate, Fate::Survived { .. }))
            });
            let file = usize::try_from(allowance.span.file.0).unwrap_or(usize::MAX);
            if let Some(file) = self.files.get(file).filter(|_| !needed) {
                let line = Lines::of(&file.text).number(allowance.span.start);
                let said = format!("allow {} {}", allowance.what, allowance.of);
                found.push((file.path.as_str(), line, said.trim().to_string()));
            }
        }
        found
    }

    fn case(&self, at: usize) -> Message {
        let Some((label, path, line)) = self.cases.get(at) else {
            return Message::new("", "");
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        Message::new(
            format!("{}（{name}:{line}）", label.zh),
            format!("{} ({name}:{line})", label.en),
        )
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The packs among the files that use this one and whose tests pass.
fn users(pack: &str, files: &[Read<'_>], parses: &[Option<Parse>]) -> Vec<User> {
    let trees = parses.iter().flatten().flat_map(|parse| &parse.tree.declarations);
    let headers = trees.filter_map(|declaration| match declaration {
        tree::Declaration::Pack(header) => Some(header.name.text.clone()),
        _ => None,
    });
    let users = headers.filter(|id| id != pack).filter_map(|id| {
        let user = compile_read(files, Some(&id)).pack.filter(|it| it.uses(pack))?;
        let report = user.test();
        let digest = user.digest();
        let tests = report.cases.len();
        (report.failed == 0).then_some(User { pack: id, digest, tests })
    });
    let mut users: Vec<User> = users.collect();
    users.sort_by_key(|user| user.tests);
    users
}

fn reads<'a>(
    files: &'a [SourceText],
    parses: &'a [Option<Parse>],
    rows: &'a BTreeMap<usize, ReadRows>,
    changed: Option<(usize, &'a Option<Parse>)>,
) -> Vec<Read<'a>> {
    let all = files.iter().zip(parses).enumerate();
    all.map(|(at, (file, parse))| {
        let parse = match changed {
            Some((other, changed)) if other == at => changed,
            _ => parse,
        };
        let (path, text) = (&file.path, &file.text);
        Read { path, text, parse: parse.as_ref(), rows: rows.get(&at) }
    })
    .collect()
}

fn said(diagnostic: &Diagnostic) -> ((String, Arc<str>), Message) {
    let key = (diagnostic.code.0.to_string(), diagnostic.message.zh.clone());
    (key, coded(diagnostic))
}

/// Two findings of one rule may differ in the case that shows them, and are the same.
fn proved(finding: &Finding) -> ((String, Arc<str>), Message) {
    let key = (finding.diagnostic.code.0.to_string(), finding.rule.as_str().into());
    (key, coded(&finding.diagnostic))
}

fn coded(diagnostic: &Diagnostic) -> Message {
    let Message { zh, en } = &diagnostic.message;
    let code = diagnostic.code.0;
    Message::new(format!("{code} {zh}"), format!("{code} {en}"))
}

fn counted(all: impl Iterator<Item = ((String, Arc<str>), Message)>) -> Counts {
    let mut counts = Counts::new();
    for (key, _) in all {
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// Returns the first thing that was not said before, or not so often.
fn new_one(
    before: &Counts,
    now: impl Iterator<Item = ((String, Arc<str>), Message)>,
) -> Option<Message> {
    let mut seen = Counts::new();
    for (key, message) in now {
        let known = before.get(&key).copied().unwrap_or(0);
        let count = seen.entry(key).or_default();
        *count = count.saturating_add(1);
        if *count > known {
            return Some(message);
        }
    }
    None
}
