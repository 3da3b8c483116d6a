# Two commands matter: `make run` starts the demo, `make test` checks everything. Both need python3 (3.11 or newer, with venv) and make.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
TOPIC ?=
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r

.PHONY: run test bench lint lock sbom messages pictures clean help

help:
	@echo "make run    start the demo on http://localhost:$(PORT)  (PORT=8000 DATA_DIR=var)"
	@echo "make test   all tests, on SQLite and on PostgreSQL with Redis  (ARGS='-k consent')"
	@echo "make pictures  draw docs/pictures/ anew"
	@echo "make bench  one line a figure  (TOPIC=name)"
	@echo "make lint   format, lint, types, import contract, migrations, deployment check, secrets"

run: $(VENV)/.runtime
	@exec env PORT='$(PORT)' DATA_DIR='$(DATA_DIR)' $(BIN)/python -m scripts.serve

test: $(VENV)/.development
	@$(BIN)/python -m scripts.test -- $(ARGS)

bench: $(VENV)/.development
	@$(BIN)/python -m scripts.bench $(TOPIC)

lint: $(VENV)/.development
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m scripts.lint

# Newest releases that requirements.in allows; addresses stay out of the files.
lock: $(VENV)/.development
	@for name in requirements requirements-dev; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$name.txt $$name.in && sed -i '/^# The following/d' $$name.txt || exit 1; done

# Needs gettext. Translate what makemessages left empty or fuzzy, then run it again.
sbom: $(VENV)/.runtime
	@$(BIN)/python -m scripts.sbom

messages: $(VENV)/.development
	@$(BIN)/python manage.py makemessages --settings config.settings.test -l fr --no-location --no-wrap --no-obsolete -i $(VENV) -i var -i tests
	@$(BIN)/python manage.py compilemessages --settings config.settings.test -l fr -i $(VENV) -i var

# Draws docs/pictures/ anew from a demo of its own; needs Debian's Chromium.
pictures: $(VENV)/.development
	@$(BIN)/python -m scripts.pictures

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Daybook needs Python 3.11 or newer: make PYTHON=/path/to/python3")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt | $(VENV)/.made
	@echo "Installing the pinned packages into $(VENV) ..."
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt | $(VENV)/.made
	@echo "Installing the pinned development packages into $(VENV) ..."
	@$(INSTALL) requirements-dev.txt
	@touch $@ $(VENV)/.runtime
