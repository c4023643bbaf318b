//! `fadu prove`: what rules leave out, decide twice or never come to.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use fadu::diagnostic::Severity;
use fadu::prove::{Finding, ProofReport, open_thousandths};
use fadu::text::{SourceText, line_column};
use fadu::told::{ToldProof, percent};
use fadu::{Compiled, Language, Pack};

pub(crate) fn run(
    arguments: &args::Prove,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut total = Total::default();
    let mut told: Vec<ToldProof> = Vec::new();
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
                fadu::compile_rules(&rules.files, Some(&pack.id));
            let Some(pack) = pack else {
                let failure = packs::broken(&rules, &diagnostics, terminal);
                terminal.failure(&failure);
                total.broken = total.broken.saturating_add(1);
                continue;
            };
            let pack = packs::with_profile(pack, from.profile)?;
            let report = pack.prove_explained(&rules.files);
            total.add(&report);
            if arguments.json {
                told.push(pack.told_proof(&report, &rules.shown()));
            } else {
                show(&pack, &report, &rules, terminal);
            }
        }
    }
    if arguments.json {
        // As a value: its members stand in the order of their names.
        let told = serde_json::to_value(&told).unwrap_or_default();
        terminal.bytes(format!("{told:#}\n").as_bytes());
    } else {
        terminal.line(&total.line(terminal.words().language()));
    }
    let wrong = total.errors > 0 || total.broken > 0;
    Ok(if wrong { Outcome::Wrong } else { Outcome::Fine })
}

/// Each finding with its test, then what is open.
fn show(pack: &Pack, report: &ProofReport, rules: &Rules, terminal: &mut Terminal) {
    let language = terminal.words().language();
    let shown = rules.shown();
    for finding in &report.findings {
        if let Some(reason) = &finding.explained {
            terminal.line(&explained(finding, reason, &shown, terminal.words()));
            continue;
        }
        terminal.diagnostics(std::slice::from_ref(&finding.diagnostic), &shown);
        if let Some(test) = finding.test(&rules.files) {
            let head = match language {
                Language::Zh => "可以粘贴的测试，规则改好之前不通过：",
                Language::En => "a test to paste; it fails until the rules are mended:",
            };
            terminal.line(&Line::new().quiet(head));
            for line in test.lines() {
                terminal.line(&Line::new().text("    ").text(line));
            }
            terminal.blank();
        }
    }
    for open in &report.undecided {
        let head = terminal.words().pick("未能判定：", "not settled: ");
        let line = Line::new()
            .add(Tone::Open, head)
            .text(terminal.words().said(&open.message))
            .quiet(format!("  {}", pack.id()));
        terminal.line(&line);
    }
}

/// A finding that the author explains, in a line.
fn explained(
    finding: &Finding,
    reason: &str,
    shown: &[SourceText],
    words: Words,
) -> Line {
    let said = &finding.diagnostic;
    let file = usize::try_from(said.span.file.0).ok().and_then(|at| shown.get(at));
    let at = file.map_or_else(String::new, |file| {
        let line = line_column(&file.text, said.span.start).line;
        format!("{}:{line}", file.path)
    });
    Line::new()
        .quiet(words.pick("已说明 ", "explained "))
        .text(format!("[{}] ", said.code.0))
        .text(&finding.rule)
        .quiet(format!("  {at}  "))
        .text(reason)
}

/// What all packs came to.
#[derive(Debug, Default)]
struct Total {
    rules: usize,
    questions: usize,
    errors: usize,
    warnings: usize,
    explained: usize,
    undecided: usize,
    broken: usize,
}

impl Total {
    fn add(&mut self, report: &ProofReport) {
        let open = |finding: &&Finding| finding.explained.is_none();
        let is_error =
            |finding: &&Finding| finding.diagnostic.severity == Severity::Error;
        let stand = report.findings.iter().filter(open).count();
        let errors = report.findings.iter().filter(open).filter(is_error).count();
        self.rules = self.rules.saturating_add(report.rules);
        self.questions = self.questions.saturating_add(report.questions);
        self.errors = self.errors.saturating_add(errors);
        self.warnings = self.warnings.saturating_add(stand.saturating_sub(errors));
        let explained = report.findings.len().saturating_sub(stand);
        self.explained = self.explained.saturating_add(explained);
        self.undecided = self.undecided.saturating_add(report.undecided.len());
    }

    fn line(&self, language: Language) -> Line {
        let Self { rules, questions, errors, warnings, explained, undecided, broken } =
            self;
        let share = percent(open_thousandths(*undecided, *questions));
        let (tone, text) = match language {
            Language::Zh => (
                self.tone(),
                format!(
                    "查了 {rules} 项规则（{questions} 问）：{errors} 处错误，{warnings} 处提醒，{explained} 处已说明，{undecided} 问未能判定（{share}%）"
                ),
            ),
            Language::En => (
                self.tone(),
                format!(
                    "{rules} rules, {questions} questions: {errors} errors, {warnings} warnings, {explained} explained, {undecided} not settled ({share}%)"
                ),
            ),
        };
        let line = Line::new().add(tone, text);
        match (*broken, language) {
            (0, _) => line,
            (_, Language::Zh) => {
                line.add(Tone::Bad, format!("，{broken} 个规则包有误未查"))
            }
            (_, Language::En) => line.add(
                Tone::Bad,
                format!(", {broken} packs not looked at: they have mistakes"),
            ),
        }
    }

    fn tone(&self) -> Tone {
        match (self.errors, self.warnings, self.undecided) {
            (0, 0, 0) => Tone::Good,
            (0, _, _) => Tone::Open,
            (_, _, _) => Tone::Bad,
        }
    }
}
