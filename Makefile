# Every target sets up what it needs on first use. `make` alone lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
WORKERS ?= 2
THREADS ?= 4
OFFLINE ?=
SOURCE ?=
KEEP ?=
SPT_DATA_DIR ?= data
MCP_PORT ?= 8051

VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
MCP := $(VENV)/.installed-mcp
SERVER := --config dashboard/serving/gunicorn.py
CURRENT := $(SPT_DATA_DIR)/warehouse/current

# Compiled modules are kept, whatever the caller's shell says: else each process of a run compiles all of them again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test etl serve mcp check audit elsewhere bench peers licences clean format

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(SETUP) ## set up only

$(SETUP): pyproject.toml constraints.txt dashboard/serving/slim_plotly.py dashboard/serving/prepared.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	$(BIN)/python -m dashboard.serving.slim_plotly
	$(BIN)/python -m dashboard.serving.prepared
	@touch $@

$(DEV): $(SETUP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(MCP): $(SETUP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[mcp]'
	@touch $@

$(CURRENT): | $(SETUP)
	$(BIN)/python -m etl refresh --offline

run: $(SETUP) $(CURRENT) ## build the warehouse if there is none, serve on http://127.0.0.1:8050 (HOST=, PORT=)
	SPT_ACCESS_LOG=none $(BIN)/gunicorn $(SERVER) --bind $(HOST):$(PORT) --workers 1 --threads 8 dashboard.wsgi:server

serve: $(SETUP) $(CURRENT) ## serve in production (HOST=, PORT=, WORKERS=, THREADS=)
	$(BIN)/gunicorn $(SERVER) --bind $(HOST):$(PORT) --workers $(WORKERS) --threads $(THREADS) dashboard.wsgi:server

mcp: $(MCP) $(CURRENT) ## serve tools for assistants on http://127.0.0.1:8051/mcp (MCP_PORT=); docs/assistants.md
	$(BIN)/python -m dashboard.assistants --http --port $(MCP_PORT)

etl: $(SETUP) ## refresh the warehouse (OFFLINE=1 asks no service; SOURCE="a b" asks only these; KEEP=n builds stay)
	$(BIN)/python -m etl refresh $(if $(OFFLINE),--offline) $(foreach id,$(SOURCE),--source $(id)) $(if $(KEEP),--keep $(KEEP))

test: $(DEV) ## run the tests (of those with many like cases some are drawn in a run; CASES=all runs all)
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --durations 10 $(if $(filter all,$(CASES)),--every-case)

check: $(DEV) ## format, lint, types, import contracts, audit, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory audit test

audit: $(DEV) ## look up every dependency in the database of known vulnerabilities, where it can be reached
	@$(BIN)/python -m tests.audit

elsewhere: $(DEV) ## read the observations back with DuckDB over HTTP and SDMX libraries, in environments of their own
	SPT_TEST_ELSEWHERE=1 $(BIN)/python -m pytest tests/dashboard/api/sdmx tests/dashboard/api/test_duckdb_elsewhere.py

format: $(DEV) ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV) ## measure the budgets, as a table and as JSON
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.bench

peers: ## set up the programs that `make bench` measures beside this one, in an environment of their own (.venv-peers)
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --requirement bench/peers/requirements.txt

licences: $(SETUP) ## write DATA_LICENSES.md from the catalogue
	$(BIN)/python -m etl licences --write

clean: ## remove what the others made, never data/drop
	rm -rf $(VENV) .venv-audit .venv-sdmx .venv-duckdb .venv-peers build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf $(SPT_DATA_DIR)/warehouse $(SPT_DATA_DIR)/answers $(SPT_DATA_DIR)/raw
	find . -name __pycache__ -prune -exec rm -rf {} +
