//! The rules of a pack as a tree: versions first, then exceptions, each under what it is an
//! exception to.

use super::layout::Page;
use crate::terminal::{Line, Tone};
use crate::words::Words;
use fadu::diagnostic::Message;
use fadu::{Outline, OutlineException, OutlineVersion, Pack, ProfileInfo};

pub(crate) fn tree(pack: &Pack, words: Words) -> Vec<Line> {
    let mut page = Page::new(words);
    let name = format!("  {} {}", pack.id(), pack.version());
    page.line(Line::new().strong(words.said(&pack.title())).quiet(name));
    for rule in pack.outline() {
        page.blank();
        one(&rule, &mut page);
    }
    for profile in pack.profiles() {
        page.blank();
        of_profile(&profile, &mut page);
    }
    page.lines()
}

/// A profile with its values below it; the one chosen is marked.
fn of_profile(profile: &ProfileInfo, page: &mut Page) {
    let words = page.words();
    let head = Line::new()
        .quiet(words.pick("方案", "profile"))
        .text(" ")
        .strong(words.said(&profile.label))
        .text("  ")
        .name(&profile.name);
    let chosen = words.pick("  采用中", "  chosen");
    page.line(if profile.chosen { head.add(Tone::Good, chosen) } else { head });
    for (at, setting) in profile.settings.iter().enumerate() {
        let last = at.saturating_add(1) == profile.settings.len();
        let (branch, trunk) = drawn(last, words);
        let basis: Vec<Message> =
            setting.basis.iter().map(|cited| cited.text.clone()).collect();
        let line = Line::new()
            .text(words.said(&setting.label))
            .text("  ")
            .text(words.said(&setting.text))
            .then(self::basis(&basis, words));
        page.hanging(Line::new().quiet(branch), line, &Line::new().quiet(trunk));
    }
}

fn one(rule: &Outline, page: &mut Page) {
    let words = page.words();
    let head = Line::new()
        .quiet(words.said(&rule.kind))
        .text(" ")
        .strong(words.said(&rule.label))
        .text("  ")
        .name(&rule.name);
    let lines = match rule.versions.as_slice() {
        // What has no versions needs no branch of its own.
        [only] if only.period.is_none() => {
            page.line(head.then(version(only, "  ", words)));
            &[][..]
        }
        versions => {
            page.line(head);
            versions
        }
    };
    let count = lines.len().saturating_add(rule.exceptions.len());
    for (at, known) in lines.iter().enumerate() {
        let (branch, trunk) = drawn(at.saturating_add(1) == count, words);
        let head = Line::new().quiet(branch);
        let below = Line::new().quiet(trunk);
        page.hanging(head, version(known, "", words), &below);
    }
    exceptions(&rule.exceptions, "", page);
}

fn version(version: &OutlineVersion, gap: &str, words: Words) -> Line {
    let parts = [&version.period, &version.length];
    let parts: Vec<&str> =
        parts.into_iter().flatten().map(|part| words.said(part)).collect();
    let parts = parts.join("  ");
    let line =
        if parts.is_empty() { Line::new() } else { Line::new().text(gap).text(parts) };
    line.then(basis(&version.basis, words))
}

fn exceptions(all: &[OutlineException], indent: &str, page: &mut Page) {
    let words = page.words();
    for (at, known) in all.iter().enumerate() {
        let (branch, trunk) = drawn(at.saturating_add(1) == all.len(), words);
        let head = Line::new()
            .quiet(format!("{indent}{branch}"))
            .quiet(words.pick("例外 ", "exception "));
        let below = format!("{indent}{trunk}");
        let text = Line::new()
            .text(words.said(&known.label))
            .text("  ")
            .name(&known.name)
            .quiet(words.mark("  → ", "  => "))
            .add(Tone::Open, words.said(&known.then))
            .then(basis(&known.basis, words));
        let hang = Line::new().quiet(&below).text("  ");
        page.hanging(head, text, &hang);
        if let Some(period) = &known.period {
            page.hanging(hang.clone(), Line::new().text(words.said(period)), &hang);
        }
        let when = Line::new().quiet(words.pick("当 ", "when ")).text(&known.when);
        page.hanging(hang.clone(), when, &hang);
        exceptions(&known.exceptions, &below, page);
    }
}

fn drawn(last: bool, words: Words) -> (&'static str, &'static str) {
    if last {
        (words.mark("└ ", "  "), "  ")
    } else {
        (words.mark("├ ", "  "), words.mark("│ ", "  "))
    }
}

fn basis(basis: &[Message], words: Words) -> Line {
    if basis.is_empty() {
        return Line::new();
    }
    let all: Vec<&str> = basis.iter().map(|text| words.said(text)).collect();
    let (open, close) = (words.pick("〔", "["), words.pick("〕", "]"));
    let all = all.join(words.pick("；", "; "));
    Line::new().quiet(format!("  {open}{all}{close}"))
}
