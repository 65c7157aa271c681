"""The profile of the cluster: every metric of every cut of the cartography, one table for all places and one for Wallonia.

Belongs here: the builders of `cluster_profile` and `cluster_profile_wallonia`, keys and labels, and which column each metric is published
in. Does not belong here: which cuts there are (`cuts.py`), counting (`counting.py`), formulas (`measures.py`).

No query can leave out a metric, a counting unit or a universe by accident: each pair of metric and unit is a column with that name, and
each universe a table.
"""

import pandas as pd

from pipeline.metrics.counting import ALL, BASE, WALLONIA, Counted, count, joined, members, pairs
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
KEY_LABELS = ["key_fr", "key_en", "key_2_fr", "key_2_en"]
ROW = ["document_id", "cut", "key", "key_2"]
WITHOUT, WITHOUT_LABELS = "without_key", {"fr": "sans clé : non énoncé ou sans objet", "en": "none, or not stated"}
ROWS = {"value": "row_count", "value_high": "row_count_high", "denominator": "row_base", "is_additive": "rows_add_up"}
ACTORS = {"value": "actor_count", "value_high": "actor_count_high", "denominator": "actor_base", "is_additive": "actors_add_up"}
SITES = {"value": "site_count", "value_high": "site_count_high", "denominator": "site_base", "is_additive": "sites_add_up"}
# The columns that a metric of a counting unit is published in, by the columns that it is measured in.
PUBLISHED = {
    ("count", "row"): ROWS,
    ("count", "actor"): ACTORS,
    ("count", "site"): SITES,
    ("without_key", "row"): ROWS,
    ("without_key", "actor"): ACTORS,
    ("without_key", "site"): SITES,
    ("share", "row"): {"value": "row_share_pct", "value_low": "row_share_low_pct", "value_high": "row_share_high_pct"},
    ("share", "actor"): {"value": "actor_share_pct", "value_low": "actor_share_low_pct", "value_high": "actor_share_high_pct"},
    ("share", "site"): {"value": "site_share_pct", "value_low": "site_share_low_pct", "value_high": "site_share_high_pct"},
    ("several", "actor"): {"value": "actors_with_several", "value_high": "actors_with_several_high", "denominator": "actor_base"},
    ("mean", "actor"): {"value": "mean_per_actor", "value_low": "mean_low", "value_high": "mean_high", "denominator": "actor_base"},
    ("herfindahl", "site"): {
        "value": "herfindahl",
        "value_low": "herfindahl_low",
        "value_high": "herfindahl_high",
        "n": "areas_with_sites",
        "denominator": "site_base",
    },
    ("location_quotient", "site"): {
        "value": "location_quotient",
        "value_status": "location_quotient_status",
        "benchmark_n": "benchmark_sites",
        "benchmark_denominator": "benchmark_base",
        "is_small_n": "is_small_quotient",
    },
}
COUNTS = (
    "actor_count",
    "actor_base",
    "site_count",
    "site_base",
    "row_count",
    "row_base",
    "actor_count_high",
    "site_count_high",
    "row_count_high",
    "actors_with_several",
    "actors_with_several_high",
    "areas_with_sites",
    "benchmark_sites",
    "benchmark_base",
)


def cluster_profile(
    cartography: pd.DataFrame,
    sites: pd.DataFrame,
    approaches: pd.DataFrame,
    stages: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `cluster_profile`: of all that a cartography prints."""
    return wide(profiled(ALL, cartography, sites, approaches, stages, geographies, concepts))


def cluster_profile_wallonia(
    cartography: pd.DataFrame,
    sites: pd.DataFrame,
    approaches: pd.DataFrame,
    stages: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `cluster_profile_wallonia`: of what a cartography prints of places in Wallonia."""
    return wide(profiled(WALLONIA, cartography, sites, approaches, stages, geographies, concepts))


def profiled(
    universe: str,
    cartography: pd.DataFrame,
    sites: pd.DataFrame,
    approaches: pd.DataFrame,
    stages: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row for each cut, keys, metric and counting unit of a universe: counts in units, shares in percent, averages, quotients
    and indices, each with its bounds."""
    counted = count(pairs(members(joined(cartography, sites, approaches, stages, geographies), universe)))
    rows = keyed(measured(Counted(counted.bases.assign(most=_most(counted.bases["cut"], concepts)), counted.cells)))
    known = pd.concat(
        [
            concepts[["concept_id", *LABELS]].rename(columns={"concept_id": "id"}).assign(table="concepts"),
            geographies[["geography_id", *LABELS]].rename(columns={"geography_id": "id"}).assign(table="geographies"),
        ]
    )
    first = labelled(rows, "key", known, "key_table", KEY_LABELS[:2])
    return labelled(first, "key_2", known, "key_2_table", KEY_LABELS[2:])


def _most(cuts: pd.Series, concepts: pd.DataFrame) -> pd.Series:
    """Return the number of entries of the code list that a number per actor counts; null where there is no list."""
    sizes = concepts.groupby("scheme")["counted_id"].nunique()
    return cuts.map({name: DIMENSIONS[cut.inner].scheme for name, cut in CUTS.items()}).map(sizes)


def measured(counted: Counted) -> pd.DataFrame:
    """Return the rows of all metrics, with values rounded as they are published."""
    frames = [
        measure(counted.of([cut for cut in CUTS if name in CUTS[cut].metrics]))
        .reindex(columns=MEASURED)
        .astype("object")
        .assign(metric=name)
        for name, measure in METRICS.items()
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


def wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each cut and keys, with a column for each metric of each counting unit; what has no key is a row of its own."""
    rows = _with_missing_as_key(rows)
    cells = [_cells(rows, metric, unit, columns) for (metric, unit), columns in PUBLISHED.items()]
    made = pd.concat(cells, ignore_index=True).groupby(ROW, sort=True, dropna=False).first().reset_index()
    labels = rows[[*ROW, *KEY_LABELS]].drop_duplicates(ROW)
    made = made.merge(labels, on=ROW)
    return made.assign(**{name: made[name].map(int, na_action="ignore").astype("Int64") for name in COUNTS})


def _with_missing_as_key(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows in which units without a key have the key WITHOUT, as the only or the second one."""
    missing = rows["metric"] == WITHOUT
    single = rows["cut"].map({name: cut.outer == WHOLE for name, cut in CUTS.items()})
    changes = {"key": WITHOUT, "key_fr": WITHOUT_LABELS["fr"], "key_en": WITHOUT_LABELS["en"]}
    second = {"key_2": WITHOUT, "key_2_fr": WITHOUT_LABELS["fr"], "key_2_en": WITHOUT_LABELS["en"]}
    rows = rows.assign(**{name: rows[name].astype("object").where(~(missing & single), text) for name, text in changes.items()})
    return rows.assign(**{name: rows[name].astype("object").where(~(missing & ~single), text) for name, text in second.items()})


def _cells(rows: pd.DataFrame, metric: str, unit: str, columns: dict[str, str]) -> pd.DataFrame:
    """Return the rows of a metric of a counting unit, in the columns that it is published in."""
    chosen = rows[(rows["metric"] == metric) & (rows["counting_unit"] == unit)]
    return chosen[[*ROW, *columns]].rename(columns=columns)
