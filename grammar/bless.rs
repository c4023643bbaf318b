//! Writes anew what is generated from the table in `src/syntax/keywords.rs`: the grammar's
//! keywords, and the colours for editors.

mod textmate;

use std::{fs, io};

fn main() -> io::Result<()> {
    fs::write("grammar/keywords.pest", fadu::syntax::keywords::grammar_text())?;
    fs::write("grammar/fadu.tmLanguage.json", textmate::text())
}
