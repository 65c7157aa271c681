"""Every command: whatever goes wrong, it ends with a status and in words, without a trace, and without waiting for a pipe."""

import ast
import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import dagster as dg
import pytest
import sqlalchemy

from pipeline.app import commands
from pipeline.app.commands import (
    dataset,
    diff,
    lock,
    new_document,
    official,
    old_runs,
    page,
    rebuild_check,
    release_lock,
    trade_metrics,
    ui,
    verify,
    webserver,
)
from pipeline.app.instance import open_instance
from pipeline.app.run_history import History
from pipeline.contract.lineage import tables
from pipeline.kernel.disk import damaged_history, disk_fault
from pipeline.kernel.faults import in_words
from pipeline.kernel.files import read_file, read_text_file, what_is, write_if_changed
from pipeline.kernel.locks import BUILD_LOCK, locked
from pipeline.kernel.problems import SHOWN, InputError, Problem
from pipeline.raw.folder import read_table
from pipeline.raw.raw_lock import lock_problems, missing_files
from pipeline.release.record import build_record
from pipeline.release.release_lock import read_lock
from pipeline.verify.text import read_text
from tests.conftest import ROOT
from tools import pack
from tools.spans import draft
from tools.texts import numbers, relocate

# Each command, what it is given, and the first thing that it calls.
MAINS: dict[str, tuple[ModuleType, tuple[list[str], ...], str]] = {
    "verify": (verify, (["x"],), "load_tables"),
    "diff": (diff, (["a", "b"],), "opened"),
    "lock": (lock, (), "load_raw"),
    "release_lock": (release_lock, (), "read_text_file"),
    "new_document": (new_document, (["x"],), "new_document"),
    "rebuild_check": (rebuild_check, (["x"],), "opened"),
    "official": (official, ([],), "load"),
    "old_runs": (old_runs, (["30"],), "open_instance"),
    "dataset": (dataset, (), "build"),
    "page": (page, (), "page_file"),
    "trade_metrics": (trade_metrics, (["x", "y"],), "run"),
    "ui": (ui, ([],), "port_of"),
    "webserver": (webserver, (["--workspace", "x"],), "settings"),
    "pack": (pack, (), "build_record"),
    "draft": (draft, (["x"],), "load_tables"),
    "numbers": (numbers, (["x", "y"],), "document_at"),
    "relocate": (relocate, (["x", "y"],), "document_at"),
}


def with_code(code: int) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("of a database")
    error.sqlite_errorcode = code
    return error


