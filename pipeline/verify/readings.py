"""Readings against the lines around them: what a statement says in codes, and what the document says there in words.

Belongs here: what needs the text: words before and after a printed number, and, where a document has no spans.csv, the words of the lines
that are needed to understand a statement. Does not belong here: what follows from the printed cell alone, which every build asks
(`pipeline/raw/reading_rules.py`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from pipeline.kernel.problems import Problem
from pipeline.raw.code_rules import KINDS, OF_CITATIONS, PERIODS, WITHOUT_WORDS, dates_agree, is_on_the_year_before
from pipeline.raw.reading_exceptions import Row
from pipeline.raw.reading_rules import VALUES, Fault, languages_of, problems_of_rows
from pipeline.raw.reading_values import DECREASE, GROWTH, QUANTITY_KIND
from pipeline.raw.reading_words import AREA, UNKNOWN_AREA, Lexicons
from pipeline.verify.growths import growth_faults
from pipeline.verify.places import Run, flat_text, places_of
from pipeline.verify.text import Text, as_prose, text_of_lines

# A minus sign: a dash that touches the number after it, and nothing before it.
SIGN = re.compile(r"(?:^|[\s(])[-−–]$")
REMEDY = (
    "correct the code, or the lines of its context; if the document says it in other words, add these to raw/reference/reading_words.csv"
)


def reading_problems(text: Text, statements: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each code of a statement of one document that the words around it contradict, or that none of them shows."""
    words, language = Lexicons(frames), languages_of(frames["raw_documents"]).get(text.document_id)
    spans, numbers = frames["raw_spans"], frames["raw_numbers"]
    indicators = frames["raw_indicators"].set_index("indicator_id")[["dimension", "quantity_kind"]].to_dict("index")
    has_spans = bool((spans["document_id"] == text.document_id).any())
    uncited = without_citations(text, numbers[numbers["document_id"] == text.document_id])

    def faults(row: Row) -> Iterator[Fault]:
        first, last = _lines(row, "context_first_line", "context_last_line")
        context, dated = as_prose(text, first, last), as_prose(uncited, first, last)
        runs = places_of(text, str(row["printed"]), *_lines(row, "first_line", "last_line"), within_words=False)
        sides = [_beside(text, run) for run in runs]
        kind = indicators.get(str(row["indicator_id"]), {}).get("quantity_kind", "")
        yield from _faults_beside(text, row, runs, sides, words, language)
        yield from growth_faults(row, kind, sides, (context, dated), words, language)
        yield from _unit_faults(row, context, words, language)
        yield from _indicator_faults(row, context, words, language, indicators)
        if not has_spans:
            yield from _unnamed(row, context, words, language)
            yield from _undated(row, kind, dated, words, language)

    return problems_of_rows(statements, faults, frames["raw_reading_exceptions"], REMEDY)


def without_citations(text: Text, numbers: pd.DataFrame) -> Text:
    """Return a text in which the numbers of sources that it cites are blank, by the ledger of its numbers."""
    lines = list(text.unfolded)
    for row in numbers[numbers["disposition"].isin(OF_CITATIONS)].to_dict("records"):
        number, first, last = int(row["line"]) - 1, int(row["char_start"]) - 1, int(row["char_end"])
        if row["line"] == row["end_line"] and number < len(lines):
            lines[number] = lines[number][:first] + " " * (last - first) + lines[number][last:]
    return text_of_lines(text.document_id, lines)


def _lines(row: Row, first: str, last: str) -> tuple[int, int]:
    return int(str(row[first])), int(str(row[last]))


