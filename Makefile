# Everything runs in .venv, which `make setup` (and every other target) sets up once and anew
# when requirements.lock or pyproject.toml changes.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

LOCKED := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

GOLD ?= tests/fixtures
TEXTS ?= $(wildcard ../shared)

.DEFAULT_GOAL := help
.PHONY: help setup run report test lint evaluate bench audit lock clean

help:
	@echo 'make run        raw/ -> processed/: documents to tables'
	@echo 'make report     processed/ -> processed/report/index.html: the page for people'
	@echo 'make test       the tests'
	@echo 'make lint       ruff (rules, format) and mypy --strict'
	@echo 'make evaluate   run on labelled texts, then score: GOLD=folder of *.gold.json'
	@echo '                (default tests/fixtures); the text of NAME.gold.json is NAME.txt, NAME.md'
	@echo '                or either with its document_id for NAME, beside it or anywhere under'
	@echo '                TEXTS=folder[:folder] (default ../shared where it exists)'
	@echo 'make bench      speed of every stage beside spaCy’s tokenizer, pdfplumber, Docling and others'
	@echo '                (installed into .venv-bench), what each recovers, and instructions a word:'
	@echo '                docs/bench.csv, docs/recovery.csv, README.md; BENCH=--sweep: also how time'
	@echo '                grows with size and number (docs/sweep.csv)'
	@echo 'make audit      the locked dependencies held against known faults (asks the package index)'
	@echo 'make setup      the environment in .venv alone (PYTHON=python3.12 to choose another)'
	@echo 'make lock       requirements.lock and .ci/audit.txt anew, newest versions'
	@echo 'make clean      remove .venv and everything built'

setup: $(READY)

# Hashes pin what is installed; the project itself goes in editable, without its dependencies.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed' >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

run: $(READY)
	$(BIN)/factsheets run raw --output processed

report: run
	$(BIN)/factsheets report processed --raw raw

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evaluate: $(READY)
	@$(BIN)/factsheets evaluate $(GOLD) $(patsubst %,--texts %,$(subst :, ,$(TEXTS)))

bench: $(READY)
	$(BIN)/python -m tests.benchmarks.side_by_side $(BENCH)
	$(BIN)/python -m tests.benchmarks.instructions

audit: $(READY)
	$(BIN)/python .ci/audit.py $(VENV)/audit

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(LOCKED) --extra dev --output-file requirements.lock pyproject.toml
	echo pip-audit | $(LOCKED) --output-file .ci/audit.txt -

clean:
	rm -rf $(VENV) .venv-bench build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +
