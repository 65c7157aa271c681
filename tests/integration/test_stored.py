"""Stored tables that somebody changed: the job make_release publishes none of them."""

from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.app.dataset_run import failures
from pipeline.app.definitions import build_definitions
from pipeline.app.in_process import QUIET
from pipeline.app.resources import Folders, SourceDocument
from pipeline.app.stale import is_stale
from pipeline.contract.arrow import parquet_bytes
from pipeline.contract.store import TableStore
from pipeline.release.publish import identity
from tests.conftest import ROOT


def make_release(folders: Folders) -> list[str]:
    """Run the job as the UI does; return what is told of its failures."""
    with dg.DagsterInstance.ephemeral() as instance:
        job = build_definitions(folders, SourceDocument(path="")).resolve_job_def("make_release")
        result = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False)
    assert not result.success
    return failures(result)


def test_a_changed_value_of_a_stored_table_is_never_published(outputs: Path) -> None:
    folders, store = Folders(raw=str(ROOT / "raw"), outputs=str(outputs)), TableStore(outputs / "tables")
    before, whole = identity(outputs), store.path("sites").read_bytes()
    rows = pq.read_table(pa.py_buffer(whole))
    changed = [None if value is None else f"{value}x" for value in rows["organisation_id"].to_pylist()]
    place = rows.column_names.index("organisation_id")
    store.path("sites").write_bytes(parquet_bytes(rows.set_column(place, rows.field(place), pa.array(changed, rows.field(place).type))))
    [said] = make_release(folders)
    assert "outputs/tables/sites.parquet" in said
    assert "make dataset" in said
    assert "Traceback" not in said
    assert identity(outputs) == before
    assert is_stale("sites", folders)
    store.path("sites").unlink()
    [said] = make_release(folders)
    assert "The table sites is not stored" in said
    store.path("sites").write_bytes(whole)
    assert not is_stale("sites", folders)
