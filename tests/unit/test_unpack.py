"""Releases that somebody else made: each kind of broken, hostile or oversized one is refused in words, and nothing is left behind."""

import hashlib
import io
import json
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.app.commands.diff import main as diff
from pipeline.kernel.scratch import PREFIX, scratch
from pipeline.release import unpack as unpacking
from pipeline.release.publish import checksums
from tests.conftest import ROOT
from tests.unit.test_release_diff import BEFORE, put, release

Named = tuple[zipfile.ZipInfo | str, bytes]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary folders, empty."""
    (folder := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = release(tmp_path / "good", BEFORE)
    (folder / "SHA256SUMS").write_text(checksums(folder))
    return folder


def packed(file: Path, *extra: Named, of: Path | None = None) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as sink:
        for path in sorted(of.rglob("*")) if of else ():
            if path.is_file():
                sink.write(path, f"release/{path.relative_to(of or file)}")
        for name, content in extra:
            sink.writestr(name, content)
    return file


def link(name: str, to: str) -> Named:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, to.encode()


def refused(capsys: pytest.CaptureFixture[str], named: Path, good: Path) -> str:
    """Return what is said of a release, which is refused."""
    assert diff([str(named), str(good)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "to do:" in said.err
    assert "Traceback" not in said.err
    assert "The program failed" not in said.err
    return said.err


def test_no_hostile_zip_writes_outside_fills_the_disk_or_leaves_anything(
    tmp_path: Path, good: Path, temporary: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert diff([str(packed(tmp_path / "good.zip", of=good)), str(good)]) == 0
    capsys.readouterr()
    outside = tmp_path / "outside"
    monkeypatch.setattr(unpacking, "FILES", 50)
    monkeypatch.setattr(unpacking, "BYTES", 20_000_000)
    cases: dict[str, tuple[Named, ...]] = {
        "leads out": (("release/../../outside", b"x"),),
        "leads out of": ((str(outside), b"x"),),
        "leads out of the release": (("release\\..\\outside", b"x"),),
        "a link or": (link("release/to", str(tmp_path)), ("release/to/outside", b"x")),
        "a link or a device": (link("release/csv", "/etc"),),
        "a second file": (("release/a", b"1"), ("release/A", b"2")),
        "packed to less": (("release/zeros", bytes(5_000_000)),),
        "bytes": tuple((f"release/{n}", random.Random(n).randbytes(1000) * 3000) for n in range(8)),
        "files": tuple((f"release/{n}", b"") for n in range(60)),
        "a file that is a folder": (("release/a", b"1"), ("release/a/b", b"2")),
        "a name without end": (("release/" + "a/" * 2000 + "b", b""),),
        "a list of files of": tuple((f"release/{n}{'n' * 150}", b"") for n in range(200)),
        r"\x1b[2J\n": (("../\x1b[2J\n", b""),),  # nothing that a terminal obeys is printed
    }
    monkeypatch.setattr(unpacking, "LISTED", 30_000)
    for number, (words, entries) in enumerate(cases.items()):
        said = refused(capsys, packed(tmp_path / f"{number}.zip", *entries, of=good), good)
        assert words in said, said
    content, numbers = (tmp_path / "good.zip").read_bytes(), random.Random(2)
    for number in range(60):
        at = numbers.randrange(len(content))
        damaged = content[:at] if number % 3 == 0 else content[:at] + bytes([content[at] ^ (1 << numbers.randrange(8))]) + content[at + 1 :]
        (tmp_path / "damaged.zip").write_bytes(damaged)
        status = diff([str(tmp_path / "damaged.zip"), str(good)])
        said = capsys.readouterr()
        assert status == 0 or "to do:" in said.err, said
        assert "Traceback" not in said.err
    assert not outside.exists()
    assert list(temporary.iterdir()) == []


def rewritten(file: str, content: bytes | Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / file).write_bytes(content if isinstance(content, bytes) else content((folder / file).read_bytes()))

    return change


def record(**changed: object) -> Callable[[Path], None]:
    return rewritten("build.json", lambda old: json.dumps(json.loads(old) | changed).encode())


def table(rows: pa.Table, key: object = b'["id"]') -> Callable[[Path], None]:
    sink = io.BytesIO()
    pq.write_table(rows.replace_schema_metadata({"primary_key": key}) if key else rows, sink)
    return rewritten("parquet/t.parquet", sink.getvalue())


BROKEN: list[Callable[[Path], object]] = [
    *(rewritten("build.json", content) for content in (b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"version": "1"}')),
    *(
        record(**{name: value})
        for name in ("version", "schema_version", "inputs")
        for value in (None, 1, [], {"a": 1}, "x\n" * 3)
        if value != "x\n" * 3
    ),
    *(record(schema_version=value) for value in ("", "1", "1.0.x", "9" * 9)),
    *(rewritten("parquet/t.parquet", content) for content in (b"", b"PAR1", b"x" * 999)),
    rewritten("parquet/t.parquet", lambda old: old[:-20]),
    table(pa.table({"id": ["1"]}), None),
    table(pa.table({"id": ["1"]}), b"[" * 5000),
    table(pa.table({"id": ["1"]}), b'["other"]'),
    table(pa.table({"id": ["1"]}), b"[]"),
    table(pa.table({"id": ["1", "1"]})),
    table(pa.table({"id": ["1"], "a": [["nested"]]})),
    table(pa.table({"id": pa.nulls(2_000_000, pa.string())})),
    lambda folder: (folder / "parquet" / "data_dictionary.parquet").unlink(),
]


def test_no_broken_release_with_right_checksums_ends_in_a_trace(
    tmp_path: Path, good: Path, temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, change in enumerate(BROKEN):
        folder = release(tmp_path / str(number), BEFORE)
        change(folder)
        (folder / "SHA256SUMS").write_text(checksums(folder))
        said = refused(capsys, folder, good)
        assert f"{number}" in said or "t.parquet" in said
    for sums in (b"", b"\xff", b"no hash\n", b"a  b\n", hashlib.sha256(b"").hexdigest().encode()):
        folder = release(tmp_path / "sums", BEFORE)
        (folder / "SHA256SUMS").write_bytes(sums)
        refused(capsys, folder, good)
    for put_there in (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to(good / "build.json")):
        folder = release(tmp_path / f"kind{put_there}".replace("/", ""), BEFORE)
        (folder / "SHA256SUMS").write_text(checksums(folder))
        (folder / "build.json").unlink()
        put_there(folder / "build.json")
        refused(capsys, folder, good)
    put(good / "other", "unused", {"id": ["1"]}, ["id"])
    refused(capsys, good, good)
    assert list(temporary.iterdir()) == []


HOLD = "import sys, time; from pipeline.kernel.command import command; from pipeline.kernel.scratch import scratch\n"
HOLD += "@command\ndef main():\n  with scratch() as folder:\n    print(folder, flush=True); time.sleep(60)\nsys.exit(main())"


def test_temporary_files_do_not_outlive_a_command_however_it_is_killed(tmp_path: Path, temporary: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        assert folder.is_dir()
        with scratch():
            assert folder.is_dir()  # of a command that still runs
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
        assert "Traceback" not in said
        assert folder.exists() == (number == signal.SIGKILL)
    (temporary / f"{PREFIX}link").symlink_to(tmp_path)
    (temporary / f"{PREFIX}mine").write_text("somebody's")
    begins = time.monotonic()
    with scratch():
        assert not folder.exists()
    assert time.monotonic() - begins < 5
    assert {path.name for path in temporary.iterdir()} == {f"{PREFIX}link", f"{PREFIX}mine"}
