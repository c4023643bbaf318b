//! `fadu mutants`: rules changed one by one, and who notices.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::files::Rules;
use crate::packs;
use crate::terminal::{Line, Terminal, Tone};
use fadu::evaluation::to_canonical;
use fadu::{Catcher, Fate, Language, Message, Mutation, Unready};
use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub(crate) fn run(
    arguments: &args::Mutants,
    from: packs::Asked<'_>,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let mut told = Vec::new();
    let mut all = Counts::default();
    let mut thin = false;
    for path in &arguments.paths {
        let rules = Rules::around(path, from.root)?;
        let found = packs::asked(&rules);
        if found.is_empty() {
            let path = path.display();
            return Err(Failure::usage(
                format!("「{path}」里没有规则包"),
                format!("there is no pack in `{path}`"),
            ));
        }
        for pack in found {
            let made = Mutation::new(&rules.files, Some(&pack.id), from.profile);
            let mutation =
                made.map_err(|why| unready(&pack.id, why, &rules, terminal))?;
            let count = mutation.mutants().len();
            let most = if arguments.all { count } else { arguments.sample };
            let chosen = mutation.sample(arguments.seed, most);
            let fates = judged(&mutation, &chosen);
            let ran = tell(&mutation, &fates, &rules);
            thin |= arguments.at_least.is_some_and(|least| !ran.counts.reach(least));
            all.add(&ran.counts);
            if !arguments.json {
                show(&ran, count, terminal);
            }
            told.push(ran);
        }
    }
    if arguments.json {
        let seed = arguments.seed.to_string();
        terminal.bytes(&to_canonical(&Said { seed, all, packs: told }));
    } else if told.len() > 1 {
        terminal.blank();
        let head = terminal.words().pick("合计", "in all");
        terminal.line(&all.line(head, terminal.words().language()));
    }
    if thin {
        let least = arguments.at_least.unwrap_or_default();
        return Err(Failure::wrong(
            format!("有规则包的改动，发现的不到 {least}%"),
            format!("of some pack's changes less than {least}% are noticed"),
        ));
    }
    Ok(Outcome::Fine)
}

/// Judges the changes chosen, on every processor; what each comes to depends on it alone.
fn judged(mutation: &Mutation, chosen: &[usize]) -> Vec<(usize, Fate)> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut order = Vec::new();
                let mut own = Vec::new();
                while let Some(at) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    own.push((*at, mutation.judge(*at, &mut order)));
                }
                if let Ok(mut done) = done.lock() {
                    done.append(&mut own);
                }
            });
        }
    });
    let mut fates = done.into_inner().unwrap_or_default();
    fates.sort_by_key(|(at, _)| *at);
    fates
}

fn unready(pack: &str, why: Unready, rules: &Rules, terminal: &mut Terminal) -> Failure {
    match why {
        Unready::Broken(diagnostics) => packs::broken(rules, &diagnostics, terminal),
        Unready::NoProfile => Failure::usage(
            format!("规则包「{pack}」没有这个方案"),
            format!("the pack `{pack}` has no such profile"),
        ),
        Unready::Failing(count) => Failure::wrong(
            format!("规则包「{pack}」自己的测试有 {count} 项未通过，先改好"),
            format!("{count} tests of the pack `{pack}` fail as it is; mend them first"),
        ),
    }
}

fn tell(mutation: &Mutation, fates: &[(usize, Fate)], rules: &Rules) -> Ran {
    let mut counts = Counts::default();
    let mut survivors = Vec::new();
    for (at, fate) in fates {
        counts.count(fate);
        let (Fate::Survived { reason, case }, Some(mutant)) =
            (fate, mutation.mutants().get(*at))
        else {
            continue;
        };
        let (path, line) = mutation.place(*at);
        survivors.push(Survivor {
            path: rules.shown_path(path),
            line,
            kind: mutant.kind.name(),
            label: mutant.kind.label(),
            old: mutant.old.clone(),
            new: mutant.new.clone(),
            hint: mutant.kind.hint(),
            case: case.clone(),
            accepted: reason.clone(),
        });
    }
    let possible = mutation.mutants().len();
    let idle = mutation.idle(fates).into_iter().map(|(path, line, said)| Idle {
        path: rules.shown_path(path),
        line,
        said,
    });
    let idle = idle.collect();
    Ran { pack: mutation.pack().to_owned(), possible, counts, survivors, idle }
}

