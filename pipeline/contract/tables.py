"""A schema class, read once: the typed description from which all faces are made.

Belongs here: reading pandera classes; nothing else knows how pandera stores what a schema says. Does not belong here: any particular face.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar

import pandera.pandas as pa
import pyarrow

from pipeline.contract.constraints import (
    ColumnRef,
    Constraint,
    ExactlyOne,
    Filled,
    ForeignKey,
    InCodeList,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    RowConstraint,
    Unique,
    ValueConstraint,
    ValueOrRange,
)

__all__ = ["Column", "ForeignKey", "Kind", "Schema", "Table", "describe", "group_of", "is_raw", "sources"]

Schema = type[pa.DataFrameModel]
C = TypeVar("C")


class Kind(Enum):
    """What sort of value a column holds, whatever the number of bits."""

    TEXT = "text"
    WHOLE = "whole number"
    REAL = "floating-point number"
    EXACT = "decimal number"
    DAY = "day"
    FLAG = "true or false"


ARROW_KINDS: tuple[tuple[Callable[[pyarrow.DataType], bool], Kind], ...] = (
    (pyarrow.types.is_string, Kind.TEXT),
    (pyarrow.types.is_integer, Kind.WHOLE),
    (pyarrow.types.is_floating, Kind.REAL),
    (pyarrow.types.is_decimal, Kind.EXACT),
    (pyarrow.types.is_date, Kind.DAY),
    (pyarrow.types.is_boolean, Kind.FLAG),
)


class Column(NamedTuple):
    """What a schema says of one column.

    limits: what its values must keep, in the order of the pandera checks that they are read from.
    """

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
    limits: tuple[ValueConstraint, ...]

    @property
    def kind(self) -> Kind:
        """What sort of value it holds; TypeError for an Arrow type that no face can show."""
        for holds, kind in ARROW_KINDS:
            if holds(self.type):
                return kind
        raise TypeError(f"column {self.name}: no face can show the Arrow type {self.type}; add it to ARROW_KINDS and to each face")

    @property
    def schemes(self) -> tuple[str, ...]:
        """The code lists of `concepts` that its values are codes of."""
        return tuple(self.scheme.split(" or ")) if self.scheme else ()

    @property
    def code_lists(self) -> tuple[str, ...]:
        """The names of all code lists, closed or of `concepts`, that its values are codes of."""
        return (self.codes,) if self.codes else self.schemes

    @property
    def allowed_codes(self) -> tuple[str, ...]:
        """The codes of its closed list; none where it has no such list."""
        return tuple(code for limit in self.limits if isinstance(limit, OneOf) for code in limit.codes)

    @property
    def made_from(self) -> tuple[ColumnRef, ...]:
        """The columns that it is derived from."""
        return tuple(map(ColumnRef.parse, self.derived_from))


class Table(NamedTuple):
    """What a schema says of a table.

    foreign_keys: those of one column first, in the order of the columns. row_limits: what the cells of a row must keep together; those
    that pandera checks come first, in its order. metadata: what a layer says of its own tables, such as the place of a raw one.
    validator: the pandera schema, which checks all that this description says but foreign keys and `ExactlyOne`.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...]
    row_limits: tuple[RowConstraint, ...]
    metadata: dict[str, Any]
    validator: pa.DataFrameSchema

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    def ref(self, column: Column) -> ColumnRef:
        """Return a column of this table by its table and name."""
        return ColumnRef(self.name, column.name)

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What holds for whole rows: the key, the foreign keys of several columns, and what the cells of a row keep together."""
        return (Unique(self.key), *(key for key in self.foreign_keys if len(key.columns) > 1), *self.row_limits)

    def constraints_of(self, column: Column) -> tuple[Constraint, ...]:
        """Return what holds for the cells of one column by itself."""
        filled = () if column.nullable else (Filled(),)
        unique = (Unique(self.key),) if self.key == (column.name,) else ()
        listed = (InCodeList(column.schemes),) if column.schemes else ()
        keys = (key for key in self.foreign_keys if key.columns == (column.name,))
        return (*filled, *unique, *column.limits, *listed, *keys)


@cache
def describe(schema: Schema) -> Table:
    """Return what a schema class says of its table. Raises ValueError for a pandera check that is of no known kind of constraint."""
    validator = schema.to_schema()
    columns = tuple(_column(name, column) for name, column in validator.columns.items())
    metadata = dict((schema.__config__ and schema.__config__.metadata) or {})
    return Table(
        name=str(validator.name),
        description=" ".join((schema.__doc__ or "").split()),
        key=tuple(validator.unique or ()),
        columns=columns,
        foreign_keys=(*_single_keys(columns), *_joint_keys(metadata)),
        row_limits=(
            *(_read_check(check, ROW_CHECKS, str(validator.name)) for check in validator.checks),
            *(ExactlyOne(one, other) for one, other in metadata.get("exactly_one", [])),
        ),
        metadata=metadata,
        validator=validator,
    )


def _single_keys(columns: tuple[Column, ...]) -> list[ForeignKey]:
    pointing = [(column, ColumnRef.parse(column.references)) for column in columns if column.references]
    return [ForeignKey((column.name,), target.table, (target.column,), column.schemes) for column, target in pointing]


def _joint_keys(metadata: Mapping[str, Any]) -> list[ForeignKey]:
    """Return the keys of several columns: (columns, target), with the target's columns where they have other names."""
    return [ForeignKey(tuple(names), target, tuple(*other or (names,))) for names, target, *other in metadata.get("foreign_keys", [])]


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
        limits=tuple(_read_check(check, VALUE_CHECKS, name) for check in column.checks),
    )


def _matches(pattern: Any) -> Matches:
    return Matches(str(getattr(pattern, "pattern", pattern)))


# The pandera checks that a schema may use, by name, and the constraint that the statistics of each state.
VALUE_CHECKS: dict[str, Callable[..., ValueConstraint]] = {
    "isin": lambda allowed_values: OneOf(tuple(map(str, allowed_values))),
    "str_matches": _matches,
    "greater_than_or_equal_to": lambda min_value: Range(min_value, None),
    "less_than_or_equal_to": lambda max_value: Range(None, max_value),
    "number_between": NumericText,
}
ROW_CHECKS: dict[str, Callable[..., RowConstraint]] = {
    "one_locator": lambda lines, url: Locator(tuple(lines), url),
    "value_or_range": ValueOrRange,
    "matches_where": lambda column, where, codes, pattern: MatchesWhere(column, where, tuple(codes), pattern),
}


def _read_check(check: pa.Check, known: Mapping[str, Callable[..., C]], place: str) -> C:
    name = str(check.name)
    if name not in known:
        raise ValueError(f"{place}: no face can show the check {name}; use one of {', '.join(known)}, or add a kind of constraint")
    return known[name](**(check.statistics or {}))


def sources(table: Table) -> list[str]:
    """Return the tables that a table is made from, points to, or is checked with, itself left out, in order of first mention.

    What it is only checked with is named in its metadata (`checked_with`): tables that a rule looks at.
    """
    made_from = [source.table for column in table.columns for source in column.made_from]
    points_to = [key.target for key in table.foreign_keys]
    checked_with = table.metadata.get("checked_with", [])
    return [name for name in dict.fromkeys([*made_from, *points_to, *checked_with]) if name != table.name]


def is_raw(table: Table) -> bool:
    """Return whether a table is read from files: only such a one has a place below raw/."""
    return "place" in table.metadata


def group_of(table: Table) -> str:
    """Return the group of a raw table: what documents print (raw), or what the project decides (reference)."""
    return "raw" if table.metadata["place"] == "document" else "reference"
