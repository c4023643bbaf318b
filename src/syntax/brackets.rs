//! Brackets without a partner. In: the brackets of a file and the starts of its statements.
//! Out: a diagnostic for each bracket that is too many or too few, and repairs after which
//! all match. Never: a repair in a file whose brackets match, however it is laid out.

use super::repair::Repair;
use super::scan::{Bracket, Mark, MarkKind, marks_with_starts};
use super::structure::admits;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// How deep brackets may nest: pest's stack is the machine's.
pub(super) const MAX_DEPTH: usize = 64;

/// What was found about the brackets.
#[derive(Debug, Default)]
pub(super) struct Matching {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) repairs: Vec<Repair>,
    /// Whether they nest too deeply to be read at all.
    pub(super) too_deep: bool,
}

/// Matches the brackets of a file.
pub(super) fn matching(file: FileId, text: &str, brackets: &[Mark]) -> Matching {
    let mut out = Matching::default();
    let mut open = Vec::new();
    let mut balanced = true;
    let mut too_deep: Option<&Mark> = None;
    let mut deepest = 0;
    for mark in brackets {
        match mark.kind {
            MarkKind::Open(kind) => open.push(kind),
            MarkKind::Close(kind) => balanced &= open.pop() == Some(kind),
            MarkKind::Start { .. } => {}
        }
        deepest = deepest.max(open.len());
        if deepest > MAX_DEPTH {
            too_deep = too_deep.or(Some(mark));
        }
    }
    if let Some(mark) = too_deep {
        out.too_deep = true;
        out.diagnostics.push(
            Diagnostic::error(
                Code::TOO_DEEP,
                Span::new(file, mark.at, mark.end),
                format!("括号嵌套 {deepest} 层，最多 {MAX_DEPTH} 层"),
                format!("brackets nest {deepest} deep, where {MAX_DEPTH} may"),
            )
            .help("用「定义」把它分开", "part it with `define`"),
        );
        return out;
    }
    if balanced && open.is_empty() {
        return out;
    }
    let curly = |kind| brackets.iter().filter(|mark| mark.kind == kind).count();
    let surplus =
        curly(MarkKind::Close(Bracket::Curly)) > curly(MarkKind::Open(Bracket::Curly));
    let mut matcher =
        Matcher { file, text, out, open: Vec::new(), statement: None, surplus };
    let marks = marks_with_starts(text, brackets);
    for (index, mark) in marks.iter().enumerate() {
        let next = marks.get(index.saturating_add(1)).copied();
        match mark.kind {
            MarkKind::Open(kind) => matcher.open(*mark, kind, next),
            MarkKind::Close(kind) => matcher.close(*mark, kind, next),
            MarkKind::Start { id, indent } => matcher.start(mark.at, id, indent),
        }
    }
    matcher.end();
    matcher.out
}

struct Matcher<'t> {
    file: FileId,
    text: &'t str,
    out: Matching,
    open: Vec<Open>,
    /// The statement that was begun last: its keyword and its line's indentation.
    statement: Option<(&'static str, usize)>,
    /// Whether there are more closing braces than opening ones.
    surplus: bool,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    mark: Mark,
    kind: Bracket,
    /// The statement whose block this is; a list, rows or a bracket have none.
    owner: Option<&'static str>,
    /// How far the owner's line is indented, and the block's first statement.
    owner_indent: usize,
    body_indent: Option<usize>,
}

