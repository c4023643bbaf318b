//! The public face: files in, a pack out; a pack answers.

mod compiled;
mod document;
mod info;

pub use compiled::NotCompiled;
pub use info::{
    DocumentInfo, FactInfo, FormatInfo, OptionInfo, ProfileInfo, SettingInfo,
};

use crate::cases::{self, Coverage, TestReport};
use crate::check::{self, Input, ReadRows};
use crate::diagnostic::{Diagnostic, Language, Message, Severity, in_order};
use crate::eval;
pub use crate::eval::{Memo, Stood, Update};
use crate::evaluation::{Evaluation, Verdict};
use crate::facts::{self, Facts, FactsSeed};
use crate::model::{Expr, Lengths, Outline, outline};
use crate::program::{self, Program};
use crate::prove::diff::{self, CaseChange, Compared, Diff};
use crate::prove::{self, ProofReport};
use crate::syntax::{self, Parse, tree};
use crate::text::{FileId, SourceText};
use crate::value::AsOf;
use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What compilation gives.
#[derive(Debug)]
pub struct Compiled {
    /// The pack; absent where a diagnostic is an error.
    pub pack: Option<Pack>,
    /// Everything to say, in the order of the files given and of their text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a pack with everything it uses from the files given; it never fails, and says
/// everything that is wrong at once.
///
/// Files ending in `.csv` are tables (calendars); all others are rule files, grouped into
/// packs by folder. `pack` names the pack wanted; without it, it is the only one that no
/// other uses. [`Span::file`](crate::text::Span) is the position in `files`; the order of
/// the files changes nothing else.
pub fn compile(files: &[SourceText], pack: Option<&str>) -> Compiled {
    compile_parsed(files, &parsed(files), pack)
}

fn compile_parsed(
    files: &[SourceText],
    parses: &[Option<Parse>],
    pack: Option<&str>,
) -> Compiled {
    let files: Vec<Read<'_>> = files
        .iter()
        .zip(parses)
        .map(|(file, parse)| Read {
            path: &file.path,
            text: &file.text,
            parse: parse.as_ref(),
            rows: None,
        })
        .collect();
    compile_read(&files, pack)
}

/// Compiles a pack without its tests, which say nothing of what the rules come to: for whoever
/// looks at the rules alone. What is wrong with a test is not said.
pub fn compile_rules(files: &[SourceText], pack: Option<&str>) -> Compiled {
    let mut parses = parsed(files);
    for parse in parses.iter_mut().flatten() {
        parse.tree.declarations.retain(|declaration| {
            use tree::Declaration::{CaseFile, Test};
            !matches!(declaration, Test(_) | CaseFile(_))
        });
    }
    compile_parsed(files, &parses, pack)
}

/// A file with what was read of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// What was read of a rule file.
    pub(crate) parse: Option<&'a Parse>,
    /// What was read of a table of cases, if it was.
    pub(crate) rows: Option<&'a ReadRows>,
}

/// Reads every rule file.
pub(crate) fn parsed(files: &[SourceText]) -> Vec<Option<Parse>> {
    let files = (0_u32..).zip(files);
    files.map(|(at, file)| read(FileId(at), &file.path, &file.text)).collect()
}

/// Reads a rule file; a table is read where it is used.
pub(crate) fn read(id: FileId, path: &str, text: &str) -> Option<Parse> {
    (!path.ends_with(".csv")).then(|| syntax::parse(id, text))
}

