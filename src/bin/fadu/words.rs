//! The words of the command itself, in the reader's language, and the marks beside them.

use fadu::diagnostic::{Language, Message};

/// Chooses words by language and marks by whether the terminal draws.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    language: Language,
    draws: bool,
}

impl Words {
    pub(crate) fn new(language: Language, draws: bool) -> Self {
        Self { language, draws }
    }

    pub(crate) fn language(self) -> Language {
        self.language
    }

    pub(crate) fn draws(self) -> bool {
        self.draws
    }

    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    pub(crate) fn said(self, message: &Message) -> &str {
        message.get(self.language)
    }

    /// Returns the drawn mark, or the one of plain text.
    pub(crate) fn mark(self, drawn: &'static str, plain: &'static str) -> &'static str {
        if self.draws { drawn } else { plain }
    }

    /// Joins labels; they may hold commas of their own.
    pub(crate) fn list<'a>(self, parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().collect::<Vec<_>>().join(self.pick("；", "; "))
    }
}
