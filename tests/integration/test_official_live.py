"""The live statistics: nothing of them runs unless it is asked for, and a failure leaves everything as it was."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipeline.app import definitions, official_definitions
from pipeline.app.live import load
from pipeline.app.resources import Folders
from pipeline.kernel.files import sha256_of
from pipeline.official.fetch import Answer, fetch
from tests.recorded_comext import QUERY, Recorded, body, session

Asked = Callable[[Recorded], Recorded]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A function that lets the recorded service stand for the network, and returns how often it was asked."""

    def answer_with(service: Recorded) -> Recorded:
        monkeypatch.setattr("pipeline.app.assets.official.fetch", lambda query: fetch(query, session(service)))
        return service

    return answer_with


@pytest.fixture
def folders(outputs: Path, tmp_path: Path) -> Folders:
    return Folders(outputs=str(outputs), official=str(tmp_path / "official"))


def files(folders: Folders) -> dict[str, str]:
    roots = (folders.outputs_path(), folders.official_path())
    return {str(file): sha256_of(file.read_bytes()) for root in roots for file in sorted(root.rglob("*")) if file.is_file()}


def run(folders: Folders, stored: bool = False) -> tuple[bool, str]:
    return load(folders, dg.DagsterInstance.ephemeral, stored)


def test_the_code_location_of_the_dataset_does_not_contain_them_and_nothing_depends_on_them() -> None:
    live = {dg.AssetKey("official_download"), dg.AssetKey("official_observations")}
    graph, dataset = official_definitions.defs.resolve_asset_graph(), definitions.defs.resolve_asset_graph()
    assert graph.materializable_asset_keys == live
    assert all(graph.get(key).child_keys <= live for key in live)
    assert not live & dataset.get_all_asset_keys()
    everything = set(definitions.defs.resolve_job_def("dataset").asset_layer.executable_asset_keys)
    assert everything == dataset.materializable_asset_keys


def test_building_the_dataset_asks_nobody_and_is_the_same_with_a_stored_answer(asked: Asked, folders: Folders) -> None:
    from pipeline.app.build import build

    service = asked(Recorded(body("values")))
    assert run(folders)[0]
    before = (folders.outputs_path() / "latest").resolve()
    good, message = build(folders.raw_path(), folders.outputs_path(), "", dg.DagsterInstance.ephemeral)
    assert (good, len(service.asked)) == (True, 1)
    assert "Nothing was run, nothing was written" in message
    assert not list(before.rglob("official*"))


def test_an_answer_is_stored_and_made_a_table_and_made_again_without_the_network(asked: Asked, folders: Folders) -> None:
    asked(Recorded(body("values")))
    good, message = run(folders)
    assert good, message
    assert "38 values of official/comext_sitc54_belgium.xml" in message
    table = folders.outputs_path() / "tables" / "official_observations.parquet"
    first = table.read_bytes()
    table.unlink()
    service = asked(Recorded(b"", error=AssertionError("the network was asked for")))
    assert run(folders, stored=True)[0]
    assert (table.read_bytes(), service.asked) == (first, [])


@pytest.mark.parametrize("service", [Recorded(body("not_found"), 404), Recorded(body("empty")), Recorded(body("queued"))])
def test_a_failure_changes_nothing(asked: Asked, folders: Folders, service: Recorded) -> None:
    asked(Recorded(body("values")))
    assert run(folders)[0]
    before = files(folders)
    asked(service)
    good, message = run(folders)
    assert not good
    assert message.endswith("nothing was changed")
    assert files(folders) == before


def test_without_a_network_it_says_so_in_one_line(asked: Asked, folders: Folders) -> None:
    import requests

    before = files(folders)
    asked(Recorded(b"", error=requests.ConnectionError("Name or service not known")))
    good, message = run(folders)
    assert not good
    assert message.startswith("official_download: no answer from https://ec.europa.eu/eurostat/")
    assert message.endswith("(ConnectionError); nothing was changed")
    assert "\n" not in message
    assert files(folders) == before


def test_without_a_stored_answer_or_a_built_dataset_it_says_what_to_do(folders: Folders, tmp_path: Path) -> None:
    good, message = run(folders, stored=True)
    assert not good
    assert "make official" in message
    good, message = run(Folders(outputs=str(tmp_path / "nothing"), official=folders.official))
    assert (good, message) == (False, "The dataset was not built yet: make dataset")


def test_a_table_that_breaks_its_schema_is_not_stored(asked: Asked, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = QUERY._replace(partners=QUERY.partners | {"US": "atlantis"})
    monkeypatch.setattr("pipeline.app.assets.official.read_query", lambda path: unknown)
    monkeypatch.setattr("pipeline.app.assets.official.fetch", lambda query: Answer("https://x", body("values")))
    good, message = run(folders)
    assert not good
    assert "atlantis" in message
    assert not (folders.outputs_path() / "tables" / "official_observations.parquet").exists()
