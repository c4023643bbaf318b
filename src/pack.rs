//! The public face: files in, a pack out; a pack answers.

use crate::cases::{self, Coverage, TestReport};
use crate::check::{self, Input};
use crate::diagnostic::{Diagnostic, Language, Message, Severity, in_order};
use crate::document::{self, Document, Filled, Filling};
use crate::eval;
use crate::evaluation::{Cited, Evaluation, ShownRange, Verdict};
use crate::facts::{self, Facts, FactsSeed};
use crate::model::{
    Expr, Fact, FactKind, FactOwner, Hole, Outline, Piece, Unit, outline,
};
use crate::program::{self, Program};
use crate::prove::diff::{self, CaseChange, Diff};
use crate::prove::{self, ProofReport};
use crate::syntax::{self, Parse, tree};
use crate::text::{FileId, SourceText};
use crate::value::{AsOf, TextFormat};
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use serde::Serialize;

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
    program: Program,
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
        let probes = probes(&model);
        Self { program: program::compile(model, &probes), profiles, own }
    }

    /// Returns the pack with a profile chosen, by its name; nothing if it has none of that
    /// name. A pack's digest covers the values that its parameters have, so it is another.
    #[must_use]
    pub fn with_profile(&self, name: &str) -> Option<Self> {
        let (_, model) = self.profiles.iter().find(|(known, _)| known == name)?;
        Some(Self::new(model.clone(), Arc::clone(&self.profiles), Arc::clone(&self.own)))
    }

    /// Lists the profiles that can be chosen.
    pub fn profiles(&self) -> Vec<ProfileInfo> {
        let model = &self.program.model;
        let chosen = model.profile.as_ref().map(|profile| &profile.name);
        model
            .profiles
            .iter()
            .map(|profile| ProfileInfo {
                name: profile.chosen.name.clone(),
                label: profile.chosen.label.clone(),
                chosen: Some(&profile.chosen.name) == chosen,
                effective_from: profile.chosen.effective_from.clone(),
                effective_to: profile.chosen.effective_to.clone(),
                basis: eval::cited(model, &profile.basis),
                settings: profile
                    .settings
                    .iter()
                    .map(|setting| SettingInfo {
                        parameter: setting.parameter.clone(),
                        label: setting.label.clone(),
                        text: setting.text.clone(),
                        basis: eval::cited(model, &setting.basis),
                    })
                    .collect(),
            })
            .collect()
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

    /// Lists the facts, in the order declared: what a form asks for. Of a used pack's facts
    /// only those that an answer of this pack can depend on.
    pub fn facts(&self) -> Vec<FactInfo> {
        let model = &self.program.model;
        model
            .facts
            .iter()
            .zip(&self.program.reached)
            .enumerate()
            .filter(|(_, (fact, reached))| {
                !fact.is_field() && (**reached || !fact.foreign)
            })
            .map(|(id, (fact, _))| self.fact_info(id, fact, &fact.name))
            .collect()
    }

    fn fact_info(&self, id: usize, fact: &Fact, name: &str) -> FactInfo {
        let model = &self.program.model;
        FactInfo {
            fact: name.to_string(),
            label: fact.label.clone(),
            question: fact.question.clone(),
            group: group(model, fact),
            ty: fact.kind.name(),
            unit: unit(fact),
            range: range(fact),
            format: fact.format.map(FormatInfo::of),
            options: fact
                .kind
                .options()
                .iter()
                .map(|option| OptionInfo {
                    name: option.name.clone(),
                    label: option.label.clone(),
                })
                .collect(),
            has_default: fact.default.is_some(),
            checklist: fact.is_ask(),
            basis: eval::cited(model, &fact.basis),
            fields: model
                .fields(id)
                .map(|(at, field)| self.fact_info(at, field, model.field_name(id, field)))
                .collect(),
        }
    }

    /// Lists the rules, each with its versions and the exceptions to it.
    pub fn outline(&self) -> Vec<Outline> {
        outline(&self.program.model)
    }

    /// Lists the documents that can be made.
    pub fn documents(&self) -> Vec<DocumentInfo> {
        let documents = self.program.model.documents.iter();
        documents
            .map(|known| DocumentInfo {
                name: known.name.clone(),
                label: known.label.clone(),
                verdict: known.about.clone(),
            })
            .collect()
    }

    /// Makes the document of that name from the results for these facts; nothing if there
    /// is none. What is not settled is a blank that says what belongs there.
    pub fn document(
        &self,
        name: &str,
        facts: &Facts,
        as_of: impl Into<AsOf>,
    ) -> Option<Document> {
        let model = &self.program.model;
        let position = model.documents.iter().position(|known| known.name == name)?;
        let as_of = as_of.into();
        self.of_case(
            facts,
            // Rules written out for the records of a case have no tests.
            || document_probes_of(model),
            |program, facts| document(program, position, facts, as_of),
        )
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
            others.iter().map(|(name, pack)| (*name, &pack.program)).collect();
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

/// Makes one of the documents of a pack.
fn document(
    program: &Program,
    position: usize,
    facts: &Facts,
    as_of: AsOf,
) -> Option<Document> {
    let model = &program.model;
    let known = model.documents.get(position)?;
    let frame = eval::run(program, facts, as_of);
    let evaluation = eval::evaluation(&frame, facts);
    // Its expressions stand after those of the tests and of the documents before it.
    let mut before = cases::probes(model);
    for earlier in model.documents.iter().take(position) {
        document_probes(earlier, &mut before);
    }
    let mut probe = before.len();
    let mut lines = Vec::new();
    for line in &known.lines {
        let stands = match &line.when {
            Some(when) => cases::holds(&frame, &evaluation, when, &mut probe),
            None => Some(true),
        };
        let mut fill = |pieces: &[Piece]| -> Vec<Filling> {
            let holes = pieces.iter().filter_map(|piece| match piece {
                Piece::Hole(hole) => Some(hole),
                Piece::Text(_) => None,
            });
            holes
                .map(|hole| filling(model, &frame, &evaluation, hole, &mut probe))
                .collect()
        };
        let (zh, en) = (fill(&line.zh), fill(&line.en));
        lines.push(Filled {
            kind: line.kind,
            zh: (&line.zh, zh),
            en: (&line.en, en),
            stands,
        });
    }
    let (label, about) = (&known.label, &known.about);
    Some(document::write(&known.name, label, about, &lines, &evaluation))
}

/// Everything that is read beside the verdicts: by tests, then by documents.
fn probes(model: &crate::model::Model) -> Vec<Expr> {
    let mut probes = cases::probes(model);
    probes.extend(document_probes_of(model));
    probes
}

fn document_probes_of(model: &crate::model::Model) -> Vec<Expr> {
    let mut probes = Vec::new();
    for document in &model.documents {
        document_probes(document, &mut probes);
    }
    probes
}

/// The expressions whose values a document shows or asks for, in order.
fn document_probes(document: &crate::model::Document, probes: &mut Vec<Expr>) {
    for line in &document.lines {
        if let Some(when) = &line.when {
            cases::asked(when, probes);
        }
        for piece in line.zh.iter().chain(&line.en) {
            if let Piece::Hole(Hole::Value(_, value)) = piece {
                probes.push(value.clone());
            }
        }
    }
}

/// What fills a hole; a value is the next of the expressions compiled.
fn filling(
    model: &crate::model::Model,
    frame: &eval::Frame<'_>,
    evaluation: &Evaluation,
    hole: &Hole,
    probe: &mut usize,
) -> Filling {
    match hole {
        Hole::Value(label, _) => {
            let text = eval::probe_text(frame, *probe);
            *probe = probe.saturating_add(1);
            Filling { text, label: label.clone(), open: false }
        }
        Hole::Parameter(id) => {
            let known = model.parameters.get(*id);
            Filling {
                text: known.filter(|it| it.value.is_some()).map(|it| it.text.clone()),
                label: known.map_or_else(|| Message::new("", ""), |it| it.label.clone()),
                open: false,
            }
        }
        Hole::Part(name, label, part) => {
            let (text, open) = document::part_text(evaluation, name, part);
            Filling { text, label: label.clone(), open }
        }
    }
}

/// A document that can be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentInfo {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// The verdict it tells.
    pub verdict: String,
}

/// A profile: values of parameters that go together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileInfo {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether this pack is judged by it.
    pub chosen: bool,
    /// Its first day.
    pub effective_from: Option<String>,
    /// Its last day.
    pub effective_to: Option<String>,
    /// The law behind it.
    pub basis: Vec<Cited>,
    /// Its values, in the order written.
    pub settings: Vec<SettingInfo>,
}

