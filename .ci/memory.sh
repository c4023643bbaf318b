#!/usr/bin/env bash
# Prints one processor's time and the most memory of `fadu`, optimised, on the pack of ten
# thousand lines and on what is as large as the specification lets it be. Asserts nothing.
# Needs /usr/bin/time (Debian: `time`). BENCH_PROFILE=sameness builds in a third of the time.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${BENCH_PROFILE:-release}
target=${CARGO_TARGET_DIR:-target}
cargo build --locked --profile "$profile" --bin fadu --quiet
bench() { cargo bench --locked --no-default-features --bench decisions --quiet \
  ${BENCH_PROFILE:+--profile "$profile"} -- "$1"; }
said=$(mktemp)
trap 'rm -f "$said"' EXIT

run() {
  local name=$1
  shift
  # What is asked for may well be refused: then the exit code is 1, and that is measured too.
  /usr/bin/time --quiet -f '%U %S %M' -o "$said" "$target/$profile/fadu" "$@" > /dev/null 2>&1 || true
  awk -v name="$name" '{ printf "%7.2f s %6.0f MB  %s\n", $1 + $2, $3 / 1024, name }' "$said"
}

bench write-large
run '10,000 lines: fadu check' check target/large
run '10,000 lines: fadu fmt --check' fmt --check target/large
run '10,000 lines: fadu test' test target/large
run '40,000 lines: fadu check' check target/larger
bench write-limits | while IFS=$'\t' read -r name command; do
  read -ra words <<< "$command"
  run "$name" "${words[@]}"
done
