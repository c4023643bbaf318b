//! The engine for JavaScript. In: plain objects or JSON text. Out: plain objects or the
//! canonical bytes. Never: rule semantics of its own.

use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the engine's version.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
