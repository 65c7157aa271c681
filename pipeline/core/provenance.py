"""Provenance: from each published cell to the lines on which it is printed, or to the web page.

Belongs here: the one rule by which provenance follows from the schemas. A published column leads back, through the columns that it is
derived from, to raw columns that are printed; where the published row holds the key of the raw row, its cell has provenance. A
published column that names the columns with its lines itself has provenance from its own row, and so have the columns that the table's
`shown_by` says it shows: an organisation is shown by its name as printed. Where a row was read from a web page, whose wording is not at
hand, the columns that the table's `shown_by_page` names have provenance with the page's address.
Does not belong here: any particular table.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import column_of, raw_columns
from pipeline.contract.tables import Column, Table, describe
from pipeline.core.corrections import row_keys
from pipeline.core.verification import verification
from pipeline.raw.cells import pieces
from schemas.provenance import PRINTED_RAW_TABLES, PRINTED_TABLES

KEY = ["table_name", "row_key", "column_name"]
URL = ["source_url", "source_url_kind"]
PLACE = ["first_line", "last_line", *URL]


def provenance(**frames: pd.DataFrame) -> pd.DataFrame:
    """Make the table `provenance` from all tables that are printed, and the raw tables that hold their lines, by name."""
    tables = [describe(schema) for schema in PRINTED_TABLES]
    raw_tables = {table.name: table for table in map(describe, PRINTED_RAW_TABLES)}
    cells = [
        _cells(table, column, raw_tables[source.table], source.column, frames)
        for table in tables
        for column in table.columns
        for source in printed_sources(table, column)
    ] + [
        _own_cells(table, column.name, shown, frames[table.name])
        for table in tables
        for column in table.columns
        if (shown := shown_by(table, column))
    ]
    cells += [_page_cells(table, column, frames[table.name]) for table in tables for column in table.metadata.get("shown_by_page", [])]
    place = ["first_line", "last_line", "source_url", "printed"]
    rows = pd.concat(cells, ignore_index=True).drop_duplicates([*KEY, *place])
    rows = rows.sort_values([*KEY, *place], ignore_index=True)
    rows = rows.assign(source_no=rows.groupby(KEY).cumcount() + 1, verification=verification(rows))
    return _with_section(rows, frames["document_sections"])


def printed_sources(table: Table, column: Column) -> list[ColumnRef]:
    """Return the raw printed columns that a published column leads back to and whose raw key the table holds, sorted."""
    names = {c.name for c in table.columns}
    keys = {raw.name: raw.key for raw in map(describe, PRINTED_RAW_TABLES) if names.issuperset(raw.key)}
    return [source for source in raw_columns(table.name, column.name) if source.table in keys and column_of(source).lines]


def _cells(table: Table, column: Column, raw_table: Table, cell: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return provenance rows of one published column from one raw column, without section.

    Two facts of a schema may narrow the raw row down: `item_of` names the column with the number of the cell's item that a row is
    about, `printed_in_row` the column with the number of the printed row that a merged cell stands in.
    """
    published = frames[table.name]
    filled = published[published[column.name].notna()]
    keyed = pd.DataFrame(
        {"row_key": row_keys(filled, table.key)} | {key: filled[key].astype("str") for key in (*raw_table.key, "document_id")}
    )
    elsewhere = table.metadata.get("printed_in_row", {}).get(column.name)
    if elsewhere:
        keyed = keyed.assign(row_no=filled[elsewhere].fillna(filled["row_no"]).astype("str"))
    on = list(raw_table.key)
    item = table.metadata.get("item_of", {}).get(f"{raw_table.name}.{cell}")
    runs = _runs(frames[raw_table.name], cell, raw_table.column(cell).lines)
    printed = runs[list(dict.fromkeys([*raw_table.key, cell, "item_no", *PLACE]))]
    if item:
        keyed = keyed.assign(item_no=filled[item].astype("int64"))
        on.append("item_no")
    rows = keyed.merge(printed.astype(dict.fromkeys(raw_table.key, "str")), on=on)
    columns = ["document_id", "row_key", *PLACE]
    return rows[columns].assign(table_name=table.name, column_name=column.name, printed=rows[cell])


def shown_by(table: Table, column: Column) -> Column | None:
    """Return the column of the same row that shows a column as printed, with its lines: itself, or the one that the table names."""
    if column.lines:
        return column
    name = table.metadata.get("shown_by", {}).get(column.name)
    return table.column(name) if name else None


def _own_cells(table: Table, column: str, shown: Column, published: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of a published column that is shown as printed, with its lines, in the same row; without section."""
    runs = _runs(published[published[column].notna()], shown.name, shown.lines)
    columns = ["document_id", *PLACE]
    return runs[columns].assign(
        row_key=row_keys(runs, table.key), table_name=table.name, column_name=column, printed=runs[shown.name].astype("str")
    )


def _runs(frame: pd.DataFrame, cell: str, lines: tuple[str, ...]) -> pd.DataFrame:
    """Return the printed runs of a raw cell: one row per fragment, or one for a cell that has a first and a last line, or an address."""
    located = frame.assign(**{name: None for name in URL if name not in frame.columns})
    if len(lines) == 1:
        return pieces(located, cell, lines[0])
    filled = located[located[cell].notna()]
    ends = {"first_line": filled[lines[0]].astype("Int64"), "last_line": filled[lines[1]].astype("Int64")}
    return filled.assign(item_no=1, **ends)


def _page_cells(table: Table, column: str, published: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of a published column for the rows that were read from a web page; without section and wording."""
    rows = published[published["source_url"].notna() & published[column].notna()]
    return rows[["document_id", *PLACE]].assign(row_key=row_keys(rows, table.key), table_name=table.name, column_name=column, printed=None)


def _with_section(rows: pd.DataFrame, document_sections: pd.DataFrame) -> pd.DataFrame:
    """Add the number of the section that holds each row's first line; a web page has none."""
    sections = document_sections[["document_id", "section_no", "first_line"]].rename(columns={"first_line": "begins"})
    pages = rows[rows["first_line"].isna()]
    left = rows[rows["first_line"].notna()].astype({"document_id": "str", "first_line": "int64"}).sort_values("first_line")
    right = sections.astype({"document_id": "str", "section_no": "str", "begins": "int64"}).sort_values("begins")
    placed = pd.merge_asof(left, right, left_on="first_line", right_on="begins", by="document_id")
    return pd.concat([placed, pages], ignore_index=True)
