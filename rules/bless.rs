//! Writes anew the list of packs in `rules/README.md`.

mod readme;

use std::{fs, io};

fn main() -> io::Result<()> {
    fs::write("rules/README.md", readme::text()?)
}
