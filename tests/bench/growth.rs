//! One pack of every kind that an author, or whoever wishes us ill, could make long: so many
//! declarations of a kind, or so many mistakes.

/// The facts and the source that all of them may use.
const HEAD: &str = "pack t 1.0.0\nsource L \"法\" / \"Law\" : law\nfact a : bool\n\
    fact x : number\nfact m : money\nfact d : date\nfact o : one of { one, two }\n\
    fact j : judgement\n";

/// A kind of text that can be made as long as one likes.
pub(crate) struct Kind {
    /// What there is so much of.
    pub(crate) name: &'static str,
    /// Whether it has mistakes.
    pub(crate) wrong: bool,
    around: [&'static str; 2],
    one: &'static str,
}

impl Kind {
    /// Returns a pack with so many of them.
    pub(crate) fn text(&self, count: usize) -> String {
        let [before, after] = self.around;
        let mut text = format!("{HEAD}{}", counted(before, count));
        for at in 0..count {
            text += &self.one.replace('№', &at.to_string());
            text.push('\n');
        }
        text + &counted(after, count)
    }

    /// Returns the longest that fits into so many bytes, and how many they are.
    pub(crate) fn longest(&self, bytes: usize) -> (String, usize) {
        let (mut fits, mut over) = (1, 2);
        while self.text(over).len() <= bytes {
            (fits, over) = (over, over * 2);
        }
        while over - fits > 1 {
            let middle = fits.midpoint(over);
            if self.text(middle).len() <= bytes {
                fits = middle;
            } else {
                over = middle;
            }
        }
        (self.text(fits), fits)
    }
}

/// What stands around may have something for each of them too: `⟨ … ⟩`.
fn counted(text: &str, count: usize) -> String {
    let Some((before, rest)) = text.split_once('⟨') else { return text.to_owned() };
    let (each, after) = rest.split_once('⟩').unwrap_or((rest, ""));
    let all: String = (0..count).map(|at| each.replace('№', &at.to_string())).collect();
    format!("{before}{all}{}", counted(after, count))
}

const fn right(name: &'static str, one: &'static str) -> Kind {
    Kind { name, wrong: false, around: ["", ""], one }
}

const fn inside(
    name: &'static str,
    around: [&'static str; 2],
    one: &'static str,
) -> Kind {
    Kind { name, wrong: false, around, one }
}

const fn wrong(name: &'static str, one: &'static str) -> Kind {
    Kind { name, wrong: true, around: ["", ""], one }
}

/// Every kind.
pub(crate) const KINDS: &[Kind] = &[
    right("facts", "fact f№ : bool"),
    right("facts with options", "fact f№ : one of { p№, q№, r№ }"),
    right("lists", "fact l№ : list of { v№ : number }"),
    inside("fields of a list", ["fact l : list of {\n", "}\n"], "  v№ : number"),
    right("definitions", "define d№ = x"),
    right("definitions with conditions", "define d№ \"d\" basis L 1 = a and x over 1"),
    inside("definitions in a row", ["define d0 = x\n", ""], "define e№ = d0 + №"),
    inside(
        "one definition in terms of all",
        ["⟨define d№ = a\n⟩define k = any of {\n", "}\n"],
        "  d№",
    ),
    right(
        "definitions with versions",
        "define d№ effective to 2020-12-31 = 1 ; define d№ effective from 2021-01-01 = 2",
    ),
    right("circumstances", "circumstance c№ : may lighten when a"),
    right("deadlines", "deadline l№ from d within 5 days"),
    right(
        "deadlines with versions",
        "deadline l№ effective from 2021-01-01 from d within 5 days",
    ),
    inside(
        "exceptions to one rule",
        ["define g = 1\n", ""],
        "exception e№ against g when a then №",
    ),
    right(
        "exceptions, one to each rule",
        "define g№ = 1 ; exception e№ against g№ when a then 2",
    ),
    right("parameters", "parameter p№ : money = 1元"),
    right(
        "ranges chosen",
        "parameter p№ : range of money = over 1元 ; define r№ = case { a : p№ ; otherwise : p№ }",
    ),
    inside(
        "settings of a profile",
        ["⟨parameter p№ : money\n⟩profile q {\n", "}\n"],
        "  p№ = 1元",
    ),
    right("units", "unit u№ = 2 吨"),
    right(
        "sources",
        "source S№ \"源№\" / \"S№\" : law\ndefine d№ basis S№ 1, 《源№》第一条 = x",
    ),
    right("tables", "table t№ { columns x : y ; over 1 : 1 ; otherwise : 2 }"),
    inside("rows of a table", ["table t {\n  columns x : y\n", "}\n"], "  № : №"),
    inside(
        "rows of a table that override",
        ["table t {\n  columns x : y\n", "  otherwise : 1\n}\n"],
        "  override r№ when x is № then №",
    ),
    inside(
        "outputs of a table",
        ["table t {\n  columns x : ⟨y№ | ⟩y\n  1 : ⟨1 | ⟩1\n", "}\n"],
        "",
    ),
    inside(
        "rows of a case",
        ["define k = case x {\n", "  otherwise : 1\n}\n"],
        "  № : №",
    ),
    inside("conditions in a list", ["define k = any of {\n", "}\n"], "  x is №"),
    right(
        "benchmarks",
        "benchmark b№ { penalty f : fine 1元 to 2元 ; tier t when otherwise then f }",
    ),
    inside(
        "circumstances of a benchmark",
        [
            "benchmark b {\n  penalty f : fine 1元 to 2元\n",
            "  tier t when otherwise then f\n}\n",
        ],
        "  circumstance c№ : may lighten when a",
    ),
    inside(
        "circumstances of a benchmark that rest on each other",
        [
            "benchmark b {\n  penalty f : fine 1元 to 2元\n  circumstance c : may lighten when a\n",
            "  tier t when otherwise then f\n}\n",
        ],
        "  circumstance c№ : may lighten when c holds and x is №",
    ),
    inside(
        "tiers",
        [
            "benchmark b {\n  penalty f : fine 1元 to 2元\n",
            "  tier t when otherwise then f\n}\n",
        ],
        "  tier t№ when x is № then f",
    ),
    inside(
        "penalties",
        ["benchmark b {\n", "  tier t when otherwise then f0\n}\n"],
        "  penalty f№ : fine 1元 to 2元",
    ),
    right(
        "sums of weights",
        "benchmark b№ { penalty f : fine 1元 to 2元 ; weights w { factor g = 1 } ; compute f = w × 1元 }",
    ),
    right(
        "reviews",
        "review r№ { item i { ask q№ ; on fail then n } ; opinion n ; opinion y : pass when otherwise }",
    ),
    inside(
        "items of a review",
        ["review r {\n", "  opinion n\n  opinion y : pass when otherwise\n}\n"],
        "  item i№ { ask q№ ; on fail then n }",
    ),
    inside(
        "criteria of a review",
        ["review r {\n  layer l {\n", "  }\n  opinion y : pass when otherwise\n}\n"],
        "    criterion c№ when x is №",
    ),
    inside(
        "opinions of a review",
        ["review r {\n", "  opinion y : pass when otherwise\n}\n"],
        "  opinion n№ when x is №",
    ),
    right("scopes", "scope s№ { accept y when a }"),
    inside("grounds of a scope", ["scope s {\n", "}\n"], "  reject g№ when x is №"),
    inside(
        "deadlines of grounds",
        ["scope s {\n", "}\n"],
        "  supplement g№ when x is № { deadline l№ from d within 5 days }",
    ),
    right(
        "scorecards",
        "scorecard s№ { indicator i = x ; band g : from 1 ; band b : otherwise }",
    ),
    inside(
        "indicators of a scorecard",
        ["scorecard s {\n", "  band g : from 1\n  band b : otherwise\n}\n"],
        "  indicator i№ = x",
    ),
    inside(
        "documents",
        ["define k \"k\" = a\n", ""],
        "document o№ \"№\" for k { title \"{a}\" / \"{a}\" }",
    ),
    inside(
        "lines of a document",
        ["define k \"k\" = a\ndocument o \"o\" for k {\n", "}\n"],
        "  paragraph \"{a}\" / \"{a}\" when a",
    ),
    inside(
        "tests",
        ["define k = a\n", ""],
        "test t№ as of 2025-06-30 { given a = true ; expect k }",
    ),
    inside(
        "rows of a test",
        ["define k = x\ntest t as of 2025-06-30 {\n  vary x {\n", "  }\n}\n"],
        "    № : k is №",
    ),
    right("comments", "-- №: nothing is said here."),
    wrong("mistakes: unknown names", "define d№ = zzz№"),
    wrong("mistakes: names almost known", "define value_№ = value_№x"),
    wrong("mistakes: names taken", "define d = №"),
    wrong("mistakes: of type", "define d№ = a + 1"),
    wrong("mistakes: unknown options", "define d№ = o is thre№"),
    wrong("mistakes: statements that end too early", "fact f№ :"),
    wrong("mistakes: keywords nobody knows", "fatc f№ : bool"),
    wrong("mistakes: words run together", "事实货值№"),
    wrong("mistakes: foreign words", "define d№ = x >> 1"),
    wrong("mistakes: signs", "define d№ = x × ？"),
    wrong("mistakes: texts without an end", "fact f№ \"abc : bool"),
    wrong("mistakes: brackets without a partner", "define d№ = (x"),
    wrong("mistakes: brackets too many", "define d№ = x)"),
    wrong("mistakes: characters", "define d№ = x\u{202E}"),
    wrong("mistakes: numerals", "define d№ = m over 一万元"),
    wrong("mistakes: sources", "define d№ basis Z№ 1 = x"),
    wrong("mistakes: circles", "define p№ = q№ ; define q№ = p№"),
    wrong("mistakes: clauses twice", "fact f№ : bool basis L 1 basis L 2"),
    wrong("mistakes: of one letter", "x"),
];
