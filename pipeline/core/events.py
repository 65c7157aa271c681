"""Events: what happened, who took part, and which two organisations are the main ones."""

import re

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.names import organisation_of
from pipeline.core.observations import observation_ids
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import ITEM

AMOUNT = {"value": "amount", "value_low": "amount_low", "value_high": "amount_high", "unit_id": "currency"}

FULL_YEAR = r"[0-9]{4}"


def event_types(raw_event_types: pd.DataFrame) -> pd.DataFrame:
    """Make the table `event_types`: as read."""
    return raw_event_types


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
    """Return one row for each role of a list of each type, in the order of the list; a type without roles has one, without a role."""
    return event_types.assign(role=event_types[roles].astype("object").str.split(ITEM, regex=False)).explode("role")


def event_participants(raw_event_participants: pd.DataFrame, raw_events: pd.DataFrame, organisation_names: pd.DataFrame) -> pd.DataFrame:
    """Make the table `event_participants`: names resolved, numbered within each event by order of mention."""
    rows = raw_event_participants.astype({"first_line": "Int64", "last_line": "Int64"}).rename(columns={"name": "name_printed"})
    rows = rows[rows["event_id"].isin(raw_events["event_id"])]
    rows = rows.sort_values(["event_id", "first_line", "last_line", "source_line"])
    return rows.assign(
        organisation_id=organisation_of(rows, "name_printed", organisation_names),
        participant_no=rows.groupby("event_id").cumcount() + 1,
    )


def events(
    raw_events: pd.DataFrame, event_participants: pd.DataFrame, event_types: pd.DataFrame, observations: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `events`: with the amounts of the observations that state them, and the two main organisations."""
    rows = raw_events.rename(columns={"printed": "event_printed", "note_en": "note"})
    rows = rows.assign(observation_id=observation_ids(rows))
    amounts = observations[["observation_id", *AMOUNT]].rename(columns=AMOUNT)
    rows = rows.merge(amounts, on="observation_id", how="left").merge(
        main_organisations(rows, event_participants, event_types), left_on="event_id", right_index=True, how="left"
    )
    return rows.assign(**_extent(rows, event_participants, observations))


def dates_are_as_printed(raw_events: pd.DataFrame) -> list[Problem]:
    """A year that a printed date gives in full must be among those of its start and end, and a day that it gives, too."""
    has_year = raw_events["date_printed"].str.contains(FULL_YEAR).fillna(False).astype("bool")
    exact = raw_events[has_year & ~raw_events["date_precision"].isin(["decade", "period"])]
    printed = exact["date_printed"].map(lambda text: [int(number) for number in re.findall(r"\d+", text)])
    problems = []
    for name in ("date_start", "date_end"):
        parts = exact[name].astype("object").str.split("-")
        for piece in (0, 2):
            value = pd.to_numeric(parts.str[piece])
            held = pd.Series([number in numbers for number, numbers in zip(value, printed, strict=True)], index=exact.index)
            wrong = exact[value.notna() & ~held]
            problems += problems_of(wrong, "raw_events", name, _date_expected, "correct the date, or its printed form and its lines")
    return problems


def _date_expected(event: pd.Series) -> str:
    return f"a year, and a day, that the printed date {event['date_printed']!r} holds"


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


def _extent(rows: pd.DataFrame, event_participants: pd.DataFrame, observations: pd.DataFrame) -> dict[str, pd.Series]:
    """Return first_line and last_line over all that an event shows as printed; null for an event that a web page tells."""
    words = rows[["event_id", "first_line", "last_line"]]
    dates = rows[["event_id", "date_first_line", "date_last_line"]].set_axis(words.columns, axis=1).dropna()
    stated = rows[["event_id", "observation_id"]].merge(observations, on="observation_id")[words.columns.tolist()]
    parts = pd.concat([words, dates, stated, event_participants[words.columns.tolist()]], ignore_index=True).dropna()
    parts = parts.astype({"first_line": "int64", "last_line": "int64"})
    ends = parts.groupby("event_id").agg(first_line=("first_line", "min"), last_line=("last_line", "max"))
    return {name: rows["event_id"].map(ends[name]) for name in ends}
