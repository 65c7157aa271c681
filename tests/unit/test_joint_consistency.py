"""Joint consistency: sets of numbers that cannot hold together are found, all and only the minimal ones."""

from fractions import Fraction
from itertools import combinations, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics import joint_consistency
from pipeline.metrics.claim_identities import IDENTITIES
from pipeline.metrics.claim_requirements import FORMULAS
from pipeline.metrics.relations_of_numbers import Interval, Relation, Term, groups, impossible_sets, needed, possible

F = Fraction
A, B, C, D, E = (("o", name) for name in "abcde")
Number = tuple[str, str]


def between(low: object, high: object) -> Interval:
    return F(str(low)), F(str(high))


def growth(source: str, rate: Number, start: Number, end: Number) -> Relation:
    """(100 + rate) * start / end = 100."""
    return Relation(source, (Term(rate, offset=F(100)), Term(start), Term(end, divides=True)), F(100), is_product=True)


def total(source: str, constant: int, *terms: Term) -> Relation:
    return Relation(source, terms, F(constant))


PRINTED = {A: between("37.275", "37.285"), B: between("41.005", "41.015"), C: between("56.275", "56.285")}


def test_a_growth_that_its_two_amounts_exclude_makes_a_set_of_three() -> None:
    relation = growth("growth", A, B, C)
    assert impossible_sets([relation], PRINTED) == [(A, B, C)]
    assert impossible_sets([relation], PRINTED | {A: between("37.2", "37.3")}) == []
    assert impossible_sets([relation], PRINTED, largest=2) == []


def test_numbers_that_only_a_number_between_them_links_make_a_set_though_no_claim_holds_them_against_each_other() -> None:
    relations = [growth("growth", A, B, C), Relation("day", (Term(C), Term(D, divides=True)), F(366), is_product=True)]
    printed = {A: between("29.1", "60"), B: between("3.845", "3.855"), D: between("0.0125", "0.0135")}
    assert impossible_sets(relations, printed) == [(A, B, D)]
    assert needed(relations, printed) == ["day", "growth"]
    assert possible(relations, printed | {D: between("0.0125", "0.0139")})


def test_a_set_holds_no_smaller_one_and_names_only_the_claims_that_it_needs() -> None:
    relations = [total("same", 0, Term(A), Term(B, F(-1))), total("sum", 100, Term(A), Term(C))]
    printed = {A: between(1, 2), B: between(3, 4), C: between(98, 99)}
    found = impossible_sets(relations, printed)
    assert found == [(A, B), (B, C)]
    assert [needed(relations, {number: printed[number] for number in one}) for one in found] == [["same"], ["same", "sum"]]


def test_an_open_bound_excludes_nothing_on_its_side() -> None:
    relations = [total("same", 0, Term(A), Term(B, F(-1)))]
    assert possible(relations, {A: (F(5), None), B: between(7, 8)})
    assert not possible(relations, {A: (F(9), None), B: between(7, 8)})
    assert possible(relations, {A: between(1, 2)})


@pytest.mark.parametrize("size", [1, 5])
def test_relations_without_a_common_number_are_apart(size: int) -> None:
    relations = [total(str(n), 0, Term(("o", f"{n}")), Term(("p", f"{n}"), F(-1))) for n in range(size)]
    assert groups(relations) == [[one] for one in relations]
    linked = [*relations, total("all", 0, *(Term(("o", f"{n}")) for n in range(size)))]
    assert [{one.source for one in group} for group in groups(linked)] == [{one.source for one in linked}]


# Systems of sums over small whole numbers, the numbers that are not stated from -12 to 12: trying every value is the reference.
SUMS = [total("one", 0, Term(A), Term(B, F(-1)), Term(D, F(-1))), total("two", 6, Term(D), Term(C))]
SIDE = st.integers(-3, 3)
WIDE = range(-12, 13)


