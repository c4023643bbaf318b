//! Words that belong in one place, or in none.

use super::layers::product_code;
use super::{check, ends_in, project_files, text, text_if_any};

/// Where pest may be named: what turns its pairs into the tree and its complaints into words.
const KNOWS_PEST: &[&str] = &["src/syntax/lower/", "src/syntax/expected.rs"];

#[test]
fn only_the_lowering_knows_pest() {
    let broken: Vec<String> = project_files()
        .into_iter()
        .filter(|path| path.starts_with("src/") && ends_in(path, &["rs"]))
        .filter(|path| !KNOWS_PEST.iter().any(|known| path.starts_with(known)))
        .filter(|path| has_word(&product_code(&text(path)), "pest"))
        .collect();
    check("pest is known to syntax/lower and syntax/expected.rs alone", &broken);
}

#[test]
fn the_canonical_json_has_one_writer() {
    let writers = [
        "to_string(",
        "to_string_pretty(",
        "to_vec(",
        "to_vec_pretty(",
        "to_writer(",
        "Serializer",
        "json!",
    ]
    .map(|name| format!("serde_json::{name}"));
    let broken: Vec<String> = project_files()
        .into_iter()
        .filter(|path| path.starts_with("src/") || path.starts_with("pkg/src/"))
        .filter(|path| ends_in(path, &["rs"]) && !path.ends_with("/tests.rs"))
        .filter(|path| !path.starts_with("src/evaluation/canonical/"))
        .filter(|path| {
            let code = product_code(&text(path));
            writers.iter().any(|writer| code.contains(writer.as_str()))
        })
        .collect();
    check("JSON is written by src/evaluation/canonical/ alone", &broken);
}

#[test]
fn a_todo_has_an_owner() {
    let mut broken = Vec::new();
    for path in project_files() {
        if !ends_in(
            &path,
            &["rs", "ts", "js", "mjs", "pest", "css", "sh", "fadu", "toml"],
        ) {
            continue;
        }
        for (number, line) in (1..).zip(text(&path).lines()) {
            for word in ["TODO", "FIXME", "XXX"] {
                let owned = line.split_once(word).is_none_or(|(_, rest)| {
                    rest.starts_with('(') && !rest.starts_with("()")
                });
                if has_word(line, word) && !owned && !path.starts_with("tests/it/tidy/") {
                    broken.push(format!("{path}:{number}"));
                }
            }
        }
    }
    check("a TODO names who will do it: TODO(name)", &broken);
}

#[test]
fn nothing_names_a_place_on_somebodys_machine() {
    // Written in parts, so that this file is no finding itself.
    let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let mut broken = Vec::new();
    for path in project_files() {
        let Some(text) = text_if_any(&path) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            if places.iter().any(|place| line.contains(place)) {
                broken.push(format!("{path}:{number}"));
            }
        }
    }
    check("no path of a machine", &broken);
}

#[test]
fn nothing_is_switched_off_in_the_tests() {
    let off = [
        concat!("#[ign", "ore"),
        concat!("#[should_", "panic"),
        concat!("test.sk", "ip("),
    ];
    let broken: Vec<String> = project_files()
        .into_iter()
        .filter(|path| ends_in(path, &["rs", "ts", "mjs", "js"]))
        .filter(|path| off.iter().any(|word| text(path).contains(word)))
        .collect();
    check("a test runs, or it is not there", &broken);
}

fn has_word(text: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(part_of_name)
            && !text[at + word.len()..].starts_with(part_of_name)
    })
}
