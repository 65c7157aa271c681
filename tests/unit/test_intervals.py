"""Formulas with bounds: equal to exact fractions, and true to every value that the bounds allow."""

import calendar
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.claim_requirements import FORMULAS
from pipeline.metrics.intervals import ABOVE, BELOW, UNKNOWN, Intervals, arithmetic, as_published, settled
from schemas.codes import codes_of

Record = tuple[str, Decimal, Decimal, Decimal]
Result = tuple[Decimal, Decimal, Decimal]
NOISE = Decimal("1e-40")
F = Fraction


def results(formula: str, cases: list[list[Record]], first_year: int = 2016, last_year: int = 2020) -> list[Result]:
    """Apply a formula to cases, each the records (role, value, low, high) of a claim; start is of the first year, end of the last."""
    rows = [(number, *record) for number, case in enumerate(cases) for record in case]
    frame = pd.DataFrame(rows, columns=["claim", "role", "value", "low", "high"]).astype("object").set_index("claim")
    years = {"start": (first_year, first_year), "end": (last_year, last_year)}
    ends = [years.get(role, (first_year, last_year)) for role in frame["role"]]
    frame = frame.assign(first_year=[first for first, _ in ends], last_year=[last for _, last in ends])
    with arithmetic():
        found = FORMULAS[formula].compute(frame)
    return [(found.point[number], found.low[number], found.high[number]) for number in range(len(cases))]


def computed(formula: str, records: list[Record], first_year: int = 2016, last_year: int = 2020) -> Result:
    return results(formula, [records], first_year, last_year)[0]


def exact(role: str, value: object) -> Record:
    number = Decimal(str(value))
    return role, number, number, number


# Each formula that is a fraction of its inputs, written again over fractions.
REFERENCES: dict[str, tuple[tuple[str, ...], Callable[..., Fraction]]] = {
    "growth_pct": (("start", "end"), lambda start, end: (end - start) * 100 / start),
    "mean_annual_change": (("start", "end"), lambda start, end: (end - start) / 4),
    "previous_from_growth": (("end", "growth"), lambda end, growth: end / (1 + growth / 100)),
    "compound_growth_pct": (("rate",), lambda rate: ((1 + rate / 100) ** 4 - 1) * 100),
    "decrease_pct": (("start", "end"), lambda start, end: (start - end) * 100 / start),
    "growth_before_pct": (("start", "end", "growth"), lambda start, end, growth: (100 * end / (100 + growth) - start) * 100 / start),
    "per_day": (("amount",), lambda amount: amount / sum(366 if calendar.isleap(year) else 365 for year in range(2016, 2021))),
    "per_year": (("amount",), lambda amount: amount / 5),
    "ratio": (("dividend", "divisor"), lambda a, b: a / b),
    "share_pct": (("part", "whole"), lambda a, b: a / b * 100),
    "per_thousand": (("part", "whole"), lambda a, b: a / b * 1000),
    "implied_part": (("share", "whole"), lambda share, whole: whole * share / 100),
    "implied_rest": (("part", "part", "whole"), lambda a, b, whole: whole - whole * a / 100 - whole * b / 100),
    "implied_total": (("part", "share"), lambda part, share: part / (share / 100)),
    "sum": (("addend", "addend", "addend"), lambda a, b, c: a + b + c),
    "complement_pct": (("part", "part"), lambda a, b: 100 - a - b),
    "difference": (("minuend", "subtrahend"), lambda a, b: a - b),
    "rest": (("whole", "part", "part"), lambda whole, a, b: whole - a - b),
    "restated": (("other",), lambda a: a),
    "count_of_records": (("record", "record", "record"), lambda *_: F(3)),
    "count_between": (("record", "record", "record"), lambda *_: F(2)),
    "rank_after": (("record", "record", "record"), lambda *_: F(4)),
    "rank_lowest_first": (("subject", "other", "other"), lambda a, b, c: F(1 + (b < a) + (c < a))),
    "rank_highest_first": (("subject", "other", "other"), lambda a, b, c: F(1 + (b > a) + (c > a))),
    "duration_years": (("dated",), lambda *_: F(4)),
    "calendar_years": (("dated",), lambda *_: F(5)),
}
# Those whose divisor is a difference: they have no result where it is zero.
OF_DIFFERENCES: dict[str, tuple[tuple[str, ...], Callable[..., Fraction]]] = {
    "growth_from_change_pct": (("end", "change"), lambda end, change: 100 * change / (end - change)),
    "weight_from_growths_pct": (("whole", "part", "other"), lambda whole, part, other: 100 * (whole - other) / (part - other)),
    "whole_before_from_growths": (
        ("end", "whole", "part", "other"),
        lambda end, whole, part, other: 100 * end / (100 + part) / ((whole - other) / (part - other)),
    ),
    "whole_after_from_growths": (
        ("end", "whole", "part", "other"),
        lambda end, whole, part, other: 100 * end / (100 + part) / ((whole - other) / (part - other)) * (100 + whole) / 100,
    ),
}
AMOUNTS = st.decimals("0.01", "1000000", places=2)
SLACKS = st.decimals("0", "0.009", places=3)