def _faults_beside(
    text: Text, row: Row, runs: Sequence[Run], sides: Sequence[tuple[str, str]], words: Lexicons, language: str | None
) -> Iterator[Fault]:
    """A qualifier that stands right before the printed text, and a factor that stands right after it, belong to the statement."""
    if not sides:
        return
    values = [Decimal(str(row[column])) for column in VALUES if not pd.isna(row[column])]
    if all(_has_sign(text, run) for run in runs) and str(row["printed"])[0].isdigit() and min(values, default=Decimal(0)) >= 0:
        column = "value_low" if pd.isna(row["value"]) else "value"
        yield column, f"a negative number: the document has a minus sign before {row['printed']!r}; type the sign in the printed text, too"
    qualified = [[one for one in words.of("qualifier", language).found(before) if one.end == len(before)] for before, _ in sides]
    if all(any(_contradicts(row, one.codes) for one in found) for found in qualified):
        yield "qualifier", f"what {qualified[0][0].words!r} stands for, which the document has before {row['printed']!r}"
    factors = [[one for one in words.of("factor", language).found(after) if one.start == 0] for _, after in sides]
    if all(factors):
        column = "value_low" if pd.isna(row["value"]) else "value"
        yield column, f"a value that is multiplied by {factors[0][0].words!r}, which the document has after {row['printed']!r}"


def _has_sign(text: Text, run: Run) -> bool:
    """Return whether a dash that follows white space stands right before a run."""
    return SIGN.search(text.unfolded[run.line - 1][: run.char_start - 1]) is not None


def _contradicts(row: Row, codes: frozenset[str]) -> bool:
    return codes != {"range"} and row["qualifier"] not in codes | {"range"}


def _beside(text: Text, run: Run) -> tuple[str, str]:
    """Return the text of a line before a run and of the one after it, white space at the run taken off; with the lines next to it."""
    flat, positions = flat_text(text, run.line - 2, run.end_line + 2)
    start, end = positions.index(run[:2]), positions.index(run[2:])
    prose = flat.replace("\n", " ")
    return prose[:start].rstrip(), prose[end + 1 :].lstrip()


def _unit_faults(row: Row, context: str, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """A unit that words stand for is named in the lines of the context; percent also by a fraction in the printed text."""
    units, unit = words.of("unit", language), str(row["unit_id"])
    is_fraction = words.of("fraction", language).names(str(row["printed"]), unit)
    if units.knows(unit) and not units.names(context, unit) and not is_fraction:
        yield "unit_id", "a unit that the lines of its context name"


def _indicator_faults(
    row: Row, context: str, words: Lexicons, language: str | None, indicators: Mapping[str, Mapping[str, str]]
) -> Iterator[Fault]:
    """A quantity that words stand for is named in the lines of the context where these name one that is measured alike; and a kind of
    quantity that words stand for, such as a growth, is named there. indicators: dimension and quantity_kind of each."""
    own, known, kinds = str(row["indicator_id"]), words.of("indicator", language), words.of(QUANTITY_KIND, language)
    if own not in indicators:  # the check of references tells it
        return
    dimension, kind = indicators[own]["dimension"], indicators[own]["quantity_kind"]
    told = (GROWTH, DECREASE) if kind == GROWTH else (kind,)
    found = [one for one in known.found(context) if any(indicators[code]["dimension"] == dimension for code in one.codes)]
    if found and known.knows(own) and not any(own in one.codes for one in found):
        said = ", ".join(sorted({repr(one.words) for one in found}))
        yield "indicator_id", f"a quantity that the lines of its context name; they have {said}"
    elif kinds.knows(kind) and not any(kinds.names(context, code) for code in told):
        yield "indicator_id", f"no {kind}, since the lines of its context name none"


def _unnamed(row: Row, context: str, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield each code that no word of the context stands for."""
    for column, kind in KINDS.items():
        code, known = row[column], words.of(kind, language)
        if not pd.isna(code) and code not in WITHOUT_WORDS and not known.names(context, str(code)):
            is_unknown = kind == AREA and not known.knows(str(code))
            yield column, UNKNOWN_AREA if is_unknown else "a code that the lines of its context name"


def _undated(row: Row, kind: str, context: str, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield each date that the context does not print, but not the first year of a growth on the year before. context: without the numbers
    of sources that are cited."""
    for column in PERIODS:
        is_start = column == PERIODS[0]
        if pd.isna(row[column]) or (is_start and is_on_the_year_before(row, kind)):
            continue
        if not dates_agree(str(row[column]), context, words, language, is_start=is_start):
            yield column, "a date whose year the lines of its context name outside citations, and its month, if they name one"
