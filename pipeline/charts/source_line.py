"""The source line of a chart: the documents that its rows come from, and where in them."""

import pandas as pd

from pipeline.charts.language import Language, labels
from pipeline.charts.texts import say


def source(rows: pd.DataFrame, documents: pd.DataFrame, language: Language, place: str) -> str:
    """Return the source line of rows that have a document_id; `place` is said already."""
    return say("source", language, documents=document_names(rows, documents, language), place=place)


def source_of_texts(rows: pd.DataFrame, documents: pd.DataFrame, language: Language, place: str) -> str:
    """Return the source line of a chart of `rows_from_texts`, with how many of the rows that leaves out, and of which documents."""
    from_texts = rows_from_texts(rows, documents)
    line, rest = source(from_texts, documents, language, place), rows.drop(from_texts.index)
    if rest.empty:
        return line
    return say("source.rest", language, source=line, n=len(rest), documents=document_names(rest, documents, language))


def document_names(rows: pd.DataFrame, documents: pd.DataFrame, language: Language) -> str:
    """Return the names of the documents of rows, as one text."""
    return " ; ".join(labels(documents, "document_id", language).loc[sorted(rows["document_id"].unique())])


def rows_from_texts(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of documents that have a text, for a chart that speaks of what the text says: web pages are left out."""
    return rows[rows["document_id"].isin(documents.loc[documents["line_count"].notna(), "document_id"])]
