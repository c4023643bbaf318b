//! What came of it. In: questions with their answers. Out: findings for a person, in the order
//! asked. Never: a finding in one language; a question that is counted nowhere.

use super::question::{Asked, ForbiddenKind, Question, RowKind};
use super::search::{Answer, Case};
use super::sheet::Sheet;
use super::witness::{Witness, witness};
use crate::diagnostic::{Code, Diagnostic, Message};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What was shown of a pack.
#[derive(Debug, Clone, Default)]
pub struct ProofReport {
    /// How many rules were asked about.
    pub rules: usize,
    /// How many questions that took.
    pub questions: usize,
    /// What is wrong, or worth a look.
    pub findings: Vec<Finding>,
    /// What was not settled.
    pub undecided: Vec<Undecided>,
    /// How many slots were looked at: the same on every computer.
    pub steps: usize,
    /// Cases that the engine did not confirm: a defect of the prover, of which there is none
    /// as long as this is zero. Their questions are undecided.
    pub unconfirmed: usize,
}

/// Something wrong with rules, or worth a look.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// What is said of it, and where.
    pub diagnostic: Diagnostic,
    /// A case that shows it; what never happens has none.
    pub witness: Option<Witness>,
    /// Cases of the same gap at other numbers.
    pub others: Vec<Witness>,
    /// The author's reason why it stands, if there is one.
    pub explained: Option<String>,
}

/// A question that was not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The rule's name.
    pub rule: String,
    /// What was asked of it.
    pub message: Message,
}

impl ProofReport {
    /// Returns the share of the questions that was not settled, in thousandths, rounded up:
    /// none only where everything was.
    pub fn open_thousandths(&self) -> usize {
        open_thousandths(self.undecided.len(), self.questions)
    }

    pub(super) fn undecided(&mut self, question: &Question) {
        let rule = question.rule.clone();
        self.undecided.push(Undecided { rule, message: asked(question) });
    }

    /// Adds what an answer means: a case is a mistake of a gap, an overlap, a limit; of a row,
    /// that there is none; `behind`: other rows are always before it.
    pub(super) fn add(
        &mut self,
        sheet: &Sheet<'_>,
        question: &Question,
        answer: Answer,
        behind: bool,
    ) {
        let is_row = matches!(question.asked, Asked::Row { .. });
        match answer {
            Answer::Undecided => self.undecided(question),
            Answer::Never if is_row => self.push(sheet, question, never(question), None),
            Answer::Holds(_) if is_row && behind => {
                self.push(sheet, question, behind_others(question), None);
            }
            Answer::Never => {}
            Answer::Holds(_) if is_row => {}
            Answer::Holds(case) => {
                self.push(sheet, question, found(question), Some(&case));
            }
        }
    }

    fn push(
        &mut self,
        sheet: &Sheet<'_>,
        question: &Question,
        diagnostic: Diagnostic,
        case: Option<&Case>,
    ) {
        let number = self.findings.len().saturating_add(1);
        let rule = question.rule.replace('.', "_");
        let name = format!("{rule}_{}_{number}", slug(diagnostic.code));
        let model = &sheet.program.model;
        let witness = case.map(|case| {
            witness(model, case, &name, &diagnostic.message, &question.expect)
        });
        let mut diagnostic = diagnostic;
        if let Some(witness) = &witness {
            let Message { zh, en } = &witness.text;
            diagnostic.message.zh = format!("{}：{zh}", diagnostic.message.zh).into();
            diagnostic.message.en = format!("{}: {en}", diagnostic.message.en).into();
        }
        let rule = question.rule.clone();
        let others = Vec::new();
        self.findings.push(Finding {
            rule,
            diagnostic,
            witness,
            others,
            explained: None,
        });
    }

    /// Adds further cases to the finding that was added last.
    pub(super) fn also(
        &mut self,
        sheet: &Sheet<'_>,
        question: &Question,
        cases: &[Case],
    ) {
        let number = self.findings.len();
        let Some(last) = self.findings.last_mut().filter(|_| !cases.is_empty()) else {
            return;
        };
        let model = &sheet.program.model;
        let rule = question.rule.replace('.', "_");
        let label = found(question).message;
        for (at, case) in cases.iter().enumerate() {
            let letter = ["b", "c", "d"].get(at).unwrap_or(&"e");
            let name = format!("{rule}_{}_{number}{letter}", slug(last.diagnostic.code));
            last.others.push(witness(model, case, &name, &label, &question.expect));
        }
        let join = |pick: fn(&Message) -> &str, between: &str| {
            let texts: Vec<&str> =
                last.others.iter().map(|other| pick(&other.text)).collect();
            texts.join(between)
        };
        let (zh, en) = (join(|it| &it.zh, "；"), join(|it| &it.en, "; "));
        let message = &mut last.diagnostic.message;
        message.zh = format!("{}；还有：{zh}", message.zh).into();
        message.en = format!("{}; also: {en}", message.en).into();
    }
}

/// Returns a share in thousandths, rounded up.
pub fn open_thousandths(open: usize, questions: usize) -> usize {
    let rounded = open.saturating_mul(1000).saturating_add(questions.saturating_sub(1));
    rounded.checked_div(questions).unwrap_or(0)
}

fn slug(code: Code) -> &'static str {
    match code {
        Code::GAP => "gap",
        Code::OVERLAP => "overlap",
        Code::PROVED_OUTSIDE_STATUTE => "statute",
        Code::SUM_BEYOND => "sum",
        _ => "case",
    }
}

