"""Publishing: whole or not at all, named by content, never made from tables that do not fit together."""

import hashlib
import os
import threading
from pathlib import Path

import duckdb
import pytest

from pipeline.contract.store import TableStore
from pipeline.kernel.files import what_is, write_if_changed
from pipeline.kernel.problems import InputError
from pipeline.release.inputs import hashes_of_inputs, joint_hash
from pipeline.release.integrity import mixed
from pipeline.release.publish import checksums, holds, identity, locked, publish, tidy, up_to_date
from tests.conftest import ROOT

INPUTS = {"inputs_sha256": "i"}


def writer(text: str):  # type: ignore[no-untyped-def]
    return lambda folder: (folder / "a.txt").write_text(text)


def test_a_release_is_named_by_its_content_and_latest_points_to_it(tmp_path: Path) -> None:
    first = publish(tmp_path, INPUTS, writer("one"))
    again = publish(tmp_path, INPUTS, writer("one"))
    other = publish(tmp_path, INPUTS, writer("two"))
    assert first == again != other
    assert (tmp_path / "latest").resolve() == other.resolve()
    assert (first / "a.txt").read_text() == "one"
    assert holds(first)
    assert holds(other)


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    release = publish(tmp_path, INPUTS, writer("one"))
    assert f"{hashlib.sha256(b'one').hexdigest()}  a.txt\n" in checksums(release)
    assert (release / "SHA256SUMS").read_text() == checksums(release)


def test_a_failing_build_leaves_the_last_release_as_it_was_and_nothing_else(tmp_path: Path) -> None:
    release = publish(tmp_path, INPUTS, writer("one"))

    def fail(folder: Path) -> None:
        (folder / "a.txt").write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        publish(tmp_path, INPUTS, fail)
    assert (tmp_path / "latest").resolve() == release.resolve()
    assert holds(tmp_path / "latest")
    assert [folder.name for folder in (tmp_path / "releases").iterdir()] == [release.name]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    release = publish(tmp_path, INPUTS, writer("one"))
    for left in (".building-abcd_123", ".pruned-0123456789ab"):
        (tmp_path / "releases" / left / "csv").mkdir(parents=True)
    (tmp_path / ".latest.part").symlink_to("releases/x")
    tidy(tmp_path)
    assert names(tmp_path / "releases") == {release.name}
    assert names(tmp_path) == {"releases", "latest", ".release.lock"}


def test_of_earlier_releases_the_one_that_was_latest_before_is_kept(tmp_path: Path) -> None:
    one, two, three = (publish(tmp_path, INPUTS, writer(text)) for text in ("one", "two", "three"))
    assert names(tmp_path / "releases") == {two.name, three.name}
    assert publish(tmp_path, INPUTS, writer("three")) == three
    assert names(tmp_path / "releases") == {two.name, three.name}
    assert publish(tmp_path, INPUTS, writer("one")) == one
    assert names(tmp_path / "releases") == {three.name, one.name}


