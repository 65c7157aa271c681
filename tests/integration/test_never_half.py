"""Never half, with the real data: builds are looked at while they write, are killed, find no room, or meet each other.

`make faults` kills builds and publications at a hundred moments; tests/unit/test_never_half.py ends a small publication before each of its
operations.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.release.publish import holds, identity, locked, publish, tidy
from tests.conftest import ROOT, build_in
from tests.killing import copies, killed_at, left_over, limit_file_size, run

MOMENTS = 12  # of a build, and of a publication, at which the folder is looked at
PUBLISHING, BUILDING = 20, 60  # operations from one of them to the next
SECOND_BUILD = """
import sys
from contextlib import nullcontext
from pathlib import Path
from pipeline.app.build import build
from pipeline.app.commands.dataset import say_that_it_waits
raw, outputs = map(Path, sys.argv[1:])
print(build(raw, outputs, "", nullcontext, say_that_it_waits)[1])
"""
OLD, NEW = "Treatment by living cells, of any kind.", "Treatment by living cells."


def build_child(raw: Path, outputs: Path) -> None:
    built = build_in(raw, outputs)
    sys.exit(None if built.good else 1)


def publish_child(outputs: Path) -> None:
    from pipeline.app.assets.charts import chart_files
    from pipeline.app.assets.page import kept_files
    from pipeline.app.assets.release import NAMES
    from pipeline.contract.store import TableStore
    from pipeline.release.contents import write_release

    store, (pictures, _) = TableStore(outputs / "tables"), chart_files(outputs)
    frames = {name: store.read(name) for name in NAMES}
    publish(outputs, {"inputs_sha256": "of a test"}, lambda building: write_release(building, frames, pictures, kept_files(outputs), {}))


def limited_child(raw: Path, outputs: Path, limit: int) -> None:
    limit_file_size(limit)
    built = build_in(raw, outputs)
    (outputs.parent / "message").write_text(built.message)
    sys.exit(None if built.good else 1)


@pytest.fixture
def changed(raw: Path) -> Path:
    """A raw folder with one cell changed, so that there is something to build."""
    file = raw / "reference" / "concepts.csv"
    file.write_text(file.read_text("utf-8").replace(OLD, NEW), "utf-8")
    return raw


def definition(outputs: Path) -> str:
    """Look at the whole latest release, and return which of the two it is."""
    assert holds(outputs / "latest")
    with duckdb.connect(str(outputs / "latest" / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM core.cartography").fetchall() == [(50,)]
        [[found]] = db.execute("SELECT definition_en FROM core.concepts WHERE definition_en LIKE 'Treatment by living cells%'").fetchall()
    return str(found)


def left_at_each_moment(outputs: Path, folder: Path, every: int, target: Callable[..., None], *args: Path) -> Path:
    """Run a function that writes to a folder of outputs: at each moment the latest release is whole, as if the function were killed then.
    Return the folder as it was halfway."""
    copies(outputs, folder, every, target, *args)
    seen = sorted(path for path in folder.iterdir() if path.is_dir())
    assert len(seen) > MOMENTS
    halfway = seen[len(seen) // 2]
    for moment in seen:
        assert definition(moment) in (OLD, NEW)
        if moment != halfway:
            shutil.rmtree(moment)
    return halfway


def test_a_build_that_ends_at_any_moment_leaves_a_whole_release_and_the_next_one_cleans_up(
    changed: Path, outputs: Path, tmp_path: Path
) -> None:
    published = left_at_each_moment(outputs, tmp_path / "published", PUBLISHING, publish_child, outputs)
    assert run(killed_at, 2 * PUBLISHING * MOMENTS // 3, publish_child, published) == -9
    assert definition(published) == OLD
    built = left_at_each_moment(outputs, tmp_path / "built", BUILDING, build_child, changed, outputs)
    assert definition(outputs) == NEW
    assert run(killed_at, BUILDING * MOMENTS // 4, build_child, changed, built) == -9
    assert definition(built) in (OLD, NEW)
    for folder, child, *arguments in ((published, publish_child), (built, build_child, changed)):
        assert run(child, *arguments, folder) == 0
        assert left_over(folder) == []
        assert len(list((folder / "releases").iterdir())) == 2
    assert definition(built) == NEW


@pytest.fixture
def commented(raw: Path) -> Path:
    """A raw folder that says the same in another comment, so that all tables are kept and the release is made again."""
    file = raw / "thesis" / "document.yaml"
    text = file.read_text("utf-8")
    assert "# What is known" in text
    file.write_text(text.replace("# What is known", "# All that is known"), "utf-8")
    return raw


@pytest.mark.parametrize(("raw_folder", "limit"), [("changed", 20_000), ("commented", 2_000_000)], ids=["a table", "the database"])
def test_a_build_without_room_for_a_file_says_so_in_words_and_leaves_the_release_as_it_was(
    request: pytest.FixtureRequest, raw_folder: str, outputs: Path, limit: int
) -> None:
    before = identity(outputs)
    assert run(limited_child, request.getfixturevalue(raw_folder), outputs, limit) == 1
    message = (outputs.parent / "message").read_text()
    assert "run the command again" in message
    assert "latest was not changed" in message
    assert "Traceback" not in message
    assert 'File "' not in message
    assert definition(outputs) == OLD
    assert identity(outputs) == before
    tidy(outputs)
    assert [name for name in left_over(outputs) if not name.startswith("tables/")] == []


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("")
    built = build_in(ROOT / "raw", tmp_path / "outputs")
    assert not built.good
    assert str(tmp_path / "outputs") in built.message
    assert "Move the file away" in built.message
    assert "There is no release yet." in built.message


def test_a_second_build_waits_for_the_first_and_says_so(outputs: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", SECOND_BUILD, str(ROOT / "raw"), str(outputs)]
    told = tmp_path / "told"
    with locked(outputs, ".build.lock"), told.open("w") as sink:
        second = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=sink, text=True)
        while "Another build is running in this folder. Waiting" not in told.read_text("utf-8"):
            assert second.poll() is None, "the second build did not wait"
            time.sleep(0.1)
    said, _ = second.communicate(timeout=120)
    assert said.startswith("Up to date"), said
