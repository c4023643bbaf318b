//! The binding from Rust's side, in Node and in browsers: what crosses the border.
#![cfg(target_arch = "wasm32")]

use fadu_wasm::compile::{compile, format};
use fadu_wasm::{Pack, open, version};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const KINDS: &str = include_str!("packs/kinds/pack.fadu");
const AS_OF: &str = "2025-06-30";

fn kinds() -> Pack {
    let compiled = compile(vec!["kinds/pack.fadu".into()], vec![KINDS.into()], None);
    let said = text(&compiled.diagnostics().unwrap());
    compiled.pack().unwrap_or_else(|| panic!("{said}"))
}

/// What JSON text says.
fn plain(bytes: &[u8]) -> JsValue {
    JSON::parse(std::str::from_utf8(bytes).unwrap()).unwrap()
}

/// The JSON text of a plain value, its members sorted.
fn sorted(value: &JsValue) -> String {
    let bytes = fadu::evaluation::canonicalise(&text(value)).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The JSON text of a plain value.
fn text(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

fn facts(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        assert!(Reflect::set(&object, &(*name).into(), value).unwrap());
    }
    object.into()
}

#[wasm_bindgen_test]
fn the_version_is_that_of_the_package() {
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn an_object_and_its_text_come_to_the_same() {
    let pack = kinds();
    for json in [
        "{}",
        r#"{"amount":50000,"size":0.1,"heads":3,"share":0.3,"day":"2021年7月14日"}"#,
        r#"{"amount":"5万","known":true,"place":"stall","means":["forging"],"clear":"pass"}"#,
        r#"{"amount":9007199254740991,"size":123456789012345,"note":"𠮷"}"#,
        r#"{"amount":9007199254740992,"size":0.30000000000000004,"heads":1e21}"#,
        r#"{"amount":{"a":[1]},"known":"maybe","nobody":null,"somebody":[]}"#,
        "[1]",
        "null",
    ] {
        let object = pack.evaluate(JSON::parse(json).unwrap(), AS_OF, None).unwrap();
        let from_text = pack.evaluate_json(json.as_bytes(), AS_OF, None).unwrap();
        assert_eq!(sorted(&object), sorted(&plain(&from_text)), "{json}");
    }
}

#[wasm_bindgen_test]
fn what_is_absent_is_null_and_maps_are_objects() {
    let pack = kinds();
    let evaluation = pack.evaluate(facts(&[("nobody", 1.into())]), AS_OF, None).unwrap();
    let problems = field(&evaluation, "problems");
    assert_eq!(js_sys::Array::from(&problems).length(), 1, "{}", text(&problems));
    let form = plain(&pack.facts());
    let first = js_sys::Array::from(&form).get(0);
    assert!(field(&first, "question").is_null(), "{}", text(&first));
}

#[wasm_bindgen_test]
fn a_number_of_a_program_is_taken_by_its_shortest_text() {
    let pack = kinds();
    let digest = |value: JsValue| {
        let evaluation = pack.evaluate(facts(&[("size", value)]), AS_OF, None).unwrap();
        field(&evaluation, "facts").as_string().unwrap()
    };
    assert_eq!(digest(0.1.into()), digest("0.1".into()));
    assert_eq!(digest((-0.0).into()), digest(0.into()));
    assert_eq!(digest(1e21.into()), digest("1000000000000000000000".into()));
    assert_ne!(digest(0.1.into()), digest("0.2".into()));
}

#[wasm_bindgen_test]
fn what_is_no_date_has_no_evaluation() {
    let pack = kinds();
    assert!(pack.evaluate(facts(&[]), "2025-02-29", None).unwrap().is_undefined());
    assert!(pack.evaluate_json(b"{}", "今天", None).is_none());
    assert!(pack.document("none", b"{}", "").is_none());
}

#[wasm_bindgen_test]
fn a_pack_is_opened_from_its_bytes_and_nothing_else_is() {
    let pack = kinds();
    let bytes = pack.to_bytes();
    let opened = open(&bytes).unwrap();
    assert_eq!(opened.digest(), pack.digest());
    assert_eq!(
        opened.evaluate_json(b"{}", AS_OF, None),
        pack.evaluate_json(b"{}", AS_OF, None)
    );
    assert!(open(&bytes[1..]).unwrap_err().contains("no compiled pack"));
    assert!(open(&bytes[..bytes.len() - 1]).unwrap_err().contains("altered"));
}

#[wasm_bindgen_test]
fn a_mistake_has_its_place_in_lines_and_characters() {
    let broken = KINDS.replace("fact note \"备注\"", "fact note \"备注\" oops");
    let compiled = compile(vec!["kinds/pack.fadu".into()], vec![broken.clone()], None);
    let said = js_sys::Array::from(&compiled.diagnostics().unwrap());
    let first = said.get(0);
    let line = broken.lines().position(|line| line.contains("oops")).unwrap() + 1;
    let start = field(&first, "start");
    assert_eq!(field(&start, "line").as_f64(), Some(line as f64), "{}", text(&first));
    assert_eq!(field(&first, "path").as_string().as_deref(), Some("kinds/pack.fadu"));
    assert!(compiled.pack().is_none());
}

#[wasm_bindgen_test]
fn keywords_change_and_the_digest_does_not() {
    let chinese = format(KINDS, Some("zh".into())).unwrap().as_string().unwrap();
    assert!(chinese.contains("规则包 kinds"), "{chinese}");
    let compiled = compile(vec!["kinds/pack.fadu".into()], vec![chinese], None);
    assert_eq!(compiled.pack().unwrap().digest(), kinds().digest());
}
