//! The `fadu` command as a person meets it: transcripts in `tests/cli`, and what a
//! transcript cannot show.

use crate::support::desk::Desk;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

const STALL: &str = "tests/cli/rules/stall";
const CASE: &str = "tests/cli/cases/school-gate.json";

#[test]
fn transcripts_show_what_each_command_prints() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

#[test]
fn json_output_is_the_canonical_bytes_without_a_newline() {
    let said = fadu(&["eval", STALL, "--facts", CASE, "--as-of", "2025-06-30", "--json"]);
    assert_eq!(said.status.code(), Some(0));
    assert!(said.stdout.starts_with(b"{\"as_of\":\"2025-06-30\""));
    assert_eq!(said.stdout.last(), Some(&b'}'));
    let other = fadu(&[
        "eval",
        STALL,
        "--facts",
        CASE,
        "--as-of",
        "2025-06-30",
        "--json",
        "--lang",
        "en",
    ]);
    assert_eq!(said.stdout, other.stdout);
}

#[test]
fn a_note_on_changed_rules_is_markdown_or_json_too() {
    let (old, new) = ("tests/cli/changes/old", "tests/cli/changes/new");
    let note = fadu(&["diff", old, new, "--markdown"]);
    assert_eq!(note.status.code(), Some(1));
    let text = String::from_utf8(note.stdout).unwrap();
    assert!(text.starts_with("# 食品小作坊处罚裁量基准"), "{text}");
    assert!(text.contains("\n```diff\n"), "{text}");
    let told =
        fadu(&["diff", old, new, "--json", "--cases", "tests/cli/changes/cases.csv"]);
    assert_eq!(told.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told.pointer("/cases/cases").unwrap(), 3);
    assert_eq!(told.pointer("/cases/changed").unwrap(), 2);
    assert_eq!(told.pointer("/rules/0/standing").unwrap(), "changed");
    assert_eq!(told.pointer("/rules/0/changes/0/when/0/0/fact").unwrap(), "货值");
}

