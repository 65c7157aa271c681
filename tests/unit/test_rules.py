"""The rules across tables: each names the row that breaks it, and no other."""

from decimal import Decimal

import pandas as pd
import pytest

from pipeline.app.assets.asked import RULES
from pipeline.contract.lineage import tables
from pipeline.contract.rules import Rule
from pipeline.contract.tables import sources
from pipeline.core.observations import parts_fit_their_wholes, units_fit_indicators
from pipeline.core.reference import counted_concepts_are_broader, names_have_a_basis
from pipeline.metrics.rules import shares_add_up


def shares(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["share_id", "share_pct", "status", "period"])
    return made.assign(share_pct=made["share_pct"].map(Decimal), document_id="d", geography_id="belgium", share_kind="destination")


GOOD = (
    ("a", "60.1", "stated", 2019),
    ("b", "39.9", "residual", 2019),
    ("c", "99.999999", "stated", 2020),
    ("d", "0.000001", "residual", 2020),
)


def test_shares_with_what_is_left_are_one_hundred_to_the_last_decimal() -> None:
    assert shares_add_up(shares(*GOOD)) == []
    found = shares_add_up(shares(*GOOD[:3], ("d", "0.000002", "residual", 2020)))
    assert [(p.file, p.column, p.value) for p in found] == [
        ("table export_shares row c", "share_pct", "99.999999"),
        ("table export_shares row d", "share_pct", "0.000002"),
    ]
    assert "100.000001" in found[0].expected


def test_shares_without_a_row_for_what_is_left_are_named_though_they_add_up() -> None:
    assert [p.file for p in shares_add_up(shares(("a", "100", "stated", 2019), *GOOD[2:]))] == ["table export_shares row a"]


def test_shares_of_another_kind_need_not_add_up() -> None:
    assert shares_add_up(shares(("a", "15.1", "stated", 2019)).assign(share_kind="product")) == []


def statements(**changes: object) -> pd.DataFrame:
    """A whole of 9000, a part of 1600, and the whole told again, with changes of whole columns."""
    frame = pd.DataFrame(
        {
            "observation_id": ["whole", "part", "again"],
            "unit_id": ["persons", "persons", "jobs"],
            "value_low": [Decimal(8500), Decimal(1550), Decimal(8500)],
            "value_high": [Decimal(9500), Decimal(1650), None],
            "is_part_of": [None, "whole", None],
            "is_repeat_of": [None, None, "whole"],
        }
    )
    return frame.assign(**changes)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        ({"unit_id": ["persons", "jobs", "jobs"], "value_low": [1, 1550, 1]}, []),
        ({"value_high": [1500, 1650, None], "value_low": [1, 1550, 1]}, [("part", "is_part_of")]),
        ({"is_part_of": ["part", "whole", None], "value_high": [9500, 9500, None]}, [("part", "is_part_of"), ("whole", "is_part_of")]),
        ({"value_low": [8500, 1550, 9600]}, [("again", "is_repeat_of")]),
        ({"is_repeat_of": ["part", None, "whole"], "value_low": [1, 1, 1]}, [("again", "is_repeat_of")]),
        ({"is_part_of": [None, "whole", "whole"]}, [("again", "is_repeat_of")]),
    ],
)
def test_a_part_is_within_its_whole_and_a_repeat_says_the_same(changes: dict[str, object], faults: list[tuple[str, str]]) -> None:
    found = {(problem.file.split()[-1], problem.column) for problem in parts_fit_their_wholes(statements(**changes))}
    assert sorted(found) == sorted(faults)


def test_a_concept_is_counted_as_one_above_it_that_is_itself_counted() -> None:
    concepts = pd.DataFrame({"concept_id": ["dna", "plasmid", "ring"], "broader_id": [None, "dna", "plasmid"], "source_line": [2, 3, 4]})
    concepts = concepts.assign(source_file="f", scheme="approach")
    for counted, wrong in (([None, "dna", "dna"], []), ([None, "ring", None], ["ring"]), ([None, "dna", "plasmid"], ["plasmid"])):
        assert [p.value for p in counted_concepts_are_broader(concepts.assign(counted_as=counted))] == wrong


def test_a_name_that_is_not_printed_says_what_it_rests_on() -> None:
    printed = pd.DataFrame({"organisation_id": ["a", "b"], "name": ["Alpha", "Betta"]})
    known = pd.DataFrame({"organisation_id": ["a", "b"], "name": ["Alpha", "Beta"], "name_en": None, "name_fr": None, "source_file": "f"})
    known = known.assign(source_line=[2, 3])
    assert [p.value for p in names_have_a_basis(known.assign(name_basis=None), printed)] == ["Beta"]
    assert names_have_a_basis(known.assign(name_basis=[None, "A letter too many."]), printed) == []
    assert [p.value for p in names_have_a_basis(known.assign(name_basis=[None, "x"], name_en=["A", None]), printed)] == ["Alpha"]


def test_an_observation_in_a_unit_of_another_dimension_is_named() -> None:
    observations = pd.DataFrame({"observation_id": ["a", "b"], "indicator_id": ["staff", "exports"], "unit_id": ["persons", "EUR"]})
    indicators = pd.DataFrame({"indicator_id": ["staff", "exports"], "dimension": ["persons", "currency"]})
    units = pd.DataFrame({"unit_id": ["persons", "EUR"], "dimension": ["persons", "currency"]})
    assert units_fit_indicators(observations, indicators, units) == []
    [problem] = units_fit_indicators(observations.assign(unit_id="EUR"), indicators, units)
    assert (problem.file, problem.column, problem.value) == ("table observations row a", "unit_id", "EUR")
    assert "a unit of persons" in problem.expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_looks_at_its_table_and_at_what_that_table_is_made_with(rule: Rule) -> None:
    assert set(rule.tables) <= {rule.table, *sources(tables()[rule.table])}
    assert rule.question.endswith("?")


def test_each_rule_is_listed_once() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
