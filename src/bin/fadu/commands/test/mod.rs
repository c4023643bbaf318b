//! `fadu test`: the tests that packs bring along, and what of the rules they reach.

mod coverage;
mod junit;

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::{Line, Terminal, Tone};
use fadu::evaluation::to_canonical;
use fadu::{Compiled, Coverage, Language, Pack, TestReport};
use serde::Serialize;
use std::path::Path;

pub(crate) fn run(
    arguments: &args::Test,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut total = Total::default();
    let mut ran = Vec::new();
    let mut pages = Vec::new();
    let measured =
        arguments.coverage || arguments.at_least.is_some() || arguments.html.is_some();
    let quiet = arguments.json || arguments.suggest;
    for path in &arguments.paths {
        let rules = Rules::around(path, from.root)?;
        let found = packs::asked(&rules);
        if found.is_empty() {
            let path = path.display();
            return Err(Failure::usage(
                format!("「{path}」里没有规则包"),
                format!("there is no pack in `{path}`"),
            ));
        }
        for pack in found {
            let Compiled { pack, diagnostics } =
                fadu::compile(&rules.files, Some(&pack.id));
            match pack {
                Some(pack) => {
                    let pack = packs::with_profile(pack, from.profile)?;
                    let report = pack.test();
                    if arguments.suggest {
                        let language = terminal.words().language();
                        let cases = pack.suggest(&rules.files, language);
                        terminal.bytes(cases.as_bytes());
                    }
                    let coverage = measured.then(|| pack.coverage(&rules.files));
                    if let Some(coverage) =
                        coverage.as_ref().filter(|_| arguments.html.is_some())
                    {
                        pages
                            .push((pack.id().to_owned(), coverage.to_html(&rules.files)));
                    }
                    let coverage = coverage.map(|coverage| placed(coverage, &rules));
                    if !quiet {
                        show(&pack, &report, &rules, terminal);
                    }
                    if let Some(coverage) = &coverage {
                        if arguments.coverage && !quiet {
                            coverage::show(coverage, terminal);
                        }
                        total.thin |= arguments
                            .at_least
                            .is_some_and(|least| coverage.percent() < usize::from(least));
                    }
                    total.add(&report);
                    ran.push(said(&pack, &report, coverage, &rules));
                }
                None => {
                    let failure = packs::broken(&rules, &diagnostics, terminal);
                    terminal.failure(&failure);
                    total.broken = total.broken.saturating_add(1);
                }
            }
        }
    }
    if let Some(path) = &arguments.html {
        write_pages(path, pages)?;
    }
    if let Some(path) = &arguments.junit {
        let xml = junit::report(&ran, terminal.words())?;
        written(path, &xml)?;
    }
    if arguments.json {
        terminal.bytes(&to_canonical(&Said { packs: ran }));
    } else if !quiet {
        terminal.blank();
        let line = total.line(terminal.words().language());
        terminal.line(&line);
    }
    if total.thin {
        let least = arguments.at_least.unwrap_or_default();
        return Err(Failure::wrong(
            format!("有规则包的覆盖率低于 {least}%"),
            format!("the tests of some pack reach less than {least}%"),
        ));
    }
    Ok(if total.is_fine() { Outcome::Fine } else { Outcome::Wrong })
}

/// Writes one page, or one beside the other for each pack: `coverage-food-safety.html`.
fn write_pages(path: &Path, pages: Vec<(String, String)>) -> Result<(), Failure> {
    if let [(_, page)] = pages.as_slice() {
        return written(path, page);
    }
    let stem =
        path.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into());
    for (pack, page) in pages {
        written(&path.with_file_name(format!("{stem}-{pack}.html")), &page)?;
    }
    Ok(())
}

/// Writes a report where a person asked for it, over the one before.
fn written(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| {
        let at = path.display();
        Failure::usage(
            format!("无法写入「{at}」：{error}"),
            format!("cannot write `{at}`: {error}"),
        )
    })
}

/// Files as a person names them, from here.
fn placed(mut coverage: Coverage, rules: &Rules) -> Coverage {
    for point in &mut coverage.points {
        point.path = rules.shown_path(&point.path);
        for by in point.goals.iter_mut().filter_map(|goal| goal.by.as_mut()) {
            by.path = rules.shown_path(&by.path);
        }
    }
    coverage
}

