"""Provenance: from each published cell to the characters that print it, or to the web page.

Belongs here: the one rule by which provenance follows from the schemas. A published column leads back, through the columns that it is
derived from, to raw columns that are printed; where the published row holds the key of the raw row, or of what the raw row tells (an event
has several tellings), its cell has provenance. A published column that names the columns with its lines itself has provenance from its own
row, and so have the columns that the table's `shown_by` says it shows: an organisation is shown by its name as printed. A value that was
read from the words around a statement, such as a place or a year, has the provenance of these words, where spans.csv holds their place. A
column that the table's `shown_in` names has the provenance of a cell of another row: the amount of an event has that of the observation
that states it. Where a row was read from a web page, whose wording is not kept, the columns that the table's `shown_by_page` names have
provenance with the page's address; `pages_in` names the table that has it.
The rows of a batch of documents are made at a time (`document_batches.py`), since this is the longest of all tables.
Does not belong here: any particular table.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import column_of, raw_columns
from pipeline.contract.tables import Column, Table, describe
from pipeline.core.cell_rows import ENDS, URL, Cells, fragments, joined, stacked
from pipeline.core.document_batches import in_batches
from pipeline.core.record_ids import record_ids
from pipeline.core.spans import CHARACTERS, found_again, located, parts_of, spans_of
from pipeline.core.verification import verification
from schemas.provenance import PRINTED_RAW_TABLES, PRINTED_TABLES

TABLES = {table.name: table for table in map(describe, PRINTED_TABLES)}
RAW_TABLES = {table.name: table for table in map(describe, PRINTED_RAW_TABLES)}
KEY = ["table_name", "record_id", "column_name"]
PLACE = [*ENDS, *URL]
SHOWN = [*KEY, "document_id", *PLACE, *CHARACTERS, "printed"]
ORDER = [*KEY, "first_line", "char_start", "last_line", "char_end", "source_url", "printed"]
NUMBERS = {"first_line", "char_start", "last_line", "char_end"}
# What is kept of the rows of a batch.
KEPT = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in (*ORDER, "document_id", "section_no", "verification")])


class Link(NamedTuple):
    """A published column and a column that prints it, which may be its own or that of a raw table."""

    table: Table
    column: str
    shown: Column
    shown_in: Table


def provenance(raw_spans: pd.DataFrame, **frames: pd.DataFrame) -> pd.DataFrame:
    """Make the table `provenance` from all tables that are printed, the raw tables that hold their lines, by name, and their runs."""
    every = {"raw_spans": raw_spans, **frames}
    over_documents = {table.name for table in TABLES.values() if _has_cells_of_several_documents(table)}
    return _merged(_of_batch(**batch) for batch in in_batches(frames["documents"]["document_id"], every, over_documents))


def _has_cells_of_several_documents(table: Table) -> bool:
    """Return whether a row of a table may be printed in other documents than the one that it names: where several tell it, or where
    another row shows it."""
    told = any(joined_by(table, raw) not in ((), raw.key) for raw in RAW_TABLES.values())
    return told or any(other != table.name for other, _, _ in table.metadata.get("shown_in", {}).values())


def _of_batch(raw_spans: pd.DataFrame, **frames: pd.DataFrame) -> pa.Table:
    """Return the rows that are printed in the documents of a batch, each once, with the columns of KEPT."""
    spans, cells = spans_of(raw_spans), Cells(frames)
    pages = [_page_cells(table, name, frames) for table in TABLES.values() for name in table.metadata.get("shown_by_page", [])]
    rows = pd.concat([_printed_cells(cells, spans), _parts(cells, spans), _own_cells(cells, spans), *pages], ignore_index=True)
    rows = pd.concat([rows, *(_shown_in(table, frames, rows) for table in TABLES.values())], ignore_index=True)
    documents = rows["document_id"]
    rows = rows[documents.isin(frames["documents"]["document_id"]) | documents.isna()].drop_duplicates(ORDER)
    rows = _with_section(rows.assign(verification=verification(rows)), frames["document_sections"])
    return pa.Table.from_pandas(rows[KEPT.names], schema=KEPT, preserve_index=False)


def _merged(batches: Iterable[pa.Table]) -> pd.DataFrame:
    """Return the rows of batches with their numbers, in the order of the key. Each published table is put in order by itself, and its
    unordered rows are given up then."""
    parts: dict[str, list[pa.Table]] = {name: [] for name in sorted(TABLES)}
    for batch in batches:
        for name, mine in parts.items():
            mine.append(batch.filter(pc.equal(batch["table_name"], name)))
    done = [_numbered(pa.concat_tables(parts.pop(name)).to_pandas(types_mapper=pd.ArrowDtype)) for name in list(parts)]
    return pd.concat(done, ignore_index=True)


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows in their order, and number those of each cell from 1."""
    ordered = rows.sort_values(ORDER, ignore_index=True)
    return ordered.assign(source_no=ordered.groupby(KEY).cumcount() + 1)


