"""Ties and events agree: a tie that an event makes is one between its participants, and who takes part in an initiative is tied to it.

Belongs here: the two rules. Does not belong here: which roles make which tie: raw/reference/event_ties.csv.
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.events import OCCURRED
from pipeline.kernel.problems import Problem

INITIATIVE = "initiative"
ENDS = ["subject_id", "object_id"]
KIND = ["event_type", "subject_role", "object_role"]


def ties_agree_with_events(
    relations: pd.DataFrame, events: pd.DataFrame, event_participants: pd.DataFrame, raw_event_ties: pd.DataFrame
) -> list[Problem]:
    """Both ends of a tie that an event made take part in the event, in roles that make a tie of this type."""
    made = relations[relations["event_id"].notna()]
    allowed = _pairs(events, event_participants).merge(raw_event_ties, on=KIND)
    keys = ["event_id", "relation_type", *ENDS]
    wrong = made[~pd.MultiIndex.from_frame(made[keys]).isin(pd.MultiIndex.from_frame(allowed[keys]))]
    return problems_of(
        wrong,
        "relations",
        "event_id",
        lambda row: f"an event in which {row['subject_id']} and {row['object_id']} have roles that make a tie {row['relation_type']}",
        "correct the tie or its event in relations.csv, the roles in event_participants.csv, or what they make in event_ties.csv",
    )


def participants_are_tied(
    relations: pd.DataFrame, events: pd.DataFrame, event_participants: pd.DataFrame, raw_event_ties: pd.DataFrame
) -> list[Problem]:
    """Each participant of an event about a named initiative is tied to the initiative, and two participants of an event that occurred have
    the tie that their roles require: of a type that these make, whether or not the tie names the event. A purchase that is planned makes
    none yet."""
    pairs = _pairs(events, event_participants)
    allowed = pairs.merge(raw_event_ties, on=KIND)
    stated = pd.MultiIndex.from_frame(relations[[*ENDS, "relation_type"]])
    tied = allowed[pd.MultiIndex.from_frame(allowed[[*ENDS, "relation_type"]]).isin(stated)]
    occurred = events.loc[events["status"] == OCCURRED, "event_id"]
    required = allowed[(allowed["is_required"] == "true") & allowed["event_id"].isin(occurred)]
    asked = pd.concat([pairs[pairs["object_role"] == INITIATIVE], required])[pairs.columns.tolist()]
    missing = asked[~_either_way(asked).isin(_either_way(tied))]
    missing = missing.assign(way=_either_way(missing)).drop_duplicates("way")
    named = missing.rename(columns={"subject_id": "organisation_id", "subject_role": "role"})
    keys = ["event_id", "organisation_id", "role"]
    return problems_of(
        event_participants.merge(named[[*keys, "object_id", "object_role"]], on=keys),
        "event_participants",
        "role",
        lambda row: f"a tie between {row['organisation_id']} and {row['object_id']}, by their roles {row['role']} and {row['object_role']}",
        "add the tie to relations.csv, correct the role, or say in event_ties.csv which tie these roles make",
    )


def _pairs(events: pd.DataFrame, event_participants: pd.DataFrame) -> pd.DataFrame:
    """Return each ordered pair of different participants of each event: event_id, event_type, subject_id, subject_role, object_id,
    object_role, and document_id of the first."""
    typed = event_participants[["event_id", "document_id", "organisation_id", "role"]].merge(
        events[["event_id", "event_type"]], on="event_id"
    )
    first = typed.rename(columns={"organisation_id": "subject_id", "role": "subject_role"})
    other = typed[["event_id", "organisation_id", "role"]].rename(columns={"organisation_id": "object_id", "role": "object_role"})
    pairs = first.merge(other, on="event_id")
    return pairs[pairs["subject_id"] != pairs["object_id"]]


def _either_way(pairs: pd.DataFrame) -> pd.Series:
    """Return a text for each event and pair of organisations, the same for both orders."""
    ends = pairs[ENDS].astype("object")
    return pairs["event_id"].astype("object") + " " + ends.min(axis=1) + " " + ends.max(axis=1)
