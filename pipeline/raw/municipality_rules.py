"""Municipalities against the official list: Belgian municipalities merge, and then their codes are others.

Belongs here: the NIS codes of municipalities. Does not belong here: what is printed for a place (`place_rules.py`).
"""

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from schemas.places import RawGeographies

SCHEME = "NIS"
LIST = "raw/reference/municipality_codes.csv"
REMEDY = f"correct the code or the label; if both are right and newer than {LIST}, renew that list"


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


def _expected(label: str, code: str, names: dict[str, str], codes: dict[str, str]) -> str:
    """Return what the list has instead."""
    if label in codes:
        return f"{codes[label]}, the NIS code of {label} in {LIST}"
    of_code = f"{code} is {names[code]}" if code in names else f"it has no {code}"
    return f"a municipality of today: {LIST} has no {label}, which may have merged with a neighbour, and {of_code}"
