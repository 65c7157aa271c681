"""Places against the words that are printed for them: of organisations, of events, and of the printed forms of a cartography.

Belongs here: an area or locality and its own printed words. Does not belong here: the areas that statements are about (`code_rules.py`).
"""

from collections.abc import Callable, Iterator

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table, describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, Row, record_of
from pipeline.raw.reading_rules import languages_of
from pipeline.raw.reading_words import AREA, UNKNOWN_AREA, Lexicons
from schemas.events import RawEvents
from schemas.organisation_statements import RawOrganisationPlaces
from schemas.places import RawLocationMapping

GEOGRAPHY = "geography_id"
NO_RUN = "no words in spans.csv"
EXPECTED = "an area that {shown!r} names"
ADD_IT = "correct the area, or add the place (CONTRIBUTING.md, Recipe: add a locality)"
REMEDY = "correct the area, or add the words that name it to raw/reference/reading_words.csv"
# (column, code, printed words) of the areas of a row.
Named = Callable[[Row], Iterator[tuple[str, str, str]]]


def printed_places_name_their_areas(
    raw_organisation_places: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_geographies: pd.DataFrame,
    raw_localities: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The place that a document prints of an organisation names its area."""
    words = _areas(raw_geographies, raw_localities, raw_reading_words)

    def named(row: Row) -> Iterator[tuple[str, str, str]]:
        yield GEOGRAPHY, str(row[GEOGRAPHY]), str(row["place_printed"])

    table = describe(RawOrganisationPlaces)
    return _unnamed(raw_organisation_places, table, named, words, raw_documents, Exceptions(raw_reading_exceptions))


def places_of_events_have_their_words(
    raw_events: pd.DataFrame,
    raw_spans: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_geographies: pd.DataFrame,
    raw_localities: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The words that spans.csv shows for the area of an event name it, and each area has such words, where a document has the file."""
    words, table = _areas(raw_geographies, raw_localities, raw_reading_words), describe(RawEvents)
    mine = raw_spans[(raw_spans["table_name"] == "events") & (raw_spans["column_name"] == GEOGRAPHY)]
    runs, located = dict(zip(mine["record_id"], mine["printed"], strict=True)), set(raw_spans["document_id"])

    def named(row: Row) -> Iterator[tuple[str, str, str]]:
        shown, area = runs.get(record_of(row, table)), "" if pd.isna(row[GEOGRAPHY]) else str(row[GEOGRAPHY])
        if shown is not None or (area and row["document_id"] in located):
            yield GEOGRAPHY, area, NO_RUN if shown is None else str(shown)

    return _unnamed(raw_events, table, named, words, raw_documents, Exceptions(raw_reading_exceptions))


def printed_forms_name_their_places(
    raw_location_mapping: pd.DataFrame, raw_geographies: pd.DataFrame, raw_localities: pd.DataFrame, raw_reading_words: pd.DataFrame
) -> list[Problem]:
    """A printed form of a location names the locality, and the area in parentheses, that it stands for."""
    words = _areas(raw_geographies, raw_localities, raw_reading_words)

    def named(row: Row) -> Iterator[tuple[str, str, str]]:
        for column in ("locality_id", "area_id"):
            if not pd.isna(row[column]):
                yield column, str(row[column]), str(row["printed"])

    return _unnamed(raw_location_mapping, describe(RawLocationMapping), named, words)


def _areas(raw_geographies: pd.DataFrame, raw_localities: pd.DataFrame, raw_reading_words: pd.DataFrame) -> Lexicons:
    return Lexicons({"raw_geographies": raw_geographies, "raw_localities": raw_localities, "raw_reading_words": raw_reading_words})


def _unnamed(
    rows: pd.DataFrame,
    table: Table,
    named: Named,
    words: Lexicons,
    raw_documents: pd.DataFrame | None = None,
    exceptions: Exceptions | None = None,
) -> list[Problem]:
    """Return a problem for each area that its printed words do not name. raw_documents, exceptions: for rows of documents."""
    languages = {} if raw_documents is None else languages_of(raw_documents)
    remedy = REMEDY if exceptions is None else f"{REMEDY}, or give the reason in {EXCEPTIONS} of the document"
    problems = []
    for row in rows.to_dict("records"):
        areas = words.of(AREA, languages.get(str(row.get("document_id"))))
        for column, code, shown in named(row):
            if code and not areas.knows(code):
                problems.append(locate(rows, table, pd.Series(row), column, row[column], UNKNOWN_AREA, ADD_IT))
            elif not areas.names(shown, code) and not (exceptions and exceptions.allow(row, table, column)):
                problems.append(locate(rows, table, pd.Series(row), column, row[column], EXPECTED.format(shown=shown), remedy))
    return problems
