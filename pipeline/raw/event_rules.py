"""Dates of events against the words that are printed for them, and the roles that participants of an event may have.

Belongs here: the ends of a date and the printed date of its tellings; roles by the type of the event. Does not belong here: the form of
dates (`dates.py`), the places of events (`place_rules.py`), and ties between participants (`pipeline/core/event_ties.py`).
"""

from collections.abc import Iterator

import pandas as pd

from pipeline.contract.locate import locate, problems_of
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import numbers_in
from pipeline.raw.cells import ITEM
from pipeline.raw.code_rules import YEAR_DIGITS, dates_agree
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, Row
from pipeline.raw.reading_rules import languages_of
from pipeline.raw.reading_words import Lexicons
from schemas.events import RawEvents

EVENTS = describe(RawEvents)
DATES = ("date_start", "date_end")
DECADE = "decade"  # its printed year is the first one; the last one follows
ROLES = ("organisation_roles", "counterparty_roles", "other_roles")
REMEDY = f"correct the date, or date_printed in event_tellings.csv; or give the reason for this value in {EXCEPTIONS} of the document"


def dates_of_events_are_printed(
    raw_events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """Each end of the date of an event is a date that one of its tellings prints, as far as it prints one, where any of
    them prints a year."""
    words, languages = Lexicons({"raw_reading_words": raw_reading_words}), languages_of(raw_documents)
    exceptions = Exceptions(raw_reading_exceptions)
    told = raw_event_tellings[raw_event_tellings["date_printed"].notna()]
    printed = told.groupby(["document_id", "event_id"])["date_printed"].agg(list).to_dict()

    def faults(row: Row) -> Iterator[tuple[str, str]]:
        shown = [str(date) for date in printed.get((row["document_id"], row["event_id"]), []) if _has_year(str(date))]
        for column in DATES[:1] if row["date_precision"] == DECADE else DATES:
            date, language = row[column], languages.get(str(row["document_id"]))
            is_start = column == DATES[0]
            if shown and not pd.isna(date) and not any(dates_agree(str(date), one, words, language, is_start=is_start) for one in shown):
                yield column, "the date that is printed: " + " or ".join(map(repr, shown))

    return [
        locate(raw_events, EVENTS, pd.Series(row), column, row[column], expected, REMEDY)
        for row in raw_events.to_dict("records")
        for column, expected in faults(row)
        if not exceptions.allow(row, EVENTS, column)
    ]


def roles_fit_their_event(raw_event_participants: pd.DataFrame, raw_events: pd.DataFrame, raw_event_types: pd.DataFrame) -> list[Problem]:
    """The role of each participant is one that event_types.csv lists for events of this type. A type that it lacks is refused elsewhere."""
    roles = {
        str(row["event_type"]): [role for name in ROLES if not pd.isna(row[name]) for role in str(row[name]).split(ITEM)]
        for row in raw_event_types.to_dict("records")
    }
    typed = raw_event_participants.merge(raw_events[["document_id", "event_id", "event_type"]], on=["document_id", "event_id"])
    typed = typed[typed["event_type"].isin(roles.keys())]
    wrong = typed[[role not in roles[kind] for role, kind in zip(typed["role"], typed["event_type"], strict=True)]]
    return problems_of(
        wrong,
        "raw_event_participants",
        "role",
        lambda row: (
            f"a role of an event of the type {row['event_type']}: {', '.join(roles[row['event_type']]) or 'it has no participants'}"
        ),
        "correct the role or the event_type; if events of this type have such participants, add the role to other_roles in "
        "raw/reference/event_types.csv",
    )


def _has_year(printed: str) -> bool:
    return any(len(number) == YEAR_DIGITS for number in numbers_in(printed))
