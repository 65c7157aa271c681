# The commands of this project. Each sets up the environment first, once; `make help` lists them in groups.

PYTHON ?= python3
DOCUMENTS ?= 1 10 100
ifeq ($(origin DOCUMENT),undefined)
  DOCUMENT := $(value SOURCE_DOCUMENT)
endif
# What a person gives is handed over in the environment as it was written: neither make nor the shell reads it as a command.
MINUTES ?= 60
GIVEN := PYTHON DOCUMENT DOCUMENTS MINUTES RECORD ID PORT OFFICIAL INPUT OUTPUT ENGINE MASTER MEMORY WHOLE OLD NEW PARQUET RELEASE
$(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(eval override $(name) := $$(value $(name)))))
$(foreach name,$(GIVEN),$(eval override $(name) := $$(value $(name))))
export $(GIVEN)
override PY := .venv/bin/python
override LOCKED := --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock-requirements" --quiet

export DAGSTER_HOME := $(CURDIR)
override export SOURCE_DOCUMENT := $(DOCUMENT)

.PHONY: help dataset test faults benchmark benchmark-builds benchmark-page page check verify draft-spans draft-numbers relocate lock new-document ui screenshots official official-stored format \
  lock-requirements \
  clean diff page-sql rebuild-check release release-lock server-check trade-metrics

## Use the dataset

help: ## list the commands
	@sed -nE -e 's/^## (.*)/\n\1/p' -e 's/^([a-z-]+):[^#]*## (.*)/  \1	\2/p' Makefile | expand -t 22

dataset: .venv/ready ## bring every table and the release in outputs/latest up to date
	@$(PY) -m pipeline.app.commands.dataset

ui: .venv/ready ## serve the Dagster UI on this machine: make ui [PORT=3000] [OFFICIAL=1, with the live statistics]
	@$(PY) -m pipeline.app.commands.ui $${PORT:+--port="$$PORT"} $${OFFICIAL:+--official}

page: dataset ## open the page of outputs/latest in a browser, or print where it is
	@$(PY) -m pipeline.app.commands.page

page-sql: dataset ## copy the release to outputs/site with an SQL engine for its page (needs npm and its registry, once)
	@$(PY) -m tools.site.make

trade-metrics: .venv/ready ## growth, shares and concentration of a table of trade: make trade-metrics INPUT=trade.parquet OUTPUT=results [MEMORY=2GB] (docs/trade.md)
	@$(PY) -m pipeline.app.commands.trade_metrics "$$INPUT" "$$OUTPUT" $${ENGINE:+--engine="$$ENGINE"} $${MASTER:+--master="$$MASTER"} \
	  $${MEMORY:+--memory="$$MEMORY"} $${WHOLE:+--whole="$$WHOLE"}

clean: ## remove what the build made, but not the environment; waits for a build
	@"$$PYTHON" tools/clean.py

official: .venv/ready ## ask Eurostat for exports by partner (needs the network; make dataset never does)
	@$(PY) -m pipeline.app.commands.official

official-stored: .venv/ready ## make the table of the stored answer again, without a network
	@$(PY) -m pipeline.app.commands.official stored

## Change the data

verify: .venv/ready ## compare raw/ with the document: make verify DOCUMENT=path/to/document.txt
	@$(PY) -m pipeline.app.commands.verify "$$DOCUMENT"

lock: .venv/ready ## renew raw.lock after an intended change of raw/
	@$(PY) -m pipeline.app.commands.lock

new-document: .venv/ready ## create the folder of another source document: make new-document ID=its_name
	@$(PY) -m pipeline.app.commands.new_document "$$ID"

draft-spans: .venv/ready ## write where each printed part stands: make draft-spans DOCUMENT=path/to/document.txt
	@$(PY) -m tools.spans.draft "$$DOCUMENT"

draft-numbers: .venv/ready ## write the ledger of a document's numbers: make draft-numbers ID=its_name DOCUMENT=path/to/document.txt
	@$(PY) -m tools.texts.numbers "$$ID" "$$DOCUMENT"

