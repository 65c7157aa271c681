"""The frames of many documents in batches of some documents each, for tables whose rows are of one document at a time.

What is made of a batch needs the memory of a batch. Belongs here: dividing frames. Does not belong here: what is made of them.
"""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

DOCUMENTS_AT_ONCE = 20


def in_batches(documents: pd.Series, frames: Mapping[str, pd.DataFrame], whole: Collection[str]) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the frames for each batch of documents: of a frame with a column document_id, the rows of these documents and those of no
    document. The frames that `whole` names, and those without the column, are in each batch as they are."""
    identifiers = documents.astype("str").sort_values().tolist()
    if len(identifiers) <= DOCUMENTS_AT_ONCE:
        yield dict(frames)
        return
    for begin in range(0, len(identifiers), DOCUMENTS_AT_ONCE):
        batch = identifiers[begin : begin + DOCUMENTS_AT_ONCE]
        yield {name: frame if name in whole or "document_id" not in frame.columns else _of(frame, batch) for name, frame in frames.items()}


def _of(frame: pd.DataFrame, batch: list[str]) -> pd.DataFrame:
    return frame[frame["document_id"].isin(batch) | frame["document_id"].isna()]
