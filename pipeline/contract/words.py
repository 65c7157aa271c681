"""The reading face of a schema: a column, a constraint and a code list in words, for whatever shows them to a person.

Belongs here: the words that several faces share. Does not belong here: where they are shown.
"""

from typing import assert_never

from pipeline.contract.constraints import (
    Constraint,
    ExactlyOne,
    Filled,
    ForeignKey,
    InCodeList,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    Unique,
    ValueOrRange,
)
from pipeline.contract.tables import Column
from schemas.fields import MEANINGS, RANGE


def column_words(column: Column, *, unit: bool = True, null: str = "Null", formula: bool = False) -> str:
    """Return what a column holds: its description, its unit, what an empty cell says, and how it is computed.

    unit, formula: whether to say them. null: what an empty cell is called where the words are read.
    """
    said = [column.description]
    if unit and column.unit:
        said.append(f"Unit: {column.unit}.")
    if column.null_means:
        said.append(f"{null}: {column.null_means}")
    if formula and column.formula:
        said.append(f"Formula: {column.formula}.")
    return " ".join(said)


def code_list_words(column: Column) -> str | None:
    """Return which code lists the values of a column belong to; None for a column without codes."""
    return column.codes or (f"concepts: {column.scheme}" if column.scheme else None)


def constraint_words(constraint: Constraint) -> str:
    """Return what a constraint demands."""
    match constraint:
        case Filled():
            return "a value: this cell may not be empty"
        case OneOf(codes):
            return "one of " + ", ".join(codes)
        case Matches(pattern):
            return MEANINGS.get(pattern, f"matches the pattern {pattern}")
        case Range(low, high):
            return " and ".join(_ends(low, high))
        case NumericText(low, high):
            return f"a number from {low} to {high}"
        case InCodeList(lists):
            return "in the code list " + " or ".join(lists)
        case Unique(columns):
            return f"primary key: {', '.join(columns)}"
        case ForeignKey((_,)):
            return f"points to {constraint.points_to}"
        case ForeignKey(columns):
            return f"{', '.join(columns)} together point to {constraint.points_to}"
        case Locator(lines, url):
            return f"either all of the line numbers or an address, and not both: {', '.join(lines)} or {url}"
        case ExactlyOne(one, other):
            return f"exactly one of {one} and {other} is filled"
        case ValueOrRange(value, low, high, qualifier):
            return f"{value} alone; or, where {qualifier} is {RANGE}, both {low} and {high}, the first not above the second"
        case MatchesWhere(column, where, codes, pattern):
            return f"where {where} is {' or '.join(codes)}, {column} is {MEANINGS.get(pattern, f'of the pattern {pattern}')}"
        case _:
            assert_never(constraint)


def _ends(low: float | None, high: float | None) -> list[str]:
    return [f"{sign} {end}" for sign, end in ((">=", low), ("<=", high)) if end is not None]
