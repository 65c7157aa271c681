"""The source line of a chart: the documents that its rows come from, and where in them."""

import pandas as pd

from pipeline.charts.language import Language, labels
from pipeline.charts.texts import say


def source(rows: pd.DataFrame, documents: pd.DataFrame, language: Language, place: str) -> str:
    """Return the source line of rows that have a document_id; `place` is said already."""
    return say("source", language, documents=names(rows, documents, language), place=place)


def source_of_texts(rows: pd.DataFrame, documents: pd.DataFrame, language: Language, place: str) -> str:
    """Return the source line of a chart of `of_texts`, with how many of the rows that leaves out, and of which documents."""
    told = of_texts(rows, documents)
    line, rest = source(told, documents, language, place), rows.drop(told.index)
    return say("source.rest", language, source=line, n=len(rest), documents=names(rest, documents, language)) if len(rest) else line


def names(rows: pd.DataFrame, documents: pd.DataFrame, language: Language) -> str:
    """Return the names of the documents of rows."""
    return " ; ".join(labels(documents, "document_id", language).loc[sorted(rows["document_id"].unique())])


def of_texts(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of documents that have a text, for a chart that speaks of what the text says: web pages are told apart from it."""
    return rows[rows["document_id"].isin(documents.loc[documents["line_count"].notna(), "document_id"])]
