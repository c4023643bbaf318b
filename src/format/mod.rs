//! Rule files written anew. In: text that can be read. Out: text that gives the same tree.
//! Never: a change of a name, a label or a comment.

mod language;

pub use language::language;
