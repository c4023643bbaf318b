//! Slips of people who are new to the notation. In: a statement that could not be read, and
//! where reading stopped. Out: one complaint in their terms, and none that only follows from
//! another. Never: a guess about a name.

use super::Lower;
use super::token::{Bad, token};
use crate::diagnostic::{Code, Diagnostic, Language};
use crate::syntax::structure::leading_statement;
use crate::syntax::tree::Name;
use crate::syntax::{keywords, literals};
use alloc::format;
use alloc::string::{String, ToString};

impl Lower<'_> {
    /// Keeps in mind that a statement was reported as ending too early: what follows it may
    /// be the rest of it, spoiled by the same slip.
    pub(super) fn remember_cut(&mut self, bad: &Bad<'_>) {
        let end =
            self.base.saturating_add(bad.start).saturating_add(bad.text.trim_end().len());
        let said = self.diagnostics.len().saturating_sub(1);
        self.cut_short = Some((end, said));
    }

    /// Returns the complaint about a statement that ends just before this one.
    pub(super) fn cut_before(&mut self, bad: &Bad<'_>) -> Option<usize> {
        let (end, said) = self.cut_short?;
        let start = self.base.saturating_add(bad.start);
        let between = self.text.text.get(end..start)?;
        between
            .trim_matches([';', '；', '\n', ' ', '\r', '\t', '　'])
            .is_empty()
            .then_some(said)
    }

    /// The slip of this statement explains why the one before it ends too early.
    pub(super) fn take_back(&mut self, said: Option<usize>) {
        if let Some(said) = said.filter(|said| *said < self.diagnostics.len()) {
            self.diagnostics.remove(said);
            self.cut_short = None;
        }
    }

    /// Keeps the label as the name where the name was left out: what refers to it is right.
    pub(super) fn label_as_name(&mut self, bad: &Bad<'_>, at: usize) {
        let rest = bad.text.get(at..).unwrap_or("");
        let Some(inside) = rest.strip_prefix(['"', '“']) else { return };
        let word = inside.split(['"', '”', '\n']).next().unwrap_or("");
        if !word.is_empty() {
            let span = bad.span(self, at, word.len());
            self.unread.push(Name { text: word.to_string(), span });
        }
    }

    /// 50,000元: digits are parted by an underscore, for a comma parts values.
    pub(super) fn thousands(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let before = bad.text.get(..at).unwrap_or("");
        let Some(number) = before.strip_suffix([',', '，']) else { return false };
        let Some((start, first)) = bad.token_before(number.len()) else { return false };
        let ends_here = start.saturating_add(first.len()) == number.len();
        if !ends_here || !matches!(digits(first), 1..=3) || digits(first) != first.len() {
            return false;
        }
        if digits(found) != 3 {
            return false;
        }
        let mut end = at.saturating_add(found.len());
        let mut whole = format!("{first}_{found}");
        // 1,000,000元.
        while let Some(rest) = bad.text.get(end..).and_then(|rest| rest.strip_prefix(','))
        {
            let more: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            if digits(&more) != 3 {
                break;
            }
            end = end.saturating_add(1).saturating_add(more.len());
            whole.push('_');
            whole.push_str(&more);
        }
        let span = bad.span(self, start, end.saturating_sub(start));
        self.report(
            Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                "数字里不用逗号分节：逗号用来分开几个值",
                "a comma cannot part the digits of a number: it parts values",
            )
            .help(
                format!("用下划线分节，或者不分：「{whole}」"),
                format!("part them by underscores, or not at all: `{whole}`"),
            )
            .fix(span, whole),
        );
        true
    }

    /// 3万5, 3万5千元: an amount is one number and one unit.
    pub(super) fn amount_in_pieces(&mut self, bad: &Bad<'_>, at: usize) -> bool {
        let before = bad.token_before(at).map(|(start, _)| start);
        for start in before.into_iter().chain([at]) {
            let written = token(bad.text.get(start..).unwrap_or(""));
            let Some(whole) = literals::amount_in_pieces(written) else { continue };
            let span = bad.span(self, start, written.len());
            self.report(
                Diagnostic::error(
                    Code::MALFORMED_NUMBER,
                    span,
                    format!("「{written}」不是一个数：数和单位各写一次"),
                    format!(
                        "`{written}` is not one number: it has one number and one unit"
                    ),
                )
                .help(format!("写作「{whole}」"), format!("write `{whole}`"))
                .fix(span, whole),
            );
            return true;
        }
        false
    }

    /// A keyword as the statement around it would have it: 且 where that begins with 定义.
    pub(super) fn in_its_language(
        &self,
        bad: &Bad<'_>,
        word: &'static str,
    ) -> &'static str {
        let chinese = |text: &str| {
            let (_, length) = leading_statement(text)?;
            Some(!text.get(..length)?.is_ascii())
        };
        let own = chinese(bad.text).or_else(|| {
            self.text.text.lines().find_map(|line| chinese(line.trim_start()))
        });
        match keywords::by_id(word) {
            Some(keyword) if own == Some(true) => keyword.form(Language::Zh),
            Some(_) | None => word,
        }
    }

    /// 31条3款: an article is cited in the words of the law or by numbers alone.
    pub(super) fn article(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        let digits = found.chars().take_while(char::is_ascii_digit).count();
        let is_article = digits > 0
            && found
                .get(digits..)
                .is_some_and(|rest| rest.starts_with(['条', '款', '项']));
        if !is_article {
            return false;
        }
        let span = bad.span(self, at, found.len());
        self.report(
            Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                format!("条款项不这样写：「{found}」"),
                format!("`{found}` is no way to cite a provision"),
            )
            .help(
                "写「第三十一条第三款」，或者只写数字 31(3)",
                "write 第三十一条第三款, or the numbers alone: 31(3)",
            ),
        );
        true
    }

    /// 2018.12.29, 2018/12/29: the parts of a date are joined by hyphens.
    pub(super) fn date_with_dots(&mut self, bad: &Bad<'_>) -> bool {
        let line = bad.text.split('\n').next().unwrap_or("");
        let words = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，'));
        for word in words {
            let parts: Option<[&str; 3]> = word
                .split(['.', '/', '．'])
                .collect::<alloc::vec::Vec<_>>()
                .try_into()
                .ok();
            let Some([year, month, day]) = parts else { continue };
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let is_date = year.len() == 4
                && matches!((month.len(), day.len()), (1 | 2, 1 | 2))
                && [year, month, day].into_iter().all(digits);
            if !is_date {
                continue;
            }
            let Some(at) = line.find(word) else { continue };
            let span = bad.span(self, at, word.len());
            let date = format!("{year}-{month:0>2}-{day:0>2}");
            self.report(
                Diagnostic::error(
                    Code::INVALID_DATE,
                    span,
                    format!("日期不这样写：「{word}」"),
                    format!("`{word}` is no way to write a date"),
                )
                .help(format!("写作「{date}」"), format!("write `{date}`"))
                .fix(span, date),
            );
            return true;
        }
        false
    }
}
