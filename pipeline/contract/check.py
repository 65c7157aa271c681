"""The checking face of a schema: whether a frame keeps what its schema says, and what to do where it does not.

Belongs here: turning pandera's failure cases and broken references into `Problem`s.
Does not belong here: what must hold; that is in `schemas/`.
"""

from collections.abc import Mapping

import pandas as pd
import pyarrow
from pandera.errors import SchemaErrors

from pipeline.contract.locate import locate
from pipeline.contract.tables import ForeignKey, Schema, Table, describe
from pipeline.kernel.problems import Problem

# What is asked of every table; a check of the UI each.
KINDS = ("schema", "keys", "references")
UNIQUE = "multiple_fields_uniqueness"
EXPECTATIONS = {
    "not_nullable": "a value: this cell may not be empty",
    UNIQUE: "one row for each key",
    "column_in_schema": "only the columns of the schema",
    "column_in_dataframe": "every column of the schema",
    "column_ordered": "the columns in the schema's order",
}

# What a spreadsheet that opens a CSV file takes for a formula: a text that begins so and is no number.
FORMULA, NUMBER = r"^[=+\-@\t\r]", r"^-?[0-9]+(?:\.[0-9]+)?$"


def table_problems(frame: pd.DataFrame, schema: Schema, others: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every failing cell of a frame: against its schema and, where that holds, its references into `others` (by table name)."""
    return [problem for problems in problems_by_kind(frame, schema, others).values() for problem in problems]


def problems_by_kind(frame: pd.DataFrame, schema: Schema, others: Mapping[str, pd.DataFrame]) -> dict[str, list[Problem]]:
    """Return the problems of a frame for each of KINDS that could be asked: references only of rows that keep schema and keys."""
    table = describe(schema)
    found = _schema_problems(frame, schema, table)
    if any(found.values()):
        return found
    return {
        "schema": _exclusive_problems(frame, table) + _formula_problems(frame, table),
        "keys": [],
        "references": _all_references(frame, table, others),
    }


def _formula_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Texts that a spreadsheet would run. They are refused, not changed: a quote before them would be safe there and wrong elsewhere."""
    remedy = "begin it with a word; of what a document prints, leave out the sign and say so in a flag"
    return [
        locate(frame, table, row, column.name, row[column.name], "text that begins with none of = + - @, tab or carriage return", remedy)
        for column in table.columns
        if pyarrow.types.is_string(column.type)
        for _, row in _begun_as_formula(frame, column.name).iterrows()
    ]


def _begun_as_formula(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    begun = frame[_matches(frame[column], FORMULA)]
    return begun if begun.empty else begun[~_matches(begun[column], NUMBER)]


def _matches(texts: pd.Series, pattern: str) -> pd.Series:
    return texts.str.contains(pattern, regex=True).fillna(False).astype("bool")


def _schema_problems(frame: pd.DataFrame, schema: Schema, table: Table) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {"schema": [], "keys": []}
    try:
        schema.validate(frame.reset_index(drop=True), lazy=True)
    except SchemaErrors as errors:
        cases = _by_row(errors.failure_cases, table).drop_duplicates(["schema_context", "column", "check", "index"])
        for case in cases.to_dict("records"):
            found["keys" if case["check"] == UNIQUE else "schema"].append(_schema_problem(frame, table, case))
    return found


def _all_references(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame]) -> list[Problem]:
    targets = dict(others) | {table.name: frame}
    return [
        problem
        for key in table.foreign_keys
        if key.target in targets
        for problem in _reference_problems(frame, table, key, targets[key.target], others)
    ]


def _by_row(cases: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return failure cases with those of a check of the whole table under the columns that it is about: pandera gives one per column."""
    for check, known in table.checks:
        mine = cases["check"].astype("str").str.startswith(f"{check}(") & (cases["schema_context"] == "DataFrameSchema")
        cases = cases.assign(column=cases["column"].where(~mine, ", ".join([*known["lines"], known["url"]])))
    return cases.assign(column=cases["column"].where(cases["check"] != UNIQUE, ", ".join(table.key)))


def _schema_problem(frame: pd.DataFrame, table: Table, case: dict[str, object]) -> Problem:
    check, column = str(case["check"]), str(case["column"])
    position = case["index"]
    row = None if position is None or pd.isna(position) else frame.iloc[int(position)]  # type: ignore[call-overload]
    value = case["failure_case"] if row is None or column not in row.index else row[column]
    if check == UNIQUE and row is not None:
        value = ", ".join(str(row[name]) for name in table.key)
    expected = EXPECTATIONS.get(check) or _expectation(check, table, column)
    return locate(frame, table, row, column, value, expected, f"correct the {column} of this row")


def _expectation(check: str, table: Table, column: str) -> str:
    """Say what a check wants in words, where the words are shorter than pandera's."""
    if check.startswith("isin"):
        return "one of " + ", ".join(next(c for n, c in table.column(column).checks if n == "isin")["allowed_values"])
    if check.startswith("one_locator"):
        return "either all of the line numbers or an address, and not both"
    if check.startswith("number_between"):
        known = next(c for n, c in table.column(column).checks if n == "number_between")
        return f"{table.column(column).description} (a number from {known['low']} to {known['high']})"
    if check.startswith("str_matches"):
        pattern = next(c for n, c in table.column(column).checks if n == "str_matches")["pattern"]
        return f"{table.column(column).description} (pattern {getattr(pattern, 'pattern', pattern)})"
    return f"{table.column(column).description} ({check})"


def _exclusive_problems(frame: pd.DataFrame, table: Table) -> list[Problem]:
    """Rows in which both, or neither, of two columns are filled of which exactly one must be."""
    return [
        locate(frame, table, row, one, row[one], f"exactly one of {one} and {other}", "fill the one that holds, empty the other")
        for one, other in table.metadata.get("exactly_one", [])
        for _, row in frame[frame[one].isna() == frame[other].isna()].iterrows()
    ]


def _reference_problems(
    frame: pd.DataFrame, table: Table, key: ForeignKey, target: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> list[Problem]:
    """Rows whose key is not in the target, or, for coded columns, not in the code list that the column belongs to."""
    known = target[list(key.target_columns)]
    scheme = table.column(key.columns[0]).scheme if len(key.columns) == 1 else None
    if scheme:
        known = target.loc[target["scheme"].isin(scheme.split(" or ")), list(key.target_columns)]
    filled = frame[frame[list(key.columns)].notna().all(axis=1)]
    asked = pd.MultiIndex.from_frame(filled[list(key.columns)].astype("object"))
    missing = filled[~asked.isin(pd.MultiIndex.from_frame(known.astype("object")))]
    where = f"{key.target}.{', '.join(key.target_columns)}" + (f" of the list {scheme}" if scheme else "")
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
        for _, row in missing.iterrows()
    ]


def _home(target: pd.DataFrame | None, name: str) -> str:
    """The file that rows of a table are added to, or the table's name where it has no file."""
    if target is None or "source_file" not in target or target.empty:
        return name
    return " or ".join(sorted(target["source_file"].unique()))
