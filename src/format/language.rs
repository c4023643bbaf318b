//! The keywords of a file in the other tongue. In: a file without mistakes. Out: the same
//! file with Chinese or English keywords; names, labels, comments and layout stay. Never: a
//! different tree.

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::syntax::keywords::Keyword;
use crate::syntax::surface::{BoundSurface, Stretch, Surface, SurfaceKind};
use crate::syntax::tree::{Inclusion, Pinpoint};
use crate::syntax::{self, literals};
use crate::text::FileId;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Rewrites the keywords of a file to `to` and touches nothing else.
///
/// # Errors
///
/// Returns the file's diagnostics where it cannot be read without mistakes.
///
/// # Examples
///
/// ```
/// use fadu::diagnostic::Language;
///
/// let zh = "定义 大额 = 货值金额 1万元以上不足5万元\n";
/// let en = fadu::format::language(zh, Language::En).unwrap();
/// assert_eq!(en, "define 大额 = 货值金额 from 1万元 to under 5万元\n");
/// assert_eq!(fadu::format::language(&en, Language::Zh).unwrap(), zh);
/// ```
pub fn language(text: &str, to: Language) -> Result<String, Vec<Diagnostic>> {
    let diagnostics = syntax::parse(FileId::default(), text).diagnostics;
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(diagnostics);
    }
    Ok(rewritten(text, to))
}

/// Rewrites the keywords of a text without mistakes.
pub(super) fn rewritten(text: &str, to: Language) -> String {
    let mut writer = Writer {
        text,
        to,
        out: String::with_capacity(text.len()),
        touches: false,
        changed: false,
        value: 0,
    };
    let whole = Stretch { start: 0, end: text.len() };
    writer.stretch(whole, &syntax::surfaces(text));
    writer.out
}

struct Writer<'t> {
    text: &'t str,
    to: Language,
    out: String,
    /// Whether the last word is one that a digit may touch: 不足5万元.
    touches: bool,
    /// Whether the last piece was rewritten; what stood together may stay together.
    changed: bool,
    /// Where the value of the last bound begins in what was written.
    value: usize,
}

