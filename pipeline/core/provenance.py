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

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import column_of, raw_columns
from pipeline.contract.tables import Column, Table, describe
from pipeline.core.document_batches import in_batches
from pipeline.core.record_ids import record_ids
from pipeline.core.spans import CHARACTERS, found_again, located, parts_of, spans_of
from pipeline.core.verification import verification
from pipeline.raw.cells import pieces
from schemas.provenance import PRINTED_RAW_TABLES, PRINTED_TABLES

TABLES = {table.name: table for table in map(describe, PRINTED_TABLES)}
KEY = ["table_name", "record_id", "column_name"]
URL = ["source_url", "source_url_kind"]
PLACE = ["first_line", "last_line", *URL]
SHOWN = ["document_id", *PLACE, *CHARACTERS, "printed"]
ORDER = [*KEY, "first_line", "char_start", "last_line", "char_end", "source_url", "printed"]
NUMBERS = {"first_line", "char_start", "last_line", "char_end"}
# What is kept of the rows of a batch.
KEPT = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in (*ORDER, "document_id", "section_no", "verification")])


def provenance(raw_spans: pd.DataFrame, **frames: pd.DataFrame) -> pd.DataFrame:
    """Make the table `provenance` from all tables that are printed, the raw tables that hold their lines, by name, and their runs."""
    every = {"raw_spans": raw_spans, **frames}
    over_documents = {table.name for table in TABLES.values() if _has_cells_of_several_documents(table)}
    return _merged(_of_batch(**batch) for batch in in_batches(frames["documents"]["document_id"], every, over_documents))


def _has_cells_of_several_documents(table: Table) -> bool:
    """Return whether a row of a table may be printed in other documents than the one that it names: where several tell it, or where
    another row shows it."""
    told = any(joined_by(table, raw) not in ((), raw.key) for raw in map(describe, PRINTED_RAW_TABLES))
    return told or any(other != table.name for other, _, _ in table.metadata.get("shown_in", {}).values())


def _of_batch(raw_spans: pd.DataFrame, **frames: pd.DataFrame) -> pa.Table:
    """Return the rows that are printed in the documents of a batch, each once, with the columns of KEPT."""
    spans = spans_of(raw_spans)
    cells = [cell for table in TABLES.values() for cell in _cells_of_table(table, frames, spans)]
    rows = pd.concat(cells, ignore_index=True)
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


def _cells_of_table(table: Table, frames: Mapping[str, pd.DataFrame], spans: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the provenance rows of the columns of a published table that its own row or raw rows show."""
    raw_tables = {raw.name: raw for raw in map(describe, PRINTED_RAW_TABLES)}
    with_runs = set(spans[["raw_table", "cell"]].itertuples(index=False, name=None))
    for column in table.columns:
        for source in printed_sources(table, column):
            yield _cells(table, column, raw_tables[source.table], source.column, frames, spans)
        for source in (source for source in part_sources(table, column) if source in with_runs):
            yield _parts(table, column, raw_tables[source.table], source.column, frames[table.name], spans)
        if shown := shown_by(table, column):
            yield _own_cells(table, column.name, shown, frames[table.name], spans)
    for name in table.metadata.get("shown_by_page", []):
        yield _page_cells(table, name, frames)


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


def _cells(
    table: Table, column: Column, raw_table: Table, cell: str, frames: Mapping[str, pd.DataFrame], spans: pd.DataFrame
) -> pd.DataFrame:
    """Return provenance rows of one published column from one raw column, without section.

    Two facts of a schema may narrow the raw row down: `item_of` names the column with the number of the cell's item that a row is
    about, `printed_in_row` the column with the number of the printed row that a merged cell stands in.
    """
    published = frames[table.name]
    filled = published[published[column.name].notna()]
    key = joined_by(table, raw_table)
    own = ["document_id"] if raw_table.key == key else []  # what tells an event may stand in another document than the event's own
    keyed = pd.DataFrame({"record_id": record_ids(filled, table.key)} | {name: filled[name].astype("str") for name in (*key, *own)})
    elsewhere = table.metadata.get("printed_in_row", {}).get(column.name)
    if elsewhere:
        keyed = keyed.assign(row_no=filled[elsewhere].fillna(filled["row_no"]).astype("str"))
    on = list(key)
    item = table.metadata.get("item_of", {}).get(f"{raw_table.name}.{cell}")
    runs = _runs(frames[raw_table.name], raw_table.key, cell, raw_table.column(cell).lines)
    runs = located(runs, spans, raw_table.name, raw_table.key, cell)
    printed = runs[list(dict.fromkeys([*raw_table.key, "item_no", *PLACE, *CHARACTERS, "printed"]))]
    if item:
        keyed = keyed.assign(item_no=filled[item].astype("int64"))
        on.append("item_no")
    rows = keyed.merge(printed.astype(dict.fromkeys(raw_table.key, "str")), on=on)
    return rows[["record_id", *SHOWN]].assign(table_name=table.name, column_name=column.name)


def _parts(table: Table, column: Column, raw_table: Table, cell: str, published: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of a published column whose values the words around a statement show; without section."""
    filled = published[published[column.name].notna()]
    rows = parts_of(filled, spans, raw_table.name, raw_table.key, cell).assign(**dict.fromkeys(URL))
    return rows[SHOWN].assign(record_id=record_ids(rows, table.key), table_name=table.name, column_name=column.name)


def shown_by(table: Table, column: Column) -> Column | None:
    """Return the column of the same row that shows a column as printed, with its lines: itself, or the one that the table names."""
    if column.lines:
        return column
    name = table.metadata.get("shown_by", {}).get(column.name)
    return table.column(name) if name else None


def _own_cells(table: Table, column: str, shown: Column, published: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return provenance rows of a published column that is shown as printed, with its lines, in the same row; without section."""
    runs = _runs(published[published[column].notna()], table.key, shown.name, shown.lines)
    raw_tables = sorted({source.table for source in raw_columns(table.name, shown.name)})
    rows = found_again(runs, spans, raw_tables, shown.name)
    return rows[SHOWN].assign(record_id=record_ids(rows, table.key), table_name=table.name, column_name=column)


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


def _runs(frame: pd.DataFrame, key: tuple[str, ...], cell: str, lines: tuple[str, ...]) -> pd.DataFrame:
    """Return the printed runs of a cell with the key of its row: one row per fragment, or one for a cell that has a first and a last line,
    or an address."""
    names = [name for name in dict.fromkeys([*key, "document_id", cell, *lines, *URL]) if name in frame.columns]
    located = frame[names].assign(**{name: None for name in URL if name not in names})
    if len(lines) == 1:
        return pieces(located, cell, lines[0])
    filled = located[located[cell].notna()]
    ends = {"first_line": filled[lines[0]].astype("Int64"), "last_line": filled[lines[1]].astype("Int64")}
    return filled.assign(item_no=1, **ends)


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
