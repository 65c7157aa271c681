"""A release built again by a stranger: confirmed where the source gives the same bytes, and each hash named where it does not."""

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.app.commands import rebuild_check
from pipeline.kernel.problems import InputError
from pipeline.release.inputs import BESIDE
from pipeline.release.publish import checksums
from pipeline.release.rebuilt import BUILT_WITH, rebuilt
from tests.conftest import ROOT

# a source that builds in no time
BUILD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from pipeline.release.inputs import BESIDE, hashes_of_inputs
from pipeline.release.publish import publish

here = Path.cwd()
assert all((here / name).is_file() for name in BESIDE)
def write(folder):
    (folder / "a.txt").write_bytes((here / "raw" / "a.csv").read_bytes())
    (folder / "b.txt").write_text("b")
publish(here / "outputs", {{"version": "2026.1.0", "schema_version": "1.0.0", "inputs": hashes_of_inputs(here, here / "raw")}}, write)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one tagged version, which is built."""
    root = tmp_path / "repository"
    (root / "raw").mkdir(parents=True)
    (root / "schemas").mkdir()
    (root / "schemas" / "a.py").write_text("")
    (root / "raw" / "a.csv").write_text("one")
    (root / "pipeline").mkdir()
    (root / "pipeline" / "build.py").write_text(BUILD)
    (root / "Makefile").write_text("dataset: .venv/ready\n\t@.venv/bin/python pipeline/build.py\n")
    (root / "metadata.yaml").write_text("version: 2026.1.0\n")
    (root / "requirements.lock").write_text("packages")
    for name in (*BESIDE, *BUILT_WITH):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).touch()
    (root / ".gitignore").write_text("/outputs/\n/.venv\n")
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false")
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "one"], ["tag", "v2026.1.0"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    (root / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run(["make", "-o", ".venv/ready", "dataset"], cwd=root, check=True)
    return root


def again(root: Path, folder: Path) -> tuple[str, int, list[str]]:
    folder.mkdir()
    return rebuilt(root / "outputs" / "latest", root, folder)


def test_a_release_is_confirmed_from_the_files_here_or_from_the_tag_of_its_version(root: Path, tmp_path: Path) -> None:
    assert again(root, tmp_path / "here") == ("the files of this repository", 3, [])
    (root / "raw" / "a.csv").write_text("two")
    assert again(root, tmp_path / "tag") == ("the tag v2026.1.0", 3, [])
    assert (root / "raw" / "a.csv").read_text() == "two"


def test_each_hash_that_differs_is_named_and_inputs_that_are_nowhere_are_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    latest = (root / "outputs" / "latest").resolve()
    (latest / "a.txt").write_text("changed by hand")
    (latest / "more.txt").write_text("")
    (latest / "b.txt").unlink()
    (latest / "reports").mkdir()
    (latest / "reports" / "x.txt").write_text("of make release")
    (latest / "SHA256SUMS").write_text(checksums(latest))
    differences = again(root, tmp_path / "first")[2]
    assert [line.split(":")[0] for line in differences] == ["a.txt", "b.txt", "more.txt"]
    monkeypatch.setattr(rebuild_check, "ROOT", root)
    assert rebuild_check.main([str(latest)]) == 1
    assert "it differs in 3" in capsys.readouterr().err
    record = json.loads((latest / "build.json").read_text())
    (latest / "build.json").write_text(json.dumps(record | {"inputs": record["inputs"] | {"raw/a.csv": "0" * 64}}))
    (latest / "SHA256SUMS").write_text(checksums(latest))
    with pytest.raises(InputError, match=r"differ from them in 1, those of the tag v2026.1.0 in 1(.|\n)*raw/a\.csv: 0000"):
        again(root, tmp_path / "second")
    assert rebuild_check.main([""]) == 2
    assert "RELEASE=" in capsys.readouterr().err
