"""Growth and shares: the Ibis definition equals a reference written anew, and keeps what must hold of growth, shares and bounds."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis.config import Config

from pipeline.metrics.bounded_columns import rounded
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


def each(made: Callable[[pd.DataFrame], pd.DataFrame], *variants: pd.DataFrame) -> list[pd.DataFrame]:
    """Return what is made of each of several tables, in one query: each is of a reporter of its own."""
    together = pd.concat([rows.assign(reporter=f"{number}") for number, rows in enumerate(variants)], ignore_index=True)
    found = made(together)
    return [found[found["reporter"] == f"{number}"].reset_index(drop=True) for number in range(len(variants))]


@st.composite
def points(draw: st.DrawFn) -> tuple[Decimal, Decimal, Decimal]:
    """A positive value between its bounds, in millionths."""
    low = draw(st.integers(1, 10**12))
    value = low + draw(st.integers(0, 10**9))
    high = value + draw(st.integers(0, 10**9))
    return (value * MILLIONTH, low * MILLIONTH, high * MILLIONTH)


@st.composite
def any_points(draw: st.DrawFn) -> tuple[Decimal | None, ...]:
    """A value of any sign, between bounds each of which may be open."""
    value, below, above = draw(st.integers(-(10**4), 10**6)), draw(st.integers(0, 10**5)), draw(st.integers(0, 10**5))
    bounds = [draw(st.sampled_from([bound, bound, None])) for bound in (value - below, value + above)]
    return (Decimal(value) / 100, *(None if bound is None else Decimal(bound) / 100 for bound in bounds))


def series(of_points: st.SearchStrategy[tuple[Decimal | None, ...]]) -> st.SearchStrategy[pd.DataFrame]:
    """Some series of some years each, in any order of rows."""

    @st.composite
    def made(draw: st.DrawFn) -> pd.DataFrame:
        rows: list[tuple[object, ...]] = []
        for partner in draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)):
            periods = draw(st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True))
            rows += [("be", partner, "x", period, *draw(of_points)) for period in periods]
        return pd.DataFrame(draw(st.permutations(rows)), columns=LONG.names).astype(dict.fromkeys(NUMBERS, "object"))

    return made()


def reference(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Growth written out anew in Python, with fractions."""
    made: list[dict[str, Any]] = []
    for partner, group in rows.groupby("partner"):
        known = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in group.to_dict("records")]
        known.sort(key=lambda row: row["period"])
        pairs = list(pairwise(known))
        if len(known) > 2:
            pairs.append((known[0], known[-1]))
        for a, b in sorted(pairs, key=lambda pair: (pair[0]["period"], pair[1]["period"])):
            row = {"partner": partner, "from_period": a["period"], "to_period": b["period"], "change": b["value"] - a["value"]}
            for end, other in (("low", "high"), ("high", "low")):
                row[f"change_{end}"] = None if None in (b[end], a[other]) else b[end] - a[other]
            made.append(row | dict(zip(("growth_pct", "growth_low_pct", "growth_high_pct"), growths(a, b), strict=True)))
    return made


def growths(a: dict[str, Any], b: dict[str, Any]) -> list[Fraction | None]:
    """The growth in percent, and its least and greatest: a negative number is divided by the smaller divisor to be least."""
    if a["value"] is None or b["value"] is None or a["value"] <= 0:
        return [None, None, None]
    found = [Fraction(b["value"]) / Fraction(a["value"])]
    for end, divisors in (("low", ("high", "low")), ("high", ("low", "high"))):
        above = b[end]
        below = None if above is None else a[divisors[above < 0]]
        found.append(None if above is None or below is None or below <= 0 else Fraction(above) / Fraction(below))
    return [None if ratio is None else 100 * (ratio - 1) for ratio in found]


def close(found: Any, expected: Fraction | float | None) -> bool:
    """Whether a published number is an expected one, rounded: to a millionth, or to the 15 digits of a floating point number."""
    if expected is None or pd.isna(found):
        return expected is None and bool(pd.isna(found))
    return abs(Fraction(found) - Fraction(expected)) <= Fraction(1, 10**6) + abs(Fraction(expected)) / 10**14


@settings(max_examples=15)
@given(series(points()))
def test_growth_equals_a_reference_written_anew(rows: pd.DataFrame) -> None:
    check_growth(grown(rows), reference(rows))


@settings(max_examples=30)
@given(series(any_points()))
def test_where_there_is_no_growth_or_rate_a_status_says_why_and_else_they_equal_a_reference(rows: pd.DataFrame) -> None:
    found, expected = grown(rows), reference(rows)
    check_growth(found, expected)
    check_annual_rates(found, expected)


def check_growth(found: pd.DataFrame, expected: list[dict[str, Any]]) -> None:
    spans = ["partner", "from_period", "to_period"]
    assert found[spans].values.tolist() == [[row[name] for name in spans] for row in expected]
    for name in ("change", "change_low", "change_high", "growth_pct", "growth_low_pct", "growth_high_pct"):
        for number, row in zip(found[name], expected, strict=True):
            assert close(number, row[name]), (name, row)