/// The counts, then what nobody noticed, by place.
fn show(ran: &Ran, possible: usize, terminal: &mut Terminal) {
    let words = terminal.words();
    terminal.line(&ran.counts.line(&ran.pack, words.language()));
    if possible > ran.counts.made {
        let text = match words.language() {
            Language::Zh => format!("  抽取了 {possible} 项中的 {} 项", ran.counts.made),
            Language::En => {
                format!("  {} of {possible} possible changes chosen", ran.counts.made)
            }
        };
        terminal.line(&Line::new().quiet(text));
    }
    let mut path = "";
    for survivor in &ran.survivors {
        if survivor.path != path {
            path = &survivor.path;
            terminal.line(&Line::new().text("  ").name(path));
        }
        let new = match survivor.new.as_str() {
            "" => words.pick("（删去）", "(left out)"),
            new => new,
        };
        let line = Line::new()
            .quiet(format!("{:>6}  ", survivor.line))
            .text(words.said(&survivor.label))
            .quiet(format!(" [{}] ", survivor.kind))
            .text(&survivor.old)
            .add(Tone::Open, words.mark(" → ", " -> "))
            .text(new);
        terminal.line(&line);
        let line = match &survivor.accepted {
            Some(reason) => Line::new()
                .text("          ")
                .quiet(words.pick("可以接受：", "accepted: "))
                .quiet(reason),
            None => Line::new().text("          ").quiet(words.said(&survivor.hint)),
        };
        terminal.line(&line);
        if let Some(case) = &survivor.case {
            let head = words.pick("例如：", "such as: ");
            let line = Line::new().text("          ").quiet(head).quiet(words.said(case));
            terminal.line(&line);
        }
    }
    if !ran.idle.is_empty() {
        let head = words.pick("没有用处的说明：", "remarks that no change needs:");
        terminal.line(&Line::new().text("  ").text(head));
    }
    for Idle { path, line, said } in &ran.idle {
        let place = format!("    {path}:{line}  ");
        terminal.line(&Line::new().quiet(place).text(said));
    }
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Said {
    seed: String,
    all: Counts,
    packs: Vec<Ran>,
}

/// One pack of it.
#[derive(Debug, Serialize)]
struct Ran {
    pack: String,
    /// How many changes there could be.
    possible: usize,
    counts: Counts,
    survivors: Vec<Survivor>,
    /// Remarks that no change needs.
    idle: Vec<Idle>,
}

/// A remark of the author's that no change needs.
#[derive(Debug, Serialize)]
struct Idle {
    path: String,
    line: usize,
    said: String,
}

/// A change that nobody noticed.
#[derive(Debug, Serialize)]
struct Survivor {
    path: String,
    line: usize,
    kind: &'static str,
    label: Message,
    old: String,
    new: String,
    hint: Message,
    /// A case that it decides otherwise, if one was found.
    case: Option<Message>,
    accepted: Option<String>,
}

/// What became of the changes made.
#[derive(Debug, Default, Serialize)]
struct Counts {
    made: usize,
    check: usize,
    prove: usize,
    lint: usize,
    test: usize,
    user: usize,
    nothing_changes: usize,
    survived: usize,
    accepted: usize,
}

impl Counts {
    fn count(&mut self, fate: &Fate) {
        let counter = match fate {
            Fate::Caught(Catcher::Check, _) => &mut self.check,
            Fate::Caught(Catcher::Prove, _) => &mut self.prove,
            Fate::Caught(Catcher::Lint, _) => &mut self.lint,
            Fate::Caught(Catcher::Test, _) => &mut self.test,
            Fate::Caught(Catcher::User, _) => &mut self.user,
            Fate::NothingChanges => &mut self.nothing_changes,
            Fate::Survived { reason: None, .. } => &mut self.survived,
            Fate::Survived { .. } => &mut self.accepted,
        };
        *counter = counter.saturating_add(1);
        self.made = self.made.saturating_add(1);
    }

    fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.made, other.made),
            (&mut self.check, other.check),
            (&mut self.prove, other.prove),
            (&mut self.lint, other.lint),
            (&mut self.test, other.test),
            (&mut self.user, other.user),
            (&mut self.nothing_changes, other.nothing_changes),
            (&mut self.survived, other.survived),
            (&mut self.accepted, other.accepted),
        ];
        for (own, other) in pairs {
            *own = own.saturating_add(other);
        }
    }

    fn caught(&self) -> usize {
        let all = [self.check, self.prove, self.lint, self.test, self.user];
        all.into_iter().fold(0, usize::saturating_add)
    }

    /// What counts: a change of nothing, or one accepted with a reason, cannot be noticed.
    fn counted(&self) -> usize {
        self.caught().saturating_add(self.survived)
    }

    fn reach(&self, least: u8) -> bool {
        let least = self.counted().saturating_mul(usize::from(least));
        self.caught().saturating_mul(100) >= least
    }

    fn line(&self, head: &str, language: Language) -> Line {
        let Self { check, prove, lint, test, user, .. } = self;
        let Self { nothing_changes, survived, accepted, .. } = self;
        let share = fadu::cases::percent(self.caught(), self.counted());
        let (caught, counted) = (self.caught(), self.counted());
        let tone = if *survived == 0 { Tone::Good } else { Tone::Open };
        let line = Line::new().strong(head).pad(28).text("  ");
        match language {
            Language::Zh => line.add(tone, format!("发现 {share}%  {caught}/{counted}")).quiet(format!(
                "（检查 {check}，证明 {prove}，建议 {lint}，测试 {test}，引用它的规则包的测试 {user}；{survived} 项没有发现，{accepted} 项可以接受，{nothing_changes} 项不改变结论）"
            )),
            Language::En => line.add(tone, format!("noticed {share}%  {caught}/{counted}")).quiet(format!(
                " (check {check}, prove {prove}, lint {lint}, tests {test}, of users {user}; {survived} not noticed, {accepted} accepted, {nothing_changes} change no decision)"
            )),
        }
    }
}
