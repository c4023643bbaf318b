//! The pages of `fadu explain`: every code has one, and its examples do what they say.

use fadu::diagnostic::{CODES, LINT_CODES, PROOF_CODES};
use fadu::text::SourceText;
use fadu::{AsOf, Severity};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The pages and their reader, as the command has them.
#[path = "../../src/bin/fadu/codes/mod.rs"]
mod codes;

use crate::sample::TODAY;
use codes::PAGES;
use codes::page::{Example, Part, Telling};

/// Codes whose page shows no example. F0112 takes a condition of a megabyte and ten seconds,
/// F0124 and F0612 more facts and profiles than anybody would read.
const WITHOUT_EXAMPLE: &[&str] = &["F0112", "F0124", "F0612"];

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let known: BTreeSet<String> = CODES
        .iter()
        .chain(PROOF_CODES)
        .chain(LINT_CODES)
        .map(|entry| entry.code.0.to_owned())
        .chain(codes_in("src/facts"))
        .chain(codes_in("src/eval"))
        .collect();
    let paged: BTreeSet<String> =
        PAGES.iter().map(|(code, _)| (*code).to_owned()).collect();
    let missing: Vec<&String> = known.difference(&paged).collect();
    assert!(
        missing.is_empty(),
        "write src/bin/fadu/codes/CODE.md and name it in codes/mod.rs: {missing:?}"
    );
    let strange: Vec<&String> = paged.difference(&known).collect();
    assert!(strange.is_empty(), "pages without a code: {strange:?}");
    assert!(PAGES.is_sorted(), "the pages stand in the order of their codes");
}

#[test]
fn every_page_is_named_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/fadu/codes");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(code) = name.strip_suffix(".md") {
            assert!(PAGES.iter().any(|(paged, _)| *paged == code), "{name} is left over");
        }
    }
}

