PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
FOLDER ?=

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# uv takes seconds where pip takes minutes; pip does it where uv can't be had, or needs an index that only pip was told of.
install = $(BIN)/uv pip install --quiet --python $(BIN)/python --editable '$(1)' || $(PIP) --editable '$(1)'

.DEFAULT_GOAL := help
.PHONY: help demo test lint format serve bench docs clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: $(VENV)/.base ## install into .venv and extract from the corpus: a table worth looking at
	$(BIN)/chipwire demo

test: $(VENV)/.test ## install what the tests need and run them all
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.lint ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.lint ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(VENV)/.base ## start the service on PORT (8000)
	$(BIN)/chipwire serve --port $(PORT)

bench: $(VENV)/.base ## words a second against the bare tokenizer; FOLDER=... adds articles of yours
	$(BIN)/python -m benchmarks.speed $(FOLDER)

docs: $(VENV)/.base ## build the documentation site into build/site
	$(call install,.[docs])
	$(BIN)/mkdocs build --strict

clean: ## remove .venv and what tools left
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "chipwire needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	-$(PIP) uv

# What every process imports is compiled as it is installed; the tools of the tests, each used by few, as they are imported.
$(VENV)/.base: export UV_COMPILE_BYTECODE = 1
$(VENV)/.base: $(VENV)/bin/python pyproject.toml
	$(call install,.)
	@touch $@

$(VENV)/.test: $(VENV)/.base
	$(call install,.[test])
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	$(call install,.[lint])
	@touch $@
