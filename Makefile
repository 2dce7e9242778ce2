# What a maintainer types. `make help` lists it; .ci/run calls `make test`.
# GNU make 3.81 is enough (macOS).

BIN := .venv/bin
JOBS ?= 2
ISSUE ?= examples/2026-03
SCRIPTS ?= zh-Hans zh-Hant-TW

# Written anew by `make setup` when the lock or the set-up itself has changed.
READY := .build/ready
# Native OpenCC shares its module name with opencc-python-reimplemented, so it lives apart.
NATIVE := .build/native-opencc
# The reference checker of PDF/A and PDF/UA, a program of Java.
VERAPDF := .build/verapdf
# Reading systems and Ace, from npm.
READERS := .build/readers
# pandoc as a wheel, and Vivliostyle from npm: peers.
PANDOC := .build/pandoc
VIVLIOSTYLE := .build/vivliostyle

FUZZ ?= html markdown text mhtml docx epub pdf body feed sitemap list issue settings glossary table sheet matcher conversion styles packed
FUZZ_SECONDS ?= 240

.DEFAULT_GOAL := help
.PHONY: help setup demo test check-all lint bench bench-speed bench-clreq bench-ebooks audit fuzz fmt pages lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

setup: $(READY) ## system packages, .venv with the locked dependencies, the project itself

$(READY): scripts/setup.sh requirements/dev.txt pyproject.toml
	scripts/setup.sh
	@mkdir -p $(@D) && touch $@

demo: $(READY) ## make the example issue, in both scripts, to out/
	$(BIN)/bulletin make $(ISSUE) --pdf --epub $(addprefix --script ,$(SCRIPTS)) --output out/
	@echo && echo "The example issue lies in out/:" && ls -1 out/*.pdf out/*.epub

test: lint ## every check that takes seconds
	$(BIN)/pytest -n $(JOBS) -m "not slow"

check-all: lint $(NATIVE)/ready $(VERAPDF)/verapdf $(READERS)/ready ## test, and every check that takes minutes
	$(BIN)/pytest -n $(JOBS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(READY) $(PANDOC)/ready $(VIVLIOSTYLE)/ready ## measure against WeasyPrint alone, Chromium, Typst, OpenCC reimplemented, a bare zip, pandoc; the review's quality
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks speed
	$(BIN)/python scripts/write_performance_page.py

bench-speed: $(READY) $(VIVLIOSTYLE)/ready ## speed and memory of the press against their bounds; writes docs/performance.md (half an hour on a quiet machine)
	$(BIN)/python -m benchmarks speed
	$(BIN)/python scripts/write_performance_page.py

bench-clreq: $(READY) $(VIVLIOSTYLE)/ready ## the CLREQ table (docs/clreq.md), beside Chromium and Vivliostyle where they are installed
	$(BIN)/python -m benchmarks.clreq

bench-ebooks: $(READY) $(PANDOC)/ready $(VIVLIOSTYLE)/ready $(READERS)/ready ## the table of e-books by every tool (docs/epub.md)
	$(BIN)/python -m benchmarks.ebooks

audit: $(READY) ## what is installed is what was locked, whole, and none of it known to be bad; pip-audit where there is a network
	@test -x .build/audit/bin/pip-audit || { $(BIN)/python -m venv .build/audit && .build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; } || rm -rf .build/audit
	$(BIN)/python scripts/audit.py

# atheris is no dependency: it comes as a wheel for Linux only, and lives apart.
fuzz: $(READY) ## fuzz every reader, FUZZ_SECONDS each (scripts/fuzz.py); findings lie in .build/fuzz
	@test -d .build/atheris || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target .build/atheris atheris
	for target in $(FUZZ); do PYTHONPATH=.build/atheris nice $(BIN)/python scripts/fuzz.py $$target $(FUZZ_SECONDS); cat .build/fuzz/$$target/so-far; done

fmt: $(READY) ## format the sources and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

pages: $(READY) ## rewrite the reference pages in docs/ from the tables they show
	$(BIN)/python scripts/write_files_page.py
	$(BIN)/python scripts/write_errors_page.py

# `make lock UPGRADE=--upgrade` moves to the newest versions; without it only what pyproject.toml asks for changes.
lock: ## resolve the dependencies into requirements/, for every platform, with hashes
	scripts/lock.sh $(UPGRADE)

$(NATIVE)/ready: requirements/native-opencc.txt | $(READY)
	rm -rf $(NATIVE)
	$(BIN)/python -m venv $(NATIVE)
	$(NATIVE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VERAPDF)/verapdf: scripts/verapdf/install.sh scripts/verapdf/CheckPdf.java requirements/verapdf.txt | $(READY)
	scripts/verapdf/install.sh $(VERAPDF)

$(READERS)/ready: scripts/readers/install.sh scripts/readers/open_book.mjs | $(READY)
	scripts/readers/install.sh $(READERS)

$(PANDOC)/ready: requirements/pandoc.txt | $(READY)
	rm -rf $(PANDOC)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $(PANDOC) -r $<
	@touch $@

$(VIVLIOSTYLE)/ready:
	@mkdir -p $(@D) && cd $(@D) && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-fund --no-audit @vivliostyle/cli@11 || true
	@touch $@

clean: ## remove what was built; the next target sets it up again
	rm -rf .build .venv out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
