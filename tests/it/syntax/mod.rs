//! Text to tree, and the tree's text in the other tongue.

mod keywords;
mod layout;
mod limits;
mod mistakes;
mod reading;
mod tongues;

use fadu::diagnostic::Diagnostic;
use fadu::syntax::{Parse, parse};
use fadu::text::{FileId, line_column};
use std::fs;

/// Reads a file of `tests/syntax`.
fn fixture(name: &str) -> String {
    fs::read_to_string(format!("tests/syntax/{name}.fadu")).unwrap()
}

fn read(text: &str) -> Parse {
    parse(FileId::default(), text)
}

/// Reads text that must have no mistake.
#[track_caller]
fn clean(text: &str) -> Parse {
    let parse = read(text);
    assert!(parse.diagnostics.is_empty(), "{text}\n{}", shown(text, &parse.diagnostics));
    parse
}

/// Diagnostics as `line:column code message`, one a line.
fn shown(text: &str, diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let at = line_column(text, diagnostic.span.start);
            format!(
                "{}:{} {} {}",
                at.line, at.column, diagnostic.code.0, diagnostic.message.en
            )
        })
        .collect();
    lines.join("\n")
}
