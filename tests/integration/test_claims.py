"""The claims of the real dataset: the verdicts that a reader has checked, and what holds of all of them."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pandas as pd
import pytest

from pipeline.contract.arrow import from_parquet
from pipeline.contract.tables import describe
from pipeline.kernel.problems import InputError
from pipeline.metrics.claims import claims
from pipeline.release.integrity import dangling
from schemas.registry import PUBLISHED
from tests.building import stored
from tests.conftest import Built

SOURCES = [
    "raw_claims",
    "raw_claim_inputs",
    "observations",
    "number_ledger",
    "biomanufacturing_history",
    "listed_items",
    "figure_points",
    "concepts",
    "events",
    "units",
]


@pytest.fixture(scope="module")
def db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with stored(built.outputs) as connection:
        yield connection


@pytest.fixture(scope="module")
def frames(built: Built) -> dict[str, pd.DataFrame]:
    return {name: from_parquet(str(built.outputs / "tables" / f"{name}.parquet")) for name in SOURCES}


def made(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return claims(**frames).set_index("claim_id")


# verdict, recomputed value and bounds to as many places as are written
CHECKED = [
    ("employment-growth-belgium-2016-2020", "truncated", "13.6565", "13.6565", "13.6565"),
    ("rd-growth-belgium-2019-2020", "consistent_within_rounding", "28.83", "28.53", "29.13"),
    ("exports-growth-belgium-2015-2020", "inconsistent", "37.23", "37.21", "37.26"),
    ("exports-per-day-belgium-2020", "consistent", "153770492", "153756831", "153784153"),
    ("rd-per-day-belgium-2020", "truncated", "13551913", "13538251", "13565574"),
    ("contribution-ratio-wallonia-belgium-2020", "inconsistent", "2.21", "2.16", "2.27"),
    ("contribution-ratio-wallonia-germany-2020", "not_recomputable", None, None, None),
    ("clinical-trial-share-companies-belgium", "consistent", "77", "76.5", "77.5"),
    ("approval-time-rank-wallonia", "consistent", "1", "1", "1"),
    ("jobs-gsk-wallonia", "consistent", "9000", "8500", "9500"),
    ("air-freight-liege-airport", "consistent", "1000000", "1000000", "1000000"),
    ("revolutions-as-passages", "consistent", "4", "4", "4"),
    ("human-insulin-era", "not_recomputable", None, None, None),
    ("sector-growth-duration-wallonia", "not_recomputable", None, None, None),
    ("gmp-principles", "not_recomputable", None, None, None),
    ("zoetis-animal-species", "consistent", "8", "8", "8"),
    ("marshall-plan-duration", "not_recomputable", None, None, None),
    ("s3-strategy-duration", "consistent", "7", "7", "7"),
    ("labour-cost-rank-belgium-2020", "consistent", "3", "3", "3"),
    ("liege-airport-rank", "consistent", "2", "2", "2"),
    ("export-share-elsewhere-belgium-2020", "implied_only", "16.9", "16.75", "17.05"),
    ("exports-to-asia-belgium-2020", "implied_only", "7091280000", "7062512500", "7120052500"),
    ("medicine-exports-wallonia-2019", "implied_only", "6037414966", "5992350191", "6082518077"),
    ("total-exports-wallonia-2020", "implied_only", "47019867550", "46534653465", "47508305648"),
    ("employment-growth-per-year-belgium-2016-2020", "implied_only", "3.2520", "3.2520", "3.2520"),
    ("clinical-trials-of-companies-belgium-2017", "implied_only", "1156.54", "1149.03", None),
    ("rd-per-person-belgium-2020", "implied_only", "122578", "122455", "122702"),
    ("published-exports-growth-belgium-2014-2015", "consistent_within_rounding", "3.51", "3.25", "3.76"),
    ("published-exports-medicines-growth-wallonia-2019-2020", "consistent", "17.6", None, None),
    ("published-exports-belgium-2019-foreign-trade-agency", "implied_only", "34000000000", "33900000000", "34100000000"),
    ("published-export-share-chemistry-wallonia-2021", "not_recomputable", None, None, None),
    ("medicine-share-of-exports-wallonia-2020", "consistent_within_rounding", "15.0106", "14.8891", "15.1323"),
    ("published-exports-growth-belgium-2019-2020-foreign-trade-agency", "consistent", "19.118", "18.915", "19.322"),
    ("published-medicines-weight-wallonia-2019", "implied_only", "35.0427", "34.6154", "35.4701"),
    ("published-exports-pharmaceuticals-wallonia-2019", "implied_only", "17228720757", "16908467558", "17556783303"),
    ("published-exports-pharmaceuticals-wallonia-2020", "implied_only", "17642210055", "17322725013", "17969367710"),
    ("published-exports-rest-wallonia-2025-h1", "implied_only", "600000000", "450000000", "750000000"),
    ("published-rd-growth-belgium-2020-2021", "implied_only", "0.1912", "-0.8309", "1.2162"),
    ("s3-budget-per-year", "implied_only", "13221500.00", "13221499.93", "13221500.07"),
]


@pytest.mark.parametrize(("claim", "verdict", "value", "low", "high"), CHECKED, ids=[case[0] for case in CHECKED])
def test_the_verdict_and_bounds_of(
    db: duckdb.DuckDBPyConnection, claim: str, verdict: str, value: str | None, low: str | None, high: str | None
) -> None:
    sql = "SELECT verdict, recomputed_value, recomputed_low, recomputed_high FROM claims WHERE claim_id = ?"
    [(found, *numbers)] = db.execute(sql, [claim]).fetchall()
    assert found == verdict
    for number, expected in zip(numbers, (value, low, high), strict=True):
        assert (None if expected is None else number.quantize(Decimal(expected))) == (expected and Decimal(expected))


def test_only_arithmetic_is_refuted_and_each_statement_has_one_verdict(db: duckdb.DuckDBPyConnection) -> None:
    refuted = db.execute("SELECT claim_id, check_kind FROM claims WHERE verdict = 'inconsistent' ORDER BY claim_id").fetchall()
    assert refuted == [("contribution-ratio-wallonia-belgium-2020", "arithmetic"), ("exports-growth-belgium-2015-2020", "arithmetic")]
    twice = (
        "SELECT stated_observation_id FROM claims WHERE verdict NOT IN ('implied_only', 'not_recomputable') AND check_kind <> 'restatement'"
    )
    assert db.execute(f"{twice} AND stated_observation_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1").fetchall() == []


def test_power_is_there_where_a_number_is_compared_and_lies_between_zero_and_one(db: duckdb.DuckDBPyConnection) -> None:
    wrong = "(power IS NULL) <> (verdict IN ('implied_only', 'not_recomputable') OR stated_value IS NULL) OR power NOT BETWEEN 0 AND 1"
    assert db.execute(f"SELECT claim_id FROM claims WHERE {wrong}").fetchall() == []


def test_every_claim_that_is_refuted_or_truncated_is_a_set_of_its_own_numbers(db: duckdb.DuckDBPyConnection) -> None:
    sql = "FROM claims ANTI JOIN joint_inconsistencies ON set_id = claim_id WHERE verdict IN ('inconsistent', 'truncated')"
    assert db.execute(sql).fetchall() == []
    own = (
        "SELECT set_id FROM joint_inconsistency_members m ANTI JOIN claim_inputs i ON claim_id = set_id AND m.record_id = i.record_id"
        " WHERE role = 'number' AND set_id IN (SELECT claim_id FROM claims)"
    )
    assert db.execute(own).fetchall() == []
    assert db.execute("SELECT set_id FROM joint_inconsistencies WHERE NOT is_truncation AND claim_count = 1 ORDER BY 1").fetchall() == [
        ("contribution-ratio-wallonia-belgium-2020",),
        ("exports-growth-belgium-2015-2020",),
    ]


def test_the_members_of_a_set_are_as_many_as_it_says(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT set_id FROM joint_inconsistencies JOIN joint_inconsistency_members USING (set_id) GROUP BY set_id, size, claim_count"
        " HAVING size <> count(*) FILTER (role = 'number') OR claim_count <> count(*) FILTER (role = 'identity') OR size > 3"
    )
    assert db.execute(sql).fetchall() == []


def test_every_statement_that_the_document_derives_is_a_claim_or_completes_the_one_that_a_claim_is_about(
    db: duckdb.DuckDBPyConnection,
) -> None:
    sql = (
        "FROM observations o ANTI JOIN claims ON o.observation_id = stated_observation_id"
        " ANTI JOIN (FROM claims JOIN claim_inputs USING (claim_id) WHERE check_kind = 'complement') ON o.observation_id = record_id"
        " WHERE is_stated_derived"
    )
    assert db.execute(sql).fetchall() == []


def test_every_list_is_counted_by_a_claim_that_states_its_observation(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT DISTINCT observation_id FROM listed_items l ANTI JOIN (FROM claims JOIN claim_inputs i USING (claim_id)"
        " WHERE i.table_name = 'listed_items') c ON c.stated_observation_id = l.observation_id"
        " AND c.record_id = concat_ws('|', l.document_id, l.entry_no)"
    )
    assert db.execute(sql).fetchall() == []


def test_bounds_hold_their_values_and_the_verdict_says_what_is_there(db: duckdb.DuckDBPyConnection) -> None:
    for wrong in (
        "recomputed_value NOT BETWEEN coalesce(recomputed_low, recomputed_value) AND coalesce(recomputed_high, recomputed_value)",
        "stated_value NOT BETWEEN coalesce(stated_low, stated_value) AND coalesce(stated_high, stated_value)",
        "(verdict = 'implied_only') <> (stated_qualifier IS NULL)",
        "(verdict = 'not_recomputable') <> (missing IS NOT NULL)",
        "difference <> recomputed_value - stated_value",
        "verdict = 'consistent' AND recomputed_value NOT BETWEEN coalesce(stated_low, recomputed_value)"
        " AND coalesce(stated_high, recomputed_value)",
    ):
        assert db.execute(f"SELECT claim_id FROM claims WHERE {wrong}").fetchall() == [], wrong


def test_every_claim_has_the_stated_record_that_it_names(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT claim_id FROM claims LEFT JOIN (FROM claim_inputs WHERE role = 'stated') i USING (claim_id)"
        " WHERE (stated_qualifier IS NULL) <> (record_id IS NULL)"
        " OR stated_observation_id IS DISTINCT FROM (CASE table_name WHEN 'observations' THEN record_id END)"
    )
    assert db.execute(sql).fetchall() == []


def same(db: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The number of claims that a query finds beside another metric of the same; each has the same value and bounds, to a millionth."""
    found = db.execute(sql).fetchall()
    for claim, *pairs in found:
        for ours, theirs in zip(pairs[::2], pairs[1::2], strict=True):
            assert abs(ours - theirs) <= max(Decimal("0.000001"), abs(theirs) / 10**14), claim
    return len(found)


