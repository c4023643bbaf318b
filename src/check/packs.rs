//! Which files make up which pack, and which packs a pack uses.

use super::csv::ReadRows;
use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::evaluation::{Digest, digest, to_canonical};
use crate::model;
use crate::syntax::tree;
use crate::text::{FileId, Span};
use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// One file given to a compilation: a rule file with its tree, or a table of plain text.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    /// Its position among the files given.
    pub(crate) file: FileId,
    /// Its path.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
    /// Its tree, for rule files.
    pub(crate) tree: Option<&'a tree::File>,
    /// Whether nothing of it could be read: its pack header may be there all the same.
    pub(crate) lost: bool,
    /// Names of statements that could not be read.
    pub(crate) unread: &'a [tree::Name],
    /// The lines of a table of cases, where they were read before.
    pub(crate) rows: Option<&'a ReadRows>,
}

/// The files of one pack.
#[derive(Debug)]
pub(crate) struct PackFiles<'a> {
    /// Its header.
    pub(crate) header: &'a tree::Pack,
    /// The headers of the packs whose rules it applies, the nearest first.
    pub(crate) bases: Vec<&'a tree::Pack>,
    /// Its name in the main pack: empty for the main pack, `apl`, `apl.other`.
    pub(crate) alias: String,
    /// Its trees, in the order of their paths.
    pub(crate) trees: Vec<&'a tree::File>,
    /// Those of them that are its own, not those of a pack that it applies.
    pub(crate) own: Vec<&'a tree::File>,
    /// The names of its parameters that are ranges.
    pub(crate) ranges: BTreeSet<&'a str>,
    /// Aliases of the packs it uses, to positions in [`Linked::packs`].
    pub(crate) uses: BTreeMap<String, usize>,
    /// The files of these trees.
    pub(crate) files: Vec<FileId>,
    /// Names of statements that could not be read: their uses need no complaint.
    pub(crate) unread: BTreeSet<&'a str>,
    /// Where these stand.
    pub(crate) unread_at: BTreeSet<Span>,
}

/// A pack with all packs it uses.
#[derive(Debug)]
pub(super) struct Linked<'a> {
    /// The main pack first.
    pub(super) packs: Vec<PackFiles<'a>>,
    /// The working days.
    pub(super) calendar: Calendar,
    /// The digest of the calendar's text.
    pub(super) calendar_digest: Option<Digest>,
    /// All files that are no rule files, by path.
    pub(super) tables: BTreeMap<&'a str, (FileId, &'a str)>,
    /// What was read of some of them before, by path.
    pub(super) rows: BTreeMap<&'a str, &'a ReadRows>,
    /// All files: path and text.
    pub(super) texts: BTreeMap<FileId, (&'a str, &'a str)>,
}

impl Linked<'_> {
    pub(super) fn headers(&self) -> Vec<model::Pack> {
        self.packs
            .iter()
            .map(|pack| (pack.header, &pack.alias))
            // After all packs, those whose rules they apply: nothing of theirs has an alias more.
            .chain(
                self.packs.iter().flat_map(|pack| {
                    pack.bases.iter().map(|header| (*header, &pack.alias))
                }),
            )
            .map(|(header, alias)| {
                let effective = header.effective.as_ref();
                model::Pack {
                    id: header.name.text.clone(),
                    alias: alias.clone(),
                    version: header.version.clone(),
                    title: label(header.label.as_ref(), &header.name.text),
                    jurisdiction: header
                        .jurisdiction
                        .as_ref()
                        .map(|text| label(Some(text), "")),
                    effective_from: effective.and_then(|period| period.from.clone()),
                    effective_to: effective.and_then(|period| period.to.clone()),
                }
            })
            .collect()
    }
}

/// Returns the label of a thing: what is missing in one language is taken from the other,
/// and the name serves where nothing is said.
pub(super) fn label(label: Option<&tree::Label>, name: &str) -> Message {
    let name = name.rsplit('.').next().unwrap_or(name);
    let zh = label.and_then(|label| label.zh.clone());
    let en = label.and_then(|label| label.en.clone());
    let zh = zh.unwrap_or_else(|| name.to_owned());
    let en = en.unwrap_or_else(|| zh.clone());
    Message::new(zh, en)
}

/// One pack among the files, before links.
struct Found<'a> {
    header: &'a tree::Pack,
    folder: String,
    inputs: Vec<&'a Input<'a>>,
}

