#!/usr/bin/env bash
# Resolves pyproject.toml into requirements/*.txt: exact versions with the hashes of every platform's files.
# Only PyPI is asked, and no address of an index or path of this machine gets into a lock.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=.build/lock
[ -x "$tool/bin/uv" ] || { python3 -m venv "$tool" && "$tool/bin/python" -m pip install --quiet uv; }

resolve() { # the file to write, then what to resolve
  local lock=$1
  shift
  env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
    "$tool/bin/uv" pip compile --quiet --no-config --native-tls --universal --python-version 3.11 \
    --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-build-options \
    --output-file "$lock" "$@"
}

resolve requirements/runtime.txt "$@" pyproject.toml
resolve requirements/dev.txt "$@" --constraints requirements/runtime.txt --group dev --group bench pyproject.toml
resolve requirements/native-opencc.txt "$@" requirements/native-opencc.in
resolve requirements/verapdf.txt "$@" --no-deps requirements/verapdf.in
resolve requirements/pandoc.txt "$@" --no-deps requirements/pandoc.in
