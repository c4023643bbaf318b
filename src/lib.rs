//! Fadu (法度): discretion-bound public law as rules, with one answer everywhere.
//!
//! A pack of rule files is [compiled](compile), facts are read against it, and an
//! evaluation answers every declaration with its basis, its reasons, what is missing and a
//! receipt that anyone can re-check.
//!
//! ```
//! use fadu::{Date, SourceText};
//!
//! let file = SourceText::new("demo/pack.fadu", "
//! pack demo 1.0.0
//! source FSL \"食品安全法\" / \"Food Safety Law\" : law
//! fact value \"货值金额\" / \"value of the goods\" : money at least 0元
//! define small \"货值不足一万元\" / \"under ten thousand yuan\" basis FSL 122(1)
//!   = value under 1万元
//! ");
//! let compiled = fadu::compile(&[file], None);
//! let pack = compiled.pack.ok_or("the pack has mistakes")?;
//! let facts = pack.facts_from_json(br#"{"value": "9,999.99"}"#);
//! let date = Date::parse("2025-06-30").ok_or("no such date")?;
//! let evaluation = pack.evaluate(&facts, date);
//! assert_eq!(evaluation.verdicts.len(), 1);
//! assert!(evaluation.receipt.result.to_string().starts_with("sha256:"));
//! # Ok::<(), &'static str>(())
//! ```
//!
//! The modules in the order data flows: [`text`] → [`syntax`] → check → model → program →
//! eval → [`evaluation`]; [`value`] and [`calendar`] stand below them all, [`cases`],
//! [`prove`] and [`format`](mod@format) beside.
#![no_std]

extern crate alloc;

pub mod calendar;
pub mod cases;
mod check;
pub mod diagnostic;
mod document;
mod eval;
pub mod evaluation;
mod facts;
pub mod format;
mod lint;
mod model;
mod mutants;
mod mutation;
mod pack;
mod program;
pub mod prove;
pub mod syntax;
pub mod text;
pub mod told;
pub mod value;

pub use cases::{CaseReport, Coverage, TestReport};
pub use diagnostic::{Diagnostic, Language, Message, Severity};
pub use document::Document;
pub use evaluation::{Answers, Evaluation, Problem, Receipt, Verdict};
pub use facts::{Facts, FactsSeed};
pub use model::{Outline, OutlineException, OutlineVersion};
pub use mutants::{Mutant, MutantKind};
pub use mutation::{Catcher, Fate, Mutation, Unready};
pub use pack::{
    Compiled, DocumentInfo, FactInfo, FormatInfo, Memo, NotCompiled, OptionInfo, Pack,
    ProfileInfo, SettingInfo, Stood, Update, compile, compile_rules,
};
pub use prove::diff::{CaseChange, Diff};
pub use text::SourceText;
pub use value::{AsOf, Date, Moment};

/// The engine's version. It stands beside a receipt, not in it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The README's example, compiled and run with the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct Readme;

/// The Chinese README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.zh.md")]
#[derive(Debug)]
pub struct ReadmeZh;
