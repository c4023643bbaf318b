//! Diagnostics as `index.d.ts` has them.

use fadu::text::{LineColumn, Lines};
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
    /// Tells all that is said, in its order.
    pub(crate) fn all(said: &[Diagnostic], files: &[SourceText]) -> Vec<Self> {
        // The lines of a file are counted once, however much there is to say of it.
        let files: Vec<(&str, Lines<'_>)> =
            files.iter().map(|file| (&*file.path, Lines::of(&file.text))).collect();
        said.iter().map(|said| Self::new(said, &files)).collect()
    }

    fn new(said: &Diagnostic, files: &[(&str, Lines<'_>)]) -> Self {
        let index = usize::try_from(said.span.file.0).unwrap_or(usize::MAX);
        let known = files.get(index);
        let path = known.map_or("", |(path, _)| path);
        let place = |offset| {
            let (line, column) = known.map_or((1, 1), |(_, lines)| {
                let LineColumn { line, column } = lines.at(offset);
                (line, column)
            });
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
