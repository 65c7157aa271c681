"""Bounds: the interval that a printed number stands for, by its qualifier and its rounding unit, all in one place."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.bounds import FROM_VALUE, ONE_SIDED, TO_VALUE, bounded, last_digit_unit, ruled_units
from schemas.codes import CODE_LISTS

NUMBERS = st.decimals("-1e9", "1e9", places=3)
UNITS = st.sampled_from([Decimal(unit) for unit in ("0.01", "0.1", "1", "10", "1000", "5")])
# The bounds of value v with unit u, as v plus so many units; None is open.
HALVES = {
    "exact": (Decimal("-0.5"), Decimal("0.5")),
    "about": (Decimal("-0.5"), Decimal("0.5")),
    "nearly": (Decimal("-0.5"), Decimal(0)),
    "more_than": (Decimal(0), None),
    "at_least": (Decimal(0), None),
    "less_than": (None, Decimal(0)),
    "at_most": (None, Decimal(0)),
}


def rows(value: Decimal | None, unit: Decimal, ends: tuple[Decimal | None, Decimal | None] = (None, None)) -> pd.DataFrame:
    """One row for each qualifier, in the order of the code list, with the same value, unit and ends."""
    frame = pd.DataFrame({"qualifier": list(CODE_LISTS["qualifier"])}, dtype="object")
    return frame.assign(value=value, rounding_unit=unit, value_low=ends[0], value_high=ends[1]).astype("object")


def bounds_by_qualifier(frame: pd.DataFrame) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    made = bounded(frame).set_index("qualifier")
    none = {name: made[name].where(made[name].notna(), None) for name in ("value_low", "value_high")}
    return {qualifier: (none["value_low"][qualifier], none["value_high"][qualifier]) for qualifier in made.index}


def test_every_qualifier_of_the_code_list_has_a_rule_here() -> None:
    assert {*HALVES, "range"} == set(CODE_LISTS["qualifier"])
    assert {*FROM_VALUE, *TO_VALUE} == set(ONE_SIDED)


@settings(max_examples=60)
@given(value=NUMBERS, unit=UNITS)
def test_each_qualifier_has_its_interval(value: Decimal, unit: Decimal) -> None:
    found = bounds_by_qualifier(rows(value, unit))
    expected = {name: tuple(None if end is None else value + end * unit for end in ends) for name, ends in HALVES.items()}
    assert {name: found[name] for name in HALVES} == expected


@settings(max_examples=60)
@given(value=NUMBERS, unit=UNITS)
def test_the_value_itself_is_never_outside_its_bounds_and_no_bound_is_more_than_half_a_unit_away(value: Decimal, unit: Decimal) -> None:
    for qualifier, (low, high) in bounds_by_qualifier(rows(value, unit)).items():
        if qualifier != "range":
            assert low is None or value - unit / 2 <= low <= value, qualifier
            assert high is None or value <= high <= value + unit / 2, qualifier
            assert (low is None) == (qualifier in TO_VALUE)
            assert (high is None) == (qualifier in FROM_VALUE)


@settings(max_examples=30)
@given(ends=st.tuples(NUMBERS, NUMBERS))
def test_a_range_keeps_its_printed_ends_and_only_a_range_does(ends: tuple[Decimal, Decimal]) -> None:
    found, without = (bounds_by_qualifier(rows(Decimal(7), Decimal(1), given)) for given in (ends, (None, None)))
    assert found["range"] == ends
    assert all(found[name] == without[name] for name in HALVES)


@pytest.mark.parametrize(
    ("value", "unit"), [("56280000000", "10000000"), ("13.6", "0.1"), ("40464", "1"), ("1600", "100"), ("5000", "1000"), ("0", "1")]
)
def test_the_unit_is_that_of_the_last_digit_that_is_not_zero(value: str, unit: str) -> None:
    assert last_digit_unit(Decimal(value)) == Decimal(unit)


@settings(max_examples=60)
@given(value=st.decimals("0.001", "1e9", places=3).filter(bool))
def test_a_number_is_a_whole_multiple_of_its_unit_and_of_no_unit_ten_times_larger(value: Decimal) -> None:
    unit = last_digit_unit(value)
    assert value % unit == 0
    assert value % (unit * 10) != 0


def test_ranks_limits_and_ranges_have_no_rounding_unit_by_the_rule() -> None:
    frame = rows(Decimal(300), Decimal(0)).assign(unit_id="persons", value_printed="300")
    units = dict(zip(frame["qualifier"], ruled_units(frame), strict=True))
    assert {name for name, unit in units.items() if unit == 0} == {*ONE_SIDED, "range"}
    assert {units[name] for name in ("exact", "about", "nearly")} == {Decimal(100)}
    assert set(ruled_units(frame.assign(unit_id="rank"))) == {Decimal(0)}


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("22,0 %", "22", "0.1"),
        ("20,0", "20", "0.1"),
        ("-3,0 %", "-3", "0.1"),
        ("1,50 million", "1500000", "10000"),
        ("EUR 12.00bn", "12000000000", "10000000"),
        ("2.500", "2500", "100"),
        ("20 %", "20", "10"),
        ("1 200 emplois", "1200", "100"),
        ("30 à 40,0", "30", "10"),
        ("une vingtaine", "20", "10"),
        (None, "22", "1"),
    ],
)
def test_a_zero_that_ends_printed_decimals_is_meant(printed: str | None, value: str, unit: str) -> None:
    row = {"value": Decimal(value), "value_printed": printed, "qualifier": "exact", "unit_id": "percent"}
    assert ruled_units(pd.DataFrame([row]).astype("object")).tolist() == [Decimal(unit)]
