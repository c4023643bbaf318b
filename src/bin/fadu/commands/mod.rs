//! One file per subcommand: each takes its arguments and the terminal, and returns how it
//! ended.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod document;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod fmt;
pub(crate) mod lint;
pub(crate) mod mutants;
pub(crate) mod new;
pub(crate) mod prove;
pub(crate) mod serve;
pub(crate) mod test;
pub(crate) mod tree;
pub(crate) mod verify;