def test_every_formula_has_a_code_and_a_reference() -> None:
    assert list(FORMULAS) == codes_of("claim_formula")
    assert set(REFERENCES) | set(OF_DIFFERENCES) == set(FORMULAS) - {"cagr_pct"}
    assert {role for formula in FORMULAS.values() for role in formula.roles} == set(codes_of("claim_role")) - {"stated"}


# Each example is many cases, since a whole column costs hardly more than one of its cells.
FEW = settings(max_examples=10)


def roles_of(formula: str) -> tuple[str, ...]:
    return REFERENCES[formula][0] if formula in REFERENCES else FORMULAS[formula].roles


def domain(formula: str, role: str) -> st.SearchStrategy[Decimal]:
    """Values of a role for which a formula has a result: where a difference is below, its terms lie apart."""
    if formula not in OF_DIFFERENCES:
        return AMOUNTS
    low, high = st.decimals("2", "20", places=2), st.decimals("60", "90", places=2)
    return {"other": low, "change": low, "whole": st.decimals("30", "50", places=2)}.get(role, high)


@pytest.mark.parametrize("formula", sorted(OF_DIFFERENCES))
@FEW
@given(data=st.data())
def test_a_formula_with_a_difference_below_gives_what_exact_fractions_give_and_bounds_that_hold_all_between(
    formula: str, data: st.DataObject
) -> None:
    roles, reference = OF_DIFFERENCES[formula]
    case = [(role, data.draw(domain(formula, role))) for role in roles]
    narrowest, widest = [exact(role, value) for role, value in case], [(role, value, value - 1, value + 1) for role, value in case]
    (point, least, most), wide = results(formula, [narrowest, widest])
    expected = reference(*(F(value) for _, value in case))
    assert least == point == most
    assert abs(F(point) - expected) <= abs(expected) * F(NOISE)
    inside = [value + data.draw(st.decimals("-1", "1", places=2)) for _, value in case]
    assert F(wide[1]) * (1 - F("1e-30")) <= reference(*map(F, inside)) <= F(wide[2]) * (1 + F("1e-30"))
    ends = [reference(*corner) for corner in product(*((F(value) - 1, F(value) + 1) for _, value in case))]
    assert abs(F(wide[1]) - min(ends)) <= abs(min(ends)) * F("1e-30")
    assert abs(F(wide[2]) - max(ends)) <= abs(max(ends)) * F("1e-30")


def test_the_weight_of_a_part_is_unbounded_where_the_parts_may_have_grown_alike() -> None:
    alike = [("part", Decimal(5), Decimal(4), Decimal(6)), ("other", Decimal(3), Decimal(2), Decimal(5)), exact("whole", 4)]
    assert computed("weight_from_growths_pct", alike) == (50, BELOW, ABOVE)


@pytest.mark.parametrize("formula", sorted(REFERENCES))
@FEW
@given(data=st.data())
def test_a_formula_gives_what_exact_fractions_give(formula: str, data: st.DataObject) -> None:
    roles, reference = REFERENCES[formula]
    cases = data.draw(st.lists(st.tuples(*[AMOUNTS for _ in roles]), min_size=1, max_size=20))
    found = results(formula, [[exact(role, value) for role, value in zip(roles, case, strict=True)] for case in cases])
    for case, (point, low, high) in zip(cases, found, strict=True):
        expected = reference(*map(F, case))
        assert low == point == high
        assert abs(F(point) - expected) <= abs(expected) * F(NOISE)


@FEW
@given(cases=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20), years=st.integers(1, 40))
def test_an_annual_rate_compounds_to_the_growth(cases: list[tuple[Decimal, Decimal]], years: int) -> None:
    found = results("cagr_pct", [[exact("start", start), exact("end", end)] for start, end in cases], 2000, 2000 + years)
    for (start, end), (rate, low, high) in zip(cases, found, strict=True):
        assert low == rate == high
        assert abs(F(start) * (1 + F(rate) / 100) ** years - F(end)) <= F(end) * F("1e-35")


# of a value: slack below and above, where between the bounds another value lies, by how much the bounds are widened
SLACK_AND_PLACE = (SLACKS, SLACKS, st.decimals("0", "1", places=3), SLACKS, SLACKS)


