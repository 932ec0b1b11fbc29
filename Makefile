# What one does with this repository. Needs git, make and Python 3.11 or newer; the rest is installed
# into .venv, with the versions locked under requirements/. `make PYTHON=/path/to/python3 …` chooses a Python.

PYTHON ?=
VENV := .venv
PY := $(VENV)/bin/python
# What publishes stands apart: mike would build with ProperDocs, which `make test` has in the other one.
PUBLISH := .venv-publish
# What `make publish` publishes: a release, or dev. `make publish VERSION=3.0 PUSH=--push` sends it off, too.
VERSION ?= dev
PUSH ?=

# A folder that was moved or copied takes an environment along that still points at its old place.
ifneq ($(shell cat $(VENV)/made-for 2>/dev/null),$(CURDIR))
$(shell rm -f $(VENV)/site $(VENV)/dev)
endif
ifneq ($(shell cat $(PUBLISH)/made-for 2>/dev/null),$(CURDIR))
$(shell rm -f $(PUBLISH)/publish)
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve lint test quick thorough browser editor matrix versions publish bench pictures lock clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name words; \
		do printf '  make %-8s %s\n' "$$name" "$$words"; done

site: $(VENV)/site ## build the example site into site/
	$(VENV)/bin/gameplan build

serve: $(VENV)/site ## show the example site while you edit; it rebuilds by itself
	$(PY) -m mkdocs serve --livereload

lint: $(VENV)/dev ## style and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

test: lint quick thorough editor browser matrix versions ## everything: lint, all tests, a real editor, a real browser, every generator, every version

quick: $(VENV)/dev ## the tests that take less than a minute
	$(PY) -m pytest -n auto --dist worksteal

thorough: $(VENV)/dev ## the tests that build whole sites or try every value there is
	$(PY) -m pytest -n auto --dist worksteal -m thorough

browser: $(VENV)/dev ## the tests of real pages; installs Chromium where there is none
	$(PY) scripts/browser.py --install
	$(PY) -m pytest tests/browser

editor: $(VENV)/dev ## the tests of the schemas in a real language server; installs it into .cache/
	$(PY) scripts/editor.py --install
	$(PY) -m pytest tests/editor

matrix: $(VENV)/dev ## the same pages on MkDocs and ProperDocs, oldest and newest
	$(PY) -m pytest tests/matrix

versions: $(VENV)/dev ## all releases of the example published with mike, and seen in a browser
	$(PY) scripts/browser.py --install
	$(PY) -m pytest tests/publish

publish: $(PUBLISH)/publish ## put VERSION (such as 3.0, or dev) into the branch gh-pages
	$(PUBLISH)/bin/gameplan publish $(VERSION) $(PUSH)

bench: $(VENV)/site ## compare with plain MkDocs and Material on the same content
	$(PY) -m benchmarks.run

pictures: $(VENV)/dev site ## take the pictures of the README and the guide anew
	$(PY) scripts/browser.py --install
	$(PY) scripts/screenshots.py site

lock: ## refresh requirements/*.txt to the newest versions that fit pyproject.toml
	$(if $(PYTHON),$(PYTHON),python3) scripts/lock.py

clean: ## remove what was made here
	rm -rf $(VENV) $(PUBLISH) site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each environment is made once, and again when its lock or the package's own metadata changes.
$(VENV)/%: requirements/%.txt requirements/site.txt pyproject.toml scripts/venv.sh
	@PYTHON="$(PYTHON)" sh scripts/venv.sh $<
	@touch $@

$(PUBLISH)/publish: requirements/publish.txt requirements/site.txt pyproject.toml scripts/venv.sh
	@PYTHON="$(PYTHON)" sh scripts/venv.sh $< $(PUBLISH)
	@touch $@
