"""The network of relations: known answers of small graphs; statements, order and direction count where they should and nowhere else."""

from fractions import Fraction
from random import Random

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract.arrow import conform
from pipeline.contract.check import table_problems
from pipeline.contract.tables import describe
from pipeline.metrics.network import network_measures
from pipeline.metrics.rounding import published
from schemas.codes import codes_of
from schemas.relation_network import NetworkMeasures

TYPES = pd.DataFrame({"concept_id": ["spin_off_of", "acquired_by", "partner_of", "cdmo"], "is_symmetric": [False, False, True, None]})
ORGANISATIONS = pd.DataFrame(
    {
        "organisation_id": ["a", "b", "c", "d", "e", "lonely", "uni", "plan"],
        "in_cartography": [True, True, True, True, False, True, False, False],
        "organisation_type": [*["company"] * 6, "university", "public_programme"],
    }
)
# Two spin-offs of a university, one of them stated twice; one of them was bought, and is a partner of its buyer; a pair apart.
TIES = [
    ("a", "spin_off_of", "uni", "current"),
    ("a", "spin_off_of", "uni", "current"),
    ("b", "spin_off_of", "uni", "current"),
    ("a", "acquired_by", "c", "current"),
    ("c", "partner_of", "a", "current"),
    ("a", "partner_of", "c", "current"),
    ("d", "partner_of", "e", "former"),
]
Tie = tuple[str, str, str, str]


def relations(ties: list[Tie]) -> pd.DataFrame:
    return pd.DataFrame(ties, columns=["subject_id", "relation_type", "object_id", "status"])


def measures(ties: list[Tie]) -> pd.DataFrame:
    return network_measures(relations(ties), TYPES, ORGANISATIONS)


def found(made: pd.DataFrame, scope: str, measure: str) -> dict[str, tuple[int, int]]:
    rows = made[(made["scope"] == scope) & (made["measure"] == measure)]
    return {row.organisation_id: (int(row.value), row.n) for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("scope", "measure", "value", "n"),
    [
        ("all", "organisations", 6, 7),
        ("all", "ties", 4, 7),
        ("all", "components", 2, 6),
        ("all", "largest_component", 4, 6),
        ("all", "isolated_actors", 1, 5),
        ("current", "organisations", 4, 6),
        ("current", "ties", 3, 6),
        ("current", "components", 1, 4),
        ("current", "isolated_actors", 2, 5),
        ("partner_of", "ties", 2, 3),
        ("spin_off_of", "largest_component", 3, 3),
        ("acquired_by", "isolated_actors", 3, 5),
    ],
)
def test_the_whole_network_has_the_known(scope: str, measure: str, value: int, n: int) -> None:
    assert found(measures(TIES), scope, measure) == {"": (value, n)}


DEGREES = {"a": (2, 5), "b": (1, 1), "c": (1, 3), "d": (1, 1), "e": (1, 1), "uni": (2, 3), "lonely": (0, 0)}


def test_an_organisation_is_tied_to_others_however_often_and_by_whatever_ties() -> None:
    made = measures(TIES)
    assert found(made, "all", "degree") == DEGREES
    assert found(made, "current", "degree") == {name: known for name, known in DEGREES.items() if name != "e"} | {"d": (0, 0)}
    assert found(made, "all", "component_size") == dict.fromkeys(("a", "b", "c", "uni"), (4, 6)) | dict.fromkeys("de", (2, 6))
    assert found(made, "all", "degree_rank") == dict.fromkeys(("a", "uni"), (1, 7)) | dict.fromkeys("bcde", (3, 7)) | {"lonely": (7, 7)}


def test_spin_offs_of_a_university_and_acquisitions_of_a_buyer_are_counted_by_direction() -> None:
    made = measures(TIES)
    assert found(made, "spin_off_of", "in_degree") == {"uni": (2, 3)}
    assert found(made, "spin_off_of", "out_degree") == {"a": (1, 2), "b": (1, 1)}
    assert found(made, "acquired_by", "in_degree") == {"c": (1, 1)}


