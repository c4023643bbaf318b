//! The list of packs in `rules/README.md`: what stands between its two marks is made from
//! the packs and from their `NOTES.md`.

use fadu::syntax::tree::{Declaration, Label, Pack, Source, SourceKind, Use};
use fadu::text::FileId;
use fadu::{Date, SourceText, compile};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Error, Result};
use std::path::Path;
use std::{fs, io};

const BEGIN: &str = "<!-- packs: cargo run --example bless-rules -->\n";
const END: &str = "<!-- end of packs -->\n";

/// The day on which statements are counted: versions not law on it have none.
const DAY: &str = "2025-06-30";

/// A pack as its files have it, by its folder.
struct Folder {
    header: Pack,
    sources: Vec<Source>,
    files: Vec<SourceText>,
    notes: String,
}

/// The whole README, with the list of the packs as they are now.
pub(crate) fn text() -> Result<String> {
    let written = fs::read_to_string("rules/README.md")?;
    let marks = written.split_once(BEGIN).and_then(|(head, rest)| {
        let (_, tail) = rest.split_once(END)?;
        Some((head, tail))
    });
    let Some((head, tail)) = marks else {
        return Err(Error::other("rules/README.md has lost its marks"));
    };
    let (folders, calendars) = read(Path::new("rules"))?;
    Ok(format!("{head}{BEGIN}{}{END}{tail}", list(&folders, &calendars)?))
}

fn list(folders: &BTreeMap<String, Folder>, calendars: &[SourceText]) -> Result<String> {
    let mut rows = String::new();
    let mut defects = String::new();
    let mut sum = [0_usize; 6];
    for (path, folder) in folders {
        let count = count(folder, folders, calendars)?;
        let [rules, cases, statements, open, sources, unseen] = count;
        for (sum, one) in sum.iter_mut().zip(count) {
            *sum = sum.saturating_add(one);
        }
        let (zh, en) = both(folder.header.label.as_ref());
        say(
            &mut rows,
            format_args!(
                "| [`{path}`]({path}/NOTES.md) | {en} {zh} | {} | {rules} | {cases} | {} | \
                 {unseen} of {sources} |\n",
                basis(folder),
                share(open, statements),
            ),
        );
        let found = found(&folder.notes);
        if !found.is_empty() {
            say(&mut defects, format_args!("\n**{en}** (`{path}`)\n\n"));
            for line in found {
                say(&mut defects, format_args!("- {line}\n"));
            }
        }
    }
    let [rules, cases, statements, open, sources, unseen] = sum;
    let mut out = format!(
        "\n{} packs, {rules} rules, {cases} cases. An unverified source was not read in its own \
         text; a statement counts as unverified if any source it cites is one.\n\n\
         | folder | covers | legal basis (*unverified*) | rules | cases | statements unverified \
         | sources unverified |\n|---|---|---|---|---|---|---|\n{rows}",
        folders.len()
    );
    say(
        &mut out,
        format_args!(
            "| all | | | {rules} | {cases} | {} | {unseen} of {sources} |\n\n",
            share(open, statements)
        ),
    );
    out.push_str("## Defects of the law and of official tables\n\n");
    out.push_str(
        "What `fadu prove` and the writing of the packs found. They stay in the rules as they are \
         printed; each pack's `NOTES.md` has the whole account.\n",
    );
    out.push_str(&defects);
    out.push('\n');
    Ok(out)
}

/// Rules, cases, statements, those unverified, sources, those unverified.
fn count(
    folder: &Folder,
    folders: &BTreeMap<String, Folder>,
    calendars: &[SourceText],
) -> Result<[usize; 6]> {
    let id = folder.header.name.text.as_str();
    let mut files = calendars.to_vec();
    let mut wanted = vec![folder];
    let mut seen = BTreeSet::new();
    while let Some(folder) = wanted.pop() {
        if seen.insert(&folder.header.name.text) {
            // Cases run in the pack they belong to alone.
            let own = folder.header.name.text == id;
            let used =
                folder.files.iter().filter(|file| own || !file.path.contains("/cases/"));
            files.extend(used.cloned());
            let header = &folder.header;
            let names = header.uses.iter().map(|Use { pack, .. }| &pack.text);
            let names: Vec<&String> =
                names.chain(header.applies.iter().map(|name| &name.text)).collect();
            wanted.extend(
                folders
                    .values()
                    .filter(|folder| names.contains(&&folder.header.name.text)),
            );
        }
    }
    let compiled = compile(&files, Some(id));
    let pack = compiled.pack.ok_or_else(|| Error::other(format!("{id} has mistakes")))?;
    let day = Date::parse(DAY).ok_or_else(|| Error::other(DAY))?;
    let verdicts = pack.evaluate(&pack.facts_from_json(b"{}"), day).verdicts;
    let (mut statements, mut open) = (0, 0);
    weigh(
        &serde_json::to_value(verdicts).map_err(io::Error::other)?,
        &mut |unverified| {
            statements = usize::saturating_add(statements, 1);
            open = usize::saturating_add(open, usize::from(unverified));
        },
    );
    let unseen = folder.sources.iter().filter(|source| source.unverified).count();
    Ok([
        pack.outline().len(),
        pack.cases().len(),
        statements,
        open,
        folder.sources.len(),
        unseen,
    ])
}

