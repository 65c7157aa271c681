"""The cluster profile of the real cartography: every count against a query of its own, and what one site less changes."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from pipeline.contract.arrow import from_parquet
from pipeline.metrics.counting import ALL
from pipeline.metrics.cuts import CUTS, DIMENSIONS, WHOLE
from pipeline.metrics.profile import profiled
from tests.building import released
from tests.conftest import Built

# The areas of a place by the names and codes of `localities`, not by going up the areas as the profile does.
LONG = """
CREATE TEMP TABLE long AS
SELECT c.document_id, c.row_no, c.organisation_id, l.locality_id, c.category_id AS category, a.counted_id AS approach,
  a.top_id AS approach_top, t.stage_id AS stage, r.geography_id AS region, p.geography_id AS province, n.geography_id AS nuts3,
  m.geography_id AS municipality, l.locality_id AS locality, '' AS whole, l.region = 'Région wallonne' AS is_walloon
FROM cartography c
JOIN sites s USING (document_id, row_no)
JOIN localities l USING (locality_id)
LEFT JOIN approaches a USING (document_id, row_no)
LEFT JOIN stages t USING (document_id, row_no)
LEFT JOIN geographies r ON r.level = 'region' AND r.label_fr = l.region
LEFT JOIN geographies p ON p.level = 'province' AND p.label_fr = l.province
LEFT JOIN geographies n ON n.level = 'nuts3' AND n.code = l.nuts3_code
LEFT JOIN geographies m ON m.level = 'municipality' AND m.code = l.nis_code
"""
UNIT = {"row": "(document_id, row_no)", "actor": "organisation_id", "site": "(organisation_id, locality_id)"}
UNIVERSE = {"cluster_profile": "true", "cluster_profile_wallonia": "is_walloon"}
COUNTED = [(cut, unit, universe) for cut in CUTS for unit in CUTS[cut].units for universe in UNIVERSE]


@pytest.fixture(scope="module")
def db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with released(built.outputs / "latest") as connection:
        connection.execute(LONG)
        yield connection


def source_of(cut: str, universe: str) -> str:
    """The rows to count, each with its outer and inner key; a number per actor is counted here, of the distinct keys of the actor."""
    known = CUTS[cut]
    long = f"SELECT *, {known.outer} AS k1 FROM long WHERE {UNIVERSE[universe]} AND {known.outer} IS NOT NULL"
    if not (counted := DIMENSIONS[known.inner].counts):
        return f"SELECT *, {known.inner} AS k2 FROM ({long})"
    number = f"SELECT organisation_id, count(DISTINCT {counted}) AS number FROM ({long}) GROUP BY 1"
    return f"SELECT long.*, nullif(number, 0)::VARCHAR AS k2 FROM ({long}) long JOIN ({number}) USING (organisation_id)"


@pytest.mark.parametrize(("cut", "unit", "universe"), COUNTED)
def test_every_count_is_that_of_a_query_of_its_own(db: duckdb.DuckDBPyConnection, cut: str, unit: str, universe: str) -> None:
    source, member, is_single = source_of(cut, universe), UNIT[unit], CUTS[cut].outer == WHOLE
    key, key_2, missing = ("k2", "''", "key") if is_single else ("k1", "k2", "key_2")
    chosen = f"FROM {universe} WHERE cut = '{cut}' AND {unit}_count IS NOT NULL"
    known = f"{chosen} AND {missing} <> 'without_key'"
    counts = f"SELECT {key}, {key_2}, count(DISTINCT {member}) FROM ({source}) WHERE k2 IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    wanted = db.execute(counts).fetchall()
    assert wanted
    assert db.execute(f"SELECT key, key_2, {unit}_count {known} AND {unit}_count > 0 ORDER BY 1, 2").fetchall() == wanted
    with_key, every = f"count(DISTINCT {member}) FILTER (k2 IS NOT NULL)", f"count(DISTINCT {member})"
    bases = db.execute(f"SELECT k1, {with_key}, {every} FROM ({source}) GROUP BY 1 ORDER BY 1").fetchall()
    outer = "''" if is_single else "key"
    assert db.execute(f"SELECT DISTINCT {outer}, {unit}_base {known} ORDER BY 1").fetchall() == [(name, base) for name, base, _ in bases]
    if "without_key" in CUTS[cut].metrics:
        found = f"SELECT {outer}, {unit}_count, {unit}_base {chosen} AND {missing} = 'without_key' ORDER BY 1"
        assert db.execute(found).fetchall() == [(name, all_ - base, all_) for name, base, all_ in bases]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("row_count FROM cluster_profile WHERE cut = 'total'", 50),
        ("actor_count FROM cluster_profile WHERE cut = 'total'", 48),
        ("site_count FROM cluster_profile WHERE cut = 'total'", 54),
        ("actor_count FROM cluster_profile_wallonia WHERE cut = 'total'", 43),
        ("row_count FROM cluster_profile WHERE cut = 'stage' AND key = 'without_key'", 17),
        ("row_base FROM cluster_profile WHERE cut = 'stage' AND key = 'commercial'", 33),
        ("actors_with_several FROM cluster_profile WHERE cut = 'sites_per_actor' AND key = ''", 5),
        ("actors_with_several FROM cluster_profile WHERE cut = 'categories_per_actor' AND key = ''", 2),
        ("herfindahl FROM cluster_profile_wallonia WHERE cut = 'province' AND key = ''", 0.27691),
        ("location_quotient FROM cluster_profile_wallonia WHERE key = 'cdmo' AND key_2 = 'province-hainaut'", 1.875),
    ],
)
def test_the_figure(db: duckdb.DuckDBPyConnection, query: str, value: float) -> None:
    assert db.execute(f"SELECT {query}").fetchall() == [(value,)]


@pytest.mark.parametrize("unit", UNIT)
def test_shares_of_a_base_whose_units_have_one_key_each_add_up_to_100(db: duckdb.DuckDBPyConnection, unit: str) -> None:
    base = "cut, if(key_2 = '', '', key)"
    for table in UNIVERSE:
        rows = f"FROM {table} WHERE {unit}_share_pct IS NOT NULL AND {unit}s_add_up GROUP BY {base}"
        found = db.execute(f"SELECT sum({unit}_share_pct), count(*) {rows}").fetchall()
        assert len(found) > 4
        assert all(abs(total - 100) <= 5e-7 * count for total, count in found)


@pytest.mark.parametrize(("unit", "all_units"), [("actor", 48), ("site", 54), ("row", 50)])
def test_the_sum_of_counts_by_any_cut_is_the_number_of_units_where_each_has_one_key(
    db: duckdb.DuckDBPyConnection, unit: str, all_units: int
) -> None:
    sums = f"SELECT cut, sum({unit}_count) FROM cluster_profile WHERE key_2 = '' AND {unit}s_add_up GROUP BY cut"
    found = dict(db.execute(sums).fetchall())
    assert {"total", "region"} < set(found)
    assert set(found.values()) == {all_units}


def test_location_quotients_weighted_by_the_sites_of_the_provinces_average_1(db: duckdb.DuckDBPyConnection) -> None:
    quotient = "(site_count / site_base) / (benchmark_sites / benchmark_base)"
    weighted = f"sum({quotient} * benchmark_sites / benchmark_base)"
    for table in UNIVERSE:
        chosen = f"FROM {table} WHERE location_quotient_status IS NOT NULL"
        found = db.execute(f"SELECT {weighted} {chosen} GROUP BY key").fetchall()
        few = (
            f"SELECT count(*) {chosen} AND location_quotient IS NOT NULL AND (site_count < 5 OR abs(location_quotient - {quotient}) > 1e-6)"
        )
        assert db.execute(few).fetchall() == [(0,)]
        assert len(found) == 4
        assert all(value == pytest.approx(1, abs=1e-6) for [value] in found)


def test_every_key_is_a_concept_an_area_a_number_or_that_of_what_has_none(db: duckdb.DuckDBPyConnection) -> None:
    keys = "SELECT unnest([key, key_2]) AS key, unnest([key_en, key_2_en]) AS label FROM cluster_profile"
    names = "SELECT concept_id FROM concepts UNION ALL SELECT geography_id FROM geographies UNION ALL SELECT 'without_key'"
    known = f"if(label IS NULL, regexp_full_match(key, '[0-9]*'), key IN ({names}))"
    assert db.execute(f"SELECT key FROM ({keys}) WHERE NOT {known}").fetchall() == []


NAMES = ("cartography", "sites", "approaches", "stages", "geographies", "concepts")
STAGES = ("preclinical", "clinical", "commercial")


def counts_of(frames: dict[str, pd.DataFrame]) -> dict[tuple[str, ...], int]:
    made = profiled(ALL, **frames)
    made = made[(made["metric"] == "count") & (made["n"] > 0)]
    return dict(zip(made[["cut", "key", "key_2", "counting_unit"]].itertuples(index=False, name=None), made["n"], strict=True))


def test_one_site_less_changes_the_counts_that_it_is_in_and_no_others(built: Built) -> None:
    """Thermo Fisher, a CDMO of all stages, has a site at Seneffe, where nobody else is, and one at Gosselies in the same province."""
    frames = {name: from_parquet(str(built.outputs / "tables" / f"{name}.parquet")) for name in NAMES}
    sites = frames["sites"]
    gone = (sites["organisation_id"] == "thermo-fisher") & (sites["locality_id"] == "seneffe")
    assert gone.sum() == 1
    before, after = counts_of(frames), counts_of(frames | {"sites": sites[~gone]})
    only_there = {
        (cut, key, "", unit)
        for cut, key in (("nuts3", "arr-soignies"), ("municipality", "seneffe"), ("locality", "seneffe"))
        for unit in UNIT
    }
    keys = [("total", ""), ("category", "cdmo"), ("approach", "contract_viral_vectors"), ("approach_top", "bioproduction")]
    keys += [("region", "wallonia"), ("province", "province-hainaut"), *(("stage", stage) for stage in STAGES)]
    pairs = [("category_province", "cdmo", "province-hainaut"), ("category_municipality", "cdmo", "seneffe")]
    pairs += [("category_approach", "cdmo", "contract_viral_vectors"), ("category_approach_top", "cdmo", "bioproduction")]
    pairs += [("province_approach_top", "province-hainaut", "bioproduction")]
    pairs += [(cut, key, stage) for cut, key in (("category_stage", "cdmo"), ("province_stage", "province-hainaut")) for stage in STAGES]
    fewer = only_there | {(cut, key, "", "site") for cut, key in keys} | {(*pair, "site") for pair in pairs}
    fewer |= {("sites_per_actor", "2", "", "actor")}
    differences = {key: after.get(key, 0) - before.get(key, 0) for key in before | after}
    assert {key: step for key, step in differences.items() if step} == dict.fromkeys(fewer, -1) | {("sites_per_actor", "1", "", "actor"): 1}