def test_a_damaged_release_gets_its_own_files_back_and_nothing_else(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        (folder / "csv").mkdir()
        for name in ("a.txt", "b.txt", "csv/c.txt"):
            (folder / name).write_text(name)

    release = publish(tmp_path, INPUTS, write)
    (release / "a.txt").write_text("other")
    (release / "csv" / "c.txt").unlink()
    (release / "csv").rmdir()
    (release / "stray.wal").write_text("somebody's")
    whole = (release / "b.txt").stat().st_ino
    assert publish(tmp_path, INPUTS, write) == release
    assert holds(release)
    assert (release / "b.txt").stat().st_ino == whole
    assert (tmp_path / "moved_aside" / "stray.wal").read_text() == "somebody's"


def foreign(folder: Path, number: int) -> None:
    """Put what no build made into a folder, under names like those that a build gives."""
    names = (".DS_Store", "notes", "0123456789ab", ".building-mine", ".building-abcd1234.txt", ".pruned-mine", "Thumbs.db", "latest")
    name, kind = f"{names[number % len(names)]}", number // len(names)
    target = folder / (name if kind == 0 else f"{name}{kind}")
    if kind == 0:
        target.write_text("somebody's")
    elif kind == 1:
        target.mkdir()
        (target / "file").write_text("somebody's")
        (target / "SHA256SUMS").write_text("")
    elif kind == 2:
        target.symlink_to(folder.parent.parent / "elsewhere", target_is_directory=True)
    elif kind == 3:
        target.symlink_to("nowhere")
    else:
        os.mkfifo(target)


def inventory(folder: Path) -> list[str]:
    """Name what a folder holds with its kind and content, wherever in the folder it lies."""
    return sorted(f"{what_is(path)} {path.is_symlink()} {path.read_text() if path.is_file() else ''}" for path in folder.rglob("*"))


@pytest.mark.parametrize("place", ["releases", "latest"])
def test_what_no_build_made_breaks_nothing_and_is_never_deleted(tmp_path: Path, place: str) -> None:
    outputs, told = tmp_path / "outputs", list[str]()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_text("somebody's")
    one = publish(outputs, INPUTS, writer("one"))
    empty = inventory(outputs)
    for number in range(40):
        foreign(outputs / place, number)
    found = [line for line in inventory(outputs) if line not in empty or "somebody" in line]
    assert len(found) > 20
    for text in ("one", "two", "three", "one"):
        tidy(outputs)
        publish(outputs, INPUTS, writer(text), told.append)
        assert holds(outputs / "latest")
    left = inventory(outputs)
    assert [line for line in found if left.count(line) < found.count(line)] == []
    assert (tmp_path / "elsewhere" / "file").read_text() == "somebody's"
    assert (outputs / "latest").resolve() == one.resolve()
    assert {path.name for path in (outputs / "releases").iterdir() if holds(path)} >= {one.name}
    assert place == "releases" or all("moved_aside" in line or "Kept" in line for line in told)


def test_names_that_are_not_utf_8_and_links_to_themselves_break_nothing(tmp_path: Path) -> None:
    one = publish(tmp_path, INPUTS, writer("one"))
    name = os.fsdecode(b"\xff\n")
    (one / name).write_text("somebody's")
    assert not holds(one)
    assert identity(tmp_path) != (one.name, one.name)
    assert holds(publish(tmp_path, INPUTS, writer("two")))
    assert holds(publish(tmp_path, INPUTS, writer("one")))
    assert (tmp_path / "moved_aside" / name).read_text() == "somebody's"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / name).touch()
    assert len(joint_hash(hashes_of_inputs(ROOT, tmp_path / "raw"))) == 64
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to("latest")
    assert identity(tmp_path) is None
    assert publish(tmp_path, INPUTS, writer("one")).samefile(tmp_path / "latest")


def test_what_has_the_place_of_the_latest_release_is_named_and_left(tmp_path: Path) -> None:
    for number, put in enumerate((Path.mkdir, lambda path: path.write_text("somebody's"), os.mkfifo)):
        outputs = tmp_path / str(number)
        outputs.mkdir()
        put(outputs / "latest")
        kind = what_is(outputs / "latest")
        with pytest.raises(InputError, match=r"/?latest: .*(.|\n)*move it away"):
            publish(outputs, INPUTS, writer("one"))
        assert what_is(outputs / "latest") == kind
        assert not (outputs / "latest").is_symlink()


