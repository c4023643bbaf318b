//! The only reader of disk. In: the paths a person types. Out: rule files with `/` paths,
//! facts and receipts as bytes. Never: more than the limits below.

use crate::failure::Failure;
use fadu::text::SourceText;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// The largest rule file or table.
const RULE_FILE_BYTES: u64 = 4 << 20;
/// The most files below a rules root.
const RULE_FILES: usize = 10_000;
/// The deepest folder below a rules root.
const RULE_FOLDERS_DEEP: usize = 16;
/// The largest facts or receipt file.
const JSON_BYTES: u64 = 8 << 20;

/// The rule files that belong to one path a person typed.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// Every file, named from the rules root, as the engine wants them.
    pub(crate) files: Vec<SourceText>,
    /// What was asked for, named likewise: a folder, or one file.
    pub(crate) asked: String,
    /// Where each file lies on this machine.
    places: Vec<PathBuf>,
}

impl Rules {
    /// Reads the rule files around `asked`: all below the rules root, which is `root` or
    /// the nearest folder at or above `asked` that holds `calendars`. Where there is none,
    /// a folder stands for itself, and so does a file outside a pack.
    pub(crate) fn around(asked: &Path, root: Option<&Path>) -> Result<Self, Failure> {
        let asked = existing(asked)?;
        let root = match root {
            Some(root) => Some(existing(root)?),
            None => asked
                .ancestors()
                .find(|at| at.join("calendars").is_dir())
                .map(Path::to_owned),
        };
        let mut rules = Self::default();
        if let Some(root) = &root {
            rules.read_folder(root, &folder_name(root), RULE_FOLDERS_DEEP)?;
            if let Ok(below) = asked.strip_prefix(root) {
                rules.asked = joined(&folder_name(root), below);
                // A file of another kind below the root still has to be read when named.
                if asked.is_file() && !rules.places.contains(&asked) {
                    let name = rules.asked.clone();
                    rules.read_file(&asked, name)?;
                }
                return Ok(rules);
            }
        }
        // Outside the root a file of a pack stands for its pack, any other for itself.
        let folder =
            asked.parent().filter(|at| asked.is_file() && at.join("pack.fadu").is_file());
        let alone = folder.unwrap_or(&asked);
        // A name of its own keeps these files apart from a root's folder of the same name.
        let name = format!("./{}", folder_name(alone));
        if alone.is_file() {
            rules.read_file(alone, name.clone())?;
            rules.asked = name;
        } else {
            rules.read_folder(alone, &name, RULE_FOLDERS_DEEP)?;
            rules.asked = match asked.strip_prefix(alone) {
                Ok(below) => joined(&name, below),
                Err(_) => name,
            };
        }
        Ok(rules)
    }

    /// Whether the file belongs to what was asked for.
    pub(crate) fn is_asked(&self, path: &str) -> bool {
        is_inside(path, &self.asked)
    }

    /// Returns the folder that was asked for, or the folder of the file.
    pub(crate) fn asked_folder(&self) -> &str {
        if self.files.iter().any(|file| file.path == self.asked) {
            self.asked.rsplit_once('/').map_or("", |(folder, _)| folder)
        } else {
            &self.asked
        }
    }

    /// Returns the files under the names a person can open from here.
    pub(crate) fn shown(&self) -> Vec<SourceText> {
        let here = here();
        let named = self.places.iter().zip(&self.files);
        named
            .map(|(place, file)| SourceText::new(shown(place, &here), file.text.as_str()))
            .collect()
    }

    /// Returns the name a person can open from here, for a path of the engine.
    pub(crate) fn shown_path(&self, path: &str) -> String {
        let place = self.files.iter().position(|file| file.path == path);
        place
            .and_then(|at| self.places.get(at))
            .map_or_else(|| path.to_owned(), |place| shown(place, &here()))
    }

