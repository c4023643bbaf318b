//! Documents. In: a document's parts and the results that fill its holes. Out: Markdown and
//! plain text in both languages. Never: a calculation, a text that becomes markup.

mod part;

pub(crate) use part::text as part_text;

use crate::diagnostic::{Language, Message};
use crate::evaluation::{Evaluation, Outcome};
use crate::model::{LineKind, Piece};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// What fills a hole.
pub(crate) struct Filling {
    /// The words; none where it is not settled.
    pub(crate) text: Option<Message>,
    /// What the blank is for.
    pub(crate) label: Message,
    /// Whether more may come to it.
    pub(crate) open: bool,
}

/// A part of a document whose holes are filled.
pub(crate) struct Filled<'m> {
    pub(crate) kind: LineKind,
    /// The texts with what fills their holes, in order.
    pub(crate) zh: (&'m [Piece], Vec<Filling>),
    pub(crate) en: (&'m [Piece], Vec<Filling>),
    /// Whether it stands there; none where that is not settled.
    pub(crate) stands: Option<bool>,
}

/// A document made from one evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Message,
    /// Whether every hole is filled and the verdict it tells is decided.
    pub complete: bool,
    /// As Markdown (`CommonMark`).
    pub markdown: Message,
    /// As plain text.
    pub text: Message,
}

/// Makes a document.
pub(crate) fn write(
    name: &str,
    label: &Message,
    about: &str,
    lines: &[Filled<'_>],
    evaluation: &Evaluation,
) -> Document {
    let decided = evaluation
        .verdicts
        .iter()
        .map(crate::evaluation::Verdict::head)
        .filter(|head| head.name == about)
        .all(|head| head.outcome == Outcome::Decided);
    let problems = !evaluation.problems.is_empty();
    let complete = decided && !problems && lines.iter().all(settled);
    let make = |language, markdown| {
        page(lines, evaluation, label, complete, Style { language, markdown })
    };
    Document {
        name: name.into(),
        label: label.clone(),
        complete,
        markdown: Message::new(make(Language::Zh, true), make(Language::En, true)),
        text: Message::new(make(Language::Zh, false), make(Language::En, false)),
    }
}

fn settled(line: &Filled<'_>) -> bool {
    let filled = |filling: &Filling| filling.text.is_some() && !filling.open;
    match line.stands {
        Some(false) => true,
        Some(true) => line.zh.1.iter().chain(&line.en.1).all(filled),
        None => false,
    }
}

#[derive(Clone, Copy)]
struct Style {
    language: Language,
    markdown: bool,
}

impl Style {
    fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    fn of(self, message: &Message) -> &str {
        self.pick(&message.zh, &message.en)
    }

    /// Words as they are read, whatever they hold.
    fn plain(self, text: &str) -> String {
        if self.markdown { escaped(text) } else { one_line(text) }
    }
}

fn page(
    lines: &[Filled<'_>],
    evaluation: &Evaluation,
    label: &Message,
    complete: bool,
    style: Style,
) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let titled = lines
        .iter()
        .any(|line| line.kind == LineKind::Title && line.stands == Some(true));
    if !titled {
        blocks.push(heading(&style.plain(style.of(label)), style));
    }
    let mut incomplete = None;
    if !complete {
        let note = style.pick(
            "未完成：有待填的空白，或者结论还没有作出。",
            "Incomplete: there are blanks to be filled, or the verdict is not decided yet.",
        );
        let note = style.plain(note);
        incomplete = Some(if style.markdown { format!("> **{note}**") } else { note });
    }
    if !titled {
        blocks.extend(incomplete.take());
    }
    for line in lines {
        let (pieces, fillings) = match style.language {
            Language::Zh => (line.zh.0, &line.zh.1),
            Language::En => (line.en.0, &line.en.1),
        };
        let text = match line.stands {
            Some(false) => continue,
            Some(true) => words(pieces, fillings, style),
            None => style.plain(style.pick(
                "【…待定：此处有一段，是否适用还不能确定…】",
                "[to be settled: whether a paragraph stands here]",
            )),
        };
        blocks.push(match line.kind {
            LineKind::Title if line.stands == Some(true) => heading(&text, style),
            LineKind::Title | LineKind::Paragraph | LineKind::Signature
                if style.markdown =>
            {
                paragraph(&text)
            }
            LineKind::Title | LineKind::Paragraph | LineKind::Signature => text,
        });
        // Under the title.
        if line.kind == LineKind::Title {
            blocks.extend(incomplete.take());
        }
    }
    blocks.push(if style.markdown { "---".into() } else { "－－－".into() });
    blocks.push(footer(evaluation, style));
    let mut page = blocks.join("\n\n");
    page.push('\n');
    page
}

fn heading(text: &str, style: Style) -> String {
    if style.markdown { format!("# {text}") } else { text.into() }
}

fn words(pieces: &[Piece], fillings: &[Filling], style: Style) -> String {
    let mut out = String::new();
    let mut fillings = fillings.iter();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&style.plain(text)),
            Piece::Hole(_) => {
                let Some(filling) = fillings.next() else { continue };
                if let Some(text) = &filling.text {
                    out.push_str(&style.plain(style.of(text)));
                }
                if filling.text.is_none() || filling.open {
                    let label = style.of(&filling.label);
                    if filling.text.is_some() && style.language == Language::En {
                        out.push(' ');
                    }
                    let blank = match style.language {
                        Language::Zh => format!("【…待填：{label}…】"),
                        Language::En => format!("[to be filled: {label}]"),
                    };
                    out.push_str(&style.plain(&blank));
                }
            }
        }
    }
    // Blanks at the start of a line would be code in Markdown.
    out.trim().into()
}

