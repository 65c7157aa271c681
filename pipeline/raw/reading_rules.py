"""What the statements of a document must keep together with the words that they print, known without the document.

Belongs here: the number against its digits, the unit and the qualifier against the printed words. Does not belong here: what the lines
around a statement say (`pipeline/verify/readings.py`), and the runs of spans.csv (`span_rules.py`).
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, Row, record_of
from pipeline.raw.reading_values import values_printed, with_sign
from pipeline.raw.reading_words import Lexicons
from schemas.observations import RawStatements

STATEMENTS = describe(RawStatements)
VALUES = ("value", "value_low", "value_high")
UNQUALIFIED = ("exact", "range")
SHARE, PERCENT, WHOLE = "share", "percent", Decimal(100)
WITH_REASON = f"or give the reason for this value in {EXCEPTIONS} of the document"
Fault = tuple[str, str]


def languages_of(raw_documents: pd.DataFrame) -> dict[str, str | None]:
    """Return the language of each document; None where it has several or none is known."""
    rows = zip(raw_documents["document_id"], raw_documents["language"], strict=True)
    return {document: None if pd.isna(language) else str(language) for document, language in rows}


def quantity_kinds(raw_indicators: pd.DataFrame) -> dict[str, str]:
    """Return the kind of quantity of each indicator."""
    return dict(zip(raw_indicators["indicator_id"], raw_indicators["quantity_kind"], strict=True))


def values_are_printed(
    raw_statements: pd.DataFrame,
    raw_spans: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_indicators: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """Each value, and each end of a range, is that of the digits or number words of its printed text, times the factor that is printed
    there or, by its run of spans.csv, with the unit in the head of its table; a growth is below zero where the printed words say so."""
    words, languages = Lexicons({"raw_reading_words": raw_reading_words}), languages_of(raw_documents)
    units = raw_spans[(raw_spans["table_name"] == "statements") & (raw_spans["column_name"] == "unit_id")]
    heads = dict(zip(units["record_id"], units["printed"], strict=True))
    kinds = quantity_kinds(raw_indicators)

    def faults(row: Row) -> Iterator[Fault]:
        printed, language = str(row["printed"]), languages.get(str(row["document_id"]))
        head = str(heads.get(record_of(row, STATEMENTS), ""))
        values = values_printed(printed, words, language, head)
        stated = with_sign(values, kinds.get(str(row["indicator_id"]), ""), printed, words, language)
        shown = ", ".join(f"{value.normalize():f}" for value in sorted(stated)) or "no number"
        for column in VALUES:
            if not pd.isna(row[column]) and Decimal(str(row[column])) not in stated:
                yield column, f"the number of its printed text {printed!r} times the factor there: {shown}"

    counted = raw_statements["value_basis"] != "printed"
    remedy = (
        "correct the value or the printed text, which must hold the word for a decrease, too (fell by 3%); add missing number words, "
        "factors or words for a decrease to raw/reference/reading_words.csv, run make draft-spans DOCUMENT=path/to/document.txt where the "
        "head of a table has the factor"
    )
    return problems_of_rows(raw_statements[~counted], faults, raw_reading_exceptions, remedy)


def words_agree_with_codes(
    raw_statements: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_indicators: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """The words that a statement prints for a unit or a qualifier are those of its codes, each qualifier but exact has its word, and no
    share is above 100 percent."""
    words, languages = Lexicons({"raw_reading_words": raw_reading_words}), languages_of(raw_documents)
    kinds = quantity_kinds(raw_indicators)

    def faults(row: Row) -> Iterator[Fault]:
        language = languages.get(str(row["document_id"]))
        yield from _unit_faults(row, words, language)
        yield from _qualifier_faults(row, words, language)
        if row["unit_id"] == PERCENT and kinds.get(str(row["indicator_id"])) == SHARE:
            ends = {column: Decimal(str(row[column])) for column in VALUES if not pd.isna(row[column])}
            yield from ((column, "a share, from 0 to 100 percent") for column, value in ends.items() if not 0 <= value <= WHOLE)

    remedy = "correct the code or the printed text, add the words to raw/reference/reading_words.csv"
    return problems_of_rows(raw_statements, faults, raw_reading_exceptions, remedy)


def problems_of_rows(
    rows: pd.DataFrame, faults: Callable[[Row], Iterator[Fault]], raw_reading_exceptions: pd.DataFrame, remedy: str
) -> list[Problem]:
    """Return a problem for each fault of a printed statement that is no exception."""
    exceptions = Exceptions(raw_reading_exceptions)
    found = [
        locate(rows, STATEMENTS, pd.Series(row), column, row[column], expected, f"{remedy}, {WITH_REASON}")
        for row in rows[rows["printed"].notna()].to_dict("records")
        for column, expected in faults(row)
        if not exceptions.allow(row, STATEMENTS, column)
    ]
    return list(dict.fromkeys(found))  # statements of one row of area_figures.csv have some faults in common


def _unit_faults(row: Row, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """A unit that is printed is that of the row."""
    for found in words.of("unit", language).found(str(row["printed"])):
        if row["unit_id"] not in found.codes:
            yield "unit_id", f"{' or '.join(sorted(found.codes))}, which {found.words!r} stands for in {row['printed']!r}"
            return


def _qualifier_faults(row: Row, words: Lexicons, language: str | None) -> Iterator[Fault]:
    """A qualifier that is printed is that of the row, and that of the row is printed. Ends of a range may stand without a word."""
    found = [one for one in words.of("qualifier", language).found(str(row["printed"])) if one.codes != {"range"}]
    codes = {code for one in found for code in one.codes}
    if codes and row["qualifier"] not in codes | {"range"}:
        said = ", ".join(repr(one.words) for one in found)
        yield "qualifier", f"{' or '.join(sorted(codes))}, which {said} stands for in {row['printed']!r}"
    elif not codes and row["qualifier"] not in UNQUALIFIED:
        yield "qualifier", f"exact, since {row['printed']!r} has no word that qualifies it"