ERRORS: list[BaseException] = [
    InputError([Problem("raw/x.csv", 1, None, "v", "a row", "write it")]),
    PermissionError(13, "Permission denied", "some/file"),
    FileNotFoundError(2, "No such file or directory", "some/file"),
    OSError(28, "No space left on device"),
    OSError("without a number"),
    with_code(sqlite3.SQLITE_NOTADB),
    with_code(sqlite3.SQLITE_CORRUPT | 1 << 8),
    sqlalchemy.exc.DatabaseError("SELECT", {}, with_code(sqlite3.SQLITE_FULL)),
    MemoryError(),
    RecursionError("maximum recursion depth exceeded"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"),
    ValueError("several\nlines"),
    KeyError(""),
    AssertionError(),
    dg.DagsterInvariantViolationError("of Dagster"),
    KeyboardInterrupt(),
]


def test_every_command_of_the_makefile_and_of_the_server_is_tried_here() -> None:
    texts = [(ROOT / file).read_text("utf-8") for file in ("Makefile", "deploy/compose.yaml")]
    started = {name for text in texts for name in re.findall(r'-m"?,? "?((?:pipeline|tools)\.[a-z_.]+)', text)}
    known = {module.__name__ for module, _, _ in MAINS.values()}
    elsewhere = ("tools.benchmarks.", "tools.faults", "tools.site.", "tools.server")  # of developers, and tried in other tests
    assert {name for name in started if not name.startswith(elsewhere)} == known
    assert {f"{commands.__name__}.{file.stem}" for file in Path(str(commands.__path__[0])).glob("[a-z]*.py")} - known == {
        f"{commands.__name__}.progress"
    }


@pytest.mark.parametrize("name", MAINS)
def test_no_error_of_a_command_ends_in_a_trace(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module, arguments, first = MAINS[name]
    monkeypatch.delenv("DEBUG", raising=False)
    for error in ERRORS:

        def fail(*_: object, error: BaseException = error, **__: object) -> object:
            raise error

        monkeypatch.setattr(module, first, fail)
        status = module.main(*arguments)
        said = capsys.readouterr()
        ended_by_hand = module is ui and isinstance(error, KeyboardInterrupt)  # which is how a UI ends
        assert status in (1, 130) or (status == 0 and ended_by_hand), error
        if ended_by_hand:
            continue
        assert said.err.strip()
        assert "Traceback" not in said.err + said.out
        assert said.err.count("\n") < 9
        assert isinstance(error, KeyboardInterrupt) or "command again" in said.err or "to do:" in said.err, said.err
    monkeypatch.setenv("DEBUG", "1")
    module.main(*arguments)


@pytest.fixture
def no_waiting() -> Iterator[None]:
    """Fail a test that waits, such as for a writer of a named pipe."""

    def waits(*_: object) -> None:
        raise TimeoutError("it waits")

    before = signal.signal(signal.SIGALRM, waits)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


KINDS: dict[str, Callable[[Path], object]] = {
    "a named pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_place_of_a_file_is_named_wherever_a_file_is_read_or_written(raw: Path, tmp_path: Path, kind: str) -> None:
    def replaced(path: Path) -> Path:
        path.unlink(missing_ok=True)
        KINDS[kind](path)
        assert what_is(path) == kind
        return path

    frames = {"raw_documents": read_table(raw, tables()["raw_documents"])}
    places: list[tuple[Path, Callable[[], object]]] = [
        (raw / "reference" / "units.csv", lambda: read_table(raw, tables()["raw_units"])),
        (raw / "thesis" / "sections.csv", lambda: read_table(raw, tables()["raw_sections"])),
        (raw / "thesis" / "document.yaml", lambda: read_table(raw, tables()["raw_documents"])),
        (tmp_path / "document.txt", lambda: read_text(tmp_path / "document.txt", frames["raw_documents"])),
        (tmp_path / "metadata.yaml", lambda: build_record(tmp_path, raw)),
        (tmp_path / "some.bytes", lambda: read_file(tmp_path / "some.bytes")),
        (tmp_path / "some.txt", lambda: read_text_file(tmp_path / "some.txt")),
    ]
    if kind != "a link that leads nowhere":
        places.append((tmp_path / "written", lambda: write_if_changed(tmp_path / "written", b"x")))
    for path, use in places:
        replaced(path)
        with pytest.raises(InputError) as refused:
            use()
        [problem] = refused.value.problems
        assert path.name in problem.file
        assert problem.value in (kind, str(path))
    assert {problem.value for problem in missing_files(raw)} == {kind}
    replaced(raw.with_name("raw.lock"))
    with pytest.raises(InputError, match=r"raw\.lock"):
        lock_problems(raw)


VERSIONS = 'version: "2026.1.0", schema_version: "1.0.0"'
STATES = (
    *(f"{{{VERSIONS}, tables: {tables}}}" for tables in ("5", "[a]", "null", "{x: 5}", "{x: {rows: 1}}")),
    f"{{{VERSIONS}, tables: {{x: {{rows: 1, sha256: a, key: 3, columns: 4}}}}}}",
    f"{{{VERSIONS}, tables: {{x: {{rows: 1, sha256: a, key: [a], columns: {{a: 5}}}}}}}}",
    '{version: "2026.1.0", schema_version: 1.0, tables: {}}',
    '{version: "2026.1.0", schema_version: "x.y", tables: {}}',
    '{version: null, schema_version: "1.0.0", tables: {}}',
)
NO_STATES = [f"current: {state}\nprevious: {state}\n".encode() for state in STATES]


def test_a_damaged_lock_is_told_with_what_to_do(raw: Path, tmp_path: Path) -> None:
    for content in (b"no lock\n", b"raw/x.csv\n", b"\xff\n", b"\0 \0 \n", b"raw/x.csv nohash x\n", b"\n"):
        raw.with_name("raw.lock").write_bytes(content)
        for use in (lock_problems, missing_files):
            with pytest.raises(InputError, match=r"raw\.lock:1(.|\n)*(git restore|restore the file)"):
                use(raw)
    for content in (b"", b"{", b"a: b", b"current: {}\nprevious: {}\n", b"\xff", b"- 1", b"[" * 5000, b"\t", *NO_STATES):
        (tmp_path / "release.lock").write_bytes(content)
        with pytest.raises(InputError, match=r"release\.lock(.|\n)*restore"):
            read_lock(tmp_path / "release.lock")


@pytest.mark.usefixtures("no_waiting")
def test_a_pipe_in_the_place_of_a_lock_or_of_a_database_holds_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / BUILD_LOCK)
    with pytest.raises(InputError, match="a named pipe"), locked(tmp_path, BUILD_LOCK):
        pass
    (tmp_path / ".dagster").mkdir()
    os.mkfifo(tmp_path / ".dagster" / "runs.db")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert "runs.db" in damaged_history()


def test_a_file_that_this_user_may_not_read_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f.csv").write_text("x")

    def deny(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", "f.csv")

    monkeypatch.setattr("pipeline.kernel.files.os.open", deny)
    with pytest.raises(InputError, match=r"f\.csv\n.*may read\n.*chmod"):
        read_file(tmp_path / "f.csv")


READS = {"read_bytes", "read_text"}
# They stand alone, before the packages of this repository can be imported, or read what the program itself ships.
ALONE = {
    "pipeline/kernel/files.py",
    "pipeline/front/query.py",
    "pipeline/charts/areas.py",
    "pipeline/app/builders.py",
}


def test_every_file_that_a_person_may_have_put_there_is_read_by_the_one_function_that_never_waits() -> None:
    for file in [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "tools").glob("*/[a-z]*.py"), ROOT / "tools" / "pack.py"]:
        name = file.relative_to(ROOT).as_posix()
        if name in ALONE or name.startswith(("tools/benchmarks/", "tools/faults/", "tools/validators/")):
            continue
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Attribute) and node.attr in READS]
        assert calls == [], f"{name}: {[ast.unparse(call) for call in calls]}"


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    name = "raw/\x1b[2J\r\udcff\n.csv"
    said = str(InputError([Problem(name, 1, name, name, f"no {name}", f"mv {name}")])) + in_words(OSError(2, "No such file", name))
    assert said.isprintable() or {character for character in said if not character.isprintable()} == {"\n"}
    assert r"raw/\x1b[2J\r\udcff\n.csv:1" in said


