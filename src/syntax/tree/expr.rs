//! Expressions. Operators, loosest first: `unless`, `or`, `and`, `not`, one comparison,
//! `capped at` / `not below` / `rounded to`, `+ -`, `× ÷`, sign, and the rest.

use super::{Effect, Modality, Name, Path};
use crate::text::Span;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// An expression with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where, without trailing blanks.
    pub span: Span,
}

/// What an expression is. Brackets leave no trace.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A value written out.
    Literal(Literal),
    /// A name, or names joined by dots; `as_of` 截至日 is the path `as_of` in both languages.
    Path(Path),
    /// `a unless b`.
    Unless(Box<Expr>, Box<Expr>),
    /// `a or b or c`: two or more, flattened as written (`a or (b or c)` is not flattened).
    Or(Vec<Expr>),
    /// `a and b and c`: two or more.
    And(Vec<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `any of { … }` 任一.
    AnyOf(Vec<Expr>),
    /// `all of { … }` 全部.
    AllOf(Vec<Expr>),
    /// `none of { … }` 无一.
    NoneOf(Vec<Expr>),
    /// `at least 2 of { … }` 至少 2项 { … }.
    AtLeastOf(u32, Vec<Expr>),
    /// `a is b`, `a is not b`, `=`, `!=`, `<`, `<=`, `>`, `>=`, `before`, `after`.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// `a before b within 1 year` / `a 早于 b 1年内`; true: `before`, false: `after`.
    WithinOf {
        /// Whether `left` lies before `right`.
        before: bool,
        /// The date tested.
        left: Box<Expr>,
        /// The date counted from.
        right: Box<Expr>,
        /// The period.
        period: Box<Expr>,
    },
    /// A value and what is asked of it.
    Test(Box<Expr>, Box<Test>),
    /// `lighten holds` 从轻 成立, `must exempt holds` 应当 不予处罚 成立.
    Effect(Option<Modality>, Effect),
    /// `case x { … }` / `case { … }` 按.
    Case(Case),
    /// `any of persons where role is head` 任一 … 满足, `sum of income across persons` 合计.
    Over(Over),
    /// `[ { name = "甲", income = 30万元 }, … ]`: the value of a list in `given`.
    Records(Vec<Record>),
    /// `highest of { … }` 最高.
    HighestOf(Vec<Expr>),
    /// `lowest of { … }` 最低.
    LowestOf(Vec<Expr>),
    /// `a capped at b` 封顶.
    CappedAt(Box<Expr>, Box<Expr>),
    /// `a not below b` 保底.
    NotBelow(Box<Expr>, Box<Expr>),
    /// `a rounded to 100元 half up` 取整到.
    Rounded(Box<Expr>, Box<Expr>, RoundingMode),
    /// `a + b`.
    Add(Box<Expr>, Box<Expr>),
    /// `a - b`.
    Subtract(Box<Expr>, Box<Expr>),
    /// `a × b`.
    Multiply(Box<Expr>, Box<Expr>),
    /// `a ÷ b`, also the fraction `1/3`.
    Divide(Box<Expr>, Box<Expr>),
    /// `-a`.
    Negate(Box<Expr>),
    /// `years from a to b` 周年 自 a 至 b, and `months`, `days`, `workdays`, `hours`.
    Count(CountUnit, Box<Expr>, Box<Expr>),
}

/// What is asked of the records of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// What is asked.
    pub fold: Fold,
    /// What is measured in each record; nothing where they are only counted.
    pub value: Option<Box<Expr>>,
    /// The list.
    pub list: Path,
    /// `where` 满足: which records count.
    pub when: Option<Box<Expr>>,
}

/// What the records of a list come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// `any of` 任一.
    Any,
    /// `all of` 全部.
    All,
    /// `none of` 无一.
    None,
    /// `count of` 计数.
    Count,
    /// `sum of` 合计.
    Sum,
    /// `highest of` 最高.
    Highest,
    /// `lowest of` 最低.
    Lowest,
}

/// One record of a list, written out.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its fields with their values.
    pub fields: Vec<(Name, Expr)>,
    /// Where.
    pub span: Span,
}