/// What was asked, for a list of what is open.
fn asked(question: &Question) -> Message {
    let Message { zh, en } = &question.label;
    match &question.asked {
        Asked::Gap { .. } => Message::new(
            format!("「{zh}」是否有空缺"),
            format!("whether `{en}` has a gap"),
        ),
        Asked::Overlap { rows: [one, other], .. } => Message::new(
            format!("「{zh}」的{}与{}是否重叠", one.zh, other.zh),
            format!("whether {} and {} of `{en}` overlap", one.en, other.en),
        ),
        Asked::Row { row, .. } => Message::new(
            format!("「{zh}」的「{}」能否适用", row.zh),
            format!("whether `{}` of `{en}` can apply", row.en),
        ),
        Asked::Must(forbidden) => Message::new(
            format!("「{zh}」是否{}", forbidden.what.zh),
            format!("whether, in `{en}`, {}", forbidden.what.en),
        ),
    }
}

/// A row that no case makes true.
fn never(question: &Question) -> Diagnostic {
    let Message { zh, en } = &question.label;
    let Asked::Row { row, kind, .. } = &question.asked else { return found(question) };
    match kind {
        RowKind::Row => Diagnostic::error(
            Code::DEAD_ROW,
            question.span,
            format!("「{zh}」的「{}」永不成立：它的条件相互矛盾", row.zh),
            format!("`{}` of `{en}` is never true: its conditions contradict", row.en),
        )
        .help(
            "核对这一行的数界和事实的取值范围",
            "look at the bounds of this row and at what its facts may be",
        ),
        RowKind::Rest => Diagnostic::warning(
            Code::NOTHING_LEFT,
            question.span,
            format!("「{zh}」的「{}」永远轮不到：其他各项没有留下任何情形", row.zh),
            format!("`{}` of `{en}` is never reached: the others leave it no case", row.en),
        )
        .help(
            "删去「否则」；或者删去它前面最后一项的条件，由「否则」收尾",
            "take the `otherwise` out, or put it in place of the last condition before it",
        ),
        RowKind::Item => Diagnostic::error(
            Code::UNREACHABLE,
            question.span,
            format!("「{zh}」的「{}」永远用不到：它的条件相互矛盾", row.zh),
            format!("`{}` of `{en}` never comes up: its conditions contradict", row.en),
        )
        .help(
            "核对它自己的条件和它所在一层的条件",
            "look at its own condition and at that of what it stands in",
        ),
        RowKind::Maximum => Diagnostic::warning(
            Code::MAXIMUM_UNREACHED,
            question.span,
            format!("「{zh}」没有一档达到{}的法定最高", row.zh),
            format!("no tier of `{en}` reaches the law's maximum of {}", row.en),
        )
        .help(
            "最重一档的上限写明「(含)」，或者另列顶格的一行",
            "include the end of the heaviest tier with `(incl)`, or add a row for the maximum",
        ),
        RowKind::Condition => Diagnostic::error(
            Code::CONTRADICTION,
            question.span,
            format!("「{zh}」永不成立"),
            format!("`{en}` is never true"),
        )
        .help(
            "核对数界和事实的取值范围",
            "look at the bounds and at what the facts may be",
        ),
    }
}

/// A row behind others that always decide.
fn behind_others(question: &Question) -> Diagnostic {
    let Message { zh, en } = &question.label;
    let Asked::Row { row, .. } = &question.asked else { return found(question) };
    Diagnostic::error(
        Code::SHADOWED,
        question.span,
        format!("「{zh}」的「{}」永远轮不到：凡是它成立，前面的已经适用", row.zh),
        format!(
            "`{}` of `{en}` is never reached: whenever it is true, one before it applies",
            row.en
        ),
    )
    .help("把它移到前面，或者删去", "move it before the others, or take it out")
}

/// A case that must not be.
fn found(question: &Question) -> Diagnostic {
    let Message { zh, en } = &question.label;
    match &question.asked {
        Asked::Gap { is_error, .. } => {
            let (zh, en) = (
                format!("「{zh}」有空缺，没有一项适用"),
                format!("`{en}` has a gap; nothing applies"),
            );
            let said = if *is_error {
                Diagnostic::error(Code::GAP, question.span, zh, en)
            } else {
                Diagnostic::warning(Code::GAP, question.span, zh, en)
            };
            said.help(
                "补上这一项，或者加上「否则」",
                "add what is missing, or an `otherwise`",
            )
        }
        Asked::Overlap { rows: [one, other], spans: [first, _], .. } => {
            Diagnostic::error(
                Code::OVERLAP,
                question.span,
                format!("「{zh}」的{}与{}同时成立", one.zh, other.zh),
                format!("{} and {} of `{en}` are true together", one.en, other.en),
            )
            .help(
                "改正数界，或者用「命中 首个」规定先后",
                "mend the bounds, or say which comes first with `hit first`",
            )
            .related(*first, "与此同时成立", "true together with this")
        }
        Asked::Row { .. } => never(question),
        Asked::Must(forbidden) => {
            let (code, is_error) = match forbidden.kind {
                ForbiddenKind::OutsideStatute => (Code::PROVED_OUTSIDE_STATUTE, true),
                ForbiddenKind::Sum => (Code::SUM_BEYOND, false),
                ForbiddenKind::Twice => (Code::WRITTEN_TWICE, false),
                ForbiddenKind::Falls => (Code::FALLS, false),
                ForbiddenKind::TurnsRound => (Code::TURNS_ROUND, false),
            };
            let (zh, en) = (
                format!("「{zh}」{}", forbidden.what.zh),
                format!("in `{en}`, {}", forbidden.what.en),
            );
            if is_error {
                Diagnostic::error(code, question.span, zh, en)
            } else {
                Diagnostic::warning(code, question.span, zh, en)
            }
        }
    }
}
