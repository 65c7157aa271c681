"""What a schema demands, as types: one for each kind of constraint, whatever library checks it and whatever language tells it.

Belongs here: the kinds of constraints. Does not belong here: reading them from a schema (`tables.py`), putting them into words
(`words.py`), or writing them for a program (`duckdb.py`, `pipeline/describe/datapackage.py`). Each of these names every kind in a
`match`, so that the type checker refuses a kind that one of them leaves out.
"""

from dataclasses import dataclass
from typing import NamedTuple


class ColumnRef(NamedTuple):
    """A column of a named table; as text it is "table.column"."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"

    @classmethod
    def parse(cls, text: str) -> "ColumnRef":
        """Return the column that a text such as "units.unit_id" names; ValueError where it is not of this form."""
        table, column = text.split(".")
        return cls(table, column)


# What holds for one cell.


@dataclass(frozen=True)
class Filled:
    """The cell may not be empty."""


@dataclass(frozen=True)
class OneOf:
    """The value is one of these codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Matches:
    """The text matches a regular expression."""

    pattern: str


@dataclass(frozen=True)
class Range:
    """The number lies between two ends, both included; None is no end."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class NumericText:
    """The text, read as a number, lies between two ends, both included."""

    low: float
    high: float


@dataclass(frozen=True)
class InCodeList:
    """The value is a code of one of these lists of `concepts`."""

    lists: tuple[str, ...]


# What holds for the cells of a row together, or for rows together.


@dataclass(frozen=True)
class Unique:
    """No two rows have the same values in these columns, which are the table's key."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class ForeignKey:
    """Columns of a table together point to the columns `target_columns` of `target`.

    lists: for a coded column, the code lists of `concepts` that the row it points to belongs to.
    """

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    lists: tuple[str, ...] = ()

    @property
    def points_to(self) -> str:
        """The columns that it points to, as words: "units.unit_id"."""
        return f"{self.target}.{', '.join(self.target_columns)}"


@dataclass(frozen=True)
class Locator:
    """Each row has either all of its line numbers or an address, and not both."""

    lines: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class ExactlyOne:
    """Of two columns exactly one is filled."""

    one: str
    other: str


@dataclass(frozen=True)
class ValueOrRange:
    """Each row has a value and no ends; or its qualifier is that of a range, and it has both ends, in order, and no value."""

    value: str
    low: str
    high: str
    qualifier: str


@dataclass(frozen=True)
class MatchesWhere:
    """The text of a column matches a regular expression in each row in which the column `where` has one of these codes."""

    column: str
    where: str
    codes: tuple[str, ...]
    pattern: str


ValueConstraint = OneOf | Matches | Range | NumericText
CellConstraint = Filled | ValueConstraint | InCodeList
RowConstraint = Locator | ExactlyOne | ValueOrRange | MatchesWhere
Constraint = CellConstraint | Unique | ForeignKey | RowConstraint
