//! Results for a reader in a terminal: each verdict with what it came to, its basis and its
//! reasons, what is missing, the receipt; and the facts of a pack. In: results. Out: lines.
//! Never: a conclusion that the results do not hold.

mod benchmark;
mod deadline;
mod define;
mod facts;
mod layout;
mod lenient;
mod proof;
mod review;
mod scope;
mod scorecard;
mod table;
mod tree;
mod words;

use crate::terminal::{Line, Tone};
use crate::words::Words;
pub(crate) use facts::facts;
use fadu::Language;
use fadu::evaluation::{
    Evaluation, Head, Missing, Outcome, Question, ShownVersion, Verdict, VersionState,
};
use layout::{Page, Rows};
pub(crate) use tree::tree;

/// How many missing facts are shown: nobody answers more at a time.
const MISSING: usize = 20;

/// Returns the whole evaluation as lines.
pub(crate) fn evaluation(evaluation: &Evaluation, words: Words) -> Vec<Line> {
    let mut page = Page::new(words);
    heading(evaluation, &mut page);
    for verdict in &evaluation.verdicts {
        page.blank();
        self::verdict(verdict, &mut page);
    }
    missing(&evaluation.missing, evaluation, &mut page);
    warnings(evaluation, &mut page);
    receipt(evaluation, &mut page);
    page.lines()
}

/// Returns the problems with the facts, one line each.
pub(crate) fn problems(evaluation: &Evaluation, words: Words) -> Vec<Line> {
    let all = evaluation.problems.iter();
    all.map(|problem| {
        let head = words.pick("事实有误", "wrong fact");
        let line = Line::new().add(Tone::Bad, format!("{head}[{}]", problem.code));
        let line = if problem.fact.is_empty() {
            line
        } else {
            line.text(" ").name(&problem.fact)
        };
        line.text(words.pick("：", ": ")).text(words.said(&problem.message))
    })
    .collect()
}

fn heading(evaluation: &Evaluation, page: &mut Page) {
    let words = page.words();
    let pack = &evaluation.pack;
    page.line(
        Line::new()
            .strong(words.said(&pack.title))
            .quiet(format!("  {} {}", pack.id, pack.version)),
    );
    if let Some(profile) = &pack.profile {
        let head = Line::new().quiet(words.pick("方案 ", "profile "));
        page.line(head.text(words.said(&profile.label)).text("  ").name(&profile.name));
    }
    page.line(Line::new().quiet(words.pick("截至 ", "as of ")).quiet(&evaluation.as_of));
}

fn verdict(verdict: &Verdict, page: &mut Page) {
    let words = page.words();
    let head = verdict.head();
    let tone = words.outcome_tone(head.outcome);
    page.line(
        Line::new()
            .add(tone, words.outcome_mark(head.outcome))
            .text(" ")
            .strong(words.said(&head.label))
            .text("  ")
            .add(tone, words.outcome(head.outcome)),
    );
    // What does not concern the case needs its reason, not its empty form.
    let rows = match verdict {
        _ if head.outcome == Outcome::NotApplicable => Rows::new(),
        Verdict::Define(verdict) => define::rows(verdict, words),
        Verdict::Deadline(verdict) => deadline::rows(verdict, words),
        Verdict::Benchmark(verdict) => benchmark::rows(verdict, words),
        Verdict::Review(verdict) => review::rows(verdict, words),
        Verdict::Scope(verdict) => scope::rows(verdict, words),
        Verdict::Table(verdict) => table::rows(verdict, words),
        Verdict::Scorecard(verdict) => scorecard::rows(verdict, words),
    };
    let laws = match verdict {
        Verdict::Benchmark(verdict) => lenient::rows(verdict, words),
        Verdict::Define(_)
        | Verdict::Deadline(_)
        | Verdict::Review(_)
        | Verdict::Scope(_)
        | Verdict::Table(_)
        | Verdict::Scorecard(_) => Rows::new(),
    };
    page.rows(laws.joined(rows).joined(common(head, words)));
    if !head.because.is_empty() {
        page.line(Line::new().text("  ").quiet(words.pick("理由", "because")));
        proof::lines(&head.because, page);
    }
}

