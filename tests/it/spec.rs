//! The language's specification, `tests/spec/*.md`, run: rules, facts and what they come to.
//! `tests/spec/README.md` says what each fence means; one that means nothing here fails.

use crate::sample::{TODAY, at, compiled_with, sources, tables};
use fadu::diagnostic::Language;
use fadu::evaluation::{canonicalise, digest};
use fadu::{Pack, Severity, format};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

#[test]
fn every_example_of_the_specification_comes_out_as_written() {
    let mut wrong = Vec::new();
    let mut told = Vec::new();
    for path in chapters() {
        let text = fs::read_to_string(&path).unwrap();
        let mut chapter = Chapter::new(chapter_name(&path));
        for fence in fences(&text, &chapter.name, &mut wrong) {
            chapter.run(&fence, &mut wrong);
        }
        chapter.close(&mut wrong);
        told.append(&mut chapter.told);
    }
    write_down(&told);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_of_contents_names_every_chapter() {
    let missing: Vec<PathBuf> = chapters()
        .into_iter()
        .filter(|path| !path.ends_with("README.md"))
        .filter(|path| {
            let readme = fs::read_to_string(path.with_file_name("README.md")).unwrap();
            !readme.contains(&format!("({})", path.file_name().unwrap().display()))
        })
        .collect();
    assert!(missing.is_empty(), "not in the table of contents: {missing:?}");
}

/// With `FADU_SPEC_OUT` (`make sameness`) everything that the examples came to is written there,
/// so that other runtimes can be held to it.
fn write_down(told: &[Value]) {
    let Some(out) = std::env::var_os("FADU_SPEC_OUT") else { return };
    let calendar = sources("").pop().unwrap();
    let all = json!({
        "calendar": { "path": calendar.path, "text": calendar.text },
        "told": told,
    });
    fs::create_dir_all(Path::new(&out).parent().unwrap()).unwrap();
    fs::write(out, all.to_string()).unwrap();
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

/// The chapters, and the pages of the shapes of real tables.
pub(crate) fn chapters() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = [folder(), folder().join("shapes")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
        .collect();
    found.sort();
    assert!(found.len() > 1, "no chapters");
    found
}

/// A chapter's place in the folder of the specification.
pub(crate) fn chapter_name(path: &Path) -> String {
    path.strip_prefix(folder()).unwrap().to_string_lossy().into_owned()
}

/// A fenced block: the first word after the fence, the others, and the lines.
pub(crate) struct Fence {
    pub(crate) line: usize,
    pub(crate) kind: String,
    pub(crate) words: String,
    pub(crate) body: String,
}

/// Finds the fenced blocks; code without a fence would not be run and is refused.
pub(crate) fn fences(text: &str, name: &str, wrong: &mut Vec<String>) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut open = false;
    let mut before_blank = true;
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            if trimmed != line || trimmed.starts_with('~') || line.starts_with("````") {
                wrong
                    .push(format!("{name}:{number}: a fence is ``` at the line's start"));
            }
            if !open {
                let info = line.trim_start_matches('`').trim();
                let (kind, words) = info.split_once(' ').unwrap_or((info, ""));
                found.push(Fence {
                    line: number,
                    kind: kind.to_owned(),
                    words: words.trim().to_owned(),
                    body: String::new(),
                });
            }
            open = !open;
        } else if open {
            let fence = found.last_mut().unwrap();
            fence.body.push_str(line);
            fence.body.push('\n');
        } else if before_blank && (line.starts_with("    ") || line.starts_with('\t')) {
            wrong.push(format!("{name}:{number}: indented code is not run"));
        }
        before_blank = line.trim().is_empty();
    }
    if open {
        wrong.push(format!("{name}: the last block is not closed"));
    }
    found
}

/// What the blocks of one chapter have set up so far.
struct Chapter {
    name: String,
    named: BTreeMap<String, String>,
    rules: Option<Rules>,
    /// Tables beside the rules at hand, by the name of their file.
    tables: Vec<(String, String)>,
    facts: String,
    /// Whether the rules, and the facts, were looked at since they were given.
    rules_used: bool,
    facts_used: bool,
    /// What the examples came to: the files, what was asked, and the digest of the answer.
    told: Vec<Value>,
}

/// The rules at hand: their text, and the pack where they have no mistake.
struct Rules {
    line: usize,
    text: String,
    pack: Option<Pack>,
    /// The profile chosen.
    profile: Option<String>,
    said: Vec<String>,
}

impl Chapter {
    fn new(name: String) -> Self {
        Self {
            name,
            named: BTreeMap::new(),
            rules: None,
            tables: Vec::new(),
            facts: "{}".to_owned(),
            rules_used: true,
            facts_used: true,
            told: Vec::new(),
        }
    }

