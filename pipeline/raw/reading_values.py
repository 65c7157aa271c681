"""The values that a printed text may state: its digits, or its words where it has none, times the factors that it prints, and their sign.

Belongs here: from a printed text to numbers. Does not belong here: whether a row holds one of them (`reading_rules.py`).
"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.kernel.tokens import NUMBER, values_of
from pipeline.raw.reading_words import Lexicons

# A dash that stands by itself before a number is its sign, unless another number stands before the dash.
SIGN_BEFORE = re.compile(r"(?:^|(?<![0-9\s])\s+|\()[-−–]\s?$")
# Kinds of quantity that are below zero where words tell a decrease; other kinds are what is left after it (fell to 3 million).
QUANTITY_KIND, GROWTH, DECREASE = "quantity_kind", "growth", "decrease"
SIGNED = (GROWTH, "change", "relative_difference")
# The mark before the decimals in each language; the other one stands between thousands.
DECIMAL_MARKS = {"fr": ",", "en": "."}


def signed(values: set[Decimal], kind: str, printed: str, words: Lexicons, language: str | None) -> set[Decimal]:
    """Return the values that a printed text may state for a kind of quantity: below zero where its words tell a decrease (fell by 3%), as
    they are too where other words of it tell a growth."""
    said = words.of(QUANTITY_KIND, language)
    if kind not in SIGNED or not said.names(printed, DECREASE):
        return values
    return {-abs(value) for value in values} | (values if said.names(printed, GROWTH) else set())


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
