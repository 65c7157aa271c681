# The commands of this project. Each sets up the environment first, once; `make help` lists them.

PYTHON ?= python3
PY := .venv/bin/python
DOCUMENT ?= $(SOURCE_DOCUMENT)
DOCUMENTS ?= 1 10 100

export DAGSTER_HOME := $(CURDIR)
export SOURCE_DOCUMENT := $(DOCUMENT)

.PHONY: help dataset test benchmark benchmark-builds check verify lock new-document ui screenshots official official-stored format lock-requirements \
  clean diff release release-lock

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /	/' | expand -t 22

dataset: .venv/ready ## bring every table and the release in outputs/latest up to date
	@$(PY) -m pipeline.app.commands.dataset

test: .venv/ready ## run all tests, on all processors
	@$(PY) -m pytest --numprocesses auto --dist loadfile

benchmark: .venv/ready ## measure how the build grows with the number of documents, into docs/benchmarks.md (minutes)
	@$(PY) -m tools.benchmarks.many_documents $(DOCUMENTS)

benchmark-builds: .venv/ready ## compare the cost of a build with that of the first version, in processor time (minutes)
	@$(PY) -m tools.benchmarks.builds

check: .venv/ready ## check format, lint, types and that Dagster loads the definitions
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/dg check defs

verify: .venv/ready ## compare raw/ with the document: make verify DOCUMENT=path/to/document.txt
	@$(PY) -m pipeline.app.commands.verify "$(DOCUMENT)"

lock: .venv/ready ## renew raw.lock after an intended change of raw/
	@$(PY) -m pipeline.app.commands.lock

new-document: .venv/ready ## create the folder of another source document: make new-document ID=its_name
	@$(PY) -m pipeline.app.commands.new_document "$(ID)"

diff: .venv/ready ## compare two releases (folder, zip or git tag): make diff OLD=v2026.11.0 NEW=outputs/latest [PARQUET=cells.parquet]
	@$(PY) -m pipeline.app.commands.diff "$(OLD)" "$(NEW)" $(if $(PARQUET),--parquet "$(PARQUET)")

release: dataset ## check outputs/latest and pack it, with its checksum, into dist/; nothing is published
	@$(PY) -m tools.pack

release-lock: dataset ## renew release.lock after an intended change of the data
	@$(PY) -m pipeline.app.commands.release_lock

ui: .venv/ready ## serve the Dagster UI on 127.0.0.1:3000
	@.venv/bin/dg dev --host 127.0.0.1 --port 3000

screenshots: .venv/ready ## renew the pictures of the UI in docs/ (needs Chromium)
	@SCREENSHOTS=docs REQUIRE_CHROMIUM=1 $(PY) -m pytest tests/ui

official: .venv/ready ## ask Eurostat for exports by partner (needs the network; make dataset never does)
	@$(PY) -m pipeline.app.commands.official

official-stored: .venv/ready ## make the table of the stored answer again, without a network
	@$(PY) -m pipeline.app.commands.official stored

format: .venv/ready ## format the code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

lock-requirements: ## renew requirements.lock from pyproject.toml, and the lock of the older DuckDB (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --all-extras --quiet -o requirements.lock
	echo duckdb==1.1.3 | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock-requirements" --quiet -o requirements-older.lock

clean: ## remove what the build made, but not the environment
	rm -rf outputs dist .dagster

# The environment: exactly what requirements.lock says (it is complete, hence --no-deps), every file checked by its hash, compiled once.
# The scripts of the environment, such as dg, can import the packages of this repository: a .pth file names its folder, seen from there.
# Beside it an older DuckDB, with which the tests and make release open the database. Without it they say so.
.venv/ready: requirements.lock requirements-older.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else "Python 3.11 or later is needed; this is %d.%d. Say which to use: make PYTHON=python3.12 ..." % v[:2])'
	@echo "Setting up .venv; this takes a minute, once."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
	  --target .venv/duckdb-1.1.3 -r requirements-older.lock || echo "DuckDB 1.1.3 could not be installed here; that it opens the database is not tested."
	@echo ../../../.. > "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/repository.pth"
	@$(PY) -m compileall -q .venv/lib > /dev/null || true
	@touch .venv/ready
