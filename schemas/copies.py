"""Columns that have the values of another table's column: their words stand there, once.

Belongs here: copying what is known of a column. Does not belong here: columns that a table makes itself; those are written with `field`.
"""

from collections.abc import Sequence
from typing import Any

import pandera.pandas as pa

from schemas.fields import field

_SAME = ("label_fr", "null_means", "unit", "codes", "scheme")


def copied(table: type[pa.DataFrameModel], column: str, *, also_from: str | Sequence[str] = (), **own: Any) -> Any:
    """Make the field of a table's column that has the values of a column of another table, from which it is then derived.

    also_from: "table.column" names of what else it is made from, where it is not always a copy.
    own: what differs, by the names that `field` takes: a reference, a unit, what null means (None where no cell is empty) ...
    What the source says of its lines and its formula is about the source, and stays there. A reference to a raw table becomes one to the
    published table of the same name. Raises KeyError where the source has no such column.
    """
    known = table.to_schema().columns[column].metadata
    references = known["references"] and known["references"].removeprefix("raw_")
    words = _words(table, column)
    sources = [words["derived_from"], *([also_from] if isinstance(also_from, str) else also_from)]
    return field(**words | {"references": references, "derived_from": sources} | known["copied_checks"] | own)


def shown(table: type[pa.DataFrameModel], column: str, **own: Any) -> Any:
    """Make the field of a front table's column, which shows a column of a table as it is; it has none of its keys and checks but its codes.

    own: what differs, such as what null means where a query joins the row, or does not find it.
    Raises KeyError where the table has no such column.
    """
    return field(**_words(table, column) | own)


def _words(table: type[pa.DataFrameModel], column: str) -> dict[str, Any]:
    """Return what a copy says as its source does, and where it comes from."""
    schema = table.to_schema()
    known = schema.columns[column]
    same = {name: known.metadata[name] for name in _SAME}
    return {"description": known.description, "derived_from": ".".join((str(schema.name), column)), **same}