/// From which rules, on which date, and the digests of the receipt.
fn footer(evaluation: &Evaluation, style: Style) -> String {
    let pack = &evaluation.pack;
    let mut rows: Vec<(&str, String)> = Vec::from([
        (style.pick("规则包", "pack"), format!("{} {}", pack.id, pack.version)),
        (style.pick("规则包摘要", "pack digest"), format!("{}", pack.digest)),
    ]);
    if let Some(profile) = &pack.profile {
        rows.push((
            style.pick("方案", "profile"),
            format!("{} {}", profile.name, profile.digest),
        ));
    }
    rows.push((style.pick("截至", "as of"), evaluation.as_of.clone()));
    rows.push((style.pick("事实", "facts"), format!("{}", evaluation.receipt.facts)));
    rows.push((style.pick("结论", "answer"), format!("{}", evaluation.receipt.result)));
    let colon = style.pick("：", ": ");
    let mark = if style.markdown { "- " } else { "" };
    let rows: Vec<String> = rows
        .iter()
        .map(|(name, value)| format!("{mark}{name}{colon}{}", style.plain(value)))
        .collect();
    rows.join("\n")
}

/// One line without what cannot be seen: a break or a tab is a blank, nothing else is kept.
fn one_line(text: &str) -> String {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let spaced = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if unseen(c) => None,
        c => Some(c),
    });
    spaced.collect()
}

/// Words as `CommonMark` shows them: no sign in them begins markup, HTML or a link.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        // Some readers make links of bare addresses.
        let address = c == ':' && after.starts_with('/')
            || c == '.' && out.to_ascii_lowercase().ends_with("www");
        if address || "\\`*_[]<>&~|!$@#".contains(c) {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
    out
}

/// A paragraph that begins as a list, a rule or a heading would is one all the same.
fn paragraph(text: &str) -> String {
    let digits = text
        .len()
        .saturating_sub(text.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    let (number, rest) = text.split_at_checked(digits).unwrap_or(("", text));
    let numbered = !number.is_empty() && rest.starts_with(['.', ')']);
    let marked = number.is_empty() && rest.starts_with(['-', '+', '=']);
    if numbered || marked { format!("{number}\\{rest}") } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::{escaped, one_line, paragraph};

    #[test]
    fn no_text_becomes_markup() {
        for (text, safe) in [
            ("[a](http://b) <i>*c*</i>", r"\[a\](http\://b) \<i\>\*c\*\</i\>"),
            ("甲\n# 乙", r"甲 \# 乙"),
            ("www.a.cn, a@b.cn &lt; `x` \\", r"www\.a.cn, a\@b.cn \&lt; \`x\` \\"),
            ("2024-01-02: 1.5", "2024-01-02: 1.5"),
        ] {
            assert_eq!(escaped(text), safe);
        }
        for (text, safe) in [
            ("1. 甲", r"1\. 甲"),
            ("12) 甲", r"12\) 甲"),
            ("- 甲", r"\- 甲"),
            ("---", r"\---"),
            ("1万元", "1万元"),
        ] {
            assert_eq!(paragraph(&escaped(text)), safe);
        }
        assert_eq!(one_line("甲\u{202E}乙\t丙\u{7}"), "甲乙 丙");
    }
}