/// What may be asked of one value.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A bound or two: `at least 3`, 1万元以上不足5万元; also after `is`: `fine is 1元 to 2元`.
    InRange(Range),
    /// `in { a, b }` / 属于; `negated` for `not in`. The options are paths or literals.
    InList {
        /// Whether `not in` stands there.
        negated: bool,
        /// The options.
        options: Vec<Expr>,
    },
    /// `in line` / 属于 罚款线: a range with a name; `negated` for `not in`.
    InNamed {
        /// Whether `not in` stands there.
        negated: bool,
        /// The parameter, or the definition that chooses one.
        name: Path,
    },
    /// `contains a` 包含, of a set of choices.
    Contains(Box<Expr>),
    /// `is known` 已知 (false: `is unknown` 未知).
    Known(bool),
    /// `holds` 成立, of a judgement, circumstance, ground or criterion.
    Holds,
    /// `passes` 合格.
    Passes,
    /// `fails` 不合格.
    Fails,
    /// `is not applicable` 为 不适用 (true), `is not not applicable` (false).
    NotApplicable(bool),
    /// `is needs judgement` / 为 人工裁量, in expectations of tests only.
    NeedsJudgement,
}

/// A comparison of two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    /// `is`, `=`.
    Is,
    /// `is not`, `!=`.
    IsNot,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `before` 早于.
    Before,
    /// `after` 晚于.
    After,
}

/// `case`: the first row that is true gives the value.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What the rows test; without it each row is a whole condition.
    pub subject: Option<Box<Expr>>,
    /// The rows in order.
    pub rows: Vec<CaseRow>,
}

/// One row of a `case`.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// The left side. With a subject the row's test is already joined to
    /// the subject (a clone of it), so this is always a whole condition.
    /// `None` is `otherwise`.
    pub when: Option<Expr>,
    /// The value.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// A value written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `3吨`, `5万元/吨`: exact decimal text, and the unit as written.
    Quantity(String, String),
    /// A number without unit, as exact decimal text without separators: `1200`, `0.5`.
    Number(String),
    /// `5%`, `2‰`: the exact fraction is `numerator / 10^scale`, as decimal text of the
    /// ratio (`5%` is `0.05`, `2‰` is `0.002`).
    Percent(String),
    /// `10倍`, `10x`: decimal text.
    Multiple(String),
    /// Money in yuan, decimal text: `5万元` is `50000`.
    Money(String),
    /// A length of time: `5个工作日`.
    Period(u32, PeriodUnit),
    /// A date, ISO: `2021-07-15`.
    Date(String),
    /// A moment, ISO to the minute: `2021-07-15T18:00`.
    Moment(String),
    /// `"text"`.
    Text(String),
    /// `true` 是, `false` 否.
    Bool(bool),
    /// `pass` 合格, `fail` 不合格 stand here only after `=` in `given`; `not applicable` 不适用.
    Pass,
    /// See [`Literal::Pass`].
    Fail,
    /// See [`Literal::Pass`].
    NotApplicable,
    /// `cannot tell` 无法判断, where [`Literal::Pass`] stands.
    CannotTell,
    /// `[a, b]`: the value of a set of choices in `given`.
    Set(Vec<String>),
}

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodUnit {
    /// 小时.
    Hours,
    /// 日 (calendar days).
    Days,
    /// 工作日.
    Workdays,
    /// 月.
    Months,
    /// 年.
    Years,
}

/// What `Count` counts between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountUnit {
    /// Whole hours, between two moments.
    Hours,
    /// Calendar days.
    Days,
    /// Working days.
    Workdays,
    /// Whole months.
    Months,
    /// Whole years.
    Years,
}

/// A lower bound, an upper bound, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower bound.
    pub lower: Option<Bound>,
    /// The upper bound.
    pub upper: Option<Bound>,
    /// Where.
    pub span: Span,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The word used.
    pub word: BoundWord,
    /// `(incl)` / `(excl)`, which overrides everything.
    pub inclusion: Option<Inclusion>,
    /// The number, amount, date or period.
    pub value: Expr,
}

/// The words of bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundWord {
    /// `from A`, A以上, and the lower end of `A to B`, A至B: as the source declares.
    From,
    /// `up to B`, B以下, B以内, and the upper end of `A to B`: as the source declares.
    UpTo,
    /// `at least` 至少: always included.
    AtLeast,
    /// `at most` 至多, 不超过: always included.
    AtMost,
    /// `over` 超过, 高于: never included.
    Over,
    /// `under` 不足, 不满, 低于: never included.
    Under,
}

/// Whether the number itself belongs to the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inclusion {
    /// `(incl)` （含）.
    Included,
    /// `(excl)` （不含）.
    Excluded,
}

/// How `rounded to` rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundingMode {
    /// 四舍五入.
    HalfUp,
    /// 银行家舍入.
    HalfEven,
    /// 进一: away from zero if anything is left.
    Up,
    /// 去尾: towards zero.
    Down,
    /// 向上.
    Ceiling,
    /// 向下.
    Floor,
    /// 远零: away from zero.
    Away,
}