relocate: .venv/ready ## move line numbers to a text that was extracted again: make relocate ID=its_name DOCUMENT=path/to/document.txt
	@$(PY) -m tools.texts.relocate "$$ID" "$$DOCUMENT"

## Change the code

test: .venv/ready-dev ## run all tests, on all processors
	@$(PY) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: .venv/ready-dev ## check format, lint, types and that Dagster loads the definitions
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/dg check defs

format: .venv/ready-dev ## format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

screenshots: .venv/ready-dev ## renew the pictures of the UI and of the page in docs/ (needs Chromium)
	@SCREENSHOTS=docs REQUIRE_CHROMIUM=1 $(PY) -m pytest tests/ui

faults: .venv/ready-dev ## attack builds and raw files at random for an hour, into docs/faults.md, or go on with that: make faults [MINUTES=60]
	@$(PY) -m tools.faults $$MINUTES

benchmark: .venv/ready ## measure how the build grows with the number of documents, into docs/benchmarks.md (minutes)
	@$(PY) -m tools.benchmarks.many_documents $$DOCUMENTS

benchmark-builds: .venv/ready ## compare the cost of a build with that of the first version and with the record (minutes); RECORD=1 renews the record
	@$(PY) -m tools.benchmarks.builds $${RECORD:+record}

benchmark-page: .venv/ready-dev dataset ## measure the size of the page and how soon it is ready, into docs/benchmarks.md (needs Chromium)
	@$(PY) -m tools.benchmarks.page

server-check: .venv/ready-server ## try the server of a team, deploy/, as processes on this machine: builds, kills, backup, update (ten minutes; needs PostgreSQL and nginx)
	@$(PY) -m tools.server

# The preferred versions are those that stand in the lock files. What is in requirements.lock is left out of requirements-dev.lock.
# There is no wheel of jsonpath-rw, which mlcroissant imports and needs for JSON files only: tools/validators/jsonpath.py stands in for it.
lock-requirements: ## renew the four lock files from pyproject.toml (needs uv)
	uv pip compile pyproject.toml $(LOCKED) --extra live -o requirements.lock
	uv pip compile pyproject.toml $(LOCKED) --extra dev --extra live -c requirements.lock -o requirements-dev.lock \
	  --no-emit-package jsonpath-rw --no-emit-package ply --no-emit-package decorator \
	  $$(sed -nE 's/^([a-z0-9.-]+)(\[.*\])?==.*/--no-emit-package \1/p' requirements.lock)
	uv pip compile pyproject.toml $(LOCKED) --extra server -c requirements.lock -o deploy/requirements.lock \
	  $$(sed -nE 's/^([a-z0-9.-]+)(\[.*\])?==.*/--no-emit-package \1/p' requirements.lock)
	echo duckdb==1.1.3 | uv pip compile - $(LOCKED) --python-version 3.11 --no-annotate -o requirements-older.lock

## Make a release

diff: .venv/ready ## compare two releases (folder, zip, git tag or commit): make diff OLD=HEAD NEW=outputs/latest [PARQUET=cells.parquet]
	@$(PY) -m pipeline.app.commands.diff $${PARQUET:+--parquet="$$PARQUET"} -- "$$OLD" "$$NEW"

rebuild-check: .venv/ready ## build a release again from its recorded inputs, and name each hash that differs: make rebuild-check RELEASE=path
	@$(PY) -m pipeline.app.commands.rebuild_check "$$RELEASE"

release-lock: dataset ## renew release.lock after an intended change of the data
	@$(PY) -m pipeline.app.commands.release_lock

release: .venv/ready-dev dataset ## check outputs/latest and pack it, with its checksum, into dist/; nothing is published
	@$(PY) -m tools.pack

# The environment has three levels, in one folder: what running needs, and what tests and checks, or a team's server, need besides. A new lock file renews it.
.venv/ready: requirements.lock
	@"$$PYTHON" tools/environment.py run

.venv/ready-dev: .venv/ready requirements-dev.lock requirements-older.lock
	@"$$PYTHON" tools/environment.py dev

.venv/ready-server: .venv/ready deploy/requirements.lock
	@"$$PYTHON" tools/environment.py server
