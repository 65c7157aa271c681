"""Growths against the lines around them: whether the document tells a rise or a fall, and from which year.

Belongs here: what needs the text. Does not belong here: the sign of a value whose printed text holds the word for a decrease
(`pipeline/raw/reading_values.py`), and the years that spans.csv shows (`pipeline/raw/code_rules.py`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from pipeline.kernel.tokens import numbers_in
from pipeline.raw.code_rules import PERIODS, YEAR_DIGITS, is_on_the_year_before
from pipeline.raw.reading_exceptions import Row
from pipeline.raw.reading_rules import VALUES, Fault
from pipeline.raw.reading_values import DECREASE, GROWTH, KINDS_WITH_SIGN, QUANTITY_KIND, falls_by
from pipeline.raw.reading_words import Lexicons
from pipeline.verify.places import squeezed

# What may stand between the word for a decrease and its number: fell sharply by about.
BETWEEN = re.compile(r"[^\d.;:,()]{0,30}")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ«“\"(])")
Sides = Sequence[tuple[str, str]]


def growth_faults(row: Row, kind: str, sides: Sides, contexts: tuple[str, str], words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield what the lines around a growth contradict: a value above zero where they tell a decrease, and the year before as its first year
    where its sentence names an earlier one.

    sides: the text before and after each place of the printed text. contexts: its lines, and these without the numbers of cited sources.
    """
    if kind in KINDS_WITH_SIGN:
        yield from _signs_without_their_words(row, kind, sides, contexts[0], words, language)
    if is_on_the_year_before(row, kind):
        first, last = (str(row[column])[:YEAR_DIGITS] for column in PERIODS)
        years = {year for year in _years_beside(str(row["printed"]), contexts[1]) if year < last}
        if years and first not in years:
            yield PERIODS[0], f"a year that the sentence of {row['printed']!r} names; it has {', '.join(sorted(years))}"


def _years_beside(printed: str, context: str) -> set[str]:
    """Return the years in the sentences with a printed text; those of its whole context where it stands in no sentence of that."""
    own = [sentence for sentence in SENTENCE_END.split(context) if squeezed(printed) in squeezed(sentence)] or [context]
    return {number for sentence in own for number in numbers_in(sentence) if YEAR.fullmatch(number)}


def _signs_without_their_words(row: Row, kind: str, sides: Sides, context: str, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield a value above zero where the words beside it tell a decrease; of a growth also where all those of its context do."""
    values = {column: Decimal(str(row[column])) for column in VALUES if not pd.isna(row[column])}
    names_growth = words.of(QUANTITY_KIND, language).names(context, GROWTH)
    only_falls = kind == GROWTH and not names_growth and bool(falls_by(context, words, language))
    falls_beside = bool(sides) and all(_falls(*side, words, language) for side in sides)
    if min(values.values(), default=Decimal(0)) > 0 and (only_falls or falls_beside):
        expected = f"a value below zero, since the lines around {row['printed']!r} tell a decrease; type its word in the printed text, too"
        yield next(iter(values)), expected


def _falls(before: str, after: str, words: Lexicons, language: str | None) -> bool:
    """Return whether the word that stands next to a printed text, before or after it, tells a decrease by it."""
    said = words.of(QUANTITY_KIND, language)
    ahead = [one for one in said.found(before) if BETWEEN.fullmatch(before[one.end :])]
    behind = [one for one in said.found(after) if one.start == 0]
    return any(one in falls_by(before, words, language) for one in ahead[-1:]) or any(DECREASE in one.codes for one in behind)
