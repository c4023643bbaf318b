//! The only writer. In: text in tones. Out: bytes on standard output and standard error,
//! coloured where a person looks on. Never: a control character that came from a file, or a
//! complaint when the reader has closed the pipe.

use crate::failure::Failure;
use crate::words::Words;
use fadu::diagnostic::render::{Style, render_all};
use fadu::diagnostic::{Diagnostic, Language};
use fadu::text::SourceText;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What a piece of text is to its reader; colours follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Normal,
    Strong,
    Quiet,
    Good,
    Bad,
    Open,
    Name,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Strong => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Bad => "\u{1b}[31m",
            Self::Open => "\u{1b}[33m",
            Self::Name => "\u{1b}[36m",
        }
    }
}

/// A line in tones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line(Vec<(Tone, String)>);

impl Line {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds text as it is meant for the reader; control characters become �.
    pub(crate) fn add(mut self, tone: Tone, text: impl AsRef<str>) -> Self {
        let clean = text.as_ref().chars().map(|c| if c.is_control() { '�' } else { c });
        self.0.push((tone, clean.collect()));
        self
    }

    pub(crate) fn text(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Normal, text)
    }

    pub(crate) fn quiet(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Quiet, text)
    }

    pub(crate) fn strong(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Strong, text)
    }

    pub(crate) fn name(self, text: impl AsRef<str>) -> Self {
        self.add(Tone::Name, text)
    }

    /// Adds the pieces of another line.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds spaces until the line is `columns` wide.
    pub(crate) fn pad(self, columns: usize) -> Self {
        let missing = columns.saturating_sub(self.width());
        self.text(" ".repeat(missing))
    }

    /// Returns how many columns the line takes; a Chinese character takes two.
    pub(crate) fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| text.width()).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Breaks the line where it grows wider than `columns`: at a space, or beside a Chinese
    /// character, but not before a closing mark.
    pub(crate) fn wrapped(self, columns: usize) -> Vec<Self> {
        let all: Vec<(Tone, char)> = self
            .0
            .iter()
            .flat_map(|(tone, text)| text.chars().map(|c| (*tone, c)))
            .collect();
        let mut lines = Vec::new();
        let mut rest = all.as_slice();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(first_line(rest, columns));
            lines.push(Self::of(line));
            // The space that was broken at is not shown.
            let spaces = after.iter().take_while(|(_, c)| *c == ' ').count();
            rest = after.get(spaces..).unwrap_or_default();
        }
        lines
    }

    fn of(pieces: &[(Tone, char)]) -> Self {
        let chunks = pieces.chunk_by(|(left, _), (right, _)| left == right);
        chunks.fold(Self::new(), |line, chunk| {
            let tone = chunk.first().map_or(Tone::Normal, |(tone, _)| *tone);
            line.add(tone, chunk.iter().map(|(_, c)| *c).collect::<String>())
        })
    }

    fn render(&self, style: Style) -> String {
        let mut out = String::new();
        for (tone, text) in &self.0 {
            match style {
                Style::Coloured if *tone != Tone::Normal && !text.is_empty() => {
                    out.push_str(tone.code());
                    out.push_str(text);
                    out.push_str("\u{1b}[0m");
                }
                Style::Coloured | Style::Drawn | Style::Plain => out.push_str(text),
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out
    }
}

/// Marks that never begin a line.
const CLOSING: &str = "，。；：、！？）》」』〕”’,.;:!?)]";
/// Marks that never end one.
const OPENING: &str = "（《「『〔“‘([";

/// Returns how many characters fit on the first line; all of a word that is too long.
fn first_line(text: &[(Tone, char)], columns: usize) -> usize {
    let mut width = 0_usize;
    let mut fits = 0;
    let mut before = None;
    for (at, (_, c)) in text.iter().enumerate() {
        let may_break = before.is_some_and(|before: char| {
            let wide = |c: char| c.width() == Some(2);
            !CLOSING.contains(*c)
                && !OPENING.contains(before)
                && (*c == ' ' || before == ' ' || wide(*c) || wide(before))
        });
        if may_break {
            fits = at;
        }
        width = width.saturating_add(c.width().unwrap_or(0));
        if width > columns && fits > 0 {
            return fits;
        }
        before = Some(*c);
    }
    text.len()
}

/// Standard output and standard error, and who reads them.
pub(crate) struct Terminal {
    language: Language,
    out: Stream<io::BufWriter<io::Stdout>>,
    err: Stream<io::Stderr>,
}

impl Terminal {
    pub(crate) fn new(language: Language, plain: bool) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let out_style = style(&out, plain);
        let err_style = style(&err, plain);
        Self {
            language,
            out: Stream::new(io::BufWriter::new(out), out_style),
            err: Stream::new(err, err_style),
        }
    }

    /// Returns the words for what is written to standard output.
    pub(crate) fn words(&self) -> Words {
        Words::new(self.language, self.out.style != Style::Plain)
    }

    pub(crate) fn line(&mut self, line: &Line) {
        self.out.line(line);
    }

    pub(crate) fn blank(&mut self) {
        self.out.line(&Line::new());
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.out.write(bytes);
    }

    /// Writes a line to standard error.
    pub(crate) fn aside(&mut self, line: &Line) {
        self.out.flush();
        self.err.line(line);
    }

    /// Writes diagnostics to standard output: they are what was asked for.
    pub(crate) fn diagnostics(&mut self, list: &[Diagnostic], files: &[SourceText]) {
        let text = render_all(list, files, self.language, self.out.style);
        self.out.write(text.as_bytes());
    }

    /// Writes diagnostics to standard error: they stand in the way of what was asked for.
    pub(crate) fn diagnostics_aside(
        &mut self,
        list: &[Diagnostic],
        files: &[SourceText],
    ) {
        self.out.flush();
        let text = render_all(list, files, self.language, self.err.style);
        self.err.write(text.as_bytes());
    }

    /// Says on standard error what stopped the command.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let words = self.words();
        let head = words.pick("错误：", "error: ");
        let line = Line::new().add(Tone::Bad, head).text(words.said(&failure.message));
        self.aside(&line);
    }

    pub(crate) fn finish(&mut self) {
        self.out.flush();
        self.err.flush();
    }
}

