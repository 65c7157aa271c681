"""Organisations against their names: each name is of one of them, and its words, and the categories that documents print, fit its type.

An organisation is refused if these words stand, by raw/reference/reading_words.csv, for other types and not for its own. Names and
categories without such words say nothing. Belongs here: types, and whose a name is. Does not belong here: identifiers
(`identifier_rules.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions
from pipeline.raw.reading_words import Lexicons, alike
from schemas.organisations import RawOrganisationNames

NAME = ["document_id", "name"]
PRINTED = {"category": "text", "category_printed": "text"}


def words_of_types_agree(
    raw_organisations: pd.DataFrame,
    raw_organisation_names: pd.DataFrame,
    raw_organisation_categories: pd.DataFrame,
    raw_cartography: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
) -> list[Problem]:
    """The names of an organisation, and the categories that documents print of it, stand for no other type of organisation."""
    words = Lexicons({"raw_reading_words": raw_reading_words}).of("organisation_type", None)
    texts = _texts(raw_organisations, raw_organisation_names, [raw_organisation_categories, raw_cartography])
    found = {key: {code for text in told for one in words.found(text) for code in one.codes} for key, told in texts.items()}
    kinds = zip(raw_organisations["organisation_id"], raw_organisations["organisation_type"], strict=True)
    wrong = raw_organisations[[bool(found.get(key)) and kind not in found[key] for key, kind in kinds]]

    def expected(row: pd.Series) -> str:
        key = str(row["organisation_id"])
        said = sorted({one.words for text in texts[key] for one in words.found(text)})
        return f"{' or '.join(sorted(found[key]))}, by the words {', '.join(map(repr, said))} of its names and printed categories"

    remedy = (
        "correct the type; if the words say nothing of it, correct their rows of the kind organisation_type in "
        "raw/reference/reading_words.csv"
    )
    return problems_of(wrong, "raw_organisations", "organisation_type", expected, remedy)


def printed_names_are_of_no_other(
    raw_organisation_names: pd.DataFrame, raw_organisations: pd.DataFrame, raw_reading_exceptions: pd.DataFrame
) -> list[Problem]:
    """A name that documents print is not the name that organisations.csv has for another organisation only, but for a reason."""
    exceptions, table = Exceptions(raw_reading_exceptions), describe(RawOrganisationNames)
    owners: dict[str, set[str]] = {}
    for column in ("name", "name_en", "name_fr"):
        named = raw_organisations[raw_organisations[column].notna()]
        for name, key in zip(named[column], named["organisation_id"], strict=True):
            owners.setdefault(alike(str(name)), set()).add(str(key))
    wrong = [
        index
        for index, row in raw_organisation_names.astype("object").to_dict("index").items()
        if (own := owners.get(alike(str(row["name"])), set()))
        and row["organisation_id"] not in own
        and not exceptions.allow(row, table, "organisation_id")
    ]
    return problems_of(
        raw_organisation_names.loc[wrong],
        table.name,
        "organisation_id",
        lambda row: f"{' or '.join(sorted(owners[alike(str(row['name']))]))}, whose name in organisations.csv this is",
        f"correct the organisation_id, or the name in raw/reference/organisations.csv; or give the reason for this value in {EXCEPTIONS} "
        "of the document (organisation_names)",
    )


def _texts(raw_organisations: pd.DataFrame, raw_organisation_names: pd.DataFrame, listed: list[pd.DataFrame]) -> dict[str, list[str]]:
    """Return the names of each organisation and the printed categories of these names. listed: tables with categories of names."""
    own = [
        raw_organisations[["organisation_id", column]].set_axis(["organisation_id", "text"], axis=1)
        for column in ("name", "name_en", "name_fr")
    ]
    names = raw_organisation_names[[*NAME, "organisation_id"]]
    printed = [names.merge(frame.rename(columns=PRINTED)[[*NAME, "text"]], on=NAME)[["organisation_id", "text"]] for frame in listed]
    told = pd.concat([*own, names.rename(columns={"name": "text"})[["organisation_id", "text"]], *printed]).dropna().astype("object")
    found: dict[str, list[str]] = told.drop_duplicates().groupby("organisation_id")["text"].agg(list).to_dict()
    return found
