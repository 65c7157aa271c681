"""Citations: whatever in the text has the form of one is listed, each source in a row of its own.

Belongs here: comparing the sources that a text cites (`citation_forms.py`) with the rows of citations.csv. Does not belong here: what a
citation looks like, and whether the printed words of a row stand on its lines.
"""

from collections.abc import Iterator

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.raw.code_rules import OF_CITATIONS
from pipeline.verify.citation_forms import Cited, cited_in
from pipeline.verify.missing import missing_row
from pipeline.verify.places import Run, places_of
from pipeline.verify.text import Text


def citation_problems(text: Text, table: Table, citations: pd.DataFrame, numbers: pd.DataFrame) -> list[Problem]:
    """Return a problem for each source that the text cites and no row lists, and for each row that lists two, or less than its author and
    year.

    What has the form of a citation and is none, such as (Belgique, 2020), is told by numbers.csv: a year with a disposition other than
    citation is not asked for.
    """
    found = [one for one in cited_in(text) if not _is_other_number(one, numbers)]
    problems, held = [], set[Cited]()
    for row, run in _runs(text, citations):
        inside = [one for one in found if run[:2] <= one.date[:2] and one.date[2:] <= run[2:]]
        held |= set(inside[:1])
        expected = _expected_of_row(inside, run)
        if expected:
            problems.append(locate(citations, table, row, "printed", row["printed"], expected, "give each source a row: author and year"))
    missing = [one for one in found if one not in held]
    remedy = "add a row for it to citations.csv; where this is no citation, give its year another disposition in numbers.csv"
    return problems + [
        missing_row(text, table, citations, "first_line", one.begins[0][0], one.printed, _expected(one), remedy) for one in missing
    ]


def _runs(text: Text, citations: pd.DataFrame) -> Iterator[tuple[pd.Series, Run]]:
    """Yield each row with where it stands; rows of the same words on the same lines stand one after the other."""
    taken: dict[tuple[str, int, int], int] = {}
    for _, row in citations.iterrows():
        key = str(row["printed"]), int(row["first_line"]), int(row["last_line"])
        runs = places_of(text, *key, within_words=False)
        number = taken[key] = taken.get(key, -1) + 1
        if number < len(runs):
            yield row, runs[number]


def _expected_of_row(inside: list[Cited], run: Run) -> str:
    """Return what a row should hold instead of the sources that its run holds; '' where it is one of them, whole."""
    if len(inside) > 1:
        return f"one source; these are {len(inside)}: " + " | ".join(one.printed for one in inside)
    if inside and run[:2] > inside[0].begins[0] and run[:2] not in inside[0].begins:
        return f"the author and year of the source, which is printed {inside[0].printed!r}"
    return ""


def _is_other_number(one: Cited, numbers: pd.DataFrame) -> bool:
    """Return whether the ledger of numbers says that the year of a source is something else than a part of a citation."""
    rows = numbers[(numbers["line"] == str(one.date.line)) & (numbers["char_start"] == str(one.date.char_start))]
    return any(kind not in OF_CITATIONS for kind in rows["disposition"])


def _expected(one: Cited) -> str:
    return f"a row for this source, which the document cites on lines {one.begins[0][0]}-{one.date.end_line}"
