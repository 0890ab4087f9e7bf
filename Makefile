# What people and CI run. `make site` and `make test` need Python 3.11 or newer and nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$name; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-to-run
TEST_STAMP := $(VENV)/.installed-to-test
RELEASE_STAMP := $(VENV)/.installed-to-release
BROWSER_STAMP := $(VENV)/.installed-browser
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore
WORKERS ?= 2
FUZZ_MINUTES ?= 10
KILLS ?= 400
export NO_MKDOCS_2_WARNING := 1
# Tests and benchmarks start our commands hundreds of times: what was compiled is kept, whatever the caller prefers.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help package sbom site serve all test format lint types contract unit browser strict screenshots pictures mutants fuzz interrupted bench script lock golden clean

help:  ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

site: $(RUN_STAMP)  ## generate the pages and build the site into site/
	$(BIN)/iam-atlas build --strict
	@echo
	@echo "Open   $(CURDIR)/site/index.html"
	@echo "Edit   accounts.yaml, with a live preview: $(BIN)/iam-atlas serve"

serve: $(RUN_STAMP)  ## live preview on http://127.0.0.1:8000
	$(BIN)/iam-atlas serve

test: lint types contract strict all  ## everything that must hold

lint: $(TEST_STAMP)  ## format and lint, changing nothing
	$(BIN)/ruff format --check generator tests benchmarks scripts
	$(BIN)/ruff check generator tests benchmarks scripts

format: $(TEST_STAMP)  ## put the code into its format
	$(BIN)/ruff format generator tests benchmarks scripts
	$(BIN)/ruff check --fix generator tests benchmarks scripts

types: $(TEST_STAMP)  ## strict types
	$(BIN)/mypy

contract: $(TEST_STAMP)  ## imports go one way only
	$(BIN)/lint-imports

strict: $(TEST_STAMP)  ## the committed pages are fresh, and MkDocs builds them without a warning
	$(BIN)/iam-atlas generate --check
	$(BIN)/iam-atlas build --strict

# One run for both kinds of test: they share the sites that they build, and neither waits for the other.
all: $(TEST_STAMP) $(BROWSER_STAMP)  ## every test
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal

unit: $(TEST_STAMP)  ## every test that needs no browser
	$(BIN)/pytest -q -n $(WORKERS) -m "not browser"

browser: $(TEST_STAMP) $(BROWSER_STAMP)  ## what a reader sees, in Chromium
	$(BIN)/pytest -q -n $(WORKERS) -m browser --dist loadfile

screenshots: $(TEST_STAMP) $(BROWSER_STAMP)  ## pictures of the built sites into screenshots/; ONLY=overview takes some
	$(BIN)/python scripts/screenshots.py $(ONLY)

pictures: $(TEST_STAMP) $(BROWSER_STAMP)  ## take the pictures in README.md anew, into docs/images/; ONLY=overview takes some
	$(BIN)/python scripts/pictures.py $(ONLY)

mutants: $(TEST_STAMP)  ## break the engine in hundreds of ways; a test must notice each (minutes; WORKERS at a time)
	WORKERS=$(WORKERS) $(BIN)/python scripts/mutants.py

fuzz: $(TEST_STAMP)  ## very large input, then random input to all that reads, for FUZZ_MINUTES (10)
	IAM_ATLAS_LARGE=1 $(BIN)/pytest -q tests/hostile/test_hostile_sizes.py
	PYTHONPATH=tests $(BIN)/python -m fuzz $(FUZZ_MINUTES)

interrupted: $(TEST_STAMP)  ## end commands at hundreds of moments, fill the disk at every one, and look at what is left (minutes)
	IAM_ATLAS_KILLS=$(KILLS) $(BIN)/pytest -q tests/interrupted tests/cli/test_serve.py

bench: $(TEST_STAMP) $(BROWSER_STAMP)  ## what takes how long, beside budgets and the naive way; ONLY=S measures one size; asserts nothing
	ONLY="$(ONLY)" PYTHONPATH=tests $(BIN)/python -m benchmarks

golden: $(TEST_STAMP)  ## accept changed golden files; read the difference before committing it
	IAM_ATLAS_ACCEPT=1 $(BIN)/pytest -q -n $(WORKERS) -m "not browser" || true
	$(BIN)/iam-atlas generate
	git diff --stat

script: $(TEST_STAMP)  ## link the modules in generator/iam_atlas/site/scripts/ into the script that pages load
	$(BIN)/python scripts/link_script.py

package: $(RELEASE_STAMP)  ## wheel and sdist into dist/, the same bytes every time; then a site from the wheel alone
	rm -rf dist build/package
	$(BIN)/python -m build --no-isolation --outdir dist .
	$(PYTHON) -m venv build/package
	build/package/bin/python -m pip install --quiet --require-hashes -r requirements.txt
	build/package/bin/python -m pip install --quiet --no-deps dist/*.whl
	build/package/bin/iam-atlas init build/package/org
	build/package/bin/iam-atlas build --strict --file build/package/org/accounts.yaml

sbom: $(RELEASE_STAMP)  ## what a run needs, as CycloneDX, into dist/sbom.json
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o dist/sbom.json requirements.txt

lock: $(TEST_STAMP)  ## pin every dependency again, with hashes
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header \
		--group test --group check pyproject.toml -o requirements-test.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header \
		--constraints requirements-test.txt pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header \
		--constraints requirements-test.txt --group release pyproject.toml -o requirements-release.txt

clean:  ## remove what can be made again
	rm -rf $(VENV) site build screenshots .iam-atlas .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find generator tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found on the PATH." >&2; \
		echo "Install it, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# The package itself goes in as a link to generator/, so that a change there needs no new installation.
$(RUN_STAMP): requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --editable .
	@touch $@

$(TEST_STAMP): requirements-test.txt $(RUN_STAMP)
	$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

$(RELEASE_STAMP): requirements-release.txt $(TEST_STAMP)
	$(PIP) --require-hashes -r requirements-release.txt
	@touch $@

$(BROWSER_STAMP): $(TEST_STAMP)
	BIN=$(BIN) sh tests/browser/install-chromium.sh
	@touch $@
