//! Why pest stopped inside a statement, in the words of the law and not of the grammar.

use super::Lower;
use super::grammar::{Failure, MAX_STEPS, Rule, read};
use super::meant::leading_later;
use super::token::{Bad, is_value, token};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{expected, keywords, literals, spacing};
use alloc::format;

impl Lower<'_> {
    /// Says why pest stopped.
    pub(super) fn explain(
        &mut self,
        bad: &Bad<'_>,
        failure: &Failure,
        owner: Option<&str>,
    ) {
        if failure.too_long {
            let span = bad.span(self, 0, 0);
            self.report(
                Diagnostic::error(
                    Code::TOO_SLOW,
                    span,
                    format!("这一段太复杂：读到 {MAX_STEPS} 步停了下来"),
                    format!(
                        "this is too complex: reading was given up after {MAX_STEPS} steps"
                    ),
                )
                .help("把它分成几句", "part it into several statements"),
            );
            return;
        }
        let at = bad.next_token(failure.at.min(bad.text.len()));
        // A bracket or a quotation mark that was put in may be what fits badly.
        let head = bad.span(self, 0, at);
        let first = self.known.partition_point(|known| *known < head.start);
        if self.known.get(first).is_some_and(|known| *known <= head.end) {
            return;
        }
        let previous = bad.token_before(at);
        if self.amount_in_pieces(bad, at) {
            return;
        }
        if let Some((start, word)) = previous
            && spacing::FOREIGN.iter().any(|(theirs, _)| *theirs == word)
            && self.foreign(bad, start, word)
        {
            return;
        }
        // Two values side by side: pest read the second as the start of a range.
        if let Some((start, word)) = previous
            && bad.token_before(start).is_some_and(|(_, first)| is_value(first))
            && is_value(word)
            && self.special(bad, start, word)
        {
            return;
        }
        let found = token(bad.text.get(at..).unwrap_or(""));
        if !found.is_empty() && self.special(bad, at, found) {
            return;
        }
        // The name at the end of a line may begin with one of our words: 按期.
        let ends = found.is_empty();
        if let Some((start, word)) = previous
            && !(ends && spacing::begins_with_a_word(word))
            && self.glued(bad, start, word)
        {
            return;
        }
        if keywords::is_reserved(found) && expected::only_a_name(&failure.expected) {
            let span = bad.span(self, at, found.len());
            self.report(
                Diagnostic::error(
                    Code::KEYWORD_AS_NAME,
                    span,
                    format!("「{found}」是关键字，不能直接作名称"),
                    format!("`{found}` is a keyword and cannot be a name as it stands"),
                )
                .help(
                    format!("换一个名称，或者写在反引号里：`{found}`"),
                    format!("choose another name, or write it in backticks: `{found}`"),
                )
                .fix(span, format!("`{found}`")),
            );
            return;
        }
        let side_by_side = previous
            .filter(|(start, word)| {
                is_value(word)
                    && bad.token_before(*start).is_some_and(|(_, first)| is_value(first))
            })
            .filter(|_| found.is_empty() || !is_value(found));
        match side_by_side {
            Some((start, _)) if owner.is_some() || start > 0 => {
                self.unexpected(bad, start, &[]);
            }
            _ => self.unexpected(bad, at, &failure.expected),
        }
    }

    /// Mistakes that have a name of their own.
    fn special(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        let rest = bad.text.get(at..).unwrap_or("");
        if let Some(keyword) = leading_later(rest) {
            let length = found.len();
            let span = bad.span(self, at, length);
            self.reserved(keyword, span);
            return true;
        }
        if self.foreign(bad, at, rest) || self.numerals(bad, at, found) {
            return true;
        }
        self.article(bad, at, found)
            || self.glued(bad, at, found)
            || self.thousands(bad, at, found)
            || self.unit(bad, at, found)
    }

    /// 大于, `==`: a word of another notation.
    pub(super) fn foreign(&mut self, bad: &Bad<'_>, at: usize, rest: &str) -> bool {
        let Some((theirs, ours)) = spacing::FOREIGN
            .iter()
            .chain(spacing::FOREIGN_STATEMENTS)
            .chain(spacing::FOREIGN_SIGNS)
            .filter(|(theirs, _)| {
                let Some(after) = rest.strip_prefix(theirs) else { return false };
                !after.starts_with(unicode_ident::is_xid_continue)
                    || !theirs.is_ascii()
                        && after.starts_with(|c: char| c.is_ascii_digit())
                    || !theirs.ends_with(unicode_ident::is_xid_continue)
            })
            .max_by_key(|(theirs, _)| theirs.len())
        else {
            return false;
        };
        let ours = self.in_its_language(bad, ours);
        let span = bad.span(self, at, theirs.len());
        let diagnostic = Diagnostic::error(
            Code::FOREIGN_WORD,
            span,
            format!("这里不用「{theirs}」"),
            format!("`{theirs}` is not a word of this notation"),
        )
        .help(format!("写作「{ours}」"), format!("write `{ours}`"));
        let diagnostic =
            if ours.contains('…') { diagnostic } else { diagnostic.fix(span, ours) };
        self.report(diagnostic);
        true
    }

    /// 超过一万元: the amount is to be written in digits.
    fn numerals(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        for prefix in
            ["", "超过", "不足", "不满", "至少", "至多", "不超过", "低于", "高于", "至"]
        {
            for suffix in ["", "以上", "以下", "以内", "内"] {
                let amount = found
                    .strip_prefix(prefix)
                    .and_then(|rest| rest.strip_suffix(suffix))
                    .and_then(|amount| {
                        Some((amount, literals::quantity_in_numerals(amount)?))
                    });
                if let Some((amount, digits)) = amount {
                    let span =
                        bad.span(self, at.saturating_add(prefix.len()), amount.len());
                    self.chinese_numerals(amount, &digits, span);
                    return true;
                }
            }
        }
        false
    }

    /// 当货值金额大于5万元: words without spaces between them.
    fn glued(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        let Some(apart) = spacing::split_suggestion(found).filter(|apart| apart != found)
        else {
            return false;
        };
        let span = bad.span(self, at, found.len());
        self.missing_space(span, found, &apart);
        true
    }

    /// `5吨`: a unit that is not among ours.
    fn unit(&mut self, bad: &Bad<'_>, at: usize, found: &str) -> bool {
        let (number, unit) = literals::split_number(found);
        if number.is_empty()
            || unit.is_empty()
            || read(Rule::literal_alone, found).is_ok()
        {
            return false;
        }
        let span = bad.span(self, at, found.len());
        // 0元依据: a keyword grown together with the amount before it.
        for (end, _) in found.char_indices() {
            let Some((amount, word)) = found.split_at_checked(end) else { continue };
            if keywords::is_reserved(word) && read(Rule::literal_alone, amount).is_ok() {
                self.missing_space(span, found, &format!("{amount} {word}"));
                return true;
            }
        }
        self.report(
            Diagnostic::error(
                Code::MALFORMED_NUMBER,
                span,
                format!("不认识「{found}」的单位「{unit}」"),
                format!("the unit `{unit}` of `{found}` is not known"),
            )
            .help(
                "金额用元、万元、亿元，期间用日、个工作日、个月、年；其他单位写在事实的「单位」里",
                "amounts are in 元, 万元, 亿元, periods in days, workdays, months, years; another \
                 unit goes into the fact's `unit`",
            ),
        );
        true
    }

    /// The plain sentence: what was found, and what would have fitted.
    pub(super) fn unexpected(&mut self, bad: &Bad<'_>, at: usize, rules: &[Rule]) {
        let found = token(bad.text.get(at..).unwrap_or(""));
        let span = bad.span(self, at, found.len());
        let after = bad.words_before(at);
        let wanted = expected::expected(rules, after);
        let (zh, en) = match (wanted, after, found.is_empty()) {
            (Some(wanted), Some(after), false) => (
                format!("「{after}」后面应当是{}，却写了「{found}」", wanted.zh),
                format!("expected {} after `{after}`, found `{found}`", wanted.en),
            ),
            (Some(wanted), Some(after), true) => (
                format!("「{after}」后面应当是{}，语句却到此为止", wanted.zh),
                format!("expected {} after `{after}`, but the statement ends", wanted.en),
            ),
            (Some(wanted), None, _) => (
                format!("这里应当是{}，却写了「{found}」", wanted.zh),
                format!("expected {}, found `{found}`", wanted.en),
            ),
            (None, Some(after), _) => (
                format!("「{found}」不能跟在「{after}」后面"),
                format!("`{found}` cannot follow `{after}`"),
            ),
            (None, None, _) => (
                format!("「{found}」不能写在这里"),
                format!("`{found}` cannot stand here"),
            ),
        };
        let (help_zh, help_en) = expected::help(rules, after);
        self.report(
            Diagnostic::error(Code::UNEXPECTED, span, zh, en).help(help_zh, help_en),
        );
        if found.is_empty() {
            self.remember_cut(bad);
        }
    }
}
