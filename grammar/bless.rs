//! Writes `grammar/keywords.pest` anew from the table in `src/syntax/keywords.rs`.

use std::{fs, io};

fn main() -> io::Result<()> {
    fs::write("grammar/keywords.pest", fadu::syntax::keywords::grammar_text())
}
