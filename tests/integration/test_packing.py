"""The packed release, its reports, the lock and the comparison of the real data."""

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline.app.commands.diff import main as diff
from pipeline.kernel.problems import InputError
from pipeline.release.diff import compare
from pipeline.release.opened import opened
from pipeline.release.publish import SUMS, holds
from pipeline.release.release_lock import lock_problems, read_lock, state_of
from tests.conftest import ROOT, Built
from tools.pack import pack
from tools.validators.outside import NOT_RUN
from tools.validators.programs import BY_HAND
from tools.validators.reports import MATRIX, OWN, REPORTS

ZIP = "wallonia_biomanufacturing-{}.zip"
QUICK = {"hashes.txt": OWN["hashes.txt"]}  # a report that takes no time


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture
def release(latest: Path, tmp_path: Path) -> Path:
    """A copy of the release that a test may damage."""
    return Path(shutil.copytree(latest, tmp_path / "release"))


def test_the_lock_and_the_changelog_tell_what_is_built(latest: Path) -> None:
    problems = lock_problems(read_lock(ROOT / "release.lock"), state_of(latest), (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert problems == [], "\n".join(map(str, problems))


def entries_of(file: Path) -> dict[str, tuple[object, ...]]:
    """The entries of a zip with all that it holds of them, but those that tell of reports, which may be fewer."""
    with zipfile.ZipFile(file) as packed:
        entries = [entry for entry in packed.infolist() if Path(entry.filename).name not in (MATRIX, SUMS)]
        return {entry.filename: (packed.read(entry), entry.compress_size, entry.date_time, entry.external_attr) for entry in entries}


def test_the_zip_depends_on_the_release_alone(packed: Path, latest: Path, tmp_path: Path) -> None:
    """The release is packed again with our own reports; those of other programs, which take half a minute, are looked through."""
    elsewhere = Path(shutil.copytree(latest, tmp_path / "elsewhere"))
    os.utime(elsewhere / "build.json", (0, 10**9))
    (elsewhere / "build.json").chmod(0o600)
    again = pack(elsewhere, tmp_path / "again", OWN)
    assert entries_of(again).items() <= entries_of(packed).items()
    assert {name.partition("/")[2] for name in entries_of(packed).keys() - entries_of(again).keys()} == {
        f"reports/{name}" for name in REPORTS.keys() - OWN.keys()
    }
    one, two = (pack(folder, tmp_path / place, QUICK) for folder, place in ((latest, "one"), (elsewhere, "two")))
    assert one.read_bytes() == two.read_bytes()
    with opened(str(packed), ROOT) as unpacked:
        traces = (str(latest.parent), str(Path.home()) + "/", os.uname().nodename, f"{datetime.now(UTC):%Y-%m-%d}")
        # the matrix of readers has the days on which people tried some by hand
        reports = {file.name: file.read_text("utf-8") for file in (unpacked / "reports").iterdir() if file.name != MATRIX}
        assert [(name, trace) for name, text in reports.items() for trace in traces if len(trace) > 5 and trace in text] == []
    with zipfile.ZipFile(packed) as entries:
        names = entries.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in entries.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in entries.infolist()} == {0o100644}
        assert {name.split("/")[0] for name in names} == {packed.stem}


def test_the_checksum_is_that_of_the_zip_and_the_version_that_of_the_metadata(packed: Path) -> None:
    version = yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8"))["version"]
    assert packed.name == ZIP.format(version)
    stated = packed.with_name(packed.name + ".sha256").read_text()
    assert stated == f"{hashlib.sha256(packed.read_bytes()).hexdigest()}  {packed.name}\n"


def test_the_unpacked_release_is_whole_with_its_reports(packed: Path, latest: Path) -> None:
    with opened(str(packed), ROOT) as unpacked:
        assert holds(unpacked)
        reports = {file.name: file.read_text() for file in (unpacked / "reports").iterdir()}
        table = reports.pop(MATRIX)
        assert reports.keys() == REPORTS.keys()
        results = [line.split(" | ") for line in table.splitlines() if line.startswith("| `")]
        assert [report.strip("| `") for report, _, _ in results] == list(REPORTS)
        assert all(result == ("not run |" if checked.startswith(NOT_RUN) else "pass |") for _, checked, result in results)
        assert table.count("| by hand |") == len(BY_HAND)
        assert all("Found: no fault." in text for text in reports.values()), reports
        with duckdb.connect(str(unpacked / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
            assert db.execute("SELECT count(*) FROM core.cartography").fetchall() == [(50,)]
        assert compare(latest, unpacked).cells.empty


def test_a_report_finds_what_it_is_there_for(release: Path) -> None:
    (release / "stray").write_text("")
    (release / "csv" / "core" / "sites.csv").write_text("changed")
    with duckdb.connect() as db:
        file = release / "parquet" / "core" / "localities.parquet"
        db.execute(f"CREATE TABLE t AS FROM '{file}'")
        db.execute("DELETE FROM t WHERE locality_id = 'wavre'")
        db.execute("INSERT INTO t FROM t LIMIT 1")
        db.execute(f"COPY t TO '{file}'")
    found = {name: "\n".join(check(release).faults) for name, check in OWN.items()}
    assert [name for name, faults in found.items() if not faults] == []
    assert "not listed" in found["hashes.txt"]
    assert "missing or changed" in found["hashes.txt"]
    assert "datapackage.json: csv/core/sites.csv" in found["descriptions.txt"]
    assert "croissant.json: parquet/core/localities.parquet" in found["descriptions.txt"]
    assert 'localities: "locality_id" is not unique' in found["keys.txt"]
    assert 'sites: "locality_id" points to no row of localities' in found["keys.txt"]
    assert "database, localities" in found["forms.txt"]


def test_a_release_with_a_fault_is_not_packed(release: Path, tmp_path: Path) -> None:
    (release / "csv" / "core" / "sites.csv").write_text("changed")
    with pytest.raises(InputError, match=r"reports/hashes\.txt"):
        pack(release, tmp_path / "dist", QUICK)
    assert not (tmp_path / "dist").exists()


def test_a_changed_cell_is_found_with_its_cause(latest: Path, corrected: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff([str(latest), str(corrected.outputs / "latest"), "--parquet", str(tmp_path / "cells.parquet")]) == 0
    said = capsys.readouterr().out
    assert 'cell_therapy definition_en: "Treatment by living cells, of any kind." -> "Treatment by living cells." (reference' in said
    assert 'thesis|12 location: "Angleur (Liège)" -> "Angleur (LIÈGE)" (correction: raw/corrections.csv)' in said
    assert '"Start of the COVID-19 health crisis" -> "Start of the COVID-19 crisis" (source: raw/thesis/events.csv)' in said
    assert set(re.findall(r"^- `(\w+)`", said, re.MULTILINE)) == {
        *("actors", "cartography", "concepts", "corrections", "events", "provenance", "quality_flags", "quality_issues", "timeline")
    }


def test_what_is_no_release_is_refused_with_what_to_do(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "csv" / "core" / "sites.csv").unlink()
    (tmp_path / "no.zip").write_text("no zip")
    for named, expected in ((str(release), "a whole release"), (str(tmp_path / "no.zip"), "a zip file"), ("no-such-tag", "or a git tag")):
        assert diff([named, named]) == 1
        assert expected in capsys.readouterr().err


# a source that builds in no time: its release is one file, which says what the source was
SOURCE = """
from hashlib import sha256
from pathlib import Path

latest = Path("outputs/latest")
latest.mkdir(parents=True)
for name, text in (("a.txt", Path("raw.txt").read_text()), ("build.json", "{}")):
    (latest / name).write_text(text)
    with (latest / "SHA256SUMS").open("a") as sums:
        print(sha256(text.encode()).hexdigest(), "", name, file=sums)
"""


def test_a_tag_is_built_from_its_own_source(tmp_path: Path) -> None:
    def commit(text: str, tag: str) -> None:
        (tmp_path / "raw.txt").write_text(text)
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false")
        for command in (["add", "."], [*identity, "commit", "-qm", text], ["tag", tag]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "Makefile").write_text("dataset: .venv/ready\n\t.venv/bin/python build.py\n")
    (tmp_path / "build.py").write_text(SOURCE)
    (tmp_path / "requirements.lock").write_text("packages")
    commit("one", "v1")
    commit("two", "v2")
    with opened("v1", tmp_path) as release:
        assert (release / "a.txt").read_text() == "one"
    assert not (tmp_path / "outputs").exists()
    (tmp_path / "requirements.lock").write_text("other packages")
    with pytest.raises(InputError, match=r"requirements\.lock"), opened("v1", tmp_path):
        pass


def test_the_workflow_runs_by_hand_only_pins_its_actions_and_leaves_a_draft() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert list(workflow[True]) == ["workflow_dispatch"]  # YAML 1.1 reads the key `on` as true
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", used) for used in uses)
    assert workflow["permissions"] == {"contents": "read"}
    assert "--draft" in text
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in re.findall(r"run: make ([a-z-]+)", text):
        assert re.search(rf"^{name}:.*##", makefile, re.MULTILINE), name
