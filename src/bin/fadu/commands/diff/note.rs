//! The note about a change of rules, as one could send it on. In: what was compared. Out:
//! headings, paragraphs and lines, the weightiest first; for a terminal or as Markdown.
//! Never: a change without the case that shows it.

use super::cases::Compared;
use super::texts::Texts;
use crate::terminal::{Line, Terminal, Tone};
use crate::words::Words;
use fadu::prove::diff::{Change, Declared, Diff, Effect, RuleDiff, Standing, State};
use fadu::{Language, Message};

/// A piece of the note.
#[derive(Debug)]
pub(super) enum Piece {
    Title(String),
    Heading(String),
    Rule(Tone, String),
    Text(String),
    /// What it is, and what it says.
    Item(String, String),
    /// Lines of rules, each with its sign.
    Lines(Vec<String>),
}

/// Writes the note.
pub(super) fn note(
    diff: &Diff,
    texts: &Texts,
    cases: Option<&Compared>,
    words: Words,
) -> Vec<Piece> {
    let write = Write { words, diff, texts };
    let mut pieces = Vec::from([write.title(), Piece::Text(write.summary())]);
    if let Some(cases) = cases {
        write.cases(cases, &mut pieces);
    }
    write.changes(&mut pieces);
    write.rest(&mut pieces);
    pieces
}

struct Write<'a> {
    words: Words,
    diff: &'a Diff,
    texts: &'a Texts,
}

