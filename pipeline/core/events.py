"""Events: what happened, where it is told, who took part, and which two organisations are the main ones.

Belongs here: the tables of events, and what their dates must keep. Does not belong here: what ties an event makes (`event_ties.py`).
"""

import re

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.days import first_days, last_days
from pipeline.core.hierarchy import ancestors
from pipeline.core.names import organisation_of
from pipeline.core.observations import observation_ids
from pipeline.core.tellings import in_order, one_event_each
from pipeline.core.verification import WEAKEST_FIRST, strongest, verification, weakest
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import ITEM

OCCURRED = "occurred"
AMOUNT = {"value": "amount", "value_low": "amount_low", "value_high": "amount_high", "unit_id": "currency"}

FIRST_LINES = ["first_line", "date_first_line", "target_first_line"]
LAST_LINES = ["last_line", "date_last_line", "target_last_line"]


def roles_are_known(raw_event_types: pd.DataFrame, concepts: pd.DataFrame) -> list[Problem]:
    """Each role in the lists of an event type is one of the code list."""
    known = concepts.loc[concepts["scheme"] == "participant_role", "concept_id"]
    expected, remedy = "roles of the list participant_role", "add the role to raw/reference/concepts.csv, or correct its spelling here"
    problems = []
    for roles in ("organisation_roles", "counterparty_roles"):
        listed = _one_row_per_role(raw_event_types, roles).dropna(subset="role")
        unknown = listed[~listed["role"].isin(known)]
        problems += problems_of(unknown, "raw_event_types", roles, expected, remedy, value="role")
    return problems


def _one_row_per_role(event_types: pd.DataFrame, roles: str) -> pd.DataFrame:
    """Return one row for each role of a list of each event_type, in the order of the list; a type without roles has one, without a role."""
    return event_types.assign(role=event_types[roles].astype("object").str.split(ITEM, regex=False)).explode("role")


def event_participants(raw_event_participants: pd.DataFrame, documents: pd.DataFrame, organisation_names: pd.DataFrame) -> pd.DataFrame:
    """Make the table `event_participants`: names resolved, each organisation and role once for each event, as the first document that
    names it prints it, and numbered within the event by order of mention."""
    rows = raw_event_participants.astype({"first_line": "Int64", "last_line": "Int64"}).rename(columns={"name": "name_printed"})
    rows = rows.assign(organisation_id=organisation_of(rows, "name_printed", organisation_names))
    rows = in_order(rows.sort_values(["event_id", "first_line", "last_line", "source_line"]), documents)
    rows = rows.drop_duplicates(["event_id", "role", "organisation_id"])
    return rows.assign(participant_no=rows.groupby("event_id").cumcount() + 1)


