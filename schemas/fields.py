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

RANGE = "range"  # the code of the list qualifier for a value that is printed as two ends

IDENTIFIER = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
IDENTIFIER_OR_EMPTY = r"^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)?$"
UNIT_IDENTIFIER = r"^[A-Za-z]+(?:_[A-Za-z]+)*$"
# A host with a domain, a port that exists, and the characters that RFC 3986 allows but quotes: no credentials, one fragment, and no control
# character behind a percent sign.
_PORT = r":(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_IN_ADDRESS = r"(?:[A-Za-z0-9._~:/?\[\]@!$&()*+,;=-]|%(?:[2-6][0-9A-Fa-f]|7[0-9A-Ea-e]|[89A-Fa-f][0-9A-Fa-f]))*"
WEB_ADDRESS = (
    rf"^https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{{2,}}(?:{_PORT})?(?:[/?]{_IN_ADDRESS})?(?:#{_IN_ADDRESS})?$"
)
# One item of text: no spaces around it or doubled in it, and neither of the marks that join items (|) and fragments (~).
ONE_ITEM = r"^[^\s|~]+(?: [^\s|~]+)*$"
# The values of a key, joined by |; each is one item of text.
RECORD_ID = r"^[^\s|]+(?: [^\s|]+)*(?:\|[^\s|]+(?: [^\s|]+)*)*$"
ITEMS = r"^\S+(?: \S+)*$"

# How raw files, whose cells are all text, write values that are not text.
POSITIVE_INTEGER = r"^[1-9][0-9]{0,8}$"
LINE_RANGES = r"^[1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?(?: [|~] [1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?)*$"
# Years that a document of today may speak of: the dates of a biological industry, and its plans.
_YEAR = r"(?:1[5-9][0-9]{2}|20[0-9]{2}|2100)"
YEAR = rf"^{_YEAR}$"
YEARS = rf"^{_YEAR}(?: \| {_YEAR})*$"
PARTIAL_DATE = rf"^{_YEAR}(?:-[01][0-9](?:-[0-3][0-9])?)?$"
# At most 15 digits in all: what the stored decimal and the published double both hold. Half of a rounding unit has one decimal more.
_WHOLE, _BEFORE_POINT = r"(?:0|[1-9][0-9]{0,14})", r"(?:0|[1-9][0-9]{0,8})"
_POINTS = "|".join(rf"(?:0|[1-9][0-9]{{0,{14 - places}}})\.[0-9]{{{places}}}" for places in range(1, 7))
DECIMAL_NUMBER = rf"^-?(?:{_WHOLE}|{_POINTS})$"
ROUNDING_UNIT = rf"^(?:{_WHOLE}|{_BEFORE_POINT}\.[0-9]{{1,5}})$"
FACTOR = r"^(?:[1-9][0-9]{0,14}|[1-9][0-9]{0,8}\.[0-9]{1,6}|0\.[0-9]{0,5}[1-9])$"
COORDINATE = r"^-?(?:0|[1-9][0-9]{0,2})\.[0-9]{1,6}$"
TRUE_OR_FALSE = {"isin": ["true", "false"]}
# What these patterns mean, for messages that refuse a cell.
MEANINGS = {
    POSITIVE_INTEGER: "a whole number from 1, with at most nine digits",
    LINE_RANGES: "numbers of lines, such as 3674 or 3674-3676, joined by ' | ' or ' ~ ' as the parts of the cell are",
    WEB_ADDRESS: "an address that begins with http:// or https:// and a domain, without user name, quotes, spaces or control characters",
    YEAR: "a year from 1500 to 2100",
    YEARS: "years from 1500 to 2100, joined by ' | '",
    PARTIAL_DATE: "a date YYYY, YYYY-MM or YYYY-MM-DD, its year from 1500 to 2100",
    DECIMAL_NUMBER: "a number of at most 15 digits, at most six of them after a decimal point",
    ROUNDING_UNIT: "a number from 0: whole, of at most 15 digits; or at most nine digits, a decimal point and at most five digits",
    FACTOR: "a number above 0: whole, of at most 15 digits; or at most nine digits, a decimal point and at most six digits",
    COORDINATE: "degrees with a decimal point and at most six digits after it",
}


@register_check_method(statistics=["lines", "url"])
def one_locator(frame: pd.DataFrame, *, lines: Sequence[str], url: str) -> pd.Series:
    """A check for whole tables: whether each row has either all of its line numbers or an address, and not both."""
    filled = frame[list(lines)].notna()
    return (filled.all(axis=1) & frame[url].isna()) | (~filled.any(axis=1) & frame[url].notna())


@register_check_method(statistics=["value", "low", "high", "qualifier"])
def value_or_range(frame: pd.DataFrame, *, value: str, low: str, high: str, qualifier: str) -> pd.Series:
    """A check for raw tables: whether each row has a value and no ends, or is qualified as a range and has both ends and no value, the
    lower end not above the upper one."""
    is_range = (frame[qualifier] == RANGE).fillna(False).astype("bool")
    has_value, ends = frame[value].notna(), frame[[low, high]]
    numbers = {name: pd.to_numeric(frame[name], errors="coerce").astype("float64") for name in (low, high)}
    in_order = ~(numbers[low] > numbers[high])
    return (is_range & ~has_value & ends.notna().all(axis=1) & in_order) | (~is_range & has_value & ends.isna().all(axis=1))


@register_check_method(statistics=["column", "where", "codes", "pattern"])
def matches_where(frame: pd.DataFrame, *, column: str, where: str, codes: Sequence[str], pattern: str) -> pd.Series:
    """A check for whole tables: whether a column matches a pattern in each row in which another one has one of some codes."""
    return ~frame[where].isin(list(codes)) | frame[column].astype("str").str.match(pattern)


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
