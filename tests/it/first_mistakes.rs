//! `tests/tutorial/first-mistakes.md`: slips of people who are new to the notation, each made
//! in the pack of the tutorial, and the one complaint that answers it in each language. With
//! `TRYCMD=overwrite` (`make bless`) what is said is written into the page.

use crate::sample::compiled;
use crate::tutorial;
use fadu::Language;
use fadu::diagnostic::render::{Style, render_all};
use fadu::text::SourceText;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn each_of_forty_first_mistakes_is_answered_once_and_plainly() {
    let path = tutorial::folder().join("first-mistakes.md");
    let page = fs::read_to_string(&path).unwrap();
    let sound = tutorial::finished("first-hour.zh.md");
    let whole: Vec<SourceText> = files(&sound, None);
    assert!(fadu::compile(&whole, None).diagnostics.is_empty(), "the pack is sound");
    let mut sections = page.split("\n## ");
    let mut out = sections.next().unwrap().to_owned();
    let mut wrong = Vec::new();
    let mut slips = BTreeSet::new();
    for section in sections {
        let (title, rest) = section.split_once('\n').unwrap();
        let change = fenced(rest, "change");
        let (right, slip) = change.split_once("\n=>\n").unwrap();
        assert!(slips.insert((right, slip)), "{title} stands twice");
        let files = files(&sound, Some((right, slip)));
        let said = fadu::compile(&files, None).diagnostics;
        if said.len() != 1 {
            wrong.push(format!("{title}: {} complaints", said.len()));
        }
        let told = |language| {
            render_all(&said, &files, language, Style::Plain).trim_end().to_owned()
        };
        let (zh, en) = (told(Language::Zh), told(Language::En));
        out.push_str(&format!(
            "\n## {title}\n\n```change\n{change}\n```\n```zh\n{zh}\n```\n```en\n{en}\n```\n"
        ));
    }
    assert_eq!(slips.len(), 40);
    assert!(wrong.is_empty(), "one slip is one complaint:\n{}", wrong.join("\n"));
    if std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        fs::write(path, out).unwrap();
    } else {
        similar(&out, &page);
    }
}

/// The files of the pack, with a slip in place of what is right.
fn files(sound: &[(String, String)], slip: Option<(&str, &str)>) -> Vec<SourceText> {
    let mut made = false;
    let files = sound
        .iter()
        .map(|(path, text)| match slip {
            Some((right, slip)) if !made && text.contains(right) => {
                made = true;
                SourceText::new(path, text.replacen(right, slip, 1))
            }
            _ => SourceText::new(path, text.clone()),
        })
        .collect();
    assert!(made || slip.is_none(), "nowhere in the pack: {slip:?}");
    files
}

/// Signs of programmers and amounts as they are said, in either language and in every place.
#[test]
fn what_is_to_be_written_instead_is_in_the_language_of_the_statement() {
    let head = "fact a : bool\nfact b : bool\nfact m : money\nfact 甲 : 是非\n";
    for (line, found, instead) in [
        ("定义 丙 = 甲 && b", "&&", "且"),
        ("定义 丙 = 甲 || b", "||", "或"),
        ("define c = a && b", "&&", "and"),
        ("define c = a || 甲", "||", "or"),
        ("定义 丙 = m 超过 3万5", "3万5", "3.5万"),
        ("定义 丙 = m 为 3万5", "3万5", "3.5万"),
        ("定义 丙 = 3万5千元 不足 m", "3万5千元", "3.5万元"),
        ("define c = m over 1亿2000万元", "1亿2000万元", "1.2亿元"),
        ("测试 x 截至 2025-06-30 { 给定 m = 3万5 }", "3万5", "3.5万"),
        ("事实 串 : string", "string", "文本"),
        ("fact s : string", "string", "text"),
    ] {
        let said = compiled(&format!("{head}{line}\n")).diagnostics;
        let [only] = said.as_slice() else { panic!("{line}: {said:?}") };
        assert!(only.message.zh.contains(found), "{line}: {}", only.message.zh);
        let fix = only.fix.as_ref().map(|fix| fix.replacement.as_str());
        assert_eq!(fix, Some(instead), "{line}");
        let mended = line.replace(found, instead);
        let left = compiled(&format!("{head}{mended}\n")).diagnostics;
        assert!(!left.iter().any(|said| said.code == only.code), "{mended}: {left:?}");
    }
}

/// The lines of the first block of that kind.
fn fenced<'t>(text: &'t str, kind: &str) -> &'t str {
    let (_, inside) = text.split_once(&format!("```{kind}\n")).unwrap();
    inside.split_once("\n```").unwrap().0
}

#[track_caller]
fn similar(found: &str, written: &str) {
    let differs = found.lines().zip(written.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None);
    assert_eq!(found.trim_end(), written.trim_end());
}
