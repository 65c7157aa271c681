"""Names as printed become organisations.

Belongs here: the join over the names of a document. Does not belong here: which name is whose: raw/reference/organisation_names.csv. A
name that stands there for nobody is refused when raw/ is read.
"""

import pandas as pd


def organisation_of(frame: pd.DataFrame, name: str, organisation_names: pd.DataFrame) -> pd.Series:
    """Return the organisation that the column `name` of each row names in its document, with the frame's index."""
    known = organisation_names.set_index(["document_id", "name"])["organisation_id"]
    asked = pd.MultiIndex.from_frame(frame[["document_id", name]])
    return pd.Series(known.reindex(asked).to_numpy(), index=frame.index, dtype=known.dtype)
