//! Tiers that overlap and move, amounts that are reduced, penalties to choose from.

use super::{Citation, Effect, Expr, PenaltyKind};
use crate::value::Number;
use alloc::vec::Vec;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// What moves the tier or changes what it leaves, beside its effect.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Move {
    /// By so many tiers.
    By {
        /// How many.
        tiers: u32,
        /// Beyond the last tier the statutory end; else the last tier stays.
        #[serde(rename = "otherwise")]
        beyond: bool,
    },
    /// By so much of the amount.
    Reduce(Reduction),
}

/// By how much an amount is reduced.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Reduction {
    /// The penalty's position; `None`: the fines.
    pub(crate) penalty: Option<usize>,
    /// What is left at the least: one less the greatest reduction.
    pub(crate) least: Number,
    /// What is left at the most.
    pub(crate) most: Number,
    /// Never less than this.
    pub(crate) floor: Option<Expr>,
    /// The statutory minimum does not hold.
    pub(crate) below_statute: bool,
}

/// How a benchmark's tiers are tried, and where its moves end.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Ladder {
    /// Which of several tiers that are true is taken; else the first.
    pub(crate) overlap: Option<Overlap>,
    /// The step that stands for the statutory minimum.
    pub(crate) minimum: Option<usize>,
    /// The step that stands for the statutory maximum.
    pub(crate) maximum: Option<usize>,
}

/// Which of several tiers that are true is taken.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Overlap {
    /// The last written, else the first.
    pub(crate) heaviest: bool,
    /// Why.
    pub(crate) basis: Vec<Citation>,
}

/// Penalties of which the agency chooses.
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct Alternatives {
    /// The penalties' positions.
    pub(crate) penalties: Vec<usize>,
    /// At least one; else exactly one.
    pub(crate) any: bool,
    /// Whether one must be imposed at all.
    pub(crate) must: bool,
}

impl Effect {
    /// Whether it changes which tier it is.
    pub(crate) const fn moves(self) -> bool {
        matches!(self, Self::Raise | Self::Lower | Self::Maximum | Self::Minimum)
    }

    /// Returns its keywords, Chinese and English.
    pub(crate) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Exempt => ("不予处罚", "exempt"),
            Self::Mitigate => ("减轻", "mitigate"),
            Self::Lighten => ("从轻", "lighten"),
            Self::Aggravate => ("从重", "aggravate"),
            Self::Raise => ("升档", "raise"),
            Self::Lower => ("降档", "lower"),
            Self::Top => ("档内从高", "tier top"),
            Self::Bottom => ("档内从低", "tier bottom"),
            Self::Maximum => ("顶格", "maximum"),
            Self::Minimum => ("底格", "minimum"),
            Self::Reduce => ("减幅", "reduce"),
        }
    }
}

impl Reduction {
    /// Whether it reduces a penalty.
    pub(crate) fn of(&self, position: usize, kind: PenaltyKind) -> bool {
        self.penalty.map_or(kind == PenaltyKind::Fine, |named| named == position)
    }
}
