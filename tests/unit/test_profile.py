"""The cluster profile: counts by an independent reference, shares, quotients and indices by their properties, bounds by trying all ways."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.counting import ALL, BASE, WALLONIA, count
from pipeline.metrics.cuts import CUTS, DIMENSIONS, UNITS, WHOLE
from pipeline.metrics.measures import METRICS, herfindahls, location_quotients, means, shares
from pipeline.metrics.profile import PUBLISHED, profiled, wide
from pipeline.metrics.rounding import published
from schemas.codes import codes_of

# Two regions; a place in the capital lies in no province, and another is known no closer than its region.
GEOGRAPHIES = pd.DataFrame(
    [
        ("wallonia", "region", None),
        ("capital", "region", None),
        ("east", "province", "wallonia"),
        ("west", "province", "wallonia"),
        ("east-1", "nuts3", "east"),
        ("west-1", "nuts3", "west"),
        ("capital-1", "nuts3", "capital"),
        ("alpha", "municipality", "east-1"),
        ("beta", "municipality", "west-1"),
        ("gamma", "locality", "west-1"),
        ("delta", "municipality", "capital-1"),
    ],
    columns=["geography_id", "level", "parent_id"],
).assign(label_fr=lambda frame: frame["geography_id"] + " (fr)", label_en=lambda frame: frame["geography_id"] + " (en)")
CONCEPTS = pd.DataFrame(
    [(key, "actor_category") for key in ("maker", "helper")]
    + [(key, "stage") for key in ("early", "middle", "late")]
    + [(key, "approach") for key in ("cells", "genes", "tools")],
    columns=["concept_id", "scheme"],
).assign(
    counted_id=lambda frame: frame["concept_id"],
    label_fr=lambda frame: frame["concept_id"] + " (fr)",
    label_en=lambda frame: frame["concept_id"] + " (en)",
)
TOPS = {"cells": "therapy", "genes": "therapy", "tools": "tools"}
ROWS = [
    ("a", "maker", ["alpha", "beta"], ["cells", "genes"], ["early", "late"]),
    ("b", "maker", ["alpha"], ["cells"], ["early"]),
    ("b", "helper", ["alpha"], ["tools"], []),
    ("c", "helper", ["gamma"], [], []),
    ("d", "helper", ["delta"], ["tools"], ["early", "middle", "late"]),
]
# A whole profile takes some tenths of a second.
WHOLE_PROFILES = settings(max_examples=6)
Row = tuple[str, str, list[str], list[str], list[str]]


def tables(rows: list[Row]) -> dict[str, pd.DataFrame]:
    """The tables that printed rows (organisation, category, places, approaches, stages) give."""
    keyed = [({"document_id": "d", "row_no": number, "organisation_id": row[0]}, row) for number, row in enumerate(rows, 1)]
    row = ["document_id", "row_no", "organisation_id"]
    return {
        "cartography": pd.DataFrame([key | {"category_id": row[1]} for key, row in keyed]),
        "sites": pd.DataFrame([key | {"locality_id": x} for key, row in keyed for x in row[2]], columns=[*row, "locality_id"]),
        "approaches": pd.DataFrame(
            [key | {"counted_id": x, "top_id": TOPS[x]} for key, row in keyed for x in row[3]], columns=[*row, "counted_id", "top_id"]
        ),
        "stages": pd.DataFrame([key | {"stage_id": x} for key, row in keyed for x in row[4]], columns=[*row, "stage_id"]),
        "geographies": GEOGRAPHIES,
        "concepts": CONCEPTS,
    }


def profile(rows: list[Row]) -> pd.DataFrame:
    return both(tables(rows))


def both(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([profiled(universe, **frames).assign(universe=universe) for universe in (ALL, WALLONIA)], ignore_index=True)


def values(made: pd.DataFrame, metric: str, *names: str) -> dict[tuple[str, ...], tuple[Any, ...]]:
    chosen = made[made["metric"] == metric]
    keys = chosen[["cut", "key", "key_2", "counting_unit", "universe"]].itertuples(index=False, name=None)
    return dict(zip(keys, chosen[list(names)].itertuples(index=False, name=None), strict=True))


AREA_OF = {
    "alpha": ("wallonia", "east", "east-1", "alpha"),
    "beta": ("wallonia", "west", "west-1", "beta"),
    "gamma": ("wallonia", "west", "west-1", None),
    "delta": ("capital", None, "capital-1", "delta"),
}


def units_of(rows: list[Row]) -> Iterator[tuple[str, str, object, dict[str, set[str | None]]]]:
    """An independent reading of the rows, one by one: universe, counting unit, unit, and the keys that one place of a row gives it."""
    for universe, (number, row) in product(("all", "wallonia"), enumerate(rows)):
        for place in row[2]:
            region, province, nuts3, municipality = AREA_OF[place]
            if universe in ("all", region):
                keys: dict[str, set[str | None]] = {"category": {row[1]}, "region": {region}, "province": {province}, "nuts3": {nuts3}}
                keys |= {"municipality": {municipality}, "locality": {place}, "whole": {""}}
                keys |= {"approach": set(row[3]), "approach_top": {TOPS[x] for x in row[3]}, "stage": set(row[4])}
                for unit, name in (("row", number), ("actor", row[0]), ("site", (row[0], place))):
                    yield universe, unit, name, keys


def expected_counts(rows: list[Row]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], set[object]] = {}
    per_actor: dict[tuple[str, str, str], set[str | None]] = {}
    categories: dict[tuple[str, str], set[str | None]] = {}
    for universe, unit, name, keys in units_of(rows):
        for cut, known in CUTS.items():
            if known.inner in keys:
                for outer, inner in product(keys[known.outer], keys[known.inner]):
                    if outer is not None and inner is not None:
                        pair = (inner, "") if known.outer == WHOLE else (outer, inner)
                        found.setdefault((cut, *pair, unit, universe), set()).add(name)
            elif unit == "actor":
                counted = DIMENSIONS[known.inner].counts or ""
                per_actor.setdefault((cut, universe, str(name)), set()).update(keys[counted])
                categories.setdefault((universe, str(name)), set()).update(keys["category"])
    for (cut, universe, name), keys_of_actor in per_actor.items():
        for outer in categories[(universe, name)] if CUTS[cut].outer == "category" else {""}:
            number = str(len(keys_of_actor))
            if keys_of_actor:
                pair = (number, "") if not outer else (outer, number)
                found.setdefault((cut, *pair, "actor", universe), set()).add(name)
    return {key: len(members) for key, members in found.items() if key[3] in CUTS[key[0]].units}


def some(keys: list[str], least: int) -> st.SearchStrategy[list[str]]:
    """Different keys, in any order, at least so many."""
    return st.lists(st.sampled_from(keys), min_size=least, unique=True)


@st.composite
def printed_rows(draw: st.DrawFn) -> list[Row]:
    row = st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["maker", "helper"]),
        some(sorted(AREA_OF), 1),
        some(sorted(TOPS), 0),
        some(["early", "middle", "late"], 0),
    )
    return draw(st.lists(row, min_size=1, max_size=6))


@WHOLE_PROFILES
@given(printed_rows(), st.randoms())
def test_counts_are_those_of_an_independent_reading_shares_add_up_and_no_order_of_rows_matters(rows: list[Row], random: Any) -> None:
    frames = tables(rows)
    made = both(frames)
    counts = {key: n for key, (n,) in values(made, "count", "n").items() if n}
    assert counts == expected_counts(rows)
    check_shares(made)
    turned = {name: frame.sample(frac=1, random_state=random.randrange(1000)) for name, frame in frames.items()}
    order = ["cut", "key", "key_2", "metric", "counting_unit", "universe"]
    one, other = (found.sort_values(order, ignore_index=True) for found in (made, both(turned)))
    pd.testing.assert_frame_equal(one, other)


def check_shares(made: pd.DataFrame) -> None:
    """Shares of an additive base add up to 100, others to more."""
    chosen = made[made["metric"] == "share"].assign(
        exact=lambda x: [100 * Fraction(n, d) for n, d in zip(x["n"], x["denominator"], strict=True)]
    )
    assert (chosen["value"] == chosen["exact"].map(published)).all()
    chosen["base"] = chosen["key"].where(chosen["key_2"] != "", "")
    for _, base in chosen.groupby([*BASE, "universe", "base"]):
        assert (base["exact"].sum() == 100) == base["is_additive"].all() == base["is_additive"].any()
        assert base["exact"].sum() >= 100


def pairs(cut: str, unit: str, known: list[tuple[int, str, str | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(known, columns=["member", "outer", "inner"])
    return frame.assign(document_id="d", cut=cut, counting_unit=unit).drop_duplicates()


def indices_of(*cases: tuple[list[int], int]) -> list[pd.Series]:
    """The Herfindahl index of each case, in one call, each as a document of its own: sites in places of these sizes, and gaps: sites whose
    place is not known."""
    documents = []
    for number, (sizes, gaps) in enumerate(cases):
        places = [f"p{place}" for place, size in enumerate(sizes) for _ in range(size)] + [None] * gaps
        documents.append(pairs("municipality", "site", [(site, "", x) for site, x in enumerate(places)]).assign(document_id=f"{number:03}"))
    found = herfindahls(count(pd.concat(documents, ignore_index=True))).sort_values("document_id")
    assert len(found) == len(cases)
    return [pd.Series(row) for row in found.to_dict("records")]


SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=6)


@settings(max_examples=20)
@given(SIZES, st.integers(1, 4), st.randoms())
def test_the_herfindahl_index_lies_between_1_in_n_and_1_and_knows_no_scale_or_order(sizes: list[int], scale: int, random: Any) -> None:
    index, scaled, mixed = indices_of((sizes, 0), ([size * scale for size in sizes], 0), (random.sample(sizes, len(sizes)), 0))
    assert Fraction(1, len(sizes)) <= index["value"] <= 1
    assert (index["value"] == Fraction(1, len(sizes))) == (len(set(sizes)) == 1)
    assert index["value"] == scaled["value"] == mixed["value"]
    assert index["n"] == len(sizes)
    assert index["value"] == index["value_low"] == index["value_high"]


@settings(max_examples=4)
@given(st.lists(st.tuples(st.lists(st.integers(1, 9), min_size=1, max_size=3), st.integers(1, 3)), min_size=1, max_size=10))
def test_the_bounds_of_the_herfindahl_index_are_those_of_all_ways_to_place_what_is_not_known(cases: list[tuple[list[int], int]]) -> None:
    for (sizes, gaps), index in zip(cases, indices_of(*cases), strict=True):
        assert (index["value_low"], index["value_high"]) == bounds_of_all_ways(sizes, gaps)


def bounds_of_all_ways(sizes: list[int], gaps: int) -> tuple[Fraction, Fraction]:
    """The least and the largest index of all ways to place the sites whose place is not known."""
    total = sum(sizes) + gaps
    ways = []
    for chosen in product(range(len(sizes) + gaps), repeat=gaps):
        filled = [*sizes, *[0] * gaps]
        for place in chosen:
            filled[place] += 1
        ways.append(Fraction(sum(Fraction(size, total) ** 2 for size in filled)))
    return min(ways), max(ways)


@settings(max_examples=25)
@given(st.sets(st.integers(0, 5)), st.integers(0, 5), st.integers(0, 4))
def test_the_bounds_of_a_share_are_those_of_all_ways_to_fill_the_gaps(having: set[int], others: int, gaps: int) -> None:
    n, base = len(having), len(having) + others
    keys = [*["x"] * n, *["y"] * others, *[None] * gaps]
    made = shares(count(pairs("stage", "row", [(number, "", key) for number, key in enumerate(keys)])))
    found = made[made["inner"] == "x"]
    if not n:
        assert found.empty
        return
    ways = [
        100 * Fraction(n + with_key, base + with_key + without) for with_key in range(gaps + 1) for without in range(gaps - with_key + 1)
    ]
    assert (found["value_low"].item(), found["value_high"].item()) == (min(ways), max(ways))
    assert found["is_small_n"].item() == (base < 10)


@pytest.mark.parametrize(("most", "low", "high"), [(3, Fraction(5, 3), Fraction(7, 3)), (None, Fraction(5, 3), None)])
def test_an_average_allows_from_one_to_all_of_the_list_for_an_actor_of_whom_nothing_is_known(
    most: int | None, low: Fraction, high: Fraction | None
) -> None:
    counted = count(pairs("stages_per_actor", "actor", [(1, "", "1"), (2, "", "3"), (3, "", None)]))
    [row] = means(counted._replace(bases=counted.bases.assign(most=most))).to_dict("records")
    assert (row["value"], row["value_low"], row["value_high"], row["n"], row["denominator"]) == (2, low, high, 4, 2)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("pqr"), st.sets(st.sampled_from("abc"), min_size=1)), min_size=1, max_size=25))
def test_location_quotients_average_1_over_provinces_weighted_by_their_sites(sites: list[tuple[str, set[str]]]) -> None:
    known = [(number, category, province) for number, (province, categories) in enumerate(sites) for category in sorted(categories)]
    made = location_quotients(count(pairs("category_province", "site", known)))
    quotients: dict[tuple[str, str], Fraction] = {}
    for (category, province), row in made.set_index(["outer", "inner"]).iterrows():
        here = sum(category in categories for at, categories in sites if at == province)
        inside, everywhere = sum(at == province for at, _ in sites), sum(category in categories for _, categories in sites)
        quotients[category, province] = Fraction(here * len(sites), inside * everywhere)
        assert row["value"] == (quotients[category, province] if here >= 5 else None)
        assert row["value_status"] == ("computed" if here >= 5 else "too_few_units")
        assert row["is_small_n"] == (Fraction(inside * everywhere, len(sites)) < 5)
    for _, rows in made.groupby("outer"):
        weights = rows["benchmark_n"] / rows["benchmark_denominator"]
        values = [quotients[category, province] for category, province in zip(rows["outer"], rows["inner"], strict=True)]
        assert sum(Fraction(w).limit_denominator(100) * v for w, v in zip(weights, values, strict=True)) == 1


def test_a_category_that_is_spread_like_all_sites_has_quotients_of_1() -> None:
    known = [(number, category, province) for number, (category, province) in enumerate(product("aab" * 5, "ppq"))]
    assert set(location_quotients(count(pairs("category_province", "site", known)))["value"]) == {Fraction(1)}


def test_rows_actors_and_sites_are_counted_apart_and_wallonia_is_what_lies_in_it() -> None:
    totals = values(profile(ROWS), "count", "n")
    assert [totals["total", "", "", unit, "all"] for unit in UNITS] == [(5,), (4,), (5,)]
    assert [totals["total", "", "", unit, "wallonia"] for unit in UNITS] == [(4,), (3,), (4,)]


def test_what_the_text_does_not_show_is_published_apart_and_widens_bounds_but_what_does_not_exist_does_not() -> None:
    made = profile(ROWS)
    assert values(made, "without_key", "n", "denominator")["stage", "", "", "actor", "all"] == (1, 4)
    assert values(made, "without_key", "n", "denominator")["province", "", "", "site", "all"] == (1, 5)
    stage = values(made, "count", "n", "denominator", "value_low", "value_high")["stage", "late", "", "actor", "all"]
    assert stage == (2, 3, published(Fraction(2)), published(Fraction(3)))
    province = values(made, "share", "value", "value_low", "value_high")["province", "east", "", "site", "all"]
    assert set(province) == {published(Fraction(200, 4))}


def test_several_and_average_follow_from_the_distribution() -> None:
    made = profile(ROWS)
    assert values(made, "several", "n", "value_high")["stages_per_actor", "", "", "actor", "all"] == (2, 3)
    assert values(made, "several", "n")["categories_per_actor", "", "", "actor", "all"] == (1,)
    assert values(made, "mean", "value")["sites_per_actor", "", "", "actor", "all"] == (published(Fraction(5, 4)),)


def test_stages_have_shares_and_averages_by_category_only() -> None:
    made = profile(ROWS)
    divided = made[made["metric"].isin(["share", "mean"])]
    assert {cut for cut in divided["cut"] if "stage" in cut} == {"category_stage", "category_stages_per_actor"}


def test_of_two_keys_every_combination_has_a_count_zeros_included() -> None:
    found = {
        key[1:3]: n for key, (n,) in values(profile(ROWS), "count", "n").items() if key[0] == "category_stage" and key[3:] == ("row", "all")
    }
    assert found == {
        ("maker", "early"): 2,
        ("maker", "middle"): 0,
        ("maker", "late"): 1,
        ("helper", "early"): 1,
        ("helper", "middle"): 1,
        ("helper", "late"): 1,
    }


def test_keys_bear_the_labels_of_their_own_table_and_numbers_none() -> None:
    made = profile(ROWS).astype("object")
    made = made.where(made.notna(), None).drop_duplicates(["cut", "key", "key_2"]).set_index(["cut", "key", "key_2"])
    labels = made[["key_fr", "key_en", "key_2_en"]]
    assert labels.loc["category_province", "maker", "east"].tolist() == ["maker (fr)", "maker (en)", "east (en)"]
    assert labels.loc["province", "east", ""].tolist() == ["east (fr)", "east (en)", None]
    assert labels.loc["stages_per_actor", "3", ""].tolist() == [None, None, None]


def test_every_cut_and_metric_has_a_code_and_only_what_is_always_known_is_an_outer_key() -> None:
    assert list(CUTS) == codes_of("profile_cut")
    assert {metric for metric, _ in PUBLISHED} == set(METRICS)
    assert {unit for _, unit in PUBLISHED} == set(UNITS)
    assert {cut.outer for cut in CUTS.values() if DIMENSIONS[cut.outer].open} == set()
    assert all(not DIMENSIONS[cut.inner].open for cut in CUTS.values() if "location_quotient" in cut.metrics)


def test_each_metric_of_each_counting_unit_has_a_column_that_no_other_fills() -> None:
    named = [(metric, column) for (metric, _), columns in PUBLISHED.items() for measured, column in columns.items() if measured == "value"]
    assert len({column for metric, column in named if metric != "without_key"}) == len(
        {key for key in PUBLISHED if key[0] != "without_key"}
    )
    made = wide(profiled(ALL, **tables(ROWS))).set_index(["cut", "key", "key_2"])
    assert made.index.is_unique
    counted = made[["actor_count", "site_count", "row_count"]]
    assert counted.loc["total", "", ""].tolist() == [4, 5, 5]
    assert counted.loc["stage", "late", ""].tolist() == [2, 3, 2]
    assert counted.loc["stage", "without_key", ""].tolist() == [1, 1, 2]
    assert counted.loc["category_stage", "helper", "without_key"].tolist() == [2, 2, 2]
    assert made.loc["stage", "without_key", ""]["key_en"] == "none, or not stated"
    assert counted.loc["stages_per_actor", "", ""].isna().all()
    assert made.loc["stages_per_actor", "", ""][["actors_with_several", "actors_with_several_high"]].tolist() == [2, 3]


@settings(max_examples=4)
@given(printed_rows())
def test_counts_of_units_that_have_one_key_each_add_up_to_all_units_whatever_the_text_shows(rows: list[Row]) -> None:
    made = wide(profiled(ALL, **tables(rows)))
    [total] = made[made["cut"] == "total"].to_dict("records")
    single = made[made["key_2"] == ""]
    for unit, flag in (("actor_count", "actors_add_up"), ("site_count", "sites_add_up"), ("row_count", "rows_add_up")):
        sums = single[single[flag].fillna(False).astype("bool")].groupby("cut")[unit].sum()
        assert set(sums) <= {total[unit]}


@pytest.mark.parametrize(
    ("value", "shown"), [("1/3", "0.333333"), ("5/10000000", "0.000000"), ("15/10000000", "0.000002"), ("50", "50.000000")]
)
def test_published_numbers_are_rounded_half_to_even(value: str, shown: str) -> None:
    assert f"{published(Fraction(value)):f}" == shown
