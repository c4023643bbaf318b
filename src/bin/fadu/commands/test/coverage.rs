//! What the tests reach, for a person: the share of each kind, then what is missing by place.

use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use fadu::Coverage;
use fadu::cases::{CoverageGoal, CoveragePoint, GoalState};

/// Shows the shares, then every point that lacks something.
pub(super) fn show(coverage: &Coverage, terminal: &mut Terminal) {
    let words = terminal.words();
    terminal.line(&head(coverage, words));
    for kind in &coverage.kinds {
        let tone = if kind.met == kind.goals { Tone::Quiet } else { Tone::Normal };
        let mut line = Line::new()
            .text("    ")
            .text(words.said(&kind.label))
            .pad(24)
            .add(tone, format!("{}/{}", kind.met, kind.goals));
        if kind.excluded > 0 {
            line = line.quiet(left_out(kind.excluded, words));
        }
        terminal.line(&line);
    }
    let mut path = "";
    for point in coverage.points.iter().filter(|point| lacks(point)) {
        if point.path != path {
            path = &point.path;
            terminal.line(&Line::new().text("  ").name(path));
        }
        terminal.line(&missing(point, words));
    }
}

/// The share of all goals.
fn head(coverage: &Coverage, words: Words) -> Line {
    let tone = if coverage.met == coverage.goals { Tone::Good } else { Tone::Open };
    let share = format!("{}%  {}/{}", coverage.percent(), coverage.met, coverage.goals);
    let mut line =
        Line::new().text(words.pick("  覆盖 ", "  coverage ")).add(tone, share);
    if coverage.excluded > 0 {
        line = line.quiet(left_out(coverage.excluded, words));
    }
    line
}

fn left_out(count: usize, words: Words) -> String {
    match words.pick("zh", "en") {
        "zh" => format!("，另有 {count} 项不可能出现"),
        _ => format!(", {count} more that cannot be"),
    }
}

fn lacks(point: &CoveragePoint) -> bool {
    point.goals.iter().any(is_missing)
}

fn is_missing(goal: &CoverageGoal) -> bool {
    goal.state == GoalState::Missing
}

/// One point with what it lacks: `  12  界线 不足1万元：恰为 1万元`.
fn missing(point: &CoveragePoint, words: Words) -> Line {
    let goals = point.goals.iter().filter(|goal| is_missing(goal));
    let goals = words.list(goals.map(|goal| words.said(&goal.label)));
    let label = words.said(&point.label);
    // The text of a row may be long, and its line is said.
    let label: String = label.split_whitespace().collect::<Vec<_>>().join(" ");
    Line::new()
        .text("  ")
        .quiet(format!("{:>6}  ", point.line))
        .text(words.said(&point.kind.label()))
        .text(" ")
        .strong(shortened(&label))
        .text(words.pick("：", ": "))
        .add(Tone::Open, goals)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST).collect();
    format!("{head}…")
}
