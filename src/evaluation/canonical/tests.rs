use super::{canonicalise, to_canonical, try_to_canonical};
use crate::value::{Date, Judgement, Number, Truth};
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use serde::Serialize;

fn check(value: &impl Serialize, expected: &str) {
    assert_eq!(String::from_utf8(to_canonical(value)).unwrap(), expected);
}

#[test]
fn members_are_sorted_by_utf16_code_units() {
    // The example of RFC 8785, section 3.2.3: the emoji's surrogates sort before דּ.
    let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"];
    let members: BTreeMap<&str, bool> =
        names.into_iter().map(|name| (name, true)).collect();
    let expected = "{\"\\r\":true,\"1\":true,\"\u{80}\":true,\"\u{f6}\":true,\
                    \"\u{20ac}\":true,\"\u{1f600}\":true,\"\u{fb33}\":true}";
    check(&members, expected);
}

#[test]
fn text_has_the_fewest_escapes() {
    check(&"\u{20ac}$\u{f}\nA'B\"\\\\\"/", "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    check(
        &"\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}\u{2028}",
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\u{2028}\"",
    );
    check(&"法度😀", "\"法度😀\"");
    check(&'"', "\"\\\"\"");
}

#[test]
fn whole_numbers_are_text_and_floats_are_refused() {
    check(
        &(1_u8, -2_i64, u64::MAX, i128::MIN),
        "[\"1\",\"-2\",\"18446744073709551615\",\"-170141183460469231731687303715884105728\"]",
    );
    assert!(try_to_canonical(&0.5_f64).is_err());
    assert!(try_to_canonical(&vec![Some(1.0_f32)]).is_err());
    check(&(Number::new(1, 3).unwrap(), Number::from(50_000)), "[\"1/3\",\"50000\"]");
    check(
        &(Date::parse("2025-06-30").unwrap(), Truth::Unknown, Judgement::NotApplicable),
        "[\"2025-06-30\",\"unknown\",\"not applicable\"]",
    );
}

#[derive(Serialize)]
struct Base {
    name: &'static str,
    because: Vec<Base>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Verdict {
    Review(Review),
    Scope {
        #[serde(flatten)]
        base: Base,
        ground: Option<u32>,
    },
    Nothing,
}

#[derive(Serialize)]
struct Review {
    required: bool,
    #[serde(flatten)]
    base: Base,
    #[serde(flatten)]
    more: BTreeMap<String, Option<bool>>,
}

fn base(name: &'static str) -> Base {
    Base { name, because: Vec::new() }
}

#[test]
fn tagged_and_flattened_types_are_objects_like_any_other() {
    let more = [("a".to_string(), None), ("z".to_string(), Some(false))].into();
    check(
        &Verdict::Review(Review { required: true, base: base("r"), more }),
        r#"{"a":null,"because":[],"kind":"review","name":"r","required":true,"z":false}"#,
    );
    check(
        &Verdict::Scope { base: base("s"), ground: Some(3) },
        r#"{"because":[],"ground":"3","kind":"scope","name":"s"}"#,
    );
    check(&Verdict::Nothing, r#"{"kind":"nothing"}"#);
    check(
        &Base { name: "o", because: vec![base("i"), base("j")] },
        r#"{"because":[{"because":[],"name":"i"},{"because":[],"name":"j"}],"name":"o"}"#,
    );
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
enum Plain {
    Unit,
    One(u8),
    Two(u8, bool),
    Named { b: u8, a: () },
}

#[derive(Serialize)]
struct Empty;

#[derive(Serialize)]
struct Wrapped(&'static str);

#[derive(Serialize)]
struct Pair(u8, u8);

#[test]
fn every_shape_serde_knows_has_its_form() {
    check(&Plain::Unit, r#""Unit""#);
    check(&Plain::One(1), r#"{"One":"1"}"#);
    check(&Plain::Two(1, true), r#"{"Two":["1",true]}"#);
    check(&Plain::Named { b: 2, a: () }, r#"{"Named":{"a":null,"b":"2"}}"#);
    check(&(Empty, Wrapped("w"), Pair(1, 2)), r#"[null,"w",["1","2"]]"#);
    check(&None::<u8>, "null");
    check(&Some(Some("x")), r#""x""#);
    check(&Vec::<u8>::new(), "[]");
    check(&BTreeMap::<u8, u8>::new(), "{}");
    check(&BTreeMap::from([(10_u8, 1_u8), (9, 2)]), r#"{"10":"1","9":"2"}"#);
    check(&BTreeMap::from([(Plain::Unit, 'c')]), r#"{"Unit":"c"}"#);
}

#[derive(Serialize)]
struct Twice {
    name: u8,
    #[serde(flatten)]
    base: Base,
}

#[test]
fn two_members_of_one_name_are_refused() {
    let error = try_to_canonical(&Twice { name: 1, base: base("b") }).unwrap_err();
    assert_eq!(error.to_string(), "two members are named name");
    assert!(try_to_canonical(&BTreeMap::from([(true, 1)])).is_err());
    assert!(try_to_canonical(&BTreeMap::from([(vec![1], 1)])).is_err());
}

#[test]
fn json_text_and_the_value_it_stands_for_have_the_same_bytes() {
    let json = " {\"b\" : [1, -2, true, null, \"\\u6cd5\\/\"], \"a\": {} } ";
    let bytes = canonicalise(json).unwrap();
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        r#"{"a":{},"b":["1","-2",true,null,"法/"]}"#
    );
    let again = canonicalise(core::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(again, bytes);
    for refused in ["1.5", "1e2", "{", "[1,]", "nul"] {
        assert!(canonicalise(refused).is_err(), "{refused}");
    }
}
