//! Generates the JavaScript glue of a compiled module and runs its tests.
//!
//! `fadu-bindgen generate MODULE.wasm FOLDER` writes `FOLDER/fadu.js` and
//! `FOLDER/fadu_bg.wasm`. `fadu-bindgen test MODULE.wasm …` is cargo's runner for
//! `wasm32-unknown-unknown` (feature `test-runner`): in Node, or with
//! `WASM_BINDGEN_USE_BROWSER=1` in the browser whose driver `CHROMEDRIVER` or
//! `GECKODRIVER` names.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;

const USAGE: &str = "usage: fadu-bindgen generate MODULE.wasm FOLDER | fadu-bindgen test MODULE.wasm [FILTER]";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    match args.split_first() {
        Some((command, [module, folder])) if command == "generate" => {
            generate(Path::new(module), Path::new(folder))
        }
        Some((command, rest)) if command == "test" => test(rest),
        _ => Err(USAGE.into()),
    }
}

fn generate(module: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("fadu")
        // One module for web and Node: both loaders hand it over, neither is asked to find it.
        .web(true)?
        .omit_default_module_path(true)
        // The types are written by hand, in `pkg/index.d.ts`.
        .typescript(false)
        .remove_producers_section(true);
    Ok(bindgen.generate(folder)?)
}

#[cfg(feature = "test-runner")]
fn test(rest: &[OsString]) -> Result<(), Box<dyn Error>> {
    let args =
        std::iter::once(OsString::from("fadu-bindgen test")).chain(rest.iter().cloned());
    Ok(wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args)?)
}

#[cfg(not(feature = "test-runner"))]
fn test(_: &[OsString]) -> Result<(), Box<dyn Error>> {
    Err("this fadu-bindgen was built without its feature `test-runner`".into())
}
