#!/usr/bin/env bash
# Finds the browsers that the tests drive, and installs what is missing from Debian's archive
# where it may: as root, or by sudo without a password.
#
#   ensure-browsers.sh             says which there are
#   ensure-browsers.sh COMMAND…    runs COMMAND with CHROMIUM, FIREFOX and BROWSERS set
#
# BROWSERS says which to use, both unless told. One that was asked for and is not to be had is an
# error: a browser is never skipped in silence. CHROMIUM and FIREFOX name programs elsewhere.
set -euo pipefail

wanted=${BROWSERS:-chromium firefox}
read -ra wanted <<< "${wanted//,/ }"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/fadu

say() { printf 'browsers: %s\n' "$*" >&2; }
first() { local name; for name; do command -v "$name" 2>/dev/null && return 0; done; return 1; }

find_all() {
  local name
  missing=()
  for name in "${wanted[@]}"; do
    case $name in
      chromium)
        CHROMIUM=${CHROMIUM:-$(first chromium chromium-browser google-chrome google-chrome-stable \
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')} || missing+=(chromium)
        [ ! "${CHROMIUM:-}" ] || export CHROMIUM ;;
      firefox)
        FIREFOX=${FIREFOX:-$(first firefox-esr firefox \
          /Applications/Firefox.app/Contents/MacOS/firefox)} || missing+=(firefox-esr)
        [ ! "${FIREFOX:-}" ] || export FIREFOX ;;
      *) say "BROWSERS may name chromium and firefox, not '$name'"; exit 1 ;;
    esac
  done
}

find_all
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo -n)
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
  # Two runs at once would ask for the same.
  mkdir -p "$cache"
  exec 9>"$cache/browsers.lock"
  ! command -v flock >/dev/null || flock 9
  find_all
  if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]} from Debian's archive"
    { "${root[@]}" apt-get -qq update &&
      "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
        --no-install-recommends -o DPkg::Lock::Timeout=600 "${missing[@]}"; } >&2 </dev/null ||
      say "apt-get failed"
    find_all
  fi
  exec 9>&-
fi

if [ ${#missing[@]} -gt 0 ]; then
  say "missing: ${missing[*]}"
  say "install what is missing, or say which to use: make test BROWSERS=chromium"
  exit 1
fi

BROWSERS=$(IFS=,; echo "${wanted[*]}")
export BROWSERS
if [ $# -gt 0 ]; then exec "$@"; fi
for name in CHROMIUM FIREFOX; do
  [ -z "${!name:-}" ] || printf '%s=%s\n' "$name" "${!name}"
done
