//! Profiles: values for parameters that go together, which of them count, and what each
//! parameter is in the end.

use super::Checker;
use super::names::{Entity, Local, Resolved, nearest};
use super::packs::{Linked, label};
use super::parameter::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::evaluation::{Digest, digest, to_canonical};
use crate::model::{Chosen, ParameterValue, Profile, Setting};
use crate::syntax::tree;
use crate::text::Span;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// How many profiles a pack may have, with those of the packs it uses: each is checked with
/// all rules.
pub(super) const MAX_PROFILES: usize = 64;

/// A profile with the pack it stands in.
pub(super) type Declared<'a> = (usize, &'a tree::Profile);

/// Lists the profiles of all packs.
pub(super) fn declared<'a>(linked: &Linked<'a>) -> Vec<Declared<'a>> {
    let mut found = Vec::new();
    for (instance, pack) in linked.packs.iter().enumerate() {
        for declaration in pack.trees.iter().flat_map(|tree| &tree.declarations) {
            if let tree::Declaration::Profile(profile) = declaration {
                found.push((instance, profile));
            }
        }
    }
    found
}

/// The values of one profile, checked, by parameter.
#[derive(Default)]
struct Sets {
    by_parameter: BTreeMap<usize, Checked>,
    /// The parameters in the order written.
    order: Vec<usize>,
}

impl Sets {
    fn of(&self, parameter: usize) -> Option<&Checked> {
        self.by_parameter.get(&parameter)
    }
}

/// What a profile's digest covers.
#[derive(serde::Serialize)]
struct Covered<'m> {
    name: &'m str,
    settings: Vec<(&'m str, &'m ParameterValue)>,
}