/// Compiles a pack from files that were read before.
pub(crate) fn compile_read(files: &[Read<'_>], pack: Option<&str>) -> Compiled {
    let mut diagnostics = Vec::new();
    let inputs: Vec<Input<'_>> = (0_u32..)
        .zip(files)
        .map(|(id, file)| Input {
            file: FileId(id),
            path: file.path,
            text: file.text,
            tree: file.parse.map(|parse| &parse.tree),
            lost: file.parse.is_some_and(|parse| {
                !parse.diagnostics.is_empty()
                    && (parse.tree.declarations.is_empty()
                        || header_unread(&parse.tree, file.text))
            }),
            unread: file.parse.map_or(&[][..], |parse| parse.unread.as_slice()),
            rows: file.rows,
        })
        .collect();
    let checked = check::check(&inputs, pack);
    // Mistakes in packs that this one does not use are no concern of its author.
    for (id, file) in (0_u32..).zip(files) {
        let concerns = checked.files.is_empty() || checked.files.contains(&FileId(id));
        if let Some(parse) = file.parse.filter(|_| concerns) {
            diagnostics.extend(parse.diagnostics.iter().cloned());
        }
    }
    diagnostics.extend(checked.diagnostics);
    let diagnostics = in_order(diagnostics);
    let broken = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let profiles = checked.profiles;
    let own: Arc<[FileId]> = checked.own.into();
    let pack = checked
        .model
        .filter(|_| !broken)
        .map(|model| Pack::new(model, Arc::new(profiles), own));
    Compiled { pack, diagnostics }
}

/// A compiled pack.
#[derive(Debug)]
pub struct Pack {
    program: Arc<Program>,
    /// The same rules with each of the profiles chosen.
    profiles: Arc<Profiles>,
    /// The files that are its own, among those it was compiled from.
    own: Arc<[FileId]>,
}

type Profiles = Vec<(String, crate::model::Model)>;

impl Pack {
    fn new(
        model: crate::model::Model,
        profiles: Arc<Profiles>,
        own: Arc<[FileId]>,
    ) -> Self {
        let probes = document::probes(&model);
        let program = Arc::new(program::compile(model, &probes));
        Self { program, profiles, own }
    }

    /// Returns the pack with a profile chosen, by its name; nothing if it has none of that
    /// name. A pack's digest covers the values that its parameters have, so it is another.
    #[must_use]
    pub fn with_profile(&self, name: &str) -> Option<Self> {
        let (_, model) = self.profiles.iter().find(|(known, _)| known == name)?;
        Some(Self::new(model.clone(), Arc::clone(&self.profiles), Arc::clone(&self.own)))
    }

    fn header(&self) -> Option<&crate::model::Pack> {
        self.program.model.packs.first()
    }

    /// Returns the pack's id, such as `food-safety`.
    pub fn id(&self) -> &str {
        self.header().map_or("", |pack| pack.id.as_str())
    }

    /// Returns the pack's version.
    pub fn version(&self) -> &str {
        self.header().map_or("", |pack| pack.version.as_str())
    }

    /// Returns the digest of the checked rules, `sha256:…`: the same whatever the layout,
    /// the comments or the language of the keywords.
    pub fn digest(&self) -> String {
        self.program.digest.to_string()
    }

    /// Returns the pack's title.
    pub fn title(&self) -> Message {
        self.header().map_or_else(|| Message::new("", ""), |pack| pack.title.clone())
    }

    /// Returns where it is law, if it says so.
    pub fn jurisdiction(&self) -> Option<Message> {
        self.header().and_then(|pack| pack.jurisdiction.clone())
    }

    /// Reads facts from JSON text: one object, fact name to value. It never fails; what is
    /// wrong is kept, fact by fact, and comes out as [`Evaluation::problems`].
    pub fn facts_from_json(&self, json: &[u8]) -> Facts {
        facts::from_json(&self.program.model, json)
    }

    /// Returns a reader of facts for any self-describing deserializer.
    pub fn facts_seed(&self) -> FactsSeed<'_> {
        FactsSeed::new(&self.program.model)
    }

    /// Evaluates every declaration on these facts, as of a date or a moment.
    pub fn evaluate(&self, facts: &Facts, as_of: impl Into<AsOf>) -> Evaluation {
        let as_of = as_of.into();
        self.of_case(facts, Vec::new, |program, facts| {
            eval::evaluate(program, facts, as_of)
        })
    }

    /// Evaluates every declaration, and says why of the verdicts of these names alone: of the
    /// others `because` is empty. All else is as [`evaluate`](Self::evaluate) has it, the
    /// receipt too, as reasons are no part of it. For whoever shows one verdict's reasons at a
    /// time: they are most of an evaluation.
    pub fn evaluate_explaining(
        &self,
        facts: &Facts,
        as_of: impl Into<AsOf>,
        verdicts: &[&str],
    ) -> Evaluation {
        let as_of = as_of.into();
        self.of_case(facts, Vec::new, |program, facts| {
            eval::evaluate_explaining(program, facts, as_of, verdicts)
        })
    }

    /// Evaluates a case again, after it changed: what [`evaluate`](Self::evaluate) says, or
    /// where verdicts are named [`evaluate_explaining`](Self::evaluate_explaining), to the byte,
    /// but for the receipt, which is made out when it is asked for; and which verdicts are not
    /// those of the last time. Only what rests on something that changed is found again. `memo` is kept from one time to the next; what another pack or
    /// another date left in it is of no use and does no harm.
    pub fn evaluate_again<'m>(
        &self,
        facts: &Facts,
        as_of: impl Into<AsOf>,
        verdicts: Option<&[&str]>,
        memo: &'m mut Memo,
    ) -> Update<'m> {
        let as_of = as_of.into();
        let (program, facts) = self.of_case_again(facts, memo);
        eval::evaluate_again(&program, &facts, as_of, verdicts, memo)
    }

    /// The rules and the facts with the records of the case written out.
    fn of_case_again<'f>(
        &self,
        facts: &'f Facts,
        memo: &mut Memo,
    ) -> (Arc<Program>, Cow<'f, Facts>) {
        let lengths = facts.lengths();
        if lengths.is_empty() {
            return (Arc::clone(&self.program), Cow::Borrowed(facts));
        }
        let write = |lengths: &Lengths| self.program.written_out(lengths, &[]);
        let program = memo.written_out(&self.program, lengths, write);
        if program.too_long {
            let facts = facts.without_lists(&self.program.model, program::MAX_STEPS);
            return (Arc::clone(&self.program), Cow::Owned(facts));
        }
        (program, Cow::Owned(facts.with_records()))
    }

    /// Decides every declaration without saying why: the verdicts of [`evaluate`](Self::evaluate)
    /// with nothing in their `because`, no list of what is missing, no receipt. For whoever
    /// decides thousands of cases to compare what they come to.
    pub fn decide(&self, facts: &Facts, as_of: impl Into<AsOf>) -> Vec<Verdict> {
        let as_of = as_of.into();
        self.of_case(facts, Vec::new, |program, facts| {
            eval::decide(program, facts, as_of)
        })
    }

    /// Answers by the rules with the records of the case written out; `probes` are what the
    /// answer reads beside the verdicts.
    fn of_case<T>(
        &self,
        facts: &Facts,
        probes: impl FnOnce() -> Vec<Expr>,
        answer: impl Fn(&Program, &Facts) -> T,
    ) -> T {
        match self.program.with_records(facts, probes) {
            None => answer(&self.program, facts),
            Some((program, _)) if program.too_long => {
                let model = &self.program.model;
                answer(&self.program, &facts.without_lists(model, program::MAX_STEPS))
            }
            Some((program, facts)) => answer(&program, &facts),
        }
    }

    /// Lists the rules, each with its versions and the exceptions to it.
    pub fn outline(&self) -> Vec<Outline> {
        outline(&self.program.model)
    }

    /// Runs the pack's own tests, each with the profile it names.
    pub fn test(&self) -> TestReport {
        self.with_named(cases::run)
    }

    /// Returns the first test, in this order, that does not come out as expected.
    pub(crate) fn first_failing(&self, order: &[usize]) -> Option<usize> {
        self.with_named(|own, others| cases::first_failing(own, others, order))
    }

    /// Compiles the rules with each profile that a test names.
    fn with_named<T>(&self, run: impl FnOnce(&Program, &[(&str, &Program)]) -> T) -> T {
        let model = &self.program.model;
        let mut named: Vec<&str> = Vec::new();
        for profile in model.cases.iter().filter_map(|case| case.profile.as_deref()) {
            if !named.contains(&profile) {
                named.push(profile);
            }
        }
        let others: Vec<(&str, Self)> = named
            .into_iter()
            .filter_map(|name| Some((name, self.with_profile(name)?)))
            .collect();
        let programs: Vec<(&str, &Program)> =
            others.iter().map(|(name, pack)| (*name, &*pack.program)).collect();
        run(&self.program, &programs)
    }

    /// Says which parts of the rules the pack's own tests reach: every tier, row, branch and
    /// ground, both sides of every condition, and each side of every threshold. `files` are
    /// those that it was compiled from.
    pub fn coverage(&self, files: &[SourceText]) -> Coverage {
        self.marked(|own, others| cases::coverage(own, others, files))
    }

    /// Makes a case for every side of a threshold that no test stands on, from the tests there
    /// are, as the text of a rule file: `unconfirmed`, until a person says what to expect.
    pub fn suggest(&self, files: &[SourceText], language: Language) -> String {
        let (found, left) = self.marked(|own, others| cases::suggest(own, others, files));
        let text = cases::to_source(&found, left, language);
        crate::format::format(&text, Some(language)).unwrap_or(text)
    }

    /// Says what is no mistake and should be looked at all the same, each with a code `L…`:
    /// conclusions without a citation, facts without a use, thresholds that no test stands on.
    pub fn lint(&self, files: &[SourceText]) -> Vec<Diagnostic> {
        let untested = self.marked(|own, others| cases::untested(own, others, files));
        crate::lint::lint(&self.program, files, &untested)
    }

    /// The same without a look at the tests.
    pub(crate) fn lint_rules(&self, files: &[SourceText]) -> Vec<Diagnostic> {
        crate::lint::lint(&self.program, files, &[])
    }

    /// Compiles the rules, with each profile that a test names, with their places marked.
    fn marked<T>(&self, look: impl FnOnce(&Program, &[(&str, &Program)]) -> T) -> T {
        let marked = |model: &crate::model::Model| {
            program::compile_marked(model.clone(), &cases::probes(model))
        };
        let own = marked(&self.program.model);
        let named = |name: &String| {
            let mut cases = self.program.model.cases.iter();
            cases.any(|case| case.profile.as_ref() == Some(name))
        };
        let others: Vec<(&str, Program)> = self
            .profiles
            .iter()
            .filter(|(name, _)| named(name))
            .map(|(name, model)| (name.as_str(), marked(model)))
            .collect();
        let others: Vec<(&str, &Program)> =
            others.iter().map(|(name, program)| (*name, program)).collect();
        look(&own, &others)
    }

    /// Looks for cases that the rules leave out, decide twice or never reach, and for amounts
    /// that the law does not allow.
    pub fn prove(&self) -> ProofReport {
        prove::prove(&self.program)
    }

    /// Says which cases a newer version of this pack decides otherwise, rule by rule.
    #[must_use]
    pub fn diff(&self, newer: &Self) -> Diff {
        diff::diff(&self.program, &newer.program)
    }

    /// Whether the checked rules of another are the same, with each profile too.
    pub(crate) fn same_rules(&self, other: &Self) -> bool {
        let profiles = self.profiles.iter().zip(other.profiles.iter());
        self.program.digest == other.program.digest
            && self.profiles.len() == other.profiles.len()
            && profiles.into_iter().all(|((name, own), (known, other))| {
                name == known && own.digest() == other.digest()
            })
    }

    /// Whether a pack that was changed decides as this one, whatever the profile.
    pub(crate) fn compared(&self, changed: &Self) -> Compared {
        let mut found = diff::compared(&self.program.model, &changed.program.model);
        for ((_, own), (_, other)) in self.profiles.iter().zip(changed.profiles.iter()) {
            if !matches!(found, Compared::Same) {
                break;
            }
            found = match diff::compared(own, other) {
                // The profile may have nothing to do with what was changed.
                Compared::Open if own.digest() == other.digest() => Compared::Same,
                found => found,
            };
        }
        found
    }

    /// Says what a newer version decides otherwise in one case; the facts are read by each of
    /// the two packs.
    pub fn diff_case(
        &self,
        facts: &Facts,
        newer: &Self,
        newer_facts: &Facts,
        as_of: impl Into<AsOf>,
    ) -> Vec<CaseChange> {
        let as_of = as_of.into();
        self.of_case(facts, Vec::new, |old, facts| {
            newer.of_case(newer_facts, Vec::new, |new, newer_facts| {
                diff::of_case((old, facts), (new, newer_facts), as_of)
            })
        })
    }

    /// The same, where what the author explains (`-- prove: allow V0101 reason "…"` above the
    /// line) has its reason; `files` are those that it was compiled from.
    pub fn prove_explained(&self, files: &[SourceText]) -> ProofReport {
        prove::explained(self.prove(), files, &self.own)
    }

    /// Whether a file, by its position, is one of the pack itself.
    pub(crate) fn owns(&self, file: FileId) -> bool {
        self.own.contains(&file)
    }

    /// Whether it uses that pack.
    pub(crate) fn uses(&self, pack: &str) -> bool {
        self.program.model.packs.iter().skip(1).any(|used| used.id == pack)
    }

    /// Returns the facts of each of the pack's tests as JSON text with its as-of date: the
    /// cases that every runtime must answer alike.
    pub fn cases(&self) -> Vec<cases::CaseFacts> {
        cases::facts(&self.program)
    }
}

/// Whether a line begins a pack's header, and none could be read.
fn header_unread(tree: &tree::File, text: &str) -> bool {
    let read = tree
        .declarations
        .iter()
        .any(|declaration| matches!(declaration, tree::Declaration::Pack(_)));
    !read
        && text
            .lines()
            .any(|line| line.starts_with("规则包") || line.starts_with("pack "))
}

#[cfg(test)]
mod tests;
