//! Which parts of the rules the tests reach. In: a pack's tests, run on rules that are marked
//! with their places. Out: every point that a test should reach, with the case that did. A
//! case counts where it came out as expected, and only for what decided the answers that it
//! expects. Never: a guess from the text of a rule.

mod asked;
mod html;
mod points;
mod reached;
mod sides;
mod step;
mod suggest;

pub use suggest::Suggestion;
pub(crate) use suggest::{suggest, to_source};

use super::Ran;
use crate::diagnostic::Message;
use crate::model::Model;
use crate::program::Program;
use crate::text::{SourceText, Span, line_column};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use points::Point;
use serde::Serialize;

/// What the tests of a pack reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The pack.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// How many cases count: those that came out as expected.
    pub cases: usize,
    /// How many goals there are, those left out not among them.
    pub goals: usize,
    /// How many of them some case reaches.
    pub met: usize,
    /// How many are left out, each with its reason.
    pub excluded: usize,
    /// The same by kind.
    pub kinds: Vec<KindCount>,
    /// Every point, in the order of files and text.
    pub points: Vec<CoveragePoint>,
}

/// The goals of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// In words.
    pub label: Message,
    /// How many goals, those left out not among them.
    pub goals: usize,
    /// How many of them some case reaches.
    pub met: usize,
    /// How many are left out.
    pub excluded: usize,
}

/// The kinds of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A tier or a conflict of a benchmark.
    Tier,
    /// A row of a penalty that has several.
    Amount,
    /// A circumstance.
    Circumstance,
    /// A criterion of a review.
    Criterion,
    /// An item of a checklist.
    Item,
    /// An opinion.
    Opinion,
    /// A ground of a scope.
    Ground,
    /// An exception.
    Exception,
    /// A row of a table.
    Row,
    /// A row of a `case`.
    Branch,
    /// A step of a factor of weights.
    Factor,
    /// A band of a scorecard.
    Band,
    /// A definition.
    Define,
    /// A deadline.
    Deadline,
    /// A `when` or `unless` of a whole declaration or of a part of it.
    Condition,
    /// A period in which something is law.
    Version,
    /// A number or a day on whose sides the answer may differ.
    Threshold,
}

/// One place of the rules that tests should reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoveragePoint {
    /// What it is.
    pub kind: Kind,
    /// The declaration it stands in.
    pub rule: String,
    /// Its name there; what has none is known by its text.
    pub name: String,
    /// Its label, or its text.
    pub label: Message,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in it, from 1.
    pub column: usize,
    /// What should happen at it.
    pub goals: Vec<CoverageGoal>,
}

/// One thing that should happen at a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageGoal {
    /// What.
    pub side: Side,
    /// In words, with the value where there is one.
    pub label: Message,
    /// Whether it did.
    pub state: GoalState,
    /// How many cases reach it.
    pub times: usize,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<CaseName>,
    /// Why it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Message>,
}

/// A case by its name and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseName {
    /// Its name.
    pub name: String,
    /// The file it stands in.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

/// What should happen at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// It is taken.
    Taken,
    /// It holds.
    Holds,
    /// It does not hold.
    Not,
    /// It passes.
    Passes,
    /// It fails.
    Fails,
    /// It does not apply.
    Absent,
    /// It comes to a value.
    Known,
    /// The default counts, for what is not known.
    Default,
    /// Just below the number; the day before.
    Under,
    /// The very number; the very day.
    At,
    /// Just above the number; the day after.
    Over,
}

/// Whether a goal is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GoalState {
    /// By some case.
    Met,
    /// By none.
    Missing,
    /// No case can.
    Excluded,
}

impl Kind {
    /// Returns its name in Chinese, and in English for one and for several.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Tier => ("阶次", "tier", "tiers"),
            Self::Amount => ("处罚幅度", "row of a penalty", "rows of penalties"),
            Self::Circumstance => ("情节", "circumstance", "circumstances"),
            Self::Criterion => ("审核标准", "criterion", "criteria"),
            Self::Item => ("审核项目", "item", "items"),
            Self::Opinion => ("审核意见", "opinion", "opinions"),
            Self::Ground => ("受理结论", "ground", "grounds"),
            Self::Exception => ("例外", "exception", "exceptions"),
            Self::Row => ("表格行", "row", "table rows"),
            Self::Branch => ("分支", "branch", "branches"),
            Self::Factor => ("因素分档", "factor step", "factor steps"),
            Self::Band => ("等次", "band", "bands"),
            Self::Define => ("定义", "definition", "definitions"),
            Self::Deadline => ("期限", "deadline", "deadlines"),
            Self::Condition => ("适用条件", "condition", "conditions"),
            Self::Version => ("施行期间", "period in force", "periods in force"),
            Self::Threshold => ("界线", "threshold", "thresholds"),
        }
    }

    /// Returns what one of them is called.
    pub fn label(self) -> Message {
        let (zh, one, _) = self.names();
        Message::new(zh, one)
    }

    /// Returns what several are called.
    pub fn labels(self) -> Message {
        let (zh, _, many) = self.names();
        Message::new(zh, many)
    }
}

impl Coverage {
    /// Returns the share of the goals that is met, in hundredths, rounded down: all only
    /// where nothing is missing.
    pub fn percent(&self) -> usize {
        percent(self.met, self.goals)
    }