    /// Keeps what was asked of the rules at hand, and what came of it.
    fn tell(&mut self, line: usize, as_of: &str, document: Option<&str>, answer: &[u8]) {
        let Some(Rules { text, pack: Some(pack), profile, .. }) = &self.rules else {
            return;
        };
        let mut files = sources(text);
        files.pop();
        files.extend(tables(&self.tables));
        let files: Vec<Value> = files
            .iter()
            .map(|file| json!({ "path": file.path, "text": file.text }))
            .collect();
        self.told.push(json!({
            "name": format!("{}:{line}", self.name),
            "files": files,
            "profile": profile,
            "digest": pack.digest(),
            "facts": self.facts,
            "as_of": as_of,
            "document": document,
            "sha256": digest(answer).to_string(),
        }));
    }

    fn run(&mut self, fence: &Fence, wrong: &mut Vec<String>) {
        let mut found = Vec::new();
        match fence.kind.as_str() {
            "fadu" => self.rules(fence, &mut found),
            "twin" => self.twin(fence, &mut found),
            "json" => self.given(fence, &mut found),
            "expect" => self.expect(fence, &mut found),
            "errors" => self.errors(fence, &mut found),
            "canonical" => self.canonical(fence, &mut found),
            "csv" | "file" => self.table(fence, &mut found),
            "profile" => self.profile(fence, &mut found),
            "document" => self.document(fence, &mut found),
            "tests" => self.tests(fence, &mut found),
            "findings" => self.findings(fence, &mut found),
            "changes" => self.changes(fence, &mut found),
            other => found.push(format!("nothing runs a block of `{other}`")),
        }
        let place = format!("{}:{}", self.name, fence.line);
        wrong.extend(found.into_iter().map(|what| format!("{place}: {what}")));
    }

    fn close(&mut self, wrong: &mut Vec<String>) {
        let mut found = Vec::new();
        self.all_looked_at(&mut found);
        wrong.extend(found.into_iter().map(|what| format!("{}: {what}", self.name)));
    }

    fn all_looked_at(&self, found: &mut Vec<String>) {
        if let Some(rules) = self.rules.as_ref().filter(|_| !self.rules_used) {
            found
                .push(format!("nothing is expected of the rules at line {}", rules.line));
        }
        if !self.facts_used {
            found.push("nothing is expected of the last facts".to_owned());
        }
    }

    /// `fadu`, `fadu NAME`, `fadu NAME more`: new rules, kept under a name, or added to those
    /// kept under it.
    fn rules(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.all_looked_at(found);
        let words: Vec<&str> = fence.words.split_whitespace().collect();
        let mut text = String::new();
        match words.as_slice() {
            [] => {}
            [name] => {
                self.named.insert((*name).to_owned(), fence.body.clone());
            }
            [name, "more"] => match self.named.get(*name) {
                Some(kept) => text.push_str(kept),
                None => found.push(format!("no rules are named `{name}` before")),
            },
            other => found.push(format!("`fadu` does not take {other:?}")),
        }
        text.push_str(&fence.body);
        self.tables.clear();
        self.compile(fence.line, text);
    }

    /// `document NAME zh|en`: its plain text without the lines on rules and digests.
    fn document(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.rules_used = true;
        self.facts_used = true;
        let pack = self.rules.as_ref().and_then(|rules| rules.pack.as_ref());
        let (name, language) = fence.words.split_once(' ').unwrap_or((&fence.words, ""));
        let made = pack.and_then(|pack| {
            let facts = pack.facts_from_json(self.facts.as_bytes());
            pack.document(name, &facts, fadu::AsOf::parse(TODAY)?)
        });
        let Some(made) = made else {
            found.push(format!("there is no document `{name}`"));
            return;
        };
        let answer = canonicalise(&serde_json::to_string(&made).unwrap()).unwrap();
        self.tell(fence.line, TODAY, Some(name), &answer);
        let text = if language == "en" { made.text.en } else { made.text.zh };
        let (text, _) = text.rsplit_once("\n－－－\n").expect("a footer");
        if text.trim_end() != fence.body.trim_end() {
            found.push(format!("the document is\n{text}"));
        }
    }

    /// `findings`: what can be shown of the rules at hand, each line with the facts of a case.
    fn findings(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.rules_used = true;
        let Some((rules, pack)) =
            self.rules.as_ref().and_then(|rules| Some((rules, rules.pack.as_ref()?)))
        else {
            found.push("no rules without mistakes stand before".to_owned());
            return;
        };
        let lines = crate::prove::lines(pack, &rules.text);
        if lines.trim_end() != fence.body.trim_end() {
            found.push(format!("what is found is\n{lines}"));
        }
    }

