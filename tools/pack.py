"""The command behind `make release`: outputs/latest with the reports of its checks, as one zip with its checksum and as a folder for web
servers, in dist/.

The bytes of the zip depend on nothing but the release and its reports: names sorted, the stamp of 1980, one mode, one folder at the top.
Belongs here: packing. Does not belong here: publishing, which a maintainer does by hand (docs/releasing.md).
"""

import io
import json
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.app.commands.dataset import say_that_it_waits
from pipeline.kernel.command import command
from pipeline.kernel.files import read_file, sha256_of, write_if_changed
from pipeline.kernel.locks import BUILD_LOCK, locked
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.scratch import scratch
from pipeline.release.database import NAME
from pipeline.release.publish import BUILD, SUMS, checksums, up_to_date
from pipeline.release.record import build_record
from tools.release_index import place
from tools.validators.outside import Found
from tools.validators.reports import MATRIX, REPORTS, matrix, told

STAMP = (1980, 1, 1, 0, 0, 0)
UNIX, MODE = 3, 0o100644


def zip_bytes(folder: Path, top: str) -> bytes:
    """Return the files of a folder as a zip, below one folder `top`."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(f"{top}/{file.relative_to(folder).as_posix()}", STAMP)
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, MODE << 16, zipfile.ZIP_DEFLATED
            packed.writestr(entry, read_file(file), compresslevel=9)
    return sink.getvalue()


def with_reports(release: Path, folder: Path, checks: Mapping[str, Callable[[Path], Found]]) -> None:
    """Copy a release to a folder that does not exist, add the reports, and renew SHA256SUMS, so that it covers them.

    What is checked is the copy, since that is what is packed. Raises InputError, with the whole report, where a check finds a fault.
    """
    shutil.copytree(release, folder)
    seen = {name: check(folder) for name, check in checks.items()}
    found = {name: told(known) for name, known in seen.items()}
    faults = [(name, report.text.strip()) for name, report in found.items() if not report.good]
    refuse(
        [
            Problem(
                f"reports/{name}", None, None, None, f"no fault; it says: {text}", "correct the cause, make dataset, and make release again"
            )
            for name, text in faults
        ]
    )
    (folder / "reports").mkdir()
    for name, report in found.items():
        (folder / "reports" / name).write_text(report.text, "utf-8")
    (folder / "reports" / MATRIX).write_text(matrix(seen), "utf-8")
    (folder / SUMS).write_text(checksums(folder), "utf-8")


def pack(release: Path, dist: Path, checks: Mapping[str, Callable[[Path], Found]] = REPORTS) -> Path:
    """Write the zip of a release folder and its checksum, in the format of sha256sum, to dist, and place the release
    there; return the zip."""
    title = f"{NAME}-{json.loads(read_file(release / BUILD))['version']}"
    with scratch() as folder:
        with_reports(release, folder / title, checks)
        content = zip_bytes(folder / title, title)
        dist.mkdir(exist_ok=True)
        place(folder / title, dist)
    target = dist / f"{title}.zip"
    write_if_changed(target, content)
    write_if_changed(dist / f"{title}.zip.sha256", f"{sha256_of(content)}  {target.name}\n".encode())
    return target


@command
def main() -> int:
    """Pack outputs/latest, which must be up to date; return the exit status."""
    with locked(ROOT / "outputs", BUILD_LOCK, say_that_it_waits):
        if not up_to_date(ROOT / "outputs", build_record(ROOT, ROOT / "raw")):
            print("outputs/latest is not up to date: make dataset", file=sys.stderr)
            return 1
        target = pack((ROOT / "outputs" / "latest").resolve(), ROOT / "dist")
    print(f"Packed dist/{target.name}, {sha256_of(read_file(target))}. Nothing is published from here: docs/releasing.md says how.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
