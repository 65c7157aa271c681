"""Many documents: what is made from one does not depend on what else has been read.

A copy of the document is added to the raw folder, with organisations of its own, and all tables are made anew.
"""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.contract.arrow import conform
from pipeline.contract.store import TableStore, table_bytes
from pipeline.contract.tables import describe, sources
from pipeline.core.provenance import provenance
from pipeline.raw.load import load_raw
from pipeline.verify.document import verify
from pipeline.verify.text import read_text
from schemas.provenance import Provenance
from schemas.registry import PUBLISHED
from tests.conftest import ROOT, Built
from tools.benchmarks.documents import ENDING, ORIGINAL, generate, without_endings
from tools.benchmarks.many_documents import built as build_tables
from tools.benchmarks.many_documents import release_files, told

TABLES = {describe(schema).name: describe(schema) for schema in PUBLISHED}
# What counts, or chooses among, the statements of all documents.
OVER_ALL_DOCUMENTS = {
    *("network_measures", "series_values", "growth_rates"),
    # front tables that show these choices, or count what disagrees or shares a point over all documents
    *("series", "yearly_growth", "statements", "quality_issues", "actor_sites"),
}
GROWTH = ["series_id", "from_period", "to_period", "change", "growth_pct", "growth_low_pct", "growth_high_pct"]
BY_ITSELF = sorted(TABLES.keys() - OVER_ALL_DOCUMENTS)
OF_DOCUMENTS = [name for name in BY_ITSELF if "document_id" in {column.name for column in TABLES[name].columns}]


@pytest.fixture(scope="module")
def alone(built: Built) -> TableStore:
    """All tables of the real raw folder."""
    return TableStore(built.outputs / "tables")


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> TableStore:
    """All tables of the real raw folder and a copy of its document."""
    folder = tmp_path_factory.mktemp("many")
    generate(ROOT / "raw", folder / "raw", 2)
    store = TableStore(folder / "tables")
    build_tables(folder / "raw", store)
    return store


def texts(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Rows as texts, sorted."""
    return sorted(tuple("" if pd.isna(cell) else str(cell) for cell in row) for row in frame.astype("object").to_numpy())


def of_copies(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows that name what a copy owns, as they would be of the original, as texts, sorted."""
    return sorted(tuple(map(without_endings, row)) for row in texts(frame) if any(map(ENDING.search, row)))


def of_originals(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The other rows, as texts, sorted."""
    return [row for row in texts(frame) if not any(map(ENDING.search, row))]


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_second_document_changes_no_row_of_the_first(alone: TableStore, together: TableStore, name: str) -> None:
    assert of_originals(together.read(name)) == texts(alone.read(name))


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_a_copy_gives_the_rows_of_its_original(alone: TableStore, together: TableStore, name: str) -> None:
    now, before = (store.read(name).drop(columns="sha256", errors="ignore") for store in (together, alone))
    assert of_copies(now) == texts(before[before["document_id"] == ORIGINAL])


def test_provenance_does_not_depend_on_how_many_documents_are_read_at_once(together: TableStore, monkeypatch: pytest.MonkeyPatch) -> None:
    table = describe(Provenance)
    frames = {name: together.read(name) for name in sources(table)}
    monkeypatch.setattr("pipeline.core.document_batches.DOCUMENTS_AT_ONCE", 1)
    assert table_bytes(conform(provenance(**frames), table), table) == together.path(table.name).read_bytes()


def test_a_copy_disagrees_with_others_where_its_original_does(alone: TableStore, together: TableStore) -> None:
    copied = of_copies(together.read("observation_conflicts"))
    assert copied
    assert copied == [row for row in texts(alone.read("observation_conflicts")) if any(cell.startswith(f"{ORIGINAL}-") for cell in row)]


def test_a_copy_leaves_the_growth_within_each_document(alone: TableStore, together: TableStore) -> None:
    now, before = (store.read("growth_rates") for store in (together, alone))
    mine = [frame.loc[frame["document_id"].fillna("") == ORIGINAL, GROWTH] for frame in (now, before)]
    assert len(mine[1]) > 0
    assert texts(mine[0]) == texts(mine[1])


def test_a_copy_leaves_the_ties_of_each_organisation(alone: TableStore, together: TableStore) -> None:
    now, before = (of_organisations(store.read("network_measures")) for store in (together, alone))
    assert of_originals(now) == of_copies(now) == texts(before)


def of_organisations(measures: pd.DataFrame) -> pd.DataFrame:
    """What the network says of an organisation but its rank, which is among all."""
    rows = measures[(measures["organisation_id"] != "") & (measures["measure"] != "degree_rank")]
    return rows[["scope", "measure", "organisation_id", "value"]]


def test_the_text_of_each_copy_verifies(document: Path, tmp_path: Path) -> None:
    generate(ROOT / "raw", tmp_path / "raw", 3, document)
    frames = load_raw(tmp_path / "raw")
    for number in (1, 2):
        text = read_text(tmp_path / "texts" / f"{ORIGINAL}-d{number:04d}.txt", frames["raw_documents"])
        assert text.document_id == f"{ORIGINAL}-d{number:04d}"
        results = verify(text, frames)
        assert [problem for result in results for problem in result.problems] == []
        assert sum(result.cells for result in results) > 0


def test_the_benchmark_writes_the_files_of_a_release(alone: TableStore, tmp_path: Path) -> None:
    release_files(alone, tmp_path / "release")
    assert len(list((tmp_path / "release" / "csv").rglob("*.csv"))) == len(TABLES)


def test_the_benchmark_names_what_grows_faster_than_the_docs_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_bytes((ROOT / "docs" / "benchmarks.md").read_bytes())

    def measured(documents: int, seconds: float) -> dict[str, object]:
        return {"documents": documents, "peak": 100, "bytes": 100, "seconds": {"provenance": {"build": seconds}}}

    slow = [measured(1, 1.0), measured(10, 9.0)]
    assert told(slow, page) == 1
    assert "10 documents take 9.0 times the time of one document" in capsys.readouterr().out
    assert "| 10 | 9.0 | 88.9% |" in page.read_text("utf-8")
    assert told(slow, page) == 0
