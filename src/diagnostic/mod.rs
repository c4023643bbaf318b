//! What is said about rule text. In: a place and the data of a mistake. Out: a code, a
//! sentence in zh and en, what would be right, and at most one fix. Never: a parser's rule
//! names, Rust words, or a sentence in one language only.

mod allow;
mod code;
pub mod render;

pub(crate) use allow::{Allowance, allowances};
pub use code::{CODES, Code, CodeEntry, LINT_CODES, PROOF_CODES};

use crate::text::Span;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// One text in both languages. Whoever repeats it shares it: an answer is made mostly of texts that
/// the rules hold already.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub struct Message {
    /// Chinese, full-width punctuation, the author's words in 「」, no final 。.
    pub zh: Arc<str>,
    /// English, lower case, one sentence, the author's words in backticks, no final period.
    pub en: Arc<str>,
}

impl Message {
    /// Creates a message from its two texts.
    pub fn new(zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Returns the text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// The two languages of everything a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// How much a diagnostic matters: an error stops compilation, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rules cannot be used.
    Error,
    /// The rules can be used, but somebody should look.
    Warning,
}

/// A change of the text that mends a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One mistake in rule text: code, place, what was found, what was expected, the fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// Whether it stops compilation.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What was found and what was expected, one sentence.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// Other places that belong to it, each with a short note.
    pub related: Vec<(Span, Message)>,
    /// The change that mends it, where one is clear.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Creates an error.
    pub fn error(
        code: Code,
        span: Span,
        zh: impl Into<Arc<str>>,
        en: impl Into<Arc<str>>,
    ) -> Self {
        Self {
            code,
            severity: Severity::Error,
            span,
            message: Message::new(zh, en),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Creates a warning.
    pub fn warning(
        code: Code,
        span: Span,
        zh: impl Into<Arc<str>>,
        en: impl Into<Arc<str>>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, zh, en) }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        self.help = Some(Message::new(zh, en));
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(
        mut self,
        span: Span,
        zh: impl Into<Arc<str>>,
        en: impl Into<Arc<str>>,
    ) -> Self {
        self.related.push((span, Message::new(zh, en)));
        self
    }

    /// Adds the change that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// Puts diagnostics into the order of their places, each once.
pub fn in_order(mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |said: &Diagnostic| (said.span, said.code);
    list.sort_by_key(key);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(list.len());
    for said in list {
        let mut same = kept.iter().rev().take_while(|other| key(other) == key(&said));
        if !same.any(|other| *other == said) {
            kept.push(said);
        }
    }
    kept
}
