//! The receipt: what anyone can re-check. `result` covers outcomes, values and citation
//! ids; explanations stand outside, so explaining better never breaks a receipt.

use super::{Digest, Verdict, digest, to_canonical};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;
use serde_json::Value;

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
}

/// What explains and does not decide: left out of the receipt's `result`.
const EXPLAINING: [&str; 10] = [
    "because", "errors", "judge", "label", "period", "text", "title", "advise",
    "requires", "send_to",
];

/// Returns the digest of what the verdicts came to.
pub(crate) fn result_digest(verdicts: &[Verdict]) -> Digest {
    let essence: Vec<Value> = verdicts
        .iter()
        .map(|verdict| serde_json::to_value(verdict).map_or(Value::Null, essence))
        .collect();
    digest(&to_canonical(&essence))
}

fn essence(value: Value) -> Value {
    match value {
        Value::Object(entries) => Value::Object(
            entries
                .into_iter()
                .filter(|(key, _)| !EXPLAINING.contains(&key.as_str()))
                .map(|(key, value)| (key, essence(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(essence).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
