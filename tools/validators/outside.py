"""What programs of others say of a release: `python -m tools.validators.outside CHECK FOLDER` prints it as JSON.

Belongs here: one function for each program. Each runs in a process of its own (`tools/validators/reports.py` starts it): what such a
program imports and warns of is not the project's, and an older DuckDB cannot be imported beside the one that is pinned. The packages are
those of the extra `dev`, so that each is imported by its own function only. Does not belong here: checks that the project makes itself.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from tools.validators.jsonpath import stand_in

BASE = "https://release.example/"  # what the relative identifiers of a release are read against
NOT_RUN = "nothing: "  # what a check looked at whose program is not installed
SHAPES = Path(__file__).with_name("dcat_ap.shacl.ttl")


class Found(NamedTuple):
    """What a program looked at, what it found fault with, and what else there is to say."""

    checked: str
    faults: list[str]
    kept: tuple[str, ...] = ()


def frictionless(release: Path) -> Found:
    """Validate the Data Package: every table against its schema, its keys and constraints, and the files of the other resources.

    frictionless does not count the bytes of a Parquet file and reports any number as wrong: the project's own check counts them.
    """
    from frictionless import Package

    report = Package(str(release / "datapackage.json")).validate()
    faults = [
        f"{task.name}: {error.message}"
        for task in report.tasks
        for error in task.errors
        if not (task.name.endswith(".parquet") and error.type == "byte-count")
    ]
    faults += [error.message for error in report.errors]
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    faults += [f"{name}: {rows.get(name)} rows, not {count}" for name, count in _rows(release).items() if rows.get(name) != count]
    return Found(f"datapackage.json with frictionless {version('frictionless')}: {len(report.tasks)} resources", faults)


def croissant(release: Path) -> Found:
    """Load every record set of the Croissant file to its last row: validating it alone passes a column that is not there."""
    stand_in()
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    faults = sorted({*dataset.metadata.ctx.issues.errors, *dataset.metadata.ctx.issues.warnings})
    rows = {str(known.name): sum(1 for _ in dataset.records(known.uuid)) for known in dataset.metadata.record_sets}
    expected = _rows(release)
    faults += [
        f"{name}: {rows.get(name)} rows, not {expected.get(name)}"
        for name in sorted(rows | expected)
        if rows.get(name) != expected.get(name)
    ]
    read = f"{len(rows)} record sets, {sum(rows.values())} rows"
    return Found(f"croissant.json with mlcroissant {version('mlcroissant')}, loaded to the last row: {read}", faults)


def shacl(release: Path) -> Found:
    """Hold dcat.ttl and the code lists against the mandatory properties of DCAT-AP 3 and of SKOS, in a file of our own."""
    import pyshacl
    from rdflib import Graph

    shapes, faults = Graph().parse(SHAPES), []
    for name in ("dcat.ttl", "codelists/codelists.ttl"):
        graph = Graph().parse(data=(release / name).read_text("utf-8"), publicID=BASE)
        good, _, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True)
        faults += [] if good else [f"{name}: {text.strip()}"]
    return Found(f"dcat.ttl and codelists/codelists.ttl with pyshacl {version('pyshacl')}, by the shapes of the project", faults)


def citation(release: Path) -> Found:
    """Hold CITATION.cff against the schema of the Citation File Format that check-jsonschema brings along."""
    command = [sys.executable, "-W", "ignore", "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"]
    done = subprocess.run(command, cwd=release, capture_output=True, text=True, check=False)
    faults = [] if done.returncode == 0 else [(done.stdout + done.stderr).strip()]
    return Found(f"CITATION.cff with check-jsonschema {version('check-jsonschema')}", faults)


def readers(release: Path) -> Found:
    """Read every table with pandas and with polars, from Parquet, and hold each cell against pyarrow's."""
    import pandas
    import polars
    import pyarrow.parquet

    faults = []
    for file in _tables(release):
        expected = [tuple(row.values()) for row in pyarrow.parquet.read_table(file).to_pylist()]
        with_pandas = pyarrow.Table.from_pandas(pandas.read_parquet(file, dtype_backend="pyarrow"), preserve_index=False)
        if [tuple(row.values()) for row in with_pandas.to_pylist()] != expected:
            faults.append(f"{file.stem}: pandas reads other cells than pyarrow")
        if polars.read_parquet(file).rows() != expected:
            faults.append(f"{file.stem}: polars reads other cells than pyarrow")
    read = f"pandas {version('pandas')} and polars {version('polars')}, each cell against pyarrow {version('pyarrow')}"
    return Found(f"{len(_tables(release))} Parquet files with {read}", faults)


def csv_readers(release: Path) -> Found:
    """Read every CSV file of a table with pandas, DuckDB and polars, with default arguments as far as these do; count the rows.

    polars types a column by its first hundred rows; told to look at all of them, it reads a section number such as 6.1.1 as text.
    """
    import duckdb as client
    import pandas
    import polars

    faults, expected = [], _rows(release)
    files = sorted((release / "csv").rglob("*.csv"))
    for file in files:
        [(by_duckdb,)] = client.connect().execute(f"SELECT count(*) FROM read_csv('{file}')").fetchall()
        counts = {
            "pandas": len(pandas.read_csv(file)),
            "DuckDB": by_duckdb,
            "polars": polars.read_csv(file, infer_schema_length=None).height,
        }
        faults += [f"{file.stem}: {count} rows by {name}" for name, count in counts.items() if count != expected[file.stem]]
    read = f"pandas {version('pandas')}, DuckDB {version('duckdb')} and polars {version('polars')} (infer_schema_length=None)"
    return Found(f"{len(files)} CSV files with {read}: rows", faults)


def duckdb(release: Path) -> Found:
    """Open the database with the DuckDB that is imported, read-only; count the rows of each table and summarize it."""
    import duckdb as client

    faults, expected, [file] = [], _rows(release), release.glob("*.duckdb")
    with client.connect(str(file), read_only=True) as db:
        db.execute("SET search_path = 'main,core'")
        kinds = [name for (name,) in db.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()]
        for name in kinds:
            [(count,)] = db.execute(f'SELECT count(*) FROM "{name}"').fetchall()
            if count != expected.get(name, count) or not count:
                faults.append(f"{name}: {count} rows, not {expected.get(name, 'some')}")
            db.execute(f'SUMMARIZE "{name}"').fetchall()
    faults += [f"{name}: not in the database" for name in sorted(expected.keys() - set(kinds))]
    return Found(f"{file.name} with DuckDB {client.__version__}: {len(kinds)} tables", faults)


def _tables(release: Path) -> list[Path]:
    return sorted((release / "parquet").rglob("*.parquet"))


def _rows(release: Path) -> dict[str, int]:
    """Return the number of rows of each table by pyarrow."""
    import pyarrow.parquet

    return {file.stem: pyarrow.parquet.read_metadata(file).num_rows for file in _tables(release)}


CHECKS: dict[str, Callable[[Path], Found]] = {
    check.__name__: check for check in (frictionless, croissant, shacl, citation, readers, csv_readers, duckdb)
}


def main(arguments: list[str]) -> dict[str, Any]:
    """Return what the named check finds in the named release."""
    name, folder = arguments
    return CHECKS[name](Path(folder))._asdict()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])) + "\n")
