"""Growth and shares: the Ibis definition equals a plain reference in pandas, and keeps what must hold of growth, shares and bounds."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import ibis
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis.config import Config

from pipeline.metrics.trade import KEYS, LONG, concentration, growth, long_table, run, shares

MILLIONTH = Decimal("0.000001")
NUMBERS = ["value", "low", "high"]


def long(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows (partner, period, value, low, high) of one reporter and product."""
    return pd.DataFrame(
        [("be", partner, "x", period, *(None if n is None else Decimal(str(n)) for n in numbers)) for partner, period, *numbers in rows],
        columns=LONG.names,
    )


def grown(rows: pd.DataFrame) -> pd.DataFrame:
    return run(growth(long_table(rows)), [*KEYS, "from_period", "to_period"])


def shared(rows: pd.DataFrame) -> pd.DataFrame:
    return run(shares(long_table(rows), "world", "rest"), [*KEYS, "period"])


@st.composite
def points(draw: st.DrawFn) -> tuple[Decimal, Decimal, Decimal]:
    """A positive value between its bounds, in millionths."""
    low = draw(st.integers(1, 10**12))
    value = low + draw(st.integers(0, 10**9))
    high = value + draw(st.integers(0, 10**9))
    return (value * MILLIONTH, low * MILLIONTH, high * MILLIONTH)


@st.composite
def series(draw: st.DrawFn) -> pd.DataFrame:
    """Some series of some years each, in any order of rows."""
    rows = []
    for partner in draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)):
        periods = draw(st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True))
        rows += [("be", partner, "x", period, *draw(points())) for period in periods]
    return pd.DataFrame(draw(st.permutations(rows)), columns=LONG.names)


