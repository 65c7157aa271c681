"""What a user's long table must hold, checked on the engine, and the columns in the types that the formulas take.

Belongs here: each way in which a table is refused; what its columns must hold is read from `schemas/trade.py`. Does not belong here:
what is computed.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contract.constraints import Filled, Range, ValueConstraint
from pipeline.contract.tables import Column, Kind, describe
from pipeline.contract.words import constraint_words
from pipeline.kernel.problems import Problem
from pipeline.trade.engine import Engine
from schemas.trade import TradeValues

TABLE = describe(TradeValues)
OPTIONAL = tuple(TABLE.metadata["optional"])
ROWS_NAMED = 3
WHOLE_DIGITS, DECIMALS = 18, 6
LARGEST = 10**WHOLE_DIGITS
ACCEPTED = {
    Kind.TEXT: "text",
    Kind.WHOLE: "whole numbers",
    Kind.EXACT: f"whole numbers, or decimal numbers with at most {WHOLE_DIGITS} digits before the point and {DECIMALS} after it",
}
# What makes a column acceptable, in SQL that every engine knows.
CASTS = {Kind.TEXT: "VARCHAR", Kind.WHOLE: "BIGINT", Kind.EXACT: f"DECIMAL({WHOLE_DIGITS + DECIMALS}, {DECIMALS})"}


def parquet_files(path: Path) -> list[Path]:
    """Return the Parquet files of a path, which is one or a folder with some at any depth, sorted; none where there are none."""
    return [path] if path.is_file() else sorted(path.rglob("*.parquet"))


def file_problems(files: Sequence[Path], path: Path) -> list[Problem]:
    """Return what is wrong with the columns and types of files; only their footers are read."""
    if not files:
        remedy = "give INPUT the path of a Parquet file, or of a folder that holds some; docs/trade.md shows how to make one of CSV files"
        return [Problem(str(path), None, None, None, "a Parquet file or a folder of Parquet files", remedy)]
    problems: list[Problem] = []
    bounded = set[tuple[str, ...]]()
    for file in files:
        try:
            schema = pq.read_schema(file)
        except (pa.ArrowInvalid, OSError) as error:
            problems.append(
                Problem(str(file), None, None, str(error).split(".")[0], "a Parquet file", "write the file again, or move it out")
            )
            continue
        bounded.add(tuple(name for name in OPTIONAL if name in schema.names))
        problems += [problem for column in TABLE.columns for problem in _column_problems(file, schema, column)]
    if len(bounded) > 1 or (bounded and len(bounded.copy().pop()) == 1):
        remedy = "add the missing column (null where a bound is open), or leave both out of every file"
        problems.append(Problem(str(path), None, ", ".join(OPTIONAL), None, "both columns in every file, or in none", remedy))
    return problems


def _column_problems(file: Path, schema: pa.Schema, column: Column) -> Iterator[Problem]:
    if column.name not in schema.names:
        if column.name not in OPTIONAL:
            remedy = f"add or rename a column; the file has {', '.join(schema.names)}"
            yield Problem(str(file), None, column.name, None, f"a column {column.name}: {column.description}", remedy)
        return
    found = schema.field(column.name).type
    if not _is_accepted(found, column.kind):
        remedy = f"write the file with CAST({column.name} AS {CASTS[column.kind]})"
        yield Problem(str(file), None, column.name, f"type {found}", f"{column.description} Type: {ACCEPTED[column.kind]}", remedy)


def _is_accepted(found: pa.DataType, kind: Kind) -> bool:
    types = pa.types
    if kind is Kind.TEXT:
        return bool(types.is_string(found) or types.is_large_string(found) or types.is_dictionary(found))
    if types.is_integer(found):
        return True
    return bool(
        kind is Kind.EXACT and types.is_decimal(found) and found.scale <= DECIMALS and found.precision - found.scale <= WHOLE_DIGITS
    )


def cell_problems(engine: Engine, rows: ir.Table, path: Path, whole: str, residual: str) -> list[Problem]:
    """Return what is wrong with the cells of a table, counted in one pass over the rows, with the keys of some rows that are wrong."""
    kept = _what_rows_keep(rows)
    counts = {f"{place}": ibis.coalesce(broken.sum(), 0) for place, (_, _, _, broken) in enumerate(kept)}
    partners = {"whole": (rows.partner == whole).sum(), "residual": (rows.partner == residual).sum()}
    [found] = engine.rows(rows.aggregate(every=rows.count(), **counts, **partners))
    if not found["every"]:
        return [Problem(str(path), None, None, None, "at least one row", "look at what wrote the file")]
    problems = [
        Problem(str(path), None, name, _examples(engine, rows.filter(broken), found[str(place)], name), expected, remedy)
        for place, (name, expected, remedy, broken) in enumerate(kept)
        if found[str(place)]
    ]
    if not found["whole"]:
        expected = f"rows of the whole, whose partner is {whole}"
        remedy = "name the code of the whole with WHOLE=code, or add rows of it"
        problems.append(Problem(str(path), None, "partner", None, expected, remedy))
    if found["residual"]:
        expected = f"no partner {residual}: results use it for what the partners leave of the whole"
        problems.append(Problem(str(path), None, "partner", f"{residual} in {found['residual']} rows", expected, "give it another code"))
    return problems


Kept = tuple[str, str, str, ir.BooleanValue]


def _what_rows_keep(rows: ir.Table) -> list[Kept]:
    """Return what holds for the cells of each row: the column, what is expected, what to do, and where a row does not keep it."""
    columns = [column for column in TABLE.columns if column.name in rows.columns]
    kept: list[Kept] = []
    for column in columns:
        limits: list[Filled | ValueConstraint] = [*([] if column.nullable else [Filled()]), *column.limits]
        for limit in limits:
            expected = f"{column.description} ({constraint_words(limit)})"
            kept.append((column.name, expected, f"correct {column.name}, or leave the rows out", _breaks(rows[column.name], limit)))
        if column.kind is Kind.EXACT:
            too_large = rows[column.name].abs() >= LARGEST
            kept.append((column.name, f"less than 10^{WHOLE_DIGITS}", "give all values in a larger unit", too_large))
    if set(OPTIONAL) <= set(rows.columns):
        outside = (rows.low > rows.value) | (rows.high < rows.value)
        kept.append(("value", "a value between low and high", "correct the value or its bounds", outside))
    return kept


def _breaks(cells: ir.Value, limit: Filled | ValueConstraint) -> ir.BooleanValue:
    """Return where cells break a constraint; TypeError for a kind that no column of this table has yet."""
    match limit:
        case Filled():
            return cells.isnull()
        case Range(low, high):
            return (cells < low if low is not None else ibis.literal(False)) | (cells > high if high is not None else ibis.literal(False))
    raise TypeError(f"no engine can check {limit}; add it to pipeline/trade/long_table.py")


def duplicate_problems(engine: Engine, parts: Sequence[ir.Table], path: Path) -> list[Problem]:
    """Return a problem where several rows have one key, with some of these keys. Rows of one key are in one part."""
    shown: list[str] = []
    keys = 0
    for rows in parts:
        counted = rows.group_by(list(TABLE.key)).aggregate(times=rows.count())
        twice = counted.filter(counted.times > 1)
        [found] = engine.rows(twice.aggregate(keys=twice.count()))
        keys += found["keys"]
        if found["keys"] and len(shown) < ROWS_NAMED:
            first = engine.rows(twice.order_by(list(TABLE.key)).limit(ROWS_NAMED - len(shown)))
            shown += [f"{_key(row)} ({row['times']} rows)" for row in first]
    if not keys:
        return []
    value = _and_more(shown, keys)
    return [Problem(str(path), None, ", ".join(TABLE.key), value, "one row for each key", "add up or remove the rows that have one key")]


def _examples(engine: Engine, broken: ir.Table, count: int, name: str) -> str:
    found = engine.rows(broken.select(*dict.fromkeys([*TABLE.key, name])).order_by(list(TABLE.key)).limit(ROWS_NAMED))
    return _and_more([f"{'(empty)' if row[name] is None else row[name]} where {_key(row)}" for row in found], count)


def _key(row: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={row[name]}" for name in TABLE.key)


def _and_more(shown: Sequence[str], count: int) -> str:
    return "; ".join(shown) if count == len(shown) else f"{count} rows, among them {'; '.join(shown)}"


def typed(rows: ir.Table) -> ir.Table:
    """Return a checked table in the types of its schema; without bounds, each value is exact."""
    bounds = {} if set(OPTIONAL) <= set(rows.columns) else dict.fromkeys(OPTIONAL, rows.value)
    given = rows.mutate(**bounds)
    return given.select(**{column.name: as_described(given[column.name], column) for column in TABLE.columns})


def as_described(cells: ir.Value, column: Column) -> ir.Value:
    """Return a column in the type that its description states."""
    return cells.cast(ibis.dtype(f"decimal({column.type.precision}, {column.type.scale})") if column.kind is Kind.EXACT else _plain(column))


def _plain(column: Column) -> str:
    return {Kind.TEXT: "string", Kind.WHOLE: "int64", Kind.FLAG: "boolean"}[column.kind]
