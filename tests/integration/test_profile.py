"""The cluster profile of the real cartography: every count against a query of its own, and what one site less changes."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from pipeline.contract.arrow import from_parquet
from pipeline.metrics.cuts import CUTS, DIMENSIONS, WHOLE
from pipeline.metrics.profile import cluster_profile
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
UNIVERSE = {"all": "true", "wallonia": "is_walloon"}
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
    key, key_2 = ("k2", "''") if is_single else ("k1", "k2")
    chosen = f"FROM cluster_profile WHERE cut = '{cut}' AND counting_unit = '{unit}' AND universe = '{universe}'"
    counts = f"SELECT {key}, {key_2}, count(DISTINCT {member}) FROM ({source}) WHERE k2 IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    wanted = db.execute(counts).fetchall()
    assert wanted
    assert db.execute(f"SELECT key, key_2, n {chosen} AND metric = 'count' AND n > 0 ORDER BY 1, 2").fetchall() == wanted
    known, every = f"count(DISTINCT {member}) FILTER (k2 IS NOT NULL)", f"count(DISTINCT {member})"
    bases = db.execute(f"SELECT k1, {known}, {every} FROM ({source}) GROUP BY 1 ORDER BY 1").fetchall()
    outer = "''" if is_single else "key"
    denominators = db.execute(f"SELECT DISTINCT {outer}, denominator {chosen} AND metric = 'count' ORDER BY 1").fetchall()
    assert denominators == [(name, base) for name, base, _ in bases]
    if "without_key" in CUTS[cut].metrics:
        missing = db.execute(f"SELECT key, n, denominator {chosen} AND metric = 'without_key' ORDER BY 1").fetchall()
        assert missing == [(name, all_ - base, all_) for name, base, all_ in bases]


def one(db: duckdb.DuckDBPyConnection, where: str, column: str = "value") -> object:
    [[value]] = db.execute(f"SELECT {column}::DOUBLE FROM cluster_profile WHERE {where}").fetchall()
    return value


@pytest.mark.parametrize(
    ("where", "column", "value"),
    [
        ("cut = 'total' AND counting_unit = 'row' AND universe = 'all'", "value", 50),
        ("cut = 'total' AND counting_unit = 'actor' AND universe = 'all'", "value", 48),
        ("cut = 'total' AND counting_unit = 'site' AND universe = 'all'", "value", 54),
        ("cut = 'total' AND counting_unit = 'actor' AND universe = 'wallonia'", "value", 43),
        ("cut = 'stage' AND metric = 'without_key' AND counting_unit = 'row' AND universe = 'all'", "value", 17),
        ("cut = 'stage' AND key = 'commercial' AND metric = 'count' AND counting_unit = 'row' AND universe = 'all'", "denominator", 33),
        ("cut = 'sites_per_actor' AND metric = 'several' AND universe = 'all'", "value", 5),
        ("cut = 'categories_per_actor' AND metric = 'several' AND universe = 'all'", "value", 2),
        ("cut = 'province' AND metric = 'herfindahl' AND universe = 'wallonia'", "value", 0.27691),
        ("key_2 = 'province-hainaut' AND key = 'cdmo' AND metric = 'location_quotient' AND universe = 'wallonia'", "value", 1.875),
    ],
)
def test_the_figure(db: duckdb.DuckDBPyConnection, where: str, column: str, value: float) -> None:
    assert one(db, where, column) == value


def test_shares_of_a_base_whose_units_have_one_key_each_add_up_to_100(db: duckdb.DuckDBPyConnection) -> None:
    base = "cut, counting_unit, universe, if(key_2 = '', '', key)"
    sums = f"SELECT sum(value)::DOUBLE, count(*) FROM cluster_profile WHERE metric = 'share' AND is_additive GROUP BY {base}"
    found = db.execute(sums).fetchall()
    assert len(found) > 50
    assert all(abs(total - 100) <= 5e-7 * rows for total, rows in found)


def test_location_quotients_weighted_by_the_sites_of_the_provinces_average_1(db: duckdb.DuckDBPyConnection) -> None:
    quotient = "(n / denominator) / (benchmark_n / benchmark_denominator)"
    weighted = f"sum({quotient} * benchmark_n / benchmark_denominator)"
    found = db.execute(f"SELECT {weighted} FROM cluster_profile WHERE metric = 'location_quotient' GROUP BY universe, key").fetchall()
    published = "metric = 'location_quotient' AND value IS NOT NULL"
    few = f"SELECT count(*) FROM cluster_profile WHERE {published} AND (n < 5 OR abs(value - {quotient}) > 1e-6)"
    assert db.execute(few).fetchall() == [(0,)]
    assert len(found) == 8
    assert all(value == pytest.approx(1, abs=1e-6) for [value] in found)


def test_every_key_is_a_concept_an_area_or_a_number(db: duckdb.DuckDBPyConnection) -> None:
    keys = "SELECT unnest([key, key_2]) AS key, unnest([key_label_en, key_2_label_en]) AS label FROM cluster_profile"
    names = "SELECT concept_id FROM concepts UNION ALL SELECT geography_id FROM geographies"
    known = f"if(label IS NULL, regexp_full_match(key, '[0-9]*'), key IN ({names}))"
    assert db.execute(f"SELECT key FROM ({keys}) WHERE NOT {known}").fetchall() == []


NAMES = ("cartography", "sites", "approaches", "stages", "geographies", "concepts")
STAGES = ("preclinical", "clinical", "commercial")


def counts_of(frames: dict[str, pd.DataFrame]) -> dict[tuple[str, ...], int]:
    made = cluster_profile(**frames)
    made = made[(made["metric"] == "count") & (made["n"] > 0) & (made["universe"] == "all")]
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
