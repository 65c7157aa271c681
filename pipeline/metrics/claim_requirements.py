"""What each formula of claims requires of its inputs, and what is missing where they do not give it.

Belongs here: the registry of formulas by their codes, and the account of what a claim lacks.
Does not belong here: the arithmetic (`pipeline/metrics/claim_formulas.py`).
"""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from pipeline.metrics import claim_formulas
from pipeline.metrics.intervals import Intervals

# Codes of the list check_kind.
ARITHMETIC, COMPLEMENT, RESTATEMENT, COUNT, RANK, DURATION = "arithmetic", "complement", "restatement", "count", "rank", "duration"
GROWTHS = ("whole", "part", "other")


class Formula(NamedTuple):
    """A formula and what it requires.

    kind: the kind of check that it makes (code list check_kind).
    roles: roles that must be filled, by one record each, or by any number for those in `many`.
    whole_period: roles whose records need a first and a last year. first_year: those that need a first year.
    alike: roles whose records must have one unit. same_unit: roles whose records have the unit of the result.
    about: roles whose areas, organisations and years the result is of; all of them where None. keeps_subject: whether it is of their
    subjects, too; a whole has another subject than its part.
    """

    compute: Callable[[pd.DataFrame], Intervals]
    kind: str
    roles: tuple[str, ...]
    many: tuple[str, ...] = ()
    whole_period: tuple[str, ...] = ()
    first_year: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    same_unit: tuple[str, ...] = ()
    about: tuple[str, ...] | None = None
    keeps_subject: bool = True


