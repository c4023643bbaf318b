//! `fadu fmt`: rule files in one layout, and with --lang in the keywords of one language.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::{self, RuleFile};
use crate::terminal::{Line, Terminal, Tone};
use fadu::diagnostic::Language;
use fadu::text::SourceText;
use similar::{ChangeTag, TextDiff};
use std::path::Path;

/// The most lines that `--check` shows of one file.
const SHOWN: usize = 10;

pub(crate) fn run(
    arguments: &args::Fmt,
    language: Option<Language>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut total = Total::default();
    for path in &arguments.paths {
        // What comes in by standard input goes out by standard output, changed or not.
        let piped = path == Path::new("-");
        let files =
            if piped { vec![files::read_piped()?] } else { files::rule_files(path)? };
        for file in files {
            match fadu::format::format(&file.text, language) {
                Ok(text) => {
                    let changed = text != file.written;
                    if arguments.check {
                        if changed {
                            would_change(&file, &text, terminal);
                        }
                    } else if piped {
                        terminal.bytes(text.as_bytes());
                    } else if changed {
                        files::write(&file.place, &text)?;
                        let said = terminal.words().pick("已改写 ", "changed ");
                        terminal.line(&Line::new().text(said).name(&file.shown));
                    }
                    total.count(changed);
                }
                Err(diagnostics) => {
                    let shown = [SourceText::new(file.shown, file.text)];
                    terminal.diagnostics_aside(&diagnostics, &shown);
                    total.broken = total.broken.saturating_add(1);
                }
            }
        }
        if piped && !arguments.check {
            return Ok(total.outcome(false));
        }
    }
    terminal.line(&total.line(arguments.check, terminal));
    Ok(total.outcome(arguments.check))
}

/// Names a file that would change, and shows the first lines that would.
fn would_change(file: &RuleFile, text: &str, terminal: &mut Terminal) {
    let said = terminal.words().pick("会改写 ", "would change ");
    terminal.line(&Line::new().text(said).name(&file.shown));
    let diff = TextDiff::from_lines(file.written.as_str(), text);
    let changes =
        diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    let mut lines = changes.map(|change| {
        let (sign, tone, at) = match change.tag() {
            ChangeTag::Delete => ("-", Tone::Bad, change.old_index()),
            ChangeTag::Insert | ChangeTag::Equal => ("+", Tone::Good, change.new_index()),
        };
        let number = at.map_or(0, |at| at.saturating_add(1));
        let written = change.value().trim_end_matches('\n').replace('\r', "␍");
        Line::new().quiet(format!("{number:>5} ")).add(tone, format!("{sign} {written}"))
    });
    for line in lines.by_ref().take(SHOWN) {
        terminal.line(&line);
    }
    let more = lines.count();
    if more > 0 {
        let said = match terminal.words().language() {
            Language::Zh => format!("      …还有 {more} 行"),
            Language::En => format!("      … {more} more"),
        };
        terminal.line(&Line::new().quiet(said));
    }
}

/// How many files came to what.
#[derive(Debug, Default)]
struct Total {
    kept: usize,
    changed: usize,
    broken: usize,
}

impl Total {
    fn count(&mut self, changed: bool) {
        let count = if changed { &mut self.changed } else { &mut self.kept };
        *count = count.saturating_add(1);
    }

    fn outcome(&self, check: bool) -> Outcome {
        match self {
            Self { broken: 1.., .. } => Outcome::Wrong,
            Self { changed: 1.., .. } if check => Outcome::Wrong,
            Self { .. } => Outcome::Fine,
        }
    }

    fn line(&self, check: bool, terminal: &Terminal) -> Line {
        let Self { kept, changed, broken } = self;
        let line = Line::new().quiet(match (terminal.words().language(), check) {
            (Language::Zh, true) => format!("{changed} 个文件会改写，{kept} 个不变"),
            (Language::Zh, false) => format!("{changed} 个文件已改写，{kept} 个不变"),
            (Language::En, true) => format!("{changed} would change, {kept} would stay"),
            (Language::En, false) => format!("{changed} changed, {kept} stayed"),
        });
        match (broken, terminal.words().language()) {
            (0, _) => line,
            (_, Language::Zh) => line.add(Tone::Bad, format!("，{broken} 个有错误未动")),
            (_, Language::En) => {
                line.add(Tone::Bad, format!(", {broken} left alone: they have mistakes"))
            }
        }
    }
}