def test_a_release_that_somebody_changed_is_kept_and_what_cannot_be_removed_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[str]()
    one, two = (publish(tmp_path, INPUTS, writer(text), told.append) for text in ("one", "two"))
    (one / "mine.txt").write_text("somebody's")
    publish(tmp_path, INPUTS, writer("three"), told.append)
    assert (one / "mine.txt").exists()
    assert [line for line in told if one.name in line] == told

    def refuse_to(_folder: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.release.kept.shutil.rmtree", refuse_to)
    four = publish(tmp_path, INPUTS, writer("four"), told.append)
    assert (tmp_path / "latest").resolve() == four.resolve()
    assert f"Could not remove releases/{two.name}, an earlier release: Permission denied." in told


def test_who_waits_for_a_lock_is_told_so(tmp_path: Path) -> None:
    told: list[str] = []
    ready = threading.Event()

    def wait() -> None:
        with locked(tmp_path, "l", lambda: (told.append("waits"), ready.set())):  # type: ignore[func-returns-value]
            told.append("has it")

    with locked(tmp_path, "l", lambda: told.append("never")):
        thread = threading.Thread(target=wait)
        thread.start()
        assert ready.wait(10)
        told.append("ends")
    thread.join()
    assert told == ["waits", "ends", "has it"]


def test_a_reader_with_the_database_open_reads_on_after_its_release_is_gone(tmp_path: Path) -> None:
    def database(number: int):  # type: ignore[no-untyped-def]
        def write(folder: Path) -> None:
            with duckdb.connect(str(folder / "d.duckdb")) as db:
                db.execute(f"CREATE TABLE t AS SELECT {number} AS release, range AS n FROM range(100000)")

        return write

    release = publish(tmp_path, INPUTS, database(1))
    with duckdb.connect(str(tmp_path / "latest" / "d.duckdb"), read_only=True) as reader:
        for number in (2, 3):
            publish(tmp_path, INPUTS, database(number))
        assert not release.exists()
        assert reader.execute("SELECT min(release), sum(n) FROM t").fetchall() == [(1, 4999950000)]
    with duckdb.connect(str(tmp_path / "latest" / "d.duckdb"), read_only=True) as reader:
        assert reader.execute("SELECT min(release), sum(n) FROM t").fetchall() == [(3, 4999950000)]


def test_a_release_is_up_to_date_when_its_inputs_and_every_byte_are_the_same(tmp_path: Path) -> None:
    assert not up_to_date(tmp_path, INPUTS)
    release = publish(tmp_path, INPUTS, writer("one"))
    assert up_to_date(tmp_path, INPUTS)
    assert not up_to_date(tmp_path, {"inputs_sha256": "j"})
    (release / "a.txt").write_text("touched")
    assert not up_to_date(tmp_path, INPUTS)
    publish(tmp_path, INPUTS, writer("one"))
    assert up_to_date(tmp_path, INPUTS)


def test_a_file_is_replaced_only_when_its_bytes_change(tmp_path: Path) -> None:
    file = tmp_path / "t"
    write_if_changed(file, b"1")
    before = file.stat()
    write_if_changed(file, b"1")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    write_if_changed(file, b"2")
    assert file.read_bytes() == b"2"
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_a_store_holds_tables_whose_bytes_are_those_of_their_hashes(tmp_path: Path) -> None:
    store = TableStore(tmp_path)
    assert not store.holds(["t"])
    store.write("t", b"t", {})
    assert store.holds(["t"])
    store.path("t").write_bytes(b"u")
    assert not store.holds(["t"])


def test_tables_from_different_inputs_are_not_released(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "f.csv").write_bytes(b"1")
    store = TableStore(tmp_path / "tables")
    one = hashlib.sha256(b"1").hexdigest()
    store.write("raw_f", b"r", {"raw/f.csv": one, "code": "c"})
    store.write("t", b"t", {"raw_f": hashlib.sha256(b"r").hexdigest(), "code": "d"})
    code = {"raw_f": "c", "t": "d"}

    def stale(code: dict[str, str]) -> list[str]:
        return [problem.file for problem in mixed(store, ["t"], raw, code)]

    assert stale(code) == []
    assert stale(code | {"t": "other"}) == ["table t"]
    assert stale(code | {"raw_f": "other"}) == ["table raw_f"]
    assert stale(code | {"another": "other"}) == []
    (raw / "f.csv").write_bytes(b"2")
    assert stale(code) == ["table raw_f"]
    store.write("raw_f", b"s", {"raw/f.csv": hashlib.sha256(b"2").hexdigest(), "code": "c"})
    assert stale(code) == ["table t"]
