//! How much a pack's checks and tests notice: every rule is changed a little, and somebody
//! must object. In: the files of a pack whose tests pass. Out: of each change who objected
//! first, or that nobody did. Never: a claim that a change makes no difference, unless the
//! checked rules are the same.

use crate::diagnostic::{Allowance, Diagnostic, Message, allowances};
use crate::mutants::{Mutant, mutants, sample};
use crate::pack::{Compiled, Pack, Read, compile_read, parsed, read};
use crate::prove::Finding;
use crate::syntax::{Parse, tree};
use crate::text::{FileId, Lines, SourceText};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A pack whose rules can be changed one by one.
#[derive(Debug)]
pub struct Mutation {
    files: Vec<SourceText>,
    parses: Vec<Option<Parse>>,
    pack: String,
    profile: Option<String>,
    /// What the rules as they stand come to, and what is said of them.
    digest: String,
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
type Counts = BTreeMap<(String, String), usize>;

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
    /// The checked rules are the same: there was nothing to notice.
    NothingChanges,
    /// Nobody objected; the author's reason why that is so, if there is one.
    Survived(Option<String>),
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
        let whole = reads(&files, &parses, None);
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
        let mut found = Vec::new();
        let mut lines = Vec::new();
        let mut allowed = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let id = FileId(u32::try_from(at).unwrap_or(u32::MAX));
            if !pack.owns(id) || file.path.ends_with(".csv") {
                continue;
            }
            let numbers = Lines::of(&file.text);
            let made = mutants(at, &file.text);
            lines.extend(made.iter().map(|mutant| numbers.number(mutant.start)));
            found.extend(made);
            allowed.extend(allowances(id, &file.text, "mutants"));
        }
        let users = users(pack.id(), &whole, &parses);
        let cases = report.cases.into_iter();
        Ok(Self {
            digest: pack.digest(),
            checked: counted(diagnostics.iter().map(said)),
            proved: counted(pack.prove().findings.iter().map(proved)),
            linted: counted(pack.lint_rules(&files).iter().map(said)),
            cases: cases.map(|case| (case.label, case.path, case.line)).collect(),
            pack: pack.id().to_string(),
            profile: profile.map(ToString::to_string),
            mutants: found,
            lines,
            allowed,
            users,
            files,
            parses,
        })
    }

    /// Returns the pack's id.
    pub fn pack(&self) -> &str {
        &self.pack
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
        let whole = reads(&files, &self.parses, Some((mutant.file, &parse)));
        let Compiled { pack, diagnostics } = compile_read(&whole, Some(&self.pack));
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
        if pack.digest() == self.digest {
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
        for User { pack, digest, tests } in &self.users {
            let order: Vec<usize> = (0..*tests).collect();
            // That it no longer fits together with the change is an objection too; rules that
            // come to the same have no tests that do not.
            let objects = compile_read(&whole, Some(pack)).pack.is_none_or(|it| {
                it.digest() != *digest && it.first_failing(&order).is_some()
            });
            if objects {
                return Fate::Caught(Catcher::User, Message::new(pack, pack));
            }
        }
        Fate::Survived(self.reason(at))
    }

    /// The author's reason why a change need not be noticed.
    fn reason(&self, at: usize) -> Option<String> {
        let mutant = self.mutants.get(at)?;
        let line = self.lines.get(at)?;
        let file = u32::try_from(mutant.file).ok()?;
        let allowing = self.allowed.iter().find(|it| {
            it.span.file == FileId(file)
                && it.line == *line
                && it.what == mutant.kind.name()
                && !it.reason.is_empty()
        });
        allowing.map(|it| it.reason.clone())
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
    changed: Option<(usize, &'a Option<Parse>)>,
) -> Vec<Read<'a>> {
    let all = files.iter().zip(parses).enumerate();
    all.map(|(at, (file, parse))| {
        let parse = match changed {
            Some((other, changed)) if other == at => changed,
            _ => parse,
        };
        Read { path: &file.path, text: &file.text, parse: parse.as_ref() }
    })
    .collect()
}

fn said(diagnostic: &Diagnostic) -> ((String, String), Message) {
    let key = (diagnostic.code.0.to_string(), diagnostic.message.zh.clone());
    (key, coded(diagnostic))
}

/// Two findings of one rule may differ in the case that shows them, and are the same.
fn proved(finding: &Finding) -> ((String, String), Message) {
    let key = (finding.diagnostic.code.0.to_string(), finding.rule.clone());
    (key, coded(&finding.diagnostic))
}

fn coded(diagnostic: &Diagnostic) -> Message {
    let Message { zh, en } = &diagnostic.message;
    let code = diagnostic.code.0;
    Message::new(format!("{code} {zh}"), format!("{code} {en}"))
}

fn counted(all: impl Iterator<Item = ((String, String), Message)>) -> Counts {
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
    now: impl Iterator<Item = ((String, String), Message)>,
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
