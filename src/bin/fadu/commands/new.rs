//! `fadu new`: a pack to begin with, small, complete and explained line by line.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::terminal::{Line, Terminal, Tone};
use fadu::diagnostic::Language;
use fadu::syntax::tree::Declaration;
use fadu::text::FileId;

macro_rules! starter {
    ($language:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("../starter/", $language, "/", $path))),)*]
    };
}

/// The files of the pack in Chinese; the word NAME stands for its name.
const CHINESE: &[(&str, &str)] = starter!(
    "zh": "pack.fadu" "facts.fadu" "stall.fadu" "cases/stall.fadu" "case.json"
);

/// The files of the pack in English.
const ENGLISH: &[(&str, &str)] = starter!(
    "en": "pack.fadu" "facts.fadu" "stall.fadu" "cases/stall.fadu" "case.json"
);

pub(crate) fn run(
    arguments: &args::New,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let shown = folder.display();
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !is_pack_name(name) {
        return Err(Failure::usage(
            format!("「{shown}」不能作规则包的名称；写文字、数字和连字符，如 my-rules"),
            format!(
                "`{shown}` cannot name a pack; write letters, digits and hyphens, \
                 such as my-rules"
            ),
        ));
    }
    let words = terminal.words();
    let starter = match words.language() {
        Language::Zh => CHINESE,
        Language::En => ENGLISH,
    };
    files::create_folder(folder)?;
    files::create_folder(&folder.join("cases"))?;
    for (path, text) in starter {
        files::create(&folder.join(path), &text.replace("NAME", name))?;
    }
    let head = words.pick("已建立 ", "made ");
    terminal.line(&Line::new().add(Tone::Good, head).name(shown.to_string()));
    for (path, about) in contents(words.language()) {
        let line = Line::new().text("  ").name(path).pad(20).quiet(about);
        terminal.line(&line);
    }
    terminal.blank();
    terminal.line(&Line::new().text(words.pick("接下来：", "next:")));
    let language = words.pick("", " --lang en");
    for command in [
        format!("fadu check {shown}{language}"),
        format!("fadu test {shown}{language}"),
        format!(
            "fadu eval {shown} --facts {shown}/case.json --as-of 2025-06-30{language}"
        ),
    ] {
        terminal.line(&Line::new().text("  ").text(command));
    }
    Ok(Outcome::Fine)
}

/// Says what each file is for.
fn contents(language: Language) -> [(&'static str, &'static str); 5] {
    match language {
        Language::Zh => [
            ("pack.fadu", "规则包和依据"),
            ("facts.fadu", "办案人要填的事实"),
            ("stall.fadu", "裁量基准和期限"),
            ("cases/stall.fadu", "测试"),
            ("case.json", "一个案件的事实"),
        ],
        Language::En => [
            ("pack.fadu", "the pack and its sources"),
            ("facts.fadu", "the facts to fill in"),
            ("stall.fadu", "a benchmark and a deadline"),
            ("cases/stall.fadu", "tests"),
            ("case.json", "the facts of a case"),
        ],
    }
}

/// Whether a pack's header may have this name: the language itself is asked.
fn is_pack_name(name: &str) -> bool {
    let parse = fadu::syntax::parse(FileId(0), &format!("pack {name} 1.0.0"));
    let named = |declaration: &Declaration| matches!(declaration, Declaration::Pack(header) if header.name.text == name);
    parse.diagnostics.is_empty() && parse.tree.declarations.iter().all(named)
}
