//! Rule files written anew. In: text that can be read. Out: text that gives the same tree.
//! Never: a change of a name, a label or a comment.

mod columns;
mod language;
mod layout;
mod measure;
mod spacing;
mod spelling;

pub use language::language;

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::syntax;
use crate::text::FileId;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Lays a file out, with its keywords in `to` where that is given.
///
/// Once is enough: what came out comes out again. The tree stays, and so do the digest of
/// its pack, every comment, and the order of everything.
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
/// let typed = "定义  大额=货值金额 1万元以上\r\n   依据 《行政处罚法》第六十三条";
/// let zh = "定义 大额 = 货值金额 1万元以上\n  依据 《行政处罚法》第六十三条\n";
/// assert_eq!(fadu::format::format(typed, None).unwrap(), zh);
/// let en = "define 大额 = 货值金额 from 1万元\n  basis 《行政处罚法》63\n";
/// assert_eq!(fadu::format::format(typed, Some(Language::En)).unwrap(), en);
/// ```
pub fn format(text: &str, to: Option<Language>) -> Result<String, Vec<Diagnostic>> {
    let parse = syntax::parse(FileId::default(), text);
    if parse.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(parse.diagnostics);
    }
    let worded = match to {
        // Through the other language, so that one way of writing comes out whichever came
        // in: 不满 and 或者 are read too, and `from A to B` is written in one way only.
        Some(to) => language::rewritten(&language::rewritten(text, other(to)), to),
        None => text.to_string(),
    };
    let laid = layout::layout(&worded);
    if laid == text {
        return Ok(laid);
    }
    // Whatever the layout does not know of yet, it must not change what the file says.
    let again = syntax::parse(FileId::default(), &laid).tree;
    let same = again.without_spans() == parse.tree.without_spans();
    Ok(if same { laid } else { worded })
}

fn other(language: Language) -> Language {
    match language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    }
}
