"""The formulas of claims: how a value is recomputed from others, with bounds.

Belongs here: one small function for each code of the list claim_formula, which applies a formula to the records of its roles.
docs/methods.md gives the formulas in words. Does not belong here: formulas that other metrics use too (`formulas.py`), which claim uses
which formula (raw/reference/claims.csv), or what a formula requires (`pipeline/metrics/claim_requirements.py`).

A formula takes the inputs of all claims that use it, one row for each record, indexed by claim, with the columns role, value, low, high,
first_year and last_year, and returns intervals indexed by claim. Percentages are in percent.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pandas as pd

from pipeline.metrics.formulas import annual_growth, change, fraction, growth, part_of, percent, remainder, share, whole_of
from pipeline.metrics.intervals import ABOVE, BELOW, UNKNOWN, Intervals


def growth_pct(inputs: pd.DataFrame) -> Intervals:
    """Growth from start to end."""
    return percent(growth(_one(inputs, "start"), _one(inputs, "end")))


def cagr_pct(inputs: pd.DataFrame) -> Intervals:
    """Annual growth from start to end."""
    return percent(annual_growth(_one(inputs, "start"), _one(inputs, "end"), _years_between(inputs)))


def compound_growth_pct(inputs: pd.DataFrame) -> Intervals:
    """100 * (1 + rate / 100) ^ years - 100, over the years of the rate's own period."""
    years = _year(inputs, "rate", "last_year") - _year(inputs, "rate", "first_year")
    return percent((fraction(_one(inputs, "rate")) + 1).to_the(years.map(Decimal)) - 1)


def mean_annual_change(inputs: pd.DataFrame) -> Intervals:
    """Change from start to end / years."""
    return change(_one(inputs, "start"), _one(inputs, "end")) / Intervals.exact(_years_between(inputs))


def previous_from_growth(inputs: pd.DataFrame) -> Intervals:
    """End / (1 + growth / 100)."""
    return _one(inputs, "end") / (fraction(_one(inputs, "growth")) + 1)


def decrease_pct(inputs: pd.DataFrame) -> Intervals:
    """Decrease from start to end: positive where the end is less."""
    return -growth_pct(inputs)


def growth_from_change_pct(inputs: pd.DataFrame) -> Intervals:
    """100 / (end / change - 1): growth from the start that end and change imply."""
    ones = Intervals.exact(pd.Series(1, index=_one(inputs, "end").point.index))
    return percent(ones / (_one(inputs, "end") / _one(inputs, "change") - 1))


def growth_before_pct(inputs: pd.DataFrame) -> Intervals:
    """Growth from start up to the value that grew to the end."""
    return percent(growth(_one(inputs, "start"), previous_from_growth(inputs)))


def weight_from_growths_pct(inputs: pd.DataFrame) -> Intervals:
    """Share of a part in a whole of two parts before they grew, from the growth of each of the three."""
    return percent(_at_corners(_weight, *_growths(inputs)))


def whole_before_from_growths(inputs: pd.DataFrame) -> Intervals:
    """Whole before it grew, from what a part of two is afterwards and the growth of each of the three."""
    return _at_corners(_whole_before, *_growths(inputs), _one(inputs, "end"))


def whole_after_from_growths(inputs: pd.DataFrame) -> Intervals:
    """Whole after it grew, in the same way."""
    return _at_corners(_whole_after, *_growths(inputs), _one(inputs, "end"))


def per_day(inputs: pd.DataFrame) -> Intervals:
    """Amount / days of its period, leap days included."""
    days = _new_year(_year(inputs, "amount", "last_year") + 1) - _new_year(_year(inputs, "amount", "first_year"))
    return _one(inputs, "amount") / Intervals.exact(days)


def per_year(inputs: pd.DataFrame) -> Intervals:
    """Amount / calendar years of its period."""
    years = _year(inputs, "amount", "last_year") - _year(inputs, "amount", "first_year") + 1
    return _one(inputs, "amount") / Intervals.exact(years)


def ratio(inputs: pd.DataFrame) -> Intervals:
    """Dividend / divisor."""
    return _one(inputs, "dividend") / _one(inputs, "divisor")


def share_pct(inputs: pd.DataFrame) -> Intervals:
    """Share of part in whole."""
    return percent(share(_one(inputs, "part"), _one(inputs, "whole")))


def per_thousand(inputs: pd.DataFrame) -> Intervals:
    """1000 * share of part in whole."""
    return share(_one(inputs, "part"), _one(inputs, "whole")) * 1000


def implied_part(inputs: pd.DataFrame) -> Intervals:
    """Part that share and whole imply."""
    return part_of(fraction(_one(inputs, "share")), _one(inputs, "whole"))


def implied_rest(inputs: pd.DataFrame) -> Intervals:
    """What the shares of the parts leave of the whole."""
    return part_of(remainder(fraction(_total(inputs, "part"))), _one(inputs, "whole"))


def implied_total(inputs: pd.DataFrame) -> Intervals:
    """Whole that part and share imply."""
    return whole_of(_one(inputs, "part"), fraction(_one(inputs, "share")))


def addition(inputs: pd.DataFrame) -> Intervals:
    """Sum of the addends."""
    return _total(inputs, "addend")


