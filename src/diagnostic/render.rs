//! Diagnostics as text for a terminal or a page. In: a diagnostic and the files it speaks
//! of. Out: code, place, source line, caret, help and fix, in one language. Never: a colour
//! or a drawn line that the caller did not ask for, or a control character from a file.

use crate::diagnostic::{Diagnostic, Fix, Language, Severity};
use crate::text::{Lines, SourceText, Span};
use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{format, vec};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet,
    normalize_untrusted_str,
};
use core::cell::OnceCell;
use core::ops::Range;

/// How a rendering looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Style {
    /// ASCII marks and no colour: for files, pipes and screen readers.
    #[default]
    Plain,
    /// Drawn lines, no colour.
    Drawn,
    /// Drawn lines and ANSI colours.
    Coloured,
}

/// Renders one diagnostic, without a newline at its end.
///
/// A place outside the files given is left out; the sentence itself is always there.
///
/// # Examples
///
/// ```
/// use fadu::diagnostic::render::{Style, render};
/// use fadu::diagnostic::{Code, Diagnostic, Language};
/// use fadu::text::{FileId, SourceText, Span};
///
/// let files = [SourceText::new("a.fadu", "事实 货值金额 : 金钱\n")];
/// let span = Span::new(FileId(0), 22, 28);
/// let wrong = Diagnostic::error(Code::UNEXPECTED, span, "没有「金钱」这种类型", "no such type");
/// let text = render(&wrong, &files, Language::Zh, Style::Plain);
/// assert!(text.starts_with("错误[F0101]: 没有「金钱」这种类型\n"));
/// assert!(text.contains("a.fadu:1:11"));
/// ```
pub fn render(
    diagnostic: &Diagnostic,
    files: &[SourceText],
    language: Language,
    style: Style,
) -> String {
    Shown::new(files).render(diagnostic, language, style)
}

/// The files that diagnostics are shown with: the lines of each are counted once.
struct Shown<'f> {
    files: &'f [SourceText],
    lines: Vec<OnceCell<Lines<'f>>>,
}

impl<'f> Shown<'f> {
    fn new(files: &'f [SourceText]) -> Self {
        Self { files, lines: files.iter().map(|_| OnceCell::new()).collect() }
    }

    fn render(
        &self,
        diagnostic: &Diagnostic,
        language: Language,
        style: Style,
    ) -> String {
        renderer(style).render(&groups(diagnostic, self, language))
    }

    fn of(&self, span: Span) -> Option<(&'f SourceText, &Lines<'f>)> {
        let index = usize::try_from(span.file.0).ok()?;
        let file = self.files.get(index)?;
        Some((file, self.lines.get(index)?.get_or_init(|| Lines::of(&file.text))))
    }
}

/// Renders a list of diagnostics in its order, an empty line after each.
pub fn render_all(
    diagnostics: &[Diagnostic],
    files: &[SourceText],
    language: Language,
    style: Style,
) -> String {
    let shown = Shown::new(files);
    diagnostics.iter().fold(String::new(), |mut text, diagnostic| {
        text.push_str(&shown.render(diagnostic, language, style));
        text.push_str("\n\n");
        text
    })
}

/// Returns the closing line of a check: how many errors and warnings there are.
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match language {
        Language::Zh => match (errors, warnings) {
            (0, 0) => "没有发现问题".to_string(),
            (0, _) => format!("有 {warnings} 处警告，没有错误"),
            (_, 0) => format!("发现 {errors} 处错误"),
            (_, _) => format!("发现 {errors} 处错误，{warnings} 处警告"),
        },
        Language::En => {
            let counted = |count: usize, noun: &str| {
                format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
            };
            match (errors, warnings) {
                (0, 0) => "no problems found".to_string(),
                (0, _) => format!("{}, no errors", counted(warnings, "warning")),
                (_, 0) => counted(errors, "error"),
                (_, _) => {
                    format!(
                        "{}, {}",
                        counted(errors, "error"),
                        counted(warnings, "warning")
                    )
                }
            }
        }
    }
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Drawn => Renderer::plain().decor_style(DecorStyle::Unicode),
        Style::Coloured => Renderer::styled().decor_style(DecorStyle::Unicode),
    }
}

