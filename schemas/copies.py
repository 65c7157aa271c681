"""Columns of views that show a column of a table as it is: described there, once.

Belongs here: the copy. Does not belong here: columns that a view makes itself; those are written with `field`.
"""

from typing import Any

import pandera.pandas as pa

from schemas.codes import codes_of


def copied(home: type[pa.DataFrameModel], column: str, *, null_means: str | None = None) -> Any:
    """Make the field of a view's column from that of a table's column, which it is derived from.

    null_means: what null means in the view, where that is not what it means in the table: for a row that the view joins, or does not find.
    Raises KeyError where the table has no such column.
    """
    schema = home.to_schema()
    known = schema.columns[column]
    own = {"derived_from": [f"{schema.name}.{column}"], "formula": None, "references": None, "lines": []}
    meaning = null_means or known.metadata["null_means"]
    codes = known.metadata["codes"]
    return pa.Field(
        nullable=bool(meaning),
        description=known.description,
        metadata=known.metadata | own | {"null_means": meaning},
        isin=codes_of(codes) if codes else None,
    )
