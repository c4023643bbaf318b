//! Statements that could not be read. In: the text of one, and the block it stands in. Out:
//! one diagnostic that says what is wrong where. Never: two for one mistake.

use super::Lower;
use super::grammar::{Failure, Node, Rule, read};
use crate::diagnostic::{Code, Diagnostic, Language};
use crate::syntax::keywords::{self, Keyword, Role};
use crate::syntax::structure::{
    admits, is_blank, leading_statement, leading_word, owners, starts_with,
};
use crate::syntax::tree::Name;
use crate::syntax::{expected, literals, spacing};
use crate::text::Span;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Lower<'_> {
    /// Says what is wrong with a statement in the block of `owner`.
    pub(super) fn bad_statement(&mut self, node: &Node<'_>, owner: Option<&str>) {
        let start = node.as_span().start();
        let text = node.as_str().trim_end_matches(|c| is_blank(c) || c == '\n');
        let bad = Bad { text, start };
        let Some((keyword, length)) = leading_statement(text) else {
            self.no_keyword(&bad, owner);
            return;
        };
        self.remember_name(&bad, length);
        let place = bad.span(self, 0, length);
        let (zh, en) = (keyword.form(Language::Zh), keyword.form(Language::En));
        if keyword.is_later() {
            self.reserved(keyword, place);
            return;
        }
        let admitted = match owner {
            Some("accept") => keyword.id == "deadline",
            owner => admits(owner, keyword.id),
        };
        if !admitted {
            let homes = owners(keyword.id);
            let list = |language, open: &str, close: &str, comma: &str| {
                let words: Vec<String> = homes
                    .iter()
                    .map(|home| format!("{open}{}{close}", home.form(language)))
                    .collect();
                words.join(comma)
            };
            let mut diagnostic = Diagnostic::error(
                Code::STATEMENT_NOT_HERE,
                place,
                format!("「{zh}」不能写在这里"),
                format!("`{en}` cannot stand here"),
            );
            diagnostic = if homes.is_empty() {
                diagnostic.help(
                    "它写在文件的最外层，不在任何大括号里",
                    "it stands at the top of the file, outside of all braces",
                )
            } else {
                diagnostic.help(
                    format!("它写在{}的大括号里", list(Language::Zh, "「", "」", "、")),
                    format!(
                        "it belongs in the braces of {}",
                        list(Language::En, "`", "`", ", ")
                    ),
                )
            };
            self.report(diagnostic);
            return;
        }
        let Some((alone, body)) = alone(keyword.id) else { return };
        match read(alone, text) {
            Ok(_) => self.unexpected(&bad, 0, &[]),
            Err(failure) => self.explain(&bad, &failure, owner),
        }
        if let Some(body) = body {
            self.body_of(&bad, keyword.id, body);
        }
    }

    /// Says that the whole file could not be read.
    pub(super) fn unreadable(&mut self, failure: &Failure) {
        let text = self.text.text.clone();
        let bad = Bad { text: &text, start: 0 };
        self.explain(&bad, failure, None);
    }

    /// Keeps the name that the statement would have declared.
    fn remember_name(&mut self, bad: &Bad<'_>, keyword: usize) {
        let rest = bad.text.get(keyword..).unwrap_or("");
        let name = rest.trim_start_matches(is_blank);
        let word = leading_word(name);
        let start = keyword.saturating_add(rest.len().saturating_sub(name.len()));
        if word.is_empty() || keywords::is_reserved(word) {
            self.label_as_name(bad, start);
            return;
        }
        let span = bad.span(self, start, word.len());
        self.unread.push(Name { text: word.to_string(), span });
    }

    /// The statement's own head is broken; its block may hold more mistakes.
    fn body_of(&mut self, bad: &Bad<'_>, owner: &str, body: Rule) {
        for (at, _) in bad.text.match_indices(['{', '｛', '『']) {
            let inside = bad.text.get(at..).unwrap_or("");
            let first = inside.trim_start_matches(|c| {
                is_blank(c) || matches!(c, '{' | '｛' | '『' | '\n' | ';' | '；')
            });
            let fits = leading_statement(first)
                .is_some_and(|(keyword, _)| admits(Some(owner), keyword.id));
            if !fits {
                continue;
            }
            let Ok(node) = read(body, inside) else { return };
            let base = self.base;
            self.base = base.saturating_add(bad.start).saturating_add(at);
            match body {
                Rule::benchmark_body => drop(self.benchmark_body(node)),
                Rule::weights_body => drop(self.weights_body(node)),
                Rule::review_body => drop(self.review_body(node)),
                Rule::layer_body => drop(self.layer_body(node)),
                Rule::item_body => drop(self.item_body(node)),
                Rule::scope_body => drop(self.scope_body(node)),
                Rule::ground_body => drop(self.ground_body(node)),
                Rule::deadline_body => drop(self.deadline_body(node)),
                Rule::document_body => drop(self.document_body(node)),
                Rule::profile_body => drop(self.profile_body(node)),
                Rule::test_body => drop(self.test_body(node)),
                _ => {}
            }
            self.base = base;
            return;
        }
    }

    /// The statement does not begin with one of our words.
    fn no_keyword(&mut self, bad: &Bad<'_>, owner: Option<&str>) {
        let special = match owner {
            Some("vary") => Some(Rule::vary_row_alone),
            Some("table") => Some(Rule::table_row_alone),
            Some("profile") => Some(Rule::setting_alone),
            None if starts_with_id(bad.text, "unit") => Some(Rule::unit_alone),
            Some("scope") if starts_with_id(bad.text, "otherwise") => {
                Some(Rule::otherwise_alone)
            }
            _ => None,
        };
        if let Some(rule) = special {
            match read(rule, bad.text) {
                Ok(_) => self.unexpected(bad, 0, &[]),
                Err(failure) => self.explain(bad, &failure, owner),
            }
            return;
        }
        let word = leading_word(bad.text);
        let span = bad.span(self, 0, word.len());
        let cut = self.cut_before(bad);
        if let Some((keyword, rest)) = glued_statement(word) {
            self.missing_space(span, word, &format!("{keyword} {rest}"));
            return;
        }
        if let Some(apart) = spacing::split_clause(word) {
            self.take_back(cut);
            self.missing_space(span, word, &apart);
            return;
        }
        if spacing::FOREIGN_STATEMENTS.iter().any(|(theirs, _)| *theirs == word)
            && self.foreign(bad, 0, bad.text)
        {
            self.take_back(cut);
            return;
        }
        if cut.is_some() || self.date_with_dots(bad) {
            return;
        }
        if let Some(clause) = leading_clause(bad.text) {
            if clause.is_later() {
                self.reserved(clause, span);
                return;
            }
            let (zh, en) = (clause.form(Language::Zh), clause.form(Language::En));
            self.report(
                Diagnostic::error(
                    Code::UNEXPECTED,
                    span,
                    format!("「{zh}」前面没有它所属的语句"),
                    format!("`{en}` has no statement before it"),
                )
                .help(
                    "子句跟在它所属的语句后面",
                    "a clause follows the statement that it belongs to",
                ),
            );
            return;
        }
        if let Some(near) = nearest(word, owner) {
            self.remember_name(bad, word.len());
            self.report(
                Diagnostic::error(
                    Code::UNKNOWN_KEYWORD,
                    span,
                    format!("没有「{word}」这个关键字"),
                    format!("there is no keyword `{word}`"),
                )
                .help(format!("是否指「{near}」"), format!("did you mean `{near}`"))
                .fix(span, near),
            );
            return;
        }
        let found = token(bad.text);
        let span = bad.span(self, 0, found.len());
        self.report(
            Diagnostic::error(
                Code::UNEXPECTED,
                span,
                format!("「{found}」不是语句的开头"),
                format!("`{found}` does not begin a statement"),
            )
            .help(
                format!("这里可以写：{}", allowed(owner, Language::Zh, "「", "」", "、")),
                format!(
                    "what may stand here: {}",
                    allowed(owner, Language::En, "`", "`", ", ")
                ),
            ),
        );
    }

    fn reserved(&mut self, keyword: &Keyword, span: Span) {
        let (zh, en) = (keyword.form(Language::Zh), keyword.form(Language::En));
        self.report(Diagnostic::error(
            Code::RESERVED,
            span,
            format!("「{zh}」已经留作关键字，但是现在还不能使用"),
            format!("`{en}` is reserved and not available yet"),
        ));
    }

    /// Reports a clause that is not available yet.
    pub(super) fn reserved_clause(&mut self, span: Span, written: &str) {
        if let Some(keyword) = leading_clause(written) {
            self.reserved(keyword, span);
        }
    }

    fn missing_space(&mut self, span: Span, written: &str, apart: &str) {
        self.report(
            Diagnostic::error(
                Code::MISSING_SPACE,
                span,
                format!("「{written}」读作一个词"),
                format!("`{written}` is read as one word"),
            )
            .help(format!("加上空格：「{apart}」"), format!("put spaces in: `{apart}`"))
            .fix(span, apart),
        );
    }

    /// Says why pest stopped.
    fn explain(&mut self, bad: &Bad<'_>, failure: &Failure, owner: Option<&str>) {
        if failure.too_long {
            let span = bad.span(self, 0, 0);
            self.report(
                Diagnostic::error(
                    Code::TOO_SLOW,
                    span,
                    "这一段太复杂，读到一半停了下来",
                    "this is too complex and was not read to its end",
                )
                .help("把它分成几句", "part it into several statements"),
            );
            return;
        }
        let at = bad.next_token(failure.at.min(bad.text.len()));
        // A bracket or a quotation mark that was put in may be what fits badly.
        let head = bad.span(self, 0, at);
        if self.known.iter().any(|known| head.start <= *known && *known <= head.end) {
            return;
        }
        let previous = bad.token_before(at);
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
    fn foreign(&mut self, bad: &Bad<'_>, at: usize, rest: &str) -> bool {
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
        let span = bad.span(self, at, theirs.len());
        let diagnostic = Diagnostic::error(
            Code::FOREIGN_WORD,
            span,
            format!("这里不用「{theirs}」"),
            format!("`{theirs}` is not a word of this notation"),
        )
        .help(format!("写作「{ours}」"), format!("write `{ours}`"));
        let diagnostic =
            if ours.contains('…') { diagnostic } else { diagnostic.fix(span, *ours) };
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
    fn unexpected(&mut self, bad: &Bad<'_>, at: usize, rules: &[Rule]) {
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

/// The text of a statement that could not be read, and where it begins.
pub(super) struct Bad<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl<'t> Bad<'t> {
    pub(super) fn span(&self, lower: &Lower<'_>, at: usize, length: usize) -> Span {
        let start = self.start.saturating_add(at);
        lower.place(start, start.saturating_add(length))
    }

    /// Returns where the next token begins, past blanks; the end of a line is a token.
    fn next_token(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let body = rest.trim_start_matches(is_blank);
        at.saturating_add(rest.len().saturating_sub(body.len()))
    }

    /// Returns the token before `at`, or the whole keyword if it has several words.
    fn words_before(&self, at: usize) -> Option<&'t str> {
        let (_, word) = self.token_before(at)?;
        let before = self.text.get(..at)?.trim_end();
        let whole = keywords::KEYWORDS
            .iter()
            .flat_map(|keyword| {
                keyword.forms(Language::En).chain(keyword.forms(Language::Zh))
            })
            .filter(|form| form.contains(' ') && before.ends_with(form))
            .max_by_key(|form| form.len());
        Some(whole.unwrap_or(word))
    }

    /// Returns the token before `at`, and where it begins.
    pub(super) fn token_before(&self, at: usize) -> Option<(usize, &'t str)> {
        let before = self.text.get(..at)?.trim_end_matches(|c| is_blank(c) || c == '\n');
        let last = before.chars().next_back()?;
        let start = if matches!(last, '"' | '”' | '」' | '》' | '`') {
            let open = match last {
                '”' => '“',
                '」' => '「',
                '》' => '《',
                same => same,
            };
            let inside = before.strip_suffix(last)?;
            inside.rfind(open).unwrap_or(0)
        } else if is_word(last) {
            before
                .char_indices()
                .rev()
                .take_while(|(_, c)| is_word(*c) || *c == '.')
                .last()
                .map_or(0, |(start, _)| start)
        } else {
            before.len().saturating_sub(last.len_utf8())
        };
        Some((start, before.get(start..)?))
    }
}

fn is_word(c: char) -> bool {
    unicode_ident::is_xid_continue(c) || matches!(c, '%' | '％' | '‰')
}

/// Whether a token is surely a value or a name, not a keyword of any kind or a sign.
fn is_value(token: &str) -> bool {
    token.starts_with(is_word) && keywords::reading(token).next().is_none()
}

/// Returns the token that a text begins with; the end of the line is an empty one.
fn token(text: &str) -> &str {
    let Some(first) = text.chars().next().filter(|c| *c != '\n') else { return "" };
    let close = match first {
        '"' | '`' => Some(first),
        '“' => Some('”'),
        '「' => Some('」'),
        '《' => Some('》'),
        _ => None,
    };
    let end = if let Some(close) = close {
        let inside = text.get(first.len_utf8()..).unwrap_or("");
        match inside.find([close, '\n']) {
            Some(at) if inside.get(at..).is_some_and(|rest| rest.starts_with(close)) => {
                first.len_utf8().saturating_add(at).saturating_add(close.len_utf8())
            }
            _ => first.len_utf8(),
        }
    } else if is_word(first) {
        // A point belongs to a number or a path only where something follows it.
        let mut end: usize = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins =
                matches!(c, '.' | '．') && chars.peek().is_some_and(|(_, c)| is_word(*c));
            if !is_word(c) && !joins {
                break;
            }
            end = at.saturating_add(c.len_utf8());
        }
        end
    } else if text.starts_with("--") || text.starts_with("——") {
        0
    } else {
        first.len_utf8()
    };
    text.get(..end).unwrap_or("")
}

fn starts_with_id(text: &str, id: &str) -> bool {
    keywords::by_id(id).is_some_and(|keyword| {
        [Language::En, Language::Zh].into_iter().any(|language| {
            keyword.forms(language).any(|form| starts_with(text, form).is_some())
        })
    })
}

/// Returns the clause keyword that a text begins with.
fn leading_clause(text: &str) -> Option<&'static Keyword> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Clause && keyword.is_hard())
        .find(|keyword| starts_with_id(text, keyword.id))
}

