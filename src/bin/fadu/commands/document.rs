//! `fadu document`: a text made from the results of one case.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::packs;
use crate::terminal::{Line, Terminal};
use fadu::Language;

pub(crate) fn run(
    arguments: &args::Document,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let pack = packs::one(&arguments.pack, from, terminal)?;
    let documents = pack.documents();
    let (Some(name), Some(facts), Some(as_of)) =
        (&arguments.name, &arguments.facts, arguments.as_of)
    else {
        for known in &documents {
            let label = terminal.words().said(&known.label).to_owned();
            terminal.line(&Line::new().name(&known.name).text("  ").text(label));
        }
        return Ok(Outcome::Fine);
    };
    let facts = pack.facts_from_json(&files::read_json(facts)?);
    let document = pack.document(name, &facts, as_of).ok_or_else(|| {
        let names: Vec<_> = documents.iter().map(|known| known.name.as_str()).collect();
        let (id, zh, en) = (pack.id(), names.join("、"), names.join(", "));
        Failure::usage(
            format!("规则包「{id}」没有文书「{name}」；它的文书有：{zh}"),
            format!("the pack `{id}` has no document `{name}`; it has: {en}"),
        )
    })?;
    let text = if arguments.format == "text" { document.text } else { document.markdown };
    let text = match terminal.words().language() {
        Language::Zh => text.zh,
        Language::En => text.en,
    };
    terminal.bytes(text.as_bytes());
    Ok(if document.complete { Outcome::Fine } else { Outcome::Wrong })
}
