//! The notices as a table. In: CSV with the columns `date,kind,name`. Out: the calendar, or
//! the first line that is wrong. Never: a row passed over in silence.

use super::{Calendar, Day, DayKind};
use crate::diagnostic::Message;
use crate::value::Date;
use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::format;
use alloc::string::String;
use core::fmt;

const HEADER: &str = "date,kind,name";

/// What is wrong with a calendar's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarError {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: Message,
}

impl CalendarError {
    fn new(line: usize, zh: String, en: String) -> Self {
        Self { line, message: Message::new(zh, en) }
    }

    /// Returns the message with its line: `第3行：…`, `line 3: …`.
    pub fn text(&self) -> Message {
        let Self { line, message } = self;
        Message::new(
            format!("第{line}行：{}", message.zh),
            format!("line {line}: {}", message.en),
        )
    }
}

/// Writes the English text; people get [`CalendarError::text`].
impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl core::error::Error for CalendarError {}

impl Calendar {
    /// Reads the table: a line `date,kind,name`, then one line for each day, kind `holiday`
    /// or `workday`. It covers whole years, from that of the first day to that of the last.
    ///
    /// # Errors
    ///
    /// The first line that is not so, or that names a day for the second time.
    pub fn parse(csv: &str) -> Result<Self, CalendarError> {
        let csv = csv.strip_prefix('\u{feff}').unwrap_or(csv);
        let mut lines = csv.lines().zip(1_usize..);
        let header = lines.next().map(|(text, _)| text).unwrap_or("");
        if header.trim() != HEADER {
            return Err(CalendarError::new(
                1,
                format!("首行应为「{HEADER}」，实为「{header}」"),
                format!("the first line should be `{HEADER}`, not `{header}`"),
            ));
        }
        let mut days = BTreeMap::new();
        for (text, line) in lines.filter(|(text, _)| !text.trim().is_empty()) {
            let (date, day) = row(text, line)?;
            match days.entry(date) {
                Entry::Vacant(entry) => entry.insert(day),
                Entry::Occupied(_) => {
                    return Err(CalendarError::new(
                        line,
                        format!("「{date}」重复出现"),
                        format!("`{date}` appears for the second time"),
                    ));
                }
            };
        }
        let first =
            days.first_key_value().and_then(|(date, _)| Date::new(date.year(), 1, 1));
        let last =
            days.last_key_value().and_then(|(date, _)| Date::new(date.year(), 12, 31));
        Ok(Self { span: first.zip(last), days })
    }
}

fn row(text: &str, line: usize) -> Result<(Date, Day), CalendarError> {
    let mut fields = text.split(',').map(str::trim);
    let (Some(date), Some(kind), Some(name), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(CalendarError::new(
            line,
            format!("应为三栏「{HEADER}」，实为「{text}」"),
            format!("expected three columns `{HEADER}`, found `{text}`"),
        ));
    };
    let date = Date::parse(date).ok_or_else(|| {
        CalendarError::new(
            line,
            format!("「{date}」不是日期，应写作「2025-10-01」"),
            format!("`{date}` is not a date; write `2025-10-01`"),
        )
    })?;
    let kind = match kind {
        "holiday" => DayKind::Holiday,
        "workday" => DayKind::Workday,
        other => {
            return Err(CalendarError::new(
                line,
                format!("「{other}」应为「holiday」（放假）或「workday」（上班）"),
                format!("`{other}` should be `holiday` or `workday`"),
            ));
        }
    };
    Ok((date, Day { kind, name: name.into() }))
}
