#!/usr/bin/env bash
# Runs the binding's own tests in each browser that BROWSERS names; ensure-browsers.sh set up
# their drivers. The runner takes the browser whose driver's variable it sees.
set -euo pipefail
chromedriver=${CHROMEDRIVER:-}
geckodriver=${GECKODRIVER:-}
unset CHROMEDRIVER GECKODRIVER
for browser in ${BROWSERS//,/ }; do
  echo "--- in $browser"
  case $browser in
    chromium) driver=CHROMEDRIVER=$chromedriver ;;
    firefox) driver=GECKODRIVER=$geckodriver ;;
  esac
  env "$driver" WASM_BINDGEN_USE_BROWSER=1 WASM_BINDGEN_TEST_TIMEOUT=300 CARGO_PROFILE_DEV_DEBUG=0 \
    cargo test --locked -p fadu-wasm --target wasm32-unknown-unknown
done
