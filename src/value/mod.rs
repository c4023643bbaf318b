//! Exact values. In: what a rule or a person wrote. Out: numbers, dates, periods, truth and
//! judgements that compare, compute and read the same everywhere. Never: a float, a locale,
//! a clock, or a value rounded without being asked.

mod amount;
mod bytes;
mod date;
mod decimal;
mod interval;
mod judgement;
mod legal_period;
mod moment;
mod number;
mod numeral;
mod render;
mod rounding;
mod text_format;
mod truth;

pub use amount::{parse_amount, parse_percent};
pub use date::{Date, MonthEnd};
pub use interval::{Bound, Interval};
pub use judgement::Judgement;
pub use legal_period::{LegalPeriod, PeriodUnit};
pub use moment::{AsOf, Moment};
pub(crate) use number::Small;
pub use number::{ArithmeticError, Number};
pub use render::{money_text, number_text, percent_text};
pub use rounding::Rounding;
pub(crate) use text_format::FormatMistake;
pub use text_format::TextFormat;
pub use truth::Truth;