def complement_pct(inputs: pd.DataFrame) -> Intervals:
    """Share that the shares of the parts leave."""
    return percent(remainder(fraction(_total(inputs, "part"))))


def difference(inputs: pd.DataFrame) -> Intervals:
    """Minuend - subtrahend."""
    return _one(inputs, "minuend") - _one(inputs, "subtrahend")


def rest(inputs: pd.DataFrame) -> Intervals:
    """Whole - sum of the parts."""
    return _one(inputs, "whole") - _total(inputs, "part")


def restated(inputs: pd.DataFrame) -> Intervals:
    """The other record's value."""
    return _one(inputs, "other")


def count_of_records(inputs: pd.DataFrame) -> Intervals:
    """Number of the records."""
    return _number(inputs, "record")


def count_between(inputs: pd.DataFrame) -> Intervals:
    """Number of the records - 1: of the passages from one to the next."""
    return _number(inputs, "record") - 1


def rank_after(inputs: pd.DataFrame) -> Intervals:
    """Number of the records, all of which stand before, + 1."""
    return _number(inputs, "record") + 1


def rank_lowest_first(inputs: pd.DataFrame) -> Intervals:
    """1 + number of others below the subject: those surely below at least, those possibly below at most; equals share a rank."""
    subject, others = (inputs.loc[inputs["role"] == role, ["low", "high"]] for role in ("subject", "other"))
    pairs = others.merge(subject, left_index=True, right_index=True, suffixes=("", "_subject"))
    low = (pairs["high"] < pairs["low_subject"]).groupby(level=0).sum().map(Decimal) + 1
    high = (pairs["low"] < pairs["high_subject"]).groupby(level=0).sum().map(Decimal) + 1
    return Intervals(low.where(low == high, UNKNOWN), low, high)


def rank_highest_first(inputs: pd.DataFrame) -> Intervals:
    """1 + number of others above the subject, in the same way."""
    turned = -Intervals(inputs["value"], inputs["low"], inputs["high"])
    return rank_lowest_first(inputs.assign(value=turned.point, low=turned.low, high=turned.high))


def duration_years(inputs: pd.DataFrame) -> Intervals:
    """Last year of the dated records - first year."""
    last = inputs["last_year"].fillna(inputs["first_year"]).groupby(level=0).max()
    return Intervals.exact(last - inputs["first_year"].groupby(level=0).min())


def calendar_years(inputs: pd.DataFrame) -> Intervals:
    """Last year of the dated records - first year + 1: first and last are counted."""
    return duration_years(inputs) + 1


def _growths(inputs: pd.DataFrame) -> list[Intervals]:
    """Return the growth factors of the whole, the part and the other part."""
    return [fraction(_one(inputs, role)) + 1 for role in ("whole", "part", "other")]


def _weight(whole: Intervals, part: Intervals, other: Intervals) -> Intervals:
    return share(whole - other, part - other)


def _whole_before(whole: Intervals, part: Intervals, other: Intervals, amount: Intervals) -> Intervals:
    return whole_of(amount / part, _weight(whole, part, other))


def _whole_after(whole: Intervals, part: Intervals, other: Intervals, amount: Intervals) -> Intervals:
    return _whole_before(whole, part, other, amount) * whole


def _at_corners(formula: Callable[..., Intervals], *operands: Intervals) -> Intervals:
    """Return a formula's result with the bounds that it has at the corners of its operands.

    For a formula in which an operand stands more than once, and which rises or falls with each of them: a quotient of sums. Where interval
    arithmetic says that a divisor may be zero, the result is unbounded.
    """
    plain = formula(*operands)
    sides = [[Intervals(end, end, end) for end in (operand.low, operand.high)] for operand in operands]
    found = pd.concat([formula(*corner).point for corner in product(*sides)], axis=1)
    split = ~(plain.low.map(Decimal.is_finite) & plain.high.map(Decimal.is_finite))
    low, high = found.apply(min, axis=1), found.apply(max, axis=1)
    return Intervals(plain.point, low.where(~split, BELOW), high.where(~split, ABOVE))


def _one(inputs: pd.DataFrame, role: str) -> Intervals:
    """Return the records of a role that one record fills."""
    rows = inputs[inputs["role"] == role]
    return Intervals(rows["value"], rows["low"], rows["high"])


def _total(inputs: pd.DataFrame, role: str) -> Intervals:
    """Return the sum of the records of a role; unknown where one of them is."""
    grouped = inputs[inputs["role"] == role].groupby(level=0)
    return Intervals(*(grouped[name].agg(lambda values: sum(values, Decimal(0))) for name in ("value", "low", "high")))


def _number(inputs: pd.DataFrame, role: str) -> Intervals:
    """Return the number of records of a role, whatever their own numbers."""
    return Intervals.exact(inputs[inputs["role"] == role].groupby(level=0).size())


def _year(inputs: pd.DataFrame, role: str, name: str) -> pd.Series:
    return inputs.loc[inputs["role"] == role, name].astype("object")


def _years_between(inputs: pd.DataFrame) -> pd.Series:
    return (_year(inputs, "end", "last_year") - _year(inputs, "start", "last_year")).map(Decimal)


def _new_year(years: pd.Series) -> pd.Series:
    """Return the first day of each year, as a number of days."""
    days = (years.to_numpy("int64") - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype("int64")
    return pd.Series(days, index=years.index)
