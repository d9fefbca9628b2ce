# Two commands: `make run` starts the app, `make test` runs everything CI runs. Nothing else is needed by hand.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test demo docs bench clean
.DEFAULT_GOAL := run

$(VENV)/.run: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run
	@$(PY) -m src.coverage.start

demo: $(VENV)/.run
	$(PY) -m src.coverage demo

test: $(VENV)/.dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy -p src.coverage
	$(PY) -m src.coverage.docs --check
	$(PY) -m pytest

docs: $(VENV)/.run
	$(PY) -m src.coverage.docs

bench: $(VENV)/.dev
	@for name in $$(ls benchmarks | sed -n 's/^\([a-z][a-z_]*\)\.py$$/\1/p'); do $(PY) -m benchmarks.$$name || exit 1; done

clean:
	rm -rf $(VENV) data/demo static/boundaries
