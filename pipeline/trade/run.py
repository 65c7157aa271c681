"""From a long table to growth, shares and concentration: the order of the steps, and a folder of results that is whole or not there.

Belongs here: what is written, and what stands beside it. Does not belong here: what the table must hold, how an engine runs.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow.parquet as pq

from pipeline.contract.tables import Table, describe
from pipeline.kernel.files import digest
from pipeline.kernel.modules import import_graph, modules_of, reached
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import Problem, refuse
from pipeline.metrics import trade
from pipeline.trade.engine import Engine, Report
from pipeline.trade.long_table import OPTIONAL, as_described, cell_problems, duplicate_problems, file_problems, parquet_files, typed
from schemas.trade import TradeConcentration, TradeGrowth, TradeShares

FACTS = "trade_metrics.json"
WHOLE, RESIDUAL = "WORLD", "REST"
GROWTH, SHARES, CONCENTRATION = "growth", "shares", "concentration"
TABLES = {GROWTH: describe(TradeGrowth), SHARES: describe(TradeShares), CONCENTRATION: describe(TradeConcentration)}
# No formula takes values of several reporters together, and the key of each table begins with this column.
REPORTER = "reporter"
FORMULAS = ("pipeline.metrics.trade",)


def run(source: Path, output: Path, start: Callable[[Path], Engine], report: Report, whole: str = WHOLE) -> dict[str, Any]:
    """Write the results of a Parquet file or folder into a new folder; return the facts that stand beside them.

    start: starts an engine, given a folder in which it may put rows aside. whole: the partner that is the whole.
    Raises InputError, before anything is written, where the output is there already or the input is refused.
    """
    if output.exists():
        refuse([Problem(str(output), None, None, None, "a folder that is not there yet", "name another OUTPUT, or remove this one")])
    files = parquet_files(source)
    refuse(file_problems(files, source))
    output.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{output.name}-unfinished-", dir=output.parent))
    try:
        engine = start(output.parent)
        try:
            unshared = _write(engine, source, files, made, whole, report)
            facts = _facts(engine, source, files, made, whole) | {"rows_without_whole": unshared}
        finally:
            engine.close()
        (made / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
        made.chmod(0o755)
        made.rename(output)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return facts


def _write(engine: Engine, source: Path, files: list[Path], made: Path, whole: str, report: Report) -> int:
    """Check the rows and write all results; return how many rows have no share because no row of the whole belongs to them."""
    rows = engine.read("trade_values", files)
    report("checking the cells")
    refuse(cell_problems(engine, rows, source, whole, RESIDUAL))
    report("checking that no key stands twice")
    parts = engine.split(rows, REPORTER)
    refuse(duplicate_problems(engine, parts, source))
    values = [typed(part) for part in parts]
    report("computing growth")
    put(engine, [trade.growth(part) for part in values], made, GROWTH)
    report("computing shares")
    put(engine, [trade.shares(part, whole, RESIDUAL) for part in values], made, SHARES)
    report("computing concentration")
    shared = engine.read("trade_shares", parquet_files(made / SHARES))
    put(engine, [trade.concentration(shared)], made, CONCENTRATION)
    return _unshared(engine, rows, shared, source, whole, report)


def _unshared(engine: Engine, rows: ir.Table, shared: ir.Table, source: Path, whole: str, report: Report) -> int:
    """Return how many rows have no share, and report them."""
    unshared = _count(engine, rows, rows.partner != whole) - _count(engine, shared, ~shared.is_residual)
    if unshared:
        report(f"{unshared} rows have no share: {source} has no row {whole} of their reporter, product and period")
    return unshared


def _count(engine: Engine, rows: ir.Table, condition: ir.BooleanValue) -> int:
    [found] = engine.rows(rows.aggregate(count=condition.sum()))
    return int(found["count"] or 0)


def put(engine: Engine, parts: Sequence[ir.Table], made: Path, name: str) -> None:
    """Write parts of rows with the columns, types and order of the table of a name."""
    table: Table = TABLES[name]
    described = [rows.select(**{column.name: as_described(rows[column.name], column) for column in table.columns}) for rows in parts]
    engine.write(described, table.key, made / name)


def _facts(engine: Engine, source: Path, files: list[Path], made: Path, whole: str) -> dict[str, Any]:
    """Return what the results were made from and by. Nothing in it depends on the day, the machine, or where the files are."""
    base = source.parent if source.is_file() else source
    rows = {name: sum(pq.read_metadata(file).num_rows for file in parquet_files(made / name)) for name in TABLES}
    return {
        "input": {file.relative_to(base).as_posix(): _sha256(file) for file in files},
        "input_rows": sum(pq.read_metadata(file).num_rows for file in files),
        "bounds": "given" if set(OPTIONAL) <= set(pq.read_schema(files[0]).names) else "each value is exact",
        "whole": whole,
        "residual": RESIDUAL,
        "rows": rows,
        "formulas": formulas_version(),
        "engine": {"name": engine.name, "version": engine.version},
    }


def formulas_version() -> str:
    """Return one SHA-256 over the source of the formulas and of all modules of this project that they import."""
    modules = modules_of(ROOT)
    return digest(ROOT, sorted(modules[name] for name in reached(import_graph(modules), FORMULAS)))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
