//! The `fadu` command. In: arguments, files, a terminal. Out: text and an exit code. Never:
//! a decision about rules or facts; those are the library's.

mod args;
mod codes;
mod commands;
mod failure;
mod files;
mod help;
mod packs;
mod readable;
mod terminal;
mod words;

use crate::args::{Arguments, Command};
use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;
use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    failure::own_up_to_panics();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // clap prints help and version through the same door as mistakes.
        Err(said) => {
            let code = if said.use_stderr() { Outcome::Usage } else { Outcome::Fine };
            // A closed pipe is no reason to complain.
            let _ = said.print();
            return code.into();
        }
    };
    let mut terminal = Terminal::new(arguments.lang.unwrap_or_default(), arguments.plain);
    let outcome = run(&arguments, &mut terminal).unwrap_or_else(|failure| {
        terminal.failure(&failure);
        failure.outcome
    });
    terminal.finish();
    outcome.into()
}

fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let rules = arguments.rules.as_deref();
    let from = packs::Asked { root: rules, profile: arguments.profile.as_deref() };
    match &arguments.command {
        Command::New(command) => commands::new::run(command, terminal),
        Command::Check(command) => commands::check::run(command, rules, terminal),
        Command::Lint(command) => commands::lint::run(command, from, terminal),
        Command::Explain(command) => commands::explain::run(command, terminal),
        Command::Eval(command) => commands::eval::run(command, from, terminal),
        Command::Test(command) => commands::test::run(command, from, terminal),
        Command::Prove(command) => commands::prove::run(command, from, terminal),
        Command::Mutants(command) => commands::mutants::run(command, from, terminal),
        Command::Diff(command) => commands::diff::run(command, from, terminal),
        Command::Document(command) => commands::document::run(command, from, terminal),
        Command::Facts(command) => commands::facts::run(command, from, terminal),
        Command::Tree(command) => commands::tree::run(command, from, terminal),
        Command::Fmt(command) => commands::fmt::run(command, arguments.lang, terminal),
        Command::Verify(command) => commands::verify::run(command, from, terminal),
        Command::Serve(command) => commands::serve::run(command, terminal),
    }
}