@pytest.mark.parametrize("formula", sorted(FORMULAS))
@FEW
@given(data=st.data())
def test_bounds_hold_the_point_and_all_that_the_inputs_allow_and_widen_with_them(formula: str, data: st.DataObject) -> None:
    roles = roles_of(formula)
    bounded = [st.tuples(domain(formula, role), *SLACK_AND_PLACE) for role in roles]
    drawn = data.draw(st.lists(st.tuples(*bounded), min_size=1, max_size=20))
    wide, narrow, wider = [], [], []
    for case in drawn:
        ends = [(role, value, value - below, value + above) for role, (value, below, above, *_) in zip(roles, case, strict=True)]
        wide.append(ends)
        narrow.append([exact(role, low + (high - low) * x[3]) for (role, _, low, high), x in zip(ends, case, strict=True)])
        wider.append([(role, value, low - x[4] / 10, high + x[5]) for (role, value, low, high), x in zip(ends, case, strict=True)])
    found, count = results(formula, wide + narrow + wider), len(drawn)  # one call: a column costs hardly more than a cell
    for held, inside, widened in zip(found[:count], found[count:-count], found[-count:], strict=True):
        point, low, high = held
        with arithmetic():
            room = max(abs(low), abs(high)) * NOISE
            assert low - room <= inside[0] <= high + room
            assert point.is_nan() or low - room <= point <= high + room
            assert widened[1] <= low + room
            assert widened[2] >= high - room


def test_an_open_bound_opens_the_result_on_the_side_that_it_drives() -> None:
    more = ("part", Decimal(10), Decimal(10), ABOVE)
    assert computed("share_pct", [more, exact("whole", 50)]) == (20, 20, ABOVE)
    assert computed("complement_pct", [more, exact("part", 50)]) == (40, BELOW, 40)
    assert computed("ratio", [exact("dividend", 50), ("divisor", Decimal(10), Decimal(10), ABOVE)]) == (5, 0, 5)
    assert computed("previous_from_growth", [exact("end", 110), ("growth", Decimal(10), BELOW, Decimal(10))])[1:] == (BELOW, ABOVE)


def test_a_range_gives_bounds_without_a_point() -> None:
    point, low, high = computed("sum", [("addend", UNKNOWN, Decimal(2), Decimal(3)), exact("addend", 1)])
    assert point.is_nan()
    assert (low, high) == (3, 4)


@pytest.mark.parametrize("divisor", [("divisor", Decimal(0), Decimal(0), Decimal(0)), ("divisor", Decimal(1), Decimal(-1), Decimal(3))])
def test_a_divisor_that_may_be_zero_leaves_the_result_unbounded(divisor: Record) -> None:
    point, low, high = computed("ratio", [exact("dividend", 6), divisor])
    assert point.is_nan() if divisor[1] == 0 else point == 6
    assert (low, high) == (BELOW, ABOVE)


def test_a_rate_over_no_years_or_from_nothing_is_unknown() -> None:
    for records, years in (([exact("start", 1), exact("end", 2)], 0), ([exact("start", 0), exact("end", 2)], 4)):
        point, low, high = computed("cagr_pct", records, 2016, 2016 + years)
        assert point.is_nan()
        assert (low, high) == (BELOW, ABOVE)


def test_a_rank_between_overlapping_bounds_is_not_known() -> None:
    point, low, high = computed(
        "rank_lowest_first", [("subject", Decimal(5), Decimal(4), Decimal(6)), ("other", Decimal(5), Decimal(5), Decimal(7))]
    )
    assert point.is_nan()
    assert (low, high) == (1, 2)


def test_a_leap_year_has_366_days() -> None:
    assert computed("per_day", [exact("amount", 366)], 2020, 2020)[0] == 1
    assert computed("per_day", [exact("amount", 365)], 2019, 2019)[0] == 1
    assert computed("per_day", [exact("amount", 365)], 1900, 1900)[0] == 1


def test_a_third_of_three_is_one_again_and_is_published_half_to_even() -> None:
    with arithmetic():
        third = Intervals.exact(pd.Series([1])) / Intervals.exact(pd.Series([3]))
        assert settled(third * 3).point[0] == 1
    halves = pd.Series([Decimal("0.0000005"), Decimal("0.0000015"), ABOVE, UNKNOWN])
    assert as_published(halves).tolist() == [Decimal("0.000000"), Decimal("0.000002"), None, None]


def test_a_power_of_zero_is_unknown_and_leaves_its_bound_open() -> None:
    base = Intervals(pd.Series([Decimal(0), Decimal(4)]), pd.Series([Decimal(0), Decimal(0)]), pd.Series([Decimal(4), Decimal(4)]))
    with arithmetic():
        raised = base.to_the(pd.Series([Decimal("0.5"), Decimal("0.5")]))
    assert [value.is_nan() for value in raised.point] == [True, False]
    assert list(raised.low) == [BELOW, BELOW]
    assert list(raised.high) == [2, 2]
