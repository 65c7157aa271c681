"""The I/O manager: what an asset hands over is what the next one gets."""

from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa

from pipeline.app.io import TableIOManager, rows_of
from pipeline.contract.arrow import conform
from pipeline.contract.tables import describe
from schemas.concepts import Concepts

TABLE = describe(Concepts)


def concepts() -> pd.DataFrame:
    texts = {column.name: ["b", "a"] for column in TABLE.columns if pa.types.is_string(column.type)}
    return conform(pd.DataFrame({column.name: [2, 1] for column in TABLE.columns} | texts), TABLE)


def test_the_table_that_is_stored_is_the_table_that_is_loaded(tmp_path: Path) -> None:
    rows, manager = rows_of(concepts(), TABLE), TableIOManager(folder=str(tmp_path))
    output = dg.build_output_context(asset_key=dg.AssetKey("concepts"), output_metadata={"sources": dg.MetadataValue.json({})})
    manager.handle_output(output, rows)
    loaded = manager.load_input(dg.build_input_context(asset_key=dg.AssetKey("concepts")))
    assert pa.Table.from_pandas(loaded, schema=rows.schema, preserve_index=False).equals(rows)
    assert loaded[TABLE.key[0]].tolist() == ["a", "b"]


def test_a_stored_table_holds_no_words_of_its_schema(tmp_path: Path) -> None:
    rows = rows_of(concepts(), TABLE)
    assert rows.schema.metadata is None
    assert all(field.metadata is None for field in rows.schema)
    assert [field.type for field in rows.schema] == [column.type for column in TABLE.columns]
