"""The identities between printed numbers that claims state: each formula as relations between its records.

Belongs here: the formulas once more, solved for no record in particular, so that each record can be narrowed by the others.
Does not belong here: what follows from the relations (`relations_of_numbers.py`), and counts, ranks and durations, which link a number
with records and dates, not with other printed numbers.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pandas as pd

from pipeline.metrics.relations_of_numbers import Relation, Term

Row = dict[str, object]
HUNDRED = Fraction(100)


class _Claim:
    """The records of one claim as terms, by their roles."""

    def __init__(self, claim_id: str, rows: list[Row]) -> None:
        self.claim_id, self.rows = claim_id, rows

    def terms(self, role: str, sign: int = 1, plus: Fraction = Fraction(0), *, divides: bool = False) -> tuple[Term, ...]:
        """Return the records of a role, each times its factor and a sign, plus a constant."""
        mine = [row for row in self.rows if row["role"] == role]
        return tuple(Term(_number(row), sign * Fraction(str(row["factor"])), plus, divides) for row in mine)

    def unknown(self, *, divides: bool = False) -> tuple[Term, ...]:
        """Return the number that no record has: the value from which a given growth or change starts."""
        return (Term((self.claim_id, "unknown"), divides=divides),)

    def sum_is(self, constant: Fraction, *terms: tuple[Term, ...]) -> Relation:
        return Relation(self.claim_id, sum(terms, ()), constant)

    def product_is(self, constant: Fraction, *terms: tuple[Term, ...]) -> Relation:
        return Relation(self.claim_id, sum(terms, ()), constant, is_product=True)

    def years(self, role: str) -> tuple[int, int]:
        """Return the first and last year of the record of a role."""
        [row] = [row for row in self.rows if row["role"] == role]
        return int(str(row["first_year"])), int(str(row["last_year"]))


def _growth(claim: _Claim, sign: int = 1) -> list[Relation]:
    """(100 + stated) * start / end = 100."""
    return [claim.product_is(HUNDRED, claim.terms("stated", sign, HUNDRED), claim.terms("start"), claim.terms("end", divides=True))]


def _decrease(claim: _Claim) -> list[Relation]:
    """(100 - stated) * start / end = 100."""
    return _growth(claim, -1)


def _growth_from_change(claim: _Claim) -> list[Relation]:
    """(100 + stated) * start / end = 100, and start + change = end."""
    end = claim.terms("end", divides=True)
    return [
        claim.product_is(HUNDRED, claim.terms("stated", plus=HUNDRED), claim.unknown(), end),
        claim.sum_is(Fraction(0), claim.unknown(), claim.terms("change"), claim.terms("end", -1)),
    ]


def _mean_change(claim: _Claim) -> list[Relation]:
    """years * stated = end - start."""
    years = claim.years("end")[1] - claim.years("start")[1]
    return [claim.sum_is(Fraction(0), claim.terms("stated", years), claim.terms("start"), claim.terms("end", -1))]


def _per_day(claim: _Claim) -> list[Relation]:
    """amount / stated = days."""
    first, last = claim.years("amount")
    days = (date(last + 1, 1, 1) - date(first, 1, 1)).days
    return [claim.product_is(Fraction(days), claim.terms("amount"), claim.terms("stated", divides=True))]


def _per_year(claim: _Claim) -> list[Relation]:
    """amount / stated = years."""
    first, last = claim.years("amount")
    return [claim.product_is(Fraction(last - first + 1), claim.terms("amount"), claim.terms("stated", divides=True))]


def _quotient(whole: str, part: str, scale: int) -> Callable[[_Claim], list[Relation]]:
    """stated * whole / part = scale."""
    return lambda claim: [claim.product_is(Fraction(scale), claim.terms("stated"), claim.terms(whole), claim.terms(part, divides=True))]


def _sum(constant: int, **signs: int) -> Callable[[_Claim], list[Relation]]:
    """stated + the records of the roles, each with its sign = constant."""
    return lambda claim: [
        claim.sum_is(Fraction(constant), claim.terms("stated"), *(claim.terms(role, sign) for role, sign in signs.items()))
    ]


IDENTITIES: dict[str, Callable[[_Claim], list[Relation]]] = {
    "growth_pct": _growth,
    "decrease_pct": _decrease,
    "growth_from_change_pct": _growth_from_change,
    "mean_annual_change": _mean_change,
    "per_day": _per_day,
    "per_year": _per_year,
    "ratio": _quotient("divisor", "dividend", 1),
    "share_pct": _quotient("whole", "part", 100),
    "per_thousand": _quotient("whole", "part", 1000),
    "sum": _sum(0, addend=-1),
    "complement_pct": _sum(100, part=1),
    "difference": _sum(0, minuend=-1, subtrahend=1),
    "rest": _sum(0, whole=-1, part=1),
    "restated": _sum(0, other=-1),
}


def identities(records: pd.DataFrame) -> list[Relation]:
    """Return the relations of claims, in the order of their identifiers.

    records: a row for each record of a claim that could be checked: claim_id, formula, role, table_name, record_id, factor (1 where it has
    none), first_year and last_year.
    """
    relations = []
    for (claim_id, formula), rows in records[records["formula"].isin(list(IDENTITIES))].groupby(["claim_id", "formula"], sort=True):
        relations += IDENTITIES[str(formula)](_Claim(str(claim_id), rows.to_dict("records")))
    return relations


def _number(row: Row) -> tuple[str, str]:
    """Return the printed number that a record is: its table and key."""
    return str(row["table_name"]), str(row["record_id"])