impl Writer<'_> {
    /// Writes a stretch of the text with what stands inside it rewritten.
    fn stretch(&mut self, whole: Stretch, inside: &[Surface]) {
        let mut at = whole.start;
        for surface in inside {
            if surface.at.start < at || surface.at.end > whole.end {
                continue;
            }
            self.copy(at, surface.at.start);
            self.surface(surface);
            at = surface.at.end;
        }
        self.copy(at, whole.end);
    }

    fn copy(&mut self, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or("");
        if text.is_empty() {
            return;
        }
        // A word that was rewritten may not grow together with what follows it.
        if self.changed {
            self.apart(text);
        }
        self.changed = false;
        self.touches = false;
        self.out.push_str(text);
    }

    fn surface(&mut self, surface: &Surface) {
        let written = self.written(surface.at).to_string();
        match &surface.kind {
            SurfaceKind::Keyword(keyword) => {
                let word = self.keyword(keyword, &written);
                self.piece(surface.at, &written, &word);
            }
            SurfaceKind::Range { lower, upper, english } => {
                if *english == (self.to == Language::En) {
                    self.stretch(surface.at, &surface.inside);
                } else if self.to == Language::En {
                    self.english_range(*lower, *upper, &surface.inside);
                } else {
                    self.chinese_range(*lower, *upper, &surface.inside);
                }
            }
            SurfaceKind::Within { period, english } => {
                if *english == (self.to == Language::En) {
                    self.stretch(surface.at, &surface.inside);
                } else if self.to == Language::En {
                    self.word("within ");
                    self.stretch(*period, &surface.inside);
                } else {
                    self.stretch(*period, &surface.inside);
                    self.out.push('内');
                    self.changed = true;
                }
            }
            SurfaceKind::Close { keyword, english, needed } => match self.to {
                Language::En => {}
                Language::Zh if *english && *needed => {
                    self.out.push(' ');
                    self.out.push_str(keyword.form(Language::Zh));
                    self.changed = true;
                }
                Language::Zh => self.copy(surface.at.start, surface.at.end),
            },
            SurfaceKind::Inclusion(inclusion) => {
                self.piece(surface.at, &written, included(self.to, Some(*inclusion)));
            }
            SurfaceKind::CountOf { number } => {
                let number = self.written(*number);
                let (digits, _) = literals::split_number(number);
                let count = match self.to {
                    Language::En => format!("{digits} of"),
                    Language::Zh => format!("{digits}项"),
                };
                self.piece(surface.at, &written, &count);
            }
            SurfaceKind::Period => {
                self.piece(surface.at, &written, &period(&written, self.to));
            }
            SurfaceKind::Multiple => {
                let (number, unit) = literals::split_number(&written);
                let unit = match self.to {
                    Language::En if unit == "倍" => "x",
                    Language::Zh if unit != "倍" => "倍",
                    Language::En | Language::Zh => unit,
                };
                self.piece(surface.at, &written, &format!("{number}{unit}"));
            }
            SurfaceKind::Article => {
                self.piece(surface.at, &written, &article(&written, self.to));
            }
        }
    }

    /// Writes what stands for a piece of the text, which may be the piece itself.
    fn piece(&mut self, at: Stretch, written: &str, now: &str) {
        if written == now {
            self.copy(at.start, at.end);
        } else {
            self.word(now);
        }
    }

    /// Returns the keyword in the other language; one that is in it already, and a sign that
    /// stands for a keyword, stay as they are.
    fn keyword(&self, keyword: &Keyword, written: &str) -> String {
        let same = keyword
            .forms(self.to)
            .any(|form| form.split(' ').eq(written.split_whitespace()));
        let sign = !written.contains(|c: char| c.is_alphanumeric());
        let form = keyword.form(self.to);
        if same || sign || form.is_empty() {
            written.to_string()
        } else {
            form.to_string()
        }
    }

    /// `from A to under B`, `A to B`, `up to B`.
    fn english_range(
        &mut self,
        lower: Option<BoundSurface>,
        upper: Option<BoundSurface>,
        inside: &[Surface],
    ) {
        if let Some(lower) = lower {
            if let Some(word) = lower.word {
                self.word(word.form(Language::En));
                self.out.push(' ');
            }
            self.value(lower, inside);
        }
        if let Some(upper) = upper {
            if lower.is_some() {
                self.word(" to ");
            }
            // `from A to B`: the plain upper end needs no word of its own.
            if let Some(word) =
                upper.word.filter(|word| word.id != "up_to" || lower.is_none())
            {
                self.word(word.form(Language::En));
                self.out.push(' ');
            }
            self.value(upper, inside);
        }
    }

    /// A以上不足B, A至B, 超过A、B以下.
    fn chinese_range(
        &mut self,
        lower: Option<BoundSurface>,
        upper: Option<BoundSurface>,
        inside: &[Surface],
    ) {
        let mut bare = false;
        if let Some(lower) = lower {
            bare = lower.word.is_none();
            self.chinese_bound(lower, inside);
            if bare {
                self.chinese_word("至");
            }
        }
        let Some(upper) = upper else { return };
        if bare {
            match upper.word.filter(|word| word.id != "up_to") {
                Some(_) => self.chinese_bound(upper, inside),
                None => {
                    let text = self.written(upper.value);
                    if !text.starts_with(|c: char| c.is_ascii_digit()) {
                        self.out.push(' ');
                    }
                    self.touches = true;
                    self.value(upper, inside);
                }
            }
            return;
        }
        // 超过5万元12万元以下 parts itself; after a bare number or a name a space must.
        let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ')' | '）');
        if lower.is_some() && self.out.ends_with(joins) {
            self.out.push(' ');
        }
        self.touches = true;
        self.chinese_bound(upper, inside);
    }

    fn chinese_bound(&mut self, bound: BoundSurface, inside: &[Surface]) {
        let value = self.written(bound.value).to_string();
        let digit = value.starts_with(|c: char| c.is_ascii_digit());
        match bound.word {
            Some(word) if word.id == "bound_from" || word.id == "up_to" => {
                if !digit && self.out.ends_with(unicode_ident::is_xid_continue) {
                    self.out.push(' ');
                }
                // `x from -5` would be read as `x - 5` once the word stands behind.
                let signed = value.starts_with(['-', '－', '−', '+', '＋']);
                if signed {
                    self.out.push('(');
                }
                self.value_only(bound, inside);
                if signed {
                    self.out.push(')');
                }
                self.inclusion(bound);
                let suffix = word.form(Language::Zh);
                self.chinese_word(suffix);
            }
            Some(word) => {
                // 以上不足5万元, 至不足100%: a word of bound with its digit touches the last one.
                let touches = core::mem::take(&mut self.touches) && digit;
                if !touches {
                    self.apart(word.form(Language::Zh));
                }
                self.out.push_str(word.form(Language::Zh));
                // 不足5万元 but 至少 5万元, as people write them.
                let apart = !digit || matches!(word.id, "at_least" | "at_most");
                self.touches = !apart;
                self.changed = true;
                if apart {
                    self.out.push(' ');
                }
                self.value(bound, inside);
            }
            None => self.value(bound, inside),
        }
    }

    /// Writes a word behind a bound; it may touch an amount or a bracket but not a name.
    fn chinese_word(&mut self, word: &str) {
        let value = self.out.get(self.value..).unwrap_or("").trim_start();
        let amount = value.starts_with(|c: char| c.is_ascii_digit())
            && value.chars().all(|c| {
                unicode_ident::is_xid_continue(c)
                    || matches!(c, '.' | '-' | '%' | '％' | '‰')
            });
        if !amount && !self.out.ends_with(['）', ')']) {
            self.out.push(' ');
        }
        self.out.push_str(word);
        self.touches = true;
        self.changed = true;
    }

    fn value(&mut self, bound: BoundSurface, inside: &[Surface]) {
        self.value_only(bound, inside);
        self.inclusion(bound);
    }

    fn value_only(&mut self, bound: BoundSurface, inside: &[Surface]) {
        let within: Vec<Surface> = inside
            .iter()
            .filter(|surface| {
                bound.value.start <= surface.at.start && surface.at.end <= bound.value.end
            })
            .cloned()
            .collect();
        self.value = self.out.len();
        self.stretch(bound.value, &within);
    }

    fn inclusion(&mut self, bound: BoundSurface) {
        self.out.push_str(included(self.to, bound.inclusion));
    }

    /// Writes a word, with a space before it where it would grow together with the last one.
    fn word(&mut self, word: &str) {
        self.apart(word);
        self.out.push_str(word);
        self.touches = false;
        self.changed = true;
    }

    fn apart(&mut self, next: &str) {
        let touches = core::mem::take(&mut self.touches)
            && next.starts_with(|c: char| c.is_ascii_digit());
        let grown = self.out.ends_with(unicode_ident::is_xid_continue)
            && next.starts_with(unicode_ident::is_xid_continue);
        if grown && !touches {
            self.out.push(' ');
        }
    }

    fn written(&self, at: Stretch) -> &str {
        self.text.get(at.start..at.end).unwrap_or("")
    }
}

