//! Which facts a form asks for.

use crate::sample::compiled;

#[test]
fn a_fact_read_only_inside_a_list_is_asked_for() {
    let pack = compiled(
        "fact day : date
fact other : date
fact earlier : list of { on : date }
define third \"第三次\" / \"the third\" = 1 + (count of earlier where on before day within 1 year) at least 3
",
    )
    .pack
    .unwrap();
    let unused: Vec<String> = pack
        .lint(&[])
        .iter()
        .filter(|said| said.code.0 == "L0103")
        .map(|said| said.message.en.to_string())
        .collect();
    assert_eq!(unused, ["no answer rests on the fact `other`"]);
}
