//! Documents: texts with holes that results fill.

use super::{Citation, Condition, Expr, ParameterId};
use crate::diagnostic::Message;
use alloc::string::String;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// A text made from results.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Document {
    /// Its name.
    pub(crate) name: String,
    /// Its label.
    pub(crate) label: Message,
    /// The name of the verdict it tells.
    pub(crate) about: String,
    /// The law behind it.
    pub(crate) basis: Vec<Citation>,
    /// Its parts, in order.
    pub(crate) lines: Vec<Line>,
}

/// One part of a document.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Line {
    /// Which.
    pub(crate) kind: LineKind,
    /// The Chinese text.
    pub(crate) zh: Vec<Piece>,
    /// The English text.
    pub(crate) en: Vec<Piece>,
    /// When it stands there.
    pub(crate) when: Option<Condition>,
}

/// What part of a document a line is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize,
)]
pub(crate) enum LineKind {
    /// The title.
    Title,
    /// A paragraph.
    Paragraph,
    /// Who signs.
    Signature,
}

/// Words, or a hole.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// What a result fills in.
    Hole(Hole),
}

/// What fills a hole.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Hole {
    /// The value of a fact or a definition; its label where it is not known.
    Value(Message, Expr),
    /// What a parameter is set to.
    Parameter(ParameterId),
    /// A part of the verdict of that name and label.
    Part(String, Message, Part),
}

/// A part of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) enum Part {
    /// A benchmark's tier.
    Tier,
    /// A benchmark's penalty of that name.
    Penalty(String),
    /// A review's opinion.
    Opinion,
    /// The criteria that a review meets.
    Hits,
    /// The items that fail.
    Failed,
    /// A deadline's last day.
    Due,
    /// A deadline's state.
    State,
    /// A scope's ground.
    Ground,
    /// The law behind it.
    Basis,
}

impl super::Model {
    /// Lists the facts that documents show.
    pub(crate) fn document_facts(&self) -> Vec<super::FactId> {
        let lines = self.documents.iter().flat_map(|document| &document.lines);
        lines
            .flat_map(|line| line.zh.iter().chain(&line.en))
            .filter_map(|piece| match piece {
                Piece::Hole(Hole::Value(_, value)) => match value.kind {
                    super::ExprKind::Fact(id) => Some(id),
                    _ => None,
                },
                Piece::Hole(_) | Piece::Text(_) => None,
            })
            .collect()
    }
}
