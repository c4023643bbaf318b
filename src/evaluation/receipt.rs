//! The receipt: what anyone can re-check. `result` covers outcomes, values and citation
//! ids; explanations stand outside, so explaining better never breaks a receipt.

use super::canonical::to_canonical_without;
use super::{Answers, Digest, EvaluatedPack, digest};
use alloc::string::{String, ToString};
use serde::Serialize;

/// The receipt's format.
pub const RECEIPT_FORMAT: &str = "fadu-receipt/1";

/// What whoever evaluates again can compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// See [`RECEIPT_FORMAT`].
    pub format: String,
    /// The rules.
    pub pack: PackId,
    /// The date asked for, ISO.
    pub as_of: String,
    /// The facts after typing.
    pub facts: Digest,
    /// Outcomes, values and citation ids.
    pub result: Digest,
}

impl Receipt {
    /// Makes out the receipt of what an evaluation says.
    pub(crate) fn of(answers: &Answers) -> Self {
        let EvaluatedPack { id, version, digest: of_pack, title: _, profile } =
            &answers.pack;
        let profile = profile.as_ref().map(|profile| ProfileId {
            name: profile.name.clone(),
            digest: profile.digest,
        });
        let pack = PackId {
            id: id.clone(),
            version: version.clone(),
            digest: *of_pack,
            profile,
        };
        Self {
            format: RECEIPT_FORMAT.to_string(),
            pack,
            as_of: answers.as_of.clone(),
            facts: answers.facts,
            result: digest(&to_canonical_without(&answers.verdicts, explains)),
        }
    }
}

/// Names one pack exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackId {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The digest of its checked model.
    pub digest: Digest,
    /// The profile chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileId>,
}

/// Names one profile exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileId {
    /// Its name.
    pub name: String,
    /// The digest of its values.
    pub digest: Digest,
}

/// What explains and does not decide: left out of the receipt's `result`.
fn explains(member: &str) -> bool {
    matches!(
        member,
        "because"
            | "errors"
            | "judge"
            | "label"
            | "period"
            | "text"
            | "title"
            | "advise"
            | "requires"
            | "send_to"
    )
}
