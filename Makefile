# The two commands of the README, and what developers use. Everything lands in .venv/ and runs/.
PYTHON ?= python3
BIN := .venv/bin
DEMO := runs/demo

.PHONY: demo test test-all lint format bench wheel-test clean

demo: .venv/ready
	$(BIN)/redblue setup
	@rm -rf $(DEMO)
	$(BIN)/redblue exec --agent refuse,echo --limit 270 --out $(DEMO)/others
	$(BIN)/redblue exec --agent comply --guard off,local --limit 270 --out $(DEMO)/comply
	$(BIN)/redblue report $(DEMO)/comply $(DEMO)/others -o $(DEMO)/report.html

test: .venv/ready
	$(BIN)/redblue setup
	$(BIN)/pytest -m "not slow"

test-all: .venv/ready
	$(BIN)/redblue setup
	$(BIN)/pytest

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready
	$(BIN)/python benchmarks/box.py

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch .venv/ready

clean:
	rm -rf .venv runs build dist .pytest_cache .mypy_cache .ruff_cache
