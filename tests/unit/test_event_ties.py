"""Ties and events agree, both ways: a tie of an event is between its participants, and a participant of an initiative is tied to it."""

import pandas as pd
import pytest

from pipeline.core.event_ties import participants_are_tied, ties_agree_with_events
from pipeline.kernel.paths import ROOT

EVENTS = pd.DataFrame(
    {
        "event_id": ["p", "deal", "later"],
        "event_type": ["project", "acquisition", "acquisition"],
        "status": ["occurred", "occurred", "planned"],
    }
)
TIES = pd.DataFrame(
    [
        ("project", "partner", "member_of", "initiative", "true"),
        ("project", "partner", "partner_of", "partner", "false"),
        ("project", "result", "supported_by", "supporter", "true"),
        ("acquisition", "target", "acquired_by", "buyer", "true"),
        ("acquisition", "target", "division_of", "buyer", "false"),
    ],
    columns=["event_type", "subject_role", "relation_type", "object_role", "is_required"],
)


def taking_part(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["event_id", "role", "organisation_id"]).assign(document_id="d")


def stated(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["subject_id", "relation_type", "object_id", "event_id"])
    return frame.assign(document_id="d", relation_id=[f"r{number}" for number in range(len(rows))])


PROJECT = [("p", "initiative", "plan"), ("p", "partner", "a"), ("p", "partner", "b")]
DEAL = [("deal", "target", "a"), ("deal", "buyer", "b")]


@pytest.mark.parametrize(
    ("tie", "good"),
    [
        (("a", "member_of", "plan", "p"), True),
        (("a", "partner_of", "b", "p"), True),
        (("a", "acquired_by", "b", "deal"), True),
        (("plan", "member_of", "a", "p"), False),
        (("a", "supported_by", "plan", "p"), False),
        (("c", "member_of", "plan", "p"), False),
        (("b", "acquired_by", "a", "deal"), False),
        (("c", "supported_by", "plan", None), True),
    ],
)
def test_a_tie_that_an_event_made_is_of_a_type_that_the_roles_of_its_ends_make(tie: tuple[str, str, str, str | None], good: bool) -> None:
    problems = ties_agree_with_events(stated(tie), EVENTS, taking_part(*PROJECT, *DEAL), TIES)
    assert [problem.column for problem in problems] == ([] if good else ["event_id"])


@pytest.mark.parametrize(
    ("participants", "ties", "missing"),
    [
        (PROJECT, [("a", "member_of", "plan"), ("b", "member_of", "plan")], []),
        (PROJECT, [("a", "member_of", "plan")], ["b"]),
        (PROJECT, [("a", "partner_of", "plan"), ("b", "member_of", "plan")], ["a"]),
        ([*PROJECT[:1], ("p", "host", "c")], [("c", "linked_to", "plan")], ["c"]),
        ([("p", "partner", "a"), ("p", "partner", "b")], [], []),
        ([("p", "result", "a"), ("p", "supporter", "b")], [], ["a"]),
        ([("later", "target", "a"), ("later", "buyer", "b")], [], []),
        (DEAL, [("a", "acquired_by", "b")], []),
        (DEAL, [("a", "division_of", "b")], []),
        (DEAL, [("b", "acquired_by", "a")], ["a"]),
    ],
)
def test_who_takes_part_in_an_initiative_is_tied_to_it_and_roles_that_require_a_tie_have_one(
    participants: list[tuple[str, str, str]], ties: list[tuple[str, str, str]], missing: list[str]
) -> None:
    problems = participants_are_tied(stated(*((*tie, None) for tie in ties)), EVENTS, taking_part(*participants), TIES)
    assert [problem.expected.split()[3] for problem in problems] == missing


def test_each_telling_of_a_purchase_in_the_thesis_that_names_its_buyer_has_a_tie_on_its_lines() -> None:
    names = ("events", "event_participants", "event_tellings", "relations")
    events, participants, tellings, relations = (pd.read_csv(ROOT / f"raw/thesis/{name}.csv") for name in names)
    bought = events.loc[(events["event_type"] == "acquisition") & (events["status"] == "occurred"), "event_id"]
    told = tellings[tellings["event_id"].isin({*bought} & {*participants.loc[participants["role"] == "buyer", "event_id"]})]
    ties = told.merge(relations, on="event_id", suffixes=("", "_of_tie"))
    overlap = (ties["first_line_of_tie"] <= ties["last_line"]) & (ties["last_line_of_tie"] >= ties["first_line"])
    tied = ties[overlap & (ties["relation_type"] == "acquired_by")]
    key = ["event_id", "telling_no"]
    assert len(told) > told["event_id"].nunique()
    assert told.loc[~told.set_index(key).index.isin(tied.set_index(key).index), key].to_numpy().tolist() == []
