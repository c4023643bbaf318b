#!/usr/bin/env bash
# Looks for spelling mistakes with `typos`, which comes from PyPI as a ready program.
set -euo pipefail
version=1.52.0
folder=${XDG_CACHE_HOME:-$HOME/.cache}/fadu/typos-$version

if [ ! -x "$folder/bin/typos" ]; then
  pip=()
  for candidate in "python3 -m pip" pip3 pip; do
    read -ra pip <<< "$candidate"
    "${pip[@]}" --version >/dev/null 2>&1 && break
    pip=()
  done
  if [ ${#pip[@]} -eq 0 ]; then
    echo "typos: neither pip nor $folder is there; install python3-pip" >&2
    exit 1
  fi
  "${pip[@]}" install --quiet --no-deps --upgrade --target "$folder" "typos==$version"
fi
exec "$folder/bin/typos" "$@"
