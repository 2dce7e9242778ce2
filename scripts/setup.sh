#!/usr/bin/env bash
# Everything a checkout needs: system packages, .venv with the locked dependencies, the project itself.
# Debian/Ubuntu, Fedora and macOS, as root or with sudo, with or without a terminal. What is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$@"
  exit 1
}

# Runs a probe without a word.
quietly() { "$@" >/dev/null 2>&1 </dev/null; }

# Python can load a shared library of that name: what WeasyPrint will do, on every platform.
has_library() {
  local name
  for name in "$1.so.0" "$1.dylib" "$1.0.dylib" "/opt/homebrew/lib/$1.dylib" "/usr/local/lib/$1.dylib"; do
    quietly "$(python)" -c "import ctypes, sys; ctypes.CDLL(sys.argv[1])" "$name" && return
  done
  return 1
}

# The first Python that is new enough and can make a virtual environment; nothing where there is none.
python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if quietly "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'; then
      echo "$candidate"
      return
    fi
  done
}

has_python() { [ -n "$(python)" ]; }
has_pango() { has_library libpango-1.0 && has_library libpangoft2-1.0; }
has_subset() { has_library libharfbuzz-subset; }
has_java() { quietly java -version; } # macOS ships a `java` that only fails
has_poppler() { quietly pdftoppm -v; }
has_mupdf() { command -v mutool >/dev/null; }
has_ghostscript() { quietly gs --version; }

# need | Debian, Ubuntu | Fedora | Homebrew | what does not work without it
needs() {
  cat <<'TABLE'
python|python3 python3-venv|python3|python@3.13|nothing works: Python 3.11 or newer with venv is needed
pango|libpango-1.0-0 libpangoft2-1.0-0|pango|pango|no PDF can be made
subset|libharfbuzz-subset0|harfbuzz|harfbuzz|every PDF takes many seconds more
java|default-jre-headless|java-headless|openjdk|the EPUB tests cannot run epubcheck
poppler|poppler-utils|poppler-utils|poppler|the PDF tests cannot look at pages
mupdf|mupdf-tools|mupdf|mupdf-tools|make check-all does not compare pages with MuPDF
ghostscript|ghostscript|ghostscript|ghostscript|make check-all does not compare pages with Ghostscript
TABLE
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    return 1
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@" # nobody is there to type a password
  fi
}

packager() {
  local tool
  for tool in apt-get dnf brew; do
    if command -v "$tool" >/dev/null; then
      echo "$tool"
      return
    fi
  done
}

install_packages() { # the packager, then the packages
  local tool=$1
  shift
  case $tool in
    apt-get)
      as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
      ;;
    dnf) as_root dnf install -y -q "$@" ;;
    brew) brew install --quiet "$@" ;;
  esac </dev/null
}

missing_needs() {
  local need rest
  needs | while IFS='|' read -r need rest; do
    "has_$need" </dev/null || echo "$need|$rest"
  done
}

install_system() {
  local missing tool column packages
  missing=$(missing_needs)
  [ -n "$missing" ] || return 0
  tool=$(packager)
  case $tool in
    apt-get) column=2 ;;
    dnf) column=3 ;;
    brew) column=4 ;;
    *) say "No apt-get, dnf or brew here: install by hand what the next lines miss." ;;
  esac
  if [ -n "$tool" ]; then
    packages=$(cut -d'|' -f"$column" <<<"$missing" | tr '\n' ' ')
    say "Installing: $packages"
    # shellcheck disable=SC2086 # a list of words
    install_packages "$tool" $packages ||
      say "Could not install them; as an administrator run: $tool install $packages"
    missing=$(missing_needs)
  fi
  [ -z "$missing" ] || awk -F'|' '{ print "Still missing: " $1 " – " $5 "." }' <<<"$missing" >&2
  has_python || die "Install Python 3.11 or newer with its venv module, or name one: PYTHON=/path/to/python3 make setup"
  has_pango || die "Install Pango first: the tests and the demo make PDFs."
}

install_project() {
  local environment=.venv/bin/python
  quietly "$environment" -m pip --version || "$(python)" -m venv --clear .venv
  "$environment" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
  "$environment" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
}

install_system
install_project
