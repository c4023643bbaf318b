//! A page about one code. In: its Markdown. Out: in each language a title, paragraphs and
//! examples. Never: a refusal; `tests/it/explain.rs` holds every page to the form.
//!
//! The form: `# CODE`; then twice, Chinese first, `## TITLE` with paragraphs and examples.
//! An example is fenced by `KIND ROLE PLACE`: the kind `fadu`, `csv` or `json`, the role
//! `bad`, `good` or `both`, and the path of a file or, of facts, the as-of date.

/// A page in one language.
#[derive(Debug, Default)]
pub(crate) struct Telling<'a> {
    /// What is wrong, in a few words.
    pub(crate) title: &'a str,
    pub(crate) parts: Vec<Part<'a>>,
}

#[derive(Debug)]
pub(crate) enum Part<'a> {
    Paragraph(&'a str),
    Example(Example<'a>),
}

/// A file or the facts of a case, to be shown and to be tried.
#[derive(Debug)]
pub(crate) struct Example<'a> {
    /// `fadu`, `csv` or `json`.
    pub(crate) kind: &'a str,
    /// `bad`, `good`, or `both` for what belongs to both.
    pub(crate) role: &'a str,
    /// The path of the file; of facts the as-of date. Empty where it does not matter.
    pub(crate) place: &'a str,
    pub(crate) body: String,
}

/// Reads a page: Chinese, then English.
pub(crate) fn read(page: &str) -> Vec<Telling<'_>> {
    let mut tellings: Vec<Telling<'_>> = Vec::new();
    let mut is_open = false;
    for line in page.lines() {
        if !is_open && let Some(title) = line.strip_prefix("## ") {
            tellings.push(Telling { title, parts: Vec::new() });
            continue;
        }
        let Some(telling) = tellings.last_mut() else { continue };
        if let Some(info) = line.strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                let mut words = info.splitn(3, ' ');
                let mut word = || words.next().unwrap_or_default();
                let (kind, role, place) = (word(), word(), word());
                let body = String::new();
                telling.parts.push(Part::Example(Example { kind, role, place, body }));
            }
        } else if is_open && let Some(Part::Example(example)) = telling.parts.last_mut() {
            example.body.push_str(line);
            example.body.push('\n');
        } else if !line.is_empty() {
            telling.parts.push(Part::Paragraph(line));
        }
    }
    tellings
}
