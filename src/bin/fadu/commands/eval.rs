//! `fadu eval`: the verdicts of one case, for a reader or as canonical JSON.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::packs;
use crate::readable;
use crate::terminal::Terminal;

pub(crate) fn run(
    arguments: &args::Eval,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let facts = files::read_json(&arguments.facts)?;
    let pack = packs::one(&arguments.pack, from, terminal)?;
    let facts = pack.facts_from_json(&facts);
    let evaluation = pack.evaluate(&facts, arguments.as_of);
    let words = terminal.words();
    if arguments.json {
        terminal.bytes(&evaluation.to_canonical());
    } else {
        for line in readable::evaluation(&evaluation, words) {
            terminal.line(&line);
        }
    }
    for line in readable::problems(&evaluation, words) {
        terminal.aside(&line);
    }
    Ok(if evaluation.problems.is_empty() { Outcome::Fine } else { Outcome::Wrong })
}
