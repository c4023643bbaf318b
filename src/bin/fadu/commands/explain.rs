//! `fadu explain`: what a code means, with an example that is wrong and one that is right.

use crate::args;
use crate::codes::PAGES;
use crate::codes::page::{self, Example, Part, Telling};
use crate::failure::{Failure, Outcome};
use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use fadu::diagnostic::Language;

/// How wide a paragraph is.
const COLUMNS: usize = 80;

/// What the codes of a hundred are about.
const HUNDREDS: &[(&str, &str, &str)] = &[
    ("F01", "文件的写法", "how a file is written"),
    ("F02", "名称", "names"),
    ("F03", "类型和单位", "types and units"),
    ("F04", "声明的结构", "how a declaration is built"),
    ("F05", "法对裁量的约束", "the law binds discretion"),
    ("F06", "规则包、文件、日历", "packs, files, calendars"),
    ("F07", "测试", "tests"),
    (
        "P01",
        "案件事实的问题（不是规则的错误）",
        "problems of a case's facts, not of rules",
    ),
    (
        "V01",
        "证明：空缺、重叠、用不到的规则",
        "proof: what rules leave out, say twice or never reach",
    ),
    ("V02", "证明：数额", "proof: amounts"),
    ("W01", "提醒：规则包的施行期间", "warnings: when the pack is effective"),
    ("W02", "提醒：依据的文本", "warnings: the texts relied on"),
    ("W03", "提醒：暂定的日期", "warnings: provisional dates"),
];

pub(crate) fn run(
    arguments: &args::Explain,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    if arguments.codes.is_empty() {
        list(terminal);
        return Ok(Outcome::Fine);
    }
    // All are looked up before any is shown: a wrong code leaves no half of an answer.
    let found = arguments.codes.iter().map(|asked| look_up(asked));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    for (at, (code, text)) in found.into_iter().enumerate() {
        if at > 0 {
            terminal.blank();
        }
        show(code, &in_language(text, terminal.words()), terminal);
    }
    Ok(Outcome::Fine)
}

fn list(terminal: &mut Terminal) {
    let words = terminal.words();
    for (at, (hundred, zh, en)) in HUNDREDS.iter().enumerate() {
        if at > 0 {
            terminal.blank();
        }
        terminal.line(&Line::new().strong(words.pick(zh, en)));
        for (code, text) in PAGES.iter().filter(|(code, _)| code.starts_with(hundred)) {
            let title = in_language(text, words).title;
            terminal.line(&Line::new().text("  ").name(code).text("  ").text(title));
        }
    }
}

fn in_language(text: &str, words: Words) -> Telling<'_> {
    let mut tellings = page::read(text).into_iter();
    let telling = match words.language() {
        Language::Zh => tellings.next(),
        Language::En => tellings.nth(1),
    };
    telling.unwrap_or_default()
}

/// Writes a page.
fn show(code: &str, telling: &Telling<'_>, terminal: &mut Terminal) {
    let words = terminal.words();
    terminal.line(&Line::new().name(code).text("  ").strong(telling.title));
    for part in &telling.parts {
        terminal.blank();
        match part {
            Part::Paragraph(text) => {
                for line in Line::new().text(text).wrapped(COLUMNS) {
                    terminal.line(&line);
                }
            }
            Part::Example(example) => {
                terminal.line(&heading(code, example, words));
                for line in example.body.lines() {
                    terminal.line(&Line::new().text("    ").text(line));
                }
            }
        }
    }
}

fn heading(code: &str, example: &Example<'_>, words: Words) -> Line {
    // What a warning is about need not be wrong.
    let is_warning = code.starts_with('W');
    let (tone, head) = match example.role {
        "bad" if is_warning => (Tone::Open, words.pick("有提醒", "with the warning")),
        "good" if is_warning => (Tone::Good, words.pick("无提醒", "without it")),
        "bad" => (Tone::Bad, words.pick("有误", "wrong")),
        "good" => (Tone::Good, words.pick("正确", "right")),
        _ => (Tone::Normal, words.pick("两例共用", "for both")),
    };
    let place = match (example.kind, words.language()) {
        (_, _) if example.place.is_empty() => String::new(),
        ("json", Language::Zh) => format!("（截至 {}）", example.place),
        ("json", Language::En) => format!(" (as of {})", example.place),
        (_, Language::Zh) => format!("（文件 {}）", example.place),
        (_, Language::En) => format!(" (file {})", example.place),
    };
    let repeats = match words.language() {
        Language::Zh if example.body.contains("⟩×") => "（⟨…⟩×N 表示括号里的写 N 次）",
        Language::En if example.body.contains("⟩×") => {
            " (⟨…⟩×N: what stands between, N times)"
        }
        _ if !example.body.contains("…×") => "",
        Language::Zh => "（…×65 表示前一个字写 65 次）",
        Language::En => " (…×65: the character before it, 65 times)",
    };
    let colon = words.pick("：", ":");
    Line::new().text("  ").add(tone, head).quiet(place).quiet(repeats).text(colon)
}

/// Finds a code as it was typed; small letters will do.
fn look_up(asked: &str) -> Result<(&'static str, &'static str), Failure> {
    let wanted = asked.to_ascii_uppercase();
    if let Some(found) = PAGES.iter().find(|(code, _)| *code == wanted) {
        return Ok(*found);
    }
    let near = PAGES
        .iter()
        .map(|(code, _)| (distance(code, &wanted), *code))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    let (zh, en) = near.map_or_else(Default::default, |(_, code)| {
        (format!("，是否指「{code}」"), format!(", did you mean `{code}`"))
    });
    Err(Failure::usage(
        format!("没有代码「{asked}」{zh}；`fadu explain` 列出全部代码"),
        format!("there is no code `{asked}`{en}; `fadu explain` lists them all"),
    ))
}

/// Counts the characters to put in, take out or change to make one of the other.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (at, a) in (1..).zip(left.chars()) {
        let mut next = vec![at];
        for ((b, up), diagonal) in right.chars().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or(at);
            let step = left.min(*up).saturating_add(1);
            next.push(step.min(diagonal.saturating_add(usize::from(a != b))));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
