//! The tutorial, `tests/tutorial/*.md`, followed step by step in an empty folder: files are
//! written, changes made, commands typed, and what they print compared. With
//! `TRYCMD=overwrite` (`make bless`) what they print is written into the tutorial.

use crate::support::desk::Desk;
use fadu::Language;
use fadu::syntax::keywords::KEYWORDS;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_tutorial_can_be_followed_in_chinese() {
    follow("first-hour.zh.md");
}

#[test]
fn the_tutorial_can_be_followed_in_english() {
    follow("first-hour.en.md");
}

#[test]
fn no_word_of_the_tutorial_stands_unexplained() {
    for (name, language) in
        [("first-hour.zh.md", Language::Zh), ("first-hour.en.md", Language::En)]
    {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        let explained: BTreeSet<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
            .flat_map(|words| words.split(['、', ',', ' ', '…']))
            .collect();
        let mut unexplained = BTreeSet::new();
        for code in parts(&text).iter().filter_map(Part::rules) {
            for keyword in KEYWORDS {
                // A tier of the tutorial is called so.
                let forms = keyword.forms(language).filter(|form| *form != "first");
                for form in forms.filter(|form| stands_in(code, form)) {
                    if form.split(' ').any(|word| !explained.contains(word)) {
                        unexplained.insert(form);
                    }
                }
            }
        }
        assert!(unexplained.is_empty(), "{name}: not in its table: {unexplained:?}");
    }
}

#[test]
fn both_tutorials_write_the_same_rules() {
    let rules = |name: &str| {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        let steps: Vec<usize> = parts(&text)
            .iter()
            .map(|part| match part {
                Part::File { text, .. } => text.lines().count(),
                Part::Change { .. } | Part::Typed { .. } => 0,
            })
            .collect();
        steps
    };
    assert_eq!(rules("first-hour.zh.md"), rules("first-hour.en.md"));
}

/// One thing that the reader does.
enum Part {
    /// Writes a file.
    File { path: String, text: String },
    /// Puts one text in place of another.
    Change { path: String, from: String, to: String },
    /// Types a command; the lines of the tutorial on which the answer stands.
    Typed { command: String, answer: String, lines: (usize, usize) },
}

impl Part {
    fn rules(&self) -> Option<&str> {
        match self {
            Self::File { path, text } if path.ends_with(".fadu") => Some(text),
            Self::File { .. } | Self::Change { .. } | Self::Typed { .. } => None,
        }
    }
}

/// Reads what the reader is told to do: blocks of ```` ```KIND PATH ````, blocks of
/// ```` ```console ```` with one command each, and lines such as "In `a`, change `b` to `c`".
fn parts(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut block: Option<(usize, String, Vec<&str>)> = None;
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), block.take()) {
            (Some(info), None) => block = Some((at + 1, info.to_owned(), Vec::new())),
            (Some(_), Some((start, info, lines))) => {
                found.push(part(&info, &lines, (start, at)));
            }
            (None, Some((start, info, mut lines))) => {
                lines.push(line);
                block = Some((start, info, lines));
            }
            (None, None) => found.extend(change(line)),
        }
    }
    assert!(block.is_none(), "the last block is not closed");
    found
}

fn part(info: &str, lines: &[&str], (start, end): (usize, usize)) -> Part {
    if info == "console" {
        let command = lines[0].strip_prefix("$ ").expect("a command after `$ `");
        let answer = lines[1..].iter().map(|line| format!("{line}\n")).collect();
        return Part::Typed {
            command: command.to_owned(),
            answer,
            lines: (start + 1, end),
        };
    }
    let (kind, path) = info.split_once(' ').expect("a block with the path of a file");
    assert!(path.ends_with(kind), "{path} is no {kind} file");
    let text = lines.iter().map(|line| format!("{line}\n")).collect();
    Part::File { path: path.to_owned(), text }
}

fn change(line: &str) -> Option<Part> {
    let told = line.strip_prefix("在 `").or_else(|| line.strip_prefix("In `"))?;
    let pieces: Vec<&str> = told.split('`').collect();
    let [path, _, from, _, to, ..] = pieces.as_slice() else { return None };
    Some(Part::Change {
        path: (*path).to_owned(),
        from: (*from).to_owned(),
        to: (*to).to_owned(),
    })
}

#[track_caller]
fn follow(name: &str) {
    let desk = Desk::new(name);
    let tutorial = folder().join(name);
    let text = fs::read_to_string(&tutorial).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let mut typed = 0;
    // From the end, so that a longer answer moves no line still to be written.
    let mut answers = Vec::new();
    for part in parts(&text) {
        match part {
            Part::File { path, text } => {
                let path = desk.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Part::Change { path, from, to } => {
                let text = fs::read_to_string(desk.join(&path)).unwrap();
                assert_eq!(text.matches(&from).count(), 1, "`{from}` in {path}");
                fs::write(desk.join(&path), text.replace(&from, &to)).unwrap();
            }
            Part::Typed { command, answer, lines } => {
                typed += 1;
                let said = run(&desk, &command);
                if said != answer {
                    wrong.push(format!("$ {command}\n{said}"));
                }
                answers.push((lines, said));
            }
        }
    }
    assert!(typed > 0, "{name}: nothing is typed");
    if std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        for ((start, end), said) in answers.into_iter().rev() {
            lines.splice(start..end, said.lines().map(str::to_owned));
        }
        fs::write(tutorial, lines.join("\n") + "\n").unwrap();
    } else {
        assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
    }
}

/// The rule files as they stand when the tutorial has been followed.
pub(crate) fn finished(name: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for part in parts(&fs::read_to_string(folder().join(name)).unwrap()) {
        match part {
            Part::File { path, text } if path.ends_with(".fadu") => {
                files.push((path, text));
            }
            Part::Change { path, from, to } => {
                let file = files.iter_mut().find(|(known, _)| *known == path).unwrap();
                file.1 = file.1.replace(&from, &to);
            }
            Part::File { .. } | Part::Typed { .. } => {}
        }
    }
    files
}

/// What is printed, the complaints last.
fn run(desk: &Path, command: &str) -> String {
    let arguments = command.strip_prefix("fadu ").expect("only `fadu` is typed");
    let said = Command::new(env!("CARGO_BIN_EXE_fadu"))
        .args(arguments.split(' '))
        .current_dir(desk)
        .output()
        .unwrap();
    String::from_utf8([said.stdout, said.stderr].concat()).unwrap()
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tutorial")
}

/// Whether a word stands in rules, outside of comments, citations and quotation marks.
fn stands_in(code: &str, word: &str) -> bool {
    code.lines().filter(|line| !line.trim_start().starts_with("--")).any(|line| {
        let outside: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let mut rest = outside.as_str();
        while let Some(at) = rest.find(word) {
            let before = rest[..at].chars().next_back();
            let after = rest[at + word.len()..].chars().next();
            let joins =
                |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '_');
            if !joins(before) && !joins(after) {
                return true;
            }
            rest = &rest[at + word.len()..];
        }
        false
    })
}
