"""The checking face of a schema: whether a frame keeps what its schema says, and what to do where it does not.

Belongs here: turning broken constraints into `Problem`s. pandera finds the cells that break the constraints that it knows; foreign keys
and `ExactlyOne` are asked here. Does not belong here: what must hold; that is in `schemas/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.compute as pc
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors
from pandera.pandas import DataFrameSchema

from pipeline.contract.constraints import (
    Constraint,
    ExactlyOne,
    Filled,
    ForeignKey,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    RowConstraint,
    Unique,
    ValueOrRange,
)
from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.contract.words import constraint_words
from pipeline.kernel.characters import FORMULA, FORMULA_EXPECTED, FORMULA_REMEDY, NUMBER
from pipeline.kernel.problems import Problem

# What is asked of every table; a check of the UI each.
KINDS = ("schema", "keys", "references")
# What pandera finds of a frame's columns as such, which no constraint of a cell or a row states.
COLUMNS_EXPECTED = {
    SchemaErrorReason.COLUMN_NOT_IN_SCHEMA: "only the columns of the schema",
    SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME: "every column of the schema",
    SchemaErrorReason.COLUMN_NOT_ORDERED: "the columns in the schema's order",
}

# What joins the values of a key in a record_id.
RECORD_ID_SEPARATOR = "|"


class Failure(NamedTuple):
    """A constraint that a frame breaks: the columns that it is about, and the positions of the rows that break it.

    constraint: None where a column has values of another type.
    """

    constraint: Constraint | None
    columns: tuple[str, ...]
    positions: tuple[int, ...]


def table_problems(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every failing cell of a frame: against its schema and, where that holds, its references into `others` (by table name)."""
    return [problem for problems in problems_by_kind(frame, table, others).values() for problem in problems]


