#!/usr/bin/env bash
# Finds the browsers that the tests drive, with their drivers, and installs what is missing where
# it may: from Debian's archive as root or by sudo without a password, geckodriver (which Debian
# lacks) from crates.io.
#
#   ensure-browsers.sh             says which there are
#   ensure-browsers.sh COMMAND…    runs COMMAND with CHROMIUM, CHROMEDRIVER, FIREFOX, GECKODRIVER
#                                  and BROWSERS set
#
# BROWSERS says which to use: "chromium firefox" unless told. One that was asked for and is not to
# be had is an error: a browser is never skipped in silence.
set -euo pipefail

wanted=${BROWSERS:-chromium firefox}
wanted=${wanted//,/ }
cache=${XDG_CACHE_HOME:-$HOME/.cache}/fadu
gecko=0.37.1

say() { printf 'browsers: %s\n' "$*" >&2; }
first() { local name; for name; do command -v "$name" 2>/dev/null && return 0; done; return 1; }
wants() { [[ " $wanted " == *" $1 "* ]]; }

for name in $wanted; do
  case $name in
    chromium | firefox) ;;
    *) say "BROWSERS may name chromium and firefox, not '$name'"; exit 1 ;;
  esac
done

find_all() {
  missing=()
  if wants chromium; then
    CHROMIUM=${CHROMIUM:-$(first chromium chromium-browser google-chrome google-chrome-stable \
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')} || missing+=(chromium)
    CHROMEDRIVER=${CHROMEDRIVER:-$(first chromedriver)} || missing+=(chromium-driver)
  fi
  if wants firefox; then
    FIREFOX=${FIREFOX:-$(first firefox-esr firefox /Applications/Firefox.app/Contents/MacOS/firefox)} ||
      missing+=(firefox-esr)
    GECKODRIVER=${GECKODRIVER:-$(first geckodriver "$cache/geckodriver-$gecko/bin/geckodriver")} ||
      missing+=(geckodriver)
  fi
}

find_all
if [ ${#missing[@]} -gt 0 ]; then
  exec 9>"$(mkdir -p "$cache" && echo "$cache/browsers.lock")"
  ! command -v flock >/dev/null || flock 9
  find_all
  debian=()
  for name in "${missing[@]}"; do [ "$name" = geckodriver ] || debian+=("$name"); done
  root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  if [ ${#debian[@]} -gt 0 ] && command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
    say "installing ${debian[*]} from Debian's archive"
    { "${root[@]}" apt-get -qq update &&
      "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=600 "${debian[@]}"; } >&2 || say "apt-get failed"
  fi
  if [[ " ${missing[*]} " == *" geckodriver "* ]] && command -v cargo >/dev/null; then
    say "building geckodriver $gecko (a minute or two)"
    # Without optimisation: it passes messages on, and is built six times as fast.
    CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$cache/geckodriver-build \
      cargo install --quiet --debug --locked --version "$gecko" --root "$cache/geckodriver-$gecko" \
      geckodriver >&2 || say "geckodriver could not be built"
    rm -rf "$cache/geckodriver-build"
  fi
  exec 9>&-
  find_all
fi

if [ ${#missing[@]} -gt 0 ]; then
  say "missing: ${missing[*]}"
  say "install them, or say which to use: make test BROWSERS=chromium"
  exit 1
fi

# With commas: every reader of it takes them.
read -ra wanted <<< "$wanted"
BROWSERS=$(IFS=,; echo "${wanted[*]}")
export BROWSERS
for name in CHROMIUM CHROMEDRIVER FIREFOX GECKODRIVER; do
  [ -z "${!name:-}" ] || export "$name"
done
if [ $# -gt 0 ]; then exec "$@"; fi
for name in CHROMIUM CHROMEDRIVER FIREFOX GECKODRIVER; do
  [ -z "${!name:-}" ] || printf '%s=%s\n' "$name" "${!name}"
done