def test_ties_that_hold_both_ways_and_ties_of_all_types_have_no_direction() -> None:
    made = measures(TIES)
    assert set(made.loc[made["measure"].isin(["in_degree", "out_degree"]), "scope"]) == {"spin_off_of", "acquired_by"}


def test_density_is_the_share_of_pairs_that_have_a_tie() -> None:
    made = measures(TIES)
    [density] = made.loc[(made["scope"] == "all") & (made["measure"] == "density"), "value"]
    assert density == published(Fraction(4, 15))


def test_an_organisation_that_is_tied_to_itself_is_not_tied_to_another() -> None:
    pd.testing.assert_frame_equal(measures([*TIES, ("b", "partner_of", "b", "current")]), measures(TIES))


def test_a_network_without_ties_has_no_measures() -> None:
    assert measures([]).empty


def test_a_programme_and_its_ties_count_in_the_scope_with_projects_only() -> None:
    made, before = measures([*TIES, ("plan", "partner_of", "lonely", "current")]), measures(TIES)
    assert found(made, "with_projects", "organisations") == {"": (8, 8)}
    assert found(made, "with_projects", "degree")["plan"] == (1, 1)
    order = ["scope", "measure", "organisation_id"]
    kept = [some[some["scope"] != "with_projects"].sort_values(order, ignore_index=True) for some in (made, before)]
    pd.testing.assert_frame_equal(*kept)


NODES = [name for name in ORGANISATIONS["organisation_id"] if name != "plan"]
TIE = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from(TYPES["concept_id"].tolist()[:3]),
    st.sampled_from(NODES),
    st.sampled_from(["current", "former"]),
)


@settings(max_examples=25)
@given(st.lists(TIE, min_size=1, max_size=12), st.randoms())
def test_nothing_depends_on_the_order_of_statements_or_on_which_end_of_a_two_way_tie_stands_first(ties: list[Tie], random: Random) -> None:
    shuffled = random.sample(ties, len(ties))
    turned = [(o, kind, s, status) if kind == "partner_of" else (s, kind, o, status) for s, kind, o, status in shuffled]
    order = ["scope", "measure", "organisation_id"]
    one, other = (measures(known).sort_values(order, ignore_index=True) for known in (ties, turned))
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=25)
@given(st.lists(TIE, min_size=1, max_size=12))
def test_the_measures_agree_with_each_other_and_with_the_library(ties: list[Tie]) -> None:
    made, graph = measures(ties), nx.Graph([(s, o) for s, _, o, _ in ties if s != o])
    if not graph:
        assert made.empty
        return
    [(edges, statements)] = found(made, "all", "ties").values()
    degrees = found(made, "all", "degree")
    assert {name: degree for name, (degree, _) in degrees.items() if degree} == dict(graph.degree())
    assert sum(degree for degree, _ in degrees.values()) == 2 * edges
    assert sum(n for _, n in degrees.values()) == 2 * statements
    [density] = made.loc[(made["scope"] == "all") & (made["measure"] == "density"), "value"]
    assert float(density) == pytest.approx(nx.density(graph), abs=1e-6)
    assert found(made, "all", "components")[""][0] == nx.number_connected_components(graph)
    assert found(made, "all", "isolated_actors")[""][0] == len({"a", "b", "c", "d", "lonely"} - set(graph))


def test_the_table_keeps_its_schema() -> None:
    table = describe(NetworkMeasures)
    made = conform(measures(TIES), table)
    assert table_problems(made, table, {"units": pd.DataFrame({"unit_id": ["count", "ratio", "rank"]})}) == []
    assert set(made["measure"]) == set(codes_of("network_measure"))
    assert all(column.description.endswith(".") and column.label_fr and column.derived_from for column in table.columns)
