"""Safe to open: no text of the dataset may be taken for a formula by a program that opens a CSV file.

Belongs here: finding such texts. They are refused, not changed: a quote or a space before them would be safe in a spreadsheet and wrong
in every program. Numbers that begin with a minus sign are numbers, and stay.
"""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.tables import Table
from pipeline.problems import Problem

FORMULA = r"^[=+\-@\t\r]"


def formula_like(table: Table, rows: pa.Table) -> list[Problem]:
    """Return a problem for each text cell of a table that begins as a formula would."""
    problems = []
    for column in table.columns:
        if not pa.types.is_string(column.type):
            continue
        for row in rows.filter(pc.match_substring_regex(rows[column.name], FORMULA)).to_pylist():
            key = ", ".join(str(row[name]) for name in table.key)
            expected = "text that begins with none of = + - @, a tab or a carriage return, since spreadsheets take it for a formula"
            remedy = f"reword it in raw/; the table provenance says where {table.name} is printed"
            problems.append(Problem(f"table {table.name} row {key}", None, column.name, row[column.name], expected, remedy))
    return problems
