"""Tables of figures by area and year become statements: one for each number that a row prints.

Belongs here: from a row of area_figures.csv to rows of `raw_statements`. Does not belong here: checking either table.
"""

import re
from decimal import Decimal

import pandas as pd

from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.tokens import NUMBER, printed_unit, values_of
from pipeline.raw.cells import ITEM

EMPTY, DIGITS = "-", 15  # as many digits as a value of `raw_statements` may have
# What is so of each statement from such a table.
ALWAYS = {
    "period_precision": "year",
    "period_basis": "stated",
    "qualifier": "exact",
    "value_basis": "printed",
    "status": "fact",
}
YEAR, CELL = "year", "cell"
# A number alone in its cell; a dash before it is its sign.
CELL_NUMBER = re.compile(rf"(?:(?P<minus>[-−–])\s?|\+\s?)?(?P<number>{NUMBER.pattern})", re.ASCII)
COUNTED, IN_SERIES = "counted", "counted_in_series"  # codes of the list rounding_reason


def statements_of(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the statements of rows of `raw_area_figures`, in the columns of `raw_statements`, all text but source_line.

    Raises InputError for a row that prints another number of cells than its table has years, for years out of order, and for a cell that is
    not one number.
    """
    split = {YEAR: rows["years"].astype("object").str.split(ITEM, regex=False)}
    split |= {CELL: rows["printed"].astype("object").str.split(ITEM, regex=False)}
    unlike = rows[split[YEAR].str.len() != split[CELL].str.len()]
    refuse([_problem(row, "printed", row["printed"], "as many cells as the row has years; - for an empty one") for row in _records(unlike)])
    unordered = rows.loc[[years not in (sorted(set(years)), sorted(set(years), reverse=True)) for years in split[YEAR]]]
    in_order = "each year once, in rising or falling order; put rows of another order into statements.csv"
    refuse([_problem(row, "years", row["years"], in_order) for row in _records(unordered)])
    cells = rows.assign(**split).explode([YEAR, CELL], ignore_index=True)
    cells = cells[cells[CELL] != EMPTY].reset_index(drop=True)
    numbers = [_values(str(cell), counted) for cell, counted in zip(cells[CELL], cells["is_count"] == "true", strict=True)]
    unread = cells[[len(found) != 1 for found in numbers]]
    expected = f"one number of at most {DIGITS} digits, read in one way only; else put the row into statements.csv"
    refuse([_problem(row, "printed", row[CELL], expected) for row in _records(unread)])
    read = pd.Series([next(iter(found)) for found in numbers], index=cells.index, dtype="object")
    return _filled(cells.assign(number=read)).reindex(columns=columns)


def _values(cell: str, is_count: bool) -> set[Decimal]:
    """Return the values that a cell may have, negative after a sign; a count is a whole number, so that 1,577 and 2.500 have one."""
    match = CELL_NUMBER.fullmatch(cell)
    found = {value for value in values_of(match["number"]) if len(value.as_tuple().digits) <= DIGITS} if match else set[Decimal]()
    counts = {value for value in found if not is_count or value == value.to_integral_value()}
    return {-value for value in counts} if match and match["minus"] else counts


def _filled(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with the columns of statements that follow from them."""
    is_count, cited = cells["is_count"] == "true", cells["citation_id"].notna()
    pairs = list(zip(cells["number"], is_count, strict=True))
    factors = [Decimal(1) if pd.isna(factor) else Decimal(str(factor)) for factor in cells["factor"]]
    values = [number * factor for number, factor in zip(cells["number"], factors, strict=True)]
    units = [Decimal(0) if counted else printed_unit(number) * factor for (number, counted), factor in zip(pairs, factors, strict=True)]
    reasons = [(IN_SERIES if number % 10 == 0 else COUNTED) if counted and number else None for number, counted in pairs]
    return cells.assign(
        **ALWAYS,
        statement_id=cells["table_id"] + "-" + cells["geography_id"] + "-" + cells[YEAR],
        period_start=cells[YEAR],
        period_end=cells[YEAR],
        value=list(map(_text, values)),
        rounding_unit=list(map(_text, units)),
        rounding_reason=reasons,
        definition_basis=cells["definition_id"].notna().map({True: "stated", False: None}),
        citation_scope=cited.map({True: "passage", False: "none"}),
        printed=cells[CELL],
    )


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _problem(row: dict[str, object], column: str, value: object, expected: str) -> Problem:
    return Problem(str(row["source_file"]), int(str(row["source_line"])), column, str(value), expected, "correct the cell or the years")
