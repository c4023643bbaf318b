//! The packs under `rules/`, as the command reads them.

use fadu::SourceText;
use std::fs;
use std::path::Path;

/// The packs that people use, by id, in the order of their files.
pub(crate) fn packs() -> Vec<String> {
    let files = files();
    let lines = files.iter().flat_map(|file| file.text.lines());
    let headers = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        matches!(words.next(), Some("pack" | "规则包")).then(|| words.next())?
    });
    headers.map(str::to_owned).collect()
}

/// Reads every rule file and table under `rules/`.
pub(crate) fn files() -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files = Vec::new();
    read(&root, &root, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn read(root: &Path, folder: &Path, files: &mut Vec<SourceText>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if path.is_dir() {
            read(root, &path, files);
        } else if matches!(kind, Some("fadu" | "csv")) {
            let name =
                path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(SourceText::new(name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Compiles a pack of `rules/`; mistakes stop the test.
#[track_caller]
pub(crate) fn pack(id: &str) -> fadu::Pack {
    let compiled = fadu::compile(&files(), Some(id));
    assert!(compiled.diagnostics.is_empty(), "{id}: {:#?}", compiled.diagnostics);
    compiled.pack.unwrap()
}
