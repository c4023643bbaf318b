//! A pack read back from its bytes is the same pack: the same digest, form, answers and
//! documents, in every pack; and bytes that are none are said to be so.

use crate::support::packs::{pack, packs};
use fadu::{AsOf, NotCompiled, Pack};

/// How many of a pack's cases are decided by both.
const CASES: usize = 24;
/// How many documents are made of each: they take turns, as some packs have forty.
const DOCUMENTS: usize = 2;

#[test]
fn every_pack_answers_the_same_when_it_is_read_back_from_its_bytes() {
    for id in packs() {
        let pack = pack(&id);
        let read = Pack::from_bytes(&pack.to_bytes()).unwrap();
        the_same(&pack, &read);
        assert!(read.cases().is_empty(), "{id}: tests are no part of the rules");
        for profile in pack.profiles() {
            let chosen = pack.with_profile(&profile.name).unwrap();
            let read = read.with_profile(&profile.name).unwrap();
            assert_eq!(chosen.digest(), read.digest(), "{id} {}", profile.name);
            assert_eq!(chosen.profiles(), read.profiles());
        }
    }
}

fn the_same(pack: &Pack, read: &Pack) {
    let id = pack.id();
    assert_eq!(
        (id, pack.version(), pack.digest()),
        (read.id(), read.version(), read.digest())
    );
    assert_eq!((pack.title(), pack.jurisdiction()), (read.title(), read.jurisdiction()));
    assert_eq!(pack.facts(), read.facts(), "{id}");
    assert_eq!(pack.documents(), read.documents(), "{id}");
    assert_eq!(pack.profiles(), read.profiles(), "{id}");
    let cases = pack.cases();
    let documents = pack.documents();
    let mut turn = documents.iter().cycle();
    for case in cases.iter().step_by((cases.len() / CASES).max(1)) {
        let as_of = AsOf::parse(&case.as_of).unwrap();
        let (facts, again) =
            (pack.facts_from_json(&case.json), read.facts_from_json(&case.json));
        assert_eq!(
            pack.evaluate(&facts, as_of).to_canonical(),
            read.evaluate(&again, as_of).to_canonical(),
            "{id}: {}",
            case.name
        );
        for document in turn.by_ref().take(DOCUMENTS) {
            assert_eq!(
                pack.document(&document.name, &facts, as_of),
                read.document(&document.name, &again, as_of),
                "{id}: {}",
                case.name
            );
        }
    }
}

#[test]
fn bytes_that_are_no_compiled_pack_of_this_engine_are_refused() {
    let bytes = pack("legal-review").to_bytes();
    assert_eq!(Pack::from_bytes(b"").unwrap_err(), NotCompiled::Other);
    assert_eq!(Pack::from_bytes(b"pack demo 1.0.0").unwrap_err(), NotCompiled::Other);

    // The mark, the length of the version, the version.
    let mut other = bytes.clone();
    other[12] = b'9';
    let version = format!("9{}", &fadu::VERSION[1..]);
    assert_eq!(Pack::from_bytes(&other).unwrap_err(), NotCompiled::Version(version));

    for at in [20, 60, bytes.len() / 2, bytes.len() - 1] {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert_eq!(Pack::from_bytes(&altered).unwrap_err(), NotCompiled::Altered, "{at}");
    }
    for length in [10, 30, bytes.len() / 2, bytes.len() - 1] {
        let cut = Pack::from_bytes(&bytes[..length]).unwrap_err();
        assert!(
            matches!(cut, NotCompiled::Other | NotCompiled::Altered),
            "{length}: {cut}"
        );
    }
    let longer = [&bytes[..], b"0"].concat();
    assert_eq!(Pack::from_bytes(&longer).unwrap_err(), NotCompiled::Altered);
}
