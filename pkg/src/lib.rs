//! The engine for JavaScript. In: plain objects or JSON text. Out: plain objects or the
//! canonical bytes. Never: rule semantics of its own.
//!
//! `pkg/engine.js` is the only caller; people read `pkg/index.d.ts`.

mod authoring;
mod said;

use fadu::{AsOf, Evaluation, Facts, Language, SourceText};
use said::Said;
use serde::Serialize;
use serde::de::DeserializeSeed;
use serde_wasm_bindgen::{Deserializer, Error, Serializer};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the engine's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    fadu::VERSION.to_owned()
}

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
    Compiled { pack: compiled.pack.map(Pack), said }
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

/// A compiled pack.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pack(fadu::Pack);

#[wasm_bindgen]
impl Pack {
    /// Returns the name other packs use it by.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Returns the version its authors gave it.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn version(&self) -> String {
        self.0.version().to_string()
    }

    /// Returns the digest of its meaning.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn digest(&self) -> String {
        self.0.digest().to_string()
    }

    /// Returns its title.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> Result<JsValue, Error> {
        plain(&self.0.title())
    }

    /// Returns where it is law; `null` if it does not say so.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    #[wasm_bindgen(getter)]
    pub fn jurisdiction(&self) -> Result<JsValue, Error> {
        plain(&self.0.jurisdiction())
    }

    /// Evaluates an object of plain values; `undefined` if `as_of` is no date or moment.
    ///
    /// # Errors
    ///
    /// Where the object holds what `pkg/facts.js` does not let through.
    pub fn evaluate(&self, facts: JsValue, as_of: &str) -> Result<JsValue, Error> {
        let facts = self.0.facts_seed().deserialize(Deserializer::from(facts))?;
        self.object(&facts, as_of)
    }

    /// Evaluates JSON text; `undefined` if `as_of` is no date or moment.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    #[wasm_bindgen(js_name = evaluateText)]
    pub fn evaluate_text(&self, facts: &[u8], as_of: &str) -> Result<JsValue, Error> {
        self.object(&self.0.facts_from_json(facts), as_of)
    }

    /// Evaluates JSON text to the canonical bytes; `undefined` if `as_of` is no date or moment.
    #[wasm_bindgen(js_name = evaluateJson)]
    #[must_use]
    pub fn evaluate_json(&self, facts: &[u8], as_of: &str) -> Option<Vec<u8>> {
        let facts = self.0.facts_from_json(facts);
        self.evaluation(&facts, as_of).map(|evaluation| evaluation.to_canonical())
    }

    /// Lists the inputs of the form.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn facts(&self) -> Result<JsValue, Error> {
        plain(&self.0.facts())
    }

    /// Lists the documents that can be made.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn documents(&self) -> Result<JsValue, Error> {
        plain(&self.0.documents())
    }

    /// Makes a document from JSON text; `null` if there is none of that name, `undefined` if
    /// `as_of` is no date or moment.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn document(
        &self,
        name: &str,
        facts: &[u8],
        as_of: &str,
    ) -> Result<JsValue, Error> {
        let Some(as_of) = AsOf::parse(as_of) else { return Ok(JsValue::UNDEFINED) };
        plain(&self.0.document(name, &self.0.facts_from_json(facts), as_of))
    }

    /// Lists the profiles that can be chosen.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn profiles(&self) -> Result<JsValue, Error> {
        plain(&self.0.profiles())
    }

    /// Returns the pack with a profile chosen; nothing if it has none of that name.
    #[wasm_bindgen(js_name = withProfile)]
    #[must_use]
    pub fn with_profile(&self, name: &str) -> Option<Self> {
        self.0.with_profile(name).map(Self)
    }

    /// Runs the pack's own test cases.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn test(&self) -> Result<JsValue, Error> {
        plain(&self.0.test())
    }

    fn evaluation(&self, facts: &Facts, as_of: &str) -> Option<Evaluation> {
        AsOf::parse(as_of).map(|as_of| self.0.evaluate(facts, as_of))
    }

    fn object(&self, facts: &Facts, as_of: &str) -> Result<JsValue, Error> {
        self.evaluation(facts, as_of).map_or(Ok(JsValue::UNDEFINED), |e| plain(&e))
    }
}

/// Objects and arrays, `null` for what is absent: what the canonical bytes would parse to.
fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible())
}