@pytest.mark.parametrize(("formula", "column"), [("growth_pct", "growth"), ("cagr_pct", "cagr")])
def test_growth_that_a_claim_recomputes_is_that_of_the_table_of_growth_rates(
    db: duckdb.DuckDBPyConnection, formula: str, column: str
) -> None:
    sql = (
        f"SELECT claim_id, recomputed_value, g.{column}_pct, recomputed_low, g.{column}_low_pct, recomputed_high, g.{column}_high_pct"
        " FROM claims JOIN (FROM claim_inputs WHERE role = 'start') a USING (claim_id)"
        " JOIN (FROM claim_inputs WHERE role = 'end') b USING (claim_id)"
        " JOIN growth_rates g ON (g.start_observation_id, g.end_observation_id) = (a.record_id, b.record_id)"
        f" WHERE formula = '{formula}'"
    )
    assert same(db, sql) > 0


def test_euros_that_a_claim_recomputes_from_a_share_are_those_of_the_table_of_shares(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT claim_id, recomputed_value, value_eur, recomputed_low, value_low_eur, recomputed_high, value_high_eur"
        " FROM claims JOIN (FROM claim_inputs WHERE role = 'share') a USING (claim_id)"
        " JOIN (FROM claim_inputs WHERE role = 'whole') b USING (claim_id)"
        " JOIN export_shares ON (part_observation_id, whole_observation_id) = (a.record_id, b.record_id)"
        " WHERE formula = 'implied_part'"
    )
    assert same(db, sql) == 3