/// Groups the files into packs and links the main pack with all it uses.
pub(super) fn link<'a>(
    inputs: &'a [Input<'a>],
    wanted: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Linked<'a>> {
    let mut rules: Vec<&'a Input<'a>> =
        inputs.iter().filter(|input| input.tree.is_some()).collect();
    rules.sort_by(|left, right| left.path.cmp(right.path));
    let tables = inputs
        .iter()
        .filter(|input| input.tree.is_none())
        .map(|input| (input.path, (input.file, input.text)))
        .collect();
    let texts =
        inputs.iter().map(|input| (input.file, (input.path, input.text))).collect();
    let found = group(&rules, diagnostics);
    let main = choose(&found, wanted, &rules, diagnostics)?;
    let mut packs = Vec::new();
    add(&found, main, "", &mut Vec::new(), &mut packs, diagnostics)?;
    let mut linked = Linked {
        packs,
        calendar: Calendar::empty(),
        calendar_digest: None,
        tables,
        rows: inputs.iter().filter_map(|it| Some((it.path, it.rows?))).collect(),
        texts,
    };
    load_calendar(&mut linked, diagnostics);
    Some(linked)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn group<'a>(
    rules: &[&'a Input<'a>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for input in rules {
        let Some(tree) = input.tree else { continue };
        for declaration in &tree.declarations {
            let tree::Declaration::Pack(header) = declaration else { continue };
            let folder = folder(input.path).to_owned();
            if let Some(other) = found.iter().find(|pack| pack.folder == folder) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::SECOND_PACK,
                        header.name.span,
                        "同一文件夹里已有规则包",
                        "this folder already holds a pack",
                    )
                    .help(
                        "一个规则包一个文件夹",
                        "put each pack into a folder of its own",
                    )
                    .related(
                        other.header.name.span,
                        "已有的规则包",
                        "the pack already there",
                    ),
                );
                continue;
            }
            found.push(Found { header, folder, inputs: Vec::new() });
        }
    }
    // The nearest folder above a file that holds a pack owns it; a lone pack owns them all.
    let only = found.len() == 1;
    for input in rules {
        let mut at = folder(input.path);
        let owner = loop {
            if let Some(pack) = found.iter_mut().find(|pack| pack.folder == at) {
                break Some(pack);
            }
            if at.is_empty() {
                break if only { found.first_mut() } else { None };
            }
            at = folder(at);
        };
        match owner {
            Some(pack) => pack.inputs.push(input),
            None if rules.iter().any(|other| other.lost) => {}
            None => diagnostics.push(
                Diagnostic::error(
                    Code::NO_PACK,
                    Span::new(input.file, 0, 0),
                    "这个文件不属于任何规则包",
                    "this file belongs to no pack",
                )
                .help(
                    "在它所在的文件夹或上级文件夹里写一行「规则包 名称 版本」",
                    "write a `pack name version` line in its folder or in one above",
                ),
            ),
        }
    }
    found
}

fn choose(
    found: &[Found<'_>],
    wanted: Option<&str>,
    rules: &[&Input<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let start =
        rules.first().map_or_else(Span::default, |input| Span::new(input.file, 0, 0));
    if let Some(wanted) = wanted {
        let position = found.iter().position(|pack| pack.header.name.text == wanted);
        if let Some(position) = position {
            only_one(found, position, diagnostics);
        } else {
            diagnostics.push(Diagnostic::error(
                Code::UNKNOWN_PACK,
                start,
                format!("找不到规则包「{wanted}」"),
                format!("no pack `{wanted}` among the files"),
            ));
        }
        return position;
    }
    let mut free = found.iter().enumerate().filter(|(_, pack)| {
        let id = &pack.header.name.text;
        !found.iter().any(|other| {
            other.header.uses.iter().any(|used| used.pack.text == *id)
                || other.header.applies.as_ref().is_some_and(|name| name.text == *id)
        })
    });
    match (free.next(), free.next()) {
        (Some((position, _)), None) => Some(position),
        (None, _) => {
            if diagnostics.is_empty() && !rules.iter().any(|input| input.lost) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::NO_PACK,
                        start,
                        "没有规则包的首行",
                        "there is no pack header",
                    )
                    .help(
                        "写一行「规则包 名称 1.0.0」",
                        "write a line `pack name 1.0.0`",
                    ),
                );
            }
            None
        }
        (Some((_, first)), Some((_, second))) => {
            diagnostics.push(
                Diagnostic::error(
                    Code::SEVERAL_PACKS,
                    second.header.name.span,
                    "文件里有多个规则包，要说明用哪一个",
                    "the files hold several packs; say which one is meant",
                )
                .related(
                    first.header.name.span,
                    "另一个规则包",
                    "another pack",
                ),
            );
            None
        }
    }
}