/// Returns the keyword of the language that is not available yet, if a text begins with one.
fn leading_later(text: &str) -> Option<&'static Keyword> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| {
            keyword.is_later() && (keyword.is_hard() || keyword.role == Role::Word)
        })
        .find(|keyword| starts_with_id(text, keyword.id))
}

/// Parts 事实货值金额 into its keyword and the rest.
fn glued_statement(word: &str) -> Option<(&'static str, &str)> {
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && !keyword.is_later())
        .flat_map(|keyword| keyword.forms(Language::Zh))
        .filter(|form| form.chars().count() > 1)
        .filter_map(|form| Some((form, word.strip_prefix(form)?)))
        .filter(|(_, rest)| !rest.is_empty())
        .max_by_key(|(form, _)| form.len())
}

/// Returns the statement keyword that a misspelt word most likely stands for.
fn nearest(word: &str, owner: Option<&str>) -> Option<&'static str> {
    let length = word.chars().count();
    let limit = match (word.is_ascii(), length) {
        (true, 0..4) | (false, 0..2) => return None,
        (true, 4..7) | (false, _) => 1,
        (true, _) => 2,
    };
    keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && admits(owner, keyword.id))
        .flat_map(|keyword| {
            keyword.forms(Language::En).chain(keyword.forms(Language::Zh))
        })
        // 基准 for 裁量基准: the shorter word of everyday speech.
        .map(|form| match form.strip_suffix(word) {
            Some(_) if !word.is_ascii() => (0, form),
            _ => (distance(word, form), form),
        })
        .filter(|(distance, form)| *distance <= limit && form.chars().count() > *distance)
        .min()
        .map(|(_, form)| form)
}