def _links(sources_of: Any) -> list[Link]:
    """Return the links of all published columns to the raw columns that a function names for each."""
    return [
        Link(table, column.name, column_of(source), RAW_TABLES[source.table])
        for table in TABLES.values()
        for column in table.columns
        for source in sources_of(table, column)
    ]


def printed_sources(table: Table, column: Column) -> list[ColumnRef]:
    """Return the raw printed columns that a published column leads back to and whose raw key the table holds, sorted."""
    held = {raw.name for raw in map(describe, PRINTED_RAW_TABLES) if joined_by(table, raw)}
    return [source for source in raw_columns(table.name, column.name) if source.table in held and column_of(source).lines]


def part_sources(table: Table, column: Column) -> list[ColumnRef]:
    """Return the raw columns without lines of their own that a published column copies and whose raw key the table holds, sorted."""
    names = {c.name for c in table.columns}
    held = {raw.name for raw in map(describe, PRINTED_RAW_TABLES) if names.issuperset(raw.key)}
    sources = [] if column.formula else raw_columns(table.name, column.name)
    return [source for source in sources if source.table in held and not column_of(source).lines]


def joined_by(table: Table, raw_table: Table) -> tuple[str, ...]:
    """Return the columns by which rows of a published table find the raw rows that print them: the raw key, or else what the raw table
    says that its rows tell (`tells`); none where the published table has neither."""
    names = {column.name for column in table.columns}
    ways = (raw_table.key, tuple(raw_table.metadata.get("tells", ())))
    return next((way for way in ways if way and names.issuperset(way)), ())


