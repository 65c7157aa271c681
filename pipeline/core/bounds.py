"""Bounds of a printed number: the interval that it stands for, and the unit to which it is rounded. docs/methods.md gives the reasons.

Belongs here: the one rule by which a qualifier and a rounding unit bound a value, the rule by which the unit follows from the digits, and
the check that a unit which departs from it has a reason. Does not belong here: what is computed from bounds (`pipeline/metrics/`).
"""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import NUMBER, last_digit_unit, printed_unit, values_of

BOUNDS = ["value_low", "value_high"]
ONE_SIDED = ["more_than", "at_least", "less_than", "at_most"]
UNROUNDED = [*ONE_SIDED, "range"]
FROM_VALUE = ["more_than", "at_least"]  # their lower bound is the value itself; the upper one is open
TO_VALUE = ["less_than", "at_most"]  # their upper bound is the value itself; the lower one is open
CAPPED = ["nearly", *TO_VALUE]  # at most the value, or below it
RANK = "rank"
# What a printed number may be multiplied by: nothing, thousand, million, billion, trillion.
FACTORS = frozenset(Decimal(1000) ** power for power in range(5))


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
    """Return the rounding unit that each value has by the rule: 0 for ranks, one-sided values and ranges; else that of the last decimal
    that it prints, or, where it prints none, of its last digit that is not zero."""
    values, printed = observations["value"].astype("object"), observations["value_printed"].astype("object")
    pairs = zip(values, printed, strict=True)
    units = pd.Series([None if pd.isna(value) else _unit(value, shown) for value, shown in pairs], observations.index, dtype="object")
    is_exact = observations["qualifier"].isin(UNROUNDED) | (observations["unit_id"] == RANK)
    return units.where(~is_exact, Decimal(0))


def _unit(value: Decimal, printed: object) -> Decimal:
    """Return the unit of a value: with the zeros that end the decimals of its printed number, if that is one number, read in one way."""
    tokens = [] if pd.isna(printed) else NUMBER.findall(str(printed))
    read = values_of(tokens[0]) if len(tokens) == 1 else set[Decimal]()
    number = read.pop() if len(read) == 1 else Decimal(0)
    is_that = number and (value / number).copy_abs() in FACTORS
    return printed_unit(number) * (value / number).copy_abs() if is_that else last_digit_unit(value)


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
            lambda row: (
                f"{row['ruled'].normalize():f}, the unit of the last printed decimal or, without decimals, of the last digit that is not "
                "zero; 0 for a rank, a limit or a range"
            ),
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
