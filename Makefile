# What a developer does here. Everything runs in .venv, installed from the hashed locks; PyPI is all that is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := src tests evaluate docs bench training tools

.PHONY: assets demo test check lint types imports gate evaluate lock picture

demo: $(VENV)/.installed
	$(BIN)/communique read examples/talks.txt

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

# The tests come last, so that their summary closes the output.
check: lint types imports gate test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.installed-dev
	$(BIN)/mypy --strict src

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

gate: $(VENV)/.installed-dev
	$(BIN)/python evaluate/gate.py

# The figures by kind and publisher of every annotated set at hand, then the gate's verdict.
evaluate: $(VENV)/.installed-dev
	for set in tests/golden ../shared/gold ../shared/train; do \
	  if [ -d $$set ]; then echo "== $$set"; $(BIN)/communique evaluate readouts $$set || exit 1; fi; \
	done
	for file in ../shared/eval/plv_dev.tsv; do \
	  if [ -f $$file ]; then echo "== $$file"; $(BIN)/communique evaluate plv $$file || exit 1; fi; \
	done
	for file in ../shared/petrarch/PETR.UnitTest.records.xml; do \
	  if [ -f $$file ]; then echo "== $$file"; $(BIN)/communique evaluate petrarch $$file || exit 1; fi; \
	done
	@echo "== evaluate/alarms.tsv"
	$(BIN)/communique evaluate pairs evaluate/alarms.tsv
	$(BIN)/python evaluate/gate.py
	$(BIN)/python evaluate/actors.py --misses

# The README's picture; called by hand when the page's look or the reading changes. It wants Chromium.
picture: $(VENV)/.installed
	@mkdir -p build
	$(BIN)/communique read examples/talks.txt --html build/page.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1400,900 \
	  --screenshot=docs/page.png file://$(CURDIR)/build/page.html
	@test $$(wc -c < docs/page.png) -lt 300000 || { echo "docs/page.png is over 300 kB" >&2; exit 1; }

# The charts and third-party files that the pages ship; by hand, when web-assets/ changes. It wants Node 20.
assets:
	cd web-assets && npm ci --no-audit --no-fund && npm run build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Communiqué needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.installed

# Pin anew after a change of the dependencies in pyproject.toml. `--upgrade` is left to a person: make lock UV="... --upgrade".
UV := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
  --custom-compile-command "make lock"
lock: | $(VENV)/bin/python
	$(PIP) install uv
	$(BIN)/$(UV) --quiet --output-file requirements.lock
	$(BIN)/$(UV) --quiet --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