def _printed_cells(cells: Cells, spans: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of published columns from raw columns that hold their lines, without section."""
    links = _links(printed_sources)
    raw_cells = {(link.shown_in.name, link.shown.name): link for link in links}
    names = ["raw_table", "cell", "raw_record", "told", "document_id", *URL]
    printed = located(fragments((_raw_cell(link, cells) for link in raw_cells.values()), names), spans)
    asked = stacked((_asked(link, cells) for link in links), [*KEY, "raw_table", "cell", "is_told", "raw_key", "item"])
    found = [
        asked[asked["is_told"] == is_told].merge(printed, left_on=["raw_table", "cell", "raw_key"], right_on=["raw_table", "cell", by])
        for is_told, by in ((False, "raw_record"), (True, "told"))
    ]
    rows = pd.concat(found, ignore_index=True)
    return rows.loc[rows["item"].isna() | (rows["item"] == rows["item_no"].astype("str")), SHOWN]


def _raw_cell(link: Link, cells: Cells) -> dict[str, Any]:
    """Return a raw column as a part to be stacked: where its texts are printed, and by what published rows find them: the key of their row,
    or what it tells."""
    raw, told = link.shown_in, link.shown_in.metadata.get("tells")
    return {
        "raw_table": raw.name,
        "cell": link.shown.name,
        "raw_record": cells.ids(raw.name, raw.key),
        "told": cells.ids(raw.name, told) if told else None,
        **_place(raw.name, link.shown, cells),
    }


def _place(table: str, shown: Column, cells: Cells) -> dict[str, Any]:
    """Return the texts of a column that holds its lines, and where they are printed, as a part to be stacked."""
    lines = ["lines"] if len(shown.lines) == 1 else ENDS
    ends = {name: cells.texts(table, column) for name, column in zip(lines, shown.lines, strict=True)}
    return {name: cells.texts(table, name) for name in ("document_id", *URL)} | ends | {"text": cells.texts(table, shown.name)}


def _asked(link: Link, cells: Cells) -> dict[str, Any]:
    """Return a published column as a part to be stacked: the raw cells that print its values.

    Two facts of a schema may narrow the raw row down: `item_of` names the column with the number of the cell's item that a row is
    about, `printed_in_row` the column with the number of the printed row that a merged cell stands in.
    """
    table, raw = link.table, link.shown_in
    key = joined_by(table, raw)
    item = table.metadata.get("item_of", {}).get(f"{raw.name}.{link.shown.name}")
    elsewhere = table.metadata.get("printed_in_row", {}).get(link.column)
    return _names(link, cells) | {
        "raw_table": raw.name,
        "cell": link.shown.name,
        "is_told": key != raw.key,
        "raw_key": _in_other_row(table, key, elsewhere, cells) if elsewhere else cells.ids(table.name, key),
        "item": cells.texts(table.name, item) if item else None,
    }


def _names(link: Link, cells: Cells) -> dict[str, Any]:
    """Return what names the cells of a published column, and their texts, as a part to be stacked."""
    table = link.table
    return {
        "table_name": table.name,
        "record_id": cells.ids(table.name, table.key),
        "column_name": link.column,
        "text": cells.texts(table.name, link.column),
    }


def _in_other_row(table: Table, key: tuple[str, ...], elsewhere: str, cells: Cells) -> Any:
    """Return the keys of the printed rows: those of the published rows, with the number of another row where the column names one."""
    other, own = cells.texts(table.name, elsewhere), cells.texts(table.name, "row_no")
    numbers = np.where(pd.isna(other), own, other)
    return joined([numbers if name == "row_no" else cells.texts(table.name, name) for name in key])


def _parts(cells: Cells, spans: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of published columns whose values the words around a statement show; without section."""
    with_runs = set(spans[["raw_table", "cell"]].itertuples(index=False, name=None))
    parts = (
        _names(link, cells)
        | {
            "raw_table": link.shown_in.name,
            "cell": link.shown.name,
            "raw_record": cells.ids(link.table.name, link.shown_in.key),
            "document_id": cells.texts(link.table.name, "document_id"),
        }
        for link in _links(part_sources)
        if (link.shown_in.name, link.shown.name) in with_runs
    )
    shown = parts_of(stacked(parts, [*KEY, "raw_table", "cell", "raw_record", "document_id"]), spans)
    return shown.assign(**dict.fromkeys(URL))[SHOWN]


def shown_by(table: Table, column: Column) -> Column | None:
    """Return the column of the same row that shows a column as printed, with its lines: itself, or the one that the table names."""
    if column.lines:
        return column
    name = table.metadata.get("shown_by", {}).get(column.name)
    return table.column(name) if name else None


def _own_cells(cells: Cells, spans: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of published columns that are shown as printed, with their lines, in the same row; without section."""
    columns = ((table, column, shown_by(table, column)) for table in TABLES.values() for column in table.columns)
    links = [Link(table, column.name, shown, table) for table, column, shown in columns if shown]
    parts = (_own_cell(link, cells) | {"link": number} for number, link in enumerate(links))
    raw_tables = [
        (number, raw) for number, link in enumerate(links) for raw in {ref.table for ref in raw_columns(link.table.name, link.shown.name)}
    ]
    texts = fragments(parts, [*KEY, "link", "document_id", *URL])
    return found_again(texts, spans, pd.DataFrame(raw_tables, columns=["link", "raw_table"], dtype=object))[SHOWN]


def _own_cell(link: Link, cells: Cells) -> dict[str, Any]:
    """Return a published column that its own row shows as a part to be stacked: the text that shows it, where it has a value."""
    named, place = _names(link, cells), _place(link.table.name, link.shown, cells)
    return named | place | {"text": np.where(pd.isna(named["text"]), None, place["text"])}


def _shown_in(table: Table, frames: Mapping[str, pd.DataFrame], cells: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of the columns that a table says are shown in another row: the cells of that row's column, renamed.

    `shown_in` names for such a column the other table, its column, and for each of the table's columns the one of the other that it
    equals.
    """
    found = [cells.head(0)]
    for column, (other, shown, equal) in table.metadata.get("shown_in", {}).items():
        filled = frames[table.name][frames[table.name][column].notna()]
        asked = filled[list(equal)].astype("object").assign(own_id=record_ids(filled, table.key)).dropna()
        asked = asked.rename(columns=equal)
        target = frames[other][list(equal.values())].astype("object").assign(record_id=record_ids(frames[other], TABLES[other].key))
        pairs = asked.merge(target, on=list(equal.values()))[["own_id", "record_id"]].drop_duplicates()
        rows = cells[(cells["table_name"] == other) & (cells["column_name"] == shown)].merge(pairs, on="record_id")
        rows = rows.assign(record_id=rows["own_id"], table_name=table.name, column_name=column)
        found.append(rows.drop(columns="own_id"))
    return pd.concat(found, ignore_index=True)


def _page_cells(table: Table, column: str, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return provenance rows of a published column for the rows that were read from a web page; without section and wording.

    `pages_in` names the table that has the addresses, where the published table has none of its own.
    """
    published = frames[table.name]
    told = table.metadata.get("pages_in")
    if told:
        pages = frames[told][[*table.key, "document_id", *PLACE]]
        published = published[[*table.key, column]].merge(pages.astype({"first_line": "Int64", "last_line": "Int64"}), on=list(table.key))
    rows = published[published["source_url"].notna() & published[column].notna()]
    shown = rows[["document_id", *PLACE]].assign(**dict.fromkeys(CHARACTERS), printed=None)
    return shown.assign(record_id=record_ids(rows, table.key), table_name=table.name, column_name=column)


def _with_section(rows: pd.DataFrame, document_sections: pd.DataFrame) -> pd.DataFrame:
    """Add the number of the section that holds each row's first line; a web page has none."""
    sections = document_sections[["document_id", "section_no", "first_line"]].rename(columns={"first_line": "begins"})
    pages = rows[rows["first_line"].isna()]
    left = rows[rows["first_line"].notna()].astype({"document_id": "str", "first_line": "int64"}).sort_values("first_line")
    right = sections.astype({"document_id": "str", "section_no": "str", "begins": "int64"}).sort_values("begins")
    placed = pd.merge_asof(left, right, left_on="first_line", right_on="begins", by="document_id")
    return pd.concat([placed, pages], ignore_index=True)
