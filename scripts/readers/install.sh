#!/usr/bin/env bash
# Two reading systems and Ace by DAISY, for `make check-all`. In: a folder. Out: the folder, filled, with `ready` in it.
# They need Node and a Chromium; without either the tests that use them are skipped and say so.
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/open_book.mjs" "$folder/"
if command -v npm >/dev/null; then
  (cd "$folder" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --no-save --no-package-lock \
    @daisy/ace-cli@1.4.6 puppeteer-core@24 foliate-js@1 epubjs@0.3.93) || echo "npm could not fetch the reading systems" >&2
fi
touch "$folder/ready"
