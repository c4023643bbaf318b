//! `fadu tree`: the rules of a pack, each with its versions and exceptions.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::packs;
use crate::readable;
use crate::terminal::Terminal;

pub(crate) fn run(
    arguments: &args::Tree,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let pack = packs::one(&arguments.pack, from, terminal)?;
    for line in readable::tree(&pack, terminal.words()) {
        terminal.line(&line);
    }
    Ok(Outcome::Fine)
}
