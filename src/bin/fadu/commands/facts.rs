//! `fadu facts`: what a pack asks for, as a table.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::packs;
use crate::terminal::{Line, Terminal};
use crate::words::Words;
use fadu::{FactInfo, OptionInfo};
use std::path::Path;

pub(crate) fn run(
    arguments: &args::Facts,
    root: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let pack = packs::one(&arguments.pack, root, terminal)?;
    let words = terminal.words();
    let title = Line::new().strong(words.said(&pack.title())).quiet(format!(
        "  {} {}",
        pack.id(),
        pack.version()
    ));
    terminal.line(&title);
    let facts = pack.facts();
    let table: Vec<[Line; 6]> = std::iter::once(head(words))
        .chain(facts.iter().map(|fact| row(fact, words)))
        .collect();
    let widths = widths(&table);
    let mut lines = table.into_iter().map(|row| aligned(row, &widths));
    terminal.blank();
    if let Some(head) = lines.next() {
        terminal.line(&head);
    }
    let mut group = None;
    for (fact, line) in facts.iter().zip(lines) {
        // A group is named where it begins; the facts stay in the order of the form.
        if fact.group != group {
            let name = fact.group.as_ref().map_or("", |group| words.said(group));
            terminal.blank();
            terminal.line(&Line::new().strong(name));
            group.clone_from(&fact.group);
        }
        terminal.line(&line);
    }
    Ok(Outcome::Fine)
}

fn head(words: Words) -> [Line; 6] {
    [
        words.pick("键", "key"),
        words.pick("名称", "label"),
        words.pick("类型", "type"),
        words.pick("单位", "unit"),
        words.pick("取值", "values"),
        words.pick("依据", "basis"),
    ]
    .map(|name| Line::new().quiet(name))
}

fn row(fact: &FactInfo, words: Words) -> [Line; 6] {
    let label = fact.question.as_ref().unwrap_or(&fact.label);
    let unit = fact.unit.as_ref().map_or("", |unit| words.said(unit));
    let options: Vec<_> = fact.options.iter().map(|one| option(one, words)).collect();
    let options = words.list(options.iter().map(String::as_str));
    let values = match &fact.range {
        Some(range) if options.is_empty() => words.said(&range.text).to_owned(),
        Some(_) | None => options,
    };
    let values = if fact.has_default {
        let known = words.pick("（法定缺省）", " (the law gives a default)");
        format!("{values}{known}")
    } else {
        values
    };
    let basis: Vec<_> = fact.basis.iter().map(|cited| words.said(&cited.text)).collect();
    [
        Line::new().name(&fact.fact),
        Line::new().text(words.said(label)),
        Line::new().text(words.type_name(fact.ty)),
        Line::new().text(unit),
        Line::new().text(values),
        Line::new().quiet(basis.join(words.pick("；", "; "))),
    ]
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

fn widths(table: &[[Line; 6]]) -> [usize; 6] {
    table.iter().fold([0; 6], |mut widths, row| {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
        widths
    })
}

/// Joins the cells; a column that is empty throughout takes no room.
fn aligned(row: [Line; 6], widths: &[usize; 6]) -> Line {
    let cells = row.into_iter().zip(widths).filter(|(_, width)| **width > 0);
    cells.fold(Line::new(), |line, (cell, width)| {
        let start = line.width();
        let end = start.saturating_add(*width).saturating_add(2);
        line.then(cell).pad(end)
    })
}
