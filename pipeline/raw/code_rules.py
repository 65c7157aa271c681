"""Codes of statements against the words that show them: an area, an organisation, a year, a qualifier or an aim and its run in spans.csv.

Belongs here: what can be asked without the document, since spans.csv has the words that stand around a statement. Does not belong here:
whether they stand there, and documents without spans.csv, whose lines are asked instead (`pipeline/verify/`).
"""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import numbers_in
from pipeline.raw.reading_exceptions import Row, record_of
from pipeline.raw.reading_rules import STATEMENTS, Fault, languages_of, problems_of_rows, quantity_kinds
from pipeline.raw.reading_values import CHANGE, GROWTH
from pipeline.raw.reading_words import AREA, ORGANISATION, UNKNOWN_AREA, Lexicons

KINDS = {
    "geography_id": AREA,
    "reference_geography_id": AREA,
    "organisation_id": ORGANISATION,
    "counterparty_id": ORGANISATION,
    "qualifier": "qualifier",
    "status": "value_status",
}
PERIODS = ("period_start", "period_end")
YEAR_DIGITS = 4
# Dispositions of the numbers of a source that the document cites: its year is not the year of a figure.
OF_CITATIONS = ("citation", "footnote")
# Codes that no word need show: a number without a qualifier is exact, the ends of a range need no word, and what is no aim is a fact.
WITHOUT_WORDS = ("exact", "range", "fact")
IN_CITATION = "a year that the document prints for the figure; spans.csv shows {shown!r} for it, which belongs to a source that is cited"
REMEDY = (
    "correct the code. If the document says it in other words, add these to raw/reference/reading_words.csv, and run "
    "make draft-spans DOCUMENT=path/to/document.txt"
)
Cell = tuple[str, str]
Runs = Mapping[Cell, str]


def codes_have_their_words(
    raw_statements: pd.DataFrame,
    raw_spans: pd.DataFrame,
    raw_numbers: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_indicators: pd.DataFrame,
    raw_geographies: pd.DataFrame,
    raw_localities: pd.DataFrame,
    raw_organisations: pd.DataFrame,
    raw_organisation_names: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """Each area, organisation, qualifier, aim and year of a statement is shown by a run of spans.csv that prints a word for it, but not the
    first year of a growth on the year before; the year of a source that is cited shows no year of a figure."""
    areas = {"raw_geographies": raw_geographies, "raw_localities": raw_localities}
    names = {"raw_organisations": raw_organisations, "raw_organisation_names": raw_organisation_names}
    words, languages = Lexicons({"raw_reading_words": raw_reading_words, **areas, **names}), languages_of(raw_documents)
    mine = raw_spans[raw_spans["table_name"] == "statements"]
    runs = dict(zip(zip(mine["record_id"], mine["column_name"], strict=True), mine["printed"], strict=True))
    cited = _cited(mine, raw_numbers)
    kinds = quantity_kinds(raw_indicators)

    def faults(row: Row) -> Iterator[Fault]:
        kind = kinds.get(str(row["indicator_id"]), "")
        yield from code_faults(row, kind, runs, words, languages.get(str(row["document_id"])))
        record = record_of(row, STATEMENTS)
        yield from ((column, IN_CITATION.format(shown=runs[record, column])) for column in PERIODS if (record, column) in cited)

    located = raw_statements[raw_statements["document_id"].isin(set(mine["document_id"]))]
    return problems_of_rows(located, faults, raw_reading_exceptions, REMEDY)


def _cited(runs: pd.DataFrame, raw_numbers: pd.DataFrame) -> set[Cell]:
    """Return the record and column of each period whose run of spans.csv holds a number of a source that the document cites."""
    numbers = raw_numbers.loc[raw_numbers["disposition"].isin(OF_CITATIONS), ["document_id", "line", "char_start"]]
    mine = runs[runs["column_name"].isin(PERIODS)].merge(numbers, on=["document_id", "line"], suffixes=("", "_of_number"))
    starts = {name: mine[name].astype("int64") for name in ("char_start", "char_end", "char_start_of_number")}
    held = mine[starts["char_start_of_number"].between(starts["char_start"], starts["char_end"])]
    return set(zip(held["record_id"], held["column_name"], strict=True))


def code_faults(row: Row, quantity_kind: str, runs: Runs, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """Yield the codes of a statement that no run shows, or whose run prints another word."""
    record = record_of(row, STATEMENTS)
    for column, kind in KINDS.items():
        code, shown = row[column], _rejoined(runs.get((record, column)))
        if pd.isna(code) or (shown is None and (code in WITHOUT_WORDS or kind == "qualifier")):
            continue
        if kind == AREA and not words.of(kind, language).knows(str(code)):
            yield column, UNKNOWN_AREA
        elif shown is None:
            yield column, "a code that words of the document show; spans.csv has none for it"
        elif not words.of(kind, language).names(shown, str(code)):
            yield column, f"what {shown!r} stands for, which spans.csv shows for it"
    for column in PERIODS:
        shown = runs.get((record, column))
        if not pd.isna(row[column]) and not (shown is None and column == PERIODS[0] and is_on_the_year_before(row, quantity_kind)):
            yield from _date_fault(column, str(row[column]), shown, words, language)


def is_on_the_year_before(row: Row, quantity_kind: str) -> bool:
    """Return whether a statement is of a growth or change from one year, or day of a year, to the same of the next: few texts print the
    first of the two."""
    start, end = (str(row[column]) for column in PERIODS)
    first, last = start[:YEAR_DIGITS], end[:YEAR_DIGITS]
    is_next = first.isdecimal() and last.isdecimal() and int(first) == int(last) - 1
    return quantity_kind in (GROWTH, CHANGE) and is_next and start[YEAR_DIGITS:] == end[YEAR_DIGITS:]


def _rejoined(shown: str | None) -> str | None:
    """Return the words of a run in which a line ends after a hyphen as they are typed: Louvain-la-Neuve for Louvain- la-Neuve."""
    return None if shown is None else re.sub(r"(?<=\w[-–—/]) (?=\w)", "", shown)


def _date_fault(column: str, date: str, shown: str | None, words: Lexicons, language: str | None) -> Iterator[Fault]:
    if shown is None:
        yield column, "a year that the document prints near the statement; spans.csv shows none"
    elif not dates_agree(date, shown, words, language, is_start=column == PERIODS[0]):
        yield column, f"the date {shown!r}, which spans.csv shows for it"


def dates_agree(date: str, shown: str, words: Lexicons, language: str | None, *, is_start: bool) -> bool:
    """Return whether printed words give a day, month or year as far as they print one: at least its year. Words of several months, such as
    first quarter, give their first month for the start of a period and their last one for its end."""
    year, month, day = (*date.split("-"), "", "")[:3]
    printed = numbers_in(shown)
    outer = min if is_start else max
    months = {outer(map(int, found.codes)) for found in words.of("month", language).found(shown)}
    days = {number for number in printed if len(number) < len(year)}
    return year in printed and (not month or not months or int(month) in months) and (not day or not days or str(int(day)) in days)
