//! The habits of the project, held by tests. In: the project's own files. Out: everything
//! that breaks a habit, all at once. Never: a question of taste.

mod dependencies;
mod files;
mod layers;
mod words;

use std::fs;
use std::path::Path;

/// Fails with the whole list, one line each.
#[track_caller]
fn check(habit: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{habit}:\n  {}\n", broken.join("\n  "));
}

/// Returns the paths of the project's own files, with `/`, in order.
fn project_files() -> Vec<String> {
    let mut files = Vec::new();
    collect(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut files);
    assert!(
        files.iter().any(|path| path == "Cargo.toml"),
        "the project's files are not found"
    );
    files.sort();
    files
}

/// Folders that tools fill; everything else is the project's.
const GENERATED: &[&str] =
    &[".git", "node_modules", "target", "dist", "dist-onefile", "pkg/dist", "tests/out"];

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path =
            if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if GENERATED.contains(&name.as_str()) || GENERATED.contains(&path.as_str()) {
            continue;
        }
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            collect(&entry.path(), &path, files);
        } else if kind.is_file() {
            files.push(path);
        }
    }
}

/// Returns the text of a file of the project, or nothing where it is no text.
fn text_if_any(path: &str) -> Option<String> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Returns the text of a file of the project.
#[track_caller]
fn text(path: &str) -> String {
    match fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) {
        Ok(text) => text,
        Err(why) => panic!("{path}: {why}"),
    }
}

/// Says whether a path ends in one of the extensions.
fn ends_in(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}
