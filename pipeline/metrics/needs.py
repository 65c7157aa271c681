"""What each formula of claims needs of its inputs, and what is missing where they do not give it.

Belongs here: the registry of formulas by their codes, and the account of what a claim lacks.
Does not belong here: the arithmetic (`pipeline/metrics/claim_formulas.py`).
"""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from pipeline.metrics import claim_formulas as formulas
from pipeline.metrics.intervals import Intervals


class Formula(NamedTuple):
    """A formula and what it needs.

    roles: roles that must be filled, by one record each, or by any number for those in `many`.
    whole_period: roles whose records need a first and a last year. first_year: those that need a first year.
    alike: roles whose records must have one unit. same_unit: roles whose records have the unit of the result.
    """

    compute: Callable[[pd.DataFrame], Intervals]
    roles: tuple[str, ...]
    many: tuple[str, ...] = ()
    whole_period: tuple[str, ...] = ()
    first_year: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    same_unit: tuple[str, ...] = ()


FORMULAS: dict[str, Formula] = {
    "growth_pct": Formula(formulas.growth_pct, ("start", "end"), alike=("start", "end")),
    "cagr_pct": Formula(formulas.cagr_pct, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")),
    "compound_growth_pct": Formula(formulas.compound_growth_pct, ("rate",), whole_period=("rate",), same_unit=("rate",)),
    "mean_annual_change": Formula(formulas.mean_annual_change, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")),
    "previous_from_growth": Formula(formulas.previous_from_growth, ("end", "growth"), same_unit=("end",)),
    "per_day": Formula(formulas.per_day, ("amount",), whole_period=("amount",)),
    "per_year": Formula(formulas.per_year, ("amount",), whole_period=("amount",)),
    "ratio": Formula(formulas.ratio, ("dividend", "divisor")),
    "share_pct": Formula(formulas.share_pct, ("part", "whole"), alike=("part", "whole")),
    "per_thousand": Formula(formulas.per_thousand, ("part", "whole"), alike=("part", "whole")),
    "implied_part": Formula(formulas.implied_part, ("share", "whole"), same_unit=("whole",)),
    "implied_rest": Formula(formulas.implied_rest, ("part", "whole"), many=("part",), alike=("part",), same_unit=("whole",)),
    "implied_total": Formula(formulas.implied_total, ("part", "share"), same_unit=("part",)),
    "sum": Formula(formulas.addition, ("addend",), many=("addend",), same_unit=("addend",)),
    "complement_pct": Formula(formulas.complement_pct, ("part",), many=("part",), same_unit=("part",)),
    "difference": Formula(formulas.difference, ("minuend", "subtrahend"), same_unit=("minuend", "subtrahend")),
    "restated": Formula(formulas.restated, ("other",), same_unit=("other",)),
    "count_of_records": Formula(formulas.count_of_records, ("record",), many=("record",)),
    "count_between": Formula(formulas.count_between, ("record",), many=("record",)),
    "rank_after": Formula(formulas.rank_after, ("record",), many=("record",)),
    "rank_highest_first": Formula(formulas.rank_highest_first, ("subject", "other"), many=("other",), alike=("subject", "other")),
    "rank_lowest_first": Formula(formulas.rank_lowest_first, ("subject", "other"), many=("other",), alike=("subject", "other")),
    "duration_years": Formula(formulas.duration_years, ("dated",), many=("dated",), first_year=("dated",)),
    "calendar_years": Formula(formulas.calendar_years, ("dated",), many=("dated",), whole_period=("dated",)),
}


def pairs(need: str) -> pd.DataFrame:
    """Return (formula, role) for every role of one kind of need, such as `whole_period`."""
    return pd.DataFrame(
        [(code, role) for code, formula in FORMULAS.items() for role in getattr(formula, need)], columns=["formula", "role"]
    )


def needing(inputs: pd.DataFrame, need: str) -> pd.Series:
    """Return for each input whether its formula has such a need of its role."""
    return pd.MultiIndex.from_frame(inputs[["formula", "role"]].astype("str")).isin(pd.MultiIndex.from_frame(pairs(need)))


def missing(claims: pd.DataFrame, inputs: pd.DataFrame) -> pd.Series:
    """Return what each claim lacks, as text indexed by claim; a claim that lacks nothing is left out.

    claims: claim_id and formula. inputs: claim_id, formula, role, input_no, the record and its number and years.
    """
    unfilled = claims.merge(pairs("roles"), on="formula").merge(inputs[["claim_id", "role"]].drop_duplicates(), how="left", indicator=True)
    unfilled = unfilled[unfilled["_merge"] == "left_only"]
    known = inputs[inputs["role"] != "stated"]
    named = known["table_name"] + " " + known["record_id"]
    no_number = known[["value", "low", "high"]].isna().all(axis=1)
    no_period = (needing(known, "whole_period") & known["last_year"].isna()) | (needing(known, "first_year") & known["first_year"].isna())
    lacks = pd.concat(
        [
            unfilled.assign(text="no record for " + unfilled["role"], place=0),
            known.assign(text="no number in " + named, place=known["input_no"])[no_number],
            known.assign(text="no period in " + named, place=known["input_no"])[no_period & ~no_number],
        ]
    )
    return lacks.sort_values(["claim_id", "place", "text"]).groupby("claim_id")["text"].agg("; ".join)
