"""The identifier by which other tables point to a row: the values of its key, joined by "|", in the schema's order.

    thesis|6|wavre        a row of `sites`, whose key is document_id, row_no, locality_id
    thesis-exports-2020   a row of `observations`, whose key is one column

No value of a key that has several columns contains "|" (`pipeline/contract/check.py`), so that no two rows have one identifier.
"""

from collections.abc import Sequence

import pandas as pd

from pipeline.contract.check import RECORD_ID_SEPARATOR


def record_ids(frame: pd.DataFrame, key: Sequence[str]) -> pd.Series:
    """Return the identifier of each row of a frame that has the columns of its key, as text."""
    first, *others = (frame[column].astype("str") for column in key)
    return first.str.cat(others, sep=RECORD_ID_SEPARATOR).astype("object") if others else first.astype("object")