    /// Writes a page that needs nothing else, in both languages: the lines of the rules with
    /// what is missing; `files` are those that the pack was compiled from.
    pub fn to_html(&self, files: &[SourceText]) -> String {
        html::page(self, files)
    }
}

/// Returns a share in hundredths, rounded down.
pub fn percent(met: usize, of: usize) -> usize {
    met.saturating_mul(100).checked_div(of).unwrap_or(100)
}

/// Runs the tests of marked rules and says what they reach; `files` are those the pack was
/// compiled from.
pub(crate) fn coverage(
    own: &Program,
    profiles: &[(&str, &Program)],
    files: &[SourceText],
) -> Coverage {
    let points = points::points(&own.model, files);
    let mut tally = reached::Tally::new(&points);
    super::run_with(own, profiles, &mut |ran: &Ran<'_, '_>| tally.add(&points, ran));
    let (cases, reached) = tally.done();
    let model = &own.model;
    let points = points
        .iter()
        .zip(reached)
        .map(|(point, reached)| shown(model, files, point, reached))
        .collect();
    summed(model, cases, points)
}

/// Returns the thresholds that some test should stand on and none does, each with its sides;
/// nothing of a pack without tests.
pub(crate) fn untested(
    own: &Program,
    profiles: &[(&str, &Program)],
    files: &[SourceText],
) -> Vec<(Span, Message)> {
    if own.model.cases.is_empty() {
        return Vec::new();
    }
    let points = points::points(&own.model, files);
    let known = coverage(own, profiles, files);
    let thresholds = points.iter().zip(&known.points);
    let thresholds = thresholds.filter(|(point, _)| point.kind == Kind::Threshold);
    thresholds
        .filter_map(|(point, known)| {
            let missing =
                known.goals.iter().filter(|goal| goal.state == GoalState::Missing);
            let missing: Vec<&Message> = missing.map(|goal| &goal.label).collect();
            let list = |of: fn(&Message) -> &str, comma: &str| {
                missing.iter().map(|label| of(label)).collect::<Vec<_>>().join(comma)
            };
            (!missing.is_empty()).then(|| {
                let text = Message::new(
                    list(|label| &label.zh, "；"),
                    list(|label| &label.en, "; "),
                );
                (point.span, text)
            })
        })
        .collect()
}

fn summed(model: &Model, cases: usize, points: Vec<CoveragePoint>) -> Coverage {
    let (pack, version) = model
        .packs
        .first()
        .map_or_else(Default::default, |pack| (pack.id.clone(), pack.version.clone()));
    let mut kinds: Vec<KindCount> = Vec::new();
    for point in &points {
        let at = kinds.iter().position(|known| known.kind == point.kind);
        let at = at.unwrap_or_else(|| {
            kinds.push(KindCount {
                kind: point.kind,
                label: point.kind.labels(),
                goals: 0,
                met: 0,
                excluded: 0,
            });
            kinds.len().saturating_sub(1)
        });
        let Some(known) = kinds.get_mut(at) else { continue };
        for goal in &point.goals {
            match goal.state {
                GoalState::Met => {
                    known.goals = known.goals.saturating_add(1);
                    known.met = known.met.saturating_add(1);
                }
                GoalState::Missing => known.goals = known.goals.saturating_add(1),
                GoalState::Excluded => known.excluded = known.excluded.saturating_add(1),
            }
        }
    }
    kinds.sort_by_key(|known| known.kind);
    let sum = |of: fn(&KindCount) -> usize| kinds.iter().map(of).sum();
    Coverage {
        pack,
        version,
        cases,
        goals: sum(|known| known.goals),
        met: sum(|known| known.met),
        excluded: sum(|known| known.excluded),
        kinds,
        points,
    }
}

fn shown(
    model: &Model,
    files: &[SourceText],
    point: &Point,
    reached: Vec<reached::Reached>,
) -> CoveragePoint {
    let (path, line, column) = place(files, point.span);
    let goals = point.goals.iter().zip(reached).map(|(goal, reached)| {
        let state = match (&goal.reason, reached.times) {
            (_, 1..) => GoalState::Met,
            (Some(_), 0) => GoalState::Excluded,
            (None, 0) => GoalState::Missing,
        };
        let by = reached.first.and_then(|at| model.cases.get(at)).map(|case| CaseName {
            name: case.name.clone(),
            path: case.path.clone(),
            line: case.line,
        });
        CoverageGoal {
            side: goal.side,
            label: goal.label.clone(),
            state,
            times: reached.times,
            by,
            reason: goal.reason.clone().filter(|_| state == GoalState::Excluded),
        }
    });
    CoveragePoint {
        kind: point.kind,
        rule: point.rule.clone(),
        name: point.name.clone(),
        label: point.label.clone(),
        path,
        line,
        column,
        goals: goals.collect(),
    }
}

fn place(files: &[SourceText], span: Span) -> (String, usize, usize) {
    let file = usize::try_from(span.file.0).ok().and_then(|at| files.get(at));
    file.map_or_else(
        || (String::new(), 1, 1),
        |file| {
            let at = line_column(&file.text, span.start);
            (file.path.to_string(), at.line, at.column)
        },
    )
}
