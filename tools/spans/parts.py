"""Which words of a document show a value of raw/ that has no lines of its own: a place, a year, a qualifier, the head of a column.

Belongs here: for each such value, the runs of characters that may show it, and the place that they must be near to. Does not belong here:
choosing among them and writing them (`draft.py`), and the words for a code (reading_words.csv, and the names and labels of raw/reference/).
A value that none of these words shows in the passage is inferred from the document's context: it has no run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline.core.sources import CITATION
from pipeline.kernel.tokens import NUMBER
from pipeline.raw.code_rules import OF_CITATIONS
from pipeline.raw.reading_rules import languages_of
from pipeline.verify.places import Run, places_of, text_of
from pipeline.verify.text import Text
from tools.spans.heads import heads_of

# How many lines before and after an event's words may name its place; a paragraph has a blank line after each printed one.
NEAR = 4
NEXT = 2  # how many lines away the rest of a name may be
AREA, ORGANISATION = "geography_id", "organisation_id"
Row = Mapping[str, object]
Lexicon = dict[tuple[str, str], list[str]]
JOINERS = (" ", " of ", " de ")  # between a month, or a quarter, and its year
LABELLED = ("fr", "en")  # languages in which areas have labels


class Part(NamedTuple):
    """A value to be shown: its raw file, row and column, the runs that may show it, the run that they should be near to, and those of the
    runs that come first where nobody has chosen one; all of them where none does."""

    table: str
    record_id: str
    column: str
    candidates: list[Run]
    near: Run
    preferred: Sequence[Run] = ()


def lexicon(frames: Mapping[str, pd.DataFrame], language: str | None) -> Lexicon:
    """Return the words that show a code, by column and code: those of reading_words.csv in the language of the document, labels of areas,
    and names of organisations. The words of months are by "month" and number, those of factors by "factor" and number."""
    found: Lexicon = {}
    columns = {"qualifier": "qualifier", "area": AREA, "month": "month", "unit": "unit_id", "factor": "factor", "value_status": "status"}
    for row in frames["raw_reading_words"].to_dict("records"):
        if row["kind"] in columns and (pd.isna(row["language"]) or language in (None, row["language"])):
            found.setdefault((columns[row["kind"]], row["code"]), []).append(str(row["words"]))
    label = f"label_{language}" if language in LABELLED else "label_fr"
    for name, key in (("raw_geographies", "geography_id"), ("raw_localities", "locality_id")):
        for row in frames[name].to_dict("records"):
            found.setdefault(("geography_id", row[key]), []).append(str(row[label]))
    for row in frames["raw_organisation_names"].to_dict("records"):
        found.setdefault(("organisation_id", row["organisation_id"]), []).append(str(row["name"]))
    return found


def parts(text: Text, frames: Mapping[str, pd.DataFrame], runs: Mapping[tuple[str, str, str], Run]) -> Iterator[Part]:
    """Yield the parts of statements, events, citations and Table 1, with what may show each; none of a row whose words have no run.

    runs: those of printed cells, by file, row and column.
    """
    words = lexicon(frames, languages_of(frames["raw_documents"]).get(text.document_id))
    mine = {name: frame[frame["document_id"] == text.document_id] for name, frame in frames.items() if "document_id" in frame}
    numbers = mine["raw_numbers"]
    cited = numbers[numbers["disposition"].isin(OF_CITATIONS)]
    dates_cited = [(int(line), int(start)) for line, start in zip(cited["line"], cited["char_start"], strict=True)]
    for row in mine["raw_statements"].dropna(subset="first_line").to_dict("records"):
        yield from _of_statement(text, row, words, runs, dates_cited)
    tellings = mine["raw_event_tellings"].dropna(subset="first_line").astype({"telling_no": "int64"}).sort_values("telling_no")
    for row in mine["raw_events"].to_dict("records"):
        told = tellings[tellings["event_id"] == row["event_id"]]
        if len(told):
            yield from _of_event(text, row, told, words, runs)
    for row in mine["raw_citations"].to_dict("records"):
        yield from _of_citation(text, row, runs)
    yield from _of_comparison(text, mine["raw_molecule_comparison"], mine["raw_layout"])


def _of_statement(
    text: Text, row: Row, words: Lexicon, runs: Mapping[tuple[str, str, str], Run], cited: list[tuple[int, int]]
) -> Iterator[Part]:
    """Yield the parts of a statement. cited: where numbers of sources begin that the document cites; no year of a figure is there."""
    record = f"{row['document_id']}|{row['statement_id']}"
    near = runs.get(("statements", record, "printed"))
    if near is None:
        return
    first, last = _lines(row, "context_first_line", "context_last_line")
    numbers = list(_numbers(text, row, record, near, words.get(("unit_id", str(row["unit_id"])), [])))
    yield from numbers
    if not any(part.column == "unit_id" for part in numbers):
        yield Part("statements", record, "unit_id", heads_of(text, row, words, first, last), near)
    listed = words.get(("qualifier", str(row["qualifier"])), [])
    yield Part("statements", record, "qualifier", _all(text, listed, near.line, near.end_line), near)
    for column, kind in (
        ("geography_id", "geography_id"),
        ("reference_geography_id", "geography_id"),
        ("organisation_id", "organisation_id"),
        ("counterparty_id", "organisation_id"),
    ):
        found = _all(text, words.get((kind, str(row[column])), []), first, last)
        yield Part("statements", record, column, found, near, _outside_names(text, found, words) if kind == AREA else ())
    yield Part("statements", record, "status", _all(text, words.get(("status", str(row["status"])), []), first, last), near)
    for column in ("period_start", "period_end"):
        if not pd.isna(row[column]):
            found = _dates(text, words, str(row[column]), first, last)
            own = [run for run in found if not any(run[:2] <= place <= run[2:] for place in cited)]
            yield Part("statements", record, column, own, near)


def _numbers(text: Text, row: Row, record: str, near: Run, units: list[str]) -> Iterator[Part]:
    """Yield the number of a value, or the two ends of a range, and its unit: what follows the number, or the words for its unit that stand
    before it and not after it; the whole where it is in words."""
    printed = str(row["printed"])
    tokens = [match for match in NUMBER.finditer(printed) if not printed[match.end() : match.end() + 1].isalpha()]
    columns = ["value_low", "value_high"] if pd.isna(row["value"]) else ["value"]
    if len(tokens) != len(columns):
        tokens = []
    for number, column in enumerate(columns):
        sought = tokens[number][0] if tokens else printed
        yield Part("statements", record, column, _within(places_of(text, sought, near.line, near.end_line), near), near)
    unit = printed[tokens[-1].end() :].strip() if tokens else printed
    ahead = [form for form in units if form in printed.lower() and form not in unit.lower()]
    if tokens and ahead and not any(form in unit.lower() for form in units):
        start = printed.lower().index(ahead[0])
        unit = printed[start : start + len(ahead[0])]
    if unit:
        yield Part("statements", record, "unit_id", _within(places_of(text, unit, near.line, near.end_line), near), near)


def _of_event(text: Text, row: Row, told: pd.DataFrame, words: Lexicon, runs: Mapping[tuple[str, str, str], Run]) -> Iterator[Part]:
    """Yield the ends of an event's date, in the first telling that prints one, and its place, around the first telling."""
    record = f"{row['document_id']}|{row['event_id']}"
    keys = [f"{row['event_id']}|{row['document_id']}|{number}" for number in told["telling_no"]]
    near = runs.get(("event_tellings", keys[0], "printed"))
    if near is None:
        return
    date = next((runs[cell] for key in keys if (cell := ("event_tellings", key, "date_printed")) in runs), None)
    for column in ("date_start", "date_end"):
        if date and not pd.isna(row[column]):
            found = _within(_dates(text, words, str(row[column]), date.line, date.end_line), date)
            yield Part("events", record, column, found or [date], date)
    places = words.get(("geography_id", str(row["geography_id"])), [])
    found = _all(text, places, near.line - NEAR, near.end_line + NEAR)
    yield Part("events", record, AREA, found, near, _outside_names(text, found, words))


