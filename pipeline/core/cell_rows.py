"""The cells of many tables as the rows of one: each filled cell with the identifier of its row, its text, and the lines or page of it.

Tables of a few dozen rows are many here, and a step of pandas costs as much for one of them as for all: so the cells of all tables are
stacked first, and joined once. Belongs here: stacking. Does not belong here: which cells have provenance (`provenance.py`), or where they
are printed (`spans.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.contract.check import RECORD_ID_SEPARATOR
from pipeline.raw.cells import pieces

URL = ["source_url", "source_url_kind"]
ENDS = ["first_line", "last_line"]
Texts = NDArray[np.object_]


class Cells:
    """The columns of tables as arrays of texts, null as None, each made once."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames
        self._texts: dict[tuple[str, str], Texts] = {}
        self._ids: dict[tuple[str, tuple[str, ...]], Texts] = {}

    def texts(self, table: str, column: str) -> Texts:
        """Return a column as texts; one of nulls where the table has no such column."""
        asked = table, column
        if asked not in self._texts:
            frame = self.frames[table]
            known = frame[column].astype("str").to_numpy(object, na_value=None) if column in frame else np.full(len(frame), None)
            self._texts[asked] = known
        return self._texts[asked]

    def ids(self, table: str, columns: Sequence[str]) -> Texts:
        """Return the identifier of each row by some columns, as `record_ids` does; None where one of them is empty."""
        asked = table, tuple(columns)
        if asked not in self._ids:
            self._ids[asked] = joined([self.texts(table, column) for column in columns])
        return self._ids[asked]


def joined(columns: Sequence[Texts]) -> Texts:
    """Return the texts of each row as one identifier; None where one of them is None."""
    rows = zip(*columns, strict=True)
    found = [None if None in row else RECORD_ID_SEPARATOR.join(row) for row in rows]
    return np.array([*found, None], dtype=object)[:-1]  # an empty list, too, becomes an array of objects


def stacked(parts: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the parts below each other: the rows of each are the filled texts of its column `text`. A value stands for all its rows."""
    kept: dict[str, list[Texts]] = {name: [np.array([], dtype=object)] for name in columns}
    for part in parts:
        filled = np.flatnonzero(pd.notna(part["text"]))
        for name in columns:
            value = part[name]
            kept[name].append(value[filled] if isinstance(value, np.ndarray) else np.full(len(filled), value, dtype=object))
    return pd.DataFrame({name: pd.Series(np.concatenate(arrays), dtype=object) for name, arrays in kept.items()})


def fragments(parts: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the parts, which say in `lines` the lines of each text or in ENDS its first and last line, as one row for each fragment of a
    text: the columns, text, item_no, first_line and last_line."""
    names = [*columns, "text", "lines", *ENDS]
    rows = stacked(({**dict.fromkeys(("lines", *ENDS)), **part} for part in parts), names)
    is_listed = rows["lines"].notna()
    listed = pieces(rows[is_listed], "text", "lines")
    whole = rows[~is_listed].assign(item_no=1)
    found = pd.concat([listed, whole], ignore_index=True)[[*columns, "text", "item_no", *ENDS]]
    return found.assign(**{name: pd.to_numeric(found[name]).astype("Int64") for name in ENDS})
