"""Measures of the cuts: what follows from their counts, exactly, with the bounds that gaps of knowledge leave.

Belongs here: one function per metric, from counts to rows. Does not belong here: counting (`counting.py`), labels and keys (`profile.py`),
formulas that other metrics use too (`formulas.py`). docs/methods.md has the formulas and their sources.

A function returns the rows of `cells` or `bases` that have the metric, with value, value_low and value_high as fractions, n and
denominator; where it divides, also is_small_n. A value that would rest on too few units is None, and value_status says so.
"""

from collections.abc import Callable
from fractions import Fraction

import pandas as pd

from pipeline.metrics.counting import OUTER, Counted
from pipeline.metrics.formulas import herfindahl, part_of, percent, share

COMPUTED, TOO_FEW = "computed", "too_few_units"
EXCLUSIVE = "site"  # the one unit that lies in exactly one place, so that places share it out
SMALL_BASE = 10  # below it, one unit more or less moves a share by more than ten points
FEWEST_SITES = 5  # below it, there is no quotient: one site more or less moves it by more than a fifth
SMALL_EXPECTED = 5  # below it, one site more or less moves a quotient by more than a fifth


def counts(counted: Counted) -> pd.DataFrame:
    """Return the number of units with each key; above it, those that may have it all the same."""
    return _at_least(counted.cells)


def several(counted: Counted) -> pd.DataFrame:
    """Return the number of actors with more than one; above it, those of whom nothing is known."""
    many = counted.cells["n"].where(counted.cells["inner"].astype("int64") > 1, 0)
    return _at_least(_summed(counted, many))


def without_key(counted: Counted) -> pd.DataFrame:
    """Return the number of units to which the cut gives no key, of all."""
    bases = counted.bases
    return _at_least(bases.assign(n=bases["missing"], denominator=bases["everyone"], gaps=0))


def shares(counted: Counted) -> pd.DataFrame:
    """Return the percentage of the units with any key that have each; its bounds are those of all ways to fill the gaps."""
    cells = counted.cells.query("denominator > 0")
    n, base, gaps = _exact(cells, "n", "denominator", "gaps")
    value, low, high = (percent(share(part, whole)) for part, whole in ((n, base), (n, base + gaps), (n + gaps, base + gaps)))
    return _bounded(cells, value, low, high, base < SMALL_BASE)


def means(counted: Counted) -> pd.DataFrame:
    """Return the average number per actor that has any. An actor of whom nothing is known has one at least, and at most as many as
    there are entries in the code list, `most` of its base; where there is no list, the upper bound is open."""
    rows = _summed(counted, counted.cells["n"] * counted.cells["inner"].astype("int64")).query("denominator > 0")
    n, base, gaps = _exact(rows, "n", "denominator", "gaps")
    listed = rows["most"].notna()
    [most] = _exact(rows.fillna({"most": 0}), "most")
    high = ((n + most * gaps) / (base + gaps)).where(listed | (gaps == 0), None)
    return _bounded(rows, n / base, (n + gaps) / (base + gaps), high, base < SMALL_BASE)


def herfindahls(counted: Counted) -> pd.DataFrame:
    """Return the Herfindahl index of the sites over the keys. n is the number of keys that have a site.

    Gaps leave least concentration when each lies in a place of its own, and most when all lie in the place with most sites.
    """
    cells = counted.cells[(counted.cells["counting_unit"] == EXCLUSIVE) & (counted.cells["n"] > 0)]
    keys = cells.groupby(OUTER)["n"].size().rename("n").reset_index()
    rows = counted.bases.merge(keys, on=OUTER)
    alone = rows.loc[rows.index.repeat(rows["gaps"])].assign(n=1)
    apart = pd.concat([cells, alone], ignore_index=True)
    largest = cells.sort_values("n", kind="stable").drop_duplicates(OUTER, keep="last").index
    together = cells.assign(n=cells["n"] + cells["gaps"].where(cells.index.isin(largest), 0))
    of_all = rows["denominator"] + rows["gaps"]
    value, low, high = (_index(*case) for case in ((cells, rows, rows["denominator"]), (apart, rows, of_all), (together, rows, of_all)))
    return _bounded(rows, value, low, high, rows["denominator"] < SMALL_BASE)


def _index(cells: pd.DataFrame, rows: pd.DataFrame, wholes: pd.Series) -> pd.Series:
    """Return the Herfindahl index of the cells of each row, of which `wholes` has the number of sites."""
    held = cells[[*OUTER, "n"]].merge(rows[OUTER].assign(row=rows.index, whole=wholes), on=OUTER)
    part, whole = _exact(held, "n", "whole")
    return share(part, whole).groupby(held["row"]).agg(herfindahl).reindex(rows.index)


def location_quotients(counted: Counted) -> pd.DataFrame:
    """Return the share of the outer key's sites that have the inner key, divided by the same share of all sites, the benchmark; None where
    fewer than FEWEST_SITES sites have both keys, so that one of them more or less would move it by more than a fifth."""
    cells = counted.cells[(counted.cells["counting_unit"] == EXCLUSIVE) & (counted.cells["denominator"] > 0)]
    n, base, held, every = _exact(cells, "n", "denominator", "with_inner", "with_any")
    benchmark = share(held, every)
    rows = cells.assign(benchmark_n=cells["with_inner"], benchmark_denominator=cells["with_any"])
    is_enough = n >= FEWEST_SITES
    quotient = (share(n, base) / benchmark).where(is_enough, None)
    made = _bounded(rows, quotient, quotient, quotient, part_of(benchmark, base) < SMALL_EXPECTED)
    return made.assign(value_status=is_enough.map({True: COMPUTED, False: TOO_FEW}))


def _summed(counted: Counted, numbers: pd.Series) -> pd.DataFrame:
    """Return the bases with n: the sum of numbers, one for each cell."""
    sums = counted.cells.assign(n=numbers).groupby(OUTER)["n"].sum()
    return counted.bases.merge(sums.reset_index(), on=OUTER, how="left").fillna({"n": 0}).astype({"n": "int64"})


def _at_least(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the count n as value, and n and its gaps as upper bound."""
    n, gaps = _exact(rows, "n", "gaps")
    return _bounded(rows, n, n, n + gaps, pd.Series(False, index=rows.index))


def _bounded(rows: pd.DataFrame, value: pd.Series, low: pd.Series, high: pd.Series, is_small: pd.Series) -> pd.DataFrame:
    return rows.assign(value=value, value_low=low, value_high=high, is_small_n=is_small)


def _exact(rows: pd.DataFrame, *names: str) -> list[pd.Series]:
    return [rows[name].astype("object").map(Fraction) for name in names]


METRICS: dict[str, Callable[[Counted], pd.DataFrame]] = {
    "count": counts,
    "share": shares,
    "without_key": without_key,
    "several": several,
    "mean": means,
    "herfindahl": herfindahls,
    "location_quotient": location_quotients,
}
