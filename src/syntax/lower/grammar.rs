//! The parser that pest makes of `grammar/*.pest`.

use core::num::NonZeroUsize;
use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};
use pest::iterators::Pair;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/keywords.pest"]
#[grammar = "../grammar/tokens.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/declarations.pest"]
struct Grammar;

/// One node of what pest read.
pub(super) type Node<'i> = Pair<'i, Rule>;

/// The parts of a node that mean something; `:` and `{` are only there to be expected.
pub(super) trait Inner<'i> {
    /// Returns those parts in order.
    fn inner(self) -> impl Iterator<Item = Node<'i>> + Clone;
}

impl<'i> Inner<'i> for Node<'i> {
    fn inner(self) -> impl Iterator<Item = Node<'i>> + Clone {
        self.into_inner()
            .filter(|child| !matches!(child.as_rule(), Rule::colon | Rule::open_brace))
    }
}

/// Why pest could not read a text.
pub(super) struct Failure {
    /// The byte where nothing fitted.
    pub(super) at: usize,
    /// What would have fitted.
    pub(super) expected: alloc::vec::Vec<Rule>,
    /// Whether the reading was given up because it took too long.
    pub(super) too_long: bool,
}

/// Steps of the parser in one reading; a real file needs some ten thousand for a kilobyte, and
/// has at most a thousand of these.
pub(super) const MAX_STEPS: usize = 65_536_000;

/// Reads the whole of `text` as `rule`.
pub(super) fn read(rule: Rule, text: &str) -> Result<Node<'_>, Failure> {
    read_within(rule, text, MAX_STEPS)
}

fn read_within(rule: Rule, text: &str, steps: usize) -> Result<Node<'_>, Failure> {
    // The same for every parse of the process: pest keeps this limit in a global.
    pest::set_call_limit(NonZeroUsize::new(steps));
    match Grammar::parse(rule, text) {
        Ok(mut pairs) => pairs.next().ok_or(Failure {
            at: 0,
            expected: alloc::vec::Vec::new(),
            too_long: false,
        }),
        Err(error) => Err(failure(&error)),
    }
}

fn failure(error: &Error<Rule>) -> Failure {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            Failure { at, expected: positives.clone(), too_long: false }
        }
        ErrorVariant::CustomError { .. } => {
            Failure { at, expected: alloc::vec::Vec::new(), too_long: true }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Failure, MAX_STEPS, Rule, read_within};
    use alloc::string::String;
    use std::env;
    use std::process::Command;

    const ALONE: &str = "FADU_TEST_ALONE";

    /// What reads with fewer steps has a process of its own: the limit is one for all threads.
    #[test]
    fn a_text_is_read_within_just_the_steps_it_takes_and_given_up_one_before() {
        if env::var_os(ALONE).is_some() {
            return try_the_limit();
        }
        let own = "syntax::lower::grammar::tests::\
                   a_text_is_read_within_just_the_steps_it_takes_and_given_up_one_before";
        let ran = Command::new(env::current_exe().unwrap())
            .args(["--exact", own, "--test-threads=1"])
            .env(ALONE, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}");
    }

    fn try_the_limit() {
        let text = "pack t 1.0.0\nfact a : bool\ndefine x \"x\" = a and not (a or a)\n";
        let reads = |steps| match read_within(Rule::file, text, steps) {
            Ok(_) => true,
            Err(Failure { too_long, .. }) => {
                assert!(too_long, "given up after {steps} steps for another reason");
                false
            }
        };
        let (mut under, mut enough) = (1, MAX_STEPS);
        assert!(!reads(under) && reads(enough));
        while under.saturating_add(1) < enough {
            let steps = enough.midpoint(under);
            if reads(steps) {
                enough = steps;
            } else {
                under = steps;
            }
        }
        assert!(enough > text.len(), "{enough} steps for {} bytes", text.len());
        assert!(reads(enough) && !reads(under));
    }
}
