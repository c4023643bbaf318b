//! The documents of a pack. In: a compiled pack, facts, a date. Out: a document with what
//! the results put in its holes. Never: words of its own.

use super::Pack;
use crate::cases;
use crate::diagnostic::Message;
use crate::document::{self, Document, Filled, Filling};
use crate::eval;
use crate::evaluation::Evaluation;
use crate::facts::Facts;
use crate::model::{Expr, Hole, Model, Piece};
use crate::program::Program;
use crate::value::AsOf;
use alloc::vec::Vec;

impl Pack {
    /// Makes the document of that name from the results for these facts; nothing if there
    /// is none. What is not settled is a blank that says what belongs there.
    pub fn document(
        &self,
        name: &str,
        facts: &Facts,
        as_of: impl Into<AsOf>,
    ) -> Option<Document> {
        let model = &self.program.model;
        let position = model.documents.iter().position(|known| known.name == name)?;
        let as_of = as_of.into();
        self.of_case(
            facts,
            // Rules written out for the records of a case have no tests.
            || document_probes_of(model),
            |program, facts| made(program, position, facts, as_of),
        )
    }
}

/// Makes one of the documents of a pack.
fn made(
    program: &Program,
    position: usize,
    facts: &Facts,
    as_of: AsOf,
) -> Option<Document> {
    let model = &program.model;
    let known = model.documents.get(position)?;
    let frame = eval::run(program, facts, as_of);
    let evaluation = eval::evaluation(&frame, facts);
    // Its expressions stand after those of the tests and of the documents before it.
    let mut before = cases::probes(model);
    for earlier in model.documents.iter().take(position) {
        document_probes(earlier, &mut before);
    }
    let mut probe = before.len();
    let mut lines = Vec::new();
    for line in &known.lines {
        let stands = match &line.when {
            Some(when) => cases::holds(&frame, &evaluation, when, &mut probe),
            None => Some(true),
        };
        let mut fill = |pieces: &[Piece]| -> Vec<Filling> {
            let holes = pieces.iter().filter_map(|piece| match piece {
                Piece::Hole(hole) => Some(hole),
                Piece::Text(_) => None,
            });
            holes
                .map(|hole| filling(model, &frame, &evaluation, hole, &mut probe))
                .collect()
        };
        let (zh, en) = (fill(&line.zh), fill(&line.en));
        lines.push(Filled {
            kind: line.kind,
            zh: (&line.zh, zh),
            en: (&line.en, en),
            stands,
        });
    }
    let (label, about) = (&known.label, &known.about);
    Some(document::write(&known.name, label, about, &lines, &evaluation))
}

/// Everything that is read beside the verdicts: by tests, then by documents.
pub(super) fn probes(model: &Model) -> Vec<Expr> {
    let mut probes = cases::probes(model);
    probes.extend(document_probes_of(model));
    probes
}

fn document_probes_of(model: &Model) -> Vec<Expr> {
    let mut probes = Vec::new();
    for document in &model.documents {
        document_probes(document, &mut probes);
    }
    probes
}

/// The expressions whose values a document shows or asks for, in order.
fn document_probes(document: &crate::model::Document, probes: &mut Vec<Expr>) {
    for line in &document.lines {
        if let Some(when) = &line.when {
            cases::asked(when, probes);
        }
        for piece in line.zh.iter().chain(&line.en) {
            if let Piece::Hole(Hole::Value(_, value)) = piece {
                probes.push(value.clone());
            }
        }
    }
}

/// What fills a hole; a value is the next of the expressions compiled.
fn filling(
    model: &Model,
    frame: &eval::Frame<'_>,
    evaluation: &Evaluation,
    hole: &Hole,
    probe: &mut usize,
) -> Filling {
    match hole {
        Hole::Value(label, _) => {
            let text = eval::probe_text(frame, *probe);
            *probe = probe.saturating_add(1);
            Filling { text, label: label.clone(), open: false }
        }
        Hole::Parameter(id) => {
            let known = model.parameters.get(*id);
            Filling {
                text: known.filter(|it| it.value.is_some()).map(|it| it.text.clone()),
                label: known.map_or_else(|| Message::new("", ""), |it| it.label.clone()),
                open: false,
            }
        }
        Hole::Part(name, label, part) => {
            let (text, open) = document::part_text(evaluation, name, part);
            Filling { text, label: label.clone(), open }
        }
    }
}