def reference(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Growth written out anew, with fractions: (partner, from, to, change, three growths in percent)."""
    made = []
    for partner, group in rows.groupby("partner"):
        known = group.sort_values("period").to_dict("records")
        pairs = list(pairwise(known))
        if len(known) > 2:
            pairs.append((known[0], known[-1]))
        for a, b in sorted(pairs, key=lambda pair: (pair[0]["period"], pair[1]["period"])):
            percents = [100 * (Fraction(b[x]) / Fraction(a[y]) - 1) for x, y in (("value", "value"), ("low", "high"), ("high", "low"))]
            made.append((partner, a["period"], b["period"], b["value"] - a["value"], *percents))
    return made


@settings(max_examples=25, deadline=None)
@given(series())
def test_growth_equals_a_reference_written_anew(rows: pd.DataFrame) -> None:
    found = grown(rows)
    expected = reference(rows)
    assert list(zip(found["partner"], found["from_period"], found["to_period"], found["change"], strict=True)) == [
        row[:4] for row in expected
    ]
    for column, place in (("growth_pct", 4), ("growth_low_pct", 5), ("growth_high_pct", 6)):
        for number, row in zip(found[column], expected, strict=True):
            assert abs(Fraction(number) - row[place]) <= Fraction(1, 10**6) * max(1, abs(row[place]))


@settings(max_examples=25, deadline=None)
@given(series(), st.sampled_from([2, 10, 1000]))
def test_bounds_hold_the_point_signs_agree_and_units_do_not_matter(rows: pd.DataFrame, factor: int) -> None:
    found = grown(rows)
    for name in ("change", "growth", "cagr"):
        end = "" if name == "change" else "_pct"
        low, point, high = (found[f"{name}{bound}{end}"] for bound in ("_low", "", "_high"))
        assert (low <= point).all()
        assert (point <= high).all()
    assert ((found["change"] > 0) >= (found["growth_pct"] > 0)).all()
    assert ((found["change"] < 0) >= (found["growth_pct"] < 0)).all()
    scaled = grown(rows.assign(**{name: rows[name] * factor for name in NUMBERS}))
    assert (abs(scaled["growth_pct"] - found["growth_pct"]) <= MILLIONTH).all()
    assert list(scaled["change"]) == [change * factor for change in found["change"]]


def test_an_annual_rate_compounds_to_the_growth() -> None:
    [row] = grown(long(("w", 2016, 35602, 35602, 35602), ("w", 2020, 40464, 40464, 40464))).to_dict("records")
    assert row["growth_pct"] == Decimal("13.656536")
    assert (1 + float(row["cagr_pct"]) / 100) ** 4 == pytest.approx(40464 / 35602, rel=1e-7)


def test_an_open_bound_opens_the_bound_that_rests_on_it_and_no_other() -> None:
    [row] = grown(long(("w", 2019, 10, 9, None), ("w", 2020, 12, None, 13))).to_dict("records")
    assert pd.isna(row["change_low"])
    assert pd.isna(row["growth_low_pct"])
    assert row["growth_high_pct"] == Decimal("44.444444")
    assert row["growth_pct"] == 20


def test_growth_from_nothing_is_no_growth() -> None:
    [row] = grown(long(("w", 2019, 0, 0, 1), ("w", 2020, 5, 4, 6))).to_dict("records")
    assert row["change"] == 5
    assert pd.isna(row["growth_pct"])
    assert pd.isna(row["growth_high_pct"])


@st.composite
def trade_of_a_year(draw: st.DrawFn) -> pd.DataFrame:
    """Partners whose values, with their bounds, leave something of the whole."""
    parts = draw(st.lists(points(), min_size=1, max_size=4))
    left = draw(st.integers(1, 10**9)) * MILLIONTH
    whole = [sum(part[place] for part in parts) + left for place in (0, 1, 2)]
    named = [(name, 2020, *part) for name, part in zip("abcd", parts, strict=False)]
    return long(*named, ("world", 2020, *whole))


@settings(max_examples=25, deadline=None)
@given(trade_of_a_year())
def test_shares_and_what_is_left_make_the_whole_and_lie_between_their_bounds(rows: pd.DataFrame) -> None:
    found = shared(rows)
    assert abs(sum(found["share_pct"]) - 100) <= MILLIONTH * len(found)
    assert list(found.loc[found["is_residual"], "partner"]) == ["rest"]
    assert (found["share_low_pct"] <= found["share_pct"]).all()
    assert (found["share_pct"] <= found["share_high_pct"]).all()
    index = run(concentration(shares(long_table(rows), "world", "rest")), ["product"]).iloc[0]
    exact = sum((Fraction(value) / 100) ** 2 for value in found["share_pct"])
    assert Fraction(index["herfindahl_low"]) - Fraction(1, 10**5) <= exact <= Fraction(index["herfindahl_high"]) + Fraction(1, 10**5)
    assert index["named_partners"] == len(found) - 1


def test_nothing_is_left_where_the_parts_overlap() -> None:
    found = shared(long(("eu", 2015, 53, 53, 53), ("extra", 2015, 47, 47, 47), ("us", 2015, 19, 19, 19), ("world", 2015, 100, 100, 100)))
    assert list(found["partner"]) == ["eu", "extra", "us"]


def test_a_partner_without_an_upper_bound_may_leave_nothing() -> None:
    found = shared(long(("eu", 2020, 40, 39, None), ("world", 2020, 100, 100, 100))).set_index("partner")
    assert found.loc["rest", "share_low_pct"] == 0
    assert found.loc["rest", "share_high_pct"] == 61
    assert pd.isna(found.loc["eu", "share_high_pct"])


class SparkOptions(Config):
    treat_nan_as_null: bool = False


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_the_one_definition_compiles_for_other_backends(dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Ibis registers the options of its Spark backend when pyspark is imported, which is not installed here; the SQL needs its default.
    monkeypatch.setattr(ibis.options, "pyspark", SparkOptions())
    table = ibis.table(dict.fromkeys(KEYS, "string") | {"period": "int64"} | dict.fromkeys(NUMBERS, "decimal(24, 6)"), name="comext")
    for expression in (growth(table), shares(table, "WORLD", "REST"), concentration(shares(table, "WORLD", "REST"))):
        assert "comext" in ibis.to_sql(expression, dialect=dialect)
