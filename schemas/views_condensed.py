"""Views that make one row of what several statements tell: each tie once, and one value for each series and period.

Belongs here: counting, and picking what metrics chose, among rows of published tables. Does not belong here: rows shown as they are, with
what they refer to; those are in `views_with_sources` and `views_cartography`.
"""

from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import shown
from schemas.fields import Date, Decimal, Integer, Text, field
from schemas.observations import Observations
from schemas.series import SeriesValues

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
WITH others AS (
  SELECT series_id, period_start, period_end, count(*) AS passed_over_count, string_agg(observation_id, ' | ' ORDER BY place) AS passed_over
  FROM series_values WHERE NOT is_chosen
  GROUP BY series_id, period_start, period_end
)
SELECT
  v.series_id, v.period_start, v.period_end, v.observation_id, v.document_id, o.label_en, o.label_fr,
  o."value", o.value_low, o.value_high, o.unit_id, v.published, v.verification, o.definition_basis, v.choice_reason,
  coalesce(w.passed_over_count, 0) AS passed_over_count, w.passed_over
FROM series_values v
JOIN observations o USING (observation_id)
LEFT JOIN others w ON (w.series_id, w.period_start, w.period_end) = (v.series_id, v.period_start, v.period_end)
WHERE v.is_chosen
ORDER BY v.series_id, v.period_start, v.period_end
"""


class SeriesBest(Table):
    """One value for each series and period, over all documents: the one that `series_values` chooses. What it passed over is named, never
    lost."""

    series_id: Text = shown(SeriesValues, "series_id")
    period_start: Date = shown(SeriesValues, "period_start")
    period_end: Date = shown(SeriesValues, "period_end")
    observation_id: Text = shown(SeriesValues, "observation_id")
    document_id: Text = shown(SeriesValues, "document_id")
    label_en: Text = shown(Observations, "label_en")
    label_fr: Text = shown(Observations, "label_fr")
    value: Decimal = shown(Observations, "value")
    value_low: Decimal = shown(Observations, "value_low")
    value_high: Decimal = shown(Observations, "value_high")
    unit_id: Text = shown(Observations, "unit_id")
    published: Text = shown(SeriesValues, "published")
    verification: Text = shown(SeriesValues, "verification")
    definition_basis: Text = shown(Observations, "definition_basis")
    choice_reason: Text = shown(SeriesValues, "choice_reason")
    passed_over_count: Integer = field(
        "Number of other values of the same series and period.",
        "valeurs écartées",
        unit="count",
        ge=0,
        derived_from="series_values.observation_id",
    )
    passed_over: Text = field(
        "Observations passed over, in the order of precedence; ' | ' between them.",
        "observations écartées",
        null_means="There is no other value.",
        derived_from=["series_values.observation_id", "series_values.place"],
    )

    class Config:
        name = "series_best"
        unique = ["series_id", "period_start", "period_end"]
        metadata = {"sql": _SERIES_SQL}