fn groups<'a, 'f: 'a>(
    diagnostic: &'a Diagnostic,
    files: &Shown<'f>,
    language: Language,
) -> Vec<Group<'a>> {
    let level = match (diagnostic.severity, language) {
        (Severity::Error, Language::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Error, Language::En) => Level::ERROR,
        (Severity::Warning, Language::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Language::En) => Level::WARNING,
    };
    let help =
        diagnostic.help.as_ref().map(|help| normalize_untrusted_str(help.get(language)));
    let fix = diagnostic.fix.as_ref().and_then(|fix| patch(fix, files));

    let mut main = Group::with_title(
        level.primary_title(diagnostic.message.get(language)).id(diagnostic.code.0),
    );
    for snippet in places(diagnostic, files, language) {
        main = main.element(snippet);
    }
    match (help, fix) {
        (None, None) => vec![main],
        (Some(help), None) => vec![main.element(help_level(language).message(help))],
        (help, Some(fix)) => {
            let title = help.unwrap_or_else(|| change_to(language).to_string());
            vec![main, help_level(language).secondary_title(title).element(fix)]
        }
    }
}

fn help_level(language: Language) -> Level<'static> {
    match language {
        Language::Zh => Level::HELP.with_name("帮助"),
        Language::En => Level::HELP,
    }
}

fn change_to(language: Language) -> &'static str {
    match language {
        Language::Zh => "可改为",
        Language::En => "change it to",
    }
}

/// How many bytes a place may lie from the mistake to be shown in one snippet with it: all that
/// stands between them is looked through.
const FAR: usize = 8 * 1024;

/// One snippet for each file that has a place to show, the diagnostic's own file first.
fn places<'a, 'f: 'a>(
    diagnostic: &'a Diagnostic,
    files: &Shown<'f>,
    language: Language,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let own = core::iter::once((diagnostic.span, AnnotationKind::Primary, None));
    let related = diagnostic
        .related
        .iter()
        .map(|(span, note)| (*span, AnnotationKind::Context, Some(note.get(language))));
    let places: Vec<Marked<'a>> = own.chain(related).collect();

    // What lies far away in the same file is shown apart.
    let mut groups: Vec<Vec<Marked<'a>>> = Vec::new();
    for place in places {
        let own = groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|(first, ..)| near(*first, place.0)));
        match own {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
        .into_iter()
        .filter_map(|here| {
            let shown = Window::around(files, here.iter().map(|(span, ..)| *span))?;
            let annotations = here.into_iter().map(|(span, kind, note)| {
                kind.span(shown.within(span)).label(note.map(Cow::Borrowed))
            });
            Some(shown.snippet().annotations(annotations.collect::<Vec<_>>()))
        })
        .collect()
}

/// A place, how it is marked, and what is said there.
type Marked<'a> = (Span, AnnotationKind, Option<&'a str>);

fn near(one: Span, other: Span) -> bool {
    one.file == other.file && one.start.abs_diff(other.start) <= FAR
}

fn patch<'a, 'f: 'a>(fix: &'a Fix, files: &Shown<'f>) -> Option<Snippet<'a, Patch<'a>>> {
    let shown = Window::around(files, core::iter::once(fix.span))?;
    let range = clamp(shown.file, fix.span);
    let range =
        range.start.saturating_sub(shown.start)..range.end.saturating_sub(shown.start);
    Some(shown.snippet().patch(Patch::new(range, fix.replacement.as_str())))
}

/// The lines of a file that are shown. Handing over only these keeps a long file with many
/// mistakes quick to render.
struct Window<'a> {
    file: &'a SourceText,
    lines: &'a str,
    start: usize,
    first_line: usize,
}