impl Write<'_> {
    fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self.words.language() {
            Language::Zh => zh.into(),
            Language::En => en.into(),
        }
    }

    fn said<'m>(&self, message: &'m Message) -> &'m str {
        self.words.said(message)
    }

    fn title(&self) -> Piece {
        let Diff { old, new, .. } = self.diff;
        let title = self.said(&new.title);
        let title = if title.is_empty() { &new.id } else { title };
        let (before, after) = (&old.version, &new.version);
        Piece::Title(self.pick(
            format!("{title}：规则修改的影响（{before} → {after}）"),
            format!(
                "{title}: what the changed rules decide otherwise ({before} → {after})"
            ),
        ))
    }

    /// How many rules stand how.
    fn count(&self, standing: Standing) -> usize {
        self.diff.rules.iter().filter(|rule| rule.standing == standing).count()
    }

    fn summary(&self) -> String {
        let all = self.diff.rules.len();
        let changed = self.count(Standing::Changed);
        let same = self.count(Standing::Same).saturating_add(self.count(Standing::Told));
        let (open, kept) = (self.count(Standing::Open), self.count(Standing::Untouched));
        let (added, removed) =
            (self.count(Standing::Added), self.count(Standing::Removed));
        let mut zh = vec![match changed {
            0 => format!("比较了{all}项规则，没有发现结论变化"),
            _ => format!("比较了{all}项规则，{changed}项的结论有变化{}", self.effects()),
        }];
        let mut en = vec![match changed {
            0 => format!("{} compared: no decision was found to change", rules(all)),
            _ => format!(
                "{} compared: {} decided otherwise{}",
                rules(all),
                if changed == 1 { "1 is".to_owned() } else { format!("{changed} are") },
                self.effects()
            ),
        }];
        let mut add = |count: usize, said: &str, told: &str| {
            if count > 0 {
                zh.push(format!("{count}项{said}"));
                en.push(format!("{count} {told}"));
            }
        };
        add(same, "文字有改动而结论相同", "changed in text alone");
        add(kept, "未作改动", "untouched");
        add(added, "为新增", "new");
        add(removed, "被删去", "removed");
        add(open, "未能全部比较", "not shown to be the same");
        self.pick(format!("{}。", zh.join("，")), format!("{}.", en.join(", ")))
    }

    /// How many classes are heavier, and how many lighter.
    fn effects(&self) -> String {
        let changes = || self.diff.rules.iter().flat_map(|rule| &rule.changes);
        let count = |effect| changes().filter(|change| change.effect == effect).count();
        let mut parts = Vec::new();
        for (effect, zh, en) in [
            (Effect::Lost, "不再有结论", "left without an answer"),
            (Effect::Heavier, "更重", "heavier"),
            (Effect::Mixed, "有重有轻", "both"),
            (Effect::Lighter, "更轻", "lighter"),
            (Effect::Other, "其他", "other"),
        ] {
            match count(effect) {
                0 => {}
                count => parts
                    .push(self.pick(format!("{zh}{count}类"), format!("{count} {en}"))),
            }
        }
        self.pick(
            format!("（{}）", parts.join("、")),
            format!(" (classes of cases: {})", parts.join(", ")),
        )
    }

    fn changes(&self, pieces: &mut Vec<Piece>) {
        let mut changed: Vec<&RuleDiff> =
            self.diff.rules.iter().filter(|rule| !rule.changes.is_empty()).collect();
        if changed.is_empty() {
            return;
        }
        let weight = |rule: &RuleDiff| rule.changes.iter().map(|it| it.effect).min();
        changed.sort_by_key(|rule| weight(rule));
        pieces.push(Piece::Heading(self.pick("结论的变化", "What is decided otherwise")));
        for rule in changed {
            let mut changes: Vec<&Change> = rule.changes.iter().collect();
            changes.sort_by_key(|change| change.effect);
            for change in changes {
                self.change(rule, change, pieces);
            }
            let gained = rule.members.iter().map(|it| self.said(it));
            let gained: Vec<&str> = gained.collect();
            if !gained.is_empty() {
                let what = self.pick("条文增减", "parts");
                pieces.push(Piece::Item(what, self.words.list(gained)));
            }
            for open in &rule.open {
                let what = self.pick("未全部比较", "not shown");
                pieces.push(Piece::Item(what, self.said(open).to_owned()));
            }
            if let Some(lines) = self.texts.get(&rule.name) {
                pieces.push(Piece::Lines(lines.clone()));
            }
        }
    }

    fn change(&self, rule: &RuleDiff, change: &Change, pieces: &mut Vec<Piece>) {
        let (tone, effect) = self.effect(change.effect, &rule.kind.en);
        let mut name = self.said(&rule.label).to_owned();
        if let Some(part) = &change.part {
            name = format!("{name} · {}", self.said(part));
        }
        pieces.push(Piece::Rule(
            tone,
            self.pick(format!("{effect}：{name}"), format!("{effect}: {name}")),
        ));
        let mut item = |zh: &str, en: &str, text: String| {
            pieces.push(Piece::Item(self.pick(zh, en), text));
        };
        if change.missing {
            let text = self.pick(
                "事实不全时（事实齐全的，结论相同）",
                "while facts are missing (where all are known, nothing changes)",
            );
            item("哪些案件", "cases", text);
        } else if change.when.is_empty() || change.when.iter().any(Vec::is_empty) {
            item("哪些案件", "cases", self.pick("全部", "all"));
        } else {
            for (at, when) in change.when.iter().take(MOST).enumerate() {
                let parts: Vec<&str> =
                    when.iter().map(|it| self.said(&it.text)).collect();
                let text = parts.join(&self.pick("，", ", "));
                if at == 0 {
                    item("哪些案件", "cases", text);
                } else {
                    item("或者", "or", text);
                }
            }
            if let Some(more) = change.when.len().checked_sub(MOST).filter(|it| *it > 0) {
                item(
                    "或者",
                    "or",
                    self.pick(format!("另外{more}种情形"), format!("{more} more")),
                );
            }
        }
        item("原来", "was", self.said(&change.before).to_owned());
        item("现在", "now", self.said(&change.after).to_owned());
        let basis: Vec<&str> = change.basis.iter().map(|it| self.said(it)).collect();
        if !basis.is_empty() {
            item("依据", "basis", self.words.list(basis));
        }
        let witness = &change.witness;
        let (case, before, after) = (
            self.said(&witness.case.text),
            self.said(&witness.before),
            self.said(&witness.after),
        );
        let mut text =
            if before == self.said(&change.before) && after == self.said(&change.after) {
                case.to_owned()
            } else {
                self.pick(
                    format!("{case}：原为{before}，现为{after}"),
                    format!("{case}: was {before}, now {after}"),
                )
            };
        if !change.shown && !change.missing {
            text.push_str(&self.pick(
                "（这一类没有全部比较）",
                " (not all of these cases were compared)",
            ));
        }
        item("举例", "example", text);
    }

    fn effect(&self, effect: Effect, kind: &str) -> (Tone, String) {
        let is_penalty = kind == "benchmark";
        let (tone, zh, en) = match (effect, is_penalty) {
            (Effect::Lost, _) => (Tone::Bad, "不再有结论", "no answer any more"),
            (Effect::Heavier, true) => (Tone::Bad, "更重", "heavier"),
            (Effect::Heavier, false) => (Tone::Bad, "更严", "stricter"),
            (Effect::Lighter, true) => (Tone::Good, "更轻", "lighter"),
            (Effect::Lighter, false) => (Tone::Good, "更宽", "more lenient"),
            (Effect::Mixed, _) => (Tone::Open, "有重有轻", "heavier and lighter"),
            (Effect::Other, _) => (Tone::Open, "不同", "different"),
        };
        (tone, self.pick(zh, en))
    }

    /// What is decided the same, was not shown, came or went.
    fn rest(&self, pieces: &mut Vec<Piece>) {
        let of = |wanted: &[Standing]| -> Vec<&RuleDiff> {
            let rules = self.diff.rules.iter();
            rules.filter(|rule| wanted.contains(&rule.standing)).collect()
        };
        let open = of(&[Standing::Open]);
        if !open.is_empty() {
            pieces.push(Piece::Heading(
                self.pick("没有全部比较的规则", "Not shown to be the same"),
            ));
            for rule in open {
                let why = rule.open.iter().map(|it| self.said(it));
                pieces.push(Piece::Item(self.rule(rule), self.words.list(why)));
                if let Some(lines) = self.texts.get(&rule.name) {
                    pieces.push(Piece::Lines(lines.clone()));
                }
            }
        }
        let same = of(&[Standing::Same, Standing::Told]);
        if !same.is_empty() {
            pieces.push(Piece::Heading(
                self.pick("文字有改动、结论相同的规则", "Changed in text alone"),
            ));
            for rule in same {
                let why = match rule.standing {
                    Standing::Told => {
                        self.pick("只改了名称或者依据", "only labels or citations differ")
                    }
                    _ => self.pick(
                        "写法不同，全部案件的结论相同",
                        "laid out differently, decides the same",
                    ),
                };
                pieces.push(Piece::Item(self.rule(rule), why));
                if let Some(lines) = self.texts.get(&rule.name) {
                    pieces.push(Piece::Lines(lines.clone()));
                }
            }
        }
        let came = of(&[Standing::Added, Standing::Removed]);
        if !came.is_empty() || !self.diff.declared.is_empty() {
            pieces.push(Piece::Heading(
                self.pick("新增、删去和其他改动", "Added, removed, and other changes"),
            ));
        }
        for rule in came {
            let what = match rule.standing {
                Standing::Added => self.pick("新增", "added"),
                _ => self.pick("删去", "removed"),
            };
            pieces.push(Piece::Item(what, self.rule(rule)));
        }
        for it in &self.diff.declared {
            self.declared(it, pieces);
        }
    }

    fn rule(&self, rule: &RuleDiff) -> String {
        let (kind, label) = (self.said(&rule.kind), self.said(&rule.label));
        self.pick(format!("{label}（{kind}）"), format!("{label} ({kind})"))
    }

    fn declared(&self, it: &Declared, pieces: &mut Vec<Piece>) {
        let what = match it.state {
            State::Added => self.pick("新增", "added"),
            State::Removed => self.pick("删去", "removed"),
            State::Changed => self.pick("修改", "changed"),
        };
        let (kind, label) = (self.said(&it.kind), self.said(&it.label));
        let details: Vec<&str> = it.details.iter().map(|it| self.said(it)).collect();
        let mut text =
            self.pick(format!("{kind}「{label}」"), format!("{kind} `{label}`"));
        if !details.is_empty() {
            text.push_str(&self.pick("：", ": "));
            text.push_str(&self.words.list(details));
        }
        pieces.push(Piece::Item(what, text));
    }

    fn cases(&self, cases: &Compared, pieces: &mut Vec<Piece>) {
        let Compared { cases: all, changed, problems, counts } = cases;
        pieces.push(Piece::Heading(self.pick("用案件核对", "In the cases given")));
        pieces.push(Piece::Text(self.pick(
            format!("{all}个案件中，{changed}个的结论有变化。"),
            format!(
                "Of {all} cases, {changed} {} decided otherwise.",
                if *changed == 1 { "is" } else { "are" }
            ),
        )));
        if *problems > 0 {
            pieces.push(Piece::Text(self.pick(
                format!("其中{problems}个案件有两个版本不都认的事实，按其余事实比较。"),
                format!("{problems} of them have facts that not both versions take; they were compared by the others."),
            )));
        }
        let mut counts: Vec<_> = counts.iter().collect();
        counts.sort_by_key(|count| count.effect);
        for count in counts {
            let number = count.cases.len();
            let which: Vec<String> =
                count.cases.iter().take(MOST).map(ToString::to_string).collect();
            let more = if number > MOST { "…" } else { "" };
            let what = self.pick(format!("{number}个"), number.to_string());
            let (before, after) = (self.said(&count.before), self.said(&count.after));
            let label = self.said(&count.label);
            pieces.push(Piece::Item(
                what,
                self.pick(
                    format!(
                        "{label}：{before} → {after}（第{}{more}个）",
                        which.join("、")
                    ),
                    format!(
                        "{label}: {before} → {after} (no. {}{more})",
                        which.join(", ")
                    ),
                ),
            ));
        }
    }
}

