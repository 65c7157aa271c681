"""`make trade-metrics`: what it writes, what it refuses and in which words, and that its results are whole or not there."""

import importlib.util
import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.app.commands.trade_metrics import main
from pipeline.contract.arrow import arrow_schema
from pipeline.metrics import trade
from pipeline.trade.long_table import TABLE
from pipeline.trade.on_duckdb import OnDuckDB, ranges
from pipeline.trade.run import FACTS, TABLES, formulas_version
from tests.conftest import ROOT
from tools.benchmarks.trade_metrics import renewed_rows
from tools.benchmarks.trade_others import by_hand, by_pandas, by_polars
from tools.benchmarks.trade_rows import write_rows

KEYS = "reporter, partner, product, period"
GOOD = """
  SELECT * FROM (VALUES ('be', 'WORLD', 'x', 2019, 100), ('be', 'fr', 'x', 2019, 40), ('be', 'de', 'x', 2019, 35),
    ('be', 'WORLD', 'x', 2020, 120), ('be', 'fr', 'x', 2020, 60), ('be', 'fr', 'y', 2020, 7))
    AS t(reporter, partner, product, period, value)
"""


def written(folder: Path, query: str = GOOD, name: str = "trade.parquet") -> Path:
    """Write the rows of a query as a Parquet file."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    duckdb.sql(query).write_parquet(str(file))
    return file


def rows(folder: Path, name: str, columns: str) -> list[tuple[object, ...]]:
    return duckdb.sql(f"SELECT {columns} FROM '{folder}/{name}/*.parquet'").fetchall()


def refused(capsys: pytest.CaptureFixture[str], source: Path, *options: str) -> str:
    """Return what the command says when it refuses a file, having left nothing behind."""
    before = sorted(source.parent.iterdir())
    assert main([str(source), str(source.parent / "results"), *options]) == 1
    assert sorted(source.parent.iterdir()) == before
    return capsys.readouterr().err


def test_values_without_bounds_are_exact_and_give_growth_shares_and_concentration(tmp_path: Path) -> None:
    source, output = written(tmp_path), tmp_path / "made" / "results"
    assert main([str(source), str(output), "--memory", "500MB"]) == 0
    assert rows(output, "growth", "partner, from_period, to_period, change, growth_pct, growth_low_pct, growth_high_pct") == [
        ("WORLD", 2019, 2020, 20, 20, 20, 20),
        ("fr", 2019, 2020, 20, 50, 50, 50),
    ]
    assert rows(output, "shares", "period, partner, is_residual, value, share_pct") == [
        (2019, "REST", True, 25, 25),
        (2019, "de", False, 35, 35),
        (2019, "fr", False, 40, 40),
        (2020, "REST", True, 60, 50),
        (2020, "fr", False, 60, 50),
    ]
    low, high = (Decimal(text) for text in ("0.2825", "0.345"))
    assert rows(output, "concentration", "period, named_partners, residual_pct, herfindahl_low, herfindahl_high") == [
        (2019, 2, 25, low, high),
        (2020, 1, 50, Decimal("0.25"), Decimal("0.5")),
    ]
    assert sorted(path.name for path in output.parent.iterdir()) == ["results"]


def test_what_stands_beside_the_results_says_from_what_and_by_which_formulas_they_were_made(tmp_path: Path) -> None:
    source, output = written(tmp_path), tmp_path / "results"
    assert main([str(source), str(output)]) == 0
    facts = json.loads((output / FACTS).read_text("utf-8"))
    assert facts["input"] == {"trade.parquet": sha256(source.read_bytes()).hexdigest()}
    assert facts["formulas"] == formulas_version()
    assert facts["engine"] == {"name": "duckdb", "version": duckdb.__version__}
    assert facts["bounds"] == "each value is exact"
    assert facts["rows"] == {"growth": 2, "shares": 5, "concentration": 2}
    assert facts["rows_without_whole"] == 1


def test_results_have_the_columns_types_and_order_of_their_description_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    source = tmp_path / "trade.parquet"
    write_rows(40_000, source)
    outputs = [tmp_path / "first", tmp_path / "second"]
    for output in outputs:
        assert main([str(source), str(output)]) == 0
    for name, table in TABLES.items():
        [file], [again] = ([*(output / name).iterdir()] for output in outputs)
        assert file.read_bytes() == again.read_bytes()
        found = pq.read_table(file)
        assert [(field.name, field.type) for field in found.schema] == [(field.name, field.type) for field in arrow_schema(table)]
        keys = list(zip(*(found[name].to_pylist() for name in table.key), strict=True))
        assert keys == sorted(set(keys))
        assert [column.name for column in table.columns if not column.nullable and found[column.name].null_count] == []
    assert (outputs[0] / FACTS).read_bytes() == (outputs[1] / FACTS).read_bytes()


def test_growth_of_many_rows_equals_what_two_joins_by_hand_give(tmp_path: Path) -> None:
    source, output = tmp_path / "trade.parquet", tmp_path / "results"
    write_rows(40_000, source)
    assert main([str(source), str(output)]) == 0
    by_hand = f"""
      WITH spans AS (
        SELECT reporter, partner, product, period AS from_period, lead(period) OVER s AS to_period FROM '{source}'
        WINDOW s AS (PARTITION BY reporter, partner, product ORDER BY period)
        UNION ALL SELECT reporter, partner, product, min(period), max(period) FROM '{source}' GROUP BY ALL HAVING count(*) > 2)
      SELECT reporter, partner, product, from_period, to_period, b.value - a.value, b.low - a.high, b.high - a.low,
        CASE WHEN a.value <= 0 THEN 'start_not_positive' WHEN b.value < 0 THEN 'end_negative' ELSE 'computed' END
      FROM spans JOIN (SELECT * RENAME (period AS from_period) FROM '{source}') a USING (reporter, partner, product, from_period)
      JOIN (SELECT * RENAME (period AS to_period) FROM '{source}') b USING (reporter, partner, product, to_period) ORDER BY ALL"""
    names = "reporter, partner, product, from_period, to_period, change, change_low, change_high, cagr_status"
    assert rows(output, "growth", names) == duckdb.sql(by_hand).fetchall()


def test_parts_of_some_reporters_give_the_rows_of_one_part_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, whole, parted = tmp_path / "trade.parquet", tmp_path / "whole", tmp_path / "parted"
    write_rows(40_000, source)
    assert main([str(source), str(whole)]) == 0
    monkeypatch.setattr("pipeline.trade.on_duckdb.BYTES_OF_A_ROW", 200_000)
    assert main([str(source), str(parted), "--memory", "1GB"]) == 0
    files = {name: len(list((parted / name).iterdir())) for name in TABLES}
    assert files == {"growth": 7, "shares": 7, "concentration": 1}
    for name in TABLES:
        assert rows(parted, name, "*") == rows(whole, name, "*")


def test_a_part_has_as_many_rows_as_fit_or_one_value_that_has_more() -> None:
    assert ranges({"a": 4, "b": 6, "c": 1, "d": 11, "e": 1}, 10) == [("a", "b"), ("c", "c"), ("d", "d"), ("e", "e")]
    assert ranges({}, 10) == []


def test_several_files_of_a_folder_are_one_table_and_other_columns_are_ignored(tmp_path: Path) -> None:
    source, output = tmp_path / "parts", tmp_path / "results"
    written(source, f"SELECT *, 'kg' AS unit FROM ({GOOD}) WHERE period = 2019", "a.parquet")
    (source / "period=2020").mkdir()
    written(source / "period=2020", f"FROM ({GOOD}) WHERE period = 2020", "b.parquet")
    assert main([str(source), str(output)]) == 0
    assert len(rows(output, "growth", "*")) == 2
    assert set(json.loads((output / FACTS).read_text("utf-8"))["input"]) == {"a.parquet", "period=2020/b.parquet"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"SELECT * EXCLUDE (partner) FROM ({GOOD})", ["column partner", "the file has reporter, product, period, value"]),
        (f"SELECT * REPLACE (value::DOUBLE AS value) FROM ({GOOD})", ["column value: 'type double'", "CAST(value AS DECIMAL(24, 6))"]),
        (f"SELECT * REPLACE (period::VARCHAR AS period) FROM ({GOOD})", ["column period: 'type string'", "CAST(period AS BIGINT)"]),
        (f"SELECT * REPLACE (value::DECIMAL(30, 8) AS value) FROM ({GOOD})", ["column value", "6 after it"]),
        (f"SELECT *, value AS low FROM ({GOOD})", ["column low, high", "both columns in every file, or in none"]),
        (
            f"SELECT * REPLACE (period * 100 + 1 AS period) FROM ({GOOD})",
            ["column period: '", "rows, among them 201901 where reporter=be, partner=WORLD, product=x, period=201901", "<= 2999"],
        ),
        (
            f"SELECT * REPLACE (nullif(partner, 'de') AS partner) FROM ({GOOD})",
            ["column partner: '(empty) where reporter=be, partner=None"],
        ),
        (f"SELECT *, value + 1 AS low, value + 2 AS high FROM ({GOOD})", ["column value", "a value between low and high"]),
        (f"SELECT * REPLACE (value * 10::HUGEINT ** 16 AS value) FROM ({GOOD})", ["column value", "type double"]),
        (f"SELECT * REPLACE (value * 10000000000000000 AS value) FROM ({GOOD})", ["column value", "less than 10^18", "larger unit"]),
        (
            f"FROM ({GOOD}) UNION ALL SELECT 'be', 'fr', 'x', 2019, 9",
            ["be, partner=fr, product=x, period=2019 (2 rows)", "one row for each key"],
        ),
        (f"FROM ({GOOD}) WHERE partner <> 'WORLD'", ["rows of the whole, whose partner is WORLD", "WHOLE=code"]),
        (f"FROM ({GOOD}) UNION ALL SELECT 'be', 'REST', 'x', 2019, 9", ["no partner REST", "REST in 1 rows"]),
        (f"FROM ({GOOD}) WHERE false", ["at least one row"]),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_what_to_do(
    query: str, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = refused(capsys, written(tmp_path, query))
    assert [words for words in [*said, "expected:", "to do:"] if words not in message] == []


def test_no_parquet_an_output_that_is_there_and_another_whole_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "trade.parquet"
    text.write_text("reporter,partner\n", "utf-8")
    assert "a Parquet file" in refused(capsys, text)
    text.unlink()
    assert "a folder of Parquet files" in refused(capsys, tmp_path / "nothing")
    source = written(tmp_path)
    assert "whose partner is all" in refused(capsys, source, "--whole", "all")
    (tmp_path / "results").mkdir()
    assert main([str(source), str(tmp_path / "results")]) == 1
    assert "name another OUTPUT" in capsys.readouterr().err


def test_a_failure_half_way_leaves_no_results_and_nothing_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written(tmp_path)
    monkeypatch.setattr(trade, "concentration", lambda _: 1 / 0)
    assert main([str(source), str(tmp_path / "results")]) == 1
    assert list(tmp_path.iterdir()) == [source]


def test_more_rows_than_the_limit_of_memory_holds_are_put_aside_and_progress_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.trade.on_duckdb.SECONDS_BETWEEN_REPORTS", 0.005)
    told: list[str] = []
    put_aside: list[Path] = []

    def report(text: str) -> None:
        told.append(text)
        put_aside.extend(tmp_path.glob(".trade-aside-*/*"))

    engine = OnDuckDB(tmp_path, "40MB", report)
    engine.connection.execute("SET threads = 1")  # each thread needs memory of its own
    [aside] = tmp_path.iterdir()
    table = ibis.table({"number": "int64"}, name="numbers")
    engine.connection.execute("CREATE VIEW numbers AS SELECT (range * 7919) % 1500019 AS number FROM range(1500000)")
    engine.write([table.mutate(text=table.number.cast("string"))], ["text"], tmp_path / "sorted")
    engine.close()
    assert not aside.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["sorted"]
    assert any(text.endswith("%") for text in told)
    assert any(put_aside)


def test_spark_without_its_package_is_refused_with_where_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if importlib.util.find_spec("pyspark"):
        pytest.skip("PySpark is installed here")
    assert "docs/trade.md" in refused(capsys, written(tmp_path), "--engine", "spark")


@pytest.mark.parametrize(("way", "apart"), [(by_hand, 0.0), (by_polars, 1e-5), (by_pandas, 1e-5)])
def test_the_ways_that_the_definition_is_compared_with_compute_the_same(way: Callable[..., None], apart: float, tmp_path: Path) -> None:
    source, output = tmp_path / "trade.parquet", tmp_path / "results"
    write_rows(20_000, source)
    assert main([str(source), str(output)]) == 0
    way(source, tmp_path, None)
    found = [column.name for column in TABLES["growth"].columns if column.name not in ("cagr_status", *TABLES["growth"].key)]
    unlike = " OR ".join(
        f"abs(a.{name}::DOUBLE - b.{name}::DOUBLE) > {apart} OR (a.{name} IS NULL) <> (b.{name} IS NULL)" for name in found
    )
    both = f"'{output}/growth/*.parquet' a FULL JOIN '{tmp_path}/growth.parquet' b USING ({', '.join(TABLES['growth'].key)})"
    query = f"SELECT count(*), count(a.cagr_status = b.cagr_status OR NULL), count(({unlike}) OR NULL) FROM {both}"
    [(every, same_status, different)] = duckdb.sql(query).fetchall()
    assert every == same_status > 10_000
    assert different == 0


def test_the_benchmark_renews_the_row_of_a_way_and_keeps_the_others() -> None:
    table = "| rows | way |\n| --- | --- |\n| 1 | a | 5 s |\n| 1 | b | 6 s |\n"
    expected = "\n| rows | way |\n| --- | --- |\n| 1 | a | 4 s |\n| 1 | b | 6 s |\n| 2 | a | 9 s |\n"
    assert renewed_rows(table, {"| 1 | a |": " 4 s |", "| 2 | a |": " 9 s |"}) == expected


COMEXT = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,PRODUCT_SECTION,FLOW,"
    "STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT"
)


def test_the_documented_step_takes_yearly_bulk_files_of_comext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are invented; their form is that of Eurostat's files."""
    (tmp_path / "comext").mkdir()
    for period, amounts in (("202252", (40, 10, 50)), ("202352", (60, 10, 50)), ("202301", (1, 1, 1))):
        line = "BE,{},I,30021500,54163,2120,2120,63,811220,06,{},{},NO_SU," + period + ",{},{},1,0\n"
        places = (("FR", 2, 1), ("FR", 2, 3), ("DE", 2, 1))
        lines = [line.format(*place, amount, amount) for place, amount in zip(places, amounts, strict=True)]
        (tmp_path / "comext" / f"full_{period}.dat").write_text(f"{COMEXT}\n{''.join(lines)}{line.format('FR', 1, 1, 999, 999)}", "utf-8")
    page = (ROOT / "docs" / "trade.md").read_text("utf-8")
    step = page.split("<!-- comext: begin -->\n```sql\n")[1].split("```\n<!-- comext: end -->")[0]
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        connection.execute(step)
    assert main(["trade.parquet", "results"]) == 0
    assert rows(tmp_path / "results", "shares", "period, partner, value, share_pct") == [
        (2022, "DE", 50, 50),
        (2022, "FR", 50, 50),
        (2022, "REST", 0, 0),
        (2023, "DE", 50, Decimal("41.666667")),
        (2023, "FR", 70, Decimal("58.333333")),
        (2023, "REST", 0, 0),
    ]


def test_the_description_of_the_input_is_the_long_table_of_the_formulas() -> None:
    assert [column.name for column in TABLE.columns] == trade.LONG.names
    assert [column.type for column in TABLE.columns] == trade.LONG.types
    assert pa.types.is_decimal(trade.LONG.field("value").type)
