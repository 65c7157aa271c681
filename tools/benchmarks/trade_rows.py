"""Generated trade: a long table of any number of rows, the same on every machine, for measurements and tests of `make trade-metrics`.

Belongs here: rows that have what real tables have (missing years, zero and negative values, open bounds, ties of rounding). Does not
belong here: measuring (`trade_metrics.py`).
"""

from pathlib import Path

import duckdb

from pipeline.contract.duckdb import quote

REPORTERS, PARTNERS, PERIODS = 27, 51, 10
SEED = 11
# A whole number is drawn for each row by two steps of a linear congruential generator. The series of partner 1 begin with 12,800,000 and
# grow by multiples of a thousand: in percent, such a growth ends in half a millionth.
ROWS = """
WITH numbered AS (
  SELECT i % {periods} AS year, (i // {periods}) % {partners} AS partner_no, (i // {periods} // {partners}) % {products} AS product_no,
    i // {periods} // {partners} // {products} AS reporter_no, (i * 48271 + {seed}) % 2147483647 * 16807 % 2147483647 AS drawn
  FROM range({count}) AS r(i)),
valued AS (
  SELECT *, CASE
    WHEN partner_no = 0 THEN 1000000000 + drawn % 1000000
    WHEN partner_no = 1 THEN 12800000 + year * 1000 * (1 + product_no % 7)
    WHEN drawn % 97 = 0 THEN 0
    WHEN drawn % 101 = 0 THEN -(drawn % 1000)
    ELSE drawn % 1000000 END AS whole
  FROM numbered WHERE drawn % 103 > 0 OR partner_no = 0)
SELECT 'R' || lpad(reporter_no::VARCHAR, 2, '0') AS reporter,
  CASE WHEN partner_no = 0 THEN 'WORLD' ELSE 'P' || lpad(partner_no::VARCHAR, 3, '0') END AS partner,
  lpad(product_no::VARCHAR, 6, '0') AS product, 2010 + year AS period, whole::DECIMAL(24, 6) AS value,
  CASE WHEN drawn % 107 > 0 THEN (whole - 0.5)::DECIMAL(24, 6) END AS low,
  CASE WHEN drawn % 109 > 0 THEN (whole + 0.5)::DECIMAL(24, 6) END AS high
FROM valued
"""


def write_rows(count: int, file: Path) -> int:
    """Write about `count` rows (fewer by those that are missing) as one Parquet file, in the order of their keys but for the year; return
    how many."""
    products = max(1, count // (REPORTERS * PARTNERS * PERIODS))
    every = REPORTERS * PARTNERS * PERIODS * products
    rows = ROWS.format(periods=PERIODS, partners=PARTNERS, products=products, seed=SEED, count=every)
    with duckdb.connect() as connection:
        [[written]] = connection.execute(f"COPY ({rows}) TO {quote(str(file))} (FORMAT parquet, COMPRESSION zstd)").fetchall()
    return int(written)
