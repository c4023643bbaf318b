//! What the tests reach, as a page that needs nothing else: the rule files, line by line, with
//! a mark beside each line that a test should reach, and below it what is missing. Both
//! languages stand in it; the reader chooses, without a script.

use super::{Coverage, CoverageGoal, CoveragePoint, GoalState};
use crate::diagnostic::Message;
use crate::text::SourceText;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

const STYLE: &str = "\
:root{color-scheme:light dark;--ok:#1a7f37;--no:#b42318;--quiet:#667085;--line:#d0d5dd;--soft:#f6f7f9}\
@media(prefers-color-scheme:dark){:root{--ok:#57ab5a;--no:#f47067;--quiet:#98a2b3;--line:#475467;--soft:#1d2430}}\
body{font:16px/1.6 system-ui,'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}\
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2.5rem}table{border-collapse:collapse;width:100%}\
.sum{width:auto}.sum td,.sum th{padding:.15rem 1.2rem .15rem 0;text-align:left}.sum td+td{text-align:right;font-variant-numeric:tabular-nums}\
.file td{vertical-align:top;padding:0 .6rem}.n{color:var(--quiet);text-align:right;user-select:none;width:3rem}\
.m{width:1.4rem;text-align:center}.code{white-space:pre-wrap;font-family:ui-monospace,'Noto Sans Mono CJK SC',monospace;font-size:.9rem}\
.ok{color:var(--ok)}.no{color:var(--no)}.out{color:var(--quiet)}\
.why td{background:var(--soft);border-left:3px solid var(--no);font-size:.9rem;padding:.15rem .8rem}.why.out td{border-color:var(--line)}\
label{margin-right:1rem;cursor:pointer}input[name=lang]{accent-color:currentColor}\
body:has(#zh:checked) .en,body:has(#en:checked) .zh{display:none}\
@media print{label,input[name=lang]{display:none}}";

/// Writes the page; `files` are those that the pack was compiled from.
pub(super) fn page(coverage: &Coverage, files: &[SourceText]) -> String {
    let mut html =
        String::from("<!doctype html>\n<html lang=\"zh\">\n<meta charset=\"utf-8\">\n");
    let mut add = |text: &str| html.push_str(text);
    add("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    add(&escaped(&format!("{} {} 测试覆盖 coverage", coverage.pack, coverage.version)));
    add("</title>\n<style>");
    add(STYLE);
    add("</style>\n<body>\n");
    add(
        "<p><input type=\"radio\" name=\"lang\" id=\"zh\" checked><label for=\"zh\">中文</label>",
    );
    add(
        "<input type=\"radio\" name=\"lang\" id=\"en\"><label for=\"en\">English</label></p>\n",
    );
    add("<h1>");
    add(&escaped(&format!("{} {}：", coverage.pack, coverage.version)));
    add(&both(&Message::new(
        format!("测试覆盖 {}%", coverage.percent()),
        format!("tests reach {}%", coverage.percent()),
    )));
    add("</h1>\n<p>");
    add(&both(&Message::new(
        format!(
            "{} 个用例，{} 处要测，测到 {} 处；另有 {} 处不可能出现。",
            coverage.cases, coverage.goals, coverage.met, coverage.excluded
        ),
        format!(
            "{} cases; {} of {} things to reach are reached; {} more cannot be.",
            coverage.cases, coverage.met, coverage.goals, coverage.excluded
        ),
    )));
    add("</p>\n<table class=\"sum\">\n");
    for kind in &coverage.kinds {
        let tone = if kind.met == kind.goals { "ok" } else { "no" };
        add(&format!(
            "<tr><td>{}</td><td class=\"{tone}\">{}/{}</td></tr>\n",
            both(&kind.label),
            kind.met,
            kind.goals
        ));
    }
    add("</table>\n");
    for (path, points) in by_file(&coverage.points) {
        let text = files.iter().find(|file| file.path == path);
        add(&format!("<h2>{}</h2>\n<table class=\"file\">\n", escaped(path)));
        for (number, line) in
            (1_usize..).zip(text.map_or("", |file| file.text.as_str()).lines())
        {
            let here: Vec<&CoveragePoint> =
                points.iter().copied().filter(|point| point.line == number).collect();
            add(&row(number, line, &here));
        }
        add("</table>\n");
    }
    add("</body>\n</html>\n");
    html
}

fn by_file(points: &[CoveragePoint]) -> Vec<(&str, Vec<&CoveragePoint>)> {
    let mut files: Vec<(&str, Vec<&CoveragePoint>)> = Vec::new();
    for point in points {
        match files.iter_mut().find(|(path, _)| *path == point.path) {
            Some((_, known)) => known.push(point),
            None => files.push((&point.path, Vec::from([point]))),
        }
    }
    files
}

/// One line of a rule file, with what is said of it below.
fn row(number: usize, line: &str, points: &[&CoveragePoint]) -> String {
    let goals = || points.iter().flat_map(|point| &point.goals);
    let missing = goals().any(|goal| goal.state == GoalState::Missing);
    let met = goals().any(|goal| goal.state == GoalState::Met);
    let (tone, mark) = match (missing, met) {
        (true, _) => ("no", "✗"),
        (false, true) => ("ok", "✓"),
        (false, false) if points.is_empty() => ("", ""),
        (false, false) => ("out", "–"),
    };
    let reached: Vec<String> = goals()
        .filter_map(|goal| {
            let by = goal.by.as_ref()?;
            Some(format!("{} / {}: {}", goal.label.zh, goal.label.en, by.name))
        })
        .collect();
    let title = if reached.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escaped(&reached.join("\n")))
    };
    let mut html = format!(
        "<tr><td class=\"n\">{number}</td><td class=\"m {tone}\"{title}>{mark}</td>\
         <td class=\"code\">{}</td></tr>\n",
        escaped(line)
    );
    for point in points {
        let of = |state| {
            point.goals.iter().filter(move |goal: &&CoverageGoal| goal.state == state)
        };
        let missing: Vec<&CoverageGoal> = of(GoalState::Missing).collect();
        if !missing.is_empty() {
            html.push_str(&said(point, &missing, "why", ("没有测试：", "not tested: ")));
        }
        for goal in of(GoalState::Excluded) {
            let why = goal.reason.clone().unwrap_or(Message::new("", ""));
            let head = (
                format!("不用测试（{}）：", why.zh),
                format!("need not be tested ({}): ", why.en),
            );
            let head = (head.0.as_str(), head.1.as_str());
            html.push_str(&said(point, &[goal], "why out", head));
        }
    }
    html
}

fn said(
    point: &CoveragePoint,
    goals: &[&CoverageGoal],
    class: &str,
    head: (&str, &str),
) -> String {
    let kind = point.kind.label();
    let short = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = |of: fn(&CoverageGoal) -> &str, comma: &str| {
        goals.iter().map(|goal| of(goal)).collect::<Vec<_>>().join(comma)
    };
    let text = Message::new(
        format!(
            "{}{}「{}」{}",
            head.0,
            kind.zh,
            short(&point.label.zh),
            list(|goal| &goal.label.zh, "；")
        ),
        format!(
            "{}{} “{}”: {}",
            head.1,
            kind.en,
            short(&point.label.en),
            list(|goal| &goal.label.en, "; ")
        ),
    );
    format!("<tr class=\"{class}\"><td colspan=\"3\">{}</td></tr>\n", both(&text))
}

fn both(message: &Message) -> String {
    format!(
        "<span class=\"zh\" lang=\"zh\">{}</span><span class=\"en\" lang=\"en\">{}</span>",
        escaped(&message.zh),
        escaped(&message.en)
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}
