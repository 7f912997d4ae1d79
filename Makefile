# `make demo` and `make test` need nothing but Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALLED := $(VENV)/.installed

.PHONY: install demo test check lock clean

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: install
	$(VENV)/bin/onrecord build examples/pages --manifest examples/manifest.csv --to demo --title "The Tarn valley"
	@echo "The example story is built. Open its report: $(CURDIR)/demo/index.html"

check: install
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

test: check
	sh tests/show/find_browser.sh
	$(RUN) pytest

# Needs uv; run after a change of what pyproject.toml asks for.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --all-extras --group dev pyproject.toml requirements.in -o requirements.lock

clean:
	rm -rf $(VENV) demo