    /// `changes NAME`: what the rules at hand decide otherwise than those kept under it.
    fn changes(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.rules_used = true;
        let new = self.rules.as_ref().and_then(|rules| rules.pack.as_ref());
        let old = self.named.get(&fence.words);
        let old = old.and_then(|text| compiled_with(text, &[]).pack);
        let (Some(old), Some(new)) = (old, new) else {
            found.push(format!("two versions of `{}` do not stand before", fence.words));
            return;
        };
        let lines = crate::diff::lines(&old.diff(new));
        if lines.trim_end() != fence.body.trim_end() {
            found.push(format!("what changes is\n{lines}"));
        }
    }

    /// `profile NAME`: the rules at hand with that profile chosen.
    fn profile(&mut self, fence: &Fence, found: &mut Vec<String>) {
        let Some(rules) = &mut self.rules else {
            found.push("no rules stand before".to_owned());
            return;
        };
        rules.pack = rules.pack.take().and_then(|pack| pack.with_profile(&fence.words));
        rules.profile = Some(fence.words.clone());
        if rules.pack.is_none() {
            found.push(format!("there is no profile `{}`", fence.words));
        }
    }

    /// `csv NAME`, `file PATH`: a table, or a file of another pack, beside the rules at hand.
    fn table(&mut self, fence: &Fence, found: &mut Vec<String>) {
        let Some(rules) = self.rules.take() else {
            found.push("no rules stand before".to_owned());
            return;
        };
        self.tables.push((fence.words.clone(), fence.body.clone()));
        self.compile(rules.line, rules.text);
    }

    fn compile(&mut self, line: usize, text: String) {
        let compiled = compiled_with(&text, &self.tables);
        // A header that the helper puts before the rules is no line of theirs.
        let lead = usize::from(!text.contains("pack "));
        let said = compiled
            .diagnostics
            .iter()
            .map(|said| {
                let header = if lead == 1 { "pack t 1.0.0 calendar cn\n" } else { "" };
                let whole = format!("{header}{text}");
                let line = whole[..said.span.start].matches('\n').count() + 1 - lead;
                let marked = whole.get(said.span.start..said.span.end).unwrap_or("");
                let marked = marked.lines().next().unwrap_or("").trim();
                let word = match said.severity {
                    Severity::Error => "",
                    Severity::Warning => "warning ",
                };
                format!("{word}{} line {line}: {marked}", said.code.0)
            })
            .collect();
        let pack = compiled.pack;
        self.rules = Some(Rules { line, text, pack, profile: None, said });
        self.facts = "{}".to_owned();
        self.rules_used = false;
        self.facts_used = true;
    }

    /// `twin`: the rules at hand with the keywords of the other language, and of one digest.
    fn twin(&mut self, fence: &Fence, found: &mut Vec<String>) {
        let Some(rules) = &self.rules else {
            found.push("no rules stand before".to_owned());
            return;
        };
        match twin(&rules.text) {
            Ok(twin) if twin == fence.body => {}
            Ok(twin) => found.push(format!("the twin of the rules is\n{twin}")),
            Err(said) => found.push(said),
        }
        let other = compiled_with(&fence.body, &self.tables).pack;
        let digests = [&rules.pack, &other].map(|pack| pack.as_ref().map(Pack::digest));
        if digests[0] != digests[1] {
            found.push(format!("the two do not mean the same: {digests:?}"));
        }
    }

    fn given(&mut self, fence: &Fence, found: &mut Vec<String>) {
        if !fence.words.is_empty() {
            found.push(format!("`json` does not take `{}`", fence.words));
        }
        if !self.facts_used {
            found.push("nothing is expected of the facts before".to_owned());
        }
        self.facts = fence.body.clone();
        self.facts_used = false;
    }

    /// Evaluates the rules at hand as of the fence's date, or of the day all tests ask for.
    fn evaluation(
        &mut self,
        fence: &Fence,
        date: &str,
        found: &mut Vec<String>,
    ) -> Option<Value> {
        self.rules_used = true;
        self.facts_used = true;
        let Some(rules) = &self.rules else {
            found.push("no rules stand before".to_owned());
            return None;
        };
        let errors: Vec<&String> =
            rules.said.iter().filter(|said| !said.starts_with("warning")).collect();
        let Some(pack) = &rules.pack else {
            found.push(format!("the rules are wrong: {errors:?}"));
            return None;
        };
        let date = if date.is_empty() { TODAY } else { date };
        let facts = pack.facts_from_json(self.facts.as_bytes());
        let answer = pack.evaluate(&facts, fadu::AsOf::parse(date)?).to_canonical();
        self.tell(fence.line, date, None, &answer);
        serde_json::from_slice(&answer).ok()
    }

