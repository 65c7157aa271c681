"""One event from what several documents say of it, and where they contradict each other.

Belongs here: the order of documents, the choice of what is published of an event, and the flags of amounts and dates that cannot all be
right. Does not belong here: who took part and how an event is shown (`events.py`).

Documents come in the order of their earliest years, those without one last. An event has happened if any document says so: a plan that is
carried out later is no contradiction. Of the documents that tell it with that status, the first one gives the amount and the one that
knows it best gives the date: "February 2021" of one and "2021" of another is February 2021.
"""

import pandas as pd

from pipeline.core.days import first_days, last_days

SAID = ["date_start", "date_end", "date_precision"]
STATUS = ["occurred", "planned", "target"]  # the one that holds where documents differ comes first
PRECISION = ["day", "month", "half_year", "year", "decade", "period", "none"]  # finest first
LAST_YEAR = 9999


def in_order(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return rows of documents in the order of the documents: by earliest year, those without one last, then by identifier; within a
    document as they are."""
    ordered = documents.assign(order=documents["earliest_year"].astype("Int64").fillna(LAST_YEAR)).sort_values(["order", "document_id"])
    places = pd.Series(range(len(ordered)), index=ordered["document_id"])
    return rows.sort_values("document_id", key=lambda column: column.map(places), kind="stable", ignore_index=True)


def one_event_each(raw_events: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return each event once: the columns of raw_events with the dates as days; document_id is the document that tells it first.

    dated_by and stated_by: the documents that give its date and its amount; null where none does.
    """
    rows = in_order(raw_events, documents)
    rows = rows.assign(
        date_start=first_days(rows["date_start"]),
        date_end=last_days(rows["date_end"]),
        standing=rows["status"].map({status: rank for rank, status in enumerate(STATUS)}),
        fineness=rows["date_precision"].map({precision: rank for rank, precision in enumerate(PRECISION)}),
    )
    told = rows.drop_duplicates("event_id")[["event_id", "document_id", "event_type", "label_en", "label_fr", "note_en", "source_line"]]
    standing = rows.sort_values("standing", kind="stable")
    holding = standing[standing["standing"] == standing.groupby("event_id")["standing"].transform("min")]
    dated = holding.sort_values("fineness", kind="stable").drop_duplicates("event_id").rename(columns={"document_id": "dated_by"})
    stated = standing[standing["statement_id"].notna()].drop_duplicates("event_id").rename(columns={"document_id": "stated_by"})
    parts = [dated[["event_id", "status", "dated_by", *SAID]], stated[["event_id", "stated_by", "statement_id"]]]
    given = [standing.loc[standing[name].notna(), ["event_id", name]] for name in ("target_year", "geography_id")]
    parts += [rows.drop_duplicates("event_id") for rows in given]
    for part in parts:
        told = told.merge(part, on="event_id", how="left")
    return told


def said_apart(said: pd.DataFrame, alike: list[str]) -> pd.DataFrame:
    """Return the pairs of what two documents say of one event whose ranges do not meet, the first of each event with the others.

    said: rows in the order of documents, with event_id, document_id, and the range from `low` to `high`, a null end being open. alike:
    the columns in which two rows must agree to be compared. Columns of the other row end in _other.
    """
    first = said.drop_duplicates(["event_id", *alike])
    pairs = first.merge(said, on=["event_id", *alike], suffixes=("", "_other"))
    pairs = pairs[pairs["document_id"] != pairs["document_id_other"]]
    ends = {name: pairs[name].astype("object") for name in ("low", "high", "low_other", "high_other")}
    below, above = _before(ends["high"], ends["low_other"]), _before(ends["high_other"], ends["low"])
    return pairs[below | above]


def _before(ends: pd.Series, starts: pd.Series) -> pd.Series:
    pairs = zip(ends, starts, strict=True)
    return pd.Series([bool(pd.notna(end) and pd.notna(start) and end < start) for end, start in pairs], index=ends.index, dtype="bool")
