"""The folder of releases: each version stays, releases.json lists them, and their files are read in place over HTTP ranges."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.release.database import NAME
from pipeline.release.publish import BUILD, SUMS
from tests.conftest import ROOT, Built
from tools.release_index import FOLDER, INDEX, place

ROWS = 200_000


def release(folder: Path, version: str, offset: int = 0) -> Path:
    """A folder with what the index of releases looks at."""
    (folder / "parquet" / "core").mkdir(parents=True)
    numbers = pl.DataFrame({"number": range(offset, offset + ROWS)}).with_columns(name=pl.col("number").hash(seed=1).cast(pl.String))
    numbers.write_parquet(folder / "parquet" / "numbers.parquet", row_group_size=20_000)
    for name, content in ((BUILD, json.dumps({"version": version})), (SUMS, version), (f"{NAME}.duckdb", version)):
        (folder / name).write_text(content, "utf-8")
    return folder


class Ranges(SimpleHTTPRequestHandler):
    """A static server that answers requests for a range of bytes, as web servers do, and counts the bytes that it sends."""

    sent: list[int] = []

    def do_GET(self) -> None:
        content = Path(self.translate_path(self.path)).read_bytes()
        asked = self.headers.get("Range")
        if asked is None:
            part, first, status = content, 0, 200
        else:
            begin, end = asked.removeprefix("bytes=").split("-")
            first = int(begin) if begin else len(content) - int(end)
            part, status = content[first : int(end) + 1 if begin and end else None], 206
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)
        self.sent.append(len(part))

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    for number, version in enumerate(("2026.9.0", "2026.11.0", "2026.12.0")):
        place(release(tmp_path / version, version, number), tmp_path / "dist")
    return tmp_path / "dist"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address."""
    Ranges.sent.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranges, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def address(dist: Path) -> Iterator[str]:
    with served(dist / FOLDER) as address:
        yield address


def test_an_older_version_stays_as_it_is_when_a_newer_one_is_out(dist: Path, tmp_path: Path) -> None:
    listed = json.loads((dist / FOLDER / INDEX).read_text("utf-8"))
    assert listed["latest"] == "2026.12.0"
    assert [found["version"] for found in listed["releases"]] == ["2026.9.0", "2026.11.0", "2026.12.0"]
    paths = [path for found in listed["releases"] for path in (found["database"], found["checksums"], *found["parquet"])]
    assert [path for path in paths if not (dist / FOLDER / path).is_file()] == []
    before = {file: file.read_bytes() for file in (dist / FOLDER / "2026.11.0").rglob("*") if file.is_file()}
    place(release(tmp_path / "again", "2026.12.0", 9), dist)
    assert {file: file.read_bytes() for file in before} == before
    assert sorted(path.name for path in (dist / FOLDER).iterdir()) == ["2026.11.0", "2026.12.0", "2026.9.0", INDEX]


def test_what_else_lies_beside_the_releases_is_left_out_and_what_a_killed_command_left_is_removed(dist: Path, tmp_path: Path) -> None:
    for name in ("backup", ".unfinished-x1", "2026.12.0 copy"):
        release(dist / FOLDER / name, "2026.1.0")
    place(release(tmp_path / "more", "2027.1.0"), dist)
    listed = json.loads((dist / FOLDER / INDEX).read_text("utf-8"))
    assert [found["version"] for found in listed["releases"]] == ["2026.9.0", "2026.11.0", "2026.12.0", "2027.1.0"]
    assert (dist / FOLDER / "backup").is_dir()
    assert not (dist / FOLDER / ".unfinished-x1").exists()


def test_a_column_of_a_release_is_read_in_place_by_ranges_without_the_rest_of_its_file(dist: Path, address: str) -> None:
    place = "2026.11.0/parquet/numbers.parquet"
    rows = pl.scan_parquet(f"{address}/{place}", storage_options={"allow_http": "true", "max_retries": 0})
    assert rows.select(pl.col("number").sum()).collect().item() == sum(range(1, ROWS + 1))
    assert 0 < sum(Ranges.sent) < (dist / FOLDER / place).stat().st_size / 2


# Runs statements with httpfs, and prints the rows of the last two as one JSON list each.
WITH_HTTPFS = """
import json, sys
from pathlib import Path
import duckdb, duckdb_extension_httpfs
[extension] = Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
db = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
db.execute("SET enable_progress_bar = false")
db.execute(f"LOAD '{extension}'")
db.execute(sys.argv[1])
for query in sys.argv[2:]:
    print(json.dumps(sorted(db.execute(query).fetchall())))
"""


def test_duckdb_attaches_a_release_and_reads_its_parquet_files_over_http_ranges(built: Built, tmp_path: Path) -> None:
    packages = os.environ.get("HTTPFS_PACKAGES")
    if not packages:
        pytest.skip("DuckDB's extension httpfs is not installed: HTTPFS_PACKAGES=folder (docs/releasing.md)")
    folder = place(built.outputs / "latest", tmp_path)
    page = (ROOT / "docs" / "releasing.md").read_text("utf-8")
    [statements] = re.findall(r"```text\n(ATTACH .*?)```", page, re.DOTALL)
    with served(folder.parent) as address:
        here = statements.replace("https://example.org/releases/2026.11.0", f"{address}/{folder.name}")
        asked = [statement for line in here.splitlines() if (statement := line.partition("--")[0].strip())]
        command = [sys.executable, "-c", WITH_HTTPFS, *asked]
        done = subprocess.run(command, env=os.environ | {"PYTHONPATH": packages}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    attached, parquet = (json.loads(line) for line in done.stdout.splitlines())
    assert attached == parquet
    assert [name for [name] in attached] == sorted(pl.read_parquet(folder / "parquet" / "actors.parquet")["name_en"])
    assert 0 < sum(Ranges.sent) < (folder / f"{NAME}.duckdb").stat().st_size / 2


def test_the_examples_of_the_docs_read_the_release(built: Built, tmp_path: Path) -> None:
    """DuckDB needs an extension for an address, so that here the same statements read the same folder from disk."""
    folder = place(built.outputs / "latest", tmp_path)
    page = (ROOT / "docs" / "releasing.md").read_text("utf-8").replace("https://example.org/releases/2026.11.0", str(folder))
    [statements] = re.findall(r"```text\n(ATTACH .*?)```", page, re.DOTALL)
    [program] = re.findall(r"```python\n(polars.*?)```", page, re.DOTALL)
    names = eval(program, {"polars": pl})["name_en"].to_list()
    with duckdb.connect() as db:
        attached, *queries = [statement for line in statements.splitlines() if (statement := line.partition("--")[0].strip())]
        db.execute(attached)
        for query in queries:
            assert sorted(name for (name,) in db.execute(query).fetchall()) == sorted(names)
    assert len(names) > 1
