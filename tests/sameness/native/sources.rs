//! The rule files on disk, one set per pack.

use fadu::SourceText;
use std::collections::BTreeSet;
use std::path::Path;

/// A pack with every file it is compiled from.
#[derive(Debug)]
pub(crate) struct Set {
    /// Its id, which is also the name of its cases.
    pub(crate) name: String,
    /// The pack asked for.
    pub(crate) pack: String,
    /// All files of the tree it stands in.
    pub(crate) files: Vec<SourceText>,
    /// The texts its thresholds stand in: its own and those of the packs it uses.
    pub(crate) texts: Vec<String>,
}

impl Set {
    /// Compiles the pack; its rules are expected to be right.
    pub(crate) fn compile(&self) -> fadu::Pack {
        let compiled = fadu::compile(&self.files, Some(&self.pack));
        compiled.pack.unwrap_or_else(|| {
            panic!("{} does not compile: {:#?}", self.name, compiled.diagnostics)
        })
    }
}

/// Lists every pack under `rules/`.
pub(crate) fn sets() -> Vec<Set> {
    let root = crate::root().join("rules");
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let headers: Vec<(String, String, BTreeSet<String>)> =
        files.iter().filter_map(header).collect();
    headers
        .iter()
        .map(|(id, _, _)| {
            let mut wanted = BTreeSet::from([id.clone()]);
            // Packs use packs that use packs.
            for _ in 0..headers.len() {
                for (user, _, uses) in &headers {
                    if wanted.contains(user) {
                        wanted.extend(uses.iter().cloned());
                    }
                }
            }
            let folders: Vec<&str> = headers
                .iter()
                .filter(|(id, ..)| wanted.contains(id))
                .map(|(_, folder, _)| folder.as_str())
                .collect();
            let texts = files
                .iter()
                .filter(|file| folders.iter().any(|folder| file.path.starts_with(folder)))
                .filter(|file| file.path.ends_with(".fadu"))
                .map(|file| file.text.clone())
                .collect();
            Set { name: id.clone(), pack: id.clone(), files: files.clone(), texts }
        })
        .collect()
}

/// The id, folder and used packs of the pack whose header stands in this file.
fn header(file: &SourceText) -> Option<(String, String, BTreeSet<String>)> {
    let mut words = file.text.lines().map(|line| line.split_whitespace());
    let id = words.find_map(|mut line| match line.next() {
        Some("pack" | "规则包") => line.next().map(str::to_owned),
        _ => None,
    })?;
    let uses = words
        .filter_map(|mut line| match line.next() {
            Some("use" | "引用") => line.next().map(str::to_owned),
            _ => None,
        })
        .collect();
    let (folder, _) = file.path.rsplit_once('/')?;
    Some((id, format!("{folder}/"), uses))
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceText>) {
    for entry in std::fs::read_dir(folder).expect("rules/ can be read") {
        let entry = entry.expect("rules/ can be read");
        let name = entry.file_name().into_string().expect("file names are ASCII");
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else if name.ends_with(".fadu") || name.ends_with(".csv") {
            let text =
                std::fs::read_to_string(entry.path()).expect("rule files are UTF-8");
            files.push(SourceText::new(path, text));
        }
    }
}
