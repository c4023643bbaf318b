//! The engine for JavaScript. In: plain objects or JSON text. Out: plain objects or the
//! canonical bytes. Never: rule semantics of its own.
