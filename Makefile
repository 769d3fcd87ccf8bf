# Every target does its own set-up, from the lock files in requirements/: the virtual environment
# .venv is made once, and brought up to date when they or pyproject.toml change.
# `make PYTHON=/path/to/python3 ...` names the Python to make it with.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check
TESTS ?= tests
PYTEST_ARGS ?=
export PYTHON

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

.PHONY: help
help: ## Show what can be made.
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '%-18s%s\n' "$$name" "$$text"; done

$(BIN)/python:
	@sh scripts/make-venv $(VENV)

# NAME.stamp: what requirements/NAME.txt locks is installed, and this project as it stands here.
HOLDS_run := run
HOLDS_test := run test
HOLDS_dev := run test dev
HOLDS_browser := browser
HOLDS_site := site
HOLDS_release := run test release
$(VENV)/%.stamp: requirements/%.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Installing $< into $(VENV) ..."
	@$(BIN)/python $(INSTALL) --only-binary :all: --require-hashes --requirement $< --requirement requirements/build.txt
	@$(BIN)/python $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(HOLDS_$*:%=$(VENV)/%.stamp)

.PHONY: demo
demo: $(VENV)/run.stamp ## Run the function on an example, and show what it changes.
	@$(BIN)/python scripts/demo.py

UNIT_TESTS = -m pytest --ignore-glob='tests/e2e*' $(PYTEST_ARGS) $(TESTS)

.PHONY: test
test: $(VENV)/test.stamp ## Run the unit tests.
	@$(BIN)/python $(UNIT_TESTS)

NEWEST := .venv-newest
.PHONY: test-newest
test-newest: ## Run the unit tests with the newest of all that pyproject.toml allows.
	@sh scripts/make-venv $(NEWEST)
	@echo "Installing the newest of what the tests need into $(NEWEST) ..."
	@$(NEWEST)/bin/python $(INSTALL) --upgrade pip
	@$(NEWEST)/bin/python $(INSTALL) --editable '.[validate]' --group test
	@$(NEWEST)/bin/python -m pip freeze --exclude-editable | paste -sd' ' -
	@$(NEWEST)/bin/python $(UNIT_TESTS)

.PHONY: fuzz
fuzz: $(VENV)/run.stamp ## Attack with made-up manifests for SECONDS (600); see docs/testing.md.
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

.PHONY: e2e-mesh
e2e-mesh: $(VENV)/test.stamp ## Run transparent proxying in a real mesh, in network namespaces.
	@bash scripts/install-mesh
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e_mesh

.PHONY: e2e-image
e2e-image: $(VENV)/test.stamp ## Build the image with podman, and test it under kpt and kustomize.
	@PYTHON=$(BIN)/python bash scripts/ci-image $(PYTEST_ARGS)

.PHONY: e2e-apiserver
e2e-apiserver: $(VENV)/test.stamp ## Apply what comes out to a real Kubernetes API server.
	@bash scripts/install-runtimes kubectl etcd kube-apiserver
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e_apiserver

.PHONY: e2e-browser
e2e-browser: $(VENV)/test.stamp $(VENV)/browser.stamp $(VENV)/site.stamp ## Look at the pages that are made in a real browser.
	@bash scripts/install-browser
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e_browser

.PHONY: e2e-release
e2e-release: $(VENV)/release.stamp ## Build a release, and install it in all the ways of docs/install.md.
	@bash scripts/install-runtimes kubectl helm krew validate-krew-manifest
	@$(BIN)/python -m pytest $(PYTEST_ARGS) tests/e2e_release

.PHONY: release
release: $(VENV)/release.stamp ## Build the files of a release into dist/.
	@bash scripts/install-runtimes helm
	@rm -rf dist
	@PYTHON=$(BIN)/python bash scripts/release-build

.PHONY: lint-workflows
lint-workflows: $(VENV)/dev.stamp ## Check the workflows of GitHub, the action, and what they run.
	@bash scripts/install-runtimes actionlint
	@.tools/bin/actionlint .github/workflows/*.yml examples/flux/render.yaml
	@$(BIN)/zizmor --offline --quiet .github action.yml examples/flux/render.yaml

.PHONY: lock
lock: ## Make the lock files in requirements/ again.
	@bash scripts/lock

.PHONY: runtimes
runtimes: ## Install the tools that the end-to-end tests run, into .tools/bin.
	@bash scripts/install-runtimes

.PHONY: site
site: $(VENV)/site.stamp ## Build the documentation site into build/site; a dead link is an error.
	@echo "Building the site ..."
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --clean --site-dir build/site

.PHONY: site-serve
site-serve: $(VENV)/site.stamp ## Serve the documentation site, built again at each change.
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

.PHONY: lint
lint: $(VENV)/dev.stamp ## Check style, format, and which room imports which.
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: format
format: $(VENV)/dev.stamp ## Rewrite the code in the project's format.
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: types
types: $(VENV)/dev.stamp ## Check types.
	@echo "Checking types ..."
	@$(BIN)/mypy

.PHONY: wheel
wheel: $(VENV)/run.stamp ## Build the wheel into dist/.
	@echo "Building the wheel ..."
	@rm -rf dist
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--wheel-dir dist .
	@ls dist

.PHONY: bench
bench: $(VENV)/run.stamp ## Measure speed and memory beside other tools; MANIFESTS="FILE..." adds yours.
	-@bash scripts/install-bench-tools
	@$(BIN)/python -m benchmarks --write $(if $(MANIFESTS),--manifests $(MANIFESTS))

.PHONY: bench-start
bench-start: $(VENV)/run.stamp ## Count the instructions of a small run.
	@$(BIN)/python -m benchmarks --sections start

.PHONY: bench-apply
bench-apply: $(VENV)/run.stamp ## Measure `set-proxy-env apply` on 2,000 files beside kpt.
	@$(BIN)/python -m benchmarks.apply

.PHONY: bench-fleet
bench-fleet: $(VENV)/run.stamp ## Measure what instances do side by side.
	@$(BIN)/python -m benchmarks.fleet

.PHONY: generated
generated: $(VENV)/test.stamp ## Make again what scripts make of the configuration's model and of tables.
	@for script in schema configuration_docs known_kinds checks_docs no_proxy_docs completions command_line architecture; do \
	    $(BIN)/python scripts/generate_$$script.py || exit; \
	done

.PHONY: update-fixtures
update-fixtures: $(VENV)/test.stamp ## Rewrite the expected outputs; read the difference before you commit it.
	@$(BIN)/python -m pytest --quiet --update-fixtures tests/test_fixtures.py tests/e2e tests/e2e_image

.PHONY: clean
clean: ## Remove what make made.
	@rm -rf $(VENV) .tools .mesh build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
