"""Growths against the lines around them: whether the document tells a rise or a fall, and from which year.

Belongs here: what needs the text. Does not belong here: the sign of a value whose printed text holds the word for a decrease
(`pipeline/raw/reading_values.py`), and the years that spans.csv shows (`pipeline/raw/code_rules.py`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from pipeline.kernel.tokens import numbers_in
from pipeline.raw.code_rules import PERIODS, is_on_the_year_before
from pipeline.raw.reading_exceptions import Row
from pipeline.raw.reading_rules import VALUES, Fault
from pipeline.raw.reading_values import DECREASE, GROWTH, QUANTITY_KIND, SIGNED
from pipeline.raw.reading_words import Lexicon, Lexicons

# What may stand between the word for a decrease and its number: fell sharply by about.
BETWEEN = re.compile(r"[^\d.;:,()]{0,30}")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
Sides = Sequence[tuple[str, str]]


def growth_faults(row: Row, kind: str, sides: Sides, contexts: tuple[str, str], words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield what the lines around a growth contradict: a value above zero where they tell a decrease, and the year before as its first year
    where they name an earlier one.

    sides: the text before and after each place of the printed text. contexts: its lines, and these without the numbers of cited sources.
    """
    if kind in SIGNED:
        yield from _rising(row, sides, contexts[0], words.of(QUANTITY_KIND, language))
    if is_on_the_year_before(row, kind):
        first, last = (str(row[column])[:4] for column in PERIODS)
        years = {number for number in numbers_in(contexts[1]) if YEAR.fullmatch(number) and number < last}
        if years and first not in years:
            yield PERIODS[0], f"a year that the lines of its context name; they have {', '.join(sorted(years))}"


def _rising(row: Row, sides: Sides, context: str, said: Lexicon) -> Iterator[Fault]:
    """Yield a value above zero where the words beside it, or all those of its context, tell a decrease."""
    values = {column: Decimal(str(row[column])) for column in VALUES if not pd.isna(row[column])}
    only_falls = said.names(context, DECREASE) and not said.names(context, GROWTH)
    if min(values.values(), default=Decimal(0)) > 0 and (only_falls or (sides and all(_falls(*side, said) for side in sides))):
        expected = f"a value below zero, since the lines around {row['printed']!r} tell a decrease; type its word in the printed text, too"
        yield next(iter(values)), expected


def _falls(before: str, after: str, said: Lexicon) -> bool:
    """Return whether the word that stands next to a printed text, before or after it, tells a decrease."""
    ahead = [one for one in said.found(before) if BETWEEN.fullmatch(before[one.end :])]
    behind = [one for one in said.found(after) if one.start == 0]
    return any(DECREASE in one.codes for one in [*ahead[-1:], *behind])