def _of_citation(text: Text, row: Row, runs: Mapping[tuple[str, str, str], Run]) -> Iterator[Part]:
    """Yield author, year and suffix of a citation, which are parts of one printed cell."""
    record = f"{row['document_id']}|{row['citation_no']}"
    whole, match = runs.get(("citations", record, "printed")), re.match(CITATION, str(row["printed"]))
    if whole is None or not match:
        return
    for run in _within(places_of(text, match["author"], whole.line, whole.end_line), whole)[:1]:
        yield Part("citations", record, "author", [run], whole)
    year, letter = match["year"] or "", match["letter"] or match["dash"] or ""
    end = f"{year}{letter}" if year else f"d.-{letter}"
    for run in _within(places_of(text, end, whole.line, whole.end_line), whole)[-1:] if year or letter else []:
        if year:
            yield Part("citations", record, "year", [Run(run.line, run.char_start, run.line, run.char_start + len(year) - 1)], whole)
        if letter:
            yield Part("citations", record, "suffix", [Run(run.end_line, run.char_end, run.end_line, run.char_end)], whole)


def _of_comparison(text: Text, comparison: pd.DataFrame, layout: pd.DataFrame) -> Iterator[Part]:
    """Yield the heads of the columns of Table 1: two classes, and under each the two sides."""
    header = layout[(layout["table_file"] == "molecule_comparison") & (layout["kind"] == "header")]
    if header.empty:
        return
    first, last = _lines(header.iloc[0].to_dict(), "first_line", "last_line")
    heads = {"small_molecules": "Petites molécules", "biologics": "Molécules Biologiques"}
    sides = {"advantages": "Avantages", "drawbacks": "Inconvénients"}
    for row in comparison.to_dict("records"):
        record, kind = f"{row['document_id']}|{row['row_no']}", str(row["molecule_class"])
        head = places_of(text, heads[kind], first, last)
        yield Part("molecule_comparison", record, "molecule_class", head, head[0])
        for column in [sides[str(row["side"])]] if row["side"] in sides else []:
            found = places_of(text, column, first, last)
            yield Part("molecule_comparison", record, "side", [found[list(heads).index(kind)]], head[0])


