"""What programs that are no Python packages say of a release, where they are installed: R, GDAL and LibreOffice.

Belongs here: one function for each program; where it is missing, the report says so, and when and with which version a person last ran it.
Does not belong here: packages of Python (`outside.py`), and programs that need a browser or a registry, which are in BY_HAND only.
"""

import csv
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from tools.validators.outside import NOT_RUN, Found

SECONDS = 300
# Who read a release by hand, when, and with what result: program, what it read, result.
BY_HAND = (
    ("DuckDB 1.1.3", "the database, attached to another", "2026-11-29: pass"),
    ("DuckDB 1.5.5 with httpfs", "the database and a Parquet file over HTTP", "2026-11-29: pass"),
    ("duckdb-wasm 1.32.0 (Node 20)", "the database, attached read-only: a query on actors", "2026-11-29: pass"),
    ("duckdb-wasm 1.32.0 (Node 20)", "a Parquet file", "2026-11-29: fail, its extension for Parquet could not be fetched"),
    ("hyparquet 1.33.0 (Node)", "each row of each Parquet file", "2026-11-29: pass"),
    ("parquet-wasm 0.8.0 and apache-arrow (Node)", "each row of each Parquet file", "2026-11-29: pass"),
    ("Hugging Face datasets 5.2.0", "the folder: 13 configurations, actors by default", "2026-11-29: pass"),
    ("GeoPandas 1.2.0, GDAL 3.12.4", "GeoJSON and GeoParquet: 54 equal points", "2026-11-29: pass"),
    ("openpyxl 3.1.5", "the workbook: 14 sheets", "2026-11-29: pass"),
    ("base R 4.2.2", "each CSV file with read.csv: rows", "2026-11-29: pass"),
    ("GDAL 3.6.2", "GeoJSON: 54 points in WGS 84", "2026-11-29: pass; it has no driver for GeoParquet"),
    ("LibreOffice 7.4.7", "the workbook: the rows of each sheet, and its pages as PDF", "2026-11-29: pass"),
)
R_COUNTS = """
folder <- commandArgs(TRUE)[1]
for (file in list.files(folder, pattern = "\\\\.csv$", recursive = TRUE)) {
  rows <- read.csv(file.path(folder, file), na.strings = "", encoding = "UTF-8")
  cat(sub("\\\\.csv$", "", basename(file)), nrow(rows), "\n")
}
"""
# one CSV file for each sheet: comma, quote, UTF-8, all sheets
EACH_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def base_r(release: Path) -> Found:
    """Read every CSV file of a table with base R, as the README says; count the rows."""
    if not (program := shutil.which("Rscript")):
        return _missing("base R")
    said = _said([program, "--vanilla", "-e", R_COUNTS, str(release / "csv")])
    counts = {name: int(count) for name, count in (line.split() for line in said.splitlines())}
    version = _said([program, "-e", "cat(as.character(getRversion()))"])
    return Found(f"{len(counts)} CSV files with base R {version}: rows", differing(counts, _rows(release)))


def gdal(release: Path) -> Found:
    """Count the points of the GeoJSON file with GDAL, and look at its coordinate system."""
    if not (program := shutil.which("ogrinfo")):
        return _missing("GDAL")
    said = _said([program, "-so", "-al", str(release / "geo" / "actor_sites.geojson")])
    wanted = (f"Feature Count: {_rows(release)['actor_sites']}", "Geometry: Point", 'GEOGCRS["WGS 84"')
    version = _said([program, "--version"]).split(",", maxsplit=1)[0]
    return Found(
        f"geo/actor_sites.geojson with {version}: points", [f"no {text} in what ogrinfo says" for text in wanted if text not in said]
    )


def libreoffice(release: Path) -> Found:
    """Let LibreOffice write each sheet of the workbook as CSV; count the rows."""
    if not (program := shutil.which("soffice")):
        return _missing("LibreOffice")
    [workbook] = release.glob("*.xlsx")
    with TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _said([program, profile, "--headless", "--convert-to", EACH_SHEET, "--outdir", folder, str(workbook)])
        sheets = {file.stem.removeprefix(f"{workbook.stem}-"): _lines(file) - 1 for file in sorted(Path(folder).glob("*.csv"))}
    contents, known = sheets.pop("contents", 0), _rows(release)
    faults = [] if contents == len(sheets) else [f"contents: {contents} tables, not {len(sheets)}"]
    faults += differing(sheets, {name: known.get(name, 0) for name in sheets})
    version = _said([program, "--version"]).split()[1]
    return Found(f"{workbook.name} with LibreOffice {version}: {len(sheets)} sheets", faults)


def by_hand() -> list[str]:
    """Return the lines of the matrix for what was read by hand: report, checked, result."""
    return [f"| by hand | {what}, with {program} | {result} |" for program, what, result in BY_HAND]


def _missing(program: str) -> Found:
    return Found(f"{NOT_RUN}{program} is not installed here; see what was read by hand", [])


def _said(command: Sequence[str]) -> str:
    """Return what a program prints. Raises CalledProcessError where it fails, TimeoutExpired where it does not end."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS).stdout


def _lines(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as opened:
        return sum(1 for _ in csv.reader(opened))


def _rows(release: Path) -> dict[str, int]:
    return {file.stem: pq.read_metadata(file).num_rows for file in (release / "parquet").rglob("*.parquet")}


def differing(counts: dict[str, int], expected: dict[str, int]) -> list[str]:
    """Return a sentence for each table of which a program counts other rows than there are."""
    names = sorted(counts.keys() | expected.keys())
    return [f"{name}: {counts.get(name)} rows, not {expected.get(name)}" for name in names if counts.get(name) != expected.get(name)]
