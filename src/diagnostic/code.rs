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
}
