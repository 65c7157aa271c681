"""Languages: how a number is written, and the labels that the tables give to codes, concepts and areas.

Does not belong here: words of the charts themselves, which are in `texts`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, get_args

import pandas as pd

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LABEL: Mapping[Language, str] = {"fr": "label_fr", "en": "label_en"}  # the columns of labels
NAME_OF: Mapping[Language, str] = {"fr": "name_fr", "en": "name_en"}  # the columns of names of organisations
GROUPED = 10_000
NO_BREAK = "\u00a0"

# Number formats for the axes, in the form that Vega takes; French as in Belgium: comma, and a space that does not break.
LOCALES: Mapping[Language, dict[str, Any]] = {
    "fr": {"decimal": ",", "thousands": NO_BREAK, "grouping": [3], "currency": ["", f"{NO_BREAK}€"], "minus": "−"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "−"},
}


def number(value: Decimal | int, language: Language, places: int | None = None) -> str:
    """Return a number as the language writes it, rounded half to even to the given places; without, all digits but final zeros.

    Thousands are set off from 10 000 on, so that a year stays a year.
    """
    exact = Decimal(value)
    comma = "," if abs(exact) >= GROUPED else ""
    digits = f"{exact:{comma}f}" if places is None else f"{exact:{comma}.{places}f}"
    if places is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    locale = LOCALES[language]
    return digits.translate(str.maketrans({",": locale["thousands"], ".": locale["decimal"], "-": locale["minus"]}))


def interval(low: Decimal | None, high: Decimal | None, language: Language, places: int | None = None) -> str:
    """Return bounds as text, such as [41,005 ; 41,015]; an open bound as the infinity sign."""
    ends = [f"{sign}∞" if end is None or pd.isna(end) else number(end, language, places) for end, sign in ((low, "−"), (high, ""))]
    return f"[{(' ; ' if language == 'fr' else ', ').join(ends)}]"


def labels(frame: pd.DataFrame, key: str, language: Language) -> "pd.Series[str]":
    """Return the labels of a table with label_fr and label_en, by its key."""
    return frame.set_index(key)[LABEL[language]].astype(object)


def codes(code_lists: pd.DataFrame, name: str, language: Language) -> "pd.Series[str]":
    """Return the labels of a closed code list by code, in the list's order."""
    return labels(code_lists[code_lists["code_list"] == name].sort_values("sort_order"), "code", language)


def schemed(concepts: pd.DataFrame, scheme: str, language: Language) -> "pd.Series[str]":
    """Return the labels of a code list of `concepts` by concept, in the list's order."""
    return labels(concepts[concepts["scheme"] == scheme].sort_values("sort_order"), "concept_id", language)
