//! `fadu fmt`: the keywords of rule files in one language; nothing else in them changes.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::terminal::{Line, Terminal, Tone};
use fadu::diagnostic::Language;
use fadu::text::SourceText;

pub(crate) fn run(
    arguments: &args::Fmt,
    language: Option<Language>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let Some(language) = language else {
        return Err(Failure::usage(
            "请用 --lang zh 或 --lang en 说明关键字用哪种语言",
            "say which language the keywords should have: --lang zh or --lang en",
        ));
    };
    let mut total = Total::default();
    for path in &arguments.paths {
        for file in files::rule_files(path)? {
            match fadu::format::language(&file.text, language) {
                Ok(text) if text == file.text => total.kept(),
                Ok(text) => {
                    if !arguments.check {
                        files::write(&file.place, &text)?;
                    }
                    let said = match arguments.check {
                        true => terminal.words().pick("会改写 ", "would change "),
                        false => terminal.words().pick("已改写 ", "changed "),
                    };
                    let line = Line::new().text(said).name(&file.shown);
                    terminal.line(&line);
                    total.changed();
                }
                Err(diagnostics) => {
                    let shown = [SourceText::new(file.shown, file.text)];
                    terminal.diagnostics_aside(&diagnostics, &shown);
                    total.broken();
                }
            }
        }
    }
    terminal.line(&total.line(arguments.check, terminal));
    Ok(match total {
        Total { broken: 1.., .. } => Outcome::Wrong,
        Total { changed: 1.., .. } if arguments.check => Outcome::Wrong,
        Total { .. } => Outcome::Fine,
    })
}

/// How many files came to what.
#[derive(Debug, Default)]
struct Total {
    kept: usize,
    changed: usize,
    broken: usize,
}

impl Total {
    fn kept(&mut self) {
        self.kept = self.kept.saturating_add(1);
    }

    fn changed(&mut self) {
        self.changed = self.changed.saturating_add(1);
    }

    fn broken(&mut self) {
        self.broken = self.broken.saturating_add(1);
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
