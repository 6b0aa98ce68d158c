# Every deed has one word. `make` alone lists them.

SHELL := /bin/bash
VENV ?= .venv
PYTHON := $(VENV)/bin/python
export DJANGO_SETTINGS_MODULE ?= config.settings.dev
export HOST ?= 127.0.0.1
export PORT ?= 8000
export MCP_PORT ?= $(shell expr $(PORT) + 1)
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run prepare test check quick prove bench bench-search golden weights cities fix requirements messages actions schema backup restore staff system

help: ## list the deeds
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/run.stamp: requirements/run.txt
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

prepare: $(VENV)/run.stamp ## install, migrate, load the shipped records, publish an edition
	@$(PYTHON) manage.py prepare

run: prepare ## start the service at http://127.0.0.1:8000
	@echo
	@echo "  Greenroom is at http://$(HOST):$(PORT)/   (Ctrl-C stops it)"
	@echo "  Assistants (MCP) find it at http://$(HOST):$(MCP_PORT)/mcp"
	@echo "  Make a staff account with:  make staff EMAIL=you@example.org"
	@echo
	@exec honcho start --no-prefix --no-colour

staff: $(VENV)/run.stamp ## make a staff account: make staff EMAIL=you@example.org
	@$(PYTHON) manage.py staff_account $(EMAIL) --engineer

system: ## install the system packages that the tests need
	@bash tests/system_packages.sh

check: $(VENV)/test.stamp ## lint, types, import contracts, house tests
	@ruff check . && ruff format --check .
	@djade --check --target-version 5.2 $$(git ls-files '*.html')
	@mypy
	@lint-imports
	@DJANGO_SETTINGS_MODULE=config.settings.test pytest -q tests/house

test: $(VENV)/test.stamp system check ## everything but the long proofs
	@DJANGO_SETTINGS_MODULE=config.settings.test pytest -q -n 2 tests --ignore tests/house -m "not full_size"
	@$(PYTHON) -m tests.postgres pytest -q tests -m both_databases

quick: $(VENV)/test.stamp ## the tests without browser and proofs, while working
	@DJANGO_SETTINGS_MODULE=config.settings.test pytest -q -n 2 tests -m "not browser and not full_size"

prove: $(VENV)/test.stamp system ## the hard promises at full size, and search at full size
	@DJANGO_SETTINGS_MODULE=config.settings.test pytest -q tests -m full_size
	@$(PYTHON) -m tests.bench.search 20000 200000 1000000

bench: $(VENV)/test.stamp system ## speed and memory, as ratios in one run
	@$(PYTHON) -m tests.bench.run
	@$(PYTHON) -m tests.bench.search 20000

bench-search: $(VENV)/test.stamp ## search beside three peers on made directories: make bench-search SIZES="20000 200000"
	@$(PYTHON) -m tests.bench.search $(or $(SIZES),20000)

golden: prepare $(VENV)/test.stamp ## how well search understands, by language
	@$(PYTHON) -m tests.bench.golden
	@$(PYTHON) -m tests.bench.ablation

weights: $(VENV)/test.stamp ## train the classifier of search out of data/search, and measure it on phrases held out
	@$(PYTHON) manage.py train_search

cities: $(VENV)/test.stamp ## make data/search/cities.json and data/itinerary out of GeoNames
	@$(PYTHON) manage.py make_cities
	@$(PYTHON) manage.py make_places

fix: $(VENV)/test.stamp ## format and mend what can be mended
	@ruff check --fix . ; ruff format .
	@djade --target-version 5.2 $$(git ls-files '*.html')

messages: $(VENV)/run.stamp ## bring the catalogues up to date with the sources (needs gettext)
	@cd greenroom && $(CURDIR)/$(PYTHON) ../manage.py makemessages --all --no-location --no-obsolete --no-wrap

actions: $(VENV)/run.stamp ## print everything the system can do
	@$(PYTHON) manage.py actions

schema: $(VENV)/run.stamp ## write data/record.schema.json from the exchange form
	@$(PYTHON) manage.py record_schema > data/record.schema.json

backup: $(VENV)/run.stamp ## copy database and editions: make backup TO=folder
	@$(PYTHON) manage.py backup $(TO)

restore: $(VENV)/run.stamp ## bring a copy back: make restore FROM=folder
	@$(PYTHON) manage.py restore $(FROM)

requirements: ## compile the requirements with hashes (needs uv)
	@uv pip compile pyproject.toml --extra meaning --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" -q -o requirements/run.txt
	@uv pip compile pyproject.toml --extra test --extra train -c requirements/run.txt --generate-hashes --python-version 3.11 --custom-compile-command "make requirements" -q -o requirements/test.txt
