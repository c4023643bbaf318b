//! The receipt: what anyone can re-check. `result` covers outcomes, values and citation
//! ids; explanations stand outside, so explaining better never breaks a receipt.

use super::canonical::to_canonical_without;
use super::{Digest, Verdict, digest};
use alloc::string::String;
use alloc::vec::Vec;
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

/// Returns the digest of what the verdicts came to.
pub(crate) fn result_digest(verdicts: &[Verdict]) -> Digest {
    digest(&to_canonical_without(&verdicts, explains))
}

/// Returns the bytes of what one verdict came to, as the digest has them.
pub(crate) fn result_bytes(verdict: &Verdict) -> Vec<u8> {
    to_canonical_without(verdict, explains)
}

/// Returns the same digest, from the bytes of each verdict.
pub(crate) fn result_digest_of<'a>(verdicts: impl Iterator<Item = &'a [u8]>) -> Digest {
    let mut bytes = Vec::from(*b"[");
    for (at, verdict) in verdicts.enumerate() {
        if at > 0 {
            bytes.push(b',');
        }
        bytes.extend_from_slice(verdict);
    }
    bytes.push(b']');
    digest(&bytes)
}