/// `(incl)`, （含）.
const fn included(to: Language, inclusion: Option<Inclusion>) -> &'static str {
    match (to, inclusion) {
        (_, None) => "",
        (Language::En, Some(Inclusion::Included)) => "(incl)",
        (Language::En, Some(Inclusion::Excluded)) => "(excl)",
        (Language::Zh, Some(Inclusion::Included)) => "（含）",
        (Language::Zh, Some(Inclusion::Excluded)) => "（不含）",
    }
}

pub(super) fn period(written: &str, to: Language) -> String {
    let (number, unit) = literals::split_number(written);
    let english = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    if english == (to == Language::En) {
        return written.to_string();
    }
    if english {
        let unit = match unit.trim_end_matches('s') {
            "workday" => "个工作日",
            "month" => "个月",
            "year" => "年",
            "hour" => "小时",
            _ => "日",
        };
        return format!("{number}{unit}");
    }
    let unit = match unit {
        "个工作日" | "工作日" => "workday",
        "个月" => "month",
        "年" => "year",
        "小时" | "个小时" => "hour",
        _ => "day",
    };
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

pub(super) fn article(written: &str, to: Language) -> String {
    let chinese = written.starts_with('第');
    if chinese == (to == Language::Zh) {
        return written.to_string();
    }
    let Some(Pinpoint::Article { article, inserted, paragraph, item }) =
        syntax::article(written)
    else {
        return written.to_string();
    };
    let mut out = String::new();
    match to {
        Language::Zh => {
            let part =
                |number, unit| format!("第{}{unit}", literals::chinese_ordinal(number));
            out.push_str(&part(article, "条"));
            if let Some(inserted) = inserted {
                out.push('之');
                out.push_str(&literals::chinese_ordinal(inserted));
            }
            out.extend(paragraph.map(|number| part(number, "款")));
            out.extend(item.map(|number| part(number, "项")));
        }
        Language::En => {
            out.push_str(&article.to_string());
            out.extend(inserted.map(|number| format!("-{number}")));
            out.extend(paragraph.map(|number| format!("({number})")));
            out.extend(item.map(|number| match paragraph {
                Some(_) => format!("({number})"),
                None => format!(" item {number}"),
            }));
        }
    }
    out
}