def problems_by_kind(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the problems of a frame for each of KINDS that could be asked: references only of rows that keep schema and keys."""
    found = _schema_problems(frame, table)
    if any(found.values()):
        return found
    return {
        "schema": _exclusive_problems(frame, table) + _formula_problems(frame, table),
        "keys": key_problems(frame, table),
        "references": _all_references(frame, table, others),
    }


def _formula_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Texts that a spreadsheet would run. They are refused, not changed: a quote before them would be safe there and wrong elsewhere."""
    return [
        locate(frame, table, row, column.name, row[column.name], FORMULA_EXPECTED, FORMULA_REMEDY)
        for column in table.columns
        if pyarrow.types.is_string(column.type)
        for row in _rows(frame, _begun_as_formula(frame[column.name]))
    ]


def _rows(frame: pd.DataFrame, is_meant: pd.Series | np.ndarray) -> Iterator[pd.Series]:
    """Yield the rows that are meant, mostly none; `iterrows` would copy a frame before it looks for the first."""
    for position in np.flatnonzero(is_meant):
        yield frame.iloc[position]


def key_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Return the values of a key of several columns that contain the mark which joins them: two rows could have one record_id. A table
    that points to others by their record_id has that in its own key, and nothing points to it."""
    own = [] if len(table.key) == 1 or "record_id" in table.key else table.key
    texts = [name for name in own if pyarrow.types.is_string(table.column(name).type)]
    return [
        locate(frame, table, row, name, row[name], f"a value without {RECORD_ID_SEPARATOR}, which joins the values of a key", "take it out")
        for name in texts
        for row in _rows(frame, pc.match_substring(_arrow(frame[name]), RECORD_ID_SEPARATOR).fill_null(False).to_numpy())
    ]


def _begun_as_formula(values: pd.Series) -> np.ndarray:
    """Return for each text whether a spreadsheet would run it."""
    texts = _arrow(values)
    begun = pc.match_substring_regex(texts, FORMULA)
    if pc.any(begun).as_py():
        begun = pc.and_not(begun, pc.match_substring_regex(texts, NUMBER))
    found: np.ndarray = begun.fill_null(False).to_numpy()
    return found


def _arrow(values: pd.Series) -> pyarrow.ChunkedArray:
    """Return the values of a column as Arrow holds them."""
    found = pyarrow.array(values.array, from_pandas=True)
    return found if isinstance(found, pyarrow.ChunkedArray) else pyarrow.chunked_array([found])


def _schema_problems(frame: pd.DataFrame, table: Table) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {"schema": [], "keys": []}
    try:
        table.validator.validate(frame.reset_index(drop=True), lazy=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            if error.reason_code in COLUMNS_EXPECTED:
                found["schema"].append(_column_problem(frame, table, error))
            else:
                failure = failure_of(error, table)
                found["keys" if isinstance(failure.constraint, Unique) else "schema"] += _failure_problems(frame, table, failure)
    return found


def _column_problem(frame: pd.DataFrame, table: Table, error: SchemaError) -> Problem:
    """Return the problem of a column that is missing, is not in the schema, or stands in another place."""
    expected = COLUMNS_EXPECTED[error.reason_code]
    return locate(frame, table, None, str(error.failure_cases), None, expected, f"give the table {expected}")


def failure_of(error: SchemaError, table: Table) -> Failure:
    """Return which constraint of a table an error of pandera is about. Raises ValueError for an error that is about none."""
    cases = error.failure_cases
    positions = tuple(dict.fromkeys(map(int, cases["index"]))) if isinstance(cases, pd.DataFrame) else ()
    of_rows = isinstance(error.schema, DataFrameSchema)
    columns: tuple[str, ...] = () if of_rows else (str(error.schema.name),)
    match error.reason_code:
        case SchemaErrorReason.DUPLICATES:
            return Failure(Unique(table.key), table.key, positions)
        case SchemaErrorReason.SERIES_CONTAINS_NULLS:
            return Failure(Filled(), columns, positions)
        case SchemaErrorReason.WRONG_DATATYPE:
            return Failure(None, columns, positions)
        case SchemaErrorReason.DATAFRAME_CHECK | SchemaErrorReason.CHECK_ERROR if of_rows:
            constraint = table.row_limits[error.check_index]
            return Failure(constraint, _columns_of(constraint), positions)
        case SchemaErrorReason.DATAFRAME_CHECK | SchemaErrorReason.CHECK_ERROR:
            return Failure(table.column(columns[0]).limits[error.check_index], columns, positions)
    raise ValueError(f"table {table.name}: pandera reports {error.reason_code}, which no constraint of the schema states: {error}")


def _columns_of(constraint: RowConstraint) -> tuple[str, ...]:
    match constraint:
        case Locator(lines, url):
            return (*lines, url)
        case ExactlyOne(one, other):
            return (one, other)
        case ValueOrRange(value, low, high, qualifier):
            return (value, low, high, qualifier)
        case MatchesWhere(column, _, _, _):
            return (column,)


def _failure_problems(frame: pd.DataFrame, table: Table, failure: Failure) -> Iterator[Problem]:
    """Yield a problem for each row that breaks a constraint, or one for the whole table where no row is known."""
    column, expected = ", ".join(failure.columns), _expected(table, failure)
    for position in failure.positions or (None,):
        row = None if position is None else frame.iloc[position]
        value = None if row is None else _shown(row, failure.columns)
        yield locate(frame, table, row, column, value, expected, f"correct the {column} of this row")


def _shown(row: pd.Series, columns: tuple[str, ...]) -> object:
    return row[columns[0]] if len(columns) == 1 else ", ".join("(empty)" if pd.isna(row[name]) else str(row[name]) for name in columns)


def _expected(table: Table, failure: Failure) -> str:
    """Return what a constraint demands; for a form or a range, after what the column holds."""
    match failure.constraint:
        case None:
            column = table.column(failure.columns[0])
            return f"{column.description} (of type {column.type})"
        case Unique():
            return "one row for each key"
        case Filled():
            codes = [constraint_words(limit) for limit in table.column(failure.columns[0]).limits if isinstance(limit, OneOf)]
            return "; ".join([constraint_words(failure.constraint), *codes])
        case Matches() | Range() | NumericText():
            return f"{table.column(failure.columns[0]).description} ({constraint_words(failure.constraint)})"
    return constraint_words(failure.constraint)


def _exclusive_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Rows in which two columns are both filled, or both empty, where exactly one of them must be filled."""
    return [
        locate(frame, table, row, limit.one, row[limit.one], constraint_words(limit), "fill the one that holds, empty the other")
        for limit in table.row_limits
        if isinstance(limit, ExactlyOne)
        for row in _rows(frame, frame[limit.one].isna() == frame[limit.other].isna())
    ]


def _all_references(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> list[Problem]:
    targets = dict(others) | {table.name: frame}
    return [
        problem
        for key in table.foreign_keys
        if key.target in targets
        for problem in _reference_problems(frame, table, key, targets[key.target], others)
    ]


def _reference_problems(
    frame: pd.DataFrame, table: Table, key: ForeignKey, target: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> list[Problem]:
    """Rows whose key is not in the target, or, for coded columns, not in the code list that the column belongs to."""
    known = target[target["scheme"].isin(key.lists)] if key.lists else target
    asked = [_arrow(frame[name]) for name in key.columns]
    filled = reduce(pc.and_, (pc.is_valid(values) for values in asked))
    missing = pc.and_not(filled, _among(asked, [_arrow(known[name]) for name in key.target_columns]))
    where = key.points_to + (f" of the list {' or '.join(key.lists)}" if key.lists else "")
    home = _home(others.get(key.target), key.target)
    return [
        locate(
            frame,
            table,
            row,
            ", ".join(key.columns),
            ", ".join(str(row[name]) for name in key.columns),
            f"a value that stands in {where}",
            f"add a row for it to {home}, or correct the spelling here",
        )
        for row in _rows(frame, missing.to_numpy())
    ]


def _among(rows: Sequence[pyarrow.ChunkedArray], known: Sequence[pyarrow.ChunkedArray]) -> pyarrow.ChunkedArray:
    """Return for each row whether `known` has one with the same values, column by column in their order; a null counts as missing there.

    Each column's values are numbered as `known` has them, and the numbers of a row are joined into one.
    """
    asked, there = (pyarrow.chunked_array([pyarrow.repeat(0, len(columns[0]))]) for columns in (rows, known))
    for mine, theirs in zip(rows, known, strict=True):
        numbered = theirs.unique()
        asked, there = (
            pc.add(pc.multiply(code, len(numbered)), pc.index_in(values, numbered).cast(pyarrow.int64()))
            for code, values in ((asked, mine.cast(theirs.type)), (there, theirs))
        )
    return pc.is_in(asked, there, skip_nulls=True)


def _home(target: pd.DataFrame | None, name: str) -> str:
    """The file that rows of a table are added to, or the table's name where it has no file."""
    if target is None or "source_file" not in target or target.empty:
        return name
    return " or ".join(sorted(target["source_file"].unique()))
