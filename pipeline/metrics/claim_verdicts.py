"""Verdicts: whether a recomputed value confirms a stated one.

Belongs here: the rules and the order in which they are tried; docs/methods.md gives the reasons.
Does not belong here: how either value comes about.
"""

from decimal import ROUND_DOWN, Decimal

import numpy as np
import pandas as pd

from pipeline.metrics.intervals import Intervals


def stated_interval(stated: pd.DataFrame) -> Intervals:
    """Return what stated values stand for: their bounds as printed; nearly means at or below the value.

    stated: the columns value, low, high and qualifier; within `arithmetic()`.
    """
    printed = Intervals.of(stated)
    capped = (stated["qualifier"] == "nearly") & stated["value"].notna()
    return Intervals(printed.point, printed.low, printed.high.where(~capped, printed.point))


def verdicts(stated: Intervals, rounding_unit: pd.Series, found: Intervals, is_stated: pd.Series, is_complete: pd.Series) -> pd.Series:
    """Return the code of the first rule that holds for each claim, all columns having one index; within `arithmetic()`.

    rounding_unit: that of the stated value. is_stated: whether anything is. is_complete: whether it could be recomputed.
    """
    only_bounds = found.point.isna()
    point_inside = (found.point >= stated.low) & (found.point <= stated.high)
    bounds_inside = (found.low >= stated.low) & (found.high <= stated.high)
    rules = {
        "implied_only": ~is_stated,
        "not_recomputable": ~is_complete,
        "consistent": point_inside | (only_bounds & bounds_inside),
        "consistent_within_rounding": (found.low <= stated.high) & (found.high >= stated.low),
        "truncated": found.point.combine(rounding_unit, cut_off) == stated.point,
    }
    return pd.Series(np.select(list(rules.values()), list(rules), default="inconsistent"), index=found.point.index)


def cut_off(value: Decimal, unit: Decimal) -> Decimal:
    """Return a value cut off towards zero at a rounding unit; NaN where the unit is zero, so that nothing is cut off."""
    return (value / unit).to_integral_value(ROUND_DOWN) * unit
