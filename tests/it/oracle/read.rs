//! The files of a pack, of those it uses and of the one it applies, as trees.

use super::calendar::Calendar;
use super::ladder::moves;
use super::rules::{PackRules, Place, Rules, circumstances};
use super::unit::Units;
use fadu::SourceText;
use fadu::syntax::tree::{
    Declaration, Name, Pack, Parameter, ParameterValue, Path, Setting,
};
use fadu::text::{FileId, Span};
use std::collections::BTreeMap;

/// The files of each pack, by the pack's name.
type Folders<'t> = BTreeMap<String, Vec<&'t str>>;

impl Rules {
    /// Reads the files; `main` is the pack asked for.
    pub(super) fn read(files: &[SourceText], main: &str) -> Self {
        Self::read_by(files, main, None)
    }

    /// Reads the files; whoever evaluates chooses a profile.
    pub(super) fn read_by(
        files: &[SourceText],
        main: &str,
        profile: Option<&str>,
    ) -> Self {
        let mut files: Vec<&SourceText> = files.iter().collect();
        files.sort_by(|left, right| left.path.as_bytes().cmp(right.path.as_bytes()));
        let mut calendar = Calendar::default();
        let mut texts: Vec<(&str, &str)> = Vec::new();
        let mut named: BTreeMap<&str, String> = BTreeMap::new();
        for file in &files {
            if file.path.ends_with(".csv") {
                if file.path.starts_with("calendars/") {
                    calendar = Calendar::read(file);
                }
                continue;
            }
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            texts.push((folder, &file.text));
            if (file.text.contains("pack ") || file.text.contains("规则包"))
                && let Some(header) = header(&tree(&file.text))
            {
                named.insert(folder, header.name.text.clone());
            }
        }
        // A file belongs to the pack of its folder, else of the nearest folder around it.
        let mut folders = Folders::new();
        for (folder, text) in texts {
            let mut around = folder;
            let id = loop {
                if let Some(id) = named.get(around) {
                    break id;
                }
                let Some((outer, _)) = around.rsplit_once('/') else {
                    panic!("{folder}")
                };
                around = outer;
            };
            folders.entry(id.clone()).or_default().push(text);
        }
        let mut rules = Self {
            packs: Vec::new(),
            calendar,
            units: Units::default(),
            moves: false,
            profiles: Vec::new(),
        };
        rules.load(&mut folders, main, "");
        let declarations = rules.packs.iter().flat_map(|pack| &pack.declarations);
        rules.units = Units::declare(declarations.clone());
        rules.moves = declarations.into_iter().any(|one| match one {
            Declaration::Circumstance(one) => one.effects.iter().any(|one| moves(*one)),
            Declaration::Benchmark(one) => {
                circumstances(one).any(|one| one.effects.iter().any(|one| moves(*one)))
            }
            _ => false,
        });
        if let Some(profile) = profile {
            rules.profiles.retain(|(pack, _)| *pack != 0);
            let segments = profile
                .split('.')
                .map(|name| Name { text: name.to_owned(), span: Span::default() });
            let path = Path { segments: segments.collect(), span: Span::default() };
            rules.profiles.push((0, path));
        }
        rules
    }

    fn load(&mut self, folders: &mut Folders<'_>, id: &str, prefix: &str) -> usize {
        if let Some(at) = self.packs.iter().position(|pack| pack.id == id) {
            return at;
        }
        let mut declarations = trees(folders, id);
        let mut headers = vec![header(&declarations).unwrap().clone()];
        // The rules of a pack that is applied stand before its own.
        while let Some(applied) = &headers.last().unwrap().applies {
            let mut before = trees(folders, &applied.text);
            headers.push(header(&before).unwrap().clone());
            before.retain(|one| {
                !matches!(
                    one,
                    Declaration::Pack(_)
                        | Declaration::Test(_)
                        | Declaration::CaseFile(_)
                )
            });
            before.append(&mut declarations);
            declarations = before;
        }
        let at = self.packs.len();
        let uses = headers.iter().flat_map(|header| &header.uses).map(|used| {
            let alias = used
                .alias
                .as_ref()
                .map_or(&used.pack.text, |path| &path.segments[0].text);
            (alias.clone(), used.pack.text.clone())
        });
        let uses: Vec<(String, String)> = uses.collect();
        let profile = headers.iter().find_map(|header| header.profile.clone());
        self.profiles.extend(profile.map(|profile| (at, profile)));
        self.packs.push(PackRules {
            id: id.to_owned(),
            prefix: prefix.to_owned(),
            uses: Vec::new(),
            names: positions(&declarations),
            exceptions: (0..declarations.len())
                .filter(|at| matches!(declarations[*at], Declaration::Exception(_)))
                .collect(),
            declarations,
        });
        for (alias, id) in uses {
            let used = self.load(folders, &id, &format!("{prefix}{alias}."));
            self.packs[at].uses.push((alias, used));
        }
        at
    }

