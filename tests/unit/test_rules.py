"""The rules across tables: each names the row that breaks it, and no other."""

from decimal import Decimal

import pandas as pd
import pytest

from pipeline.contract.lineage import tables
from pipeline.contract.tables import sources
from pipeline.core.rules import RULES, Rule, ledger_closes, printed_rows_have_sites, rules_of, shares_add_up, units_fit_indicators
from pipeline.kernel.problems import Problem


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


PRINTED = pd.DataFrame({"document_id": "d", "row_no": [1, 2], "organisation_id": ["gsk", "mithra"], "location_printed": ["Wavre", "Liège"]})
SITES = pd.DataFrame(
    {"document_id": "d", "row_no": [1, 1, 2], "locality_id": ["wavre", "rixensart", "liege"], "organisation_id": ["gsk", "gsk", "mithra"]}
)


def test_a_printed_row_without_a_site_is_named() -> None:
    assert printed_rows_have_sites(PRINTED, SITES) == []
    [problem] = printed_rows_have_sites(PRINTED, SITES[:2])
    assert (problem.file, problem.column, problem.value) == ("table cartography row d, 2", "location_printed", "Liège")
    assert "location_mapping.csv" in problem.remedy


def test_a_site_of_another_organisation_than_its_row_is_named_with_it() -> None:
    wrong = SITES.assign(organisation_id=["gsk", "gsk", "gsk"])
    assert [p.file for p in printed_rows_have_sites(PRINTED, wrong)] == ["table cartography row d, 2", "table sites row d, 2, liege"]


def test_an_observation_in_a_unit_of_another_dimension_is_named() -> None:
    observations = pd.DataFrame({"observation_id": ["a", "b"], "indicator_id": ["staff", "exports"], "unit_id": ["persons", "EUR"]})
    indicators = pd.DataFrame({"indicator_id": ["staff", "exports"], "dimension": ["persons", "currency"]})
    units = pd.DataFrame({"unit_id": ["persons", "EUR"], "dimension": ["persons", "currency"]})
    assert units_fit_indicators(observations, indicators, units) == []
    [problem] = units_fit_indicators(observations.assign(unit_id="EUR"), indicators, units)
    assert (problem.file, problem.column, problem.value) == ("table observations row a", "unit_id", "EUR")
    assert "a unit of persons" in problem.expected


LEDGER = pd.DataFrame(
    {"document_id": "d", "line": [1, 2], "char_start": [1, 1], "token": ["41", "2020"], "disposition": ["datum", "citation"]}
)
USES = pd.DataFrame({"document_id": ["d"], "line": [1], "char_start": [1], "table_name": ["events"], "record_id": ["e"], "role": ["value"]})


@pytest.mark.parametrize(
    ("ledger", "uses", "named"),
    [
        (LEDGER, USES, []),
        (LEDGER, USES[:0], ["table number_ledger row d, 1, 1"]),
        (LEDGER, pd.concat([USES, USES.assign(line=2)]), ["table number_uses row d, 2, 1, events, e, value"]),
        (LEDGER.assign(disposition="name"), USES, ["table number_uses row d, 1, 1, events, e, value"]),
    ],
    ids=["closed", "a datum without a use", "a use of what is no datum", "a datum that is called a name"],
)
def test_the_ledger_closes_in_both_directions(ledger: pd.DataFrame, uses: pd.DataFrame, named: list[str]) -> None:
    found: list[Problem] = ledger_closes(ledger, uses)
    assert [problem.file for problem in found] == named


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_looks_at_its_own_table_and_at_what_that_table_is_made_with_anyway(rule: Rule) -> None:
    assert set(rule.tables) <= {rule.table, *sources(tables()[rule.table])}
    assert rule in rules_of(rule.table)
    assert rule.question.endswith("?")
