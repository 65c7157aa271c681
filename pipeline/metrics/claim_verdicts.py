"""Verdicts: whether a recomputed value confirms a stated one, and how much such a check says.

Belongs here: the rules and the order in which they are tried; docs/methods.md gives the reasons.
Does not belong here: how either value comes about.
"""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal

import numpy as np
import pandas as pd

from pipeline.metrics.intervals import UNKNOWN, Intervals

PASSED = ["consistent", "consistent_within_rounding"]
DIGITS = r"([0-9]+(?:[ \u00a0\u202f][0-9]{3})*)(?:,([0-9]+))?"


def verdicts(
    stated: Intervals, qualifier: pd.Series, rounding_unit: pd.Series, found: Intervals, is_stated: pd.Series, is_complete: pd.Series
) -> pd.Series:
    """Return the code of the first rule that holds for each claim, all columns having one index; within `arithmetic()`.

    qualifier, rounding_unit: those of the stated value. is_stated: whether anything is. is_complete: whether it could be recomputed.
    """
    only_bounds = found.point.isna()
    low, high = stated.low, stated.high
    # The limit of "more than" and "less than" is not among the values that they stand for.
    above, below = qualifier == "more_than", qualifier == "less_than"
    point_inside = (found.point >= low) & (found.point <= high) & ~(above & (found.point == low)) & ~(below & (found.point == high))
    bounds_inside = (found.low >= low) & (found.high <= high) & ~(above & (found.low == low)) & ~(below & (found.high == high))
    rules = {
        "implied_only": ~is_stated,
        "not_recomputable": ~is_complete,
        "consistent": point_inside | (only_bounds & bounds_inside),
        "consistent_within_rounding": _meet(low, high, above, below, found),
        "truncated": found.point.combine(rounding_unit, cut_off) == stated.point,
    }
    return pd.Series(np.select(list(rules.values()), list(rules), default="inconsistent"), index=found.point.index)


def _meet(low: pd.Series, high: pd.Series, above: pd.Series, below: pd.Series, found: Intervals) -> pd.Series:
    touching = (above & (found.high == low)) | (below & (found.low == high))
    return (found.low <= high) & (found.high >= low) & ~touching


def cut_off(value: Decimal, unit: Decimal) -> Decimal:
    """Return a value cut off towards zero at a rounding unit; NaN where the unit is zero, so that nothing is cut off."""
    return (value / unit).to_integral_value(ROUND_DOWN) * unit


def powers(stated: Intervals, qualifier: pd.Series, step: pd.Series, found: Intervals) -> pd.Series:
    """Return the share of other values that would have passed: of the multiples of a step between half and twice the stated value, those
    of which the verdict would be consistent or consistent_within_rounding. NaN where no value is stated; within `arithmetic()`.

    Another value has the bounds that the stated one has, as far from it. Its interval and the recomputed one meet where it lies between
    `found.low` less the distance of its upper bound and `found.high` less that of its lower bound.
    """
    ends = [stated.point / 2, stated.point * 2]
    first, last = ends[0].combine(ends[1], min), ends[0].combine(ends[1], max)
    lowest, highest = found.low - (stated.high - stated.point), found.high - (stated.low - stated.point)
    frame = pd.DataFrame(
        {"first": first, "last": last, "lowest": lowest, "highest": highest, "step": step, "qualifier": qualifier}, dtype="object"
    )
    return frame.apply(_power, axis=1) if len(frame) else pd.Series(dtype="object")


def _power(row: pd.Series) -> Decimal:
    """Return the share of the multiples of a step from first to last that lie from lowest to highest."""
    if row["first"].is_nan():
        return UNKNOWN
    step = row["step"]
    all_first, all_last = _up(row["first"], step), _down(row["last"], step)
    passing_first = max(all_first, _up(row["lowest"], step, row["qualifier"] == "less_than"))
    passing_last = min(all_last, _down(row["highest"], step, row["qualifier"] == "more_than"))
    return max(passing_last - passing_first + 1, Decimal(0)) / (all_last - all_first + 1)


def _up(limit: Decimal, step: Decimal, beyond: bool = False) -> Decimal:
    """Return the number of the first multiple of a step at or above a limit; beyond: above it."""
    if limit.is_infinite():
        return limit
    number = (limit / step).to_integral_value(ROUND_CEILING)
    return number + 1 if beyond and number * step == limit else number


def _down(limit: Decimal, step: Decimal, beyond: bool = False) -> Decimal:
    """Return the number of the last multiple of a step at or below a limit; beyond: below it."""
    if limit.is_infinite():
        return limit
    number = (limit / step).to_integral_value(ROUND_FLOOR)
    return number - 1 if beyond and number * step == limit else number


def printed_steps(value: pd.Series, printed: pd.Series) -> pd.Series:
    """Return the step between values with the printed number of decimals, in the unit of the value.

    41,01 milliards has two decimals of a billion: 10 million. Where the number is printed in words, or its wording is not known, the place
    of its last digit that is not zero. value: decimals, NaN where there is none.
    """
    parts = printed.astype("string").str.extract(DIGITS)
    steps = [_step(*row) for row in zip(value, parts[0], parts[1], strict=True)]
    return pd.Series(steps, index=value.index, dtype="object")


def _step(value: Decimal, whole: object, decimals: object) -> Decimal:
    if value.is_nan() or value == 0:
        return Decimal(1)
    if isinstance(whole, str):
        places = decimals if isinstance(decimals, str) else ""
        number = Decimal("".join(filter(str.isdigit, whole)) + places)
        step = abs(value) / number if number else UNKNOWN
        if step.normalize().as_tuple().digits == (1,):  # else another number stands before the value
            return step
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