def check_annual_rates(found: pd.DataFrame, expected: list[dict[str, Any]]) -> None:
    for row, known in zip(found.to_dict("records"), expected, strict=True):
        growth_pct = known["growth_pct"]
        status = "start_not_positive" if growth_pct is None else "end_negative" if growth_pct < -100 else "computed"
        assert row["cagr_status"] == status
        assert pd.isna(row["growth_pct"]) == (status == "start_not_positive")
        assert pd.isna(row["cagr_pct"]) == (status != "computed")
        years = row["to_period"] - row["from_period"]
        for end in ("", "_low", "_high"):
            percent = known[f"growth{end}_pct"]
            has_root = status == "computed" and percent is not None and percent >= -100
            root = 100 * ((1 + float(percent) / 100) ** (1 / years) - 1) if has_root else None
            assert (
                pd.isna(row[f"cagr{end}_pct"])
                if root is None
                else row[f"cagr{end}_pct"] == pytest.approx(Decimal(root), abs=Decimal("2e-6"))
            )


@settings(max_examples=15)
@given(series(points()), st.sampled_from([2, 10, 1000]))
def test_bounds_hold_the_point_signs_agree_and_units_do_not_matter(rows: pd.DataFrame, factor: int) -> None:
    found, scaled = each(grown, rows, rows.assign(**{name: rows[name] * factor for name in NUMBERS}))
    for name in ("change", "growth", "cagr"):
        end = "" if name == "change" else "_pct"
        low, point, high = (found[f"{name}{bound}{end}"] for bound in ("_low", "", "_high"))
        assert (low <= point).all()
        assert (point <= high).all()
    assert ((found["change"] > 0) >= (found["growth_pct"] > 0)).all()
    assert ((found["change"] < 0) >= (found["growth_pct"] < 0)).all()
    for name in ("growth_pct", "growth_low_pct", "growth_high_pct", "cagr_pct"):
        assert all(close(number, Fraction(before)) for number, before in zip(scaled[name], found[name], strict=True))
    assert list(scaled["change"]) == [change * factor for change in found["change"]]


@settings(max_examples=15)
@given(series(points()), st.sampled_from(["low", "high"]))
def test_an_open_bound_of_any_input_opens_just_the_bounds_that_rest_on_it(rows: pd.DataFrame, end: str) -> None:
    is_last = rows["period"] == rows["period"].max()
    opened, closed, found = each(grown, rows.assign(**{end: None}), rows, rows.assign(**{end: rows[end].where(~is_last, None)}))
    other = {"low": "high", "high": "low"}[end]
    for name in ("change", "growth", "cagr"):
        percent = "" if name == "change" else "_pct"
        assert opened[f"{name}{percent}"].equals(closed[f"{name}{percent}"])
        assert opened[f"{name}_{end}{percent}"].isna().all()
        assert opened[f"{name}_{other}{percent}"].isna().all()
    last = closed["to_period"] == rows["period"].max()
    assert found.loc[last, f"growth_{end}_pct"].isna().all()
    assert found.loc[last, f"growth_{other}_pct"].equals(closed.loc[last, f"growth_{other}_pct"])


def test_an_annual_rate_compounds_to_the_growth() -> None:
    [row] = grown(long(("w", 2016, 35602, 35602, 35602), ("w", 2020, 40464, 40464, 40464))).to_dict("records")
    assert row["growth_pct"] == Decimal("13.656536")
    assert (1 + float(row["cagr_pct"]) / 100) ** 4 == pytest.approx(40464 / 35602, rel=1e-7)


def test_growth_from_nothing_is_no_growth_and_has_no_bounds() -> None:
    [row] = grown(long(("w", 2019, 0, 0, 1), ("w", 2020, 5, 4, 6))).to_dict("records")
    assert row["change"] == 5
    assert row["cagr_status"] == "start_not_positive"
    assert all(pd.isna(value) for name, value in row.items() if name.endswith("_pct"))


def test_a_fall_below_zero_is_least_where_the_first_value_is_least() -> None:
    [row] = grown(long(("w", 2019, 10, 8, 12), ("w", 2020, -6, -8, -4))).to_dict("records")
    assert (row["growth_low_pct"], row["growth_pct"]) == (-200, -160)
    assert row["growth_high_pct"] == Decimal("-133.333333")


def test_half_a_millionth_is_rounded_to_the_even_neighbour() -> None:
    expected = {0.0078125: "0.007812", 0.0234375: "0.023438", -0.0078125: "-0.007812", -0.0234375: "-0.023438", 1e-7: "0", 5.0: "5"}
    table = ibis.memtable(pa.table({"number": list(expected)}))
    found = run(table.select("number", rounded=rounded(table.number)), ["number"]).set_index("number")["rounded"]
    assert {number: found[number] for number in expected} == {number: Decimal(text) for number, text in expected.items()}


