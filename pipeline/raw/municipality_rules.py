"""Areas against official lists: Belgian municipalities merge, and then their codes are others.

Belongs here: the NIS codes of municipalities, and the NUTS codes of the areas that hold them. Does not belong here: places on the map
(`gazetteer_rules.py`), and what is printed for them (`place_rules.py`).
"""

import pandas as pd

from pipeline.contract.locate import locate, problems_of
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from schemas.places import RawGeographies

SCHEME, REGIONS, COUNTRIES = "NIS", "NUTS 2024", "ISO 3166-1"
LIST = "raw/reference/municipality_codes.csv"
REMEDY = (
    f"correct the code or the label; if both are right and newer than {LIST}, renew that list; leave the code of an area that is larger "
    "than a municipality empty"
)


def municipalities_are_those_of_today(raw_geographies: pd.DataFrame, raw_municipality_codes: pd.DataFrame) -> list[Problem]:
    """Each municipality with a NIS code is in the list of municipalities, under this code and its French name."""
    names = dict(zip(raw_municipality_codes["code"], raw_municipality_codes["label_fr"], strict=True))
    codes = {name: code for code, name in names.items()}
    rows = raw_geographies[raw_geographies["code_scheme"] == SCHEME]
    wrong = rows[rows["code"].map(names).astype("object").fillna("") != rows["label_fr"]]
    return [
        locate(
            wrong,
            describe(RawGeographies),
            row,
            "code",
            row["code"],
            _expected(str(row["label_fr"]), str(row["code"]), names, codes),
            REMEDY,
        )
        for _, row in wrong.iterrows()
    ]


def municipalities_lie_in_their_region(raw_geographies: pd.DataFrame, raw_municipality_codes: pd.DataFrame) -> list[Problem]:
    """The area that holds a municipality has the code of its NUTS 3 region."""
    regions = dict(zip(raw_municipality_codes["code"], raw_municipality_codes["nuts3_code"], strict=True))
    rows = raw_geographies[(raw_geographies["code_scheme"] == SCHEME) & raw_geographies["code"].isin(regions.keys())]
    areas = raw_geographies[raw_geographies["code_scheme"] == REGIONS]
    names = dict(zip(areas["code"], areas["geography_id"], strict=True))
    wrong = rows[rows["parent_id"] != rows["code"].map(regions).map(names)]

    def expected(row: pd.Series) -> str:
        region = regions[str(row["code"])]
        return f"{names.get(region, 'an area that this file lacks')}: the area with the {REGIONS} code {region}, by {LIST}"

    return problems_of(wrong, "raw_geographies", "parent_id", expected, "correct the parent_id or the code; add the area if it is missing")


def regions_begin_as_those_that_hold_them(raw_geographies: pd.DataFrame) -> list[Problem]:
    """A NUTS code begins with the NUTS code of the area that holds it, and no two areas have one code."""
    codes = dict(zip(raw_geographies["geography_id"], raw_geographies["code"], strict=True))
    # An area within itself is another rule's matter, and so is a scheme without a code.
    known = (raw_geographies["code_scheme"] == REGIONS) & raw_geographies["code"].notna()
    rows = raw_geographies[known & (raw_geographies["parent_id"] != raw_geographies["geography_id"])]
    outer = rows["parent_id"].map(codes).astype("object").fillna("")
    fits = pd.Series([code.startswith(holding) and code != holding for code, holding in zip(rows["code"], outer, strict=True)], rows.index)
    wrong = rows[~fits | rows["code"].duplicated(keep=False)]
    expected = "a code of its own that begins with the code of the area in parent_id"
    return problems_of(wrong, "raw_geographies", "code", expected, "correct the code or the parent_id")


def countries_have_their_code(raw_geographies: pd.DataFrame, raw_country_codes: pd.DataFrame) -> list[Problem]:
    """The code of a country is in the official list, and no other one is listed under its English name."""
    names = dict(zip(raw_country_codes["code"], raw_country_codes["name"], strict=True))
    codes = {name: code for code, name in names.items()}
    rows = raw_geographies[raw_geographies["code_scheme"] == COUNTRIES]
    known = zip(rows["code"], rows["label_en"], strict=True)
    wrong = rows[[code not in names or codes.get(label, code) != code for code, label in known]]

    def expected(row: pd.Series) -> str:
        return f"{codes.get(str(row['label_en']), 'a code')} of raw/reference/country_codes.csv"

    return problems_of(wrong, "raw_geographies", "code", expected, "correct the code or the English label")


def _expected(label: str, code: str, names: dict[str, str], codes: dict[str, str]) -> str:
    """Return what the list has instead."""
    if label in codes:
        return f"{codes[label]}, the NIS code of {label} in {LIST}"
    of_code = f"{code} is {names[code]}" if code in names else f"it has no {code}"
    return f"a municipality of today: {LIST} has no {label}, which may have merged with a neighbour, and {of_code}"
