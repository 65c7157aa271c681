"""Two builds of one commit give the same bytes, wherever, whenever and under whatever locale they are made.

Where there is a browser, the build of the UI proves the same (tests/ui/test_ui.py), and this one is left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Built
from tests.ui.test_ui import CHROMIUM

PARTS = ("schemas", "pipeline", "raw", "requirements.lock", "metadata.yaml", "CHANGELOG.md", "LICENSE", "docs/methods.md", "dagster.yaml")


def build(root: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    """Copy the project to a folder, build it there in a process of its own, and return the files of the release."""
    folder.mkdir(parents=True)
    for part in PARTS:
        copy = shutil.copytree if (root / part).is_dir() else shutil.copy2
        (folder / part).parent.mkdir(exist_ok=True)
        copy(root / part, folder / part)
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DAGSTER", "SOURCE", "LC_", "LANG", "TZ", "PYTHON"))}
    command = [sys.executable, "-m", "pipeline.app.commands.dataset"]
    done = subprocess.run(command, cwd=folder, env=clean | environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    latest = folder / "outputs" / "latest"
    return {file.relative_to(latest).as_posix(): file.read_bytes() for file in sorted(latest.rglob("*")) if file.is_file()}


@pytest.mark.skipif(CHROMIUM is not None, reason="the build of the UI proves it where there is a browser, as here: tests/ui/test_ui.py")
def test_folder_locale_time_zone_hash_seed_and_memory_leave_no_trace(root: Path, built: Built, tmp_path: Path) -> None:
    """The build that all tests share ran in this process: with its folder, locale and time zone, a hash seed and memory of chance.
    In the other one, the C library of Linux fills new memory with a byte that is not zero."""
    latest = built.outputs / "latest"
    one = {file.relative_to(latest).as_posix(): file.read_bytes() for file in sorted(latest.rglob("*")) if file.is_file()}
    elsewhere = tmp_path / "another place" / "à côté"
    two = build(root, elsewhere, LANG="fr_BE.UTF-8", LC_ALL="C.UTF-8", TZ="Pacific/Auckland", PYTHONHASHSEED="2", MALLOC_PERTURB_="165")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    # a host name of a few letters stands in any compressed file by chance
    places = (str(tmp_path), str(built.outputs.parent), os.uname().nodename, str(Path.home()) + "/")
    traces = [trace for trace in places if len(trace) > 5]
    assert [(name, trace) for name, content in one.items() for trace in traces if trace.encode() in content] == []
