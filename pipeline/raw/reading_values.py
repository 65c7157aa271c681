"""The values that a printed text may state: its digits, or its words where it has none, times the factors that it prints, and their sign.

Belongs here: from a printed text to numbers. Does not belong here: whether a row holds one of them (`reading_rules.py`).
"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.kernel.tokens import NUMBER, values_of
from pipeline.raw.reading_words import Found, Lexicons

# A dash that stands by itself before a number is its sign, unless another number stands before the dash.
SIGN_BEFORE = re.compile(r"(?:^|(?<![0-9\s])\s+|\()[-−–]\s?$")
# Kinds of quantity that are below zero where words tell a decrease; other kinds are what is left after it (fell to 3 million).
QUANTITY_KIND, GROWTH, CHANGE, DECREASE = "quantity_kind", "growth", "change", "decrease"
KINDS_WITH_SIGN = (GROWTH, CHANGE, "relative_difference")
AFTER_CHANGE, LEVEL = "after_change", "level"
# From a word for a decrease to the number after it, in one clause. A text may end where its number begins.
UP_TO_NUMBER = re.compile(r"[^\d.;:()]*(?=\d|$)")
# The mark before the decimals in each language; the other one stands between thousands.
DECIMAL_MARKS = {"fr": ",", "en": "."}


def with_sign(values: set[Decimal], kind: str, printed: str, words: Lexicons, language: str | None) -> set[Decimal]:
    """Return the values that a printed text may state for a kind of quantity: below zero where its words tell a decrease (fell by 3%), as
    they are too where other words of it tell a growth."""
    if kind not in KINDS_WITH_SIGN or not falls_by(printed, words, language):
        return values
    return {-abs(value) for value in values} | (values if words.of(QUANTITY_KIND, language).names(printed, GROWTH) else set())


def falls_by(text: str, words: Lexicons, language: str | None) -> list[Found]:
    """Return the words of a text that tell a decrease by the number beside them (fell by 3%, 3% fewer), not to or from it (fell to 3%)."""
    falls = [one for one in words.of(QUANTITY_KIND, language).found(text) if DECREASE in one.codes]
    return [one for one in falls if _has_amount_before(text, one, words, language) or not _leads_to_level(text, one, words, language)]


def _has_amount_before(text: str, change: Found, words: Lexicons, language: str | None) -> bool:
    """Return whether a unit stands right before the word for a change: the number before it is the amount (a 3% fall to 5 million)."""
    before = text[: change.start].rstrip()
    return any(one.end == len(before) for one in words.of("unit", language).found(before))


def _leads_to_level(text: str, change: Found, words: Lexicons, language: str | None) -> bool:
    """Return whether the last word that says so makes the number after a change a level that it leads to or comes from."""
    between = UP_TO_NUMBER.match(text[change.end :])
    said = words.of(AFTER_CHANGE, language).found(between[0]) if between else []
    return bool(said) and LEVEL in said[-1].codes


def values_printed(printed: str, words: Lexicons, language: str | None, head: str = "") -> set[Decimal]:
    """Return the values that a printed text may state: those of each of its numbers, or of its number words where it has no digits, times
    the factors that it prints together, or else those of the head of its table; empty where it prints no number."""
    factors = factors_in(printed, words, language) or factors_in(head, words, language)
    factor = math.prod(factors, start=Decimal(1))
    digits = {value * factor for value in _of_digits(printed, language)}
    if digits:
        return digits
    numbers = [Decimal(code) for found in words.of("number", language).found(printed) for code in found.codes]
    return {number * factor for number in numbers or ([Decimal(1)] if factors else [])}


def factors_in(text: str, words: Lexicons, language: str | None) -> list[Decimal]:
    """Return what the words of a text multiply a number by: a million, a thousand."""
    return [Decimal(code) for found in words.of("factor", language).found(text) for code in found.codes]


def _of_digits(printed: str, language: str | None) -> Iterator[Decimal]:
    for match in NUMBER.finditer(printed):
        sign = -1 if SIGN_BEFORE.search(printed[: match.start()]) else 1
        yield from (sign * value for value in values_of(match[0], DECIMAL_MARKS.get(language or "")))