def events(
    raw_events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    event_participants: pd.DataFrame,
    concepts: pd.DataFrame,
    observations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `events`: each once, with the amount of the observation that states it, and the two main organisations."""
    rows = one_event_each(raw_events, documents).rename(columns={"note_en": "note"})
    rows = rows.assign(
        observation_id=rows["stated_by"] + "-" + rows["statement_id"],
    )
    rows = rows.merge(_first_dates(rows, raw_event_tellings, documents), on="event_id", how="left")
    amounts = observations[["observation_id", "verification", *AMOUNT]].rename(columns=AMOUNT)
    made = rows.merge(amounts, on="observation_id", how="left").merge(
        main_organisations(rows, event_participants, concepts.rename(columns={"concept_id": "event_type"})),
        left_on="event_id",
        right_index=True,
        how="left",
    )
    told = made["event_id"].map(_best_tellings(raw_event_tellings)).fillna(WEAKEST_FIRST[0])  # untold: `events_are_told` reports it
    both = zip(told, made["verification"].fillna(told), strict=True)
    return made.assign(verification=[weakest(one) for one in both])


def _best_tellings(raw_event_tellings: pd.DataFrame) -> pd.Series:
    """Return by what the best telling of each event can be verified, by event_id."""
    return verification(raw_event_tellings).groupby(raw_event_tellings["event_id"]).agg(strongest)


def _first_dates(events: pd.DataFrame, raw_event_tellings: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the date as the first telling that has one prints it, and its document, with event_id: tellings of the document that dates it
    come first."""
    dated = raw_event_tellings[raw_event_tellings["date_printed"].notna()].astype({"telling_no": "int64"})
    dated = in_order(dated.sort_values("telling_no"), documents).merge(events[["event_id", "dated_by"]], on="event_id")
    dated = dated.assign(elsewhere=dated["document_id"] != dated["dated_by"])
    first = dated.sort_values("elsewhere", kind="stable").drop_duplicates("event_id")
    return first[["event_id", "date_printed", "document_id"]].rename(columns={"document_id": "date_document_id"})


def event_tellings(raw_event_tellings: pd.DataFrame, raw_events: pd.DataFrame) -> pd.DataFrame:
    """Make the table `event_tellings`: each with the lines of all that it prints of the event, and with what its document says of it."""
    said = raw_events.assign(
        date_start=first_days(raw_events["date_start"]),
        date_end=last_days(raw_events["date_end"]),
        observation_id=observation_ids(raw_events),
    )
    said = said[["document_id", "event_id", "date_start", "date_end", "date_precision", "status", "observation_id"]]
    ends = {
        "first_line": raw_event_tellings[FIRST_LINES].astype("Int64").min(axis=1),
        "last_line": raw_event_tellings[LAST_LINES].astype("Int64").max(axis=1),
    }
    told = raw_event_tellings.rename(columns={"printed": "event_printed", "note_en": "note"}).assign(**ends)
    return told.merge(said, on=["document_id", "event_id"], how="left")


def events_are_told(raw_events: pd.DataFrame, raw_event_tellings: pd.DataFrame) -> list[Problem]:
    """Each document that has an event tells it, and the tellings of an event in a document are numbered from 1 in reading order."""
    own = raw_event_tellings[["event_id", "document_id"]].drop_duplicates()
    told = pd.MultiIndex.from_frame(raw_events[["event_id", "document_id"]]).isin(pd.MultiIndex.from_frame(own))
    remedy = "add a row to event_tellings.csv of the same document, with the words that state it and their lines"
    untold = problems_of(raw_events[~told], "raw_events", "event_id", "an event that its document tells", remedy)
    order = raw_event_tellings.assign(line=raw_event_tellings["first_line"].astype("Int64")).sort_values(["line", "source_line"])
    expected = order.assign(expected=order.groupby(["document_id", "event_id"]).cumcount() + 1)
    wrong = expected[expected["telling_no"].astype("int64") != expected["expected"]]
    return untold + problems_of(
        wrong,
        "raw_event_tellings",
        "telling_no",
        lambda row: f"{row['expected']}, by the lines of the tellings of this event",
        "number the tellings of an event from 1 in the order in which they are printed",
    )


def dates_are_not_after_their_document(raw_events: pd.DataFrame, documents: pd.DataFrame) -> list[Problem]:
    """An event that occurred has no date after the year of the document that tells it, as far as this year is known."""
    told = raw_events.merge(documents[["document_id", "earliest_year"]], on="document_id")
    happened = told[told["status"] == OCCURRED]
    problems = []
    for column in ("date_start", "date_end"):
        year = happened[column].astype("string").str[:4].astype("Int64")
        problems += problems_of(
            happened[(year > happened["earliest_year"].astype("Int64")).fillna(False)],
            "raw_events",
            column,
            lambda row: f"a date up to {row['earliest_year']}, the year of its document",
            "put the year of a planned end into target_year, or correct the date, or the year of the document in document.yaml",
        )
    return problems


def events_have_the_area_of_their_amount(raw_events: pd.DataFrame, observations: pd.DataFrame, geographies: pd.DataFrame) -> list[Problem]:
    """An event whose amount is a statement about an area is in that area, or in a part of it."""
    areas = observations.set_index("observation_id")["geography_id"].dropna()
    told = raw_events.assign(stated_area=observation_ids(raw_events).map(areas)).dropna(subset="stated_area")
    lying = ancestors(geographies, "geography_id", "parent_id")[["descendant", "ancestor"]]
    is_within = pd.MultiIndex.from_frame(told[["geography_id", "stated_area"]]).isin(pd.MultiIndex.from_frame(lying))
    return problems_of(
        told[~is_within],
        "raw_events",
        "geography_id",
        lambda row: f"{row['stated_area']}, the area of the statement {row['statement_id']}, or a part of it",
        "give the event and the statement of its amount areas that fit, in events.csv and statements.csv",
    )


def target_years_are_printed(raw_events: pd.DataFrame, raw_event_tellings: pd.DataFrame) -> list[Problem]:
    """The year that an event aims at is one that a telling prints; where a telling prints one, the event has it."""
    event = ["document_id", "event_id"]
    told = raw_events.merge(raw_event_tellings[[*event, "target_printed"]], on=event)
    held = told.assign(numbers=_numbers(told["target_printed"])).explode("numbers")
    same = held["numbers"].astype("Int64") == held["target_year"].astype("Int64")
    known = pd.MultiIndex.from_frame(held.loc[same.fillna(False), event])
    asked = told[(told["target_year"].notna() | told["target_printed"].notna()) & ~pd.MultiIndex.from_frame(told[event]).isin(known)]
    asked = asked.drop_duplicates(event)
    remedy = "correct the year, or target_printed and its lines in event_tellings.csv"
    return problems_of(asked, "raw_events", "target_year", "the year that a telling prints as the one aimed at", remedy)


def _numbers(printed: pd.Series) -> pd.Series:
    """Return the whole numbers in each text; none where there is no text."""
    return printed.astype("object").map(lambda text: [] if pd.isna(text) else [int(number) for number in re.findall(r"\d+", text)])


def events_have_one_type(raw_events: pd.DataFrame) -> list[Problem]:
    """All documents that tell an event give it one type."""
    types = raw_events.groupby("event_id")["event_type"]
    wrong = raw_events[types.transform("nunique") > 1]
    expected = "one type for an event, in the files of all documents that tell it"
    remedy = "correct the type, or give this event an event_id of its own if it is another event"
    return problems_of(wrong, "raw_events", "event_type", expected, remedy)


def main_organisations(events: pd.DataFrame, event_participants: pd.DataFrame, event_types: pd.DataFrame) -> pd.DataFrame:
    """Return (organisation_id, counterparty_id) by event_id: the participants whose roles come first in the lists of the event's type, by
    order of mention; the counterparty is another organisation than the main one."""
    typed = event_participants.merge(events[["event_id", "event_type"]], on="event_id")
    main = _preferred(typed, event_types, "organisation_roles")
    first = main.drop_duplicates("event_id").set_index("event_id")["organisation_id"]
    others = _preferred(typed, event_types, "counterparty_roles")
    main_too = others["organisation_id"].astype("object") == others["event_id"].map(first).astype("object")
    others = others[~main_too]
    second = others.drop_duplicates("event_id").set_index("event_id")["organisation_id"]
    return pd.DataFrame({"organisation_id": first, "counterparty_id": second})


def _preferred(typed: pd.DataFrame, event_types: pd.DataFrame, roles: str) -> pd.DataFrame:
    """Return the participants whose role is in a list of their event's type, in the order of the list, then of mention."""
    listed = _one_row_per_role(event_types, roles)[["event_type", "role"]]
    listed = listed.assign(rank=listed.groupby("event_type").cumcount())
    return typed.merge(listed, on=["event_type", "role"]).sort_values(["event_id", "rank", "participant_no"])
