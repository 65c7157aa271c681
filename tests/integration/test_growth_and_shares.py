"""Growth, shares and concentration of the real data, computed anew in SQL from the stored observations, whose numbers are exact."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.building import stored
from tests.conftest import Built


@pytest.fixture(scope="module")
def db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with stored(built.outputs) as connection:
        yield connection


def count(db: duckdb.DuckDBPyConnection, sql: str) -> int:
    [[number]] = db.execute(sql).fetchall()
    return int(number)


def test_each_growth_rate_follows_from_its_two_observations(db: duckdb.DuckDBPyConnection) -> None:
    wrong = """
        SELECT count(*) FROM growth_rates g
        JOIN observations a ON a.observation_id = g.start_observation_id JOIN observations b ON b.observation_id = g.end_observation_id
        WHERE a.series_id <> b.series_id OR (a.document_id <> b.document_id) <> (g.document_id IS NULL) OR g.series_id <> a.series_id
          OR year(a.period_start) <> g.from_period OR year(b.period_end) <> g.to_period OR g.from_period >= g.to_period
          OR 'target' IN (a.status, b.status)
          OR g.change <> b.value - a.value
          OR g.change_low IS DISTINCT FROM b.value_low - a.value_high OR g.change_high IS DISTINCT FROM b.value_high - a.value_low
          OR abs(g.growth_pct - (b.value::DOUBLE / a.value * 100 - 100)) > 1e-5
          OR abs(g.growth_low_pct - (b.value_low::DOUBLE / a.value_high * 100 - 100)) > 1e-5
          OR abs(g.growth_high_pct - (b.value_high::DOUBLE / a.value_low * 100 - 100)) > 1e-5
          OR abs((1 + g.cagr_pct / 100) ^ (g.to_period - g.from_period) - b.value::DOUBLE / a.value) > 1e-6
    """
    assert count(db, wrong) == 0


def test_every_series_with_two_yearly_facts_has_its_growth_and_no_other_has(db: duckdb.DuckDBPyConnection) -> None:
    series = """
        SELECT {scope} series_id, count(DISTINCT period_end) AS years FROM observations JOIN indicators USING (indicator_id)
        WHERE quantity_kind IN ('stock', 'flow') AND status = 'fact' AND value IS NOT NULL AND period_precision = 'year'
          AND year(period_start) = year(period_end) AND definition_id IS NOT NULL
        GROUP BY ALL HAVING years > 1
    """
    sums = "SELECT sum(years - 1 + (years > 2)::INT) FROM ({})"
    chosen = count(db, sums.format(series.format(scope="")))
    assert count(db, "SELECT count(*) FROM growth_rates WHERE is_chosen") == chosen > 2
    within = count(db, sums.format(series.format(scope="document_id,")))
    assert count(db, "SELECT count(*) FROM growth_rates WHERE document_id IS NOT NULL") >= within > 2


def test_growth_rates_use_chosen_values_and_say_what_they_rest_on(db: duckdb.DuckDBPyConnection) -> None:
    ends = """
        FROM growth_rates g
        JOIN series_values a ON a.observation_id = g.start_observation_id JOIN series_values b ON b.observation_id = g.end_observation_id
    """
    assert count(db, f"SELECT count(*) {ends} WHERE g.is_chosen AND NOT (a.is_chosen AND b.is_chosen)") == 0
    assert count(db, f"SELECT count(*) {ends} WHERE g.is_same_release <> (a.release = b.release)") == 0
    revised = "start_observation_id = 'published_series-exports-belgium-2014' AND to_period = 2015"
    assert count(db, f"SELECT count(*) FROM growth_rates WHERE {revised} AND NOT is_same_release") == 2
    assert count(db, "SELECT count(*) FROM export_shares WHERE verification = 'web_lead'") == 1


@pytest.mark.parametrize(
    ("end", "rate"),
    [
        ("thesis-employment-belgium-2020", (13.656536, 13.656536, 13.656536)),
        ("thesis-rd-belgium-2020", (28.534371, 28.831169, 29.128739)),
        ("thesis-exports-belgium-2020", (37.205900, 37.234821, 37.263748)),
    ],
)
def test_the_growth_that_ends_with(db: duckdb.DuckDBPyConnection, end: str, rate: tuple[float, ...]) -> None:
    sql = "SELECT growth_low_pct, growth_pct, growth_high_pct FROM growth_rates WHERE end_observation_id = ? AND document_id IS NOT NULL"
    assert [tuple(map(float, row)) for row in db.execute(sql, [end]).fetchall()] == [rate]


def test_destinations_add_up_to_the_whole(db: duckdb.DuckDBPyConnection) -> None:
    sums = """
        SELECT s.document_id, s.geography_id, s.period, sum(s.share_pct) AS shares, sum(s.value_eur) AS euros,
          count(*) FILTER (s.status = 'residual') AS rests, any_value(o.value) AS total
        FROM export_shares s LEFT JOIN observations o ON o.observation_id = s.whole_observation_id
        WHERE s.share_kind = 'destination' GROUP BY ALL
    """
    assert count(db, f"SELECT count(*) FROM ({sums}) WHERE shares <> 100 OR rests <> 1 OR euros <> total") == 0
    assert count(db, f"SELECT count(*) FROM ({sums}) WHERE total = 56280000000") == 1


def test_a_region_is_held_against_its_country_only_with_what_keeps_them_apart(db: duckdb.DuckDBPyConnection) -> None:
    rows = "FROM export_shares WHERE share_kind = 'region_in_country'"
    assert count(db, f"SELECT count(*) {rows}") > 0
    assert count(db, f"SELECT count(*) {rows} AND comparability_flag IS NULL") == 0
    assert count(db, "SELECT count(*) FROM export_shares WHERE (partner_geography_id IS NULL) = (sector_id IS NULL)") == 0


def test_the_concentration_of_belgian_exports_lies_between_a_rest_spread_thin_and_a_rest_in_one_place(
    db: duckdb.DuckDBPyConnection,
) -> None:
    [[low, high]] = db.execute("SELECT herfindahl_low, herfindahl_high FROM export_shares WHERE herfindahl_low IS NOT NULL").fetchall()
    named_shares, rest = (0.437, 0.268, 0.126), 0.169
    thin = sum(share**2 for share in named_shares)
    assert float(low) == pytest.approx(sum((share - 0.0005) ** 2 for share in named_shares), abs=1e-6)
    assert float(high) == pytest.approx(sum((share + 0.0005) ** 2 for share in named_shares) + (rest + 0.0015) ** 2, abs=1e-6)
    assert low < thin < thin + rest**2 < high
