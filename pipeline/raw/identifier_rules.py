"""Identifiers of organisations: whose they are, and those that have no check digit.

Belongs here: what needs other raw tables. Does not belong here: forms and check digits (`pipeline/core/identifiers.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_words import Lexicon

RECORDS = "raw/reference/registry_records.csv"
WITHOUT_CHECK_DIGIT = ("wikidata", "grid", "fundref")


def identifiers_bear_no_other_name(
    raw_organisation_identifiers: pd.DataFrame, raw_organisations: pd.DataFrame, raw_organisation_names: pd.DataFrame
) -> list[Problem]:
    """The legal name that stands beside an identifier holds no name of another organisation, or one of its own, too."""
    named, rows = (raw_organisations, raw_organisation_names), raw_organisation_identifiers
    names = Lexicon(pair for table in named for pair in zip(table["name"], table["organisation_id"], strict=True))
    owners = [{owner for found in names.found(str(name)) for owner in found.codes} for name in rows["legal_name_seen"]]
    wrong = rows[[bool(found) and owner not in found for owner, found in zip(rows["organisation_id"], owners, strict=True)]]
    expected = "a legal name that holds a name of the organisation; this one holds a name of another"
    remedy = (
        "correct the organisation_id or the name; if both are right, add the name to raw/reference/organisation_names.csv with its document"
    )
    return problems_of(wrong, "raw_organisation_identifiers", "legal_name_seen", expected, remedy)


def identifiers_are_in_their_record(raw_organisation_identifiers: pd.DataFrame, raw_registry_records: pd.DataFrame) -> list[Problem]:
    """An identifier without a check digit is one that a record of the legal name lists."""
    records, rows = raw_registry_records, raw_organisation_identifiers
    listed = set(zip(records["legal_name"], records["scheme"], records["identifier"], strict=True))
    mine = zip(rows["legal_name_seen"], rows["scheme"], rows["identifier"], strict=True)
    wrong = rows[[one not in listed and one[1] in WITHOUT_CHECK_DIGIT for one in mine]]
    return problems_of(
        wrong,
        "raw_organisation_identifiers",
        "identifier",
        lambda row: f"an identifier of the scheme {row['scheme']} that {RECORDS} has for {row['legal_name_seen']!r}",
        f"copy it from its source_url again. It has no check digit: add what the record there lists to {RECORDS}, typed a second time",
    )
