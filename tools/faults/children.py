"""What runs in a process that is killed or limited: a build, a publication, packing, a run of the UI.

Belongs here: functions that a child process can start with. Does not belong here: when it ends, and what must hold then (`ends.py`).
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipeline.app.assets.charts import chart_files
from pipeline.app.assets.page import kept_files
from pipeline.app.assets.release import NAMES
from pipeline.app.build import build
from pipeline.app.definitions import build_definitions
from pipeline.app.instance import open_instance
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.store import TableStore
from pipeline.release.contents import write_release
from pipeline.release.publish import BUILD, publish
from tools.pack import pack

NOBODY = 65534
JUMP = 10 * 365 * 86_400  # seconds by which the clock jumps


def built(raw: Path, outputs: Path, told: Path) -> None:
    """Build, and write what a person is told; exit with 0 where the release is up to date."""
    good, message = build(raw, outputs, "", dg.DagsterInstance.ephemeral)
    told.write_text(message, "utf-8")
    sys.exit(0 if good else 1)


def published(outputs: Path, inputs: str) -> None:
    """Publish the stored tables again, as a release that was built from other inputs."""
    store, (pictures, _) = TableStore(outputs / "tables"), chart_files(outputs)
    frames = {name: store.read(name) for name in NAMES}
    record = json.loads((outputs / "latest" / BUILD).read_text("utf-8")) | {"inputs_sha256": inputs}
    publish(outputs, record, lambda building: write_release(building, frames, pictures, kept_files(outputs), {}))


def packed(outputs: Path, dist: Path) -> None:
    """Pack the latest release, without the reports of other programs."""
    pack((outputs / "latest").resolve(), dist, {})


def run_of_the_ui(raw: Path, outputs: Path) -> None:
    """Materialise all assets, as a person does in the UI; what the run prints is dropped."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    definitions = build_definitions(Folders(raw=str(raw), outputs=str(outputs)), SourceDocument(path=""))
    done = definitions.resolve_job_def("dataset").execute_in_process(raise_on_error=False)
    sys.exit(0 if done.success else 1)


def limited(limit: str, size: int, raw: Path, outputs: Path, told: Path) -> None:
    """Build with a limit of the process: RLIMIT_FSIZE, RLIMIT_AS or RLIMIT_NOFILE."""
    kind = getattr(resource, limit)
    soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (size, hard))
    try:
        good, message = build(raw, outputs, "", dg.DagsterInstance.ephemeral)
    finally:
        resource.setrlimit(kind, (soft, hard))  # what is told must be written
    told.write_text(message, "utf-8")
    sys.exit(0 if good else 1)


def elsewhere(home: Path, temporary: Path, raw: Path, outputs: Path, told: Path) -> None:
    """Build with the run history in one folder and temporary files in another."""
    os.environ |= {"DAGSTER_HOME": str(home), "TMPDIR": str(temporary)}
    tempfile.tempdir = None  # asked again
    good, message = build(raw, outputs, "", open_instance)
    told.write_text(message, "utf-8")
    sys.exit(0 if good else 1)


def as_nobody(raw: Path, outputs: Path, told: Path) -> None:
    """Build as a user who owns nothing."""
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    built(raw, outputs, told)


def clock(jumps: int, raw: Path, outputs: Path, told: Path) -> None:
    """Build while the clock jumps by years: forth, back, or forth and back at each question."""
    real: Callable[[], float] = time.time
    turn = 0

    def jumping() -> float:
        nonlocal turn
        turn += 1
        return real() + (JUMP * jumps if jumps else JUMP * (-1) ** turn)

    time.time = jumping
    built(raw, outputs, told)