@st.composite
def trade_of_a_year(draw: st.DrawFn) -> pd.DataFrame:
    """Partners whose values, with their bounds, leave something of the whole."""
    parts = draw(st.lists(points(), min_size=1, max_size=4))
    left = draw(st.integers(1, 10**9)) * MILLIONTH
    whole = [sum(part[place] for part in parts) + left for place in (0, 1, 2)]
    named = [(name, 2020, *part) for name, part in zip("abcd", parts, strict=False)]
    return long(*named, ("world", 2020, *whole))


@settings(max_examples=15)
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


@settings(max_examples=15)
@given(trade_of_a_year(), st.sampled_from([2, 10, 1000]))
def test_shares_equal_a_reference_written_anew_and_units_do_not_matter(rows: pd.DataFrame, factor: int) -> None:
    totals, parts = rows[rows["partner"] == "world"].iloc[0], rows[rows["partner"] != "world"]
    opposite = {"value": "value", "low": "high", "high": "low"}
    expected = {
        row["partner"]: [Fraction(row[end]) / Fraction(totals[opposite[end]]) for end in NUMBERS] for row in parts.to_dict("records")
    }
    rest = [1 - Fraction(sum(parts[opposite[end]])) / Fraction(totals[end]) for end in NUMBERS]
    expected["rest"] = [max(fraction, Fraction(0)) for fraction in rest]
    scaled = rows.assign(**{name: rows[name] * factor for name in NUMBERS})
    for found in each(shared, rows, scaled):
        assert set(found["partner"]) == set(expected)
        for row in found.to_dict("records"):
            for name, fraction in zip(("share_pct", "share_low_pct", "share_high_pct"), expected[row["partner"]], strict=True):
                assert close(row[name], 100 * fraction), (name, row)


@settings(max_examples=15)
@given(trade_of_a_year(), st.sampled_from(["low", "high"]))
def test_an_open_bound_of_a_part_opens_its_share_and_frees_what_is_left(rows: pd.DataFrame, end: str) -> None:
    first = rows["partner"] == "a"
    opened = rows.assign(**{end: rows[end].astype("object").where(~first, None)})
    found, closed = (made.set_index("partner") for made in each(shared, opened, rows))
    assert pd.isna(found.loc["a", f"share_{end}_pct"])
    assert found.loc["a", "share_pct"] == closed.loc["a", "share_pct"]
    if end == "high":
        assert found.loc["rest", "share_low_pct"] == 0
        assert found.loc["rest", "share_high_pct"] == closed.loc["rest", "share_high_pct"]
    else:
        assert found.loc["rest", "share_high_pct"] >= closed.loc["rest", "share_high_pct"]
        assert found.loc["rest", "share_low_pct"] == closed.loc["rest", "share_low_pct"]


def test_a_partner_without_an_upper_bound_may_leave_nothing_and_leaves_concentration_open() -> None:
    rows = long(("eu", 2020, 40, 39, None), ("world", 2020, 100, 100, 100))
    found = shared(rows).set_index("partner")
    assert found.loc["rest", "share_low_pct"] == 0
    assert found.loc["rest", "share_high_pct"] == 61
    assert pd.isna(found.loc["eu", "share_high_pct"])
    index = run(concentration(shares(long_table(rows), "world", "rest")), ["product"]).iloc[0]
    assert index["herfindahl_low"] == Decimal("0.1521")
    assert pd.isna(index["herfindahl_high"])


def test_what_is_left_of_an_uncertain_whole_is_no_wider_than_it_must_be() -> None:
    found = shared(long(("eu", 2020, 50, 50, 50), ("world", 2020, 100, 80, 125))).set_index("partner")
    assert found.loc["rest", ["share_low_pct", "share_pct", "share_high_pct"]].tolist() == [Decimal("37.5"), Decimal(50), Decimal(60)]


def test_parts_that_contradict_their_whole_leave_less_than_nothing() -> None:
    found = shared(long(("eu", 2020, 60, 59, 61), ("asia", 2020, 43, 42, 44), ("world", 2020, 100, 100, 100))).set_index("partner")
    assert found.loc["rest", "share_pct"] == 0
    assert found.loc["rest", "share_high_pct"] == -1


def test_there_are_no_shares_of_nothing() -> None:
    found = shared(long(("eu", 2020, 0, 0, 0), ("world", 2020, 0, 0, 0)))
    assert found[["share_pct", "share_low_pct", "share_high_pct"]].isna().all(axis=None)


class SparkOptions(Config):
    treat_nan_as_null: bool = False


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_the_one_definition_compiles_for_other_backends(dialect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Ibis registers the options of its Spark backend when pyspark is imported, which is not installed here; the SQL needs its default.
    monkeypatch.setattr(ibis.options, "pyspark", SparkOptions())
    table = ibis.table(dict.fromkeys(KEYS, "string") | {"period": "int64"} | dict.fromkeys(NUMBERS, "decimal(24, 6)"), name="comext")
    for expression in (growth(table), shares(table, "WORLD", "REST"), concentration(shares(table, "WORLD", "REST"))):
        assert "comext" in ibis.to_sql(expression, dialect=dialect)
