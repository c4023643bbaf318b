//! Rules from their text, facts from objects. In: rule files; facts as JavaScript has them.
//! Out: a pack and everything to say of it; evaluations as objects.

use crate::Pack;
use crate::said::Said;
use fadu::{AsOf, Language, SourceText};
use serde::Serialize;
use serde::de::DeserializeSeed;
use serde_wasm_bindgen::{Deserializer, Error, Serializer};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Compiles rule files, the path and the text of each at the same place in both lists.
#[wasm_bindgen]
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "JavaScript hands over copies")]
pub fn compile(paths: Vec<String>, texts: Vec<String>, pack: Option<String>) -> Compiled {
    let files: Vec<SourceText> = paths
        .into_iter()
        .zip(texts)
        .map(|(path, text)| SourceText::new(path, text))
        .collect();
    let compiled = fadu::compile(&files, pack.as_deref());
    let said = Said::all(&compiled.diagnostics, &files);
    Compiled { pack: compiled.pack.map(Pack::new), said }
}

/// Lays a rule file out, with its keywords in `language` (`zh`, `en`) where one is named;
/// returns the text, or the list of its mistakes.
///
/// # Errors
///
/// Never in practice: the values handed over have no part that JavaScript lacks.
#[wasm_bindgen]
pub fn format(text: &str, language: Option<String>) -> Result<JsValue, Error> {
    let to = language
        .map(|language| if language == "en" { Language::En } else { Language::Zh });
    match fadu::format::format(text, to) {
        Ok(formatted) => Ok(formatted.into()),
        Err(diagnostics) => {
            let files = [SourceText::new("", text)];
            plain(&Said::all(&diagnostics, &files))
        }
    }
}

/// What a compilation came to.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Compiled {
    pack: Option<Pack>,
    said: Vec<Said>,
}

#[wasm_bindgen]
impl Compiled {
    /// Returns the diagnostics, as `index.d.ts` has them.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn diagnostics(&self) -> Result<JsValue, Error> {
        plain(&self.said)
    }

    /// Gives the pack away.
    #[must_use]
    pub fn pack(self) -> Option<Pack> {
        self.pack
    }
}

#[wasm_bindgen]
impl Pack {
    /// Evaluates an object of plain values to an object, with the reasons of these verdicts
    /// alone if they are named; `undefined` if `as_of` is no date or moment.
    ///
    /// # Errors
    ///
    /// Where the object holds what `pkg/facts.js` does not let through.
    pub fn evaluate(
        &self,
        facts: JsValue,
        as_of: &str,
        reasons: Option<Vec<String>>,
    ) -> Result<JsValue, Error> {
        let facts = self.pack.facts_seed().deserialize(Deserializer::from(facts))?;
        let Some(as_of) = AsOf::parse(as_of) else { return Ok(JsValue::UNDEFINED) };
        plain(&self.evaluation(&facts, as_of, reasons))
    }

    /// Runs the pack's own test cases.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn test(&self) -> Result<JsValue, Error> {
        plain(&self.pack.test())
    }

    /// Returns the pack as bytes that `open` reads.
    #[wasm_bindgen(js_name = toBytes)]
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.pack.to_bytes()
    }
}

/// Objects and arrays, `null` for what is absent: what the canonical bytes would parse to.
pub(crate) fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible())
}
