"""Bounds of a printed number: the interval that it stands for, and the unit to which it is rounded. docs/methods.md gives the reasons.

Belongs here: the one rule by which a qualifier and a rounding unit bound a value, the rule by which the unit follows from the digits, and
the check that a unit which departs from it has a reason. Does not belong here: what is computed from bounds (`pipeline/metrics/`).
"""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import last_digit_unit

BOUNDS = ["value_low", "value_high"]
ONE_SIDED = ["more_than", "at_least", "less_than", "at_most"]
UNROUNDED = [*ONE_SIDED, "range"]
FROM_VALUE = ["more_than", "at_least"]  # their lower bound is the value itself; the upper one is open
TO_VALUE = ["less_than", "at_most"]  # their upper bound is the value itself; the lower one is open
CAPPED = ["nearly", *TO_VALUE]  # at most the value, or below it
RANK = "rank"


def bounded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with value_low and value_high, the interval that each printed value stands for; a null bound is open.

    rows: value, rounding_unit and, for ranges, value_low and value_high as decimals; qualifier. With u the rounding unit:
    exact and about v: [v - u/2, v + u/2]; nearly v: [v - u/2, v]; more than v: (v, open); at least v: [v, open); less than v: (open, v);
    at most v: (open, v]; a range: its printed ends. That v itself is not in the interval of more_than and less_than, the qualifier says.
    """
    half = rows["rounding_unit"].map(lambda unit: unit / 2)
    qualifier, value, is_range = rows["qualifier"], rows["value"], rows["qualifier"] == "range"
    low = (value - half).where(~qualifier.isin(FROM_VALUE), value).where(~qualifier.isin(TO_VALUE), None)
    high = (value + half).where(~qualifier.isin(CAPPED), value).where(~qualifier.isin(FROM_VALUE), None)
    return rows.assign(value_low=rows["value_low"].where(is_range, low), value_high=rows["value_high"].where(is_range, high))


def ruled_units(observations: pd.DataFrame) -> pd.Series:
    """Return the rounding unit that each value has by the rule: 0 for ranks, one-sided values and ranges; else that of its last digit."""
    units = observations["value"].astype("object").map(last_digit_unit, na_action="ignore")
    is_exact = observations["qualifier"].isin(UNROUNDED) | (observations["unit_id"] == RANK)
    return units.where(~is_exact, Decimal(0))


def rounding_units_have_reasons(observations: pd.DataFrame) -> list[Problem]:
    """Each rounding unit is that of the rule, or the row says why it is not; a row whose unit is that of the rule gives no reason."""
    rows = observations.assign(ruled=ruled_units(observations))
    departs = rows["rounding_unit"].astype("object") != rows["ruled"]
    unexplained = rows[departs & rows["rounding_reason"].isna()]
    needless = rows[~departs & rows["rounding_reason"].notna()]
    return [
        *problems_of(
            unexplained,
            "observations",
            "rounding_unit",
            lambda row: f"the unit of the last digit of {row['value']} that is not zero, {row['ruled']}; 0 for a rank, a limit or a range",
            "correct the unit in statements.csv, or say in rounding_reason why it departs (docs/methods.md, The rounding unit)",
        ),
        *problems_of(
            needless,
            "observations",
            "rounding_reason",
            "no reason, since the unit is that of the rule",
            "empty rounding_reason in statements.csv, or correct rounding_unit",
        ),
    ]
