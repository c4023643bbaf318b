//! The registry of codes. A code is never reused and never changes its meaning.

/// A stable code, `F` and four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// One line of the registry.
#[derive(Debug, Clone, Copy)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// Its short English name, in snake case.
    pub slug: &'static str,
}

macro_rules! codes {
    ($($name:ident = $code:literal, $slug:literal;)*) => {
        impl Code {
            $(#[doc = concat!("`", $code, "`: ", $slug, ".")] pub const $name: Self = Self($code);)*
        }
        /// Every code, in order.
        pub const CODES: &[CodeEntry] = &[$(CodeEntry { code: Code::$name, slug: $slug },)*];
    };
}

codes! {
    // F01xx: how a file is written.
    UNEXPECTED = "F0101", "unexpected_text";
    STATEMENT_NOT_HERE = "F0102", "statement_not_here";
    RESERVED = "F0103", "reserved_word";
    UNCLOSED_TEXT = "F0104", "unclosed_text";
    UNCLOSED_BRACKET = "F0105", "unclosed_bracket";
    STRAY_BRACKET = "F0106", "stray_bracket";
    FULL_WIDTH = "F0107", "full_width_character";
    CHINESE_NUMERAL = "F0108", "chinese_numeral";
    MISSING_SPACE = "F0109", "missing_space";
    FILE_TOO_LARGE = "F0110", "file_too_large";
    TOO_DEEP = "F0111", "too_deep";
    TOO_SLOW = "F0112", "too_slow_to_read";
    INVALID_DATE = "F0113", "invalid_date";
    HIDDEN_CHARACTER = "F0114", "hidden_character";
    CLAUSE_TWICE = "F0115", "clause_twice";
    CLAUSE_NOT_HERE = "F0116", "clause_not_here";
    CLAUSE_MISSING = "F0117", "clause_missing";
    MALFORMED_NUMBER = "F0118", "malformed_number";
    FOREIGN_WORD = "F0119", "word_of_another_notation";
    UNKNOWN_KEYWORD = "F0120", "unknown_keyword";
    YEAR_AS_PERIOD = "F0121", "year_as_period";
    KEYWORD_AS_NAME = "F0122", "keyword_as_name";
}
