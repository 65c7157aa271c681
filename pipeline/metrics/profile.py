"""The cluster profile: every metric of every cut of the cartography, in one table.

Belongs here: the builder of `cluster_profile`, keys and labels. Does not belong here: which cuts there are (`cuts.py`), counting
(`counting.py`), formulas (`measures.py`).
"""

import pandas as pd

from pipeline.metrics.counting import BASE, Counted, count, joined, members, pairs
from pipeline.metrics.cuts import CUTS, DIMENSIONS, WHOLE
from pipeline.metrics.measures import COMPUTED, METRICS
from pipeline.metrics.rounding import published

VALUES = ["value", "value_low", "value_high"]
MEASURED = [
    *BASE,
    "outer",
    "inner",
    *VALUES,
    "n",
    "denominator",
    "benchmark_n",
    "benchmark_denominator",
    "is_additive",
    "is_small_n",
    "value_status",
]
LABELS = ["label_fr", "label_en"]


def cluster_profile(
    cartography: pd.DataFrame,
    sites: pd.DataFrame,
    approaches: pd.DataFrame,
    stages: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `cluster_profile`: counts in units, shares in percent, averages, quotients and indices, each with its bounds."""
    counted = count(pairs(members(joined(cartography, sites, approaches, stages, geographies))))
    rows = keyed(measured(Counted(counted.bases.assign(most=_most(counted.bases["cut"], concepts)), counted.cells)))
    known = pd.concat(
        [
            concepts[["concept_id", *LABELS]].rename(columns={"concept_id": "id"}).assign(table="concepts"),
            geographies[["geography_id", *LABELS]].rename(columns={"geography_id": "id"}).assign(table="geographies"),
        ]
    )
    first = labelled(rows, "key", known, "key_table", ["key_label_fr", "key_label_en"])
    return labelled(first, "key_2", known, "key_2_table", ["key_2_label_fr", "key_2_label_en"])


def _most(cuts: pd.Series, concepts: pd.DataFrame) -> pd.Series:
    """Return the number of entries of the code list that a number per actor counts; null where there is no list."""
    sizes = concepts.groupby("scheme")["counted_id"].nunique()
    return cuts.map({name: DIMENSIONS[cut.inner].scheme for name, cut in CUTS.items()}).map(sizes)


def measured(counted: Counted) -> pd.DataFrame:
    """Return the rows of all metrics, with values rounded as they are published."""
    frames = [
        metric.measure(counted.of([cut for cut in CUTS if name in CUTS[cut].metrics]))
        .reindex(columns=MEASURED)
        .astype("object")
        .assign(metric=name, unit_id=metric.unit_id)
        for name, metric in METRICS.items()
    ]
    rows = pd.concat(frames, ignore_index=True)
    values = {name: rows[name].map(published, na_action="ignore") for name in VALUES}
    return rows.assign(value_status=rows["value_status"].fillna(COMPUTED), **values)


def keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with key and key_2, '' where unused, and the tables that label them; the one key of a cut is its inner one."""
    is_single = rows["cut"].map({name: cut.outer == WHOLE for name, cut in CUTS.items()})
    outer, inner = (
        rows["cut"].map({name: DIMENSIONS[getattr(cut, end)].labels for name, cut in CUTS.items()}) for end in ("outer", "inner")
    )
    key = rows["inner"].fillna("")
    return rows.assign(
        key=key.where(is_single, rows["outer"]),
        key_2=key.where(~is_single, ""),
        key_table=inner.where(is_single, outer),
        key_2_table=inner.where(~is_single, None),
    )


def labelled(rows: pd.DataFrame, key: str, known: pd.DataFrame, table: str, labels: list[str]) -> pd.DataFrame:
    """Return rows with the labels of a key, in the columns `labels`, by the table that labels it; a number and '' have none."""
    named = known.rename(columns={"id": key, "table": table} | dict(zip(LABELS, labels, strict=True)))
    return rows.merge(named, on=[key, table], how="left")
