"""Runs the query of a front table over the tables that its schema class names.

Belongs here: the one function that makes every front table, and what all queries may use. Does not belong here: a query; each stands in
`sql/<table>.sql`.

A query sees its input tables under their names. Each has one more column, `row_key`: the values of its key joined by "|", which is how
other tables point to its rows. A query that starts with a line such as `-- uses: organisation_facts` also sees a view of that name, whose
query stands in `sql/parts/` because several tables need it. A query may call the macros of `MACROS`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from pipeline.contract.check import RECORD_ID_SEPARATOR
from pipeline.contract.duckdb import names, quote
from pipeline.contract.lineage import tables
from pipeline.kernel.paths import ROOT

FOLDER = Path(__file__).parent / "sql"
USES = "-- uses: "
# first_date is the first day that a text with the precision of its source may mean: YYYY, YYYY-MM or YYYY-MM-DD. stated_date is the other
# way round: such a text for a first day and its precision. whole_year is the year that a period is, null where it is no whole year.
# verified_by is the rule of `pipeline.core.verification.verification`. is_compared tells claims with a printed value to compare.
MACROS = (
    "CREATE MACRO first_date(t) AS (t || substr('-01-01', length(t) - 3))::DATE",
    "CREATE MACRO stated_date(day, precision) AS left(day::VARCHAR, CASE precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END)",
    "CREATE MACRO whole_year(first_day, last_day, precision) AS"
    " CASE WHEN precision = 'year' AND year(first_day) = year(last_day) THEN year(first_day) END",
    "CREATE MACRO verified_by(url, kind) AS CASE WHEN url IS NULL THEN 'text' WHEN kind = 'page' THEN 'web_page' ELSE 'web_lead' END",
    "CREATE MACRO is_compared(verdict) AS verdict NOT IN ('implied_only', 'not_recomputable')",
    "CREATE MACRO digits(number) AS rtrim(rtrim(number::VARCHAR, '0'), '.')",
    "CREATE MACRO line_range(first_line, last_line) AS"
    " CASE WHEN last_line > first_line THEN first_line || '-' || last_line ELSE first_line::VARCHAR END",
)


def builder(table: str) -> Callable[..., pd.DataFrame]:
    """Return the function that makes a front table from the frames of its inputs, by their names."""

    def build(**frames: pd.DataFrame) -> pd.DataFrame:
        return answer(query_file(table).read_text("utf-8"), frames)

    build.__name__ = table
    return build


def answer(query: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows that a query gives over tables by name, in Arrow-backed columns. Raises duckdb.Error where the query does not fit
    the tables, so that a query cannot use a table that its schema class does not name as a source."""
    with duckdb.connect(config={"threads": 1}) as connection:
        for name, frame in frames.items():
            connection.register(f"_{name}", pa.Table.from_pandas(frame, preserve_index=False))
            connection.execute(_with_row_key(name))
        for macro in MACROS:
            connection.execute(macro)
        for part in parts_of(query):
            connection.execute(f'CREATE TEMP VIEW "{part.stem}" AS {part.read_text("utf-8")}')
        return connection.sql(query).to_arrow_table().to_pandas(types_mapper=pd.ArrowDtype)


def query_file(table: str) -> Path:
    """Return the file with the query of a front table."""
    return FOLDER / f"{table}.sql"


def parts_of(query: str) -> list[Path]:
    """Return the files of the views that a query names in its first line."""
    first = query.split("\n", 1)[0]
    return [FOLDER / "parts" / f"{name}.sql" for name in first.removeprefix(USES).split(", ")] if first.startswith(USES) else []


@cache
def files_of(table: str) -> Sequence[str]:
    """Return the paths in the repository of the files with the query of a front table."""
    file = query_file(table)
    return [found.relative_to(ROOT).as_posix() for found in (file, *parts_of(file.read_text("utf-8")))]


def _with_row_key(name: str) -> str:
    key = tables()[name].key
    return f'CREATE TEMP VIEW "{name}" AS SELECT *, concat_ws({quote(RECORD_ID_SEPARATOR)}, {names(key)}) AS row_key FROM "_{name}"'
