"""Terms of the project against the words that a document prints for them: ties, events and their status, categories and fields of
organisations, and the printed forms of a cartography.

A row is refused if the words that it prints stand, by raw/reference/reading_words.csv, for other terms and not for its own. Words that the
list does not have say nothing, so a new document needs no new words. Belongs here: such terms. Does not belong here: codes of statements
(`code_rules.py`), and places (`place_rules.py`).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table, describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, Row
from pipeline.raw.reading_rules import languages_of
from pipeline.raw.reading_words import Lexicon, Lexicons
from schemas.concepts import RawConceptMapping
from schemas.events import RawEvents
from schemas.organisation_statements import RawOrganisationActivities, RawOrganisationCategories
from schemas.relations import RawRelations

REMEDY = (
    f"correct the term. If the document means it so, add its words for it to raw/reference/reading_words.csv, or give the reason in "
    f"{EXCEPTIONS} of the document"
)


class Term(NamedTuple):
    """A column of terms, and the kind of the words that stand for them. whole: only words that are all of a printed text count."""

    table: Table
    column: str
    kind: str
    whole: bool = False


TIE = Term(describe(RawRelations), "relation_type", "relation")
EVENT = Term(describe(RawEvents), "event_type", "event")
STATUS = Term(describe(RawEvents), "status", "event_status")
CATEGORY = Term(describe(RawOrganisationCategories), "category_id", "category")
ACTIVITY = Term(describe(RawOrganisationActivities), "activity_id", "activity", whole=True)

# The kind of the words of each scheme of concept_mapping.csv.
FORMS = {
    "actor_category": Term(describe(RawConceptMapping), "concept_id", "category"),
    "approach": Term(describe(RawConceptMapping), "concept_id", "activity", whole=True),
    "stage": Term(describe(RawConceptMapping), "concept_id", "stage"),
}


def words_of_ties_agree(
    raw_relations: pd.DataFrame, raw_documents: pd.DataFrame, raw_reading_words: pd.DataFrame, raw_reading_exceptions: pd.DataFrame
) -> list[Problem]:
    """The words that state a tie between organisations stand for no other type of tie."""
    return _contradicted(TIE, raw_relations, _own(raw_relations, "printed"), raw_reading_words, raw_documents, raw_reading_exceptions)


def words_of_events_agree(
    raw_events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The words by which a document tells an event stand for no other type of event."""
    printed = _told(raw_events, raw_event_tellings)
    return _contradicted(EVENT, raw_events, printed, raw_reading_words, raw_documents, raw_reading_exceptions)


def words_of_statuses_agree(
    raw_events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The words by which a document tells an event do not say that it has another status: that it happened, is planned or is aimed at."""
    printed = _told(raw_events, raw_event_tellings)
    return _contradicted(STATUS, raw_events, printed, raw_reading_words, raw_documents, raw_reading_exceptions)


def words_of_categories_agree(
    raw_organisation_categories: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The category that a document prints of an organisation stands for no other category."""
    rows = raw_organisation_categories
    return _contradicted(CATEGORY, rows, _own(rows, "category_printed"), raw_reading_words, raw_documents, raw_reading_exceptions)


def words_of_activities_agree(
    raw_organisation_activities: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The field that a document prints of an organisation stands for no other field."""
    rows = raw_organisation_activities
    return _contradicted(ACTIVITY, rows, _own(rows, "activity_printed"), raw_reading_words, raw_documents, raw_reading_exceptions)


def words_of_printed_forms_agree(raw_concept_mapping: pd.DataFrame, raw_reading_words: pd.DataFrame) -> list[Problem]:
    """The printed form of a category, an approach or a stage stands for no other one."""
    problems = []
    for scheme, term in FORMS.items():
        rows = raw_concept_mapping[raw_concept_mapping["scheme"] == scheme]
        problems += _contradicted(term, rows, _own(rows, "printed"), raw_reading_words)
    return problems


def _told(raw_events: pd.DataFrame, raw_event_tellings: pd.DataFrame) -> list[list[str]]:
    """Return the printed words of the tellings of each event."""
    told = raw_event_tellings[raw_event_tellings["printed"].notna()]
    texts = told.groupby(["document_id", "event_id"])["printed"].agg(list).to_dict()
    return [texts.get(key, []) for key in zip(raw_events["document_id"], raw_events["event_id"], strict=True)]


def _own(rows: pd.DataFrame, column: str) -> list[list[str]]:
    """Return the printed text of each row, in a list of one; of none where nothing is printed."""
    return [[] if pd.isna(text) else [str(text)] for text in rows[column]]


def _contradicted(
    term: Term,
    rows: pd.DataFrame,
    printed: Iterable[list[str]],
    raw_reading_words: pd.DataFrame,
    raw_documents: pd.DataFrame | None = None,
    raw_reading_exceptions: pd.DataFrame | None = None,
) -> list[Problem]:
    """Return a problem for each row whose printed texts hold words for other terms and none for its own, and that is no exception.

    raw_documents, raw_reading_exceptions: for rows of documents.
    """
    lexicons = Lexicons({"raw_reading_words": raw_reading_words})
    languages = {} if raw_documents is None else languages_of(raw_documents)
    exceptions = None if raw_reading_exceptions is None else Exceptions(raw_reading_exceptions)
    problems = []
    for row, texts in zip(rows.to_dict("records"), printed, strict=True):
        found = _found(texts, lexicons.of(term.kind, languages.get(str(row.get("document_id")))), term.whole)
        codes = {code for of_word in found.values() for code in of_word}
        is_exception = exceptions is not None and exceptions.allow(row, term.table, term.column)
        if codes and row[term.column] not in codes and not is_exception:
            problems.append(_problem(term, rows, row, found, codes))
    return problems


def _found(texts: Iterable[str], words: Lexicon, whole: bool) -> Mapping[str, frozenset[str]]:
    """Return the words of a lexicon in some texts, with the terms that each stands for."""
    found = [(text, one) for text in texts for one in words.found(text)]
    return {one.words: one.codes for text, one in found if not whole or len(one.words) == len(text)}


def _problem(term: Term, rows: pd.DataFrame, row: Row, found: Mapping[str, frozenset[str]], codes: set[str]) -> Problem:
    expected = f"{' or '.join(sorted(codes))}, by the printed words {', '.join(map(repr, found))}"
    return locate(rows, term.table, pd.Series(row), term.column, row[term.column], expected, REMEDY)
