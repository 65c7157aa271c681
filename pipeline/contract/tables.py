"""A schema class, read once: the plain description from which all faces are made.

Belongs here: reading pandera classes. Does not belong here: any particular face.
"""

from functools import cache
from typing import Any, NamedTuple

import pandera.pandas as pa
import pyarrow

Schema = type[pa.DataFrameModel]


class Column(NamedTuple):
    """What a schema says of one column."""

    name: str
    type: pyarrow.DataType
    nullable: bool
    description: str
    label_fr: str
    null_means: str | None
    unit: str | None
    codes: str | None
    scheme: str | None
    references: str | None
    derived_from: tuple[str, ...]
    formula: str | None
    lines: tuple[str, ...]
    printed: bool
    checks: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def code_lists(self) -> tuple[str, ...]:
        """The names of the code lists that its values are codes of."""
        return (self.codes,) if self.codes else tuple(self.scheme.split(" or ")) if self.scheme else ()


class ForeignKey(NamedTuple):
    """Columns of a table that together point to the columns `target_columns` of `target`."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


class Table(NamedTuple):
    """What a schema says of a table."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...]
    checks: tuple[tuple[str, dict[str, Any]], ...]
    metadata: dict[str, Any]

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@cache
def describe(schema: Schema) -> Table:
    """Return what a schema class says of its table."""
    pandera_schema = schema.to_schema()
    columns = tuple(_column(name, column) for name, column in pandera_schema.columns.items())
    metadata = dict((schema.__config__ and schema.__config__.metadata) or {})
    single = [_single_key(column.name, column.references) for column in columns if column.references]
    joint = [ForeignKey(tuple(names), target, tuple(*other or (names,))) for names, target, *other in metadata.get("foreign_keys", [])]
    return Table(
        name=str(pandera_schema.name),
        description=" ".join((schema.__doc__ or "").split()),
        key=tuple(pandera_schema.unique or ()),
        columns=columns,
        foreign_keys=tuple(single + joint),
        checks=tuple((check.name, dict(check.statistics or {})) for check in pandera_schema.checks),
        metadata=metadata,
    )


def _single_key(name: str, references: str) -> ForeignKey:
    target, column = references.split(".")
    return ForeignKey((name,), target, (column,))


def _column(name: str, column: Any) -> Column:
    known = column.metadata
    return Column(
        name=name,
        type=column.dtype.type.pyarrow_dtype,
        nullable=column.nullable,
        description=column.description,
        label_fr=known["label_fr"],
        null_means=known["null_means"],
        unit=known["unit"],
        codes=known["codes"],
        scheme=known["scheme"],
        references=known["references"],
        derived_from=tuple(known["derived_from"]),
        formula=known["formula"],
        lines=tuple(known["lines"]),
        printed=known["printed"],
        checks=tuple((check.name, dict(check.statistics or {})) for check in column.checks),
    )


def sources(table: Table) -> list[str]:
    """Return the tables that a table is made from or points to, itself left out, in order of first mention."""
    made_from = [source.split(".")[0] for column in table.columns for source in column.derived_from]
    points_to = [key.target for key in table.foreign_keys]
    return [name for name in dict.fromkeys(made_from + points_to) if name != table.name]


def is_raw(table: Table) -> bool:
    """Return whether a table is read from files: only such a one has a place below raw/."""
    return "place" in table.metadata


def group_of(table: Table) -> str:
    """Return the group of a raw table: what documents print (raw), or what the project decides (reference)."""
    return "raw" if table.metadata["place"] == "document" else "reference"
