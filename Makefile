# make demo and make test set up a private environment in .venv and need nothing but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
MEASURE ?= dev

.PHONY: demo test test-slow lint measure bench clean

demo: $(VENV)/.installed
	$(BIN)/kg build seeds --out exports

test: $(VENV)/.tested lint
	$(BIN)/python -m pytest

# what takes minutes: killing a build at fifty moments, a Ray cluster that loses a worker
test-slow: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable '.[ray]'
	$(BIN)/python -m pytest -m slow -s

lint: $(VENV)/.tested
	$(BIN)/ruff check kg tests
	$(BIN)/mypy kg

# scores of the annotated articles beside the checkout, where they are: dev, held against tests/quality/shared_floors.toml,
# and train with MEASURE=train
measure: $(VENV)/.installed
	@$(BIN)/python -m tests.quality.measure "$(SHARED)" $(MEASURE)

bench: $(VENV)/.tested
	$(BIN)/python -m tests.benchmarks

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kg needs Python 3.11 or later; say which with: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