/// One value of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingInfo {
    /// The parameter.
    pub parameter: String,
    /// Its label.
    pub label: Message,
    /// The value in words.
    pub text: Message,
    /// Why it is that.
    pub basis: Vec<Cited>,
}

/// One input of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactInfo {
    /// Its name: the key in the facts.
    pub fact: String,
    /// Its label.
    pub label: Message,
    /// How to ask for it.
    pub question: Option<Message>,
    /// Where it belongs.
    pub group: Option<Message>,
    /// Its type's keyword.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// What it measures.
    pub unit: Option<Message>,
    /// The values allowed.
    pub range: Option<ShownRange>,
    /// What a text looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<FormatInfo>,
    /// Its options.
    pub options: Vec<OptionInfo>,
    /// Whether the law gives a value where nothing is known.
    pub has_default: bool,
    /// Whether it is a question of a checklist, answered by 合格 or 不合格; other judgements
    /// hold or do not hold (成立, 不成立).
    pub checklist: bool,
    /// Why it is asked.
    pub basis: Vec<Cited>,
    /// Of a list, what is asked of each record; a field's `fact` is its key in the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Self>,
}

/// The format of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormatInfo {
    /// Its English keyword.
    pub name: &'static str,
    /// What it is called.
    pub label: Message,
    /// What it looks like, in a few words.
    pub hint: Message,
}

