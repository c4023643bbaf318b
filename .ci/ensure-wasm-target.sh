#!/usr/bin/env bash
# Makes `cargo build --target wasm32-unknown-unknown` work, by whatever this machine can reach.
#
#   ensure-wasm-target.sh           does what is needed and proves it by compiling a crate
#   ensure-wasm-target.sh --check   only says whether the target works (exit 0 or 1)
#   ensure-wasm-target.sh COMMAND…  does the same, then runs COMMAND with the toolchain that has it:
#                                   the one in use, or where need be a second one put before it
#
# Ways, in this order (WASM_TARGET_WAYS limits or reorders them):
#   rustup   rustup target add
#   src      the standard library of exactly this rustc from Debian's rust-src, compiled by this
#            very rustc and laid where `rustup target add` would have put it
#   debian   a second, complete toolchain from Debian 12's rustc-web, unpacked into a folder; it is
#            another release of Rust, so it is the last way
set -euo pipefail

target=wasm32-unknown-unknown
ways=${WASM_TARGET_WAYS:-"rustup src debian"}
cache=${WASM_TARGET_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fadu}
mirror=${WASM_TARGET_MIRROR:-http://deb.debian.org/debian}
suites=${WASM_TARGET_SUITES:-"trixie-backports forky sid trixie bookworm-backports bookworm"}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { printf 'wasm target: %s\n' "$*" >&2; }

# The toolchain itself, behind rustup's shims: every step speaks to the same one from any folder.
rustc_bin=${RUSTC:-$(command -v rustc)} || { say "there is no rustc on PATH"; exit 1; }
sysroot=$("$rustc_bin" --print sysroot)
rustc=$sysroot/bin/rustc
cargo=$sysroot/bin/cargo
"$rustc" -vV >/dev/null 2>&1 || rustc=$rustc_bin
"$cargo" -V >/dev/null 2>&1 || cargo=$(command -v cargo)
release=$("$rustc" -vV | sed -n 's/^release: //p')
commit=$("$rustc" -vV | sed -n 's/^commit-hash: //p')
libdir=$sysroot/lib/rustlib/$target/lib
second=$cache/debian-web/toolchain

# What a proof was made of: the same files by the same rustc need no second proof.
fingerprint() { { "$1" -vV; ls -l --time-style=full-iso "$2"; } 2>/dev/null | cksum; }
proved() { # proved RUSTC LIBDIR
  [ -d "$2" ] && grep -qxF "$(fingerprint "$1" "$2")" "$cache/proved" 2>/dev/null
}
works() { # works RUSTC LIBDIR
  proved "$1" "$2" && return 0
  compiles "$1" || return 1
  mkdir -p "$cache" && fingerprint "$1" "$2" >> "$cache/proved"
}

# A crate that uses core, alloc and std, linked with fat LTO (which needs bitcode in every rlib: a
# careless build of std leaves it out), and a test crate (which needs libtest).
compiles() { # compiles RUSTC
  local d=$work/proof
  rm -rf "$d" && mkdir -p "$d"
  cat > "$d/proof.rs" <<'RS'
use std::collections::BTreeMap;
#[unsafe(no_mangle)]
pub extern "C" fn add(a: i32, b: i32) -> i32 {
    BTreeMap::from([(format!("{a}"), a), (format!("{b}/"), b)]).values().sum()
}
RS
  "$1" --target $target --edition 2024 --crate-type cdylib -C opt-level=3 -C lto=fat \
    -C panic=abort -o "$d/proof.wasm" "$d/proof.rs" >"$work/log" 2>&1 || return 1
  [ "$(head -c 4 "$d/proof.wasm" | od -An -tx1 | tr -d ' \n')" = 0061736d ] || return 1
  printf '#[test] fn t() {}\n' > "$d/t.rs"
  "$1" --target $target --edition 2024 --test -o "$d/t.wasm" "$d/t.rs" >>"$work/log" 2>&1
}

# Only for a toolchain that rustup itself installed, and always by name: without --toolchain rustup
# would change its default toolchain instead.
way_rustup() {
  command -v rustup >/dev/null || { say "there is no rustup"; return 1; }
  local home=${RUSTUP_HOME:-$HOME/.rustup} manifest=$sysroot/lib/rustlib/manifest-rust-std-$target f
  if [ "$(dirname "$sysroot")" != "$(realpath "$home/toolchains" 2>/dev/null)" ] ||
     [ ! -f "$sysroot/lib/rustlib/multirust-channel-manifest.toml" ]; then
    say "rustup did not install $sysroot"; return 1
  fi
  timeout 60 rustup target add --toolchain "$(basename "$sysroot")" $target >"$work/log" 2>&1 || return 1
  # Files that way_src left here would make every crate ambiguous (E0464).
  [ -f "$manifest" ] || return 0
  for f in "$libdir"/*; do
    grep -qxF "file:lib/rustlib/$target/lib/$(basename "$f")" "$manifest" || rm -f "$f"
  done
}

# apt with sources, lists and cache of its own: the system's stay as they are.
apt_for() { # apt_for SUITE COMMAND...
  local suite=$1 tool=$2 d=$work/apt-$1 uri=$mirror; shift 2
  case $suite in *-security) uri=${mirror%/debian}/debian-security ;; esac
  if [ ! -d "$d" ]; then
    mkdir -p "$d"/lists/partial "$d"/archives/partial "$d"/empty
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$uri" "$suite" > "$d/sources.list"
    : > "$d/status"
  fi
  "$tool" -qq -o Dir::Etc::SourceList="$d/sources.list" -o Dir::Etc::SourceParts="$d/empty" \
    -o Dir::State="$d" -o Dir::State::Lists="$d/lists" -o Dir::State::status="$d/status" \
    -o Dir::Cache="$d" -o Dir::Cache::archives="$d/archives" \
    -o APT::Update::Post-Invoke-Success::= -o DPkg::Post-Invoke::= -o Acquire::Languages=none \
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o APT::Sandbox::User=root "$@"
}

rust_src() { # prints the path of a .deb with the sources of $release
  local suite version deb
  for deb in "$cache"/rust-src_"$release"[+~-]*.deb; do
    [ -f "$deb" ] && { echo "$deb"; return 0; }
  done
  for suite in $suites; do
    apt_for "$suite" apt-get update >"$work/log" 2>&1 || { say "$suite: apt-get update failed"; continue; }
    version=$(apt_for "$suite" apt-cache madison rust-src 2>/dev/null |
      awk -F'|' '{gsub(/ /,"",$2); print $2}' | grep -E "^${release//./\\.}[+~-]" | head -n 1) || version=
    [ -n "$version" ] || { say "$suite: no rust-src $release"; continue; }
    say "$suite: rust-src $version"
    (cd "$work" && apt_for "$suite" apt-get download "rust-src=$version" >"$work/log" 2>&1) || continue
    mkdir -p "$cache" && mv "$work"/rust-src_*.deb "$cache"/
    ls -t "$cache"/rust-src_"$release"*.deb | head -n 1
    return 0
  done
  return 1
}

# Compiles std and lays it into a folder, with nothing of the caller's flags leaking in.
# The dozen small crates that std's lock file pins come from crates.io.
compile_std() { # compile_std CARGO RUSTC SOURCES COMMIT LIBDIR
  local d=$work/stub out=$work/stub/target/$target/release/deps
  rm -rf "$d" && mkdir -p "$d/src" && : > "$d/src/lib.rs"
  printf '%s\n' '[package]' 'name = "stub"' 'version = "0.0.0"' 'edition = "2024"' \
    '[profile.release]' 'panic = "abort"' 'codegen-units = 1' > "$d/Cargo.toml"
  say "compiling std (a minute or two)"
  # embed-bitcode: cargo turns it off in a profile without LTO, and then nothing links with LTO.
  # remap-path-prefix: panic messages name the same places as those of the official std.
  (cd "$d" && env -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_RUSTFLAGS -u CARGO_BUILD_TARGET \
    -u CARGO_TARGET_DIR -u RUSTC_WRAPPER -u RUSTC_WORKSPACE_WRAPPER -u RUSTUP_TOOLCHAIN \
    RUSTC="$2" RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=$3=/rustc/$4" \
    "$1" build --release --quiet -Zbuild-std=std,panic_abort,test --target $target \
    >"$work/log" 2>&1) || return 1
  rm -f "$out"/libstub-*.rlib
  rm -rf "${5:?}" && mkdir -p "$5" && cp "$out"/lib*.rlib "$5"/
}

way_src() {
  local deb src=$sysroot/lib/rustlib/src/rust
  [ -w "$sysroot/lib/rustlib" ] || { say "$sysroot is not writable"; return 1; }
  if [ "$(cat "$src/.release" 2>/dev/null)" != "$release" ]; then
    deb=$(rust_src) || return 1
    mkdir -p "$work/deb"
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/deb" "./usr/src/rustc-$release/library" || return 1
    rm -rf "$src/library" && mkdir -p "$src"
    mv "$work/deb/usr/src/rustc-$release/library" "$src/library"
    echo "$release" > "$src/.release"
  fi
  compile_std "$cargo" "$rustc" "$src" "$commit" "$libdir"
}

way_debian() {
  local root=${second%/toolchain} security=bookworm-security lib=usr/lib/x86_64-linux-gnu deb name
  if [ "$(. /etc/os-release; echo "${VERSION_CODENAME:-}")" != bookworm ]; then
    say "rustc-web is in Debian 12 only"; return 1
  fi
  rm -rf "$root" && mkdir -p "$root/debs" "$second/bin"
  apt_for $security apt-get update >"$work/log" 2>&1 &&
    apt_for bookworm apt-get update >"$work/log" 2>&1 &&
    name=$(apt_for $security apt-cache depends libstd-rust-web-dev | sed -n 's/.*Depends: \(libstd-rust-web-[0-9.]*\)$/\1/p' | head -n 1) &&
    (cd "$root/debs" &&
      apt_for $security apt-get download rustc-web cargo-web rust-web-src rust-web-clippy \
        libstd-rust-web-dev "$name" libllvm22 lld-22 libgit2-1.5 >"$work/log" 2>&1 &&
      apt_for bookworm apt-get download libhttp-parser2.9 libmbedcrypto7 libmbedx509-1 libmbedtls14 \
        libssh2-1 >"$work/log" 2>&1) || return 1
  for deb in "$root"/debs/*.deb; do
    case $deb in
      */rust-web-src_*) dpkg-deb --fsys-tarfile "$deb" |
        tar -x -C "$root" --wildcards './usr/lib/rustlib' './usr/src/rustc-*/library' ;;
      *) dpkg-deb -x "$deb" "$root" ;;
    esac || return 1
  done
  rm -rf "$root/debs"
  ln -sf lld-22 "$root/usr/bin/rust-lld" # Debian's own link is in a package that wants all of LLVM
  ln -sfn ../usr/lib "$second/lib"
  # The programs find their libraries and the linker in the folder.
  for name in rustc cargo rustdoc cargo-clippy clippy-driver; do
    printf '#!/bin/sh\nexport LD_LIBRARY_PATH="%s${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" PATH="$PATH:%s"\nexec "%s" "$@"\n' \
      "$root/$lib:$root/usr/lib/llvm-22/lib" "$root/usr/bin" "$root/usr/bin/$name" > "$second/bin/$name"
    chmod +x "$second/bin/$name"
  done
  compile_std "$second/bin/cargo" "$second/bin/rustc" "$root/usr/lib/rustlib/src/rust" \
    "$("$second/bin/rustc" -vV | sed -n 's/^commit-hash: //p')" "$root/usr/lib/rustlib/$target/lib"
}

command=()
[ "${1:-}" = --check ] || command=("$@")
finish() {
  rm -rf "${work:-}"
  [ ${#command[@]} -eq 0 ] || exec "${command[@]}"
  exit 0
}
works_with_own() { works "$rustc" "$libdir"; }
works_with_second() {
  [ -x "$second/bin/rustc" ] && works "$second/bin/rustc" "$second/lib/rustlib/$target/lib" || return 1
  say "$("$second/bin/rustc" --version) in $second, not rustc $release"
  PATH=$second/bin:$PATH
}

! proved "$rustc" "$libdir" || finish
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if works_with_own || works_with_second; then finish; fi
[ "${1:-}" != --check ] || { say "does not work with rustc $release"; exit 1; }

# Two runs at once would lay the same files.
mkdir -p "$cache"
exec 9>"$cache/lock"
! command -v flock >/dev/null || flock 9
for way in $ways; do
  say "trying $way"
  if "way_$way" && { works_with_own || works_with_second; }; then
    say "works now, by $way"
    exec 9>&-
    finish
  fi
  [ ! -s "$work/log" ] || say "$way: $(tail -n 2 "$work/log")"
done
say "could not be had for rustc $release by: $ways"
exit 1
