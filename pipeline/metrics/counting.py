"""Counting: the joined frame of the cartography, and how many of its units have each key of each cut.

Belongs here: what is counted, in which universe, how often. Does not belong here: what follows from the counts (`measures.py`).
"""

from typing import NamedTuple

import pandas as pd

from pipeline.core.hierarchy import ancestors
from pipeline.metrics.cuts import CUTS, DIMENSIONS, UNITS, WHOLE, Cut

ROW = ["document_id", "row_no"]
BASE = ["document_id", "cut", "counting_unit"]
OUTER = [*BASE, "outer"]
AREAS = ["region", "province", "nuts3", "municipality"]
ALL, WALLONIA = "all", "wallonia"  # the latter is also the id of the area


def joined(
    cartography: pd.DataFrame, sites: pd.DataFrame, approaches: pd.DataFrame, stages: pd.DataFrame, geographies: pd.DataFrame
) -> pd.DataFrame:
    """Return the long frame: one row per printed row, place, counted approach and stage, with the area of each level that holds the
    place.

    A row without a place, approach or stage stays, with a null there. Columns: document_id, row_no, organisation_id, locality_id, and
    one for each dimension that is no number.
    """
    rows = cartography[[*ROW, "organisation_id", "category_id"]].rename(columns={"category_id": "category"})
    named = approaches[[*ROW, "counted_id", "top_id"]].rename(columns={"counted_id": "approach", "top_id": "approach_top"})
    long = (
        rows.merge(sites[[*ROW, "locality_id"]], on=ROW, how="left")
        .merge(_areas(geographies), left_on="locality_id", right_index=True, how="left")
        .merge(named, on=ROW, how="left")
        .merge(stages[[*ROW, "stage_id"]].rename(columns={"stage_id": "stage"}), on=ROW, how="left")
    )
    return long.assign(**{WHOLE: ""}, locality=long["locality_id"])


def _areas(geographies: pd.DataFrame) -> pd.DataFrame:
    """Return the area of each of the levels AREAS that holds, or is, each area."""
    chain = ancestors(geographies, "geography_id", "parent_id").merge(
        geographies[["geography_id", "level"]], left_on="ancestor", right_on="geography_id"
    )
    held = chain[chain["level"].isin(AREAS)].set_index(["descendant", "level"])["ancestor"]
    return held.unstack("level").reindex(columns=AREAS)


def members(long: pd.DataFrame, universe: str) -> pd.DataFrame:
    """Return the long frame once for each counting unit, with a number `member` for the unit that a row is about.

    Each document has units of its own: an actor of two documents is one unit in each. The universe WALLONIA is what the rows say of places
    in Wallonia: a row or an actor is in it when one of its places is. Numbers per actor are counted within document and universe, and null
    where nothing is known to count.
    """
    inside = long if universe == ALL else long[long["region"] == WALLONIA]
    actors = inside.groupby(["document_id", "organisation_id"])
    numbers = {name: actors[known.counts].transform("nunique") for name, known in DIMENSIONS.items() if known.counts}
    wide = inside.assign(**{name: number.astype("str").where(number > 0) for name, number in numbers.items()})
    units = [wide.assign(counting_unit=unit, member=wide.groupby(columns).ngroup()) for unit, columns in UNITS.items()]
    return pd.concat(units, ignore_index=True).dropna(subset="member")


def pairs(members: pd.DataFrame) -> pd.DataFrame:
    """Return for each cut its units with their keys, each combination once: document_id, cut, counting_unit, member, outer, inner.

    A unit without an outer key is left out; one without an inner key has a null there.
    """
    frames = [_pairs_of(name, cut, members) for name, cut in CUTS.items()]
    return pd.concat(frames, ignore_index=True)


def _pairs_of(name: str, cut: Cut, members: pd.DataFrame) -> pd.DataFrame:
    chosen = members[members["counting_unit"].isin(cut.units)]
    keys = {"outer": chosen[cut.outer], "inner": chosen[cut.inner]}
    return chosen[["document_id", "counting_unit", "member"]].assign(cut=name, **keys).dropna(subset="outer").drop_duplicates()


class Counted(NamedTuple):
    """The counts of the cuts.

    bases: one row per document, cut, counting_unit and outer key, with everyone: units with the outer key; denominator: those of
    them with an inner key; missing: those without one; gaps: those of the missing that may have one all the same; is_additive: whether
    each unit has one inner key only.
    cells: one row per base and inner key, zeros included, with its base, n: units with both keys; with_inner: units with the inner and
    any outer key; with_any: units with any of both.
    """

    bases: pd.DataFrame
    cells: pd.DataFrame

    def of(self, cuts: list[str]) -> "Counted":
        """Return the counts of some cuts."""
        return Counted(self.bases[self.bases["cut"].isin(cuts)], self.cells[self.cells["cut"].isin(cuts)])


def count(pairs: pd.DataFrame) -> Counted:
    """Return the counts of all cuts. Keys that do not occur in a document have no cell there."""
    known = pairs.dropna(subset="inner")
    bases = _bases(pairs, known)
    cells = bases.merge(known[[*BASE, "inner"]].drop_duplicates(), on=BASE)
    for keys, name in (([*OUTER, "inner"], "n"), ([*BASE, "inner"], "with_inner"), (BASE, "with_any")):
        cells = cells.merge(_units(known, keys, name), on=keys, how="left")
    return Counted(bases, cells.fillna({"n": 0}).astype({"n": "int64"}))


def _bases(pairs: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    bases = _units(pairs, OUTER, "everyone").merge(_units(known, OUTER, "denominator"), on=OUTER, how="left")
    bases = bases.merge(known.groupby(OUTER).size().rename("keys").reset_index(), on=OUTER, how="left")
    bases = bases.fillna({"denominator": 0, "keys": 0}).astype({"denominator": "int64", "keys": "int64"})
    missing = bases["everyone"] - bases["denominator"]
    is_open = bases["cut"].map({name: DIMENSIONS[cut.inner].open for name, cut in CUTS.items()})
    return bases.assign(missing=missing, gaps=missing.where(is_open, 0), is_additive=bases["keys"] == bases["denominator"])


def _units(pairs: pd.DataFrame, keys: list[str], name: str) -> pd.DataFrame:
    """Return the number of distinct units with each combination of keys."""
    return pairs.groupby(keys)["member"].nunique().rename(name).reset_index()