fn said(
    pack: &Pack,
    report: &TestReport,
    coverage: Option<Coverage>,
    rules: &Rules,
) -> Ran {
    let mut tests = report.clone();
    for case in &mut tests.cases {
        case.path = rules.shown_path(&case.path);
    }
    Ran {
        pack: pack.id().to_owned(),
        version: pack.version().to_owned(),
        digest: pack.digest(),
        tests,
        coverage,
    }
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Said {
    packs: Vec<Ran>,
}

/// One pack of it.
#[derive(Debug, Serialize)]
struct Ran {
    pack: String,
    version: String,
    digest: String,
    tests: TestReport,
    coverage: Option<Coverage>,
}

/// One line for the pack, then each failed case with what was expected and what came out.
fn show(pack: &Pack, report: &TestReport, rules: &Rules, terminal: &mut Terminal) {
    let language = terminal.words().language();
    let line = Line::new()
        .strong(pack.id())
        .quiet(format!(" {}", pack.version()))
        .pad(28)
        .text("  ")
        .then(counts(report.passed, report.failed, language))
        .then(open(report.unconfirmed, language));
    terminal.line(&line);
    for case in report.cases.iter().filter(|case| case.unconfirmed) {
        let at = rules.shown_path(&case.path);
        let line = Line::new()
            .add(Tone::Open, "  ? ")
            .text(terminal.words().said(&case.label))
            .quiet(format!("  {at}:{}", case.line))
            .add(
                Tone::Open,
                terminal.words().pick("  待确认，现在得到", "  unconfirmed; now"),
            );
        terminal.line(&line);
        for said in case.failures.iter().chain(&case.comes_to) {
            let line = Line::new().text("      ").text(terminal.words().said(said));
            terminal.line(&line);
        }
    }
    for case in report.cases.iter().filter(|case| !case.passed && !case.unconfirmed) {
        let at = rules.shown_path(&case.path);
        let line = Line::new()
            .add(Tone::Bad, if terminal.words().draws() { "  ✗ " } else { "  x " })
            .text(terminal.words().said(&case.label))
            .quiet(format!("  {at}:{}", case.line));
        terminal.line(&line);
        for failure in &case.failures {
            let line = Line::new().text("      ").text(terminal.words().said(failure));
            terminal.line(&line);
        }
    }
}

fn counts(passed: usize, failed: usize, language: Language) -> Line {
    let (passes, fails) = match language {
        Language::Zh => (format!("{passed} 项通过"), format!("，{failed} 项未通过")),
        Language::En => (format!("{passed} passed"), format!(", {failed} failed")),
    };
    match (passed, failed) {
        (0, 0) => Line::new().add(
            Tone::Open,
            match language {
                Language::Zh => "没有测试",
                Language::En => "no tests",
            },
        ),
        (_, 0) => Line::new().add(Tone::Good, passes),
        (_, _) => Line::new().text(passes).add(Tone::Bad, fails),
    }
}

/// How many cases count for nothing yet.
fn open(unconfirmed: usize, language: Language) -> Line {
    match (unconfirmed, language) {
        (0, _) => Line::new(),
        (_, Language::Zh) => {
            Line::new().add(Tone::Open, format!("，{unconfirmed} 项待确认"))
        }
        (_, Language::En) => {
            Line::new().add(Tone::Open, format!(", {unconfirmed} unconfirmed"))
        }
    }
}

/// What all packs came to.
#[derive(Debug, Default)]
struct Total {
    passed: usize,
    failed: usize,
    unconfirmed: usize,
    broken: usize,
    /// Whether the tests of some pack reach less than is asked.
    thin: bool,
}

impl Total {
    fn add(&mut self, report: &TestReport) {
        self.passed = self.passed.saturating_add(report.passed);
        self.failed = self.failed.saturating_add(report.failed);
        self.unconfirmed = self.unconfirmed.saturating_add(report.unconfirmed);
    }

    fn is_fine(&self) -> bool {
        self.failed == 0 && self.broken == 0
    }

    fn line(&self, language: Language) -> Line {
        let head = match language {
            Language::Zh => "合计 ",
            Language::En => "in all ",
        };
        let line =
            Line::new().text(head).then(counts(self.passed, self.failed, language));
        let line = line.then(open(self.unconfirmed, language));
        match (self.broken, language) {
            (0, _) => line,
            (broken, Language::Zh) => {
                line.add(Tone::Bad, format!("，{broken} 个规则包有误未测"))
            }
            (broken, Language::En) => line.add(
                Tone::Bad,
                format!(", {broken} packs not tested: they have mistakes"),
            ),
        }
    }
}
