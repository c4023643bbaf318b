//! Diagnostics as `index.d.ts` has them.

use fadu::text::{LineColumn, line_column};
use fadu::{Diagnostic, Message, Severity, SourceText};
use serde::Serialize;

/// A diagnostic with its place as people count it.
#[derive(Debug, Serialize)]
pub(crate) struct Said {
    code: String,
    severity: &'static str,
    path: String,
    start: Place,
    end: Place,
    message: Message,
    help: Option<Message>,
}

#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
}

impl Said {
    pub(crate) fn new(said: &Diagnostic, files: &[SourceText]) -> Self {
        let index = usize::try_from(said.span.file.0).unwrap_or(usize::MAX);
        let (path, text) = files.get(index).map_or(("", ""), |f| (&f.path, &f.text));
        let place = |offset| {
            let LineColumn { line, column } = line_column(text, offset);
            Place { line, column }
        };
        Self {
            code: said.code.0.to_owned(),
            severity: match said.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            path: path.to_owned(),
            start: place(said.span.start),
            end: place(said.span.end),
            message: said.message.clone(),
            help: said.help.clone(),
        }
    }
}
