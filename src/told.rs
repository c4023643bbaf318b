//! What the tools say of a pack, for a program. In: reports, and the files the pack was compiled
//! from. Out: data that serialises; the command's `--json` and the objects of the package are
//! both made of it, so that they cannot part. Never: a word that is not in the reports.

use crate::diagnostic::{Diagnostic, Language, Message, Severity, in_order};
use crate::format;
use crate::pack::Pack;
use crate::prove::{Finding, ProofReport, Witness};
use crate::text::{SourceText, line_column};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Serialize;

/// What was shown of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldProof {
    /// The pack.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// How many rules were asked about.
    pub rules: usize,
    /// How many questions that took.
    pub questions: usize,
    /// How many slots were looked at.
    pub steps: usize,
    /// What is wrong, or worth a look.
    pub findings: Vec<ToldFinding>,
    /// The share of the questions that was not settled: `0.5`.
    pub undecided_percent: String,
    /// What was not settled.
    pub undecided: Vec<ToldQuestion>,
}

/// Something wrong with rules, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldFinding {
    /// The code.
    pub code: &'static str,
    /// Whether it is a mistake.
    pub error: bool,
    /// The rule's name.
    pub rule: String,
    /// The file.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// In words.
    pub message: Message,
    /// The author's reason why it stands.
    pub explained: Option<String>,
    /// A case that shows it.
    pub witness: Option<Witness>,
    /// Cases of the same gap at other numbers.
    pub others: Vec<Witness>,
    /// The case as a test, with the keywords of the file that it is about.
    pub test: Option<String>,
}

/// A question that was not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldQuestion {
    /// The rule's name.
    pub rule: String,
    /// What was asked of it.
    pub message: Message,
}

/// A warning with its place as people count it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldWarning {
    /// The code.
    pub code: &'static str,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What was found.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
}

impl Pack {
    /// Tells what was shown of it; `files` are those that it was compiled from.
    pub fn told_proof(&self, report: &ProofReport, files: &[SourceText]) -> ToldProof {
        let undecided = report.undecided.iter();
        ToldProof {
            pack: self.id().to_string(),
            version: self.version().to_string(),
            digest: self.digest(),
            rules: report.rules,
            questions: report.questions,
            steps: report.steps,
            findings: report
                .findings
                .iter()
                .map(|found| ToldFinding::of(found, files))
                .collect(),
            undecided_percent: percent(report.open_thousandths()),
            undecided: undecided
                .map(|open| ToldQuestion {
                    rule: open.rule.clone(),
                    message: open.message.clone(),
                })
                .collect(),
        }
    }

    /// Tells what `lint` finds of it, in the order of the files; `files` are those that it was
    /// compiled from.
    pub fn told_lint(&self, files: &[SourceText]) -> Vec<ToldWarning> {
        let found = in_order(self.lint(files));
        found.iter().map(|said| ToldWarning::of(said, files)).collect()
    }
}

impl ToldFinding {
    fn of(finding: &Finding, files: &[SourceText]) -> Self {
        let said = &finding.diagnostic;
        let file = usize::try_from(said.span.file.0).ok().and_then(|at| files.get(at));
        Self {
            code: said.code.0,
            error: said.severity == Severity::Error,
            rule: finding.rule.clone(),
            path: file.map(|file| file.path.clone()),
            line: file.map(|file| line_column(&file.text, said.span.start).line),
            message: said.message.clone(),
            explained: finding.explained.clone(),
            witness: finding.witness.clone(),
            others: finding.others.clone(),
            test: finding.test(files),
        }
    }
}

impl Finding {
    /// Returns the case of a finding as a test that fails until the rules are mended, with the
    /// keywords of the file that the finding is about.
    pub fn test(&self, files: &[SourceText]) -> Option<String> {
        let test = &self.witness.as_ref().filter(|it| !it.test.is_empty())?.test;
        let file = usize::try_from(self.diagnostic.span.file.0).ok()?;
        let text = files.get(file).map_or("", |file| file.text.as_str());
        // What English keywords change was written in Chinese.
        let is_chinese = format::language(text, Language::En).is_ok_and(|it| it != text);
        let language = if is_chinese { Language::Zh } else { Language::En };
        Some(format::format(test, Some(language)).unwrap_or_else(|_| test.clone()))
    }
}

impl ToldWarning {
    /// Tells one; `files` are those that it speaks of.
    pub fn of(said: &Diagnostic, files: &[SourceText]) -> Self {
        let file = usize::try_from(said.span.file.0).ok().and_then(|at| files.get(at));
        let at = file.map(|file| line_column(&file.text, said.span.start));
        Self {
            code: said.code.0,
            path: file.map_or_else(String::new, |file| file.path.clone()),
            line: at.map_or(1, |at| at.line),
            column: at.map_or(1, |at| at.column),
            message: said.message.clone(),
            help: said.help.clone(),
        }
    }
}

/// Thousandths as a percentage: `0.5`.
pub fn percent(thousandths: usize) -> String {
    let whole = thousandths.checked_div(10).unwrap_or(0);
    match thousandths.checked_rem(10).unwrap_or(0) {
        0 => whole.to_string(),
        rest => alloc::format!("{whole}.{rest}"),
    }
}