def satisfiable(stated: dict[Number, Interval]) -> bool:
    """Whether whole numbers satisfy both sums. Whole ends and unit coefficients: where fractions do, whole numbers do."""
    spans = [range(int(stated[n][0] or 0), int(stated[n][1] or 0) + 1) if n in stated else WIDE for n in (A, B, C)]
    return any(a - b == 6 - c for a, b, c in product(*spans))


@settings(max_examples=60, deadline=None)
@given(ends=st.tuples(*[st.tuples(SIDE, SIDE) for _ in range(3)]))
def test_the_minimal_sets_are_those_that_trying_every_value_finds(ends: tuple[tuple[int, int], ...]) -> None:
    printed = {number: between(min(pair), max(pair)) for number, pair in zip((A, B, C), ends, strict=True)}
    bad = [
        chosen
        for size in (1, 2, 3)
        for chosen in combinations(printed, size)
        if not satisfiable({number: printed[number] for number in chosen})
    ]
    minimal = [one for one in bad if not any(set(other) < set(one) for other in bad)]
    assert impossible_sets(SUMS, printed) == minimal


@settings(max_examples=60, deadline=None)
@given(values=st.tuples(*[st.fractions("1/10", 50, max_denominator=20) for _ in range(3)]), slack=st.fractions(0, 1, max_denominator=10))
def test_numbers_that_satisfy_the_relations_are_never_a_set(values: tuple[Fraction, ...], slack: Fraction) -> None:
    start, rate, share = values
    end = start * (100 + rate) / 100
    relations = [growth("growth", A, B, C), Relation("share", (Term(D), Term(C), Term(E, divides=True)), F(100), is_product=True)]
    exact = {A: rate, B: start, C: end, D: share, E: share * end / 100}
    assert impossible_sets(relations, {number: (value - slack, value + slack) for number, value in exact.items()}, largest=5) == []
    assert not possible(relations, {A: (rate, rate), B: (start, start), C: (end + 1, end + 1)})


def test_every_formula_that_links_printed_numbers_is_an_identity() -> None:
    nothing_stated = {code for code in FORMULAS if code.startswith(("implied_", "previous_", "weight_", "whole_", "compound_"))}
    not_arithmetic = {code for code, formula in FORMULAS.items() if formula.kind in ("count", "rank", "duration")}
    of_a_power = {"cagr_pct"}
    assert set(IDENTITIES) == set(FORMULAS) - nothing_stated - not_arithmetic - of_a_power - {"growth_before_pct"}


def test_the_claims_of_one_document_link_numbers_and_those_of_several_documents_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[set[str]] = []

    def noted(relations: list[Relation], _printed: object) -> list[tuple[Number, ...]]:
        tried.append({relation.source for relation in relations})
        return []

    monkeypatch.setattr(joint_consistency, "impossible_sets", noted)
    claims = pd.DataFrame(
        {"claim_id": ["one", "two", "three"], "document_id": ["a", "a", "b"], "formula": "restated", "verdict": "consistent"}
        | {"stated_observation_id": ["x", "y", "z"], "statement_en": "", "statement_fr": ""}
    )
    inputs = [
        (claim, role, record)
        for claim, record in zip(["one", "two", "three"], "xyz", strict=True)
        for role, record in (("stated", record), ("other", "hub"))
    ]
    named = pd.DataFrame(inputs, columns=["claim_id", "role", "record_id"]).assign(table_name="observations", factor=None)
    empty = pd.DataFrame(columns=["table_name", "record_id", "first_year", "last_year", "low", "high", "value", "rounding_unit"])
    monkeypatch.setattr(joint_consistency, "_numbers", lambda *_: empty.set_index(["table_name", "record_id"]))
    units = pd.DataFrame(columns=["unit_id", "label_en", "label_fr"])
    assert joint_consistency.joint_inconsistencies(claims, named, empty, empty, units).empty
    assert tried == [{"one", "two"}, {"three"}]