def _dates(text: Text, words: Lexicon, date: str, first: int, last: int) -> list[Run]:
    """Return where a day, month or year is printed: with as much of it as is printed together, at least its year."""
    year, month, day = (*date.split("-"), "", "")[:3]
    names = words.get(("month", str(int(month))), []) if month else []
    months = [f"{name}{joiner}{year}" for name in names for joiner in JOINERS]
    days = [f"{int(day)} {form}" for form in months] if day else []
    forms = [*days, *months, year]
    return next((found for form in forms if (found := places_of(text, form, first, last))), [])


def _all(text: Text, words: list[str], first: int, last: int) -> list[Run]:
    return sorted({run for form in words for run in places_of(text, form, first, last)})


def _outside_names(text: Text, runs: list[Run], words: Lexicon) -> list[Run]:
    """Return those of the runs that are no part of the name of an organisation, such as européenne in Commission européenne."""
    names = {name for (column, _), forms in words.items() if column == ORGANISATION for name in forms}
    return [run for run in runs if not any(_within([run], whole) for whole in _around(text, run, names))]


def _around(text: Text, run: Run, names: set[str]) -> list[Run]:
    """Return where names that contain the words of a run are printed, on its lines and those beside them."""
    word = text_of(text, run)
    return [found for name in names if word in name for found in places_of(text, name, run.line - NEXT, run.end_line + NEXT)]


def _within(runs: list[Run], whole: Run) -> list[Run]:
    return [run for run in runs if (run.line, run.char_start) >= whole[:2] and (run.end_line, run.char_end) <= whole[2:]]


def _lines(row: Row, first: str, last: str) -> tuple[int, int]:
    return int(str(row[first])), int(str(row[last]))