    /// `expect DATE`: lines `address = value`.
    fn expect(&mut self, fence: &Fence, found: &mut Vec<String>) {
        let Some(evaluation) = self.evaluation(fence, &fence.words, found) else {
            return;
        };
        let mut lines = 0;
        let said = |line: &&str| !line.trim().is_empty() && !line.starts_with("-- ");
        for line in fence.body.lines().filter(said) {
            lines += 1;
            let Some((address, expected)) = line.split_once(" = ") else {
                found.push(format!("`{line}` is not `address = value`"));
                continue;
            };
            let (address, expected) = (address.trim(), expected.trim());
            let came = catch_unwind(AssertUnwindSafe(|| at(&evaluation, address)))
                .unwrap_or_else(|_| "no such address".to_owned());
            let came = if came.is_empty() { "(none)".to_owned() } else { came };
            if came != expected {
                found.push(format!("{address} = {expected}, but it is {came}"));
            }
        }
        if lines == 0 {
            found.push("nothing is expected".to_owned());
        }
    }

    /// `errors`: lines `CODE line N: TEXT`, everything that is said about the rules.
    fn errors(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.rules_used = true;
        let Some(rules) = &self.rules else {
            found.push("no rules stand before".to_owned());
            return;
        };
        let expected: Vec<&str> =
            fence.body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if expected != rules.said {
            found.push(format!("expected {expected:#?}, said {:#?}", rules.said));
        }
        let broken = rules.said.iter().any(|said| !said.starts_with("warning"));
        if broken == rules.pack.is_some() {
            found.push("an error and a pack exclude each other".to_owned());
        }
    }

    /// `tests`: how the rules' own tests come out, every line `NAME passes`,
    /// `NAME unconfirmed` or `NAME fails: WHY`.
    fn tests(&mut self, fence: &Fence, found: &mut Vec<String>) {
        self.rules_used = true;
        let pack = self.rules.as_ref().and_then(|rules| rules.pack.as_ref());
        let Some(pack) = pack else {
            let said = self.rules.as_ref().map(|rules| &rules.said);
            found.push(format!("the rules are wrong: {said:?}"));
            return;
        };
        let mut came = Vec::new();
        for case in pack.test().cases {
            if case.passed {
                came.push(format!("{} passes", case.name));
            }
            if case.unconfirmed {
                came.push(format!("{} unconfirmed", case.name));
            }
            let failures = case.failures.iter();
            came.extend(failures.map(|said| format!("{} fails: {}", case.name, said.en)));
        }
        let expected: Vec<&str> =
            fence.body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if expected != came {
            found.push(format!("expected {expected:#?}, came {came:#?}"));
        }
    }

    /// `canonical ADDRESS`: the JSON that stands there; where a digest stands there, the JSON
    /// whose canonical bytes have it. Layout does not count.
    fn canonical(&mut self, fence: &Fence, found: &mut Vec<String>) {
        let (address, date) = fence.words.split_once(' ').unwrap_or((&fence.words, ""));
        let Some(evaluation) = self.evaluation(fence, date, found) else { return };
        let bytes = match canonicalise(&fence.body) {
            Ok(bytes) => bytes,
            Err(error) => {
                found.push(format!("not JSON: {error}"));
                return;
            }
        };
        let came = part(&evaluation, address);
        match came.as_str() {
            Some(text) if text.starts_with("sha256:") => {
                let own = digest(&bytes).to_string();
                if own != text {
                    found.push(format!("{address} is {text}; this has {own}"));
                }
            }
            _ => {
                let own = canonicalise(&came.to_string()).unwrap();
                if own != bytes {
                    let own = String::from_utf8(own).unwrap();
                    found.push(format!("{address} is\n{own}"));
                }
            }
        }
    }
}

/// Rules with the keywords of the other language.
pub(crate) fn twin(rules: &str) -> Result<String, String> {
    let written = |to| {
        format::language(rules, to)
            .map_err(|said| format!("the rules cannot be translated: {said:?}"))
    };
    let english = written(Language::En)?;
    if english == rules { written(Language::Zh) } else { Ok(english) }
}

/// What stands at an address, step by step by field or position; a verdict by its name.
fn part(evaluation: &Value, address: &str) -> Value {
    let mut found = evaluation.clone();
    for (index, step) in address.split('/').enumerate() {
        if index == 0 && found.get(step).is_none() {
            found = found["verdicts"].clone();
        }
        found = match &found {
            Value::Array(parts) => match step.parse::<usize>() {
                Ok(position) => parts.get(position).cloned().unwrap_or_default(),
                Err(_) => parts
                    .iter()
                    .find(|part| ["name", "fact"].iter().any(|key| part[key] == *step))
                    .cloned()
                    .unwrap_or_default(),
            },
            other => other.get(step).cloned().unwrap_or_default(),
        };
    }
    found
}
