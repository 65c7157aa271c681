"""What differs between two releases, and why, as text for the changelog and as Parquet.

Belongs here: how differences are written down. Does not belong here: finding them (`differences.py`), their causes (`causes.py`).
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.kernel.files import read_file, write_if_changed
from pipeline.release.causes import changed_inputs, with_causes
from pipeline.release.differences import COLUMNS, differences
from pipeline.release.publish import BUILD
from pipeline.release.shapes import SchemaChange, schema_changes, shapes_of, too_low

SHOWN_ROWS, SHOWN_CELL = 20, 80


class Comparison(NamedTuple):
    """Two releases, compared."""

    old: dict[str, Any]
    new: dict[str, Any]
    inputs: dict[str, str]
    schema: list[SchemaChange]
    cells: pd.DataFrame

    @property
    def least_schema_version(self) -> str | None:
        """The schema version that the changes ask for, where the new release has a lower one."""
        return too_low(self.old["schema_version"], self.new["schema_version"], self.schema)


def compare(old: Path, new: Path) -> Comparison:
    """Compare two release folders; cells has the columns of `differences`, with cause and because."""
    before, after = (json.loads(read_file(release / BUILD)) for release in (old, new))
    inputs = changed_inputs(before, after)
    cells = with_causes(differences(old, new), old, new, inputs)
    return Comparison(before, after, inputs, schema_changes(shapes_of(old), shapes_of(new)), cells)


def as_text(found: Comparison) -> str:
    """Return a comparison as Markdown for the changelog: schema, then each table with its rows."""
    old, new = found.old, found.new
    lines = [f"Data {old['version']} -> {new['version']}, schema {old['schema_version']} -> {new['schema_version']}", ""]
    lines += [f"- schema, {change}" for change in found.schema]
    if found.least_schema_version:
        lines.append(f"- **schema_version must be at least {found.least_schema_version}** (metadata.yaml)")
    for table, cells in found.cells.groupby("table_name"):
        lines += _table_lines(str(table), cells)
    if found.cells.empty:
        lines.append("- no row differs")
    return "\n".join(lines) + "\n"


def _table_lines(table: str, cells: pd.DataFrame) -> list[str]:
    rows = cells.groupby(["change", "record_id"], sort=True)
    counts = cells.drop_duplicates(["change", "record_id"])["change"].value_counts().sort_index()
    causes = ", ".join(sorted(cells["cause"].unique()))
    counted = ", ".join(f"{count} row{'s' if count > 1 else ''} {change}" for change, count in counts.items())
    lines = [f"- `{table}`: {counted}; cause: {causes}"]
    for (change, record_id), row in list(rows)[:SHOWN_ROWS]:
        if change != "changed":
            reasons = sorted({f"{cause}: {because}" for cause, because in zip(row["cause"], row["because"], strict=True)})
            lines.append(f"  - {record_id} {change} ({'; '.join(reasons)})")
        else:
            lines += [f"  - {record_id} {_cell_line(cell)}" for cell in row.to_dict("records")]
    if len(rows) > SHOWN_ROWS:
        lines.append(f"  - and {len(rows) - SHOWN_ROWS} rows more")
    return lines


def _cell_line(cell: dict[Any, Any]) -> str:
    before, after = (_shown(cell[name]) for name in ("before", "after"))
    return f"{cell['column_name']}: {before} -> {after} ({cell['cause']}: {cell['because']})"


def _shown(value: Any) -> str:
    if pd.isna(value):
        return "empty"
    return json.dumps(value if len(value) <= SHOWN_CELL else value[: SHOWN_CELL - 1] + "…", ensure_ascii=False)


def write_parquet(found: Comparison, file: Path) -> None:
    """Write the cells that differ, and the changes of the schema as rows without a record_id."""
    schema = [
        {"table_name": change.table, "change": f"schema, {change}", "column_name": change.column, "cause": "code"}
        for change in found.schema
    ]
    cells = pd.concat([found.cells, pd.DataFrame(schema)], ignore_index=True)
    text = pa.schema([pa.field(name, pa.string()) for name in (*COLUMNS, "cause", "because")])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(cells.astype("object"), schema=text, preserve_index=False), sink, compression="zstd")
    write_if_changed(file, sink.getvalue().to_pybytes())
