"""The Arrow face of a schema: an explicit Arrow schema, and Parquet bytes that depend on nothing but schema and rows."""

import json
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.contract.locate import locate
from pipeline.contract.tables import Column, Table
from pipeline.kernel.problems import Problem, refuse


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with descriptions, labels, units and keys as metadata."""
    fields = []
    for column in table.columns:
        known = {"description_en": column.description, "label_fr": column.label_fr}
        known |= {name: value for name in ("unit", "null_means", "references") if (value := getattr(column, name))}
        fields.append(pa.field(column.name, column.type, nullable=column.nullable, metadata=known))
    return pa.schema(fields, metadata={"name": table.name, "description_en": table.description, "primary_key": json.dumps(table.key)})


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the table's columns of a frame, in the schema's order and types; working columns of the frame are left behind.

    Raises KeyError for a column that the frame lacks, and InputError with each cell whose value the type of its column cannot hold.
    """
    try:
        columns = {column.name: _typed(frame[column.name], column.type) for column in table.columns}
    except pa.ArrowInvalid:
        refuse([problem for column in table.columns for problem in _too_large(frame, table, column)])
        raise
    result = pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))
    result.attrs = frame.attrs
    return result


def _too_large(frame: pd.DataFrame, table: Table, column: Column) -> Iterator[Problem]:
    """Yield a problem for each cell that its type cannot hold."""
    for position, value in enumerate(frame[column.name].astype("object")):
        try:
            _typed(pd.Series([value]), column.type)
        except pa.ArrowInvalid:
            row, remedy = frame.iloc[position], "correct one of the numbers that this one is computed from"
            yield locate(frame, table, row, column.name, value, f"a number that fits the type {column.type}", remedy)


def _typed(values: pd.Series, wanted: pa.DataType) -> pd.Series:
    if values.dtype == pd.ArrowDtype(wanted) and not pa.types.is_floating(wanted):  # a float may be NaN, which becomes null below
        return values.reset_index(drop=True)
    known = pa.array(values.astype("object"), from_pandas=True)
    if pa.types.is_null(known.type):
        return pd.Series(pd.array([None] * len(values), dtype=pd.ArrowDtype(wanted)))
    return pd.Series(pd.array(known.cast(wanted), dtype=pd.ArrowDtype(wanted)))


def to_arrow(frame: pd.DataFrame, table: Table) -> pa.Table:
    """Return the rows of a validated frame, sorted by the table's key, under its Arrow schema."""
    key = list(table.key)
    ordered = frame.copy(deep=False) if _is_ordered(frame[key]) else frame.sort_values(key, kind="stable", ignore_index=True)
    ordered.attrs = {}
    doubles = {column.name: _doubles(ordered[column.name]) for column in table.columns if pa.types.is_float64(column.type)}
    return pa.Table.from_pandas(ordered.assign(**doubles), schema=arrow_schema(table), preserve_index=False).replace_schema_metadata(
        arrow_schema(table).metadata
    )


def _is_ordered(keys: pd.DataFrame) -> bool:
    """Return whether rows are in the order of their columns already, so that they need not be copied in that order."""
    alike: pa.ChunkedArray | bool = True
    for name in keys:
        column = pa.chunked_array(pa.array(keys[name].array))
        before, after = column[:-1], column[1:]
        if pc.any(pc.and_(alike, pc.greater(before, after))).as_py():
            return False
        alike = pc.and_(alike, pc.equal(before, after))
    return True


def _doubles(values: pd.Series) -> pd.Series:
    """Return decimals as the doubles that are nearest to them: 43.7 is then found by `= 43.7`. Arrow's own cast may miss them by a bit."""
    nearest = [None if pd.isna(value) else float(value) for value in values.tolist()]
    return pd.Series(pd.array(nearest, dtype=pd.ArrowDtype(pa.float64())), values.index)


def parquet_bytes(rows: pa.Table, compression: str = "zstd") -> bytes:
    """Return the rows as one Parquet file: one row group, no library version but the writer's own. Published files are compressed with
    Snappy, which every reader knows."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression=compression, row_group_size=max(rows.num_rows, 1), store_schema=True)
    return bytes(sink.getvalue().to_pybytes())


def from_parquet(source: str | pa.Buffer) -> pd.DataFrame:
    """Read a table back, from a path or from the bytes of its file, as a frame of Arrow-backed columns, its index counting from 0."""
    return pq.read_table(source).to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)
