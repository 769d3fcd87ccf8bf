# Every target does its own set-up: the virtual environment .venv is made once, and again when
# pyproject.toml changes. `make PYTHON=/path/to/python3 ...` names the Python to make it with.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TESTS ?= tests
PYTEST_ARGS ?=
export PYTHON

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show what can be made.
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '%-18s%s\n' "$$name" "$$text"; done

$(BIN)/python:
	@sh scripts/make-venv $(VENV)

$(VENV)/runtime.stamp: pyproject.toml | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/python
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/runtime.stamp

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/runtime.stamp $(VENV)/test.stamp

.PHONY: demo
demo: $(VENV)/runtime.stamp ## Run the function on an example, and show what it changes.
	@$(BIN)/python scripts/demo.py

.PHONY: test
test: $(VENV)/test.stamp ## Run the unit tests.
	@$(BIN)/python -m pytest --ignore-glob='tests/e2e*' $(PYTEST_ARGS) $(TESTS)

.PHONY: fuzz
fuzz: $(VENV)/runtime.stamp ## Attack with made-up manifests for SECONDS (600); see docs/testing.md.
	@PYTHONPATH=tests $(BIN)/python -m fuzz $(if $(SECONDS),--seconds $(SECONDS)) \
	  $(if $(DOCUMENTS),--documents $(DOCUMENTS)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(CASE),--case $(CASE)) $(if $(REPEAT),--repeat $(REPEAT)) $(if $(CORPUS),--corpus $(CORPUS))

.PHONY: e2e
e2e: $(VENV)/test.stamp ## Run the end-to-end tests, with real kpt, kustomize and Helm.
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e

.PHONY: e2e-clients
e2e-clients: $(VENV)/test.stamp ## Run real HTTP clients through a real proxy, against the rule table.
	@bash scripts/install-clients
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e_clients tests/e2e_runtimes

.PHONY: e2e-image
e2e-image: $(VENV)/test.stamp ## Build the image with podman, and test it under kpt and kustomize.
	@PYTHON=$(BIN)/python bash scripts/ci-image $(PYTEST_ARGS)

.PHONY: lock
lock: ## Make the lock files in requirements/ again.
	@bash scripts/lock

.PHONY: runtimes
runtimes: ## Install the tools that the end-to-end tests run, into .tools/bin.
	@bash scripts/install-runtimes

.PHONY: lint
lint: $(VENV)/dev.stamp ## Check style and format.
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: format
format: $(VENV)/dev.stamp ## Rewrite the code in the project's format.
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: types
types: $(VENV)/dev.stamp ## Check types.
	@$(BIN)/mypy

.PHONY: wheel
wheel: $(BIN)/python ## Build the wheel into dist/.
	@rm -rf dist
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist

.PHONY: bench
bench: $(VENV)/runtime.stamp ## Measure speed and memory, and print the table.
	@$(BIN)/python -m benchmarks

.PHONY: bench-apply
bench-apply: $(VENV)/runtime.stamp ## Measure `set-proxy-env apply` on 2,000 files beside kpt.
	@$(BIN)/python -m benchmarks.apply

.PHONY: bench-fleet
bench-fleet: $(VENV)/runtime.stamp ## Measure what instances do side by side.
	@$(BIN)/python -m benchmarks.fleet

.PHONY: schema
schema: $(VENV)/runtime.stamp ## Make the configuration's schema and check again from its model.
	@$(BIN)/python scripts/generate_schema.py

.PHONY: update-fixtures
update-fixtures: $(VENV)/test.stamp ## Rewrite the expected outputs; read the difference before you commit it.
	@$(BIN)/python -m pytest --quiet --update-fixtures tests/test_fixtures.py tests/e2e tests/e2e_image

.PHONY: clean
clean: ## Remove what make made.
	@rm -rf $(VENV) .tools build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