/// How many characters have to be changed, added or left out.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut next = alloc::vec![line.saturating_add(1)];
        for (b, pair) in to.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or(0);
            let same = diagonal.saturating_add(usize::from(a != *b));
            next.push(same.min(above.saturating_add(1)).min(left.saturating_add(1)));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// Lists the statements that may stand in the block of `owner`.
fn allowed(
    owner: Option<&str>,
    language: Language,
    open: &str,
    close: &str,
    comma: &str,
) -> String {
    let words: Vec<String> = keywords::KEYWORDS
        .iter()
        .filter(|keyword| keyword.role == Role::Statement && !keyword.is_later())
        .filter(|keyword| admits(owner, keyword.id))
        .map(|keyword| format!("{open}{}{close}", keyword.form(language)))
        .collect();
    words.join(comma)
}

/// Returns the rule that reads one statement alone, and the rule of its block.
fn alone(id: &str) -> Option<(Rule, Option<Rule>)> {
    Some(match id {
        "pack" => (Rule::pack_alone, None),
        "source" => (Rule::source_alone, None),
        "fact" => (Rule::fact_alone, None),
        "parameter" => (Rule::parameter_alone, None),
        "profile" => (Rule::profile_alone, Some(Rule::profile_body)),
        "document" => (Rule::document_alone, Some(Rule::document_body)),
        "title" | "paragraph" | "signature" => (Rule::document_line_alone, None),
        "define" => (Rule::define_alone, None),
        "circumstance" => (Rule::circumstance_alone, None),
        "benchmark" => (Rule::benchmark_alone, Some(Rule::benchmark_body)),
        "review" => (Rule::review_alone, Some(Rule::review_body)),
        "scope" => (Rule::scope_alone, Some(Rule::scope_body)),
        "scorecard" => (Rule::scorecard_alone, None),
        "indicator" => (Rule::indicator_alone, None),
        "band" => (Rule::band_alone, None),
        "overall" => (Rule::overall_alone, None),
        "table" => (Rule::table_alone, None),
        "columns" => (Rule::columns_alone, None),
        "deadline" => (Rule::deadline_alone, Some(Rule::deadline_body)),
        "suspension" => (Rule::suspension_alone, None),
        "test" => (Rule::test_alone, Some(Rule::test_body)),
        "exception" => (Rule::exception_alone, None),
        "penalty" => (Rule::penalty_alone, None),
        "impose" => (Rule::impose_alone, None),
        "tier" => (Rule::tier_alone, None),
        "conflict" => (Rule::conflict_alone, None),
        "proposed" => (Rule::proposed_alone, None),
        "deviation" => (Rule::deviation_alone, None),
        "weights" => (Rule::weights_alone, Some(Rule::weights_body)),
        "start" => (Rule::start_alone, None),
        "factor" => (Rule::factor_alone, None),
        "compute" => (Rule::compute_alone, None),
        "override" => (Rule::override_alone, None),
        "overlap" => (Rule::overlap_alone, None),
        "layer" => (Rule::layer_alone, Some(Rule::layer_body)),
        "criterion" => (Rule::criterion_alone, None),
        "item" => (Rule::item_alone, Some(Rule::item_body)),
        "ask" => (Rule::ask_alone, None),
        "on_fail" => (Rule::on_fail_alone, None),
        "opinion" => (Rule::opinion_alone, None),
        "accept" | "reject" | "redirect" | "supplement" | "deem" => {
            (Rule::ground_alone, Some(Rule::ground_body))
        }
        "given" => (Rule::given_alone, None),
        "vary" => (Rule::vary_alone, None),
        "expect" => (Rule::expect_alone, None),
        _ => return None,
    })
}
