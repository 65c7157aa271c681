"""What document.yaml says of a document against its text: its number of lines, its year and its licence.

Belongs here: facts of the document as a whole. Does not belong here: its institution, which has a printed text and a line like any other
cell (`document.py`).
"""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, Row
from pipeline.raw.reading_words import Lexicons
from pipeline.verify.places import places_of
from pipeline.verify.text import Text, as_prose
from schemas.documents import RawDocuments

DOCUMENTS = describe(RawDocuments)
NOT_STATED = "not stated"
# Dispositions of numbers that are not about the document itself.
OF_CONTENTS = ("datum", "event", "statement_span", "rate_base", "citation", "footnote", "address")
# What makes the name of a licence longer: a version after it.
VERSION = re.compile(r"\s*[vV]?\d")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}(?![0-9])")
Fault = tuple[str, str]


def fact_problems(text: Text, mine: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each fact of a document that its text does not print, and that is no exception."""
    exceptions = Exceptions(frames["raw_reading_exceptions"])
    remedy = (
        f"correct document.yaml, or give the reason in {EXCEPTIONS} of the document: table_name documents, record_id {text.document_id}"
    )
    return [
        locate(mine, DOCUMENTS, pd.Series(row), column, row[column], expected, remedy)
        for row in mine.to_dict("records")
        for column, expected in _faults(text, row, frames)
        if not exceptions.allow(row, DOCUMENTS, column)
    ]


def line_count_problems(text: Text, mine: pd.DataFrame) -> list[Problem]:
    """Return a problem where the number of lines is not that of the text."""
    count = str(len(text.lines))
    expected = f"{count}, the number of lines of the text; a last line without a line feed counts, which `wc -l` leaves out"
    wrong = mine[mine["line_count"].isna() | (mine["line_count"] != count)]
    remedy = "correct line_count in document.yaml"
    return [locate(mine, DOCUMENTS, row, "line_count", row["line_count"], expected, remedy) for _, row in wrong.iterrows()]


def _faults(text: Text, row: Row, frames: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    numbers = frames["raw_numbers"]
    own = numbers[(numbers["document_id"] == text.document_id) & ~numbers["disposition"].isin(OF_CONTENTS)]
    if not pd.isna(row["year"]) and row["year"] not in set(own["token"]):
        yield "year", "a year that the text prints as its own: a number that numbers.csv has with the disposition name, heading or caption"
    cited = frames["raw_citations"]
    years = YEAR.findall(" ".join(cited.loc[cited["document_id"] == text.document_id, "printed"]))
    if not pd.isna(row["year"]) and max(years, default="") > str(row["year"]):
        yield "year", f"a year not before {max(years)}, that of a source which the document cites"
    licence = str(row["licence"])
    if licence != NOT_STATED and not _prints_licence(text, licence):
        yield "licence", f"a licence that the text prints, with its version, or {NOT_STATED!r}"
    if licence == NOT_STATED:
        words = Lexicons(frames).of("licence", None).found(as_prose(text, 1, len(text.lines)))
        yield from (("licence", f"the licence of which the text prints {found.words!r}") for found in words[:1])


def _prints_licence(text: Text, licence: str) -> bool:
    """Return whether a text prints the whole name of a licence: no version follows."""
    runs = places_of(text, licence, 1, len(text.lines), within_words=False)
    return any(not VERSION.match(text.unfolded[run.end_line - 1][run.char_end :]) for run in runs)