/// How many lists of conditions, and of cases, are told.
const MOST: usize = 8;

fn rules(count: usize) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}

/// The note as Markdown.
pub(super) fn markdown(note: &[Piece]) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for piece in note {
        let is_item = matches!(piece, Piece::Item(..));
        let follows = is_item && in_list;
        if !text.is_empty() && !follows {
            text.push('\n');
        }
        in_list = is_item;
        match piece {
            Piece::Title(title) => text.push_str(&format!("# {title}\n")),
            Piece::Heading(heading) => text.push_str(&format!("## {heading}\n")),
            Piece::Rule(_, rule) => text.push_str(&format!("### {rule}\n")),
            Piece::Text(said) => text.push_str(&format!("{said}\n")),
            Piece::Item(what, said) => text.push_str(&format!("- **{what}** {said}\n")),
            Piece::Lines(lines) => {
                text.push_str("```diff\n");
                for line in lines {
                    text.push_str(line);
                    text.push('\n');
                }
                text.push_str("```\n");
            }
        }
    }
    text
}

/// The note on a terminal.
pub(super) fn show(note: &[Piece], terminal: &mut Terminal) {
    let columns = note.iter().filter_map(|piece| match piece {
        Piece::Item(what, _) => Some(Line::new().text(what.as_str()).width()),
        _ => None,
    });
    let columns = columns.filter(|it| *it <= 12).max().unwrap_or(0).saturating_add(4);
    let mut first = true;
    for piece in note {
        match piece {
            Piece::Title(title) => terminal.line(&Line::new().strong(title)),
            Piece::Heading(heading) => {
                terminal.blank();
                terminal.line(&Line::new().strong(heading));
            }
            Piece::Rule(tone, rule) => {
                if !first {
                    terminal.blank();
                }
                terminal.line(&Line::new().add(*tone, rule));
            }
            Piece::Text(said) => terminal.line(&Line::new().text(said)),
            Piece::Item(what, said) => {
                let head = Line::new().text("  ").quiet(what);
                let head = if head.width() < columns {
                    head.pad(columns)
                } else {
                    head.text("  ")
                };
                terminal.line(&head.text(said));
            }
            Piece::Lines(lines) => {
                for line in lines {
                    let tone = match line.chars().next() {
                        Some('-') => Tone::Bad,
                        Some('+') => Tone::Good,
                        _ => Tone::Quiet,
                    };
                    terminal.line(&Line::new().text("    ").add(tone, line));
                }
            }
        }
        first = matches!(piece, Piece::Heading(_));
    }
}