/// Adds a pack and those it uses; a pack used twice is there once, under its first alias.
fn add<'a>(
    found: &[Found<'a>],
    position: usize,
    alias: &str,
    open: &mut Vec<usize>,
    packs: &mut Vec<PackFiles<'a>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let pack = found.get(position)?;
    if let Some(known) =
        packs.iter().position(|known| known.header.name.text == pack.header.name.text)
    {
        return Some(known);
    }
    let index = packs.len();
    let applied = applied(found, position, diagnostics);
    let bases = applied.iter().filter_map(|at| found.get(*at));
    let inputs: Vec<&&Input<'a>> =
        pack.inputs.iter().chain(bases.clone().flat_map(|base| &base.inputs)).collect();
    let mut trees: Vec<(&str, &'a tree::File)> =
        inputs.iter().filter_map(|input| Some((input.path, input.tree?))).collect();
    // The order of verdicts is that of the packs: what is applied stands first.
    trees.sort_by_key(|(path, _)| {
        let own = pack.inputs.iter().any(|input| input.path == *path);
        (own, *path)
    });
    let trees: Vec<&tree::File> = trees.into_iter().map(|(_, tree)| tree).collect();
    let unread = || inputs.iter().flat_map(|input| input.unread);
    packs.push(PackFiles {
        header: pack.header,
        bases: bases.clone().map(|base| base.header).collect(),
        alias: alias.to_owned(),
        ranges: ranges(&trees),
        trees,
        own: pack.inputs.iter().filter_map(|input| input.tree).collect(),
        uses: BTreeMap::new(),
        files: inputs.iter().map(|input| input.file).collect(),
        unread: unread().map(|name| name.text.as_str()).collect(),
        unread_at: unread().map(|name| name.span).collect(),
    });
    open.push(position);
    let mut aliases: Vec<(&str, Span)> = Vec::new();
    let headers = core::iter::once(pack.header).chain(bases.map(|base| base.header));
    for used in headers.flat_map(|header| &header.uses) {
        let name = used.alias.as_ref().map_or(used.pack.text.as_str(), |alias| {
            alias.segments.first().map_or("", |segment| segment.text.as_str())
        });
        let target =
            found.iter().position(|other| other.header.name.text == used.pack.text);
        let place = used.alias.as_ref().map_or(used.pack.span, |alias| alias.span);
        if let Some((_, first)) = aliases.iter().find(|(taken, _)| *taken == name) {
            diagnostics.push(
                Diagnostic::error(
                    Code::ALIAS_TAKEN,
                    place,
                    format!("已经有一个规则包以「{name}」引用"),
                    format!("another pack is used as `{name}`"),
                )
                .help(
                    "用「作为」给其中一个换个名称",
                    "give one of them another name with `as`",
                )
                .related(*first, "先在这里引用", "first used here"),
            );
            continue;
        }
        aliases.push((name, place));
        match target {
            None => diagnostics.push(
                Diagnostic::error(
                    Code::UNKNOWN_PACK,
                    used.pack.span,
                    format!("找不到被引用的规则包「{}」", used.pack.text),
                    format!("the pack `{}` is not among the files", used.pack.text),
                )
                .help(
                    "规则包以首行的名称引用，而不是文件夹名",
                    "a pack is used by the name in its header, not by its folder",
                ),
            ),
            Some(target) if open.contains(&target) => {
                let ring = open.iter().skip_while(|at| **at != target).copied();
                let ring: Vec<usize> = ring.chain([target]).collect();
                diagnostics.push(circle(found, &ring, used.span));
            }
            Some(target) => {
                only_one(found, target, diagnostics);
                let below = if alias.is_empty() {
                    name.to_owned()
                } else {
                    format!("{alias}.{name}")
                };
                if let Some(at) = add(found, target, &below, open, packs, diagnostics)
                    && let Some(owner) = packs.get_mut(index)
                {
                    owner.uses.insert(name.to_owned(), at);
                }
            }
        }
    }
    open.pop();
    Some(index)
}

fn ranges<'a>(trees: &[&'a tree::File]) -> BTreeSet<&'a str> {
    let declarations = trees.iter().flat_map(|tree| &tree.declarations);
    let ranges = declarations.filter_map(|declaration| match declaration {
        tree::Declaration::Parameter(parameter)
            if matches!(parameter.ty, tree::ParameterType::RangeOf(_)) =>
        {
            Some(parameter.name.text.as_str())
        }
        _ => None,
    });
    ranges.collect()
}