def change(frames: dict[str, pd.DataFrame], record: str, **values: str) -> dict[str, pd.DataFrame]:
    """The frames with other values of one observation."""
    changed = frames["observations"].astype("object")
    mine = changed["observation_id"] == record
    assert mine.sum() == 1
    for name, value in values.items():
        changed.loc[mine, name] = Decimal(value)
    return frames | {"observations": changed}


@pytest.mark.parametrize(
    ("record", "value", "claim", "verdict"),
    [
        ("employment-belgium-2020", "40444", "employment-growth-belgium-2016-2020", "consistent"),
        ("employment-belgium-2020", "40564", "employment-growth-belgium-2016-2020", "inconsistent"),
        ("exports-belgium-2020", "56300000000", "exports-growth-belgium-2015-2020", "consistent"),
        ("rd-belgium-2020", "4600000000", "rd-growth-belgium-2019-2020", "inconsistent"),
        ("clinical-trial-share-academic-belgium", "25", "clinical-trial-share-companies-belgium", "inconsistent"),
        ("brussels-airport-most-used", "2", "brussels-airport-rank", "inconsistent"),
    ],
)
def test_another_printed_value_gives_another_verdict(
    frames: dict[str, pd.DataFrame], record: str, value: str, claim: str, verdict: str
) -> None:
    assert made(frames).loc[claim, "verdict"] != verdict
    changed = change(frames, f"thesis-{record}", value=value, value_low=value, value_high=value)
    assert made(changed).loc[claim, "verdict"] == verdict