def test_very_many_problems_are_told_with_their_number_and_the_first_hundred() -> None:
    many = InputError([Problem("raw/x.csv", line, "c", "v" * 10_000, "a number", "correct it") for line in range(1, 100_001)])
    said = str(many)
    assert said.startswith("100000 problems\n")
    assert said.count("raw/x.csv:") == SHOWN == 100
    assert said.endswith("... and 99900 more. Correct these first.")
    assert len(said) < 50_000


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "overwritten": lambda _: b"no database, but long enough for a header " * 40,
    "its first page zeroed": lambda content: bytes(4096) + content[4096:],
    "a page of noise": lambda content: content[:100] + bytes(range(256)) * 15 + content[3940:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_run_history_is_named_with_the_file_to_delete_and_works_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    @dg.asset
    def some() -> int:
        return 1

    def run() -> bool:
        with open_instance() as instance:
            return bool(dg.materialize([some], instance=instance).success)

    settings = (ROOT / "dagster.yaml").read_text("utf-8").replace(".dagster/", f"{tmp_path}/.dagster/")
    (tmp_path / "dagster.yaml").write_text(settings, "utf-8")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert run()
    history = tmp_path / ".dagster" / "history"
    files = [file for file in sorted(history.rglob("*.db")) if file.stem in ("runs", "index", "schedules")]
    assert len(files) == 3
    for file in files:
        for beside in file.parent.glob(f"{file.name}-*"):
            beside.unlink()
        file.write_bytes(DAMAGES[damage](file.read_bytes()))
        try:
            with open_instance() as instance:
                dg.materialize([some], instance=instance)
                list(instance.all_instigator_state())
        except Exception as error:
            said = in_words(error)
            assert str(file) in said, said
            assert f"rm -r {file}*" in said
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        assert run(), file


SETTINGS = {
    "settings": "nonsense: 1\n",
    "list": "- a\n",
    "text": "a\n",
    "module": "storage:\n  custom:\n    module: nowhere\n    class: X\n",
    "number": "storage: 5\n",
    "deep": "[" * 1200,
    "syntax": "\ta: b\n",
}


@pytest.mark.parametrize("home", ["missing", "file", "relative", "pipe", *SETTINGS])
@pytest.mark.usefixtures("no_waiting")
def test_a_home_of_dagster_that_is_none_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    folder = tmp_path / home
    if home == "file":
        folder.write_text("")
    if home == "pipe" or home in SETTINGS:
        folder.mkdir()
    if home == "pipe":
        os.mkfifo(folder / "dagster.yaml")
    if home in SETTINGS:
        (folder / "dagster.yaml").write_text(SETTINGS[home])
    monkeypatch.setenv("DAGSTER_HOME", "relative" if home == "relative" else str(folder))
    with pytest.raises(InputError) as refused:
        open_instance()
    assert ("DAGSTER_HOME" in str(refused.value)) == (home in ("missing", "file", "relative"))
    assert "dagster.yaml" in str(refused.value) or "unset DAGSTER_HOME" in str(refused.value)


def test_a_file_where_the_run_history_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / ".dagster").write_text("")
    with pytest.raises(OSError, match="dagster") as raised:
        History(str(tmp_path / ".dagster" / "history"))
    assert "Move the file away" in str(disk_fault(raised.value))


@pytest.mark.parametrize("memory", ["lots", "2", "GB", "0GB", "1GB'; DROP", "-1GB", "2 GB\n"])
def test_an_amount_of_memory_that_is_none_is_told(memory: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        trade_metrics.main([str(tmp_path / "in"), str(tmp_path / "out"), f"--memory={memory}"])
    assert ended.value.code == 2
    assert "such as 2GB" in capsys.readouterr().err


def test_the_trace_is_there_for_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "1")
    with pytest.raises(ValueError, match="of the program") as raised:
        raise ValueError("of the program")
    assert "Traceback" in in_words(raised.value)