/// The packs whose rules a pack applies, the nearest first.
fn applied(
    found: &[Found<'_>],
    position: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let mut ring = Vec::from([position]);
    let mut at = position;
    while let Some(name) = found.get(at).and_then(|pack| pack.header.applies.as_ref()) {
        let Some(target) =
            found.iter().position(|other| other.header.name.text == name.text)
        else {
            diagnostics.push(
                Diagnostic::error(
                    Code::UNKNOWN_PACK,
                    name.span,
                    format!("找不到要适用的规则包「{}」", name.text),
                    format!("the pack `{}` is not among the files", name.text),
                )
                .help(
                    "写那个规则包首行的名称，而不是文件夹名",
                    "a pack is named as in its header, not by its folder",
                ),
            );
            break;
        };
        if ring.contains(&target) {
            let ring: Vec<usize> = ring
                .iter()
                .skip_while(|at| **at != target)
                .copied()
                .chain([target])
                .collect();
            diagnostics.push(circle(found, &ring, name.span));
            break;
        }
        only_one(found, target, diagnostics);
        ring.push(target);
        at = target;
    }
    ring.split_off(1)
}

/// Says that packs use each other in a circle, and names all of it.
fn circle(found: &[Found<'_>], ring: &[usize], span: Span) -> Diagnostic {
    let names: Vec<&str> = ring
        .iter()
        .filter_map(|at| found.get(*at))
        .map(|pack| pack.header.name.text.as_str())
        .collect();
    let all = names.join(" → ");
    Diagnostic::error(
        Code::USE_CYCLE,
        span,
        format!("规则包绕成了一圈：{all}"),
        format!("packs are used in a circle: {all}"),
    )
    .help(
        "把几个规则包都要用的部分放进另一个规则包",
        "put what several of them need into a pack of its own",
    )
}

/// Says so where two packs among the files have one name, perhaps in two versions.
fn only_one(found: &[Found<'_>], position: usize, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = found.get(position).map(|pack| pack.header) else { return };
    let other = found
        .iter()
        .map(|pack| pack.header)
        .find(|other| other.name.text == first.name.text && other.name != first.name);
    let Some(other) = other else { return };
    let id = &first.name.text;
    let (a, b) = (&first.version, &other.version);
    let diagnostic = if a == b {
        Diagnostic::error(
            Code::PACK_TWICE,
            other.name.span,
            format!("有两个规则包都叫「{id}」"),
            format!("two packs are called `{id}`"),
        )
    } else {
        Diagnostic::error(
            Code::PACK_TWICE,
            other.name.span,
            format!("规则包「{id}」有两个版本：{a} 和 {b}"),
            format!("the pack `{id}` is there in two versions: {a} and {b}"),
        )
    };
    let diagnostic = diagnostic
        .help(
            "只留一个，或者给其中一个换名称",
            "keep one of them, or give one another name",
        )
        .related(first.name.span, "另一个", "the other one");
    if !diagnostics.contains(&diagnostic) {
        diagnostics.push(diagnostic);
    }
}

fn load_calendar(linked: &mut Linked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // The main pack's calendar counts; a pack that names none takes that of the packs it uses.
    let headers = linked
        .packs
        .iter()
        .flat_map(|pack| core::iter::once(&pack.header).chain(&pack.bases));
    let named = headers.filter_map(|header| header.calendar.as_ref()).next();
    let Some(name) = named else { return };
    let file = format!("calendars/{}.csv", name.text);
    let table = linked
        .tables
        .iter()
        .find(|(path, _)| **path == file || path.ends_with(&format!("/{file}")));
    let Some((path, (_, text))) = table.map(|(path, table)| (*path, *table)) else {
        diagnostics.push(
            Diagnostic::error(
                Code::UNKNOWN_CALENDAR,
                name.span,
                format!("找不到日历「{}」", name.text),
                format!("the calendar `{}` is not among the files", name.text),
            )
            .help(format!("日历写在 {file}"), format!("a calendar stands in {file}")),
        );
        return;
    };
    match Calendar::parse(text) {
        Ok(calendar) => {
            linked.calendar_digest = Some(digest(&to_canonical(&calendar)));
            linked.calendar = calendar;
        }
        Err(error) => diagnostics.push(Diagnostic::error(
            Code::BAD_CALENDAR,
            name.span,
            format!("日历 {path} 读不出来：{}", error.text().zh),
            format!("the calendar {path} cannot be read: {}", error.text().en),
        )),
    }
}
