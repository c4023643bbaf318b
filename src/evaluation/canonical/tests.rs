use super::{canonicalise, to_canonical, to_canonical_without, try_to_canonical};
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

/// A JSON value of the given depth, from a seeded generator.
fn random_json(state: &mut u64, depth: u32) -> serde_json::Value {
    use serde_json::Value;
    let mut next = |below: u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (*state >> 33) % below
    };
    let text = |next: &mut dyn FnMut(u64) -> u64| -> String {
        let alphabet = ['a', 'b', '"', '\\', '\n', '\u{1}', 'é', '法', '\u{e000}', '😀'];
        (0..next(4)).map(|_| alphabet[usize::try_from(next(10)).unwrap()]).collect()
    };
    match next(if depth == 0 { 3 } else { 6 }) {
        0 => Value::Null,
        1 => Value::Bool(next(2) == 0),
        2 => Value::String(text(&mut next)),
        3 => {
            let length = next(4);
            Value::Array((0..length).map(|_| random_json(state, depth - 1)).collect())
        }
        _ => {
            let names: Vec<String> = (0..next(6)).map(|_| text(&mut next)).collect();
            names.into_iter().map(|name| (name, random_json(state, depth - 1))).collect()
        }
    }
}

/// The names of each object, in the order they stand in the text.
#[derive(Debug)]
struct Names;

impl<'de> serde::Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Names)
    }
}

impl<'de> serde::de::Visitor<'de> for Names {
    type Value = Names;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("canonical JSON")
    }

    fn visit_unit<E>(self) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_str<E>(self, _: &str) -> Result<Names, E> {
        Ok(Names)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(
        self,
        mut items: A,
    ) -> Result<Names, A::Error> {
        while items.next_element::<Names>()?.is_some() {}
        Ok(Names)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(
        self,
        mut members: A,
    ) -> Result<Names, A::Error> {
        let mut last: Option<Vec<u16>> = None;
        while let Some((name, Names)) = members.next_entry::<String, Names>()? {
            let name: Vec<u16> = name.encode_utf16().collect();
            assert!(last.is_none_or(|last| last < name), "{name:?}");
            last = Some(name);
        }
        Ok(Names)
    }
}

#[test]
fn any_json_keeps_its_meaning_and_has_its_names_in_order() {
    let mut state = 4;
    for _ in 0..3_000 {
        let value = random_json(&mut state, 4);
        let bytes = canonicalise(&value.to_string()).unwrap();
        let text = core::str::from_utf8(&bytes).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(text).unwrap(), value);
        serde_json::from_str::<Names>(text).unwrap();
        assert_eq!(canonicalise(text).unwrap(), bytes);
    }
}

#[test]
fn a_calendar_enters_a_digest_day_by_day() {
    let csv = "date,kind,name\n2025-10-11,workday,国庆节\n2025-10-01,holiday,国庆节\n";
    check(
        &crate::calendar::Calendar::parse(csv).unwrap(),
        "{\"days\":{\"2025-10-01\":{\"kind\":\"holiday\",\"name\":\"国庆节\"},\
         \"2025-10-11\":{\"kind\":\"workday\",\"name\":\"国庆节\"}},\
         \"span\":[\"2025-01-01\",\"2025-12-31\"]}",
    );
}

#[test]
fn members_left_out_leave_no_trace_however_deep() {
    #[derive(Serialize)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Kind {
        Base(Base),
        Named { label: u8, rest: Vec<Base> },
    }
    let base = || Base { name: "x", because: Vec::new() };
    let value = (
        Kind::Base(Base { name: "b", because: vec![base()] }),
        Kind::Named { label: 1, rest: vec![base()] },
        BTreeMap::from([("because", 1), ("name", 2)]),
    );
    let without =
        to_canonical_without(&value, |name| matches!(name, "because" | "label"));
    assert_eq!(
        String::from_utf8(without).unwrap(),
        r#"[{"kind":"base","name":"b"},{"kind":"named","rest":[{"name":"x"}]},{"name":"2"}]"#
    );
    assert_eq!(to_canonical_without(&value, |_| false), to_canonical(&value));
}
