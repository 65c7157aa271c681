"""Municipalities: a code that is not that of the municipality today is refused where it stands, and the message says which one is."""

import csv

import pandas as pd

from pipeline.raw.event_rules import roles_fit_their_event
from pipeline.raw.load import load_raw
from pipeline.raw.municipality_rules import REGIONS, municipalities_are_those_of_today, regions_begin_as_those_that_hold_them
from tests.conftest import ROOT
from tools.gazetteer import lists

CODES = pd.read_csv(ROOT / "raw" / "reference" / "municipality_codes.csv", dtype="object")


def told(*rows: tuple[str, str]) -> list[tuple[str, int | None, str | None, str]]:
    """What is said of municipalities by their labels and codes, from line 2 on."""
    frame = pd.DataFrame(
        {
            "geography_id": [f"area-{line}" for line in range(2, 2 + len(rows))],
            "label_fr": [label for label, _ in rows],
            "code_scheme": "NIS",
            "code": [code for _, code in rows],
            "source_file": "raw/reference/geographies.csv",
            "source_line": range(2, 2 + len(rows)),
        }
    )
    found = municipalities_are_those_of_today(frame, CODES)
    return [(problem.file, problem.line, problem.column, problem.expected) for problem in found]


def test_a_code_from_before_a_merger_is_refused_with_the_code_of_today() -> None:
    [(file, line, column, expected)] = told(("Seraing", "62096"), ("Bastogne", "82003"))
    assert (file, line, column) == ("raw/reference/geographies.csv", 3, "code")
    assert expected.startswith("82039, the NIS code of Bastogne")


def test_the_code_of_another_municipality_and_a_municipality_that_has_merged_are_refused() -> None:
    [(*_, other), (*_, gone)] = told(("Seraing", "62063"), ("Bertogne", "82005"))
    assert other.startswith("62096, the NIS code of Seraing")
    assert "has no Bertogne, which may have merged with a neighbour" in gone
    assert told(("Bastogne", "82039")) == []


def test_the_lists_are_those_of_independent_packages() -> None:
    """Where a package is newer: python -m tools.gazetteer, then make lock."""
    for name, expected in lists().items():
        with (ROOT / "raw" / "reference" / name).open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)) == expected


def test_every_municipality_of_the_raw_folder_is_one_of_today() -> None:
    frames = load_raw(ROOT / "raw")
    assert municipalities_are_those_of_today(frames["raw_geographies"], frames["raw_municipality_codes"]) == []


def test_a_scheme_without_a_code_and_an_event_of_an_unknown_type_are_left_to_the_rules_that_refuse_them() -> None:
    areas = pd.DataFrame({"geography_id": ["a"], "parent_id": ["b"], "code_scheme": [REGIONS], "code": [None]})
    assert regions_begin_as_those_that_hold_them(areas) == []
    events = pd.DataFrame({"document_id": ["d"], "event_id": ["e"], "event_type": ["unknown"]})
    types = pd.DataFrame({"event_type": ["law"], "organisation_roles": ["adopter"], "counterparty_roles": [None], "other_roles": [None]})
    taking_part = pd.DataFrame({"document_id": ["d"], "event_id": ["e"], "role": ["adopter"]})
    assert roles_fit_their_event(taking_part, events, types) == []
