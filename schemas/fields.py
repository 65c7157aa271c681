"""What a column is made of: its type, the patterns of text, and `field`, which takes all that is known of a column.

Belongs here: what columns are made with. Does not belong here: the words of any column. Those of one table only stand in its class, those
that several tables share in `schemas.vocabulary`, and a column that has another's values is declared as a copy with `schemas.copies`.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import pyarrow
from pandera.api.extensions import register_check_method
from pandera.typing.pandas import Series

from schemas.codes import codes_of

Text = Series[Annotated[pd.ArrowDtype, pyarrow.string()]]
Integer = Series[Annotated[pd.ArrowDtype, pyarrow.int64()]]
Float = Series[Annotated[pd.ArrowDtype, pyarrow.float64()]]
Decimal = Series[Annotated[pd.ArrowDtype, pyarrow.decimal128(24, 6)]]
Date = Series[Annotated[pd.ArrowDtype, pyarrow.date32()]]
Boolean = Series[Annotated[pd.ArrowDtype, pyarrow.bool_()]]

IDENTIFIER = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
IDENTIFIER_OR_EMPTY = r"^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)?$"
UNIT_IDENTIFIER = r"^[A-Za-z]+(?:_[A-Za-z]+)*$"
WEB_ADDRESS = r"^https?://[^\s/]+(?:/\S*)?$"
# One item of text: no spaces around it or doubled in it, and neither of the marks that join items (|) and fragments (~).
ONE_ITEM = r"^[^\s|~]+(?: [^\s|~]+)*$"
# The values of a key, joined by |; each is one item of text.
RECORD_ID = r"^[^\s|]+(?: [^\s|]+)*(?:\|[^\s|]+(?: [^\s|]+)*)*$"
ITEMS = r"^\S+(?: \S+)*$"

# How raw files, whose cells are all text, write values that are not text.
POSITIVE_INTEGER = r"^[1-9][0-9]{0,8}$"
LINE_RANGES = r"^[1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?(?: [|~] [1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?)*$"
YEAR = r"^[12][0-9]{3}$"
PARTIAL_DATE = r"^[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?$"
# As many digits as a stored decimal holds. Half of a rounding unit has one decimal more.
DECIMAL_NUMBER = r"^-?[0-9]{1,17}(?:\.[0-9]{1,6})?$"
ROUNDING_UNIT = r"^[0-9]{1,17}(?:\.[0-9]{1,5})?$"
TRUE_OR_FALSE = {"isin": ["true", "false"]}
# What these patterns mean, for messages that refuse a cell.
MEANINGS = {
    POSITIVE_INTEGER: "a whole number from 1, with at most nine digits",
    YEAR: "a year such as 2020",
    PARTIAL_DATE: "a date YYYY, YYYY-MM or YYYY-MM-DD",
    DECIMAL_NUMBER: "a number with a decimal point, with at most 17 digits before it and six after it",
    ROUNDING_UNIT: "a number from 0 with a decimal point, with at most 17 digits before it and five after it",
}


@register_check_method(statistics=["lines", "url"])
def one_locator(frame: pd.DataFrame, *, lines: Sequence[str], url: str) -> pd.Series:
    """A check for whole tables: whether each row has either all of its line numbers or an address, and not both."""
    filled = frame[list(lines)].notna()
    return (filled.all(axis=1) & frame[url].isna()) | (~filled.any(axis=1) & frame[url].notna())


@register_check_method(statistics=["low", "high"])
def number_between(texts: pd.Series, *, low: float, high: float) -> pd.Series:
    """A check for raw tables: whether a text, as a number, lies between two numbers, both included."""
    return pd.to_numeric(texts, errors="coerce").between(low, high)


def field(
    description: str,
    label_fr: str,
    *,
    null_means: str | None = None,
    unit: str | None = None,
    codes: str | None = None,
    scheme: str | None = None,
    references: str | None = None,
    derived_from: str | Sequence[str] = (),
    formula: str | None = None,
    lines: tuple[str, ...] = (),
    printed: bool = False,
    written: str | Mapping[str, Any] | None = None,
    **checks: Any,
) -> Any:
    """Make a pandera field that carries what is known of a column.

    description, label_fr: what it holds, in English; its label in French.
    null_means: what an empty cell says; without it, no cell may be empty.
    unit: unit of measurement of a number. codes: a closed list of `schemas.codes`.
    scheme: the code list of `concepts` that its values belong to, or several, joined by ' or '.
    references: "table.column" of the key that it points to.
    derived_from: "table.column" names that it is made from. formula: how, where that is more than a copy.
    lines: for text that a document prints, the columns that hold its lines (one column of line ranges, or first and last line).
    printed: whether a raw column holds text of a document, with or without lines of its own; it is then under the document's licence.
    written: how a raw file writes the value: a pattern, or checks by their names. Copies of the column have no such check; those of a
    positive integer are numbers that are 1 or more.
    checks: pandera's own (ge, le, str_matches ...), which copies of the column have too.
    """
    copied_checks = {"ge": 1} if written == POSITIVE_INTEGER else dict(checks)
    raw_checks = {"str_matches": written} if isinstance(written, str) else dict(written or {})
    metadata = {
        "label_fr": label_fr,
        "null_means": null_means,
        "unit": unit,
        "codes": codes,
        "scheme": scheme,
        "references": references,
        "derived_from": [derived_from] if isinstance(derived_from, str) else list(derived_from),
        "formula": formula,
        "lines": list(lines),
        "printed": printed,
        "copied_checks": copied_checks,
    }
    allowed: dict[str, Any] = {"isin": codes_of(codes)} if codes else {}
    return pa.Field(nullable=bool(null_means), description=description, metadata=metadata, **checks, **raw_checks, **allowed)


def columns(table: str, *names: str) -> list[str]:
    """Return columns of a table as lineage names them: "table.column"."""
    return [".".join((table, name)) for name in names]
