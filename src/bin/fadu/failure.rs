//! How a command ends: the three exit codes, and what stopped it.

use fadu::diagnostic::Message;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

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
    pub(crate) fn usage(zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        Self { outcome: Outcome::Usage, message: Message::new(zh, en) }
    }

    /// Creates a failure of the rules or facts themselves.
    pub(crate) fn wrong(zh: impl Into<Arc<str>>, en: impl Into<Arc<str>>) -> Self {
        Self { outcome: Outcome::Wrong, message: Message::new(zh, en) }
    }
}

/// Says of a panic what it is: a mistake of ours, never one of the reader's.
pub(crate) fn own_up_to_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let version = fadu::VERSION;
        let said = format!(
            "fadu {version} 自身出错，不是规则或事实的问题；请附上命令和文件告知我们\n\
             fadu {version} has a bug; your rules and facts are not to blame. \
             Please report it with the command and the files\n{panic}\n"
        );
        // Nothing is left to do when even this cannot be written.
        let _ = io::stderr().write_all(said.as_bytes());
    }));
}
