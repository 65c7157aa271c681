"""The command behind `make page-sql`: outputs/site, a copy of outputs/latest with sql/ beside its pages.

Belongs here: writing the folder, whole or not at all. Does not belong here: what is in sql/ (`tools/site/engine.py`).
"""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.kernel.files import read_file
from pipeline.kernel.locks import locked
from pipeline.kernel.paths import ROOT
from pipeline.release.database import NAME
from tools.site.engine import sql_files
from tools.site.packages import SiteError, installed

SITE, SQL = "site", "sql"
LOCK, BUILDING, REPLACED = ".site.lock", ".site.building-", ".site.replaced"
NPM_FOLDER = ".npm"


def write_site(release: Path, outputs: Path, files: Mapping[str, bytes]) -> Path:
    """Replace outputs/site by a copy of a release with the files of sql/; return it. Whatever fails, outputs/site stays what it was."""
    site, replaced = outputs / SITE, outputs / REPLACED
    with locked(outputs, LOCK):
        for left in (*outputs.glob(f"{BUILDING}*"), replaced):  # by an interrupted command
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=BUILDING, dir=outputs) as scratch:
            building = Path(shutil.copytree(release, Path(scratch) / SITE))
            (building / SQL).mkdir()
            for name, content in files.items():
                (building / SQL / name).write_bytes(content)
            if site.exists():
                site.replace(replaced)
            building.replace(site)
        shutil.rmtree(replaced, ignore_errors=True)
    return site


@command
def main() -> int:
    """Make the site from outputs/latest; return the exit status."""
    outputs = ROOT / "outputs"
    release = (outputs / "latest").resolve()
    try:
        if not (release / f"{NAME}.duckdb").is_file():
            raise SiteError("There is no release in outputs/latest: make dataset")
        files = sql_files(installed(ROOT / NPM_FOLDER), read_file(release / f"{NAME}.duckdb"))
        write_site(release, outputs, files)
    except SiteError as refused:
        print(refused, file=sys.stderr)
        return 1
    megabytes = sum(map(len, files.values())) / 1e6
    print(f"outputs/site is the release with sql/ ({megabytes:.1f} MB). Open its index.html, or serve the folder (docs/page.md).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
