"""The I/O manager: what an asset hands over is what the next one gets."""

import random
from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.app.io import TableIOManager, rows_of
from pipeline.contract.arrow import conform, parquet_bytes
from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe
from pipeline.kernel.problems import InputError
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


def a_store(folder: Path) -> TableStore:
    store = TableStore(folder / "outputs" / "tables")
    store.write("concepts", parquet_bytes(rows_of(concepts(), TABLE)), {"code": "c"})
    return store


def test_no_changed_byte_of_a_stored_table_or_of_its_record_is_read_as_data(tmp_path: Path) -> None:
    store, numbers = a_store(tmp_path), random.Random(1)
    expected, whole = store.read("concepts"), store.path("concepts").read_bytes()
    record = store.folder / "versions" / "concepts.json"
    for file in (store.path("concepts"), record):
        content = file.read_bytes()
        for _ in range(300):
            at, bit = numbers.randrange(len(content)), 1 << numbers.randrange(8)
            file.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
            if store.holds(["concepts"]):  # a bit of the code's name, or of white space: the table itself is whole
                assert file == record
                assert store.read("concepts").equals(expected)
                continue
            for read in (store.read, store.row_count):
                with pytest.raises(InputError, match=r"outputs/tables/(.|\n)*make dataset"):
                    read("concepts")
        for damaged in (b"", b"{}", b"[]", b"null", b'{"version": 1, "sources": {}}', b'{"version": "a", "sources": 1}', b"[" * 9999):
            file.write_bytes(damaged)
            assert not store.holds(["concepts"])
            with pytest.raises(InputError, match=r"outputs/tables/"):
                store.read("concepts")
        file.write_bytes(content)
    assert store.path("concepts").read_bytes() == whole
    assert store.holds(["concepts"])


def test_a_table_that_is_not_the_stored_one_fails_the_step_that_reads_it_in_words(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    manager, context = TableIOManager(folder=str(store.folder)), dg.build_input_context(asset_key=dg.AssetKey("concepts"))
    changed = concepts().assign(label_en=["b", "changed"])
    store.path("concepts").write_bytes(parquet_bytes(rows_of(changed, TABLE)))
    with pytest.raises(dg.Failure, match=r"outputs/tables/concepts\.parquet(.|\n)*make dataset"):
        manager.load_input(context)
    store.path("concepts").unlink()
    with pytest.raises(dg.Failure, match="not stored"):
        manager.load_input(context)
