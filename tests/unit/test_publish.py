"""Publishing: whole or not at all, named by content, never made from tables that do not fit together."""

import hashlib
from pathlib import Path

import pytest

from pipeline.release.publish import checksums, holds, mixed, publish, up_to_date
from pipeline.store import TableStore, write_if_changed


def writer(text: str):  # type: ignore[no-untyped-def]
    return lambda folder: (folder / "a.txt").write_text(text)


def test_a_release_is_named_by_its_content_and_latest_points_to_it(tmp_path: Path) -> None:
    first = publish(tmp_path, "i", writer("one"))
    again = publish(tmp_path, "i", writer("one"))
    other = publish(tmp_path, "i", writer("two"))
    assert first == again != other
    assert (tmp_path / "latest").resolve() == other.resolve()
    assert (first / "a.txt").read_text() == "one"
    assert holds(first)
    assert holds(other)


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    release = publish(tmp_path, "i", writer("one"))
    assert f"{hashlib.sha256(b'one').hexdigest()}  a.txt\n" in checksums(release)
    assert (release / "SHA256SUMS").read_text() == checksums(release)


def test_a_failing_build_leaves_the_last_release_as_it_was_and_nothing_else(tmp_path: Path) -> None:
    release = publish(tmp_path, "i", writer("one"))

    def fail(folder: Path) -> None:
        (folder / "a.txt").write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        publish(tmp_path, "i", fail)
    assert (tmp_path / "latest").resolve() == release.resolve()
    assert holds(tmp_path / "latest")
    assert [folder.name for folder in (tmp_path / "releases").iterdir()] == [release.name]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "releases" / ".building-x"
    left.mkdir(parents=True)
    publish(tmp_path, "i", writer("one"))
    assert not left.exists()


def test_a_release_is_up_to_date_when_its_inputs_and_every_byte_are_the_same(tmp_path: Path) -> None:
    assert not up_to_date(tmp_path, "i")
    release = publish(tmp_path, "i", writer("one"))
    assert up_to_date(tmp_path, "i")
    assert not up_to_date(tmp_path, "j")
    (release / "a.txt").write_text("touched")
    assert not up_to_date(tmp_path, "i")
    publish(tmp_path, "i", writer("one"))
    assert up_to_date(tmp_path, "i")


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
    store.write("t", b"t", {"raw_f": hashlib.sha256(b"r").hexdigest(), "code": "c"})
    assert mixed(store, ["t"], raw, "c") == []
    assert [p.file for p in mixed(store, ["t"], raw, "d")] == ["table t", "table raw_f"]
    (raw / "f.csv").write_bytes(b"2")
    assert [p.file for p in mixed(store, ["t"], raw, "c")] == ["table raw_f"]
    store.write("raw_f", b"s", {"raw/f.csv": hashlib.sha256(b"2").hexdigest(), "code": "c"})
    assert [p.file for p in mixed(store, ["t"], raw, "c")] == ["table t"]
