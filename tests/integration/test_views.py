"""Views answer what is asked most, and hold nothing that the tables do not: each is made again in another way from the tables' files."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipeline.contract.tables import describe
from schemas.registry import PUBLISHED, VIEWS
from tests.conftest import Built

Row = dict[str, Any]


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def db(latest: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(latest / "wallonia_biomanufacturing.duckdb"), read_only=True)


def view(db: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    found = db.execute(f'FROM "{name}"')
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def table(latest: Path, name: str) -> list[Row]:
    """The rows of a table by its CSV file: texts, '' for null."""
    rows: list[Row] = pd.read_csv(latest / "csv" / f"{name}.csv", dtype=str, keep_default_na=False).to_dict("records")
    return rows


def items(text: str | None) -> list[str]:
    return text.split(" | ") if text else []


@pytest.mark.parametrize("name", [describe(schema).name for schema in PUBLISHED + VIEWS])
def test_every_table_and_view_can_be_summarized_and_tells_what_it_is(db: duckdb.DuckDBPyConnection, name: str) -> None:
    columns = [row[0] for row in db.execute(f'DESCRIBE "{name}"').fetchall()]
    assert [row[0] for row in db.execute(f'SUMMARIZE "{name}"').fetchall()] == columns
    said = dict(db.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]).fetchall())
    assert all("[fr: " in said[column] for column in columns)


def test_every_printed_row_of_the_cartography_has_one_row_with_all_that_it_leads_to(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    flat = {row["row_no"]: row for row in view(db, "cartography_flat")}
    printed = {int(row["row_no"]): row for row in table(latest, "cartography")}
    assert flat.keys() == printed.keys()
    names = {row["organisation_id"]: row["name"] for row in table(latest, "organisations")}
    for number, row in flat.items():
        assert row["organisation"] == names[printed[number]["organisation_id"]]
        for column in ("name_printed", "location_printed", "approach_printed", "stage_printed"):
            assert (row[column] or "") == printed[number][column]
        assert (row["approach_status"] == "printed") == bool(row["approaches_en"])
        assert (row["stage_status"] == "printed") == bool(row["stages_en"])
        assert len(items(row["coordinates"])) == len(items(row["localities"])) > 0
    for name, key, column in (("approaches", "approach_id", "approach_ids"), ("stages", "stage_id", "stage_ids")):
        expected = {(int(row["row_no"]), row[key]) for row in table(latest, name)}
        assert {(number, code) for number, row in flat.items() for code in items(row[column])} == expected
        assert sum(len(items(row[column])) for row in flat.values()) == len(expected)
    places = {row["locality_id"]: row for row in table(latest, "localities")}
    for site in table(latest, "sites"):
        row, place = flat[int(site["row_no"])], places[site["locality_id"]]
        at = items(row["localities"]).index(place["name"])
        assert items(row["coordinates"])[at].split() == [place["latitude"], place["longitude"]]
        assert place["province"] in (items(row["provinces"]) or [""])


def test_every_site_has_one_row_for_a_map(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    sites = view(db, "sites_flat")
    assert sorted((str(row["row_no"]), row["locality_id"]) for row in sites) == sorted(
        (row["row_no"], row["locality_id"]) for row in table(latest, "sites")
    )
    assert len(sites) == len(table(latest, "sites"))
    assert all(49.4 < row["latitude"] < 51.6 and 2.5 < row["longitude"] < 6.5 for row in sites), "in Belgium"
    assert {row["region"] for row in sites if row["province"] is None} == {"Région de Bruxelles-Capitale"}


def test_organisations_are_counted_once_in_each_of_their_provinces(db: duckdb.DuckDBPyConnection) -> None:
    found: dict[str, set[str]] = {}
    for site in view(db, "sites_flat"):
        found.setdefault(site["province"] or site["region"], set()).add(site["organisation"])
    counted = view(db, "organisations_by_province")
    assert {row["area"]: set(items(row["names"])) for row in counted} == found
    assert {row["area"]: row["organisations"] for row in counted} == {area: len(names) for area, names in found.items()}


def test_every_observation_has_its_words_and_its_place(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    found = {row["observation_id"]: row for row in view(db, "observations_with_source")}
    stored = {row["observation_id"]: row for row in table(latest, "observations")}
    assert found.keys() == stored.keys()
    cited = {row["citation_id"]: row["printed"] for row in table(latest, "citations")}
    for name, row in found.items():
        assert (row["first_line"] is None) != (row["source_url"] is None)
        assert row["document_id"] != "thesis" or row["value_printed"]
        assert row["cited"] == cited.get(stored[name]["citation_id"])
        for column, about in (("geography_en", "geography_id"), ("organisation", "organisation_id"), ("subject_en", "subject_id")):
            assert bool(row[column]) == bool(stored[name][about])
        assert row["period_end"] is None or row["period_start"] is None or row["period_end"] >= row["period_start"]
    assert found["thesis-exports-belgium-2020"]["value_printed"] == "56,28 milliards d’euros"


def test_the_refuted_claims_are_those_that_are_inconsistent(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    refuted = {row["claim_id"]: row for row in view(db, "claims_refuted")}
    assert refuted.keys() == {row["claim_id"] for row in table(latest, "claims") if row["verdict"] == "inconsistent"}
    assert refuted["exports-growth-belgium-2015-2020"]["value_printed"] == "37,28%"


def test_every_event_has_one_row_with_all_who_take_part(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    told = view(db, "events_with_participants")
    assert len(told) == len(table(latest, "events"))
    assert sum(len(items(row["participants"])) for row in told) == len(table(latest, "event_participants"))
    assert {row["event_id"] for row in told if row["tellings"] > 3} == {"acquisition-masthercell-catalent-2020"}
    assert sum(row["tellings"] for row in told) == len(table(latest, "event_tellings"))
    bought = [row["participants"] for row in told if row["event_type"] == "acquisition"]
    assert any("Thermo Fisher" in text and "Henogen" in text for text in bought)
    spans = {(row["date_start"], row["date_end"]): row["date_precision"] for row in told}
    assert spans[date(2020, 3, 1), date(2020, 3, 31)] == "month"
    assert spans[date(2004, 5, 7), date(2004, 5, 7)] == "day"
    assert spans[date(1910, 1, 1), date(1910, 12, 31)] == "year"
    dated = [row["date_start"] for row in told if row["date_start"]]
    assert dated == sorted(dated)
