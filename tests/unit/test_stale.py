"""What is stale: the one answer for `make dataset` and each run of the job `dataset`, over a store that is filled without building."""

from pathlib import Path

import pytest

from pipeline.app.assets import page
from pipeline.app.assets.charts import FOLDER, _sources
from pipeline.app.assets.factory import versions_of
from pipeline.app.code_versions import VERSIONS
from pipeline.app.resources import Folders
from pipeline.app.stale import CHART_OF, MADE_FROM, RELEASE, TABLE_OF, is_stale, possibly_stale
from pipeline.charts.chart_files import keep, names_of
from pipeline.contract.store import TableStore
from pipeline.contract.tables import is_raw
from pipeline.kernel.paths import ROOT
from pipeline.page.pages import PATHS
from pipeline.raw.versions import file_versions
from pipeline.release.record import build_record
from tests.building import in_order
from tests.conftest import copy_raw

ORDER = in_order(TABLE_OF, set())
DOCUMENT = "thesis/document.yaml"
CARTOGRAPHY = "thesis/cartography.csv"


def stored(folders: Folders, name: str, content: bytes) -> None:
    """Store bytes as a table that was made from what is there now."""
    table, raw = TABLE_OF[name], folders.raw_path()
    read = file_versions(raw, table) if is_raw(table) else {}
    sources = versions_of(list(MADE_FROM[name]), folders) | read | {"code": VERSIONS[name]}
    TableStore(folders.outputs_path() / "tables").write(name, content, sources)


def stale(folders: Folders) -> set[str]:
    return {asset for asset in MADE_FROM if is_stale(asset, folders)}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Folders in which everything is made; the content of a table is its name, and a release is as old as what it records."""
    made = Folders(raw=str(copy_raw(tmp_path)), outputs=str(tmp_path / "outputs"))
    for name in ORDER:
        stored(made, name, name.encode())
    for name in CHART_OF.values():
        keep(made.outputs_path() / FOLDER, name, dict.fromkeys(names_of(name), b"picture"), _sources(made.outputs_path(), name))
    outputs = made.outputs_path()
    keep(outputs / page.FOLDER, page.NAME, dict.fromkeys(map(page._kept_name, PATHS), b"page"), page._sources(outputs))
    recorded = build_record(ROOT, made.raw_path())
    monkeypatch.setattr("pipeline.app.stale.up_to_date", lambda _outputs, record: record == recorded)
    return made


def test_nothing_is_stale_where_everything_was_made_from_what_is_there(folders: Folders) -> None:
    assert possibly_stale(folders) == set()


def test_where_nothing_was_made_everything_is_stale(tmp_path: Path) -> None:
    assert stale(Folders(outputs=str(tmp_path))) == MADE_FROM.keys()
    assert possibly_stale(Folders(outputs=str(tmp_path))) == MADE_FROM.keys()


def test_a_changed_file_makes_stale_the_tables_that_are_read_from_it_and_what_follows_may_be(folders: Folders) -> None:
    file = folders.raw_path() / CARTOGRAPHY
    file.write_text(file.read_text("utf-8").replace("Préclinique et clinique", "Préclinique", 1), "utf-8")
    assert stale(folders) == {"raw_cartography", RELEASE}
    assert {"raw_cartography", "cartography", "stages", "chart_stages_known", RELEASE} <= possibly_stale(folders)
    assert not {"raw_statements", "raw_events", "documents", "units"} & possibly_stale(folders)


def test_a_table_with_its_old_bytes_makes_nothing_stale_and_one_with_others_all_that_is_made_from_it(folders: Folders) -> None:
    file = folders.raw_path() / CARTOGRAPHY
    file.write_text(file.read_text("utf-8").replace("Préclinique et clinique", "Préclinique", 1), "utf-8")
    stored(folders, "raw_cartography", b"raw_cartography")
    assert stale(folders) == {RELEASE}
    stored(folders, "raw_cartography", b"other rows")
    assert stale(folders) == {name for name, made_from in MADE_FROM.items() if "raw_cartography" in made_from} | {RELEASE}


def test_changed_code_makes_stale_what_it_makes_and_what_follows_may_be(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(VERSIONS, "chart_event_timeline", "another colour")
        assert stale(folders) == {"chart_event_timeline"}
        assert possibly_stale(folders) == {"chart_event_timeline", RELEASE}
    with monkeypatch.context() as patch:
        patch.setitem(VERSIONS, "network_measures", "another measure")
        assert stale(folders) == {"network_measures"}
        assert possibly_stale(folders) == {"network_measures", RELEASE}


def test_a_missing_or_damaged_file_is_made_again(folders: Folders) -> None:
    outputs = folders.outputs_path()
    (outputs / "tables" / "stages.parquet").write_bytes(b"damaged")
    (outputs / "tables" / "versions" / "units.json").unlink()
    (outputs / FOLDER / "site_map.en.svg").unlink()
    of_units = {name for name, made_from in MADE_FROM.items() if "units" in made_from}
    assert stale(folders) == {"stages", "units", "chart_site_map"} | of_units - {RELEASE}
    (folders.raw_path() / DOCUMENT).unlink()
    assert "raw_documents" in stale(folders)


def test_another_name_is_no_asset_of_the_dataset(folders: Folders) -> None:
    with pytest.raises(KeyError):
        is_stale("official_observations", folders)