/// Everything in an answer that has a basis of its own: a rule, a tier, a penalty, an item.
fn weigh(answer: &Value, each: &mut impl FnMut(bool)) {
    match answer {
        Value::Object(fields) => {
            if let Some(Value::Array(cited)) = fields.get("basis")
                && !cited.is_empty()
            {
                each(
                    cited
                        .iter()
                        .any(|one| one.get("unverified") == Some(&Value::Bool(true))),
                );
            }
            for (name, field) in fields {
                // Reasons tell of the same statements again.
                if !matches!(name.as_str(), "because" | "judge" | "errors") {
                    weigh(field, each);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                weigh(item, each);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The laws and rules a pack rests on, and how many other documents.
fn basis(folder: &Folder) -> String {
    let mut titles = Vec::new();
    let guidance = |source: &&Source| source.kind == SourceKind::Guidance;
    let documents = folder.sources.iter().filter(guidance).count();
    for source in &folder.sources {
        match source.kind {
            SourceKind::Law
            | SourceKind::Regulation
            | SourceKind::LocalRegulation
            | SourceKind::Rule => {
                let (zh, _) = both(source.label.as_ref());
                let title = if zh.is_empty() { source.name.text.clone() } else { zh };
                titles.push(if source.unverified { format!("*{title}*") } else { title });
            }
            SourceKind::Guidance => {}
        }
    }
    let mut said = titles.join(", ");
    if documents > 0 {
        if !said.is_empty() {
            said.push_str("; ");
        }
        let noun = if documents == 1 { "document" } else { "documents" };
        say(&mut said, format_args!("{documents} other {noun}"));
    }
    said
}

/// What a pack's notes say of mistakes in the texts themselves: the rows of *What the prover
/// finds*, and what the items of *Defects …* begin with.
fn found(notes: &str) -> Vec<String> {
    let rows = section(notes, "What the prover finds").into_iter().filter_map(|line| {
        let row = line.strip_prefix("| V")?;
        let mut cells = row.split(" | ").map(str::trim);
        Some(format!("V{}: {}", cells.next()?, cells.next()?))
    });
    let named = section(notes, "Defects").into_iter().filter_map(|line| {
        let numbered = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let bold = line.strip_prefix("- ").filter(|item| item.starts_with("**"));
        let counted = numbered.strip_prefix(". ").filter(|_| numbered.len() < line.len());
        // The first sentence; what the prover found stands above already.
        let item = bold.or(counted)?.replace("**", "");
        let sentence = item.split(". ").next()?.trim_end_matches('.').to_owned();
        (!sentence.contains("(above)")).then_some(sentence)
    });
    rows.chain(named).collect()
}

/// The lines under headings of the second or third level that begin so.
fn section<'a>(notes: &'a str, heading: &str) -> Vec<&'a str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in notes.lines() {
        if let Some(title) =
            line.strip_prefix("## ").or_else(|| line.strip_prefix("### "))
        {
            inside = title.starts_with(heading);
        } else if inside {
            lines.push(line);
        }
    }
    lines
}

fn read(root: &Path) -> Result<(BTreeMap<String, Folder>, Vec<SourceText>)> {
    let mut folders = BTreeMap::new();
    let mut calendars = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let files = files(root, &folder)?;
        if folder.join("pack.fadu").exists() {
            let name = relative(root, &folder);
            folders.insert(name, self::folder(&folder, files)?);
            continue;
        }
        calendars.extend(files.into_iter().filter(|file| file.path.ends_with(".csv")));
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    // A calendar is read by its path, and files of folders without a header are none of a pack.
    calendars.retain(|file| file.path.starts_with("calendars/"));
    Ok((folders, calendars))
}

fn folder(path: &Path, files: Vec<SourceText>) -> Result<Folder> {
    let mut header = None;
    let mut sources = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".fadu")) {
        for declaration in fadu::syntax::parse(FileId(0), &file.text).tree.declarations {
            if let Declaration::Pack(pack) = declaration {
                header = Some(pack);
            } else if let Declaration::Source(source) = declaration {
                sources.push(source);
            }
        }
    }
    let header =
        header.ok_or_else(|| Error::other(format!("{}: no header", path.display())))?;
    let notes = fs::read_to_string(path.join("NOTES.md"))?;
    Ok(Folder { header, sources, files, notes })
}

/// The rule files and tables in a folder; of a pack's, those of the folders in it too.
fn files(root: &Path, folder: &Path) -> Result<Vec<SourceText>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if path.is_dir() && folder.join("pack.fadu").exists() {
                open.push(path);
            } else if matches!(kind, Some("fadu" | "csv")) {
                files.push(SourceText::new(
                    relative(root, &path),
                    fs::read_to_string(&path)?,
                ));
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(files)
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn both(label: Option<&Label>) -> (String, String) {
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    label.map_or_else(Default::default, |label| {
        (of(label.zh.as_ref()), of(label.en.as_ref()))
    })
}

fn share(part: usize, whole: usize) -> String {
    let percent = part.saturating_mul(100).checked_div(whole).unwrap_or_default();
    format!("{percent} % ({part} of {whole})")
}

/// Writing to a text cannot fail.
fn say(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}
