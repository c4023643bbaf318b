//! The text of a rule in both versions, line by line. In: the files. Out: what was taken out
//! and put in, with a line around it. Never: a difference in layout.

use super::Side;
use crate::files::is_inside;
use crate::packs::is_rule_file;
use fadu::Message;
use fadu::format;
use fadu::prove::diff::{Diff, Standing};
use fadu::syntax::tree::Declaration;
use fadu::text::{FileId, SourceText, Span};
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeMap;
use std::sync::Arc;

/// By rule: lines, each with its sign.
pub(super) type Texts = BTreeMap<String, Vec<String>>;

/// Compares the texts of the rules that changed.
pub(super) fn compared(diff: &Diff, old: &Side, new: &Side) -> Texts {
    let (before, after) = (written(old), written(new));
    let mut found = Texts::new();
    for rule in &diff.rules {
        if matches!(
            rule.standing,
            Standing::Untouched | Standing::Added | Standing::Removed
        ) {
            continue;
        }
        let key = (rule.kind.en.clone(), rule.name.clone());
        let text = |texts: &Written| texts.get(&key).cloned().unwrap_or_default();
        let lines = lines(&text(&before), &text(&after));
        if !lines.is_empty() {
            found.insert(rule.name.clone(), lines);
        }
    }
    found
}

type Written = BTreeMap<(Arc<str>, String), String>;

/// The text of each rule, its versions and the exceptions to it one below the other.
fn written(side: &Side) -> Written {
    let mut found = Written::new();
    let files = (0_u32..).zip(&side.rules.files);
    for (id, file) in files {
        if !is_rule_file(file) || !is_inside(&file.path, &side.folder) {
            continue;
        }
        for declaration in &fadu::syntax::parse(FileId(id), &file.text).tree.declarations
        {
            let Some((kind, name, span)) = head(declaration) else { continue };
            let text = found.entry((kind.en, name)).or_default();
            text.push_str(&laid_out(file, span));
        }
    }
    found
}

/// A declaration in the one layout that there is, so that layout makes no difference.
fn laid_out(file: &SourceText, span: Span) -> String {
    let text = file.text.get(span.start..span.end).unwrap_or_default();
    let text = format!("{text}\n");
    format::format(&text, None).unwrap_or(text)
}

fn head(declaration: &Declaration) -> Option<(Message, String, Span)> {
    let (kind, name, span) = match declaration {
        Declaration::Define(known) => ("define", &known.name, known.span),
        Declaration::Circumstance(known) => ("circumstance", &known.name, known.span),
        Declaration::Deadline(known) => ("deadline", &known.name, known.span),
        Declaration::Benchmark(known) => ("benchmark", &known.name, known.span),
        Declaration::Review(known) => ("review", &known.name, known.span),
        Declaration::Scope(known) => ("scope", &known.name, known.span),
        Declaration::Table(known) => ("table", &known.name, known.span),
        Declaration::Scorecard(known) => ("scorecard", &known.name, known.span),
        Declaration::Pack(_)
        | Declaration::Source(_)
        | Declaration::Unit(_)
        | Declaration::Fact(_)
        | Declaration::Parameter(_)
        | Declaration::Profile(_)
        | Declaration::Document(_)
        | Declaration::Exception(_)
        | Declaration::Test(_)
        | Declaration::CaseFile(_) => return None,
    };
    Some((Message::new("", kind), name.text.clone(), span))
}

/// How many lines around a difference are shown.
const AROUND: usize = 1;

fn lines(old: &str, new: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(old, new);
    let mut found = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        if !found.is_empty() {
            found.push(" …".to_owned());
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            found.push(format!("{sign}{}", change.value().trim_end_matches('\n')));
        }
    }
    found
}
