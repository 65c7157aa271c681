"""The Makefile: each command can be started, and each is run or called by a test or by .ci/run."""

import importlib.util
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from pipeline.app.commands import diff, official, page, release_lock, verify
from pipeline.app.ui.place import only_one
from pipeline.kernel.locks import BUILD_LOCK, locked
from tests.conftest import ROOT
from tools.clean import clean

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
COMMANDS = dict(re.findall(r"^([a-z-]+):.*##.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE))
HERE = "tests/unit/test_makefile.py"
NEEDED_BY_CLEAN = ("__init__", "command", "faults", "files", "limits", "locks", "paths", "problems")
# Where each command is run, or the function behind it is called, and words of that place.
RUN_BY = {
    "help": (HERE, 'make("help")'),
    "dataset": (".ci/run", "make dataset"),
    "test": (".ci/run", "make test"),
    "benchmark": ("tests/integration/test_many_documents.py", "from tools.benchmarks.many_documents import"),
    "benchmark-builds": ("tests/unit/test_builds_benchmark.py", "from tools.benchmarks.builds import"),
    "benchmark-page": ("tests/ui/test_page.py", "from tools.benchmarks.page import"),
    "page": (HERE, "page.main"),
    "check": (".ci/run", "make check"),
    "verify": (HERE, "verify.main"),
    "draft-spans": ("tests/unit/test_spans.py", "from tools.spans.draft import"),
    "draft-numbers": ("tests/unit/test_texts.py", "from tools.texts.numbers import"),
    "relocate": ("tests/unit/test_texts.py", "from tools.texts.relocate import"),
    "lock": ("CONTRIBUTING.md", "\nmake lock\n"),
    "new-document": ("CONTRIBUTING.md", "\nmake new-document ID="),
    "diff": ("tests/integration/test_packing.py", "from pipeline.app.commands.diff import main"),
    "rebuild-check": ("tests/unit/test_rebuilt.py", "rebuild_check.main"),
    "trade-metrics": ("tests/unit/test_trade_metrics.py", "from pipeline.app.commands.trade_metrics import main"),
    "release": ("tests/integration/test_packing.py", "from tools.pack import pack"),
    "server-check": ("tests/unit/test_server.py", "server.main("),
    "release-lock": (HERE, "release_lock.main"),
    "faults": ("tests/unit/test_faults.py", "from tools.faults.fuzz import"),
    "page-sql": ("tests/ui/test_page_sql.py", "make.main()"),
    "ui": ("tests/ui/server.py", "from pipeline.app.commands.ui import main"),
    "screenshots": ("tests/ui/test_ui.py", "SCREENSHOTS"),
    "official": (HERE, "official.main"),
    "official-stored": (HERE, "official.main"),
    "format": (HERE, '"ruff"'),
    "lock-requirements": ("tests/unit/test_requirements.py", "make lock-requirements"),
    "clean": (HERE, 'make("clean"'),
}


def make(*arguments: str, folder: Path = ROOT) -> str:
    """Run make with a ready environment; return what it prints."""
    command = ["make", "--no-print-directory", "-o", ".venv/ready", "-o", ".venv/ready-dev", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_help_lists_every_command_with_what_it_does() -> None:
    listed = re.findall(r"^  ([a-z-]+) +\S", make("help"), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    groups = re.findall(r"^[A-Z].*", make("help"), re.MULTILINE)
    assert groups == ["Use the dataset", "Change the data", "Change the code", "Make a release"]
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)", MAKEFILE, re.MULTILINE)
    assert phony
    assert sorted(phony[1].replace("\\\n", " ").split()) == sorted(COMMANDS)


def test_every_command_can_be_started() -> None:
    started = make("--dry-run", *COMMANDS)
    modules = set(re.findall(r"-m ([a-z_.]+)", started))
    assert {"pipeline.app.commands.dataset", "tools.pack", "ruff"} <= modules
    assert [module for module in sorted(modules) if importlib.util.find_spec(module) is None] == []


def test_every_command_is_run_or_called_by_a_test() -> None:
    assert RUN_BY.keys() == COMMANDS.keys()
    assert [name for name, (file, words) in RUN_BY.items() if words not in (ROOT / file).read_text("utf-8")] == []


def test_clean_removes_what_the_build_made_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("tools/clean.py", *(f"pipeline/{name}.py" for name in ("__init__", *(f"kernel/{part}" for part in NEEDED_BY_CLEAN)))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("outputs", "dist", ".dagster", ".venv", "raw"):
        (tmp_path / name).mkdir()
    for name in ("README.md", "latest", ".build.lock"):
        (tmp_path / "outputs" / name).touch()
    make("clean", folder=tmp_path)
    make("clean", folder=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "Makefile", "outputs", "pipeline", "raw", "tools"]
    assert sorted(path.name for path in (tmp_path / "outputs").iterdir()) == [BUILD_LOCK, "README.md"]


def test_clean_waits_for_a_build_and_leaves_a_running_ui_alone(tmp_path: Path) -> None:
    table = tmp_path / "outputs" / "tables" / "x.parquet"
    table.parent.mkdir(parents=True)
    table.touch()
    waited = threading.Event()
    with locked(tmp_path / "outputs", BUILD_LOCK):
        cleaning = threading.Thread(target=clean, args=(tmp_path, waited.set))
        cleaning.start()
        assert waited.wait(10)
        assert table.exists()
    cleaning.join(10)
    assert not table.exists()
    with only_one(tmp_path / ".dagster" / "ui.lock", "http://127.0.0.1:3000"):
        refusal = clean(tmp_path)
    assert refusal
    assert "Stop it" in refusal
    assert (tmp_path / ".dagster" / "ui.lock").exists()
    assert clean(tmp_path) is None
    assert not (tmp_path / ".dagster").exists()


def test_no_variable_that_a_person_gives_is_read_as_a_command(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"; printf "%s\\n" "$SOURCE_DOCUMENT"\n')
    python.chmod(0o755)
    kinds = (
        "$(shell touch {})",
        "`touch {}`",
        "$$(touch {})",
        '"; touch {}; "',
        "'; touch {}; '",
        "; touch {} #",
        "| touch {}",
        "\n touch {}",
    )
    given = {"verify": ["DOCUMENT"], "relocate": ["ID", "DOCUMENT"], "draft-numbers": ["ID"], "new-document": ["ID"]}
    given |= {
        "diff": ["OLD", "NEW", "PARQUET"],
        "benchmark": ["DOCUMENTS"],
        "benchmark-builds": ["RECORD"],
        "draft-spans": ["SOURCE_DOCUMENT", "X"],
    }
    for command, names in given.items():
        for kind in kinds:
            words = {name: kind.format("made") for name in names}
            printed = make(command, *(f"{name}={value}" for name, value in words.items()), folder=tmp_path)
            if command in ("verify", "relocate", "draft-numbers", "new-document"):
                assert all(value.strip() in printed for value in words.values())
            with_environment = subprocess.run(
                ["make", "-o", ".venv/ready", command], cwd=tmp_path, env=os.environ | words, capture_output=True, check=False
            )
            assert with_environment.returncode == 0
    assert not (tmp_path / "made").exists()


def test_page_prints_where_the_page_is_or_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "ROOT", tmp_path)
    for name in page.DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    assert page.main() == 1
    (tmp_path / "outputs" / "latest").mkdir(parents=True)
    (tmp_path / "outputs" / "latest" / "index.html").touch()
    assert page.main() == 0
    said = capsys.readouterr()
    assert "make dataset" in said.err
    assert said.out == f"{(tmp_path / 'outputs' / 'latest' / 'index.html').as_uri()}\n"


def test_a_command_that_lacks_something_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main([]) == 2
    assert diff.main(["", ""]) == 2
    monkeypatch.setattr("pipeline.app.commands.release_lock.up_to_date", lambda *_: False)
    assert release_lock.main() == 1
    monkeypatch.setattr("pipeline.app.resources.Folders.outputs_path", lambda _: tmp_path)
    assert (official.main([]), official.main(["stored"])) == (1, 1)
    said = capsys.readouterr().err
    assert "make verify DOCUMENT=path/to/document.txt" in said
    assert "make diff OLD=HEAD NEW=outputs/latest" in said
    assert "outputs/latest is not up to date: make dataset" in said
    assert said.count("The dataset was not built yet: make dataset") == 2


def test_the_page_that_says_what_will_stand_in_outputs_is_committed() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", "outputs/README.md"], cwd=ROOT, check=False).returncode
    assert ignored == 1
    assert subprocess.run(["git", "check-ignore", "-q", "outputs/latest"], cwd=ROOT, check=False).returncode == 0
    assert "make dataset" in (ROOT / "outputs" / "README.md").read_text("utf-8")
