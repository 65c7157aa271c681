"""Series: the published values of one quantity and period, and which of them is chosen; the order is in docs/methods.md."""

from typing import Any

from schemas.bases import Table
from schemas.copies import copied
from schemas.fields import Boolean, Date, Integer, Text, columns, field
from schemas.observations import Observations

PUBLICATION = [*columns("observations", "source_published", "citation_id", "document_id"), "citations.year", "documents.year"]
ORDER = [
    *PUBLICATION,
    *columns(
        "observations", "status", "period_start", "period_end", "qualifier", "rounding_unit", "first_line", "observation_id", "verification"
    ),
]
# What one quantity is of; several series may measure it, for other partners or by other definitions.
MEASURED = columns("observations", "indicator_id", "subject_id", "geography_id", "organisation_id", "counterparty_id")
RELEASE = columns("observations", "document_id", "source_url", "citation_id")


def is_same_release(**options: Any) -> Any:
    """Whether the values that a row compares are from one release."""
    return field(
        "Whether both values are from one release: the same page, or the same source cited by the same document. If not, the growth may "
        "contain a revision.",
        "même publication",
        derived_from=RELEASE,
        **options,
    )


class SeriesValues(Table):
    """The facts with a period, in their order of precedence within each series and period, over all documents. One of them is chosen; the
    others stay, with the reason that they were passed over."""

    observation_id: Text = copied(Observations, "observation_id", references="observations.observation_id")
    series_id: Text = copied(Observations, "series_id")
    period_start: Date = copied(Observations, "period_start", null_means=None)
    period_end: Date = copied(Observations, "period_end", null_means=None)
    document_id: Text = copied(Observations, "document_id")
    place: Integer = field("Position in the order of precedence, from 1.", "rang", ge=1, derived_from=ORDER)
    is_chosen: Boolean = field("Whether it is the chosen value.", "retenue", derived_from=ORDER, formula="place = 1")
    choice_reason: Text = field(
        "Why the chosen value precedes the next one; for the others, why the chosen one precedes them.",
        "motif du choix",
        codes="choice_reason",
        derived_from=ORDER,
        formula="the first criterion by which the two differ",
    )
    is_main: Boolean = field(
        "Whether its series is the main one for its indicator, subject, area and organisations, so that there is one value for each year: "
        "trade with the world comes before trade with a part of it, then a series with values of a document before one of web pages, then "
        "the series with most years, then the one with the latest year. Where there is no series for the world, as for shares by "
        "destination, each partner has a main one. False for a value whose page nobody has seen: `verification` says which source "
        "stands behind each value.",
        "série principale",
        derived_from=[*ORDER, *MEASURED, "observations.reference_geography_id"],
    )
    published: Text = field(
        "Day, month or year of its publication.",
        "publication",
        null_means="Neither the page, nor a cited source, nor the document is dated.",
        derived_from=PUBLICATION,
        formula="that of the web page, else the year of the source that the passage cites, else the year of the document",
    )
    release: Text = field(
        "What it was published in: document, page and cited source, with - for a missing part.", "publication source", derived_from=RELEASE
    )
    verification: Text = copied(Observations, "verification")

    class Config:
        name = "series_values"
        unique = ["observation_id"]
