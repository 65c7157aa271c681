"""What a materialisation shows in the UI: how much there is, what it looks like, what is missing in it.

Belongs here: metadata that costs next to nothing, taken from rows and bytes that are in memory anyway. What is counted for one table
and not for another follows from its schema: the rows by each column that is limited to a closed code list (for `claims`, by verdict).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.tables import Column, Table
from pipeline.kernel.files import sha256_of
from schemas.codes import codes_of

PREVIEWED_ROWS = 3
SHOWN_COLUMNS, SHOWN_CHARACTERS = 24, 32
SHOWN_DIGITS = 12  # of a hash
# What leads a preview where the order of the schema, identifiers aside, does not say what a table answers.
LEADING = {"claims": ["statement_en", "stated_value", "recomputed_value", "verdict"]}


def of_table(rows: pa.Table, content: bytes, table: Table) -> dict[str, Any]:
    """Return what the materialisation of a table shows, from its rows as stored and the bytes of its file."""
    return {
        "dagster/row_count": rows.num_rows,
        "bytes": len(content),
        "sha256": sha256_of(content),
        "preview": preview(rows, table),
        "nulls": null_counts(rows),
        **{f"rows_by_{column.name}": counts(rows, column) for column in table.columns if column.codes},
    }


def preview(rows: pa.Table, table: Table) -> dg.MarkdownMetadataValue:
    """Return the first rows in the order of the key, as a table in Markdown, with the columns of most interest, long texts cut. A table of
    Dagster's own has three times the size, and the history stores it with each materialisation."""
    names = _in_order_of_interest(table)[:SHOWN_COLUMNS]
    records = [[_cell(row[name]) for name in names] for row in rows.slice(0, PREVIEWED_ROWS).to_pylist()]
    return dg.MetadataValue.md("\n".join(f"| {' | '.join(cells)} |" for cells in [names, ["---"] * len(names), *records]))


def _in_order_of_interest(table: Table) -> list[str]:
    """Return the columns of a preview: what answers a question first, then what describes a row, and last identifiers. French words that
    stand beside English ones are left out, since the history has a limit."""
    first = LEADING.get(table.name, [])
    pointing = {name for key in table.foreign_keys for name in key.columns} | set(table.key)
    names = [column.name for column in table.columns]
    twins = {f"{name.removesuffix('_en')}_fr" for name in names if name.endswith("_en")}
    rest = [name for name in names if name not in first and name not in twins]
    return first + sorted(rest, key=lambda name: name in pointing or name.endswith(("_id", "_fr")))


def null_counts(rows: pa.Table) -> str:
    """Return in how many rows each column is empty, such as "group_id 152, name_basis 90". What that means is said of the column."""
    found = {name: rows.column(name).null_count for name in rows.column_names}
    return ", ".join(f"{name} {count}" for name, count in found.items() if count) or "none"


def counts(rows: pa.Table, column: Column) -> str:
    """Return the number of rows of each code of a coded column, in the order of its list, such as "consistent 67, truncated 2"."""
    found = {str(known["values"]): known["counts"] for known in pc.value_counts(rows.column(column.name)).to_pylist()}
    ordered = [code for code in [*codes_of(str(column.codes)), "None"] if code in found]
    return ", ".join(f"{'null' if code == 'None' else code} {found[code]}" for code in ordered) or "no rows"


def of_files(files: Mapping[str, tuple[int, str]]) -> dg.MarkdownMetadataValue:
    """Return a list of files for the UI, from their names, sizes and hashes: the first digits, since SHA256SUMS has all of them."""
    rows = [f"| {name} | {size} | {sha256[:SHOWN_DIGITS]} |" for name, (size, sha256) in sorted(files.items())]
    return dg.MetadataValue.md("\n".join(["| file | bytes | sha256 |", "| --- | --- | --- |", *rows]))


def _cell(value: Any) -> str:
    """Return a cell of a Markdown table; nothing for null."""
    if value is None:
        return ""
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    text = text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"
    return text.replace("\n", " ").replace("|", "\\|")
