"""The field vocabulary: column types, and functions that make pandera fields with all that is known of a column.

Belongs here: what raw and core tables say alike of a column, written once. A function makes a new field at each call, because one
pandera Field object that serves two columns silently drops the first.
Does not belong here: columns of one table only; those are written in its class with `field`.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import pyarrow
from pandera.api.extensions import register_check_method
from pandera.typing.pandas import Series

from schemas.codes import codes_of

Text = Series[Annotated[pd.ArrowDtype, pyarrow.string()]]
Whole = Series[Annotated[pd.ArrowDtype, pyarrow.int64()]]
Real = Series[Annotated[pd.ArrowDtype, pyarrow.float64()]]
Amount = Series[Annotated[pd.ArrowDtype, pyarrow.decimal128(24, 6)]]
Day = Series[Annotated[pd.ArrowDtype, pyarrow.date32()]]
Flag = Series[Annotated[pd.ArrowDtype, pyarrow.bool_()]]

IDENTIFIER = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
LINE = r"^[1-9][0-9]{0,8}$"
RUNS = r"^[1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?(?: [|~] [1-9][0-9]{0,8}(?:-[1-9][0-9]{0,8})?)*$"
TIDY = r"^[^\s|~]+(?: [^\s|~]+)*$"
PIECES = r"^\S+(?: \S+)*$"


ADDRESS = r"^https?://[^\s/]+(?:/\S*)?$"
OR_PAGE = {"nullable": True, "null_means": "The source is a web page: see source_url."}
IN_TEXT = "The source is a document with lines: see first_line."


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
    nullable: bool = False,
    null_means: str | None = None,
    unit: str | None = None,
    codes: str | None = None,
    scheme: str | None = None,
    references: str | None = None,
    derived_from: str | Sequence[str] = (),
    formula: str | None = None,
    lines: tuple[str, ...] = (),
    printed: bool = False,
    **checks: Any,
) -> Any:
    """Make a pandera field that carries what is known of a column.

    description, label_fr: what it holds, in English; its label in French.
    nullable, null_means: whether it may be empty, and what an empty cell then says.
    unit: unit of measurement of a number. codes: a closed list of `schemas.codes`.
    scheme: the code list of `concepts` that its values belong to, or several, joined by ' or '.
    references: "table.column" of the key that it points to.
    derived_from: "table.column" names that it is made from. formula: how, where that is more than a copy.
    lines: for text that a document prints, the columns that hold its lines (one column of runs, or first and last line).
    printed: whether a raw column holds text of a document, with or without lines of its own; it is then under the document's licence.
    checks: pandera's own (ge, le, str_matches ...).
    Raises ValueError where a nullable column does not say what null means, or the other way round.
    """
    if nullable != bool(null_means):
        raise ValueError(f"a column is nullable if and only if null_means says what null means: {description!r}")
    if codes:
        checks["isin"] = codes_of(codes)
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
    }
    return pa.Field(nullable=nullable, description=description, metadata=metadata, **checks)


# Where a raw row stands: the only columns that reading adds.


def source_file() -> Any:
    """The file that a raw row was read from."""
    return field("File that the row was read from, relative to the root of the repository.", "fichier lu")


def source_line() -> Any:
    """The line on which a raw row begins."""
    return field("Line of that file on which the row begins, counted from 1; the header is line 1.", "ligne du fichier", ge=1)


# Keys and references.


def document_id(**options: Any) -> Any:
    """The source document."""
    return field("Source document: the name of its folder below raw/.", "document", str_matches=IDENTIFIER, **options)


def identifier(thing: str, label_fr: str, **options: Any) -> Any:
    """An identifier of some thing."""
    return field(f"Identifier of the {thing}: lower case, stable, never reused.", label_fr, str_matches=IDENTIFIER, **options)


def organisation_id(**options: Any) -> Any:
    """An organisation."""
    return identifier("organisation", "organisation", **options)


def closing_citation(**options: Any) -> Any:
    """The source whose citation closes the passage that a row is read from."""
    return identifier("source that closes the passage", "source", nullable=True, null_means="No citation closes the passage.", **options)


def row_no(*, raw: bool = False, **options: Any) -> Any:
    """The number of a printed row; text in raw tables."""
    checks: dict[str, Any] = {"str_matches": LINE} if raw else {"ge": 1}
    return field("Number of the printed row within its table, counted from 1 in reading order.", "numéro de ligne", **checks, **options)


def section_no(**options: Any) -> Any:
    """The number of a section."""
    return field(
        "Number of the section as printed, without the final point; a word in lower case for a section that has no number.",
        "numéro de section",
        str_matches=TIDY,
        **options,
    )


def unit_id(**options: Any) -> Any:
    """A unit of measurement."""
    return field("Identifier of the unit.", "unité", str_matches=r"^[A-Za-z]+(?:_[A-Za-z]+)*$", **options)


# Locators.


def first_line(*, raw: bool = False, or_page: bool = False, of: str = "what the row shows as printed", **options: Any) -> Any:
    """The first line of a locator; text in raw tables. or_page: null where the row was read from a web page."""
    checks: dict[str, Any] = ({"str_matches": LINE} if raw else {"ge": 1}) | (OR_PAGE if or_page else {})
    return field(f"First line, in the document's text, of {of}; counted from 1.", "première ligne", **checks, **options)


def last_line(*, raw: bool = False, or_page: bool = False, of: str = "what the row shows as printed", **options: Any) -> Any:
    """The last line of a locator; text in raw tables. or_page: null where the row was read from a web page."""
    checks: dict[str, Any] = ({"str_matches": LINE} if raw else {"ge": 1}) | (OR_PAGE if or_page else {})
    return field(f"Last line, in the document's text, of {of}.", "dernière ligne", **checks, **options)


def runs(of: str, **options: Any) -> Any:
    """The lines of a printed cell, as text."""
    return field(
        f"Lines of the {of}: a run such as 3621-3623 for each of its parts, joined as the parts are.",
        "lignes de la cellule",
        str_matches=RUNS,
        **options,
    )


def source_url(**options: Any) -> Any:
    """The address of a web page, where the source is one: the other locator."""
    return field(
        "Address of the web page that the row was read from.",
        "adresse de la page",
        nullable=True,
        null_means=IN_TEXT,
        str_matches=ADDRESS,
        **options,
    )


def source_url_kind(**options: Any) -> Any:
    """What is known to stand at source_url."""
    return field(
        "What is known to stand at source_url.",
        "nature de l'adresse",
        nullable=True,
        null_means=IN_TEXT,
        codes="source_url_kind",
        **options,
    )


# Text.


def printed_cell(what: str, label_fr: str, *, pieces: bool = False, **options: Any) -> Any:
    """A cell as printed; with pieces=True its items are joined by ' | ', the fragments of a broken item by ' ~ '."""
    shape = PIECES if pieces else TIDY
    return field(
        f"{what}, as printed, errors of typing included; white space folded.", label_fr, printed=True, str_matches=shape, **options
    )


def label_fr(**options: Any) -> Any:
    """A label in French."""
    return field("Label in French.", "libellé français", str_matches=TIDY, **options)


def label_en(**options: Any) -> Any:
    """A label in English."""
    return field("Label in English.", "libellé anglais", str_matches=TIDY, **options)


def definition_en(**options: Any) -> Any:
    """A definition in English."""
    return field("Definition in English.", "définition (anglais)", str_matches=TIDY, **options)


def explanation_en(**options: Any) -> Any:
    """What is wrong or doubtful."""
    return field("What is wrong or doubtful, in English.", "explication (anglais)", str_matches=TIDY, **options)


def reading_note(**options: Any) -> Any:
    """What a reader has to say of a row."""
    return field("Reading chosen, alternatives, doubts, in English.", "remarque", nullable=True, null_means="Plain.", **options)


def settled_by_en(**options: Any) -> Any:
    """What it would take to settle a doubt."""
    return field("What it would take to settle it, in English.", "ce qui trancherait (anglais)", str_matches=TIDY, **options)
