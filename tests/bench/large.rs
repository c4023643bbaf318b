//! A pack of ten thousand lines, mixed as `rules/` is: facts with their questions, definitions
//! with versions and exceptions, benchmarks with circumstances, by a table, by weights, by
//! tiers that cases move along, for each person of a list; reviews, scopes, scorecards,
//! deadlines, documents, tests, comments.

use fadu::SourceText;

/// How many lines the pack has, about.
pub(crate) const LINES: usize = 10_000;

/// One chapter of each kind; № is its number, in names too.
pub(crate) const CHAPTERS: [&str; 6] = [
    include_str!("large/penalty.txt"),
    include_str!("large/table.txt"),
    include_str!("large/each.txt"),
    include_str!("large/weights.txt"),
    include_str!("large/ladder.txt"),
    include_str!("large/card.txt"),
];

/// The number of the first chapter: all have three digits, so that columns stay in line.
const FIRST: usize = 100;

/// The files of the pack: a header, and as many chapters as it takes.
pub(crate) fn pack() -> Vec<SourceText> {
    pack_of(LINES)
}

/// The same with so many lines, about.
pub(crate) fn pack_of(lines: usize) -> Vec<SourceText> {
    let mut files = vec![SourceText::new("large/pack.fadu", HEADER)];
    let mut written = 0;
    for (at, chapter) in (FIRST..).zip(CHAPTERS.iter().cycle()) {
        if written >= lines {
            break;
        }
        let text = chapter.replace('№', &at.to_string());
        written += text.lines().count();
        files.push(SourceText::new(format!("large/chapter-{at}.fadu"), text));
    }
    files
}

const HEADER: &str = r#"pack large 1.0.0 "大规则包" / "A large pack"
  jurisdiction "某市" / "Some city"
  effective from 2022-03-01

source ACT "示例法" / "Example Act" : law
  number "国令第1号"
  issued 2021-01-22
  effective from 2021-07-15

source STANDARD "示例裁量基准" / "Example Benchmark" : guidance
  issued 2022-02-01
  effective from 2022-03-01
  bounds from included, up to included
"#;
