"""The decision that nothing is to be built: by hashes alone, and before any library is loaded."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.kernel.files import sha256_of
from pipeline.kernel.paths import ROOT
from pipeline.release.current import is_current, remove_what_is_unfinished
from pipeline.release.inputs import hashes_of_inputs, joint_hash
from pipeline.release.publish import publish
from tests.conftest import Built


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with one published table, made from a raw one, made from one file, and its release."""
    for folder in ("raw", "schemas", "pipeline", "outputs/tables/versions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "raw" / "a.csv").write_text("a\n", "utf-8")
    for name, source in (("raw_a", "raw/a.csv"), ("a", "raw_a")):
        (tmp_path / "outputs/tables" / f"{name}.parquet").write_text(name, "utf-8")
        known = {"version": sha256_of(name.encode()), "sources": {source: "of it", "code": "of the code"}}
        (tmp_path / "outputs/tables/versions" / f"{name}.json").write_text(json.dumps(known), "utf-8")

    def write(folder: Path) -> None:
        (folder / "parquet").mkdir()
        (folder / "parquet" / "a.parquet").write_text("a", "utf-8")

    publish(tmp_path / "outputs", {"inputs_sha256": joint_hash(hashes_of_inputs(tmp_path, tmp_path / "raw"))}, write)
    return tmp_path


def current(place: Path) -> bool:
    return is_current(place, place / "raw", place / "outputs")


def test_what_was_built_from_what_is_there_is_current(place: Path) -> None:
    assert current(place)


@pytest.mark.parametrize(
    "change",
    [
        lambda place: (place / "raw" / "a.csv").write_text("b\n", "utf-8"),
        lambda place: (place / "raw" / "misspelt.cvs").write_text("", "utf-8"),
        lambda place: (place / "schemas" / "new.py").write_text("", "utf-8"),
        lambda place: (place / "requirements.lock").write_text("", "utf-8"),
        lambda place: (place / "raw.lock").write_text("raw/gone.csv 0123 a\n", "utf-8"),
        lambda place: (place / "outputs/tables/a.parquet").write_text("other", "utf-8"),
        lambda place: (place / "outputs/tables/raw_a.parquet").unlink(),
        lambda place: (place / "outputs/tables/versions/raw_a.json").unlink(),
        lambda place: (place / "outputs/latest/parquet/a.parquet").write_text("other", "utf-8"),
        lambda place: (place / "outputs/latest/build.json").unlink(),
        lambda place: (place / "outputs/latest").unlink(),
    ],
    ids=[
        *("a changed file", "a misspelt file", "new code", "another lock of packages", "a missing file", "a damaged table"),
        *("a lost raw table", "a lost version", "a damaged release", "a release without its record", "no release"),
    ],
)
def test_anything_else_than_what_was_built_is_not_current(place: Path, change: Callable[[Path], object]) -> None:
    change(place)
    assert not current(place)


def test_the_command_decides_before_any_library_is_loaded() -> None:
    code = "import sys, pipeline.app.commands.dataset; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) <= set(sys.stdlib_module_names) | {"__main__", "pipeline"} | site_modules()


def site_modules() -> set[str]:
    """Return what Python itself loads in this environment at its start."""
    code = "import sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    return set(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


def test_what_a_killed_writer_left_is_removed_in_every_folder_of_outputs_that_a_build_makes(tmp_path: Path, built: Built) -> None:
    kept = {folder.name for folder in built.outputs.iterdir() if folder.is_dir()} - {"latest", "releases"}
    for name in kept:
        (tmp_path / name).mkdir()
        (tmp_path / name / ".a.parquet.12.part").write_text("half", "utf-8")
    remove_what_is_unfinished(tmp_path)
    assert kept
    assert not list(tmp_path.rglob("*.part"))
