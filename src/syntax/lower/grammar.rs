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
    // The same for every parse of the process: pest keeps this limit in a global.
    pest::set_call_limit(NonZeroUsize::new(MAX_STEPS));
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