impl Checker<'_> {
    /// Gives every parameter its value: that of the profile wanted, else that of the profile
    /// the pack's header names, else its own.
    pub(super) fn settle(&mut self, wanted: Option<usize>) {
        let found = self.profiles.len();
        if let Some((_, extra)) = self.profiles.get(MAX_PROFILES).copied() {
            self.report(Diagnostic::error(
                Code::TOO_MANY_PROFILES,
                extra.name.span,
                format!("有 {found} 个方案，最多 {MAX_PROFILES} 个"),
                format!("there are {found} profiles, where {MAX_PROFILES} may be"),
            ));
            return;
        }
        self.distinct_profiles();
        for id in 0..self.parameters.len() {
            let may_be = self.may_be(id);
            if let Some(known) = self.parameters.get_mut(id) {
                known.may_be = may_be;
            }
        }
        let mut own: Vec<Option<Checked>> = Vec::new();
        for id in 0..self.parameters.len() {
            own.push(self.own_value(id));
        }
        let sets: Vec<Sets> =
            (0..self.profiles.len()).map(|at| self.settings(at)).collect();
        self.describe_profiles(&sets);
        let chosen = self.chosen(wanted);
        self.model.profile = chosen
            .iter()
            .rev()
            .find(|(instance, _)| *instance == 0)
            .and_then(|(_, at)| self.model.profiles.get(*at))
            .map(|profile| profile.chosen.clone());
        for (id, own) in own.into_iter().enumerate() {
            let by = self.deciding(id, &chosen, &sets);
            let set = by.and_then(|at| {
                let checked = sets.get(at)?.of(id)?;
                Some((checked.clone(), Some(self.profile_path(at)?)))
            });
            self.give(id, set.or(own.map(|own| (own, None))));
        }
    }

    fn own_value(&mut self, id: usize) -> Option<Checked> {
        let known = self.parameters.get(id)?;
        let (instance, tree) = (known.instance, known.tree);
        let value = tree.value.as_ref()?;
        let basis = self.citations(instance, &tree.basis);
        let place = self.place(instance, Local::None);
        self.parameter_set(id, place, value, basis)
    }

    /// Checks the values of one profile, chosen or not.
    fn settings(&mut self, at: usize) -> Sets {
        let Some((instance, profile)) = self.profiles.get(at).copied() else {
            return Sets::default();
        };
        let place = self.place(instance, Local::None);
        let shared = self.citations(instance, &profile.basis);
        let mut sets = Sets::default();
        for setting in &profile.settings {
            let own = self.citations(instance, &setting.basis);
            let Some(parameter) = self.parameter_named(instance, &setting.parameter)
            else {
                continue;
            };
            if sets.of(parameter).is_some() {
                self.report(Diagnostic::error(
                    Code::SET_TWICE,
                    setting.parameter.span,
                    "方案里给同一个参数取了两次值",
                    "the profile sets this parameter twice",
                ));
                continue;
            }
            let basis = if setting.basis.is_empty() { shared.clone() } else { own };
            if let Some(checked) =
                self.parameter_set(parameter, place, &setting.value, basis)
            {
                sets.by_parameter.insert(parameter, checked);
                sets.order.push(parameter);
            }
        }
        sets
    }

    fn parameter_named(&mut self, instance: usize, path: &tree::Path) -> Option<usize> {
        let place = self.place(instance, Local::None);
        let before = self.diagnostics.len();
        let found = self.resolve(place, path);
        if let Some(Resolved::Entity(Entity::Parameter(id))) = found {
            return Some(id);
        }
        let unread = found.is_none() && self.diagnostics.len() == before;
        self.diagnostics.truncate(before);
        if unread {
            return None;
        }
        let written: Vec<&str> =
            path.segments.iter().map(|segment| segment.text.as_str()).collect();
        let written = written.join(".");
        // As the profile's own pack would write them.
        let prefix = self.path(instance, "");
        let guessed = self.may_guess(self.parameters.len());
        let names: Vec<String> = (0..self.parameters.len())
            .filter(|_| guessed)
            .filter_map(|id| {
                let known = self.parameters.get(id)?;
                let name = self.path(known.instance, &known.tree.name.text);
                name.strip_prefix(prefix.as_str()).map(ToString::to_string)
            })
            .collect();
        let diagnostic = Diagnostic::error(
            Code::NOT_A_PARAMETER,
            path.span,
            format!("没有参数「{written}」；方案只能给参数取值"),
            format!("no parameter is called `{written}`; a profile sets parameters only"),
        );
        let diagnostic = match nearest(&written, &names) {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(path.span, near),
            None => diagnostic.help(
                "用「参数」声明它；引用的规则包的参数前面写它的名称",
                "declare it with `parameter`; before one of a used pack stands that pack's name",
            ),
        };
        self.report(diagnostic);
        None
    }

    fn distinct_profiles(&mut self) {
        let mut seen: Vec<(usize, String, Span)> = Vec::new();
        for (instance, profile) in self.profiles.clone() {
            let name = &profile.name;
            let taken =
                seen.iter().find(|(at, text, _)| *at == instance && *text == name.text);
            if let Some((_, _, first)) = taken {
                let diagnostic = Diagnostic::error(
                    Code::DUPLICATE_NAME,
                    name.span,
                    format!("方案「{}」已经声明过", name.text),
                    format!("the profile `{}` is declared twice", name.text),
                )
                .related(*first, "先在这里声明", "first declared here");
                self.report(diagnostic);
            }
            seen.push((instance, name.text.clone(), name.span));
        }
    }

    fn describe_profiles(&mut self, sets: &[Sets]) {
        for (at, sets) in sets.iter().enumerate() {
            let Some((instance, tree)) = self.profiles.get(at).copied() else { continue };
            let basis = self.citations(instance, &tree.basis);
            let settings: Vec<Setting> = sets
                .order
                .iter()
                .filter_map(|parameter| {
                    let known = self.parameters.get(*parameter)?;
                    let checked = sets.of(*parameter)?;
                    Some(Setting {
                        parameter: self.path(known.instance, &known.tree.name.text),
                        label: label(known.tree.label.as_ref(), &known.tree.name.text),
                        value: checked.value.clone(),
                        text: checked.text.clone(),
                        basis: checked.basis.clone(),
                    })
                })
                .collect();
            let name = self.path(instance, &tree.name.text);
            let effective = tree.effective.as_ref();
            self.model.profiles.push(Profile {
                chosen: Chosen {
                    digest: covered(&name, &settings),
                    name,
                    label: label(tree.label.as_ref(), &tree.name.text),
                    effective_from: effective.and_then(|period| period.from.clone()),
                    effective_to: effective.and_then(|period| period.to.clone()),
                },
                basis,
                settings,
            });
        }
    }

    /// The profiles that count, each for the pack that chose it; a later one of the same pack
    /// wins.
    fn chosen(&mut self, wanted: Option<usize>) -> Vec<(usize, usize)> {
        let linked = self.linked;
        let mut chosen = Vec::new();
        for (instance, pack) in linked.packs.iter().enumerate() {
            // Of a pack that applies another: the other's choice first.
            let headers = pack.bases.iter().rev().chain([&pack.header]);
            let count = pack.bases.len();
            for (position, header) in headers.enumerate() {
                if instance == 0 && position == count && wanted.is_some() {
                    continue;
                }
                if let Some(path) = &header.profile
                    && let Some(at) = self.profile_named(instance, path)
                {
                    chosen.push((instance, at));
                }
            }
            if instance == 0 {
                chosen.extend(wanted.map(|at| (0, at)));
            }
        }
        chosen
    }

    /// Which of the profiles chosen says what a parameter is: that of the pack nearest to the
    /// main one, if it is one.
    fn deciding(
        &mut self,
        parameter: usize,
        chosen: &[(usize, usize)],
        sets: &[Sets],
    ) -> Option<usize> {
        let setting =
            |at: usize| sets.get(at).is_some_and(|sets| sets.of(parameter).is_some());
        // The last of each pack.
        let mut by: BTreeMap<usize, usize> = BTreeMap::new();
        for (instance, at) in chosen.iter().filter(|(_, at)| setting(*at)) {
            by.insert(*instance, *at);
        }
        let packs: Vec<usize> = by.keys().copied().collect();
        let over: Vec<usize> = packs
            .iter()
            .copied()
            .filter(|one| !packs.iter().any(|other| self.rests_on(*other, *one)))
            .collect();
        if let [first, second, ..] = over.as_slice() {
            let value = |instance: &usize| {
                let sets = sets.get(*by.get(instance)?)?;
                Some(sets.of(parameter)?.value.clone())
            };
            if value(first) != value(second) {
                let name = self
                    .parameters
                    .get(parameter)
                    .map_or("", |known| known.tree.name.text.as_str());
                let span = self
                    .linked
                    .packs
                    .first()
                    .map_or_else(Span::default, |pack| pack.header.name.span);
                self.report(
                    Diagnostic::error(
                        Code::SET_TWICE,
                        span,
                        format!("两个引用的规则包给参数「{name}」取了不同的值"),
                        format!("two used packs set the parameter `{name}` differently"),
                    )
                    .help(
                        "在本规则包里写一个方案，给它取值，并在首行采用",
                        "set it in a profile of this pack, and choose that in the header",
                    ),
                );
            }
        }
        over.first().and_then(|instance| by.get(instance)).copied()
    }

    /// Whether a pack uses another, itself or through others.
    fn rests_on(&self, pack: usize, other: usize) -> bool {
        let mut open = vec![pack];
        let mut seen = vec![pack];
        while let Some(at) = open.pop() {
            let Some(known) = self.linked.packs.get(at) else { continue };
            for used in known.uses.values() {
                if *used == other {
                    return true;
                }
                if !seen.contains(used) {
                    seen.push(*used);
                    open.push(*used);
                }
            }
        }
        false
    }

    /// Finds a profile; says so if there is none.
    pub(super) fn profile_named(
        &mut self,
        instance: usize,
        path: &tree::Path,
    ) -> Option<usize> {
        let (last, aliases) = path.segments.split_last()?;
        let mut at = Some(instance);
        for alias in aliases {
            at = at
                .and_then(|at| self.linked.packs.get(at))
                .and_then(|pack| pack.uses.get(&alias.text))
                .copied();
        }
        let found = self
            .profiles
            .iter()
            .position(|(own, tree)| Some(*own) == at && tree.name.text == last.text);
        if found.is_some() {
            return found;
        }
        let prefix = self.path(instance, "");
        let names: Vec<String> = (0..self.profiles.len())
            .filter_map(|at| self.profile_path(at))
            .filter_map(|name| {
                name.strip_prefix(prefix.as_str()).map(ToString::to_string)
            })
            .collect();
        let written: Vec<&str> =
            path.segments.iter().map(|segment| segment.text.as_str()).collect();
        let written = written.join(".");
        let diagnostic = Diagnostic::error(
            Code::UNKNOWN_PROFILE,
            path.span,
            format!("没有方案「{written}」"),
            format!("no profile is called `{written}`"),
        );
        let diagnostic = match nearest(&written, &names) {
            Some(near) => diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(path.span, near),
            None if names.is_empty() => {
                diagnostic.help("用「方案」声明它", "declare it with `profile`")
            }
            None => diagnostic.help(
                format!("方案有：{}", names.join("、")),
                format!("the profiles are: {}", names.join(", ")),
            ),
        };
        self.report(diagnostic);
        None
    }

    /// Returns a profile's path as the main pack sees it.
    pub(super) fn profile_path(&self, at: usize) -> Option<String> {
        let (instance, profile) = self.profiles.get(at)?;
        Some(self.path(*instance, &profile.name.text))
    }
}

fn covered(name: &str, settings: &[Setting]) -> Digest {
    let settings =
        settings.iter().map(|set| (set.parameter.as_str(), &set.value)).collect();
    digest(&to_canonical(&Covered { name, settings }))
}
