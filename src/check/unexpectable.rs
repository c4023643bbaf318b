//! What a test asks of a result that the result does not hold, or can never come to.

use super::Checker;
use super::names::{Entity, nearest};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Member, Shown};
use crate::syntax::tree;
use crate::text::Span;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl Checker<'_> {
    pub(super) fn unknown_member(&mut self, entity: Entity, member: &str, span: Span) {
        let diagnostic = Diagnostic::error(
            Code::UNKNOWN_MEMBER,
            span,
            format!("结论里没有「{member}」"),
            format!("the result holds no `{member}`"),
        );
        let names = match entity {
            Entity::Benchmark(at) => self.penalty_names(at),
            _ => Vec::new(),
        };
        let diagnostic = listed(diagnostic, member, &names, span);
        self.report(diagnostic);
    }

    /// Whether a test asks of what could not be read: that was said where it stands.
    pub(super) fn asks_of_unread(&self, expr: &tree::Expr) -> bool {
        match &expr.kind {
            tree::ExprKind::Path(path) => {
                path.segments.iter().any(|segment| self.is_unread(0, &segment.text))
            }
            tree::ExprKind::Compare(_, asked, _) | tree::ExprKind::Test(asked, _) => {
                self.asks_of_unread(asked)
            }
            _ => false,
        }
    }

    pub(super) fn never_comes_to(
        &mut self,
        shown: Shown,
        member: Member,
        name: &str,
        span: Span,
    ) {
        if self.is_unread(0, name) {
            return;
        }
        let diagnostic = Diagnostic::error(
            Code::UNKNOWN_MEMBER,
            span,
            format!("结论不会是「{name}」"),
            format!("the result can never be `{name}`"),
        );
        let names = self.names_of(shown, member);
        let diagnostic = listed(diagnostic, name, &names, span);
        self.report(diagnostic);
    }

    fn penalty_names(&self, at: usize) -> Vec<String> {
        let known = self.model.benchmarks.get(at);
        known
            .map(|known| {
                let named = known.penalties.iter().enumerate().filter(|(position, _)| {
                    let sums = known.each.as_ref().map(|each| &each.sums);
                    sums.is_none_or(|all| all.iter().any(|sum| sum.penalty == *position))
                });
                named.map(|(_, one)| one.name.clone()).collect()
            })
            .unwrap_or_default()
    }

    /// Returns the names that a result can come to, where it comes to a name.
    fn names_of(&self, shown: Shown, member: Member) -> Vec<String> {
        match (shown, member) {
            (Shown::Benchmark(at), Member::Tier) => {
                self.model.benchmarks.get(at).map(|known| {
                    known.steps.iter().map(|step| step.name.clone()).collect()
                })
            }
            (Shown::Review(at), Member::Opinion | Member::Outcome) => {
                self.model.reviews.get(at).map(|known| {
                    known.opinions.iter().map(|one| one.name.clone()).collect()
                })
            }
            (Shown::Scope(at), Member::Ground | Member::Outcome) => {
                self.model.scopes.get(at).map(|known| {
                    known.grounds.iter().map(|one| one.name.clone()).collect()
                })
            }
            _ => None,
        }
        .unwrap_or_default()
    }
}

/// Adds the name that was meant, or all that there are.
fn listed(
    diagnostic: Diagnostic,
    name: &str,
    names: &[String],
    span: Span,
) -> Diagnostic {
    match nearest(name, names) {
        Some(near) => {
            let near = near.as_str();
            diagnostic
                .help(format!("是否指「{near}」？"), format!("did you mean `{near}`?"))
                .fix(last_of(span, name), near)
        }
        None if names.is_empty() => diagnostic,
        None => {
            let (zh, en) = (names.join("、"), names.join(", "));
            diagnostic.help(format!("可以是：{zh}"), format!("it may be: {en}"))
        }
    }
}

/// The place of the name alone, without the path before it.
fn last_of(span: Span, name: &str) -> Span {
    Span { start: span.end.saturating_sub(name.len()).max(span.start), ..span }
}
