//! Documents.

use super::Lower;
use super::grammar::{Inner, Node, Rule};
use crate::syntax::tree::{Document, DocumentLine, LineKind};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Reads `document` 文书.
    pub(super) fn document(&mut self, node: Node<'_>) -> Option<Document> {
        let mut statement = self.statement(node);
        statement.next(Rule::kw_document_for)?;
        let about = statement.next(Rule::path)?;
        let about = self.path(about);
        let body = statement.next(Rule::document_body)?;
        let document = Document {
            name: statement.name.clone(),
            label: statement.label.take(),
            about,
            basis: self.basis(&mut statement),
            lines: self.document_body(body),
            span: statement.span,
        };
        self.finish(statement);
        Some(document)
    }

    pub(super) fn document_body(&mut self, node: Node<'_>) -> Vec<DocumentLine> {
        let mut lines = Vec::new();
        for child in node.inner() {
            match child.as_rule() {
                Rule::document_line => lines.extend(self.document_line(child)),
                Rule::bad_statement => self.bad_statement(&child, Some("document")),
                _ => {}
            }
        }
        lines
    }

    fn document_line(&mut self, node: Node<'_>) -> Option<DocumentLine> {
        let kind = match node.clone().inner().next()?.as_rule() {
            Rule::kw_title => LineKind::Title,
            Rule::kw_paragraph => LineKind::Paragraph,
            _ => LineKind::Signature,
        };
        let mut statement = self.statement(node);
        let line = DocumentLine {
            kind,
            text: statement.label.take()?,
            when: self.condition(&mut statement)?,
            span: statement.span,
        };
        self.finish(statement);
        Some(line)
    }
}