impl FormatInfo {
    fn of(format: TextFormat) -> Self {
        Self { name: format.name(), label: format.label(), hint: format.hint() }
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionInfo {
    /// Its name: the value in the facts.
    pub name: String,
    /// Its label.
    pub label: Message,
}

fn group(model: &crate::model::Model, fact: &Fact) -> Option<Message> {
    match fact.owner {
        FactOwner::Fact
        | FactOwner::Bands
        | FactOwner::Field(_)
        | FactOwner::Record(_) => fact.group.clone(),
        // A checklist question belongs to its item.
        FactOwner::Ask(review, item) => model
            .reviews
            .get(review)
            .and_then(|review| review.items.get(item))
            .map(|item| item.label.clone()),
    }
}

fn unit(fact: &Fact) -> Option<Message> {
    match &fact.kind {
        FactKind::Money(_) => Some(Message::new("元", "yuan")),
        FactKind::Percent(_) => Some(Message::new("%", "%")),
        FactKind::Integer(limits) | FactKind::Number(limits) => limits.unit.clone(),
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => None,
    }
}

fn range(fact: &Fact) -> Option<ShownRange> {
    let (limits, unit) = match &fact.kind {
        FactKind::Money(limits) => (limits, Unit::Money),
        FactKind::Percent(limits) => (limits, Unit::Percent),
        FactKind::Integer(limits) | FactKind::Number(limits) => {
            (limits, limits.measured())
        }
        FactKind::Bool
        | FactKind::Date(_)
        | FactKind::Moment
        | FactKind::Text
        | FactKind::Judgement
        | FactKind::OneOf(_)
        | FactKind::AnyOf(_)
        | FactKind::List(_) => return None,
    };
    limits
        .range
        .as_ref()
        .map(|range| eval::shown_interval(range, &crate::model::Type::Number(unit)))
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
#[path = "pack_tests.rs"]
mod tests;
