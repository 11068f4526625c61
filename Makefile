# Every target sets up what it needs: Python 3.11 or newer and make are enough.
PYTHON ?= python3
BIN := .venv/bin
PACKAGES := booking db bot web mail calendars wording simulator commands main.py tests benchmarks
.DEFAULT_GOAL := help
# What the tests start again and again is compiled once.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup demo test check bench format

help: ## what can be done here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/run ## what the program needs, in .venv

demo: .venv/run ## the whole service on this machine, with example people; prints the page to open
	$(BIN)/python main.py demo

test: .venv/dev ## every test, on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/dev ## format, lint, types, import directions, texts in three languages
	$(BIN)/ruff format --check $(PACKAGES)
	$(BIN)/ruff check $(PACKAGES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m wording.check

bench: .venv/dev ## speed, each figure beside its floor
	$(BIN)/python -m benchmarks

format: .venv/dev ## mend what the formatter and the linter can mend
	$(BIN)/ruff format $(PACKAGES)
	$(BIN)/ruff check --fix $(PACKAGES)
