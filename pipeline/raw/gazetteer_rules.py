"""Places on the map against official lists: a postal code is one of the municipality, coordinates are those of their source.

Belongs here: what a place says and where it says that from. Does not belong here: the areas that hold it (`area_rules.py`,
`municipality_rules.py`), and its printed forms (`place_rules.py`).
"""

import re
from functools import partial

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from pipeline.raw.municipality_rules import SCHEME

POSTAL_CODES, PLACES = "raw/reference/postal_codes.csv", "raw/reference/geonames_places.csv"
# How a source says which entry of it is meant: "bpost postal codes, entry 4031 Angleur", "GeoNames 2803183 (CC BY 4.0)".
POSTAL_ENTRY = r"\bentry ([0-9]{4})\b"
GEONAMES_ENTRY = r"^GeoNames ([0-9]+)\b"
DEGREES = ("latitude", "longitude")
LABELS = ("label_fr", "label_en")
CLOSE = 0.01  # degrees: about one kilometre


def postal_codes_are_those_of_the_municipality(
    raw_localities: pd.DataFrame, raw_geographies: pd.DataFrame, raw_postal_codes: pd.DataFrame
) -> list[Problem]:
    """The postal code of a place is used in its municipality."""
    municipalities = raw_geographies[raw_geographies["code_scheme"] == SCHEME]
    nis_codes = dict(zip(municipalities["geography_id"], municipalities["code"], strict=True))
    used = raw_postal_codes.groupby("nis_code")["postal_code"].agg(list)
    pairs = set(zip(raw_postal_codes["nis_code"], raw_postal_codes["postal_code"], strict=True))
    rows = raw_localities[raw_localities["postal_code"].notna() & raw_localities["parent_id"].isin(nis_codes.keys())]
    places = zip(rows["parent_id"].map(nis_codes), rows["postal_code"], strict=True)
    wrong = rows[[place not in pairs for place in places]]

    def expected(row: pd.Series) -> str:
        codes = used.get(nis_codes[str(row["parent_id"])], [])
        return f"a postal code of the municipality {row['parent_id']}, which by {POSTAL_CODES} has {', '.join(codes) or 'none'}"

    return problems_of(wrong, "raw_localities", "postal_code", expected, "correct the postal code or the parent_id")


def postal_codes_are_those_of_their_source(raw_localities: pd.DataFrame) -> list[Problem]:
    """Where the source of a postal code names an entry, the code is that of the entry."""
    entries = raw_localities["postal_code_source"].astype("object").str.extract(POSTAL_ENTRY, expand=False)
    wrong = raw_localities[entries.notna() & (raw_localities["postal_code"].astype("object") != entries)]
    expected = "the postal code of the entry that postal_code_source names"
    return problems_of(wrong, "raw_localities", "postal_code", expected, "correct the postal code, or the entry of its source")


def coordinates_are_those_of_their_source(raw_localities: pd.DataFrame, raw_geonames_places: pd.DataFrame) -> list[Problem]:
    """The coordinates of a place whose source is an entry of GeoNames are those of the entry, or close to them: a person may have found the
    middle of the place more exactly."""
    entries = raw_geonames_places.set_index("geonames_id")[list(DEGREES)].astype("float64")
    named = raw_localities["coordinates_source"].astype("object").str.extract(GEONAMES_ENTRY, expand=False)
    rows, named = raw_localities[named.notna()], named[named.notna()]
    remedy = f"copy the coordinates and the number from GeoNames again; if it has the entry and {PLACES} does not, add it there"
    unknown = rows[~named.isin(entries.index)]
    found = problems_of(unknown, "raw_localities", "coordinates_source", f"the number of a place of {PLACES}", remedy)
    rows = rows[named.isin(entries.index)]
    of_entry = entries.loc[named[named.isin(entries.index)]].set_axis(rows.index)
    for column in DEGREES:
        wrong = rows[(rows[column].astype("float64") - of_entry[column]).abs() > CLOSE]
        found += problems_of(wrong, "raw_localities", column, partial(_of_entry, of_entry, column), remedy)
    return found


def labels_are_names_of_the_place(
    raw_localities: pd.DataFrame, raw_geographies: pd.DataFrame, raw_geonames_places: pd.DataFrame, raw_location_mapping: pd.DataFrame
) -> list[Problem]:
    """Each label of a place is the name of the entry that its postal code or its coordinates come from, a form that documents print for it,
    or, where the place bears the name of its area in the other language, the label of the area."""
    names = _names_of_places(raw_localities, raw_geonames_places, raw_location_mapping)
    areas = raw_geographies.set_index("geography_id")[list(LABELS)].astype("object").to_dict("index")

    def fits(row: pd.Series, label: str, other: str) -> bool:
        area = areas.get(row["parent_id"], {})
        is_named_as_area = area.get(other) == row[other] and _plain(row[other]) in names[row["locality_id"]]
        return _plain(row[label]) in names[row["locality_id"]] or (is_named_as_area and area.get(label) == row[label])

    found: list[Problem] = []
    for label, other in (LABELS, LABELS[::-1]):
        wrong = raw_localities[[not fits(row, label, other) for _, row in raw_localities.iterrows()]]
        expected = "a name of the place: that of the entry of its postal code or coordinates, or a form in location_mapping.csv"
        found += problems_of(wrong, "raw_localities", label, expected, "correct the label, or the entry that a source names")
    return found


def _names_of_places(
    raw_localities: pd.DataFrame, raw_geonames_places: pd.DataFrame, raw_location_mapping: pd.DataFrame
) -> dict[str, set[str]]:
    """Return the names of each place by its sources and printed forms, as `_plain` makes them."""
    of_geonames = dict(zip(raw_geonames_places["geonames_id"], raw_geonames_places["name"], strict=True))
    forms = raw_location_mapping.dropna(subset="locality_id").groupby("locality_id")["printed"].agg(list).to_dict()
    found = {}
    for row in raw_localities.astype("object").to_dict("records"):
        entry = re.search(POSTAL_ENTRY + " (.+)$", str(row["postal_code_source"]))
        geonames = re.match(GEONAMES_ENTRY, str(row["coordinates_source"]))
        printed = [str(form).split(" (")[0] for form in forms.get(row["locality_id"], [])]
        told = [*printed, *([entry[2]] if entry else []), *([str(of_geonames.get(geonames[1], ""))] if geonames else [])]
        found[str(row["locality_id"])] = set(map(_plain, told)) - {""}
    return found


def _plain(name: object) -> str:
    """Return a name without its article, with one form of apostrophe, in lower case."""
    return re.sub(r"^(?:les|la|le) |^l'", "", str(name).lower().replace("’", "'"))


def _of_entry(entries: pd.DataFrame, column: str, row: pd.Series) -> str:
    return f"{entries.loc[row.name, column]}, the {column} of the entry that coordinates_source names, or at most {CLOSE} degree from it"