#[test]
fn every_page_has_the_form() {
    let mut wrong = Vec::new();
    for (code, text) in PAGES {
        let tellings = codes::page::read(text);
        if !text.starts_with(&format!("# {code}\n")) || tellings.len() != 2 {
            wrong.push(format!("{code}: begins with `# {code}` and has two parts"));
        }
        for (telling, is_chinese) in tellings.iter().zip([true, false]) {
            wrong.extend(misshapen(code, telling, is_chinese));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_bad_example_raises_its_code_and_the_good_one_nothing() {
    let mut wrong = Vec::new();
    for (code, text) in PAGES {
        if WITHOUT_EXAMPLE.contains(code) {
            continue;
        }
        for (telling, language) in codes::page::read(text).iter().zip(["zh", "en"]) {
            let letter = code.chars().next();
            let (bad, said) = raised(telling, "bad", letter);
            if bad.iter().ne([code]) {
                wrong.push(format!("{code} {language}, bad: {said:?}"));
            }
            let (good, said) = raised(telling, "good", letter);
            if !good.is_empty() {
                wrong.push(format!("{code} {language}, good: {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Says what is against the form in one language of a page.
fn misshapen(code: &str, telling: &Telling<'_>, is_chinese: bool) -> Vec<String> {
    let place = format!("{code} {}", if is_chinese { "zh" } else { "en" });
    let mut wrong = Vec::new();
    let has_chinese =
        |text: &str| text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if telling.title.is_empty() || has_chinese(telling.title) != is_chinese {
        wrong.push(format!("{place}: the title is in the language of its part"));
    }
    let paragraphs: Vec<&str> = telling
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Paragraph(text) => Some(*text),
            Part::Example(_) => None,
        })
        .collect();
    if paragraphs.len() < 2 || paragraphs.iter().any(|text| text.starts_with('#')) {
        wrong.push(format!("{place}: says what is wrong, and how to mend it"));
    }
    if is_chinese && !paragraphs.iter().all(|text| has_chinese(text)) {
        wrong.push(format!("{place}: a paragraph is not in Chinese"));
    }
    let examples = examples(telling);
    for example in &examples {
        let kinds = ["fadu", "csv", "json"];
        let roles = ["bad", "good", "both"];
        if !kinds.contains(&example.kind) || !roles.contains(&example.role) {
            wrong.push(format!("{place}: no `{} {}`", example.kind, example.role));
        }
    }
    for role in ["bad", "good"] {
        let has = examples.iter().any(|example| example.role == role);
        if has == WITHOUT_EXAMPLE.contains(&code) {
            wrong.push(format!("{place}: no `{role}` example, or one too many"));
        }
    }
    wrong
}

fn examples<'a>(telling: &'a Telling<'a>) -> Vec<&'a Example<'a>> {
    let examples = telling.parts.iter().filter_map(|part| match part {
        Part::Example(example) => Some(example),
        Part::Paragraph(_) => None,
    });
    examples.collect()
}

/// Tries the examples of a role; returns the codes raised, and what was said.
fn raised(
    telling: &Telling<'_>,
    role: &str,
    letter: Option<char>,
) -> (BTreeSet<String>, Vec<String>) {
    let mine = examples(telling)
        .into_iter()
        .filter(|example| [role, "both"].contains(&example.role));
    let (facts, files): (Vec<_>, Vec<_>) =
        mine.partition(|example| example.kind == "json");
    let sources = sources(&files);
    let compiled = fadu::compile(&sources, None);
    let mut said: Vec<(String, String)> = compiled
        .diagnostics
        .iter()
        .map(|said| (said.code.0.to_owned(), said.message.en.to_string()))
        .collect();
    let has_error =
        compiled.diagnostics.iter().any(|said| said.severity == Severity::Error);
    if let Some(pack) = compiled.pack.filter(|_| !has_error) {
        if letter == Some('V') {
            let report = pack.prove();
            assert!(report.undecided.is_empty() && report.unconfirmed == 0);
            let findings = report.findings.iter().map(|found| &found.diagnostic);
            said.extend(
                findings
                    .map(|said| (said.code.0.to_owned(), said.message.en.to_string())),
            );
        }
        if letter == Some('L') {
            let warnings = pack.lint(&sources).into_iter();
            said.extend(
                warnings
                    .map(|said| (said.code.0.to_owned(), said.message.en.to_string())),
            );
            let codes = said.iter().map(|(code, _)| code.clone()).collect();
            let said = said.into_iter().map(|(code, text)| format!("{code} {text}"));
            return (codes, said.collect());
        }
        let (text, as_of) = facts.first().map_or(("{}".to_owned(), ""), |example| {
            (expanded(&example.body), example.place)
        });
        let as_of = AsOf::parse(if as_of.is_empty() { TODAY } else { as_of }).unwrap();
        let evaluation = pack.evaluate(&pack.facts_from_json(text.as_bytes()), as_of);
        let problems = evaluation.problems.into_iter();
        said.extend(problems.map(|said| (said.code, said.message.en.to_string())));
        let warnings = evaluation.warnings.into_iter();
        said.extend(warnings.map(|said| (said.code, said.message.en.to_string())));
    }
    let codes = said.iter().map(|(code, _)| code.clone()).collect();
    (codes, said.into_iter().map(|(code, text)| format!("{code} {text}")).collect())
}

/// Makes files of examples. Where no path is given, the file is the pack's, with a header
/// if it has none; the real calendar lies beside it.
fn sources(examples: &[&Example<'_>]) -> Vec<SourceText> {
    let calendar = "calendars/cn.csv";
    let mut files: Vec<SourceText> = Vec::new();
    if examples.iter().all(|example| example.place != calendar) {
        files.push(SourceText::new(
            calendar,
            include_str!("../../rules/calendars/cn.csv"),
        ));
    }
    for example in examples {
        let mut text = expanded(&example.body);
        let has_header = ["pack ", "规则包 "].iter().any(|word| text.starts_with(word));
        if example.place.is_empty() && !has_header {
            text.insert_str(0, "pack t 1.0.0 calendar cn\n");
        }
        let path = if example.place.is_empty() { "pack.fadu" } else { example.place };
        files.push(SourceText::new(path, text));
    }
    files
}

/// Writes out `x…×65`, the character before it 65 times, `⟨xy⟩×65`, what stands between so
/// often, and `⟨U+200B⟩`, a character that
/// nobody could see in a page.
fn expanded(body: &str) -> String {
    let body = body.replace("⟨U+200B⟩", "\u{200B}");
    let mut between = body.split('⟨');
    let mut body = between.next().unwrap().to_owned();
    for part in between {
        let (inside, rest) = part.split_once("⟩×").unwrap();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        body += &inside.repeat(rest[..digits].parse().unwrap());
        body += &rest[digits..];
    }
    let mut parts = body.split("…×");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let times: usize = part[..digits].parse().unwrap();
        let last = text.pop().unwrap();
        text.extend(std::iter::repeat_n(last, times));
        text.push_str(&part[digits..]);
    }
    text
}

/// Finds the codes of problems and warnings in the sources of a folder: P or W and four
/// digits between quotation marks.
fn codes_in(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let is_code = |word: &&str| {
            let digits = word.strip_prefix(['P', 'W']);
            digits.is_some_and(|digits| {
                digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
            })
        };
        found.extend(text.split('"').filter(is_code).map(str::to_owned));
    }
    assert!(!found.is_empty(), "no codes where problems and warnings are made");
    found
}
