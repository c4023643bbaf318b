//! The facts of a pack as a table: key, type and question; below the question the values
//! that are allowed and the law that asks.

use super::layout::Page;
use crate::terminal::Line;
use crate::words::Words;
use fadu::{FactInfo, OptionInfo, Pack};

/// How wide the column of keys may grow; a longer key has a line of its own.
const KEYS: usize = 30;

pub(crate) fn facts(pack: &Pack, words: Words) -> Vec<Line> {
    let mut page = Page::new(words);
    let name = format!("  {} {}", pack.id(), pack.version());
    page.line(Line::new().strong(words.said(&pack.title())).quiet(name));
    let facts = pack.facts();
    let columns = Columns::of(&facts, words);

    page.blank();
    let (key, kind) = (words.pick("键", "key"), words.pick("类型", "type"));
    let head = Line::new().quiet(key).pad(columns.kind).quiet(kind).pad(columns.text);
    page.line(head.quiet(words.pick("名称、取值、依据", "label, values, basis")));
    let mut group = None;
    for fact in &facts {
        // A group is named where it begins; the facts stay in the order of the form.
        if fact.group != group {
            let name = fact.group.as_ref().map_or("", |group| words.said(group));
            page.blank();
            page.line(Line::new().strong(name));
            group.clone_from(&fact.group);
        }
        row(fact, &fact.fact, &columns, &mut page);
        // The fields of a list stand under it, as they are called in a record.
        for field in &fact.fields {
            row(field, &inside(field), &columns, &mut page);
        }
    }
    page.lines()
}

/// Where the columns begin.
struct Columns {
    kind: usize,
    text: usize,
}

impl Columns {
    fn of(facts: &[FactInfo], words: Words) -> Self {
        let fields = || facts.iter().flat_map(|fact| &fact.fields);
        let keys = facts.iter().map(|fact| Line::new().text(&fact.fact).width());
        let keys =
            keys.chain(fields().map(|field| Line::new().text(inside(field)).width()));
        let kinds = facts.iter().chain(fields()).map(|fact| kind(fact, words).width());
        let key = keys.filter(|width| *width <= KEYS).max().unwrap_or(0);
        let kind = key.saturating_add(2);
        Self {
            kind,
            text: kind.saturating_add(kinds.max().unwrap_or(0)).saturating_add(2),
        }
    }
}

fn inside(field: &FactInfo) -> String {
    format!("· {}", field.fact)
}

fn row(fact: &FactInfo, name: &str, columns: &Columns, page: &mut Page) {
    let words = page.words();
    let key = Line::new().name(name);
    let key = if key.width() < columns.kind {
        key
    } else {
        page.line(key);
        Line::new()
    };
    let head = key.pad(columns.kind).then(kind(fact, words)).pad(columns.text);
    let below = Line::new().pad(columns.text);
    let question = fact.question.as_ref().unwrap_or(&fact.label);
    page.hanging(head, Line::new().text(words.said(question)), &below);
    for line in [values(fact, words), basis(fact, words)] {
        if !line.is_empty() {
            page.hanging(below.clone(), line, &below);
        }
    }
}

fn kind(fact: &FactInfo, words: Words) -> Line {
    let line = Line::new().text(words.type_name(fact.ty));
    let (open, close) = (words.pick("（", " ("), words.pick("）", ")"));
    let format = fact.format.as_ref().map(|format| &format.label);
    match fact.unit.as_ref().or(format) {
        Some(unit) => line.text(format!("{open}{}{close}", words.said(unit))),
        None => line,
    }
}

fn values(fact: &FactInfo, words: Words) -> Line {
    let options: Vec<_> = fact.options.iter().map(|one| option(one, words)).collect();
    let line = Line::new().text(words.list(options.iter().map(String::as_str)));
    let line = match &fact.range {
        Some(range) if line.is_empty() => line.text(words.said(&range.text)),
        Some(_) | None => line,
    };
    if fact.has_default {
        let known = words.pick("法律规定了缺省值", "the law gives a default");
        let gap = if line.is_empty() { "" } else { words.pick("；", "; ") };
        line.text(gap).text(known)
    } else {
        line
    }
}

/// Returns an option as it is given in the facts, with its label where that says more.
fn option(option: &OptionInfo, words: Words) -> String {
    let (name, label) = (&option.name, words.said(&option.label));
    if name == label {
        return label.to_owned();
    }
    let (open, close) = (words.pick("（", " ("), words.pick("）", ")"));
    format!("{name}{open}{label}{close}")
}

fn basis(fact: &FactInfo, words: Words) -> Line {
    let cited = fact.basis.iter().map(|cited| words.said(&cited.text));
    Line::new().quiet(words.list(cited))
}
