"""The source line of a chart: the documents that its rows come from, and where in them."""

import pandas as pd

from pipeline.charts.language import Language, labels
from pipeline.charts.texts import say


def source(rows: pd.DataFrame, documents: pd.DataFrame, language: Language, place: str) -> str:
    """Return the source line of rows that have a document_id; `place` is said already."""
    names = labels(documents, "document_id", language).loc[sorted(rows["document_id"].unique())]
    return say("source", language, documents=" ; ".join(names), place=place)


def of_texts(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of documents that have a text, for a chart that speaks of what the text says: web pages are told apart from it."""
    return rows[rows["document_id"].isin(documents.loc[documents["line_count"].notna(), "document_id"])]
