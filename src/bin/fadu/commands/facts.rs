//! `fadu facts`: what a pack asks for, as a table.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::packs;
use crate::readable;
use crate::terminal::Terminal;

pub(crate) fn run(
    arguments: &args::Facts,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let pack = packs::one(&arguments.pack, from, terminal)?;
    for line in readable::facts(&pack, terminal.words()) {
        terminal.line(&line);
    }
    Ok(Outcome::Fine)
}