    fn read_folder(
        &mut self,
        folder: &Path,
        name: &str,
        deep: usize,
    ) -> Result<(), Failure> {
        let Some(deeper) = deep.checked_sub(1) else {
            let at = shown(folder, &here());
            return Err(Failure::wrong(
                format!("「{at}」的目录超过 {RULE_FOLDERS_DEEP} 层"),
                format!("`{at}` lies deeper than {RULE_FOLDERS_DEEP} folders"),
            ));
        };
        let entries =
            fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut paths: Vec<_> = entries
            .map_err(|error| unreadable(folder, &error))?
            .into_iter()
            .map(|entry| entry.path())
            .collect();
        // The order of a folder differs from disk to disk.
        paths.sort();
        for path in paths {
            let own = folder_name(&path);
            let inner = format!("{name}/{own}");
            if path.is_dir() {
                // A link to a folder may lead round in a circle.
                if !own.starts_with('.') && !own.eq("node_modules") && !path.is_symlink()
                {
                    self.read_folder(&path, &inner, deeper)?;
                }
            } else if path.extension().is_some_and(|end| end == "fadu" || end == "csv") {
                self.read_file(&path, inner)?;
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, name: String) -> Result<(), Failure> {
        if self.files.len() >= RULE_FILES {
            return Err(Failure::wrong(
                format!(
                    "规则目录里的文件超过 {RULE_FILES} 个；可用 --rules 指定更小的目录"
                ),
                format!(
                    "the rules folder holds more than {RULE_FILES} files; name a smaller one with --rules"
                ),
            ));
        }
        self.files.push(SourceText::new(name, read_text(path)?));
        self.places.push(path.to_owned());
        Ok(())
    }
}

/// Whether `path` is `outer` or lies below it.
pub(crate) fn is_inside(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// One rule file that a command may change.
#[derive(Debug)]
pub(crate) struct RuleFile {
    /// The name a person can open from here.
    pub(crate) shown: String,
    /// Where it lies.
    pub(crate) place: PathBuf,
    /// What it says.
    pub(crate) text: String,
    /// What stands in it, with a mark that an editor put first.
    pub(crate) written: String,
}

/// Reads a rule file from standard input.
pub(crate) fn read_piped() -> Result<RuleFile, Failure> {
    let path = Path::new("-");
    let bytes = read_limited(io::stdin().lock(), RULE_FILE_BYTES, "-")
        .map_err(|error| unreadable(path, &error))??;
    let written = utf8(bytes, "-")?;
    let text = without_mark(&written);
    Ok(RuleFile { shown: "-".to_owned(), place: path.to_owned(), text, written })
}

/// Lists the rule files at or below a path; tables (`.csv`) hold no keywords.
pub(crate) fn rule_files(path: &Path) -> Result<Vec<RuleFile>, Failure> {
    let path = existing(path)?;
    let mut rules = Rules::default();
    if path.is_file() {
        rules.read_file(&path, folder_name(&path))?;
    } else {
        rules.read_folder(&path, &folder_name(&path), RULE_FOLDERS_DEEP)?;
    }
    let here = here();
    rules
        .places
        .into_iter()
        .filter(|place| place.extension().is_none_or(|end| end != "csv"))
        .map(|place| {
            let written = read_whole(&place)?;
            let text = without_mark(&written);
            Ok(RuleFile { shown: shown(&place, &here), place, text, written })
        })
        .collect()
}

/// Replaces a file's text, keeping the old one whole until the new one is written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    // A link stays a link to the file that changes.
    let path = &existing(path)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(path)?.permissions()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let at = shown(path, &here());
        Failure::usage(
            format!("无法写入「{at}」：{error}"),
            format!("cannot write `{at}`: {error}"),
        )
    })
}

/// Makes a folder that is not there yet.
pub(crate) fn create_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir(path).map_err(|error| not_made(path, &error))
}

/// Writes a file that is not there yet.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let written =
        File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| not_made(path, &error))
}

fn not_made(path: &Path, error: &io::Error) -> Failure {
    let at = path.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::usage(
            format!("「{at}」已经存在，没有改动；请换一个名称"),
            format!("`{at}` exists and was left as it is; choose another name"),
        ),
        io::ErrorKind::NotFound => Failure::usage(
            format!("「{at}」的上级文件夹不存在"),
            format!("the folder that `{at}` should lie in does not exist"),
        ),
        _ => Failure::usage(
            format!("无法写入「{at}」：{error}"),
            format!("cannot write `{at}`: {error}"),
        ),
    }
}

