"""What each formula of claims requires of its inputs, and what is missing where they do not give it.

Belongs here: the registry of formulas by their codes, and the account of what a claim lacks.
Does not belong here: the arithmetic (`pipeline/metrics/claim_formulas.py`).
"""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from pipeline.metrics import claim_formulas
from pipeline.metrics.intervals import Intervals


class Formula(NamedTuple):
    """A formula and what it requires.

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
    "growth_pct": Formula(claim_formulas.growth_pct, ("start", "end"), alike=("start", "end")),
    "cagr_pct": Formula(claim_formulas.cagr_pct, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")),
    "compound_growth_pct": Formula(claim_formulas.compound_growth_pct, ("rate",), whole_period=("rate",), same_unit=("rate",)),
    "mean_annual_change": Formula(
        claim_formulas.mean_annual_change, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")
    ),
    "previous_from_growth": Formula(claim_formulas.previous_from_growth, ("end", "growth"), same_unit=("end",)),
    "per_day": Formula(claim_formulas.per_day, ("amount",), whole_period=("amount",)),
    "per_year": Formula(claim_formulas.per_year, ("amount",), whole_period=("amount",)),
    "ratio": Formula(claim_formulas.ratio, ("dividend", "divisor")),
    "share_pct": Formula(claim_formulas.share_pct, ("part", "whole"), alike=("part", "whole")),
    "per_thousand": Formula(claim_formulas.per_thousand, ("part", "whole"), alike=("part", "whole")),
    "implied_part": Formula(claim_formulas.implied_part, ("share", "whole"), same_unit=("whole",)),
    "implied_rest": Formula(claim_formulas.implied_rest, ("part", "whole"), many=("part",), alike=("part",), same_unit=("whole",)),
    "implied_total": Formula(claim_formulas.implied_total, ("part", "share"), same_unit=("part",)),
    "sum": Formula(claim_formulas.addition, ("addend",), many=("addend",), same_unit=("addend",)),
    "complement_pct": Formula(claim_formulas.complement_pct, ("part",), many=("part",), same_unit=("part",)),
    "difference": Formula(claim_formulas.difference, ("minuend", "subtrahend"), same_unit=("minuend", "subtrahend")),
    "restated": Formula(claim_formulas.restated, ("other",), same_unit=("other",)),
    "count_of_records": Formula(claim_formulas.count_of_records, ("record",), many=("record",)),
    "count_between": Formula(claim_formulas.count_between, ("record",), many=("record",)),
    "rank_after": Formula(claim_formulas.rank_after, ("record",), many=("record",)),
    "rank_highest_first": Formula(claim_formulas.rank_highest_first, ("subject", "other"), many=("other",), alike=("subject", "other")),
    "rank_lowest_first": Formula(claim_formulas.rank_lowest_first, ("subject", "other"), many=("other",), alike=("subject", "other")),
    "duration_years": Formula(claim_formulas.duration_years, ("dated",), many=("dated",), first_year=("dated",)),
    "calendar_years": Formula(claim_formulas.calendar_years, ("dated",), many=("dated",), whole_period=("dated",)),
}


def required_pairs(requirement: str) -> pd.DataFrame:
    """Return (formula, role) for every role of one kind of requirement, such as `whole_period`."""
    return pd.DataFrame(
        [(code, role) for code, formula in FORMULAS.items() for role in getattr(formula, requirement)], columns=["formula", "role"]
    )


def requires(inputs: pd.DataFrame, requirement: str) -> pd.Series:
    """Return for each input whether its formula has a requirement of one kind for its role."""
    return pd.MultiIndex.from_frame(inputs[["formula", "role"]].astype("str")).isin(pd.MultiIndex.from_frame(required_pairs(requirement)))


def missing_inputs(claims: pd.DataFrame, inputs: pd.DataFrame) -> pd.Series:
    """Return what each claim lacks, as text indexed by claim; a claim that lacks nothing is left out.

    claims: claim_id and formula. inputs: claim_id, formula, role, input_no, the record and its number and years.
    """
    filled = inputs[["claim_id", "role"]].drop_duplicates()
    unfilled = claims.merge(required_pairs("roles"), on="formula").merge(filled, how="left", indicator=True)
    unfilled = unfilled[unfilled["_merge"] == "left_only"]
    known = inputs[inputs["role"] != "stated"]
    named = known["table_name"] + " " + known["record_id"]
    no_number = known[["value", "low", "high"]].isna().all(axis=1)
    no_period = (requires(known, "whole_period") & known["last_year"].isna()) | (requires(known, "first_year") & known["first_year"].isna())
    lacks = pd.concat(
        [
            unfilled.assign(text="no record for " + unfilled["role"], place=0),
            known.assign(text="no number in " + named, place=known["input_no"])[no_number],
            known.assign(text="no period in " + named, place=known["input_no"])[no_period & ~no_number],
        ]
    )
    return lacks.sort_values(["claim_id", "place", "text"]).groupby("claim_id")["text"].agg("; ".join)