    /// The value that a parameter has, and where its words of bound are read.
    pub(super) fn setting(
        &self,
        parameter: &Parameter,
    ) -> Option<(Place<'_>, &ParameterValue)> {
        let setting = |(from, profile): &(usize, Path)| {
            let (name, aliases) = profile.segments.split_last().unwrap();
            let alias = Path { segments: aliases.to_vec(), span: profile.span };
            let pack = self.alias(*from, &alias);
            let profiles = self.packs[pack].declarations.iter();
            let mut profiles = profiles.filter_map(|one| match one {
                Declaration::Profile(one) => Some(one),
                _ => None,
            });
            let profile = profiles.find(|one| one.name.text == name.text)?;
            let sets = |one: &&Setting| {
                let found = self.resolve(self.top(pack), &one.parameter);
                found.iter().any(|found| match found.thing {
                    super::rules::Thing::Parameter(one) => std::ptr::eq(one, parameter),
                    _ => false,
                })
            };
            let setting = profile.settings.iter().find(sets)?;
            let basis =
                if setting.basis.is_empty() { &profile.basis } else { &setting.basis };
            Some((*from, self.cited(self.top(pack), basis), &setting.value))
        };
        let found: Vec<_> = self.profiles.iter().filter_map(setting).collect();
        // That of the pack that uses the other counts.
        let outer = found.iter().find(|(from, ..)| {
            !found.iter().any(|(other, ..)| other != from && self.rests_on(*other, *from))
        });
        if let Some((_, place, value)) = outer {
            return Some((*place, value));
        }
        for (pack, rules) in self.packs.iter().enumerate() {
            for declaration in &rules.declarations {
                if let Declaration::Parameter(one) = declaration
                    && std::ptr::eq(one, parameter)
                {
                    let place = self.cited(self.top(pack), &one.basis);
                    return one.value.as_ref().map(|value| (place, value));
                }
            }
        }
        None
    }

    fn rests_on(&self, pack: usize, other: usize) -> bool {
        let mut uses = self.packs[pack].uses.iter();
        uses.any(|(_, used)| *used == other || self.rests_on(*used, other))
    }
}

fn tree(text: &str) -> Vec<Declaration> {
    fadu::syntax::parse(FileId(0), text).tree.declarations
}

fn trees(folders: &mut Folders<'_>, id: &str) -> Vec<Declaration> {
    let texts = folders.remove(id).unwrap_or_else(|| panic!("no pack {id}"));
    texts.into_iter().flat_map(tree).collect()
}

fn header(declarations: &[Declaration]) -> Option<&Pack> {
    declarations.iter().find_map(|one| match one {
        Declaration::Pack(pack) => Some(pack),
        _ => None,
    })
}

fn positions(declarations: &[Declaration]) -> BTreeMap<String, Vec<usize>> {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, declaration) in declarations.iter().enumerate() {
        let name = match declaration {
            Declaration::Fact(one) => &one.name,
            Declaration::Define(one) => &one.name,
            Declaration::Parameter(one) => &one.name,
            Declaration::Circumstance(one) => &one.name,
            Declaration::Deadline(one) => &one.name,
            Declaration::Exception(one) => &one.name,
            Declaration::Benchmark(one) => &one.name,
            Declaration::Review(one) => &one.name,
            Declaration::Scope(one) => &one.name,
            Declaration::Table(one) => &one.name,
            Declaration::Pack(_)
            | Declaration::Source(_)
            | Declaration::Unit(_)
            | Declaration::Test(_)
            | Declaration::CaseFile(_)
            | Declaration::Profile(_)
            | Declaration::Document(_)
            // FIXME(oracle): it knows no scorecards yet.
            | Declaration::Scorecard(_) => continue,
        };
        names.entry(name.text.clone()).or_default().push(at);
    }
    names
}