impl<'a> Window<'a> {
    fn around(
        files: &Shown<'a>,
        spans: impl Iterator<Item = Span> + Clone,
    ) -> Option<Self> {
        let (file, lines) = files.of(spans.clone().next()?)?;
        let ranges = spans.map(|span| clamp(file, span));
        let start = ranges.clone().map(|range| range.start).min()?;
        let end = ranges.map(|range| range.end).max()?;
        let start =
            file.text.get(..start)?.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let end = file
            .text
            .get(end..)?
            .find('\n')
            .map_or(file.text.len(), |at| end.saturating_add(at).saturating_add(1));
        let first_line = lines.number(start);
        Some(Self { file, lines: file.text.get(start..end)?, start, first_line })
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(self.lines)
            .path(self.file.path.as_str())
            .line_start(self.first_line)
    }

    /// Returns where a span stands in the window; of several lines only the first is marked,
    /// for a caret under a whole declaration says nothing.
    fn within(&self, span: Span) -> Range<usize> {
        let range = clamp(self.file, span);
        let marked = self.file.text.get(range.clone()).unwrap_or_default();
        let first = marked.lines().next().unwrap_or_default().trim_end();
        let start = range.start.saturating_sub(self.start);
        start..start.saturating_add(first.len())
    }
}

/// Returns a span's bytes as they lie in the file: inside it, on whole characters, forwards.
fn clamp(file: &SourceText, span: Span) -> Range<usize> {
    let start = file.text.floor_char_boundary(span.start);
    let end = file.text.ceil_char_boundary(span.end);
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::{Style, render, render_all, summary};
    use crate::diagnostic::{Code, Diagnostic, Language};
    use crate::text::{FileId, SourceText, Span};
    use alloc::string::String;
    use alloc::vec::Vec;

    const FILES: [(&str, &str); 2] = [
        ("p/pack.fadu", "规则包 试 1.0.0 \"试\"\n"),
        (
            "p/rule.fadu",
            "裁量基准 无证 {\n  当货值金额大于5万元 a\n}\n\t事实\t货值 x\r\n",
        ),
    ];

    fn files() -> Vec<SourceText> {
        FILES.iter().map(|(path, text)| SourceText::new(*path, *text)).collect()
    }

    fn span(file: u32, words: &str) -> Span {
        let text = FILES[usize::try_from(file).unwrap()].1;
        let start = text.find(words).unwrap();
        Span::new(FileId(file), start, start.saturating_add(words.len()))
    }

    fn wrong(at: Span) -> Diagnostic {
        Diagnostic::error(Code::UNEXPECTED, at, "写错了", "this is wrong")
    }

    fn plain(diagnostic: &Diagnostic, language: Language) -> String {
        render(diagnostic, &files(), language, Style::Plain)
    }

    #[track_caller]
    fn check(diagnostic: &Diagnostic, language: Language, expected: &[&str]) {
        let text = plain(diagnostic, language);
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        assert_eq!(lines, expected);
    }

    /// Columns in a terminal; every character here that is not ASCII takes two.
    fn width(text: &str) -> usize {
        text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    }

    #[test]
    fn a_mistake_shows_its_code_place_line_and_help() {
        let wrong =
            wrong(span(1, "当货值金额大于5万元")).help("加空格", "put in a space");
        check(
            &wrong,
            Language::Zh,
            &[
                "错误[F0101]: 写错了",
                " --> p/rule.fadu:2:3",
                "  |",
                "2 |   当货值金额大于5万元 a",
                "  |   ^^^^^^^^^^^^^^^^^^^",
                "  |",
                "  = 帮助: 加空格",
            ],
        );
        check(
            &wrong,
            Language::En,
            &[
                "error[F0101]: this is wrong",
                " --> p/rule.fadu:2:3",
                "  |",
                "2 |   当货值金额大于5万元 a",
                "  |   ^^^^^^^^^^^^^^^^^^^",
                "  |",
                "  = help: put in a space",
            ],
        );
    }

    #[test]
    fn a_fix_shows_the_line_before_and_after() {
        let at = span(1, "当货值金额");
        let after = Span::new(at.file, at.start + 3, at.start + 3);
        check(
            &wrong(at).fix(after, " "),
            Language::Zh,
            &[
                "错误[F0101]: 写错了",
                " --> p/rule.fadu:2:3",
                "  |",
                "2 |   当货值金额大于5万元 a",
                "  |   ^^^^^^^^^^",
                "  |",
                "帮助: 可改为",
                "  |",
                "2 |   当 货值金额大于5万元 a",
                "  |     +",
            ],
        );
    }

    #[test]
    fn places_in_other_files_are_shown_with_their_notes() {
        let wrong =
            wrong(span(1, "无证")).related(span(0, "试"), "先在这里", "first here");
        check(
            &wrong,
            Language::En,
            &[
                "error[F0101]: this is wrong",
                " --> p/rule.fadu:1:6",
                "  |",
                "1 | 裁量基准 无证 {",
                "  |          ^^^^",
                "  |",
                " ::: p/pack.fadu:1:5",
                "  |",
                "1 | 规则包 试 1.0.0 \"试\"",
                "  |        -- first here",
            ],
        );
    }

    #[test]
    fn a_caret_stands_under_its_word_whatever_the_width() {
        for word in ["裁量基准", "无证", "{", "大于", "5万元 a"] {
            let text = plain(&wrong(span(1, word)), Language::Zh);
            let source = text.lines().find(|line| line.contains(word)).unwrap();
            let carets = text.lines().find(|line| line.contains('^')).unwrap();
            let before = source.split(word).next().unwrap();
            assert_eq!(width(carets.split('^').next().unwrap()), width(before), "{word}");
            assert_eq!(carets.matches('^').count(), width(word), "{word}");
        }
    }

    #[test]
    fn of_several_lines_only_the_first_is_marked() {
        let text = plain(&wrong(span(1, "无证 {\n  当货值金额")), Language::Zh);
        assert!(text.ends_with("1 | 裁量基准 无证 {\n  |          ^^^^^^"), "{text}");
    }

    #[test]
    fn a_place_outside_the_text_never_hides_the_sentence() {
        let file = |id| FileId(id);
        let spans = [
            Span::new(file(0), 900, 1000),
            Span::new(file(0), 1, 2),
            Span::new(file(0), 9, 3),
            Span::new(file(1), usize::MAX, 0),
            Span::new(file(7), 0, 1),
        ];
        for span in spans {
            for style in [Style::Plain, Style::Drawn, Style::Coloured] {
                let wrong = wrong(span).related(span, "这里", "here").fix(span, "好");
                assert!(render(&wrong, &files(), Language::Zh, style).contains("写错了"));
            }
        }
    }

    #[test]
    fn plain_text_holds_no_control_characters_of_a_file_and_no_drawing() {
        let files = [SourceText::new("a.fadu", "x \u{1b}[31m y\n")];
        let wrong =
            wrong(Span::new(FileId(0), 0, 1)).help("\u{1b}[2J清屏", "\u{1b}[2Jclear");
        for language in [Language::Zh, Language::En] {
            let text = render(&wrong, &files, language, Style::Plain);
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
        let text = plain(&wrong, Language::En);
        assert!(text.chars().all(|c| !('\u{2500}'..='\u{259f}').contains(&c)), "{text}");
    }

    #[test]
    fn the_summary_counts_errors_and_warnings() {
        let error = wrong(span(0, "试"));
        let warning = Diagnostic::warning(Code::UNEXPECTED, span(0, "试"), "", "");
        let said = |list: &[&Diagnostic]| {
            let list: Vec<_> = list.iter().map(|d| (*d).clone()).collect();
            [summary(&list, Language::Zh), summary(&list, Language::En)]
        };
        assert_eq!(said(&[]), ["没有发现问题", "no problems found"]);
        assert_eq!(said(&[&error]), ["发现 1 处错误", "1 error"]);
        assert_eq!(said(&[&warning]), ["有 1 处警告，没有错误", "1 warning, no errors"]);
        assert_eq!(
            said(&[&error, &warning, &error]),
            ["发现 2 处错误，1 处警告", "2 errors, 1 warning"]
        );
    }

    #[test]
    fn a_list_is_rendered_in_its_order() {
        let list = [wrong(span(1, "无证")), wrong(span(0, "试"))];
        let text = render_all(&list, &files(), Language::Zh, Style::Plain);
        assert!(text.find("rule.fadu").unwrap() < text.find("pack.fadu").unwrap());
    }
}
