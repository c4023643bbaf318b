//! Two decisions, written twice: as rules and as plain Rust; and the cases that hold them to
//! the same answers. A part of the benchmark and of the tests.

mod by_fadu;
mod by_hand;
mod draw;
mod random;
mod record;
mod table;

pub(crate) use by_fadu::{Packs, read_penalty, read_row};
pub(crate) use by_hand::{penalty, row};
pub(crate) use draw::cases;
pub(crate) use record::{Answer, Record};
pub(crate) use table::{Table, rules};
