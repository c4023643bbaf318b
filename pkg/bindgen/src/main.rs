//! wasm-bindgen's two commands from the library this workspace locks.
fn main() {}
