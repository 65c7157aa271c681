"""The DuckDB file of a release: every table, with checks and comments in force. The front tables are in the schema main, all others,
with their keys, in the schema core: an index costs more than the rows of a front table, whose key the build has checked.

Belongs here: writing a database file. Does not belong here: the SQL of a table, which is derived in `pipeline/contract/duckdb.py`.

The storage version is that of DuckDB 1.0, so that older clients can open the file; small blocks keep it small. The bytes depend on
nothing but schemas, rows and DuckDB's version: one thread, one transaction, one checkpoint, and one form of compression, where it gives
the same bytes each time. FSST samples its texts at random. Bit packing and a dictionary that fills its block leave bytes as they were in
memory. A dictionary that leaves a fifth of its block free is closed up by DuckDB, and has no such bytes: texts that repeat are stored so.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import networkx as nx
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract.duckdb import comments, create_table, quote
from pipeline.contract.published import CORE, layer_of
from pipeline.contract.tables import Table
from pipeline.describe.metadata import metadata

BLOCK = 16384  # bytes, the least that DuckDB allows
STORAGE = f"STORAGE_VERSION 'v1.0.0', BLOCK_SIZE {BLOCK}"
CLOSED_UP = BLOCK * 3 // 4  # DuckDB closes up a dictionary below four fifths of a block; less is asked of our estimate
HEADER, OFFSET = 64, 4  # bytes: more than DuckDB's header of a dictionary, and the place of one text
SETTINGS = ("SET threads = 1", "SET force_compression = 'uncompressed'", "SET checkpoint_threshold = '1TB'")
NAME = metadata().name


def write_database(path: Path, tables: Sequence[Table], rows: Mapping[str, pa.Table]) -> None:
    """Write the database file at path, which must not exist, from the rows of each table in the order of its key.

    Raises duckdb.ConstraintException where rows break a key or a check; assets have checked the same before.
    """
    with duckdb.connect() as connection:
        for setting in SETTINGS:
            connection.execute(setting)
        connection.execute(f"ATTACH {quote(str(path))} AS {NAME} ({STORAGE})")
        connection.execute("BEGIN")
        connection.execute(f"CREATE SCHEMA {NAME}.{CORE}")
        for table in in_order_of_references(tables):
            layer = layer_of(table.name)
            schema = f"{NAME}.{layer}"
            dictionaries = {name for name in rows[table.name].column_names if fits_dictionary(rows[table.name][name])}
            connection.execute(create_table(table, schema, keyed=layer == CORE, dictionaries=dictionaries))
            for level in levels(table, rows[table.name]):
                connection.register("incoming", level)
                connection.execute(f'INSERT INTO {schema}."{table.name}" SELECT * FROM incoming')
                connection.unregister("incoming")
            for comment in comments(table, schema):
                connection.execute(comment)
        connection.execute("COMMIT")
        connection.execute(f"CHECKPOINT {NAME}")
        connection.execute(f"DETACH {NAME}")


def fits_dictionary(column: pa.ChunkedArray) -> bool:
    """Return whether a dictionary makes a column of texts smaller and leaves enough of its block free to be closed up; False for columns
    of other types."""
    if column.type != pa.string():
        return False
    texts = pc.unique(column).drop_null()
    codes = len(column) * (len(texts) + 1).bit_length() // 8  # a null has a code as well
    dictionary = HEADER + _bytes(texts) + (len(texts) + 1) * OFFSET + codes
    return dictionary < min(CLOSED_UP, _bytes(column) + len(column) * OFFSET)


def _bytes(texts: pa.Array | pa.ChunkedArray) -> int:
    """Return how many bytes texts have in all."""
    total: int = pc.sum(pc.binary_length(texts), min_count=0).as_py()
    return total


def in_order_of_references(tables: Sequence[Table]) -> list[Table]:
    """Return the tables so that each comes after those that it points to, otherwise in their own order."""
    place = {table.name: number for number, table in enumerate(tables)}
    graph = nx.DiGraph()
    graph.add_nodes_from(place)
    graph.add_edges_from((key.target, table.name) for table in tables for key in table.foreign_keys if key.target != table.name)
    return [tables[place[name]] for name in nx.lexicographical_topological_sort(graph, place.__getitem__)]


def levels(table: Table, rows: pa.Table) -> list[pa.Table]:
    """Return the rows in portions of which each points only to earlier ones.

    DuckDB checks a table's references to itself while a statement runs, so that one statement cannot insert a row and the row that it
    points to, not even where they are the same row.
    """
    own = [key for key in table.foreign_keys if key.target == table.name]
    if not own:
        return [rows]
    portions, known = list[pa.Table](), pa.array([], rows.schema.field(table.key[0]).type)
    while rows.num_rows:
        ready = pa.array([True] * rows.num_rows)
        for key in own:
            column = rows[key.columns[0]]
            ready = pc.and_(ready, pc.or_(pc.is_null(column), pc.is_in(column, known)))
        portions.append(rows.filter(ready))
        known = pa.chunked_array([*portions[-1][table.key[0]].chunks, *pa.chunked_array([known]).chunks]).combine_chunks()
        rows = rows.filter(pc.invert(ready))
    return portions
