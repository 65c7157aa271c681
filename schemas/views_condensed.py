"""Views that make one row of what several statements tell: each tie once, and one value for each series and period.

Belongs here: choosing and counting among rows of published tables. Does not belong here: rows shown as they are, with what they refer to;
those are in `views_with_sources` and `views_cartography`.
"""

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import shown
from schemas.fields import Decimal, Integer, Text, field
from schemas.observations import Observations

_RELATIONS_SQL = """
WITH directed AS (
  SELECT
    CASE WHEN t.symmetric AND r.object_id < r.subject_id THEN r.object_id ELSE r.subject_id END AS subject_id,
    r.relation_type,
    CASE WHEN t.symmetric AND r.object_id < r.subject_id THEN r.subject_id ELSE r.object_id END AS object_id,
    r.status, r.year, r.relation_id
  FROM relations r JOIN relation_types t USING (relation_type)
)
SELECT
  subject_id, relation_type, object_id,
  CASE WHEN bool_or(status = 'current') THEN 'current' ELSE 'former' END AS status,
  min(year) AS first_year,
  count(*) AS statements
FROM directed
GROUP BY subject_id, relation_type, object_id
"""


class RelationsDistinct(Table):
    """Ties between organisations, each once, however often it is stated; a symmetric tie has the end that comes first in the alphabet as
    its subject."""

    subject_id: Text = vocabulary.organisation_id(derived_from=["relations.subject_id", "relation_types.symmetric"])
    relation_type: Text = vocabulary.relation_type(derived_from="relations.relation_type")
    object_id: Text = vocabulary.organisation_id(derived_from=["relations.object_id", "relation_types.symmetric"])
    status: Text = field(
        "Whether the tie still holds.",
        "statut",
        codes="relation_status",
        derived_from="relations.status",
        formula="'current' where a statement tells it as such",
    )
    first_year: Integer = field(
        "Earliest year that a statement gives.", "première année", null_means="No statement gives one.", derived_from="relations.year"
    )
    statements: Integer = field("Number of statements of the tie.", "énoncés", unit="count", ge=1, derived_from="relations.relation_id")

    class Config:
        name = "relations_distinct"
        unique = ["subject_id", "relation_type", "object_id"]
        metadata = {"sql": _RELATIONS_SQL}


_SERIES_SQL = """
WITH dated AS (
  SELECT o.*, coalesce(o.source_published, c.year::VARCHAR) AS published
  FROM observations o LEFT JOIN citations c USING (citation_id)
  WHERE o.status = 'fact' AND o.period_start IS NOT NULL AND o.period_end IS NOT NULL
), placed AS (
  SELECT *, row_number() OVER (
    PARTITION BY series_id, period_start, period_end
    ORDER BY published[1:4] DESC NULLS LAST, qualifier <> 'exact', rounding_unit, published DESC NULLS LAST, first_line NULLS LAST,
      observation_id
  ) AS place
  FROM dated
)
SELECT
  series_id, period_start, period_end,
  max(observation_id) FILTER (place = 1) AS observation_id,
  max(document_id) FILTER (place = 1) AS document_id,
  max("value") FILTER (place = 1) AS "value",
  max(value_low) FILTER (place = 1) AS value_low,
  max(value_high) FILTER (place = 1) AS value_high,
  max(unit_id) FILTER (place = 1) AS unit_id,
  max(published) FILTER (place = 1) AS published,
  count(*) - 1 AS passed_over_count,
  string_agg(observation_id, ' | ' ORDER BY place) FILTER (place > 1) AS passed_over
FROM placed
GROUP BY series_id, period_start, period_end
"""


class SeriesBest(Table):
    """One value for each series and period, over all documents: that of the latest year of publication; then the most precise (exact
    before rounded words, then the smaller rounding unit); then the later day; then the one that its document states first. What it passed
    over is named, never lost."""

    series_id: Text = field("Series.", "série", derived_from="observations.series_id")
    period_start: Text = vocabulary.period_start(derived_from="observations.period_start")
    period_end: Text = vocabulary.period_end(derived_from="observations.period_end")
    observation_id: Text = vocabulary.identifier(
        "observation that is chosen",
        "observation retenue",
        derived_from=["observations.observation_id", "observations.status", "observations.qualifier", "observations.rounding_unit"],
        formula="latest publication, then most precise, then first in its document",
    )
    document_id: Text = shown(Observations, "document_id")
    value: Decimal = shown(Observations, "value")
    value_low: Decimal = shown(Observations, "value_low")
    value_high: Decimal = shown(Observations, "value_high")
    unit_id: Text = shown(Observations, "unit_id")
    published: Text = field(
        "Day, month or year of its publication.",
        "publication",
        null_means="Neither the page nor a cited source is dated.",
        derived_from=["observations.source_published", "observations.citation_id", "citations.year"],
        formula="that of the web page, or the year of the source that the passage cites",
    )
    passed_over_count: Integer = field(
        "Number of other values of the same series and period.",
        "valeurs écartées",
        unit="count",
        ge=0,
        derived_from="observations.observation_id",
    )
    passed_over: Text = field(
        "Observations passed over, in the order of precedence; ' | ' between them.",
        "observations écartées",
        null_means="There is no other value.",
        derived_from="observations.observation_id",
    )

    class Config:
        name = "series_best"
        unique = ["series_id", "period_start", "period_end"]
        metadata = {"sql": _SERIES_SQL}