def test_only_the_claims_that_name_a_record_change_with_it(frames: dict[str, pd.DataFrame]) -> None:
    record = "thesis-value-added-share-belgium-2020"
    before, after = made(frames), made(change(frames, record, value="2.1", value_low="2.05", value_high="2.15"))
    inputs = frames["raw_claim_inputs"]
    naming = set(inputs.loc[inputs["record_id"] == record, "claim_id"])
    changed = {claim for claim in before.index if not before.loc[claim].equals(after.loc[claim])}
    assert changed == naming == {"contribution-ratio-wallonia-belgium-2020", "value-added-share-belgium-2020"}
    assert after.loc["contribution-ratio-wallonia-belgium-2020", "verdict"] == "consistent"


def test_a_record_that_is_no_longer_there_is_refused_with_the_lines_that_name_it(frames: dict[str, pd.DataFrame]) -> None:
    kept = frames["observations"][frames["observations"]["observation_id"] != "thesis-rd-belgium-2019"]
    with pytest.raises(InputError) as caught:
        made(frames | {"observations": kept})
    inputs = frames["raw_claim_inputs"]
    lines = inputs.loc[inputs["record_id"] == "thesis-rd-belgium-2019", "source_line"]
    assert {(p.file, p.line, p.value) for p in caught.value.problems} == {
        ("raw/reference/claim_inputs.csv", line, "thesis-rd-belgium-2019") for line in lines
    }


def test_a_published_input_that_leads_nowhere_is_found(built: Built) -> None:
    tables = {table.name: table for table in map(describe, PUBLISHED)}
    published = {name: from_parquet(str(built.outputs / "tables" / f"{name}.parquet")) for name in tables}
    assert dangling(tables, published) == []
    inputs = published["claim_inputs"].astype("object")
    inputs.loc[0, "record_id"] = "thesis-nowhere"
    uses = published["number_uses"].astype("object")
    uses.loc[0, "record_id"] = "thesis-nowhere"
    found = dangling(tables, published | {"claim_inputs": inputs, "number_uses": uses})
    assert [problem.column for problem in found] == ["record_id", "record_id"]
    assert all("thesis-nowhere" in str(problem.value) for problem in found)


def test_a_label_says_of_an_implied_value_that_it_is_implied_and_of_no_stated_one(db: duckdb.DuckDBPyConnection) -> None:
    says = "contains(statement_en, 'implied') AND contains(statement_fr, 'implicite')"
    wrong = db.execute(f"SELECT claim_id FROM claims WHERE ({says}) <> (verdict = 'implied_only')").fetchall()
    assert wrong == []
