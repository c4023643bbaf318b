//! What the authors of rules ask of a pack, for JavaScript. In: the files it was compiled from,
//! which the caller keeps. Out: what the command prints with `--json`, as plain objects. Never:
//! what deciding a case needs; a module without this file decides all the same.

use crate::Pack;
use crate::compile::plain;
use fadu::SourceText;
use serde_wasm_bindgen::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl Pack {
    /// Looks for gaps, overlaps, rows that are never reached, and amounts outside the law.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn prove(
        &self,
        paths: Vec<String>,
        texts: Vec<String>,
    ) -> Result<JsValue, Error> {
        let files = files(paths, texts);
        plain(&self.pack.told_proof(&self.pack.prove_explained(&files), &files))
    }

    /// Says which parts of the rules the pack's own tests reach.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn coverage(
        &self,
        paths: Vec<String>,
        texts: Vec<String>,
    ) -> Result<JsValue, Error> {
        plain(&self.pack.coverage(&files(paths, texts)))
    }

    /// Says what is no mistake and should be looked at all the same.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn lint(&self, paths: Vec<String>, texts: Vec<String>) -> Result<JsValue, Error> {
        plain(&self.pack.told_lint(&files(paths, texts)))
    }

    /// Says which cases a newer version of the pack decides otherwise.
    ///
    /// # Errors
    ///
    /// Never in practice: the values handed over have no part that JavaScript lacks.
    pub fn diff(&self, newer: &Self) -> Result<JsValue, Error> {
        plain(&self.pack.diff(&newer.pack))
    }
}

/// The files, the path and the text of each at the same place in both lists.
fn files(paths: Vec<String>, texts: Vec<String>) -> Vec<SourceText> {
    paths.into_iter().zip(texts).map(|(path, text)| SourceText::new(path, text)).collect()
}