/// The rows that every verdict may have.
fn common(head: &Head, words: Words) -> Rows {
    let mut rows = Rows::new();
    if let Some(known) = head.version.as_ref() {
        rows.named(words.pick("版本", "version"), version(known, words));
    }
    let judge = words.pick("须人判断", "to judge");
    rows.list(judge, head.judge.iter().map(|question| asked(question, words)));
    let errors = words.pick("无法计算", "not computed");
    rows.list(
        errors,
        head.errors.iter().map(|why| Line::new().add(Tone::Bad, words.said(why))),
    );
    rows.list(
        words.pick("依据", "basis"),
        head.basis.iter().map(|cited| words.cited(cited)),
    );
    rows
}

/// Returns which version it is.
fn version(version: &ShownVersion, words: Words) -> Line {
    let period = match (&version.from, &version.to, words.pick("zh", "en")) {
        (None, None, _) => String::new(),
        (Some(from), None, "zh") => format!("自 {from} 起施行"),
        (Some(from), Some(to), "zh") => format!("自 {from} 起施行至 {to}"),
        (None, Some(to), "zh") => format!("施行至 {to}"),
        (Some(from), None, _) => format!("in force from {from}"),
        (Some(from), Some(to), _) => format!("in force from {from} to {to}"),
        (None, Some(to), _) => format!("in force to {to}"),
    };
    let line = Line::new().text(period);
    match version.state {
        VersionState::InForce => line,
        VersionState::Possible => line.add(
            Tone::Open,
            words.pick("（可能适用，日期未知）", " (possible: the date is not known)"),
        ),
        VersionState::None => {
            line.quiet(words.pick("没有施行的版本", "no version is in force"))
        }
    }
}

fn asked(question: &Question, words: Words) -> Line {
    let line = Line::new().add(Tone::Open, words.said(&question.text));
    let line = match &question.fact {
        Some(fact) => line.text("  ").name(fact),
        None => line,
    };
    line.then(words.after_basis(&question.basis))
}

fn missing(missing: &[Missing], evaluation: &Evaluation, page: &mut Page) {
    if missing.is_empty() {
        return;
    }
    let words = page.words();
    page.blank();
    page.line(
        Line::new()
            .strong(words.pick("待补事实", "Missing facts"))
            .quiet(words.pick("（影响大的在前）", " (the most decisive first)")),
    );
    let mut rows = Rows::new();
    for one in missing.iter().take(MISSING) {
        let reached = one.verdicts.iter().map(|name| label_of(name, evaluation, words));
        let line = Line::new().text(words.said(&one.label)).quiet("  ");
        rows.row(Line::new().name(&one.fact), line.quiet(words.list(reached)));
    }
    page.rows(rows);
    let rest = missing.len().saturating_sub(MISSING);
    if rest > 0 {
        page.line(Line::new().quiet(match words.language() {
            Language::Zh => format!("  另有 {rest} 项，见 --json"),
            Language::En => format!("  and {rest} more, see --json"),
        }));
    }
}

fn label_of<'a>(name: &'a str, evaluation: &'a Evaluation, words: Words) -> &'a str {
    let heads = evaluation.verdicts.iter().map(Verdict::head);
    heads
        .into_iter()
        .find(|head| head.name == name)
        .map_or(name, |head| words.said(&head.label))
}

fn warnings(evaluation: &Evaluation, page: &mut Page) {
    let words = page.words();
    if !evaluation.warnings.is_empty() {
        page.blank();
    }
    for warning in &evaluation.warnings {
        let head = words.pick("提醒", "note");
        let head = Line::new().add(Tone::Open, format!("{head}[{}]: ", warning.code));
        let below = Line::new().pad(head.width());
        page.hanging(head, Line::new().text(words.said(&warning.message)), &below);
    }
}

fn receipt(evaluation: &Evaluation, page: &mut Page) {
    let words = page.words();
    let receipt = &evaluation.receipt;
    page.blank();
    page.line(Line::new().quiet(words.pick("回执", "Receipt")));
    let mut rows = Rows::new();
    let digests = [
        (words.pick("规则包", "pack"), receipt.pack.digest.to_string()),
        (words.pick("事实", "facts"), receipt.facts.to_string()),
        (words.pick("结论", "answer"), receipt.result.to_string()),
    ];
    for (name, digest) in digests {
        rows.row(Line::new().quiet(name), Line::new().quiet(digest));
    }
    page.rows(rows);
}