FORMULAS: dict[str, Formula] = {
    "growth_pct": Formula(claim_formulas.growth_pct, ARITHMETIC, ("start", "end"), alike=("start", "end")),
    "cagr_pct": Formula(claim_formulas.cagr_pct, ARITHMETIC, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")),
    "compound_growth_pct": Formula(claim_formulas.compound_growth_pct, ARITHMETIC, ("rate",), whole_period=("rate",), same_unit=("rate",)),
    "mean_annual_change": Formula(
        claim_formulas.mean_annual_change, ARITHMETIC, ("start", "end"), whole_period=("start", "end"), alike=("start", "end")
    ),
    "previous_from_growth": Formula(
        claim_formulas.previous_from_growth, ARITHMETIC, ("end", "growth"), same_unit=("end",), about=("growth",)
    ),
    "decrease_pct": Formula(claim_formulas.decrease_pct, ARITHMETIC, ("start", "end"), alike=("start", "end")),
    "growth_from_change_pct": Formula(claim_formulas.growth_from_change_pct, ARITHMETIC, ("end", "change"), alike=("end", "change")),
    "growth_before_pct": Formula(
        claim_formulas.growth_before_pct, ARITHMETIC, ("start", "end", "growth"), alike=("start", "end"), about=("start", "growth")
    ),
    "weight_from_growths_pct": Formula(claim_formulas.weight_from_growths_pct, ARITHMETIC, GROWTHS, same_unit=GROWTHS, about=("part",)),
    "whole_before_from_growths": Formula(
        claim_formulas.whole_before_from_growths, ARITHMETIC, ("end", *GROWTHS), alike=GROWTHS, same_unit=("end",), about=("whole",)
    ),
    "whole_after_from_growths": Formula(
        claim_formulas.whole_after_from_growths, ARITHMETIC, ("end", *GROWTHS), alike=GROWTHS, same_unit=("end",), about=("whole",)
    ),
    "per_day": Formula(claim_formulas.per_day, ARITHMETIC, ("amount",), whole_period=("amount",)),
    "per_year": Formula(claim_formulas.per_year, ARITHMETIC, ("amount",), whole_period=("amount",)),
    "ratio": Formula(claim_formulas.ratio, ARITHMETIC, ("dividend", "divisor")),
    "share_pct": Formula(claim_formulas.share_pct, ARITHMETIC, ("part", "whole"), alike=("part", "whole")),
    "per_thousand": Formula(claim_formulas.per_thousand, ARITHMETIC, ("part", "whole"), alike=("part", "whole")),
    "implied_part": Formula(claim_formulas.implied_part, ARITHMETIC, ("share", "whole"), same_unit=("whole",), about=("share",)),
    "implied_rest": Formula(
        claim_formulas.implied_rest, ARITHMETIC, ("part", "whole"), many=("part",), alike=("part",), same_unit=("whole",), about=("part",)
    ),
    "implied_total": Formula(
        claim_formulas.implied_total, ARITHMETIC, ("part", "share"), same_unit=("part",), about=("share",), keeps_subject=False
    ),
    "sum": Formula(claim_formulas.addition, ARITHMETIC, ("addend",), many=("addend",), same_unit=("addend",)),
    "complement_pct": Formula(claim_formulas.complement_pct, COMPLEMENT, ("part",), many=("part",), same_unit=("part",)),
    "difference": Formula(
        claim_formulas.difference, ARITHMETIC, ("minuend", "subtrahend"), same_unit=("minuend", "subtrahend"), about=("subtrahend",)
    ),
    "rest": Formula(claim_formulas.rest, ARITHMETIC, ("whole", "part"), many=("part",), same_unit=("whole", "part"), about=("whole",)),
    "restated": Formula(claim_formulas.restated, RESTATEMENT, ("other",), same_unit=("other",)),
    "count_of_records": Formula(claim_formulas.count_of_records, COUNT, ("record",), many=("record",)),
    "count_between": Formula(claim_formulas.count_between, COUNT, ("record",), many=("record",)),
    "rank_after": Formula(claim_formulas.rank_after, RANK, ("record",), many=("record",)),
    "rank_highest_first": Formula(
        claim_formulas.rank_highest_first, RANK, ("subject", "other"), many=("other",), alike=("subject", "other")
    ),
    "rank_lowest_first": Formula(claim_formulas.rank_lowest_first, RANK, ("subject", "other"), many=("other",), alike=("subject", "other")),
    "duration_years": Formula(claim_formulas.duration_years, DURATION, ("dated",), many=("dated",), first_year=("dated",)),
    "calendar_years": Formula(claim_formulas.calendar_years, DURATION, ("dated",), many=("dated",), whole_period=("dated",)),
}


def required_pairs(requirement: str) -> pd.DataFrame:
    """Return (formula, role) for every role of one kind of requirement, such as `whole_period`."""
    return pd.DataFrame(
        [(code, role) for code, formula in FORMULAS.items() for role in getattr(formula, requirement)], columns=["formula", "role"]
    )


def requires(inputs: pd.DataFrame, requirement: str) -> pd.Series:
    """Return for each input whether its formula has a requirement of one kind for its role."""
    return pd.MultiIndex.from_frame(inputs[["formula", "role"]].astype("str")).isin(pd.MultiIndex.from_frame(required_pairs(requirement)))


def not_comparable(inputs: pd.DataFrame) -> pd.Series:
    """Return why the records of a claim cannot be held against what it states, as text indexed by claim; only for such claims.

    A statement can be refuted by records of its own definition and period only. The definitions that its records state must be one; the
    years from the first to the last of the records must be those of the statement, where both are known. A duration is not of its dates.
    """
    claims = inputs[inputs["claim_id"].isin(inputs.loc[inputs["role"] == "stated", "claim_id"])]
    definitions = claims.groupby("claim_id")["definition_id"].agg(lambda ids: sorted(set(ids.dropna())))
    several = definitions[definitions.map(len) > 1].map(lambda ids: "records of one definition, not of " + " and ".join(ids))
    dated = claims[claims["first_year"].notna() & claims["last_year"].notna() & (claims["formula"].map(kind_of) != DURATION)]
    spans = dated.groupby(["claim_id", dated["role"] == "stated"]).agg(first=("first_year", "min"), last=("last_year", "max"))
    words = (spans["first"].astype("str") + " to " + spans["last"].astype("str")).unstack()
    words = words.reindex(columns=[True, False]).dropna().astype("object")
    apart = words[words[True] != words[False]]
    periods = "records of " + apart[True] + ", not of " + apart[False]
    return pd.concat([several, periods]).astype("object").groupby(level=0).agg("; ".join)


def kind_of(formula: str) -> str:
    """Return the kind of check that a formula makes."""
    return FORMULAS[formula].kind


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
