//! How a command ends: the three exit codes, and what stopped it.

use fadu::diagnostic::Message;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything asked for was done and nothing is wrong.
    Fine,
    /// Rules or facts are wrong, or a test failed.
    Wrong,
    /// The command was not asked rightly: a bad flag, a bad date, no such file.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Wrong => Self::from(1),
            Outcome::Usage => Self::from(2),
        }
    }
}

/// What stopped a command before it could answer.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) outcome: Outcome,
    pub(crate) message: Message,
}

impl Failure {
    /// Creates a failure of how the command was asked.
    pub(crate) fn usage(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { outcome: Outcome::Usage, message: Message::new(zh, en) }
    }

    /// Creates a failure of the rules or facts themselves.
    pub(crate) fn wrong(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { outcome: Outcome::Wrong, message: Message::new(zh, en) }
    }
}
