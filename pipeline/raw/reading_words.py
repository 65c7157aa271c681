"""The words that codes are printed as: which codes and numbers the words of a printed text stand for.

Belongs here: matching reading_words.csv, labels of areas and names of organisations with texts, and that each code is known.
Does not belong here: what must follow from a match (`reading_values.py`, `reading_rules.py`).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from schemas.codes import CODE_LISTS

AREA, ORGANISATION = "area", "organisation"
UNKNOWN_AREA = "an area of raw/reference/geographies.csv or a place of raw/reference/localities.csv; this one is in neither"
Codes = Mapping[str, frozenset[str]]


class Found(NamedTuple):
    """Words found in a text: themselves, the codes that they stand for, and the characters on which they begin and end."""

    words: str
    codes: frozenset[str]
    start: int
    end: int


class Lexicon:
    """The words of one kind in one language; the longest words at a place are found there, and none of their parts."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """words: (words, code) pairs."""
        known: dict[str, set[str]] = {}
        for text, code in words:
            known.setdefault(alike(text), set()).add(code)
        self.codes: Codes = {text: frozenset(codes) for text, codes in known.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern; a letter may stand neither before nor after them, a digit may."""
        longest_first = sorted(self.codes, key=lambda text: (-len(text), text))
        return re.compile("|".join(map(_bounded, longest_first)) or r"(?!)")

    def found(self, text: str) -> list[Found]:
        """Return the words that a text holds, in their order."""
        return [Found(text[m.start() : m.end()], self.codes[m[0]], m.start(), m.end()) for m in self.pattern.finditer(alike(text))]

    def names(self, text: str, code: str) -> bool:
        """Return whether a text holds words that stand for a code, and that are no part of longer ones."""
        return any(code in one.codes for one in self.found(text))

    def knows(self, code: str) -> bool:
        """Return whether any words stand for a code."""
        return any(code in codes for codes in self.codes.values())


def alike(text: str) -> str:
    """Return a text of the same length in which letters of either case and apostrophes of either form are alike."""
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in text).replace("’", "'")


def _bounded(words: str) -> str:
    before = r"(?<![^\W\d_])" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return before + re.escape(words) + after


class Lexicons:
    """All words of all kinds, for the documents of each language."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """frames: raw_reading_words; and raw_geographies, raw_localities, raw_organisations and raw_organisation_names where areas and
        organisations are asked for."""
        self.frames = frames
        self.known: dict[tuple[str, str | None], Lexicon] = {}

    def of(self, kind: str, language: str | None) -> Lexicon:
        """Return the words of a kind in a language; in all languages where it is None."""
        key = kind, language
        if key not in self.known:
            self.known[key] = Lexicon(_names(self.frames) if kind == ORGANISATION else [*self._listed(*key), *self._labels(kind)])
        return self.known[key]

    def _listed(self, kind: str, language: str | None) -> Iterable[tuple[str, str]]:
        rows = self.frames["raw_reading_words"]
        fits = rows["language"].isna() | (rows["language"] == language) if language else True
        mine = rows[(rows["kind"] == kind) & fits]
        return zip(mine["words"], mine["code"], strict=True)

    def _labels(self, kind: str) -> Iterable[tuple[str, str]]:
        tables = {"raw_geographies": "geography_id", "raw_localities": "locality_id"} if kind == AREA else {}
        for name, key in tables.items():
            for label in ("label_fr", "label_en"):
                yield from zip(self.frames[name][label], self.frames[name][key], strict=True)


def _names(frames: Mapping[str, pd.DataFrame]) -> Iterable[tuple[str, str]]:
    for name in ("raw_organisations", "raw_organisation_names"):
        yield from zip(frames[name]["name"], frames[name]["organisation_id"], strict=True)


def words_stand_for_known_codes(
    raw_reading_words: pd.DataFrame,
    raw_units: pd.DataFrame,
    raw_geographies: pd.DataFrame,
    raw_localities: pd.DataFrame,
    raw_relation_types: pd.DataFrame,
    raw_event_types: pd.DataFrame,
    raw_concepts: pd.DataFrame,
    raw_indicators: pd.DataFrame,
) -> list[Problem]:
    """The code that words stand for, other than a number or a factor, is one that there is of its kind."""
    concepts = set(zip(raw_concepts["scheme"], raw_concepts["concept_id"], strict=True))
    known = {
        "unit": set(raw_units["unit_id"]),
        "fraction": {"percent"},
        "qualifier": set(CODE_LISTS["qualifier"]),
        AREA: {*raw_geographies["geography_id"], *raw_localities["locality_id"]},
        "month": set(map(str, range(1, 13))),
        "licence": {"stated"},
        "relation": set(raw_relation_types["relation_type"]),
        "event": set(raw_event_types["event_type"]),
        "event_status": set(CODE_LISTS["event_status"]),
        "value_status": set(CODE_LISTS["observation_status"]),
        "indicator": set(raw_indicators["indicator_id"]),
        "quantity_kind": set(CODE_LISTS["quantity_kind"]),
        "after_change": {"amount", "level"},
        "relation_status": set(CODE_LISTS["relation_status"]),
        "organisation_type": {concept for scheme, concept in concepts if scheme == "organisation_type"},
        "category": {concept for scheme, concept in concepts if scheme == "actor_category"},
        "stage": {concept for scheme, concept in concepts if scheme == "stage"},
        "activity": {concept for scheme, concept in concepts if scheme in ("activity", "approach")},
    }
    kinds = raw_reading_words["kind"].astype("object")
    wrong = [kind in known and code not in known[kind] for kind, code in zip(kinds, raw_reading_words["code"], strict=True)]
    return problems_of(
        raw_reading_words[wrong],
        "raw_reading_words",
        "code",
        lambda row: f"the code of one {row['kind']} that there is",
        "correct the code, or its kind",
    )
