# What a person does with a copy of this project. Needs Python 3.11 or newer; `make help` lists it all.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= auto
UV ?= $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)
PYTEST_ARGS ?=
BENCH_ARGS ?=
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SETTINGS := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet

# An environment whose Python has gone (upgraded, moved) is made again.
ifeq ($(shell test -x $(BIN)/python || echo gone),gone)
$(shell rm -f $(VENV)/pyvenv.cfg)
endif

.DEFAULT_GOAL := help
.PHONY: help run demo test lint format lock audit clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8080 changes the port, PYTHON=python3.12 the Python; the first run installs, the next start at once."

run: $(VENV)/ready-to-run ## Serve the workshops of this computer to the room (PORT=8000)
	@$(BIN)/rebond serve --port $(PORT)

demo: $(VENV)/ready-to-run ## Watch a room of simulated people vote, on this computer only
	@$(BIN)/rebond demo

test: lint ## Check everything: style, types, spelling, then every test this machine can run
	$(BIN)/pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

lint: $(VENV)/ready-to-test ## Check style, types and spelling only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell

format: $(VENV)/ready-to-test ## Put the code in its one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Write down exact dependencies again, needs uv (UPGRADE=--upgrade for newer versions)
	@command -v $(UV) >/dev/null || { echo "rebond: make lock needs uv; install it, or give its path: make lock UV=…" >&2; exit 1; }
	$(UV) pip compile pyproject.toml $(SETTINGS) $(UPGRADE) --extra postgres --group build -o requirements.lock
	$(UV) pip compile pyproject.toml $(SETTINGS) $(UPGRADE) --extra postgres --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(UV) pip compile pyproject.toml $(SETTINGS) $(UPGRADE) --extra postgres --group build --group bench -c requirements.lock -o requirements-bench.lock

audit: ## Compare the locked packages with published security advisories, needs uv and the internet
	$(UV) tool run pip-audit --requirement requirements.lock --require-hashes --disable-pip

bench-print: $(VENV)/ready-to-bench ## Time printing against Typst, fpdf2 and WeasyPrint (BENCH_ARGS="--sizes 30,300,3000")
	@$(BIN)/python -m benchmarks.print $(BENCH_ARGS)

clean: ## Remove the environment and what tools left behind; never the data
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/ready-to-run: requirements.lock
$(VENV)/ready-to-test: requirements-dev.lock
$(VENV)/ready-to-bench: requirements-bench.lock

# Every file is checked against its hash; the project itself is built with the locked tools, off line.
$(VENV)/ready-to-run $(VENV)/ready-to-test $(VENV)/ready-to-bench: pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing what Rebond needs, once..."
	@$(PIP) install --require-hashes -r $(filter %.lock,$^)
	@$(PIP) install --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "rebond: Python 3.11 or newer is needed, and $(PYTHON) is `$(PYTHON) --version 2>/dev/null || echo not there`; give another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "rebond: this Python cannot make environments; install its venv module (Debian, Ubuntu: sudo apt install python3-venv), then make $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
