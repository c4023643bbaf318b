//! The engine for JavaScript. In: JSON text, bytes of compiled packs; with the feature
//! `authoring` rule files and plain objects too. Out: canonical bytes, or plain objects. Never:
//! rule semantics of its own.
//!
//! `pkg/pack.js` and `pkg/engine.js` are the only callers; people read `pkg/index.d.ts`.

#[cfg(feature = "authoring")]
mod authoring;
mod changes;
#[cfg(feature = "authoring")]
pub mod compile;
#[cfg(feature = "authoring")]
mod said;

use changes::Last;
use fadu::evaluation::to_canonical;
use fadu::{AsOf, Evaluation, Facts};
use wasm_bindgen::prelude::wasm_bindgen;

/// Faster than what Rust brings along for wasm, and smaller.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Returns the engine's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    fadu::VERSION.to_owned()
}

/// Reads a compiled pack.
///
/// # Errors
///
/// Where the bytes are no compiled pack of this version of the engine: why, as a string.
#[wasm_bindgen]
pub fn open(bytes: &[u8]) -> Result<Pack, String> {
    fadu::Pack::from_bytes(bytes).map(Pack::new).map_err(|error| error.to_string())
}

/// A compiled pack.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pack {
    pack: fadu::Pack,
    last: Last,
}

#[wasm_bindgen]
impl Pack {
    /// Returns the name other packs use it by.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn id(&self) -> String {
        self.pack.id().to_string()
    }

    /// Returns the version its authors gave it.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn version(&self) -> String {
        self.pack.version().to_string()
    }

    /// Returns the digest of its meaning.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn digest(&self) -> String {
        self.pack.digest()
    }

    /// Returns its title, as JSON like all that follows.
    #[must_use]
    pub fn title(&self) -> Vec<u8> {
        to_canonical(&self.pack.title())
    }

    /// Returns where it is law; `null` if it does not say so.
    #[must_use]
    pub fn jurisdiction(&self) -> Vec<u8> {
        to_canonical(&self.pack.jurisdiction())
    }

    /// Evaluates JSON text to the canonical bytes, with the reasons of these verdicts alone if
    /// they are named; nothing if `as_of` is no date or moment.
    #[wasm_bindgen(js_name = evaluateJson)]
    #[must_use]
    pub fn evaluate_json(
        &self,
        facts: &[u8],
        as_of: &str,
        reasons: Option<Vec<String>>,
    ) -> Option<Vec<u8>> {
        let facts = self.pack.facts_from_json(facts);
        Some(self.evaluation(&facts, AsOf::parse(as_of)?, reasons).to_canonical())
    }

    /// The same, without the receipt and without what is as it was in the answer of that number;
    /// see `index.d.ts`.
    #[wasm_bindgen(js_name = evaluateChanges)]
    #[must_use]
    pub fn evaluate_changes(
        &self,
        facts: &[u8],
        as_of: &str,
        reasons: Option<Vec<String>>,
        since: u32,
    ) -> Option<Vec<u8>> {
        let facts = self.pack.facts_from_json(facts);
        let as_of = AsOf::parse(as_of)?;
        let all = reasons.is_none();
        let named = reasons.unwrap_or_default();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        let named = (!all).then_some(named.as_slice());
        Some(self.last.changes(&self.pack, (&facts, as_of), named, since))
    }

    /// Lists the inputs of the form.
    #[must_use]
    pub fn facts(&self) -> Vec<u8> {
        to_canonical(&self.pack.facts())
    }

    /// Lists the documents that can be made.
    #[must_use]
    pub fn documents(&self) -> Vec<u8> {
        to_canonical(&self.pack.documents())
    }

    /// Makes a document from JSON text; `null` if there is none of that name, nothing if
    /// `as_of` is no date or moment.
    #[must_use]
    pub fn document(&self, name: &str, facts: &[u8], as_of: &str) -> Option<Vec<u8>> {
        let facts = self.pack.facts_from_json(facts);
        Some(to_canonical(&self.pack.document(name, &facts, AsOf::parse(as_of)?)))
    }

    /// Lists the profiles that can be chosen.
    #[must_use]
    pub fn profiles(&self) -> Vec<u8> {
        to_canonical(&self.pack.profiles())
    }

    /// Returns the pack with a profile chosen; nothing if it has none of that name.
    #[wasm_bindgen(js_name = withProfile)]
    #[must_use]
    pub fn with_profile(&self, name: &str) -> Option<Self> {
        self.pack.with_profile(name).map(Self::new)
    }
}

impl Pack {
    pub(crate) fn new(pack: fadu::Pack) -> Self {
        Self { pack, last: Last::default() }
    }

    pub(crate) fn evaluation(
        &self,
        facts: &Facts,
        as_of: AsOf,
        reasons: Option<Vec<String>>,
    ) -> Evaluation {
        match reasons {
            None => self.pack.evaluate(facts, as_of),
            Some(named) => {
                let named: Vec<&str> = named.iter().map(String::as_str).collect();
                self.pack.evaluate_explaining(facts, as_of, &named)
            }
        }
    }
}