#[test]
fn results_for_build_servers_are_the_same_bytes_each_time() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (xml, html) = (folder.join("tests.xml"), folder.join("coverage.html"));
    let paths = [xml.to_str().unwrap(), html.to_str().unwrap()];
    let pack = "tests/cli/wrong-rules/untrue";
    let mut before: Option<Vec<String>> = None;
    for _ in 0..2 {
        let said = fadu(&[
            "test", pack, "--lang", "en", "--junit", paths[0], "--html", paths[1],
        ]);
        assert_eq!(said.status.code(), Some(1));
        let now: Vec<String> =
            paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        assert!(now[0].contains(r#"tests="2" skipped="0" failures="1""#), "{}", now[0]);
        assert!(now[0].contains(r#"<failure message="expected many, got false">"#));
        assert!(now[1].contains("没有测试：") && now[1].contains("not tested: "));
        assert!(before.is_none_or(|before| before == now));
        before = Some(now);
    }
}

#[test]
fn facts_may_come_from_standard_input() {
    let arguments = ["eval", STALL, "--facts", "-", "--as-of", "2025-06-30", "--json"];
    let mut child =
        command(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(CASE).unwrap()).unwrap();
    let said = child.wait_with_output().unwrap();
    let file = fadu(&["eval", STALL, "--facts", CASE, "--as-of", "2025-06-30", "--json"]);
    assert_eq!(said.stdout, file.stdout);
}

#[test]
fn a_receipt_is_identical_for_the_same_case() {
    let said = verify("same", |text| text, STALL, CASE);
    check(&said, 0, "the receipt is identical");
}

#[test]
fn a_receipt_says_which_facts_and_rules_it_is_not_of() {
    let less = "tests/cli/cases/little-known.json";
    check(
        &verify("less", |text| text, STALL, less),
        1,
        "other facts, and with them another answer",
    );
    let untrue = "tests/cli/wrong-rules/untrue";
    let said = verify("other-pack", |text| text, untrue, CASE);
    check(&said, 1, "other pack and other facts");
    check(&said, 1, "untrue");
}

#[test]
fn an_answer_that_this_engine_does_not_give_is_told() {
    let change =
        |text: String| text.replace("\"result\":\"sha256:", "\"result\":\"sha256:0");
    let said = verify("tampered", change, STALL, CASE);
    check(&said, 1, "same pack, facts and date, yet another answer");
}

#[test]
fn a_file_that_is_no_receipt_is_told() {
    check(
        &verify("none", |_| "{}".to_owned(), STALL, CASE),
        1,
        "this is no receipt: `as_of` is missing",
    );
    check(
        &verify("broken", |_| "{".to_owned(), STALL, CASE),
        1,
        "the receipt is not JSON",
    );
}

/// Evaluates the case, changes what was printed and verifies it against pack and facts.
fn verify(
    name: &str,
    change: impl Fn(String) -> String,
    pack: &str,
    facts: &str,
) -> Output {
    let said = fadu(&["eval", STALL, "--facts", CASE, "--as-of", "2025-06-30", "--json"]);
    let desk = Desk::new(name);
    let receipt = desk.join("receipt.json");
    fs::write(&receipt, change(String::from_utf8(said.stdout).unwrap())).unwrap();
    let receipt = receipt.to_str().unwrap();
    fadu(&["verify", pack, "--facts", facts, "--receipt", receipt, "--lang", "en"])
}

#[test]
fn a_facts_file_of_fifty_megabytes_is_refused_unread() {
    let desk = Desk::new("fifty-megabytes");
    let path = desk.join("facts.json");
    File::create(&path).unwrap().set_len(50 << 20).unwrap();
    let facts = path.to_str().unwrap();
    let arguments = ["eval", STALL, "--facts", facts, "--as-of", "2025-06-30"];
    let said = fadu(&arguments);
    check(&said, 1, "超过 8 MB，没有读取");
}

#[test]
fn facts_that_never_end_are_refused_too() {
    let arguments = [
        "eval",
        "tests/cli/rules/stall",
        "--facts",
        "/dev/zero",
        "--as-of",
        "2025-06-30",
    ];
    check(&fadu(&arguments), 1, "超过 8 MB，没有读取");
}

#[test]
fn a_rule_file_that_is_not_utf_8_is_named() {
    let folder = Desk::new("gbk");
    fs::write(folder.join("pack.fadu"), b"\xb9\xe6\xd4\xf2\xb0\xfc").unwrap();
    check(&fadu(&["check", folder.to_str().unwrap()]), 1, "不是 UTF-8 文本");
}

/// 规则 as a spreadsheet in China saves it unless told otherwise.
#[test]
fn a_table_in_gbk_is_refused_with_what_to_do() {
    let folder = Desk::new("gbk-table");
    let rules =
        "pack t 1.0.0\nfact a : bool\ndefine d \"d\" = a\ntest cases from \"c.csv\"\n";
    fs::write(folder.join("pack.fadu"), rules).unwrap();
    let table = b"case,as of,a,expect d\n\xb9\xe6\xd4\xf2,2025-06-30,true,true\n";
    fs::write(folder.join("c.csv"), table).unwrap();
    let said = fadu(&["check", folder.to_str().unwrap()]);
    check(&said, 1, "（可能是 GBK）；请另存为 UTF-8，表格软件里选「CSV UTF-8」");
}

#[test]
fn keywords_go_to_the_other_language_and_back() {
    let folder = Desk::new("fmt");
    let file = folder.join("pack.fadu");
    let before = fs::read_to_string("tests/cli/rules/stall/facts.fadu").unwrap();
    fs::write(&file, &before).unwrap();
    let folder = folder.to_str().unwrap();
    check(&fadu(&["fmt", "--lang", "zh", folder]), 0, "1 个文件已改写");
    assert!(fs::read_to_string(&file).unwrap().starts_with("事实 stalls"));
    check(&fadu(&["fmt", "--lang", "en", "--check", folder]), 1, "1 would change");
    check(&fadu(&["fmt", "--lang", "en", folder]), 0, "1 changed");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    check(&fadu(&["fmt", "--lang", "en", "--check", folder]), 0, "0 would change");
}

#[test]
fn standard_input_is_laid_out_to_standard_output() {
    let laid = |text: &str| {
        let mut child = command(&["fmt", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let said = laid("\u{feff}事实  甲：是非\r\n");
    assert_eq!(said.status.code(), Some(0));
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "事实 甲 : 是非\n");
    let said = laid("事实  甲 是非\r\n");
    assert_eq!(said.status.code(), Some(1));
    assert!(said.stdout.is_empty() && !said.stderr.is_empty());
}

#[test]
fn a_mark_at_a_file_s_start_is_a_change_of_its_own() {
    let folder = Desk::new("fmt-mark");
    let file = folder.join("pack.fadu");
    fs::write(&file, "\u{feff}事实 甲 : 是非\n").unwrap();
    let folder = folder.to_str().unwrap();
    check(&fadu(&["fmt", "--check", folder]), 1, "1 个文件会改写");
    check(&fadu(&["fmt", folder]), 0, "1 个文件已改写");
    assert_eq!(fs::read_to_string(&file).unwrap(), "事实 甲 : 是非\n");
}

#[test]
fn a_new_pack_has_no_mistake_and_its_tests_pass() {
    let parent = Desk::new("new");
    for (language, clean, passed, tier) in [
        ("zh", "没有发现问题（4 个文件）", "6 项通过", "从重处罚"),
        ("en", "no problems found (4 files)", "6 passed", "heavier"),
    ] {
        let pack = parent.join(format!("my-rules-{language}"));
        let pack = pack.to_str().unwrap();
        let facts = format!("{pack}/case.json");
        check(&fadu(&["new", pack, "--lang", language]), 0, "case.json");
        check(&fadu(&["check", pack, "--lang", language]), 0, clean);
        let said = fadu(&["test", pack, "--lang", language]);
        check(&said, 0, passed);
        check(&said, 0, &format!("my-rules-{language} 1.0.0"));
        let case = [
            "eval",
            pack,
            "--facts",
            &facts,
            "--as-of",
            "2025-06-30",
            "--lang",
            language,
        ];
        let said = fadu(&case);
        check(&said, 0, tier);
        assert!(said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
        // Its keywords are in one language.
        check(&fadu(&["fmt", "--check", "--lang", language, pack]), 0, "4");
    }
}

#[test]
fn a_new_pack_overwrites_nothing() {
    let folder = Desk::new("not-new");
    fs::write(folder.join("pack.fadu"), "mine").unwrap();
    let said = fadu(&["new", folder.to_str().unwrap()]);
    check(&said, 2, "已经存在");
    assert_eq!(fs::read_to_string(folder.join("pack.fadu")).unwrap(), "mine");
    assert_eq!(fs::read_dir(&*folder).unwrap().count(), 1);
    let nowhere = folder.join("missing/pack");
    check(
        &fadu(&["new", nowhere.to_str().unwrap(), "--lang", "en"]),
        2,
        "does not exist",
    );
}

#[test]
fn explain_lists_every_code_that_it_explains() {
    let said = fadu(&["explain", "--lang", "en"]);
    let text = String::from_utf8(said.stdout).unwrap();
    for entry in fadu::diagnostic::CODES.iter().chain(fadu::diagnostic::PROOF_CODES) {
        let code = entry.code.0;
        assert!(text.contains(&format!("\n  {code}  ")), "{code} is in no group");
    }
    for problem_or_warning in ["P0101", "W0101", "W0201", "W0301"] {
        assert!(text.contains(&format!("\n  {problem_or_warning}  ")));
    }
}

#[test]
fn output_that_nobody_reads_to_the_end_is_no_error() {
    let mut child = command(&["--help"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_page_is_served_to_this_machine_only_and_may_call_nobody() {
    let www = Desk::new("www");
    fs::write(www.join("index.html"), "<!doctype html><p>page</p>").unwrap();
    fs::write(www.join("fadu.wasm"), b"\0asm").unwrap();
    let server = Server::start(&["serve", "--port", "0", "--www", www.to_str().unwrap()]);

    let page = server.get("/");
    assert!(page.contains("200 OK") && page.ends_with("<p>page</p>"), "{page}");
    assert!(
        page.contains("content-security-policy: default-src 'none'; script-src 'self'")
    );
    assert!(page.contains("cache-control: no-store"), "{page}");
    assert!(server.get("/food-safety/case").ends_with("<p>page</p>"));
    assert!(server.get("/fadu.wasm").contains("content-type: application/wasm"));
    assert!(server.get("/missing.js").contains("404 Not Found"));
    assert!(!server.get("/../../Cargo.toml").contains("[package]"));
}

#[track_caller]
fn check(said: &Output, code: i32, expected: &str) {
    let text = String::from_utf8_lossy(&[&said.stdout[..], &said.stderr[..]].concat())
        .into_owned();
    assert!(text.contains(expected), "{text}");
    assert_eq!(said.status.code(), Some(code), "{text}");
}

fn fadu(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fadu"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A running `fadu serve`, stopped when the test is over.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address =
            first.trim().rsplit("http://").next().unwrap().trim_end_matches('/');
        assert!(address.starts_with("127.0.0.1:"), "{first}");
        Self { address: address.to_owned(), child }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
