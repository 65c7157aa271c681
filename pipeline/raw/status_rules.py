"""Statuses and bases against other tables: what is said to have happened, to hold, to be counted, or to be an exception.

Belongs here: a value against the event that it is the amount of, a tie against later ties, a counted value against its printed text, and an
exception against the cell that it is about. Does not belong here: what the words of a row say of its own terms (`wording_rules.py`).
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.raw.reading_exceptions import EXCEPTIONS, Exceptions, record_of
from pipeline.raw.reading_rules import VALUES, languages_of
from pipeline.raw.reading_values import values_printed
from pipeline.raw.reading_words import Lexicons
from schemas.events import RawEvents
from schemas.observations import RawStatements
from schemas.relations import RawRelations

FACT, OCCURRED = "fact", "occurred"
COUNTED = "counted"
CURRENT, FORMER, PURCHASE = "current", "former", "acquired_by"
BY_REASON = f"or give the reason for this value in {EXCEPTIONS} of the document"
WITH_CELLS = (describe(RawStatements), describe(RawEvents), describe(RawRelations))


def amounts_have_the_status_of_their_event(raw_statements: pd.DataFrame, raw_events: pd.DataFrame) -> list[Problem]:
    """The amount of an event that occurred is a fact, and that of one that is planned or aimed at is a target."""
    stated = raw_events.dropna(subset="statement_id")
    statuses = dict(zip(zip(stated["document_id"], stated["statement_id"], strict=True), stated["status"], strict=True))
    keys = list(zip(raw_statements["document_id"], raw_statements["statement_id"], strict=True))
    facts = (raw_statements["status"] == FACT).tolist()
    wrong = raw_statements[[key in statuses and (statuses[key] == OCCURRED) != fact for key, fact in zip(keys, facts, strict=True)]]

    def expected(row: pd.Series) -> str:
        status = statuses[row["document_id"], row["statement_id"]]
        return f"{FACT if status == OCCURRED else 'target'}: it is the amount of an event that events.csv has as {status}"

    return problems_of(wrong, "raw_statements", "status", expected, "correct the status here or that of the event")


def counted_values_are_not_printed(
    raw_statements: pd.DataFrame, raw_documents: pd.DataFrame, raw_reading_words: pd.DataFrame
) -> list[Problem]:
    """A value that was counted from a list is none that the printed text states."""
    words, languages = Lexicons({"raw_reading_words": raw_reading_words}), languages_of(raw_documents)
    counted = raw_statements[(raw_statements["value_basis"] == COUNTED) & raw_statements["printed"].notna()]
    stated = [
        values_printed(str(printed), words, languages.get(str(document)))
        for printed, document in zip(counted["printed"], counted["document_id"], strict=True)
    ]
    values = counted[list(VALUES)].astype("float64").to_dict("records")
    wrong = counted[[bool(set(map(float, told)) & set(row.values())) for told, row in zip(stated, values, strict=True)]]
    expected, remedy = "printed: the printed text states the value", "correct the value_basis"
    return problems_of(wrong, "raw_statements", "value_basis", expected, remedy)


def ties_that_ended_are_told_so(
    raw_relations: pd.DataFrame,
    raw_events: pd.DataFrame,
    raw_documents: pd.DataFrame,
    raw_reading_words: pd.DataFrame,
    raw_reading_exceptions: pd.DataFrame,
) -> list[Problem]:
    """A tie is former where its words say so, where a later purchase of the same organisation takes its place, or for a reason that is
    given; it is current everywhere else."""
    words, languages = Lexicons({"raw_reading_words": raw_reading_words}), languages_of(raw_documents)
    replaced, exceptions = _replaced(raw_relations, raw_events), Exceptions(raw_reading_exceptions)
    table = describe(RawRelations)
    expected = {}
    for index, row in raw_relations.iterrows():
        language = languages.get(str(row["document_id"]))
        said = {code for one in words.of("relation_status", language).found(str(row["printed"])) for code in one.codes}
        status = FORMER if index in replaced or said == {FORMER} else CURRENT
        if row["status"] != status and not exceptions.allow({str(name): value for name, value in row.items()}, table, "status"):
            expected[index] = status
    told = "{}, by its printed words and by the dates of the purchases that other rows tell"
    remedy = f"correct the status, add the words to raw/reference/reading_words.csv (relation_status), {BY_REASON}"
    wrong = raw_relations.loc[list(expected)]
    return problems_of(wrong, "raw_relations", "status", lambda row: told.format(expected[row.name]), remedy)


def _replaced(raw_relations: pd.DataFrame, raw_events: pd.DataFrame) -> set[object]:
    """Return the rows of purchases that a later purchase of the same organisation, told by the same document, takes the place of."""
    dates = raw_events[["document_id", "event_id", "date_start"]]
    bought = raw_relations[raw_relations["relation_type"] == PURCHASE].reset_index(names="row")
    dated = bought.merge(dates, on=["document_id", "event_id"]).dropna(subset="date_start")
    dated = dated.assign(year=dated["date_start"].str.slice(0, 4))
    last = dated.groupby(["document_id", "subject_name"])["year"].transform("max")
    return set(dated.loc[dated["year"] < last, "row"])


def exceptions_are_about_their_cells(
    raw_reading_exceptions: pd.DataFrame, raw_statements: pd.DataFrame, raw_events: pd.DataFrame, raw_relations: pd.DataFrame
) -> list[Problem]:
    """The cell of an exception has the value that it gives the reason for."""
    frames = zip(WITH_CELLS, (raw_statements, raw_events, raw_relations), strict=True)
    rows: dict[tuple[object, str, str], Mapping[str, object]] = {
        (row["document_id"], table.name.removeprefix("raw_"), record_of(row, table)): row
        for table, frame in frames
        for row in frame.astype("object").to_dict("records")
    }
    files = {table.name.removeprefix("raw_") for table in WITH_CELLS}

    def found(row: pd.Series) -> str | None:
        cell = rows.get((row["document_id"], row["table_name"], row["record_id"]), {}).get(row["column_name"])
        return None if cell is None or pd.isna(cell) else str(cell)

    mine = raw_reading_exceptions[raw_reading_exceptions["table_name"].isin(files)]
    wrong = mine[[found(row) != row["value"] for _, row in mine.iterrows()]]

    def expected(row: pd.Series) -> str:
        return (
            f"the value of {row['column_name']} in the row {row['record_id']} of {row['table_name']}.csv, which is {found(row) or 'empty'}"
        )

    return problems_of(wrong, "raw_reading_exceptions", "value", expected, "correct that cell, or delete the exception")
