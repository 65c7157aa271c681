# The commands of this project. Each sets up the environment first, once; `make help` lists them.

PYTHON ?= python3
PY := .venv/bin/python
DOCUMENT ?= $(SOURCE_DOCUMENT)
DOCUMENTS ?= 1 10 100
LOCKED := --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock-requirements" --quiet

export DAGSTER_HOME := $(CURDIR)
export SOURCE_DOCUMENT := $(DOCUMENT)

.PHONY: help dataset test benchmark benchmark-builds check verify draft-spans draft-numbers relocate lock new-document ui screenshots official official-stored format \
  lock-requirements \
  clean diff release release-lock trade-metrics

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /	/' | expand -t 22

dataset: .venv/ready ## bring every table and the release in outputs/latest up to date
	@$(PY) -m pipeline.app.commands.dataset

test: .venv/ready-dev ## run all tests, on all processors
	@$(PY) -m pytest --numprocesses auto --dist loadfile

benchmark: .venv/ready ## measure how the build grows with the number of documents, into docs/benchmarks.md (minutes)
	@$(PY) -m tools.benchmarks.many_documents $(DOCUMENTS)

benchmark-builds: .venv/ready ## compare the cost of a build with that of the first version and with the record (minutes); RECORD=1 renews the record
	@$(PY) -m tools.benchmarks.builds $(if $(RECORD),record)

check: .venv/ready-dev ## check format, lint, types and that Dagster loads the definitions
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/dg check defs

verify: .venv/ready ## compare raw/ with the document: make verify DOCUMENT=path/to/document.txt
	@$(PY) -m pipeline.app.commands.verify "$(DOCUMENT)"

draft-spans: .venv/ready ## write where each printed part stands: make draft-spans DOCUMENT=path/to/document.txt
	@$(PY) -m tools.spans.draft "$(DOCUMENT)"

draft-numbers: .venv/ready ## write the ledger of a document's numbers: make draft-numbers ID=its_name DOCUMENT=path/to/document.txt
	@$(PY) -m tools.texts.numbers "$(ID)" "$(DOCUMENT)"

relocate: .venv/ready ## move line numbers to a text that was extracted again: make relocate ID=its_name DOCUMENT=path/to/document.txt
	@$(PY) -m tools.texts.relocate "$(ID)" "$(DOCUMENT)"

lock: .venv/ready ## renew raw.lock after an intended change of raw/
	@$(PY) -m pipeline.app.commands.lock

new-document: .venv/ready ## create the folder of another source document: make new-document ID=its_name
	@$(PY) -m pipeline.app.commands.new_document "$(ID)"

diff: .venv/ready ## compare two releases (folder, zip or git tag): make diff OLD=v2026.11.0 NEW=outputs/latest [PARQUET=cells.parquet]
	@$(PY) -m pipeline.app.commands.diff "$(OLD)" "$(NEW)" $(if $(PARQUET),--parquet "$(PARQUET)")

trade-metrics: .venv/ready ## growth, shares and concentration of a table of trade: make trade-metrics INPUT=trade.parquet OUTPUT=results [MEMORY=2GB] (docs/trade.md)
	@$(PY) -m pipeline.app.commands.trade_metrics "$(INPUT)" "$(OUTPUT)" $(if $(ENGINE),--engine "$(ENGINE)") $(if $(MASTER),--master "$(MASTER)") \
	  $(if $(MEMORY),--memory "$(MEMORY)") $(if $(WHOLE),--whole "$(WHOLE)")

release: .venv/ready-dev dataset ## check outputs/latest and pack it, with its checksum, into dist/; nothing is published
	@$(PY) -m tools.pack

release-lock: dataset ## renew release.lock after an intended change of the data
	@$(PY) -m pipeline.app.commands.release_lock

ui: .venv/ready ## serve the Dagster UI on 127.0.0.1:3000
	@.venv/bin/dg dev --host 127.0.0.1 --port 3000

screenshots: .venv/ready-dev ## renew the pictures of the UI in docs/ (needs Chromium)
	@SCREENSHOTS=docs REQUIRE_CHROMIUM=1 $(PY) -m pytest tests/ui

official: .venv/ready ## ask Eurostat for exports by partner (needs the network; make dataset never does)
	@$(PY) -m pipeline.app.commands.official

official-stored: .venv/ready ## make the table of the stored answer again, without a network
	@$(PY) -m pipeline.app.commands.official stored

format: .venv/ready-dev ## format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

# The preferred versions are those that stand in the lock files. What is in requirements.lock is left out of requirements-dev.lock.
lock-requirements: ## renew the three lock files from pyproject.toml (needs uv)
	uv pip compile pyproject.toml $(LOCKED) --extra live -o requirements.lock
	uv pip compile pyproject.toml $(LOCKED) --extra live --extra dev -c requirements.lock -o requirements-dev.lock \
	  $$(sed -nE 's/^([a-z0-9.-]+)(\[.*\])?==.*/--no-emit-package \1/p' requirements.lock)
	echo duckdb==1.1.3 | uv pip compile - $(LOCKED) --python-version 3.11 --no-annotate -o requirements-older.lock

clean: ## remove what the build made, but not the environment
	rm -rf outputs dist .dagster

# The environment has two levels, in one folder: what running needs, and what tests and checks need besides. A new lock file renews it.
.venv/ready: requirements.lock
	@$(PYTHON) tools/environment.py run

.venv/ready-dev: .venv/ready requirements-dev.lock requirements-older.lock
	@$(PYTHON) tools/environment.py dev