impl Matcher<'_> {
    fn open(&mut self, mark: Mark, kind: Bracket, next: Option<Mark>) {
        let (statement, indent) = self.statement.unwrap_or(("", 0));
        let first = next.and_then(|next| match next.kind {
            MarkKind::Start { id, .. } => Some(id),
            MarkKind::Open(_) | MarkKind::Close(_) => None,
        });
        let owner = (kind == Bracket::Curly
            && first.is_some_and(|first| admits(Some(statement), first)))
        .then_some(statement);
        self.open.push(Open {
            mark,
            kind,
            owner,
            owner_indent: indent,
            body_indent: None,
        });
    }

    /// A line that opens a statement which cannot stand in the innermost block, but can in an
    /// outer one, closes the blocks between.
    fn start(&mut self, at: usize, id: &'static str, indent: Option<usize>) {
        if let Some(width) = indent {
            if let Some(level) = self.level_of(id, width) {
                let unclosed = self.open.split_off(level.min(self.open.len()));
                let mut with = alloc::string::String::new();
                for open in unclosed.iter().rev() {
                    with.push_str(open.kind.closing());
                    with.push('\n');
                }
                for open in unclosed {
                    self.unclosed(open, Some(at));
                }
                if !with.is_empty() {
                    self.out.repairs.push(Repair { start: at, end: at, with });
                }
            }
            if let Some(innermost) = self.open.last_mut() {
                innermost.body_indent.get_or_insert(width);
            }
        }
        let width = indent.or(self.statement.map(|(_, width)| width)).unwrap_or(0);
        self.statement = Some((id, width));
    }

    /// Returns how many brackets stay open before a statement; `None` if it belongs nowhere.
    fn level_of(&self, id: &str, width: usize) -> Option<usize> {
        let mut level = self.open.len();
        for open in self.open.iter().rev() {
            // `deadline` and `circumstance` stand at the top and in blocks: in a file whose
            // brackets do not match anyway, the indentation decides.
            let outdented = width <= open.owner_indent
                && open.body_indent.is_some_and(|body| body > open.owner_indent);
            if open.owner.is_some_and(|owner| admits(Some(owner), id)) && !outdented {
                return Some(level);
            }
            level = level.saturating_sub(1);
        }
        admits(None, id).then_some(0)
    }

    fn close(&mut self, mark: Mark, kind: Bracket, next: Option<Mark>) {
        let Some(depth) = self.open.iter().rposition(|open| open.kind == kind) else {
            self.stray(mark, kind);
            return;
        };
        let inner = self.open.len().saturating_sub(depth).saturating_sub(1);
        let candidate = self.open.get(depth).copied();
        if inner == 0
            && self.surplus
            && let Some(candidate) = candidate
            && self.goes_on(candidate, depth, next)
        {
            self.stray(mark, kind);
            return;
        }
        let unclosed = self.open.split_off(depth.saturating_add(1));
        let mut with = alloc::string::String::new();
        for open in unclosed.iter().rev() {
            with.push_str(open.kind.closing());
        }
        for open in unclosed {
            self.unclosed(open, Some(mark.at));
        }
        if !with.is_empty() {
            self.out.repairs.push(Repair { start: mark.at, end: mark.at, with });
        }
        self.open.pop();
    }

    /// Whether the block goes on after this closing brace, which is then one too many: the
    /// next statement belongs in the block and not around it.
    fn goes_on(&self, block: Open, depth: usize, next: Option<Mark>) -> bool {
        let Some(owner) = block.owner else { return false };
        let Some(Mark { kind: MarkKind::Start { id, .. }, .. }) = next else {
            return false;
        };
        let around = depth
            .checked_sub(1)
            .and_then(|outer| self.open.get(outer))
            .and_then(|outer| outer.owner);
        admits(Some(owner), id) && !admits(around, id)
    }

    fn end(&mut self) {
        let mut with = alloc::string::String::new();
        for open in self.open.iter().rev() {
            with.push('\n');
            with.push_str(open.kind.closing());
        }
        for open in core::mem::take(&mut self.open) {
            self.unclosed(open, None);
        }
        if !with.is_empty() {
            let end = self.text.len();
            self.out.repairs.push(Repair { start: end, end, with });
        }
    }

    fn unclosed(&mut self, open: Open, before: Option<usize>) {
        let (opening, closing) = (open.kind.opening(), open.kind.closing());
        let span = Span::new(self.file, open.mark.at, open.mark.end);
        let mut diagnostic = Diagnostic::error(
            Code::UNCLOSED_BRACKET,
            span,
            format!("「{opening}」没有配对的「{closing}」"),
            format!("`{opening}` has no matching `{closing}`"),
        )
        .help(
            format!("在它结束的地方加上「{closing}」"),
            format!("add `{closing}` where it ends"),
        );
        if let Some(at) = before {
            let place = Span::new(self.file, at, at);
            diagnostic = diagnostic.related(
                place,
                format!("「{closing}」应当在这之前"),
                format!("`{closing}` is missing before this"),
            );
        }
        self.out.diagnostics.push(diagnostic);
    }

    fn stray(&mut self, mark: Mark, kind: Bracket) {
        let (opening, closing) = (kind.opening(), kind.closing());
        let span = Span::new(self.file, mark.at, mark.end);
        self.out.diagnostics.push(
            Diagnostic::error(
                Code::STRAY_BRACKET,
                span,
                format!("多了一个「{closing}」，前面没有配对的「{opening}」"),
                format!("this `{closing}` has no matching `{opening}`"),
            )
            .help("删去它", "delete it")
            .fix(span, ""),
        );
        self.out.repairs.push(Repair {
            start: mark.at,
            end: mark.end,
            with: " ".to_string(),
        });
    }
}
