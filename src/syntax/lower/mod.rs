//! What pest read, as a tree. In: text whose brackets match. Out: declarations, and a
//! diagnostic for every statement that could not be read. Never: a meaning; and pest is named
//! here and in `expected.rs` only.

mod arithmetic;
mod benchmark;
mod case;
mod citation;
mod clause;
mod comparison;
mod concrete;
mod deadline;
mod document;
mod exception;
mod explain;
mod expr;
mod fact;
pub(super) mod grammar;
mod ladder;
mod list;
mod literal;
mod meant;
mod mistake;
mod parameter;
mod pieces;
mod range;
mod review;
mod scorecard;
mod slips;
mod statement;
mod surface;
mod table;
mod token;
mod weights;

pub(crate) use citation::article;
pub(crate) use concrete::concrete;
pub(crate) use pieces::pieces;
pub(crate) use surface::surfaces;

use super::repair::Repaired;
use super::tree;
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Span};
use alloc::vec::Vec;
use grammar::{Inner, Node, Rule};

/// Reads the whole file; what cannot be read is left out and reported.
pub(super) fn file(
    file: FileId,
    text: &Repaired<'_>,
    known: &[usize],
) -> (tree::File, Vec<Diagnostic>, Vec<tree::Name>) {
    let mut lower = Lower::new(file, text, known);
    let mut declarations = Vec::new();
    match grammar::read(Rule::file, &text.text) {
        Ok(node) => {
            for child in node.inner() {
                lower.declaration(child, &mut declarations);
            }
        }
        Err(failure) => lower.unreadable(&failure),
    }
    (tree::File { declarations }, lower.diagnostics, lower.unread)
}

/// Turns nodes into trees and keeps what is wrong with them.
struct Lower<'r> {
    file: FileId,
    text: &'r Repaired<'r>,
    /// Where the part being read begins in the repaired text.
    base: usize,
    /// Where mistakes were found before the text was read.
    known: &'r [usize],
    diagnostics: Vec<Diagnostic>,
    /// Names whose declarations could not be read.
    unread: Vec<tree::Name>,
    /// How many `case` were met so far.
    cases: usize,
    /// How many operators the values around the one at hand chain.
    operators: usize,
    /// Where a statement that ends too early ends, and which complaint says so.
    cut_short: Option<(usize, usize)>,
}

impl<'r> Lower<'r> {
    fn new(file: FileId, text: &'r Repaired<'r>, known: &'r [usize]) -> Self {
        Self {
            file,
            text,
            base: 0,
            known,
            diagnostics: Vec::new(),
            unread: Vec::new(),
            cases: 0,
            operators: 0,
            cut_short: None,
        }
    }

    fn declaration(&mut self, node: Node<'_>, out: &mut Vec<tree::Declaration>) {
        use tree::Declaration;
        let name = declared_name(&node);
        let before = out.len();
        match node.as_rule() {
            Rule::pack => out.extend(self.pack(node).map(Declaration::Pack)),
            Rule::source => out.extend(self.source(node).map(Declaration::Source)),
            Rule::unit => out.extend(self.unit_declared(node).map(Declaration::Unit)),
            Rule::fact => out.extend(self.fact(node).map(Declaration::Fact)),
            Rule::parameter => {
                out.extend(self.parameter(node).map(Declaration::Parameter));
            }
            Rule::profile => out.extend(self.profile(node).map(Declaration::Profile)),
            Rule::define => out.extend(self.define(node).map(Declaration::Define)),
            Rule::circumstance => {
                out.extend(self.circumstance(node).map(Declaration::Circumstance));
            }
            Rule::benchmark => {
                out.extend(self.benchmark(node).map(Declaration::Benchmark));
            }
            Rule::review => out.extend(self.review(node).map(Declaration::Review)),
            Rule::scope => out.extend(self.scope(node).map(Declaration::Scope)),
            Rule::scorecard => {
                out.extend(self.scorecard(node).map(Declaration::Scorecard));
            }
            Rule::table => out.extend(self.table(node).map(Declaration::Table)),
            Rule::document => out.extend(self.document(node).map(Declaration::Document)),
            Rule::deadline => out.extend(self.deadline(node).map(Declaration::Deadline)),
            Rule::exception => {
                out.extend(self.exception(node).map(Declaration::Exception));
            }
            Rule::test_case => out.extend(self.test_case(node).map(Declaration::Test)),
            Rule::case_file => {
                out.extend(self.case_file(node).map(Declaration::CaseFile));
            }
            Rule::EOI => return,
            _ => {
                self.bad_statement(&node, None);
                return;
            }
        }
        if let Some(name) = name.filter(|_| out.len() == before) {
            let name = self.name(&name);
            self.unread.push(name);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Returns where a node was written, without the blanks that pest counts to its end.
    fn span(&self, node: &Node<'_>) -> Span {
        self.place(node.as_span().start(), end_of(node))
    }

    fn place(&self, start: usize, end: usize) -> Span {
        let written = |at: usize| self.text.written(at.saturating_add(self.base));
        Span::new(self.file, written(start), written(end))
    }
}

/// Returns the name node of a declaration.
fn declared_name<'i>(node: &Node<'i>) -> Option<Node<'i>> {
    node.clone().inner().find(|child| child.as_rule() == Rule::name)
}

/// Returns the end of a node's last token: a rule that ends in something optional has also
/// taken the blanks before it.
fn end_of(node: &Node<'_>) -> usize {
    match node.clone().into_inner().next_back() {
        Some(last) => end_of(&last),
        None => node.as_span().end(),
    }
}