/// Reads facts or a receipt; `-` is standard input.
pub(crate) fn read_json(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return read_limited(io::stdin().lock(), JSON_BYTES, "-")
            .map_err(|error| unreadable(path, &error))?;
    }
    // Opened as named: the name may be a pipe, which has no place on disk.
    let open = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = open.map_err(|error| unreadable(path, &error))?;
    let name = shown(path, &here());
    if about.is_dir() {
        return Err(Failure::usage(
            format!("「{name}」是目录，不是文件"),
            format!("`{name}` is a folder, not a file"),
        ));
    }
    // A large file is refused by its size, before it is read.
    if about.len() > JSON_BYTES {
        return Err(too_large(&name, JSON_BYTES));
    }
    read_limited(file, JSON_BYTES, &name).map_err(|error| unreadable(path, &error))?
}

fn read_text(path: &Path) -> Result<String, Failure> {
    Ok(without_mark(&read_whole(path)?))
}

/// Browsers drop the mark that Windows editors put first; so do we, or places differ.
fn without_mark(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()
}

fn read_whole(path: &Path) -> Result<String, Failure> {
    let name = shown(path, &here());
    let open = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (length, file) = open.map_err(|error| unreadable(path, &error))?;
    if length > RULE_FILE_BYTES {
        return Err(too_large(&name, RULE_FILE_BYTES));
    }
    let bytes = read_limited(file, RULE_FILE_BYTES, &name)
        .map_err(|error| unreadable(path, &error))??;
    utf8(bytes, &name)
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| {
        Failure::wrong(
            format!(
                "「{name}」不是 UTF-8 文本（可能是 GBK）；请另存为 UTF-8，表格软件里选「CSV UTF-8」"
            ),
            format!(
                "`{name}` is not UTF-8 text (GBK, perhaps); save it as UTF-8, a spreadsheet as \"CSV UTF-8\""
            ),
        )
    })
}

/// Reads at most `limit` bytes; a stream that goes on is too large.
fn read_limited(
    source: impl Read,
    limit: u64,
    name: &str,
) -> io::Result<Result<Vec<u8>, Failure>> {
    let mut bytes = Vec::new();
    let read = source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let fits = u64::try_from(read).is_ok_and(|read| read <= limit);
    Ok(if fits { Ok(bytes) } else { Err(too_large(name, limit)) })
}

fn too_large(name: &str, limit: u64) -> Failure {
    let megabytes = limit >> 20;
    let (zh, en) = match name {
        "-" => ("标准输入".to_owned(), "standard input".to_owned()),
        name => (format!("「{name}」"), format!("`{name}`")),
    };
    Failure::wrong(
        format!("{zh}超过 {megabytes} MB，没有读取"),
        format!("{en} is larger than {megabytes} MB and was not read"),
    )
}

fn existing(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let name = shown(path, &here());
    match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(
            format!("找不到「{name}」"),
            format!("`{name}` does not exist"),
        ),
        io::ErrorKind::PermissionDenied => Failure::usage(
            format!("没有读取「{name}」的权限"),
            format!("no permission to read `{name}`"),
        ),
        _ => Failure::usage(
            format!("无法读取「{name}」：{error}"),
            format!("cannot read `{name}`: {error}"),
        ),
    }
}

fn here() -> PathBuf {
    std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default()
}

/// Returns the name a person can open from `here`, with `/` between its parts.
fn shown(path: &Path, here: &Path) -> String {
    let short = path.strip_prefix(here).unwrap_or(path);
    let text = short.to_string_lossy();
    if text.is_empty() { ".".to_owned() } else { text.replace('\\', "/") }
}

fn folder_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Joins a name and the path below it, with `/` between the parts.
fn joined(name: &str, below: &Path) -> String {
    below.components().fold(name.to_owned(), |mut path, part| {
        path.push('/');
        path.push_str(&part.as_os_str().to_string_lossy());
        path
    })
}
