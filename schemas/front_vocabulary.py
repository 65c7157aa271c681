"""The vocabulary of the front tables: words of columns that several of them have, each once.

Belongs here: what front tables have in common, such as an area in words or a count of issues. Does not belong here: words of one front
table, or a column that shows another table's; the latter is declared with `schemas.copies.shown`.
"""

from collections.abc import Sequence
from typing import Any

from schemas.fields import field

Sources = str | Sequence[str]
EN_OF_CODE, FR_OF_CODE = "code_lists.label_en", "code_lists.label_fr"
EN_OF_CONCEPT, FR_OF_CONCEPT = "concepts.label_en", "concepts.label_fr"


def in_english(what: str, label_fr: str, sources: Sources, **options: Any) -> Any:
    """Something in English words."""
    return field(f"{what}, in English.", f"{label_fr} (anglais)", derived_from=sources, **options)


def in_french(what: str, label_fr: str, sources: Sources, **options: Any) -> Any:
    """Something in French words."""
    return field(f"{what}, in French.", label_fr, derived_from=sources, **options)


def several(what: str, label_fr: str, sources: Sources, **options: Any) -> Any:
    """Several values in one text."""
    return field(f"{what}; '; ' between them.", label_fr, derived_from=sources, **options)


def count(of: str, label_fr: str, sources: Sources, **options: Any) -> Any:
    """A number of rows."""
    return field(f"Number of {of}.", label_fr, unit="count", ge=0, derived_from=sources, **options)


def record_id(*, sources: Sources) -> Any:
    """The key of a table whose rows have several identifiers."""
    return field("Key: the identifiers of the row, joined by '|'.", "enregistrement", derived_from=sources)


def issue_count() -> Any:
    """How many issues there are on a row."""
    return count("matters in `quality_issues` on this row", "nombre de doutes", ["quality_issues.record_id", "quality_issues.matter_id"])


def geography_en(*, sources: Sources, null_means: str | None = "It is about no area.") -> Any:
    """The area that a row is about."""
    return in_english("Name of the area that it is about", "zone", sources, null_means=null_means)


def geography_fr(*, sources: Sources, null_means: str | None = "It is about no area.") -> Any:
    """The area that a row is about."""
    return in_french("Name of the area that it is about", "zone", sources, null_means=null_means)


def is_in_wallonia(*, source: str) -> Any:
    """Whether the area that a row is about lies in Wallonia."""
    return field(
        "Whether the area that the row names is the Walloon Region or lies in it, as Wavre does.",
        "en Wallonie",
        null_means="It names no area, or one that contains the Walloon Region or may do so, such as Belgium or the European Union.",
        derived_from=[source, "geographies.parent_id", "geographies.level"],
    )


def lines(of: str, sources: Sources, **options: Any) -> Any:
    """Lines of several places."""
    return several(f"Lines, first-last, of {of}, in the document's text", "lignes", sources, **options)


def document_ids(*, sources: Sources, **options: Any) -> Any:
    """The documents that a row rests on."""
    return several("Source documents", "documents", sources, **options)


def source_id(*, sources: Sources) -> Any:
    """The source that a row rests on."""
    return field(
        "Source that the passage cites, or web page that states it: key of `sources`.",
        "source",
        null_means="No citation closes the passage.",
        derived_from=sources,
    )


def cited() -> Any:
    """The source that a row cites, in words."""
    return field(
        "Source that the passage cites, as printed.",
        "source citée",
        null_means="No citation closes the passage.",
        derived_from="citations.printed",
    )


def first_day(*, sources: Sources, null_means: str) -> Any:
    """The first day that a date may mean."""
    return field("First day that it may be.", "premier jour", null_means=null_means, derived_from=sources)


def last_day(*, sources: Sources, null_means: str) -> Any:
    """The last day that a date may mean."""
    return field("Last day that it may be.", "dernier jour", null_means=null_means, derived_from=sources)
