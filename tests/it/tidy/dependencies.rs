//! What the library brings along to the browser.

use super::check;
use std::process::Command;

/// Packages of the binding's tree that switch `std` on, and why that does not matter to the
/// library: each is reached only through a package of the JavaScript border.
const BORDER: &[&str] =
    &["wasm-bindgen", "js-sys", "serde-wasm-bindgen", "wasm-bindgen-futures"];

#[test]
fn the_library_brings_no_std_to_the_browser() {
    let tree = tree(&["--package=fadu", "--no-default-features"]);
    let broken: Vec<String> = tree
        .lines()
        .filter(|line| line.contains(" feature \"std\""))
        .map(|line| line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .collect();
    check("cargo tree of the library for wasm32 shows std", &broken);
}

#[test]
fn the_binding_brings_std_only_with_the_border_to_javascript() {
    let mut broken = Vec::new();
    // With a prefix of depths, the path to each line is known.
    let mut path: Vec<String> = Vec::new();
    for line in tree(&["--package=fadu-wasm", "--prefix=depth", "--no-dedupe"]).lines() {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(depth) = line[..digits].parse::<usize>() else { continue };
        path.truncate(depth);
        path.push(line[digits..].to_owned());
        let from_border = path.iter().any(|step| {
            let name = step.split(' ').next().unwrap_or_default();
            BORDER.contains(&name)
        });
        if line.contains(" feature \"std\"") && !from_border {
            broken.push(path.join(" > "));
        }
    }
    check("cargo tree of the binding for wasm32 shows std", &broken);
}

fn tree(options: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--target=wasm32-unknown-unknown"])
        .args(["--edges=normal,features,no-proc-macro"])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo tree: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("serde"), "cargo tree shows nothing:\n{tree}");
    tree
}
