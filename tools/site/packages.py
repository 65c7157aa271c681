"""The npm packages of the SQL engine: installed once from the lock file, and read.

Belongs here: calling npm, and which of its files the engine needs. Does not belong here: what becomes of them (`tools/site/engine.py`).

npm works in a folder that git ignores, and runs no script of a package. The lock file names versions and hashes but no address: npm
asks the registry that this machine is set up for, and refuses content with another hash.
"""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.files import read_file, sha256_of

HERE = Path(__file__).resolve().parent
ORDERS = ("package.json", "package-lock.json")
MARK = "installed"
NPM = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")
SECONDS = 300
DUCKDB, ARROW = "@duckdb/duckdb-wasm", "apache-arrow"


class SiteError(Exception):
    """The site could not be made; the message says what to do."""


class Packages(NamedTuple):
    """The content of the files that the engine is joined from."""

    duckdb: bytes  # what a page calls to reach the engine
    arrow: bytes  # reads the results
    worker: bytes  # runs the engine
    wasm: bytes  # the engine
    arrow_licence: bytes
    arrow_notice: bytes


def installed(folder: Path) -> Packages:
    """Return the files of the packages, which npm installs in a folder first, unless they are there already.

    Raises SiteError where npm is missing, or cannot install them.
    """
    wanted = "".join(f"{sha256_of(read_file(HERE / name))}  {name}\n" for name in ORDERS)
    mark = folder / MARK
    if not (mark.is_file() and read_file(mark).decode() == wanted):
        _install(folder)
        mark.write_text(wanted, "utf-8")
    modules = folder / "node_modules"
    dist, arrow = modules / DUCKDB / "dist", modules / ARROW
    files = (dist / "duckdb-browser.cjs", arrow / "Arrow.es2015.min.js", dist / "duckdb-browser-eh.worker.js", dist / "duckdb-eh.wasm")
    return Packages(*(read_file(file) for file in (*files, arrow / "LICENSE.txt", arrow / "NOTICE.txt")))


def _install(folder: Path) -> None:
    npm = shutil.which(NPM[0])
    if npm is None:
        raise SiteError("npm is not on this machine. Install Node.js (Debian: apt-get install npm), and run make page-sql again.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).unlink(missing_ok=True)
    for name in ORDERS:
        shutil.copyfile(HERE / name, folder / name)
    remedy = "Check that this machine reaches an npm registry (npm ping), and run make page-sql again."
    try:
        done = subprocess.run([npm, *NPM[1:]], cwd=folder, check=False, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise SiteError(f"npm did not finish within {SECONDS} seconds. {remedy}") from error
    if done.returncode:
        raise SiteError(f"{done.stdout}{done.stderr}npm could not install {DUCKDB}. {remedy}")