/// Chooses how to write: colours only where somebody looks on and did not turn them off
/// (`NO_COLOR`, `TERM=dumb`).
fn style(stream: &impl anstream::stream::RawStream, plain: bool) -> Style {
    match anstream::AutoStream::choice(stream) {
        _ if plain || !stream.is_terminal() => Style::Plain,
        anstream::ColorChoice::Never => Style::Drawn,
        anstream::ColorChoice::Auto
        | anstream::ColorChoice::Always
        | anstream::ColorChoice::AlwaysAnsi => Style::Coloured,
    }
}

/// One stream; after its reader has gone it swallows everything, so that `fadu … | head`
/// ends quietly and still returns its exit code.
struct Stream<W> {
    writer: W,
    style: Style,
    closed: bool,
}

impl<W: Write> Stream<W> {
    fn new(writer: W, style: Style) -> Self {
        Self { writer, style, closed: false }
    }

    fn line(&mut self, line: &Line) {
        let mut text = line.render(self.style);
        text.push('\n');
        self.write(text.as_bytes());
    }

    fn write(&mut self, bytes: &[u8]) {
        if !self.closed {
            self.closed = self.writer.write_all(bytes).is_err();
        }
    }

    fn flush(&mut self) {
        if !self.closed {
            self.closed = self.writer.flush().is_err();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Style, Tone};

    #[test]
    fn a_chinese_character_takes_two_columns() {
        let line = Line::new().text("货值金额").add(Tone::Bad, "ab").pad(12);
        assert_eq!(line.width(), 12);
        assert_eq!(line.render(Style::Plain), "货值金额ab");
        assert_eq!(line.render(Style::Coloured), "货值金额\u{1b}[31mab\u{1b}[0m");
    }

    #[test]
    fn a_long_line_breaks_at_spaces_and_between_chinese_characters() {
        let broken = |text: &str, columns| {
            let lines = Line::new().text(text).wrapped(columns);
            lines.iter().map(|line| line.render(Style::Plain)).collect::<Vec<_>>()
        };
        assert_eq!(broken("货值金额是多少", 8), ["货值金额", "是多少"]);
        assert_eq!(broken("货值金额，是多少", 8), ["货值金", "额，是多", "少"]);
        assert_eq!(broken("value of the goods", 9), ["value of", "the goods"]);
        assert_eq!(broken("unbreakable word", 4), ["unbreakable", "word"]);
        assert_eq!(broken("", 4), Vec::<String>::new());
    }

    #[test]
    fn control_characters_of_a_file_never_reach_the_terminal() {
        let line = Line::new().text("a\u{1b}[2Jb\nc");
        assert_eq!(line.render(Style::Coloured), "a�[2Jb�c");
    }
}
